/* Injection at the border: the layers that an injected packet visits (docs/behaviour D.4, D.5). */
#include "inject_calls.h"

/* --- layers ----------------------------------------------------------------------------------------------------------- */

/* proves: D-044 D-045 D-046 D-047 D-048 D-052 D-060 G-054 J-015 */
static void each_path_visits_its_layers(void **state)
{
    (void)state;
    for (enum injection_path p = 0; p < INJECTION_IP_PATHS; p++) {
        HANDLE      h = inject_handle(inject_af(), types[p]);
        struct call c = good(p, h);
        run(&c);
        switch (p) {
        case INJECTION_NETWORK_SEND:
            EXPECT_LAYERS(LAYER(OUTBOUND_IPPACKET));
            break;
        case INJECTION_NETWORK_RECEIVE:
            EXPECT_LAYERS(LAYER(INBOUND_IPPACKET), LAYER(INBOUND_TRANSPORT), LAYER(DATAGRAM_DATA));
            break;
        case INJECTION_TRANSPORT_SEND:
            EXPECT_LAYERS(LAYER(OUTBOUND_TRANSPORT), LAYER(OUTBOUND_IPPACKET));
            break;
        case INJECTION_TRANSPORT_RECEIVE:
            EXPECT_LAYERS(LAYER(INBOUND_TRANSPORT), LAYER(DATAGRAM_DATA));
            break;
        case INJECTION_FORWARD:
            EXPECT_NO_LAYER();
            break;
        default:
            break;
        }
        inject_forget();
        FwpsInjectionHandleDestroy0(h);
    }
}

/* A SYN that was injected opens a connection as one of the wire does. */
static void an_injected_syn_makes_the_flow(void **state)
{
    HANDLE h = inject_handle(inject_af(), NETWORK);
    (void)state;
    inject_ip(&packet, WAY_IN, 6, TCP_SYN_IN);
    struct call c = usual(INJECTION_NETWORK_RECEIVE, h, inject_list(&packet, 0));
    run(&c);
    EXPECT_LAYERS(LAYER(INBOUND_IPPACKET), LAYER(INBOUND_TRANSPORT), LAYER(ALE_AUTH_RECV_ACCEPT));
    assert_int_equal(shim_flows_seen(ik.shim), 1);
    FwpsInjectionHandleDestroy0(h);
}

/* proves: D-053 */
static void a_local_packet_is_not_forwarded(void **state)
{
    static const enum inject_way local[] = { WAY_OUT, WAY_IN, WAY_ROUND };
    HANDLE h = inject_handle(inject_af(), FORWARD);
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(local); i++) {
        inject_ip(&packet, local[i], 17, UDP_OUT);
        struct call c = usual(INJECTION_FORWARD, h, inject_list(&packet, 0));
        run(&c);
        assert_int_equal(ik.status, STATUS_INVALID_PARAMETER);
        EXPECT_NO_LAYER();
        inject_forget();
    }
    FwpsInjectionHandleDestroy0(h);
}

/* proves: G-047 */
static void a_packet_of_others_is_forwarded(void **state)
{
    HANDLE h = inject_handle(inject_af(), NETWORK);
    (void)state;
    inject_ip(&packet, WAY_THROUGH, 17, UDP_OUT);
    struct call c = usual(INJECTION_NETWORK_RECEIVE, h, inject_list(&packet, 0));
    run(&c);
    EXPECT_LAYERS(LAYER(INBOUND_IPPACKET), LAYER(IPFORWARD), LAYER(OUTBOUND_IPPACKET));
    inject_forget();
    c = usual(INJECTION_NETWORK_SEND, h, inject_list(&packet, 0));
    run(&c);
    EXPECT_LAYERS(LAYER(IPFORWARD), LAYER(OUTBOUND_IPPACKET));
    FwpsInjectionHandleDestroy0(h);
}

/* proves: D-086 */
static void a_foreign_source_is_not_refused(void **state)
{
    HANDLE h = inject_handle(inject_af(), NETWORK);
    (void)state;
    inject_ip(&packet, WAY_THROUGH, 17, UDP_OUT);
    struct call c = usual(INJECTION_NETWORK_SEND, h, inject_list(&packet, 0));
    run(&c);
    assert_int_equal(ik.status, STATUS_SUCCESS);
    FwpsInjectionHandleDestroy0(h);
}

