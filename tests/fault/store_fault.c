/* The store and the registry without memory: what fails has changed nothing, what succeeds is whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bfe/session.h"
#include "bfe/store.h"
#include "bfe/txn.h"
#include "callout/context.h"
#include "callout/registry.h"
#include "fault/allocations.h"

static struct callout_registry *callouts;
static struct bfe              *b;
static struct bfe_session      *s;
static unsigned                 added, deleted;

static void classify(void *context, const struct classify_in *in, const struct rule *rule, uint64_t flow_context,
                     struct classify_out *out)
{
    (void)context, (void)in, (void)rule, (void)flow_context, (void)out;
}

static enum wfp_status notify(void *context, enum callout_notify type, const struct rule *rule, uint64_t *filter_context)
{
    (void)context, (void)rule, (void)filter_context;
    added += type == CALLOUT_ADD_FILTER;
    deleted += type == CALLOUT_DELETE_FILTER;
    return WFP_OK;
}

static void flow_delete(void *context, uint16_t layer, uint32_t callout_id, uint64_t flow_context)
{
    (void)context, (void)layer, (void)callout_id, (void)flow_context;
    deleted++;
}

static const struct callout_functions functions = { classify, NULL, notify, flow_delete, NULL };

static enum wfp_status register_one(uint32_t *id)
{
    struct callout_registration what = { .key = { .data1 = 3 }, .functions = &functions };
    return callout_register(callouts, &what, id);
}

static int setup(void **state)
{
    struct bfe_config     config = { 0 };
    struct session_config session = { 0 };
    (void)state;
    added = deleted = 0;
    assert_int_equal(callout_registry_new(&callouts), WFP_OK);
    config.callouts = callouts;
    assert_int_equal(bfe_new(&config, &b), WFP_OK);
    assert_int_equal(bfe_session_open(b, &session, &s), WFP_OK);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    allocations_fail(ALLOCATIONS_ALL_WORK);
    bfe_free(b);
    callout_registry_free(callouts);
    return 0;
}

static enum wfp_status add_filter(uint64_t *id)
{
    static struct byte_blob path = { 4, (uint8_t *)"abcd" };
    struct condition c[2] = { { FIELD_IP_LOCAL_PORT, MATCH_EQUAL, { .type = TYPE_UINT16, .u16 = 80 } },
                              { FIELD_ALE_APP_ID, MATCH_EQUAL, { .type = TYPE_BYTE_BLOB, .blob = &path } } };
    struct filter    f = { .name = "filter", .description = "d", .layer = LAYER_ID_ALE_AUTH_CONNECT_V4, .condition_count = 2,
                           .conditions = c, .action = ACTION_CALLOUT_TERMINATING, .callout = { .data1 = 3 } };
    return bfe_filter_add(s, &f, id);
}

static void add_callout(void)
{
    struct callout c = { .key = { .data1 = 3 }, .name = "callout", .layer = LAYER_ID_ALE_AUTH_CONNECT_V4 };
    assert_int_equal(bfe_callout_add(s, &c, NULL), WFP_OK);
}

static uint32_t rule_count(void)
{
    uint32_t count;
    ruleset_layer_rules(bfe_ruleset(b), LAYER_ID_ALE_AUTH_CONNECT_V4, &count);
    return count;
}

/* Alone: the add and the ruleset that follows it are one. A callout that heard of the filter hears that it is gone. */
static void an_add_without_memory_leaves_nothing(void **state)
{
    enum wfp_status err = WFP_NO_MEMORY;
    uint64_t        n = 0;
    (void)state;
    add_callout();
    assert_int_equal(register_one(NULL), WFP_OK);
    for (; err == WFP_NO_MEMORY; n++) {
        allocations_fail(n);
        err = add_filter(NULL);
        allocations_fail(ALLOCATIONS_ALL_WORK);
        if (err == WFP_OK)
            break;
        assert_int_equal(rule_count(), 0);
        assert_int_equal(bfe_policy(b)->filter_count, 0);
        assert_int_equal(added, deleted);
    }
    assert_int_equal(err, WFP_OK);
    assert_true(n > 10);
    assert_int_equal(rule_count(), 1);
    assert_int_equal(added, deleted + 1);
}

