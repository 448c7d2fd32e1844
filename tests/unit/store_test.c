/* The store: sessions, transactions, what may be added and deleted, what callouts hear, which ruleset is current. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "bfe/objects.h"
#include "bfe/session.h"
#include "bfe/state.h"
#include "bfe/store.h"
#include "bfe/txn.h"
#include "engine/classify.h"

static struct callout_registry *callouts;
static struct bfe              *b;
static struct bfe_session      *s; /* not dynamic */

/* What a registered callout was told. */
static struct {
    unsigned            added, deleted, committed;
    uint64_t            id, weight, seen_context; /* of the last */
    uint16_t            sublayer_weight;
    uint64_t            new_context;
    bool                refuses;
    struct bfe_session *adds_through; /* adds a provider from within */
    enum wfp_status     inner, inner_commit;
} told;

static void heard_classify(void *context, const struct classify_in *in, const struct rule *rule, uint64_t flow_context,
                           struct classify_out *out)
{
    (void)context, (void)in, (void)flow_context;
    told.seen_context = rule->raw_context;
    out->action = ACTION_PERMIT;
}

static enum wfp_status heard(void *context, enum callout_notify type, const struct rule *rule, uint64_t *filter_context)
{
    struct provider p = { .key = { .data1 = 0x77 }, .name = "from notify" };
    (void)context;
    told.added += type == CALLOUT_ADD_FILTER;
    told.deleted += type == CALLOUT_DELETE_FILTER;
    told.committed += type == CALLOUT_ADD_FILTER_POST_COMMIT;
    told.id = rule->id;
    told.weight = rule->weight;
    told.sublayer_weight = rule->sublayer->weight;
    if (told.new_context)
        *filter_context = told.new_context;
    if (told.adds_through) {
        told.inner = bfe_provider_add(told.adds_through, &p);
        told.inner_commit = bfe_txn_commit(told.adds_through);
    }
    return told.refuses ? WFP_UNSUCCESSFUL : WFP_OK;
}

static const struct callout_functions functions = { heard_classify, NULL, heard, NULL, NULL };

static struct guid key_of(uint32_t n)
{
    return (struct guid){ .data1 = n };
}

#define PROVIDER 1u
#define SUBLAYER 2u
#define CALLOUT  3u
#define FILTER   4u

static struct bfe_session *open_session(uint32_t flags)
{
    struct session_config config = { .flags = flags };
    struct bfe_session   *session;
    assert_int_equal(bfe_session_open(b, &config, &session), WFP_OK);
    return session;
}

static int setup(void **state)
{
    struct bfe_config config = { 0 };
    (void)state;
    memset(&told, 0, sizeof(told));
    assert_int_equal(callout_registry_new(&callouts), WFP_OK);
    config.callouts = callouts;
    assert_int_equal(bfe_new(&config, &b), WFP_OK);
    s = open_session(0);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    bfe_free(b);
    callout_registry_free(callouts);
    return 0;
}

static enum wfp_status add_provider(struct bfe_session *by, uint32_t n)
{
    return bfe_provider_add(by, &(struct provider){ .key = key_of(n), .name = "provider" });
}

static enum wfp_status add_sublayer(struct bfe_session *by, uint32_t n, uint32_t provider)
{
    return bfe_sublayer_add(by, &(struct sublayer){ .key = key_of(n), .name = "sublayer", .provider = key_of(provider), .weight = 77 });
}

static enum wfp_status add_callout(struct bfe_session *by, uint32_t n)
{
    return bfe_callout_add(by, &(struct callout){ .key = key_of(n), .name = "callout", .layer = LAYER_ID_STREAM_V4 }, NULL);
}

static struct filter filter_of(uint32_t n, uint32_t sublayer, uint32_t callout)
{
    return (struct filter){ .key = key_of(n), .name = "filter", .layer = LAYER_ID_STREAM_V4, .sublayer = key_of(sublayer),
                            .action = callout ? ACTION_CALLOUT_TERMINATING : ACTION_BLOCK, .callout = key_of(callout) };
}

static enum wfp_status add_filter(struct bfe_session *by, uint32_t n, uint32_t sublayer, uint32_t callout)
{
    struct filter f = filter_of(n, sublayer, callout);
    return bfe_filter_add(by, &f, NULL);
}

static enum wfp_status drop(struct bfe_session *by, enum object_kind kind, uint32_t n)
{
    struct guid key = key_of(n);
    return bfe_delete(by, kind, &key);
}

