#include "model/schema.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/status.h"
#include "base/suggest.h"
#include "model/metadata.h"

static const char *without_prefix(const char *name, const char *const *prefixes)
{
    for (; *prefixes; prefixes++) {
        size_t n = strlen(*prefixes);
        if (strncasecmp(name, *prefixes, n) == 0)
            return name + n;
    }
    return name;
}

static const char *const layer_prefixes[] = { "FWPM_LAYER_", "FWPS_LAYER_", NULL };
static const char *const condition_prefixes[] = { "FWPM_CONDITION_", NULL };

const struct layer_row *layer_of(enum layer_pair pair, enum family family)
{
    uint16_t id = layer_ids_by_pair[pair][family][0];
    if (id == LAYER_ID_NONE)
        id = layer_ids_by_pair[pair][FAMILY_NONE][0];
    return id == LAYER_ID_NONE ? NULL : &layer_rows[id];
}

const struct layer_row *layer_find_key(const struct guid *key)
{
    for (unsigned i = 0; i < LAYER_COUNT; i++)
        if (guid_equal(&layer_rows[i].key, key))
            return &layer_rows[i];
    return NULL;
}

void layer_names_offer(struct suggest *s)
{
    for (unsigned i = 0; i < PAIR_COUNT; i++)
        suggest_offer(s, pair_names[i]);
    for (unsigned i = 0; i < LAYER_COUNT; i++)
        suggest_offer(s, layer_rows[i].name);
}

const struct layer_row *layer_find_name(const char *name)
{
    name = without_prefix(name, layer_prefixes);
    for (unsigned i = 0; i < LAYER_COUNT; i++)
        if (strcasecmp(layer_rows[i].name, name) == 0)
            return &layer_rows[i];
    return NULL;
}

enum layer_pair pair_find_name(const char *name, bool *is_discard)
{
    static const char suffix[] = "_DISCARD";
    name = without_prefix(name, layer_prefixes);
    size_t n = strlen(name);
    *is_discard = n > sizeof(suffix) - 1 && strcasecmp(name + n - (sizeof(suffix) - 1), suffix) == 0;
    if (*is_discard)
        n -= sizeof(suffix) - 1;
    for (unsigned i = 0; i < PAIR_COUNT; i++)
        if (strlen(pair_names[i]) == n && strncasecmp(pair_names[i], name, n) == 0)
            return (enum layer_pair)i;
    return PAIR_COUNT;
}

const struct layer_row *layer_discard_twin(const struct layer_row *layer)
{
    return layer->is_discard || layer->twin == LAYER_ID_NONE ? NULL : &layer_rows[layer->twin];
}

enum field_id condition_find_key(const struct guid *key)
{
    for (unsigned i = 0; i < FIELD_COUNT; i++)
        if (condition_rows[i].is_condition && guid_equal(&condition_rows[i].key, key))
            return (enum field_id)i;
    return FIELD_NONE;
}

enum field_id condition_find_name(const char *name)
{
    name = without_prefix(name, condition_prefixes);
    for (unsigned i = 0; i < FIELD_COUNT; i++)
        if (condition_rows[i].is_condition && strcasecmp(condition_rows[i].name, name) == 0)
            return (enum field_id)i;
    for (unsigned i = 0; i < condition_alias_count; i++)
        if (strcasecmp(condition_aliases[i].name, name) == 0)
            return condition_aliases[i].of;
    return FIELD_NONE;
}

bool enum_find(const char *group, const char *name, uint32_t *value)
{
    size_t n = strlen(group);
    for (const struct name_value *e = enum_names; e->name; e++) {
        if (strcmp(e->group, group) != 0)
            continue;
        bool shared = strncmp(e->name, group, n) == 0 && e->name[n] == '_';
        if (strcasecmp(e->name, name) == 0 || (shared && strcasecmp(e->name + n + 1, name) == 0)) {
            *value = e->value;
            return true;
        }
    }
    return false;
}

const char *enum_name(const char *group, uint32_t value)
{
    for (const struct name_value *e = enum_names; e->name; e++)
        if (e->value == value && strcmp(e->group, group) == 0)
            return e->name;
    return NULL;
}

const char *discard_reason_name(const struct discard_reason *r)
{
    static const struct {
        const char *group, *prefix;
    } modules[] = {
        [DISCARD_MODULE_NETWORK] = { "IP_DISCARD_REASON", "IpDiscard" },
        [DISCARD_MODULE_TRANSPORT] = { "INET_DISCARD_REASON", "InetDiscard" },
        [DISCARD_MODULE_GENERAL] = { "FWPS_GENERAL_DISCARD_REASON", "FWPS_DISCARD_" },
    };
    if (r->module >= COUNT_OF(modules))
        return "unknown";
    const char *name = enum_name(modules[r->module].group, r->reason);
    size_t      n = strlen(modules[r->module].prefix);
    if (!name)
        return "unknown";
    return strncmp(name, modules[r->module].prefix, n) == 0 ? name + n : name;
}
