/* Which filters may be added, and the documented status for each fault, with the member that it names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bfe/objects.h"
#include "bfe/validate.h"

static struct guid key_of(const char *name)
{
    return guid_from_name("test", name);
}

/* A policy with one object of every kind and life. */
static struct provider providers[] = {
    { .name = "static" }, { .name = "persistent", .flags = PROVIDER_FLAG_PERSISTENT },
    { .name = "other persistent", .flags = PROVIDER_FLAG_PERSISTENT },
};
static struct sublayer sublayers[] = {
    { .name = "static" }, { .name = "persistent", .flags = SUBLAYER_FLAG_PERSISTENT },
    { .name = "owned", .flags = SUBLAYER_FLAG_PERSISTENT },
};
static struct callout callouts[] = {
    { .name = "static", .layer = LAYER_ID_ALE_AUTH_CONNECT_V4 },
    { .name = "persistent", .layer = LAYER_ID_ALE_AUTH_CONNECT_V4, .flags = CALLOUT_OBJECT_FLAG_PERSISTENT },
};
static const struct policy policy = { providers, sublayers, callouts, NULL, NULL, 3, 3, 2, 0, 0 };
static struct policy_view  view = { .policy = &policy };

static int setup(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(providers); i++)
        providers[i].key = key_of(providers[i].name);
    for (size_t i = 0; i < COUNT_OF(sublayers); i++)
        sublayers[i].key = key_of(sublayers[i].name);
    for (size_t i = 0; i < COUNT_OF(callouts); i++)
        callouts[i].key = key_of(callouts[i].name);
    sublayers[2].provider = providers[1].key;
    return 0;
}

static struct filter good(void)
{
    return (struct filter){ .name = "f", .layer = LAYER_ID_ALE_AUTH_CONNECT_V4, .action = ACTION_BLOCK };
}

static void refuses(const struct filter *f, enum wfp_status status, enum fault_member member)
{
    struct fault fault;
    char         text[256];
    assert_int_equal(bfe_filter_validate(f, &view, &fault), status);
    if (status == WFP_OK)
        return;
    assert_int_equal(fault.member, member);
    assert_true(strlen(bfe_fault_format(f, status, &fault, text, sizeof(text))) > 10);
}

static void accepts(const struct filter *f)
{
    refuses(f, WFP_OK, FAULT_NONE);
}

/* proves: A-063 A-064 */
static void a_name_is_needed_but_may_be_empty(void **state)
{
    struct filter f = good();
    (void)state;
    f.name = NULL;
    refuses(&f, WFP_NULL_DISPLAY_NAME, FAULT_NAME);
    f.name = "";
    accepts(&f);
}

/* proves: A-073 A-092 */
static void a_filter_has_one_layer_that_exists(void **state)
{
    struct filter f = good();
    (void)state;
    for (f.layer = 0; f.layer < LAYER_COUNT; f.layer++)
        if (!strstr(layer_rows[f.layer].name, "_FAST"))
            accepts(&f);
    f.layer = LAYER_COUNT;
    refuses(&f, WFP_LAYER_NOT_FOUND, FAULT_LAYER);
    f.layer = LAYER_ID_NONE;
    refuses(&f, WFP_LAYER_NOT_FOUND, FAULT_LAYER);
}

/* proves: A-087 J-040 */
static void fast_layers_take_no_static_filters(void **state)
{
    static const uint16_t fast[] = { LAYER_ID_INBOUND_TRANSPORT_FAST, LAYER_ID_OUTBOUND_TRANSPORT_FAST,
                                     LAYER_ID_INBOUND_MAC_FRAME_NATIVE_FAST, LAYER_ID_OUTBOUND_MAC_FRAME_NATIVE_FAST };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(fast); i++) {
        struct filter f = good();
        f.layer = fast[i];
        refuses(&f, WFP_INCOMPATIBLE_LAYER, FAULT_LAYER);
        view.dynamic = true;
        accepts(&f);
        view.dynamic = false;
        f.flags = FILTER_FLAG_PERSISTENT;
        accepts(&f);
    }
}

