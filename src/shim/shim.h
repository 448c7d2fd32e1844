/* The shims: the places in the stack where WFP is asked. One packet goes in, the layers it would visit are classified in
 * order, and out comes what became of it. The shims know neither where a packet came from nor what time it is: the port
 * passes the frame and the clock in, and answers questions about the host through `struct shim_world`.
 *
 * Owner thread: one thread works on a shim and its flows. The ruleset is the caller's, loaded once for the whole walk. */
#ifndef WFP_SHIM_SHIM_H
#define WFP_SHIM_SHIM_H

#include "base/status.h"
#include "callout/endpoint.h"
#include "callout/flow.h"
#include "engine/classify.h"
#include "engine/trace.h"
#include "pkt/headers.h"

struct shim;
struct pkt_ctx;
struct callout_registry; /* callout/registry.h */

/* By which a frame came, or leaves. */
struct shim_interface {
    uint32_t index, type; /* type: IF_TYPE of the IANA */
    uint32_t tunnel_type; /* TUNNEL_TYPE of the IANA; 0: it is no tunnel */
    uint64_t luid;        /* a NET_LUID */
    bool     has_mac;
    uint8_t  mac[6];
};

/* What only the host can know. Every function may be called on the packet path: no lock, no allocation. Where one is NULL that has no
 * remark about it, there is no such address, station or endpoint. */
struct shim_world {
    void *context;
    bool (*is_local)(void *context, const struct ip_addr *a);
    bool (*is_broadcast)(void *context, const struct ip_addr *a); /* directed broadcasts of the host's own prefixes */
    bool (*is_local_mac)(void *context, const uint8_t mac[6]);
    /* True when no endpoint takes (protocol, address, port) now. */
    bool (*is_refused)(void *context, uint8_t protocol, const struct ip_addr *local, uint16_t port);
    /* True when the endpoint is known to accept connections. */
    bool (*is_listener)(void *context, uint8_t protocol, const struct ip_addr *a, uint16_t port);
    const struct endpoint_identity *(*identity)(void *context, uint8_t protocol, uint16_t local_port); /* NULL: unknown */
    /* An interface by its index; NULL: there is none. Without this function there are loopback and that of the last frame. */
    const struct shim_interface *(*interface)(void *context, uint32_t index);
    /* By which interface a packet to `a` leaves; NULL: nobody knows. Without this function by that of its frame. */
    const struct shim_interface *(*way_to)(void *context, const struct ip_addr *a);
};

/* Sees every classify. `trace` is NULL unless asked for. Borrowed pointers: valid during the call. */
struct shim_observer {
    void *context;
    void (*classified)(void *context, const struct pkt_ctx *c, const struct classify_in *in, const struct classify_out *out,
                       const struct trace *trace);
    bool want_trace;
    bool want_all_fields; /* fill every field of a layer, not only those that the ruleset looks at */
    struct cost *cost;    /* borrowed; counts what classifies cost (engine/cost.h); NULL: nobody wants to know */
};

/* What WFP tells the world of a packet (docs/behaviour H.1). */
enum shim_event {
    SHIM_EVENT_DROP,      /* a layer blocked it and did not absorb it; once a packet, at the layer that did */
    SHIM_EVENT_ALLOW,     /* an ALE layer that authorizes let it pass */
    SHIM_EVENT_SCAN_DROP, /* the stack discards it, and a filter at the discard layer keeps the stack from answering */
};

/* Hears of drops and permits: net events. On the packet path: no heap, no lock that somebody holds for long. Borrowed pointers:
 * valid during the call. */
struct event_sink {
    void *context;
    void (*tell)(void *context, enum shim_event event, const struct pkt_ctx *c, const struct layer_row *layer,
                 const struct classify_out *out, const struct terminators *terminators);
};

/* What the shims need of the host when applications call (shim/socket.h). */
struct socket_world {
    void *context;
    /* The local address from which packets to `remote` leave. False: there is no route. */
    bool (*source)(void *context, const struct endpoint *e, const struct ip_addr *remote, struct ip_addr *out);
    /* A local port that nobody has; 0: none is left. */
    uint16_t (*free_port)(void *context, const struct endpoint *e);
    /* NULL: all. */
    bool (*has_compartment)(void *context, uint32_t compartment);
    /* A call that was SOCKET_PENDING is over: `op` (enum socket_op) and `answer` (enum socket_answer; pending: it is held once more). */
    void (*finished)(void *context, struct endpoint *e, unsigned op, unsigned answer, const struct pkt_ctx *walk);
};

