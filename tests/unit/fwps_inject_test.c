/* Injection as a driver meets it at the border (docs/behaviour D.3, D.4, D.5, D.9): handles and errors before the fact. */
#include "inject_calls.h"

#include <pthread.h>

/* --- handles ---------------------------------------------------------------------------------------------------------- */

/* proves: D-028 */
static void handles_are_made_for_families_and_types(void **state)
{
    static const struct {
        ADDRESS_FAMILY af;
        UINT32         types;
        NTSTATUS       status;
    } rows[] = {
        { AF_NONE, 0, STATUS_SUCCESS },          { 2, 0, STATUS_SUCCESS },
        { AF_NONE, TRANSPORT, STATUS_SUCCESS },  { AF_NONE, STREAM, STATUS_SUCCESS },
        { AF_NONE, FORWARD, STATUS_SUCCESS },    { 2, NETWORK, STATUS_SUCCESS },
        { 23, NETWORK, STATUS_SUCCESS },         { 23, NETWORK | TRANSPORT | STREAM | FORWARD, STATUS_SUCCESS },
        { AF_NONE, FWPS_INJECTION_TYPE_L2, STATUS_SUCCESS }, { AF_NONE, 0x80000000, STATUS_INVALID_PARAMETER },
        { 17, TRANSPORT, STATUS_INVALID_PARAMETER },
    };
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(rows); i++) {
        HANDLE h = NULL;
        assert_int_equal(FwpsInjectionHandleCreate0(rows[i].af, rows[i].types, &h), rows[i].status);
        assert_int_equal(h != NULL, rows[i].status == STATUS_SUCCESS);
        if (h)
            assert_int_equal(FwpsInjectionHandleDestroy0(h), STATUS_SUCCESS);
    }
    HANDLE all = inject_handle(AF_NONE, 0);
    struct call c = good(INJECTION_TRANSPORT_RECEIVE, all);
    assert_int_equal(make(&c), STATUS_SUCCESS); /* 0 is transport ... */
    inject_settle();
    c = good(INJECTION_FORWARD, all);
    assert_int_equal(make(&c), STATUS_SUCCESS); /* ... and forward */
    inject_settle();
    assert_int_equal(ik.completed, 1);
    c = good(INJECTION_NETWORK_SEND, all);
    expect_refused(&c, STATUS_FWP_INJECT_HANDLE_STALE); /* but not network */
    FwpsFreeCloneNetBufferList0(c.list, 0);
    assert_int_equal(FwpsInjectionHandleDestroy0(all), STATUS_SUCCESS);
    assert_int_equal(FwpsInjectionHandleDestroy0(all), STATUS_INVALID_HANDLE);
}

/* proves: D-029 */
static void network_handles_need_a_family(void **state)
{
    HANDLE h = NULL;
    (void)state;
    assert_int_equal(FwpsInjectionHandleCreate0(AF_NONE, NETWORK, &h), STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsInjectionHandleCreate0(AF_NONE, NETWORK | TRANSPORT, &h), STATUS_INVALID_PARAMETER);
    assert_null(h);
}

/* proves: D-030 D-061 D-110 */
static void a_handle_of_another_path_or_family_is_stale(void **state)
{
    ADDRESS_FAMILY other = inject_af() == 2 ? 23 : 2;
    (void)state;
    for (enum injection_path p = 0; p < INJECTION_IP_PATHS; p++) {
        HANDLE      stream = inject_handle(inject_af(), STREAM), foreign = inject_handle(other, types[p]);
        struct call c = good(p, stream);
        expect_refused(&c, STATUS_FWP_INJECT_HANDLE_STALE);
        c.handle = foreign;
        expect_refused(&c, STATUS_FWP_INJECT_HANDLE_STALE);
        FwpsFreeCloneNetBufferList0(c.list, 0);
        FwpsInjectionHandleDestroy0(stream);
        FwpsInjectionHandleDestroy0(foreign);
    }
}

static void *destroy(void *context)
{
    km_enter(&ik.km.km);
    assert_int_equal(FwpsInjectionHandleDestroy0(context), STATUS_SUCCESS);
    km_leave(NULL);
    return NULL;
}

