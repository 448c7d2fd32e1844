/* Injection of frames at the MAC layers (docs/behaviour D.7). The host is 10.0.0.1 and fd00::1, its MAC address ends in 1. */
#include "inject_calls.h"

#define MAC_IN_ETHERNET  FWPS_LAYER_INBOUND_MAC_FRAME_ETHERNET
#define MAC_IN_NATIVE    FWPS_LAYER_INBOUND_MAC_FRAME_NATIVE
#define MAC_OUT_ETHERNET FWPS_LAYER_OUTBOUND_MAC_FRAME_ETHERNET
#define MAC_OUT_NATIVE   FWPS_LAYER_OUTBOUND_MAC_FRAME_NATIVE
#define ETHERNET_SIZE    14u

static HANDLE       handle;
static struct frame mac;

/* What the segments of a chain were. */
static struct {
    unsigned         calls, lists, sizes[8];
    NTSTATUS         last;
    NET_BUFFER_LIST *seen[8];
} given;

static void NTAPI segment_completed(void *context, NET_BUFFER_LIST *list, BOOLEAN dispatch)
{
    assert_ptr_equal(context, &given);
    assert_true(dispatch);
    given.sizes[given.calls] = 0;
    for (NET_BUFFER_LIST *after; list; list = after) {
        after = list->Next;
        given.seen[given.lists++] = list;
        given.sizes[given.calls]++;
        given.last = list->Status;
        list->Next = NULL;
        FwpsFreeCloneNetBufferList0(list, 0);
    }
    given.calls++;
}

/* The MAC layers beside those of inject_rules(), or without them. */
static void build(bool with_mac)
{
    static const enum layer_pair pairs[] = { LAYER(INBOUND_MAC_FRAME_ETHERNET), LAYER(OUTBOUND_MAC_FRAME_ETHERNET),
                                             LAYER(INBOUND_MAC_FRAME_NATIVE),   LAYER(OUTBOUND_MAC_FRAME_NATIVE),
                                             LAYER(INBOUND_IPPACKET),           LAYER(OUTBOUND_IPPACKET),
                                             LAYER(IPFORWARD),                  LAYER(INBOUND_TRANSPORT) };
    struct filter filters[COUNT_OF(pairs)];
    unsigned      first = with_mac ? 0 : 4;
    for (unsigned i = first; i < COUNT_OF(pairs); i++)
        filters[i - first] = km_filter(layer_of(pairs[i], i < 4 ? FAMILY_NONE : ik.km.family), i + 1, 1, ACTION_CALLOUT_TERMINATING);
    km_build(&ik.km, filters, (uint32_t)COUNT_OF(pairs) - first);
}

static int setup_mac(void **state)
{
    (void)setup(state);
    build(true);
    memset(&given, 0, sizeof(given));
    handle = inject_handle(AF_NONE, FWPS_INJECTION_TYPE_L2);
    return 0;
}

static int teardown_mac(void **state)
{
    assert_int_equal(FwpsInjectionHandleDestroy0(handle), STATUS_SUCCESS);
    return teardown(state);
}

/* An IP packet of inject_ip() in a frame. */
static struct frame *in_frame(enum inject_way way, const char *transport)
{
    inject_ip(&packet, way, 17, transport);
    mac.size = 0;
    frame_hex(&mac, way == WAY_OUT ? "020000000002 020000000001" : "020000000001 020000000002");
    frame_hex(&mac, ik.km.family == FAMILY_V4 ? "0800" : "86dd");
    for (size_t i = 0; i < packet.size; i++)
        frame_u8(&mac, packet.bytes[i]);
    return &mac;
}

static NTSTATUS receive(UINT16 layer, NET_BUFFER_LIST *list)
{
    return FwpsInjectMacReceiveAsync0(handle, &mac, 0, layer, CHOICE_REPLAY_INTERFACE, 0, list, inject_completed, &ik);
}

