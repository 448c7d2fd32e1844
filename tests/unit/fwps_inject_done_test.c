/* Injection at the border: completion, and whose a packet is by then (docs/behaviour D.3, D.9). */
#include "inject_calls.h"

/* --- completion ------------------------------------------------------------------------------------------------------- */

/* proves: D-034 D-035 D-036 D-105 D-107 */
static void each_path_completes_once_at_dispatch_level(void **state)
{
    (void)state;
    for (enum injection_path p = 0; p < INJECTION_IP_PATHS; p++) {
        HANDLE      h = inject_handle(inject_af(), types[p]);
        struct call c = good(p, h);
        assert_int_equal(make(&c), STATUS_SUCCESS);
        assert_int_equal(ik.completed, 0);
        inject_settle();
        inject_settle();
        assert_int_equal(ik.completed, 1);
        assert_int_equal(ik.status, STATUS_SUCCESS);
        assert_ptr_equal(ik.completion_context, &ik);
        assert_true(ik.at_dispatch);
        assert_int_equal(ik.irql, IRQL_DISPATCH);
        assert_int_equal(irql_current(), IRQL_PASSIVE);
        inject_forget();
        FwpsInjectionHandleDestroy0(h);
    }
}

/* A packet that is blocked on its way completes with an error. proves: P-013 */
static void a_blocked_packet_completes_with_an_error(void **state)
{
    HANDLE      h = inject_handle(inject_af(), NETWORK);
    struct call c = good(INJECTION_NETWORK_SEND, h);
    (void)state;
    ik.blocks = layer_of(LAYER(OUTBOUND_IPPACKET), ik.km.family)->id;
    assert_int_equal(make(&c), STATUS_SUCCESS);
    inject_settle();
    assert_int_equal(ik.completed, 1);
    assert_int_equal(ik.status, STATUS_FWP_DROP_NOICMP);
    assert_false(NT_SUCCESS(ik.status));
    BREAKS(SELF_INJECTED_BLOCKED); /* its own packet */
    FwpsInjectionHandleDestroy0(h);
}

static NET_BUFFER_LIST *referenced;

static void hold(struct inject_kit *k, const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *m,
                 NET_BUFFER_LIST *list)
{
    (void)k, (void)values, (void)m;
    referenced = list;
    FwpsReferenceNetBufferList0(list, FALSE);
}

static void completion_waits_for_who_holds_the_list(void **state)
{
    HANDLE      h = inject_handle(inject_af(), NETWORK);
    struct call c = good(INJECTION_NETWORK_SEND, h);
    (void)state;
    ik.look = hold;
    assert_int_equal(make(&c), STATUS_SUCCESS);
    inject_settle();
    assert_int_equal(ik.completed, 0);
    assert_ptr_equal(referenced, c.list);
    FwpsDereferenceNetBufferList0(referenced, FALSE);
    assert_int_equal(ik.completed, 1);
    FwpsInjectionHandleDestroy0(h);
}

/* proves: D-073 */
static void injecting_works_at_dispatch_level(void **state)
{
    (void)state;
    for (enum injection_path p = 0; p < INJECTION_IP_PATHS; p++) {
        HANDLE      h = inject_handle(inject_af(), types[p]);
        struct call c = good(p, h);
        uint8_t     before = irql_raise(ik.km.km.nt, IRQL_DISPATCH);
        assert_int_equal(make(&c), STATUS_SUCCESS);
        irql_lower(ik.km.km.nt, before);
        inject_settle();
        assert_int_equal(ik.completed, 1);
        assert_int_equal(ik.km.report[0], 0);
        inject_forget();
        FwpsInjectionHandleDestroy0(h);
    }
}

/* --- states ----------------------------------------------------------------------------------------------------------- */

static void inject_clone(HANDLE handle, HANDLE context, HANDLE asker)
{
    struct call c = usual(INJECTION_NETWORK_SEND, handle, next.clone);
    c.context = context;
    inject_forget();
    ik.state_of = asker;
    next.wanted = true;
    assert_int_equal(make(&c), STATUS_SUCCESS);
    inject_settle();
    assert_int_equal(ik.count, 1);
}