/* proves: D-031 */
static void destroying_waits_for_what_is_under_way_and_takes_no_more(void **state)
{
    HANDLE      h = inject_handle(inject_af(), NETWORK);
    struct call first = good(INJECTION_NETWORK_SEND, h), late = good(INJECTION_NETWORK_SEND, h);
    pthread_t   t;
    (void)state;
    ik.keeps = true;
    assert_int_equal(make(&first), STATUS_SUCCESS);
    assert_int_equal(pthread_create(&t, NULL, destroy, h), 0);
    NTSTATUS status;
    do { /* until the other thread has begun; what is injected before that completes as well */
        status = make(&late);
        inject_settle();
    } while (status == STATUS_SUCCESS && ik.completed == 0);
    pthread_join(t, NULL);
    assert_true(ik.completed >= 1);
    FwpsFreeCloneNetBufferList0(first.list, 0);
    FwpsFreeCloneNetBufferList0(late.list, 0);
}

/* The completion function of the last injection runs while the handle is being destroyed. */
static HANDLE  closing;
static NTSTATUS while_closing;

static void NTAPI inject_while_closing(void *context, NET_BUFFER_LIST *list, BOOLEAN dispatchLevel)
{
    struct call late = usual(INJECTION_NETWORK_SEND, closing, list);
    inject_completed(context, list, dispatchLevel);
    while_closing = make(&late);
}

/* proves: D-071 */
static void a_handle_that_closes_takes_no_more(void **state)
{
    HANDLE      h = closing = inject_handle(inject_af(), NETWORK);
    struct call c = good(INJECTION_NETWORK_SEND, h);
    (void)state;
    ik.keeps = true;
    c.completion = inject_while_closing;
    assert_int_equal(make(&c), STATUS_SUCCESS);
    assert_int_equal(FwpsInjectionHandleDestroy0(h), STATUS_SUCCESS); /* serves: this thread walks */
    assert_int_equal(ik.completed, 1);
    assert_int_equal(while_closing, STATUS_FWP_INJECT_HANDLE_CLOSING);
    FwpsFreeCloneNetBufferList0(c.list, 0);
}

/* --- errors before the fact ------------------------------------------------------------------------------------------- */

/* proves: D-032 D-033 D-072 */
static void without_a_stack_nothing_is_injected(void **state)
{
    (void)state;
    for (enum injection_path p = 0; p < INJECTION_IP_PATHS; p++) {
        HANDLE      h = inject_handle(inject_af(), types[p]);
        struct call c = good(p, h);
        callout_registry_set_sink(ik.km.callouts, NULL);
        expect_refused(&c, STATUS_FWP_TCPIP_NOT_READY);
        callout_registry_set_sink(ik.km.callouts, inbox_sink(ik.inbox));
        FwpsFreeCloneNetBufferList0(c.list, 0); /* still the caller's */
        assert_int_equal(FwpsInjectionHandleDestroy0(h), STATUS_SUCCESS); /* waits for nothing */
    }
}

/* proves: D-037 D-038 D-064 D-070 */
static void flags_are_zero_and_a_completion_function_is_there(void **state)
{
    (void)state;
    for (enum injection_path p = 0; p < INJECTION_IP_PATHS; p++) {
        HANDLE      h = inject_handle(inject_af(), types[p]);
        struct call c = good(p, h);
        c.flags = 1;
        expect_refused(&c, STATUS_INVALID_PARAMETER);
        c.flags = 0;
        c.completion = NULL;
        expect_refused(&c, STATUS_FWP_NULL_POINTER);
        FwpsFreeCloneNetBufferList0(c.list, 0);
        c = usual(p, h, NULL);
        expect_refused(&c, STATUS_FWP_NULL_POINTER);
        FwpsInjectionHandleDestroy0(h);
    }
}

/* proves: D-067 */
static void the_family_is_ipv4_or_ipv6(void **state)
{
    static const enum injection_path paths[] = { INJECTION_TRANSPORT_SEND, INJECTION_TRANSPORT_RECEIVE, INJECTION_FORWARD };
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(paths); i++) {
        HANDLE      h = inject_handle(AF_NONE, types[paths[i]]);
        struct call c = good(paths[i], h);
        c.af = AF_NONE;
        expect_refused(&c, STATUS_INVALID_PARAMETER);
        c.af = 17;
        expect_refused(&c, STATUS_INVALID_PARAMETER);
        FwpsFreeCloneNetBufferList0(c.list, 0);
        FwpsInjectionHandleDestroy0(h);
    }
}