static NTSTATUS send_frame(UINT16 layer, NET_BUFFER_LIST *list)
{
    return FwpsInjectMacSendAsync0(handle, &mac, 0, layer, CHOICE_REPLAY_INTERFACE, 0, list, inject_completed, &ik);
}

/* A frame of the wire, in Ethernet. */
static enum verdict arrives(const struct frame *f)
{
    struct shim_input in = { .frame = frame_bytes(f), .wire_size = (uint32_t)f->size, .link = LINK_ETHERNET, .now_ns = ++ik.now_ns,
                             .number = 7 };
    return shim_packet(ik.shim, ik.km.rules, &in)->verdict;
}

static void settle_one(NTSTATUS status)
{
    inject_settle();
    assert_int_equal(ik.completed, 1);
    assert_int_equal(ik.status, status);
}

/* --- ways ------------------------------------------------------------------------------------------------------------- */

/* proves: D-087 G-056 D-044 (for frames) */
static void a_received_frame_goes_up_from_its_layer(void **state)
{
    (void)state;
    assert_int_equal(receive(MAC_IN_NATIVE, inject_list(in_frame(WAY_IN, UDP_IN), 0)), STATUS_SUCCESS);
    settle_one(STATUS_SUCCESS);
    EXPECT_LAYERS(LAYER(INBOUND_MAC_FRAME_NATIVE), LAYER(INBOUND_MAC_FRAME_ETHERNET), LAYER(INBOUND_IPPACKET),
                  LAYER(INBOUND_TRANSPORT));
    inject_forget();
    assert_int_equal(receive(MAC_IN_ETHERNET, inject_list(in_frame(WAY_IN, UDP_IN), 0)), STATUS_SUCCESS);
    settle_one(STATUS_SUCCESS);
    EXPECT_LAYERS(LAYER(INBOUND_MAC_FRAME_ETHERNET), LAYER(INBOUND_IPPACKET), LAYER(INBOUND_TRANSPORT));
    assert_int_equal(ik.verdict, VERDICT_PERMIT);
}

static void a_received_frame_for_others_is_forwarded(void **state)
{
    (void)state;
    assert_int_equal(receive(MAC_IN_ETHERNET, inject_list(in_frame(WAY_THROUGH, UDP_IN), 0)), STATUS_SUCCESS);
    settle_one(STATUS_SUCCESS);
    EXPECT_LAYERS(LAYER(INBOUND_MAC_FRAME_ETHERNET), LAYER(INBOUND_IPPACKET), LAYER(IPFORWARD), LAYER(OUTBOUND_IPPACKET));
}

/* proves: D-087 G-056 */
static void a_sent_frame_goes_down_from_its_layer(void **state)
{
    (void)state;
    assert_int_equal(send_frame(MAC_OUT_ETHERNET, inject_list(in_frame(WAY_OUT, UDP_OUT), 0)), STATUS_SUCCESS);
    settle_one(STATUS_SUCCESS);
    EXPECT_LAYERS(LAYER(OUTBOUND_MAC_FRAME_ETHERNET), LAYER(OUTBOUND_MAC_FRAME_NATIVE));
    inject_forget();
    assert_int_equal(send_frame(MAC_OUT_NATIVE, inject_list(in_frame(WAY_OUT, UDP_OUT), 0)), STATUS_SUCCESS);
    settle_one(STATUS_SUCCESS);
    EXPECT_LAYERS(LAYER(OUTBOUND_MAC_FRAME_NATIVE));
}

static void a_frame_that_is_not_ip_visits_the_mac_layers_alone(void **state)
{
    (void)state;
    mac.size = 0;
    frame_hex(&mac, "ffffffffffff 020000000002 0806 0001080006040001 020000000002 0a000002 000000000000 0a000001");
    assert_int_equal(receive(MAC_IN_NATIVE, inject_list(&mac, 0)), STATUS_SUCCESS);
    settle_one(STATUS_SUCCESS);
    EXPECT_LAYERS(LAYER(INBOUND_MAC_FRAME_NATIVE), LAYER(INBOUND_MAC_FRAME_ETHERNET));
}

