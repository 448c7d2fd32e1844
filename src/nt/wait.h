/* What threads wait for: events, semaphores, mutexes, timers, threads. An object is the DISPATCHER_HEADER in the
 * driver's own memory: it is made without allocating and vanishes without notice, so waiters hang in the system, not
 * in the object. */
#ifndef WFP_NT_WAIT_H
#define WFP_NT_WAIT_H

#include <stdbool.h>
#include <stdint.h>

#include "nt/list.h"

struct nt_system;
struct nt_thread;

enum nt_object_type { /* as Windows numbers them */
    NT_EVENT_NOTIFICATION = 0,
    NT_EVENT_SYNCHRONIZATION = 1,
    NT_MUTEX = 2,
    NT_SEMAPHORE = 5,
    NT_THREAD_OBJECT = 6,
    NT_TIMER_NOTIFICATION = 8,
    NT_TIMER_SYNCHRONIZATION = 9,
};

struct nt_object {
    uint8_t        type;
    uint8_t        reserved[3];
    int32_t        state; /* above 0: signalled; guarded by: the system's lock */
    struct nt_list waiters; /* Windows' own; unused here */
};

struct nt_mutex {
    struct nt_object  object; /* state 1: free; less: held, by so many */
    struct nt_list    link;
    struct nt_thread *owner; /* guarded by: the system's lock */
    uint8_t           abandoned;
    uint8_t           apc_disable;
};

struct nt_semaphore {
    struct nt_object object;
    int32_t          limit; /* immutable after publish */
};

enum { NT_WAIT_MAX = 64, NT_WAIT_TIMEOUT = -1 };

void nt_object_init(struct nt_object *o, enum nt_object_type type, int32_t state);
/* Sets the state and wakes; what it was. */
int32_t nt_object_set(struct nt_system *nt, struct nt_object *o, int32_t state);
int32_t nt_object_state(struct nt_system *nt, const struct nt_object *o);
void    nt_mutex_init(struct nt_mutex *m);
/* False, with a report: the calling thread does not hold it. */
bool    nt_mutex_release(struct nt_system *nt, struct nt_mutex *m);
/* False: above the limit, nothing changed. */
bool    nt_semaphore_release(struct nt_system *nt, struct nt_semaphore *s, int32_t count, int32_t *before);

/* Waits for all or any of the objects and takes them: the index of the one, or NT_WAIT_TIMEOUT. `timeout` as NT has
 * it, in 100 ns: NULL for ever, 0 not at all, below 0 from now on, above 0 a system time. With no objects it only
 * delays. */
int nt_wait(struct nt_system *nt, struct nt_object *const *objects, unsigned count, bool all, const int64_t *timeout);

#endif
