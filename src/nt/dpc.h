/* Deferred procedure calls, laid out as KDPC: each processor has a queue, and a thread of the system that calls what is in it
 * at DISPATCH_LEVEL, in order; threaded ones at PASSIVE_LEVEL. A call without a target goes to the first processor, so that
 * all such calls keep their order; seeded, to one that is drawn. */
#ifndef WFP_NT_DPC_H
#define WFP_NT_DPC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct driver;
struct nt_system;

struct nt_dpc {
    uint8_t        type;
    uint8_t        importance;
    uint16_t       target; /* a processor's number and NT_DPC_TARGET; less: any */
    struct nt_dpc *next;   /* guarded by: the system's lock */
    struct driver *driver; /* where Windows keeps the processors' history */
    void (*run)(struct nt_dpc *dpc, void *context, void *first, void *second);
    void          *context;
    void          *first;  /* guarded by: the system's lock */
    void          *second; /* guarded by: the system's lock */
    void          *queued; /* not NULL while it is in the queue; guarded by: the system's lock */
};

enum { NT_DPC_TYPE = 19, NT_DPC_THREADED_TYPE = 24 }; /* as Windows numbers them */
enum { NT_DPC_IMPORTANCE_HIGH = 2, NT_DPC_TARGET = 2048 };
enum { NT_PROCESSORS_MAX = 64 };

/* False: it is queued already, and its arguments stay. */
bool nt_dpc_queue(struct nt_system *nt, struct nt_dpc *dpc, void *first, void *second);
/* False: it was not queued. One that runs now, runs on. */
bool nt_dpc_remove(struct nt_system *nt, struct nt_dpc *dpc);
/* Waits until all that are queued now have run. */
void nt_dpc_flush(struct nt_system *nt);

/* The machine's; two when seeded, whatever the machine. */
unsigned nt_processor_count(const struct nt_system *nt);
/* Where the calling thread runs. */
unsigned nt_processor_current(const struct nt_system *nt);

/* For this module alone, with the lock. */
struct nt_dpc_queue {
    struct nt_system *nt;
    struct nt_dpc    *first, *last; /* linked through next */
    struct driver    *running; /* whose DPC runs now */
    bool              busy;
    bool              has_thread;
};

/* Starts the thread that also watches the timers. */
void nt_dpc_thread_needed(struct nt_system *nt);
/* Takes one out whose memory lies there. */
bool nt_dpc_forget(struct nt_system *nt, const void *memory, size_t size);
/* The queue that waits or whose call runs; NULL: none. */
const struct nt_dpc_queue *nt_dpc_pending(const struct nt_system *nt);

#endif
