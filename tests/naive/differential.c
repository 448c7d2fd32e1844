/* The engine against the second opinion: random policies and packets, random values and conditions, and V4 policies
 * against their V6 twins. differential [CASES [SEED]]; a difference is shrunk, printed, and fails the test. The counts
 * of what occurred are checked too: a generator that no longer produces vetoes would otherwise go unnoticed.
 * proves: A-092 A-093 A-094 A-103 A-109 A-111
 * proves: B-001 B-002 B-003 B-004 B-006 B-008 B-009 B-010 B-011 B-012 B-013 B-014 B-015 B-016 B-017 B-019 B-020 B-021
 * proves: B-026 B-027 B-028 B-029 B-030 B-038 B-039 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "engine/match.h"
#include "naive/engine_side.h"

#define PACKETS_PER_POLICY 8
#define REPORTS            3

enum seen {
    SEEN_PERMIT, SEEN_BLOCK, SEEN_DEFAULT, SEEN_HARD, SEEN_SOFT, SEEN_VETO, SEEN_ABSORB, SEEN_CALLED, SEEN_SEVERAL,
    SEEN_TWIN, SEEN_HIT, SEEN_MISS, SEEN_COUNT
};
static const char *const seen_names[SEEN_COUNT] = { "permit", "block", "default", "hard", "soft", "veto", "absorb",
                                                    "callout called", "several matches", "twin", "condition holds",
                                                    "condition fails" };

struct tally {
    uint64_t cases, mismatches;
    uint64_t seen[SEEN_COUNT];
};

static void note(struct tally *t, const struct naive_out *n)
{
    t->cases++;
    t->seen[n->action == ACTION_BLOCK ? SEEN_BLOCK : SEEN_PERMIT]++;
    t->seen[SEEN_DEFAULT] += n->filter == 0;
    t->seen[n->rights ? SEEN_SOFT : SEEN_HARD]++;
    t->seen[SEEN_VETO] += n->veto;
    t->seen[SEEN_ABSORB] += (n->flags & CLASSIFY_OUT_FLAG_ABSORB) != 0;
    t->seen[SEEN_SEVERAL] += n->match_count > 1;
    for (uint32_t i = 0; i < n->step_count; i++)
        t->seen[SEEN_CALLED] += n->steps[i].called;
}

static const char *case_differs(const struct policy_case *c, const struct packet_case *p, struct naive_out *naive)
{
    static struct engine_side side;
    struct naive_policy       view = policy_case_view(c);
    naive_classify(&view, c->layer, p->values, naive);
    if (!engine_side_init(&side, c))
        return "the engine refuses the policy";
    const char *what = engine_differs(&side, c->layer, p, naive);
    engine_side_fini(&side);
    return what;
}

static bool still_differs(const struct policy_case *c, const struct packet_case *p, void *context)
{
    return case_differs(c, p, context) != NULL;
}

static void print_answers(const struct policy_case *c, const struct packet_case *p, const struct naive_out *n)
{
    static struct engine_side side;
    struct classify_out       e;
    char                      line[512];
    printf("naive:  %s filter %" PRIu64 " rights %u flags 0x%x veto %d\n", enum_name("FWP_ACTION_TYPE", n->action),
           n->filter, n->rights, n->flags, n->veto);
    if (!engine_side_init(&side, c))
        return;
    engine_answer(&side, c->layer, p, &e);
    printf("engine: %s filter %" PRIu64 " rights %u flags 0x%x veto %d\n", enum_name("FWP_ACTION_TYPE", e.action),
           e.rule ? e.rule->id : 0, e.rights, e.flags, e.veto);
    trace_reset(&side.trace);
    engine_classify(side.rules, &(struct classify_in){ .layer = c->layer, .values = p->values }, &e, &side.trace);
    for (uint32_t i = 0; i < side.trace.count; i++)
        printf("    %s\n", trace_event_format(&side.trace.events[i], line, sizeof(line)));
    engine_side_fini(&side);
}

static void report(struct tally *t, const struct policy_case *c, const struct packet_case *p)
{
    static struct policy_case small;
    static struct naive_out   naive;
    if (t->mismatches++ >= REPORTS)
        return;
    policy_case_copy(&small, c);
    shrink(&small, p, still_differs, &naive);
    printf("---- differs: %s\n", case_differs(&small, p, &naive));
    print_case(stdout, &small, p);
    print_answers(&small, p, &naive);
}

/* The deciding filter and all the rest must be the same in both families. */
static bool twins_agree(struct engine_side *v4_side, const struct policy_case *v4, const struct packet_case *p)
{
    static struct policy_case  v6;
    static struct twin_storage storage;
    static struct engine_side  v6_side;
    struct packet_case         q;
    struct classify_out        a, b;
    twin_policy(v4, &v6, &storage);
    twin_packet(v4, p, &q, &storage);
    engine_answer(v4_side, v4->layer, p, &a);
    if (!engine_side_init(&v6_side, &v6))
        return false;
    engine_answer(&v6_side, v6.layer, &q, &b);
    bool same = a.action == b.action && a.rights == b.rights && a.flags == b.flags && a.veto == b.veto &&
                (a.rule ? a.rule->id : 0) == (b.rule ? b.rule->id : 0);
    engine_side_fini(&v6_side);
    return same;
}

