/* The program's side: calls from many threads, events in order on a thread that may call and free, a daemon that goes away. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "rpc_kit.h"

/* What the events' thread has seen. */
struct watcher {
    struct rpc_client *client;
    pthread_mutex_t    lock;
    pthread_cond_t     changed;
    unsigned           begun, ended, lost; /* guarded by: lock */
    uint32_t           numbers[256];
    bool               hold;               /* events wait in their handler */
    bool               draining;           /* and for this one, after `hold` */
    enum wfp_status    inner;              /* of the call that the handler made */
};

static int setup(void **state)
{
    *state = kit_new();
    return 0;
}

static int teardown(void **state)
{
    kit_free(*state);
    return 0;
}

static void watcher_init(struct watcher *w)
{
    *w = (struct watcher){ .inner = WFP_STATUS_COUNT };
    pthread_mutex_init(&w->lock, NULL);
    pthread_cond_init(&w->changed, NULL);
}

static void watcher_fini(struct watcher *w)
{
    pthread_mutex_destroy(&w->lock);
    pthread_cond_destroy(&w->changed);
}

static void on_event(void *context, struct bytes event)
{
    struct watcher *w = context;
    pthread_mutex_lock(&w->lock);
    w->numbers[w->begun++ % COUNT_OF(w->numbers)] = u32_of(event);
    pthread_cond_broadcast(&w->changed);
    while (w->hold)
        pthread_cond_wait(&w->changed, &w->lock);
    w->ended++;
    pthread_cond_broadcast(&w->changed);
    pthread_mutex_unlock(&w->lock);
}

static void on_lost(void *context)
{
    struct watcher *w = context;
    pthread_mutex_lock(&w->lock);
    w->lost++;
    pthread_cond_broadcast(&w->changed);
    pthread_mutex_unlock(&w->lock);
}

static unsigned watcher_read(struct watcher *w, const unsigned *what)
{
    pthread_mutex_lock(&w->lock);
    unsigned n = *what;
    pthread_mutex_unlock(&w->lock);
    return n;
}

static void watcher_await(struct watcher *w, const unsigned *what, unsigned wanted)
{
    pthread_mutex_lock(&w->lock);
    while (*what < wanted)
        pthread_cond_wait(&w->changed, &w->lock);
    pthread_mutex_unlock(&w->lock);
}

static void set_hold(struct watcher *w, bool hold)
{
    pthread_mutex_lock(&w->lock);
    w->hold = hold;
    pthread_cond_broadcast(&w->changed);
    pthread_mutex_unlock(&w->lock);
}

static struct rpc_client *watched(struct kit *k, struct watcher *w)
{
    return kit_client_with(k, (struct rpc_client_config){ .event = on_event, .lost = on_lost, .context = w });
}

/* How many of the events the server took. */
static uint32_t push(struct rpc_client *c, uint32_t count, uint32_t size)
{
    struct buffer request, reply;
    buffer_init(&request);
    buffer_init(&reply);
    buffer_put(&request, "p", 1);
    put_u32(&request, count);
    put_u32(&request, size);
    assert_int_equal(rpc_client_call(c, buffer_bytes(&request), &reply), WFP_OK);
    uint32_t taken = u32_of(buffer_bytes(&reply));
    buffer_fini(&request);
    buffer_fini(&reply);
    return taken;
}

/* --- calls ---------------------------------------------------------------------------------------------------------------- */

static void a_reply_is_appended(void **state)
{
    struct kit   *k = *state;
    struct buffer reply;
    kit_serve(k, (struct rpc_limits){ 0 });
    struct rpc_client *c = kit_client(k);
    buffer_init(&reply);
    assert_int_equal(rpc_client_call(c, text_bytes("eone"), &reply), WFP_OK);
    assert_int_equal(rpc_client_call(c, text_bytes("etwo"), &reply), WFP_OK);
    assert_int_equal(reply.size, 6);
    assert_memory_equal(reply.data, "onetwo", 6);
    buffer_fini(&reply);
    rpc_client_free(c);
}

struct caller {
    struct rpc_client *client;
    unsigned           number;
};

static void *call_often(void *context)
{
    struct caller *who = context;
    struct buffer  request, reply;
    char          *complaint = NULL;
    buffer_init(&request);
    buffer_init(&reply);
    for (unsigned i = 0; i < 300 && !complaint; i++) {
        size_t size = 1 + i * 37 % 5000;
        buffer_clear(&request);
        buffer_clear(&reply);
        memset(buffer_grow(&request, size), 'a' + (int)who->number, size);
        request.data[0] = 'e';
        if (rpc_client_call(who->client, buffer_bytes(&request), &reply) != WFP_OK || reply.size != size - 1 ||
            (reply.size && memcmp(reply.data, request.data + 1, reply.size) != 0))
            complaint = "a call had another's reply or none";
    }
    buffer_fini(&request);
    buffer_fini(&reply);
    return complaint;
}

