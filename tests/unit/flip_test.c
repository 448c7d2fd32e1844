/* The smallest change that turns a decision round: a case for each kind, and for random policies that what is offered works,
 * asked of the second opinion. */
#include "bfe/compile.h"
#include "bfe/flip.h"
#include "naive/generator.h"
#include "policy_kit.h"

#define CONNECT "'layer': 'ALE_AUTH_CONNECT_V4'"
#define PORT(n) "'conditions': [{'field': 'IP_REMOTE_PORT', 'value': " #n "}]"

/* A decision at ALE_AUTH_CONNECT_V4 about TCP to 192.0.2.80:80. */
struct question {
    struct policy_file *file;
    struct value        values[CASE_FIELDS];
    struct metadata     metadata;
    struct classify_in  in;
};

static void put_number(struct question *q, enum field_id field, struct value v)
{
    int at = layer_field_index(q->in.layer, field);
    assert_true(at >= 0);
    q->values[at] = v;
}

static void ask(struct question *q, const char *policy)
{
    memset(q, 0, sizeof(*q));
    q->file = policy_of(policy);
    q->in = (struct classify_in){ .layer = layer_find_name("ALE_AUTH_CONNECT_V4"), .values = q->values, .metadata = &q->metadata };
    put_number(q, FIELD_IP_PROTOCOL, (struct value){ .type = TYPE_UINT8, .u8 = 6 });
    put_number(q, FIELD_IP_REMOTE_ADDRESS, (struct value){ .type = TYPE_UINT32, .u32 = 0xc0000250 });
    put_number(q, FIELD_IP_REMOTE_PORT, (struct value){ .type = TYPE_UINT16, .u16 = 80 });
}

static void one_case_of_each_kind(void **state)
{
    static const struct {
        enum flip_kind kind;
        const char    *policy, *sentence;
    } rows[] = {
        { FLIP_CLEAR_FLAG,
          "{'subLayers': [{'name': 'high', 'weight': 9}, {'name': 'low', 'weight': 1}], 'filters': ["
          "{'name': 'a', " CONNECT ", 'subLayer': 'high', 'action': 'permit', 'clearActionRight': true},"
          "{'name': 'b', " CONNECT ", 'subLayer': 'low', 'action': 'block'}]}",
          "take clearActionRight off filter \"a\"; then: block" },
        { FLIP_SET_FLAG,
          "{'subLayers': [{'name': 'high', 'weight': 9}, {'name': 'low', 'weight': 1}], 'filters': ["
          "{'name': 'a', " CONNECT ", 'subLayer': 'high', 'action': 'permit'},"
          "{'name': 'b', " CONNECT ", 'subLayer': 'low', 'action': 'block'}]}",
          "give filter \"a\" clearActionRight; then: permit" },
        { FLIP_ACTION, "{'filters': [{'name': 'a', " CONNECT ", 'action': 'block'}]}",
          "change the action of filter \"a\" to permit; then: permit" },
        { FLIP_ACTION, "{'filters': [{'name': 'a', " CONNECT ", 'action': 'permit'}]}",
          "change the action of filter \"a\" to block; then: block" },
        { FLIP_DISABLE,
          "{'callouts': [{'name': 'gone', 'layer': 'ALE_AUTH_CONNECT_V4'}], 'filters': ["
          "{'name': 'a', " CONNECT ", 'action': 'calloutTerminating', 'callout': 'gone'}]}",
          "remove filter \"a\"; then: permit" },
        { FLIP_CONDITION, "{'filters': [{'name': 'a', " CONNECT ", 'action': 'block', " PORT(81) "}]}",
          "let filter \"a\" also match IP_REMOTE_PORT 80; then: block" },
        { FLIP_RAISE,
          "{'callouts': [{'name': 'gone', 'layer': 'ALE_AUTH_CONNECT_V4'}], 'filters': ["
          "{'name': 'a', " CONNECT ", 'weight': 9, 'action': 'calloutTerminating', 'callout': 'gone'},"
          "{'name': 'b', " CONNECT ", 'weight': 8, 'action': 'calloutTerminating', 'callout': 'gone'},"
          "{'name': 'c', " CONNECT ", 'weight': 2, 'action': 'permit'}]}",
          "give filter \"c\" the highest weight of its sublayer; then: permit" },
        { FLIP_ADD, "{'filters': []}",
          "add a block filter with clearActionRight in a sublayer above all others; then: block" },
        { FLIP_ADD, "{'filters': [{'name': 'a', 'layer': 'ALE_AUTH_CONNECT_V6', 'action': 'block'}]}",
          "add a block filter with clearActionRight in a sublayer above all others; then: block" },
    };
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(rows); i++) {
        struct question q;
        struct flip     flip;
        char            text[256];
        ask(&q, rows[i].policy);
        assert_int_equal(bfe_flip(policy_file_policy(q.file), NULL, 0, &q.in, &flip), WFP_OK);
        bfe_flip_format(&flip, &q.in, text, sizeof(text));
        if (flip.kind != rows[i].kind || (strcmp(text, rows[i].sentence) != 0))
            fail_msg("case %u: kind %d, \"%s\"", i, flip.kind, text);
        assert_true((flip.filter == NULL) == (flip.kind == FLIP_ADD));
        policy_file_free(q.file);
    }
}