/* proves: A-075 */
static void references_must_exist(void **state)
{
    struct filter f = good();
    (void)state;
    f.sublayer = key_of("nobody");
    refuses(&f, WFP_SUBLAYER_NOT_FOUND, FAULT_SUBLAYER);
    f.sublayer = key_of("static");
    accepts(&f);
    f.sublayer = *sublayer_universal_key();
    accepts(&f);
    f = good();
    f.provider = key_of("nobody");
    refuses(&f, WFP_PROVIDER_NOT_FOUND, FAULT_PROVIDER);
    f.provider = key_of("static");
    accepts(&f);
}

/* proves: A-076 A-077 J-023 */
static void a_callout_must_exist_and_be_of_the_layer(void **state)
{
    static const enum action_type actions[] = { ACTION_CALLOUT_TERMINATING, ACTION_CALLOUT_INSPECTION, ACTION_CALLOUT_UNKNOWN };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(actions); i++) {
        struct filter f = good();
        f.action = actions[i];
        refuses(&f, WFP_CALLOUT_NOT_FOUND, FAULT_CALLOUT);
        f.callout = key_of("static");
        accepts(&f);
        f.layer = LAYER_ID_ALE_AUTH_CONNECT_V6;
        refuses(&f, WFP_INCOMPATIBLE_LAYER, FAULT_CALLOUT);
    }
}

/* proves: A-079 */
static void other_actions_ignore_the_callout_key(void **state)
{
    struct filter f = good();
    (void)state;
    f.callout = key_of("nobody");
    accepts(&f);
}

/* proves: A-078 */
static void run_time_actions_are_refused(void **state)
{
    static const unsigned actions[] = { ACTION_CONTINUE, ACTION_NONE, ACTION_NONE_NO_MATCH, 0, 0x1003, 0xffffffffu };
    struct filter         f = good();
    (void)state;
    for (size_t i = 0; i < COUNT_OF(actions); i++) {
        f.action = (enum action_type)actions[i];
        refuses(&f, WFP_INVALID_ACTION_TYPE, FAULT_ACTION);
    }
    f.action = ACTION_PERMIT;
    accepts(&f);
}

/* proves: A-080 */
static void the_inspection_sublayer_only_inspects(void **state)
{
    struct filter f = good();
    (void)state;
    f.sublayer = *sublayer_inspection_key();
    refuses(&f, WFP_ACTION_INCOMPATIBLE_WITH_SUBLAYER, FAULT_ACTION);
    f.action = ACTION_PERMIT;
    refuses(&f, WFP_ACTION_INCOMPATIBLE_WITH_SUBLAYER, FAULT_ACTION);
    f.callout = key_of("static");
    f.action = ACTION_CALLOUT_TERMINATING;
    refuses(&f, WFP_ACTION_INCOMPATIBLE_WITH_SUBLAYER, FAULT_ACTION);
    f.action = ACTION_CALLOUT_INSPECTION;
    accepts(&f);
}

/* proves: A-081 */
static void permit_if_unregistered_is_for_terminating_callouts(void **state)
{
    static const struct {
        enum action_type action;
        enum wfp_status  status;
    } rows[] = {
        { ACTION_BLOCK, WFP_INVALID_FLAGS },          { ACTION_PERMIT, WFP_INVALID_FLAGS },
        { ACTION_CALLOUT_INSPECTION, WFP_INVALID_FLAGS }, { ACTION_CALLOUT_TERMINATING, WFP_OK },
        { ACTION_CALLOUT_UNKNOWN, WFP_OK },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct filter f = good();
        f.action = rows[i].action;
        f.callout = key_of("static");
        f.flags = FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED;
        refuses(&f, rows[i].status, FAULT_FLAGS);
    }
}