static void threads_may_share_a_client(void **state)
{
    enum { THREADS = 6 };
    struct kit   *k = *state;
    pthread_t     thread[THREADS];
    struct caller who[THREADS];
    void         *complaint;
    kit_serve(k, (struct rpc_limits){ 0 });
    struct rpc_client *c = kit_client(k);
    for (unsigned i = 0; i < THREADS; i++) {
        who[i] = (struct caller){ c, i };
        assert_int_equal(pthread_create(&thread[i], NULL, call_often, &who[i]), 0);
    }
    for (unsigned i = 0; i < THREADS; i++) {
        pthread_join(thread[i], &complaint);
        assert_null(complaint);
    }
    rpc_client_free(c);
}

static void a_request_too_long_for_the_daemon_is_not_sent(void **state)
{
    struct kit   *k = *state;
    struct buffer request, reply;
    kit_serve(k, (struct rpc_limits){ .message_bytes = 1000 });
    struct rpc_client *c = kit_client(k);
    buffer_init(&request);
    buffer_init(&reply);
    memset(buffer_grow(&request, 1001), 'e', 1001);
    assert_int_equal(rpc_client_call(c, buffer_bytes(&request), &reply), WFP_OUT_OF_BOUNDS);
    request.size = 1000;
    assert_int_equal(rpc_client_call(c, buffer_bytes(&request), &reply), WFP_OK);
    assert_int_equal(reply.size, 999);
    buffer_fini(&request);
    buffer_fini(&reply);
    rpc_client_free(c);
}

static void *call_and_wait(void *context)
{
    struct buffer   reply;
    buffer_init(&reply);
    enum wfp_status status = rpc_client_call(context, text_bytes("w"), &reply);
    buffer_fini(&reply);
    return (void *)(uintptr_t)status;
}

static void waiting_calls_end_when_the_client_is_freed(void **state)
{
    struct kit *k = *state;
    pthread_t   thread[2];
    void       *status;
    kit_serve(k, (struct rpc_limits){ 0 });
    struct rpc_client *c = kit_client(k);
    pthread_create(&thread[0], NULL, call_and_wait, c);
    kit_await(k, &k->waiting, 1);
    rpc_client_free(c);
    pthread_join(thread[0], &status);
    assert_int_equal((uintptr_t)status, WFP_CALL_FAILED);
    kit_await(k, &k->cancelled, 1);
}

static void calls_fail_when_the_daemon_goes_away(void **state)
{
    struct kit    *k = *state;
    struct watcher w;
    struct buffer  reply;
    kit_serve(k, (struct rpc_limits){ 0 });
    watcher_init(&w);
    buffer_init(&reply);
    struct rpc_client *c = watched(k, &w);
    assert_int_equal(rpc_client_call(c, text_bytes("x"), &reply), WFP_CALL_FAILED);
    watcher_await(&w, &w.lost, 1);
    assert_int_equal(rpc_client_call(c, text_bytes("eagain"), &reply), WFP_CALL_FAILED);
    assert_int_equal(reply.size, 0);
    rpc_client_drain(c);
    rpc_client_free(c);
    assert_int_equal(w.lost, 1);
    c = watched(k, &w);
    rpc_server_free(k->server);
    k->server = NULL;
    watcher_await(&w, &w.lost, 2);
    assert_int_equal(rpc_client_call(c, text_bytes("eagain"), &reply), WFP_CALL_FAILED);
    rpc_client_free(c);
    assert_int_equal(w.lost, 2);
    buffer_fini(&reply);
    watcher_fini(&w);
}

/* --- events --------------------------------------------------------------------------------------------------------------- */

static void events_are_handled_in_order(void **state)
{
    struct kit    *k = *state;
    struct watcher w;
    kit_serve(k, (struct rpc_limits){ 0 });
    watcher_init(&w);
    struct rpc_client *c = watched(k, &w);
    assert_int_equal(push(c, COUNT_OF(w.numbers), 8), COUNT_OF(w.numbers));
    watcher_await(&w, &w.ended, COUNT_OF(w.numbers));
    for (uint32_t i = 0; i < COUNT_OF(w.numbers); i++)
        assert_int_equal(w.numbers[i], i);
    rpc_client_free(c);
    assert_int_equal(w.lost, 0); /* it was no loss */
    watcher_fini(&w);
}

