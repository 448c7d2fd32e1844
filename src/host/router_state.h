/* The inside of the router. Private to src/host/router*.c. */
#ifndef WFP_HOST_ROUTER_STATE_H
#define WFP_HOST_ROUTER_STATE_H

#include <pthread.h>

#include "host/router.h"
#include "pkt/neighbour.h"

#define NEIGHBOURS      1024u
#define NEIGHBOUR_HELD  4u           /* packets that wait for a station; the oldest makes room */
#define NEIGHBOUR_ASK_NS 1000000000ull
#define NEIGHBOUR_TRIES 3u

struct neighbour {
    struct neighbour *next;
    unsigned          port;
    struct ip_addr    addr;
    bool              known;
    uint8_t           mac[6];
    unsigned          tries;
    uint64_t          asked_ns;
    struct buffer     held[NEIGHBOUR_HELD]; /* IP packets */
    unsigned          held_count;
};

/* Where a packet goes: out of a port, to a station of its network. */
struct next_hop {
    unsigned       port;
    struct ip_addr addr;
};

/* Where the pieces of a packet go that is cut (pkt/fragment.h). */
struct router_end {
    struct router *router;
    unsigned       port;
};

struct router_common {
    struct passage_common walks;
    pthread_mutex_t       lock;       /* never held in a walk */
    struct neighbour     *neighbours; /* guarded by: lock, like the number */
    unsigned              neighbour_count;
};

struct router {
    struct router_config  config;
    struct router_common *common, *own; /* own: made here, or NULL */
    struct passage       *passage;
    struct router_counts  counts;
    struct headers        headers; /* of the frame that is walked */
};

/* router_routes.c */
uint32_t router_mtu(const struct router *r, unsigned port);
bool     router_has(const struct router *r, const struct ip_addr *a);
/* The address of the port that speaks to this destination; NULL: it has none of the family. */
const struct ip_addr *router_own(const struct router *r, unsigned port, const struct ip_addr *to);
bool     router_next_hop(const struct router *r, const struct ip_addr *dst, struct next_hop *out);
/* What is known of the port's interface; NULL: nothing. */
const struct shim_interface *router_interface(const struct router *r, unsigned port);

/* router_world.c: what its shim asks it about. */
struct shim_world router_world(struct router *r);
struct forward_world router_forward(struct router *r);

/* Out of a port, as it is. */
void     router_send(struct router *r, unsigned port, struct bytes frame);
/* A frame of ours: it walks, and leaves when it may. */
void     router_say(struct router *r, unsigned port, struct bytes frame);

/* router_neighbours.c */
/* An ARP or discovery message has come in. */
void neighbours_hear(struct router *r, unsigned port, struct bytes frame, const struct headers *h);
/* Sends an IP packet to a station, at once or when it has answered. */
void neighbours_send(struct router *r, const struct next_hop *to, struct bytes packet);
void neighbours_tick(struct router *r, uint64_t now_ns);
void neighbours_free(struct router_common *c);

/* router_answer.c: what the host itself says to a packet that has walked, to the station that sent it. */
void router_answer(struct router *r, unsigned port, const struct pkt_ctx *walk);

#endif
