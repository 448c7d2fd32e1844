/* Filters with long lists of alternatives: what the sorted program and the index find is what match_conditions() finds, at and beside the
 * edges of intervals that meet, touch, lie within each other, begin at 0 and end at the last number. */
#include <stdlib.h>

#include "engine/match.h"
#include "engine_kit.h"

enum { FILTERS = 40, LIST_MOST = 200 };

struct lists {
    struct filter      filters[FILTERS];
    struct condition   conditions[FILTERS][LIST_MOST + 1];
    struct value_range ranges[FILTERS][LIST_MOST];
    struct ruleset    *rules;
    struct value       values[64];
};

static uint32_t roll(uint64_t *state, uint32_t below)
{
    *state = *state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (uint32_t)(*state >> 33) % below;
}

static void add_ports(struct lists *l, unsigned f, unsigned i, uint32_t low, uint32_t high)
{
    l->ranges[f][i] = (struct value_range){ u16_value((uint16_t)low), u16_value((uint16_t)(high > 65535 ? 65535 : high)) };
    l->conditions[f][i] = (struct condition){ FIELD_IP_LOCAL_PORT, MATCH_RANGE, { .type = TYPE_RANGE, .range = &l->ranges[f][i] } };
}

/* Of 15 to LIST_MOST ranges, by the dice narrow or wide, near each other or not; every fourth filter wants a protocol as well. */
static void draw(struct lists *l, uint64_t *dice, const struct layer_row *layer)
{
    for (unsigned f = 0; f < FILTERS; f++) {
        uint32_t count = 15 + roll(dice, LIST_MOST - 14), around = 1 + roll(dice, 65535), width = 1 + roll(dice, f % 2 ? 4 : 3000);
        for (unsigned i = 0; i < count; i++) {
            uint32_t low = roll(dice, around);
            add_ports(l, f, i, low, low + roll(dice, width));
        }
        add_ports(l, f, 0, f % 3 ? 7 : 0, 9);
        add_ports(l, f, 1, 65535 - f % 2, 65535);
        if (f % 4 == 0)
            l->conditions[f][count++] = (struct condition){ FIELD_IP_PROTOCOL, MATCH_EQUAL, { .type = TYPE_UINT8, .u8 = 6 } };
        l->filters[f] = (struct filter){ .id = f + 1, .layer = layer->id, .effective_weight = FILTERS - f, .action = ACTION_PERMIT,
                                         .conditions = l->conditions[f], .condition_count = count };
    }
}

static void expect_alike(const struct lists *l, const struct layer_row *layer, uint32_t port)
{
    const struct rule *const *rules;
    const struct rule        *linear[FILTERS], *index[FILTERS];
    struct classify_in        in = { .layer = layer, .values = l->values };
    uint32_t                  count, n = 0, expected = 0;
    rules = ruleset_layer_rules(l->rules, layer->id, &count);
    n = index_linear(l->rules, &in, linear, FILTERS);
    assert_int_equal(index_matches(l->rules, &in, index, FILTERS), n);
    for (uint32_t i = 0; i < count; i++) {
        if (!match_conditions(rules[i]->conditions, rules[i]->condition_count, layer, l->values, NULL))
            continue;
        if (expected >= n || linear[expected] != rules[i] || index[expected] != rules[i])
            fail_msg("port %u: filter %llu", port, (unsigned long long)rules[i]->id);
        expected++;
    }
    assert_int_equal(n, expected);
}

static void every_edge_is_kept(void **state)
{
    const struct layer_row *layer = layer_of(LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
    int                     port = layer_field_index(layer, FIELD_IP_LOCAL_PORT), protocol = layer_field_index(layer, FIELD_IP_PROTOCOL);
    struct lists           *l = calloc(1, sizeof(*l));
    uint64_t                dice = 5;
    assert_non_null(l);
    for (unsigned round = 0; round < 4; round++) {
        draw(l, &dice, layer);
        struct ruleset_input input = { .filters = l->filters, .filter_count = FILTERS };
        assert_int_equal(ruleset_build(&input, &l->rules), WFP_OK);
        for (uint32_t n = 0; n < 65536; n += 1 + roll(&dice, n < 64 || n > 65500 ? 1 : 40)) {
            l->values[port] = u16_value((uint16_t)n);
            l->values[port].u32 |= 0xabcd0000u; /* what lies beside the number is not asked */
            l->values[protocol] = (struct value){ .type = TYPE_UINT8, .u8 = (uint8_t)(6 + n % 2) };
            expect_alike(l, layer, n);
        }
        ruleset_free(l->rules);
    }
    free(l);
}

int main(void)
{
    const struct CMUnitTest tests[] = { BOTH_PLAIN(every_edge_is_kept) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
