/* Transactions (docs/behaviour A.2). A session that waits for a millisecond tells by FWP_E_TIMEOUT that it would have waited. */
#include "kit.h"

#include <pthread.h>
#include <stdatomic.h>

#include "link.h"

static HANDLE open_waiting(UINT32 ms)
{
    FWPM_SESSION0 session = { .txnWaitTimeoutInMSec = ms };
    return kit_open_session(&session);
}

/* --- one call, several calls ------------------------------------------------------------------------------------------------------ */

/* proves: A-015 */
static void a_call_alone_is_a_transaction_of_its_own(void **state)
{
    FWPM_FILTER0 f = kit_filter(1), *read;
    UINT64       id;
    (void)state;
    HANDLE h = kit_open(0), other = open_waiting(1);
    assert_done(FwpmFilterAdd0(h, &f, NULL, &id));
    assert_done(FwpmFilterGetById0(other, id, &read)); /* committed, and the lock is free */
    FwpmFreeMemory0((void **)&read);
    assert_done(FwpmTransactionBegin0(other, 0));
    assert_done(FwpmTransactionAbort0(other));
    assert_code(FwpmTransactionCommit0(h), FWP_E_NO_TXN_IN_PROGRESS);
}

/* proves: A-016 A-020 */
static void a_call_alone_waits_for_the_lock_and_gives_up(void **state)
{
    FWPM_FILTER0 f = kit_filter(1), *read;
    GUID         key = kit_key(1);
    UINT64       id = 7;
    (void)state;
    HANDLE a = kit_open(0), b = open_waiting(20);
    assert_done(FwpmTransactionBegin0(a, 0));
    assert_code(FwpmFilterAdd0(b, &f, NULL, &id), FWP_E_TIMEOUT);
    assert_int_equal(id, 7);
    assert_code(FwpmFilterGetByKey0(b, &key, &read), FWP_E_TIMEOUT);
    assert_code(FwpmTransactionBegin0(b, 0), FWP_E_TIMEOUT);
    assert_code(FwpmTransactionBegin0(b, FWPM_TXN_READ_ONLY), FWP_E_TIMEOUT);
    assert_code(FwpmTransactionCommit0(b), FWP_E_NO_TXN_IN_PROGRESS);
    assert_done(FwpmTransactionCommit0(a));
    assert_code(FwpmFilterGetByKey0(b, &key, &read), FWP_E_FILTER_NOT_FOUND);
    assert_done(FwpmFilterAdd0(b, &f, NULL, &id));
}

/* proves: A-017 */
static void a_transaction_has_one_flag(void **state)
{
    (void)state;
    HANDLE h = kit_open(0);
    for (unsigned bit = 1; bit < 32; bit++) {
        assert_code(FwpmTransactionBegin0(h, 1u << bit), FWP_E_INVALID_FLAGS);
        assert_code(FwpmTransactionBegin0(h, 1u << bit | FWPM_TXN_READ_ONLY), FWP_E_INVALID_FLAGS);
    }
    assert_done(FwpmTransactionBegin0(h, FWPM_TXN_READ_ONLY));
    assert_done(FwpmTransactionCommit0(h));
    assert_done(FwpmTransactionBegin0(h, 0));
    assert_done(FwpmTransactionCommit0(h));
}

/* proves: A-018 */
static void one_writes_or_many_read(void **state)
{
    (void)state;
    HANDLE r1 = open_waiting(1), r2 = open_waiting(1), w1 = open_waiting(1), w2 = open_waiting(1);
    assert_done(FwpmTransactionBegin0(r1, FWPM_TXN_READ_ONLY));
    assert_done(FwpmTransactionBegin0(r2, FWPM_TXN_READ_ONLY));
    assert_code(FwpmTransactionBegin0(w1, 0), FWP_E_TIMEOUT);
    assert_done(FwpmTransactionCommit0(r1));
    assert_code(FwpmTransactionBegin0(w1, 0), FWP_E_TIMEOUT);
    assert_done(FwpmTransactionAbort0(r2));
    assert_done(FwpmTransactionBegin0(w1, 0));
    assert_code(FwpmTransactionBegin0(r1, FWPM_TXN_READ_ONLY), FWP_E_TIMEOUT);
    assert_code(FwpmTransactionBegin0(w2, 0), FWP_E_TIMEOUT);
    assert_done(FwpmTransactionCommit0(w1));
    assert_done(FwpmTransactionBegin0(r1, FWPM_TXN_READ_ONLY));
}