static uint8_t shown[64];

static void copy_shown(struct inject_kit *k, const FWPS_INCOMING_VALUES0 *v, const FWPS_INCOMING_METADATA_VALUES0 *m, NET_BUFFER_LIST *list)
{
    uint8_t     room[64];
    const void *at = list ? nb_data(list->FirstNetBuffer, ETHERNET_SIZE, room) : NULL;
    (void)k, (void)m;
    if (v->layerId == MAC_OUT_NATIVE && at)
        memcpy(shown, at, ETHERNET_SIZE);
}

/* What is injected above leaves through the MAC layers like the host's own packets, behind a link header as they had. proves: G-056 G-054 */
static void a_packet_injected_at_the_network_leaves_through_the_mac_layers(void **state)
{
    HANDLE h = inject_handle(inject_af(), NETWORK);
    (void)state;
    assert_int_equal(arrives(in_frame(WAY_OUT, UDP_OUT)), VERDICT_PERMIT);
    inject_forget();
    inject_ip(&packet, WAY_OUT, 17, UDP_OUT);
    struct call c = usual(INJECTION_NETWORK_SEND, h, inject_list(&packet, 0));
    memset(shown, 0, sizeof(shown));
    ik.look = copy_shown;
    ik.state_of = h;
    run(&c);
    EXPECT_LAYERS(LAYER(OUTBOUND_IPPACKET), LAYER(OUTBOUND_MAC_FRAME_ETHERNET), LAYER(OUTBOUND_MAC_FRAME_NATIVE));
    assert_memory_equal(shown, mac.bytes, ETHERNET_SIZE);
    assert_int_equal(ik.states[2], FWPS_PACKET_INJECTED_BY_SELF); /* the frame has the packet's history */
    assert_int_equal(FwpsInjectionHandleDestroy0(h), STATUS_SUCCESS);
}

/* --- completion ------------------------------------------------------------------------------------------------------- */

static NET_BUFFER_LIST *chain_of(unsigned n)
{
    NET_BUFFER_LIST *first = NULL;
    in_frame(WAY_IN, UDP_IN);
    while (n--) {
        NET_BUFFER_LIST *list = inject_list(&mac, 0);
        list->Next = first;
        first = list;
    }
    return first;
}

static NTSTATUS receive_chain(NET_BUFFER_LIST *first)
{
    return FwpsInjectMacReceiveAsync0(handle, NULL, 0, MAC_IN_ETHERNET, CHOICE_REPLAY_INTERFACE, 0, first, segment_completed, &given);
}

/* proves: D-087 D-034 (chains) */
static void a_chain_is_given_back_whole(void **state)
{
    (void)state;
    assert_int_equal(receive_chain(chain_of(3)), STATUS_SUCCESS);
    assert_int_equal(given.lists, 0);
    inject_settle();
    assert_int_equal(given.lists, 3);
    assert_int_equal(given.calls, 1);
    assert_int_equal(given.last, STATUS_SUCCESS);
    assert_int_equal(ik.count, 9); /* each was asked about at three layers */
}

static NET_BUFFER_LIST *held;

static void hold_second(struct inject_kit *k, const FWPS_INCOMING_VALUES0 *v, const FWPS_INCOMING_METADATA_VALUES0 *m,
                        NET_BUFFER_LIST *list)
{
    (void)m;
    if (v->layerId != MAC_IN_ETHERNET || k->count != 4)
        return;
    FwpsReferenceNetBufferList0(list, FALSE);
    held = list;
}

