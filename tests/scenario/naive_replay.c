/* Every classify of a replay against the second opinion: naive_replay CAPTURE... [POLICY.json...]. For each capture the
 * fields that its packets show are gathered first; random policies are then made of them, so that filters hit. Each
 * policy is replayed twice: with all fields filled, where every classify must equal the naive answer, and with only the
 * fields that the ruleset asks for, where every decision must be the same again (or ruleset_wanted_fields forgot one). */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "bfe/compile.h"
#include "host/offline.h"
#include "naive/engine_side.h"
#include "policy/policy_file.h"

#define SAMPLES         512
#define RANDOM_POLICIES 6
#define DECISIONS       20000

/* The fields of one classify as the capture showed them; what they point to is copied. */
struct sample {
    const struct layer_row *layer;
    struct value            values[CASE_FIELDS];
    uint8_t                 arrays[CASE_FIELDS][16];
};

struct samples {
    struct random random;
    uint64_t      seen;
    uint32_t      count;
    struct sample list[SAMPLES];
};

struct decided {
    uint16_t         layer;
    enum action_type action;
    uint64_t         filter;
};

struct check {
    const char         *capture, *policy_name;
    struct naive_policy policy;
    bool                second; /* the pass with wanted fields only */
    uint32_t            count, again;
    uint64_t            classifies, blocks, matches, mismatches; /* over everything */
    struct decided      decided[DECISIONS];
};

static bool keep_pointed(struct value *v, uint8_t store[16])
{
    size_t size = v->type == TYPE_BYTE_ARRAY16 ? 16 : v->type == TYPE_BYTE_ARRAY6 ? 6 : v->type == TYPE_UINT64 ? 8 : 0;
    if (size == 0)
        return v->type >= TYPE_UINT8 && v->type <= TYPE_UINT32;
    memcpy(store, v->bytes16, size);
    v->bytes16 = store;
    return true;
}

/* A fair choice of all classifies of the capture. */
static void gather(void *context, const struct pkt_ctx *c, const struct classify_in *in, const struct classify_out *out,
                   const struct trace *trace)
{
    struct samples *s = context;
    (void)c;
    (void)out;
    (void)trace;
    uint32_t       at = s->count < SAMPLES ? s->count++ : random_below(&s->random, (uint32_t)s->seen + 1);
    struct sample *to = &s->list[at];
    s->seen++;
    if (at >= SAMPLES)
        return;
    to->layer = in->layer;
    for (uint32_t i = 0; i < in->layer->field_count; i++) {
        to->values[i] = in->values[i];
        if (!keep_pointed(&to->values[i], to->arrays[i]))
            to->values[i].type = TYPE_EMPTY;
    }
}

static void complain(struct check *k, const struct classify_in *in, const char *what)
{
    if (k->mismatches++ < 5)
        printf("%s, %s, at %s: differs in %s\n", k->capture, k->policy_name, in->layer->name, what);
}

/* Replays have no scripted memory between classifies, so the trace's filters are compared, not the calls. */
static const char *differs(const struct classify_out *e, const struct naive_out *n, const struct trace *trace)
{
    uint32_t step = 0;
    if (e->action != n->action || (e->rule ? e->rule->id : 0) != n->filter)
        return "the decision";
    if (e->rights != n->rights || e->flags != n->flags || e->veto != n->veto)
        return "rights, flags or veto";
    for (uint32_t i = 0; i < trace->count; i++)
        if (trace->events[i].kind == TRACE_MATCH)
            if (step == n->step_count || trace->events[i].rule->id != n->steps[step++].filter)
                return "the filters evaluated";
    return step == n->step_count ? NULL : "the number of filters evaluated";
}

static void note_decision(struct check *k, const struct classify_in *in, const struct classify_out *out)
{
    struct decided d = { in->layer->id, out->action, out->rule ? out->rule->id : 0 };
    uint32_t       at = k->second ? k->again++ : k->count++;
    if (at >= DECISIONS)
        return;
    if (!k->second)
        k->decided[at] = d;
    else if (d.layer != k->decided[at].layer || d.action != k->decided[at].action || d.filter != k->decided[at].filter)
        complain(k, in, "the pass with wanted fields only");
}

static void compare(void *context, const struct pkt_ctx *c, const struct classify_in *in,
                    const struct classify_out *out, const struct trace *trace)
{
    static struct naive_out naive;
    struct check           *k = context;
    (void)c;
    note_decision(k, in, out);
    if (k->second)
        return;
    naive_classify(&k->policy, in->layer, in->values, &naive);
    const char *what = differs(out, &naive, trace);
    if (what)
        complain(k, in, what);
    k->classifies++;
    k->blocks += naive.action == ACTION_BLOCK;
    k->matches += naive.match_count;
}

/* False when the capture cannot be opened; a capture that breaks off later is walked as far as it goes. */
static bool walk(const char *capture, const struct ruleset *rules, struct shim_observer observer)
{
    char                         error[CAPTURE_ERROR_SIZE];
    struct offline              *host;
    const struct capture_packet *packet;
    const struct pkt_ctx        *ctx;
    struct offline_config        config = { .path = capture, .observer = observer };
    if (offline_open(&config, &host, error) != WFP_OK)
        return false;
    while (offline_next(host, rules, &packet, &ctx, error) == WFP_OK)
        continue;
    offline_close(host);
    return true;
}