/* What a host that routes itself knows of a packet which is for another one. */
struct forward_world {
    void *context;
    /* False: it is no router, and drops what is for others. NULL: it is one. */
    bool (*forwards)(void *context);
    /* False: it cannot go on, for this reason of the stack's own, `text` for people. NULL: others route, as a capture shows it. */
    bool (*may_go)(void *context, const struct headers *h, struct discard_reason *why, const char **text);
    /* The interface that an address of the host is assigned to; NULL: unknown. Without this function it is of no address. */
    const struct shim_interface *(*owner)(void *context, const struct ip_addr *a);
    bool groups[FAMILY_COUNT]; /* fragments wait until all of their datagram have come (G-048) */
};

/* What the shims of several walking threads know in common; all zero to begin with. Lock-free. */
struct shim_shared {
    _Atomic bool inbound_multicast_seen[FAMILY_COUNT][256]; /* the global inbound flow exists, by protocol (C-034) */
};

struct shim_config {
    struct shim_shared  *shared; /* borrowed; NULL: there is one thread */
    struct shim_world    world;
    struct shim_observer observer; /* classified may be NULL */
    struct event_sink    events;   /* tell may be NULL */
    struct forward_world forward;
    bool                 uncached; /* makes every verdict anew: the same ones (engine/verdict_cache.h) */
    bool                 each;     /* judge every packet on its own: a denied flow is asked again (DESIGN: --each) */
    uint32_t             max_flows; /* 0: a sensible number */
    struct endpoint_table *endpoints; /* borrowed; NULL: a capture, which shows no sockets */
    struct socket_world    sockets;   /* with endpoints */
    bool family_is_uninstalled[3];    /* by enum family: the host has no stack for it (F-030) */
};

#define LOOPBACK_INTERFACE 1u /* its index */

/* A frame as its medium has it, where that is not Ethernet: what the NATIVE layers show (D-094). */
struct shim_native {
    struct bytes frame;     /* from its MAC header on */
    bool         converted; /* there is an Ethernet form, which is the input's frame */
    const char  *text;      /* why there is none, for people */
};

struct shim_input {
    struct bytes   frame; /* captured bytes */
    uint32_t       wire_size;
    enum link_type link;
    uint64_t       now_ns;
    uint64_t       number; /* for people; ascending */
    /* Headers of the frame, read with PARSE_CHECK_IP_CHECKSUM, when the caller has them already; else NULL. */
    const struct headers *headers;
    enum parse_result     parsed;
    struct endpoint      *sender; /* whose packet this is, where the host knows; else NULL */
    bool mac_asked; /* its MAC layers have been asked already (shim/batch.h): the walk leaves them out */
    const struct shim_native *native; /* NULL: Ethernet is the medium's own form */
    const struct shim_interface *interface; /* NULL: that of a capture, of which no more is known than its link type */
};

MUST_CHECK enum wfp_status shim_new(const struct shim_config *config, struct shim **out);
void shim_free(struct shim *s);
/* Between two walks: the host has become another one. */
void shim_set_world(struct shim *s, const struct shim_world *w);

/* Walks one packet through the stack. The answer belongs to the shim and stays until the next call. */
const struct pkt_ctx *shim_packet(struct shim *s, const struct ruleset *rules, const struct shim_input *in);

/* The frame in which a routed packet leaves for its next station: at the MAC layers alone, those above were asked when the packet
 * came. The answer as of shim_packet(). */
const struct pkt_ctx *shim_frame_leaves(struct shim *s, const struct ruleset *rules, const struct shim_input *in);

/* The calling thread is inside a walk of this shim: a callout that it calls. */
bool shim_is_walking(const struct shim *s);

/* Flows that ALE was asked for: permitted, denied, adopted in mid-life. */
uint64_t shim_flows_seen(const struct shim *s);
/* The flows: for those who keep contexts on them (callout/context.h). They end with the shim. */
struct flow_table *shim_flows(struct shim *s);
void shim_flow_stats(const struct shim *s, struct flow_stats *out);
/* Something changed but the policy: flows are asked again at their next packet, with this REAUTHORIZE_REASON_* (C-078). Those of
 * one endpoint's local port, or all. */
struct reauthorize_which {
    uint8_t  protocol;   /* 0: any */
    uint16_t local_port; /* 0: any */
};
void shim_flows_reauthorize(struct shim *s, struct reauthorize_which which, uint32_t reason);
/* Where callouts pend operations and change requests; it outlives the shim. */
void shim_attach_callouts(struct shim *s, struct callout_registry *r);
/* As shim_observer.cost, from now on. */
void shim_count_cost(struct shim *s, struct cost *c);

#endif
