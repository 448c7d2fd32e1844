/* Lists that NDIS derives from others without copying data: clones, fragments, reassembled ones. Each is one block with its
 * NET_BUFFERs and MDLs, and the new space before the data. The owner of the original counts them in ChildRefCount itself. */
#include <string.h>

#include "api_km/border.h"

#include <ndis.h>

#include "api_km/ndis_memory.h"
#include "pkt/mdl.h"
#include "pkt/nb.h"

struct derived {
    NET_BUFFER_LIST nbl; /* first; NET_BUFFERs, MDLs and bytes follow */
    NET_BUFFER      nbs[];
};

/* What a call asks for, in the words of the page. */
struct wanted {
    const char *function;
    NDIS_HANDLE list_pool, buffer_pool;
    ULONG       start, most, delta, back_fill; /* most: of one NET_BUFFER */
    bool        join; /* all data in one NET_BUFFER */
    bool        share; /* the original's MDLs */
};

/* Where the next part goes; with `measuring` the parts are only counted. */
struct plan {
    size_t      nbs, mdls, bytes;
    bool        measuring;
    NET_BUFFER *nb, **end;
    MDL        *mdl, **chain;
    uint8_t    *room;
};

static void add_mdl(struct plan *p, struct bytes b)
{
    p->mdls++;
    if (p->measuring)
        return;
    mdl_init(p->mdl, b);
    *p->chain = p->mdl;
    p->chain = &p->mdl->Next;
    p->mdl++;
}

/* Begins a NET_BUFFER, with new space for what comes before the data. */
static MDL **begin(struct plan *p, const struct wanted *w, MDL **first)
{
    size_t space = w->delta ? (size_t)w->delta + w->back_fill : 0;
    *first = NULL;
    p->chain = first;
    p->nbs++;
    p->bytes += space;
    if (!space)
        return first;
    add_mdl(p, bytes_of(p->room, space));
    p->room = p->measuring ? NULL : p->room + space;
    return first;
}

static void add_data(struct plan *p, struct nb_runs runs, size_t size)
{
    struct bytes run;
    runs.left = size;
    while (nb_next_run(&runs, &run))
        add_mdl(p, run);
}

static void finish(struct plan *p, const struct wanted *w, MDL *first, uint32_t offset, size_t data)
{
    if (p->measuring)
        return;
    nb_init(p->nb, first, offset, (uint32_t)(w->delta + data));
    p->nb->NdisPoolHandle = w->buffer_pool;
    *p->end = p->nb;
    p->end = &p->nb->Next;
    p->nb++;
}

/* One NET_BUFFER becomes as many as its size needs. False: it is shorter than what shall be skipped. */
static bool cut(struct plan *p, const struct wanted *w, const NET_BUFFER *nb)
{
    struct nb_runs runs = nb_runs(nb);
    MDL           *first;
    if (!nb_skip_runs(&runs, w->start))
        return false;
    if (w->share) {
        p->nbs++;
        finish(p, w, nb->CurrentMdl, nb->CurrentMdlOffset, runs.left);
        return true;
    }
    do {
        size_t size = runs.left < w->most ? runs.left : w->most;
        begin(p, w, &first);
        add_data(p, runs, size);
        finish(p, w, first, w->delta ? w->back_fill : 0, size);
        (void)!nb_skip_runs(&runs, (uint32_t)size);
    } while (runs.left);
    return true;
}

static bool join(struct plan *p, const struct wanted *w, const NET_BUFFER_LIST *from)
{
    MDL   *first;
    size_t all = 0;
    begin(p, w, &first);
    for (const NET_BUFFER *nb = from->FirstNetBuffer; nb; nb = nb->Next) {
        struct nb_runs runs = nb_runs(nb);
        if (!nb_skip_runs(&runs, w->start))
            return false;
        all += runs.left;
        add_data(p, runs, runs.left);
    }
    finish(p, w, first, w->delta ? w->back_fill : 0, all);
    return true;
}

