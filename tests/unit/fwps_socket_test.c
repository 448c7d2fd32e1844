/* Socket calls whose requests callouts change or hold: from the call to its end, as the host of a script makes them. */
#include "redirect_kit.h"

static enum socket_answer call(enum socket_op op, struct endpoint *e, const struct ip_addr *addr, uint16_t port)
{
    const struct pkt_ctx *walk;
    struct socket_call    c = { .op = op, .endpoint = e, .addr = *addr, .port = port, .now_ns = 1, .number = 1 };
    return socket_call(shim, k.rules, &c, &walk);
}

static struct endpoint *open_socket(uint8_t protocol)
{
    struct endpoint *e;
    assert_int_equal(endpoint_new(endpoints, protocol, k.family, &e), WFP_OK);
    e->process_id = 7;
    return e;
}

/* What the host does with what the sink got. */
static void go_on(void)
{
    struct classify_request *q = sunk;
    assert_non_null(q);
    sunk = NULL;
    socket_answered(k.rules, q, 2);
}

static void permit_all(void)
{
    for (unsigned i = 0; i < ACTORS; i++)
        actors[i].acts = PERMITS;
}

static void a_redirected_connection_goes_to_the_proxy_with_its_record(void **state)
{
    struct endpoint *e = open_socket(PROTO_TCP), *listener = open_socket(PROTO_TCP);
    unsigned char    records[1024];
    size_t           size;
    (void)state;
    use_pairs(1, &redirect_pairs[0], 1);
    actors[0].acts = REDIRECTS | WITH_HANDLE;
    actors[0].to = loopback;
    actors[0].to_port = 8080;
    actors[0].pid = 40;
    assert_int_equal(call(SOCKET_CONNECT, e, &peer, 80), SOCKET_DONE);
    assert_true(ip_addr_equal(&e->remote, &loopback));
    assert_int_equal(e->remote_port, 8080);
    assert_true(ip_addr_equal(&e->local, &loopback)); /* it leaves where the proxy can be reached */
    assert_int_equal(redirect_ioctl_records(shim, e, records, sizeof(records), &size), WFP_OK);
    listener->remote = e->local; /* the other end of it, as it is accepted */
    listener->local = e->remote;
    listener->remote_port = e->local_port;
    endpoint_set_port(endpoints, listener, 8080);
    assert_true(redirect_inherit(endpoints, listener));
    assert_int_equal(redirect_ioctl_records(shim, listener, records, sizeof(records), &size), WFP_OK);
}

/* proves: C-061 */
static void a_bind_counts_for_the_socket_and_a_connect_for_the_connection(void **state)
{
    struct endpoint *e = open_socket(PROTO_UDP);
    (void)state;
    use_pairs(1, &redirect_pairs[1], 1);
    actors[0].acts = REDIRECTS;
    actors[0].to = local;
    actors[0].to_port = 5555;
    assert_int_equal(call(SOCKET_BIND, e, &local, 5000), SOCKET_DONE);
    assert_int_equal(e->local_port, 5555);
    use_pairs(1, &redirect_pairs[0], 1);
    actors[0].to = away;
    actors[0].to_port = 53;
    assert_int_equal(call(SOCKET_CONNECT, e, &peer, 1000), SOCKET_DONE);
    assert_true(ip_addr_equal(&e->remote, &away));
    permit_all();
    assert_int_equal(call(SOCKET_CONNECT, e, &peer, 2000), SOCKET_DONE);
    assert_true(ip_addr_equal(&e->remote, &peer)); /* the next one goes where it is told */
    assert_int_equal(e->remote_port, 2000);
    assert_int_equal(e->local_port, 5555); /* and both from where the bind was redirected to */
}

/* proves: C-063 */
static void connected_udp_is_asked_at_connect_and_at_its_first_send(void **state)
{
    struct endpoint *e = open_socket(PROTO_UDP);
    (void)state;
    use_pairs(1, &redirect_pairs[0], 1);
    actors[0].acts = PERMITS;
    assert_int_equal(call(SOCKET_CONNECT, e, &peer, 53), SOCKET_DONE);
    assert_int_equal(actors[0].calls, 1);
    assert_int_equal(call(SOCKET_SEND, e, &(struct ip_addr){ 0 }, 0), SOCKET_DONE);
    assert_int_equal(actors[0].calls, 2);
}