/* proves: D-088 D-034 */
static void what_somebody_holds_is_given_back_in_a_segment_of_its_own(void **state)
{
    NET_BUFFER_LIST *second;
    (void)state;
    held = NULL;
    ik.look = hold_second;
    NET_BUFFER_LIST *first = chain_of(3);
    second = first->Next;
    assert_int_equal(receive_chain(first), STATUS_SUCCESS);
    inject_settle();
    assert_ptr_equal(held, second);
    assert_int_equal(given.calls, 1);
    assert_int_equal(given.sizes[0], 2);
    FwpsDereferenceNetBufferList0(held, FALSE);
    assert_int_equal(given.calls, 2);
    assert_int_equal(given.sizes[1], 1);
    assert_ptr_equal(given.seen[2], second);
}

static void after_an_error_the_whole_chain_is_the_callers(void **state)
{
    NET_BUFFER_LIST *first = chain_of(3), *next_one;
    HANDLE           other = inject_handle(AF_NONE, TRANSPORT);
    (void)state;
    assert_int_equal(FwpsInjectMacReceiveAsync0(other, NULL, 0, MAC_IN_ETHERNET, CHOICE_REPLAY_INTERFACE, 0, first, segment_completed, &given),
                     STATUS_FWP_INJECT_HANDLE_STALE);
    assert_int_equal(FwpsInjectionHandleDestroy0(other), STATUS_SUCCESS);
    inject_settle();
    assert_int_equal(given.calls, 0);
    unsigned n = 0;
    for (; first; first = next_one, n++) {
        next_one = first->Next;
        FwpsFreeCloneNetBufferList0(first, 0);
    }
    assert_int_equal(n, 3);
}

/* proves: D-035 (frames) P-013 */
static void the_status_tells_how_it_went(void **state)
{
    (void)state;
    ik.blocks = MAC_IN_ETHERNET;
    assert_int_equal(receive(MAC_IN_ETHERNET, inject_list(in_frame(WAY_IN, UDP_IN), 0)), STATUS_SUCCESS);
    settle_one(STATUS_FWP_DROP_NOICMP);
    assert_false(NT_SUCCESS(ik.status));
    BREAKS(SELF_INJECTED_BLOCKED);
    EXPECT_LAYERS(LAYER(INBOUND_MAC_FRAME_ETHERNET)); /* no further */
}

/* --- absorbed frames ---------------------------------------------------------------------------------------------------- */

static void keep_original(struct inject_kit *k, const FWPS_INCOMING_VALUES0 *v, const FWPS_INCOMING_METADATA_VALUES0 *m,
                          NET_BUFFER_LIST *list)
{
    (void)m;
    if (v->layerId != k->absorbs)
        return;
    FwpsReferenceNetBufferList0(list, TRUE);
    held = list;
}

/* proves: D-089 D-038 D-092 */
static void an_absorbed_original_goes_back_without_a_completion_function(void **state)
{
    (void)state;
    held = NULL;
    ik.look = keep_original;
    ik.state_of = handle;
    ik.absorbs = MAC_OUT_ETHERNET;
    assert_int_equal(arrives(in_frame(WAY_OUT, UDP_OUT)), VERDICT_ABSORB);
    assert_non_null(held);
    inject_forget();
    assert_int_equal(FwpsInjectMacSendAsync0(handle, &mac, 0, MAC_OUT_ETHERNET, CHOICE_REPLAY_INTERFACE, 0, held, NULL, NULL), STATUS_SUCCESS);
    FwpsDereferenceNetBufferList0(held, FALSE);
    inject_settle();
    assert_int_equal(ik.completed, 0);
    EXPECT_LAYERS(LAYER(OUTBOUND_MAC_FRAME_ETHERNET), LAYER(OUTBOUND_MAC_FRAME_NATIVE));
    assert_int_equal(ik.states[0], FWPS_PACKET_INJECTED_BY_SELF);
    assert_ptr_equal(ik.contexts[0], &mac);
}

