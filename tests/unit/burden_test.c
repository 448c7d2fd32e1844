/* The filters that an index cannot serve are named, with what about them is the reason. */
#include <stdlib.h>

#include "engine/burden.h"
#include "engine/forest.h"
#include "engine_kit.h"

enum { FILTERS = 1000 };

struct set {
    struct filter    filters[FILTERS];
    struct condition conditions[FILTERS][20];
};

struct told {
    uint32_t        scanned, asked;
    enum burden_why why[FILTERS + 1]; /* by id */
    unsigned        burdens[FILTERS + 1];
};

static const struct layer_row *layer(void)
{
    return layer_of(LAYER(ALE_AUTH_CONNECT), FAMILY_V4);
}

static struct condition port(enum match_type match, uint16_t n)
{
    return (struct condition){ FIELD_IP_REMOTE_PORT, match, { .type = TYPE_UINT16, .u16 = n } };
}

/* A filter for each of some remote ports. */
static struct set *make_set(void)
{
    struct set *s = calloc(1, sizeof(*s));
    assert_non_null(s);
    for (uint32_t i = 0; i < FILTERS; i++) {
        s->conditions[i][0] = port(MATCH_EQUAL, (uint16_t)(i + 1));
        s->filters[i] = (struct filter){ .id = i + 1, .layer = layer()->id, .conditions = s->conditions[i], .condition_count = 1,
                                         .effective_weight = 1000 - i, .action = ACTION_BLOCK };
    }
    return s;
}

static void note(void *context, const struct rule *rule, unsigned burdens, enum burden_why why)
{
    struct told *t = context;
    t->scanned += (burdens & BURDEN_SCANNED) != 0;
    t->asked += (burdens & BURDEN_ASKED) != 0;
    t->burdens[rule->id] = burdens;
    t->why[rule->id] = why;
}

/* The first `built` of them are built, the others come one by one. */
static struct ruleset *make_rules(const struct set *s, uint32_t built, uint32_t count)
{
    struct ruleset_input in = { .filters = s->filters, .filter_count = built, .generation = 1 };
    struct ruleset      *rules, *next;
    assert_int_equal(ruleset_build(&in, &rules), WFP_OK);
    for (uint32_t i = built; i < count; i++) {
        struct ruleset_step step = { &s->filters[i], false };
        in = (struct ruleset_input){ .generation = i + 2, .previous = rules };
        assert_int_equal(ruleset_change(&in, &step, 1, &next), WFP_OK);
        assert_non_null(next);
        ruleset_commit(next);
        ruleset_free(rules);
        rules = next;
    }
    return rules;
}

static struct told tell_later(const struct set *s, uint32_t built, uint32_t count)
{
    struct ruleset *rules = make_rules(s, built, count);
    struct told     told = { 0 };
    assert_int_equal(index_explain(rules, layer()->id, note, &told), WFP_OK);
    ruleset_free(rules);
    return told;
}

static struct told tell(const struct set *s, uint32_t count)
{
    return tell_later(s, count, count);
}

static void it_names_filters_that_no_table_serves(void **state)
{
    enum { EXCLUDING = FOREST_FEW + 1 };
    struct set *s = make_set();
    (void)state;
    for (uint32_t i = 0; i < EXCLUDING; i++)
        s->conditions[i][0].match = MATCH_NOT_EQUAL;
    struct told told = tell(s, FILTERS);
    assert_in_range(told.scanned, EXCLUDING, FILTERS - 1);
    assert_int_equal(told.asked, 0);
    for (uint64_t id = 1; id <= EXCLUDING; id++) {
        assert_int_equal(told.burdens[id], BURDEN_SCANNED);
        assert_int_equal(told.why[id], BURDEN_NEGATION);
    }
    told = tell(s, FOREST_FEW); /* all of them exclude, and are few */
    assert_int_equal(told.scanned, 0);
    free(s);
}

/* Up to so many are scanned whatever they compare. */
static void it_does_not_name_what_a_small_layer_scans(void **state)
{
    struct set *s = make_set();
    (void)state;
    for (uint32_t count = 10; count <= FILTERS; count += 82)
        assert_int_equal(tell(s, count).scanned, 0);
    free(s);
}

