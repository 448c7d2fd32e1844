/* Readers while rulesets follow each other: each sees one ruleset whole, whether it was changed in place or built anew; and the odd
 * values that send a classify over its rules one by one. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "engine_kit.h"

enum { BASE = 150, CHANGES = 700, READERS = 2, LAYERS = 2, FILTERS = LAYERS * (BASE + 1) };

struct stage {
    struct filter             filters[FILTERS];
    struct condition          conditions[FILTERS];
    struct ruleset           *rules[CHANGES + 1]; /* kept to the end: a reader may be in any of them */
    _Atomic(struct ruleset *) current;
    atomic_bool               over;
    atomic_uint               torn, seen;
};

static const struct layer_row *layer_at(uint32_t i)
{
    return layer_of(i ? LAYER(OUTBOUND_TRANSPORT) : LAYER(INBOUND_TRANSPORT), FAMILY_V4);
}

static void put(struct stage *s, uint32_t at, uint32_t layer, uint64_t id, uint16_t port)
{
    s->conditions[at] = (struct condition){ FIELD_IP_REMOTE_PORT, MATCH_EQUAL, { .type = TYPE_UINT16, .u16 = port } };
    s->filters[at] = (struct filter){ .id = id, .layer = layer_at(layer)->id, .effective_weight = id, .action = ACTION_BLOCK,
                                      .conditions = &s->conditions[at], .condition_count = 1 };
}

/* The filter that matches at a layer; 0: there is not just one. */
static uint64_t only_match(const struct ruleset *rules, uint32_t layer)
{
    struct value       values[64] = { 0 };
    const struct rule *found[2];
    struct classify_in in = { .layer = layer_at(layer), .values = values };
    values[layer_field_index(in.layer, FIELD_IP_REMOTE_PORT)] = u16_value(7);
    return index_matches(rules, &in, found, 2) == 1 ? found[0]->id : 0;
}

static void *read_on(void *context)
{
    struct stage *s = context;
    while (!atomic_load(&s->over)) {
        const struct ruleset *rules = atomic_load(&s->current);
        uint64_t              first = only_match(rules, 0), second = only_match(rules, 1);
        atomic_fetch_add(&s->torn, first == 0 || second != first + 1);
        atomic_fetch_add(&s->seen, 1);
    }
    return NULL;
}

/* The filter of port 7 goes and another one comes, at both layers at once. */
static struct ruleset *follow(struct stage *s, const struct ruleset *before, uint32_t n, unsigned *in_place)
{
    struct filter        gone[LAYERS] = { s->filters[BASE], s->filters[2 * BASE + 1] };
    struct ruleset_input in = { .filters = s->filters, .filter_count = FILTERS, .generation = n + 1, .previous = before };
    struct ruleset      *next;
    put(s, BASE, 0, 1000 + 2 * n, 7);
    put(s, 2 * BASE + 1, 1, 1001 + 2 * n, 7);
    struct ruleset_step steps[] = { { &gone[0], true }, { &s->filters[BASE], false }, { &gone[1], true }, { &s->filters[2 * BASE + 1], false } };
    assert_int_equal(ruleset_change(&in, steps, COUNT_OF(steps), &next), WFP_OK);
    *in_place += next != NULL;
    if (!next) {
        in.previous = NULL;
        assert_int_equal(ruleset_build(&in, &next), WFP_OK);
    }
    return next;
}

static void readers_see_one_ruleset_whole(void **state)
{
    struct stage        *s = calloc(1, sizeof(*s));
    struct ruleset_input in = { .filters = s->filters, .filter_count = FILTERS, .generation = 1 };
    pthread_t            readers[READERS];
    unsigned             in_place = 0;
    (void)state;
    for (uint32_t l = 0; l < LAYERS; l++)
        for (uint32_t i = 0; i <= BASE; i++)
            put(s, l * (BASE + 1) + i, l, i < BASE ? 1 + l * BASE + i : 1000 + l, i < BASE ? (uint16_t)(100 + i) : 7);
    assert_int_equal(ruleset_build(&in, &s->rules[0]), WFP_OK);
    atomic_store(&s->current, s->rules[0]);
    for (unsigned i = 0; i < READERS; i++)
        assert_int_equal(pthread_create(&readers[i], NULL, read_on, s), 0);
    for (uint32_t n = 1; n <= CHANGES; n++) {
        s->rules[n] = follow(s, s->rules[n - 1], n, &in_place);
        ruleset_commit(s->rules[n]);
        atomic_store(&s->current, s->rules[n]);
    }
    while (atomic_load(&s->seen) < 100)
        sched_yield();
    atomic_store(&s->over, true);
    for (unsigned i = 0; i < READERS; i++)
        pthread_join(readers[i], NULL);
    assert_int_equal(atomic_load(&s->torn), 0);
    assert_true(in_place > CHANGES * 9 / 10 && in_place < CHANGES);
    for (uint32_t n = 0; n <= CHANGES; n++) { /* the oldest too still are what they were */
        assert_int_equal(only_match(s->rules[n], 0), 1000 + 2 * n);
        ruleset_free(s->rules[n]);
    }
    free(s);
}