static enum wfp_status sees(struct bfe_session *by, enum object_kind kind, uint32_t n)
{
    struct guid     key = key_of(n);
    struct object  *o;
    enum wfp_status err = bfe_get(by, kind, &key, &o);
    if (err == WFP_OK)
        bfe_put(o);
    return err;
}

static void register_callout(uint32_t n, uint32_t flags, uint32_t *id)
{
    struct callout_registration what = { .key = key_of(n), .flags = flags, .functions = &functions };
    assert_int_equal(callout_register(callouts, &what, id), WFP_OK);
}

static uint32_t rule_count(void)
{
    uint32_t count;
    ruleset_layer_rules(bfe_ruleset(b), LAYER_ID_STREAM_V4, &count);
    return count;
}

static enum action_type classify(void)
{
    struct value        values[64] = { 0 };
    struct classify_in  in = { .layer = &layer_rows[LAYER_ID_STREAM_V4], .values = values };
    struct classify_out out;
    engine_classify(bfe_ruleset(b), &in, &out, NULL);
    return out.action;
}

/* proves: A-015 */
static void a_change_outside_a_transaction_is_there_on_return(void **state)
{
    (void)state;
    assert_int_equal(add_filter(s, FILTER, 0, 0), WFP_OK);
    assert_int_equal(rule_count(), 1);
    assert_int_equal(classify(), ACTION_BLOCK);
    assert_int_equal(drop(s, OBJECT_FILTER, FILTER), WFP_OK);
    assert_int_equal(rule_count(), 0);
}

/* proves: A-025 A-030 A-031 A-032 */
static void a_transaction_is_seen_by_its_session_until_it_commits(void **state)
{
    (void)state;
    const struct ruleset *before = bfe_ruleset(b);
    assert_int_equal(bfe_txn_begin(s, 0), WFP_OK);
    assert_int_equal(add_provider(s, PROVIDER), WFP_OK);
    assert_int_equal(add_sublayer(s, SUBLAYER, PROVIDER), WFP_OK);
    assert_int_equal(add_callout(s, CALLOUT), WFP_OK);
    assert_int_equal(add_filter(s, FILTER, SUBLAYER, CALLOUT), WFP_OK);
    assert_int_equal(sees(s, OBJECT_FILTER, FILTER), WFP_OK);
    assert_ptr_equal(bfe_ruleset(b), before);
    assert_int_equal(bfe_policy(b)->filter_count, 0);
    assert_int_equal(bfe_txn_commit(s), WFP_OK);
    assert_int_equal(rule_count(), 1);
    assert_int_equal(sees(s, OBJECT_SUBLAYER, SUBLAYER), WFP_OK);
    assert_int_equal(bfe_policy(b)->filter_count, 1);
}

/* proves: A-025 */
static void an_aborted_transaction_leaves_no_trace(void **state)
{
    (void)state;
    assert_int_equal(add_provider(s, PROVIDER), WFP_OK);
    const struct ruleset *before = bfe_ruleset(b);
    assert_int_equal(bfe_txn_begin(s, 0), WFP_OK);
    assert_int_equal(add_sublayer(s, SUBLAYER, PROVIDER), WFP_OK);
    assert_int_equal(add_filter(s, FILTER, SUBLAYER, 0), WFP_OK);
    assert_int_equal(bfe_txn_abort(s), WFP_OK);
    assert_int_equal(sees(s, OBJECT_SUBLAYER, SUBLAYER), WFP_SUBLAYER_NOT_FOUND);
    assert_int_equal(sees(s, OBJECT_FILTER, FILTER), WFP_FILTER_NOT_FOUND);
    assert_int_equal(sees(s, OBJECT_PROVIDER, PROVIDER), WFP_OK);
    assert_ptr_equal(bfe_ruleset(b), before);
}

/* proves: A-017 A-019 A-028 */
static void transactions_begin_and_end_in_turn(void **state)
{
    (void)state;
    assert_int_equal(bfe_txn_commit(s), WFP_NO_TXN_IN_PROGRESS);
    assert_int_equal(bfe_txn_abort(s), WFP_NO_TXN_IN_PROGRESS);
    assert_int_equal(bfe_txn_begin(s, 2), WFP_INVALID_FLAGS);
    assert_int_equal(bfe_txn_begin(s, 0), WFP_OK);
    assert_int_equal(bfe_txn_begin(s, 0), WFP_TXN_IN_PROGRESS);
    assert_int_equal(bfe_txn_abort(s), WFP_OK);
    assert_int_equal(bfe_txn_commit(s), WFP_NO_TXN_IN_PROGRESS);
}

