/* Contexts that callouts keep on flows: who may put one, who sees it, when it ends. */
#include "engine_kit.h"

#include <pthread.h>
#include <stdatomic.h>

#include "callout/context.h"
#include "callout/registry.h"

#define SECOND 1000000000ull

/* A callout of the test, and what it was told. */
struct keeper {
    uint32_t id;
    unsigned deletes, classifies;
    uint16_t layer;      /* of the last delete */
    uint32_t callout_id;
    uint64_t context;
    uint64_t seen;       /* flow context of the last classify */
    uint64_t remove_flow; /* removes its context there while it classifies */
    uint16_t remove_layer;
    unsigned deletes_inside; /* how many there were when the removal returned */
    enum wfp_status removal;
};

static struct callout_registry *r;
static struct flow_table       *flows;
static enum family              family;

static void keeper_classify(void *context, const struct classify_in *in, const struct rule *rule, uint64_t flow_context,
                            struct classify_out *out)
{
    struct keeper *k = context;
    (void)in, (void)rule, (void)out;
    k->classifies++;
    k->seen = flow_context;
    if (!k->remove_flow)
        return;
    k->removal = flow_context_remove(r, k->remove_flow, k->remove_layer, k->id);
    k->deletes_inside = k->deletes;
}

static enum wfp_status keeper_notify(void *context, enum callout_notify type, const struct rule *rule, uint64_t *filter_context)
{
    (void)context, (void)type, (void)rule, (void)filter_context;
    return WFP_OK;
}

static void keeper_flow_delete(void *context, uint16_t layer, uint32_t callout_id, uint64_t flow_context)
{
    struct keeper *k = context;
    k->deletes++;
    k->layer = layer;
    k->callout_id = callout_id;
    k->context = flow_context;
}

static const struct callout_functions functions = { keeper_classify, NULL, keeper_notify, keeper_flow_delete, NULL };
static const struct callout_functions without_delete = { keeper_classify, NULL, keeper_notify, NULL, NULL };

/* Keepers are static: the flows' end in teardown still tells them. */
static void add_with(struct keeper *k, unsigned n, const struct callout_functions *f)
{
    *k = (struct keeper){ 0 };
    struct callout_registration what = { .key = { .data1 = n }, .functions = f, .context = k };
    assert_int_equal(callout_register(r, &what, &k->id), WFP_OK);
}

static void add(struct keeper *k, unsigned n)
{
    add_with(k, n, &functions);
}

static uint16_t layer_id(enum layer_pair pair)
{
    return layer_of(pair, family)->id;
}

static struct flow *new_flow(uint16_t port, enum flow_class class)
{
    struct flow_key key = { .local_port = port, .family = (uint8_t)family, .protocol = 6 };
    return flow_add(flows, &key, class, 0);
}

static int setup(void **state)
{
    family = *(enum family *)*state;
    assert_int_equal(callout_registry_new(&r), WFP_OK);
    assert_int_equal(flow_table_new(4, &flows), WFP_OK);
    flow_contexts_attach(r, flows);
    return 0;
}

static void end_flows(void)
{
    flow_contexts_attach(r, NULL);
    flow_table_free(flows);
    flows = NULL;
}

static int teardown(void **state)
{
    (void)state;
    end_flows();
    callout_registry_free(r);
    return 0;
}

/* A classify at the layer of a filter that names callout n. */
static void classify(unsigned n, uint16_t layer, const struct flow *f)
{
    struct callout_bindings b;
    struct ruleset         *rules;
    struct value            values[64] = { 0 };
    struct classify_out     out;
    struct filter filter = { .id = 1, .layer = layer, .action = ACTION_CALLOUT_INSPECTION, .callout = { .data1 = n } };
    assert_int_equal(callout_bindings_get(r, &b), WFP_OK);
    struct ruleset_input input = { .filters = &filter, .filter_count = 1, .callouts = b.bindings, .callout_count = b.count };
    assert_int_equal(ruleset_build(&input, &rules), WFP_OK);
    callout_bindings_put(&b);
    struct classify_in in = { .layer = &layer_rows[layer], .values = values, .flow = f, .flow_context = flow_context_of };
    engine_classify(rules, &in, &out, NULL);
    ruleset_free(rules);
}

