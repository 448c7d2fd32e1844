/* Work items: functions that a pool of worker threads calls at PASSIVE_LEVEL, in the order they were queued. One
 * worker, and another only when every one waits for something, so that an item which waits for a later item does not
 * wait for ever. */
#ifndef WFP_NT_WORK_H
#define WFP_NT_WORK_H

#include <stdbool.h>

#include "nt/list.h"

struct driver;
struct nt_system;

struct nt_work {
    struct nt_list link;   /* guarded by: the system's lock */
    bool           queued; /* guarded by: the system's lock; cleared before `run`, which may free or queue it again */
    struct driver *driver;
    void (*run)(struct nt_work *work);
};

/* False, with a report: it is queued already. The memory stays until `run` was called. */
bool nt_work_queue(struct nt_system *nt, struct nt_work *work);
/* The same for an item that may be queued already, and then stays so. */
bool nt_work_queue_once(struct nt_system *nt, struct nt_work *work);
/* Work items of the driver that wait or run. */
unsigned nt_work_pending(struct nt_system *nt, const struct driver *driver);
/* Waits until the item is neither queued nor could still run from an earlier queuing. */
void nt_work_flush(struct nt_system *nt, struct nt_work *work);
/* With the lock: starts a worker when there is work and nobody to do it. */
void nt_workers_enough(struct nt_system *nt);

#endif