/* proves: D-089 D-038 I-046 (the NULL half) */
static void a_clone_needs_a_completion_function(void **state)
{
    NET_BUFFER_LIST *list = inject_list(in_frame(WAY_IN, UDP_IN), 0);
    (void)state;
    assert_int_equal(FwpsInjectMacReceiveAsync0(handle, NULL, 0, MAC_IN_NATIVE, CHOICE_REPLAY_INTERFACE, 0, list, NULL, NULL),
                     STATUS_FWP_NULL_POINTER);
    BREAKS(NO_COMPLETION_FUNCTION);
    inject_settle();
    EXPECT_NO_LAYER();
    FwpsFreeCloneNetBufferList0(list, 0);
}

static void a_list_that_nobody_holds_is_no_longer_there(void **state)
{
    NET_BUFFER_LIST *list = nbl_wrap(ik.pool, frame_bytes(in_frame(WAY_IN, UDP_IN)));
    (void)state;
    assert_int_equal(receive(MAC_IN_NATIVE, list), STATUS_INVALID_PARAMETER);
    BREAKS(NOT_HELD);
    nbl_put(list);
}

static void clone_from_the_mac_header(struct inject_kit *k, const FWPS_INCOMING_VALUES0 *v, const FWPS_INCOMING_METADATA_VALUES0 *m,
                                      NET_BUFFER_LIST *list)
{
    UINT32 back = m->ethernetMacHeaderSize;
    if (v->layerId != k->absorbs)
        return;
    assert_true(FWPS_IS_L2_METADATA_FIELD_PRESENT(m, FWPS_L2_METADATA_FIELD_ETHERNET_MAC_HEADER_SIZE));
    assert_int_equal(back, ETHERNET_SIZE);
    assert_int_equal(m->frameLength, mac.size);
    if (next.wanted)
        assert_int_equal(NdisRetreatNetBufferDataStart(list->FirstNetBuffer, back, 0, NULL), STATUS_SUCCESS);
    assert_int_equal(FwpsAllocateCloneNetBufferList0(list, NULL, NULL, 0, &next.clone), STATUS_SUCCESS);
    if (next.wanted)
        NdisAdvanceNetBufferDataStart(list->FirstNetBuffer, back, FALSE, NULL);
}

/* proves: D-097 D-011 D-004 (inbound Ethernet frames) */
static void the_callout_retreats_to_the_mac_header_before_it_clones(void **state)
{
    (void)state;
    ik.look = clone_from_the_mac_header;
    for (int retreats = 0; retreats < 2; retreats++) {
        ik.absorbs = MAC_IN_ETHERNET;
        next.wanted = retreats;
        assert_int_equal(arrives(in_frame(WAY_IN, UDP_IN)), VERDICT_ABSORB);
        inject_forget();
        NTSTATUS got = receive(MAC_IN_ETHERNET, next.clone);
        if (retreats) {
            assert_int_equal(got, STATUS_SUCCESS);
            settle_one(STATUS_SUCCESS);
        } else {
            assert_int_equal(got, STATUS_INVALID_PARAMETER);
            BREAKS(NO_MAC_HEADER);
            FwpsFreeCloneNetBufferList0(next.clone, 0);
        }
    }
    next.wanted = false;
}

/* --- rules and arguments -------------------------------------------------------------------------------------------------- */

/* proves: D-090 J-034 I-046 */
static void without_a_filter_at_the_layer_nothing_is_injected(void **state)
{
    NET_BUFFER_LIST *list = inject_list(in_frame(WAY_IN, UDP_IN), 0);
    (void)state;
    build(false);
    assert_int_equal(receive(MAC_IN_ETHERNET, list), STATUS_INVALID_DEVICE_STATE);
    BREAKS(MAC_INJECTION_UNHEARD);
    inject_settle();
    assert_int_equal(ik.completed, 0);
    FwpsFreeCloneNetBufferList0(list, 0);
}

