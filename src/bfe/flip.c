#include "bfe/flip.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "bfe/compile.h"
#include "bfe/weight.h"
#include "engine/match.h"

#define MAX_TRIED 256u /* filters of the layer that are tried; the rest is left to FLIP_ADD */

/* A trial: a copy of the policy's filters with one more place, of which one is changed at a time. */
struct trial {
    const struct policy          *policy;
    const struct callout_binding *bindings;
    uint32_t                      binding_count;
    const struct classify_in     *in;
    struct filter                *filters;
    struct sublayer              *sublayers;
    enum action_type              before;
};

static enum action_type opposite(enum action_type a)
{
    return a == ACTION_BLOCK ? ACTION_PERMIT : ACTION_BLOCK;
}

/* Decides under the first `filters` and `sublayers` of the trial. */
static enum wfp_status ask(const struct trial *t, uint32_t filters, uint32_t sublayers, enum action_type *out)
{
    struct policy       p = *t->policy;
    struct ruleset     *rules;
    struct classify_out answer;
    p.filters = t->filters;
    p.filter_count = filters;
    p.sublayers = t->sublayers;
    p.sublayer_count = sublayers;
    RETURN_IF(bfe_compile(&p, t->bindings, t->binding_count, 1, &rules));
    engine_classify(rules, t->in, &answer, NULL);
    *out = answer.action;
    ruleset_free(rules);
    return WFP_OK;
}

/* Tries one filter changed to *changed; restores it. */
static enum wfp_status try_filter(struct trial *t, uint32_t at, const struct filter *changed, bool *flips)
{
    struct filter    kept = t->filters[at];
    enum action_type answer = t->before;
    t->filters[at] = *changed;
    enum wfp_status err = ask(t, t->policy->filter_count, t->policy->sublayer_count, &answer);
    t->filters[at] = kept;
    *flips = answer != t->before;
    return err;
}

static bool is_callout(const struct filter *f)
{
    return (f->action & ACTION_FLAG_CALLOUT) != 0;
}

/* The weight that the filter would have with one alternative more in the group of a condition: it ranks by that, not as if
 * the group were gone. `room` takes one condition more than the filter has. */
static uint64_t weight_when_wider(const struct filter *f, uint32_t failed, struct condition *room)
{
    struct filter wider = *f;
    memcpy(room, f->conditions, f->condition_count * sizeof(*room));
    room[wider.condition_count++] = (struct condition){ .field = f->conditions[failed].field, .match = MATCH_EQUAL };
    wider.conditions = room;
    return bfe_effective_weight(&wider);
}

/* Drops the group of conditions that does not hold: what a widened condition would do for this packet. */
static uint32_t without_group(const struct filter *f, uint32_t failed, struct condition *out)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < f->condition_count; i++)
        if (f->conditions[i].field != f->conditions[failed].field)
            out[n++] = f->conditions[i];
    return n;
}

static enum wfp_status change_condition(struct trial *t, uint32_t at, uint32_t failed, struct flip *best)
{
    struct filter     changed = t->filters[at];
    struct condition *left = calloc(changed.condition_count + 1u, sizeof(*left));
    bool              flips;
    if (!left)
        return WFP_NO_MEMORY;
    uint64_t weight = weight_when_wider(&changed, failed, left);
    changed.weight = (struct value){ .type = TYPE_UINT64, .u64 = &weight };
    changed.condition_count = without_group(&changed, failed, left);
    changed.conditions = left;
    enum wfp_status err = try_filter(t, at, &changed, &flips);
    if (!err && flips)
        *best = (struct flip){ FLIP_CONDITION, &t->policy->filters[at], failed, opposite(t->before) };
    free(left);
    return err;
}

/* The change of a matching filter that belongs to a kind; false when the kind does not fit the filter. */
static bool changed_by(enum flip_kind kind, const struct trial *t, struct filter *f)
{
    static uint64_t top = UINT64_MAX;
    switch (kind) {
    case FLIP_CLEAR_FLAG:
        if (!(f->flags & FILTER_FLAG_CLEAR_ACTION_RIGHT))
            return false;
        f->flags &= ~(uint32_t)FILTER_FLAG_CLEAR_ACTION_RIGHT;
        return true;
    case FLIP_SET_FLAG:
        if (f->flags & FILTER_FLAG_CLEAR_ACTION_RIGHT)
            return false;
        f->flags |= FILTER_FLAG_CLEAR_ACTION_RIGHT;
        return true;
    case FLIP_ACTION:
        if (is_callout(f))
            return false;
        f->action = opposite(t->before);
        return true;
    case FLIP_DISABLE:
        f->flags |= FILTER_FLAG_DISABLED;
        return true;
    case FLIP_RAISE:
        f->weight = (struct value){ .type = TYPE_UINT64, .u64 = &top };
        return true;
    case FLIP_CONDITION:
    case FLIP_ADD:
    case FLIP_NONE:
        break;
    }
    return false;
}

