#include "nt/spinlock.h"

#include <sched.h>

#include "nt/bugcheck.h"
#include "nt/sched.h"
#include "nt/system.h"
#include "nt/thread.h"

enum { SPINS_BEFORE_YIELD = 64, WRITER = INT32_MIN };

static _Thread_local unsigned held;

unsigned spin_held(void)
{
    return held;
}

/* A lock that another thread took was reported; the count must not wrap for it. */
static void count_release(void)
{
    held -= held > 0;
}

/* Waits until the word may have become free. The holder may not be running: on few processors, spinning alone would burn its
 * time slice; seeded, it gets the baton. */
static void pause_after(struct nt_system *nt, unsigned spins, struct nt_block *b)
{
    if (nt_is_seeded(nt))
        nt_spin(nt, b);
    else if (spins % SPINS_BEFORE_YIELD == 0)
        sched_yield();
    else
        __builtin_ia32_pause();
}

static bool is_free(void *lock)
{
    return __atomic_load_n((uintptr_t *)lock, __ATOMIC_RELAXED) == 0;
}

static const struct nt_thread *owner(void *lock)
{
    return (const struct nt_thread *)__atomic_load_n((uintptr_t *)lock, __ATOMIC_RELAXED);
}

static bool is_readable(void *lock)
{
    return __atomic_load_n((int32_t *)lock, __ATOMIC_RELAXED) >= 0;
}

static bool is_unused(void *lock)
{
    return __atomic_load_n((int32_t *)lock, __ATOMIC_RELAXED) == 0;
}

bool spin_try(uintptr_t *lock)
{
    uintptr_t free = 0;
    bool      taken = __atomic_compare_exchange_n(lock, &free, (uintptr_t)nt_thread_current(), false, __ATOMIC_ACQUIRE,
                                                  __ATOMIC_RELAXED);
    held += taken;
    return taken;
}

void spin_acquire(struct nt_system *nt, uintptr_t *lock, const char *function)
{
    if (__atomic_load_n(lock, __ATOMIC_RELAXED) == (uintptr_t)nt_thread_current())
        nt_bugcheck(nt, &(struct nt_bugcheck){ .code = BUGCHECK_SPIN_LOCK_ALREADY_OWNED, .parameters = { (uintptr_t)lock },
                                               .function = function });
    struct nt_block b = { .done = is_free, .context = lock, .deadline = UINT64_MAX, .what = "a spin lock", .owner = owner };
    for (unsigned spins = 1; !spin_try(lock); spins++)
        pause_after(nt, spins, &b);
}

void spin_release(struct nt_system *nt, uintptr_t *lock, const char *function)
{
    uintptr_t owner = __atomic_load_n(lock, __ATOMIC_RELAXED);
    if (owner != (uintptr_t)nt_thread_current())
        nt_report(nt, "%s: the spin lock %p is %s", function, (void *)lock,
                  owner ? "held by another thread" : "not held");
    __atomic_store_n(lock, 0, __ATOMIC_RELEASE);
    count_release();
}

static bool rw_change(int32_t *lock, int32_t from, int32_t to)
{
    return __atomic_compare_exchange_n(lock, &from, to, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED);
}

bool rw_spin_try_shared(int32_t *lock)
{
    int32_t readers;
    do {
        readers = __atomic_load_n(lock, __ATOMIC_RELAXED);
        if (readers < 0)
            return false;
    } while (!rw_change(lock, readers, readers + 1));
    return true;
}

bool rw_spin_try_exclusive(int32_t *lock)
{
    return rw_change(lock, 0, WRITER);
}

bool rw_spin_try_convert(int32_t *lock)
{
    return rw_change(lock, 1, WRITER);
}

void rw_spin_acquire_shared(struct nt_system *nt, int32_t *lock)
{
    struct nt_block b = { .done = is_readable, .context = lock, .deadline = UINT64_MAX, .what = "a spin lock, shared" };
    for (unsigned spins = 1; !rw_spin_try_shared(lock); spins++)
        pause_after(nt, spins, &b);
}

bool rw_spin_release_shared(struct nt_system *nt, int32_t *lock, const char *function)
{
    if (__atomic_load_n(lock, __ATOMIC_RELAXED) <= 0) {
        nt_report(nt, "%s: the spin lock %p is not held shared", function, (void *)lock);
        return false;
    }
    __atomic_fetch_sub(lock, 1, __ATOMIC_RELEASE);
    count_release();
    return true;
}

void rw_spin_acquire_exclusive(struct nt_system *nt, int32_t *lock)
{
    struct nt_block b = { .done = is_unused, .context = lock, .deadline = UINT64_MAX, .what = "a spin lock, exclusive" };
    for (unsigned spins = 1; !rw_spin_try_exclusive(lock); spins++)
        pause_after(nt, spins, &b);
}

bool rw_spin_release_exclusive(struct nt_system *nt, int32_t *lock, const char *function)
{
    if (__atomic_load_n(lock, __ATOMIC_RELAXED) != WRITER) {
        nt_report(nt, "%s: the spin lock %p is not held exclusively", function, (void *)lock);
        return false;
    }
    __atomic_store_n(lock, 0, __ATOMIC_RELEASE);
    count_release();
    return true;
}
