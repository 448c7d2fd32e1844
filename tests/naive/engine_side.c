/* See engine_side.h. */
#include "naive/engine_side.h"

#include <stdlib.h>
#include <string.h>

#include "name_kit.h"
#include "security/token.h"

static void scripted_classify(void *callout, const struct classify_in *in, const struct rule *rule,
                              uint64_t flow_context, struct classify_out *out)
{
    static const enum action_type actions[] = { [ANSWER_PERMIT] = ACTION_PERMIT,
                                                [ANSWER_BLOCK] = ACTION_BLOCK,
                                                [ANSWER_CONTINUE] = ACTION_CONTINUE };
    struct scripted_callout *c = callout;
    (void)in;
    (void)flow_context;
    if (c->side->call_count < NAIVE_MAX)
        c->side->calls[c->side->call_count++] = (struct naive_step){ rule->id, rule->sublayer->key, true, out->action,
                                                                     out->rights };
    if (c->script.answer != ANSWER_LEAVE)
        out->action = actions[c->script.answer];
    if (c->script.clears_right)
        out->rights &= ~(uint32_t)RIGHT_ACTION_WRITE;
    out->flags |= c->script.flags;
}

static const struct callout_ops scripted_ops = { scripted_classify };

bool engine_side_init(struct engine_side *s, const struct policy_case *c)
{
    struct callout_binding bindings[CASE_CALLOUTS];
    uint32_t               n = 0;
    for (uint32_t i = 0; i < c->callout_count; i++) {
        if (!c->callouts[i].registered)
            continue;
        s->scripted[n] = (struct scripted_callout){ c->callouts[i], s };
        bindings[n] = (struct callout_binding){ c->callouts[i].key, &scripted_ops, &s->scripted[n], 0 };
        n++;
    }
    struct ruleset_input in = { c->filters, c->filter_count, c->sublayers, c->sublayer_count, bindings, n, 1 };
    trace_init(&s->trace);
    s->turn = c->filter_count;
    return ruleset_build(&in, &s->rules) == WFP_OK;
}

void engine_side_fini(struct engine_side *s)
{
    trace_fini(&s->trace);
    ruleset_free(s->rules);
}

/* The token as a host would keep it, which remembers what descriptors said of it. The tokens of cases are few. */
static const struct token *kept_token(const struct token *like)
{
    static struct {
        const struct token *like;
        struct token       *kept;
    } known[16];
    unsigned i = 0;
    if (like->sid_count == 0)
        return like;
    while (known[i].like && known[i].like != like)
        if (++i == COUNT_OF(known))
            abort();
    if (!known[i].like && token_new(like->sids, like->sid_count, &known[i].kept))
        abort();
    known[i].like = like;
    return known[i].kept;
}

/* Every other time the values have names, as shims give them. */
static const struct value *values_of(struct engine_side *s, const struct layer_row *layer, const struct packet_case *p)
{
    if (s->turn++ % 2)
        return p->values;
    for (unsigned i = 0; i < layer->field_count; i++) {
        s->named[i] = kit_named(p->values[i]);
        if (s->named[i].type == TYPE_TOKEN_ACCESS_INFORMATION)
            s->named[i].token = kept_token(p->values[i].token);
    }
    return s->named;
}

static void run(struct engine_side *s, const struct layer_row *layer, const struct packet_case *p,
                struct classify_out *out, struct trace *trace)
{
    static const struct metadata none;
    struct classify_in           in = { .layer = layer, .values = values_of(s, layer, p), .metadata = &none };
    s->call_count = 0;
    memset(out, 0xee, sizeof(*out)); /* the engine must write every member */
    engine_classify(s->rules, &in, out, trace);
}

void engine_answer(struct engine_side *s, const struct layer_row *layer, const struct packet_case *p,
                   struct classify_out *out)
{
    run(s, layer, p, out, NULL);
}

