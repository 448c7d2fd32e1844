/* Pools of NET_BUFFER_LISTs, each with one NET_BUFFER and one MDL of its own, so that a packet is wrapped without the heap and
 * without copying. A pool belongs to one thread (owner thread); so do the lists taken from it. */
#ifndef WFP_PKT_NBL_H
#define WFP_PKT_NBL_H

#include "base/bytes.h"
#include "base/status.h"
#include "pkt/mdl.h"
#include "pkt/nb.h"

struct nbl_pool;

MUST_CHECK enum wfp_status nbl_pool_new(uint32_t count, struct nbl_pool **out);
/* Every list must be back. */
void nbl_pool_free(struct nbl_pool *pool);
/* Lists that can be taken now. */
uint32_t nbl_pool_left(const struct nbl_pool *pool);

/* A list over `frame`, data offset at its first byte. The frame is borrowed until nbl_put(). NULL when the pool is empty. */
NET_BUFFER_LIST *nbl_wrap(struct nbl_pool *pool, struct bytes frame);

/* Gives a list back to the pool it came from. No clone may hold it. */
void nbl_put(NET_BUFFER_LIST *nbl);

#endif
