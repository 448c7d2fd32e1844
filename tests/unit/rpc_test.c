/* The server: requests, events, limits, clients that break rules or die, the end. Most clients here are plain sockets, because
 * the library's own would not do such things. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <grp.h>
#include <sys/resource.h>

#include <cmocka.h>

#include "rpc_kit.h"

enum { SOON_MS = 50 };

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

static void call_text(struct rpc_client *c, const char *request, const char *expected)
{
    struct buffer reply;
    buffer_init(&reply);
    assert_int_equal(rpc_client_call(c, text_bytes(request), &reply), WFP_OK);
    assert_int_equal(reply.size, strlen(expected));
    assert_memory_equal(reply.data, expected, reply.size);
    buffer_fini(&reply);
}

static void expect_reply(int fd, uint32_t number, struct bytes expected)
{
    struct frame_reader r;
    assert_true(raw_frame(fd, &r));
    assert_int_equal(r.kind, FRAME_REPLY);
    assert_int_equal(r.number, number);
    assert_int_equal(r.body.size, bytes_left(&expected));
    if (r.body.size)
        assert_memory_equal(r.body.data, expected.at, r.body.size);
    frame_reader_fini(&r);
}

/* 'b' or 'p' with its numbers. */
static struct bytes order(struct buffer *b, char what, uint32_t first, uint32_t second)
{
    buffer_init(b);
    buffer_put(b, &what, 1);
    put_u32(b, first);
    if (what == 'p')
        put_u32(b, second);
    return buffer_bytes(b);
}

static void raw_order(int fd, uint32_t number, char what, uint32_t first, uint32_t second)
{
    struct buffer b;
    raw_request(fd, number, order(&b, what, first, second));
    buffer_fini(&b);
}

/* --- requests ------------------------------------------------------------------------------------------------------------- */

static void a_request_has_its_reply(void **state)
{
    struct kit *k = *state;
    kit_serve(k, (struct rpc_limits){ 0 });
    struct rpc_client *c = kit_client(k);
    call_text(c, "ehello", "hello");
    call_text(c, "e", "");
    call_text(c, "", "");
    rpc_client_free(c);
}

static void requests_sent_together_are_answered_in_order(void **state)
{
    struct kit   *k = *state;
    struct buffer wire;
    char          text[16];
    kit_serve(k, (struct rpc_limits){ 0 });
    int fd = raw_client(k);
    buffer_init(&wire);
    for (uint32_t i = 0; i < 500; i++) {
        snprintf(text, sizeof(text), "e%u", i);
        assert_true(frame_put(&wire, FRAME_REQUEST, i * 7, text_bytes(text)));
    }
    raw_send(fd, buffer_bytes(&wire));
    for (uint32_t i = 0; i < 500; i++) {
        snprintf(text, sizeof(text), "%u", i);
        expect_reply(fd, i * 7, text_bytes(text));
    }
    buffer_fini(&wire);
    close(fd);
}

static void a_message_may_come_byte_by_byte(void **state)
{
    struct kit   *k = *state;
    struct buffer wire;
    kit_serve(k, (struct rpc_limits){ 0 });
    int fd = raw_client(k);
    buffer_init(&wire);
    assert_true(frame_put(&wire, FRAME_REQUEST, 9, text_bytes("eslow")));
    for (struct bytes b = buffer_bytes(&wire), one; bytes_sub(&b, 1, &one);)
        raw_send(fd, one);
    expect_reply(fd, 9, text_bytes("slow"));
    buffer_fini(&wire);
    close(fd);
}

static void *many_calls(void *context)
{
    struct rpc_client *c = context;
    for (unsigned i = 0; i < 200; i++) {
        char          text[24];
        struct buffer reply;
        buffer_init(&reply);
        snprintf(text, sizeof(text), "e%p %u", context, i);
        if (rpc_client_call(c, text_bytes(text), &reply) != WFP_OK || reply.size != strlen(text) - 1 ||
            memcmp(reply.data, text + 1, reply.size) != 0)
            return "a call had another's reply or none";
        buffer_fini(&reply);
    }
    return NULL;
}