/* proves: A-018 A-027 */
static void readers_share_and_a_writer_is_alone(void **state)
{
    struct bfe_session *other = open_session(0);
    (void)state;
    assert_int_equal(bfe_txn_begin(s, TXN_READ_ONLY), WFP_OK);
    assert_int_equal(bfe_txn_begin(other, TXN_READ_ONLY), WFP_OK);
    assert_int_equal(add_provider(s, PROVIDER), WFP_INCOMPATIBLE_TXN);
    assert_int_equal(drop(s, OBJECT_SUBLAYER, SUBLAYER), WFP_INCOMPATIBLE_TXN);
    assert_int_equal(sees(s, OBJECT_PROVIDER, PROVIDER), WFP_PROVIDER_NOT_FOUND);
    assert_int_equal(bfe_txn_commit(other), WFP_OK);
    assert_int_equal(bfe_txn_begin(other, 0), WFP_TIMEOUT); /* the reader is this very thread: it would wait for ever */
    assert_int_equal(bfe_txn_commit(s), WFP_OK);
    assert_int_equal(bfe_txn_begin(other, 0), WFP_OK);
    assert_int_equal(bfe_txn_begin(s, TXN_READ_ONLY), WFP_TIMEOUT);
    assert_int_equal(add_provider(s, PROVIDER), WFP_TIMEOUT);
    assert_int_equal(bfe_txn_abort(other), WFP_OK);
    assert_int_equal(add_provider(s, PROVIDER), WFP_OK);
}

static void *add_from_a_thread(void *session)
{
    return (void *)(uintptr_t)add_provider(session, PROVIDER);
}

/* proves: A-013 A-016 A-020 A-022 */
static void others_wait_for_the_writer(void **state)
{
    struct session_config forever = { .txn_wait_ms = SESSION_WAIT_FOREVER }, hasty = { .txn_wait_ms = 1 };
    struct bfe_session   *patient, *impatient;
    pthread_t             thread;
    void                 *status;
    (void)state;
    assert_int_equal(bfe_session_open(b, &forever, &patient), WFP_OK);
    assert_int_equal(bfe_session_open(b, &hasty, &impatient), WFP_OK);
    assert_int_equal(bfe_txn_begin(s, 0), WFP_OK);
    assert_int_equal(pthread_create(&thread, NULL, add_from_a_thread, impatient), 0);
    pthread_join(thread, &status);
    assert_int_equal((uintptr_t)status, WFP_TIMEOUT);
    assert_int_equal(pthread_create(&thread, NULL, add_from_a_thread, s), 0); /* the transaction is the session's */
    pthread_join(thread, &status);
    assert_int_equal((uintptr_t)status, WFP_OK);
    assert_int_equal(pthread_create(&thread, NULL, add_from_a_thread, patient), 0);
    assert_int_equal(bfe_txn_abort(s), WFP_OK);
    pthread_join(thread, &status);
    assert_int_equal((uintptr_t)status, WFP_OK);
    assert_int_equal(sees(s, OBJECT_PROVIDER, PROVIDER), WFP_OK);
}

/* proves: A-026 */
static void a_failing_call_does_not_doom_a_transaction(void **state)
{
    (void)state;
    assert_int_equal(bfe_txn_begin(s, 0), WFP_OK);
    assert_int_equal(add_provider(s, 11), WFP_OK);
    assert_int_equal(add_provider(s, 11), WFP_ALREADY_EXISTS);
    assert_int_equal(add_sublayer(s, SUBLAYER, 99), WFP_PROVIDER_NOT_FOUND);
    assert_int_equal(add_provider(s, 12), WFP_OK);
    assert_int_equal(bfe_txn_commit(s), WFP_OK);
    assert_int_equal(bfe_policy(b)->provider_count, 2);
}

/* proves: A-002 A-003 */
static void closing_a_session_aborts_its_transaction(void **state)
{
    struct bfe_session *other = open_session(0);
    (void)state;
    assert_int_equal(bfe_txn_begin(other, 0), WFP_OK);
    assert_int_equal(add_sublayer(other, SUBLAYER, 0), WFP_OK);
    assert_int_equal(bfe_session_close(other), WFP_OK);
    assert_int_equal(sees(s, OBJECT_SUBLAYER, SUBLAYER), WFP_SUBLAYER_NOT_FOUND);
    assert_int_equal(bfe_txn_begin(s, 0), WFP_OK);
}

