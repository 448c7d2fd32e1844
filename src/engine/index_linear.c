/* The linear index: every rule in rank order. The oracle of every faster index. */
#include "engine/index.h"

uint32_t index_linear(const struct ruleset *rules, const struct classify_in *in, const struct rule **out, uint32_t max)
{
    const struct layer_rules *l = &rules->layers[in->layer->id];
    const struct value       *values = classify_values(in);
    uint32_t                  found = 0;
    for (uint32_t i = layer_next_match(l, values, 0, l->count); i < l->count;
         i = layer_next_match(l, values, i + 1, l->count)) {
        if (found < max)
            out[found] = l->rules[i];
        found++;
    }
    return found;
}
