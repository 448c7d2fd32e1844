#include <stdlib.h>
#include <string.h>

#include "api_fwpm/show.h"
#include "api_fwpm/take.h"
#include "bfe/ike_exemption.h"
#include "bfe/objects.h"
#include "manage/link.h"

/* `v`: the version of the structure. */
#define KIND_CALLS(name, v, size)                                                                                            \
    {                                                                                                                        \
        &call_Fwpm##name##Add##v, &call_Fwpm##name##DeleteByKey0, &call_Fwpm##name##GetByKey##v,                             \
            &call_Fwpm##name##CreateEnumHandle0, &call_Fwpm##name##Enum##v, &call_Fwpm##name##DestroyEnumHandle0,            \
            &call_Fwpm##name##SubscribeChanges0, &call_Fwpm##name##UnsubscribeChanges0,                                      \
            &call_Fwpm##name##GetSecurityInfoByKey0, &call_Fwpm##name##SetSecurityInfoByKey0, size                           \
    }

const struct kind_calls manage_calls[OBJECT_KIND_COUNT] = {
    [OBJECT_PROVIDER] = KIND_CALLS(Provider, 0, 0),   [OBJECT_CONTEXT] = KIND_CALLS(ProviderContext, 3, 8),
    [OBJECT_SUBLAYER] = KIND_CALLS(SubLayer, 0, 0),   [OBJECT_CALLOUT] = KIND_CALLS(Callout, 0, 4),
    [OBJECT_FILTER] = KIND_CALLS(Filter, 0, 8),
};

/* --- structures to records ------------------------------------------------------------------------------------------------ */

/* Beside what a caller gives: what BFE has made of it. */
static void take_results(enum object_kind kind, const void *structure, union any_record *record)
{
    if (kind == OBJECT_FILTER) {
        const FWPM_FILTER0 *f = structure;
        record->filter.id = f->filterId;
        record->filter.effective_weight =
            f->effectiveWeight.type == FWP_UINT64 && f->effectiveWeight.uint64 ? *f->effectiveWeight.uint64 : 0;
    }
    if (kind == OBJECT_CALLOUT)
        record->callout.id = ((const FWPM_CALLOUT0 *)structure)->calloutId;
    if (kind == OBJECT_CONTEXT)
        record->context.id = ((const FWPM_PROVIDER_CONTEXT3 *)structure)->providerContextId;
}

/* A built-in callout that stands at no one layer has a zero key there, which no caller may give: another stands in while it is
 * taken. */
static enum wfp_status take_layerless(const FWPM_CALLOUT0 *c, struct arena *arena, union any_record *record)
{
    FWPM_CALLOUT0 with_layer = *c;
    with_layer.applicableLayer = guid_shown(&layer_rows[0].key);
    RETURN_IF(take_callout(&with_layer, arena, &record->callout));
    record->callout.layer = LAYER_ID_NONE;
    return WFP_OK;
}

static bool is_layerless(enum object_kind kind, const void *structure)
{
    return kind == OBJECT_CALLOUT && guid_is_zero((const struct guid *)&((const FWPM_CALLOUT0 *)structure)->applicableLayer);
}

static enum wfp_status take_copy(enum object_kind kind, const void *structure, struct arena *arena, union any_record *record)
{
    void *copy;
    RETURN_IF(record_copy_arena(persist_type(kind), structure, arena, &copy));
    RETURN_IF(is_layerless(kind, copy) ? take_layerless(copy, arena, record) : take_object(kind, copy, arena, record));
    take_results(kind, copy, record);
    return WFP_OK;
}

/* --- reading -------------------------------------------------------------------------------------------------------------- */

/* Where the records of one kind are gathered. */
struct gathering {
    enum object_kind kind;
    bool             builtin;
    struct arena    *arena;
    char            *records; /* malloc'd */
    uint32_t         count, room;
};

static const size_t sizes[OBJECT_KIND_COUNT] = {
    [OBJECT_PROVIDER] = sizeof(struct provider), [OBJECT_CONTEXT] = sizeof(struct provider_context),
    [OBJECT_SUBLAYER] = sizeof(struct sublayer), [OBJECT_CALLOUT] = sizeof(struct callout),
    [OBJECT_FILTER] = sizeof(struct filter),
};

static bool is_builtin(enum object_kind kind, const struct guid *key)
{
    static const enum builtin_kind kinds[OBJECT_KIND_COUNT] = {
        [OBJECT_PROVIDER] = BUILTIN_PROVIDER, [OBJECT_CONTEXT] = BUILTIN_PROVIDER_CONTEXT,
        [OBJECT_SUBLAYER] = BUILTIN_SUBLAYER, [OBJECT_CALLOUT] = BUILTIN_CALLOUT,
    };
    return kind == OBJECT_FILTER ? ike_exemption_is(key) : builtin_find_key(kinds[kind], key) != NULL;
}

