/* The registry of callouts: who may register what, and when unregistering returns. */
#include <pthread.h>
#include <semaphore.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "callout/context.h"
#include "callout/registry.h"

struct probe {
    unsigned              classifies, notifies, flow_deletes, releases;
    enum callout_notify   type;
    bool                  refuses;
    uint64_t              new_context;
    void (*inside)(struct probe *p); /* what its classify does */
    struct callout_registry *registry;
    uint32_t              id;
    enum wfp_status       status; /* of what it did */
    sem_t                 entered, go_on;
};

static void probe_classify(void *context, const struct classify_in *in, const struct rule *rule, uint64_t flow_context,
                           struct classify_out *out)
{
    struct probe *p = context;
    (void)in, (void)rule, (void)flow_context;
    p->classifies++;
    out->action = ACTION_PERMIT;
    if (p->inside)
        p->inside(p);
}

static enum wfp_status probe_notify(void *context, enum callout_notify type, const struct rule *rule, uint64_t *filter_context)
{
    struct probe *p = context;
    (void)rule;
    p->notifies++;
    p->type = type;
    if (p->inside)
        p->inside(p);
    if (p->new_context)
        *filter_context = p->new_context;
    return p->refuses ? WFP_UNSUCCESSFUL : WFP_OK;
}

static void probe_flow_delete(void *context, uint16_t layer, uint32_t callout_id, uint64_t flow_context)
{
    (void)layer, (void)callout_id, (void)flow_context;
    ((struct probe *)context)->flow_deletes++;
}

static void probe_release(void *context)
{
    ((struct probe *)context)->releases++;
}

static const struct callout_functions functions = { probe_classify, NULL, probe_notify, probe_flow_delete, probe_release };

/* Probes are static: the registry releases them in teardown. */
static struct callout_registry *r;

static struct guid key_of(unsigned n)
{
    return (struct guid){ .data1 = n };
}

static enum wfp_status add_flags(struct probe *p, unsigned n, uint32_t flags)
{
    struct callout_registration what = { .key = key_of(n), .flags = flags, .functions = &functions, .context = p, .owner = p,
                                         .version = 2 };
    p->registry = r;
    return callout_register(r, &what, &p->id);
}

static enum wfp_status add(struct probe *p, unsigned n)
{
    return add_flags(p, n, 0);
}

static int setup(void **state)
{
    (void)state;
    return callout_registry_new(&r);
}

static int teardown(void **state)
{
    (void)state;
    callout_registry_free(r);
    return 0;
}

/* A ruleset of one filter that names callout n. */
static struct ruleset *build(unsigned n, enum action_type action, uint32_t flags)
{
    struct callout_bindings b;
    struct ruleset         *rules;
    struct filter           f = { .id = 1, .layer = LAYER_ID_INBOUND_TRANSPORT_V4, .action = action, .callout = key_of(n), .flags = flags };
    assert_int_equal(callout_bindings_get(r, &b), WFP_OK);
    struct ruleset_input in = { .filters = &f, .filter_count = 1, .callouts = b.bindings, .callout_count = b.count };
    assert_int_equal(ruleset_build(&in, &rules), WFP_OK);
    callout_bindings_put(&b);
    return rules;
}

static struct classify_out classify(const struct ruleset *rules)
{
    struct value        values[64] = { 0 };
    struct classify_in  in = { .layer = &layer_rows[LAYER_ID_INBOUND_TRANSPORT_V4], .values = values };
    struct classify_out out;
    engine_classify(rules, &in, &out, NULL);
    return out;
}

/* proves: C-002 */
static void a_key_is_registered_once(void **state)
{
    static struct probe one = { 0 }, two = { 0 };
    (void)state;
    assert_int_equal(add(&one, 1), WFP_OK);
    assert_int_not_equal(one.id, 0);
    assert_int_equal(add(&two, 1), WFP_ALREADY_EXISTS);
    assert_int_equal(two.releases, 0); /* what was not taken is not released */
    assert_int_equal(add(&two, 2), WFP_OK);
    assert_int_not_equal(two.id, one.id);
}

/* proves: C-003 */
static void classify_and_notify_are_needed_and_flow_delete_is_not(void **state)
{
    static struct probe p = { 0 };
    static struct callout_functions f;
    struct callout_registration what = { .key = key_of(1), .functions = &f, .context = &p };
    (void)state;
    f = functions;
    f.notify = NULL;
    assert_int_equal(callout_register(r, &what, NULL), WFP_INVALID_ARGUMENT);
    f = functions;
    f.classify = NULL;
    assert_int_equal(callout_register(r, &what, NULL), WFP_INVALID_ARGUMENT);
    f = functions;
    f.flow_delete = NULL;
    assert_int_equal(callout_register(r, &what, NULL), WFP_OK);
}

