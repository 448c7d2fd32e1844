/* The list of a layer's last rules, in the order of their ranks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/mix.h"
#include "engine/order_list.h"
#include "engine/ruleset.h"

enum { RULES = 2000 };

static struct rule rules[RULES];
static struct arena arena;

/* Of weights that look drawn by chance, some of them the same; the order is that which the weights say. */
static struct order_list fill(uint64_t weights)
{
    struct order_list list;
    uint64_t          state = 7;
    assert_int_equal(order_list_init(&list, &arena, RULES), WFP_OK);
    for (uint32_t i = 0; i < RULES; i++) {
        struct order_place place;
        rules[i] = (struct rule){ .weight = mix64_next(&state) % weights, .place = i };
        order_list_find(&list, &rules[i], &place);
        order_list_put(&list, &place, (weights - rules[i].weight) * RULES + i, &rules[i], i);
    }
    return list;
}

static void rules_are_listed_by_rank(void **state)
{
    struct order_list list = fill(*(uint64_t *)*state);
    uint32_t          count = 0;
    uint64_t          last = 0;
    for (uint32_t at = order_list_next(&list, 0); at; at = order_list_next(&list, at), count++) {
        assert_true(list.nodes[at].order > last);
        assert_ptr_equal(list.nodes[at].rule, &rules[list.nodes[at].number]);
        last = list.nodes[at].order;
    }
    assert_int_equal(count, RULES);
    assert_int_equal(order_list_from(&list, last + 1), 0);
    arena_fini(&arena);
}

static void the_first_of_an_order_or_more_is_found(void **state)
{
    struct order_list list = fill(*(uint64_t *)*state);
    uint32_t          expected = order_list_next(&list, 0);
    for (uint64_t order = 0; expected; order += 997) {
        while (expected && list.nodes[expected].order < order)
            expected = order_list_next(&list, expected);
        assert_int_equal(order_list_from(&list, order), expected);
    }
    arena_fini(&arena);
}

static void a_rule_is_found_where_it_stands(void **state)
{
    struct order_list  list = fill(*(uint64_t *)*state);
    struct order_place place;
    for (uint32_t i = 0; i < RULES; i++) {
        order_list_find(&list, &rules[i], &place);
        assert_ptr_equal(list.nodes[order_list_next(&list, place.before[0])].rule, &rules[i]);
    }
    arena_fini(&arena);
}

int main(void)
{
    static uint64_t         many = 1000000, few = 3;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(rules_are_listed_by_rank, &many),
        cmocka_unit_test_prestate(rules_are_listed_by_rank, &few),
        cmocka_unit_test_prestate(the_first_of_an_order_or_more_is_found, &many),
        cmocka_unit_test_prestate(the_first_of_an_order_or_more_is_found, &few),
        cmocka_unit_test_prestate(a_rule_is_found_where_it_stands, &many),
        cmocka_unit_test_prestate(a_rule_is_found_where_it_stands, &few),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
