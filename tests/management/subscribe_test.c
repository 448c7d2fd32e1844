/* Change subscriptions (docs/behaviour A.9). That something is not told is shown by what is told after it: each subscription
 * keeps the order of the commits. */
#include <unistd.h>

#include "kinds.h"

#define BOTH (FWPM_SUBSCRIPTION_FLAG_NOTIFY_ON_ADD | FWPM_SUBSCRIPTION_FLAG_NOTIFY_ON_DELETE)

static HANDLE subscribe(HANDLE h, unsigned kind, UINT32 flags, struct ear *ear)
{
    HANDLE s = NULL;
    assert_done(kinds[kind].subscribe(h, flags, ear, &s));
    assert_non_null(s);
    return s;
}

/* The ear has heard just this much, and the last of it was: */
static void assert_heard(struct ear *ear, unsigned count, UINT32 type, unsigned number)
{
    assert_true(ear_await(ear, count));
    pthread_mutex_lock(&ear->lock);
    unsigned     now = ear->count;
    struct heard last = ear->all[count - 1];
    pthread_mutex_unlock(&ear->lock);
    assert_int_equal(now, count);
    assert_int_equal(last.type, type);
    assert_int_equal(last.number, number);
}

/* proves: A-142 A-145 A-148 */
static void every_kind_tells_of_adds_and_deletes(void **state)
{
    HANDLE h = kit_open(0), other = kit_open(0);
    (void)state;
    for (unsigned k = 0; k < KIND_COUNT; k++) {
        struct ear ear = EAR_INIT;
        HANDLE     s = subscribe(h, k, BOTH, &ear);
        assert_done(kinds[k].add(other, 1, NULL));
        assert_heard(&ear, 1, FWPM_CHANGE_ADD, 1);
        assert_int_equal(ear.all[0].id != 0, kinds[k].has_id);
        assert_false(pthread_equal(ear.all[0].thread, pthread_self()));
        assert_done(kinds[k].remove(other, 1));
        assert_heard(&ear, 2, FWPM_CHANGE_DELETE, 1);
        assert_int_equal(ear.all[1].id, ear.all[0].id);
        assert_int_not_equal(kinds[k].get(h, 1), 0); /* it is gone: its key is all there is */
        assert_done(kinds[k].unsubscribe(h, s));
        assert_code(kinds[k].unsubscribe(h, s), ERROR_INVALID_HANDLE);
    }
}

/* proves: A-143 */
static void flags_choose_what_is_told(void **state)
{
    HANDLE     h = kit_open(0), other = kit_open(0), none = NULL;
    struct ear adds = EAR_INIT, deletes = EAR_INIT;
    (void)state;
    subscribe(h, KIND_FILTER, FWPM_SUBSCRIPTION_FLAG_NOTIFY_ON_ADD, &adds);
    subscribe(h, KIND_FILTER, FWPM_SUBSCRIPTION_FLAG_NOTIFY_ON_DELETE, &deletes);
    assert_done(kinds[KIND_FILTER].add(other, 1, NULL));
    assert_done(kinds[KIND_FILTER].remove(other, 1));
    assert_done(kinds[KIND_FILTER].add(other, 2, NULL));
    assert_done(kinds[KIND_FILTER].remove(other, 2));
    assert_heard(&adds, 2, FWPM_CHANGE_ADD, 2);
    assert_heard(&deletes, 2, FWPM_CHANGE_DELETE, 2);
    assert_code(kinds[KIND_FILTER].subscribe(h, 0x40, &adds, &none), FWP_E_INVALID_FLAGS);
    assert_null(none);
    kit_close(h); /* while `adds` and `deletes` are there */
}

static void CALLBACK count_provider(void *context, const FWPM_PROVIDER_CHANGE0 *change)
{
    struct ear *ear = context;
    pthread_mutex_lock(&ear->lock);
    ear->all[ear->count++] = (struct heard){ (UINT32)change->changeType, kit_number(&change->providerKey), 0, pthread_self() };
    pthread_cond_broadcast(&ear->changed);
    pthread_mutex_unlock(&ear->lock);
}

