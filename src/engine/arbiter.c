/* Arbitration (docs/behaviour B): folds the matching rules of a layer, sublayer by sublayer, into one outcome. The list of
 * matching rules is consumed lazily, because a callout may answer CONTINUE and lower rules must not be called in vain. */
#include "engine/arbiter.h"
#include "engine/cost.h"
#include "engine/trace.h"
#include "engine/verdict_cache.h"
#include "model/choices.h"

/* What a matching rule says, whoever said it: the filter itself, its callout, or a stand-in for a missing one. */
struct answer {
    enum action_type action;  /* ACTION_PERMIT, ACTION_BLOCK, or ACTION_CONTINUE: no opinion */
    bool             hard;    /* takes the right to write the action away from all below */
    bool             defeats; /* a block that needs no right */
    bool             from_callout;
    bool             callout_missing;
    bool             absent; /* to be treated as if the filter were not there (C-011) */
    uint32_t         flags;  /* CLASSIFY_OUT_FLAG_* */
};

struct run {
    const struct classify_in *in;
    const struct layer_rules *layer;
    const struct rule *const *rules; /* in rank order, with a trace */
    uint32_t                  count;
    struct classify_out      *out; /* so far */
    struct trace             *trace;
    struct cost_classify     *measured; /* NULL: it is not */
    bool                      untold;   /* a callout had a say, or a rule matched and went on: the outcome does not tell of it */
    struct walk               walk; /* unused with a trace */
};

/* Where a callout may take the data over (B-038, J-026). */
static const bool can_absorb[PAIR_COUNT] = {
    [PAIR_INBOUND_MAC_FRAME_ETHERNET] = true,    [PAIR_OUTBOUND_MAC_FRAME_ETHERNET] = true,
    [PAIR_INBOUND_MAC_FRAME_NATIVE] = true,      [PAIR_OUTBOUND_MAC_FRAME_NATIVE] = true,
    [PAIR_INBOUND_MAC_FRAME_NATIVE_FAST] = true, [PAIR_OUTBOUND_MAC_FRAME_NATIVE_FAST] = true,
    [PAIR_INGRESS_VSWITCH_ETHERNET] = true,      [PAIR_EGRESS_VSWITCH_ETHERNET] = true,
    [PAIR_INBOUND_IPPACKET] = true,              [PAIR_OUTBOUND_IPPACKET] = true,
    [PAIR_INBOUND_TRANSPORT] = true,             [PAIR_OUTBOUND_TRANSPORT] = true,
    [PAIR_INBOUND_TRANSPORT_FAST] = true,        [PAIR_OUTBOUND_TRANSPORT_FAST] = true,
    [PAIR_INBOUND_ICMP_ERROR] = true,            [PAIR_OUTBOUND_ICMP_ERROR] = true,
    [PAIR_DATAGRAM_DATA] = true,                 [PAIR_STREAM_PACKET] = true,
    [PAIR_ALE_AUTH_RECV_ACCEPT] = true,          [PAIR_ALE_AUTH_CONNECT] = true,
    [PAIR_IPFORWARD] = CHOICE_ABSORB_AT_IPFORWARD,
};

/* Drops the flags that mean nothing with this action at this layer (B-038, B-040, B-041). */
static uint32_t meaningful_flags(uint32_t flags, const struct layer_row *layer, enum action_type action)
{
    if (action != ACTION_BLOCK || layer->is_discard || !can_absorb[layer->pair])
        flags &= ~(uint32_t)CLASSIFY_OUT_FLAG_ABSORB;
    if (layer->pair != PAIR_STREAM || layer->is_discard)
        flags &= ~(uint32_t)(CLASSIFY_OUT_FLAG_BUFFER_LIMIT_REACHED | CLASSIFY_OUT_FLAG_NO_MORE_DATA);
    return flags;
}

/* B-015: a filter's permit is soft and its block hard; B-017: CLEAR_ACTION_RIGHT makes hard. */
static inline struct answer filter_says(enum action_type action, bool clears, bool hard_block)
{
    return (struct answer){
        .action = action,
        .hard = clears || (action == ACTION_BLOCK && hard_block),
        .defeats = CHOICE_BLOCK_DEFEATS_HARD_PERMIT || (clears && CHOICE_CLEARING_BLOCK_DEFEATS_HARD_PERMIT), /* B-012 */
    };
}

