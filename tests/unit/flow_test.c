/* The flow table: found by key, ended on the caller's clock, bounded; and the same answers as a list that is searched from
 * end to end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "callout/flow.h"

#define SECOND 1000000000ull

static const uint64_t idle_ns[FLOW_CLASS_COUNT] = { 60 * SECOND, 4 * SECOND, 7200 * SECOND };

static struct flow_table *table_of(uint32_t max)
{
    struct flow_table *t;
    assert_int_equal(flow_table_new(max, &t), WFP_OK);
    return t;
}

/* Conversation `n` of either family; neighbours differ in one byte. */
static struct flow_key key_of(enum family family, unsigned n)
{
    struct flow_key k = { .family = (uint8_t)family, .protocol = PROTO_UDP, .local_port = 40000, .remote_port = 53 };
    unsigned        size = family == FAMILY_V4 ? 4 : 16;
    k.local[size - 1] = 1;
    k.remote[size - 2] = (uint8_t)(n >> 8);
    k.remote[size - 1] = (uint8_t)n;
    return k;
}

static struct flow *add(struct flow_table *t, unsigned n, enum flow_class class, uint64_t now)
{
    struct flow_key k = key_of(FAMILY_V4, n);
    return flow_add(t, &k, class, now);
}

static bool has(struct flow_table *t, unsigned n)
{
    struct flow_key k = key_of(FAMILY_V4, n);
    return flow_find(t, &k) != NULL;
}

static struct flow_stats stats_of(const struct flow_table *t)
{
    struct flow_stats s;
    flow_table_stats(t, &s);
    return s;
}

static void every_part_of_the_key_makes_another_flow(void **state)
{
    (void)state;
    for (enum family family = FAMILY_V4; family <= FAMILY_V6; family++) {
        struct flow_table *t = table_of(64);
        struct flow_key    keys[8];
        struct flow       *flows[8];
        for (unsigned i = 0; i < COUNT_OF(keys); i++)
            keys[i] = key_of(family, 7);
        keys[1].local[3] ^= 1;
        keys[2].remote[0] ^= 0x80;
        keys[3].local_port++;
        keys[4].remote_port++;
        keys[5].icmp_id = 1;
        keys[6].protocol = PROTO_TCP;
        keys[7].family = family == FAMILY_V4 ? FAMILY_V6 : FAMILY_V4;
        for (unsigned i = 0; i < COUNT_OF(keys); i++) {
            assert_null(flow_find(t, &keys[i]));
            flows[i] = flow_add(t, &keys[i], FLOW_CLASS_IDLE, SECOND);
        }
        for (unsigned i = 0; i < COUNT_OF(keys); i++) {
            assert_ptr_equal(flow_find(t, &keys[i]), flows[i]);
            assert_int_equal(flows[i]->id, i + 1);
        }
        flow_remove(t, flows[3]);
        for (unsigned i = 0; i < COUNT_OF(keys); i++)
            assert_ptr_equal(flow_find(t, &keys[i]), i == 3 ? NULL : flows[i]);
        assert_int_equal(stats_of(t).live, 7);
        flow_table_free(t);
    }
}

static void a_new_flow_is_blank_and_has_a_number_of_its_own(void **state)
{
    struct flow_table *t = table_of(1);
    struct flow       *f = add(t, 1, FLOW_CLASS_IDLE, SECOND);
    (void)state;
    f->state = FLOW_DENIED;
    f->denied_by = 9;
    f->any_remote = true;
    flow_remove(t, f);
    f = add(t, 1, FLOW_CLASS_TCP, 2 * SECOND);
    assert_int_equal(f->id, 2);
    assert_int_equal(f->state, FLOW_NEW);
    assert_int_equal(f->denied_by, 0);
    assert_false(f->any_remote);
    assert_int_equal(f->last_ns, 2 * SECOND);
    flow_table_free(t);
}

