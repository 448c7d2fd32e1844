/* Verdicts that are kept: given again for the same question alone. */
#include <stdlib.h>

#include "engine/index.h"
#include "verdict_kit.h"

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
    kit_set(&d.k, FIELD_IP_REMOTE_ADDRESS, address_value(d.k.family, address));
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
        ask_both(&d, f->id, FIELD_IP_REMOTE_ADDRESS, address_value(d.k.family, changed));
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
    uint32_t       names[4][2];
    uint64_t       expected[4];
    struct desk    d;
    open_desk(&d, LAYER(ALE_AUTH_CONNECT), *(enum family *)*state);
    for (uint8_t i = 0; i < 4; i++)
        memcpy(sids[i], (uint8_t[]){ 1, 1, 0, 0, 0, 0, 0, 5, 10, 0, 0, i }, 12);
    for (unsigned i = 0; i < 4; i++)
        kit_name_token(&tokens[i], names[i]);
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

/* --- more than there is room for --------------------------------------------------------------------------------------------- */

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH_PLAIN(it_gives_a_verdict_again),
        BOTH_PLAIN(it_knows_that_nobody_decided),
        BOTH_PLAIN(it_does_not_make_up_terminators),
        BOTH_PLAIN(it_compares_every_number),
        BOTH_PLAIN(it_compares_claims),
        BOTH_PLAIN(it_is_not_misled_by_hashes),
        BOTH_PLAIN(it_throws_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