static struct condition user(enum match_type match, const uint8_t *sid)
{
    return (struct condition){ FIELD_ALE_USER_ID, match, { .type = TYPE_SID, .sid = (uint8_t *)(uintptr_t)sid } };
}

/* Entries without a table leave SIDs to the program: more SIDs would not help. */
static void it_does_not_name_users(void **state)
{
    static uint8_t sids[FILTERS][12];
    struct set    *s = make_set();
    (void)state;
    for (uint32_t i = 0; i < FILTERS; i++) {
        memcpy(sids[i], (uint8_t[]){ 1, 1, 0, 0, 0, 0, 0, 5, 10, 0, (uint8_t)(i >> 8), (uint8_t)i }, 12);
        s->conditions[i][0] = user(MATCH_EQUAL, sids[i]);
    }
    assert_int_equal(tell(s, 20).asked, 0);
    assert_int_equal(tell(s, FILTERS).asked, 0);
    s->conditions[3][0] = user(MATCH_NOT_EQUAL, sids[3]);
    struct told told = tell(s, 20);
    assert_int_equal(told.asked, 1);
    assert_int_equal(told.why[4], BURDEN_NEGATION);
    free(s);
}

/* Filters that came after the layer was built, in runs and the last ones. A value that is new there is asked for one by one, but not for
 * long. */
static void it_names_filters_that_came_later(void **state)
{
    enum { BUILT = 100 };
    static uint8_t   path[] = { 'a', 0, 'b', 0, 0, 0 };
    struct byte_blob blob = { sizeof(path), path };
    uint64_t         number = 7;
    struct set      *s = make_set();
    (void)state;
    for (uint32_t i = BUILT; i < FILTERS; i++)
        s->conditions[i][0].match = MATCH_NOT_EQUAL;
    for (uint32_t i = 0; i < 4; i++)
        s->conditions[i < 2 ? BUILT + i : FILTERS - i][0] =
            i % 2 ? (struct condition){ FIELD_IP_LOCAL_INTERFACE, MATCH_GREATER, { .type = TYPE_UINT64, .u64 = &number } }
                  : (struct condition){ FIELD_ALE_APP_ID, MATCH_EQUAL, { .type = TYPE_BYTE_BLOB, .blob = &blob } };
    struct told told = tell_later(s, BUILT, FILTERS);
    assert_int_equal(told.asked, 2);
    assert_int_equal(told.why[BUILT + 2], BURDEN_WIDE);
    assert_int_equal(told.why[FILTERS - 2], BURDEN_WIDE);
    assert_int_equal(told.burdens[BUILT + 1], 0);
    assert_int_equal(told.burdens[FILTERS - 1], 0);
    assert_true(told.scanned > FOREST_FEW);
    assert_int_equal(told.why[BUILT + 3], BURDEN_NEGATION);
    free(s);
}

/* Of those that no table of the base serves, the ones built and the ones that came are scanned together. */
static void it_names_what_is_scanned_together(void **state)
{
    enum { TABLES = 500, BUILT = TABLES + FOREST_FEW - 20, LATER = BUILT + 10, MANY = BUILT + 100 };
    struct set *s = make_set();
    (void)state;
    for (uint32_t i = TABLES; i < FILTERS; i++)
        s->conditions[i][0].match = MATCH_NOT_EQUAL;
    assert_int_equal(tell_later(s, BUILT, LATER).scanned, 0);
    struct told told = tell_later(s, BUILT, MANY);
    assert_in_range(told.scanned, MANY - TABLES, MANY - TABLES + 24); /* and a few that were left when the tables were made */
    for (uint64_t id = TABLES + 1; id <= MANY; id++)
        assert_int_equal(told.why[id], BURDEN_NEGATION);
    free(s);
}

/* Filters `first` and after it, of one shape each. */
static void shape(struct set *s, uint32_t first, uint32_t count, const struct condition *conditions, uint32_t condition_count)
{
    for (uint32_t i = first; i < first + count; i++) {
        memcpy(s->conditions[i], conditions, condition_count * sizeof(conditions[0]));
        s->filters[i].condition_count = condition_count;
    }
}

