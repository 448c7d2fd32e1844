/* Transactions through the management functions with filters at a small and at a large layer: the large one is changed in place, the
 * small one is built anew, and whoever classifies meanwhile sees both changes or none. */
#include "km_kit.h"

#include <pthread.h>
#include <stdatomic.h>
#include <uchar.h>

#include <fwpmk.h>

#include "bfe/session.h"
#include "bfe/store.h"
#include "host/grace.h"

enum { LARGE = 300, SMALL = 5, ROUNDS = 400 };

static struct km_kit       k;
static struct grace       *grace;
static HANDLE              engine;
static atomic_bool         over;
static atomic_uint         seen, torn;
static FWPM_DISPLAY_DATA0  shown = { (WCHAR *)u"name", (WCHAR *)u"description" };

static int setup(void **state)
{
    struct bfe_config config = { .retire = grace_retire };
    km_kit_init(&k, *(enum family *)*state);
    assert_int_equal(grace_new(&grace), WFP_OK);
    config.context = grace;
    assert_int_equal(bfe_new(&config, &k.km.bfe), WFP_OK);
    FWPM_SESSION0 session = { .flags = 0 };
    assert_int_equal(FwpmEngineOpen0(NULL, 10, NULL, &session, &engine), STATUS_SUCCESS);
    atomic_store(&over, false);
    atomic_store(&seen, 0);
    atomic_store(&torn, 0);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    assert_int_equal(FwpmEngineClose0(engine), STATUS_SUCCESS);
    bfe_free(k.km.bfe);
    grace_free(grace);
    km_kit_fini(&k);
    return 0;
}

static const struct layer_row *layer_at(unsigned i)
{
    return layer_of(i ? LAYER(OUTBOUND_TRANSPORT) : LAYER(INBOUND_TRANSPORT), k.family);
}

static void add(unsigned layer, UINT16 port, UINT64 *id)
{
    FWPM_FILTER_CONDITION0 c = { .matchType = FWP_MATCH_EQUAL, .conditionValue = { .type = FWP_UINT16, .uint16 = port } };
    FWPM_FILTER0           f = { .displayData = shown, .weight = { .type = FWP_UINT8, .uint8 = 5 }, .numFilterConditions = 1,
                                 .filterCondition = &c, .action = { .type = FWP_ACTION_BLOCK } };
    memcpy(&c.fieldKey, &condition_rows[FIELD_IP_LOCAL_PORT].key, sizeof(c.fieldKey));
    memcpy(&f.layerKey, &layer_at(layer)->key, sizeof(f.layerKey));
    assert_int_equal(FwpmFilterAdd0(engine, &f, NULL, id), STATUS_SUCCESS);
}

static uint64_t decider(const struct ruleset *rules, unsigned layer, uint16_t port)
{
    struct value        values[64] = { 0 };
    struct classify_in  in = { .layer = layer_at(layer), .values = values };
    struct classify_out out;
    values[layer_field_index(in.layer, FIELD_IP_LOCAL_PORT)] = (struct value){ .type = TYPE_UINT16, .u16 = port };
    engine_classify(rules, &in, &out, NULL);
    return out.rule ? out.rule->id : 0;
}

/* The two filters of a transaction follow each other. */
static void *read_on(void *context)
{
    struct grace_reader me = { 0 };
    (void)context;
    grace_join(grace, &me);
    while (!atomic_load(&over)) {
        grace_enter(grace, &me);
        const struct ruleset *rules = bfe_ruleset(k.km.bfe);
        uint64_t              small = decider(rules, 0, 7), large = decider(rules, 1, 7);
        atomic_fetch_add(&torn, small == 0 || large != small + 1);
        atomic_fetch_add(&seen, 1);
        grace_rest(&me);
    }
    grace_leave(grace, &me);
    return NULL;
}

static void fill(UINT64 pair[2])
{
    assert_int_equal(FwpmTransactionBegin0(engine, 0), STATUS_SUCCESS);
    for (UINT16 i = 0; i < SMALL; i++)
        add(0, (UINT16)(100 + i), NULL);
    for (UINT16 i = 0; i < LARGE; i++)
        add(1, (UINT16)(100 + i), NULL);
    add(0, 7, &pair[0]);
    add(1, 7, &pair[1]);
    assert_int_equal(FwpmTransactionCommit0(engine), STATUS_SUCCESS);
}

/* Every third one comes to nothing. */
static void exchange(UINT64 pair[2], unsigned round)
{
    UINT64 next[2];
    assert_int_equal(FwpmTransactionBegin0(engine, 0), STATUS_SUCCESS);
    for (unsigned i = 0; i < 2; i++)
        assert_int_equal(FwpmFilterDeleteById0(engine, pair[i]), STATUS_SUCCESS);
    for (unsigned i = 0; i < 2; i++)
        add(i, 7, &next[i]);
    if (round % 3 == 0) {
        assert_int_equal(FwpmTransactionAbort0(engine), STATUS_SUCCESS);
        return;
    }
    assert_int_equal(FwpmTransactionCommit0(engine), STATUS_SUCCESS);
    memcpy(pair, next, sizeof(next));
}

/* proves: A-032 */
static void a_small_and_a_large_layer_change_at_once(void **state)
{
    pthread_t reader;
    UINT64    pair[2];
    (void)state;
    fill(pair);
    assert_int_equal(pthread_create(&reader, NULL, read_on, NULL), 0);
    for (unsigned i = 0; i < ROUNDS || atomic_load(&seen) < 100; i++) {
        exchange(pair, i);
        assert_int_equal(decider(bfe_ruleset(k.km.bfe), 0, 7), pair[0]);
        assert_int_equal(decider(bfe_ruleset(k.km.bfe), 1, 7), pair[1]);
        assert_int_equal(ruleset_layer_count(bfe_ruleset(k.km.bfe), layer_at(0)->id), SMALL + 1);
        grace_collect(grace);
    }
    atomic_store(&over, true);
    pthread_join(reader, NULL);
    assert_int_equal(atomic_load(&torn), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = { BOTH(a_small_and_a_large_layer_change_at_once) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
