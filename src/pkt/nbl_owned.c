#include "pkt/nbl_owned.h"

#include <stdlib.h>
#include <string.h>

#include "pkt/mdl.h"
#include "pkt/nb.h"
#include "pkt/nbl.h"

struct extra { /* nbl_owned_alloc() */
    struct extra *next;
    max_align_t   bytes[];
};

struct owned {
    NET_BUFFER_LIST  nbl; /* first */
    struct nbl_state state;
    NET_BUFFER_LIST *parent; /* a driver may write to the public one */
    struct extra    *extra;
};

/* What lies behind a struct owned, in this order. */
struct parts {
    NET_BUFFER              *nbs;
    NET_BUFFER_LIST_CONTEXT *context;
    MDL                     *mdls;
    uint8_t                 *bytes;
};

struct sizes {
    size_t nbs, context, mdls, bytes;
};

static size_t align(size_t n)
{
    return (n + 15) & ~(size_t)15;
}

static NET_BUFFER_LIST *owned_new(enum nbl_kind kind, const struct sizes *s, struct parts *out)
{
    size_t        nbs = align(sizeof(struct owned)), context = nbs + align(s->nbs * sizeof(NET_BUFFER));
    size_t        mdls = context + align(s->context), bytes = mdls + align(s->mdls * sizeof(MDL));
    struct owned *o = malloc(bytes + s->bytes);
    if (!o)
        return NULL;
    memset(&o->nbl, 0, sizeof(o->nbl));
    o->parent = NULL;
    o->extra = NULL;
    nbl_state_init(&o->nbl, &o->state, kind);
    char *start = (char *)o;
    *out = (struct parts){ (NET_BUFFER *)(start + nbs), (NET_BUFFER_LIST_CONTEXT *)(start + context), (MDL *)(start + mdls),
                           (uint8_t *)start + bytes };
    o->nbl.FirstNetBuffer = out->nbs;
    return &o->nbl;
}

static void inherit(NET_BUFFER_LIST *nbl, const NET_BUFFER_LIST *from)
{
    const struct nbl_state *history = nbl_state_of(from);
    memcpy(nbl->NetBufferListInfo, from->NetBufferListInfo, sizeof(nbl->NetBufferListInfo));
    nbl->NblFlags = from->NblFlags;
    nbl->SourceHandle = from->SourceHandle;
    if (!history)
        return;
    nbl_state_of(nbl)->lineage = history->lineage;
    nbl_state_of(nbl)->ale_is_due = history->ale_is_due;
}


/* MDLs that the data of all buffers lie in, and their bytes. False: data outside the MDLs. */
static bool measure(const NET_BUFFER_LIST *nbl, struct sizes *out)
{
    *out = (struct sizes){ 0 };
    for (const NET_BUFFER *nb = nbl->FirstNetBuffer; nb; nb = nb->Next) {
        struct nb_runs runs = nb_runs(nb);
        struct bytes   run;
        while (nb_next_run(&runs, &run))
            out->mdls++;
        if (runs.left)
            return false;
        out->nbs++;
        out->bytes += nb_length(nb);
    }
    return true;
}

static void describe(const NET_BUFFER *from, NET_BUFFER *to, MDL **mdls)
{
    struct nb_runs runs = nb_runs(from);
    struct bytes   run;
    MDL           *first = NULL, **end = &first;
    while (nb_next_run(&runs, &run)) {
        mdl_init(*mdls, run);
        (*mdls)->MdlFlags |= MDL_PARTIAL; /* the bytes are the parent's */
        *end = (*mdls)++;
        end = &(*end)->Next;
    }
    nb_init(to, first, 0, nb_length(from));
    to->ChecksumBias = from->ChecksumBias;
}

enum wfp_status nbl_clone(NET_BUFFER_LIST *parent, NET_BUFFER_LIST **out)
{
    struct sizes sizes;
    struct parts parts;
    if (!measure(parent, &sizes))
        return WFP_INVALID_ARGUMENT;
    sizes.bytes = 0;
    NET_BUFFER_LIST *clone = owned_new(NBL_CLONE, &sizes, &parts);
    if (!clone)
        return WFP_NO_MEMORY;
    if (nbl_state_of(parent) && nbl_keep(parent) != WFP_OK) {
        nbl_owned_free(clone);
        return WFP_NO_MEMORY;
    }
    NET_BUFFER **end = &clone->FirstNetBuffer;
    for (const NET_BUFFER *nb = parent->FirstNetBuffer; nb; nb = nb->Next) {
        *end = parts.nbs++;
        describe(nb, *end, &parts.mdls);
        end = &(*end)->Next;
    }
    *end = NULL;
    inherit(clone, parent);
    clone->ParentNetBufferList = ((struct owned *)clone)->parent = parent;
    __atomic_add_fetch(&parent->ChildRefCount, 1, __ATOMIC_RELAXED);
    *out = clone;
    return WFP_OK;
}

