/* The host stack in the path of a host: what it sends and receives passes through the engine, as if it were the Windows host that
 * these layers belong to (docs/gateway.md). Frames go in here and come out through struct passage_ends; where they come from is the
 * caller's business. Several workers may walk, each with a gateway of its own and one struct gateway_common. Owner thread: the one
 * that made it. */
#ifndef WFP_HOST_GATEWAY_H
#define WFP_HOST_GATEWAY_H

#include "host/home.h"
#include "host/interface.h"
#include "host/passage.h"
#include "host/spread.h"
#include "host/stations.h"
#include "pkt/frame.h"

struct gateway;
struct gateway_common; /* what is known of the host, its sockets and stations, whichever worker learned it */

enum gateway_port { GATEWAY_IN, GATEWAY_OUT, GATEWAY_PORTS }; /* toward the host, toward the network */

#define GATEWAY_LOCAL_MAX 64

struct gateway_config {
    struct kernel       *kernel;
    struct gateway_common *common; /* borrowed; NULL: there is one worker, which makes its own */
    struct shim_observer observer;
    struct passage_ends   ends;
    uint32_t             max_flows; /* 0: a sensible number */
    const char          *netns; /* of the host (host/netlink.h); NULL: what there is to know is learned */
    const char          *local[GATEWAY_LOCAL_MAX]; /* as home_say() takes them */
    unsigned             local_count;
    uint32_t             mtu[GATEWAY_PORTS]; /* bytes behind the Ethernet header; 0: 1500 */
    struct shim *shim; /* borrowed, with gateway_world(); NULL: one of its own (host/passage.h) */
    struct shim_interface interface; /* the host's, whichever way a frame goes; index 0: not known */
};

/* Beside what the passage counts: frames that were not walked, and why. */
struct gateway_counts {
    uint64_t spoofed;     /* from the network, with an address of the host as their source; or to itself over the wire */
    uint64_t not_for_us;  /* for another station */
    uint64_t held;        /* fragments whose datagram was not whole yet */
    uint64_t refused;     /* answers to the host in the place of an error code (CHOICE_GATEWAY_CONNECT_DENIAL) */
    uint64_t no_station;  /* packets of drivers for which no station is known */
};

/* Any thread; before the workers. */
MUST_CHECK enum wfp_status gateway_common_new(const struct gateway_config *config, struct gateway_common **out,
                                              char error[NETNS_ERROR_SIZE]);
void gateway_common_free(struct gateway_common *c);
/* Readable when the namespace has news for gateway_news(); -1: there is none. */
int gateway_news_fd(const struct gateway_common *c);
/* What is known of the host now, and the stations that were seen. Any thread. */
void gateway_home(struct gateway_common *c, struct home *out);
void gateway_stations(const struct gateway_common *c, station_fn each, void *context);

MUST_CHECK enum wfp_status gateway_new(const struct gateway_config *config, struct gateway **out, char error[NETNS_ERROR_SIZE]);
void gateway_free(struct gateway *g);

/* What came in together at a port, before each of it is handed over by itself; until then the bytes stay. */
void gateway_together(struct gateway *g, enum gateway_port from, const struct frame *frames, unsigned count);
void gateway_frame(struct gateway *g, enum gateway_port from, struct bytes frame);
void gateway_news(struct gateway *g);

/* What a shim asks the gateway about. */
struct shim_world gateway_world(struct gateway *g);
struct passage *gateway_passage(struct gateway *g);
const struct gateway_counts *gateway_counted(const struct gateway *g);
void gateway_counts_add(struct gateway_counts *sum, const struct gateway_counts *n);
/* Where the host is, of what comes in at a port. */
enum spread_local gateway_local(enum gateway_port from);

#endif