static bool work_out(struct plan *p, const struct wanted *w, const NET_BUFFER_LIST *from)
{
    if (w->join)
        return join(p, w, from);
    for (const NET_BUFFER *nb = from->FirstNetBuffer; nb; nb = nb->Next)
        if (!cut(p, w, nb))
            return false;
    return true;
}

static bool pools_are_right(const struct wanted *w, uint32_t *tag)
{
    uint32_t ignored;
    *tag = 0;
    return (!w->list_pool || ndis_pool_tag(w->function, w->list_pool, NT_NBL_POOL, tag)) &&
           (!w->buffer_pool || ndis_pool_tag(w->function, w->buffer_pool, NT_NB_POOL, &ignored));
}

static NET_BUFFER_LIST *derive(NET_BUFFER_LIST *from, const struct wanted *w)
{
    struct plan measured = { .measuring = true };
    uint32_t    tag;
    irql_require(km_nt(w->function), w->function, IRQL_DISPATCH);
    if (!pools_are_right(w, &tag) || !work_out(&measured, w, from))
        return NULL;
    size_t          mdls = sizeof(struct derived) + measured.nbs * sizeof(NET_BUFFER);
    size_t          bytes = mdls + measured.mdls * sizeof(MDL);
    struct derived *d = ndis_hold(w->function, bytes + measured.bytes, NT_DERIVED_NBL, tag);
    if (!d)
        return NULL;
    struct plan p = { .nb = d->nbs, .end = &d->nbl.FirstNetBuffer, .mdl = (MDL *)((char *)d + mdls),
                      .room = (uint8_t *)d + bytes };
    (void)work_out(&p, w, from);
    d->nbl.NdisPoolHandle = w->list_pool;
    d->nbl.ParentNetBufferList = from;
    return &d->nbl;
}

NET_BUFFER_LIST *NdisAllocateCloneNetBufferList(NET_BUFFER_LIST *original, NDIS_HANDLE listPool, NDIS_HANDLE bufferPool,
                                                ULONG flags)
{
    struct wanted w = { .function = "NdisAllocateCloneNetBufferList", .list_pool = listPool, .buffer_pool = bufferPool,
                        .most = UINT32_MAX, .share = flags & NDIS_CLONE_FLAGS_USE_ORIGINAL_MDLS };
    return derive(original, &w);
}

NET_BUFFER_LIST *NdisAllocateFragmentNetBufferList(NET_BUFFER_LIST *original, NDIS_HANDLE listPool, NDIS_HANDLE bufferPool,
                                                   ULONG offset, ULONG maximum, ULONG delta, ULONG dataBackFill, ULONG flags)
{
    struct wanted w = { .function = "NdisAllocateFragmentNetBufferList", .list_pool = listPool, .buffer_pool = bufferPool,
                        .start = offset, .most = maximum, .delta = delta, .back_fill = dataBackFill };
    return maximum == 0 || flags ? NULL : derive(original, &w);
}

NET_BUFFER_LIST *NdisAllocateReassembledNetBufferList(NET_BUFFER_LIST *fragments, NDIS_HANDLE pool, ULONG offset, ULONG delta,
                                                      ULONG dataBackFill, ULONG flags)
{
    struct wanted w = { .function = "NdisAllocateReassembledNetBufferList", .list_pool = pool, .start = offset, .delta = delta,
                        .back_fill = dataBackFill, .join = true };
    return flags ? NULL : derive(fragments, &w);
}

VOID NdisFreeCloneNetBufferList(NET_BUFFER_LIST *clone, ULONG flags)
{
    (void)flags; /* the block has what was made, and nothing else */
    ndis_release("NdisFreeCloneNetBufferList", NT_DERIVED_NBL, clone);
}

VOID NdisFreeFragmentNetBufferList(NET_BUFFER_LIST *list, ULONG delta, ULONG flags)
{
    (void)delta, (void)flags;
    ndis_release("NdisFreeFragmentNetBufferList", NT_DERIVED_NBL, list);
}

VOID NdisFreeReassembledNetBufferList(NET_BUFFER_LIST *list, ULONG delta, ULONG flags)
{
    (void)delta, (void)flags;
    ndis_release("NdisFreeReassembledNetBufferList", NT_DERIVED_NBL, list);
}