/* proves: A-019 */
static void a_session_has_one_transaction(void **state)
{
    static const UINT32 kinds[] = { 0, FWPM_TXN_READ_ONLY };
    (void)state;
    HANDLE h = kit_open(0);
    for (unsigned i = 0; i < 4; i++) {
        assert_done(FwpmTransactionBegin0(h, kinds[i & 1]));
        assert_code(FwpmTransactionBegin0(h, kinds[i >> 1]), FWP_E_TXN_IN_PROGRESS);
        assert_done(FwpmTransactionAbort0(h)); /* the first goes on */
        assert_code(FwpmTransactionAbort0(h), FWP_E_NO_TXN_IN_PROGRESS);
    }
}

/* proves: A-028 */
static void there_is_nothing_to_end(void **state)
{
    (void)state;
    HANDLE h = kit_open(0);
    assert_code(FwpmTransactionCommit0(h), FWP_E_NO_TXN_IN_PROGRESS);
    assert_code(FwpmTransactionAbort0(h), FWP_E_NO_TXN_IN_PROGRESS);
    assert_done(FwpmTransactionBegin0(h, 0));
    assert_done(FwpmTransactionCommit0(h));
    assert_code(FwpmTransactionCommit0(h), FWP_E_NO_TXN_IN_PROGRESS);
    assert_code(FwpmTransactionAbort0(h), FWP_E_NO_TXN_IN_PROGRESS);
}

/* --- waiting ---------------------------------------------------------------------------------------------------------------------- */

/* What it is answered; no assertion is for a thread of its own. */
struct waiter {
    HANDLE      h;
    UINT32      flags;
    atomic_bool begins;
    DWORD       begun, read; /* the sublayer that the other one adds */
};

static void *wait_for_turn(void *context)
{
    struct waiter  *w = context;
    GUID            key = kit_key(1);
    FWPM_SUBLAYER0 *s;
    atomic_store(&w->begins, true);
    w->begun = FwpmTransactionBegin0(w->h, w->flags);
    w->read = FwpmSubLayerGetByKey0(w->h, &key, &s);
    if (w->read == 0)
        FwpmFreeMemory0((void **)&s);
    (void)FwpmTransactionAbort0(w->h);
    return NULL;
}

/* Whoever waits begins after the other one's commit, and so sees what that has done.
 * proves: A-018 A-022 */
static void who_waits_begins_when_the_other_ends(void **state)
{
    (void)state;
    for (UINT32 flags = 0; flags <= FWPM_TXN_READ_ONLY; flags++) {
        pthread_t     thread;
        GUID          key = kit_key(1);
        HANDLE        a = kit_open(0);
        struct waiter w = { .h = open_waiting(INFINITE), .flags = flags };
        assert_done(FwpmTransactionBegin0(a, 0));
        assert_int_equal(pthread_create(&thread, NULL, wait_for_turn, &w), 0);
        for (struct kit_patience p = { 0 }; !atomic_load(&w.begins);)
            kit_moment(&p);
        assert_done(kit_add_sublayer(a, 1));
        assert_done(FwpmTransactionCommit0(a));
        assert_int_equal(pthread_join(thread, NULL), 0);
        assert_done(w.begun);
        assert_done(w.read);
        assert_done(FwpmSubLayerDeleteByKey0(a, &key));
    }
}

/* --- held for too long ------------------------------------------------------------------------------------------------------------- */

/* Short, so that nobody waits for long; and any call may already be too late. */
static const struct kit_options short_limit = { .txn_limit_ms = 50 };

static bool is_done_or_aborted(DWORD code)
{
    return code == 0 || code == (DWORD)FWP_E_TXN_ABORTED;
}