/* Only providers may be subscribed to without a subscription: all of them. */
static void providers_need_no_subscription(void **state)
{
    HANDLE     h = kit_open(0), other = kit_open(0), s;
    struct ear ear = EAR_INIT;
    (void)state;
    assert_done(FwpmProviderSubscribeChanges0(h, NULL, count_provider, &ear, &s));
    assert_done(kinds[KIND_PROVIDER].add(other, 1, NULL));
    assert_heard(&ear, 1, FWPM_CHANGE_ADD, 1);
    assert_done(FwpmProviderUnsubscribeChanges0(h, s));
}

static void CALLBACK count_filter(void *context, const FWPM_FILTER_CHANGE0 *change)
{
    struct ear *ear = context;
    pthread_mutex_lock(&ear->lock);
    ear->all[ear->count++] = (struct heard){ (UINT32)change->changeType, kit_number(&change->filterKey), change->filterId,
                                             pthread_self() };
    pthread_cond_broadcast(&ear->changed);
    pthread_mutex_unlock(&ear->lock);
}

static void a_template_narrows_a_subscription(void **state)
{
    HANDLE                     h = kit_open(0), other = kit_open(0), s;
    struct ear                 ear = EAR_INIT;
    FWPM_FILTER_ENUM_TEMPLATE0 t = { .layerKey = FWPM_LAYER_ALE_AUTH_CONNECT_V6, .actionMask = 0xffffffff };
    FWPM_FILTER_SUBSCRIPTION0  all = { .enumTemplate = &t, .flags = BOTH }, **listed = NULL;
    FWPM_FILTER0               f = kit_filter(2);
    UINT32                     count = 0;
    (void)state;
    assert_done(FwpmFilterSubscribeChanges0(h, &all, count_filter, &ear, &s));
    assert_done(kinds[KIND_FILTER].add(other, 1, NULL));
    f.layerKey = FWPM_LAYER_ALE_AUTH_CONNECT_V6;
    assert_done(FwpmFilterAdd0(other, &f, NULL, NULL));
    assert_heard(&ear, 1, FWPM_CHANGE_ADD, 2);
    assert_done(FwpmFilterSubscriptionsGet0(other, &listed, &count));
    assert_int_equal(count, 1);
    assert_int_equal(listed[0]->flags, BOTH);
    assert_non_null(listed[0]->enumTemplate);
    assert_true(kit_same_key(&listed[0]->enumTemplate->layerKey, &t.layerKey));
    FwpmFreeMemory0((void **)&listed);
    assert_done(FwpmFilterUnsubscribeChanges0(h, s));
}

/* proves: A-144 */
static void a_sessions_own_changes_are_not_told_to_it(void **state)
{
    HANDLE h = kit_open(0), other = kit_open(0);
    (void)state;
    for (unsigned k = 0; k < KIND_COUNT; k++) {
        struct ear ear = EAR_INIT;
        HANDLE     s = subscribe(h, k, BOTH, &ear);
        assert_done(kinds[k].add(h, 1, NULL));
        assert_done(kinds[k].remove(h, 1));
        assert_done(kinds[k].add(other, 2, NULL));
        assert_heard(&ear, 1, FWPM_CHANGE_ADD, 2);
        assert_done(kinds[k].unsubscribe(h, s));
    }
}

/* --- the end -------------------------------------------------------------------------------------------------------------- */

struct slow {
    struct ear      ear; /* first */
    pthread_mutex_t lock;
    pthread_cond_t  changed;
    bool            running, ends, finished, returned; /* guarded by: lock */
    HANDLE          engine, subscription;
    DWORD           code;
};

static void set(struct slow *s, bool *what)
{
    pthread_mutex_lock(&s->lock);
    *what = true;
    pthread_cond_broadcast(&s->changed);
    pthread_mutex_unlock(&s->lock);
}

static void await(struct slow *s, const bool *what)
{
    pthread_mutex_lock(&s->lock);
    while (!*what)
        pthread_cond_wait(&s->changed, &s->lock);
    pthread_mutex_unlock(&s->lock);
}

static bool is(struct slow *s, const bool *what)
{
    pthread_mutex_lock(&s->lock);
    bool value = *what;
    pthread_mutex_unlock(&s->lock);
    return value;
}

/* Takes its time once somebody wants to end it: who did not wait for it would be back before `finished`. */
static void linger(struct ear *ear)
{
    struct slow *s = (struct slow *)ear;
    set(s, &s->running);
    await(s, &s->ends);
    usleep(100000);
    set(s, &s->finished);
}

