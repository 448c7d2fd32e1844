/* The inside of the log, shared by its files. */
#ifndef WFP_BFE_NET_EVENT_RING_H
#define WFP_BFE_NET_EVENT_RING_H

#include <pthread.h>
#include <stdatomic.h>

#include "bfe/net_event_log.h"

/* The slots of one event. */
struct place {
    uint32_t first, count;
};

struct net_event_log {
    pthread_mutex_t  lock;
    pthread_cond_t   changed;     /* an event came, or a subscription ends */
    _Atomic uint32_t gate;        /* keywords, and GATE_OPEN while it collects; written under the lock, read lock-free */
    uint64_t         oldest, next; /* guarded by: lock; events oldest .. next - 1 are held */
    uint32_t         at;          /* guarded by: lock; the slot where the next event goes */
    uint64_t         overwritten; /* guarded by: lock */
    uint64_t         too_big;     /* guarded by: lock */
    uint64_t         recorded;    /* guarded by: lock */
    unsigned         deliverers;  /* guarded by: lock; threads of subscriptions */
    struct place     places[NET_EVENT_SLOTS]; /* guarded by: lock; by the event's number modulo their count */
    _Alignas(max_align_t) uint8_t slots[NET_EVENT_SLOTS][NET_EVENT_SLOT_SIZE]; /* guarded by: lock */
};

/* Under the lock: the event at the cursor, copied to `room`, or NULL. Moves the cursor. */
const struct net_event *ring_next(struct net_event_log *log, struct net_event_cursor *cursor, struct net_event_room *room);

#endif