/* proves: A-023 A-024 */
static void a_transaction_held_too_long_is_aborted(void **state)
{
    pthread_t thread;
    (void)state;
    HANDLE        a = kit_open(0);
    struct waiter w = { .h = open_waiting(INFINITE) };
    assert_done(FwpmTransactionBegin0(a, 0));
    assert_true(is_done_or_aborted(kit_add_sublayer(a, 1)));
    assert_int_equal(pthread_create(&thread, NULL, wait_for_turn, &w), 0);
    assert_int_equal(pthread_join(thread, NULL), 0); /* it gets its turn although the other one does nothing */
    assert_done(w.begun);
    assert_int_not_equal(w.read, 0);
    assert_code(kit_add_sublayer(a, 2), FWP_E_TXN_ABORTED);
    assert_code(FwpmTransactionBegin0(a, 0), FWP_E_TXN_ABORTED);
    assert_code(FwpmTransactionCommit0(a), FWP_E_TXN_ABORTED);
    assert_code(FwpmTransactionBegin0(a, FWPM_TXN_READ_ONLY), FWP_E_TXN_ABORTED);
    assert_done(FwpmTransactionAbort0(a));
    assert_false(kit_has_sublayer(a, 1));
    assert_done(FwpmTransactionBegin0(a, 0));
    assert_done(FwpmTransactionAbort0(a));
}

/* proves: A-023 A-024 */
static void the_owner_is_told_by_the_next_call(void **state)
{
    GUID            key = kit_key(1);
    FWPM_SUBLAYER0 *s;
    DWORD           code;
    (void)state;
    HANDLE a = kit_open(0);
    assert_done(FwpmTransactionBegin0(a, FWPM_TXN_READ_ONLY));
    for (struct kit_patience p = { 0 }; (code = FwpmSubLayerGetByKey0(a, &key, &s)) == (DWORD)FWP_E_SUBLAYER_NOT_FOUND;)
        kit_moment(&p);
    assert_code(code, FWP_E_TXN_ABORTED);
    assert_code(FwpmSubLayerGetByKey0(a, &key, &s), FWP_E_TXN_ABORTED);
    kit_close(a); /* the other way out */
    HANDLE b = open_waiting(1);
    assert_done(FwpmTransactionBegin0(b, 0));
}

/* --- all of it or nothing ----------------------------------------------------------------------------------------------------------- */

/* proves: A-025 A-030 */
static void a_transaction_holds_whole_or_not_at_all(void **state)
{
    FWPM_FILTER0 *f;
    (void)state;
    HANDLE   a = kit_open(0), b = open_waiting(1);
    unsigned before = kit_count_objects(b);
    assert_done(FwpmTransactionBegin0(a, 0));
    UINT64 id = kit_add_one_of_each(a, false);
    assert_code(FwpmFilterGetById0(b, id, &f), FWP_E_TIMEOUT); /* nobody looks meanwhile */
    assert_done(FwpmTransactionAbort0(a));
    assert_int_equal(kit_count_objects(b), before);
    assert_code(FwpmFilterGetById0(b, id, &f), FWP_E_FILTER_NOT_FOUND);
    assert_done(FwpmTransactionBegin0(a, 0));
    kit_add_one_of_each(a, false);
    assert_done(FwpmTransactionCommit0(a));
    assert_int_equal(kit_count_objects(b), before + 5);
    kit_restart(); /* static objects: nothing of it is kept */
    assert_int_equal(kit_count_objects(kit_open(0)), before);
}

/* An abort brings back what was deleted as well.
 * proves: A-025 */
static void an_abort_takes_deletions_back(void **state)
{
    GUID          keys[] = { kit_key(1), kit_key(2), kit_key(3), kit_key(4), kit_key(5) };
    FWPM_FILTER0 *f;
    (void)state;
    HANDLE   h = kit_open(0);
    UINT64   id = kit_add_one_of_each(h, false);
    unsigned before = kit_count_objects(h);
    assert_done(FwpmTransactionBegin0(h, 0));
    assert_done(FwpmFilterDeleteByKey0(h, &keys[4]));
    assert_done(FwpmCalloutDeleteByKey0(h, &keys[3]));
    assert_done(FwpmSubLayerDeleteByKey0(h, &keys[2]));
    assert_done(FwpmProviderContextDeleteByKey0(h, &keys[1]));
    assert_done(FwpmProviderDeleteByKey0(h, &keys[0]));
    assert_int_equal(kit_count_objects(h), before - 5);
    kit_add_one_of_each(h, false); /* others under the same keys */
    assert_done(FwpmTransactionAbort0(h));
    assert_int_equal(kit_count_objects(h), before);
    assert_done(FwpmFilterGetByKey0(h, &keys[4], &f));
    assert_int_equal(f->filterId, id);
    FwpmFreeMemory0((void **)&f);
    assert_code(FwpmSubLayerDeleteByKey0(h, &keys[2]), FWP_E_IN_USE); /* they refer to each other as before */
}

