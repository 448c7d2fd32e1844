/* Readers while rulesets follow each other: each sees one ruleset whole, whether it was changed in place or made by a compaction beside
 * the changes; memory that comes back; and the odd values that send a classify over its rules one by one. */
#include <malloc.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "engine/compaction.h"
#include "engine_kit.h"

enum { BASE = 500, SMALL = 10, CHANGES = 3000, READERS = 2, LAYERS = 2, FILTERS = LAYERS * (BASE + 1), COMPACTIONS = 40, BESIDE = 30 };

struct stage {
    uint32_t                  base; /* filters of the second layer beside the one that comes and goes */
    struct filter             filters[FILTERS];
    struct condition          conditions[FILTERS];
    struct ruleset           *rules[CHANGES + 1 + COMPACTIONS]; /* kept to the end: a reader may be in any of them */
    uint64_t                  expected[CHANGES + 1 + COMPACTIONS]; /* that matches there */
    uint32_t                  count;
    struct compaction        *compaction; /* under way; NULL: none */
    pthread_t                 compactor;
    unsigned                  beside; /* changes since it began */
    atomic_bool               worked;
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
static struct ruleset *follow(struct stage *s, const struct ruleset *before, uint32_t n)
{
    struct filter       *first = &s->filters[BASE], *second = &s->filters[BASE + 1 + s->base], gone[LAYERS] = { *first, *second };
    struct ruleset_input in = { .generation = s->count + 1, .previous = before };
    struct ruleset      *next;
    put(s, BASE, 0, 1000 + 2 * n, 7);
    put(s, BASE + 1 + s->base, 1, 1001 + 2 * n, 7);
    struct ruleset_step steps[] = { { &gone[0], true }, { first, false }, { &gone[1], true }, { second, false } };
    assert_int_equal(ruleset_change(&in, steps, COUNT_OF(steps), &next), WFP_OK);
    assert_non_null(next);
    ruleset_commit(next);
    return next;
}

static void publish(struct stage *s, struct ruleset *rules, uint64_t expected)
{
    s->expected[s->count] = expected;
    s->rules[s->count++] = rules;
    atomic_store(&s->current, rules);
}

static void *work(void *context)
{
    struct stage *s = context;
    assert_int_equal(compaction_work(s->compaction), WFP_OK);
    atomic_store(&s->worked, true);
    return NULL;
}

static void start_work(struct stage *s)
{
    atomic_store(&s->worked, false);
    assert_int_equal(pthread_create(&s->compactor, NULL, work, s), 0);
}

/* Of the layers that change in place, the small one is built anew each time. */
static uint32_t compacted(const struct stage *s, unsigned made)
{
    return s->base < BASE ? 0 : made / 2 % 2;
}

/* The bases and the runs of the layers in turn, on a thread beside the changes. */
static void compact_beside(struct stage *s, unsigned *made)
{
    struct ruleset *now = atomic_load(&s->current), *next;
    bool            is_over;
    if (!s->compaction) {
        if (*made == COMPACTIONS)
            return;
        assert_int_equal(compaction_begin_at(now, layer_at(compacted(s, *made))->id, *made % 2, &s->compaction), WFP_OK);
        start_work(s);
        s->beside = 0;
    }
    while (s->beside >= BESIDE && !atomic_load(&s->worked))
        sched_yield();
    s->beside++;
    if (!atomic_load(&s->worked))
        return;
    pthread_join(s->compactor, NULL);
    assert_int_equal(compaction_finish(s->compaction, now, s->count + 1, &is_over, &next), WFP_OK);
    if (!next && !is_over) {
        start_work(s);
        return;
    }
    compaction_free(s->compaction);
    s->compaction = NULL;
    if (next) {
        publish(s, next, s->expected[s->count - 1]);
        ++*made;
    }
}

static void end_compaction(struct stage *s)
{
    if (s->compaction)
        pthread_join(s->compactor, NULL);
    compaction_free(s->compaction);
}

static void put_layer(struct stage *s, uint32_t layer, uint32_t at, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        put(s, at + i, layer, 1 + layer * BASE + i, (uint16_t)(100 + i));
    put(s, at + count, layer, 1000 + layer, 7);
}

static void readers_see_whole(uint32_t second)
{
    struct stage        *s = calloc(1, sizeof(*s));
    struct ruleset_input in = { .filters = s->filters, .filter_count = BASE + second + 2, .generation = 1 };
    pthread_t            readers[READERS];
    unsigned             compactions = 0;
    s->base = second;
    put_layer(s, 0, 0, BASE);
    put_layer(s, 1, BASE + 1, second);
    assert_int_equal(ruleset_build(&in, &s->rules[0]), WFP_OK);
    publish(s, s->rules[0], 1000);
    for (unsigned i = 0; i < READERS; i++)
        assert_int_equal(pthread_create(&readers[i], NULL, read_on, s), 0);
    for (uint32_t n = 1; n <= CHANGES; n++) {
        publish(s, follow(s, s->rules[s->count - 1], n), 1000 + 2 * n);
        compact_beside(s, &compactions);
    }
    end_compaction(s);
    while (atomic_load(&s->seen) < 100)
        sched_yield();
    atomic_store(&s->over, true);
    for (unsigned i = 0; i < READERS; i++)
        pthread_join(readers[i], NULL);
    assert_int_equal(atomic_load(&s->torn), 0);
    assert_int_equal(compactions, COMPACTIONS);
    for (uint32_t n = 0; n < s->count; n++) { /* the oldest too still are what they were */
        assert_int_equal(only_match(s->rules[n], 0), s->expected[n]);
        ruleset_free(s->rules[n]);
    }
    free(s);
}

static void readers_see_one_ruleset_whole(void **state)
{
    (void)state;
    readers_see_whole(BASE);
}

/* One layer is changed in place and the other one, too small for that, is built anew, by the same ruleset_change(). */
static void readers_see_a_small_and_a_large_layer_change_at_once(void **state)
{
    (void)state;
    readers_see_whole(SMALL);
}

/* --- memory ------------------------------------------------------------------------------------------------------------------- */

static size_t memory_taken(void)
{
    struct mallinfo2 m = mallinfo2();
    return m.uordblks + m.hblkhd;
}

/* Port filters of one layer; the weight is the number. */
static void draw(struct filter *filters, struct condition *ports, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        ports[i] = (struct condition){ FIELD_IP_REMOTE_PORT, MATCH_EQUAL, u16_value((uint16_t)i) };
        filters[i] = (struct filter){ .id = i + 1, .layer = layer_at(0)->id, .effective_weight = i, .action = ACTION_BLOCK,
                                      .conditions = &ports[i], .condition_count = 1 };
    }
}