static void *end_it(void *context)
{
    struct slow *s = context;
    set(s, &s->ends);
    s->code = kinds[KIND_FILTER].unsubscribe(s->engine, s->subscription);
    return NULL;
}

#define SLOW_INIT { .ear = EAR_INIT, .lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER }

/* proves: A-146 */
static void unsubscribing_waits_for_a_running_callback(void **state)
{
    struct slow slow = SLOW_INIT;
    struct ear  after = EAR_INIT;
    HANDLE      h = kit_open(0), other = kit_open(0);
    pthread_t   thread;
    (void)state;
    slow.ear.then = linger;
    slow.engine = h;
    slow.subscription = subscribe(h, KIND_FILTER, BOTH, &slow.ear);
    for (unsigned n = 1; n <= 5; n++) /* the later ones wait behind the first, and are never told */
        assert_done(kinds[KIND_FILTER].add(other, n, NULL));
    await(&slow, &slow.running);
    assert_int_equal(pthread_create(&thread, NULL, end_it, &slow), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_done(slow.code);
    assert_true(is(&slow, &slow.finished));
    unsigned told = slow.ear.count;
    subscribe(h, KIND_FILTER, BOTH, &after);
    assert_done(kinds[KIND_FILTER].add(other, 9, NULL));
    assert_heard(&after, 1, FWPM_CHANGE_ADD, 9);
    assert_int_equal(slow.ear.count, told);
    kit_close(h);
}

static void end_from_within(struct ear *ear)
{
    struct slow *s = (struct slow *)ear;
    await(s, &s->ends);
    s->code = kinds[KIND_FILTER].unsubscribe(s->engine, s->subscription);
    set(s, &s->finished);
}

/* Windows hangs here; we end the subscription instead. */
static void a_callback_may_end_its_own_subscription(void **state)
{
    struct slow slow = SLOW_INIT;
    struct ear  after = EAR_INIT;
    HANDLE      h = kit_open(0), other = kit_open(0);
    (void)state;
    slow.ear.then = end_from_within;
    slow.engine = h;
    slow.subscription = subscribe(h, KIND_FILTER, BOTH, &slow.ear);
    assert_done(kinds[KIND_FILTER].add(other, 1, NULL));
    set(&slow, &slow.ends);
    await(&slow, &slow.finished);
    assert_done(slow.code);
    subscribe(h, KIND_FILTER, BOTH, &after);
    assert_done(kinds[KIND_FILTER].add(other, 2, NULL));
    assert_heard(&after, 1, FWPM_CHANGE_ADD, 2);
    assert_int_equal(slow.ear.count, 1);
    kit_close(h);
}

/* A callback may call anything but what waits for it: here it reads what was added, through its own session. */
static void read_it(struct ear *ear)
{
    struct slow *s = (struct slow *)ear;
    s->code = kinds[KIND_FILTER].get(s->engine, 1);
    set(s, &s->finished);
}

static void a_callback_may_call_the_engine(void **state)
{
    struct slow slow = SLOW_INIT;
    HANDLE      h = kit_open(0), other = kit_open(0);
    (void)state;
    slow.ear.then = read_it;
    slow.engine = h;
    slow.code = 1;
    subscribe(h, KIND_FILTER, BOTH, &slow.ear);
    assert_done(kinds[KIND_FILTER].add(other, 1, NULL));
    await(&slow, &slow.finished);
    assert_done(slow.code);
    kit_close(h);
}

static void close_it(struct ear *ear)
{
    struct slow *s = (struct slow *)ear;
    await(s, &s->ends);
    s->code = FwpmEngineClose0(s->engine);
    set(s, &s->finished);
}

/* More changes wait behind the one that is being told. */
static void a_callback_may_close_its_engine(void **state)
{
    static struct slow slow = SLOW_INIT; /* its thread ends when it likes */
    HANDLE             h = NULL, other = kit_open(0);
    UINT32             flags[1], count = 9;
    GUID               sessions[1];
    (void)state;
    assert_done(FwpmEngineOpen0(NULL, KIT_AUTHN_WINNT, NULL, NULL, &h));
    slow.ear.then = close_it;
    slow.engine = h;
    slow.code = 1;
    subscribe(h, KIND_FILTER, BOTH, &slow.ear);
    for (unsigned n = 1; n <= 5; n++)
        assert_done(kinds[KIND_FILTER].add(other, n, NULL));
    set(&slow, &slow.ends);
    await(&slow, &slow.finished);
    assert_done(slow.code);
    assert_done(kinds[KIND_FILTER].subscriptions(other, flags, sessions, 1, &count));
    assert_int_equal(count, 0);
    assert_code(kinds[KIND_FILTER].get(h, 1), ERROR_INVALID_HANDLE);
}

/* proves: A-147 */
static void only_what_is_committed_is_told(void **state)
{
    HANDLE     h = kit_open(0), other = kit_open(0);
    struct ear ear = EAR_INIT;
    (void)state;
    subscribe(h, KIND_FILTER, BOTH, &ear);
    assert_done(FwpmTransactionBegin0(other, 0));
    assert_done(kinds[KIND_FILTER].add(other, 1, NULL));
    assert_done(FwpmTransactionAbort0(other));
    assert_done(FwpmTransactionBegin0(other, 0));
    assert_done(kinds[KIND_FILTER].add(other, 2, NULL));
    assert_done(kinds[KIND_FILTER].add(other, 3, NULL));
    assert_done(kinds[KIND_FILTER].remove(other, 3)); /* came and went within one commit */
    assert_done(FwpmTransactionCommit0(other));
    assert_heard(&ear, 1, FWPM_CHANGE_ADD, 2);
    assert_done(FwpmTransactionBegin0(other, 0));
    assert_done(kinds[KIND_FILTER].remove(other, 2));
    assert_done(FwpmTransactionAbort0(other));
    assert_done(kinds[KIND_FILTER].add(other, 4, NULL));
    assert_heard(&ear, 2, FWPM_CHANGE_ADD, 4);
    kit_close(h);
}

/* proves: A-150 */
static void a_subscription_ends_with_its_session(void **state)
{
    HANDLE     h = kit_open(0), watcher = kit_open(0), other = kit_open(0);
    struct ear gone = EAR_INIT, ear = EAR_INIT;
    UINT32     flags[4], count = 9;
    GUID       sessions[4];
    (void)state;
    subscribe(h, KIND_FILTER, BOTH, &gone);
    subscribe(watcher, KIND_FILTER, BOTH, &ear);
    assert_done(kinds[KIND_FILTER].subscriptions(other, flags, sessions, 4, &count));
    assert_int_equal(count, 2);
    kit_close(h);
    assert_done(kinds[KIND_FILTER].subscriptions(other, flags, sessions, 4, &count));
    assert_int_equal(count, 1);
    assert_done(kinds[KIND_FILTER].add(other, 1, NULL));
    assert_heard(&ear, 1, FWPM_CHANGE_ADD, 1);
    assert_int_equal(gone.count, 0);
    kit_close(watcher);
}

/* proves: A-151 J-032 */
static void the_end_of_a_dynamic_session_is_told(void **state)
{
    HANDLE     h = kit_open(0), dynamic = kit_open(FWPM_SESSION_FLAG_DYNAMIC);
    struct ear ears[KIND_COUNT];
    (void)state;
    for (unsigned k = 0; k < KIND_COUNT; k++) {
        ears[k] = (struct ear)EAR_INIT;
        subscribe(h, k, FWPM_SUBSCRIPTION_FLAG_NOTIFY_ON_DELETE, &ears[k]);
        assert_done(kinds[k].add(dynamic, k + 1, NULL));
    }
    kit_close(dynamic);
    for (unsigned k = 0; k < KIND_COUNT; k++)
        assert_heard(&ears[k], 1, FWPM_CHANGE_DELETE, k + 1);
    kit_close(h);
}

static void subscriptions_are_listed_by_kind_and_session(void **state)
{
    FWPM_SESSION0 session = { .sessionKey = kit_key(77) };
    HANDLE        h = kit_open_session(&session), other = kit_open(0);
    struct ear    ear = EAR_INIT;
    (void)state;
    for (unsigned k = 0; k < KIND_COUNT; k++) {
        UINT32 flags[4] = { 0 }, count = 9;
        GUID   sessions[4];
        HANDLE s;
        assert_done(kinds[k].subscriptions(other, flags, sessions, 4, &count));
        assert_int_equal(count, 0);
        s = subscribe(h, k, FWPM_SUBSCRIPTION_FLAG_NOTIFY_ON_DELETE, &ear);
        assert_done(kinds[k].subscriptions(other, flags, sessions, 4, &count));
        assert_int_equal(count, 1);
        assert_int_equal(flags[0], FWPM_SUBSCRIPTION_FLAG_NOTIFY_ON_DELETE);
        assert_true(kit_same_key(&sessions[0], &session.sessionKey));
        assert_code(kinds[k].unsubscribe(other, s), ERROR_INVALID_HANDLE);
        assert_done(kinds[k].unsubscribe(h, s));
    }
}

static void subscribing_is_not_for_transactions(void **state)
{
    HANDLE     h = kit_open(0), s = NULL, kept[KIND_COUNT];
    struct ear ear = EAR_INIT;
    (void)state;
    for (unsigned k = 0; k < KIND_COUNT; k++)
        kept[k] = subscribe(h, k, BOTH, &ear);
    assert_done(FwpmTransactionBegin0(h, FWPM_TXN_READ_ONLY));
    for (unsigned k = 0; k < KIND_COUNT; k++) {
        assert_code(kinds[k].subscribe(h, BOTH, &ear, &s), FWP_E_TXN_IN_PROGRESS);
        assert_code(kinds[k].unsubscribe(h, kept[k]), FWP_E_TXN_IN_PROGRESS);
    }
    assert_done(FwpmTransactionAbort0(h));
    for (unsigned k = 0; k < KIND_COUNT; k++)
        assert_done(kinds[k].unsubscribe(h, kept[k]));
}

/* --- many at once --------------------------------------------------------------------------------------------------------- */

enum { ROUNDS = 40, CROWD = 3 };

struct worker {
    unsigned  first;
    pthread_t thread;
    bool      good;
};

/* Each changes and listens in sessions of its own while the others do. */
static void *churn(void *context)
{
    struct worker *w = context;
    struct ear     ear = EAR_INIT;
    HANDLE         h = NULL, s = NULL;
    w->good = FwpmEngineOpen0(NULL, KIT_AUTHN_WINNT, NULL, NULL, &h) == 0;
    for (unsigned i = 0; w->good && i < ROUNDS; i++) {
        w->good = kinds[KIND_SUBLAYER].subscribe(h, BOTH, &ear, &s) == 0;
        w->good = w->good && kinds[KIND_SUBLAYER].add(h, w->first + i, NULL) == 0;
        w->good = w->good && kinds[KIND_SUBLAYER].remove(h, w->first + i) == 0;
        if (i % 2 || i == ROUNDS - 1) /* others end with the session */
            w->good = w->good && kinds[KIND_SUBLAYER].unsubscribe(h, s) == 0;
    }
    w->good = w->good && FwpmEngineClose0(h) == 0;
    return NULL;
}

static void many_change_and_listen_at_once(void **state)
{
    struct worker workers[CROWD];
    (void)state;
    for (unsigned i = 0; i < CROWD; i++) {
        workers[i] = (struct worker){ .first = 100 * (i + 1) };
        assert_int_equal(pthread_create(&workers[i].thread, NULL, churn, &workers[i]), 0);
    }
    for (unsigned i = 0; i < CROWD; i++) {
        assert_int_equal(pthread_join(workers[i].thread, NULL), 0);
        assert_true(workers[i].good);
    }
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        KIT_TEST(every_kind_tells_of_adds_and_deletes),
        KIT_TEST(flags_choose_what_is_told),
        KIT_TEST(providers_need_no_subscription),
        KIT_TEST(a_template_narrows_a_subscription),
        KIT_TEST(a_sessions_own_changes_are_not_told_to_it),
        KIT_TEST(unsubscribing_waits_for_a_running_callback),
        KIT_TEST(a_callback_may_end_its_own_subscription),
        KIT_TEST(a_callback_may_call_the_engine),
        KIT_TEST(a_callback_may_close_its_engine),
        KIT_TEST(only_what_is_committed_is_told),
        KIT_TEST(a_subscription_ends_with_its_session),
        KIT_TEST(the_end_of_a_dynamic_session_is_told),
        KIT_TEST(subscriptions_are_listed_by_kind_and_session),
        KIT_TEST(subscribing_is_not_for_transactions),
        KIT_TEST(many_change_and_listen_at_once),
    };
    kit_main(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