static void a_connect_that_is_held_goes_on_when_it_is_answered(void **state)
{
    static const FWPS_CLASSIFY_OUT0 permit = { .actionType = FWP_ACTION_PERMIT };
    struct endpoint                *e = open_socket(PROTO_TCP);
    (void)state;
    use_pairs(1, redirect_pairs, 2);
    actors[0].acts = PENDS; /* first the implicit bind, then the connect */
    assert_int_equal(call(SOCKET_CONNECT, e, &peer, 80), SOCKET_PENDING);
    FwpsCompleteClassify0(actors[0].classify_handle, 0, &permit);
    go_on();
    assert_int_equal(e->state, ENDPOINT_BOUND);
    assert_int_equal(finished_count, 0);
    actors[0].to = away;
    actors[0].to_port = 8080;
    actors[0].acts = REDIRECTS;
    write_request(&actors[0], true, &actors[0].saved);
    FwpsCompleteClassify0(actors[0].classify_handle, 0, &permit);
    go_on();
    assert_int_equal(finished_count, 1);
    assert_int_equal(finished_answer, SOCKET_DONE);
    assert_int_equal(e->state, ENDPOINT_CONNECTING);
    assert_int_equal(e->remote_port, 8080);
}

static void a_held_connect_may_be_blocked_in_the_end(void **state)
{
    static const FWPS_CLASSIFY_OUT0 block = { .actionType = FWP_ACTION_BLOCK };
    struct endpoint                *e = open_socket(PROTO_TCP);
    (void)state;
    use_pairs(1, redirect_pairs, 1);
    actors[0].acts = PENDS;
    assert_int_equal(call(SOCKET_CONNECT, e, &peer, 80), SOCKET_PENDING);
    FwpsCompleteClassify0(actors[0].classify_handle, 0, &block);
    go_on();
    assert_int_equal(finished_answer, SOCKET_BLOCKED);
    assert_int_equal(e->state, ENDPOINT_BOUND);
}

static void a_closed_socket_waits_for_nobody(void **state)
{
    static const FWPS_CLASSIFY_OUT0 permit = { .actionType = FWP_ACTION_PERMIT };
    struct endpoint                *e = open_socket(PROTO_TCP);
    (void)state;
    use_pairs(1, redirect_pairs, 1);
    actors[0].acts = PENDS;
    assert_int_equal(call(SOCKET_CONNECT, e, &peer, 80), SOCKET_PENDING);
    shim_endpoint_ends(shim, e);
    endpoint_free(endpoints, e);
    FwpsCompleteClassify0(actors[0].classify_handle, 0, &permit);
    go_on();
    assert_int_equal(finished_count, 0);
}

/* proves: C-089 */
static void a_close_waits_for_the_callout_at_its_closure(void **state)
{
    static const FWPS_CLASSIFY_OUT0 permit = { .actionType = FWP_ACTION_PERMIT };
    struct endpoint                *e = open_socket(PROTO_UDP);
    (void)state;
    use_pairs(1, &redirect_pairs[2], 1);
    actors[0].acts = PENDS;
    assert_int_equal(call(SOCKET_BIND, e, &local, 5000), SOCKET_DONE);
    assert_int_equal(call(SOCKET_CLOSE, e, &local, 0), SOCKET_PENDING);
    assert_int_equal(e->state, ENDPOINT_BOUND);
    FwpsCompleteClassify0(actors[0].classify_handle, 0, &permit);
    go_on();
    assert_int_equal(finished_answer, SOCKET_DONE);
    assert_int_equal(e->state, ENDPOINT_CLOSING);
    assert_int_equal(actors[0].calls, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(a_redirected_connection_goes_to_the_proxy_with_its_record),
        BOTH(a_bind_counts_for_the_socket_and_a_connect_for_the_connection),
        BOTH(connected_udp_is_asked_at_connect_and_at_its_first_send),
        BOTH(a_connect_that_is_held_goes_on_when_it_is_answered),
        BOTH(a_held_connect_may_be_blocked_in_the_end),
        BOTH(a_closed_socket_waits_for_nobody),
        BOTH(a_close_waits_for_the_callout_at_its_closure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