/* proves: A-008 A-011 */
static void sessions_have_keys_and_known_flags(void **state)
{
    struct session_config named = { .key = key_of(9) }, odd = { .flags = 0x80000000u };
    struct bfe_session   *one, *two, *nameless;
    (void)state;
    assert_int_equal(bfe_session_open(b, &odd, &one), WFP_INVALID_FLAGS);
    odd.flags = 0x10000000u; /* FWPM_SESSION_FLAG_RESERVED */
    assert_int_equal(bfe_session_open(b, &odd, &one), WFP_INVALID_FLAGS);
    assert_int_equal(bfe_session_open(b, &named, &one), WFP_OK);
    assert_int_equal(bfe_session_open(b, &named, &two), WFP_ALREADY_EXISTS);
    assert_int_equal(bfe_session_close(one), WFP_OK);
    assert_int_equal(bfe_session_open(b, &named, &two), WFP_OK);
    nameless = open_session(0);
    assert_false(guid_is_zero(bfe_session_key(nameless)));
    assert_false(guid_equal(bfe_session_key(nameless), bfe_session_key(s)));
    assert_ptr_equal(bfe_session_find(b, nameless), nameless);
    assert_null(bfe_session_find(b, &odd));
}

/* proves: A-010 A-054 */
static void dynamic_objects_end_with_their_session(void **state)
{
    struct bfe_session *dynamic = open_session(SESSION_DYNAMIC);
    (void)state;
    assert_int_equal(add_provider(s, 50), WFP_OK);
    assert_int_equal(add_provider(dynamic, PROVIDER), WFP_OK);
    assert_int_equal(add_sublayer(dynamic, SUBLAYER, PROVIDER), WFP_OK);
    assert_int_equal(add_callout(dynamic, CALLOUT), WFP_OK);
    register_callout(CALLOUT, 0, NULL);
    assert_int_equal(add_filter(dynamic, FILTER, SUBLAYER, CALLOUT), WFP_OK);
    assert_int_equal(rule_count(), 1);
    assert_int_equal(bfe_txn_begin(s, 0), WFP_OK); /* another session's copy of everything loses them as well */
    assert_int_equal(add_provider(s, 51), WFP_OK);
    assert_int_equal(bfe_session_close(dynamic), WFP_OK);
    assert_int_equal(rule_count(), 0);
    assert_int_equal(told.deleted, 1);
    assert_int_equal(bfe_txn_commit(s), WFP_OK);
    assert_int_equal(rule_count(), 0);
    assert_int_equal(bfe_policy(b)->provider_count, 2);
    assert_int_equal(bfe_policy(b)->sublayer_count + bfe_policy(b)->callout_count, 0);
}

/* proves: A-033 A-034 A-035 */
static void keys_are_unique_among_objects_of_a_kind(void **state)
{
    (void)state;
    assert_int_equal(add_provider(s, 5), WFP_OK);
    assert_int_equal(add_sublayer(s, 5, 0), WFP_OK);
    assert_int_equal(add_callout(s, 5), WFP_OK);
    assert_int_equal(add_filter(s, 5, 5, 0), WFP_OK);
    assert_int_equal(add_provider(s, 5), WFP_ALREADY_EXISTS);
    assert_int_equal(add_sublayer(s, 5, 0), WFP_ALREADY_EXISTS);
    assert_int_equal(add_callout(s, 5), WFP_ALREADY_EXISTS);
    assert_int_equal(add_filter(s, 5, 5, 0), WFP_ALREADY_EXISTS);
    assert_int_equal(add_filter(s, 0, 0, 0), WFP_OK);
    assert_int_equal(add_filter(s, 0, 0, 0), WFP_OK);
    const struct filter *f = bfe_policy(b)->filters;
    assert_false(guid_is_zero(&f[1].key));
    assert_false(guid_is_zero(&f[2].key));
    assert_false(guid_equal(&f[1].key, &f[2].key));
    struct sublayer universal = { .key = *sublayer_universal_key(), .name = "mine" };
    assert_int_equal(bfe_sublayer_add(s, &universal), WFP_ALREADY_EXISTS);
}