static void a_packet_to_ourselves_goes_down_and_up(void **state)
{
    HANDLE h = inject_handle(inject_af(), NETWORK);
    (void)state;
    inject_ip(&packet, WAY_ROUND, 17, UDP_OUT);
    struct call c = usual(INJECTION_NETWORK_SEND, h, inject_list(&packet, 0));
    run(&c);
    EXPECT_LAYERS(LAYER(OUTBOUND_IPPACKET), LAYER(INBOUND_IPPACKET), LAYER(INBOUND_TRANSPORT), LAYER(ALE_AUTH_RECV_ACCEPT),
                  LAYER(ALE_FLOW_ESTABLISHED), LAYER(DATAGRAM_DATA));
    FwpsInjectionHandleDestroy0(h);
}

/* proves: D-058 D-068 */
static void another_compartment_is_an_error(void **state)
{
    (void)state;
    for (enum injection_path p = 0; p < INJECTION_IP_PATHS; p++) {
        HANDLE      h = inject_handle(inject_af(), types[p]);
        struct call c = good(p, h);
        c.compartment = (COMPARTMENT_ID)77;
        run(&c);
        assert_false(NT_SUCCESS(ik.status));
        EXPECT_NO_LAYER();
        inject_forget();
        c = good(p, h);
        c.compartment = UNSPECIFIED_COMPARTMENT_ID;
        run(&c);
        assert_int_equal(ik.status, STATUS_SUCCESS);
        inject_forget();
        FwpsInjectionHandleDestroy0(h);
    }
}

static UINT32 shown_interface;

static void note_interface(struct inject_kit *k, const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *m,
                           NET_BUFFER_LIST *list)
{
    (void)m, (void)list;
    int field = layer_field_index(&layer_rows[values->layerId], FIELD_INTERFACE_INDEX);
    if (values->layerId == layer_of(LAYER(INBOUND_TRANSPORT), k->km.family)->id)
        shown_interface = values->incomingValue[field].value.uint32;
}

/* proves: D-059 P-014 */
static void the_interface_is_that_of_the_classify(void **state)
{
    static struct frame f;
    HANDLE              h = inject_handle(inject_af(), NETWORK | TRANSPORT);
    (void)state;
    ik.look = note_interface;
    inject_ip(&f, WAY_IN, 17, UDP_IN);
    inject_capture(&f);
    ik.look = NULL;
    for (enum injection_path p = INJECTION_NETWORK_RECEIVE; p <= INJECTION_TRANSPORT_RECEIVE; p += 2) {
        inject_forget();
        struct call c = good(p, h);
        c.interface = shown_interface;
        run(&c);
        assert_int_equal(ik.status, STATUS_SUCCESS);
        inject_forget();
        c = good(p, h);
        c.interface = shown_interface + 40;
        run(&c);
        assert_false(NT_SUCCESS(ik.status));
        EXPECT_NO_LAYER();
    }
    FwpsInjectionHandleDestroy0(h);
}

/* --- sending from the transport layer --------------------------------------------------------------------------------- */

static struct {
    uint8_t  first;        /* of the data at the layer */
    uint32_t length;
    uint8_t  header[40];
} seen[2];

static void note_bytes(struct inject_kit *k, const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *m,
                       NET_BUFFER_LIST *list)
{
    (void)m;
    bool        network = values->layerId == layer_of(LAYER(OUTBOUND_IPPACKET), k->km.family)->id;
    uint8_t     room[128];
    uint32_t    size = NET_BUFFER_DATA_LENGTH(NET_BUFFER_LIST_FIRST_NB(list));
    const void *at = NdisGetDataBuffer(NET_BUFFER_LIST_FIRST_NB(list), size, room, 1, 0);
    memcpy(seen[network].header, at, size < 40 ? size : 40);
    seen[network].length = size;
}