static void clients_are_served_at_once(void **state)
{
    enum { CLIENTS = 8 };
    struct kit        *k = *state;
    struct rpc_client *c[CLIENTS];
    pthread_t          thread[CLIENTS];
    void              *complaint;
    kit_serve(k, (struct rpc_limits){ 0 });
    int waits = raw_client(k); /* a request that waits keeps nobody waiting */
    raw_request(waits, 1, text_bytes("w"));
    kit_await(k, &k->waiting, 1);
    for (unsigned i = 0; i < CLIENTS; i++) {
        c[i] = kit_client(k);
        assert_int_equal(pthread_create(&thread[i], NULL, many_calls, c[i]), 0);
    }
    assert_int_equal(rpc_server_clients(k->server), CLIENTS + 1);
    for (unsigned i = 0; i < CLIENTS; i++) {
        pthread_join(thread[i], &complaint);
        assert_null(complaint);
        rpc_client_free(c[i]);
    }
    kit_release(k);
    expect_reply(waits, 1, text_bytes("released"));
    close(waits);
}

static void large_messages_go_both_ways(void **state)
{
    enum { LARGE = 20 << 20 };
    struct kit   *k = *state;
    struct buffer request, reply;
    kit_serve(k, (struct rpc_limits){ 0 });
    struct rpc_client *c = kit_client(k);
    buffer_init(&request);
    buffer_init(&reply);
    memset(buffer_grow(&request, LARGE), 'e', LARGE);
    for (unsigned i = 1; i < LARGE; i++)
        request.data[i] = (uint8_t)(i * 2654435761u >> 24);
    assert_int_equal(rpc_client_call(c, buffer_bytes(&request), &reply), WFP_OK);
    assert_int_equal(reply.size, LARGE - 1);
    assert_memory_equal(reply.data, request.data + 1, LARGE - 1);
    buffer_fini(&request);
    buffer_fini(&reply);
    rpc_client_free(c);
}

/* --- who is it ------------------------------------------------------------------------------------------------------------ */

static void the_kernel_says_who_it_is(void **state)
{
    struct kit *k = *state;
    gid_t       groups[64];
    int         count = getgroups(COUNT_OF(groups), groups);
    kit_serve(k, (struct rpc_limits){ 0 });
    int fd = raw_client(k);
    kit_await(k, &k->connected, 1);
    assert_int_equal(k->peer.pid, getpid());
    assert_int_equal(k->peer.uid, geteuid());
    assert_int_equal(k->peer.gid, getegid());
    assert_int_equal(k->peer.group_count, count);
    if (count > 0)
        assert_memory_equal(k->groups, groups, (size_t)count * sizeof(gid_t));
    close(fd);
}

/* Only root may have other groups. */
static void its_groups_are_told(void **state)
{
    struct kit  *k = *state;
    const gid_t  wanted[] = { 7, 4001, 4002 };
    gid_t        before[64];
    int          count = getgroups(COUNT_OF(before), before);
    if (count < 0 || setgroups(COUNT_OF(wanted), wanted) != 0)
        skip();
    kit_serve(k, (struct rpc_limits){ 0 });
    int fd = raw_client(k);
    kit_await(k, &k->connected, 1);
    assert_int_equal(k->peer.group_count, COUNT_OF(wanted));
    assert_memory_equal(k->groups, wanted, sizeof(wanted));
    close(fd);
    assert_int_equal(setgroups((size_t)count, before), 0);
}

static void whom_the_service_refuses_is_told(void **state)
{
    struct kit              *k = *state;
    struct rpc_client_config config = { .path = k->path };
    struct rpc_client       *c;
    kit_serve(k, (struct rpc_limits){ 0 });
    kit_judge(k, WFP_ACCESS_DENIED);
    assert_int_equal(rpc_client_new(&config, &c), WFP_ACCESS_DENIED);
    kit_judge(k, WFP_NO_MEMORY);
    assert_int_equal(rpc_client_new(&config, &c), WFP_SERVER_UNAVAILABLE);
}

/* --- events --------------------------------------------------------------------------------------------------------------- */