/* proves: C-033 */
static void each_class_ends_after_its_own_time(void **state)
{
    (void)state;
    for (enum flow_class class = 0; class < FLOW_CLASS_COUNT; class ++) {
        struct flow_table *t = table_of(8);
        add(t, 1, class, 10 * SECOND);
        flow_expire(t, 10 * SECOND + idle_ns[class]);
        assert_true(has(t, 1));
        flow_expire(t, 10 * SECOND + idle_ns[class] + 1);
        assert_false(has(t, 1));
        assert_int_equal(stats_of(t).expired, 1);
        assert_int_equal(stats_of(t).live, 0);
        flow_table_free(t);
    }
}

static void a_packet_keeps_a_flow_alive_and_may_change_its_class(void **state)
{
    struct flow_table *t = table_of(8);
    struct flow       *f = add(t, 1, FLOW_CLASS_IDLE, 0);
    (void)state;
    add(t, 2, FLOW_CLASS_IDLE, 0);
    flow_touch(t, f, FLOW_CLASS_IDLE, 50 * SECOND);
    flow_expire(t, 61 * SECOND);
    assert_true(has(t, 1));
    assert_false(has(t, 2));
    flow_touch(t, f, FLOW_CLASS_TCP, 100 * SECOND);
    flow_expire(t, 7300 * SECOND);
    assert_true(has(t, 1));
    flow_touch(t, f, FLOW_CLASS_MULTICAST, 7300 * SECOND);
    flow_expire(t, 7304 * SECOND + 1);
    assert_false(has(t, 1));
    flow_table_free(t);
}

static void finding_does_not_keep_alive(void **state)
{
    struct flow_table *t = table_of(8);
    (void)state;
    add(t, 1, FLOW_CLASS_IDLE, 0);
    for (uint64_t s = 0; s <= 60; s += 5)
        assert_true(has(t, 1));
    flow_expire(t, 60 * SECOND + 1);
    assert_false(has(t, 1));
    flow_table_free(t);
}

static void a_full_table_gives_up_the_cheapest_class_and_its_idlest_flow(void **state)
{
    struct flow_table *t = table_of(6);
    (void)state;
    add(t, 1, FLOW_CLASS_TCP, 1);
    add(t, 2, FLOW_CLASS_MULTICAST, 2);
    struct flow *f = add(t, 3, FLOW_CLASS_IDLE, 3);
    add(t, 4, FLOW_CLASS_IDLE, 4);
    add(t, 5, FLOW_CLASS_TCP, 5);
    add(t, 6, FLOW_CLASS_MULTICAST, 6);
    flow_touch(t, f, FLOW_CLASS_IDLE, 7);
    static const unsigned order[] = { 4, 3, 2, 6, 1, 5 };
    for (unsigned i = 0; i < COUNT_OF(order); i++) {
        assert_true(has(t, order[i]));
        add(t, 100 + i, FLOW_CLASS_TCP, 8);
        assert_false(has(t, order[i]));
        assert_int_equal(stats_of(t).evicted, i + 1);
        assert_int_equal(stats_of(t).live, 6);
    }
    flow_table_free(t);
}

static void a_table_of_one_flow_works(void **state)
{
    struct flow_table *t = table_of(1);
    (void)state;
    for (unsigned i = 0; i < 100; i++) {
        add(t, i, FLOW_CLASS_IDLE, i);
        assert_true(has(t, i));
        assert_true(i == 0 || !has(t, i - 1));
    }
    assert_int_equal(stats_of(t).evicted, 99);
    flow_table_free(t);
}

static void time_that_runs_backwards_ends_nothing(void **state)
{
    struct flow_table *t = table_of(8);
    (void)state;
    for (enum flow_class class = 0; class < FLOW_CLASS_COUNT; class ++)
        add(t, class, class, 1000000 * SECOND);
    flow_expire(t, 0);
    flow_expire(t, 999990 * SECOND);
    assert_int_equal(stats_of(t).live, FLOW_CLASS_COUNT);
    flow_table_free(t);
}