/* proves: D-069 */
static void only_lists_of_wfp_are_taken_and_each_once_at_a_time(void **state)
{
    NET_BUFFER_LIST foreign = { .FirstNetBuffer = NULL };
    (void)state;
    for (enum injection_path p = 0; p < INJECTION_IP_PATHS; p++) {
        HANDLE      h = inject_handle(inject_af(), types[p]);
        struct call c = good(p, h);
        NET_BUFFER_LIST *mine = c.list;
        c.list = mine->ParentNetBufferList; /* the stack's own */
        expect_refused(&c, STATUS_INVALID_PARAMETER);
        foreign.FirstNetBuffer = mine->FirstNetBuffer;
        c.list = &foreign;
        expect_refused(&c, STATUS_INVALID_PARAMETER);
        c.list = mine;
        assert_int_equal(make(&c), STATUS_SUCCESS);
        assert_int_equal(make(&c), STATUS_INVALID_PARAMETER); /* it is on its way */
        inject_settle();
        assert_int_equal(ik.completed, 1);
        inject_forget();
        FwpsInjectionHandleDestroy0(h);
    }
}

/* proves: D-054 */
static void a_chain_is_not_taken(void **state)
{
    HANDLE           h = inject_handle(inject_af(), FORWARD);
    struct call      c = good(INJECTION_FORWARD, h);
    NET_BUFFER_LIST *second = inject_list(&packet, 0);
    (void)state;
    c.list->Next = second;
    expect_refused(&c, STATUS_INVALID_PARAMETER);
    c.list->Next = NULL;
    assert_int_equal(make(&c), STATUS_SUCCESS); /* one by one they go */
    c.list = second;
    assert_int_equal(make(&c), STATUS_SUCCESS);
    inject_settle();
    assert_int_equal(ik.completed, 2);
    FwpsInjectionHandleDestroy0(h);
}

/* proves: D-065 */
static void without_send_parameters_the_list_has_its_ip_header(void **state)
{
    HANDLE      h = inject_handle(inject_af(), TRANSPORT);
    struct call c = good(INJECTION_TRANSPORT_SEND, h);
    (void)state;
    c.params = NULL;
    expect_refused(&c, STATUS_INVALID_PARAMETER);
    FwpsFreeCloneNetBufferList0(c.list, 0);
    c.list = inject_list(&packet, 0);
    assert_int_equal(make(&c), STATUS_SUCCESS);
    inject_settle();
    assert_int_equal(ik.status, STATUS_SUCCESS);
    EXPECT_LAYERS(LAYER(OUTBOUND_TRANSPORT), LAYER(OUTBOUND_IPPACKET));
    FwpsInjectionHandleDestroy0(h);
}

/* A reserved argument that is not NULL. proves: D-108 */
static void transport_receive_has_a_reserved_argument(void **state)
{
    HANDLE      h = inject_handle(inject_af(), TRANSPORT);
    struct call c = good(INJECTION_TRANSPORT_RECEIVE, h);
    (void)state;
    assert_int_equal(FwpsInjectTransportReceiveAsync0(h, NULL, &ik, 0, c.af, c.compartment, c.interface, c.interface, c.list,
                                                      inject_completed, NULL), STATUS_INVALID_PARAMETER);
    expect_refused(&(struct call){ .path = c.path, .handle = &ik, .af = c.af, .list = c.list, .completion = inject_completed },
                   STATUS_INVALID_HANDLE);
    assert_int_equal(make(&c), STATUS_SUCCESS);
    inject_settle();
    assert_int_equal(ik.status, STATUS_SUCCESS);
    FwpsInjectionHandleDestroy0(h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(handles_are_made_for_families_and_types),
        BOTH(network_handles_need_a_family),
        BOTH(a_handle_of_another_path_or_family_is_stale),
        BOTH(destroying_waits_for_what_is_under_way_and_takes_no_more),
        BOTH(a_handle_that_closes_takes_no_more),
        BOTH(without_a_stack_nothing_is_injected),
        BOTH(flags_are_zero_and_a_completion_function_is_there),
        BOTH(the_family_is_ipv4_or_ipv6),
        BOTH(only_lists_of_wfp_are_taken_and_each_once_at_a_time),
        BOTH(a_chain_is_not_taken),
        BOTH(without_send_parameters_the_list_has_its_ip_header),
        BOTH(transport_receive_has_a_reserved_argument),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