static void events_come_in_order_and_before_the_reply(void **state)
{
    struct kit         *k = *state;
    struct frame_reader r;
    kit_serve(k, (struct rpc_limits){ 0 });
    int fd = raw_client(k);
    raw_order(fd, 5, 'p', 100, 10);
    for (uint32_t i = 0; i < 100; i++) {
        assert_true(raw_frame(fd, &r));
        assert_int_equal(r.kind, FRAME_EVENT);
        assert_int_equal(u32_of(buffer_bytes(&r.body)), i);
        frame_reader_fini(&r);
    }
    expect_reply(fd, 5, bytes_of("d\0\0\0", 4));
    close(fd);
}

static void events_beyond_the_limit_are_dropped_and_the_others_come(void **state)
{
    enum { WANTED = 20000, SIZE = 1000 };
    struct kit         *k = *state;
    struct frame_reader r;
    uint32_t            came = 0;
    kit_serve(k, (struct rpc_limits){ .event_bytes = 100000 });
    int fd = raw_client(k), other = raw_client(k);
    raw_order(fd, 1, 'p', WANTED, SIZE);
    kit_await(k, &k->connected, 2);
    raw_request(other, 1, text_bytes("eunhindered"));
    expect_reply(other, 1, text_bytes("unhindered"));
    for (;; came++) {
        assert_true(raw_frame(fd, &r));
        if (r.kind == FRAME_REPLY)
            break;
        frame_reader_fini(&r);
    }
    assert_int_equal(u32_of(buffer_bytes(&r.body)), came);
    assert_in_range(came, 100000 / (SIZE + 4 + FRAME_HEAD_SIZE), WANTED - 1);
    frame_reader_fini(&r);
    raw_order(fd, 2, 'p', 1, 1); /* there is room again */
    assert_true(raw_frame(fd, &r));
    assert_int_equal(r.kind, FRAME_EVENT);
    frame_reader_fini(&r);
    close(fd);
    close(other);
}

/* --- rules ---------------------------------------------------------------------------------------------------------------- */

static void a_client_too_many_is_told_and_may_come_later(void **state)
{
    struct kit              *k = *state;
    struct rpc_client_config config = { .path = k->path };
    struct rpc_client       *c = NULL;
    kit_serve(k, (struct rpc_limits){ .clients = 2 });
    int one = raw_client(k), two = raw_client(k);
    assert_int_equal(rpc_client_new(&config, &c), WFP_SERVER_UNAVAILABLE);
    assert_true(kit_logged(k, "a client too many: there are 2 of 2"));
    close(one);
    while (rpc_server_clients(k->server) == 2)
        sched_yield();
    assert_int_equal(rpc_client_new(&config, &c), WFP_OK);
    call_text(c, "ehere", "here");
    rpc_client_free(c);
    close(two);
}

static void ends_with(struct kit *k, struct bytes sent, const char *line)
{
    unsigned before = k->disconnected;
    int      fd = raw_client(k);
    raw_send(fd, sent);
    assert_int_equal(raw_drain(fd), 0);
    kit_await(k, &k->disconnected, before + 1);
    if (!kit_logged(k, line))
        fail_msg("no '%s' in:\n%s", line, k->log);
    close(fd);
}

static void what_is_no_request_ends_the_connection(void **state)
{
    struct kit   *k = *state;
    char          line[64];
    struct buffer b;
    snprintf(line, sizeof(line), "client %d of user %u: what it sent is no request", getpid(), geteuid());
    kit_serve(k, (struct rpc_limits){ .message_bytes = 1000 });
    int other = raw_client(k);
    ends_with(k, text_bytes("GET / HTTP/1.1\r\n\r\n"), line);
    ends_with(k, bytes_of("\0\0\0\0WFP3\1\0\0\0", FRAME_HEAD_SIZE), line);
    ends_with(k, bytes_of("\351\3\0\0WFP2\1\0\0\0", FRAME_HEAD_SIZE), "a message of 1001 bytes is too long");
    ends_with(k, bytes_of("\377\377\377\377WFP2\1\0\0\0", FRAME_HEAD_SIZE), "a message of 4294967295 bytes is too long");
    int fd = raw_client(k);
    raw_order(fd, 1, 'b', 1001, 0);
    assert_int_equal(raw_drain(fd), 0);
    assert_true(kit_logged(k, "no reply, because it would have 1001 bytes"));
    close(fd);
    fd = raw_client(k);
    raw_request(fd, 1, text_bytes("x"));
    assert_int_equal(raw_drain(fd), 0);
    close(fd);
    raw_request(other, 1, order(&b, 'b', 1000, 0));
    buffer_fini(&b);
    char bs[1000];
    memset(bs, 'b', sizeof(bs));
    expect_reply(other, 1, bytes_of(bs, sizeof(bs)));
    close(other);
}