static void copy(const NET_BUFFER *from, NET_BUFFER *to, struct parts *parts)
{
    struct nb_runs runs = nb_runs(from);
    struct bytes   run;
    MDL           *mdl = parts->mdls++;
    mdl_init(mdl, bytes_of(parts->bytes, nb_length(from)));
    while (nb_next_run(&runs, &run)) {
        memcpy(parts->bytes, run.at, bytes_left(&run));
        parts->bytes += bytes_left(&run);
    }
    nb_init(to, mdl, 0, nb_length(from));
    to->ChecksumBias = from->ChecksumBias;
}

enum wfp_status nbl_deep_clone(const NET_BUFFER_LIST *original, NET_BUFFER_LIST **out)
{
    struct sizes sizes;
    struct parts parts;
    if (!measure(original, &sizes))
        return WFP_INVALID_ARGUMENT;
    sizes.mdls = sizes.nbs;
    NET_BUFFER_LIST *clone = owned_new(NBL_DEEP_CLONE, &sizes, &parts);
    if (!clone)
        return WFP_NO_MEMORY;
    NET_BUFFER **end = &clone->FirstNetBuffer;
    for (const NET_BUFFER *nb = original->FirstNetBuffer; nb; nb = nb->Next) {
        *end = parts.nbs++;
        copy(nb, *end, &parts);
        end = &(*end)->Next;
    }
    *end = NULL;
    inherit(clone, original);
    *out = clone;
    return WFP_OK;
}

enum wfp_status nbl_make(const struct nbl_shape *shape, NET_BUFFER_LIST **out)
{
    uint16_t     context = (uint16_t)(shape->context_size + shape->context_back_fill);
    struct sizes sizes = { .nbs = 1, .context = context ? sizeof(NET_BUFFER_LIST_CONTEXT) + context : 0 };
    struct parts parts;
    if ((size_t)shape->offset + shape->length > mdl_chain_size(shape->chain))
        return WFP_INVALID_ARGUMENT;
    NET_BUFFER_LIST *nbl = owned_new(NBL_MADE, &sizes, &parts);
    if (!nbl)
        return WFP_NO_MEMORY;
    nb_init(parts.nbs, shape->chain, shape->offset, shape->length);
    nbl->NdisPoolHandle = parts.nbs->NdisPoolHandle = shape->pool;
    if (context) {
        memset(parts.context, 0, sizes.context);
        nbl->Context = parts.context;
        nbl->Context->Size = context;
        nbl->Context->Offset = shape->context_back_fill;
    }
    *out = nbl;
    return WFP_OK;
}

enum wfp_status nbl_make_copy(struct bytes packet, uint32_t back_fill, const NET_BUFFER_LIST *like, NET_BUFFER_LIST **out)
{
    size_t           size = bytes_left(&packet);
    struct sizes     sizes = { .nbs = 1, .mdls = 1, .bytes = back_fill + size };
    struct parts     parts;
    NET_BUFFER_LIST *nbl = owned_new(NBL_MADE, &sizes, &parts);
    if (!nbl)
        return WFP_NO_MEMORY;
    mdl_init(parts.mdls, bytes_of(parts.bytes, sizes.bytes));
    nb_init(parts.nbs, parts.mdls, back_fill, (uint32_t)size);
    (void)!nb_write(parts.nbs, 0, packet);
    inherit(nbl, like);
    *out = nbl;
    return WFP_OK;
}

void *nbl_owned_alloc(NET_BUFFER_LIST *nbl, size_t size)
{
    struct owned *o = (struct owned *)nbl;
    struct extra *e = malloc(sizeof(*e) + size);
    if (!e)
        return NULL;
    e->next = o->extra;
    o->extra = e;
    return e->bytes;
}

void nbl_owned_free(NET_BUFFER_LIST *nbl)
{
    struct owned    *o = (struct owned *)nbl;
    NET_BUFFER_LIST *parent = o->parent;
    for (struct extra *e = o->extra, *next; e; e = next) {
        next = e->next;
        free(e);
    }
    free(o);
    if (!parent)
        return;
    __atomic_sub_fetch(&parent->ChildRefCount, 1, __ATOMIC_RELAXED);
    if (nbl_state_of(parent))
        nbl_drop(parent);
}

static void on_idle(void *context, NET_BUFFER_LIST *nbl)
{
    (void)context;
    nbl_owned_free(nbl);
}

void nbl_owned_abandon(NET_BUFFER_LIST *nbl)
{
    struct nbl_state *state = nbl_state_of(nbl);
    nbl_hold(nbl);
    state->idle = on_idle;
    nbl_drop(nbl);
}