/* proves: A-026 */
static void a_failed_call_does_not_doom_the_transaction(void **state)
{
    GUID         missing = kit_key(9);
    FWPM_FILTER0 bad = kit_filter(7);
    (void)state;
    HANDLE h = kit_open(0);
    bad.subLayerKey = missing;
    assert_done(FwpmTransactionBegin0(h, 0));
    assert_done(kit_add_sublayer(h, 1));
    assert_code(FwpmFilterAdd0(h, &bad, NULL, NULL), FWP_E_SUBLAYER_NOT_FOUND);
    assert_code(kit_add_sublayer(h, 1), FWP_E_ALREADY_EXISTS);
    assert_code(FwpmProviderDeleteByKey0(h, &missing), FWP_E_PROVIDER_NOT_FOUND);
    assert_done(kit_add_sublayer(h, 2));
    assert_done(FwpmTransactionCommit0(h));
    assert_true(kit_has_sublayer(h, 1));
    assert_true(kit_has_sublayer(h, 2));
}

/* proves: A-027 */
static void a_reader_changes_nothing(void **state)
{
    GUID                   keys[] = { kit_key(1), kit_key(2), kit_key(3), kit_key(4), kit_key(5) };
    FWPM_PROVIDER0         p = kit_provider(11);
    FWPM_PROVIDER_CONTEXT3 c = kit_context(12);
    FWPM_CALLOUT0          k = kit_callout(14);
    FWPM_FILTER0           f = kit_filter(15);
    (void)state;
    HANDLE   h = kit_open(0);
    UINT64   id = kit_add_one_of_each(h, false);
    unsigned before = kit_count_objects(h);
    assert_done(FwpmTransactionBegin0(h, FWPM_TXN_READ_ONLY));
    assert_code(FwpmProviderAdd0(h, &p, NULL), FWP_E_INCOMPATIBLE_TXN);
    assert_code(FwpmProviderContextAdd3(h, &c, NULL, NULL), FWP_E_INCOMPATIBLE_TXN);
    assert_code(kit_add_sublayer(h, 13), FWP_E_INCOMPATIBLE_TXN);
    assert_code(FwpmCalloutAdd0(h, &k, NULL, NULL), FWP_E_INCOMPATIBLE_TXN);
    assert_code(FwpmFilterAdd0(h, &f, NULL, NULL), FWP_E_INCOMPATIBLE_TXN);
    assert_code(FwpmFilterDeleteByKey0(h, &keys[4]), FWP_E_INCOMPATIBLE_TXN);
    assert_code(FwpmFilterDeleteById0(h, id), FWP_E_INCOMPATIBLE_TXN);
    assert_code(FwpmCalloutDeleteByKey0(h, &keys[3]), FWP_E_INCOMPATIBLE_TXN);
    assert_code(FwpmCalloutDeleteById0(h, 1), FWP_E_INCOMPATIBLE_TXN);
    assert_code(FwpmSubLayerDeleteByKey0(h, &keys[2]), FWP_E_INCOMPATIBLE_TXN);
    assert_code(FwpmProviderContextDeleteByKey0(h, &keys[1]), FWP_E_INCOMPATIBLE_TXN);
    assert_code(FwpmProviderContextDeleteById0(h, 1), FWP_E_INCOMPATIBLE_TXN);
    assert_code(FwpmProviderDeleteByKey0(h, &keys[0]), FWP_E_INCOMPATIBLE_TXN);
    assert_int_equal(kit_count_objects(h), before); /* reading goes on */
    assert_done(FwpmTransactionCommit0(h));
}

/* proves: A-031 */
static void a_writer_sees_its_own_changes(void **state)
{
    GUID          old = kit_key(20);
    FWPM_FILTER0 *f, gone = kit_filter(20);
    (void)state;
    HANDLE h = kit_open(0);
    assert_done(FwpmFilterAdd0(h, &gone, NULL, NULL));
    unsigned before = kit_count_objects(h);
    assert_done(FwpmTransactionBegin0(h, 0));
    UINT64 id = kit_add_one_of_each(h, false);
    assert_done(FwpmFilterGetById0(h, id, &f));
    GUID key = f->filterKey;
    FwpmFreeMemory0((void **)&f);
    assert_done(FwpmFilterGetByKey0(h, &key, &f));
    assert_int_equal(f->filterId, id);
    FwpmFreeMemory0((void **)&f);
    assert_int_equal(kit_count_objects(h), before + 5);
    assert_done(FwpmFilterDeleteByKey0(h, &old));
    assert_code(FwpmFilterGetByKey0(h, &old, &f), FWP_E_FILTER_NOT_FOUND);
    assert_int_equal(kit_count_objects(h), before + 4);
    assert_done(FwpmTransactionAbort0(h));
}

