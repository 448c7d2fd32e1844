/* One packet on its walk: what is known of it, whose view it is seen from, and what was decided so far. */
#ifndef WFP_SHIM_CONTEXT_H
#define WFP_SHIM_CONTEXT_H

#include "callout/option.h"
#include "callout/pend.h"
#include "model/metadata.h"
#include "pkt/link_header.h"
#include "pkt/nbl.h"
#include "pkt/reassembly.h"
#include "shim/batch.h"
#include "shim/shim.h"

struct injection;    /* callout/injection.h */
struct vswitch_view; /* shim/vswitch_view.h */
struct vswitch_pass; /* shim/vswitch.c */

enum verdict { VERDICT_PERMIT, VERDICT_BLOCK, VERDICT_ABSORB, VERDICT_DISCARD, VERDICT_COUNTERFACTUAL, VERDICT_COUNT };
struct held;
struct fragment_group;
struct fragment_groups;

enum direction { DIRECTION_IN, DIRECTION_OUT, DIRECTION_FORWARD, DIRECTION_LOOPBACK };

/* "permit", "in": as in the JSON output. Static storage. */
const char *verdict_name(enum verdict v);
const char *direction_name(enum direction d);

struct decision {
    const struct layer_row *layer;
    const struct rule      *rule; /* NULL: nobody decided */
    bool                    block, absorb;
};

#define PKT_MAX_DECISIONS 32

struct pkt_ctx {
    struct shim             *shim;
    const struct ruleset    *rules;
    const struct shim_input *in;
    const struct headers    *frame; /* the frame's headers */
    const struct headers    *h;     /* the same; of the whole datagram once it is reassembled */
    struct headers           frame_headers, whole_headers; /* read here */
    struct bytes             packet; /* the bytes that h's offsets count in */
    NET_BUFFER_LIST         *nbl;    /* over `packet`; made when somebody looks (shim/packet.h) */
    uint32_t                 nbl_offset; /* where in `packet` its data begin now */
    struct injection        *injection;  /* whose packet this is; NULL: it came from the port */
    enum parse_result        parsed;
    enum direction           direction;

    /* the view of one host side; set by view_*() */
    bool                  inbound; /* of this leg */
    uint8_t               family;
    uint32_t              flags; /* CONDITION_FLAG_* true of the packet; each layer shows those that mean something there */
    uint32_t              reauthorize_reason;
    const struct ip_addr *local, *remote;
    uint16_t              local_port, remote_port; /* ICMP: type and code */
    uint8_t               local_type, remote_type; /* NL_ADDRESS_TYPE of each side */
    struct flow          *flow;
    const struct endpoint_identity *identity;
    struct endpoint      *endpoint; /* that the packet belongs to, or whose call this is; NULL: none, or unknown */
    struct vswitch_view  *vswitch;  /* where in a switch the frame is; NULL: in none */
    struct socket_run    *call;     /* the socket call whose layers are asked; NULL: a packet walks */
    struct metadata       metadata;
    struct classify_request *request; /* of the layer that is asked; NULL: one that changes nothing (callout/request.h) */
    struct held *(*hold)(struct pkt_ctx *c); /* what waits when a callout pends (shim/resume.h); NULL: nothing does */
    const struct shim_interface *comes_by;  /* at IPFORWARD, where that is not by the frame's; else NULL */
    const struct shim_interface *leaves_by; /* a routed packet, once it is known; NULL: by that of its frame */
    bool                  together; /* several frames are asked about at once (shim/batch.h) */
    bool                  pended;  /* a callout made the walk wait at the layer that was asked last */
    bool                  resumed; /* goes on after a callout completed it */

