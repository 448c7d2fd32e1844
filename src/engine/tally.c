#include "engine/tally.h"

#include "base/mix.h"
#include "engine/index.h"

static void add_to(uint32_t *count, int by)
{
    *count += (uint32_t)by;
}

/* A callout that is not registered answers the same for all frames. */
static bool is_singly(const struct rule *rule)
{
    return rule->callout_ops && !(rule->callout_flags & CALLOUT_FLAG_ALLOW_L2_BATCH_CLASSIFY);
}

bool rule_ends(const struct rule *rule)
{
    return !(rule->action & ACTION_FLAG_CALLOUT) && (rule->action & ACTION_FLAG_TERMINATING);
}

void tally_add(struct tally *t, const struct rule *rule, int by)
{
    for (uint32_t i = 0; i < rule->condition_count; i++) {
        int at = layer_field_index(&layer_rows[rule->layer], rule->conditions[i].field);
        if (at >= 0)
            add_to(&t->fields[at], by);
    }
    add_to(&t->all_fields, rule->callout_ops ? by : 0);
    add_to(&t->unsure, rule_ends(rule) ? 0 : by);
    add_to(&t->singly, is_singly(rule) ? by : 0);
    t->mark += by > 0 ? mix64(rule->id) : -mix64(rule->id);
}

enum wfp_status tally_wanted(const struct tally *t, struct arena *arena, const struct layer_row *layer, struct layer_rules *l)
{
    uint8_t *out = arena_array(arena, layer->field_count, sizeof(*out));
    if (!out)
        return WFP_NO_MEMORY;
    l->wanted_count = 0;
    for (uint32_t i = 0; i < layer->field_count; i++)
        if (t->fields[i] || t->all_fields)
            out[l->wanted_count++] = (uint8_t)i;
    l->wanted = out;
    l->first_decides = t->unsure == 0 && layer->pair != PAIR_STREAM && l->sublayer_count < ENTRY_SPANS;
    return WFP_OK;
}
