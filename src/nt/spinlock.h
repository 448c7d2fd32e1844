/* Spin locks: one pointer each, in the driver's memory, that names the thread which holds it. Taking one at or below
 * DISPATCH_LEVEL; a thread that takes it twice, or gives back what another holds, is told. */
#ifndef WFP_NT_SPINLOCK_H
#define WFP_NT_SPINLOCK_H

#include <stdbool.h>
#include <stdint.h>

struct nt_system;

/* Without touching the IRQL. A second taking by the same thread would spin for ever: bug check. */
void spin_acquire(struct nt_system *nt, uintptr_t *lock, const char *function);
bool spin_try(uintptr_t *lock);
void spin_release(struct nt_system *nt, uintptr_t *lock, const char *function);

/* How many spin locks of any kind the calling thread holds. */
unsigned spin_held(void);

/* Reader-writer spin locks (EX_SPIN_LOCK): the sign bit is a writer, the rest counts readers. */
void rw_spin_acquire_shared(struct nt_system *nt, int32_t *lock);
bool rw_spin_release_shared(struct nt_system *nt, int32_t *lock, const char *function);
bool rw_spin_try_shared(int32_t *lock);
bool rw_spin_try_exclusive(int32_t *lock);
/* From shared to exclusive, when the caller is the only reader. */
bool rw_spin_try_convert(int32_t *lock);
void rw_spin_acquire_exclusive(struct nt_system *nt, int32_t *lock);
bool rw_spin_release_exclusive(struct nt_system *nt, int32_t *lock, const char *function);

#endif