/* The filter goes while the frame is under way: it is completed all the same. */
static void a_frame_under_way_outlives_its_filter(void **state)
{
    (void)state;
    assert_int_equal(receive(MAC_IN_ETHERNET, inject_list(in_frame(WAY_IN, UDP_IN), 0)), STATUS_SUCCESS);
    build(false);
    settle_one(STATUS_SUCCESS);
    EXPECT_LAYERS(LAYER(INBOUND_IPPACKET), LAYER(INBOUND_TRANSPORT));
}

/* proves: D-092 D-041 D-042 (frames) */
static void an_injected_frame_says_who_injected_it(void **state)
{
    (void)state;
    ik.state_of = handle;
    assert_int_equal(receive(MAC_IN_NATIVE, inject_list(in_frame(WAY_IN, UDP_IN), 0)), STATUS_SUCCESS);
    settle_one(STATUS_SUCCESS);
    for (unsigned i = 0; i < ik.count; i++) {
        assert_int_equal(ik.states[i], FWPS_PACKET_INJECTED_BY_SELF);
        assert_ptr_equal(ik.contexts[i], &mac);
    }
}

struct arguments {
    UINT16 layer;
    UINT32 flags;
    IF_INDEX interface;
    NDIS_PORT_NUMBER port;
    NTSTATUS said, completed;
};

/* proves: D-098 */
static void each_argument_counts(void **state)
{
    static const IF_INDEX usual_one = CHOICE_REPLAY_INTERFACE;
    const struct arguments rows[] = {
        { MAC_IN_ETHERNET, 0, usual_one, 0, STATUS_SUCCESS, STATUS_SUCCESS },
        { MAC_IN_NATIVE, 0, usual_one, 0, STATUS_SUCCESS, STATUS_SUCCESS },
        { MAC_OUT_ETHERNET, 0, usual_one, 0, STATUS_INVALID_PARAMETER, 0 },
        { FWPS_LAYER_INBOUND_IPPACKET_V4, 0, usual_one, 0, STATUS_INVALID_PARAMETER, 0 },
        { MAC_IN_ETHERNET, 1, usual_one, 0, STATUS_INVALID_PARAMETER, 0 },
        { MAC_IN_ETHERNET, 0, 77, 0, STATUS_SUCCESS, STATUS_INVALID_PARAMETER },
        { MAC_IN_ETHERNET, 0, usual_one, 3, STATUS_SUCCESS, STATUS_INVALID_PARAMETER },
    };
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(rows); i++) {
        const struct arguments *a = &rows[i];
        NET_BUFFER_LIST        *list = inject_list(in_frame(WAY_IN, UDP_IN), 0);
        inject_forget();
        assert_int_equal(FwpsInjectMacReceiveAsync0(handle, NULL, a->flags, a->layer, a->interface, a->port, list, inject_completed, &ik),
                         a->said);
        inject_settle();
        assert_int_equal(ik.completed, a->said == STATUS_SUCCESS);
        if (a->said == STATUS_SUCCESS)
            assert_int_equal(ik.status, a->completed);
        else
            FwpsFreeCloneNetBufferList0(list, 0);
    }
    assert_int_equal(receive(MAC_IN_ETHERNET, NULL), STATUS_FWP_NULL_POINTER);
    NET_BUFFER_LIST *list = inject_list(in_frame(WAY_OUT, UDP_OUT), 0);
    assert_int_equal(send_frame(MAC_IN_NATIVE, list), STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsInjectMacSendAsync0((HANDLE)&given, NULL, 0, MAC_OUT_NATIVE, usual_one, 0, list, inject_completed, &ik),
                     STATUS_INVALID_HANDLE);
    FwpsFreeCloneNetBufferList0(list, 0);
}

