/* What WFP knows of a NET_BUFFER_LIST beyond the public structure: what kind of list it is, who holds it, who injected it
 * before, and what callouts tagged it with. Lists that the shims indicate, clones, and lists that the Fwps functions make have
 * one; lists that a driver allocates from NDIS have none.
 *
 * Any thread. */
#ifndef WFP_PKT_NBL_STATE_H
#define WFP_PKT_NBL_STATE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "pkt/nbl_layout.h"

enum nbl_kind {
    NBL_INDICATED,  /* the shims' own, over a frame */
    NBL_CLONE,      /* shares the MDLs of its parent */
    NBL_DEEP_CLONE, /* bytes of its own, no parent */
    NBL_MADE,       /* by FwpsAllocateNetBufferAndNetBufferList0: MDLs of the driver */
};

/* Who injected a packet: copied into clones, so that history goes with the data (D-042). */
#define LINEAGE_MAX 8u

struct injected_by {
    uint64_t handle;  /* id of the injection handle; never used again */
    void    *context; /* injectionContext of that injection (D-040) */
};

struct lineage {
    uint64_t           origin; /* number of the packet that it began as; 0: a driver made it */
    uint32_t           count;  /* of all injections; the last LINEAGE_MAX are kept */
    struct injected_by by[LINEAGE_MAX]; /* by[(n - 1) % LINEAGE_MAX] is the n-th */
};

/* Called when the last hold goes, on the thread that drops it. */
typedef void (*nbl_idle_fn)(void *context, NET_BUFFER_LIST *nbl);

struct nbl_state {
    enum nbl_kind  kind;    /* immutable after publish */
    atomic_uint    holds;   /* walks and injections under way, references, living clones; lock-free */
    nbl_idle_fn    idle;    /* NULL: nobody waits. Owner: whoever holds the list exclusively */
    void          *idle_context;
    bool           ale_is_due; /* shown at INBOUND_TRANSPORT with ALE_CLASSIFY_REQUIRED, and ALE was not asked since; owner thread */
    struct lineage lineage; /* owner thread: the walk, or the driver before it injects */
    _Atomic(void *) tags;  /* whose callouts put contexts on it (callout/packet_tag.h); NULL: nobody's; lock-free */
};

/* NULL: a list that WFP did not make. */
struct nbl_state *nbl_state_of(const NET_BUFFER_LIST *nbl);
/* Makes `state` the list's: of that kind, held by nobody, injected by nobody. */
void nbl_state_init(NET_BUFFER_LIST *nbl, struct nbl_state *state, enum nbl_kind kind);

void nbl_hold(NET_BUFFER_LIST *nbl);
/* The last drop calls `idle` (D-016: a packet is not returned to its owner before its clones and references are gone). */
void nbl_drop(NET_BUFFER_LIST *nbl);

void lineage_add(struct lineage *l, uint64_t handle, void *context);
/* The context of the newest injection by the handle in *context (may be NULL). 0: never; 1: it was the last one; 2: an earlier
 * one. */
unsigned lineage_find(const struct lineage *l, uint64_t handle, void **context);

#endif
