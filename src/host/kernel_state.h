/* What a kernel consists of. Private to kernel*.c and walker.c. */
#ifndef WFP_HOST_KERNEL_STATE_H
#define WFP_HOST_KERNEL_STATE_H

#include <pthread.h>
#include <stdatomic.h>

#include "api_km/context.h"
#include "callout/sink.h"
#include "engine/cost_set.h"
#include "host/grace.h"
#include "host/kernel.h"

#define MAX_MODULES 32

struct kernel {
    struct kernel_config     config;
    struct nt_system        *nt;
    struct callout_registry *callouts, *own_callouts; /* own_*: made here, or NULL */
    struct bfe              *bfe, *own_bfe;
    struct net_event_log    *events, *own_events;
    struct grace            *grace, *own_grace;
    struct cost_set         *cost;
    struct compactor        *own_compactor; /* of own_bfe, when it is live */
    struct km_context        context;
    _Atomic uint64_t         time_ns;
    struct walker           *walker; /* that of kernel_attach_shim(); NULL: nobody walks, or live threads do */
    kernel_walked_fn         walked;
    void                    *walked_context;
    void                   (*work)(void *context); /* set before there are threads that call it */
    void                    *work_context;
    kernel_find_vswitch_fn   find_vswitch; /* NULL: there are no switches */
    kernel_deliver_vswitch_fn deliver_vswitch;
    void                    *vswitch_context;
    struct packet_sink       sink;
    pthread_mutex_t          lock;
    struct walker           *walkers[WALKERS_MAX]; /* guarded by: lock */
    unsigned                 walkers_end;          /* guarded by: lock; no number above it was ever taken */
    atomic_uint              host_walker; /* number of the walker that has the host; 0: each has a part. Lock-free */
    struct module           *modules[MAX_MODULES]; /* guarded by: lock; loading and unloading are one thread's */
    unsigned                 module_count;         /* guarded by: lock, like modules */
};

#endif
