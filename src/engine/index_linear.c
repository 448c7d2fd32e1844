/* The two ways to list the matching rules of a layer: one by one, and by the index. The first is the oracle of the second; its own
 * is match_conditions(). */
#include "engine/index.h"

uint32_t index_linear(const struct ruleset *rules, const struct classify_in *in, const struct rule **out, uint32_t max)
{
    const struct layer_rules *l = rules->layers[in->layer->id];
    uint32_t                  found = 0;
    for (uint32_t i = layer_next(l, 0); i != UINT32_MAX; i = layer_next(l, layer_order(l, i) + 1)) {
        if (!program_match(&l->programs[i], in->values))
            continue;
        if (found < max)
            out[found] = l->rules[i];
        found++;
    }
    return found;
}

uint32_t index_matches(const struct ruleset *rules, const struct classify_in *in, const struct rule **out, uint32_t max)
{
    struct walk        w;
    const struct rule *rule;
    uint32_t           found = 0;
    walk_open(&w, rules->layers[in->layer->id], in->values);
    walk_search(&w, true);
    while ((rule = walk_next(&w)) != NULL) {
        if (found < max)
            out[found] = rule;
        found++;
    }
    return found;
}
