/* wfp show providers, contexts, sublayers, callouts and filters: the objects of the running engine. */
#include <inttypes.h>
#include <stdlib.h>
#include <strings.h>

#include "bfe/objects.h"
#include "live.h"
#include "model/words.h"
#include "show.h"

/* The columns of a kind. */
struct columns {
    const char *const *heads;
    unsigned           count;
    void (*row)(struct table *t, const struct policy *p, struct live_object o);
};

static void key_cell(struct table *t, const struct guid *key)
{
    char text[GUID_TEXT_SIZE];
    table_cell(t, "%s", guid_format(key, text));
}

/* An object by its name, with its key where it has none here. */
static void reference_cell(struct table *t, const struct policy *p, enum object_kind kind, enum builtin_kind builtin,
                           const struct guid *key)
{
    const struct builtin_row *row = builtin_find_key(builtin, key);
    for (uint32_t i = 0; i < live_count(p, kind); i++)
        if (guid_equal(live_key(live_at(p, kind, i)), key) && !row) {
            table_cell(t, "%s", live_name(live_at(p, kind, i)));
            return;
        }
    if (row)
        table_cell(t, "%s", builtin_short_name(row));
    else if (guid_is_zero(key))
        table_cell(t, "-");
    else
        key_cell(t, key);
}

static const char *life(struct live_object o)
{
    if (o.kind == OBJECT_FILTER && ((const struct filter *)o.record)->flags & FILTER_FLAG_BOOTTIME)
        return "boot";
    return live_is_persistent(o) ? "persistent" : "-";
}

static void provider_row(struct table *t, const struct policy *p, struct live_object o)
{
    const struct provider *r = o.record;
    (void)p;
    key_cell(t, &r->key);
    table_cell(t, "%s", r->name);
    table_cell(t, "%s", r->flags & PROVIDER_FLAG_DISABLED ? "disabled" : life(o));
    table_cell(t, "%s", r->service ? r->service : "-");
}

static void context_row(struct table *t, const struct policy *p, struct live_object o)
{
    const struct provider_context *r = o.record;
    const char                    *type = enum_name("FWPM_PROVIDER_CONTEXT_TYPE", r->type);
    table_cell(t, "%" PRIu64, r->id);
    key_cell(t, &r->key);
    table_cell(t, "%s", r->name);
    table_cell(t, "%s", type ? type : "?");
    table_cell(t, "%s", life(o));
    reference_cell(t, p, OBJECT_PROVIDER, BUILTIN_PROVIDER, &r->provider);
}

static void sublayer_row(struct table *t, const struct policy *p, struct live_object o)
{
    const struct sublayer *r = o.record;
    table_cell(t, "%u", r->weight);
    key_cell(t, &r->key);
    table_cell(t, "%s", r->name);
    table_cell(t, "%s", life(o));
    reference_cell(t, p, OBJECT_PROVIDER, BUILTIN_PROVIDER, &r->provider);
}

static void callout_row(struct table *t, const struct policy *p, struct live_object o)
{
    const struct callout *r = o.record;
    table_cell(t, "%" PRIu32, r->id);
    key_cell(t, &r->key);
    table_cell(t, "%s", r->name);
    table_cell(t, "%s", r->layer < LAYER_COUNT ? layer_rows[r->layer].name : "?");
    table_cell(t, "%s", r->flags & CALLOUT_OBJECT_FLAG_REGISTERED ? "yes" : "no");
    table_cell(t, "%s", life(o));
    reference_cell(t, p, OBJECT_PROVIDER, BUILTIN_PROVIDER, &r->provider);
}

static void filter_row(struct table *t, const struct policy *p, struct live_object o)
{
    const struct filter *r = o.record;
    char                *conditions = live_conditions(r);
    table_cell(t, "%" PRIu64, r->id);
    table_cell(t, "%s", r->name);
    table_cell(t, "%s", layer_rows[r->layer].name);
    reference_cell(t, p, OBJECT_SUBLAYER, BUILTIN_SUBLAYER,
                   guid_is_zero(&r->sublayer) ? sublayer_universal_key() : &r->sublayer);
    table_cell(t, "0x%" PRIx64, r->effective_weight);
    table_cell(t, "%s%s", action_word(r->action), r->flags & FILTER_FLAG_DISABLED ? " (disabled)" : "");
    table_cell(t, "%s", life(o));
    table_cell(t, "%s", conditions && *conditions ? conditions : "everything");
    free(conditions);
}

