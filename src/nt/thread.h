/* Threads: those that drivers start, the workers behind work items, and whatever thread of the host calls in. */
#ifndef WFP_NT_THREAD_H
#define WFP_NT_THREAD_H

#include <pthread.h>
#include <setjmp.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "nt/sched.h"
#include "nt/wait.h"

struct driver;

enum nt_thread_kind { NT_THREAD_HOST, NT_THREAD_SYSTEM, NT_THREAD_WORKER, NT_THREAD_DPC };

struct nt_thread {
    struct nt_object    object; /* signalled when it has ended */
    struct nt_list      link;   /* in the system's threads */
    enum nt_thread_kind kind;   /* immutable after publish */
    unsigned            id;     /* immutable after publish */
    struct nt_system   *nt;     /* immutable after publish */
    struct driver      *driver; /* on whose behalf; immutable after publish, a worker's changes: guarded by: the lock */
    void (*run)(void *context);
    void               *context;
    struct nt_block    *block;   /* what it waits for, NULL: it runs; guarded by: the lock */
    bool                idle;    /* a worker without work, the thread of DPCs, an errand; guarded by: the lock */
    bool                ended;   /* guarded by: the lock */
    bool                joined;  /* guarded by: the lock */
    unsigned            references; /* guarded by: the lock */
    int32_t             status;
    int32_t             priority;
    int                 critical; /* depth of KeEnterCriticalRegion; owner thread */
    int                 guarded;  /* depth of KeEnterGuardedRegion; owner thread */
    pthread_t           handle;
    pthread_cond_t      turn; /* seeded: it holds the baton; with the lock */
    sigjmp_buf          end; /* where nt_thread_exit() goes */
};

/* The calling thread; never NULL. */
struct nt_thread *nt_thread_current(void);

/* One reference belongs to the caller. */
MUST_CHECK enum wfp_status nt_thread_start(struct nt_system *nt, struct driver *driver, void (*run)(void *), void *context,
                                           struct nt_thread **out);
/* Ends the calling thread, which nt_thread_start() made; false in any other. */
bool nt_thread_exit(int32_t status);
void nt_thread_get(struct nt_thread *t);
void nt_thread_put(struct nt_thread *t);
/* Is it one of the system's threads, running or referenced? */
bool nt_thread_known(struct nt_system *nt, const void *thread);
/* Threads of the driver that have not ended. */
unsigned nt_threads_running(struct nt_system *nt, const struct driver *driver);
/* Threads of the driver that were referenced and never given back; they are forgotten. */
unsigned nt_threads_referenced(struct nt_system *nt, const struct driver *driver);

/* For this module alone. */
/* Starts a worker or the DPC thread. With the lock. */
bool nt_thread_spawn(struct nt_system *nt, enum nt_thread_kind kind, void (*run)(void *), void *context, struct driver *driver,
                     struct nt_thread **out);
/* The end of the system: waits for all, and frees them. False, with a report: a driver left one that does not end. */
bool nt_threads_end(struct nt_system *nt);

#endif