/* proves: A-036 A-037 A-069 A-074 */
static void run_time_ids_are_given(void **state)
{
    struct filter  f = filter_of(FILTER, 0, 0);
    struct callout c = { .key = key_of(CALLOUT), .name = "c", .layer = LAYER_ID_STREAM_V4, .id = 4711 };
    uint64_t       first, second;
    uint32_t       callout, registered, count;
    (void)state;
    f.id = 4711;
    f.effective_weight = 99;
    assert_int_equal(bfe_filter_add(s, &f, &first), WFP_OK);
    f.key = key_of(FILTER + 1);
    assert_int_equal(bfe_filter_add(s, &f, &second), WFP_OK);
    assert_int_not_equal(first, second);
    assert_int_not_equal(second, 4711);
    assert_true(guid_equal(&bfe_policy(b)->filters[0].sublayer, sublayer_universal_key()));
    assert_int_equal(bfe_policy(b)->filters[0].effective_weight, 0);
    assert_int_equal(ruleset_layer_rules(bfe_ruleset(b), LAYER_ID_STREAM_V4, &count)[1]->id, second); /* what classify sees */
    assert_int_equal(bfe_delete_id(s, OBJECT_FILTER, first), WFP_OK);
    assert_int_equal(bfe_delete_id(s, OBJECT_FILTER, first), WFP_FILTER_NOT_FOUND);
    assert_int_equal(bfe_delete_id(s, OBJECT_FILTER, 0), WFP_FILTER_NOT_FOUND);
    assert_int_equal(bfe_policy(b)->filters[0].id, second);
    assert_int_equal(ruleset_layer_rules(bfe_ruleset(b), LAYER_ID_STREAM_V4, &count)[0]->id, second);
    assert_int_equal(bfe_callout_add(s, &c, &callout), WFP_OK);
    register_callout(CALLOUT, 0, &registered);
    assert_int_equal(callout, registered);
    assert_int_equal(bfe_delete_id(s, OBJECT_CALLOUT, callout), WFP_OK);
}

/* proves: A-044 */
static void built_in_objects_stay(void **state)
{
    (void)state;
    assert_int_equal(bfe_delete(s, OBJECT_SUBLAYER, sublayer_universal_key()), WFP_BUILTIN_OBJECT);
    for (unsigned i = 0; i < builtin_count; i++) {
        struct object *o;
        if (builtin_rows[i].kind != BUILTIN_CALLOUT)
            continue;
        assert_int_equal(bfe_delete(s, OBJECT_CALLOUT, &builtin_rows[i].key), WFP_BUILTIN_OBJECT);
        assert_int_equal(bfe_get(s, OBJECT_CALLOUT, &builtin_rows[i].key, &o), WFP_OK);
        assert_int_equal(o->callout.layer, builtin_rows[i].layer);
        bfe_put(o);
    }
}

/* proves: A-052 A-053 A-055 A-177 */
static void what_is_referred_to_is_not_deleted(void **state)
{
    (void)state;
    assert_int_equal(add_provider(s, PROVIDER), WFP_OK);
    assert_int_equal(add_sublayer(s, SUBLAYER, PROVIDER), WFP_OK);
    assert_int_equal(add_callout(s, CALLOUT), WFP_OK);
    assert_int_equal(add_filter(s, FILTER, SUBLAYER, CALLOUT), WFP_OK);
    assert_int_equal(drop(s, OBJECT_PROVIDER, PROVIDER), WFP_IN_USE);
    assert_int_equal(drop(s, OBJECT_SUBLAYER, SUBLAYER), WFP_IN_USE);
    assert_int_equal(drop(s, OBJECT_CALLOUT, CALLOUT), WFP_IN_USE);
    assert_int_equal(rule_count(), 1);
    assert_int_equal(drop(s, OBJECT_FILTER, FILTER), WFP_OK);
    assert_int_equal(drop(s, OBJECT_CALLOUT, CALLOUT), WFP_OK);
    assert_int_equal(drop(s, OBJECT_SUBLAYER, SUBLAYER), WFP_OK);
    assert_int_equal(drop(s, OBJECT_PROVIDER, PROVIDER), WFP_OK);
    assert_int_equal(drop(s, OBJECT_FILTER, FILTER), WFP_FILTER_NOT_FOUND);
    assert_int_equal(drop(s, OBJECT_CALLOUT, CALLOUT), WFP_CALLOUT_NOT_FOUND);
    assert_int_equal(drop(s, OBJECT_SUBLAYER, SUBLAYER), WFP_SUBLAYER_NOT_FOUND);
    assert_int_equal(drop(s, OBJECT_PROVIDER, PROVIDER), WFP_PROVIDER_NOT_FOUND);
}

