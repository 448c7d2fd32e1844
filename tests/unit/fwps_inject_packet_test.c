/* Injection at the border: what is asked of the packet itself (docs/behaviour D.6, D.9), and of the moment. */
#include "inject_calls.h"

/* --- checksums, alignment, fragments ---------------------------------------------------------------------------------- */

/* proves: D-079 */
static void a_wrong_ip_checksum_is_dropped_on_the_way_up(void **state)
{
    HANDLE      h = inject_handle(inject_af(), NETWORK);
    (void)state;
    if (ik.km.family == FAMILY_V4) {
        inject_ip(&packet, WAY_IN, 17, UDP_IN);
        packet.bytes[10] ^= 0xff;
        struct call c = usual(INJECTION_NETWORK_RECEIVE, h, inject_list(&packet, 0));
        run(&c);
        assert_false(NT_SUCCESS(ik.status));
        EXPECT_NO_LAYER();
        BREAKS(STALE_CHECKSUM);
    }
    FwpsInjectionHandleDestroy0(h);
}

/* proves: D-080 */
static void a_changed_byte_needs_a_new_checksum(void **state)
{
    HANDLE h = inject_handle(inject_af(), NETWORK);
    (void)state;
    inject_ip(&packet, WAY_IN, 17, UDP_IN);
    packet.bytes[packet.size - 1] ^= 0xff;
    struct call c = usual(INJECTION_NETWORK_RECEIVE, h, inject_list(&packet, 0));
    run(&c);
    assert_false(NT_SUCCESS(ik.status));
    assert_int_equal(ik.verdict, VERDICT_DISCARD);
    BREAKS(STALE_TRANSPORT_CHECKSUM);
    inject_forget();
    c = usual(INJECTION_NETWORK_RECEIVE, h, inject_list(&packet, 0)); /* hardware has looked at it already */
    c.list->NetBufferListInfo[TcpIpChecksumNetBufferListInfo] = (void *)(uintptr_t)0x10; /* UdpChecksumSucceeded */
    run(&c);
    assert_int_equal(ik.status, STATUS_SUCCESS);
    FwpsInjectionHandleDestroy0(h);
}

/* proves: D-081 */
static void udp_may_lack_a_checksum_over_ipv4_alone(void **state)
{
    HANDLE   h = inject_handle(inject_af(), NETWORK);
    uint32_t sum = inject_header_size() + 6;
    (void)state;
    inject_ip(&packet, WAY_IN, 17, UDP_IN);
    packet.bytes[sum] = packet.bytes[sum + 1] = 0;
    struct call c = usual(INJECTION_NETWORK_RECEIVE, h, inject_list(&packet, 0));
    run(&c);
    assert_int_equal(NT_SUCCESS(ik.status), ik.km.family == FAMILY_V4);
    if (ik.km.family == FAMILY_V6)
        BREAKS(STALE_TRANSPORT_CHECKSUM);
    FwpsInjectionHandleDestroy0(h);
}

/* proves: D-082 */
static void an_unaligned_header_is_not_sent(void **state)
{
    HANDLE h = inject_handle(inject_af(), NETWORK);
    (void)state;
    inject_ip(&packet, WAY_OUT, 17, UDP_OUT);
    memmove(&packet.bytes[2], packet.bytes, packet.size);
    packet.size += 2;
    struct call c = usual(INJECTION_NETWORK_SEND, h, inject_list(&packet, 2));
    run(&c);
    assert_false(NT_SUCCESS(ik.status));
    EXPECT_NO_LAYER();
    BREAKS(UNALIGNED_IP_HEADER);
    FwpsInjectionHandleDestroy0(h);
}