/* A commit without memory leaves the transaction as it is: it can be tried again. */
static void a_commit_without_memory_can_be_repeated(void **state)
{
    enum wfp_status err = WFP_NO_MEMORY;
    (void)state;
    add_callout();
    assert_int_equal(bfe_txn_begin(s, 0), WFP_OK);
    assert_int_equal(add_filter(NULL), WFP_OK);
    assert_int_equal(add_filter(NULL), WFP_OK);
    for (uint64_t n = 0; err == WFP_NO_MEMORY; n++) {
        allocations_fail(n);
        err = bfe_txn_commit(s);
        allocations_fail(ALLOCATIONS_ALL_WORK);
        assert_int_equal(rule_count(), err ? 0 : 2);
    }
    assert_int_equal(err, WFP_OK);
}

/* Deleting needs memory as well, for the ruleset without the filter. */
static void a_delete_without_memory_deletes_nothing(void **state)
{
    enum wfp_status err = WFP_NO_MEMORY;
    uint64_t        id;
    (void)state;
    add_callout();
    assert_int_equal(register_one(NULL), WFP_OK);
    assert_int_equal(add_filter(&id), WFP_OK);
    for (uint64_t n = 0; err == WFP_NO_MEMORY; n++) {
        allocations_fail(n);
        err = bfe_delete_id(s, OBJECT_FILTER, id);
        allocations_fail(ALLOCATIONS_ALL_WORK);
        assert_int_equal(rule_count(), err ? 1 : 0);
        assert_int_equal(deleted, err ? 0 : 1);
    }
    assert_int_equal(err, WFP_OK);
}

/* A callout that no ruleset could be built with is not registered. */
static void a_registration_without_memory_is_none(void **state)
{
    enum wfp_status err = WFP_NO_MEMORY;
    uint64_t        n = 0;
    (void)state;
    add_callout();
    assert_int_equal(add_filter(NULL), WFP_OK);
    for (; err == WFP_NO_MEMORY; n++) {
        allocations_fail(n);
        err = register_one(NULL);
        allocations_fail(ALLOCATIONS_ALL_WORK);
        assert_int_equal(callout_list(callouts, NULL, NULL, 0), err ? 0 : 1);
    }
    assert_int_equal(err, WFP_OK);
    assert_true(n > 3);
}

/* A callout goes even when no new ruleset can be built: the old one finds it gone. */
static void unregistering_needs_no_memory(void **state)
{
    struct value        values[64] = { 0 };
    struct classify_in  in = { .layer = &layer_rows[LAYER_ID_STREAM_V4], .values = values };
    struct classify_out out;
    uint32_t            id;
    struct callout      c = { .key = { .data1 = 3 }, .name = "callout", .layer = LAYER_ID_STREAM_V4 };
    struct filter       f = { .name = "f", .layer = LAYER_ID_STREAM_V4, .action = ACTION_CALLOUT_UNKNOWN, .callout = { .data1 = 3 } };
    (void)state;
    assert_int_equal(bfe_callout_add(s, &c, NULL), WFP_OK);
    assert_int_equal(bfe_filter_add(s, &f, NULL), WFP_OK);
    assert_int_equal(register_one(&id), WFP_OK);
    allocations_fail(0);
    assert_int_equal(callout_unregister(callouts, id), WFP_OK);
    allocations_fail(ALLOCATIONS_ALL_WORK);
    engine_classify(bfe_ruleset(b), &in, &out, NULL);
    assert_int_equal(out.action, ACTION_BLOCK);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(an_add_without_memory_leaves_nothing),
        TEST(a_commit_without_memory_can_be_repeated),
        TEST(a_delete_without_memory_deletes_nothing),
        TEST(a_registration_without_memory_is_none),
        TEST(unregistering_needs_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
