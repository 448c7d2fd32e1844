/* Arbitration, the dull way: see naive.h. */
#include "naive/naive.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct guid sublayer_of(const struct filter *f)
{
    for (unsigned i = 0; guid_is_zero(&f->sublayer) && i < builtin_count; i++)
        if (strcmp(builtin_rows[i].name, "FWPM_SUBLAYER_UNIVERSAL") == 0) /* */
            return builtin_rows[i].key;
    return f->sublayer;
}

static uint16_t weight_of_sublayer(const struct naive_policy *p, const struct guid *key)
{
    for (uint32_t i = 0; i < p->sublayer_count; i++)
        if (guid_equal(&p->sublayers[i].key, key))
            return p->sublayers[i].weight;
    for (unsigned i = 0; i < builtin_count; i++)
        if (builtin_rows[i].kind == BUILTIN_SUBLAYER && guid_equal(&builtin_rows[i].key, key))
            return builtin_rows[i].weight;
    fprintf(stderr, "naive: a filter names a sublayer that does not exist\n");
    abort();
}

static bool is_inspection_sublayer(const struct guid *key)
{
    for (unsigned i = 0; i < builtin_count; i++)
        if (guid_equal(&builtin_rows[i].key, key))
            return strcmp(builtin_rows[i].name, "FWPM_SUBLAYER_INSPECTION") == 0;
    return false;
}

static int by_text(const struct guid *a, const struct guid *b)
{
    char x[GUID_TEXT_SIZE], y[GUID_TEXT_SIZE];
    return strcmp(guid_format(a, x), guid_format(b, y));
}

/* B-001, B-002, B-024, J-001. */
static int by_rank(const void *x, const void *y, void *policy)
{
    const struct filter *a = *(const struct filter *const *)x, *b = *(const struct filter *const *)y;
    struct guid          sa = sublayer_of(a), sb = sublayer_of(b);
    if (!guid_equal(&sa, &sb)) {
        if (is_inspection_sublayer(&sa) || is_inspection_sublayer(&sb))
            return is_inspection_sublayer(&sa) ? 1 : -1;
        int lighter = weight_of_sublayer(policy, &sb) - weight_of_sublayer(policy, &sa);
        return lighter ? lighter : by_text(&sa, &sb);
    }
    if (a->effective_weight != b->effective_weight)
        return a->effective_weight > b->effective_weight ? -1 : 1;
    return a->id < b->id ? -1 : 1;
}

static uint32_t collect(const struct naive_policy *p, const struct layer_row *layer, const struct value *values,
                        const struct filter **matching)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < p->filter_count; i++) {
        const struct filter *f = &p->filters[i];
        if (f->layer != layer->id || (f->flags & FILTER_FLAG_DISABLED))
            continue;
        if (!naive_conditions_hold(f->conditions, f->condition_count, layer, values))
            continue;
        if (n == NAIVE_MAX)
            abort();
        matching[n++] = f;
    }
    qsort_r(matching, n, sizeof(*matching), by_rank, (void *)p);
    return n;
}

static const struct naive_callout *registered_callout(const struct naive_policy *p, const struct guid *key)
{
    for (uint32_t i = 0; i < p->callout_count; i++)
        if (p->callouts[i].registered && guid_equal(&p->callouts[i].key, key))
            return &p->callouts[i];
    return NULL;
}

/* What one filter says, before anybody asks whether it may. */
struct opinion {
    enum action_type action; /* PERMIT, BLOCK or CONTINUE */
    bool             hard;
    bool             may_veto; /* a callout's own block (B-018) or a block with the flag (B-012) */
    bool             by_callout;
    uint32_t         flags;
};

static bool has(const struct filter *f, uint32_t flag)
{
    return (f->flags & flag) != 0;
}

/* B-015: a filter's permit is soft, its block hard; the flag makes either hard (A-082, B-017). */
static struct opinion opinion_of_filter(const struct filter *f, enum action_type action)
{
    bool flag = has(f, FILTER_FLAG_CLEAR_ACTION_RIGHT);
    return (struct opinion){ .action = action, .hard = flag || action == ACTION_BLOCK, .may_veto = flag };
}