/* proves: D-106 */
static void fragments_are_joined_and_the_whole_is_injected(void **state)
{
    static const char *const parts[3] = { "0035 1388 001c 0000 00000000 00000000", "00000000 00000000", "00000000" };
    static const uint16_t    fields[3] = { 0x2000, 0x2002, 0x0003 };
    HANDLE                   h = inject_handle(inject_af(), NETWORK);
    (void)state;
    if (ik.km.family == FAMILY_V4) {
        for (unsigned i = 0; i < 3; i++) {
            inject_ip(&packet, WAY_IN, 253, parts[i]);
            packet.bytes[6] = (uint8_t)(fields[i] >> 8);
            packet.bytes[7] = (uint8_t)fields[i];
            packet.bytes[9] = 17;
            packet.bytes[10] = packet.bytes[11] = 0;
            unsigned sum = ip_checksum(bytes_of(packet.bytes, 20));
            packet.bytes[10] = (uint8_t)(sum >> 8);
            packet.bytes[11] = (uint8_t)sum;
            inject_forget();
            ik.state_of = h;
            struct call c = usual(INJECTION_NETWORK_RECEIVE, h, inject_list(&packet, 0));
            run(&c);
            assert_int_equal(ik.status, STATUS_SUCCESS);
        }
        EXPECT_LAYERS(LAYER(INBOUND_IPPACKET), LAYER(INBOUND_IPPACKET), LAYER(INBOUND_IPPACKET), LAYER(INBOUND_TRANSPORT),
                      LAYER(ALE_AUTH_RECV_ACCEPT), LAYER(ALE_FLOW_ESTABLISHED), LAYER(DATAGRAM_DATA));
        assert_int_equal(ik.states[3], FWPS_PACKET_INJECTED_BY_SELF); /* the whole, too */
    }
    FwpsInjectionHandleDestroy0(h);
}

static unsigned shown_packets, shown_bytes;

static void count_packets(struct inject_kit *k, const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *m,
                          NET_BUFFER_LIST *list)
{
    (void)k, (void)values, (void)m;
    shown_packets = shown_bytes = 0;
    for (NET_BUFFER *nb = NET_BUFFER_LIST_FIRST_NB(list); nb; nb = NET_BUFFER_NEXT_NB(nb)) {
        shown_packets++;
        shown_bytes += NET_BUFFER_DATA_LENGTH(nb);
    }
}

/* proves: D-002 D-003 */
static void a_list_of_several_packets_goes_as_one(void **state)
{
    HANDLE           h = inject_handle(inject_af(), NETWORK);
    NET_BUFFER_LIST *parent = nbl_wrap(ik.pool, frame_bytes(&packet)), *clone;
    NET_BUFFER       second;
    MDL              mdl;
    (void)state;
    nbl_put(parent);
    inject_ip(&packet, WAY_OUT, 17, UDP_OUT);
    parent = nbl_wrap(ik.pool, frame_bytes(&packet));
    nbl_align(parent, 0);
    mdl_init(&mdl, frame_bytes(&packet));
    nb_init(&second, &mdl, 0, (uint32_t)packet.size);
    parent->FirstNetBuffer->Next = &second;
    assert_int_equal(FwpsAllocateCloneNetBufferList0(parent, NULL, NULL, 0, &clone), STATUS_SUCCESS);
    parent->FirstNetBuffer->Next = NULL;
    nbl_put(parent);
    ik.look = count_packets;
    struct call c = usual(INJECTION_NETWORK_SEND, h, clone);
    run(&c);
    EXPECT_LAYERS(LAYER(OUTBOUND_IPPACKET));
    assert_int_equal(shown_packets, 2);
    assert_int_equal(shown_bytes, 2 * packet.size);
    FwpsInjectionHandleDestroy0(h);
}

/* --- from within classify --------------------------------------------------------------------------------------------- */

static struct call inline_call;
static bool        inline_wanted;

static void inject_inline(struct inject_kit *k, const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *m,
                          NET_BUFFER_LIST *list)
{
    (void)k, (void)values, (void)m, (void)list;
    if (inline_wanted && layer_rows[values->layerId].pair == PAIR_INBOUND_TRANSPORT)
        assert_int_equal(make(&inline_call), STATUS_SUCCESS);
    inline_wanted &= layer_rows[values->layerId].pair != PAIR_INBOUND_TRANSPORT;
}

static void capture_and_inject(enum injection_path path, HANDLE handle, enum inject_way way, unsigned protocol, const char *transport)
{
    static struct frame f;
    inject_ip(&packet, way, protocol, transport);
    inline_call = usual(path, handle, inject_list(&packet, 0));
    inline_wanted = true;
    ik.look = inject_inline;
    inject_ip(&f, way, protocol, transport);
    inject_forget();
    inject_capture(&f);
    assert_int_equal(ik.completed, 0); /* never before the classify is over */
    inject_settle();
    assert_int_equal(ik.completed, 1);
}