/* --- what is refused inside ----------------------------------------------------------------------------------------------------------- */

static void CALLBACK heard_provider(void *context, const FWPM_PROVIDER_CHANGE0 *change) { (void)context, (void)change; }
static void CALLBACK heard_context(void *context, const FWPM_PROVIDER_CONTEXT_CHANGE0 *change) { (void)context, (void)change; }
static void CALLBACK heard_sublayer(void *context, const FWPM_SUBLAYER_CHANGE0 *change) { (void)context, (void)change; }
static void CALLBACK heard_callout(void *context, const FWPM_CALLOUT_CHANGE0 *change) { (void)context, (void)change; }
static void CALLBACK heard_filter(void *context, const FWPM_FILTER_CHANGE0 *change) { (void)context, (void)change; }
static void CALLBACK heard_event0(void *context, const FWPM_NET_EVENT1 *event) { (void)context, (void)event; }
static void CALLBACK heard_event1(void *context, const FWPM_NET_EVENT2 *event) { (void)context, (void)event; }
static void CALLBACK heard_event2(void *context, const FWPM_NET_EVENT3 *event) { (void)context, (void)event; }
static void CALLBACK heard_event3(void *context, const FWPM_NET_EVENT4 *event) { (void)context, (void)event; }
static void CALLBACK heard_event4(void *context, const FWPM_NET_EVENT5 *event) { (void)context, (void)event; }
static DWORD CALLBACK heard_switch(void *context, const FWPM_VSWITCH_EVENT0 *event) { (void)context, (void)event; return 0; }

/* Subscriptions to all five kinds; they are of one form. */
struct subscriptions {
    HANDLE provider, context, sublayer, callout, filter;
};

static void subscribe_all(HANDLE h, struct subscriptions *s, DWORD expected)
{
    const UINT32                        both = FWPM_SUBSCRIPTION_FLAG_NOTIFY_ON_ADD | FWPM_SUBSCRIPTION_FLAG_NOTIFY_ON_DELETE;
    FWPM_PROVIDER_SUBSCRIPTION0         p = { .flags = both };
    FWPM_PROVIDER_CONTEXT_SUBSCRIPTION0 c = { .flags = both };
    FWPM_SUBLAYER_SUBSCRIPTION0         l = { .flags = both };
    FWPM_CALLOUT_SUBSCRIPTION0          k = { .flags = both };
    FWPM_FILTER_SUBSCRIPTION0           f = { .flags = both };
    assert_code(FwpmProviderSubscribeChanges0(h, &p, heard_provider, NULL, &s->provider), expected);
    assert_code(FwpmProviderContextSubscribeChanges0(h, &c, heard_context, NULL, &s->context), expected);
    assert_code(FwpmSubLayerSubscribeChanges0(h, &l, heard_sublayer, NULL, &s->sublayer), expected);
    assert_code(FwpmCalloutSubscribeChanges0(h, &k, heard_callout, NULL, &s->callout), expected);
    assert_code(FwpmFilterSubscribeChanges0(h, &f, heard_filter, NULL, &s->filter), expected);
}

static void unsubscribe_all(HANDLE h, const struct subscriptions *s, DWORD expected)
{
    assert_code(FwpmProviderUnsubscribeChanges0(h, s->provider), expected);
    assert_code(FwpmProviderContextUnsubscribeChanges0(h, s->context), expected);
    assert_code(FwpmSubLayerUnsubscribeChanges0(h, s->sublayer), expected);
    assert_code(FwpmCalloutUnsubscribeChanges0(h, s->callout), expected);
    assert_code(FwpmFilterUnsubscribeChanges0(h, s->filter), expected);
}

