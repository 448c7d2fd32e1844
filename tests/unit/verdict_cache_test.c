/* Verdicts that are kept: given again for the same question alone, by the same rules, and never when somebody else had a say in them. */
#include <stdlib.h>

#include "engine/cost.h"
#include "engine/index.h"
#include "engine/verdict_cache.h"
#include "engine_kit.h"

struct desk {
    struct kit            k;
    struct verdict_cache *cache;
    struct terminators    ended;
};

/* Fillers that nobody meets, so that the layer has an index. */
static void open_desk(struct desk *d, enum layer_pair pair, enum family family)
{
    memset(d, 0, sizeof(*d));
    kit_init(&d->k, pair, family);
    assert_int_equal(verdict_cache_new(VERDICT_WAYS, &d->cache), WFP_OK);
    for (uint16_t i = 0; i < 8; i++)
        kit_if(&d->k, kit_filter(&d->k, NULL, 1, ACTION_BLOCK), FIELD_IP_LOCAL_PORT, MATCH_EQUAL, u16_value((uint16_t)(60000 + i)));
}

static void close_desk(struct desk *d)
{
    kit_fini(&d->k);
    verdict_cache_free(d->cache);
}

static uint64_t found(const struct desk *d)
{
    return verdict_cache_count(d->cache, d->k.layer->id).found;
}

/* What is decided with the cache has to be what is decided without. */
static uint64_t ask(struct desk *d)
{
    struct terminators  plainly;
    struct classify_out out;
    if (!d->k.rules)
        assert_int_equal(kit_build(&d->k), WFP_OK);
    struct classify_in in = kit_in(&d->k);
    in.terminators = &plainly;
    engine_classify(d->k.rules, &in, &out, NULL);
    in.terminators = &d->ended;
    in.cache = d->cache;
    engine_classify(d->k.rules, &in, &d->k.out, NULL);
    assert_int_equal(d->k.out.action, out.action);
    assert_int_equal(d->k.out.rights, out.rights);
    assert_int_equal(d->k.out.flags, out.flags);
    assert_int_equal(d->k.out.veto, out.veto);
    assert_ptr_equal(d->k.out.rule, out.rule);
    assert_int_equal(d->ended.count, plainly.count);
    for (uint32_t i = 0; i < plainly.count && i < TERMINATORS_MAX; i++) {
        assert_ptr_equal(d->ended.of[i].rule, plainly.of[i].rule);
        assert_int_equal(d->ended.of[i].action, plainly.of[i].action);
    }
    return out.rule ? out.rule->id : 0;
}

static void set_address(struct kit *k, enum field_id field, const uint8_t bytes[16])
{
    if (k->family == FAMILY_V4)
        kit_set(k, field, u32_value((uint32_t)bytes[12] << 24 | (uint32_t)bytes[13] << 16 | (uint32_t)bytes[14] << 8 | bytes[15]));
    else
        kit_set(k, field, (struct value){ .type = TYPE_BYTE_ARRAY16, .bytes16 = (uint8_t *)(uintptr_t)bytes });
}

/* --- the same question ------------------------------------------------------------------------------------------------------- */