static void a_message_that_stalls_ends_the_connection(void **state)
{
    struct kit *k = *state;
    kit_serve(k, (struct rpc_limits){ .stall_ms = SOON_MS });
    int idle = raw_client(k); /* between messages there is all the time in the world */
    ends_with(k, bytes_of("\5", 1), "a message was not complete after 50 ms");
    ends_with(k, bytes_of("\5\0\0\0WFP2\1\0\0\0half", FRAME_HEAD_SIZE + 4), "a message was not complete after 50 ms");
    raw_request(idle, 1, text_bytes("eawake"));
    expect_reply(idle, 1, text_bytes("awake"));
    close(idle);
}

static void a_reply_that_is_not_taken_ends_the_connection(void **state)
{
    struct kit *k = *state;
    kit_serve(k, (struct rpc_limits){ .stall_ms = SOON_MS });
    int fd = raw_client(k), other = raw_client(k);
    raw_order(fd, 1, 'b', 8 << 20, 0);
    raw_request(other, 1, text_bytes("eunhindered"));
    expect_reply(other, 1, text_bytes("unhindered"));
    kit_await(k, &k->disconnected, 1);
    assert_true(kit_logged(k, "a reply was not taken for 50 ms"));
    assert_in_range(raw_drain(fd), 1, 8 << 20);
    close(fd);
    close(other);
}

/* --- who dies ------------------------------------------------------------------------------------------------------------- */

static void a_request_is_cancelled_when_its_client_dies(void **state)
{
    struct kit *k = *state;
    kit_serve(k, (struct rpc_limits){ 0 });
    int fd = raw_client(k);
    raw_request(fd, 1, text_bytes("w"));
    kit_await(k, &k->waiting, 1);
    close(fd);
    kit_await(k, &k->cancelled, 1);
    kit_await(k, &k->disconnected, 1);
    assert_int_equal(k->cancelled, 1);
}

static void a_service_without_cancel_ends_its_request_itself(void **state)
{
    struct kit              *k = *state;
    struct rpc_server_config config = kit_config(k);
    char                     why[RPC_WHY_SIZE];
    config.service.cancel = NULL;
    assert_int_equal(rpc_server_new(&config, &k->server, why), WFP_OK);
    int fd = raw_client(k);
    raw_request(fd, 1, text_bytes("w"));
    kit_await(k, &k->waiting, 1);
    close(fd);
    int other = raw_client(k);
    raw_request(other, 1, text_bytes("elive"));
    expect_reply(other, 1, text_bytes("live"));
    assert_int_equal(k->disconnected, 0);
    kit_release(k);
    kit_await(k, &k->disconnected, 1);
    close(other);
}

static void a_client_may_die_at_any_byte(void **state)
{
    struct kit   *k = *state;
    struct buffer wire;
    unsigned      died = 0;
    kit_serve(k, (struct rpc_limits){ 0 });
    buffer_init(&wire);
    assert_true(frame_put(&wire, FRAME_REQUEST, 1, text_bytes("eabc")));
    for (size_t n = 0; n <= wire.size; n++, died++) {
        int          fd = n % 2 ? raw_client(k) : raw_connect(k->path);
        struct bytes part = bytes_of(wire.data, n);
        raw_send(fd, part);
        close(fd);
    }
    while (rpc_server_clients(k->server) > 0)
        sched_yield();
    kit_await(k, &k->disconnected, died / 2);
    int fd = raw_client(k);
    raw_request(fd, 1, text_bytes("estill"));
    expect_reply(fd, 1, text_bytes("still"));
    close(fd);
    buffer_fini(&wire);
}

