/* The shortest way to a verdict: where one entry is all there is to find, and nobody looks on, its action is the outcome. All else is
 * arbitration (arbiter.c), which comes to the same. */
#include "engine/arbiter.h"
#include "engine/cost.h"
#include "engine/verdict_cache.h"

/* Apart from what most classifies do. */
static __attribute__((noinline)) void classify_measured(const struct ruleset *rules, const struct classify_in *in,
                                                        struct classify_out *out, struct trace *trace)
{
    struct cost_classify m;
    struct terminators   ended;
    struct classify_in   with = *in;
    if (!with.terminators)
        with.terminators = &ended;
    cost_begin(&m, in->cost);
    arbitrate(rules, &with, out, trace, &m);
    cost_end(&m, in->layer->id);
}

/* What decide() makes of nothing_said. */
static inline void decide_alone(const struct classify_in *in, struct classify_out *out, const struct rule *rule, const struct entry *e)
{
    out->action = e->flags & ENTRY_BLOCKS ? ACTION_BLOCK : ACTION_PERMIT;
    out->rights = e->flags & (ENTRY_BLOCKS | ENTRY_CLEARS) ? 0 : RIGHT_ACTION_WRITE;
    out->flags = 0;
    out->rule = rule;
    out->veto = false;
    if (in->terminators) {
        in->terminators->count = 1;
        in->terminators->of[0] = (struct terminator){ rule, out->action };
    }
}

static inline void decide_by_default(const struct classify_in *in, struct classify_out *out)
{
    *out = nothing_said;
    out->action = default_action;
    if (in->terminators)
        in->terminators->count = 0;
}

static inline bool search_plainly(const struct layer_rules *l, const struct numbers *n, const struct classify_in *in, struct classify_out *out)
{
    bool                asked;
    const struct entry *e = walk_one(l, n, in->values, &asked);
    if (e)
        decide_alone(in, out, l->rules[e->rule], e);
    else
        decide_by_default(in, out);
    return asked;
}

/* As run_cached(). */
static __attribute__((noinline)) void search_cached(const struct layer_rules *l, const struct numbers *n, const struct classify_in *in,
                                                    struct classify_out *out)
{
    struct verdict_key key;
    verdict_key_make(&key, l, n);
    if (!verdict_find(in->cache, &key, in, out) && !search_plainly(l, n, in, out))
        verdict_keep(in->cache, &key, in, out);
}

/* Where one entry is all there is to find, with as few steps as it takes. False: it takes more than that. */
static inline bool classify_plainly(const struct layer_rules *l, const struct classify_in *in, struct classify_out *out)
{
    struct numbers n;
    if (!layer_has_one(l)) {
        decide_by_default(in, out);
        return !l->number_count;
    }
    if (l->base_count <= WALK_FEW && !l->forest.scan.count)
        return false;
    if (source_set_is_plain(l->sources))
        numbers_within(&n, l->sources, in->values, false);
    else if (!walk_read(&n, l->sources, in->values))
        return false;
    if (in->cache && l->base_count > WALK_FEW && verdict_cache_looks(in->cache, in->layer->id))
        search_cached(l, &n, in, out);
    else
        (void)search_plainly(l, &n, in, out);
    return true;
}

void engine_classify(const struct ruleset *rules, const struct classify_in *in, struct classify_out *out, struct trace *trace)
{
    if (in->cost && cost_is_due(in->cost))
        classify_measured(rules, in, out, trace);
    else if (trace || !classify_plainly(rules->layers[in->layer->id], in, out))
        arbitrate(rules, in, out, trace, NULL);
}

/* Up to WALK_BATCH headers; false: each has to be classified by itself. */
static bool classify_together(const struct layer_rules *l, const struct classify_in *in, const struct value *const *values, uint32_t count,
                              struct classify_out *out)
{
    const struct entry *found[WALK_BATCH];
    struct walk_batch   b;
    if (!walk_together(&b, l, values, count, found))
        return false;
    for (uint32_t i = 0; i < count; i++) {
        if (found[i])
            decide_alone(in, &out[i], l->rules[found[i]->rule], found[i]);
        else
            decide_by_default(in, &out[i]);
    }
    return true;
}

void engine_classify_batch(const struct ruleset *rules, const struct classify_in *in, const struct value *const *values, uint32_t count,
                           struct classify_out *out)
{
    struct classify_in one = *in;
    for (uint32_t i = 0; i < count;) {
        uint32_t n = count - i < WALK_BATCH ? count - i : WALK_BATCH;
        if (n > 1 && !in->cost && !in->terminators && classify_together(rules->layers[in->layer->id], in, values + i, n, out + i)) {
            i += n;
            continue;
        }
        for (uint32_t end = i + n; i < end; i++) {
            one.values = values[i];
            engine_classify(rules, &one, &out[i], NULL);
        }
    }
}
