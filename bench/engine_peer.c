/* Our engine as a peer: a whole engine_classify() a header, arbitration included. */
#include <stdlib.h>
#include <string.h>

#include "engine/classify.h"
#include "engine/cost.h"
#include "engine/verdict_cache.h"
#include "peer.h"

/* A rule as classifies tell it, by its place in memory, and the filter that it is. */
struct known {
    uint32_t handle, filter;
};

struct engine_state {
    const struct bench_case *c;
    struct ruleset          *rules;
    struct cost             *cost;   /* NULL: not measured */
    struct verdict_cache    *cache;  /* NULL: each verdict is made anew */
    const uint8_t           *wanted; /* fields */
    uint32_t                 wanted_count;
    struct value            *packed; /* of the headers, the wanted fields close together, as a shim has them */
    struct value             values[64];
    struct value            *many[BATCH];   /* the layer's, as many as it has */
    struct token            *tokens; /* of the headers: equal ones are one, as those of a process are */
    uint64_t                *numbers; /* the same of what they reach */
    struct known            *known;   /* by handle */
    int                      address[2], port[2], protocol; /* where the layer has them */
};

static void put_tuple(const struct engine_state *s, const struct tuple *t, struct value *values)
{
    values[s->address[0]] = (struct value){ .type = TYPE_UINT32, .u32 = t->address[0] };
    values[s->address[1]] = (struct value){ .type = TYPE_UINT32, .u32 = t->address[1] };
    values[s->port[0]] = (struct value){ .type = TYPE_UINT16, .u16 = t->port[0] };
    values[s->port[1]] = (struct value){ .type = TYPE_UINT16, .u16 = t->port[1] };
    values[s->protocol] = (struct value){ .type = TYPE_UINT8, .u8 = t->protocol };
}

/* Whoever asks gets a rule; which filter that is, is looked up when somebody wants to know. */
static uint32_t handle_of(const struct rule *rule)
{
    return (uint32_t)((uintptr_t)rule / sizeof(void *));
}

static void ask_tuples_together(void *state, uint32_t first, uint32_t count, uint32_t *answers)
{
    struct engine_state *s = state;
    struct classify_in   in = { .layer = s->c->set->layer };
    struct classify_out  out[BATCH];
    const struct value  *values[BATCH];
    for (uint32_t i = 0; i < BATCH; i++)
        values[i] = s->many[i];
    for (uint32_t at = 0; at < count; at += BATCH) {
        uint32_t n = count - at < BATCH ? count - at : BATCH;
        for (uint32_t i = 0; i < n; i++)
            put_tuple(s, &s->c->tuples[first + at + i], s->many[i]);
        engine_classify_batch(s->rules, &in, values, n, out);
        for (uint32_t i = 0; i < n; i++)
            answers[at + i] = handle_of(out[i].rule);
    }
}

static void ask_tuples(void *state, uint32_t first, uint32_t count, uint32_t *answers)
{
    struct engine_state *s = state;
    struct classify_in   in = { .layer = s->c->set->layer, .values = s->values, .cost = s->cost, .cache = s->cache };
    struct classify_out  out;
    for (uint32_t i = 0; i < count; i++) {
        const struct tuple *t = &s->c->tuples[first + i];
        put_tuple(s, t, s->values);
        engine_classify(s->rules, &in, &out, NULL);
        answers[i] = handle_of(out.rule);
    }
}

static void ask_headers(void *state, uint32_t first, uint32_t count, uint32_t *answers)
{
    struct engine_state *s = state;
    struct terminators   ended;
    struct classify_in   in = { .layer = s->c->set->layer, .values = s->values, .terminators = &ended, .cost = s->cost, .cache = s->cache };
    struct classify_out  out;
    for (uint32_t i = 0; i < count; i++) {
        const struct value *packed = s->packed + (size_t)(first + i) * s->wanted_count;
        for (uint32_t k = 0; k < s->wanted_count; k++)
            s->values[s->wanted[k]] = packed[k];
        engine_classify(s->rules, &in, &out, NULL);
        answers[i] = 0;
        for (uint32_t k = 0; k < ended.count; k++)
            answers[i] = fold_answer(answers[i], ended.of[k].rule->id);
    }
}

static void prepare_tuples(struct engine_state *s)
{
    const struct layer_row *l = s->c->set->layer;
    s->address[0] = layer_field_index(l, FIELD_IP_REMOTE_ADDRESS);
    s->address[1] = layer_field_index(l, FIELD_IP_LOCAL_ADDRESS);
    s->port[0] = layer_field_index(l, FIELD_IP_REMOTE_PORT);
    s->port[1] = layer_field_index(l, FIELD_IP_LOCAL_PORT);
    s->protocol = layer_field_index(l, FIELD_IP_PROTOCOL);
    for (unsigned end = 0; end < 2; end++) {
        s->values[s->address[end]].type = TYPE_UINT32;
        s->values[s->port[end]].type = TYPE_UINT16;
    }
    s->values[s->protocol].type = TYPE_UINT8;
}

