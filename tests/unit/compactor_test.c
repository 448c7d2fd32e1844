/* A store whose index is compacted by a thread beside commits: readers see each transaction whole, at all layers, and the filters are
 * those that were added, whoever made the ruleset. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "bfe/session.h"
#include "bfe/txn.h"
#include "engine/classify.h"
#include "engine/compaction.h"
#include "host/compactor.h"
#include "host/grace.h"

enum { PAIRS = 4000, READERS = 2, LAYERS = 2 };

struct stage {
    struct grace       *grace;
    struct compactor   *compactor;
    struct bfe         *bfe;
    struct bfe_session *session;
    uint64_t            ids[PAIRS][LAYERS];
    atomic_bool         over;
    atomic_uint         torn, seen;
};

static const struct layer_row *layer_at(uint32_t i)
{
    return layer_of(i ? LAYER(OUTBOUND_TRANSPORT) : LAYER(INBOUND_TRANSPORT), FAMILY_V4);
}

static void open_stage(struct stage *s)
{
    struct session_config session = { .info = { .name = "test", .kernel = true } };
    assert_int_equal(grace_new(&s->grace), WFP_OK);
    assert_int_equal(compactor_new(&s->compactor), WFP_OK);
    struct bfe_config config = { .retire = grace_retire, .context = s->grace, .seed = 1, .compaction_due = compactor_due,
                                 .compaction_context = s->compactor };
    assert_int_equal(bfe_new(&config, &s->bfe), WFP_OK);
    assert_int_equal(compactor_start(s->compactor, s->bfe), WFP_OK);
    assert_int_equal(bfe_session_open(s->bfe, &session, &s->session), WFP_OK);
}

static void close_stage(struct stage *s)
{
    compactor_stop(s->compactor);
    bfe_free(s->bfe);
    compactor_free(s->compactor);
    grace_free(s->grace);
}

static uint32_t matches(const struct ruleset *rules, uint32_t layer, uint16_t port)
{
    struct value       values[64] = { 0 };
    const struct rule *found[2];
    struct classify_in in = { .layer = layer_at(layer), .values = values };
    values[layer_field_index(in.layer, FIELD_IP_REMOTE_PORT)] = (struct value){ .type = TYPE_UINT16, .u16 = port };
    return index_matches(rules, &in, found, 2);
}

static void *read_on(void *context)
{
    struct stage       *s = context;
    struct grace_reader me = { 0 };
    grace_join(s->grace, &me);
    for (uint32_t i = 0; !atomic_load(&s->over); i++) {
        uint16_t port = (uint16_t)(1 + i * 7919 % PAIRS);
        grace_enter(s->grace, &me);
        const struct ruleset *rules = bfe_ruleset(s->bfe);
        atomic_fetch_add(&s->torn, matches(rules, 0, port) != matches(rules, 1, port));
        grace_rest(&me);
        atomic_fetch_add(&s->seen, 1);
    }
    grace_leave(s->grace, &me);
    return NULL;
}

static void begin(struct stage *s)
{
    assert_int_equal(bfe_txn_begin(s->session, 0), WFP_OK);
}

static void commit(struct stage *s)
{
    assert_int_equal(bfe_txn_commit(s->session), WFP_OK);
    grace_collect(s->grace);
}

static void add_pair(struct stage *s, uint32_t n)
{
    struct condition port = { FIELD_IP_REMOTE_PORT, MATCH_EQUAL, { .type = TYPE_UINT16, .u16 = (uint16_t)(n + 1) } };
    uint64_t         weight = n * 2654435761u;
    for (uint32_t l = 0; l < LAYERS; l++) {
        struct filter f = { .name = "pair", .layer = layer_at(l)->id, .action = ACTION_BLOCK, .conditions = &port, .condition_count = 1,
                            .weight = { .type = TYPE_UINT64, .u64 = &weight } };
        assert_int_equal(bfe_filter_add(s->session, &f, &s->ids[n][l]), WFP_OK);
    }
}

static void delete_pair(struct stage *s, uint32_t n)
{
    for (uint32_t l = 0; l < LAYERS; l++)
        assert_int_equal(bfe_delete_id(s->session, OBJECT_FILTER, s->ids[n][l]), WFP_OK);
}

/* One pair comes with each transaction, and one of two goes again. */
static void come_and_go(struct stage *s)
{
    for (uint32_t n = 0; n < PAIRS; n++) {
        begin(s);
        add_pair(s, n);
        if (n % 2)
            delete_pair(s, n / 2);
        commit(s);
    }
}

static void wait_until_compacted(const struct stage *s)
{
    for (unsigned i = 0; ruleset_wants_compaction(bfe_ruleset(s->bfe)) && i < 20000; i++)
        usleep(1000);
    assert_false(ruleset_wants_compaction(bfe_ruleset(s->bfe)));
}

static void readers_see_transactions_whole_while_the_index_is_compacted(void **state)
{
    static struct stage s;
    pthread_t           readers[READERS];
    (void)state;
    open_stage(&s);
    begin(&s); /* so that there is a base */
    for (uint32_t n = 0; n < 500; n++)
        add_pair(&s, n);
    commit(&s);
    begin(&s);
    for (uint32_t n = 0; n < 500; n++)
        delete_pair(&s, n);
    commit(&s);
    for (unsigned i = 0; i < READERS; i++)
        assert_int_equal(pthread_create(&readers[i], NULL, read_on, &s), 0);
    come_and_go(&s);
    wait_until_compacted(&s);
    while (atomic_load(&s.seen) < 100)
        sched_yield();
    atomic_store(&s.over, true);
    for (unsigned i = 0; i < READERS; i++)
        pthread_join(readers[i], NULL);
    assert_int_equal(atomic_load(&s.torn), 0);
    for (uint32_t n = 0; n < PAIRS; n++)
        assert_int_equal(matches(bfe_ruleset(s.bfe), n % 2, (uint16_t)(n + 1)), n >= PAIRS / 2);
    assert_true(ruleset_generation(bfe_ruleset(s.bfe)) > PAIRS + 3); /* some were made by the thread */
    close_stage(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(readers_see_transactions_whole_while_the_index_is_compacted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
