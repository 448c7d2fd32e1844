/* Counters of several threads add up, also those of threads that have left; they are switched, read and begun anew while they count. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "engine/cost_set.h"
#include "engine_kit.h"

enum { FILTERS = 50, THREADS = 4, ROUNDS = 20000 };

struct stage {
    struct filter    filters[FILTERS];
    struct condition conditions[FILTERS];
    struct ruleset  *rules;
    struct cost_set *set;
    atomic_bool      over;
    atomic_uint      joined;
};

static const struct layer_row *layer(void)
{
    return layer_of(LAYER(ALE_AUTH_CONNECT), FAMILY_V4);
}

static int begin(void **state)
{
    struct stage        *s = calloc(1, sizeof(*s));
    struct ruleset_input in = { .filters = s->filters, .filter_count = FILTERS, .generation = 1 };
    for (uint32_t i = 0; i < FILTERS; i++) {
        s->conditions[i] = (struct condition){ FIELD_IP_REMOTE_PORT, MATCH_EQUAL, { .type = TYPE_UINT16, .u16 = (uint16_t)(i + 1) } };
        s->filters[i] = (struct filter){ .id = i + 1, .layer = layer()->id, .conditions = &s->conditions[i], .condition_count = 1,
                                         .effective_weight = 1000 - i, .action = ACTION_BLOCK };
    }
    assert_int_equal(ruleset_build(&in, &s->rules), WFP_OK);
    assert_int_equal(cost_set_new(&s->set), WFP_OK);
    *state = s;
    return 0;
}

static int end(void **state)
{
    struct stage *s = *state;
    ruleset_free(s->rules);
    cost_set_free(s->set);
    free(s);
    return 0;
}

static void ask(const struct stage *s, struct cost *cost, uint16_t port)
{
    struct value        values[64] = { 0 };
    struct classify_out out;
    struct classify_in  in = { .layer = layer(), .values = values, .cost = cost };
    values[layer_field_index(layer(), FIELD_IP_REMOTE_PORT)] = (struct value){ .type = TYPE_UINT16, .u16 = port };
    engine_classify(s->rules, &in, &out, NULL);
}

static struct cost *join(struct stage *s)
{
    struct cost *cost = NULL;
    assert_int_equal(cost_set_join(s->set, &cost), WFP_OK);
    return cost;
}

static struct cost *sum_of(struct stage *s)
{
    struct cost *sum = NULL;
    assert_int_equal(cost_set_sum(s->set, &sum), WFP_OK);
    return sum;
}

static uint64_t classifies(struct stage *s)
{
    struct cost *sum = sum_of(s);
    uint64_t     n = cost_of_layer(sum, layer()->id).calls;
    cost_free(sum);
    return n;
}

static void *count_rounds(void *context)
{
    struct stage *s = context;
    struct cost  *cost = join(s);
    for (uint32_t i = 0; i < ROUNDS; i++)
        ask(s, cost, (uint16_t)(1 + i % FILTERS));
    cost_set_leave(s->set, cost);
    return NULL;
}

static void threads_add_up(void **state)
{
    struct stage *s = *state;
    pthread_t     threads[THREADS];
    assert_int_equal(cost_set_turn(s->set, 1), WFP_OK);
    for (unsigned i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, count_rounds, s), 0);
    for (unsigned i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    struct cost      *sum = sum_of(s);
    struct cost_count of_layer = cost_of_layer(sum, layer()->id);
    assert_int_equal(of_layer.calls, THREADS * ROUNDS);
    assert_int_equal(of_layer.matches, THREADS * ROUNDS);
    assert_int_equal(cost_filters(sum), FILTERS);
    for (uint64_t id = 1; id <= FILTERS; id++)
        assert_int_equal(cost_of_filter(sum, id).calls, THREADS * ROUNDS / FILTERS);
    assert_int_equal(cost_lost(sum), 0);
    cost_free(sum);
}

static void it_is_off_until_it_is_switched_on(void **state)
{
    struct stage *s = *state;
    struct cost  *cost = join(s), *sum = sum_of(s);
    assert_int_equal(cost_every(sum), 0);
    cost_free(sum);
    ask(s, cost, 1);
    assert_int_equal(classifies(s), 0);
    assert_int_equal(cost_set_turn(s->set, 1), WFP_OK);
    assert_true(cost_set_is_on(s->set));
    ask(s, cost, 1);
    assert_int_equal(classifies(s), 1);
    assert_int_equal(cost_set_turn(s->set, 0), WFP_OK);
    ask(s, cost, 1);
    assert_false(cost_set_is_on(s->set));
    assert_int_equal(classifies(s), 1); /* what was counted stays */
    assert_int_equal(cost_set_turn(s->set, 1), WFP_OK);
    ask(s, cost, 1);
    assert_int_equal(classifies(s), 2);
    assert_int_equal(cost_set_turn(s->set, 8), WFP_OK); /* counts of another kind */
    assert_int_equal(classifies(s), 0);
    cost_set_leave(s->set, cost);
    assert_ptr_equal(join(s), cost); /* for the next thread */
}

static void *count_on(void *context)
{
    struct stage *s = context;
    struct cost  *cost = join(s);
    atomic_fetch_add(&s->joined, 1);
    for (uint32_t i = 0; !atomic_load(&s->over); i++)
        ask(s, cost, (uint16_t)(1 + i % FILTERS));
    cost_set_leave(s->set, cost);
    return NULL;
}

/* Each filter decides alone, and a classify belongs as a whole to what was counted before or after the last reset. */
static void check_sum(struct stage *s)
{
    struct cost      *sum = sum_of(s);
    struct cost_count of_layer = cost_of_layer(sum, layer()->id), of_filters = cost_of_filters(sum);
    assert_int_equal(of_layer.matches, of_layer.calls);
    assert_int_equal(of_filters.calls, of_layer.calls);
    assert_int_equal(cost_lost(sum), 0);
    cost_free(sum);
}

static void wait_for_more(struct stage *s)
{
    while (classifies(s) < 100)
        continue;
}

static void it_begins_anew_while_threads_count(void **state)
{
    enum { RESETS = 100 };
    struct stage *s = *state;
    pthread_t     threads[THREADS];
    assert_int_equal(cost_set_turn(s->set, 1), WFP_OK);
    for (unsigned i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, count_on, s), 0);
    while (atomic_load(&s->joined) < THREADS)
        continue;
    for (unsigned i = 0; i < RESETS; i++) {
        wait_for_more(s);
        cost_set_reset(s->set);
    }
    for (uint32_t every = 1; every <= 16; every *= 2) {
        assert_int_equal(cost_set_turn(s->set, every), WFP_OK);
        wait_for_more(s);
        assert_int_equal(cost_set_turn(s->set, 0), WFP_OK);
    }
    atomic_store(&s->over, true);
    for (unsigned i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    uint64_t before = classifies(s);
    assert_true(before >= 100);
    check_sum(s);
    cost_set_reset(s->set);
    assert_int_equal(classifies(s), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(threads_add_up, begin, end),
        cmocka_unit_test_setup_teardown(it_is_off_until_it_is_switched_on, begin, end),
        cmocka_unit_test_setup_teardown(it_begins_anew_while_threads_count, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