/* proves: C-010 */
static void unknown_flags_are_refused(void **state)
{
    (void)state;
    static struct probe p[32];
    for (unsigned bit = 0; bit < 32; bit++)
        assert_int_equal(add_flags(&p[bit], bit, 1u << bit), bit < 10 ? WFP_OK : WFP_INVALID_ARGUMENT);
}

/* proves: C-006 */
static void unregistering_what_is_not_registered(void **state)
{
    struct guid none = key_of(9);
    (void)state;
    assert_int_equal(callout_unregister(r, 1), WFP_CALLOUT_NOT_FOUND);
    assert_int_equal(callout_unregister_key(r, &none), WFP_CALLOUT_NOT_FOUND);
}

static void unregistering_by_id_and_by_key(void **state)
{
    static struct probe one = { 0 }, two = { 0 };
    struct guid  second = key_of(2);
    (void)state;
    assert_int_equal(add(&one, 1), WFP_OK);
    assert_int_equal(add(&two, 2), WFP_OK);
    assert_int_equal(callout_unregister_key(r, &second), WFP_OK);
    assert_int_equal(two.releases, 1);
    assert_int_equal(one.releases, 0);
    assert_int_equal(callout_unregister(r, one.id), WFP_OK);
    assert_int_equal(one.releases, 1);
    assert_int_equal(callout_list(r, NULL, NULL, 0), 0);
}

/* proves: A-037 */
static void an_id_stays_with_its_key(void **state)
{
    static struct probe one = { 0 }, again = { 0 };
    struct guid  first = key_of(1), other = key_of(2);
    (void)state;
    uint32_t promised = callout_id_take(r, &first); /* as BFE asks for its callout object */
    assert_int_not_equal(callout_id_take(r, &other), promised);
    assert_int_equal(add(&one, 1), WFP_OK);
    assert_int_equal(one.id, promised);
    assert_int_equal(callout_unregister(r, one.id), WFP_OK);
    assert_int_equal(add(&again, 1), WFP_OK);
    assert_int_equal(again.id, promised);
    assert_int_equal(callout_unregister(r, again.id), WFP_OK);
    callout_id_put(r, &first); /* nobody names it any more */
    uint32_t later = callout_id_take(r, &first);
    assert_int_not_equal(later, promised);
    assert_int_not_equal(later, callout_id_take(r, &other));
}

/* Ids come and go by the thousand; each key that is held keeps its own.
 * proves: A-037 */
static void ids_are_found_among_many(void **state)
{
    enum { KEYS = 5000 };
    static uint32_t ids[KEYS];
    (void)state;
    for (unsigned round = 0; round < 3; round++) {
        for (unsigned i = 0; i < KEYS; i++) {
            struct guid key = key_of(1000 + i * 7919);
            uint32_t    id = callout_id_take(r, &key);
            if (round && i % 3 == 0)
                assert_int_equal(id, ids[i]); /* held since the first round */
            else
                assert_true(round == 0 || id > ids[i]);
            ids[i] = id;
        }
        for (unsigned i = 0; i < KEYS; i++) {
            struct guid key = key_of(1000 + i * 7919);
            if (round || i % 3)
                callout_id_put(r, &key);
        }
    }
}

/* proves: C-007 B-029 B-030 */
static void an_old_ruleset_finds_the_callout_unregistered(void **state)
{
    static const struct {
        enum action_type action;
        uint32_t         flags;
        enum action_type outcome;
    } cases[] = {
        { ACTION_CALLOUT_TERMINATING, 0, ACTION_BLOCK },
        { ACTION_CALLOUT_UNKNOWN, 0, ACTION_BLOCK },
        { ACTION_CALLOUT_INSPECTION, 0, ACTION_PERMIT },
        { ACTION_CALLOUT_TERMINATING, FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED, ACTION_PERMIT },
    };
    static struct probe probes[COUNT_OF(cases)];
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(cases); i++) {
        struct probe *p = &probes[i];
        assert_int_equal(add(p, 1), WFP_OK);
        struct ruleset *rules = build(1, cases[i].action, cases[i].flags);
        assert_int_equal(classify(rules).action, ACTION_PERMIT);
        assert_int_equal(p->classifies, 1);
        assert_int_equal(callout_unregister(r, p->id), WFP_OK);
        assert_int_equal(p->releases, 0); /* the ruleset still reaches it */
        assert_int_equal(classify(rules).action, cases[i].outcome);
        assert_int_equal(p->classifies, 1);
        ruleset_free(rules);
        assert_int_equal(p->releases, 1);
    }
}

