/* From records to a ruleset: ids, weights, default sublayer, who is left out, which callouts are bound. */
#include "policy_kit.h"

#include "bfe/compile.h"
#include "bfe/objects.h"
#include "bfe/weight.h"
#include "engine/classify.h"

#define LAYER_ID LAYER_ID_ALE_AUTH_CONNECT_V4
#define FILTER(name, more) "{'name': '" name "', 'layer': 'ALE_AUTH_CONNECT_V4', 'action': 'block'" more "}"

static struct policy_file *file;
static struct ruleset     *rules;

static const struct rule *const *compiled(const char *policy, const struct callout_binding *bindings, uint32_t n, uint32_t *count)
{
    file = policy_of(policy);
    assert_int_equal(bfe_compile(policy_file_policy(file), bindings, n, 42, &rules), WFP_OK);
    return ruleset_layer_rules(rules, LAYER_ID, count);
}

static int teardown(void **state)
{
    (void)state;
    ruleset_free(rules);
    policy_file_free(file);
    rules = NULL;
    file = NULL;
    return 0;
}

/* proves: A-036 A-074 */
static void filters_get_ids_and_the_default_sublayer(void **state)
{
    uint32_t                  count;
    const struct rule *const *r = compiled("{'filters': [" FILTER("a", ", 'weight': 1") ", " FILTER("b", ", 'weight': 2") "]}", NULL, 0, &count);
    (void)state;
    assert_int_equal(count, 2);
    assert_string_equal(r[0]->name, "b"); /* the heavier first */
    assert_int_equal(r[0]->id, 2);
    assert_int_equal(r[1]->id, 1);
    for (uint32_t i = 0; i < count; i++)
        assert_true(guid_equal(&r[i]->sublayer->key, sublayer_universal_key()));
    assert_true(ruleset_generation(rules) == 42);
}

/* proves: A-120 */
static void the_effective_weight_is_beside_the_given_one(void **state)
{
    uint64_t      given = 77;
    struct filter f = { .name = "f", .weight = { .type = TYPE_UINT64, .u64 = &given } };
    struct filter band = { .name = "f", .weight = { .type = TYPE_UINT8, .u8 = 9 } }, none = { .name = "f" };
    (void)state;
    assert_true(bfe_filter_assigned(&f, 1).effective_weight == 77);
    assert_int_equal(bfe_filter_assigned(&f, 1).weight.type, TYPE_UINT64);
    assert_true(bfe_filter_assigned(&band, 1).effective_weight == 9ull << WEIGHT_AUTO_BITS);
    assert_int_equal(bfe_filter_assigned(&band, 1).weight.type, TYPE_UINT8);
    assert_int_equal(bfe_filter_assigned(&band, 1).weight.u8, 9);
    assert_int_equal(bfe_filter_assigned(&none, 1).weight.type, TYPE_EMPTY);
}

/* The ruleset's side of A-042: what is disabled, or of a disabled provider, is not enforced. */
static void disabled_filters_are_left_out(void **state)
{
    uint32_t                  count;
    const struct rule *const *r =
        compiled("{'providers': [{'name': 'off', 'disabled': true}, {'name': 'on'}], 'filters': [" FILTER("a", ", 'provider': 'off'") ","
                 FILTER("b", ", 'disabled': true") "," FILTER("c", ", 'provider': 'on'") "]}", NULL, 0, &count);
    (void)state;
    assert_int_equal(count, 1);
    assert_string_equal(r[0]->name, "c");
    assert_int_equal(r[0]->id, 3); /* ids do not depend on who is left out */
}

static void never_called(void *callout, const struct classify_in *in, const struct rule *rule, uint64_t flow, struct classify_out *out)
{
    (void)callout;
    (void)in;
    (void)rule;
    (void)flow;
    (void)out;
    fail();
}

static void callouts_are_bound_by_key(void **state)
{
    static const struct callout_ops ops = { never_called };
    struct callout_binding          binding = { .ops = &ops, .callout = &binding };
    uint32_t                        count;
    (void)state;
    binding.key = guid_from_name("callout", "bound");
    const struct rule *const *r =
        compiled("{'callouts': [{'name': 'bound', 'layer': 'ALE_AUTH_CONNECT_V4'}, {'name': 'other', 'layer': 'ALE_AUTH_CONNECT_V4'}],"
                 " 'filters': [{'name': 'a', 'layer': 'ALE_AUTH_CONNECT_V4', 'weight': 9, 'action': 'calloutUnknown', 'callout': 'bound'},"
                 "             {'name': 'b', 'layer': 'ALE_AUTH_CONNECT_V4', 'weight': 3, 'action': 'calloutUnknown', 'callout': 'other'}]}",
                 &binding, 1, &count);
    assert_int_equal(count, 2);
    assert_ptr_equal(r[0]->callout_ops, &ops);
    assert_ptr_equal(r[0]->callout, &binding);
    assert_null(r[1]->callout_ops);
}

static void an_empty_policy_compiles(void **state)
{
    uint32_t count;
    (void)state;
    compiled("{}", NULL, 0, &count);
    assert_int_equal(count, 0);
}

/* A sublayer that went away between the check and the compilation is told, not crashed on. */
static void a_dangling_sublayer_is_refused(void **state)
{
    struct filter filter = { .name = "f", .layer = LAYER_ID, .action = ACTION_BLOCK, .sublayer = guid_from_name("test", "gone") };
    struct policy policy = { .filters = &filter, .filter_count = 1 };
    (void)state;
    assert_int_equal(bfe_compile(&policy, NULL, 0, 1, &rules), WFP_SUBLAYER_NOT_FOUND);
    assert_null(rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(filters_get_ids_and_the_default_sublayer, teardown),
        cmocka_unit_test_teardown(the_effective_weight_is_beside_the_given_one, teardown),
        cmocka_unit_test_teardown(disabled_filters_are_left_out, teardown),
        cmocka_unit_test_teardown(callouts_are_bound_by_key, teardown),
        cmocka_unit_test_teardown(an_empty_policy_compiles, teardown),
        cmocka_unit_test_teardown(a_dangling_sublayer_is_refused, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
