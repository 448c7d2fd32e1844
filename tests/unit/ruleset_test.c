/* Rulesets: what is copied, in what order, and what a layer wants to know. */
#include "engine_kit.h"

static struct kit k;

static int setup(void **state)
{
    kit_init(&k, LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
    kit_sublayer(&k, "high", 60000);
    kit_sublayer(&k, "low", 100);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    kit_fini(&k);
    return 0;
}

static void build(void)
{
    assert_int_equal(kit_build(&k), WFP_OK);
}

/* The ids of the layer's rules in rank order. */
static void expect_order(const uint64_t *ids, uint32_t n)
{
    uint32_t                  count;
    const struct rule *const *rules = ruleset_layer_rules(k.rules, k.layer->id, &count);
    assert_int_equal(count, n);
    for (uint32_t i = 0; i < n; i++)
        assert_int_equal(rules[i]->id, ids[i]);
}

/* proves: B-001 B-002 J-001 */
static void rules_stand_by_sublayer_then_weight_then_age(void **state)
{
    static const uint64_t order[] = { 3, 5, 4, 2, 6, 1 };
    (void)state;
    kit_filter(&k, "low", UINT64_MAX, ACTION_BLOCK);
    kit_filter(&k, NULL, 7, ACTION_BLOCK);
    kit_filter(&k, "high", 0, ACTION_BLOCK);
    kit_filter(&k, NULL, 8, ACTION_BLOCK);
    kit_filter(&k, NULL, (uint64_t)1 << 60, ACTION_BLOCK);
    kit_filter(&k, NULL, 7, ACTION_BLOCK); /* of the same weight, added later: J-001 */
    build();
    expect_order(order, COUNT_OF(order));
}

/* proves: J-001 J-025 */
static void sublayers_of_one_weight_stand_by_key(void **state)
{
    (void)state;
    for (unsigned turn = 0; turn < 2; turn++) {
        struct guid keys[] = { { .data1 = 5, .data4 = { 9 } }, { .data1 = 5, .data4 = { 10 } } };
        uint64_t    order[] = { turn ? 2 : 1, turn ? 1 : 2 };
        setup(state);
        for (unsigned i = 0; i < 2; i++) {
            k.sublayers[k.sublayer_count++] = (struct sublayer){ .key = keys[i ^ turn], .name = "x", .weight = 50 };
            kit_filter(&k, NULL, 0, ACTION_BLOCK)->sublayer = keys[i ^ turn];
        }
        build();
        expect_order(order, 2);
        kit_fini(&k);
    }
}

static void order_is(const struct rank_order *order, const uint64_t *ids, uint32_t n)
{
    struct ruleset_input in = { .filters = k.filters, .filter_count = k.filter_count, .sublayers = k.sublayers,
                                .sublayer_count = k.sublayer_count, .order = *order };
    ruleset_free(k.rules);
    k.rules = NULL;
    assert_int_equal(ruleset_build(&in, &k.rules), WFP_OK);
    expect_order(ids, n);
}

static void a_run_may_turn_equals_round(void **state)
{
    static const uint64_t given[] = { 1, 2, 3, 4 }, turned[] = { 3, 2, 1, 4 };
    const struct rank_order zero = { 0 }, one = { .equals = 1 };
    (void)state;
    for (unsigned i = 0; i < 3; i++)
        kit_filter(&k, "high", 7, ACTION_BLOCK);
    kit_filter(&k, "high", 6, ACTION_BLOCK);
    order_is(&zero, given, 4);
    order_is(&one, turned, 4);
    struct rank_order n = rank_orders(k.rules);
    assert_int_equal(n.equals, 6);
    assert_int_equal(n.sublayers, 2);
}

/* Each number below 3! is another order of the three sublayers; the built-in ones keep their weight. */
static void a_run_may_exchange_sublayers_weights(void **state)
{
    unsigned seen = 0;
    (void)state;
    kit_sublayer(&k, "middle", 500);
    kit_filter(&k, "high", 0, ACTION_BLOCK);
    kit_filter(&k, "middle", 0, ACTION_BLOCK);
    kit_filter(&k, "low", 0, ACTION_BLOCK);
    kit_filter(&k, NULL, 0, ACTION_BLOCK); /* UNIVERSAL: below the highest, above the others */
    for (uint64_t number = 0; number < 6; number++) {
        uint32_t             count;
        struct ruleset_input in = { .filters = k.filters, .filter_count = k.filter_count, .sublayers = k.sublayers,
                                    .sublayer_count = k.sublayer_count, .order = { .sublayers = number } };
        ruleset_free(k.rules);
        k.rules = NULL;
        assert_int_equal(ruleset_build(&in, &k.rules), WFP_OK);
        const struct rule *const *rules = ruleset_layer_rules(k.rules, k.layer->id, &count);
        assert_int_equal(rules[1]->id, 4);
        seen |= 1u << (rules[0]->id * 3 + rules[2]->id);
    }
    assert_int_equal(__builtin_popcount(seen), 6);
    assert_int_equal(rank_orders(k.rules).sublayers, 6);
}

/* proves: B-024 */
static void the_inspection_sublayer_stands_last(void **state)
{
    static const uint64_t order[] = { 2, 1 };
    (void)state;
    kit_sublayer(&k, "zero", 0);
    kit_filter(&k, NULL, 99, ACTION_BLOCK)->sublayer = kit_builtin("FWPM_SUBLAYER_INSPECTION");
    kit_filter(&k, "zero", 0, ACTION_BLOCK);
    build();
    expect_order(order, 2);
}

/* The engine's part of A-074; that the stored filter shows the key is for BFE. */
static void a_filter_without_sublayer_goes_to_universal(void **state)
{
    uint32_t count;
    (void)state;
    kit_filter(&k, NULL, 0, ACTION_BLOCK);
    build();
    const struct rule *rule = ruleset_layer_rules(k.rules, k.layer->id, &count)[0];
    struct guid        universal = kit_builtin("FWPM_SUBLAYER_UNIVERSAL");
    assert_true(guid_equal(&rule->sublayer->key, &universal));
    assert_int_equal(rule->sublayer->weight, 0x8000);
}

static void an_input_sublayer_replaces_the_built_in_one_of_its_key(void **state)
{
    uint32_t count;
    (void)state;
    kit_sublayer(&k, "mine", 7);
    k.sublayers[k.sublayer_count - 1].key = kit_builtin("FWPM_SUBLAYER_UNIVERSAL");
    kit_filter(&k, NULL, 0, ACTION_BLOCK);
    build();
    assert_int_equal(ruleset_layer_rules(k.rules, k.layer->id, &count)[0]->sublayer->weight, 7);
}

static void what_does_not_exist_is_refused(void **state)
{
    struct ruleset *untouched = (struct ruleset *)&k, *out = untouched;
    (void)state;
    kit_filter(&k, "nowhere", 0, ACTION_BLOCK);
    struct ruleset_input in = { .filters = k.filters, .filter_count = 1, .sublayers = k.sublayers, .sublayer_count = 2 };
    assert_int_equal(ruleset_build(&in, &out), WFP_SUBLAYER_NOT_FOUND);
    k.filters[0].sublayer = k.sublayers[0].key;
    k.filters[0].layer = LAYER_COUNT;
    assert_int_equal(ruleset_build(&in, &out), WFP_LAYER_NOT_FOUND);
    assert_ptr_equal(out, untouched);
}

static void expect_fields(const enum field_id *fields, uint32_t n)
{
    uint32_t       count;
    const uint8_t *wanted = ruleset_wanted_fields(k.rules, k.layer->id, &count);
    assert_int_equal(count, n);
    for (uint32_t i = 0; i < n; i++) {
        assert_int_equal(wanted[i], layer_field_index(k.layer, fields[i]));
        assert_true(i == 0 || wanted[i] > wanted[i - 1]);
    }
}

static void a_layer_wants_the_fields_its_rules_look_at(void **state)
{
    static const enum field_id fields[] = { FIELD_IP_PROTOCOL, FIELD_IP_REMOTE_PORT, FIELD_FLAGS };
    (void)state;
    build();
    expect_fields(fields, 0);
    struct filter *f = kit_filter(&k, NULL, 0, ACTION_BLOCK);
    kit_if(&k, f, FIELD_FLAGS, MATCH_FLAGS_ALL_SET, u32_value(1));
    kit_if(&k, f, FIELD_IP_PROTOCOL, MATCH_EQUAL, u8_value(6));
    f = kit_filter(&k, NULL, 1, ACTION_BLOCK);
    kit_if(&k, f, FIELD_IP_REMOTE_PORT, MATCH_EQUAL, u16_value(80));
    kit_if(&k, f, FIELD_IP_PROTOCOL, MATCH_EQUAL, u8_value(6));
    kit_if(&k, f, FIELD_ETHER_TYPE, MATCH_EQUAL, u16_value(1)); /* the layer has no such field */
    build();
    expect_fields(fields, COUNT_OF(fields));
}

/* Only the wish; that all fields are given is the shims' part of B-053. */
static void a_registered_callout_wants_all_fields(void **state)
{
    struct recorder r = { ACTION_CONTINUE };
    uint32_t        count;
    (void)state;
    kit_unregistered(&k, NULL, 0, ACTION_CALLOUT_INSPECTION);
    build();
    ruleset_wanted_fields(k.rules, k.layer->id, &count);
    assert_int_equal(count, 0);
    kit_callout(&k, NULL, 0, ACTION_CALLOUT_INSPECTION, &r);
    build();
    ruleset_wanted_fields(k.rules, k.layer->id, &count);
    assert_int_equal(count, k.layer->field_count);
}

static void set_value(struct condition *c, enum field_id field, enum match_type match, struct value v)
{
    *c = (struct condition){ field, match, v };
}

/* After the build the input may be overwritten and freed. */
static void everything_reached_is_copied(void **state)
{
    char                name[] = "short lived", sublayer[] = "passing";
    uint8_t             bytes[16] = { 1, 2, 3 }, data[] = { 9, 8, 7 }, sid[12] = { 1, 1 };
    uint16_t            text[] = u"text";
    uint64_t            wide = 77;
    struct byte_blob    blob = { sizeof(data), data };
    struct v4_addr_mask v4 = { 1, 2 };
    struct v6_addr_mask v6 = { { 3 }, 4 };
    struct value_range  range = { { .type = TYPE_UINT64, .u64 = &wide }, { .type = TYPE_BYTE_BLOB, .blob = &blob } };
    struct condition    c[8];
    uint32_t            count;
    struct filter      *f = kit_filter(&k, NULL, 0, ACTION_BLOCK);
    (void)state;
    set_value(&c[0], FIELD_IP_LOCAL_ADDRESS, MATCH_EQUAL, (struct value){ .type = TYPE_BYTE_ARRAY16, .bytes16 = bytes });
    set_value(&c[1], FIELD_ALE_APP_ID, MATCH_EQUAL, (struct value){ .type = TYPE_BYTE_BLOB, .blob = &blob });
    set_value(&c[2], FIELD_ALE_PACKAGE_ID, MATCH_EQUAL, (struct value){ .type = TYPE_SID, .sid = sid });
    set_value(&c[3], FIELD_ALE_APP_ID, MATCH_EQUAL, (struct value){ .type = TYPE_UNICODE_STRING, .string = text });
    set_value(&c[4], FIELD_IP_LOCAL_ADDRESS, MATCH_EQUAL, (struct value){ .type = TYPE_V4_ADDR_MASK, .v4 = &v4 });
    set_value(&c[5], FIELD_IP_LOCAL_ADDRESS, MATCH_EQUAL, (struct value){ .type = TYPE_V6_ADDR_MASK, .v6 = &v6 });
    set_value(&c[6], FIELD_IP_LOCAL_INTERFACE, MATCH_RANGE, (struct value){ .type = TYPE_RANGE, .range = &range });
    set_value(&c[7], FIELD_IP_LOCAL_ADDRESS, MATCH_EQUAL, (struct value){ .type = TYPE_BYTE_ARRAY6, .bytes6 = bytes });
    f->name = name;
    f->conditions = c;
    f->condition_count = COUNT_OF(c);
    k.sublayers[0].name = sublayer;
    f->sublayer = k.sublayers[0].key;
    build();
    memset(name, 'x', sizeof(name) - 1);
    memset(sublayer, 'x', sizeof(sublayer) - 1);
    memset(bytes, 0, sizeof(bytes));
    memset(data, 0, sizeof(data));
    memset(sid, 0, sizeof(sid));
    memset(text, 0, sizeof(text));
    wide = 0;
    blob.size = 0;
    memset(&v4, 0, sizeof(v4));
    memset(&v6, 0, sizeof(v6));
    memset(&range, 0, sizeof(range));
    memset(c, 0, sizeof(c));
    memset(&k.filters, 0, sizeof(k.filters));
    const struct rule      *rule = ruleset_layer_rules(k.rules, k.layer->id, &count)[0];
    const struct condition *copy = rule->conditions;
    assert_string_equal(rule->name, "short lived");
    assert_string_equal(rule->sublayer->name, "passing");
    assert_int_equal(rule->condition_count, 8);
    assert_int_equal(copy[0].value.bytes16[2], 3);
    assert_int_equal(copy[1].value.blob->size, 3);
    assert_int_equal(copy[1].value.blob->data[0], 9);
    assert_int_equal(copy[2].value.sid[1], 1);
    assert_int_equal(copy[3].value.string[3], 't');
    assert_int_equal(copy[3].value.string[4], 0);
    assert_int_equal(copy[4].value.v4->mask, 2);
    assert_int_equal(copy[5].value.v6->prefix, 4);
    assert_int_equal(*copy[6].value.range->low.u64, 77);
    assert_int_equal(copy[6].value.range->high.blob->data[2], 7);
    assert_int_equal(copy[7].value.bytes6[1], 2);
}

static void a_token_is_no_condition(void **state)
{
    struct token   token = { 0 };
    struct filter *f = kit_filter(&k, NULL, 0, ACTION_BLOCK);
    (void)state;
    kit_if(&k, f, FIELD_IP_PROTOCOL, MATCH_EQUAL, (struct value){ .type = TYPE_TOKEN_ACCESS_INFORMATION, .token = &token });
    assert_int_equal(kit_build(&k), WFP_TYPE_MISMATCH);
}

static void layers_are_kept_apart_and_the_generation_is_kept(void **state)
{
    uint32_t count;
    (void)state;
    kit_filter(&k, NULL, 0, ACTION_BLOCK);
    kit_filter(&k, NULL, 0, ACTION_PERMIT)->layer = LAYER_ID_ALE_AUTH_LISTEN_V4;
    build();
    assert_int_equal(ruleset_layer_rules(k.rules, k.layer->id, &count)[0]->id, 1);
    assert_int_equal(count, 1);
    assert_int_equal(ruleset_layer_rules(k.rules, LAYER_ID_ALE_AUTH_LISTEN_V4, &count)[0]->id, 2);
    ruleset_layer_rules(k.rules, LAYER_ID_ALE_AUTH_LISTEN_V6, &count);
    assert_int_equal(count, 0);
    assert_int_equal(ruleset_generation(k.rules), 1);
    ruleset_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(rules_stand_by_sublayer_then_weight_then_age),
        BOTH(sublayers_of_one_weight_stand_by_key),
        BOTH(a_run_may_turn_equals_round),
        BOTH(a_run_may_exchange_sublayers_weights),
        BOTH(the_inspection_sublayer_stands_last),
        BOTH(a_filter_without_sublayer_goes_to_universal),
        BOTH(an_input_sublayer_replaces_the_built_in_one_of_its_key),
        BOTH(what_does_not_exist_is_refused),
        BOTH(a_layer_wants_the_fields_its_rules_look_at),
        BOTH(a_registered_callout_wants_all_fields),
        BOTH(everything_reached_is_copied),
        BOTH(a_token_is_no_condition),
        BOTH(layers_are_kept_apart_and_the_generation_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
