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

void tally_wanted(struct layer_rules *l)
{
    l->wanted_count = 0;
    for (uint32_t i = 0; i < layer_rows[l->layer].field_count; i++)
        if (l->tally.fields[i] || l->tally.all_fields)
            l->wanted[l->wanted_count++] = (uint8_t)i;
    bool told_apart = layer_rows[l->layer].pair != PAIR_STREAM && l->sublayer_count < ENTRY_SPANS;
    l->first_decides = told_apart && l->tally.unsure == 0;
    l->few_go_on = told_apart && l->tally.unsure <= l->count / 4;
}