static const char *const provider_heads[] = { "KEY", "NAME", "LIFE", "SERVICE" };
static const char *const context_heads[] = { "ID", "KEY", "NAME", "TYPE", "LIFE", "PROVIDER" };
static const char *const sublayer_heads[] = { "WEIGHT", "KEY", "NAME", "LIFE", "PROVIDER" };
static const char *const callout_heads[] = { "ID", "KEY", "NAME", "LAYER", "REGISTERED", "LIFE", "PROVIDER" };
static const char *const filter_heads[] = { "ID", "NAME", "LAYER", "SUBLAYER", "WEIGHT", "ACTION", "LIFE", "CONDITIONS" };

static const struct columns columns[OBJECT_KIND_COUNT] = {
    [OBJECT_PROVIDER] = { provider_heads, COUNT_OF(provider_heads), provider_row },
    [OBJECT_CONTEXT] = { context_heads, COUNT_OF(context_heads), context_row },
    [OBJECT_SUBLAYER] = { sublayer_heads, COUNT_OF(sublayer_heads), sublayer_row },
    [OBJECT_CALLOUT] = { callout_heads, COUNT_OF(callout_heads), callout_row },
    [OBJECT_FILTER] = { filter_heads, COUNT_OF(filter_heads), filter_row },
};

/* Filters may also be picked by their layer, or both layers of a pair. */
static bool is_at_layer(struct live_object o, const char *name)
{
    bool                    discard;
    const struct layer_row *layer = layer_find_name(name), *own;
    enum layer_pair         pair = layer ? PAIR_COUNT : pair_find_name(name, &discard);
    if (o.kind != OBJECT_FILTER)
        return false;
    own = &layer_rows[((const struct filter *)o.record)->layer];
    return layer ? layer == own : pair != PAIR_COUNT && own->pair == pair && own->is_discard == discard;
}

static bool is_wanted(struct live_object o, const char *name)
{
    return !name || live_is_called(o, name) || is_at_layer(o, name);
}

static int print(const struct policy *p, enum object_kind kind, const char *name, bool json)
{
    const struct columns *cs = &columns[kind];
    struct table         *t = table_new(cs->count);
    unsigned              shown = 0;
    for (unsigned i = 0; i < cs->count; i++)
        table_cell(t, "%s", cs->heads[i]);
    for (uint32_t i = 0; i < live_count(p, kind); i++) {
        struct live_object o = live_at(p, kind, i);
        if (!is_wanted(o, name))
            continue;
        shown++;
        if (json)
            live_print_json(live_json(p, o));
        else
            cs->row(t, p, o);
    }
    if (json || (name && !shown))
        table_free(t);
    else
        table_print(t, stdout);
    if (name && !shown)
        cli_error(&command_show, "there is no %s %.100s", live_kind_names[kind], name);
    return name && !shown ? EXIT_REFUSED : EXIT_GOOD;
}

/* The others are read as well, for their names. */
static int show_kind(enum object_kind kind, const char *name, bool json)
{
    struct manage *m;
    struct arena   arena = { 0 };
    struct policy  p;
    unsigned       kinds = MANAGE_ALL_KINDS & ~(kind == OBJECT_FILTER ? 0 : 1u << OBJECT_FILTER);
    int            code = live_open(&command_show, &m);
    if (code)
        return code;
    enum wfp_status err = manage_read(m, kinds, true, &arena, &p);
    code = err ? live_fail(&command_show, err, "%s", live_kind_plurals[kind]) : print(&p, kind, name, json);
    arena_fini(&arena);
    manage_close(m);
    return code;
}

int show_providers(const char *name, bool json)
{
    return show_kind(OBJECT_PROVIDER, name, json);
}

int show_contexts(const char *name, bool json)
{
    return show_kind(OBJECT_CONTEXT, name, json);
}

int show_sublayers(const char *name, bool json)
{
    return show_kind(OBJECT_SUBLAYER, name, json);
}

int show_callouts(const char *name, bool json)
{
    return show_kind(OBJECT_CALLOUT, name, json);
}

int show_filters(const char *name, bool json)
{
    return show_kind(OBJECT_FILTER, name, json);
}
