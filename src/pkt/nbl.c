#include "pkt/nbl.h"

#include <assert.h>
#include <stdlib.h>

struct nbl_slot {
    NET_BUFFER_LIST nbl; /* first: a list is its slot */
    NET_BUFFER      nb;
    MDL             mdl;
};

struct nbl_pool {
    uint32_t         count;
    uint32_t         left;
    NET_BUFFER_LIST *free; /* linked through Next */
    struct nbl_slot  slots[];
};

static_assert(offsetof(struct nbl_slot, nbl) == 0, "a list is its slot");

enum wfp_status nbl_pool_new(uint32_t count, struct nbl_pool **out)
{
    struct nbl_pool *pool = aligned_alloc(64, (sizeof(*pool) + count * sizeof(pool->slots[0]) + 63) / 64 * 64);
    if (!pool)
        return WFP_NO_MEMORY;
    *pool = (struct nbl_pool){ .count = count, .left = count };
    while (count > 0) {
        NET_BUFFER_LIST *nbl = &pool->slots[--count].nbl;
        nbl->Next = pool->free;
        pool->free = nbl;
    }
    *out = pool;
    return WFP_OK;
}

void nbl_pool_free(struct nbl_pool *pool)
{
    assert(!pool || pool->left == pool->count);
    free(pool);
}

uint32_t nbl_pool_left(const struct nbl_pool *pool)
{
    return pool->left;
}

NET_BUFFER_LIST *nbl_wrap(struct nbl_pool *pool, struct bytes frame)
{
    struct nbl_slot *slot = (struct nbl_slot *)pool->free;
    if (!slot)
        return NULL;
    pool->free = slot->nbl.Next;
    pool->left--;
    mdl_init(&slot->mdl, frame);
    nb_init(&slot->nb, &slot->mdl, 0, (uint32_t)bytes_left(&frame));
    memset(&slot->nbl, 0, sizeof(slot->nbl));
    slot->nbl.FirstNetBuffer = &slot->nb;
    slot->nbl.NdisPoolHandle = pool;
    slot->nb.NdisPoolHandle = pool;
    return &slot->nbl;
}

void nbl_put(NET_BUFFER_LIST *nbl)
{
    struct nbl_pool *pool = nbl->NdisPoolHandle;
    assert(nbl->ChildRefCount == 0);
    nbl->Next = pool->free;
    pool->free = nbl;
    pool->left++;
}
