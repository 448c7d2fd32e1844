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
    return attention_found_nothing(a, clock_ns);
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
        now += 8 * US;
        assert_false(nothing(&a));
        now += 5 * US;
        assert_false(found(&a));
    }
    assert_false(nothing(&a));
    for (unsigned i = 0; i < 20; i++, now += US)
        assert_false(nothing(&a));
    now += 40 * US;
    assert_true(nothing(&a));
    assert_false(a.awake);
    assert_true(load(&a)); /* and again */
}

/* How often it was awake, of frames so far from each other. */
static unsigned awake_among(unsigned frames, unsigned apart_us)
{
    struct attention a = { 0 };
    unsigned         times = 0;
    now = 1000 * US;
    for (unsigned i = 0; i < frames; i++) {
        uint64_t next = now + apart_us * US;
        times += found(&a);
        while (now < next && !(nothing(&a), !a.awake))
            now += US;
        now = next;
    }
    return times;
}

static void frames_far_from_each_other_are_slept_between(void **state)
{
    (void)state;
    assert_int_equal(awake_among(10000, 150), 0);
    assert_in_range(awake_among(100000, 80), 2, 300); /* it was in vain: less and less often */
    assert_int_equal(awake_among(10000, 15), 1);     /* once, and for good */
}

static void a_thread_that_did_not_run_looks_again_before_it_sleeps(void **state)
{
    struct attention a = { 0 };
    (void)state;
    now = 1000 * US;
    assert_true(load(&a));
    for (unsigned i = 0; i < 5; i++, now += 200 * US)
        assert_false(nothing(&a));
    assert_false(found(&a));
    unsigned looks = 1;
    for (; !nothing(&a) && looks < 100; now += 200 * US)
        looks++;
    assert_in_range(looks, 6, 20); /* but not for ever */
    assert_false(a.awake);
}

/* Frames come to one queue of a thread after the other: none of them has a pause as long as one of the others has none. */
static void queues_of_a_busy_thread_are_awake_together(void **state)
{
    struct attention a[2] = { { 0 } };
    (void)state;
    now = 1000 * US;
    for (unsigned i = 0; i < 1000; i++)
        for (unsigned n = 0; n < 20; n++, now += 10 * US) {
            (void)found(&a[i & 1]);
            (void)nothing(&a[~i & 1]);
            assert_true(i < 20 || (a[0].awake && a[1].awake));
        }
    for (unsigned n = 0; n < 1000; n++, now += 10 * US) { /* until one of them gets none at all */
        (void)found(&a[0]);
        (void)nothing(&a[1]);
    }
    assert_true(a[0].awake && !a[1].awake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_queue_that_is_never_empty_is_awake),
        cmocka_unit_test(short_pauses_are_waited_out_and_long_ones_are_slept),
        cmocka_unit_test(frames_far_from_each_other_are_slept_between),
        cmocka_unit_test(a_thread_that_did_not_run_looks_again_before_it_sleeps),
        cmocka_unit_test(queues_of_a_busy_thread_are_awake_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
