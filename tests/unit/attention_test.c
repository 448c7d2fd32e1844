/* When the kernel need not say that frames have come, on a clock of the test's own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "port/attention.h"

#define US 1000u

static uint64_t now;

static uint64_t clock_ns(void)
{
    return now;
}

static bool found(struct attention *a)
{
    return attention_found(a, clock_ns);
}

static bool nothing(struct attention *a)
{
    return attention_found_nothing(a, now);
}

/* Until it is awake; how many receptions that took. */
static unsigned load(struct attention *a)
{
    for (unsigned n = 1; n < 1000; n++, now += 10 * US)
        if (found(a))
            return n;
    return 0;
}

static void a_queue_that_is_never_empty_is_awake(void **state)
{
    struct attention a = { 0 };
    (void)state;
    now = 1000 * US;
    unsigned n = load(&a);
    assert_in_range(n, 8, 100);
    assert_true(a.awake);
    assert_false(found(&a));
}

static void short_pauses_are_waited_out_and_long_ones_are_slept(void **state)
{
    struct attention a = { 0 };
    (void)state;
    now = 1000 * US;
    assert_true(load(&a));
    for (unsigned i = 0; i < 5; i++) { /* each within the patience */
        assert_false(nothing(&a));
        now += 10 * US;
        assert_false(nothing(&a));
        now += 5 * US;
        assert_false(found(&a));
    }
    assert_false(nothing(&a));
    for (unsigned i = 0; i < 25; i++, now += US)
        assert_false(nothing(&a));
    now += US;
    assert_true(nothing(&a));
    assert_false(a.awake);
    assert_true(load(&a)); /* and again */
}

static void frames_far_from_each_other_wake_nobody(void **state)
{
    struct attention a = { 0 };
    (void)state;
    now = 1000 * US;
    for (unsigned i = 0; i < 1000; i++, now += 40 * US) {
        assert_false(found(&a));
        assert_false(nothing(&a));
    }
    for (unsigned i = 0; i < 1000 && !a.awake; i++, now += 15 * US) { /* and those that follow closely do */
        (void)found(&a);
        (void)nothing(&a);
    }
    assert_true(a.awake);
}

static void who_loses_the_core_while_looking_sleeps_for_a_while(void **state)
{
    struct attention a = { 0 };
    (void)state;
    now = 1000 * US;
    assert_true(load(&a));
    assert_false(nothing(&a));
    now += 3000 * US;
    assert_true(nothing(&a));
    uint64_t then = now;
    while (!found(&a))
        now += 100 * US;
    assert_in_range(now - then, 5000 * US, 50000 * US);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_queue_that_is_never_empty_is_awake),
        cmocka_unit_test(short_pauses_are_waited_out_and_long_ones_are_slept),
        cmocka_unit_test(frames_far_from_each_other_wake_nobody),
        cmocka_unit_test(who_loses_the_core_while_looking_sleeps_for_a_while),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
