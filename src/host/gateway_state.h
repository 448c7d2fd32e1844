/* The inside of the gateway. Private to src/host/gateway*.c. */
#ifndef WFP_HOST_GATEWAY_STATE_H
#define WFP_HOST_GATEWAY_STATE_H

#include <pthread.h>

#include "host/gateway.h"
#include "host/home_sockets.h"
#include "host/stations.h"

struct gateway_common {
    struct passage_common walks;
    pthread_mutex_t       lock;
    struct home           home;    /* guarded by: lock */
    _Atomic uint64_t      changes; /* lock-free to read: of home, so far */
    struct home_answers   answers;
    struct stations       stations;
    atomic_bool           told_no_station; /* lock-free */
};

struct gateway {
    struct gateway_config config;
    struct gateway_common *common, *own; /* own: made here, or NULL */
    struct passage        *passage;
    struct home           home;    /* a copy: no walk waits for a lock */
    uint64_t              changes; /* that it has */
    struct home_sockets  *sockets;
    struct gateway_counts counts;
    struct headers        headers; /* of the frame that is walked */
};

/* gateway_common.c: this worker's copy of the host's addresses. */
void gateway_home_copy(struct gateway *g);
/* Between two walks: what other workers have learned. */
void gateway_home_follow(struct gateway *g);
/* From a frame that comes from the network (`inbound`) or leaves the host. Most frames show nothing new. */
void gateway_home_learn(struct gateway *g, struct bytes frame, const struct headers *h, bool inbound);

/* gateway_send.c: out of a port. */
void gateway_send(struct gateway *g, enum gateway_port to, struct bytes frame);
void gateway_send_to_host(void *gateway, struct bytes frame);
void gateway_send_to_network(void *gateway, struct bytes frame);
/* A datagram that came in fragments goes on in fragments, now that it has passed as a whole: none larger than the largest of them. */
void gateway_send_whole(struct gateway *g, enum gateway_port to, const struct pkt_ctx *walk);
/* A driver's packet, which has no link header yet. `gateway`: what passage_packets() hands back. */
void gateway_send_packet(void *gateway, struct bytes packet);

#endif