/* Of lifetimes of their own the shortest ends first, in whatever order they came. proves: C-036 */
static void flows_live_as_long_as_they_were_told(void **state)
{
    static const unsigned seconds[] = { 30, 5, 90, 1, 60 };
    struct flow_table    *t = table_of(8);
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(seconds); i++) {
        struct flow_key k = key_of(FAMILY_V4, i);
        struct flow    *f = flow_add(t, &k, FLOW_CLASS_IDLE, 10 * SECOND);
        f->lifetime_ns = seconds[i] * SECOND;
        flow_touch(t, f, FLOW_CLASS_OWN, 10 * SECOND);
    }
    for (unsigned now = 0; now <= 91; now++) {
        unsigned live = 0;
        flow_expire(t, (10 + now) * SECOND);
        for (unsigned i = 0; i < COUNT_OF(seconds); i++)
            live += seconds[i] >= now;
        assert_int_equal(stats_of(t).live, live);
    }
    flow_table_free(t);
}

/* A packet a second. */
static void seconds_pass(struct flow_table *t, uint64_t from, uint64_t to)
{
    for (uint64_t s = from; s <= to; s++)
        flow_expire(t, s * SECOND);
}

/* One packet with a time of the far past must not age the flows of the present. */
static void a_single_old_time_ages_nothing(void **state)
{
    struct flow_table *t = table_of(8);
    (void)state;
    struct flow *f = add(t, 1, FLOW_CLASS_IDLE, 1000 * SECOND);
    flow_expire(t, 0);
    flow_touch(t, f, FLOW_CLASS_IDLE, 0);
    add(t, 2, FLOW_CLASS_IDLE, 0);
    flow_expire(t, 1060 * SECOND);
    assert_int_equal(stats_of(t).live, 2);
    flow_expire(t, 1060 * SECOND + 1);
    assert_int_equal(stats_of(t).live, 0);
    flow_table_free(t);
}

/* One packet with a time of the far future must not keep flows alive until then; the same when the clock is set back. */
static void flows_end_too_when_the_clock_was_set_back(void **state)
{
    struct flow_table *t = table_of(8);
    (void)state;
    add(t, 1, FLOW_CLASS_IDLE, 1000000 * SECOND);
    seconds_pass(t, 10, 20);
    add(t, 2, FLOW_CLASS_IDLE, 20 * SECOND);
    seconds_pass(t, 20, 80);
    assert_false(has(t, 1));
    assert_true(has(t, 2));
    flow_expire(t, 80 * SECOND + 1);
    assert_false(has(t, 2));
    flow_table_free(t);
}

/* Two clocks in one capture, merged packet by packet: time goes on as on the one that is ahead, no quicker. */
static void two_clocks_do_not_add_up(void **state)
{
    struct flow_table *t = table_of(8);
    (void)state;
    add(t, 1, FLOW_CLASS_IDLE, 100 * SECOND);
    for (uint64_t s = 100; s <= 160; s++) {
        flow_expire(t, s * SECOND);
        flow_expire(t, (s - 90) * SECOND);
        assert_true(has(t, 1));
    }
    flow_expire(t, 160 * SECOND + 1);
    assert_false(has(t, 1));
    flow_table_free(t);
}

/* ---- against a list ---- */

enum { MODEL_KEYS = 200, MODEL_MAX = 40, MODEL_STEPS = 200000 };

struct model_flow {
    bool            live;
    unsigned        n;
    enum flow_class class;
    uint64_t        last, order, id;
};

struct model {
    struct model_flow flows[MODEL_KEYS]; /* by key */
    uint64_t          order, next_id, now;
    struct flow_stats stats;
};

