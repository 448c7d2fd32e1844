/* What a gateway on live ports consists of. Private to live_gateway*.c. */
#ifndef WFP_HOST_LIVE_GATEWAY_STATE_H
#define WFP_HOST_LIVE_GATEWAY_STATE_H

#include <pthread.h>

#include "host/live_gateway.h"

/* What a worker walks with. */
struct live_lane {
    struct live_lane    *next; /* guarded by: lock of the gateway */
    struct live_gateway *of;   /* immutable, like all below */
    struct port_worker  *worker;
    struct gateway      *gateway; /* or */
    struct router       *router;
    struct passage      *passage; /* of that one */
};

struct live_gateway {
    const struct gateway_words *words; /* immutable after the workers began, like all without a remark */
    struct live_gateway_watch   watch;
    unsigned                    workers;
    struct port                *ports[PORT_LOOP_MAX];
    struct gateway_config       home;  /* of a gateway; or */
    struct router_config        roads; /* of a forwarder */
    struct gateway_common      *common_home;
    struct router_common       *common_roads;
    pthread_mutex_t             lock;
    struct port_loop           *loop;  /* guarded by: lock, like all below */
    struct live_lane           *lanes; /* those that walk */
    struct live_gateway_counts  ended; /* what the others counted */
};

#endif