/* A disk that is full makes commits come to nothing again and again: what they took must not grow for ever. */
static void changes_that_came_to_nothing_leave_no_memory_taken(void **state)
{
    enum { TRIALS = 20000, RULES = 100 };
    static struct filter    filters[RULES + 1];
    static struct condition ports[RULES + 1];
    struct ruleset_input in = { .filters = filters, .filter_count = RULES, .generation = 1 };
    struct ruleset_step  step = { &filters[RULES], false };
    struct ruleset      *rules, *next;
    size_t               taken = 0;
    (void)state;
    draw(filters, ports, RULES + 1);
    assert_int_equal(ruleset_build(&in, &rules), WFP_OK);
    in.previous = rules;
    in.generation = 2;
    for (unsigned i = 0; i < TRIALS; i++) {
        assert_int_equal(ruleset_change(&in, &step, 1, &next), WFP_OK);
        assert_non_null(next);
        ruleset_free(next);
        if (i == TRIALS / 10)
            taken = memory_taken();
    }
    assert_true(memory_taken() <= taken + 65536);
    ruleset_free(rules);
}

/* By changes alone and what commits do without a thread. */
static struct ruleset *change_one(struct ruleset *rules, const struct filter *f, bool deleted, uint64_t *generation)
{
    struct ruleset_input in = { .generation = ++*generation, .previous = rules };
    struct ruleset_step  step = { f, deleted };
    struct ruleset      *next, *better;
    assert_int_equal(ruleset_change(&in, &step, 1, &next), WFP_OK);
    assert_non_null(next);
    ruleset_commit(next);
    assert_int_equal(ruleset_compact(next, *generation, &better), WFP_OK);
    if (better != next)
        ruleset_free(next);
    ruleset_free(rules);
    return better;
}