/* A filter that is widened keeps the weight that its conditions give it, less one alternative: the trial must not
 * weigh it as if the condition were gone. */
static void a_widened_filter_keeps_its_rank(void **state)
{
    struct question q;
    struct flip     flip;
    (void)state;
    ask(&q, "{'subLayers': [{'name': 'high', 'weight': 9}, {'name': 'low', 'weight': 1}], 'filters': ["
            "{'name': 'net', " CONNECT ", 'subLayer': 'high', 'action': 'block',"
            " 'conditions': [{'field': 'IP_REMOTE_ADDRESS', 'value': '192.0.0.0/8'}]},"
            "{'name': 'host', " CONNECT ", 'subLayer': 'high', 'action': 'permit', 'clearActionRight': true,"
            " 'conditions': [{'field': 'IP_REMOTE_ADDRESS', 'value': '192.0.2.81'}, {'field': 'IP_PROTOCOL', 'value': 6}]},"
            "{'name': 'rest', " CONNECT ", 'subLayer': 'low', 'action': 'block'}]}");
    assert_int_equal(bfe_flip(policy_file_policy(q.file), NULL, 0, &q.in, &flip), WFP_OK);
    assert_int_equal(flip.kind, FLIP_CONDITION);
    assert_string_equal(flip.filter->name, "host");
    assert_int_equal(flip.condition, 0);
    policy_file_free(q.file);
}

static void a_sentence_is_cut_to_its_place(void **state)
{
    struct question q;
    struct flip     flip;
    char            text[8];
    (void)state;
    ask(&q, "{'filters': [{'name': 'a', " CONNECT ", 'action': 'block'}]}");
    assert_int_equal(bfe_flip(policy_file_policy(q.file), NULL, 0, &q.in, &flip), WFP_OK);
    assert_string_equal(bfe_flip_format(&flip, &q.in, text, sizeof(text)), "change ");
    policy_file_free(q.file);
}

/* ---- random policies ---- */

/* A generated case as a policy: a filter in two has an automatic weight. */
struct subject {
    struct policy_case     c;
    struct packet_case     p;
    uint64_t               weights[CASE_FILTERS];
    struct policy          policy;
    struct callout_binding bindings[CASE_CALLOUTS];
    uint32_t               binding_count;
    struct metadata        metadata;
    struct classify_in     in;
};

static void scripted(void *callout, const struct classify_in *in, const struct rule *rule, uint64_t flow_context,
                     struct classify_out *out)
{
    static const enum action_type actions[] = { [ANSWER_PERMIT] = ACTION_PERMIT,
                                                [ANSWER_BLOCK] = ACTION_BLOCK,
                                                [ANSWER_CONTINUE] = ACTION_CONTINUE };
    const struct naive_callout *script = callout;
    (void)in;
    (void)rule;
    (void)flow_context;
    if (script->answer != ANSWER_LEAVE)
        out->action = actions[script->answer];
    if (script->clears_right)
        out->rights &= ~(uint32_t)RIGHT_ACTION_WRITE;
    out->flags |= script->flags;
}