    /* results */
    enum verdict           verdict;
    const struct decision *deciding; /* the decision behind BLOCK or ABSORB; NULL otherwise */
    struct discard_reason  discard;  /* VERDICT_DISCARD: the stack's reason */
    bool                   silent;   /* VERDICT_DISCARD: a filter at the discard layer wants nothing said to the sender (B-044) */
    const char            *reason;   /* one clause for people, or NULL */
    bool                   waits;    /* a routed fragment that is held until its group is whole (shim/fragment_group.h) */
    const struct fragment_group *group; /* of routed fragments, which this one completed and which goes on; NULL: none */
    enum wfp_status        refused;  /* why an injected packet did not get to any layer; WFP_OK: it did */
    uint64_t               flow_id;  /* 0: none */
    uint64_t               cause;    /* VERDICT_COUNTERFACTUAL: number of the packet whose denial undid this one; 0 unknown */
    bool                   malformed;
    uint32_t               fragments; /* joined into the whole that this packet completed */
    uint32_t               fragment_size; /* the largest of them */
    struct bytes           whole;         /* the datagram that they make, from its IP header on; with fragments */
    uint32_t               decision_count;
    struct decision        decisions[PKT_MAX_DECISIONS];
};

/* Values of NL_ADDRESS_TYPE (nldef.h), which the *_ADDRESS_TYPE fields carry. */
enum nl_address_type { NL_UNSPECIFIED, NL_UNICAST, NL_ANYCAST, NL_MULTICAST, NL_BROADCAST };

/* A local proxy whose own connections come back to it, one after the other (C-059). */
struct redirect_circle {
    uint64_t process_id;
    unsigned times;
};

/* What frames tell of the wire that injected packets leave by. */
struct link_memory {
    enum link_type               type; /* LINK_RAW_IP: no MAC layers */
    bool                         is_wifi;
    const struct shim_interface *interface;
    struct link_headers          headers; /* of what leaves, while the outbound MAC layers have rules */
};

struct shim {
    struct shim_config config;
    struct flow_table *flows;
    struct callout_registry *callouts; /* NULL: none can ask for anything */
    struct classify_request *request;  /* for the next classify; NULL: none yet */
    struct redirect_circle   circle;
    struct reassembly *reassembly[2]; /* by `inbound`: a loopback datagram is joined on both sides */
    struct nbl_pool   *lists;
    struct fragment_groups *groups; /* shim/fragment_group.h; NULL: fragments are not grouped */
    struct tagged_fragment *tagged_fragments; /* shim/fragment_tag.h */
    bool               walking;   /* a layer is being asked: callouts may be on the stack */
    uint8_t           *flat;      /* the bytes of an injected packet in one run */
    uint32_t           flat_size;
    uint16_t           last_ip_id; /* of the headers that the stack made */
    struct link_memory link;       /* of the frames that came so far */
    uint8_t           *framed;     /* a driver's packet behind a link header, or the Ethernet form of its frame (shim/mac.h) */
    uint32_t           framed_size;
    struct shim_input  framed_input;
    struct batch_room {
        struct headers   headers[SHIM_BATCH];
        NET_BUFFER_LIST *lists[SHIM_BATCH];
    } batch;
    struct shim_input  injected;
    struct shim_native native; /* of the injected frame */
    uint64_t           flows_seen; /* asked for at ALE */
    struct pkt_ctx     ctx;
    struct shim_input  call_input; /* of the context of a socket call: no frame */
    struct trace       trace;
    struct verdict_cache *verdicts; /* NULL: none */
    struct pend_slot   slot;
    struct classify_options options; /* of the last classify that authorizes */
    uint32_t           loose_flows;  /* how many were ever made */
    uint8_t            reset[60]; /* the segment that the stack sends for a flow which a callout aborts */
    struct shim_input  reset_input;
    struct held       *gone_on; /* what a callout completed last; NULL: nothing */
    char               held_text[PENDED_NAME_SIZE + 32]; /* pkt_ctx.reason of what waits */
    struct vswitch_pass *vswitch;    /* of frames through switches; NULL: none came yet */
    struct terminators terminators; /* of the last classify; kept for the event sink alone */
    struct shim_shared alone; /* where config has none */
};

/* The shim's context, as a walk begins: nothing is known yet but `in`, which has to live as long as the walk. */
struct pkt_ctx *context_begin(struct shim *s, const struct ruleset *rules, const struct shim_input *in);
/* The same for what visits no layer of the host: its flows and datagrams stay as they are. */
struct pkt_ctx *context_reset(struct shim *s, const struct ruleset *rules, const struct shim_input *in);

#endif