static enum wfp_status try_kind(struct trial *t, enum flip_kind kind, struct flip *best)
{
    uint32_t tried = 0;
    for (uint32_t i = 0; i < t->policy->filter_count && best->kind == FLIP_NONE && tried < MAX_TRIED; i++) {
        struct filter f = t->filters[i];
        uint32_t      failed = 0;
        bool          flips = false;
        if (f.layer != t->in->layer->id || (f.flags & FILTER_FLAG_DISABLED))
            continue;
        tried++;
        bool matches = match_conditions(f.conditions, f.condition_count, t->in->layer, t->in->values, &failed);
        if (kind == FLIP_CONDITION) {
            if (!matches)
                RETURN_IF(change_condition(t, i, failed, best));
            continue;
        }
        if (!matches || !changed_by(kind, t, &f))
            continue;
        RETURN_IF(try_filter(t, i, &f, &flips));
        if (flips)
            *best = (struct flip){ kind, &t->policy->filters[i], 0, opposite(t->before) };
    }
    return WFP_OK;
}

/* A hard filter without conditions in a sublayer above all others: also above those of the highest weight, for of equal weights
 * the least key comes first (J-001). */
static enum wfp_status try_add(struct trial *t, struct flip *best)
{
    const struct policy *p = t->policy;
    enum action_type     answer;
    t->sublayers[p->sublayer_count] = (struct sublayer){ .key = { .data4[7] = 1 }, .name = "flip", .weight = UINT16_MAX };
    t->filters[p->filter_count] = (struct filter){ .key = guid_from_name("flip", "filter"),
                                                   .name = "flip",
                                                   .layer = t->in->layer->id,
                                                   .sublayer = t->sublayers[p->sublayer_count].key,
                                                   .flags = FILTER_FLAG_CLEAR_ACTION_RIGHT,
                                                   .action = opposite(t->before) };
    RETURN_IF(ask(t, p->filter_count + 1, p->sublayer_count + 1, &answer));
    if (answer != t->before)
        *best = (struct flip){ FLIP_ADD, NULL, 0, answer };
    return WFP_OK;
}

static enum wfp_status search(struct trial *t, struct flip *best)
{
    RETURN_IF(ask(t, t->policy->filter_count, t->policy->sublayer_count, &t->before));
    best->kind = FLIP_NONE;
    best->to = opposite(t->before);
    for (enum flip_kind kind = FLIP_CLEAR_FLAG; kind < FLIP_ADD && best->kind == FLIP_NONE; kind++)
        RETURN_IF(try_kind(t, kind, best));
    return best->kind == FLIP_NONE ? try_add(t, best) : WFP_OK;
}

enum wfp_status bfe_flip(const struct policy *policy, const struct callout_binding *bindings, uint32_t binding_count,
                         const struct classify_in *in, struct flip *out)
{
    struct trial t = { .policy = policy, .bindings = bindings, .binding_count = binding_count, .in = in };
    struct flip  best = { .kind = FLIP_NONE };
    enum wfp_status err = WFP_NO_MEMORY;
    t.filters = calloc(policy->filter_count + 1u, sizeof(*t.filters));
    t.sublayers = calloc(policy->sublayer_count + 1u, sizeof(*t.sublayers));
    if (t.filters && t.sublayers) {
        if (policy->filter_count)
            memcpy(t.filters, policy->filters, policy->filter_count * sizeof(*t.filters));
        if (policy->sublayer_count)
            memcpy(t.sublayers, policy->sublayers, policy->sublayer_count * sizeof(*t.sublayers));
        err = search(&t, &best);
    }
    free(t.filters);
    free(t.sublayers);
    if (err == WFP_OK)
        *out = best;
    return err;
}

static void put_condition(struct text *t, const struct flip *f, const struct classify_in *in)
{
    const struct condition *c = &f->filter->conditions[f->condition];
    int                     at = layer_field_index(in->layer, c->field);
    char                    value[256];
    text_put(t, "let filter \"%s\" also match %s %s", f->filter->name, condition_rows[c->field].name,
             at < 0 ? "empty" : value_format(&in->values[at], (int)c->field, value, sizeof(value)));
}

char *bfe_flip_format(const struct flip *f, const struct classify_in *in, char *out, size_t size)
{
    const char *to = f->to == ACTION_BLOCK ? "block" : "permit";
    const char *name = f->filter ? f->filter->name : "";
    struct text t = text_init(out, size);
    switch (f->kind) {
    case FLIP_CLEAR_FLAG:
        text_put(&t, "take clearActionRight off filter \"%s\"", name);
        break;
    case FLIP_SET_FLAG:
        text_put(&t, "give filter \"%s\" clearActionRight", name);
        break;
    case FLIP_ACTION:
        text_put(&t, "change the action of filter \"%s\" to %s", name, to);
        break;
    case FLIP_DISABLE:
        text_put(&t, "remove filter \"%s\"", name);
        break;
    case FLIP_CONDITION:
        put_condition(&t, f, in);
        break;
    case FLIP_RAISE:
        text_put(&t, "give filter \"%s\" the highest weight of its sublayer", name);
        break;
    case FLIP_ADD:
        text_put(&t, "add a %s filter with clearActionRight in a sublayer above all others", to);
        break;
    case FLIP_NONE:
        text_put(&t, "no single change of this policy does it");
        return out;
    }
    text_put(&t, "; then: %s", to);
    return out;
}