static uint64_t random_next(uint64_t *s)
{
    uint64_t z = *s += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

static void model_end(struct model *m, struct model_flow *f)
{
    f->live = false;
    m->stats.live--;
}

static void model_evict(struct model *m)
{
    for (enum flow_class class = 0; class < FLOW_CLASS_COUNT; class ++) {
        struct model_flow *idlest = NULL;
        for (unsigned i = 0; i < MODEL_KEYS; i++)
            if (m->flows[i].live && m->flows[i].class == class && (!idlest || m->flows[i].order < idlest->order))
                idlest = &m->flows[i];
        if (idlest) {
            model_end(m, idlest);
            m->stats.evicted++;
            return;
        }
    }
}

static void model_add(struct model *m, unsigned n, enum flow_class class)
{
    if (m->stats.live == MODEL_MAX)
        model_evict(m);
    m->flows[n] = (struct model_flow){ true, n, class, m->now, m->order++, ++m->next_id };
    m->stats.live++;
    m->stats.made++;
}

static void model_expire(struct model *m)
{
    for (unsigned i = 0; i < MODEL_KEYS; i++) {
        struct model_flow *f = &m->flows[i];
        if (f->live && m->now - f->last > idle_ns[f->class]) {
            model_end(m, f);
            m->stats.expired++;
        }
    }
}

static void compare(struct flow_table *t, const struct model *m)
{
    struct flow_stats s = stats_of(t);
    assert_int_equal(s.made, m->stats.made);
    assert_int_equal(s.expired, m->stats.expired);
    assert_int_equal(s.evicted, m->stats.evicted);
    assert_int_equal(s.live, m->stats.live);
    for (unsigned i = 0; i < MODEL_KEYS; i++) {
        struct flow_key    k = key_of(i % 2 ? FAMILY_V4 : FAMILY_V6, i);
        const struct flow *f = flow_find(t, &k);
        assert_true(m->flows[i].live == (f != NULL));
        if (!f)
            continue;
        assert_int_equal(f->id, m->flows[i].id);
        assert_int_equal(f->class, m->flows[i].class);
        assert_int_equal(f->last_ns, m->flows[i].last);
    }
}

/* The clock goes on by anything from nothing to the longest idle time. */
static uint64_t pause(uint64_t r)
{
    static const uint64_t pauses[] = { 0, 1, SECOND / 10, SECOND, 4 * SECOND, 20 * SECOND };
    return r % 4000 == 0 ? 7201 * SECOND : pauses[r % COUNT_OF(pauses)];
}

static void random_operations_agree_with_a_list(void **state)
{
    static struct model m;
    struct flow_table  *t = table_of(MODEL_MAX);
    uint64_t            seed = 1;
    (void)state;
    for (unsigned step = 0; step < MODEL_STEPS; step++) {
        uint64_t        r = random_next(&seed);
        unsigned        n = (unsigned)(r % MODEL_KEYS);
        enum flow_class class = (enum flow_class)(r >> 16) % FLOW_CLASS_OWN;
        struct flow_key k = key_of(n % 2 ? FAMILY_V4 : FAMILY_V6, n);
        struct flow    *f = flow_find(t, &k);
        assert_true(m.flows[n].live == (f != NULL));
        if (!f) {
            assert_memory_equal(&flow_add(t, &k, class, m.now)->key, &k, sizeof(k));
            model_add(&m, n, class);
        } else if (r >> 32 & 1) {
            flow_touch(t, f, class, m.now);
            m.flows[n].class = class;
            m.flows[n].last = m.now;
            m.flows[n].order = m.order++;
        } else if (r >> 33 & 1) {
            flow_remove(t, f);
            model_end(&m, &m.flows[n]);
        } else {
            m.now += pause(r >> 40);
            flow_expire(t, m.now);
            model_expire(&m);
        }
        if (step % 97 == 0)
            compare(t, &m);
    }
    compare(t, &m);
    assert_true(m.stats.expired > 1000 && m.stats.evicted > 1000);
    flow_table_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_part_of_the_key_makes_another_flow),
        cmocka_unit_test(a_new_flow_is_blank_and_has_a_number_of_its_own),
        cmocka_unit_test(each_class_ends_after_its_own_time),
        cmocka_unit_test(a_packet_keeps_a_flow_alive_and_may_change_its_class),
        cmocka_unit_test(finding_does_not_keep_alive),
        cmocka_unit_test(a_full_table_gives_up_the_cheapest_class_and_its_idlest_flow),
        cmocka_unit_test(a_table_of_one_flow_works),
        cmocka_unit_test(time_that_runs_backwards_ends_nothing),
        cmocka_unit_test(a_single_old_time_ages_nothing),
        cmocka_unit_test(flows_end_too_when_the_clock_was_set_back),
        cmocka_unit_test(two_clocks_do_not_add_up),
        cmocka_unit_test(random_operations_agree_with_a_list),
        cmocka_unit_test(flows_live_as_long_as_they_were_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
