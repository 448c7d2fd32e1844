/* A commit builds anew the layers that it changes and takes over the others: after any number of them the ruleset is the one
 * that is built at once from the same policy. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "bfe/enumerate.h"
#include "bfe/session.h"
#include "bfe/store.h"
#include "bfe/txn.h"

enum { KEYS = 40, LAYERS_USED = 7, STEPS = 3000, FILTERS_MAX = 100 };

static uint64_t random_state = 0x9e3779b97f4a7c15u;

static uint32_t next_random(uint32_t below)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (uint32_t)(random_state >> 32) % below;
}

static struct guid key_of(uint32_t kind, uint32_t n)
{
    return (struct guid){ 0xc4a00000u + n, (uint16_t)kind, 1, { 1, 2, 3, 4, 5, 6, 7, 8 } };
}

/* --- the same from the beginning ------------------------------------------------------------------------------------------ */

static void check_rule(const struct rule *a, const struct rule *b)
{
    assert_int_equal(a->id, b->id);
    assert_int_equal(a->weight, b->weight);
    assert_int_equal(a->layer, b->layer);
    assert_string_equal(a->name, b->name);
    assert_memory_equal(&a->key, &b->key, sizeof(a->key));
    assert_memory_equal(&a->sublayer->key, &b->sublayer->key, sizeof(a->sublayer->key));
    assert_int_equal(a->sublayer->weight, b->sublayer->weight);
    assert_int_equal(a->condition_count, b->condition_count);
    for (uint32_t i = 0; i < a->condition_count; i++)
        assert_int_equal(a->conditions[i].value.u16, b->conditions[i].value.u16);
}

/* All filters, those of BFE's own too; as the page's order is that of their ids it says nothing of the order in a layer. */
static uint32_t all_filters(struct bfe_session *s, struct filter out[FILTERS_MAX])
{
    struct object **page;
    uint64_t        handle;
    uint32_t        count;
    assert_int_equal(bfe_enum_open(s, OBJECT_FILTER, NULL, &handle), WFP_OK);
    assert_int_equal(bfe_enum_next(s, OBJECT_FILTER, handle, FILTERS_MAX, &page, &count), WFP_OK);
    for (uint32_t i = 0; i < count; i++)
        out[i] = page[i]->filter; /* which stays while nobody deletes it */
    bfe_put_all(page, count);
    assert_int_equal(bfe_enum_close(s, OBJECT_FILTER, handle), WFP_OK);
    return count;
}

static void check(struct bfe *b, struct bfe_session *s)
{
    struct filter        filters[FILTERS_MAX];
    const struct policy *p = bfe_policy(b);
    struct ruleset_input in = { .filters = filters, .filter_count = all_filters(s, filters), .sublayers = p->sublayers,
                                .sublayer_count = p->sublayer_count, .generation = 1 };
    struct ruleset      *anew;
    assert_int_equal(ruleset_build(&in, &anew), WFP_OK);
    for (uint16_t layer = 0; layer < LAYER_COUNT; layer++) {
        uint32_t                  n, m;
        const struct rule *const *ours = ruleset_layer_rules(bfe_ruleset(b), layer, &n);
        const struct rule *const *theirs = ruleset_layer_rules(anew, layer, &m);
        assert_int_equal(n, m);
        for (uint32_t i = 0; i < n; i++)
            check_rule(ours[i], theirs[i]);
        const uint8_t *wanted = ruleset_wanted_fields(bfe_ruleset(b), layer, &n);
        const uint8_t *wanted_too = ruleset_wanted_fields(anew, layer, &m);
        assert_int_equal(n, m);
        if (n)
            assert_memory_equal(wanted, wanted_too, n);
    }
    ruleset_free(anew);
}

/* --- any changes ---------------------------------------------------------------------------------------------------------- */

