/* Contexts that callouts put on packets under a tag (docs/behaviour D.8): they travel with the NET_BUFFER_LIST, and the callout
 * hears what becomes of it. Any thread; a list is looked at by one thread at a time. No callback is called under a lock. */
#ifndef WFP_CALLOUT_PACKET_TAG_H
#define WFP_CALLOUT_PACKET_TAG_H

#include "callout/registry.h"
#include "pkt/nbl_state.h"

struct packet_tag;

/* FWPS_NET_BUFFER_LIST_EVENT_TYPE. */
enum packet_event {
    PACKET_ENTERED = 0,          /* the stack, from a link layer or by injection */
    PACKET_CLONED = 2,           /* by a callout; `other` is the clone */
    PACKET_EXITS = 4,            /* about to leave the stack */
    PACKET_CONTEXT_REMOVED = 5,
    PACKET_LINK_SENT = 6,        /* what was tagged at an Ethernet layer is over there */
    PACKET_LINK_RECEIVED = 7,
    PACKET_FRAGMENT_JOINED = 13, /* it is part of `other`, a whole datagram */
    PACKET_REASSEMBLED = 14,     /* with this fragment `other` is whole */
};

struct packet_tagger {
    void (*notify)(void *context, enum packet_event event, NET_BUFFER_LIST *nbl, NET_BUFFER_LIST *other, uint16_t layer,
                   uint64_t packet_context, uint64_t tag);
    void (*release)(void *context); /* notify is not called any more */
    void *context;
};

/* LAYER_ID_NONE: not a layer of WFP, as for a component of NDIS (D-103). */
struct packet_association {
    NET_BUFFER_LIST *nbl;
    uint16_t         layer;
    uint64_t         context, tag;
};

enum { PACKET_TAGS_MAX = 16 }; /* on one list */

/* A tag that nobody has; 0 never. */
uint64_t packet_tag_new(struct callout_registry *r);
/* Takes the tagger's context. WFP_INVALID_ARGUMENT: a tag that was never given out, or a stream layer (D-101).
 * WFP_ALREADY_EXISTS, WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status packet_tag_associate(struct callout_registry *r, const struct packet_association *what,
                                                const struct packet_tagger *tagger);
/* `remove`: and takes it off, in silence. WFP_NOT_FOUND. */
MUST_CHECK enum wfp_status packet_tag_retrieve(struct callout_registry *r, NET_BUFFER_LIST *nbl, uint64_t tag, bool remove,
                                               uint64_t *context);
/* Takes the context off the list, or off all lists (NULL), and says so. WFP_NOT_FOUND: that list has none. */
MUST_CHECK enum wfp_status packet_tag_remove(struct callout_registry *r, const NET_BUFFER_LIST *nbl, uint64_t tag);
/* Takes off what has this tagger's context, in silence. */
void packet_tag_forget(struct callout_registry *r, const void *tagger_context);

/* --- what becomes of a packet ------------------------------------------------------------------------------------- */

static inline bool packet_is_tagged(const NET_BUFFER_LIST *nbl)
{
    const struct nbl_state *state = nbl_state_of(nbl);
    return state && atomic_load_explicit(&state->tags, memory_order_relaxed);
}

/* `other` may be NULL. */
void packet_tags_tell(NET_BUFFER_LIST *nbl, enum packet_event event, NET_BUFFER_LIST *other);
/* The stack is done with it: the contexts go, with notifications (D-100). `inbound`: it came in. */
void packet_tags_end(NET_BUFFER_LIST *nbl, bool inbound);
/* The same in silence, for a list whose driver is gone. */
void packet_tags_forget(NET_BUFFER_LIST *nbl);

#endif