static struct answer filter_answer(const struct rule *rule, enum action_type action, bool hard_block)
{
    return filter_says(action, rule->flags & FILTER_FLAG_CLEAR_ACTION_RIGHT, hard_block);
}

/* B-029, B-030: what a callout filter does while nobody has registered its callout. */
static struct answer missing_answer(const struct rule *rule)
{
    bool          permits = rule->flags & FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED;
    struct answer a = { .action = ACTION_CONTINUE };
    if (rule->action != ACTION_CALLOUT_INSPECTION)
        a = filter_answer(rule, permits ? ACTION_PERMIT : ACTION_BLOCK, CHOICE_STAND_IN_BLOCK_IS_HARD);
    a.callout_missing = true;
    return a;
}

/* B-026, B-027, B-028: what counts of a callout's answer. */
static enum action_type allowed_action(enum action_type filter, enum action_type said)
{
    if (filter == ACTION_CALLOUT_INSPECTION)
        return ACTION_CONTINUE;
    if (said == ACTION_PERMIT || said == ACTION_BLOCK || (filter == ACTION_CALLOUT_UNKNOWN && said == ACTION_CONTINUE))
        return said;
    return filter == ACTION_CALLOUT_TERMINATING || CHOICE_ODD_ANSWER_BLOCKS ? ACTION_BLOCK : ACTION_CONTINUE;
}

static struct answer callout_answer(const struct run *r, const struct rule *rule)
{
    uint64_t            flow = r->in->flow_context ? r->in->flow_context(r->in->flow, rule) : 0;
    struct classify_out said = { .action = r->out->action, .rights = r->out->rights, .rule = r->out->rule };
    if ((rule->callout_flags & CALLOUT_FLAG_CONDITIONAL_ON_FLOW) && flow == 0)
        return (struct answer){ .action = ACTION_CONTINUE, .absent = true };
    rule->callout_ops->classify(rule->callout, r->in, rule, flow, &said);
    enum action_type action = allowed_action(rule->action, said.action);
    return (struct answer){
        .action = action,
        .hard = !(said.rights & RIGHT_ACTION_WRITE) ||
                (CHOICE_CLEAR_RIGHT_FOR_CALLOUT && (rule->flags & FILTER_FLAG_CLEAR_ACTION_RIGHT)),
        .defeats = true,
        .from_callout = true,
        .flags = meaningful_flags(said.flags, r->in->layer, action),
    };
}

static struct answer rule_answer(const struct run *r, const struct rule *rule)
{
    if (rule->action & ACTION_FLAG_CALLOUT)
        return rule->callout_ops ? callout_answer(r, rule) : missing_answer(rule);
    if (rule->action & ACTION_FLAG_TERMINATING)
        return filter_answer(rule, rule->action, true);
    return (struct answer){ .action = ACTION_CONTINUE };
}

static struct answer measured_answer(const struct run *r, const struct rule *rule)
{
    uint64_t      started = rule->callout_ops ? cost_now() : 0; /* what a filter says by itself takes no time */
    struct answer a = rule_answer(r, rule);
    cost_add_rule(r->measured, rule, started);
    return a;
}

/* Brings an answer into the outcome so far. The rule reported is the one that fixed the outcome: who only repeats it is not
 * named, unless it makes it hard (B-020, J-037). */
static enum trace_effect fold(struct classify_out *out, const struct rule *rule, const struct answer *a)
{
    bool soft = out->rights & RIGHT_ACTION_WRITE;
    if (a->action == ACTION_CONTINUE)
        return EFFECT_NONE;
    if (a->action == out->action && (!soft || !a->hard))
        return EFFECT_CONFIRMED;
    if (!soft && (a->action == ACTION_PERMIT || !a->defeats))
        return EFFECT_REFUSED;
    *out = (struct classify_out){
        .action = a->action,
        .rights = soft && !a->hard ? RIGHT_ACTION_WRITE : 0,
        .flags = a->flags,
        .rule = rule,
        .veto = !soft && a->from_callout,
    };
    return soft ? EFFECT_DECIDED : EFFECT_VETO;
}

