/* The ring between two workers: what is put comes out, in order and whole, also round the end. */
#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "host/handover.h"

#define LARGE 70000u

static uint8_t bytes[LARGE];

static uint32_t size_of(uint32_t i)
{
    return 1 + i * 7919u % LARGE;
}

static struct handed numbered(uint32_t i)
{
    return (struct handed){ i, i & 1, { bytes_of(bytes, size_of(i)), { .gso_size = (uint16_t)i } } };
}

static void check(const struct handed *h, uint32_t i)
{
    assert_int_equal(h->plug, i);
    assert_int_equal(h->leaves, i & 1);
    assert_int_equal(h->frame.offload.gso_size, (uint16_t)i);
    assert_int_equal(bytes_left(&h->frame.bytes), size_of(i));
    assert_memory_equal(h->frame.bytes.at, bytes, size_of(i));
}

static struct handover *ring(void)
{
    struct handover *h;
    assert_int_equal(handover_new(&h), WFP_OK);
    for (size_t i = 0; i < sizeof(bytes); i++)
        bytes[i] = (uint8_t)(i * 31);
    return h;
}

static void what_room_says_is_true(void **state)
{
    struct handover *h = ring();
    struct handed    what = { 0, false, { bytes_of(bytes, LARGE), { 0 } } }, got;
    (void)state;
    for (unsigned round = 0; round < 50; round++) {
        unsigned room = handover_room(h), n = 0;
        for (unsigned i = 0; i < room; i++)
            assert_true(handover_put(h, &what));
        while (handover_put(h, &what))
            room++;
        assert_int_equal(handover_room(h), 0);
        while (handover_next(h, &got))
            n++;
        assert_int_equal(n, room);
        assert_false(handover_put(h, &what)); /* its bytes are in use */
        handover_done(h);
        what.frame.bytes = bytes_of(bytes, 1 + round * 1009 % LARGE); /* another place for the end each time */
        assert_true(handover_put(h, &what));
        assert_true(handover_next(h, &got));
        handover_done(h);
        what.frame.bytes = bytes_of(bytes, LARGE);
    }
    handover_free(h);
}

static void what_is_forgotten_is_nobodys(void **state)
{
    struct handover *h = ring();
    struct handed    got, a = numbered(3), b = numbered(4);
    (void)state;
    assert_true(handover_put(h, &a) && handover_put(h, &b) && handover_put(h, &a));
    assert_true(handover_next(h, &got));
    handover_forget(h, 3);
    assert_true(handover_next(h, &got));
    check(&got, 4);
    assert_true(handover_next(h, &got));
    assert_int_equal(got.plug, HANDOVER_NOWHERE);
    assert_false(handover_next(h, &got));
    handover_free(h);
}

enum { MANY = 20000 };

static void *put_many(void *context)
{
    for (uint32_t i = 0; i < MANY; i++) {
        struct handed what = numbered(i);
        while (!handover_put(context, &what))
            sched_yield();
    }
    return NULL;
}

static void two_threads(void **state)
{
    struct handover *h = ring();
    pthread_t        putter;
    struct handed    got;
    (void)state;
    assert_int_equal(pthread_create(&putter, NULL, put_many, h), 0);
    for (uint32_t i = 0; i < MANY; i++) {
        while (!handover_next(h, &got)) {
            handover_done(h);
            sched_yield();
        }
        check(&got, i);
        if (i % 5 == 0)
            handover_done(h);
    }
    pthread_join(putter, NULL);
    assert_false(handover_next(h, &got));
    handover_free(h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_room_says_is_true),
        cmocka_unit_test(what_is_forgotten_is_nobodys),
        cmocka_unit_test(two_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
