/* Deferred procedure calls, laid out as KDPC: one thread of the system calls them at DISPATCH_LEVEL, in the order
 * they were queued. */
#ifndef WFP_NT_DPC_H
#define WFP_NT_DPC_H

#include <stdbool.h>
#include <stdint.h>

struct driver;
struct nt_system;

struct nt_dpc {
    uint32_t       info;
    struct nt_dpc *next;   /* guarded by: the system's lock */
    struct driver *driver; /* where Windows keeps the processors' history */
    void (*run)(struct nt_dpc *dpc, void *context, void *first, void *second);
    void          *context;
    void          *first;  /* guarded by: the system's lock */
    void          *second; /* guarded by: the system's lock */
    void          *queued; /* not NULL while it is in the queue; guarded by: the system's lock */
};

enum { NT_DPC_TYPE = 19, NT_DPC_THREADED_TYPE = 24 }; /* as Windows numbers them */

/* False: it is queued already, and its arguments stay. */
bool nt_dpc_queue(struct nt_system *nt, struct nt_dpc *dpc, void *first, void *second);
/* False: it was not queued. One that runs now, runs on. */
bool nt_dpc_remove(struct nt_system *nt, struct nt_dpc *dpc);
/* Waits until all that are queued now have run. */
void nt_dpc_flush(struct nt_system *nt);
/* Starts the thread that also watches the timers. With the lock. */
void nt_dpc_thread_needed(struct nt_system *nt);

#endif