/* At the stream layer the right means nothing (B-048): neither what it is at the end nor what a callout sees. Who keeps
 * blocked bytes from the callouts below, the engine or the stream shim above it, is not settled either: there the
 * engine may go on after a block, as long as nothing comes of it (B-049). */
static bool is_stream(const struct layer_row *layer)
{
    return layer->pair == LAYER(STREAM);
}

static const char *outcome_differs(const struct layer_row *layer, const struct classify_out *e,
                                   const struct naive_out *n)
{
    if (e->action != n->action)
        return "action";
    if ((e->rule ? e->rule->id : 0) != n->filter)
        return "deciding filter";
    if (e->rights != n->rights && !is_stream(layer))
        return "rights";
    if (e->flags != n->flags)
        return "flags";
    return e->veto != n->veto ? "veto" : NULL;
}

static bool undecided(enum action_type a)
{
    return a != ACTION_PERMIT && a != ACTION_BLOCK;
}

/* Which callouts were asked, in which order, and what they saw on entry. */
static const char *calls_differ(const struct engine_side *s, const struct layer_row *layer, const struct naive_out *n)
{
    uint32_t k = 0;
    for (uint32_t i = 0; i < n->step_count; i++) {
        const struct naive_step *want = &n->steps[i], *got = &s->calls[k];
        if (!want->called)
            continue;
        if (k++ == s->call_count || got->filter != want->filter)
            return "order of callouts called";
        if (undecided(want->action_seen) ? !undecided(got->action_seen) : got->action_seen != want->action_seen)
            return "action a callout sees on entry";
        if (got->rights_seen != want->rights_seen && !is_stream(layer))
            return "rights a callout sees on entry";
    }
    return k == s->call_count || is_stream(layer) ? NULL : "a callout called though it should not be";
}

/* The filters that acted, as the trace tells it, against the filters evaluated. */
static const char *trace_differs(const struct engine_side *s, const struct layer_row *layer, const struct naive_out *n)
{
    uint32_t k = 0;
    for (uint32_t i = 0; i < s->trace.count; i++) {
        const struct trace_event *e = &s->trace.events[i];
        if (e->kind == TRACE_FINAL && e->action != n->action)
            return "the trace's outcome";
        if (e->kind != TRACE_MATCH || (is_stream(layer) && k == n->step_count))
            continue;
        if (k == n->step_count || e->rule->id != n->steps[k].filter)
            return "the trace's list of evaluated filters";
        if (!guid_equal(&e->rule->sublayer->key, &n->steps[k++].sublayer))
            return "the trace's sublayer of a filter";
    }
    return k == n->step_count ? NULL : "the trace's list of evaluated filters is short";
}

static const char *matches_differ(const struct engine_side *s, const struct layer_row *layer,
                                  const struct packet_case *p, const struct naive_out *n)
{
    const struct rule *rules[CASE_FILTERS];
    struct classify_in in = { .layer = layer, .values = p->values };
    if (index_linear(s->rules, &in, rules, CASE_FILTERS) != n->match_count)
        return "number of matching filters";
    for (uint32_t i = 0; i < n->match_count; i++)
        if (rules[i]->id != n->matches[i])
            return "list of matching filters";
    return NULL;
}

const char *engine_differs(struct engine_side *s, const struct layer_row *layer, const struct packet_case *p,
                           const struct naive_out *naive)
{
    struct classify_out out;
    const char         *what = matches_differ(s, layer, p, naive);
    run(s, layer, p, &out, NULL);
    what = what ? what : outcome_differs(layer, &out, naive);
    what = what ? what : calls_differ(s, layer, naive);
    trace_reset(&s->trace);
    run(s, layer, p, &out, &s->trace);
    what = what ? what : outcome_differs(layer, &out, naive) ? "outcome when traced" : NULL;
    what = what ? what : calls_differ(s, layer, naive);
    return what ? what : trace_differs(s, layer, naive);
}
