#include "engine/remake.h"

#include <stdlib.h>

struct remake {
    const struct rule **rules; /* some of them in the memory of the layer that was, which stays for as long as this does */
    uint32_t            count, room;
    struct stock       *stock; /* of those that came; keeps the others that have memory of their own */
};

static enum wfp_status put(struct remake *m, const struct rule *rule)
{
    if (m->count == m->room) {
        uint32_t            room = 2 * m->room + 8;
        const struct rule **rules = realloc(m->rules, room * sizeof(*rules));
        if (!rules)
            return WFP_NO_MEMORY;
        m->rules = rules;
        m->room = room;
    }
    m->rules[m->count++] = rule;
    return WFP_OK;
}

/* Nothing comes later to a layer of so few: its rules are those of its base. */
struct remake *remake_begin(const struct layer_rules *was)
{
    struct remake *m = calloc(1, sizeof(*m));
    if (!m)
        return NULL;
    m->stock = stock_new();
    enum wfp_status err = m->stock ? WFP_OK : WFP_NO_MEMORY;
    for (uint32_t i = 0; err == WFP_OK && i < was->count; i++)
        err = put(m, was->rules[i]);
    if (err == WFP_OK)
        return m;
    remake_free(m);
    return NULL;
}

enum wfp_status remake_add(struct remake *m, struct builder *b, const struct filter *f)
{
    struct rule *rule;
    RETURN_IF(make_rule(b, f, m->stock, m->stock, &rule));
    return put(m, rule);
}

bool remake_delete(struct remake *m, uint64_t id)
{
    uint32_t at = 0;
    while (at < m->count && m->rules[at]->id != id)
        at++;
    if (at == m->count)
        return false;
    m->rules[at] = m->rules[--m->count];
    return true;
}

enum wfp_status remake_finish(struct remake *m, const struct builder *b, const struct layer_rules **out)
{
    struct layer_input in = { .count = m->count, .sublayers = b->sublayers, .sublayer_count = b->sublayer_count,
                              .generation = b->in->generation };
    struct layer_rules *made;
    if (!m->count) {
        *out = layer_empty();
        return WFP_OK;
    }
    rank_rules(m->rules, m->count);
    in.layer = m->rules[0]->layer;
    RETURN_IF(layer_build_moved(m->rules, &in, &made));
    *out = made;
    return WFP_OK;
}

void remake_free(struct remake *m)
{
    if (!m)
        return;
    stock_put(m->stock);
    free(m->rules);
    free(m);
}
