/* Pools of NET_BUFFER_LISTs, each with one NET_BUFFER and one MDL of its own, so that a packet is wrapped without the heap and
 * without copying. A pool belongs to one thread (owner thread): it wraps packets there and gives them up there.
 *
 * A list that somebody still holds when the walk gives it up (a callout cloned or referenced it) leaves the pool with bytes of
 * its own, and comes back when the last hold is dropped, on any thread. */
#ifndef WFP_PKT_NBL_H
#define WFP_PKT_NBL_H

#include "base/bytes.h"
#include "base/status.h"
#include "pkt/mdl.h"
#include "pkt/nb.h"
#include "pkt/nbl_state.h"

struct nbl_pool;

MUST_CHECK enum wfp_status nbl_pool_new(uint32_t count, struct nbl_pool **out);
/* Every list was given up. Those that are still held keep their memory until they are not. */
void nbl_pool_free(struct nbl_pool *pool);
/* Lists that can be taken now without the heap. */
uint32_t nbl_pool_left(const struct nbl_pool *pool);

/* A list over `frame`, data offset at its first byte, NBL_INDICATED and held once. The frame is borrowed until nbl_put() or
 * nbl_keep(). NULL: no memory for more lists than the pool has. */
NET_BUFFER_LIST *nbl_wrap(struct nbl_pool *pool, struct bytes frame);

/* Where the IP header begins in a packet that the stack sends: it made that header, and its copy is aligned to a pointer
 * (D-082). */
void nbl_align(NET_BUFFER_LIST *nbl, uint32_t offset);

/* The walk gives the list up: its hold is dropped. */
void nbl_put(NET_BUFFER_LIST *nbl);

/* Holds the list beyond the walk: an indicated one gets its own copy of the frame first, which its MDL shows from then on. For
 * indicated lists that nobody keeps yet on the walking thread alone. WFP_NO_MEMORY; WFP_INVALID_ARGUMENT: a list that WFP did
 * not make. nbl_drop() when done. */
MUST_CHECK enum wfp_status nbl_keep(NET_BUFFER_LIST *nbl);

#endif
