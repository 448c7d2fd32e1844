/* The linear index against its own oracle, match_conditions() on every rule in rank order; and the index of classifies against it. */
#include "engine/match.h"
#include "random_rules.h"

#define SETS    1500
#define PACKETS 24

static uint32_t dull_index(const struct kit *k, const struct rule **out)
{
    uint32_t                  count, found = 0;
    const struct rule *const *rules = ruleset_layer_rules(k->rules, k->layer->id, &count);
    for (uint32_t i = 0; i < count; i++)
        if (match_conditions(rules[i]->conditions, rules[i]->condition_count, k->layer, k->values, NULL))
            out[found++] = rules[i];
    return found;
}

static unsigned compare_packets(struct random *r, struct kit *k, unsigned seed)
{
    const struct rule *fast[KIT_MAX], *dull[KIT_MAX];
    unsigned           matches = 0;
    for (unsigned p = 0; p < PACKETS; p++) {
        random_packet(r, k);
        struct classify_in in = kit_in(k);
        uint32_t           n = index_linear(k->rules, &in, fast, KIT_MAX), expected = dull_index(k, dull);
        if (n != expected || memcmp(fast, dull, n * sizeof(fast[0])) != 0)
            fail_msg("seed %u, packet %u: %u rules, expected %u", seed, p, n, expected);
        if (index_matches(k->rules, &in, fast, KIT_MAX) != n || memcmp(fast, dull, n * sizeof(fast[0])) != 0)
            fail_msg("seed %u, packet %u: the index finds others", seed, p);
        matches += n;
    }
    return matches;
}

static void it_equals_the_reference_on_random_rules(void **state)
{
    static const enum layer_pair pairs[] = { LAYER(INBOUND_TRANSPORT), LAYER(ALE_AUTH_CONNECT), LAYER(OUTBOUND_IPPACKET),
                                             LAYER(INBOUND_MAC_FRAME_ETHERNET) };
    unsigned                     matches = 0;
    for (unsigned seed = 1; seed <= SETS; seed++) {
        struct random r;
        struct kit    k;
        random_init(&r, seed);
        kit_init(&k, pairs[seed % COUNT_OF(pairs)], *(enum family *)*state);
        kit_sublayer(&k, "high", 60000);
        kit_sublayer(&k, "low", 100);
        for (uint32_t n = random_below(&r, KIT_MAX); n; n--)
            random_filter(&r, &k, ACTION_BLOCK);
        assert_int_equal(kit_build(&k), WFP_OK);
        matches += compare_packets(&r, &k, seed);
        kit_fini(&k);
        arena_fini(&r.arena);
    }
    assert_true(matches > SETS * PACKETS); /* the domains are small enough to prove something */
}

/* Rules far behind must be found, each once. */
static void it_finds_every_rule_of_a_large_layer(void **state)
{
    enum { RULES = 300 };
    static struct filter      filters[RULES];
    static struct condition   conditions[RULES];
    const struct layer_row   *layer = layer_of(LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
    struct value              values[64] = { 0 };
    struct classify_in        in = { .layer = layer, .values = values };
    struct ruleset_input      input = { .filters = filters, .filter_count = RULES };
    struct ruleset           *rules;
    const struct rule        *found[2];
    for (unsigned i = 0; i < RULES; i++) {
        conditions[i] = (struct condition){ i % 2 ? FIELD_IP_LOCAL_PORT : FIELD_IP_REMOTE_PORT, MATCH_EQUAL, u16_value((uint16_t)i) };
        filters[i] = (struct filter){ .id = i + 1, .layer = layer->id, .effective_weight = RULES - i, .action = ACTION_BLOCK,
                                      .conditions = &conditions[i], .condition_count = 1 };
    }
    assert_int_equal(ruleset_build(&input, &rules), WFP_OK);
    for (unsigned i = 0; i < RULES; i++) {
        values[layer_field_index(layer, FIELD_IP_LOCAL_PORT)] = u16_value(i % 2 ? (uint16_t)i : 0xffff);
        values[layer_field_index(layer, FIELD_IP_REMOTE_PORT)] = u16_value(i % 2 ? 0xffff : (uint16_t)i);
        assert_int_equal(index_linear(rules, &in, found, 2), 1);
        assert_int_equal(found[0]->id, i + 1);
        assert_int_equal(index_matches(rules, &in, found, 2), 1);
        assert_int_equal(found[0]->id, i + 1);
    }
    ruleset_free(rules);
}

static void it_counts_more_rules_than_there_is_room_for(void **state)
{
    struct kit         k;
    const struct rule *out[2] = { NULL, NULL };
    kit_init(&k, LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
    for (unsigned i = 0; i < 5; i++)
        kit_filter(&k, NULL, i, ACTION_PERMIT);
    assert_int_equal(kit_build(&k), WFP_OK);
    struct classify_in in = kit_in(&k);
    assert_int_equal(index_linear(k.rules, &in, out, 1), 5);
    assert_int_equal(out[0]->id, 5);
    assert_null(out[1]);
    kit_fini(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH_PLAIN(it_equals_the_reference_on_random_rules),
        BOTH_PLAIN(it_finds_every_rule_of_a_large_layer),
        BOTH_PLAIN(it_counts_more_rules_than_there_is_room_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