static void make_subject(struct subject *s, struct random *r)
{
    static const struct callout_ops ops = { scripted };
    generate_policy(r, &s->c);
    generate_packet(r, s->c.layer, &s->p);
    for (uint32_t i = 0; i < s->c.filter_count; i++) {
        s->weights[i] = s->c.filters[i].effective_weight;
        s->c.filters[i].weight = random_chance(r, 2) ? (struct value){ .type = TYPE_EMPTY }
                                                     : (struct value){ .type = TYPE_UINT64, .u64 = &s->weights[i] };
    }
    s->policy = (struct policy){ .filters = s->c.filters, .filter_count = s->c.filter_count, .sublayers = s->c.sublayers,
                                 .sublayer_count = s->c.sublayer_count };
    s->binding_count = 0;
    for (uint32_t i = 0; i < s->c.callout_count; i++)
        if (s->c.callouts[i].registered)
            s->bindings[s->binding_count++] = (struct callout_binding){ s->c.callouts[i].key, &ops, &s->c.callouts[i], 0 };
    s->in = (struct classify_in){ .layer = s->c.layer, .values = s->p.values, .metadata = &s->metadata };
}

/* The filters and sublayers with a change made, and room for one more of each. */
struct changed {
    struct filter    filters[CASE_FILTERS + 1];
    struct sublayer  sublayers[CASE_SUBLAYERS + 1];
    struct condition conditions[CASE_CONDITIONS + 1];
    uint32_t         filter_count, sublayer_count;
};

/* The packet's value can stand in a condition. */
static bool is_plain(const struct value *v)
{
    return v->type == TYPE_UINT8 || v->type == TYPE_UINT16 || v->type == TYPE_UINT32 || v->type == TYPE_UINT64;
}

/* One alternative more: the packet's own value. False when that cannot be written as a condition. */
static bool widen(struct changed *k, const struct subject *s, struct filter *f, uint32_t failed)
{
    enum field_id       field = f->conditions[failed].field;
    const struct value *v = &s->p.values[layer_field_index(s->c.layer, field)];
    if (!is_plain(v))
        return false;
    memcpy(k->conditions, f->conditions, f->condition_count * sizeof(*k->conditions));
    k->conditions[f->condition_count++] = (struct condition){ field, MATCH_EQUAL, *v };
    f->conditions = k->conditions;
    return true;
}

static void add_on_top(struct changed *k, const struct subject *s, enum action_type action)
{
    struct guid key = { .data4[7] = 1 }; /* first of equal weights */
    k->sublayers[k->sublayer_count++] = (struct sublayer){ .key = key, .weight = UINT16_MAX };
    k->filters[k->filter_count++] = (struct filter){
        .layer = s->c.layer->id, .sublayer = key, .flags = FILTER_FLAG_CLEAR_ACTION_RIGHT, .action = action
    };
}

/* Makes a change as flip.h describes it; false when the kind does not fit the filter. */
static bool change(struct changed *k, const struct subject *s, enum flip_kind kind, uint32_t at, uint32_t failed,
                   enum action_type to)
{
    static uint64_t top = UINT64_MAX;
    struct filter  *f = &k->filters[at];
    memcpy(k->filters, s->c.filters, s->c.filter_count * sizeof(*k->filters));
    memcpy(k->sublayers, s->c.sublayers, s->c.sublayer_count * sizeof(*k->sublayers));
    k->filter_count = s->c.filter_count;
    k->sublayer_count = s->c.sublayer_count;
    switch (kind) {
    case FLIP_CLEAR_FLAG:
    case FLIP_SET_FLAG:
        if ((kind == FLIP_CLEAR_FLAG) == !(f->flags & FILTER_FLAG_CLEAR_ACTION_RIGHT))
            return false;
        f->flags ^= FILTER_FLAG_CLEAR_ACTION_RIGHT;
        return true;
    case FLIP_ACTION:
        if (f->action & ACTION_FLAG_CALLOUT)
            return false;
        f->action = to;
        return true;
    case FLIP_DISABLE:
        f->flags |= FILTER_FLAG_DISABLED;
        return true;
    case FLIP_CONDITION:
        return widen(k, s, f, failed);
    case FLIP_RAISE:
        f->weight = (struct value){ .type = TYPE_UINT64, .u64 = &top };
        return true;
    case FLIP_ADD:
        add_on_top(k, s, to);
        return true;
    case FLIP_NONE:
        break;
    }
    return false;
}