/* proves: A-049 A-051 A-056 A-057 A-058 */
static void sessions_keep_to_their_objects(void **state)
{
    struct bfe_session *mine = open_session(SESSION_DYNAMIC), *theirs = open_session(SESSION_DYNAMIC);
    (void)state;
    assert_int_equal(add_sublayer(s, 20, 0), WFP_OK);
    assert_int_equal(add_sublayer(mine, 21, 0), WFP_OK);
    assert_int_equal(add_filter(mine, 30, 20, 0), WFP_OK); /* a dynamic object refers to static ones and to its session's */
    assert_int_equal(add_filter(mine, 31, 21, 0), WFP_OK);
    assert_int_equal(add_filter(mine, 32, 0, 0), WFP_OK);
    assert_int_equal(add_filter(s, 33, 21, 0), WFP_LIFETIME_MISMATCH);
    assert_int_equal(add_filter(theirs, 33, 21, 0), WFP_LIFETIME_MISMATCH);
    assert_int_equal(drop(theirs, OBJECT_FILTER, 32), WFP_WRONG_SESSION);
    assert_int_equal(drop(s, OBJECT_FILTER, 32), WFP_WRONG_SESSION);
    assert_int_equal(add_filter(s, 34, 0, 0), WFP_OK);
    assert_int_equal(drop(mine, OBJECT_FILTER, 34), WFP_DYNAMIC_SESSION_IN_PROGRESS);
    assert_int_equal(drop(mine, OBJECT_FILTER, 32), WFP_OK);
}

/* proves: A-043 A-048 A-063 */
static void providers_are_validated(void **state)
{
    struct bfe_session *dynamic = open_session(SESSION_DYNAMIC);
    struct provider     p = { .key = key_of(PROVIDER) };
    (void)state;
    assert_int_equal(bfe_provider_add(s, &p), WFP_NULL_DISPLAY_NAME);
    p.name = "p";
    p.flags = PROVIDER_FLAG_DISABLED;
    assert_int_equal(bfe_provider_add(s, &p), WFP_INVALID_FLAGS);
    p.flags = PROVIDER_FLAG_PERSISTENT;
    assert_int_equal(bfe_provider_add(dynamic, &p), WFP_DYNAMIC_SESSION_IN_PROGRESS);
    assert_int_equal(bfe_provider_add(s, &p), WFP_OK);
}

/* proves: A-062 */
static void an_object_comes_back_as_it_was_given(void **state)
{
    uint8_t         bytes[] = { 1, 2, 3 };
    char            name[] = "name";
    struct provider p = { .key = key_of(PROVIDER), .name = name, .description = "d", .service = "svc", .data = { 3, bytes } };
    struct guid     key = key_of(PROVIDER);
    struct object  *o;
    (void)state;
    assert_int_equal(bfe_provider_add(s, &p), WFP_OK);
    memset(name, 'x', 4);
    memset(bytes, 9, 3);
    assert_int_equal(bfe_get(s, OBJECT_PROVIDER, &key, &o), WFP_OK);
    assert_int_equal(drop(s, OBJECT_PROVIDER, PROVIDER), WFP_OK); /* the copy stays */
    assert_string_equal(o->provider.name, "name");
    assert_string_equal(o->provider.description, "d");
    assert_string_equal(o->provider.service, "svc");
    assert_int_equal(o->provider.data.size, 3);
    assert_int_equal(o->provider.data.data[2], 3);
    bfe_put(o);
}

/* proves: A-076 C-004 C-017 */
static void filters_before_and_after_registration(void **state)
{
    uint32_t id;
    (void)state;
    assert_int_equal(add_filter(s, FILTER, 0, CALLOUT), WFP_CALLOUT_NOT_FOUND);
    assert_int_equal(add_callout(s, CALLOUT), WFP_OK);
    assert_int_equal(add_filter(s, FILTER, 0, CALLOUT), WFP_OK); /* no driver yet */
    assert_int_equal(classify(), ACTION_BLOCK);
    register_callout(CALLOUT, 0, &id);
    assert_int_equal(told.added, 0);
    assert_int_equal(classify(), ACTION_PERMIT); /* a new ruleset came with the registration */
    assert_int_equal(drop(s, OBJECT_FILTER, FILTER), WFP_OK);
    assert_int_equal(told.deleted, 1);
    assert_int_equal(add_filter(s, FILTER, 0, CALLOUT), WFP_OK);
    assert_int_equal(told.added, 1);
    assert_int_equal(callout_unregister(callouts, id), WFP_OK);
    assert_int_equal(classify(), ACTION_BLOCK);
}

