/* Frames that leave together: when a batch is full, when its room is, and what is larger than the room. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "host/departures.h"

struct pair {
    struct port      *ours, *theirs;
    struct departures d;
};

static struct port *open_end(void)
{
    const struct port_config c = { .spec = "loop:departures" };
    struct port             *p;
    char                     error[PORT_ERROR_SIZE];
    if (port_open(&c, &p, error) != WFP_OK)
        fail_msg("%s", error);
    return p;
}

static int begin(void **state)
{
    struct pair *p = calloc(1, sizeof(*p));
    assert_non_null(p);
    p->ours = open_end();
    p->theirs = open_end();
    *state = p;
    return 0;
}

static int end(void **state)
{
    struct pair *p = *state;
    port_close(p->ours);
    port_close(p->theirs);
    free(p);
    return 0;
}

/* From one room for all: a frame is copied when it is put. */
static void put(struct pair *p, uint8_t mark, size_t size)
{
    static uint8_t bytes[DEPARTURES_BYTES + 1];
    memset(bytes, mark, size);
    departures_put(&p->d, p->ours, bytes_of(bytes, size));
}

static uint64_t left(const struct pair *p)
{
    struct port_stats s;
    port_stats(p->ours, &s);
    return s.sent;
}

/* What arrives is marked first, first + 1, ... */
static void arrives(struct pair *p, uint8_t first, unsigned count)
{
    struct frame frames[PORT_BATCH];
    unsigned     n = 0;
    port_flush(p->ours, 0);
    for (unsigned got; (got = port_receive(p->theirs, 0, frames, PORT_BATCH)) != 0;)
        for (unsigned i = 0; i < got; i++)
            assert_int_equal(frames[i].bytes.at[20], (uint8_t)(first + n++));
    assert_int_equal(n, count);
}

static void a_full_batch_leaves_before_the_next_frame(void **state)
{
    struct pair *p = *state;
    for (unsigned i = 0; i < PORT_BATCH; i++)
        put(p, (uint8_t)i, 60);
    assert_int_equal(left(p), 0);
    put(p, PORT_BATCH, 60);
    assert_int_equal(left(p), PORT_BATCH);
    departures_flush(&p->d, p->ours);
    departures_flush(&p->d, p->ours); /* nothing waits any more */
    assert_int_equal(left(p), PORT_BATCH + 1);
    arrives(p, 0, PORT_BATCH + 1);
}

static void a_full_room_leaves_before_the_next_frame(void **state)
{
    struct pair   *p = *state;
    const unsigned fit = DEPARTURES_BYTES / 9000;
    for (unsigned i = 0; i < fit; i++)
        put(p, (uint8_t)i, 9000);
    put(p, (uint8_t)fit, DEPARTURES_BYTES - fit * 9000); /* to the last byte */
    assert_int_equal(left(p), 0);
    put(p, (uint8_t)(fit + 1), 60);
    assert_int_equal(left(p), fit + 1);
    departures_flush(&p->d, p->ours);
    arrives(p, 0, fit + 2);
}

/* It does not wait, and does not overtake. */
static void a_frame_larger_than_the_room_keeps_its_place(void **state)
{
    struct pair      *p = *state;
    struct port_stats s;
    put(p, 0, 60);
    put(p, 1, DEPARTURES_BYTES + 1);
    port_stats(p->ours, &s);
    assert_int_equal(s.sent + s.oversized + s.send_dropped, 2);
    put(p, 2, 60);
    departures_flush(&p->d, p->ours);
    port_stats(p->ours, &s);
    assert_int_equal(s.sent + s.oversized + s.send_dropped, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_full_batch_leaves_before_the_next_frame, begin, end),
        cmocka_unit_test_setup_teardown(a_full_room_leaves_before_the_next_frame, begin, end),
        cmocka_unit_test_setup_teardown(a_frame_larger_than_the_room_keeps_its_place, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
