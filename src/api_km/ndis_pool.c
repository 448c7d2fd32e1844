/* NDIS pools of NET_BUFFER_LISTs and NET_BUFFERs, and generic objects. A pool holds its tag and shapes; each list
 * and buffer is memory of its own, so that a leak is one. */
#include <stdlib.h>
#include <string.h>

#include "api_km/border.h"

#include <ndis.h>

#include "api_km/fwps_list.h"
#include "api_km/ndis_memory.h"
#include "nt/ledger.h"
#include "nt/pool.h"
#include "pkt/mdl.h"
#include "pkt/nb.h"

#define MDL_WITH_DATA MDL_INTERNAL

struct packet_pool {
    enum nt_kind kind;
    uint32_t     tag;
    ULONG        data_size;
    USHORT       context_size;
    bool         with_buffer;
};

/* A list with its buffer and its context behind it. */
struct list {
    NET_BUFFER_LIST nbl; /* first */
    NET_BUFFER      nb;
    bool            has_buffer;
};

void *ndis_hold(const char *function, size_t size, enum nt_kind kind, uint32_t tag)
{
    struct nt_system *nt = km_nt(function);
    void             *memory = aligned_alloc(16, (size + 15) / 16 * 16);
    struct nt_entry   e = { .address = memory, .driver = nt_current_driver(nt), .size = size, .tag = tag, .kind = kind,
                            .memory = memory };
    if (!memory || !nt_ledger_add(nt, &e)) {
        free(memory);
        return NULL;
    }
    return memset(memory, 0, size);
}

void ndis_release(const char *function, enum nt_kind kind, void *memory)
{
    if (nt_release(km_nt(function), kind, memory, function))
        free(memory);
}

/* --- MDLs with their bytes ---------------------------------------------------------------------------------------- */

MDL *ndis_mdl_with_data(ULONG size)
{
    MDL *mdl = ndis_hold("NdisRetreatNetBufferDataStart", sizeof(MDL) + size, NT_MDL, 0);
    if (!mdl)
        return NULL;
    mdl_init(mdl, bytes_of(mdl + 1, size));
    mdl->MdlFlags |= MDL_WITH_DATA;
    return mdl;
}

bool ndis_mdl_is_ours(const MDL *mdl)
{
    return mdl->MdlFlags & MDL_WITH_DATA;
}

void ndis_mdl_free(MDL *mdl)
{
    ndis_release("NdisAdvanceNetBufferDataStart", NT_MDL, mdl);
}

/* --- pools -------------------------------------------------------------------------------------------------------- */

static NDIS_HANDLE pool_new(const char *function, const struct packet_pool *shape)
{
    struct packet_pool *pool = ndis_hold(function, sizeof(*pool), shape->kind, shape->tag);
    km_passive(function);
    if (pool)
        *pool = *shape;
    return pool;
}

NDIS_HANDLE NdisAllocateNetBufferListPool(NDIS_HANDLE handle, const NET_BUFFER_LIST_POOL_PARAMETERS *p)
{
    (void)handle;
    if (p->Header.Type != NDIS_OBJECT_TYPE_DEFAULT || p->Header.Size < NDIS_SIZEOF_NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1 ||
        p->ContextSize % MEMORY_ALLOCATION_ALIGNMENT || (p->DataSize && !p->fAllocateNetBuffer))
        return NULL;
    return pool_new("NdisAllocateNetBufferListPool",
                    &(struct packet_pool){ NT_NBL_POOL, p->PoolTag, p->DataSize, p->ContextSize, p->fAllocateNetBuffer });
}

NDIS_HANDLE NdisAllocateNetBufferPool(NDIS_HANDLE handle, const NET_BUFFER_POOL_PARAMETERS *p)
{
    (void)handle;
    if (p->Header.Type != NDIS_OBJECT_TYPE_DEFAULT || p->Header.Size < NDIS_SIZEOF_NET_BUFFER_POOL_PARAMETERS_REVISION_1)
        return NULL;
    return pool_new("NdisAllocateNetBufferPool", &(struct packet_pool){ NT_NB_POOL, p->PoolTag, p->DataSize, 0, false });
}

VOID NdisFreeNetBufferListPool(NDIS_HANDLE pool)
{
    ndis_release("NdisFreeNetBufferListPool", NT_NBL_POOL, pool);
}

VOID NdisFreeNetBufferPool(NDIS_HANDLE pool)
{
    ndis_release("NdisFreeNetBufferPool", NT_NB_POOL, pool);
}

NDIS_HANDLE NdisGetPoolFromNetBufferList(const NET_BUFFER_LIST *list)
{
    return list->NdisPoolHandle;
}

NDIS_HANDLE NdisGetPoolFromNetBuffer(const NET_BUFFER *buffer)
{
    return buffer->NdisPoolHandle;
}

bool ndis_pool_tag(const char *function, const void *pool, enum nt_kind kind, uint32_t *tag)
{
    struct nt_entry e;
    if (nt_ledger_find(km_nt(function), kind, pool, &e)) {
        *tag = e.tag;
        return true;
    }
    nt_report(km_nt(function), "%s: %p is no %s", function, pool, nt_kind_name(kind, false));
    return false;
}

