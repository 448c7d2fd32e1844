/* wfp show layers and fields. */
#include <string.h>

#include "base/status.h"
#include "base/suggest.h"
#include "model/schema.h"
#include "show.h"

static const char *const layer_prefixes[] = { "FWPM_LAYER_", "FWPS_LAYER_", NULL };

static const char *const direction_words[] = {
    [LAYER_NO_DIRECTION] = "none", [LAYER_INBOUND] = "inbound", [LAYER_OUTBOUND] = "outbound",
    [LAYER_FORWARD] = "forward",   [LAYER_BOTH] = "both",
};

static const char *const offset_words[] = {
    [OFFSET_NONE] = "no packet",
    [OFFSET_MAC_HEADER] = "MAC header",
    [OFFSET_IP_HEADER] = "IP header",
    [OFFSET_TRANSPORT_HEADER] = "transport header",
    [OFFSET_DATA] = "data after the transport header",
    [OFFSET_ICMP_HEADER] = "ICMP header",
    [OFFSET_INNER_IP_HEADER] = "inner IP header",
    [OFFSET_DATA_IN_TRANSPORT_OUT] = "inbound: data after the transport header; outbound: transport header",
    [OFFSET_WHERE_STOPPED] = "where the stack stopped",
    [OFFSET_UNDOCUMENTED] = "not documented",
};

static const char *const family_words[] = { [FAMILY_NONE] = "any", [FAMILY_V4] = "v4", [FAMILY_V6] = "v6" };

/* ---- names ---- */

static const char *kind_word(enum fwpm_field_type kind)
{
    const char *name = enum_name("FWPM_FIELD_TYPE", kind);
    return name ? name + strlen("FWPM_FIELD_") : "unknown";
}

static const char *condition_of(const struct field_row *f)
{
    return condition_rows[f->id].is_condition ? condition_rows[f->id].name : NULL;
}

/* A layer named in full, by key, or as a pair: up to one layer for each family. Returns how many; 0 when unknown. */
static unsigned layers_named(const char *name, const struct layer_row *out[2])
{
    struct guid key;
    bool        discard;
    out[0] = guid_parse(name, &key) ? layer_find_key(&key) : layer_find_name(name);
    if (out[0])
        return 1;
    enum layer_pair pair = pair_find_name(name, &discard);
    unsigned        count = 0;
    for (unsigned i = 0; pair != PAIR_COUNT && i < LAYER_COUNT; i++)
        if (layer_rows[i].pair == pair && layer_rows[i].is_discard == discard && count < 2)
            out[count++] = &layer_rows[i];
    return count;
}

static int unknown_layer(const char *name)
{
    struct suggest s;
    char           hint[SUGGEST_SIZE];
    suggest_init(&s, show_without(name, layer_prefixes));
    layer_names_offer(&s);
    return cli_error(&command_show, "no layer is called %s, `wfp show layers` lists them%s", name,
                     suggest_format(&s, hint, sizeof(hint)));
}

/* ---- layers ---- */

/* Calls `each` with the name, without its prefix, of every bit of `bits` in a group of flags. */
static void for_bits(const char *group, const char *prefix, uint32_t bits, void (*each)(void *, const char *), void *data)
{
    for (const struct name_value *e = enum_names; e->name; e++)
        if (strcmp(e->group, group) == 0 && e->value && (bits & e->value) == e->value)
            each(data, e->name + strlen(prefix));
}

static void for_metadata(const struct layer_row *l, void (*each)(void *, const char *), void *data)
{
    for_bits("FWPS_METADATA_FIELD", "FWPS_METADATA_FIELD_", l->metadata, each, data);
    for_bits("FWPS_L2_METADATA_FIELD", "FWPS_", l->l2_metadata, each, data);
}

static void json_word(void *j, const char *word)
{
    json_put_string(j, NULL, word);
}

static void layer_json(const struct layer_row *l)
{
    struct json j;
    json_init(&j, stdout);
    json_begin_object(&j, NULL);
    json_put_string(&j, "name", l->name);
    json_put_number(&j, "id", l->id);
    show_guid(&j, "key", &l->key);
    json_put_string(&j, "pair", pair_names[l->pair]);
    json_put_string(&j, "family", family_words[l->family]);
    json_put_bool(&j, "kernel", l->is_kernel);
    json_put_bool(&j, "discard", l->is_discard);
    json_put_string(&j, "twin", l->twin == LAYER_ID_NONE ? NULL : layer_rows[l->twin].name);
    json_put_string(&j, "direction", direction_words[l->direction]);
    json_put_string(&j, "indicated", l->indicated);
    json_put_string(&j, "offset", offset_words[l->offset]);
    json_begin_array(&j, "flags");
    for_bits("FWPM_LAYER_FLAG", "FWPM_LAYER_FLAG_", l->flags, json_word, &j);
    json_end_array(&j);
    json_begin_array(&j, "metadata");
    for_metadata(l, json_word, &j);
    json_end_array(&j);
    json_put_number(&j, "fields", l->field_count);
    json_end_object(&j);
    json_line(&j);
}

struct list {
    char   text[1024];
    size_t used;
};

static void list_word(void *data, const char *word)
{
    struct list *l = data;
    size_t       left = sizeof(l->text) - l->used;
    int          n = snprintf(l->text + l->used, left, "%s%s", l->used ? ", " : "", word);
    l->used += n > 0 && (size_t)n < left ? (size_t)n : 0;
}

static void detail(struct table *t, const char *what, const char *text)
{
    table_cell(t, "%s", what);
    table_cell(t, "%s", text && *text ? text : "none");
}