static void calls_go_on_while_an_event_is_handled_and_too_many_are_dropped(void **state)
{
    struct kit    *k = *state;
    struct watcher w;
    kit_serve(k, (struct rpc_limits){ .event_bytes = 16 << 20 });
    watcher_init(&w);
    w.hold = true;
    struct rpc_client *c = kit_client_with(
        k, (struct rpc_client_config){ .event = on_event, .context = &w, .event_bytes = 10000 });
    assert_int_equal(push(c, 200, 1000), 200);
    assert_int_equal(push(c, 0, 0), 0); /* all events came before this reply */
    set_hold(&w, false);
    assert_int_equal(push(c, 1, 0), 1);
    pthread_mutex_lock(&w.lock);
    while (w.begun < 3 || w.numbers[w.begun - 1] != 0)
        pthread_cond_wait(&w.changed, &w.lock);
    assert_in_range(w.begun, 10, 11); /* nine that fitted, perhaps one that was being handled, the last */
    pthread_mutex_unlock(&w.lock);
    rpc_client_free(c);
    watcher_fini(&w);
}

static size_t threads(void)
{
    DIR   *tasks = opendir("/proc/self/task");
    size_t n = 0;
    assert_non_null(tasks);
    while (readdir(tasks))
        n++;
    closedir(tasks);
    return n;
}

static void a_client_has_threads_once_it_listens(void **state)
{
    struct kit    *k = *state;
    struct watcher w;
    kit_serve(k, (struct rpc_limits){ 0 });
    watcher_init(&w);
    struct rpc_client_config config = { .event = on_event, .lost = on_lost, .context = &w, .listens_later = true };
    struct rpc_client       *c = kit_client_with(k, config);
    kit_await(k, &k->connected, 1);
    size_t before = threads();
    assert_int_equal(push(c, 0, 0), 0);
    assert_int_equal(threads(), before);
    assert_int_equal(rpc_client_listen(c), WFP_OK);
    assert_int_equal(rpc_client_listen(c), WFP_OK);
    assert_int_equal(threads(), before + 2);
    assert_int_equal(push(c, 3, 8), 3);
    watcher_await(&w, &w.ended, 3);
    rpc_client_free(c);
    watcher_fini(&w);
}

/* The first call reads for everybody, and begins before there is a reader. */
static void who_listens_while_another_thread_calls_hears_of_events(void **state)
{
    struct kit    *k = *state;
    struct watcher w;
    pthread_t      thread;
    void          *status;
    kit_serve(k, (struct rpc_limits){ 0 });
    watcher_init(&w);
    struct rpc_client_config config = { .event = on_event, .context = &w, .listens_later = true };
    struct rpc_client       *c = kit_client_with(k, config);
    pthread_create(&thread, NULL, call_and_wait, c);
    kit_await(k, &k->waiting, 1);
    assert_int_equal(rpc_client_listen(c), WFP_OK);
    kit_release(k);
    assert_int_equal(push(c, 5, 8), 5);
    pthread_join(thread, &status);
    assert_int_equal((uintptr_t)status, WFP_OK);
    watcher_await(&w, &w.ended, 5);
    rpc_client_free(c);
    watcher_fini(&w);
}

static void call_inside(void *context, struct bytes event)
{
    struct watcher *w = context;
    struct buffer   reply;
    buffer_init(&reply);
    rpc_client_drain(w->client); /* would wait for itself */
    enum wfp_status status = rpc_client_call(w->client, text_bytes("einside"), &reply);
    w->inner = reply.size == 6 ? status : WFP_BAD_DATA;
    buffer_fini(&reply);
    on_event(context, event);
}

static void a_handler_may_call_and_drain(void **state)
{
    struct kit    *k = *state;
    struct watcher w;
    kit_serve(k, (struct rpc_limits){ 0 });
    watcher_init(&w);
    w.client = kit_client_with(k, (struct rpc_client_config){ .event = call_inside, .context = &w });
    assert_int_equal(push(w.client, 1, 0), 1);
    watcher_await(&w, &w.ended, 1);
    assert_int_equal(w.inner, WFP_OK);
    rpc_client_free(w.client);
    watcher_fini(&w);
}

static void free_inside(void *context, struct bytes event)
{
    struct watcher *w = context;
    rpc_client_free(w->client);
    on_event(context, event);
}