/* Filters come until there are sixteen times as many and go again; twice, since an allocator keeps some. */
static void memory_of_filters_that_went_comes_back(void **state)
{
    enum { RULES = 1000, MORE = 15000 };
    struct filter       *filters = calloc(RULES + MORE, sizeof(*filters));
    struct condition    *ports = calloc(RULES + MORE, sizeof(*ports));
    struct ruleset_input in = { .filters = filters, .filter_count = RULES, .generation = 1 };
    struct ruleset      *rules;
    uint64_t             generation = 1;
    (void)state;
    draw(filters, ports, RULES + MORE);
    size_t before = memory_taken();
    assert_int_equal(ruleset_build(&in, &rules), WFP_OK);
    size_t built = memory_taken() - before, most = 0;
    for (unsigned round = 0; round < 2; round++) {
        for (unsigned i = 0; i < MORE; i++)
            rules = change_one(rules, &filters[RULES + i], false, &generation);
        assert_int_equal(ruleset_layer_count(rules, layer_at(0)->id), RULES + MORE);
        most = memory_taken() - before;
        for (unsigned i = 0; i < MORE; i++)
            rules = change_one(rules, &filters[RULES + i], true, &generation);
    }
    assert_int_equal(ruleset_layer_count(rules, layer_at(0)->id), RULES);
    assert_true(memory_taken() - before <= most / 3); /* a sanitizer's allocator counts nothing */
    assert_true(memory_taken() - before <= 6 * built);
    ruleset_free(rules);
    free(ports);
    free(filters);
}

/* Each between the last two: their orders are halved until there is none left. */
static void filters_that_come_between_any_two_find_a_place(void **state)
{
    enum { RULES = 100, MORE = 300 };
    static struct filter    filters[RULES + MORE];
    static struct condition ports[RULES + MORE];
    struct ruleset_input in = { .filters = filters, .filter_count = RULES, .generation = 1 };
    struct ruleset      *rules;
    uint64_t             generation = 1, low = 50, high = 51;
    uint32_t             count;
    (void)state;
    draw(filters, ports, RULES + MORE);
    for (unsigned i = 0; i < RULES + MORE; i++)
        filters[i].effective_weight = i < RULES ? (uint64_t)i << 57 : 0;
    low = filters[50].effective_weight;
    high = filters[51].effective_weight;
    assert_int_equal(ruleset_build(&in, &rules), WFP_OK);
    for (unsigned i = RULES; i < RULES + MORE; i++) {
        if (high - low < 4) {
            low = filters[i % RULES].effective_weight;
            high = low + ((uint64_t)1 << 57);
        }
        filters[i].effective_weight = low + (high - low) / 2;
        *(i % 2 ? &low : &high) = filters[i].effective_weight;
        rules = change_one(rules, &filters[i], false, &generation);
    }
    const struct rule *const *in_order = ruleset_layer_rules(rules, layer_at(0)->id, &count);
    assert_int_equal(count, RULES + MORE);
    for (uint32_t i = 1; i < count; i++)
        assert_true(in_order[i - 1]->weight > in_order[i]->weight ||
                    (in_order[i - 1]->weight == in_order[i]->weight && in_order[i - 1]->id < in_order[i]->id));
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
        kit_if(k, kit_filter(k, NULL, i, ACTION_CALLOUT_INSPECTION), field, MATCH_EQUAL,
               (struct value){ .type = TYPE_SID, .sid = sids[i] });
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
    uint32_t              names[USERS];
    struct token          token = { USERS, of };
    struct kit            k;
    kit_init(&k, LAYER(ALE_AUTH_CONNECT), *(enum family *)*state);
    add_users(&k, FIELD_ALE_USER_ID);
    for (unsigned i = 0; i < USERS; i++)
        of[i] = sids[USERS - 1 - i];
    kit_name_token(&token, names);
    kit_set(&k, FIELD_ALE_USER_ID, (struct value){ .type = TYPE_TOKEN_ACCESS_INFORMATION, .token = &token });
    for (unsigned i = 0; i < COUNT_OF(counts); i++) {
        token.sid_count = counts[i];
        expect_matches(&k, counts[i]);
    }
    token.names = NULL; /* nobody gave them any */
    expect_matches(&k, USERS);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(readers_see_one_ruleset_whole),
        cmocka_unit_test(readers_see_a_small_and_a_large_layer_change_at_once),
        cmocka_unit_test(changes_that_came_to_nothing_leave_no_memory_taken),
        cmocka_unit_test(memory_of_filters_that_went_comes_back),
        cmocka_unit_test(filters_that_come_between_any_two_find_a_place),
        BOTH_PLAIN(users_are_found_by_few_and_by_many_sids),
        BOTH_PLAIN(a_token_in_the_place_of_a_sid_is_looked_into),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