/* B-029, B-030, J-012. */
static struct opinion opinion_without_callout(const struct filter *f)
{
    if (f->action == ACTION_CALLOUT_INSPECTION)
        return (struct opinion){ .action = ACTION_CONTINUE };
    return opinion_of_filter(f, has(f, FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED) ? ACTION_PERMIT : ACTION_BLOCK);
}

/* B-026, B-027, B-028: what the engine makes of what the callout left in actionType. No statement says what an UNKNOWN
 * callout's other answers mean; they block, as behind TERMINATING. */
static enum action_type understood(enum action_type kind, enum action_type answer)
{
    if (kind == ACTION_CALLOUT_INSPECTION)
        return ACTION_CONTINUE;
    if (answer == ACTION_PERMIT || answer == ACTION_BLOCK)
        return answer;
    return kind == ACTION_CALLOUT_UNKNOWN && answer == ACTION_CONTINUE ? ACTION_CONTINUE : ACTION_BLOCK;
}

static enum action_type answer_of(const struct naive_callout *c, enum action_type before)
{
    switch (c->answer) {
    case ANSWER_PERMIT:
        return ACTION_PERMIT;
    case ANSWER_BLOCK:
        return ACTION_BLOCK;
    case ANSWER_CONTINUE:
        return ACTION_CONTINUE;
    case ANSWER_LEAVE:
    case ANSWER_COUNT:
        break;
    }
    return before;
}

/* B-015, B-033, B-034 with J-013: soft unless the callout clears the right or the filter has the flag. */
static struct opinion opinion_of_callout(const struct filter *f, const struct naive_callout *c, enum action_type before)
{
    return (struct opinion){ .action = understood(f->action, answer_of(c, before)),
                             .hard = c->clears_right || has(f, FILTER_FLAG_CLEAR_ACTION_RIGHT),
                             .may_veto = true,
                             .by_callout = true,
                             .flags = c->flags };
}

static void decide(struct naive_out *out, const struct filter *f, const struct opinion *o)
{
    out->action = o->action;
    out->filter = f->id;
    out->flags = o->flags;
    if (o->hard)
        out->rights = 0;
}

/* B-010..B-014, B-016, B-018..B-020, J-037. A second opinion equal to the first decides nothing, unless it is the one
 * that makes the action hard: then that filter fixed the outcome. */
static void arbitrate(struct naive_out *out, const struct filter *f, const struct opinion *o)
{
    bool soft = out->rights & RIGHT_ACTION_WRITE;
    if (soft && (o->action != out->action || o->hard)) {
        decide(out, f, o);
    } else if (!soft && out->action == ACTION_PERMIT && o->action == ACTION_BLOCK && o->may_veto) {
        decide(out, f, o);
        out->veto = o->by_callout;
    }
}

static struct opinion ask(const struct naive_policy *p, const struct filter *f, const struct naive_out *out,
                          struct naive_step *step)
{
    const struct naive_callout *c = NULL;
    if (!(f->action & ACTION_FLAG_CALLOUT))
        return opinion_of_filter(f, f->action);
    c = registered_callout(p, &f->callout);
    if (!c)
        return opinion_without_callout(f);
    step->called = true;
    return opinion_of_callout(f, c, out->action);
}

static bool is_one_of(enum layer_pair pair, const enum layer_pair *list, unsigned n)
{
    for (unsigned i = 0; i < n; i++)
        if (list[i] == pair)
            return true;
    return false;
}