/* proves: D-039 D-040 D-042 D-043 */
static void the_state_tells_who_injected_a_packet(void **state)
{
    HANDLE a = inject_handle(inject_af(), NETWORK), b = inject_handle(inject_af(), NETWORK);
    (void)state;
    inject_ip(&packet, WAY_OUT, 17, UDP_OUT);
    ik.look = clone_it;
    ik.keeps = true;
    next.clone = inject_list(&packet, 0);
    NET_BUFFER_LIST *lists[4] = { next.clone };
    HANDLE           context = &packet;
    assert_int_equal(FwpsQueryPacketInjectionState0(a, next.clone, &context), FWPS_PACKET_NOT_INJECTED);
    assert_null(context);
    inject_clone(a, (HANDLE)0x11, a);
    assert_int_equal(ik.states[0], FWPS_PACKET_INJECTED_BY_SELF);
    assert_ptr_equal(ik.contexts[0], (HANDLE)0x11);
    lists[1] = next.clone;
    inject_clone(b, (HANDLE)0x22, a);
    assert_int_equal(ik.states[0], FWPS_PACKET_PREVIOUSLY_INJECTED_BY_SELF);
    assert_ptr_equal(ik.contexts[0], (HANDLE)0x11);
    lists[2] = next.clone;
    assert_int_equal(FwpsQueryPacketInjectionState0(b, lists[2], &context), FWPS_PACKET_INJECTED_BY_SELF);
    assert_ptr_equal(context, (HANDLE)0x22);
    HANDLE c = inject_handle(inject_af(), NETWORK);
    assert_int_equal(FwpsQueryPacketInjectionState0(c, lists[2], &context), FWPS_PACKET_INJECTED_BY_OTHER);
    assert_null(context);
    inject_clone(a, (HANDLE)0x33, a);
    assert_int_equal(ik.states[0], FWPS_PACKET_INJECTED_BY_SELF);
    assert_ptr_equal(ik.contexts[0], (HANDLE)0x33);
    lists[3] = next.clone;
    for (unsigned i = COUNT_OF(lists); i > 0; i--)
        FwpsFreeCloneNetBufferList0(lists[i - 1], 0);
    FwpsInjectionHandleDestroy0(a);
    FwpsInjectionHandleDestroy0(b);
    FwpsInjectionHandleDestroy0(c);
    BREAKS(INJECTED_AGAIN); /* a did it twice */
}

/* proves: D-062 */
static void the_injection_context_may_be_null(void **state)
{
    HANDLE      h = inject_handle(inject_af(), TRANSPORT);
    struct call c = good(INJECTION_TRANSPORT_SEND, h);
    (void)state;
    ik.state_of = h;
    assert_int_equal(make(&c), STATUS_SUCCESS);
    inject_settle();
    assert_int_equal(ik.states[0], FWPS_PACKET_INJECTED_BY_SELF);
    assert_null(ik.contexts[0]);
    inject_forget();
    c = good(INJECTION_TRANSPORT_SEND, h);
    c.context = (HANDLE)0x5;
    assert_int_equal(make(&c), STATUS_SUCCESS);
    inject_settle();
    assert_ptr_equal(ik.contexts[0], (HANDLE)0x5);
    FwpsInjectionHandleDestroy0(h);
}

/* A packet that is injected again and again is stopped. */
static void a_loop_ends(void **state)
{
    HANDLE           h = inject_handle(inject_af(), NETWORK);
    NET_BUFFER_LIST *lists[32];
    unsigned         n = 0;
    (void)state;
    inject_ip(&packet, WAY_OUT, 17, UDP_OUT);
    ik.keeps = true;
    ik.look = clone_it;
    next.clone = inject_list(&packet, 0);
    do {
        struct call c = usual(INJECTION_NETWORK_SEND, h, next.clone);
        lists[n++] = next.clone;
        next.clone = NULL;
        next.wanted = true;
        assert_int_equal(make(&c), STATUS_SUCCESS);
        inject_settle();
    } while (next.clone && n < COUNT_OF(lists));
    assert_int_equal(n, 17);
    assert_int_equal(ik.completed, 1); /* each of the others is held by its clone */
    assert_false(NT_SUCCESS(ik.status));
    for (unsigned left = n; left > 0; left--)
        FwpsFreeCloneNetBufferList0(lists[left - 1], 0);
    assert_int_equal(ik.completed, n);
    ik.km.report[0] = 0;
    FwpsInjectionHandleDestroy0(h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(each_path_completes_once_at_dispatch_level),
        BOTH(a_blocked_packet_completes_with_an_error),
        BOTH(completion_waits_for_who_holds_the_list),
        BOTH(injecting_works_at_dispatch_level),
        BOTH(the_state_tells_who_injected_a_packet),
        BOTH(the_injection_context_may_be_null),
        BOTH(a_loop_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