/* proves: D-056 */
static void tcp_is_not_injected_from_within_classify(void **state)
{
    HANDLE h = inject_handle(inject_af(), NETWORK);
    (void)state;
    capture_and_inject(INJECTION_NETWORK_RECEIVE, h, WAY_IN, 17, UDP_IN); /* UDP may be */
    assert_string_equal(ik.km.report, "");
    capture_and_inject(INJECTION_NETWORK_RECEIVE, h, WAY_IN, 6, TCP_SYN_IN);
    BREAKS(INLINE_TCP_INJECTION);
    FwpsInjectionHandleDestroy0(h);
}

/* proves: D-057 */
static void loopback_is_not_injected_from_within_classify(void **state)
{
    HANDLE h = inject_handle(inject_af(), NETWORK);
    (void)state;
    capture_and_inject(INJECTION_NETWORK_RECEIVE, h, WAY_ROUND, 17, UDP_OUT);
    BREAKS(INLINE_LOOPBACK_INJECTION);
    FwpsInjectionHandleDestroy0(h);
}

static NET_BUFFER_LIST *cloned_at[2]; /* INBOUND_TRANSPORT, ALE_AUTH_RECV_ACCEPT */

static void clone_whole(struct inject_kit *k, const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *m,
                        NET_BUFFER_LIST *list)
{
    (void)k;
    enum layer_pair pair = layer_rows[values->layerId].pair;
    NET_BUFFER     *nb = list ? NET_BUFFER_LIST_FIRST_NB(list) : NULL;
    ULONG           size = m->ipHeaderSize + 8; /* behind the UDP header, at both layers */
    if (pair != PAIR_INBOUND_TRANSPORT && pair != PAIR_ALE_AUTH_RECV_ACCEPT)
        return;
    assert_int_equal(NdisRetreatNetBufferDataStart(nb, size, 0, NULL), NDIS_STATUS_SUCCESS);
    assert_int_equal(FwpsAllocateCloneNetBufferList0(list, NULL, NULL, 0, &cloned_at[pair != PAIR_INBOUND_TRANSPORT]), STATUS_SUCCESS);
    NdisAdvanceNetBufferDataStart(nb, size, FALSE, NULL);
}

/* proves: D-049 */
static void what_ale_has_to_judge_is_not_put_behind_it(void **state)
{
    static struct frame f;
    HANDLE              h = inject_handle(inject_af(), TRANSPORT);
    (void)state;
    ik.look = clone_whole;
    inject_ip(&f, WAY_IN, 17, UDP_IN);
    inject_capture(&f);
    ik.look = NULL;
    inject_forget();
    assert_non_null(cloned_at[0]);
    assert_non_null(cloned_at[1]);
    struct call c = usual(INJECTION_TRANSPORT_RECEIVE, h, cloned_at[1]);
    run(&c);
    assert_string_equal(ik.km.report, ""); /* at ALE it may be taken */
    inject_forget();
    c = usual(INJECTION_TRANSPORT_RECEIVE, h, cloned_at[0]);
    run(&c);
    BREAKS(ALE_IS_DUE);
    ik.look = clone_whole;
    inject_capture(&f); /* the same conversation: ALE has judged it */
    ik.look = NULL;
    inject_forget();
    c = usual(INJECTION_TRANSPORT_RECEIVE, h, cloned_at[0]);
    run(&c);
    assert_string_equal(ik.km.report, "");
    FwpsInjectionHandleDestroy0(h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(a_wrong_ip_checksum_is_dropped_on_the_way_up),
        BOTH(a_changed_byte_needs_a_new_checksum),
        BOTH(udp_may_lack_a_checksum_over_ipv4_alone),
        BOTH(an_unaligned_header_is_not_sent),
        BOTH(tcp_is_not_injected_from_within_classify),
        BOTH(loopback_is_not_injected_from_within_classify),
        BOTH(fragments_are_joined_and_the_whole_is_injected),
        BOTH(a_list_of_several_packets_goes_as_one),
        BOTH(what_ale_has_to_judge_is_not_put_behind_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
