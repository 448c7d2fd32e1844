/* NET_BUFFER_LISTs that a driver owns: clones, deep clones, and lists over MDLs of the driver. Each is one allocation with its
 * NET_BUFFERs, and with its MDLs and bytes as far as they are its own. Any thread. */
#ifndef WFP_PKT_NBL_OWNED_H
#define WFP_PKT_NBL_OWNED_H

#include "base/bytes.h"
#include "base/status.h"
#include "pkt/nbl_state.h"

/* A clone of every NET_BUFFER of the list, each from where its data start: bytes before that are not the clone's. It has MDLs
 * of its own over the same bytes, so that one may be put in front without the parent noticing. The parent counts it as a child
 * and is held by it; the history goes along (D-016 ... D-018, D-042). WFP_NO_MEMORY; WFP_INVALID_ARGUMENT: data outside the
 * MDLs. A parent that WFP did not make is only counted. */
MUST_CHECK enum wfp_status nbl_clone(NET_BUFFER_LIST *parent, NET_BUFFER_LIST **out);
/* The same with a copy of the bytes and no parent: each NET_BUFFER has one MDL. */
MUST_CHECK enum wfp_status nbl_deep_clone(const NET_BUFFER_LIST *original, NET_BUFFER_LIST **out);

struct nbl_shape {
    void    *pool; /* NdisPoolHandle */
    uint16_t context_size, context_back_fill;
    MDL     *chain; /* borrowed; may be NULL */
    uint32_t offset, length;
};

/* One NET_BUFFER over a borrowed chain. WFP_NO_MEMORY; WFP_INVALID_ARGUMENT: data outside the chain. */
MUST_CHECK enum wfp_status nbl_make(const struct nbl_shape *shape, NET_BUFFER_LIST **out);

/* One NET_BUFFER with a copy of the bytes, and `back_fill` bytes before them; NBL_MADE, with the information and the history of
 * `like`. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status nbl_make_copy(struct bytes packet, uint32_t back_fill, const NET_BUFFER_LIST *like,
                                         NET_BUFFER_LIST **out);

/* Memory that lives as long as the list, as for an MDL put in front of it; NULL: none left. */
void *nbl_owned_alloc(NET_BUFFER_LIST *nbl, size_t size);

/* Of any of the three. Nobody holds it. */
void nbl_owned_free(NET_BUFFER_LIST *nbl);
/* The same when the last hold is dropped, which may be now. */
void nbl_owned_abandon(NET_BUFFER_LIST *nbl);

#endif