static void layer_detail(const struct layer_row *l)
{
    struct table *t = table_new(2);
    struct list   flags = { .used = 0 }, metadata = { .used = 0 };
    char          key[GUID_TEXT_SIZE];
    for_bits("FWPM_LAYER_FLAG", "FWPM_LAYER_FLAG_", l->flags, list_word, &flags);
    for_metadata(l, list_word, &metadata);
    detail(t, "layer", l->name);
    table_cell(t, "id");
    table_cell(t, "%u", l->id);
    detail(t, "key", guid_format(&l->key, key));
    detail(t, "mode", l->is_kernel ? "kernel" : "user");
    detail(t, "direction", direction_words[l->direction]);
    detail(t, "indicated", l->indicated);
    detail(t, l->is_discard ? "twin of" : "discard twin", l->twin == LAYER_ID_NONE ? NULL : layer_rows[l->twin].name);
    detail(t, "data offset", offset_words[l->offset]);
    detail(t, "flags", flags.text);
    detail(t, "metadata", metadata.text);
    table_cell(t, "fields");
    table_cell(t, "%u", l->field_count);
    table_print(t, stdout);
}

static void all_layers(void)
{
    struct table *t = table_new(5);
    char          key[GUID_TEXT_SIZE];
    table_cell(t, "ID");
    table_cell(t, "LAYER");
    table_cell(t, "KEY");
    table_cell(t, "FIELDS");
    table_cell(t, "INDICATED");
    for (unsigned i = 0; i < LAYER_COUNT; i++) {
        table_cell(t, "%u", i);
        table_cell(t, "%s", layer_rows[i].name);
        table_cell(t, "%s", guid_format(&layer_rows[i].key, key));
        table_cell(t, "%u", layer_rows[i].field_count);
        table_cell(t, "%s", layer_rows[i].indicated);
    }
    table_print(t, stdout);
}

int show_layers(const char *name, bool json)
{
    const struct layer_row *some[2];
    unsigned                count = name ? layers_named(name, some) : LAYER_COUNT;
    if (count == 0)
        return unknown_layer(name);
    if (!name && !json) {
        all_layers();
        return EXIT_GOOD;
    }
    for (unsigned i = 0; i < count; i++) {
        const struct layer_row *l = name ? some[i] : &layer_rows[i];
        if (!json && i > 0)
            putchar('\n');
        (json ? layer_json : layer_detail)(l);
    }
    return EXIT_GOOD;
}

/* ---- fields ---- */

static void fields_json(const struct layer_row *l)
{
    struct json j;
    json_init(&j, stdout);
    for (unsigned i = 0; i < l->field_count; i++) {
        const struct field_row *f = &l->fields[i];
        json_begin_object(&j, NULL);
        json_put_string(&j, "layer", l->name);
        json_put_number(&j, "index", i);
        json_put_string(&j, "field", f->name);
        json_put_string(&j, "type", show_type(f->type));
        json_put_string(&j, "kind", kind_word(f->kind));
        json_put_string(&j, "condition", condition_of(f));
        json_put_bool(&j, "inferred", f->inferred);
        json_end_object(&j);
        json_line(&j);
    }
}

/* "IP_LOCAL_PORT", or both families' words when they differ. */
static void both_cell(struct table *t, const char *a, const char *b)
{
    if (strcmp(a, b) == 0)
        table_cell(t, "%s", a);
    else
        table_cell(t, "%s / %s", a, b);
}

/* One row a field; `b` is the other family's layer, or `a` again. Both have the same conditions in the same order. */
static void fields_rows(struct table *t, const char *title, const struct layer_row *a, const struct layer_row *b)
{
    for (unsigned i = 0; i < a->field_count; i++) {
        const struct field_row *f = &a->fields[i], *g = &b->fields[i];
        const char             *condition = condition_of(f);
        if (title)
            table_cell(t, "%s", title);
        table_cell(t, "%u", i);
        both_cell(t, f->name, g->name);
        both_cell(t, show_type(f->type), show_type(g->type));
        table_cell(t, "%s", condition ? condition : "-");
    }
}

static struct table *fields_table(bool with_layer)
{
    struct table *t = table_new(with_layer ? 5 : 4);
    if (with_layer)
        table_cell(t, "LAYER");
    table_cell(t, "INDEX");
    table_cell(t, "FIELD");
    table_cell(t, "TYPE");
    table_cell(t, "CONDITION");
    return t;
}

static void all_fields(bool json)
{
    struct table *t = json ? NULL : fields_table(true);
    for (unsigned p = 0; p < PAIR_COUNT; p++) {
        const struct layer_row *some[2];
        unsigned                count = layers_named(pair_names[p], some);
        if (!json)
            fields_rows(t, pair_names[p], some[0], some[count - 1]);
        for (unsigned i = 0; json && i < count; i++)
            fields_json(some[i]);
    }
    if (!json)
        table_print(t, stdout);
}

int show_fields(const char *name, bool json)
{
    const struct layer_row *some[2];
    unsigned                count = name ? layers_named(name, some) : 0;
    if (!name) {
        all_fields(json);
        return EXIT_GOOD;
    }
    if (count == 0)
        return unknown_layer(name);
    if (!json) {
        struct table *t = fields_table(false);
        fields_rows(t, NULL, some[0], some[count - 1]);
        table_print(t, stdout);
    }
    for (unsigned i = 0; json && i < count; i++)
        fields_json(some[i]);
    return EXIT_GOOD;
}