static void unregister_itself(struct probe *p)
{
    p->status = callout_unregister(p->registry, p->id);
}

static void a_callout_cannot_wait_for_itself(void **state)
{
    static struct probe p = { .inside = unregister_itself };
    struct callout_entry *e;
    struct rule     rule = { 0 };
    struct guid     key = key_of(1);
    uint64_t        context = 0;
    (void)state;
    assert_int_equal(add(&p, 1), WFP_OK);
    struct ruleset *rules = build(1, ACTION_CALLOUT_INSPECTION, 0);
    classify(rules);
    assert_int_equal(p.status, WFP_DEVICE_BUSY);
    ruleset_free(rules);
    p.status = WFP_OK;
    e = callout_get(r, &key);
    assert_int_equal(callout_notify(e, CALLOUT_ADD_FILTER, &rule, &context), WFP_OK);
    callout_put(e);
    assert_int_equal(p.status, WFP_DEVICE_BUSY);
    p.inside = NULL;
    assert_int_equal(callout_unregister(r, p.id), WFP_OK); /* nothing has changed meanwhile */
}

/* A classify that stays inside until it is told to go on. */
static void linger(struct probe *p)
{
    sem_post(&p->entered);
    sem_wait(&p->go_on);
    p->status = WFP_PENDING; /* still inside */
}

static void *classify_thread(void *rules)
{
    classify(rules);
    return NULL;
}

struct unregistering {
    struct probe   *probe;
    enum wfp_status status, at_return; /* the probe's status when unregistering returned */
};

static void *unregister_thread(void *arg)
{
    struct unregistering *u = arg;
    u->status = callout_unregister(r, u->probe->id);
    u->at_return = u->probe->status;
    return NULL;
}

/* proves: C-006 C-008 */
static void unregistering_waits_for_a_running_classify(void **state)
{
    static struct probe p = { .inside = linger };
    struct unregistering u = { .probe = &p };
    pthread_t            classifying, leaving;
    (void)state;
    sem_init(&p.entered, 0, 0);
    sem_init(&p.go_on, 0, 0);
    assert_int_equal(add(&p, 1), WFP_OK);
    struct ruleset *rules = build(1, ACTION_CALLOUT_TERMINATING, 0);
    assert_int_equal(pthread_create(&classifying, NULL, classify_thread, rules), 0);
    sem_wait(&p.entered);
    assert_int_equal(pthread_create(&leaving, NULL, unregister_thread, &u), 0);
    struct guid unknown = key_of(2), key = key_of(1);
    while (callout_list(r, NULL, NULL, 0) == 1) /* until the other thread is in it */
        assert_int_equal(callout_unregister_key(r, &unknown), WFP_CALLOUT_NOT_FOUND);
    assert_int_equal(callout_unregister_key(r, &key), WFP_IN_USE);
    assert_int_equal(classify(rules).action, ACTION_BLOCK); /* none starts any more */
    assert_int_equal(p.classifies, 1);
    assert_int_equal(add(&p, 1), WFP_ALREADY_EXISTS); /* not over yet */
    sem_post(&p.go_on);
    pthread_join(classifying, NULL);
    pthread_join(leaving, NULL);
    assert_int_equal(u.status, WFP_OK);
    assert_int_equal(u.at_return, WFP_PENDING); /* the classify had run to its end */
    ruleset_free(rules);
    sem_destroy(&p.entered);
    sem_destroy(&p.go_on);
}

/* proves: C-016 C-019 */
static void notify_refuses_and_sets_the_context(void **state)
{
    static struct probe p = { .new_context = 0x55 };
    struct rule  rule = { 0 };
    struct guid  key = key_of(1), other = key_of(2);
    uint64_t     context = 7;
    (void)state;
    assert_int_equal(add(&p, 1), WFP_OK);
    assert_null(callout_get(r, &other));
    struct callout_entry *e = callout_get(r, &key);
    assert_int_equal(callout_notify(e, CALLOUT_ADD_FILTER, &rule, &context), WFP_OK);
    assert_int_equal(context, 0x55);
    p.refuses = true;
    assert_int_equal(callout_notify(e, CALLOUT_ADD_FILTER, &rule, &context), WFP_CALLOUT_NOTIFICATION_FAILED);
    assert_int_equal(callout_unregister(r, p.id), WFP_OK);
    assert_int_equal(callout_notify(e, CALLOUT_DELETE_FILTER, &rule, &context), WFP_OK); /* nobody is there to be told */
    assert_int_equal(p.notifies, 2);
    assert_int_equal(p.releases, 0);
    callout_put(e);
    assert_int_equal(p.releases, 1);
}

