/* The inside of struct nt_system, for the files of this module alone. */
#ifndef WFP_NT_PARTS_H
#define WFP_NT_PARTS_H

#include <pthread.h>
#include <stdatomic.h>

#include "nt/dpc.h"
#include "nt/handle.h"
#include "nt/ledger.h"
#include "nt/list.h"
#include "nt/rule.h"
#include "nt/sched.h"
#include "nt/system.h"

enum { NT_DRIVERS_MAX = 64, NT_BREACHES_MAX = 128 };

struct nt_breach {
    enum rule_id         rule;
    const struct driver *driver;
    const void          *about;
};

/* Rules that were broken: each is reported once. */
struct nt_breaches {
    unsigned         known;
    unsigned         count[RULE_COUNT];
    struct nt_breach of[NT_BREACHES_MAX];
};

struct nt_system {
    struct nt_options options; /* immutable after publish */
    pthread_mutex_t   log_lock;
    atomic_uint       reports; /* lock-free */
    _Atomic uint64_t  requests; /* of the kind that may fail; lock-free */
    struct nt_breaches breaches; /* guarded by: log_lock */

    /* The dispatcher: one lock and one condition for everything that threads wait for. A driver's objects are small,
     * many, and freed without notice, so they cannot hold a condition of their own. */
    pthread_mutex_t   lock;
    pthread_cond_t    changed;
    struct nt_list    timers;      /* struct nt_timer.link; guarded by: lock */
    struct nt_dpc_queue dpcs[NT_PROCESSORS_MAX]; /* guarded by: lock */
    struct nt_list    work;        /* struct nt_work.link; guarded by: lock */
    struct nt_list    threads;     /* struct nt_thread.link; guarded by: lock */
    unsigned          workers;     /* guarded by: lock */
    unsigned          next_thread_id; /* guarded by: lock */
    uint64_t          changes;     /* how often something did; guarded by: lock */
    bool              stopping;    /* guarded by: lock */

    /* The seeded scheduler. */
    struct nt_thread *host;      /* that made the system */
    struct nt_thread *holder;    /* of the baton; guarded by: lock */
    uint64_t          random;    /* owner: the holder */
    unsigned          stays;     /* one scheduling point of so many is taken; immutable */
    uint64_t          draws;     /* how often the baton was given on; guarded by: lock */
    uint64_t          patience;  /* draws after which nt_drain() gives up; guarded by: lock */
    _Atomic uint64_t  clock;     /* nt_uptime(); changed with the lock */
    _Atomic uint64_t  time;      /* nt_time(); changed with the lock */
    bool              time_set;  /* guarded by: lock */
    bool              strangers; /* threads that take no part have called in; guarded by: lock */
    struct nt_list    listeners; /* struct nt_listener.link, of both schedulers; guarded by: lock */
    struct bell_waits bells;     /* immutable */

    uintptr_t         cancel_lock; /* lock-free */
    struct nt_ledger  ledger;
    struct nt_handles handles;
    struct nt_list    devices; /* struct nt_device.link; guarded by: lock */
    struct nt_list    links;   /* struct nt_symlink.link; guarded by: lock */
    _Atomic(struct driver *) drivers[NT_DRIVERS_MAX]; /* lock-free: a crash report reads it from a signal handler */
};

static inline void nt_lock(struct nt_system *nt)
{
    pthread_mutex_lock(&nt->lock);
}

static inline void nt_unlock(struct nt_system *nt)
{
    pthread_mutex_unlock(&nt->lock);
}

static inline void nt_changed(struct nt_system *nt)
{
    nt->changes++;
    pthread_cond_broadcast(&nt->changed);
}

static inline const void *nt_enter(struct nt_system *nt, struct driver *driver)
{
    return nt->options.enter && driver ? nt->options.enter(driver) : NULL;
}

static inline void nt_leave(struct nt_system *nt, struct driver *driver, const void *before)
{
    if (nt->options.leave && driver)
        nt->options.leave(before);
}

/* sched.c. With the lock all but the first two. */
void     nt_sched_init(struct nt_system *nt);
uint64_t nt_monotonic(void);
void     nt_bells_init(struct nt_system *nt);
/* A thread's first and last act: it comes to the baton, and gives it away for good. */
void     nt_sched_begins(struct nt_system *nt, struct nt_thread *self);
void     nt_sched_ends(struct nt_system *nt, struct nt_thread *self);
/* Has it anything to do but wait? A deadline that passes does not count. */
bool     nt_thread_can_run(const struct nt_thread *t);

/* Waits for a change, until `deadline` of nt_monotonic() (UINT64_MAX: for ever). False when it has passed. With the
 * lock. */
bool nt_wait_changed(struct nt_system *nt, uint64_t deadline);

/* With the lock: runs the timers that are due. */
void     nt_timers_run(struct nt_system *nt);
/* With the lock: when the next is due; UINT64_MAX: none is set. */
uint64_t nt_timers_next(const struct nt_system *nt);
/* With the lock. */
bool nt_dpc_insert(struct nt_system *nt, struct nt_dpc *dpc, void *first, void *second);

#endif