static enum wfp_status gather_page(void *context, void **entries, uint32_t count)
{
    struct gathering *g = context;
    size_t            size = sizes[g->kind];
    if (g->count + count > g->room) {
        uint32_t room = 2 * g->room + count;
        char    *more = realloc(g->records, room * size);
        if (!more)
            return WFP_NO_MEMORY;
        g->records = more;
        g->room = room;
    }
    for (uint32_t i = 0; i < count; i++) {
        union any_record record;
        if (!g->builtin && is_builtin(g->kind, entries[i])) /* every structure begins with its key */
            continue;
        RETURN_IF(take_copy(g->kind, entries[i], g->arena, &record));
        memcpy(g->records + g->count++ * size, &record, size);
    }
    return WFP_OK;
}

/* Without a template filters that hold only at boot, or not now, are left out. */
static const void *template_of(enum object_kind kind)
{
    static const FWPM_FILTER_ENUM_TEMPLATE0 all = { .enumType = FWP_FILTER_ENUM_OVERLAPPING,
                                                    .actionMask = 0xffffffff,
                                                    .flags = FWP_FILTER_ENUM_FLAG_INCLUDE_BOOTTIME |
                                                             FWP_FILTER_ENUM_FLAG_INCLUDE_DISABLED };
    return kind == OBJECT_FILTER ? &all : NULL;
}

static enum wfp_status gather(struct manage *m, struct gathering *g, void **records, uint32_t *count)
{
    const struct kind_calls *calls = &manage_calls[g->kind];
    enum wfp_status          err =
        manage_enumerate(m, calls->enum_open, calls->enum_next, calls->enum_close, template_of(g->kind), gather_page, g);
    if (err == WFP_OK) {
        void *copy = arena_array(g->arena, g->count, sizes[g->kind]);
        if (copy && g->count)
            memcpy(copy, g->records, g->count * sizes[g->kind]);
        *records = copy;
        *count = g->count;
        err = copy ? WFP_OK : WFP_NO_MEMORY;
    }
    free(g->records);
    return err;
}

enum wfp_status manage_read(struct manage *m, unsigned kinds, bool builtin, struct arena *arena, struct policy *out)
{
    void    *records[OBJECT_KIND_COUNT] = { NULL };
    uint32_t counts[OBJECT_KIND_COUNT] = { 0 };
    for (enum object_kind kind = 0; kind < OBJECT_KIND_COUNT; kind++) {
        struct gathering g = { .kind = kind, .builtin = builtin, .arena = arena };
        if (kinds & 1u << kind)
            RETURN_IF(gather(m, &g, &records[kind], &counts[kind]));
    }
    *out = (struct policy){ .providers = records[OBJECT_PROVIDER], .contexts = records[OBJECT_CONTEXT],
                            .sublayers = records[OBJECT_SUBLAYER], .callouts = records[OBJECT_CALLOUT],
                            .filters = records[OBJECT_FILTER],     .provider_count = counts[OBJECT_PROVIDER],
                            .context_count = counts[OBJECT_CONTEXT], .sublayer_count = counts[OBJECT_SUBLAYER],
                            .callout_count = counts[OBJECT_CALLOUT], .filter_count = counts[OBJECT_FILTER] };
    return WFP_OK;
}

enum wfp_status manage_get(struct manage *m, enum object_kind kind, const struct guid *key, struct arena *arena, void *record)
{
    void                     *structure = NULL;
    const union call_argument arguments[] = { { 0 }, { .in = key }, { .out = &structure } };
    RETURN_IF(manage_call(m, manage_calls[kind].get, arguments));
    union any_record taken;
    enum wfp_status  err = take_copy(kind, structure, arena, &taken);
    FwpmFreeMemory0(&structure);
    if (err == WFP_OK)
        memcpy(record, &taken, sizes[kind]);
    return err;
}

/* --- changing ------------------------------------------------------------------------------------------------------------- */

/* The structure points into the object that it shows. */
static enum wfp_status show_record(enum object_kind kind, const void *record, struct arena *arena, const void **structure)
{
    struct object *o = arena_alloc(arena, sizeof(*o));
    if (!o)
        return WFP_NO_MEMORY;
    o->kind = kind;
    memcpy(&o->key, record, sizes[kind]);
    *structure = show_object(o, false, arena);
    return *structure ? WFP_OK : WFP_NO_MEMORY;
}

enum wfp_status manage_add(struct manage *m, enum object_kind kind, const void *record, uint64_t *id)
{
    struct arena    arena = { 0 };
    const void     *structure;
    uint64_t        given = 0; /* little-endian: a narrow id is its first bytes */
    enum wfp_status err = show_record(kind, record, &arena, &structure);
    if (err == WFP_OK) {
        const union call_argument arguments[] = { { 0 }, { .in = structure }, { .in = NULL }, { .out = &given } };
        err = manage_call(m, manage_calls[kind].add, arguments);
    }
    arena_fini(&arena);
    if (err == WFP_OK && id)
        *id = given;
    return err;
}

enum wfp_status manage_delete(struct manage *m, enum object_kind kind, const struct guid *key)
{
    const union call_argument arguments[] = { { 0 }, { .in = key } };
    return manage_call(m, manage_calls[kind].remove, arguments);
}