static enum wfp_status count_change(void *context, const struct guid *key)
{
    unsigned *changes = context;
    assert_int_equal(key->data1, 1);
    ++*changes;
    return *changes == 3 ? WFP_NO_MEMORY : WFP_OK;
}

static void whoever_builds_rulesets_hears_of_changes(void **state)
{
    unsigned     changes = 0;
    static struct probe p = { 0 };
    (void)state;
    callout_registry_on_change(r, count_change, &changes);
    assert_int_equal(add(&p, 1), WFP_OK);
    assert_int_equal(changes, 1);
    assert_int_equal(callout_unregister(r, p.id), WFP_OK);
    assert_int_equal(changes, 2);
    assert_int_equal(add(&p, 1), WFP_NO_MEMORY); /* no ruleset with it: not registered */
    assert_int_equal(callout_list(r, NULL, NULL, 0), 0);
    assert_int_equal(p.releases, 1);
}

/* proves: C-009 */
static void what_a_module_left_behind_is_never_called(void **state)
{
    static struct probe mine = { 0 }, theirs = { 0 };
    struct flow_table  *flows;
    struct flow_key     key = { .local_port = 1 };
    struct callout_info info;
    (void)state;
    assert_int_equal(flow_table_new(4, &flows), WFP_OK);
    flow_contexts_attach(r, flows);
    assert_int_equal(add(&mine, 1), WFP_OK);
    assert_int_equal(add_flags(&theirs, 2, CALLOUT_FLAG_ALLOW_OFFLOAD), WFP_OK);
    uint64_t flow = flow_add(flows, &key, FLOW_CLASS_IDLE, 0)->id;
    assert_int_equal(flow_context_associate(r, flow, LAYER_ID_STREAM_V4, mine.id, 5), WFP_OK);
    assert_int_equal(callout_list(r, &theirs, &info, 1), 1);
    assert_int_equal(info.id, theirs.id);
    assert_int_equal(info.flags, CALLOUT_FLAG_ALLOW_OFFLOAD);
    assert_int_equal(info.version, 2);
    assert_int_equal(info.flow_contexts, 0);
    assert_int_equal(callout_list(r, &mine, &info, 1), 1);
    assert_int_equal(info.flow_contexts, 1);
    struct ruleset *rules = build(1, ACTION_CALLOUT_TERMINATING, 0);
    assert_int_equal(callout_expel(r, &mine), 1);
    assert_int_equal(classify(rules).action, ACTION_BLOCK);
    flow_contexts_attach(r, NULL);
    flow_table_free(flows);
    ruleset_free(rules);
    assert_int_equal(mine.classifies + mine.flow_deletes, 0);
    assert_int_equal(mine.releases, 1);
    assert_int_equal(callout_unregister(r, theirs.id), WFP_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_key_is_registered_once, setup, teardown),
        cmocka_unit_test_setup_teardown(classify_and_notify_are_needed_and_flow_delete_is_not, setup, teardown),
        cmocka_unit_test_setup_teardown(unknown_flags_are_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(unregistering_what_is_not_registered, setup, teardown),
        cmocka_unit_test_setup_teardown(unregistering_by_id_and_by_key, setup, teardown),
        cmocka_unit_test_setup_teardown(an_id_stays_with_its_key, setup, teardown),
        cmocka_unit_test_setup_teardown(ids_are_found_among_many, setup, teardown),
        cmocka_unit_test_setup_teardown(an_old_ruleset_finds_the_callout_unregistered, setup, teardown),
        cmocka_unit_test_setup_teardown(a_callout_cannot_wait_for_itself, setup, teardown),
        cmocka_unit_test_setup_teardown(unregistering_waits_for_a_running_classify, setup, teardown),
        cmocka_unit_test_setup_teardown(notify_refuses_and_sets_the_context, setup, teardown),
        cmocka_unit_test_setup_teardown(whoever_builds_rulesets_hears_of_changes, setup, teardown),
        cmocka_unit_test_setup_teardown(what_a_module_left_behind_is_never_called, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