/* The stack makes the IP header below the transport layer, for the remote address of the parameters. */
static void the_stack_makes_the_ip_header(void **state)
{
    HANDLE      h = inject_handle(inject_af(), TRANSPORT);
    struct call c = good(INJECTION_TRANSPORT_SEND, h);
    uint32_t    header = inject_header_size(), length = NET_BUFFER_DATA_LENGTH(NET_BUFFER_LIST_FIRST_NB(c.list));
    (void)state;
    set_remote(9);
    c.list->NetBufferListInfo[TcpIpChecksumNetBufferListInfo] = (void *)(uintptr_t)0x9; /* the adapter sums: IsIPv4, UdpChecksum */
    ik.look = note_bytes;
    ik.keeps = true;
    run(&c);
    assert_int_equal(seen[0].length, 12);
    assert_int_equal(seen[1].length, 12 + header);
    assert_int_equal(seen[1].header[0] >> 4, ik.km.family == FAMILY_V4 ? 4 : 6);
    assert_int_equal(seen[1].header[header - 1], 9); /* the last byte of the destination */
    if (ik.km.family == FAMILY_V4)
        assert_int_equal(ip_checksum(bytes_of(seen[1].header, 20)), 0);
    assert_int_equal(NET_BUFFER_DATA_LENGTH(NET_BUFFER_LIST_FIRST_NB(c.list)), length); /* as it came */
    assert_int_equal(((const uint8_t *)NdisGetDataBuffer(NET_BUFFER_LIST_FIRST_NB(c.list), 2, NULL, 1, 0))[0], 0x13);
    FwpsFreeCloneNetBufferList0(c.list, 0);
    FwpsInjectionHandleDestroy0(h);
}

/* proves: C-039 */
static void a_datagram_for_another_destination_is_asked_at_ale(void **state)
{
    static const enum layer_pair known[] = { LAYER(OUTBOUND_TRANSPORT), LAYER(OUTBOUND_IPPACKET), PAIR_COUNT };
    HANDLE      h = inject_handle(inject_af(), TRANSPORT);
    struct call c = good(INJECTION_TRANSPORT_SEND, h);
    uint64_t    flows = shim_flows_seen(ik.shim);
    (void)state;
    set_remote(9);
    c.list->NetBufferListInfo[TcpIpChecksumNetBufferListInfo] = (void *)(uintptr_t)0x9; /* the adapter sums: IsIPv4, UdpChecksum */
    run(&c);
    EXPECT_LAYERS(LAYER(ALE_AUTH_CONNECT), LAYER(ALE_FLOW_ESTABLISHED), LAYER(OUTBOUND_TRANSPORT), LAYER(OUTBOUND_IPPACKET));
    assert_int_equal(shim_flows_seen(ik.shim), flows + 1);
    c = good(INJECTION_TRANSPORT_SEND, h); /* it talks with the first destination meanwhile */
    set_remote(9);
    c.list->NetBufferListInfo[TcpIpChecksumNetBufferListInfo] = (void *)(uintptr_t)0x9;
    run(&c);
    inject_expect(known);
    FwpsInjectionHandleDestroy0(h);
}

/* proves: D-063 */
static void an_endpoint_that_is_gone_fails_on_the_way(void **state)
{
    HANDLE      h = inject_handle(inject_af(), TRANSPORT);
    struct call c = good(INJECTION_TRANSPORT_SEND, h);
    (void)state;
    flow_remove(shim_flows(ik.shim), flow_find_id(shim_flows(ik.shim), endpoint));
    run(&c);
    assert_false(NT_SUCCESS(ik.status));
    EXPECT_NO_LAYER();
    inject_forget();
    c = good(INJECTION_TRANSPORT_SEND, h);
    c.endpoint = 0x1234567;
    run(&c);
    assert_false(NT_SUCCESS(ik.status));
    FwpsInjectionHandleDestroy0(h);
}

static void version_1_is_taken_as_well(void **state)
{
    HANDLE      h = inject_handle(inject_af(), TRANSPORT);
    struct call c = good(INJECTION_TRANSPORT_SEND, h);
    (void)state;
    c.version1 = true;
    run(&c);
    assert_int_equal(ik.status, STATUS_SUCCESS);
    EXPECT_LAYERS(LAYER(OUTBOUND_TRANSPORT), LAYER(OUTBOUND_IPPACKET));
    FwpsInjectionHandleDestroy0(h);
}