/* proves: A-090 C-016 C-019 */
static void a_callout_may_refuse_a_filter_and_set_its_context(void **state)
{
    uint64_t      ten = 10;
    struct filter f = filter_of(FILTER, SUBLAYER, CALLOUT);
    uint64_t      id;
    (void)state;
    f.weight = (struct value){ .type = TYPE_UINT64, .u64 = &ten };
    f.raw_context = 5;
    register_callout(CALLOUT, 0, NULL);
    assert_int_equal(add_callout(s, CALLOUT), WFP_OK);
    assert_int_equal(add_sublayer(s, SUBLAYER, 0), WFP_OK);
    told.refuses = true;
    assert_int_equal(bfe_filter_add(s, &f, NULL), WFP_CALLOUT_NOTIFICATION_FAILED);
    assert_int_equal(rule_count(), 0);
    assert_int_equal(sees(s, OBJECT_FILTER, FILTER), WFP_FILTER_NOT_FOUND);
    assert_int_equal(told.deleted, 0);
    told.refuses = false;
    told.new_context = 0x55;
    assert_int_equal(bfe_filter_add(s, &f, &id), WFP_OK);
    assert_int_equal(told.id, id);
    assert_int_equal(told.weight, 10);
    assert_int_equal(told.sublayer_weight, 77);
    assert_int_equal(classify(), ACTION_PERMIT);
    assert_int_equal(told.seen_context, 0x55);
    assert_int_equal(bfe_policy(b)->filters[0].raw_context, 5); /* the policy's own stays */
    told.refuses = true;
    assert_int_equal(drop(s, OBJECT_FILTER, FILTER), WFP_OK); /* a delete cannot be refused */
    assert_int_equal(told.deleted, 1);
}

/* proves: C-020 C-021 */
static void callouts_hear_how_a_transaction_ended(void **state)
{
    (void)state;
    assert_int_equal(add_callout(s, CALLOUT), WFP_OK);
    assert_int_equal(add_callout(s, CALLOUT + 10), WFP_OK);
    register_callout(CALLOUT, CALLOUT_FLAG_ENABLE_COMMIT_ADD_NOTIFY, NULL);
    register_callout(CALLOUT + 10, 0, NULL);
    assert_int_equal(bfe_txn_begin(s, 0), WFP_OK);
    assert_int_equal(add_filter(s, FILTER, 0, CALLOUT), WFP_OK);
    assert_int_equal(add_filter(s, FILTER + 1, 0, CALLOUT + 10), WFP_OK);
    assert_int_equal(told.added, 2);
    assert_int_equal(bfe_txn_abort(s), WFP_OK);
    assert_int_equal(told.deleted, 2);
    assert_int_equal(told.committed, 0);

    assert_int_equal(bfe_txn_begin(s, 0), WFP_OK);
    assert_int_equal(add_filter(s, FILTER, 0, CALLOUT), WFP_OK);
    assert_int_equal(add_filter(s, FILTER + 1, 0, CALLOUT + 10), WFP_OK);
    assert_int_equal(told.committed, 0);
    assert_int_equal(bfe_txn_commit(s), WFP_OK);
    assert_int_equal(told.committed, 1); /* only the one that asked for it */
    assert_int_equal(told.deleted, 2);

    assert_int_equal(bfe_txn_begin(s, 0), WFP_OK);
    assert_int_equal(drop(s, OBJECT_FILTER, FILTER), WFP_OK);
    assert_int_equal(told.deleted, 2); /* not gone yet */
    assert_int_equal(bfe_txn_abort(s), WFP_OK);
    assert_int_equal(told.deleted, 2);
    assert_int_equal(drop(s, OBJECT_FILTER, FILTER), WFP_OK);
    assert_int_equal(told.deleted, 3);

    assert_int_equal(bfe_txn_begin(s, 0), WFP_OK); /* added and deleted within one transaction */
    assert_int_equal(add_filter(s, FILTER, 0, CALLOUT), WFP_OK);
    assert_int_equal(drop(s, OBJECT_FILTER, FILTER), WFP_OK);
    assert_int_equal(told.deleted, 4);
    assert_int_equal(bfe_txn_commit(s), WFP_OK);
    assert_int_equal(told.deleted, 4);
    assert_int_equal(told.committed, 1);
}