static void add_filter(struct bfe_session *s)
{
    static const enum layer_pair pairs[LAYERS_USED] = { LAYER(ALE_AUTH_CONNECT), LAYER(ALE_AUTH_RECV_ACCEPT), LAYER(INBOUND_TRANSPORT),
                                                        LAYER(OUTBOUND_TRANSPORT), LAYER(INBOUND_IPPACKET), LAYER(OUTBOUND_IPPACKET),
                                                        LAYER(IKEEXT) };
    char             name[32];
    struct condition c = { FIELD_IP_REMOTE_PORT, MATCH_EQUAL, { .type = TYPE_UINT16, .u16 = (uint16_t)next_random(100) } };
    uint32_t         pair = next_random(LAYERS_USED);
    snprintf(name, sizeof(name), "filter %u", next_random(1000));
    struct filter f = { .key = key_of(1, next_random(KEYS)), .name = name, .action = ACTION_BLOCK, .conditions = &c,
                        .layer = layer_of(pairs[pair], next_random(2) ? FAMILY_V4 : FAMILY_V6)->id,
                        .condition_count = pair < 4, .weight = { .type = TYPE_UINT8, .u8 = (uint8_t)next_random(16) } };
    if (next_random(2))
        f.sublayer = key_of(2, next_random(5));
    (void)!bfe_filter_add(s, &f, NULL);
}

static void change(struct bfe_session *s)
{
    struct sublayer l = { .key = key_of(2, next_random(5)), .name = "sublayer", .weight = (uint16_t)next_random(100) };
    struct guid     key = key_of(1, next_random(KEYS));
    switch (next_random(8)) {
    case 0:
        (void)!bfe_sublayer_add(s, &l);
        break;
    case 1:
        (void)!bfe_delete(s, OBJECT_SUBLAYER, &l.key);
        break;
    case 2:
    case 3:
        (void)!bfe_delete(s, OBJECT_FILTER, &key);
        break;
    default:
        add_filter(s);
    }
}

static struct bfe_session *open_session(struct bfe *b, uint32_t flags)
{
    struct session_config config = { .flags = flags, .txn_wait_ms = 1 };
    struct bfe_session   *s;
    assert_int_equal(bfe_session_open(b, &config, &s), WFP_OK);
    return s;
}

static void transact(struct bfe_session *s)
{
    assert_int_equal(bfe_txn_begin(s, 0), WFP_OK);
    for (uint32_t n = next_random(6); n > 0; n--)
        change(s);
    assert_int_equal(next_random(3) ? bfe_txn_commit(s) : bfe_txn_abort(s), WFP_OK);
}

/* Also while another one has a transaction open. */
static void end_dynamic(struct bfe *b, struct bfe_session *s, struct bfe_session **dynamic)
{
    bool within = next_random(2);
    if (within) {
        assert_int_equal(bfe_txn_begin(s, 0), WFP_OK);
        for (uint32_t n = next_random(6); n > 0; n--)
            change(s);
    }
    assert_int_equal(bfe_session_close(*dynamic), WFP_OK);
    *dynamic = open_session(b, SESSION_DYNAMIC);
    if (within)
        assert_int_equal(next_random(2) ? bfe_txn_commit(s) : bfe_txn_abort(s), WFP_OK);
}

static void changed_layers_give_the_ruleset_of_the_whole(void **state)
{
    struct bfe_config config = { .seed = 1 };
    struct bfe       *b;
    (void)state;
    assert_int_equal(bfe_new(&config, &b), WFP_OK);
    struct bfe_session *s = open_session(b, 0), *dynamic = open_session(b, SESSION_DYNAMIC);
    for (unsigned i = 0; i < STEPS; i++) {
        switch (next_random(8)) {
        case 0:
            end_dynamic(b, s, &dynamic);
            break;
        case 1:
        case 2:
            transact(next_random(2) ? s : dynamic);
            break;
        default:
            change(next_random(3) ? s : dynamic);
        }
        check(b, s);
    }
    assert_true(bfe_policy(b)->filter_count > 0);
    bfe_free(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changed_layers_give_the_ruleset_of_the_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
