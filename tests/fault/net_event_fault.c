/* The net event log without memory: recording needs none, and what fails leaves nothing behind. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bfe/net_event_log.h"
#include "fault/allocations.h"

static struct byte_blob app = { 4, (uint8_t *)"a\0\0" };
static const struct condition of_a = { FIELD_ALE_APP_ID, MATCH_EQUAL, { TYPE_BYTE_BLOB, .blob = &app } };
static const struct net_event_template wanted = { .condition_count = 1, .conditions = &of_a };

static struct net_event_log *log_of(unsigned count)
{
    struct net_event      e = { .type = NET_EVENT_TYPE_CLASSIFY_DROP };
    struct net_event_log *log;
    e.header.flags = NET_EVENT_FLAG_APP_ID_SET;
    e.header.app = app;
    assert_int_equal(net_event_log_new(&log), WFP_OK);
    allocations_fail(0);
    for (unsigned i = 0; i < count; i++)
        net_event_log_add(log, &e);
    assert_int_equal(allocations_count(), 0);
    allocations_fail(ALLOCATIONS_ALL_WORK);
    return log;
}

static void recording_allocates_nothing(void **state)
{
    struct net_event_log  *log = log_of(1000);
    struct net_event_stats s;
    (void)state;
    net_event_log_stats(log, &s);
    assert_int_equal(s.recorded, 1000);
    net_event_log_free(log);
}

static void a_log_needs_memory(void **state)
{
    struct net_event_log *log = NULL;
    (void)state;
    allocations_fail(0);
    assert_int_equal(net_event_log_new(&log), WFP_NO_MEMORY);
    assert_null(log);
    allocations_fail(ALLOCATIONS_ALL_WORK);
}

static void a_list_fails_whole(void **state)
{
    struct net_event_log  *log = log_of(5);
    struct net_event_list *list = NULL;
    uint64_t               n = 0;
    (void)state;
    for (;; n++) {
        allocations_fail(n);
        enum wfp_status err = net_event_log_list(log, &wanted, &list);
        allocations_fail(ALLOCATIONS_ALL_WORK);
        if (err == WFP_OK)
            break;
        assert_int_equal(err, WFP_NO_MEMORY);
        assert_null(list);
    }
    assert_true(n > 0);
    assert_int_equal(list->count, 5);
    net_event_list_free(list);
    net_event_log_free(log);
}

static void ignore(void *context, const struct net_event *e)
{
    (void)context, (void)e;
}

static void a_subscription_fails_whole(void **state)
{
    struct net_event_log          *log = log_of(5);
    struct net_event_subscription *s = NULL;
    uint64_t                       n = 0;
    (void)state;
    for (;; n++) {
        allocations_fail(n);
        enum wfp_status err = net_event_subscribe(log, &wanted, ignore, NULL, &s);
        allocations_fail(ALLOCATIONS_ALL_WORK);
        if (err == WFP_OK)
            break;
        assert_int_equal(err, WFP_NO_MEMORY);
        assert_null(s);
    }
    assert_true(n > 1); /* the subscription and the copy of its template at least */
    net_event_unsubscribe(s);
    net_event_log_free(log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(recording_allocates_nothing),
        cmocka_unit_test(a_log_needs_memory),
        cmocka_unit_test(a_list_fails_whole),
        cmocka_unit_test(a_subscription_fails_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