/* A notify function is called without a lock and may use the engine, the same session and its transaction included. */
static void a_notify_function_may_call_back(void **state)
{
    (void)state;
    assert_int_equal(add_callout(s, CALLOUT), WFP_OK);
    register_callout(CALLOUT, 0, NULL);
    told.adds_through = s;
    assert_int_equal(add_filter(s, FILTER, 0, CALLOUT), WFP_OK);
    assert_int_equal(told.inner, WFP_OK);
    assert_int_equal(told.inner_commit, WFP_NO_TXN_IN_PROGRESS);
    assert_int_equal(rule_count(), 1);
    told.adds_through = NULL;
    assert_int_equal(drop(s, OBJECT_PROVIDER, 0x77), WFP_OK);
    assert_int_equal(drop(s, OBJECT_FILTER, FILTER), WFP_OK);

    told.adds_through = s;
    assert_int_equal(bfe_txn_begin(s, 0), WFP_OK);
    assert_int_equal(add_filter(s, FILTER, 0, CALLOUT), WFP_OK);
    assert_int_equal(told.inner, WFP_OK);
    assert_int_equal(told.inner_commit, WFP_TXN_IN_PROGRESS); /* not under the call that is at work */
    told.adds_through = NULL;
    assert_int_equal(bfe_txn_commit(s), WFP_OK);
    assert_int_equal(sees(s, OBJECT_PROVIDER, 0x77), WFP_OK);
    assert_int_equal(drop(s, OBJECT_PROVIDER, 0x77), WFP_OK);
    assert_int_equal(drop(s, OBJECT_FILTER, FILTER), WFP_OK);

    struct bfe_session *other = open_session(0);
    told.adds_through = other; /* its turn cannot come while this call lasts */
    assert_int_equal(add_filter(s, FILTER, 0, CALLOUT), WFP_OK);
    assert_int_equal(told.inner, WFP_TIMEOUT);
    told.adds_through = NULL;
}

static struct ruleset *retired[8];
static unsigned        retired_count;

static void keep(void *context, struct ruleset *old)
{
    (void)context;
    retired[retired_count++] = old;
}

static void an_old_ruleset_lives_until_its_keeper_frees_it(void **state)
{
    struct filter     f = filter_of(FILTER, 0, 0);
    struct policy     p = { .filters = &f, .filter_count = 1 };
    struct bfe_config config = { .initial = &p, .retire = keep };
    struct bfe       *other;
    struct bfe_session   *session;
    struct session_config plain = { 0 };
    uint32_t          count;
    (void)state;
    retired_count = 0;
    assert_int_equal(bfe_new(&config, &other), WFP_OK);
    const struct ruleset *first = bfe_ruleset(other);
    assert_int_equal(bfe_session_open(other, &plain, &session), WFP_OK);
    assert_int_equal(drop(session, OBJECT_FILTER, FILTER), WFP_OK);
    assert_int_equal(retired_count, 1);
    assert_ptr_equal(retired[0], first);
    ruleset_layer_rules(first, LAYER_ID_STREAM_V4, &count);
    assert_int_equal(count, 1); /* a walk that began with it goes on with it */
    ruleset_layer_rules(bfe_ruleset(other), LAYER_ID_STREAM_V4, &count);
    assert_int_equal(count, 0);
    assert_true(ruleset_generation(bfe_ruleset(other)) > ruleset_generation(first));
    bfe_free(other);
    ruleset_free(retired[0]);
}

static void state_changed(void *context, enum bfe_state now)
{
    (void)now;
    ++*(unsigned *)context;
}

static void state_is_subscribed_to(void **state)
{
    unsigned    changes = 0;
    const void *one, *two;
    (void)state;
    assert_int_equal(bfe_state_subscribe(b, state_changed, &changes, &one), WFP_OK);
    assert_int_equal(bfe_state_subscribe(b, state_changed, &changes, &two), WFP_OK);
    assert_int_equal(bfe_state_unsubscribe(b, one), WFP_OK);
    assert_int_equal(bfe_state_unsubscribe(b, one), WFP_INVALID_HANDLE);
    assert_int_equal(changes, 0);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(a_change_outside_a_transaction_is_there_on_return),
        TEST(a_transaction_is_seen_by_its_session_until_it_commits),
        TEST(an_aborted_transaction_leaves_no_trace),
        TEST(transactions_begin_and_end_in_turn),
        TEST(readers_share_and_a_writer_is_alone),
        TEST(others_wait_for_the_writer),
        TEST(a_failing_call_does_not_doom_a_transaction),
        TEST(closing_a_session_aborts_its_transaction),
        TEST(sessions_have_keys_and_known_flags),
        TEST(dynamic_objects_end_with_their_session),
        TEST(keys_are_unique_among_objects_of_a_kind),
        TEST(run_time_ids_are_given),
        TEST(built_in_objects_stay),
        TEST(what_is_referred_to_is_not_deleted),
        TEST(sessions_keep_to_their_objects),
        TEST(providers_are_validated),
        TEST(an_object_comes_back_as_it_was_given),
        TEST(filters_before_and_after_registration),
        TEST(a_callout_may_refuse_a_filter_and_set_its_context),
        TEST(callouts_hear_how_a_transaction_ended),
        TEST(a_notify_function_may_call_back),
        TEST(an_old_ruleset_lives_until_its_keeper_frees_it),
        TEST(state_is_subscribed_to),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