static void it_says_why(void **state)
{
    static uint8_t     path[] = { 'a', 0, 'b', 0, 0, 0 };
    struct byte_blob   blob = { sizeof(path), path };
    struct value_range low = { { .type = TYPE_UINT16, .u16 = 0 }, { .type = TYPE_UINT16, .u16 = 40000 } };
    struct condition   prefix = { FIELD_ALE_APP_ID, MATCH_PREFIX, { .type = TYPE_BYTE_BLOB, .blob = &blob } };
    struct condition   range = { FIELD_IP_REMOTE_PORT, MATCH_RANGE, { .type = TYPE_RANGE, .range = &low } };
    struct condition   flags = { FIELD_FLAGS, MATCH_FLAGS_ALL_SET, { .type = TYPE_UINT32, .u32 = 1 } };
    struct condition   six[] = { port(MATCH_EQUAL, 7), { FIELD_IP_LOCAL_PORT, MATCH_EQUAL, u16_value(7) },
                                 { FIELD_IP_PROTOCOL, MATCH_EQUAL, u8_value(6) }, { FIELD_IP_LOCAL_ADDRESS, MATCH_EQUAL, u32_value(7) },
                                 { FIELD_IP_REMOTE_ADDRESS, MATCH_EQUAL, u32_value(7) },
                                 { FIELD_INTERFACE_TYPE, MATCH_EQUAL, u32_value(7) } };
    uint64_t           number = 7;
    struct condition   wide = { FIELD_IP_LOCAL_INTERFACE, MATCH_GREATER, { .type = TYPE_UINT64, .u64 = &number } };
    struct condition   many[17];
    struct set        *s = make_set();
    (void)state;
    for (uint32_t i = 0; i < COUNT_OF(many); i++)
        many[i] = port(MATCH_EQUAL, (uint16_t)(1000 * i));
    shape(s, 0, 1, many, 0);
    shape(s, 1, 1, &prefix, 1);
    shape(s, 2, FOREST_FEW, &range, 1);
    shape(s, 300, 1, &flags, 1);
    shape(s, 301, 1, many, COUNT_OF(many));
    shape(s, 302, 1, six, COUNT_OF(six));
    shape(s, 303, 1, &wide, 1);
    struct told told = tell(s, FILTERS);
    assert_int_equal(told.asked, 3);
    assert_int_equal(told.burdens[1], BURDEN_SCANNED);
    assert_int_equal(told.why[1], BURDEN_NO_CONDITION);
    assert_int_equal(told.burdens[2], BURDEN_SCANNED);
    assert_int_equal(told.why[2], BURDEN_PATH_PREFIX);
    assert_int_equal(told.burdens[3], BURDEN_SCANNED);
    assert_int_equal(told.why[3], BURDEN_RANGE);
    assert_int_equal(told.why[301], BURDEN_FLAGS);
    assert_int_equal(told.burdens[302] & BURDEN_ASKED, BURDEN_ASKED);
    assert_int_equal(told.why[302], BURDEN_ALTERNATIVES);
    assert_int_equal(told.burdens[303], BURDEN_ASKED | BURDEN_CROWDED);
    assert_int_equal(told.why[303], BURDEN_CONDITIONS);
    assert_int_equal(told.why[304], BURDEN_WIDE);
    assert_int_equal(told.burdens[500], 0);
    free(s);
}

static void each_reason_has_words(void **state)
{
    (void)state;
    for (unsigned why = 0; why < BURDEN_WHY_COUNT; why++) {
        assert_true(strlen(burden_why_text((enum burden_why)why)) > 0);
        assert_true(strlen(burden_mend_text((enum burden_why)why)) > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_names_filters_that_no_table_serves),
        cmocka_unit_test(it_does_not_name_what_a_small_layer_scans),
        cmocka_unit_test(it_does_not_name_users),
        cmocka_unit_test(it_names_filters_that_came_later),
        cmocka_unit_test(it_names_what_is_scanned_together),
        cmocka_unit_test(it_says_why),
        cmocka_unit_test(each_reason_has_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