/* proves: A-043 A-047 A-048 A-091 J-031 */
static void flags_have_their_rules(void **state)
{
    struct filter f = good();
    (void)state;
    f.flags = FILTER_FLAG_PERSISTENT | FILTER_FLAG_BOOTTIME;
    refuses(&f, WFP_INVALID_FLAGS, FAULT_FLAGS);
    f.flags = 0x80000000u;
    refuses(&f, WFP_INVALID_FLAGS, FAULT_FLAGS);
    f.flags = FILTER_FLAG_INDEXED | FILTER_FLAG_CLEAR_ACTION_RIGHT;
    accepts(&f);
    f.flags = FILTER_FLAG_DISABLED;
    refuses(&f, WFP_INVALID_FLAGS, FAULT_FLAGS);
    view.snapshot = true;
    accepts(&f);
    view.snapshot = false;
    f.flags = FILTER_FLAG_PERSISTENT;
    view.dynamic = true;
    refuses(&f, WFP_DYNAMIC_SESSION_IN_PROGRESS, FAULT_FLAGS);
    view.dynamic = false;
    accepts(&f);
}

/* The refusal half of A-045: a boot-time filter needs a kernel layer. */
static void boot_time_filters_need_a_kernel_layer(void **state)
{
    struct filter f = good();
    (void)state;
    f.flags = FILTER_FLAG_BOOTTIME;
    accepts(&f);
    f.layer = LAYER_ID_RPC_UM;
    refuses(&f, WFP_INCOMPATIBLE_LAYER, FAULT_FLAGS);
}

/* proves: A-050 J-036 */
static void persistent_refers_to_persistent_of_the_same_provider(void **state)
{
    struct filter f = good();
    (void)state;
    f.flags = FILTER_FLAG_PERSISTENT;
    f.sublayer = key_of("static");
    refuses(&f, WFP_LIFETIME_MISMATCH, FAULT_SUBLAYER);
    f.sublayer = key_of("owned"); /* by a provider, the filter by none */
    accepts(&f);
    f.provider = key_of("persistent");
    accepts(&f);
    f.provider = key_of("other persistent");
    refuses(&f, WFP_LIFETIME_MISMATCH, FAULT_SUBLAYER);
    f.provider = key_of("static");
    refuses(&f, WFP_LIFETIME_MISMATCH, FAULT_PROVIDER);
    f = good();
    f.flags = FILTER_FLAG_PERSISTENT;
    f.action = ACTION_CALLOUT_UNKNOWN;
    f.callout = key_of("static");
    refuses(&f, WFP_LIFETIME_MISMATCH, FAULT_CALLOUT);
    f.callout = key_of("persistent");
    accepts(&f);
}

/* proves: A-115 */
static void weights_have_three_forms(void **state)
{
    uint64_t      n = UINT64_MAX;
    struct filter f = good();
    (void)state;
    for (unsigned i = 0; i < 256; i++) {
        f.weight = (struct value){ .type = TYPE_UINT8, .u8 = (uint8_t)i };
        refuses(&f, i < 16 ? WFP_OK : WFP_INVALID_WEIGHT, FAULT_WEIGHT);
    }
    for (int type = TYPE_EMPTY; type <= TYPE_BYTE_ARRAY6; type++) {
        bool fits = type == TYPE_EMPTY || type == TYPE_UINT8 || type == TYPE_UINT64;
        f.weight = (struct value){ .type = (enum data_type)type, .u64 = &n };
        if (type == TYPE_UINT8)
            f.weight.u8 = 15;
        refuses(&f, fits ? WFP_OK : WFP_INVALID_WEIGHT, FAULT_WEIGHT);
    }
    f.weight = (struct value){ .type = TYPE_UINT64 };
    refuses(&f, WFP_NULL_POINTER, FAULT_WEIGHT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_is_needed_but_may_be_empty),
        cmocka_unit_test(a_filter_has_one_layer_that_exists),
        cmocka_unit_test(fast_layers_take_no_static_filters),
        cmocka_unit_test(references_must_exist),
        cmocka_unit_test(a_callout_must_exist_and_be_of_the_layer),
        cmocka_unit_test(other_actions_ignore_the_callout_key),
        cmocka_unit_test(run_time_actions_are_refused),
        cmocka_unit_test(the_inspection_sublayer_only_inspects),
        cmocka_unit_test(permit_if_unregistered_is_for_terminating_callouts),
        cmocka_unit_test(flags_have_their_rules),
        cmocka_unit_test(boot_time_filters_need_a_kernel_layer),
        cmocka_unit_test(persistent_refers_to_persistent_of_the_same_provider),
        cmocka_unit_test(weights_have_three_forms),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}
