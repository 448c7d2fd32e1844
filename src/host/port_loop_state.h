/* The inside of the loop. Private to src/host/port_loop.c and port_worker.c. */
#ifndef WFP_HOST_PORT_LOOP_STATE_H
#define WFP_HOST_PORT_LOOP_STATE_H

#include <pthread.h>
#include <stdatomic.h>

#include "host/crossing.h"
#include "host/departures.h"
#include "host/fragments.h"
#include "host/port_loop.h"

enum loop_phase { LOOP_SERVES, LOOP_RECEIVES, LOOP_DRAINS, LOOP_ENDS };

struct port_worker {
    struct port_loop  *loop; /* immutable after publish, like index and bell */
    unsigned           index;
    int                bell; /* an eventfd; any thread rings it */
    pthread_t          thread;  /* the maker's, like started */
    bool               started;
    void              *lane; /* owner thread, like all below without a remark */
    struct fragments  *fragments; /* the first worker's, where there are others */
    bool               more, drained;
    uint64_t           ticked_ms, now_ns;
    unsigned           together_port, together_count; /* handed by another worker, until they are walked */
    struct frame       together[PORT_BATCH];
    _Atomic uint64_t   turns, work, lost; /* one writer, any reader: turns that ended, frames and what else came */
    struct departures *leaving[PORT_LOOP_MAX];
};

struct port_loop {
    struct port_loop_config config; /* immutable after publish, like all without a remark */
    struct crossing        *crossing; /* NULL: one worker */
    atomic_int              phase;    /* enum loop_phase; lock-free, like states and gone */
    atomic_int              states[PORT_LOOP_MAX]; /* enum port_state */
    atomic_uint             gone;
    pthread_mutex_t         lock;
    pthread_cond_t          changed;
    unsigned                begun; /* guarded by: lock, like failure; workers that have begun, or failed to */
    enum wfp_status         failure;
    struct port_worker     *workers[PORT_LOOP_WORKERS];
};

void *port_work(void *worker);

#endif