static void it_gives_a_verdict_again(void **state)
{
    struct desk d;
    open_desk(&d, LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
    kit_sublayer(&d.k, "high", 300);
    kit_sublayer(&d.k, "middle", 200);
    kit_sublayer(&d.k, "low", 100);
    kit_if(&d.k, kit_filter(&d.k, "high", 1, ACTION_PERMIT), FIELD_IP_LOCAL_PORT, MATCH_EQUAL, u16_value(80));
    kit_unregistered(&d.k, "middle", 1, ACTION_CALLOUT_UNKNOWN)->flags = FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED;
    uint64_t blocks = kit_unregistered(&d.k, "low", 1, ACTION_CALLOUT_TERMINATING)->id;
    kit_set(&d.k, FIELD_IP_LOCAL_PORT, u16_value(80));
    for (unsigned i = 0; i < 5; i++)
        assert_int_equal(ask(&d), blocks);
    assert_int_equal(d.ended.count, 3);
    assert_int_equal(d.k.out.rights, 0);
    assert_int_equal(found(&d), 4);
    kit_set(&d.k, FIELD_IP_LOCAL_PORT, u16_value(81));
    assert_int_equal(ask(&d), blocks);
    assert_int_equal(d.ended.count, 2);
    assert_int_equal(found(&d), 4);
    close_desk(&d);
}

/* That nothing matches is a verdict too. */
static void it_knows_that_nobody_decided(void **state)
{
    struct desk d;
    open_desk(&d, LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
    kit_set(&d.k, FIELD_IP_LOCAL_PORT, u16_value(80));
    for (unsigned i = 0; i < 2; i++) {
        assert_int_equal(ask(&d), 0);
        assert_int_equal(d.k.out.action, ACTION_PERMIT);
    }
    assert_int_equal(found(&d), 1);
    close_desk(&d);
}

/* Whoever asked first did not want to know who ended the sublayers. */
static void it_does_not_make_up_terminators(void **state)
{
    struct desk         d;
    struct classify_out out;
    open_desk(&d, LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
    kit_filter(&d.k, NULL, 0, ACTION_BLOCK);
    assert_int_equal(kit_build(&d.k), WFP_OK);
    struct classify_in in = kit_in(&d.k);
    in.cache = d.cache;
    for (unsigned i = 0; i < 2; i++)
        engine_classify(d.k.rules, &in, &out, NULL);
    assert_int_equal(found(&d), 1);
    assert_int_equal(ask(&d), 9);
    assert_int_equal(d.ended.count, 1);
    assert_int_equal(found(&d), 1);
    assert_int_equal(ask(&d), 9);
    assert_int_equal(found(&d), 2);
    close_desk(&d);
}

/* --- another question -------------------------------------------------------------------------------------------------------- */

/* Asked with a value that the filter is for, with another one, and again. */
static void ask_both(struct desk *d, uint64_t id, enum field_id field, struct value other)
{
    struct value *v = &d->k.values[layer_field_index(d->k.layer, field)], own = *v;
    for (unsigned i = 0; i < 2; i++) {
        *v = own;
        assert_int_equal(ask(d), id);
        *v = other;
        assert_int_equal(ask(d), 0);
    }
    *v = own;
}

/* Every part of what a filter compares; and a value that is not there, which reads as zero, against zero. */
static void it_compares_every_number(void **state)
{
    static const uint8_t address[16] = { 0x20, 1, 13, 0xb8, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 };
    struct desk          d;
    open_desk(&d, LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
    set_address(&d.k, FIELD_IP_REMOTE_ADDRESS, address);
    struct filter *f = kit_filter(&d.k, NULL, 2, ACTION_BLOCK);
    kit_if(&d.k, f, FIELD_IP_REMOTE_ADDRESS, MATCH_EQUAL, d.k.values[layer_field_index(d.k.layer, FIELD_IP_REMOTE_ADDRESS)]);
    kit_if(&d.k, f, FIELD_IP_REMOTE_PORT, MATCH_EQUAL, u16_value(0));
    kit_if(&d.k, f, FIELD_IP_PROTOCOL, MATCH_EQUAL, u8_value(6));
    kit_set(&d.k, FIELD_IP_REMOTE_PORT, u16_value(0));
    kit_set(&d.k, FIELD_IP_PROTOCOL, u8_value(6));
    kit_set(&d.k, FIELD_IP_LOCAL_PORT, u16_value(80));
    ask_both(&d, f->id, FIELD_IP_PROTOCOL, u8_value(17));
    ask_both(&d, f->id, FIELD_IP_REMOTE_PORT, u16_value(1));
    ask_both(&d, f->id, FIELD_IP_REMOTE_PORT, (struct value){ .type = TYPE_EMPTY });
    for (unsigned i = d.k.family == FAMILY_V4 ? 12 : 0; i < 16; i++) {
        uint8_t changed[16];
        memcpy(changed, address, sizeof(changed));
        changed[i] ^= 1;
        struct value other = d.k.family == FAMILY_V4
                                 ? u32_value((uint32_t)changed[12] << 24 | (uint32_t)changed[13] << 16 | (uint32_t)changed[14] << 8 | changed[15])
                                 : (struct value){ .type = TYPE_BYTE_ARRAY16, .bytes16 = changed };
        ask_both(&d, f->id, FIELD_IP_REMOTE_ADDRESS, other);
    }
    assert_true(found(&d) > 0);
    close_desk(&d);
}

/* Users are told apart by those of their SIDs that filters name. */
static void it_compares_claims(void **state)
{
    static uint8_t sids[4][12];
    const uint8_t *both[] = { sids[0], sids[1] }, *first[] = { sids[0] }, *second[] = { sids[1] }, *neither[] = { sids[2] };
    struct token   tokens[] = { { 2, both }, { 1, first }, { 1, second }, { 1, neither } };
    uint64_t       expected[4];
    struct desk    d;
    open_desk(&d, LAYER(ALE_AUTH_CONNECT), *(enum family *)*state);
    for (uint8_t i = 0; i < 4; i++)
        memcpy(sids[i], (uint8_t[]){ 1, 1, 0, 0, 0, 0, 0, 5, 10, 0, 0, i }, 12);
    for (unsigned i = 0; i < 2; i++) {
        struct filter *f = kit_filter(&d.k, NULL, 9 - i, ACTION_BLOCK);
        kit_if(&d.k, f, FIELD_ALE_USER_ID, MATCH_EQUAL, (struct value){ .type = TYPE_SID, .sid = sids[i] });
        expected[i ? 2 : 0] = expected[1] = f->id;
    }
    expected[1] = expected[0];
    expected[3] = 0;
    for (unsigned round = 0; round < 3; round++)
        for (unsigned i = 0; i < 4; i++) {
            kit_set(&d.k, FIELD_ALE_USER_ID, (struct value){ .type = TYPE_TOKEN_ACCESS_INFORMATION, .token = &tokens[i] });
            assert_int_equal(ask(&d), expected[i]);
        }
    assert_true(found(&d) > 0);
    close_desk(&d);
}

/* More SIDs of a user are named than numbers can tell: the filters are asked one by one, and so are those of a small layer. */
static void it_leaves_alone_what_is_asked_one_by_one(void **state)
{
    static uint8_t sids[CLAIMS_MAX + 2][12];
    const uint8_t *all[CLAIMS_MAX + 2], *less[CLAIMS_MAX + 1];
    struct token   tokens[] = { { CLAIMS_MAX + 2, all }, { CLAIMS_MAX + 1, less } };
    struct desk    d;
    open_desk(&d, LAYER(ALE_AUTH_CONNECT), *(enum family *)*state);
    for (uint8_t i = 0; i < CLAIMS_MAX + 2; i++) {
        memcpy(sids[i], (uint8_t[]){ 1, 1, 0, 0, 0, 0, 0, 5, 10, 0, 0, i }, 12);
        all[i] = sids[i];
        if (i <= CLAIMS_MAX)
            less[i] = sids[i];
        struct filter *f = kit_filter(&d.k, NULL, 10u + i, ACTION_BLOCK);
        kit_if(&d.k, f, FIELD_ALE_USER_ID, MATCH_EQUAL, (struct value){ .type = TYPE_SID, .sid = sids[i] });
    }
    for (unsigned i = 0; i < 6; i++) {
        kit_set(&d.k, FIELD_ALE_USER_ID, (struct value){ .type = TYPE_TOKEN_ACCESS_INFORMATION, .token = &tokens[i % 2] });
        assert_int_equal(ask(&d), 8 + CLAIMS_MAX + 2 - i % 2);
    }
    assert_int_equal(found(&d), 0);
    kit_fini(&d.k);
    d.k.filter_count = WALK_FEW;
    for (uint16_t i = 0; i < 6; i++) {
        kit_set(&d.k, FIELD_IP_LOCAL_PORT, u16_value(60000 + i % 2 * 100));
        assert_int_equal(ask(&d), i % 2 ? 0 : 1);
    }
    assert_int_equal(found(&d), 0);
    close_desk(&d);
}

/* --- hashes are not enough --------------------------------------------------------------------------------------------------- */

enum { QUESTIONS = 1 << 19 };

struct question {
    uint32_t tag, number;
};

static int by_tag(const void *a, const void *b)
{
    const struct question *x = a, *y = b;
    return (x->tag > y->tag) - (x->tag < y->tag);
}

static void put_question(struct kit *k, uint32_t number)
{
    kit_set(k, FIELD_IP_LOCAL_PORT, u16_value((uint16_t)(number & 0x7fff)));
    kit_set(k, FIELD_IP_REMOTE_PORT, u16_value((uint16_t)(number >> 15)));
}

/* Two questions with different answers and the same hash, as far as places and tags go. */
static void it_is_not_misled_by_hashes(void **state)
{
    static struct question all[QUESTIONS];
    static struct walk     w;
    struct verdict_key     key;
    struct desk            d;
    unsigned               pairs = 0;
    open_desk(&d, LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
    for (uint16_t i = 0; i < QUESTIONS >> 15; i++)
        kit_if(&d.k, kit_filter(&d.k, NULL, 2, ACTION_BLOCK), FIELD_IP_REMOTE_PORT, MATCH_EQUAL, u16_value(i));
    assert_int_equal(kit_build(&d.k), WFP_OK);
    for (uint32_t i = 0; i < QUESTIONS; i++) {
        put_question(&d.k, i);
        walk_open(&w, d.k.rules->layers[d.k.layer->id], d.k.values);
        verdict_key_make(&key, w.layer, &w.numbers);
        all[i] = (struct question){ (uint32_t)(key.hash >> 32) | 1, i };
    }
    qsort(all, QUESTIONS, sizeof(*all), by_tag);
    for (uint32_t i = 1; i < QUESTIONS; i++) {
        if (all[i].tag != all[i - 1].tag || all[i].number >> 15 == all[i - 1].number >> 15)
            continue;
        pairs++;
        for (unsigned turn = 0; turn < 4; turn++) {
            put_question(&d.k, all[i - turn % 2].number);
            assert_int_equal(ask(&d), 9 + (all[i - turn % 2].number >> 15));
        }
    }
    assert_true(pairs > 0);
    assert_true(found(&d) > 0);
    close_desk(&d);
}

/* --- who else had a say ------------------------------------------------------------------------------------------------------ */

static void it_asks_callouts_each_time(void **state)
{
    static const enum action_type actions[] = { ACTION_CALLOUT_TERMINATING, ACTION_CALLOUT_INSPECTION, ACTION_CALLOUT_UNKNOWN };
    for (unsigned a = 0; a < COUNT_OF(actions); a++) {
        struct recorder r = { .answer = ACTION_PERMIT, .clears_right = true };
        struct desk     d;
        open_desk(&d, LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
        kit_sublayer(&d.k, "low", 1);
        kit_callout(&d.k, NULL, 2, actions[a], &r);
        kit_filter(&d.k, "low", 1, ACTION_PERMIT);
        for (unsigned i = 1; i <= 100; i++) {
            ask(&d);
            assert_int_equal(r.calls, 2 * i);
        }
        assert_int_equal(found(&d), 0);
        r.answer = ACTION_BLOCK;
        ask(&d);
        assert_int_equal(d.k.out.action, actions[a] == ACTION_CALLOUT_INSPECTION ? ACTION_PERMIT : ACTION_BLOCK);
        close_desk(&d);
    }
}

/* A filter that goes on is told of by nothing that is kept: who counts what matched would miss it. */
static void it_keeps_nothing_behind_who_goes_on(void **state)
{
    struct desk d;
    open_desk(&d, LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
    kit_unregistered(&d.k, NULL, 2, ACTION_CALLOUT_INSPECTION);
    for (unsigned i = 0; i < 3; i++)
        ask(&d);
    assert_int_equal(found(&d), 0);
    close_desk(&d);
}

/* A callout that is not met keeps nothing from being kept. */
static void it_keeps_beside_callouts(void **state)
{
    struct recorder r = { .answer = ACTION_BLOCK };
    struct desk     d;
    open_desk(&d, LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
    kit_if(&d.k, kit_callout(&d.k, NULL, 2, ACTION_CALLOUT_TERMINATING, &r), FIELD_IP_LOCAL_PORT, MATCH_EQUAL, u16_value(80));
    for (uint16_t i = 0; i < 10; i++) {
        kit_set(&d.k, FIELD_IP_LOCAL_PORT, u16_value(80 + i % 2));
        ask(&d);
    }
    assert_int_equal(r.calls, 10);
    assert_int_equal(found(&d), 4);
    close_desk(&d);
}

/* Whether it is asked is decided by the flow, which is no number. */
static void it_asks_callouts_that_want_flows(void **state)
{
    struct recorder r = { .answer = ACTION_BLOCK };
    struct desk     d;
    open_desk(&d, LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
    kit_callout(&d.k, NULL, 2, ACTION_CALLOUT_TERMINATING, &r);
    d.k.callouts[0].flags = CALLOUT_FLAG_CONDITIONAL_ON_FLOW;
    for (unsigned i = 0; i < 4; i++) {
        d.k.flow = i % 2;
        ask(&d);
        assert_int_equal(d.k.out.action, i % 2 ? ACTION_BLOCK : ACTION_PERMIT);
    }
    assert_int_equal(r.calls, 4);
    close_desk(&d);
}

/* The same filters and the same numbers, and somebody registers the callout. */
static void it_hears_of_callouts_that_come(void **state)
{
    struct recorder r = { .answer = ACTION_PERMIT };
    struct desk     d;
    open_desk(&d, LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
    kit_callout(&d.k, NULL, 2, ACTION_CALLOUT_TERMINATING, &r);
    d.k.callout_count = 0;
    for (unsigned i = 0; i < 2; i++) {
        ask(&d);
        assert_int_equal(d.k.out.action, ACTION_BLOCK);
    }
    assert_int_equal(found(&d), 1);
    d.k.callout_count = 1;
    assert_int_equal(kit_build(&d.k), WFP_OK);
    ask(&d);
    assert_int_equal(d.k.out.action, ACTION_PERMIT);
    assert_int_equal(r.calls, 2);
    close_desk(&d);
}

/* Paths are told apart by a program: all that no filter names are the same number. */
static void tell_paths_apart(enum family family, bool beside_a_callout)
{
    static uint8_t   paths[3][6] = { { 'a', 0, 'x', 0, 'a', 0 }, { 'a', 0, 'y', 0, 'a', 0 }, { 'b', 0, 'y', 0, 'b', 0 } };
    struct byte_blob blobs[3], prefix = { 2, paths[0] };
    struct recorder  r = { .answer = ACTION_BLOCK };
    struct desk      d;
    open_desk(&d, LAYER(ALE_AUTH_CONNECT), family);
    if (beside_a_callout) /* a layer of callouts is searched in another way */
        kit_if(&d.k, kit_callout(&d.k, NULL, 9, ACTION_CALLOUT_TERMINATING, &r), FIELD_IP_REMOTE_PORT, MATCH_EQUAL, u16_value(9));
    struct filter *f = kit_filter(&d.k, NULL, 2, ACTION_BLOCK);
    kit_if(&d.k, f, FIELD_ALE_APP_ID, MATCH_PREFIX, (struct value){ .type = TYPE_BYTE_BLOB, .blob = &prefix });
    kit_if(&d.k, f, FIELD_IP_REMOTE_PORT, MATCH_EQUAL, u16_value(80));
    for (unsigned i = 0; i < 12; i++) {
        uint64_t before = found(&d);
        blobs[i % 3] = (struct byte_blob){ sizeof(paths[0]), paths[i % 3] };
        kit_set(&d.k, FIELD_ALE_APP_ID, (struct value){ .type = TYPE_BYTE_BLOB, .blob = &blobs[i % 3] });
        kit_set(&d.k, FIELD_IP_REMOTE_PORT, u16_value(80));
        assert_int_equal(ask(&d), i % 3 < 2 ? f->id : 0);
        assert_int_equal(found(&d), before);
        kit_set(&d.k, FIELD_IP_REMOTE_PORT, u16_value(81)); /* where it has no say, what it looks at does not matter */
        for (unsigned again = 0; again < 2; again++)
            assert_int_equal(ask(&d), 0);
        assert_int_equal(found(&d), before + (i ? 2 : 1));
    }
    close_desk(&d);
}

static void it_keeps_nothing_that_a_program_decided(void **state)
{
    tell_paths_apart(*(enum family *)*state, false);
    tell_paths_apart(*(enum family *)*state, true);
}

/* A pair of IPv6 addresses has more words than an entry compares: its program looks at the same numbers. */
static void it_keeps_what_a_program_made_of_numbers(void **state)
{
    static const uint8_t local[16] = { 0x20, 1, 13, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 1 };
    uint8_t              remote[16];
    struct desk          d;
    memcpy(remote, local, sizeof(remote));
    open_desk(&d, LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
    set_address(&d.k, FIELD_IP_LOCAL_ADDRESS, local);
    set_address(&d.k, FIELD_IP_REMOTE_ADDRESS, remote);
    struct filter *f = kit_filter(&d.k, NULL, 2, ACTION_BLOCK);
    kit_if(&d.k, f, FIELD_IP_LOCAL_ADDRESS, MATCH_EQUAL, d.k.values[layer_field_index(d.k.layer, FIELD_IP_LOCAL_ADDRESS)]);
    kit_if(&d.k, f, FIELD_IP_REMOTE_ADDRESS, MATCH_EQUAL, d.k.values[layer_field_index(d.k.layer, FIELD_IP_REMOTE_ADDRESS)]);
    assert_int_equal(kit_build(&d.k), WFP_OK);
    for (unsigned i = 0; i < 10; i++) {
        uint8_t changed[16];
        memcpy(changed, local, sizeof(changed));
        changed[12 + i % 4] ^= (uint8_t)(i % 5 == 0);
        set_address(&d.k, FIELD_IP_REMOTE_ADDRESS, changed);
        uint64_t before = found(&d), decided = ask(&d);
        assert_int_equal(decided, i % 5 ? f->id : 0);
        assert_int_equal(found(&d), before + (i > 1 && i != 5));
    }
    close_desk(&d);
}

/* --- other rules ------------------------------------------------------------------------------------------------------------- */

/* The next ruleset by one step; the one before goes. */
static void take_step(struct desk *d, uint64_t generation, struct filter *f, bool deleted)
{
    struct kit          *k = &d->k;
    struct ruleset_input in = { .sublayers = k->sublayers, .sublayer_count = k->sublayer_count, .generation = generation, .previous = k->rules };
    struct ruleset_step  step = { f, deleted };
    struct ruleset      *next = NULL;
    assert_int_equal(ruleset_change(&in, &step, 1, &next), WFP_OK);
    assert_non_null(next);
    ruleset_commit(next);
    ruleset_free(k->rules);
    k->rules = next;
}

static void it_hears_of_filters_that_come_and_go(void **state)
{
    struct desk   d;
    struct filter f;
    open_desk(&d, LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
    for (uint16_t i = 8; i < KIT_MAX; i++)
        kit_if(&d.k, kit_filter(&d.k, NULL, 1, ACTION_BLOCK), FIELD_IP_LOCAL_PORT, MATCH_EQUAL, u16_value((uint16_t)(50000 + i)));
    kit_set(&d.k, FIELD_IP_LOCAL_PORT, u16_value(80));
    f = (struct filter){ .id = 100, .layer = d.k.layer->id, .effective_weight = 5, .action = ACTION_BLOCK };
    assert_int_equal(ask(&d), 0);
    for (uint64_t i = 0; i < 10; i++) {
        take_step(&d, 2 + 2 * i, &f, false);
        assert_int_equal(ask(&d), 100 + i);
        assert_int_equal(ask(&d), 100 + i);
        take_step(&d, 3 + 2 * i, &f, true);
        assert_int_equal(ask(&d), 0);
        assert_int_equal(ask(&d), 0);
        f.id++;
    }
    assert_int_equal(found(&d), 20);
    close_desk(&d);
}

/* A layer that the next ruleset takes over is the same one: what was kept of it stays. */
static void it_keeps_what_other_layers_do_not_change(void **state)
{
    struct desk      d;
    struct ruleset  *next;
    bool             changed[LAYER_COUNT] = { false };
    open_desk(&d, LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
    assert_int_equal(ask(&d), 0);
    struct ruleset_input in = { .sublayers = d.k.sublayers, .sublayer_count = d.k.sublayer_count, .generation = 2, .previous = d.k.rules,
                                .changed = changed };
    assert_int_equal(ruleset_build(&in, &next), WFP_OK);
    ruleset_free(d.k.rules);
    d.k.rules = next;
    assert_int_equal(ask(&d), 0);
    assert_int_equal(found(&d), 1);
    close_desk(&d);
}

/* Two hosts, or one that starts again: the same filters by id, the same generation, and now and then the same memory. */
static void it_tells_rulesets_apart_that_look_the_same(void **state)
{
    struct desk d;
    open_desk(&d, LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
    struct filter *f = kit_filter(&d.k, NULL, 0, ACTION_BLOCK);
    for (unsigned i = 0; i < 50; i++) {
        f->action = i % 2 ? ACTION_PERMIT : ACTION_BLOCK;
        assert_int_equal(kit_build(&d.k), WFP_OK);
        assert_int_equal(ask(&d), f->id);
        assert_int_equal(d.k.out.action, f->action);
        assert_int_equal(ask(&d), f->id);
    }
    assert_int_equal(found(&d), 50);
    close_desk(&d);
}

/* --- what there is no room for ----------------------------------------------------------------------------------------------- */

static void it_leaves_alone_what_is_too_much(void **state)
{
    struct desk d;
    open_desk(&d, LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
    for (unsigned i = 0; i <= VERDICT_TERMINATORS; i++) {
        static const char *const names[] = { "a", "b", "c", "d", "e", "f", "g", "h", "i" };
        kit_sublayer(&d.k, names[i], (uint16_t)(i + 1));
        kit_if(&d.k, kit_filter(&d.k, names[i], 1, i % 3 ? ACTION_PERMIT : ACTION_BLOCK), FIELD_IP_LOCAL_PORT, MATCH_LESS, u16_value((uint16_t)(90 - i)));
    }
    for (unsigned i = 0; i < 3; i++) {
        uint64_t before = found(&d);
        kit_set(&d.k, FIELD_IP_LOCAL_PORT, u16_value(50)); /* ends all of them */
        ask(&d);
        assert_int_equal(d.ended.count, VERDICT_TERMINATORS + 1);
        assert_int_equal(found(&d), before);
        kit_set(&d.k, FIELD_IP_LOCAL_PORT, u16_value(90 - VERDICT_TERMINATORS)); /* all but one */
        ask(&d);
        assert_int_equal(d.ended.count, VERDICT_TERMINATORS);
        ask(&d);
        assert_int_equal(found(&d), before + (i ? 2 : 1));
    }
    close_desk(&d);
}

/* More questions than places: some are thrown out, none is mixed up. */
static void it_throws_out(void **state)
{
    struct desk d;
    open_desk(&d, LAYER(INBOUND_TRANSPORT), *(enum family *)*state);
    for (uint16_t i = 0; i < 32; i++)
        kit_if(&d.k, kit_filter(&d.k, NULL, 1, ACTION_BLOCK), FIELD_IP_REMOTE_PORT, MATCH_EQUAL, u16_value(i));
    for (unsigned i = 0; i + 1 < VERDICT_TRIAL; i++) {
        uint16_t port = (uint16_t)(i % 5 ? i % 3 : i * 7 % 32); /* three often, the others now and then */
        kit_set(&d.k, FIELD_IP_REMOTE_PORT, u16_value(port));
        assert_int_equal(ask(&d), 9 + port);
    }
    assert_in_range(found(&d), VERDICT_TRIAL / 3, VERDICT_TRIAL - 32);
    close_desk(&d);
}

/* --- when it is used --------------------------------------------------------------------------------------------------------- */

static uint64_t asked(const struct desk *d)
{
    return verdict_cache_count(d->cache, d->k.layer->id).asked;
}

static void ask_new(struct desk *d, uint32_t *next)
{
    kit_set(&d->k, FIELD_IP_REMOTE_PORT, u16_value((uint16_t)*next));
    kit_set(&d->k, FIELD_IP_LOCAL_PORT, u16_value((uint16_t)(*next >> 16)));
    ++*next;
    ask(d);
}

static void open_questions(struct desk *d, enum family family)
{
    open_desk(d, LAYER(INBOUND_TRANSPORT), family);
    kit_if(&d->k, kit_filter(&d->k, NULL, 1, ACTION_BLOCK), FIELD_IP_REMOTE_PORT, MATCH_EQUAL, u16_value(7));
}

/* Where nothing is asked twice it stops looking, ever longer; where things are, it goes on. */
static void it_rests_where_it_is_of_no_use(void **state)
{
    struct desk d;
    uint32_t    next = 0;
    open_questions(&d, *(enum family *)*state);
    for (unsigned i = 0; i < 4 * VERDICT_NAP; i++)
        ask(&d);
    assert_int_equal(asked(&d), 4 * VERDICT_NAP);
    for (unsigned i = 0; i < 200 * VERDICT_NAP; i++)
        ask_new(&d, &next);
    assert_in_range(asked(&d), 4 * VERDICT_NAP + VERDICT_TRIAL, 4 * VERDICT_NAP + 200 * VERDICT_NAP / 16);
    uint64_t before = found(&d);
    for (unsigned i = 0; i < VERDICT_NAP_MOST + 1000; i++)
        ask(&d); /* the last one, again and again */
    assert_in_range(found(&d) - before, 900, VERDICT_NAP_MOST + 1000);
    for (unsigned i = 0; i < 1000; i++)
        ask(&d);
    assert_true(found(&d) - before >= 1900);
    close_desk(&d);
}

/* Each layer for itself. */
static void it_rests_by_layer(void **state)
{
    struct desk d;
    uint32_t    next = 0;
    open_questions(&d, *(enum family *)*state);
    for (unsigned i = 0; i < 2 * VERDICT_TRIAL; i++)
        ask_new(&d, &next);
    assert_true(asked(&d) < 2 * VERDICT_TRIAL);
    d.k.layer = layer_of(LAYER(OUTBOUND_TRANSPORT), d.k.family);
    for (uint32_t i = 0; i < d.k.filter_count; i++)
        d.k.filters[i].layer = d.k.layer->id;
    kit_fini(&d.k);
    memset(d.k.values, 0, sizeof(d.k.values));
    for (unsigned i = 0; i < 10; i++)
        ask(&d);
    assert_int_equal(asked(&d), 10);
    assert_int_equal(found(&d), 9);
    close_desk(&d);
}

/* Who wants to see how a verdict is made sees it made; who wants to know what it costs is told what it costs when it was kept. */
static void it_makes_what_is_watched_anew(void **state)
{
    struct desk         d;
    struct cost        *cost;
    struct trace        trace;
    struct classify_out out;
    open_questions(&d, *(enum family *)*state);
    kit_set(&d.k, FIELD_IP_REMOTE_PORT, u16_value(7));
    ask(&d);
    trace_init(&trace);
    assert_int_equal(cost_new(KIT_MAX, 1, &cost), WFP_OK);
    struct classify_in in = kit_in(&d.k);
    in.cache = d.cache;
    in.cost = cost;
    for (unsigned i = 1; i <= 3; i++) { /* the first may want to know more than was kept */
        engine_classify(d.k.rules, &in, &out, NULL);
        assert_int_equal(cost_of_filter(cost, 9).matches, i);
        assert_int_equal(asked(&d), 1 + i);
        assert_in_range(found(&d), i - 1, i);
    }
    in.cost = NULL;
    uint64_t before = found(&d);
    engine_classify(d.k.rules, &in, &out, &trace);
    assert_true(trace.count > 2);
    assert_int_equal(asked(&d), 4);
    assert_int_equal(ask(&d), 9);
    assert_int_equal(found(&d), before + 1);
    trace_fini(&trace);
    cost_free(cost);
    close_desk(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH_PLAIN(it_gives_a_verdict_again),
        BOTH_PLAIN(it_knows_that_nobody_decided),
        BOTH_PLAIN(it_does_not_make_up_terminators),
        BOTH_PLAIN(it_compares_every_number),
        BOTH_PLAIN(it_compares_claims),
        BOTH_PLAIN(it_leaves_alone_what_is_asked_one_by_one),
        BOTH_PLAIN(it_is_not_misled_by_hashes),
        BOTH_PLAIN(it_asks_callouts_each_time),
        BOTH_PLAIN(it_keeps_nothing_behind_who_goes_on),
        BOTH_PLAIN(it_keeps_beside_callouts),
        BOTH_PLAIN(it_asks_callouts_that_want_flows),
        BOTH_PLAIN(it_hears_of_callouts_that_come),
        BOTH_PLAIN(it_keeps_nothing_that_a_program_decided),
        BOTH_PLAIN(it_keeps_what_a_program_made_of_numbers),
        BOTH_PLAIN(it_hears_of_filters_that_come_and_go),
        BOTH_PLAIN(it_keeps_what_other_layers_do_not_change),
        BOTH_PLAIN(it_tells_rulesets_apart_that_look_the_same),
        BOTH_PLAIN(it_leaves_alone_what_is_too_much),
        BOTH_PLAIN(it_throws_out),
        BOTH_PLAIN(it_rests_where_it_is_of_no_use),
        BOTH_PLAIN(it_rests_by_layer),
        BOTH_PLAIN(it_makes_what_is_watched_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