/* B-038, B-039 (J-026), B-040. */
static bool absorb_means_something(const struct layer_row *layer)
{
    static const enum layer_pair pairs[] = {
        LAYER(INBOUND_MAC_FRAME_ETHERNET), LAYER(OUTBOUND_MAC_FRAME_ETHERNET), LAYER(INBOUND_MAC_FRAME_NATIVE),
        LAYER(OUTBOUND_MAC_FRAME_NATIVE),  LAYER(INGRESS_VSWITCH_ETHERNET),    LAYER(EGRESS_VSWITCH_ETHERNET),
        LAYER(INBOUND_IPPACKET),           LAYER(OUTBOUND_IPPACKET),           LAYER(IPFORWARD),
        LAYER(INBOUND_TRANSPORT),          LAYER(OUTBOUND_TRANSPORT),          LAYER(INBOUND_ICMP_ERROR),
        LAYER(OUTBOUND_ICMP_ERROR),        LAYER(DATAGRAM_DATA),               LAYER(STREAM_PACKET),
        LAYER(ALE_AUTH_RECV_ACCEPT),       LAYER(ALE_AUTH_CONNECT),            LAYER(INBOUND_MAC_FRAME_NATIVE_FAST),
        LAYER(OUTBOUND_MAC_FRAME_NATIVE_FAST), LAYER(INBOUND_TRANSPORT_FAST),  LAYER(OUTBOUND_TRANSPORT_FAST),
    };
    return !layer->is_discard && is_one_of(layer->pair, pairs, sizeof(pairs) / sizeof(pairs[0]));
}

/* B-048, B-049: a stream is a pipeline without rights; what is blocked reaches nobody below. */
static bool is_stream(const struct layer_row *layer)
{
    return layer->pair == LAYER(STREAM);
}

/* B-037, B-041; at the stream's discard twin there is no data left to take, as with B-040. */
static uint32_t flags_that_count(const struct layer_row *layer, const struct naive_out *out)
{
    uint32_t stream_only = CLASSIFY_OUT_FLAG_BUFFER_LIMIT_REACHED | CLASSIFY_OUT_FLAG_NO_MORE_DATA;
    uint32_t flags = out->flags;
    if (out->action != ACTION_BLOCK || !absorb_means_something(layer))
        flags &= ~(uint32_t)CLASSIFY_OUT_FLAG_ABSORB;
    return is_stream(layer) && !layer->is_discard ? flags : flags & ~stream_only;
}

static void evaluate(const struct naive_policy *p, const struct layer_row *layer, const struct filter *const *matching,
                     uint32_t n, struct naive_out *out)
{
    bool ended = false; /* the sublayer of the previous filter has had its permit or block (B-003) */
    for (uint32_t i = 0; i < n; i++) {
        struct guid        sublayer = sublayer_of(matching[i]);
        struct naive_step *step = &out->steps[out->step_count];
        struct guid        before = i ? sublayer_of(matching[i - 1]) : sublayer;
        if (!guid_equal(&sublayer, &before))
            ended = false;
        if (ended)
            continue;
        *step = (struct naive_step){ matching[i]->id, sublayer, false, out->action, out->rights };
        out->step_count++;
        struct opinion o = ask(p, matching[i], out, step);
        if (o.action == ACTION_CONTINUE) /* B-004 */
            continue;
        ended = true;
        o.hard = o.hard && !is_stream(layer);
        arbitrate(out, matching[i], &o);
        if (is_stream(layer) && out->action == ACTION_BLOCK)
            return;
    }
}

void naive_classify(const struct naive_policy *policy, const struct layer_row *layer, const struct value *values,
                    struct naive_out *out)
{
    const struct filter *matching[NAIVE_MAX];
    out->action = ACTION_NONE;
    out->rights = RIGHT_ACTION_WRITE; /* B-009 */
    out->flags = 0;
    out->filter = 0;
    out->veto = false;
    out->step_count = 0;
    out->match_count = collect(policy, layer, values, matching);
    for (uint32_t i = 0; i < out->match_count; i++)
        out->matches[i] = matching[i]->id;
    evaluate(policy, layer, matching, out->match_count, out);
    out->flags = flags_that_count(layer, out);
    if (out->action == ACTION_NONE) /* B-021, J-011 */
        out->action = ACTION_PERMIT;
}
