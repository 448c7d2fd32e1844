/* The linear index: every rule in rank order. The oracle of every faster index; its own is match_conditions(). */
#include "engine/index.h"

uint32_t index_linear(const struct ruleset *rules, const struct classify_in *in, const struct rule **out, uint32_t max)
{
    const struct layer_rules *l = &rules->layers[in->layer->id];
    struct scan_state         state;
    uint32_t                  found = 0;
    scan_start(&l->scan, in->values, &state);
    for (uint32_t i = layer_next_match(l, in->values, &state, 0, l->count); i < l->count;
         i = layer_next_match(l, in->values, &state, i + 1, l->count)) {
        if (found < max)
            out[found] = l->rules[i];
        found++;
    }
    return found;
}