/* proves: D-078 */
static void a_raw_send_brings_its_header(void **state)
{
    static UCHAR header[40];
    HANDLE       h = inject_handle(inject_af(), TRANSPORT);
    struct call  c = good(INJECTION_TRANSPORT_SEND, h);
    uint32_t     size = inject_header_size();
    (void)state;
    memcpy(header, packet.bytes, size);
    header[ik.km.family == FAMILY_V4 ? 8 : 7] = 77; /* hop limit: nobody else's */
    params.headerIncludeHeader = header;
    params.headerIncludeHeaderLength = size;
    c.list->NetBufferListInfo[TcpIpChecksumNetBufferListInfo] = (void *)(uintptr_t)0x9; /* the adapter sums */
    ik.look = note_bytes;
    c.version1 = true;
    run(&c);
    assert_int_equal(ik.status, STATUS_SUCCESS);
    EXPECT_LAYERS(LAYER(OUTBOUND_TRANSPORT), LAYER(OUTBOUND_IPPACKET));
    assert_int_equal(seen[1].length, 12 + size);
    assert_int_equal(seen[1].header[ik.km.family == FAMILY_V4 ? 8 : 7], 77);
    if (ik.km.family == FAMILY_V4)
        assert_int_equal(ip_checksum(bytes_of(seen[1].header, 20)), 0);
    inject_forget();
    c = good(INJECTION_TRANSPORT_SEND, h);
    params.headerIncludeHeader = header; /* version 0 has no such member */
    params.headerIncludeHeaderLength = size;
    c.list->NetBufferListInfo[TcpIpChecksumNetBufferListInfo] = (void *)(uintptr_t)0x9;
    ik.look = note_bytes;
    run(&c);
    assert_int_not_equal(seen[1].header[ik.km.family == FAMILY_V4 ? 8 : 7], 77);
    inject_forget();
    c = good(INJECTION_TRANSPORT_SEND, h);
    params.headerIncludeHeader = &header[1]; /* no header */
    params.headerIncludeHeaderLength = size - 1;
    c.version1 = true;
    run(&c);
    assert_false(NT_SUCCESS(ik.status));
    EXPECT_NO_LAYER();
    FwpsInjectionHandleDestroy0(h);
}

/* proves: D-085 */
static void a_raw_send_is_one_packet(void **state)
{
    static UCHAR header[40];
    HANDLE       h = inject_handle(inject_af(), TRANSPORT);
    struct call  c = good(INJECTION_TRANSPORT_SEND, h);
    NET_BUFFER  *first = NET_BUFFER_LIST_FIRST_NB(c.list), second = *first;
    (void)state;
    memcpy(header, packet.bytes, inject_header_size());
    params.headerIncludeHeader = header;
    params.headerIncludeHeaderLength = inject_header_size();
    c.version1 = true;
    NET_BUFFER_NEXT_NB(first) = &second;
    expect_refused(&c, STATUS_INVALID_PARAMETER);
    NET_BUFFER_NEXT_NB(first) = NULL;
    run(&c);
    assert_int_equal(ik.status, STATUS_SUCCESS);
    FwpsInjectionHandleDestroy0(h);
}

/* --- what sendArgs name ----------------------------------------------------------------------------------------------- */

/* On the stack itself, where a sanitizer would give them places of their own. */
static __attribute__((noinline, no_sanitize("address"))) void use_stack(void)
{
    volatile UCHAR room[4096];
    for (unsigned i = 0; i < sizeof(room); i++)
        room[i] = 0x5a;
}

/* As a classify function that keeps them on its stack. */
static __attribute__((noinline, no_sanitize("address"))) void inject_from_the_stack(struct call *c)
{
    UCHAR                       to[16];
    FWPS_TRANSPORT_SEND_PARAMS1 args = { .remoteAddress = to };
    memcpy(to, remote, sizeof(to));
    c->params = &args;
    assert_int_equal(make(c), STATUS_SUCCESS);
    c->params = NULL;
}

/* proves: D-066 */
static void what_send_arguments_name_lives_until_completion(void **state)
{
    static UCHAR control[32];
    HANDLE       h = inject_handle(inject_af(), TRANSPORT);
    struct call  c = good(INJECTION_TRANSPORT_SEND, h);
    (void)state;
    params.controlData = (void *)control;
    params.controlDataLength = sizeof(control);
    run(&c);
    assert_string_equal(ik.km.report, ""); /* they do */
    inject_forget();
    c = good(INJECTION_TRANSPORT_SEND, h);
    params.controlData = (void *)control;
    params.controlDataLength = sizeof(control);
    assert_int_equal(make(&c), STATUS_SUCCESS);
    control[31] ^= 1;
    inject_settle();
    assert_int_equal(ik.completed, 1);
    BREAKS(SEND_PARAMS_GONE);
    inject_forget();
    c = good(INJECTION_TRANSPORT_SEND, h);
    inject_from_the_stack(&c);
    use_stack();
    inject_settle();
    assert_int_equal(ik.status, STATUS_SUCCESS); /* sent where it was to go, all the same */
    assert_int_equal(rule_breaches(ik.km.km.nt, RULE_SEND_PARAMS_GONE), 2);
    ik.km.report[0] = 0;
    FwpsInjectionHandleDestroy0(h);
}