static void record_match(const struct run *r, const struct rule *rule, const struct answer *a, enum trace_effect effect,
                         uint32_t rights_before)
{
    struct trace_event e = {
        .kind = a->absent ? TRACE_SKIP : TRACE_MATCH,
        .sublayer = rule->sublayer,
        .rule = rule,
        .action = a->action,
        .effect = effect,
        .rights_before = rights_before,
        .rights_after = r->out->rights,
        .without_flow = a->absent,
        .callout_missing = a->callout_missing,
    };
    trace_add(r->trace, &e);
}

static void note_terminator(struct terminators *t, const struct rule *rule, enum action_type action)
{
    if (t->count < TERMINATORS_MAX)
        t->of[t->count] = (struct terminator){ rule, action };
    t->count++;
}

/* A matching rule acts; true when it ends its sublayer (B-003, B-004). */
static bool act(struct run *r, const struct rule *rule)
{
    uint32_t      before = r->out->rights;
    struct answer a = r->measured ? measured_answer(r, rule) : rule_answer(r, rule);
    r->untold |= rule->callout_ops || a.action == ACTION_CONTINUE;
    if (r->in->layer->pair == PAIR_STREAM)
        a.hard = a.action == ACTION_BLOCK; /* no rights and no veto there: a block stays, a permit binds nobody (B-048, B-049) */
    enum trace_effect effect = fold(r->out, rule, &a);
    if (r->trace)
        record_match(r, rule, &a, effect, before);
    if (r->in->terminators && a.action != ACTION_CONTINUE)
        note_terminator(r->in->terminators, rule, a.action);
    return a.action != ACTION_CONTINUE;
}

/* First match at or after `from`, by the reference matcher; says what was missed on the way and why. `end`: none. */
static uint32_t next_match(const struct run *r, uint32_t from, uint32_t end)
{
    for (uint32_t i = from; i < end; i++) {
        const struct rule *rule = r->rules[i];
        struct trace_event e = { .kind = TRACE_MISS, .sublayer = rule->sublayer, .rule = rule };
        if (match_conditions(rule->conditions, rule->condition_count, r->in->layer, r->in->values, &e.condition))
            return i;
        int at = layer_field_index(r->in->layer, rule->conditions[e.condition].field);
        if (at >= 0)
            e.field = r->in->values[at];
        trace_add(r->trace, &e);
    }
    return end;
}

static void record_skipped(const struct run *r, uint32_t from, uint32_t end)
{
    for (uint32_t i = from; i < end; i++) {
        const struct rule *rule = r->rules[i];
        trace_add(r->trace, &(struct trace_event){ .kind = TRACE_SKIP, .sublayer = rule->sublayer, .rule = rule });
    }
}

static uint32_t end_of_sublayer(const struct run *r, uint32_t first)
{
    uint32_t end = first;
    while (end < r->count && r->rules[end]->sublayer == r->rules[first]->sublayer)
        end++;
    return end;
}

static void run_sublayer_traced(struct run *r, uint32_t first, uint32_t end)
{
    trace_add(r->trace, &(struct trace_event){ .kind = TRACE_SUBLAYER, .sublayer = r->rules[first]->sublayer });
    for (uint32_t i = next_match(r, first, end); i < end; i = next_match(r, i + 1, end)) {
        if (!act(r, r->rules[i]))
            continue;
        record_skipped(r, i + 1, end);
        return;
    }
}

/* No sublayer below has a say any more. */
static bool is_over(const struct run *r)
{
    return !CHOICE_EVALUATE_AFTER_BLOCK && r->out->action == ACTION_BLOCK && !(r->out->rights & RIGHT_ACTION_WRITE);
}

static void run_traced(struct run *r)
{
    for (uint32_t first = 0, end; first < r->count && !is_over(r); first = end) {
        end = end_of_sublayer(r, first);
        run_sublayer_traced(r, first, end); /* B-008 */
    }
}

/* The first match of a sublayer, where nobody else has a say there: as act() of its rule, which is not looked at. */
static void decide(const struct classify_in *in, struct classify_out *out, const struct rule *rule, const struct entry *e)
{
    struct answer a = filter_says(e->flags & ENTRY_BLOCKS ? ACTION_BLOCK : ACTION_PERMIT, e->flags & ENTRY_CLEARS, true);
    (void)fold(out, rule, &a);
    if (in->terminators)
        note_terminator(in->terminators, rule, a.action);
}