static void a_handler_may_free_its_client(void **state)
{
    struct kit    *k = *state;
    struct watcher w;
    kit_serve(k, (struct rpc_limits){ 0 });
    watcher_init(&w);
    static const uint8_t request[] = { 'p', 3, 0, 0, 0, 0, 0, 0, 0 };
    struct buffer        reply;
    buffer_init(&reply);
    w.client = kit_client_with(k, (struct rpc_client_config){ .event = free_inside, .lost = on_lost, .context = &w });
    enum wfp_status status = rpc_client_call(w.client, bytes_of(request, sizeof(request)), &reply);
    /* The events come before the reply, which free() may overtake. */
    assert_true(status == WFP_OK || status == WFP_CALL_FAILED);
    watcher_await(&w, &w.ended, 1);
    kit_await(k, &k->disconnected, 1);
    assert_int_equal(watcher_read(&w, &w.begun), 1);
    assert_int_equal(watcher_read(&w, &w.lost), 0);
    buffer_fini(&reply);
    watcher_fini(&w);
}

/* Begun, and not ended before rpc_client_drain() is about to be called; then it takes its time. A drain that does not wait
 * would find it still running. */
static void end_after_drain_began(void *context, struct bytes event)
{
    struct watcher *w = context;
    on_event(context, event);
    pthread_mutex_lock(&w->lock);
    while (!w->draining)
        pthread_cond_wait(&w->changed, &w->lock);
    pthread_mutex_unlock(&w->lock);
    for (unsigned i = 0; i < 1000; i++)
        sched_yield();
    pthread_mutex_lock(&w->lock);
    w->ended += 100;
    pthread_mutex_unlock(&w->lock);
}

static void drain_waits_for_the_event_that_is_handled(void **state)
{
    struct kit    *k = *state;
    struct watcher w;
    kit_serve(k, (struct rpc_limits){ 0 });
    watcher_init(&w);
    struct rpc_client *c = kit_client_with(k, (struct rpc_client_config){ .event = end_after_drain_began, .context = &w });
    rpc_client_drain(c); /* nothing to wait for */
    assert_int_equal(push(c, 1, 0), 1);
    watcher_await(&w, &w.ended, 1);
    pthread_mutex_lock(&w.lock);
    w.draining = true;
    pthread_cond_broadcast(&w.changed);
    pthread_mutex_unlock(&w.lock);
    rpc_client_drain(c);
    assert_int_equal(watcher_read(&w, &w.ended), 101);
    rpc_client_free(c);
    watcher_fini(&w);
}

static void *free_client(void *context)
{
    struct watcher *w = context;
    pthread_mutex_lock(&w->lock);
    w->draining = true;
    pthread_cond_broadcast(&w->changed);
    pthread_mutex_unlock(&w->lock);
    rpc_client_free(w->client);
    return (void *)(uintptr_t)watcher_read(w, &w->ended);
}

static void free_waits_for_the_event_that_is_handled(void **state)
{
    struct kit    *k = *state;
    struct watcher w;
    pthread_t      thread;
    void          *ended;
    kit_serve(k, (struct rpc_limits){ 0 });
    watcher_init(&w);
    w.client = kit_client_with(k, (struct rpc_client_config){ .event = end_after_drain_began, .context = &w });
    assert_int_equal(push(w.client, 1, 0), 1);
    watcher_await(&w, &w.ended, 1);
    assert_int_equal(pthread_create(&thread, NULL, free_client, &w), 0);
    pthread_join(thread, &ended);
    assert_int_equal((uintptr_t)ended, 101);
    watcher_fini(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_reply_is_appended, setup, teardown),
        cmocka_unit_test_setup_teardown(threads_may_share_a_client, setup, teardown),
        cmocka_unit_test_setup_teardown(a_request_too_long_for_the_daemon_is_not_sent, setup, teardown),
        cmocka_unit_test_setup_teardown(waiting_calls_end_when_the_client_is_freed, setup, teardown),
        cmocka_unit_test_setup_teardown(calls_fail_when_the_daemon_goes_away, setup, teardown),
        cmocka_unit_test_setup_teardown(events_are_handled_in_order, setup, teardown),
        cmocka_unit_test_setup_teardown(calls_go_on_while_an_event_is_handled_and_too_many_are_dropped, setup, teardown),
        cmocka_unit_test_setup_teardown(a_client_has_threads_once_it_listens, setup, teardown),
        cmocka_unit_test_setup_teardown(who_listens_while_another_thread_calls_hears_of_events, setup, teardown),
        cmocka_unit_test_setup_teardown(a_handler_may_call_and_drain, setup, teardown),
        cmocka_unit_test_setup_teardown(a_handler_may_free_its_client, setup, teardown),
        cmocka_unit_test_setup_teardown(drain_waits_for_the_event_that_is_handled, setup, teardown),
        cmocka_unit_test_setup_teardown(free_waits_for_the_event_that_is_handled, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