/* Every descriptor that the process may have is taken, but for the client's own. */
static void clients_wait_while_there_are_no_descriptors(void **state)
{
    struct kit   *k = *state;
    struct rlimit before, low;
    int           filler[64], fillers = 0;
    kit_serve(k, (struct rpc_limits){ 0 });
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
    low = before;
    low.rlim_cur = 64;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &low), 0);
    while (fillers < 64 && (filler[fillers] = dup(0)) >= 0)
        fillers++;
    assert_true(fillers > 0);
    close(filler[--fillers]);
    int fd = raw_connect(k->path);
    while (!kit_logged(k, "no new clients for now"))
        sched_yield();
    while (fillers > 0)
        close(filler[--fillers]);
    struct frame_reader r;
    assert_true(raw_frame(fd, &r));
    assert_int_equal(r.kind, FRAME_GREETING);
    frame_reader_fini(&r);
    close(fd);
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
}

/* --- the end -------------------------------------------------------------------------------------------------------------- */

static void the_server_ends_whatever_its_clients_do(void **state)
{
    struct kit *k = *state;
    kit_serve(k, (struct rpc_limits){ 0 });
    int idle = raw_client(k), half = raw_client(k), waits = raw_client(k), deaf = raw_client(k), fresh = raw_connect(k->path);
    raw_send(half, bytes_of("\5\0\0\0WFP2\1\0\0\0ha", FRAME_HEAD_SIZE + 2));
    raw_request(waits, 1, text_bytes("w"));
    raw_order(deaf, 1, 'b', 8 << 20, 0);
    kit_await(k, &k->waiting, 1);
    rpc_server_free(k->server);
    k->server = NULL;
    assert_int_equal(k->cancelled >= 1, true);
    assert_int_equal(access(k->path, F_OK), -1);
    expect_reply(waits, 1, text_bytes("cancelled")); /* what it had done it still told */
    int all[] = { idle, half, waits, deaf, fresh };
    for (unsigned i = 0; i < COUNT_OF(all); i++) {
        raw_drain(all[i]);
        close(all[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_request_has_its_reply, setup, teardown),
        cmocka_unit_test_setup_teardown(requests_sent_together_are_answered_in_order, setup, teardown),
        cmocka_unit_test_setup_teardown(a_message_may_come_byte_by_byte, setup, teardown),
        cmocka_unit_test_setup_teardown(clients_are_served_at_once, setup, teardown),
        cmocka_unit_test_setup_teardown(large_messages_go_both_ways, setup, teardown),
        cmocka_unit_test_setup_teardown(the_kernel_says_who_it_is, setup, teardown),
        cmocka_unit_test_setup_teardown(its_groups_are_told, setup, teardown),
        cmocka_unit_test_setup_teardown(whom_the_service_refuses_is_told, setup, teardown),
        cmocka_unit_test_setup_teardown(events_come_in_order_and_before_the_reply, setup, teardown),
        cmocka_unit_test_setup_teardown(events_beyond_the_limit_are_dropped_and_the_others_come, setup, teardown),
        cmocka_unit_test_setup_teardown(a_client_too_many_is_told_and_may_come_later, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_no_request_ends_the_connection, setup, teardown),
        cmocka_unit_test_setup_teardown(a_message_that_stalls_ends_the_connection, setup, teardown),
        cmocka_unit_test_setup_teardown(a_reply_that_is_not_taken_ends_the_connection, setup, teardown),
        cmocka_unit_test_setup_teardown(a_request_is_cancelled_when_its_client_dies, setup, teardown),
        cmocka_unit_test_setup_teardown(a_service_without_cancel_ends_its_request_itself, setup, teardown),
        cmocka_unit_test_setup_teardown(a_client_may_die_at_any_byte, setup, teardown),
        cmocka_unit_test_setup_teardown(clients_wait_while_there_are_no_descriptors, setup, teardown),
        cmocka_unit_test_setup_teardown(the_server_ends_whatever_its_clients_do, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
