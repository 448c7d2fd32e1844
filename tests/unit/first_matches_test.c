/* Where most filters of a layer end their sublayer, those before the first of them that may go on have their say all the same, however
 * many they are. */
#include <stdlib.h>

#include "engine/walk.h"
#include "engine_kit.h"

enum { FILTERS = 600 };

static struct filter    filters[FILTERS];
static struct condition conditions[FILTERS];

/* The first `before` of them only look at port 80; the next one permits, since its callout is missing; then one blocks. All others
 * are for other ports. */
static struct ruleset *make(uint32_t before)
{
    const struct layer_row *layer = layer_of(LAYER(INBOUND_TRANSPORT), FAMILY_V4);
    struct ruleset_input    in = { .filters = filters, .filter_count = FILTERS, .generation = 1 };
    struct ruleset         *rules;
    for (uint32_t i = 0; i < FILTERS; i++) {
        conditions[i] = (struct condition){ FIELD_IP_REMOTE_PORT, MATCH_EQUAL, u16_value((uint16_t)(i <= before + 1 ? 80 : 1000 + i)) };
        filters[i] = (struct filter){ .id = i + 1, .layer = layer->id, .effective_weight = FILTERS - i, .conditions = &conditions[i],
                                      .condition_count = 1, .action = i < before ? ACTION_CALLOUT_INSPECTION : ACTION_BLOCK };
    }
    filters[before].action = ACTION_CALLOUT_TERMINATING;
    filters[before].flags = FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED;
    assert_int_equal(ruleset_build(&in, &rules), WFP_OK);
    return rules;
}

static void those_that_may_go_on_are_asked_first(void **state)
{
    static const uint32_t   before[] = { 0, 1, 2, WALK_HITS - 2, WALK_HITS - 1, WALK_HITS, 2 * WALK_HITS, 140 };
    const struct layer_row *layer = layer_of(LAYER(INBOUND_TRANSPORT), FAMILY_V4);
    struct value           *values = calloc(layer->field_count, sizeof(*values));
    (void)state;
    assert_non_null(values);
    values[layer_field_index(layer, FIELD_IP_REMOTE_PORT)] = u16_value(80);
    for (unsigned i = 0; i < COUNT_OF(before); i++)
        for (const char *const *kind = walk_kinds(); *kind; kind++) {
            struct ruleset     *rules = make(before[i]);
            struct classify_in  in = { .layer = layer, .values = values };
            struct classify_out out;
            walk_choose(*kind);
            engine_classify(rules, &in, &out, NULL);
            walk_choose(NULL);
            assert_int_equal(out.action, ACTION_PERMIT);
            assert_int_equal(out.rule->id, before[i] + 1);
            ruleset_free(rules);
        }
    free(values);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(those_that_may_go_on_are_asked_first) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