static struct {
    UINT32      scope;
    const void *control;
    ULONG       size;
    UINT64      endpoint;
    bool        asked;
} sending[2]; /* DATAGRAM_DATA, OUTBOUND_TRANSPORT */

static void note_sending(struct inject_kit *k, const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *m,
                         NET_BUFFER_LIST *list)
{
    (void)list, (void)k;
    enum layer_pair pair = layer_rows[values->layerId].pair;
    if (pair != PAIR_OUTBOUND_TRANSPORT && pair != PAIR_DATAGRAM_DATA)
        return;
    bool has_control = FWPS_IS_METADATA_FIELD_PRESENT(m, FWPS_METADATA_FIELD_TRANSPORT_CONTROL_DATA);
    assert_true(FWPS_IS_METADATA_FIELD_PRESENT(m, FWPS_METADATA_FIELD_REMOTE_SCOPE_ID));
    assert_true(FWPS_IS_METADATA_FIELD_PRESENT(m, FWPS_METADATA_FIELD_TRANSPORT_ENDPOINT_HANDLE));
    assert_false(FWPS_IS_METADATA_FIELD_PRESENT(m, FWPS_METADATA_FIELD_IP_HEADER_SIZE)); /* it has none yet */
    sending[pair == PAIR_OUTBOUND_TRANSPORT].scope = m->remoteScopeId.Value;
    sending[pair == PAIR_OUTBOUND_TRANSPORT].control = has_control ? m->controlData : NULL;
    sending[pair == PAIR_OUTBOUND_TRANSPORT].size = has_control ? m->controlDataLength : 0;
    sending[pair == PAIR_OUTBOUND_TRANSPORT].endpoint = m->transportEndpointHandle;
    sending[pair == PAIR_OUTBOUND_TRANSPORT].asked = true;
}

/* What a callout needs to send the packet again is there where it is sent. */
static void send_parameters_are_shown_where_packets_are_sent(void **state)
{
    static UCHAR        control[32];
    static struct frame f;
    HANDLE              h = inject_handle(inject_af(), TRANSPORT);
    struct call         c = good(INJECTION_TRANSPORT_SEND, h);
    (void)state;
    memset(sending, 0, sizeof(sending));
    ik.look = note_sending;
    inject_ip(&f, WAY_OUT, 17, UDP_OUT);
    inject_capture(&f);
    for (unsigned i = 0; i < 2; i++) {
        assert_true(sending[i].asked);
        assert_int_equal(sending[i].endpoint, endpoint);
        assert_null(sending[i].control);
    }
    params.controlData = (void *)control;
    params.controlDataLength = sizeof(control);
    params.remoteScopeId.Value = 3;
    c.list->NetBufferListInfo[TcpIpChecksumNetBufferListInfo] = (void *)(uintptr_t)0x9;
    run(&c);
    assert_ptr_equal(sending[1].control, control);
    assert_int_equal(sending[1].size, sizeof(control));
    assert_int_equal(sending[1].scope, 3);
    FwpsInjectionHandleDestroy0(h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(each_path_visits_its_layers),
        BOTH(an_injected_syn_makes_the_flow),
        BOTH(a_local_packet_is_not_forwarded),
        BOTH(a_packet_of_others_is_forwarded),
        BOTH(a_foreign_source_is_not_refused),
        BOTH(a_packet_to_ourselves_goes_down_and_up),
        BOTH(another_compartment_is_an_error),
        BOTH(the_interface_is_that_of_the_classify),
        BOTH(a_datagram_for_another_destination_is_asked_at_ale),
        BOTH(the_stack_makes_the_ip_header),
        BOTH(an_endpoint_that_is_gone_fails_on_the_way),
        BOTH(version_1_is_taken_as_well),
        BOTH(a_raw_send_brings_its_header),
        BOTH(a_raw_send_is_one_packet),
        BOTH(what_send_arguments_name_lives_until_completion),
        BOTH(send_parameters_are_shown_where_packets_are_sent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
