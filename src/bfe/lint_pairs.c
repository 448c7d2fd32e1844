/* Checks that compare filters of a layer with those above them. */
#include "bfe/linter.h"
#include "model/words.h"

/* Acts whenever it matches (B-003, B-026). */
static bool always_terminates(const struct rule *r)
{
    return r->action == ACTION_BLOCK || r->action == ACTION_PERMIT || r->action == ACTION_CALLOUT_TERMINATING;
}

static bool may_terminate(const struct rule *r)
{
    return r->action != ACTION_CALLOUT_INSPECTION;
}

static bool decides(const struct rule *r)
{
    return r->action == ACTION_BLOCK || r->action == ACTION_PERMIT;
}

/* A filter's block is hard by itself, its permit only with the flag (B-015, B-017). */
static bool is_hard(const struct rule *r)
{
    return r->action == ACTION_BLOCK || (r->action == ACTION_PERMIT && (r->flags & FILTER_FLAG_CLEAR_ACTION_RIGHT));
}

/* Nothing of other action stands above `at` in its sublayer for the packets of `below`. */
static bool is_reached(struct linter *l, const struct lint_layer *layer, uint32_t at, const struct candidate *below)
{
    const struct rule *rule = layer->candidates[at].rule;
    for (uint32_t i = at; i-- > 0 && layer->candidates[i].rule->sublayer == rule->sublayer;) {
        const struct candidate *c = &layer->candidates[i];
        if (l->pairs_left == 0)
            return false; /* not proved */
        l->pairs_left--;
        if (may_terminate(c->rule) && c->rule->action != rule->action && !shape_disjoint(&c->shape, &below->shape))
            return false;
    }
    return true;
}

/* What was found about a filter already; one finding of a kind is enough. */
struct found {
    bool shadowed, equal, beaten, sublayer;
};

static void check_same_sublayer(struct linter *l, const struct candidate *above, const struct candidate *c,
                                struct found *found)
{
    bool equal = above->rule->weight == c->rule->weight;
    if (equal && !found->equal && decides(c->rule) && decides(above->rule) && above->rule->action != c->rule->action &&
        !shape_disjoint(&above->shape, &c->shape)) {
        found->equal = true;
        lint_add(l, LINT_EQUAL_WEIGHT, c->rule, above->rule,
                 "it overlaps with %s \"%s\" and has the same weight 0x%llx in sublayer %s, so which decides is unspecified; "
                 "give one of them another weight", action_word(above->rule->action), above->rule->name,
                 (unsigned long long)c->rule->weight, c->rule->sublayer->name);
    } else if (!found->shadowed && !equal && always_terminates(above->rule) &&
               shape_contains(&above->shape, &c->shape)) {
        found->shadowed = true;
        lint_add(l, LINT_SHADOWED, c->rule, above->rule,
                 "%s \"%s\" stands above it in sublayer %s and matches all that it matches; raise its weight or remove it",
                 action_word(above->rule->action), above->rule->name, c->rule->sublayer->name);
    }
}

/* A hard action in a sublayer above that covers the filter: nothing below turns it (B-011, B-014). */
static void check_other_sublayer(struct linter *l, const struct lint_layer *layer, uint32_t at,
                                 const struct candidate *c,
                                 struct found *found)
{
    const struct candidate *above = &layer->candidates[at];
    bool                    clears = c->rule->flags & FILTER_FLAG_CLEAR_ACTION_RIGHT;
    bool                    veto = c->rule->action == ACTION_BLOCK && clears; /* B-012 */
    if (found->beaten || veto || !decides(c->rule) || above->rule->action == c->rule->action || !is_hard(above->rule))
        return;
    if (!shape_contains(&above->shape, &c->shape) || !is_reached(l, layer, at, c))
        return;
    found->beaten = true;
    if (c->rule->action == ACTION_PERMIT)
        lint_add(l, LINT_PERMIT_NEVER_WINS, c->rule, above->rule,
                 "block \"%s\" in sublayer %s, which comes first, is hard and covers it; put a permit above it in that sublayer",
                 above->rule->name, above->rule->sublayer->name);
    else
        lint_add(l, LINT_BLOCK_NEVER_WINS, c->rule, above->rule,
                 "permit \"%s\" in sublayer %s has clearActionRight, comes first and covers it; set clearActionRight here too",
                 above->rule->name, above->rule->sublayer->name);
}

static void check_sublayer_weights(struct linter *l, const struct candidate *above, const struct candidate *c,
                                   struct found *found)
{
    if (found->sublayer || above->rule->sublayer->weight != c->rule->sublayer->weight || !decides(c->rule) ||
        !decides(above->rule) ||
        above->rule->action == c->rule->action || shape_disjoint(&above->shape, &c->shape))
        return;
    found->sublayer = true;
    lint_add(l, LINT_EQUAL_SUBLAYER_WEIGHT, c->rule, above->rule,
             "sublayers %s and %s both have weight %u, so whether %s \"%s\" comes first is unspecified; give them two weights",
             c->rule->sublayer->name, above->rule->sublayer->name, c->rule->sublayer->weight, action_word(above->rule->action),
             above->rule->name);
}

static void compare(struct linter *l, const struct lint_layer *layer, uint32_t i)
{
    const struct candidate *c = &layer->candidates[i];
    struct found            found = { false };
    for (uint32_t k = 0; k < i; k++) {
        const struct candidate *above = &layer->candidates[k];
        if (above->rule->sublayer == c->rule->sublayer) {
            check_same_sublayer(l, above, c, &found);
            continue;
        }
        check_other_sublayer(l, layer, k, c, &found);
        check_sublayer_weights(l, above, c, &found);
    }
}

void lint_pairs(struct linter *l, const struct lint_layer *layer)
{
    for (uint32_t i = 0; i < layer->count; i++) {
        if (i > l->pairs_left) {
            lint_add(l, LINT_TOO_MANY_PAIRS, layer->candidates[i].rule, NULL,
                     "from here on filters of %s were not compared with those above them", layer->row->name);
            l->pairs_left = 0;
            return;
        }
        l->pairs_left -= i;
        compare(l, layer, i);
    }
}