static void walk_twice(struct check *k, const struct ruleset *rules)
{
    struct shim_observer observer = { k, compare, true, true };
    k->count = k->again = 0;
    k->second = false;
    walk(k->capture, rules, observer);
    observer.want_all_fields = observer.want_trace = false;
    k->second = true;
    walk(k->capture, rules, observer);
    if (k->count != k->again && k->mismatches++ < 5)
        printf("%s, %s: %u classifies, then %u\n", k->capture, k->policy_name, k->count, k->again);
}

/* One filter without conditions at every layer: every layer is asked, nothing is decided. */
static struct ruleset *ask_everywhere(void)
{
    static struct filter filters[LAYER_COUNT];
    struct ruleset_input in = { .filters = filters, .filter_count = LAYER_COUNT, .generation = 1 };
    struct ruleset      *rules = NULL;
    for (uint16_t i = 0; i < LAYER_COUNT; i++)
        filters[i] = (struct filter){ .id = 1u + i, .name = "f", .layer = i, .action = ACTION_CALLOUT_INSPECTION };
    return ruleset_build(&in, &rules) == WFP_OK ? rules : NULL;
}

/* The condition's value becomes the sample's own, mostly, when it has one of that type. */
static bool condition_from(struct random *r, const struct sample *s, struct condition *c, struct operand *store)
{
    uint32_t               i = random_below(r, s->layer->field_count);
    const struct field_row *f = &s->layer->fields[i];
    if (f->type == TYPE_EMPTY || f->id == FIELD_NONE || !generate_condition(r, f->type, c, store))
        return false;
    c->field = f->id;
    if (c->value.type == s->values[i].type && !random_chance(r, 5))
        c->value = s->values[i];
    if (c->value.type == TYPE_RANGE && s->values[i].type == f->type)
        *(random_chance(r, 2) ? &store->range.low : &store->range.high) = s->values[i];
    return true;
}

static void filter_from(struct random *r, const struct sample *s, struct policy_case *c, uint32_t filter)
{
    uint32_t want = s->layer->field_count ? random_below(r, 4) : 0;
    c->filters[filter].layer = s->layer->id;
    c->filters[filter].conditions = c->conditions[filter];
    c->filters[filter].condition_count = 0;
    while (want--) {
        uint32_t n = c->filters[filter].condition_count;
        if (condition_from(r, s, &c->conditions[filter][n], &c->operands[filter][n]))
            c->filters[filter].condition_count++;
    }
}

static void check_random(struct check *k, struct samples *s)
{
    static struct policy_case c;
    static struct engine_side side;
    generate_policy(&s->random, &c);
    for (uint32_t i = 0; i < c.filter_count; i++)
        filter_from(&s->random, &s->list[random_below(&s->random, s->count)], &c, i);
    if (!engine_side_init(&side, &c)) {
        k->mismatches++;
        return;
    }
    k->policy_name = "a random policy";
    k->policy = policy_case_view(&c);
    walk_twice(k, side.rules);
    engine_side_fini(&side);
}

/* Ids, weights and default sublayers as BFE gives them; the decisions are not its business. */
static void check_file(struct check *k, const char *path)
{
    struct policy_file *file;
    struct policy_error error;
    struct ruleset     *rules;
    if (policy_load(path, &file, &error) != WFP_OK) {
        printf("%s\n", error.text);
        k->mismatches++;
        return;
    }
    const struct policy *p = policy_file_policy(file);
    struct filter       *filters = calloc(p->filter_count + 1, sizeof(*filters));
    if (!filters || bfe_compile(p, NULL, 0, 1, &rules) != WFP_OK)
        abort();
    for (uint32_t i = 0; i < p->filter_count; i++)
        filters[i] = bfe_filter_assigned(&p->filters[i], i + 1);
    k->policy_name = path;
    k->policy = (struct naive_policy){ filters, p->filter_count, p->sublayers, p->sublayer_count, NULL, 0 };
    walk_twice(k, rules);
    ruleset_free(rules);
    free(filters);
    policy_file_free(file);
}

static bool is_policy(const char *path)
{
    size_t n = strlen(path);
    return n > 5 && strcmp(path + n - 5, ".json") == 0;
}

static void check_capture(struct check *k, const char *path, char **args, int count)
{
    static struct samples s;
    struct ruleset       *everywhere = ask_everywhere();
    s = (struct samples){ .random = { 1 } };
    k->capture = path;
    if (!everywhere)
        abort();
    walk(path, everywhere, (struct shim_observer){ &s, gather, false, true });
    ruleset_free(everywhere);
    for (unsigned i = 0; s.count && i < RANDOM_POLICIES; i++)
        check_random(k, &s);
    for (int i = 0; i < count; i++)
        if (is_policy(args[i]))
            check_file(k, args[i]);
}

int main(int argc, char **argv)
{
    static struct check k;
    for (int i = 1; i < argc; i++)
        if (!is_policy(argv[i]))
            check_capture(&k, argv[i], &argv[1], argc - 1);
    printf("%" PRIu64 " classifies, %" PRIu64 " blocked, %" PRIu64 " filters matched, %" PRIu64 " mismatches\n",
           k.classifies, k.blocks, k.matches, k.mismatches);
    return k.mismatches || k.classifies < 1000 || k.blocks < 100 || k.matches < 1000;
}