/* Every object's and container's group: something that can be set without changing who may do what. */
static void set_security_of_all(HANDLE h, const SID *group, DWORD expected)
{
    const SECURITY_INFORMATION info = GROUP_SECURITY_INFORMATION;
    GUID                       keys[] = { kit_key(1), kit_key(2), kit_key(3), kit_key(4), kit_key(5) };
    GUID                       layer = FWPM_LAYER_ALE_AUTH_CONNECT_V4;
    assert_code(FwpmProviderSetSecurityInfoByKey0(h, &keys[0], info, NULL, group, NULL, NULL), expected);
    assert_code(FwpmProviderContextSetSecurityInfoByKey0(h, &keys[1], info, NULL, group, NULL, NULL), expected);
    assert_code(FwpmSubLayerSetSecurityInfoByKey0(h, &keys[2], info, NULL, group, NULL, NULL), expected);
    assert_code(FwpmCalloutSetSecurityInfoByKey0(h, &keys[3], info, NULL, group, NULL, NULL), expected);
    assert_code(FwpmFilterSetSecurityInfoByKey0(h, &keys[4], info, NULL, group, NULL, NULL), expected);
    assert_code(FwpmLayerSetSecurityInfoByKey0(h, &layer, info, NULL, group, NULL, NULL), expected);
    assert_code(FwpmFilterSetSecurityInfoByKey0(h, NULL, info, NULL, group, NULL, NULL), expected);
    assert_code(FwpmEngineSetSecurityInfo0(h, info, NULL, group, NULL, NULL), expected);
    assert_code(FwpmNetEventsSetSecurityInfo0(h, info, NULL, group, NULL, NULL), expected);
    assert_code(FwpmConnectionSetSecurityInfo0(h, info, NULL, group, NULL, NULL), expected);
    assert_code(FwpmvSwitchEventsSetSecurityInfo0(h, info, NULL, group, NULL, NULL), expected);
}

static void subscribe_to_events(HANDLE h, DWORD expected)
{
    FWPM_NET_EVENT_SUBSCRIPTION0     s = { 0 };
    FWPM_VSWITCH_EVENT_SUBSCRIPTION0 v = { 0 };
    HANDLE                           e;
    assert_code(FwpmNetEventCreateEnumHandle0(h, NULL, &e), expected);
    assert_code(FwpmNetEventSubscribe0(h, &s, heard_event0, NULL, &e), expected);
    assert_code(FwpmNetEventSubscribe1(h, &s, heard_event1, NULL, &e), expected);
    assert_code(FwpmNetEventSubscribe2(h, &s, heard_event2, NULL, &e), expected);
    assert_code(FwpmNetEventSubscribe3(h, &s, heard_event3, NULL, &e), expected);
    assert_code(FwpmNetEventSubscribe4(h, &s, heard_event4, NULL, &e), expected);
    assert_code(FwpmvSwitchEventSubscribe0(h, &v, heard_switch, NULL, &e), expected);
}

/* proves: A-029 */
static void some_calls_are_refused_inside_a_transaction(void **state)
{
    static const UINT32  kinds[] = { 0, FWPM_TXN_READ_ONLY };
    FWP_VALUE0           off = { .type = FWP_UINT32 };
    struct subscriptions s, none;
    PSID                 group;
    PSECURITY_DESCRIPTOR sd;
    (void)state;
    HANDLE h = kit_open(0);
    kit_add_one_of_each(h, false);
    assert_done(FwpmEngineGetSecurityInfo0(h, GROUP_SECURITY_INFORMATION, NULL, &group, NULL, NULL, &sd));
    subscribe_all(h, &s, 0);
    for (unsigned i = 0; i < KIT_COUNT(kinds); i++) {
        assert_done(FwpmTransactionBegin0(h, kinds[i]));
        assert_code(FwpmTransactionBegin0(h, 0), FWP_E_TXN_IN_PROGRESS);
        assert_code(FwpmEngineSetOption0(h, FWPM_ENGINE_COLLECT_NET_EVENTS, &off), FWP_E_TXN_IN_PROGRESS);
        subscribe_all(h, &none, (DWORD)FWP_E_TXN_IN_PROGRESS);
        unsubscribe_all(h, &s, (DWORD)FWP_E_TXN_IN_PROGRESS);
        set_security_of_all(h, group, (DWORD)FWP_E_TXN_IN_PROGRESS);
        subscribe_to_events(h, (DWORD)FWP_E_TXN_IN_PROGRESS);
        assert_done(FwpmTransactionCommit0(h));
    }
    assert_done(FwpmEngineSetOption0(h, FWPM_ENGINE_COLLECT_NET_EVENTS, &off));
    set_security_of_all(h, group, 0);
    unsubscribe_all(h, &s, 0);
    FwpmFreeMemory0((void **)&sd);
}