/* proves: D-098 D-028 D-030 (L2 handles) */
static void the_handle_is_one_for_frames(void **state)
{
    static const struct {
        ADDRESS_FAMILY af;
        UINT32         types;
        NTSTATUS       said;
    } rows[] = { { AF_NONE, FWPS_INJECTION_TYPE_L2 | TRANSPORT, STATUS_SUCCESS },
                 { AF_NONE, 0, STATUS_FWP_INJECT_HANDLE_STALE },
                 { AF_NONE, TRANSPORT | STREAM | FORWARD, STATUS_FWP_INJECT_HANDLE_STALE },
                 { 2, NETWORK, STATUS_FWP_INJECT_HANDLE_STALE } };
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(rows); i++) {
        HANDLE           h = inject_handle(rows[i].af, rows[i].types);
        NET_BUFFER_LIST *list = inject_list(in_frame(WAY_IN, UDP_IN), 0);
        assert_int_equal(FwpsInjectMacReceiveAsync0(h, NULL, 0, MAC_IN_ETHERNET, CHOICE_REPLAY_INTERFACE, 0, list, inject_completed, &ik),
                         rows[i].said);
        if (!NT_SUCCESS(rows[i].said))
            FwpsFreeCloneNetBufferList0(list, 0);
        assert_int_equal(FwpsInjectionHandleDestroy0(h), STATUS_SUCCESS); /* waits for it */
    }
    assert_int_equal(ik.completed, 1);
}

static void a_frame_shorter_than_its_header_completes_with_an_error(void **state)
{
    (void)state;
    mac.size = 0;
    frame_hex(&mac, "020000000001 0200");
    assert_int_equal(receive(MAC_IN_NATIVE, inject_list(&mac, 0)), STATUS_SUCCESS);
    settle_one(STATUS_INVALID_PARAMETER);
    EXPECT_NO_LAYER();
}

/* D-032, D-033 */
static void where_nobody_walks_nothing_is_taken(void **state)
{
    NET_BUFFER_LIST *first = chain_of(2);
    (void)state;
    callout_registry_set_sink(ik.km.callouts, NULL);
    assert_int_equal(receive_chain(first), STATUS_FWP_TCPIP_NOT_READY);
    callout_registry_set_sink(ik.km.callouts, inbox_sink(ik.inbox));
    assert_int_equal(given.calls, 0);
    FwpsFreeCloneNetBufferList0(first->Next, 0);
    FwpsFreeCloneNetBufferList0(first, 0);
}

#define MAC_BOTH(f) BOTH_WITH(f, setup_mac, teardown_mac)

int main(void)
{
    const struct CMUnitTest tests[] = {
        MAC_BOTH(a_received_frame_goes_up_from_its_layer),
        MAC_BOTH(a_received_frame_for_others_is_forwarded),
        MAC_BOTH(a_sent_frame_goes_down_from_its_layer),
        MAC_BOTH(a_frame_that_is_not_ip_visits_the_mac_layers_alone),
        MAC_BOTH(a_packet_injected_at_the_network_leaves_through_the_mac_layers),
        MAC_BOTH(a_chain_is_given_back_whole),
        MAC_BOTH(what_somebody_holds_is_given_back_in_a_segment_of_its_own),
        MAC_BOTH(after_an_error_the_whole_chain_is_the_callers),
        MAC_BOTH(the_status_tells_how_it_went),
        MAC_BOTH(an_absorbed_original_goes_back_without_a_completion_function),
        MAC_BOTH(a_clone_needs_a_completion_function),
        MAC_BOTH(a_list_that_nobody_holds_is_no_longer_there),
        MAC_BOTH(the_callout_retreats_to_the_mac_header_before_it_clones),
        MAC_BOTH(without_a_filter_at_the_layer_nothing_is_injected),
        MAC_BOTH(a_frame_under_way_outlives_its_filter),
        MAC_BOTH(an_injected_frame_says_who_injected_it),
        MAC_BOTH(each_argument_counts),
        MAC_BOTH(the_handle_is_one_for_frames),
        MAC_BOTH(a_frame_shorter_than_its_header_completes_with_an_error),
        MAC_BOTH(where_nobody_walks_nothing_is_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
