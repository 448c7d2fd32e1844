/* The filters that an index cannot serve are named, with what about them is the reason. */
#include <stdlib.h>

#include "engine/burden.h"
#include "engine_kit.h"

enum { FILTERS = 600 };

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

static struct told tell(const struct set *s, uint32_t count)
{
    struct ruleset_input in = { .filters = s->filters, .filter_count = count, .generation = 1 };
    struct ruleset      *rules;
    struct told          told = { 0 };
    assert_int_equal(ruleset_build(&in, &rules), WFP_OK);
    assert_int_equal(index_explain(rules, layer()->id, note, &told), WFP_OK);
    ruleset_free(rules);
    return told;
}

static void it_names_filters_that_no_table_serves(void **state)
{
    enum { EXCLUDING = 100 };
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
    told = tell(s, 40); /* all of them exclude, and are few */
    assert_int_equal(told.scanned, 0);
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
    struct condition   many[17];
    struct set        *s = make_set();
    (void)state;
    for (uint32_t i = 0; i < COUNT_OF(many); i++)
        many[i] = port(MATCH_EQUAL, (uint16_t)(1000 * i));
    shape(s, 0, 1, many, 0);
    shape(s, 1, 1, &prefix, 1);
    shape(s, 2, 80, &range, 1);
    shape(s, 100, 1, &flags, 1);
    shape(s, 101, 1, many, COUNT_OF(many));
    struct told told = tell(s, FILTERS);
    assert_int_equal(told.asked, 2);
    assert_int_equal(told.burdens[1], BURDEN_SCANNED);
    assert_int_equal(told.why[1], BURDEN_NO_CONDITION);
    assert_int_equal(told.burdens[2], BURDEN_SCANNED | BURDEN_ASKED);
    assert_int_equal(told.why[2], BURDEN_PATH_PREFIX);
    assert_int_equal(told.burdens[3], BURDEN_SCANNED);
    assert_int_equal(told.why[3], BURDEN_RANGE);
    assert_int_equal(told.why[101], BURDEN_FLAGS);
    assert_int_equal(told.burdens[102] & BURDEN_ASKED, BURDEN_ASKED);
    assert_int_equal(told.why[102], BURDEN_ALTERNATIVES);
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
        cmocka_unit_test(it_says_why),
        cmocka_unit_test(each_reason_has_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