/* --- packets meanwhile --------------------------------------------------------------------------------------------------------------- */

enum { SWAPPED = 200, SWAPS = 40 };

struct traffic {
    atomic_bool stop;
    unsigned    walks, mixed;
};

/* Each walk asks one ruleset about all addresses, as a packet's walk asks it about all layers. */
static void *send_traffic(void *context)
{
    struct traffic *t = context;
    do {
        const struct ruleset *r = link_ruleset();
        unsigned              blocked = 0;
        for (unsigned i = 0; i < SWAPPED; i++)
            blocked += link_classify(r, 0x0a000000u + i).action == FWP_ACTION_BLOCK;
        t->walks++;
        t->mixed += blocked != 0 && blocked != SWAPPED;
    } while (!atomic_load(&t->stop));
    return NULL;
}

static void add_filters(HANDLE h, FWP_ACTION_TYPE action, UINT64 ids[SWAPPED])
{
    for (unsigned i = 0; i < SWAPPED; i++) {
        FWPM_FILTER_CONDITION0 c = { .fieldKey = FWPM_CONDITION_IP_REMOTE_ADDRESS, .matchType = FWP_MATCH_EQUAL,
                                     .conditionValue = { .type = FWP_UINT32, .uint32 = 0x0a000000u + i } };
        FWPM_FILTER0           f = kit_filter(1000 + i);
        f.action.type = action;
        f.numFilterConditions = 1;
        f.filterCondition = &c;
        assert_done(FwpmFilterAdd0(h, &f, NULL, &ids[i]));
    }
}

/* proves: A-032 */
static void no_packet_sees_half_a_transaction(void **state)
{
    struct traffic t = { 0 };
    UINT64         ids[SWAPPED];
    pthread_t      thread;
    (void)state;
    if (kit_is_socket())
        skip(); /* the packets are in the engine's process */
    HANDLE h = kit_open(0);
    assert_done(FwpmTransactionBegin0(h, 0));
    add_filters(h, FWP_ACTION_PERMIT, ids);
    assert_done(FwpmTransactionCommit0(h));
    assert_int_equal(pthread_create(&thread, NULL, send_traffic, &t), 0);
    for (unsigned swap = 0; swap < SWAPS; swap++) {
        assert_done(FwpmTransactionBegin0(h, 0));
        for (unsigned i = 0; i < SWAPPED; i++)
            assert_done(FwpmFilterDeleteById0(h, ids[i]));
        add_filters(h, swap & 1 ? FWP_ACTION_PERMIT : FWP_ACTION_BLOCK, ids);
        assert_int_equal(link_classify(NULL, 0x0a000000u).action, swap & 1 ? FWP_ACTION_BLOCK : FWP_ACTION_PERMIT);
        assert_done(FwpmTransactionCommit0(h));
        assert_int_equal(link_classify(NULL, 0x0a000000u).action, swap & 1 ? FWP_ACTION_PERMIT : FWP_ACTION_BLOCK);
    }
    atomic_store(&t.stop, true);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_true(t.walks > 0);
    assert_int_equal(t.mixed, 0);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        KIT_TEST(a_call_alone_is_a_transaction_of_its_own),
        KIT_TEST(a_call_alone_waits_for_the_lock_and_gives_up),
        KIT_TEST(a_transaction_has_one_flag),
        KIT_TEST(one_writes_or_many_read),
        KIT_TEST(a_session_has_one_transaction),
        KIT_TEST(there_is_nothing_to_end),
        KIT_TEST(who_waits_begins_when_the_other_ends),
        KIT_TEST_WITH(a_transaction_held_too_long_is_aborted, &short_limit),
        KIT_TEST_WITH(the_owner_is_told_by_the_next_call, &short_limit),
        KIT_TEST(a_transaction_holds_whole_or_not_at_all),
        KIT_TEST(an_abort_takes_deletions_back),
        KIT_TEST(a_failed_call_does_not_doom_the_transaction),
        KIT_TEST(a_reader_changes_nothing),
        KIT_TEST(a_writer_sees_its_own_changes),
        KIT_TEST(some_calls_are_refused_inside_a_transaction),
        KIT_TEST(no_packet_sees_half_a_transaction),
    };
    kit_main(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