static int by_handle(const void *a, const void *b)
{
    const struct known *x = a, *y = b;
    return (x->handle > y->handle) - (x->handle < y->handle);
}

static void learn_handles(struct engine_state *s)
{
    uint32_t                  count;
    const struct rule *const *rules = ruleset_layer_rules(s->rules, s->c->set->layer->id, &count);
    s->known = need_memory(calloc(count + 1u, sizeof(*s->known)));
    for (uint32_t i = 0; i < count; i++)
        s->known[i] = (struct known){ handle_of(rules[i]), (uint32_t)rules[i]->id };
    qsort(s->known, count, sizeof(*s->known), by_handle);
}

static void number_tuples(void *state, uint32_t *answers, uint32_t count)
{
    struct engine_state *s = state;
    for (uint32_t i = 0; i < count; i++) {
        const struct known  like = { answers[i], 0 };
        const struct known *k = answers[i] ? bsearch(&like, s->known, s->c->set->count, sizeof(like), by_handle) : NULL;
        answers[i] = k ? k->filter : 0;
    }
}

/* Users of a machine are few. */
static const struct token *token_of(struct engine_state *s, const struct token *like)
{
    uint32_t i = 0;
    while (s->tokens[i].sids && (s->tokens[i].sid_count != like->sid_count ||
                                 memcmp(s->tokens[i].sids, like->sids, like->sid_count * sizeof(*like->sids)) != 0))
        i++;
    if (!s->tokens[i].sids)
        s->tokens[i] = *like;
    return &s->tokens[i];
}

static struct value pack(struct engine_state *s, uint32_t header, const struct value *v)
{
    struct value out = *v;
    if (v->type == TYPE_UINT64) {
        s->numbers[header] = *v->u64;
        out.u64 = &s->numbers[header];
    } else if (v->type == TYPE_TOKEN_ACCESS_INFORMATION) {
        out.token = token_of(s, v->token);
    }
    return out;
}

static void prepare_headers(struct engine_state *s)
{
    s->wanted = ruleset_wanted_fields(s->rules, s->c->set->layer->id, &s->wanted_count);
    s->packed = need_memory(calloc((size_t)s->c->header_count * s->wanted_count + 1, sizeof(*s->packed)));
    s->numbers = need_memory(calloc(s->c->header_count, sizeof(*s->numbers)));
    s->tokens = need_memory(calloc(s->c->header_count + 1u, sizeof(*s->tokens)));
    for (uint32_t i = 0; i < s->c->header_count; i++)
        for (uint32_t k = 0; k < s->wanted_count; k++)
            s->packed[(size_t)i * s->wanted_count + k] = pack(s, i, &s->c->headers[i].values[s->wanted[k]]);
}

static void engine_free(void *state)
{
    struct engine_state *s = state;
    ruleset_free(s->rules);
    cost_free(s->cost);
    verdict_cache_free(s->cache);
    for (unsigned i = 0; i < BATCH; i++)
        free(s->many[i]);
    free(s->packed);
    free(s->tokens);
    free(s->numbers);
    free(s->known);
    free(s);
}

struct peer engine_peer(const struct bench_case *c)
{
    struct engine_state *s = need_memory(calloc(1, sizeof(*s)));
    struct ruleset_input in = { .filters = c->set->filters, .filter_count = c->set->count, .sublayers = c->set->sublayers,
                                .sublayer_count = c->set->sublayer_count, .generation = 1 };
    double               start = now_s();
    s->c = c;
    need_memory(ruleset_build(&in, &s->rules) == WFP_OK ? s->rules : NULL);
    double build = now_s() - start;
    learn_handles(s);
    for (unsigned i = 0; i < BATCH; i++)
        s->many[i] = need_memory(calloc(c->set->layer->field_count, sizeof(*s->many[i])));
    if (c->tuples)
        prepare_tuples(s);
    else
        prepare_headers(s);
    return (struct peer){ .name = "openwfp", .state = s, .number = c->tuples ? number_tuples : NULL,
                          .batch = c->tuples ? ask_tuples_together : NULL, .single = c->tuples ? ask_tuples : ask_headers, .free = engine_free,
                          .build_s = build, .bytes = (double)ruleset_index_size(s->rules, c->set->layer->id) };
}

struct peer measured_engine_peer(const struct bench_case *c)
{
    struct peer          p = engine_peer(c);
    struct engine_state *s = p.state;
    need_memory(cost_new(c->set->count, COST_EVERY, &s->cost) == WFP_OK ? s : NULL);
    p.name = "openwfp_measured";
    return p;
}

struct peer cached_engine_peer(const struct bench_case *c)
{
    struct peer          p = engine_peer(c);
    struct engine_state *s = p.state;
    need_memory(verdict_cache_new(VERDICT_PLACES, &s->cache) == WFP_OK ? s : NULL);
    p.name = "openwfp_cached";
    return p;
}