/* Those of the sublayer that may go on, from hit *at on; true when one of them ends it. Then *at is the next sublayer's. */
static bool run_before(struct run *r, uint32_t span, uint32_t *at)
{
    const struct walk *w = &r->walk;
    bool               ended = false;
    for (; *at < w->count && w->hits[*at].span == span; ++*at)
        ended = ended || act(r, r->layer->rules[w->hits[*at].rule]);
    return ended;
}

/* False: nothing was done, since there are too many hits. */
static bool run_firsts(struct run *r)
{
    struct walk *w = &r->walk;
    uint32_t     at = 0;
    if (!walk_firsts(w))
        return false;
    uint64_t spans = w->decided;
    for (uint32_t i = 0; i < w->count; i++)
        spans |= UINT64_C(1) << w->hits[i].span;
    for (; spans && !is_over(r); spans &= spans - 1) {
        uint32_t span = (uint32_t)__builtin_ctzll(spans);
        if (!run_before(r, span, &at) && w->decided >> span & 1)
            decide(r->in, r->out, r->layer->rules[w->first[span]->rule], w->first[span]);
    }
    return true;
}

static void run_search(struct run *r)
{
    const struct rule *rule;
    if (r->layer->few_go_on && !r->measured && !r->walk.one_by_one && run_firsts(r))
        return;
    walk_search(&r->walk, false);
    while ((rule = walk_next(&r->walk)) != NULL) {
        if (!act(r, rule))
            continue;
        if (is_over(r))
            return;
        walk_leave_sublayer(&r->walk); /* B-003, B-008 */
    }
}

/* Of what was kept, those who ended their sublayers are all that had a say. */
static void measure_kept(const struct run *r)
{
    const struct terminators *t = r->in->terminators;
    for (uint32_t i = 0; i < t->count; i++)
        cost_add_rule(r->measured, t->of[i].rule, 0);
}

/* With what was kept of classifies like this one. What is traced wants to be seen happening. */
static void run_cached(struct run *r, struct verdict_cache *cache)
{
    struct verdict_key key;
    verdict_key_make(&key, r->layer, &r->walk.numbers);
    if (verdict_find(cache, &key, r->in, r->out)) {
        if (r->measured)
            measure_kept(r);
        return;
    }
    run_search(r);
    if (!r->untold && !r->walk.asked)
        verdict_keep(cache, &key, r->in, r->out);
}

static void run_rules(struct run *r)
{
    struct verdict_cache *cache = r->trace ? NULL : r->in->cache;
    walk_open(&r->walk, r->layer, r->in->values);
    if (cache && !r->walk.one_by_one && verdict_cache_looks(cache, r->in->layer->id))
        run_cached(r, cache);
    else
        run_search(r);
}

static void record_final(const struct run *r)
{
    struct trace_event e = {
        .kind = TRACE_FINAL,
        .sublayer = r->out->rule ? r->out->rule->sublayer : NULL,
        .rule = r->out->rule,
        .action = r->out->action,
        .rights_before = r->out->rights,
        .rights_after = r->out->rights,
    };
    trace_add(r->trace, &e);
}

void arbitrate(const struct ruleset *rules, const struct classify_in *in, struct classify_out *out, struct trace *trace,
               struct cost_classify *measured)
{
    struct run r;
    r.in = in;
    r.measured = measured;
    r.layer = rules->layers[in->layer->id];
    r.out = out;
    r.trace = trace;
    r.untold = false;
    *out = nothing_said;
    if (in->terminators)
        in->terminators->count = 0;
    if (trace)
        r.rules = ruleset_layer_rules(rules, in->layer->id, &r.count);
    if (trace && r.count == r.layer->count) {
        run_traced(&r);
    } else {
        if (trace)
            trace->out_of_memory = true; /* for the order of a changed layer; the decision is the same */
        run_rules(&r);
    }
    if (out->action == ACTION_NONE)
        out->action = default_action;
    if (trace)
        record_final(&r);
}