/* proves: C-024 */
static void a_context_is_not_zero_and_its_callout_hears_of_its_end(void **state)
{
    static struct keeper good, deaf;
    uint64_t      flow = new_flow(1, FLOW_CLASS_TCP)->id;
    uint16_t      layer = layer_id(LAYER(STREAM));
    (void)state;
    add(&good, 1);
    add_with(&deaf, 2, &without_delete);
    assert_int_equal(flow_context_associate(r, flow, layer, good.id, 0), WFP_INVALID_ARGUMENT);
    assert_int_equal(flow_context_associate(r, flow, layer, deaf.id, 1), WFP_INVALID_ARGUMENT);
    assert_int_equal(flow_context_associate(r, flow, layer, 99, 1), WFP_INVALID_ARGUMENT);
    assert_int_equal(flow_context_associate(r, flow, LAYER_COUNT, good.id, 1), WFP_INVALID_ARGUMENT);
    assert_int_equal(flow_context_associate(r, flow, layer, good.id, 1), WFP_OK);
}

/* proves: C-025 C-026 */
static void one_context_a_callout_and_layer(void **state)
{
    static struct keeper k[3];
    struct flow  *f = new_flow(1, FLOW_CLASS_TCP);
    uint16_t      stream = layer_id(LAYER(STREAM)), transport = layer_id(LAYER(INBOUND_TRANSPORT));
    (void)state;
    for (unsigned i = 0; i < 3; i++)
        add(&k[i], i + 1);
    assert_int_equal(flow_context_associate(r, f->id, stream, k[0].id, 10), WFP_OK);
    assert_int_equal(flow_context_associate(r, f->id, stream, k[1].id, 11), WFP_OK);
    assert_int_equal(flow_context_associate(r, f->id, transport, k[2].id, 12), WFP_OK);
    assert_int_equal(flow_context_associate(r, f->id, stream, k[0].id, 13), WFP_NAME_EXISTS);
    classify(1, stream, f);
    classify(2, stream, f);
    classify(3, transport, f);
    assert_int_equal(k[0].seen, 10); /* the first one stays */
    assert_int_equal(k[1].seen, 11);
    assert_int_equal(k[2].seen, 12);
}

/* proves: C-027 */
static void a_context_is_seen_at_its_layer_on_its_flow(void **state)
{
    static struct keeper k;
    struct flow  *f = new_flow(1, FLOW_CLASS_TCP), *other = new_flow(2, FLOW_CLASS_TCP);
    uint16_t      established = layer_id(LAYER(ALE_FLOW_ESTABLISHED)), stream = layer_id(LAYER(STREAM));
    (void)state;
    add(&k, 1);
    assert_int_equal(flow_context_associate(r, f->id, stream, k.id, 10), WFP_OK); /* for another layer, as from ESTABLISHED */
    classify(1, established, f);
    assert_int_equal(k.seen, 0);
    classify(1, stream, f);
    assert_int_equal(k.seen, 10);
    classify(1, stream, other);
    assert_int_equal(k.seen, 0);
    classify(1, stream, NULL);
    assert_int_equal(k.seen, 0);
}

/* proves: C-028 C-022 */
static void removing_is_done_pending_or_without_success(void **state)
{
    static struct keeper k;
    struct flow  *f = new_flow(1, FLOW_CLASS_TCP), *other = new_flow(2, FLOW_CLASS_TCP);
    uint16_t      stream = layer_id(LAYER(STREAM));
    (void)state;
    add(&k, 1);
    assert_int_equal(flow_context_remove(r, f->id, stream, k.id), WFP_UNSUCCESSFUL);
    assert_int_equal(flow_context_associate(r, f->id, stream, k.id, 10), WFP_OK);
    assert_int_equal(flow_context_remove(r, f->id, layer_id(LAYER(INBOUND_TRANSPORT)), k.id), WFP_UNSUCCESSFUL);
    assert_int_equal(flow_context_remove(r, f->id, stream, k.id), WFP_OK);
    assert_int_equal(k.deletes, 1); /* before remove returned */
    assert_int_equal(k.layer, stream);
    assert_int_equal(k.callout_id, k.id);
    assert_int_equal(k.context, 10);

    assert_int_equal(flow_context_associate(r, f->id, stream, k.id, 11), WFP_OK);
    k.remove_flow = f->id;
    k.remove_layer = stream;
    classify(1, stream, f);
    assert_int_equal(k.removal, WFP_PENDING);
    assert_int_equal(k.deletes_inside, 1); /* not yet */
    assert_int_equal(k.deletes, 2);        /* when the classify was over */
    assert_int_equal(k.context, 11);
    k.remove_flow = 0;
    classify(1, stream, f);
    assert_int_equal(k.seen, 0);

    assert_int_equal(flow_context_associate(r, other->id, stream, k.id, 12), WFP_OK);
    k.remove_flow = other->id; /* a classify of another flow does not matter */
    classify(1, stream, f);
    assert_int_equal(k.removal, WFP_OK);
    assert_int_equal(k.deletes_inside, 3);
}

