/* ALE flows: who talks to whom, who began, whether it was let in. One table a host; a flow is found by the local and the
 * remote side, so that both directions of a conversation meet in one flow (C-038). Flows end by themselves on the clock that
 * the caller passes in (C-033, C-035); the table is bounded, the idlest flow goes first when it is full.
 *
 * Owner thread: one thread works on a table. Other threads may look flows up by id, with flow_lock(), to keep something on
 * them. */
#ifndef WFP_CALLOUT_FLOW_H
#define WFP_CALLOUT_FLOW_H

#include <pthread.h>
#include <stdatomic.h>

#include "base/status.h"
#include "pkt/headers.h"

/* Idle times in nanoseconds. Each class keeps its own queue, so that expiry looks at queue heads only. */
enum flow_class {
    FLOW_CLASS_IDLE,      /* UDP, ICMP, others, and TCP that is not established: 60 s (C-033) */
    FLOW_CLASS_MULTICAST, /* opened by outbound multicast or broadcast: 4 s (C-035) */
    FLOW_CLASS_TCP,       /* established TCP: 2 h without a packet */
    FLOW_CLASS_OWN,       /* as long as a callout said: flow.lifetime_ns (C-036) */
    FLOW_CLASS_COUNT
};

enum flow_state {
    FLOW_NEW,         /* made, not authorized yet */
    FLOW_PENDING_TCP, /* authorized, the handshake goes on */
    FLOW_ESTABLISHED,
    FLOW_PENDED,      /* a callout holds its first packet: the others wait for that */
    FLOW_DENIED,      /* refused at an ALE layer: its later packets would not exist */
    FLOW_REFUSED,     /* no endpoint: the stack itself answers */
    FLOW_CLOSED,      /* TCP that ended; late segments still belong to it */
};

struct flow_key {
    uint8_t  local[16], remote[16]; /* network order, v4 in the first four bytes */
    uint16_t local_port, remote_port; /* host order; ICMP: type (of the request) and code (C-037) */
    uint16_t icmp_id;                 /* of echo messages */
    uint8_t  family;
    uint8_t  protocol;
};
_Static_assert(sizeof(struct flow_key) == 40, "hashed as five words");

struct flow {
    struct flow_key key;
    uint64_t        id;      /* 1 or more; never used again */
    uint64_t        last_ns; /* of the packet that keeps it alive, on the table's clock */
    struct flow    *chain, *id_chain, *older, *newer; /* id_chain guarded by: the table's lock */
    _Atomic(struct flow_context *) contexts; /* callout/context.h; guarded by: the table's lock */
    bool            over;          /* flow_end() was called; guarded by: the table's lock */
    uint64_t        lifetime_ns;   /* FLOW_CLASS_OWN */
    uint64_t        endpoint;      /* handle of the socket that it belongs to; 0: unknown */
    uint64_t        policy;        /* mark of the layer that let it in (engine/ruleset.h), when it did */
    uint32_t        reauthorize;   /* REAUTHORIZE_REASON_* that wait for its next packet */
    uint32_t        way[2];        /* interfaces of its packets that it was let through by, out and in; 0: none, or of no account */
    uint64_t        denied_by;     /* filter id, FLOW_DENIED */
    uint64_t        denied_number; /* packet number of the denial */
    uint32_t        syn_seq;       /* of the SYN that opened it */
    uint8_t         class;         /* enum flow_class */
    uint8_t         state;         /* enum flow_state */
    bool            inbound;       /* direction of its first packet, kept for life */
    uint64_t        last_number;   /* of its last TCP segment, for people */
    bool            aborted;       /* FLOW_DENIED: by FwpsFlowAbort0 */
    uint32_t        next_seq;      /* TCP: what we send next, and what the peer does */
    uint32_t        peer_seq;
    bool            silent;        /* FLOW_REFUSED: the stack's answer was suppressed (B-044) */
    bool            syn_ack_seen; /* while its SYN waited for a callout */
    bool            fin_local, fin_remote;
    bool            datagrams;  /* TCP segments of a raw socket */
    bool            any_remote; /* answers from any address belong to it (C-035) */
    bool            shut;       /* any_remote, but a callout does not want answers let in (C-036) */
    bool            loose;      /* answers from other addresses, but the same port, belong to it (C-036) */
};

struct flow_table;

/* At most max_flows live at once. */
MUST_CHECK enum wfp_status flow_table_new(uint32_t max_flows, struct flow_table **out);
void flow_table_free(struct flow_table *t);
/* Where several threads walk, each with a table of its own: the number of the table, from 0, which the ids of its flows carry. Before
 * the first flow. */
void     flow_table_set_number(struct flow_table *t, unsigned number);
unsigned flow_table_of(uint64_t flow_id);

/* Who hears of every flow that ends, however it ends: removed, expired, evicted, or with the table. The flow is out of the
 * table already and is used again after the call. */
typedef void (*flow_ended_fn)(struct flow_table *t, struct flow *f);
void flow_table_on_end(struct flow_table *t, flow_ended_fn ended);

/* For who is not the owner thread: no flow comes or goes. */
void flow_lock(struct flow_table *t);
void flow_unlock(struct flow_table *t);

/* The living flow with this id, or NULL: an id is never used again. With the lock, or on the owner thread. */
struct flow *flow_find_id(struct flow_table *t, uint64_t id);
/* The flow of a key, or NULL. Does not keep it alive. */
struct flow *flow_find(struct flow_table *t, const struct flow_key *key);
/* Makes a flow for a key that has none. Never fails: the idlest flow makes room. Valid until removed, expired or evicted;
 * nothing is evicted but in this call. */
struct flow *flow_add(struct flow_table *t, const struct flow_key *key, enum flow_class class, uint64_t now_ns);
/* Says that the flow is over, as its removal would: for one that stays for what comes late. */
void flow_end(struct flow_table *t, struct flow *f);
void flow_remove(struct flow_table *t, struct flow *f);
/* Those of a socket that is closed (C-033). */
void flow_remove_endpoint(struct flow_table *t, uint64_t endpoint);
/* Keeps a flow alive, in its class or another one. */
void flow_touch(struct flow_table *t, struct flow *f, enum flow_class class, uint64_t now_ns);
/* Every flow, in no particular order. */
void flow_each(struct flow_table *t, void (*each)(void *context, struct flow *f), void *context);
/* Ends what is idle too long. Time that runs backwards ends nothing, and goes on from where it was set back to. */
void flow_expire(struct flow_table *t, uint64_t now_ns);

struct flow_stats {
    uint64_t made, expired, evicted;
    uint32_t live;
};
void flow_table_stats(const struct flow_table *t, struct flow_stats *out);

#endif