/* What the second opinion decides; ids and weights as BFE gives them. */
static enum action_type naive_decides(const struct subject *s, const struct filter *filters, uint32_t filter_count,
                                      const struct sublayer *sublayers, uint32_t sublayer_count)
{
    static struct naive_out out;
    struct filter       given[CASE_FILTERS + 1];
    struct naive_policy p = policy_case_view(&s->c);
    for (uint32_t i = 0; i < filter_count; i++)
        given[i] = bfe_filter_assigned(&filters[i], filters[i].id ? filters[i].id : i + 1);
    p.filters = given;
    p.filter_count = filter_count;
    p.sublayers = sublayers;
    p.sublayer_count = sublayer_count;
    naive_classify(&p, s->c.layer, s->p.values, &out);
    return out.action;
}

static enum action_type naive_after(const struct subject *s, const struct changed *k)
{
    return naive_decides(s, k->filters, k->filter_count, k->sublayers, k->sublayer_count);
}

static void complain(const struct subject *s, const struct flip *f, const char *what)
{
    char text[512];
    print_case(stdout, &s->c, &s->p);
    fail_msg("%s: %s", what, bfe_flip_format(f, &s->in, text, sizeof(text)));
}

/* No change of a smaller kind does it. (Conditions: those that cannot be written are left to the other kinds.) */
static void assert_smallest(const struct subject *s, const struct flip *f)
{
    static struct changed k;
    for (enum flip_kind kind = FLIP_CLEAR_FLAG; kind < f->kind && kind != FLIP_NONE; kind++)
        for (uint32_t i = 0; i < s->c.filter_count && kind != FLIP_CONDITION; i++)
            if (s->c.filters[i].layer == s->c.layer->id && !(s->c.filters[i].flags & FILTER_FLAG_DISABLED) &&
                change(&k, s, kind, i, 0, f->to) && naive_after(s, &k) == f->to)
                complain(s, f, "a smaller change does it than");
}

static void what_is_offered_works(void **state)
{
    static struct subject s;
    static struct changed k;
    struct random r = { 7 };
    unsigned      offered[FLIP_NONE + 1] = { 0 }, tried = 0;
    (void)state;
    for (unsigned i = 0; i < 8000; i++) {
        struct flip f;
        make_subject(&s, &r);
        enum action_type before = naive_decides(&s, s.c.filters, s.c.filter_count, s.c.sublayers, s.c.sublayer_count);
        assert_int_equal(bfe_flip(&s.policy, s.bindings, s.binding_count, &s.in, &f), WFP_OK);
        offered[f.kind]++;
        if (f.to != (before == ACTION_BLOCK ? ACTION_PERMIT : ACTION_BLOCK))
            complain(&s, &f, "that is what it is already");
        uint32_t at = f.filter ? (uint32_t)(f.filter - s.policy.filters) : 0;
        if (f.kind != FLIP_NONE && change(&k, &s, f.kind, at, f.condition, f.to)) {
            tried++;
            if (naive_after(&s, &k) != f.to)
                complain(&s, &f, "does not do it");
        }
        assert_smallest(&s, &f);
    }
    assert_true(tried > 6000);
    for (enum flip_kind kind = FLIP_CLEAR_FLAG; kind < FLIP_NONE; kind++)
        if (offered[kind] == 0)
            fail_msg("kind %d was never offered", kind);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_case_of_each_kind),
        cmocka_unit_test(a_widened_filter_keeps_its_rank),
        cmocka_unit_test(a_sentence_is_cut_to_its_place),
        cmocka_unit_test(what_is_offered_works),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