/* proves: C-022 C-023 C-029 C-033 */
static void the_end_of_a_flow_ends_its_contexts(void **state)
{
    static struct keeper k;
    uint16_t      stream = layer_id(LAYER(STREAM)), transport = layer_id(LAYER(INBOUND_TRANSPORT));
    (void)state;
    add(&k, 1);
    struct flow *f = new_flow(1, FLOW_CLASS_TCP);
    assert_int_equal(flow_context_associate(r, f->id, stream, k.id, 1), WFP_OK);
    assert_int_equal(flow_context_associate(r, f->id, transport, k.id, 2), WFP_OK);
    flow_remove(flows, f);
    assert_int_equal(k.deletes, 2);

    f = new_flow(2, FLOW_CLASS_IDLE);
    assert_int_equal(flow_context_associate(r, f->id, stream, k.id, 3), WFP_OK);
    flow_expire(flows, 59 * SECOND);
    assert_int_equal(k.deletes, 2);
    flow_expire(flows, 61 * SECOND);
    assert_int_equal(k.deletes, 3);
    assert_int_equal(k.context, 3);

    f = new_flow(3, FLOW_CLASS_IDLE);
    assert_int_equal(flow_context_associate(r, f->id, stream, k.id, 4), WFP_OK);
    for (uint16_t port = 4; port < 8; port++) /* no room: the idlest goes */
        new_flow(port, FLOW_CLASS_IDLE);
    assert_int_equal(k.deletes, 4);

    f = new_flow(8, FLOW_CLASS_IDLE);
    assert_int_equal(flow_context_associate(r, f->id, stream, k.id, 5), WFP_OK);
    end_flows();
    assert_int_equal(k.deletes, 5);
    assert_int_equal(k.classifies, 0);
    assert_int_equal(flow_context_associate(r, 1, stream, k.id, 5), WFP_INVALID_ARGUMENT); /* no flows at all */
}

/* proves: C-031 */
static void a_stale_handle_fails(void **state)
{
    static struct keeper k;
    uint16_t      stream = layer_id(LAYER(STREAM));
    struct flow  *f = new_flow(1, FLOW_CLASS_TCP);
    uint64_t      stale = f->id;
    (void)state;
    add(&k, 1);
    flow_remove(flows, f);
    struct flow *next = new_flow(1, FLOW_CLASS_TCP); /* the same place, the same key */
    assert_ptr_equal(next, f);
    assert_int_equal(flow_context_associate(r, stale, stream, k.id, 1), WFP_INVALID_ARGUMENT);
    assert_int_equal(flow_context_associate(r, next->id, stream, k.id, 1), WFP_OK);
    assert_int_equal(flow_context_remove(r, stale, stream, k.id), WFP_UNSUCCESSFUL);
    assert_int_equal(flow_context_remove(r, 0, stream, k.id), WFP_UNSUCCESSFUL);
    assert_null(flow_find_id(flows, 1000000));
}

/* Many flows of one place in the table of ids. */
static void ids_are_found_whatever_their_number(void **state)
{
    uint64_t first = 0;
    (void)state;
    struct flow *old = new_flow(1, FLOW_CLASS_TCP);
    for (unsigned i = 0; i < 5000; i++) {
        struct flow *f = new_flow(2, FLOW_CLASS_TCP);
        first = first ? first : f->id;
        assert_ptr_equal(flow_find_id(flows, f->id), f);
        assert_ptr_equal(flow_find_id(flows, old->id), old);
        assert_int_equal(f->id, first + i);
        flow_remove(flows, f);
        assert_null(flow_find_id(flows, first + i));
    }
}

/* proves: C-005 */
static void a_callout_with_contexts_is_busy(void **state)
{
    static struct keeper k;
    struct guid   key = { .data1 = 1 };
    uint64_t      flow = new_flow(1, FLOW_CLASS_TCP)->id;
    uint16_t      stream = layer_id(LAYER(STREAM));
    (void)state;
    add(&k, 1);
    assert_int_equal(flow_context_associate(r, flow, stream, k.id, 10), WFP_OK);
    assert_int_equal(callout_unregister(r, k.id), WFP_DEVICE_BUSY);
    assert_int_equal(callout_unregister_key(r, &key), WFP_DEVICE_BUSY);
    assert_int_equal(k.deletes, 0);
    assert_int_equal(flow_context_remove(r, flow, stream, k.id), WFP_OK);
    assert_int_equal(k.deletes, 1);
    assert_int_equal(callout_unregister(r, k.id), WFP_OK);
    assert_int_equal(flow_context_associate(r, flow, stream, k.id, 10), WFP_INVALID_ARGUMENT);
}

/* --- from another thread ------------------------------------------------------------------------------------------ */

#define ROUNDS 3000u