/* A disk that is full makes commits come to nothing again and again: what they took of the layer's memory must not grow for ever. */
static void a_layer_is_built_anew_after_many_changes_that_came_to_nothing(void **state)
{
    enum { TRIALS = 1000, RULES = 100 };
    static struct filter filters[RULES + 1];
    struct ruleset_input in = { .filters = filters, .filter_count = RULES, .generation = 1 };
    struct ruleset_step  step = { &filters[RULES], false };
    struct ruleset      *rules, *next;
    unsigned             changed = 0;
    (void)state;
    for (unsigned i = 0; i <= RULES; i++)
        filters[i] = (struct filter){ .id = i + 1, .layer = layer_at(0)->id, .effective_weight = i, .action = ACTION_BLOCK };
    assert_int_equal(ruleset_build(&in, &rules), WFP_OK);
    in.previous = rules;
    in.generation = 2;
    for (unsigned i = 0; i < TRIALS; i++) {
        assert_int_equal(ruleset_change(&in, &step, 1, &next), WFP_OK);
        changed += next != NULL;
        ruleset_free(next);
    }
    assert_in_range(changed, 1, TRIALS / 2);
    ruleset_free(rules);
}

/* --- odd values --------------------------------------------------------------------------------------------------------------- */

enum { USERS = 24 };

static uint8_t sids[USERS][12];

static void add_users(struct kit *k, enum field_id field)
{
    for (unsigned i = 0; i < USERS; i++) {
        sids[i][0] = sids[i][1] = 1;
        sids[i][8] = (uint8_t)i;
        kit_if(k, kit_filter(k, NULL, i, ACTION_CALLOUT_INSPECTION), field, MATCH_EQUAL, (struct value){ .type = TYPE_SID, .sid = sids[i] });
    }
    assert_int_equal(kit_build(k), WFP_OK);
}

static void expect_matches(const struct kit *k, uint32_t count)
{
    const struct rule *fast[KIT_MAX], *linear[KIT_MAX];
    struct classify_in in = kit_in(k);
    assert_int_equal(index_linear(k->rules, &in, linear, KIT_MAX), count);
    assert_int_equal(index_matches(k->rules, &in, fast, KIT_MAX), count);
    assert_memory_equal(fast, linear, count * sizeof(fast[0]));
}

static void users_are_found_by_few_and_by_many_sids(void **state)
{
    static const uint32_t counts[] = { 0, 1, 2, 8, 9, USERS };
    const uint8_t        *of[USERS];
    struct token          token = { 0, of };
    struct kit            k;
    kit_init(&k, LAYER(ALE_AUTH_CONNECT), *(enum family *)*state);
    add_users(&k, FIELD_ALE_USER_ID);
    for (unsigned i = 0; i < USERS; i++)
        of[i] = sids[USERS - 1 - i];
    kit_set(&k, FIELD_ALE_USER_ID, (struct value){ .type = TYPE_TOKEN_ACCESS_INFORMATION, .token = &token });
    for (unsigned i = 0; i < COUNT_OF(counts); i++) {
        token.sid_count = counts[i];
        expect_matches(&k, counts[i]);
    }
    kit_set(&k, FIELD_ALE_USER_ID, (struct value){ .type = TYPE_SID, .sid = sids[3] });
    expect_matches(&k, 1);
    kit_fini(&k);
}

static void a_token_in_the_place_of_a_sid_is_looked_into(void **state)
{
    const uint8_t *of[] = { sids[2], sids[5] };
    struct token   token = { 2, of };
    struct kit     k;
    kit_init(&k, LAYER(ALE_AUTH_CONNECT), *(enum family *)*state);
    add_users(&k, FIELD_ALE_PACKAGE_ID);
    kit_set(&k, FIELD_ALE_PACKAGE_ID, (struct value){ .type = TYPE_SID, .sid = sids[2] });
    expect_matches(&k, 1);
    kit_set(&k, FIELD_ALE_PACKAGE_ID, (struct value){ .type = TYPE_TOKEN_ACCESS_INFORMATION, .token = &token });
    expect_matches(&k, 2);
    kit_fini(&k);
}

static int setup(void **state)
{
    (void)state;
    return 0;
}
#define teardown setup

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(readers_see_one_ruleset_whole),
        cmocka_unit_test(a_layer_is_built_anew_after_many_changes_that_came_to_nothing),
        BOTH(users_are_found_by_few_and_by_many_sids),
        BOTH(a_token_in_the_place_of_a_sid_is_looked_into),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