static void run_policy(struct tally *t, struct random *r, struct policy_case *c)
{
    static struct engine_side side;
    static struct naive_out   naive;
    struct packet_case        p;
    struct naive_policy       view = policy_case_view(c);
    if (!engine_side_init(&side, c)) {
        printf("the engine refuses a policy for %s\n", c->layer->name);
        t->mismatches++;
        return;
    }
    for (unsigned i = 0; i < PACKETS_PER_POLICY; i++) {
        generate_packet(r, c->layer, &p);
        naive_classify(&view, c->layer, p.values, &naive);
        note(t, &naive);
        if (engine_differs(&side, c->layer, &p, &naive)) {
            report(t, c, &p);
        } else if (c->twin && i == 0) {
            t->seen[SEEN_TWIN]++;
            if (!twins_agree(&side, c, &p) && t->mismatches++ < REPORTS) {
                printf("---- differs from its V6 twin:\n");
                print_case(stdout, c, &p);
            }
        }
    }
    engine_side_fini(&side);
}

/* Conditions one by one, with the types that no layer has today; now and then the field is EMPTY or of a type that the
 * condition is not meant for. */
static void run_match(struct tally *t, struct random *r)
{
    static const enum data_type types[] = {
        TYPE_EMPTY,  TYPE_UINT8,  TYPE_UINT16,       TYPE_UINT32,    TYPE_UINT64,        TYPE_INT8,
        TYPE_INT16,  TYPE_INT32,  TYPE_INT64,        TYPE_FLOAT,     TYPE_DOUBLE,        TYPE_BYTE_ARRAY16,
        TYPE_SID,    TYPE_BYTE_ARRAY6, TYPE_UNICODE_STRING, TYPE_BYTE_BLOB, TYPE_TOKEN_ACCESS_INFORMATION,
    };
    const unsigned   n = sizeof(types) / sizeof(types[0]);
    enum data_type   type = types[random_below(r, n)];
    struct condition c = { 0 };
    struct operand   store;
    struct value     field;
    generate_value(r, type, &field);
    if (type == TYPE_EMPTY || (type != TYPE_TOKEN_ACCESS_INFORMATION && random_chance(r, 8)))
        type = types[1 + random_below(r, n - 1)];
    if (!generate_condition(r, type, &c, &store))
        return;
    bool naive = naive_match(c.match, &field, &c.value), engine = match_value(c.match, &field, &c.value);
    t->cases++;
    t->seen[naive ? SEEN_HIT : SEEN_MISS]++;
    if (naive == engine || t->mismatches++ >= REPORTS)
        return;
    printf("---- differs: condition; naive says %d\nfield ", naive);
    print_value(stdout, &field);
    printf("\n%s ", enum_name("FWP_MATCH_TYPE", c.match));
    print_value(stdout, &c.value);
    printf("\n");
}

static bool everything_occurred(const struct tally *t)
{
    bool all = true;
    for (unsigned i = 0; i < SEEN_COUNT; i++) {
        printf("    %-16s %" PRIu64 "\n", seen_names[i], t->seen[i]);
        all &= t->seen[i] > 0;
    }
    return all;
}

int main(int argc, char **argv)
{
    static struct policy_case c;
    uint64_t      want = argc > 1 ? strtoull(argv[1], NULL, 0) : 100000;
    struct random r = { argc > 2 ? strtoull(argv[2], NULL, 0) : 1 };
    struct tally  policies = { 0 }, conditions = { 0 };
    while (policies.cases < want && policies.mismatches < REPORTS) {
        generate_policy(&r, &c);
        run_policy(&policies, &r, &c);
    }
    while (conditions.cases < want && conditions.mismatches < REPORTS)
        run_match(&conditions, &r);
    for (unsigned i = 0; i < SEEN_COUNT; i++)
        policies.seen[i] += conditions.seen[i];
    bool all = everything_occurred(&policies);
    printf("%" PRIu64 " packets, %" PRIu64 " conditions, %" PRIu64 " mismatches\n", policies.cases, conditions.cases,
           policies.mismatches + conditions.mismatches);
    return policies.mismatches + conditions.mismatches || !all;
}
