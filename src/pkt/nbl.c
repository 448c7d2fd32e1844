#include "pkt/nbl.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct nbl_slot {
    NET_BUFFER_LIST  nbl; /* first: a list is its slot */
    struct nbl_state state;
    NET_BUFFER       nb;
    MDL              mdl;
    struct nbl_pool *pool;
    uint32_t         aligned; /* this byte of a copy lies at a multiple of a pointer's size */
    bool             kept; /* the MDL shows `room`; owner thread until the list is held twice */
    void            *room; /* for a copy of the frame; stays with the slot */
    size_t           room_size;
};

struct nbl_pool {
    uint32_t                  left;
    struct nbl_slot          *free;     /* linked through nbl.Next; owner thread */
    _Atomic(NET_BUFFER_LIST *) returned; /* lists that were away, linked through Next; lock-free */
    atomic_uint               users;    /* the owner, and each list that is away; lock-free */
};

static_assert(offsetof(struct nbl_slot, nbl) == 0, "a list is its slot");

static struct nbl_slot *slot_of(NET_BUFFER_LIST *nbl)
{
    return (struct nbl_slot *)nbl;
}

static struct nbl_slot *slot_new(struct nbl_pool *pool)
{
    struct nbl_slot *slot = aligned_alloc(64, (sizeof(*slot) + 63) / 64 * 64);
    if (!slot)
        return NULL;
    slot->pool = pool;
    slot->room = NULL;
    slot->room_size = 0;
    return slot;
}

static void give_back(struct nbl_pool *pool, struct nbl_slot *slot)
{
    slot->nbl.Next = pool->free ? &pool->free->nbl : NULL;
    pool->free = slot;
    pool->left++;
}

/* Nobody holds the list: who kept a pointer to it finds no packet there (C-044). */
static void poison(struct nbl_slot *slot)
{
    memset(&slot->nbl.FirstNetBuffer, 0xdb, sizeof(slot->nbl.FirstNetBuffer));
    memset(&slot->nb, 0xdb, sizeof(slot->nb));
    memset(&slot->mdl, 0xdb, sizeof(slot->mdl));
}

static void take_returned(struct nbl_pool *pool)
{
    for (NET_BUFFER_LIST *nbl = atomic_exchange(&pool->returned, NULL), *next; nbl; nbl = next) {
        next = nbl->Next;
        give_back(pool, slot_of(nbl));
    }
}

static void leave(struct nbl_pool *pool)
{
    if (atomic_fetch_sub(&pool->users, 1) != 1)
        return;
    take_returned(pool);
    for (struct nbl_slot *slot = pool->free, *next; slot; slot = next) {
        next = slot_of(slot->nbl.Next);
        free(slot->room);
        free(slot);
    }
    free(pool);
}

enum wfp_status nbl_pool_new(uint32_t count, struct nbl_pool **out)
{
    struct nbl_pool *pool = calloc(1, sizeof(*pool));
    if (!pool)
        return WFP_NO_MEMORY;
    pool->users = 1;
    while (pool->left < count) {
        struct nbl_slot *slot = slot_new(pool);
        if (!slot) {
            leave(pool);
            return WFP_NO_MEMORY;
        }
        give_back(pool, slot);
    }
    *out = pool;
    return WFP_OK;
}

void nbl_pool_free(struct nbl_pool *pool)
{
    if (pool)
        leave(pool);
}

uint32_t nbl_pool_left(const struct nbl_pool *pool)
{
    return pool->left;
}

static struct nbl_slot *take(struct nbl_pool *pool)
{
    if (!pool->free)
        take_returned(pool);
    struct nbl_slot *slot = pool->free;
    if (!slot)
        return slot_new(pool);
    pool->free = slot_of(slot->nbl.Next);
    pool->left--;
    return slot;
}

/* The last holder of a list that is away; the pool may be gone but for this. */
static void come_back(void *context, NET_BUFFER_LIST *nbl)
{
    struct nbl_pool *pool = context;
    poison(slot_of(nbl));
    nbl->Next = atomic_load(&pool->returned);
    while (!atomic_compare_exchange_weak(&pool->returned, &nbl->Next, nbl))
        ;
    leave(pool);
}

NET_BUFFER_LIST *nbl_wrap(struct nbl_pool *pool, struct bytes frame)
{
    struct nbl_slot *slot = take(pool);
    if (!slot)
        return NULL;
    mdl_init(&slot->mdl, frame);
    nb_init(&slot->nb, &slot->mdl, 0, (uint32_t)bytes_left(&frame));
    memset(&slot->nbl, 0, sizeof(slot->nbl));
    slot->nbl.FirstNetBuffer = &slot->nb;
    slot->nbl.NdisPoolHandle = pool;
    slot->nb.NdisPoolHandle = pool;
    slot->kept = false;
    slot->aligned = 0;
    nbl_state_init(&slot->nbl, &slot->state, NBL_INDICATED);
    slot->state.holds = 1;
    slot->state.idle = come_back;
    slot->state.idle_context = pool;
    return &slot->nbl;
}

void nbl_align(NET_BUFFER_LIST *nbl, uint32_t offset)
{
    slot_of(nbl)->aligned = offset;
}

void nbl_put(NET_BUFFER_LIST *nbl)
{
    struct nbl_slot *slot = slot_of(nbl);
    if (atomic_load(&slot->state.holds) == 1) {
        poison(slot);
        give_back(slot->pool, slot);
        return;
    }
    atomic_fetch_add(&slot->pool->users, 1); /* before the drop, which may be the last one */
    nbl_drop(nbl);
}

static enum wfp_status copy_frame(struct nbl_slot *slot)
{
    struct bytes frame = mdl_bytes(&slot->mdl);
    size_t       shift = -slot->aligned % sizeof(void *), size = bytes_left(&frame) + shift;
    MDL         *rest = slot->mdl.Next;
    if (size > slot->room_size) {
        void *room = realloc(slot->room, size);
        if (!room)
            return WFP_NO_MEMORY;
        slot->room = room;
        slot->room_size = size;
    }
    uint8_t *copy = &((uint8_t *)slot->room)[shift];
    memcpy(copy, frame.at, size - shift);
    mdl_init(&slot->mdl, bytes_of(copy, size - shift));
    slot->mdl.Next = rest;
    slot->kept = true;
    return WFP_OK;
}

enum wfp_status nbl_keep(NET_BUFFER_LIST *nbl)
{
    const struct nbl_state *state = nbl_state_of(nbl);
    if (!state)
        return WFP_INVALID_ARGUMENT;
    if (state->kind == NBL_INDICATED && !slot_of(nbl)->kept)
        RETURN_IF(copy_frame(slot_of(nbl)));
    nbl_hold(nbl);
    return WFP_OK;
}