/* --- lists and buffers -------------------------------------------------------------------------------------------- */

static struct packet_pool *pool_of(const char *function, NDIS_HANDLE pool, enum nt_kind kind)
{
    struct nt_entry e;
    if (nt_ledger_find(km_nt(function), kind, pool, &e))
        return pool;
    nt_report(km_nt(function), "%s: %p is no %s", function, pool, nt_kind_name(kind, false));
    return NULL;
}

static NET_BUFFER_LIST *list_new(const char *function, struct packet_pool *pool, USHORT context)
{
    size_t       header = context ? sizeof(NET_BUFFER_LIST_CONTEXT) : 0;
    size_t       at = (sizeof(struct list) + 15) / 16 * 16;
    struct list *l = ndis_hold(function, at + header + context, NT_NBL, pool->tag);
    if (!l)
        return NULL;
    l->nbl.NdisPoolHandle = pool;
    if (context) {
        l->nbl.Context = (NET_BUFFER_LIST_CONTEXT *)((char *)l + at);
        l->nbl.Context->Size = l->nbl.Context->Offset = context;
    }
    return &l->nbl;
}

NET_BUFFER_LIST *NdisAllocateNetBufferList(NDIS_HANDLE pool, USHORT contextSize, USHORT contextBackFill)
{
    struct packet_pool *p = pool_of("NdisAllocateNetBufferList", pool, NT_NBL_POOL);
    if (!p)
        return NULL;
    NET_BUFFER_LIST *nbl = list_new("NdisAllocateNetBufferList", p,
                                    (USHORT)(p->context_size + contextSize + contextBackFill));
    if (nbl && nbl->Context)
        nbl->Context->Offset = (USHORT)(nbl->Context->Size - contextSize);
    return nbl;
}

NET_BUFFER_LIST *NdisAllocateNetBufferAndNetBufferList(NDIS_HANDLE pool, USHORT contextSize, USHORT contextBackFill, MDL *chain,
                                                       ULONG dataOffset, SIZE_T dataLength)
{
    struct packet_pool *p = pool_of("NdisAllocateNetBufferAndNetBufferList", pool, NT_NBL_POOL);
    if (!p || !p->with_buffer) {
        if (p)
            nt_report(km_nt("NdisAllocateNetBufferAndNetBufferList"),
                      "NdisAllocateNetBufferAndNetBufferList: the pool was made without fAllocateNetBuffer");
        return NULL;
    }
    struct list *l = (struct list *)NdisAllocateNetBufferList(pool, contextSize, contextBackFill);
    if (!l)
        return NULL;
    nb_init(&l->nb, chain, dataOffset, (uint32_t)dataLength);
    l->nb.NdisPoolHandle = pool;
    l->nbl.FirstNetBuffer = &l->nb;
    return &l->nbl;
}

VOID NdisFreeNetBufferList(NET_BUFFER_LIST *list)
{
    struct nt_entry e;
    struct nt_system *nt = km_nt("NdisFreeNetBufferList");
    if (!nt_ledger_find(nt, NT_NBL, list, &e)) {
        fwps_list_report_mix(nt, "NdisFreeNetBufferList", list);
        return;
    }
    if (list->ChildRefCount != 0)
        nt_report(nt, "NdisFreeNetBufferList: %d clones of %p are left", (int)list->ChildRefCount, (void *)list);
    ndis_release("NdisFreeNetBufferList", NT_NBL, list);
}

NET_BUFFER *NdisAllocateNetBuffer(NDIS_HANDLE pool, MDL *chain, ULONG dataOffset, SIZE_T dataLength)
{
    struct packet_pool *p = pool_of("NdisAllocateNetBuffer", pool, NT_NB_POOL);
    NET_BUFFER         *nb = p ? ndis_hold("NdisAllocateNetBuffer", sizeof(*nb), NT_NB, p->tag) : NULL;
    if (!nb)
        return NULL;
    nb_init(nb, chain, dataOffset, (uint32_t)dataLength);
    nb->NdisPoolHandle = pool;
    return nb;
}

/* With its MDL and bytes of the pool's size behind it; no data yet. */
NET_BUFFER *NdisAllocateNetBufferMdlAndData(NDIS_HANDLE pool)
{
    struct packet_pool *p = pool_of("NdisAllocateNetBufferMdlAndData", pool, NT_NB_POOL);
    size_t              mdl = (sizeof(NET_BUFFER) + 15) / 16 * 16, bytes = mdl + sizeof(MDL);
    if (!p || !p->data_size)
        return NULL;
    NET_BUFFER *nb = ndis_hold("NdisAllocateNetBufferMdlAndData", bytes + p->data_size, NT_NB, p->tag);
    if (!nb)
        return NULL;
    MDL *m = (MDL *)((char *)nb + mdl);
    mdl_init(m, bytes_of((char *)nb + bytes, p->data_size));
    nb_init(nb, m, 0, 0);
    nb->NdisPoolHandle = pool;
    return nb;
}

VOID NdisFreeNetBuffer(NET_BUFFER *buffer)
{
    ndis_release("NdisFreeNetBuffer", NT_NB, buffer);
}