static struct {
    uint32_t         id;
    uint16_t         layer;
    atomic_uint_fast64_t flow, in_use; /* in_use: the context that a classify call has been shown */
    atomic_uint      associated, deleted, deleted_in_use, seen;
    atomic_bool      done;
} shared;

static void shared_classify(void *context, const struct classify_in *in, const struct rule *rule, uint64_t flow_context,
                            struct classify_out *out)
{
    (void)context, (void)in, (void)rule, (void)out;
    atomic_store(&shared.in_use, flow_context);
    atomic_fetch_add(&shared.seen, flow_context != 0);
    for (volatile unsigned i = 0; i < 50; i++)
        ;
    atomic_store(&shared.in_use, 0);
}

static void shared_delete(void *context, uint16_t layer, uint32_t callout_id, uint64_t flow_context)
{
    (void)context, (void)layer, (void)callout_id;
    atomic_fetch_add(&shared.deleted, 1);
    atomic_fetch_add(&shared.deleted_in_use, atomic_load(&shared.in_use) == flow_context);
}

static void *come_and_go(void *unused)
{
    (void)unused;
    for (uint64_t i = 1; i <= ROUNDS; i++) {
        uint64_t flow = atomic_load(&shared.flow);
        if (flow_context_associate(r, flow, shared.layer, shared.id, i) == WFP_OK)
            atomic_fetch_add(&shared.associated, 1);
        enum wfp_status err = flow_context_remove(r, flow, shared.layer, shared.id);
        if (err != WFP_OK && err != WFP_PENDING && err != WFP_UNSUCCESSFUL)
            atomic_fetch_add(&shared.deleted_in_use, 1);
    }
    atomic_store(&shared.done, true);
    return NULL;
}

/* A driver's thread puts contexts on flows and takes them off while packets are classified and flows end: each is deleted once,
 * and never while a classify call has it. proves: C-022 C-028 C-031 */
static void contexts_come_and_go_from_another_thread(void **state)
{
    static const struct callout_functions shared_functions = { shared_classify, NULL, keeper_notify, shared_delete, NULL };
    static struct keeper k;
    pthread_t            other;
    (void)state;
    memset(&shared, 0, sizeof(shared));
    add_with(&k, 1, &shared_functions);
    shared.id = k.id;
    shared.layer = layer_id(LAYER(STREAM));
    struct flow *f = new_flow(1, FLOW_CLASS_TCP);
    atomic_store(&shared.flow, f->id);
    assert_int_equal(pthread_create(&other, NULL, come_and_go, NULL), 0);
    for (unsigned i = 0; !atomic_load(&shared.done); i++) {
        classify(1, shared.layer, f);
        if (i % 64 == 0) {
            flow_remove(flows, f);
            f = new_flow(1, FLOW_CLASS_TCP);
            atomic_store(&shared.flow, f->id);
        }
        if (i % 64 == 32)
            flow_end(flows, f);
    }
    pthread_join(other, NULL);
    flow_remove(flows, f);
    assert_int_equal(shared.deleted, shared.associated);
    assert_int_equal(shared.deleted_in_use, 0);
    assert_int_equal(callout_unregister(r, k.id), WFP_OK);
}

/* proves: C-022 C-029 C-031 */
static void a_flow_that_is_over_has_no_contexts(void **state)
{
    static struct keeper k;
    struct flow         *f = new_flow(1, FLOW_CLASS_TCP);
    uint16_t             stream = layer_id(LAYER(STREAM));
    (void)state;
    add(&k, 1);
    assert_int_equal(flow_context_associate(r, f->id, stream, k.id, 10), WFP_OK);
    assert_true(flow_context_may(r, f->id));
    flow_end(flows, f);
    assert_int_equal(k.deletes, 1);
    assert_false(flow_context_may(r, f->id));
    assert_int_equal(flow_context_associate(r, f->id, stream, k.id, 10), WFP_INVALID_ARGUMENT);
    assert_int_equal(flow_context_remove(r, f->id, stream, k.id), WFP_UNSUCCESSFUL);
    flow_remove(flows, f);
    assert_int_equal(k.deletes, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(a_context_is_not_zero_and_its_callout_hears_of_its_end),
        BOTH(one_context_a_callout_and_layer),
        BOTH(a_context_is_seen_at_its_layer_on_its_flow),
        BOTH(removing_is_done_pending_or_without_success),
        BOTH(the_end_of_a_flow_ends_its_contexts),
        BOTH(a_stale_handle_fails),
        BOTH(ids_are_found_whatever_their_number),
        BOTH(a_callout_with_contexts_is_busy),
        BOTH(a_flow_that_is_over_has_no_contexts),
        BOTH(contexts_come_and_go_from_another_thread),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
