/* A small IP forwarder in the engine's path: networks are joined to its ports, it answers for its own addresses, finds stations, and
 * hands packets on as a host with forwarding on does, through the layers of a routed packet (G-046). Frames come out through struct
 * passage_ends. Several workers may walk, each with a router of its own and one struct router_common. Owner thread: the one that made
 * it. */
#ifndef WFP_HOST_ROUTER_H
#define WFP_HOST_ROUTER_H

#include "host/interface.h"
#include "host/passage.h"
#include "host/spread.h"
#include "host/stations.h"

#define ROUTER_PORTS     16
#define ROUTER_ADDRESSES 64
#define ROUTER_ROUTES    64
#define ROUTER_ERROR_SIZE 256

struct router;
struct router_common; /* the stations that are known, and the packets that wait for one */

struct router_address {
    unsigned       port;
    struct ip_addr addr;
    uint8_t        bits;
};

struct router_route {
    struct ip_addr prefix;
    uint8_t        bits;
    struct ip_addr via; /* a station of a network that is joined to a port */
};

struct router_config {
    struct kernel        *kernel;
    struct router_common *common; /* borrowed; NULL: there is one worker, which makes its own */
    struct shim_observer  observer;
    struct passage_ends   ends;
    uint32_t              max_flows; /* 0: a sensible number */
    unsigned              ports;
    uint8_t               mac[ROUTER_PORTS][6];
    uint32_t              mtu[ROUTER_PORTS]; /* 0: 1500 */
    struct shim_interface interfaces[ROUTER_PORTS]; /* of the ports; index 0: not known */
    struct router_address addresses[ROUTER_ADDRESSES];
    unsigned              address_count;
    struct router_route   routes[ROUTER_ROUTES];
    unsigned              route_count;
    bool                  groups[FAMILY_COUNT]; /* fragments of the family are grouped (G-048) */
};

struct router_counts {
    uint64_t forwarded, answered; /* packets handed on; errors, echoes and resets of our own */
    uint64_t not_for_us;          /* for another station */
    uint64_t spoofed;             /* with an address of ours as their source */
    uint64_t unresolved;          /* whose station did not answer */
    uint64_t nowhere;             /* of drivers: without a route or a port, or come too far */
};

/* "ADDR/LEN" and "PREFIX/LEN=ADDR". False: no such thing. */
bool router_read_address(const char *text, struct ip_addr *addr, uint8_t *bits);
bool router_read_route(const char *text, struct router_route *out);

MUST_CHECK enum wfp_status router_common_new(struct router_common **out);
void router_common_free(struct router_common *c);
/* The stations that have answered. Any thread. */
void router_stations(struct router_common *c, station_fn each, void *context);

MUST_CHECK enum wfp_status router_new(const struct router_config *config, struct router **out);
void router_free(struct router *r);
void router_frame(struct router *r, unsigned port, struct bytes frame);
/* A frame of ours that another worker has made (struct passage_ends). */
void router_said(struct router *r, unsigned port, struct bytes frame);
/* Now and then, one worker: gives up on stations that do not answer. */
void router_tick(struct router *r);

struct passage *router_passage(struct router *r);
const struct router_counts *router_counted(const struct router *r);
void router_counts_add(struct router_counts *sum, const struct router_counts *n);
/* Which end of a packet is ours. */
enum spread_local router_local(const struct router_config *c, const struct headers *h);

#endif
