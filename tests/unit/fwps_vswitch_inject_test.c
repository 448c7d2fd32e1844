/* FwpsInjectvSwitchEthernetIngressAsync0 (docs/behaviour D.7): clones, originals and new frames put into a switch, alone and in
 * chains. */
#include "switch_driver.h"

static NET_BUFFER_LIST *kept; /* what the callout absorbed, referenced */
static NET_BUFFER_LIST *cloned;

static bool is_mine(const struct seen *s)
{
    return s->state == FWPS_PACKET_INJECTED_BY_SELF || s->state == FWPS_PACKET_PREVIOUSLY_INJECTED_BY_SELF;
}

static void keep_at_ingress(const FWPS_INCOMING_VALUES0 *v, const FWPS_INCOMING_METADATA_VALUES0 *m, NET_BUFFER_LIST *list,
                            FWPS_CLASSIFY_OUT0 *out)
{
    (void)m;
    if (v->layerId != FWPS_LAYER_INGRESS_VSWITCH_ETHERNET || is_mine(&dk.seen[dk.count - 1]))
        return;
    FwpsReferenceNetBufferList0(list, TRUE);
    kept = list;
    dk_block_and_absorb(out);
}

static void clone_at_ingress(const FWPS_INCOMING_VALUES0 *v, const FWPS_INCOMING_METADATA_VALUES0 *m, NET_BUFFER_LIST *list,
                             FWPS_CLASSIFY_OUT0 *out)
{
    (void)m;
    if (v->layerId != FWPS_LAYER_INGRESS_VSWITCH_ETHERNET || is_mine(&dk.seen[dk.count - 1]))
        return;
    cloned = dk_clone(list);
    dk_block_and_absorb(out);
}

/* A clone of a frame from station 1 that the callout absorbed. */
static NET_BUFFER_LIST *absorbed(unsigned to)
{
    dk.answer = clone_at_ingress;
    cloned = NULL;
    made_udp(&packet, FAMILY_V4, 1, to);
    dk_leaves(dk_send(1), "");
    assert_non_null(cloned);
    dk.count = 0;
    return cloned;
}

static void let_go(NET_BUFFER_LIST *list)
{
    FwpsFreeCloneNetBufferList0(list, 0);
}

/* --- the way ------------------------------------------------------------------------------------------------------ */

/* proves: D-034 D-041 D-095 D-096 F-027 J-041 */
static void an_absorbed_frame_is_asked_about_again_and_passes(void **state)
{
    (void)state;
    assert_int_equal(dk_inject(absorbed(EVERYBODY)), STATUS_SUCCESS);
    assert_int_equal(dk.count, 0); /* not before the call has returned */
    dk_settle();
    assert_string_equal(dk.left, "2 3 4 5");
    assert_int_equal(dk.completed, 1);
    assert_int_equal(dk.status, STATUS_SUCCESS);
    assert_int_equal(dk.irql, IRQL_DISPATCH);
    assert_int_equal(dk.count, 10);
    assert_int_equal(dk.seen[0].layer, FWPS_LAYER_INGRESS_VSWITCH_ETHERNET);
    assert_ptr_equal(dk.seen[0].list, cloned); /* the very list */
    for (unsigned i = 0; i < dk.count; i++) {
        assert_int_equal(dk.seen[i].state, FWPS_PACKET_INJECTED_BY_SELF); /* at each destination, too (D-099) */
        assert_ptr_equal(dk.seen[i].context, &packet);
        assert_int_equal(dk.seen[i].metadata.vSwitchSourcePortId, 1);
    }
    assert_int_equal(dk.left_size, packet.size);
}

/* D-035: what a filter blocks on the way completes with an error. */
static void block_at_egress(const FWPS_INCOMING_VALUES0 *v, const FWPS_INCOMING_METADATA_VALUES0 *m, NET_BUFFER_LIST *list,
                            FWPS_CLASSIFY_OUT0 *out)
{
    clone_at_ingress(v, m, list, out);
    if (v->layerId == FWPS_LAYER_EGRESS_VSWITCH_ETHERNET)
        out->actionType = FWP_ACTION_BLOCK;
}

static void a_blocked_frame_completes_with_an_error(void **state)
{
    NET_BUFFER_LIST *list = absorbed(2);
    (void)state;
    dk.answer = block_at_egress;
    assert_int_equal(dk_inject(list), STATUS_SUCCESS);
    dk_settle();
    assert_string_equal(dk.left, "");
    assert_int_equal(dk.completed, 1);
    assert_int_equal(dk.status, STATUS_FWP_DROP_NOICMP);
    dk.report[0] = 0; /* it blocked what it injected itself */
}

static void a_switch_that_is_not_there_completes_with_an_error(void **state)
{
    static const uint16_t id[] = u"99999999-1111-2222-3333-444444444444";
    FWP_BYTE_BLOB         other = { sizeof(id), (UINT8 *)id };
    (void)state;
    NET_BUFFER_LIST *list = absorbed(2);
    assert_int_equal(FwpsInjectvSwitchEthernetIngressAsync0(dk.injector, NULL, 0, NULL, &other, 1, 0, list, dk_completed, &dk),
                     STATUS_SUCCESS);
    dk_settle();
    assert_int_equal(dk.completed, 1);
    assert_false(NT_SUCCESS(dk.status));
    assert_int_equal(dk.count, 0);
}

/* A GUID itself names the switch as well. */
static void the_id_may_be_a_guid(void **state)
{
    struct guid   id = lab_id;
    FWP_BYTE_BLOB blob = { sizeof(id), (UINT8 *)&id };
    (void)state;
    assert_int_equal(FwpsInjectvSwitchEthernetIngressAsync0(dk.injector, NULL, 0, NULL, &blob, 1, 0, absorbed(2), dk_completed, &dk),
                     STATUS_SUCCESS);
    dk_settle();
    assert_string_equal(dk.left, "2 3 4 5");
}

/* Port 0 is trusted whoever names it (F-009). */
static void what_is_injected_from_port_0_is_not_asked_about(void **state)
{
    (void)state;
    NET_BUFFER_LIST *list = absorbed(EVERYBODY);
    assert_int_equal(FwpsInjectvSwitchEthernetIngressAsync0(dk.injector, NULL, 0, NULL, &dk.switch_id, 0, 0, list, dk_completed, &dk),
                     STATUS_SUCCESS);
    dk_settle();
    assert_string_equal(dk.left, "1 2 3 4 5");
    assert_int_equal(dk.count, 0);
    assert_int_equal(dk.status, STATUS_SUCCESS);
}

static void inject_again(const FWPS_INCOMING_VALUES0 *v, const FWPS_INCOMING_METADATA_VALUES0 *m, NET_BUFFER_LIST *list,
                         FWPS_CLASSIFY_OUT0 *out)
{
    (void)m;
    if (v->layerId != FWPS_LAYER_INGRESS_VSWITCH_ETHERNET)
        return;
    assert_int_equal(dk_inject(dk_clone(list)), STATUS_SUCCESS);
    dk_block_and_absorb(out);
}

/* proves: D-041 D-092 */
static void what_is_injected_again_and_again_is_dropped(void **state)
{
    (void)state;
    dk.answer = inject_again;
    made_udp(&packet, FAMILY_V4, 1, 2);
    dk_leaves(dk_send(1), "");
    dk_settle();
    assert_string_equal(dk.left, "");
    assert_int_equal(dk.count, 1 + 16);
    assert_int_equal(dk.completed, 1 + 16);
    assert_int_equal(dk.failed, 1); /* the last; the others were taken over */
    assert_non_null(strstr(dk.report, "goes in circles"));
    dk.report[0] = 0;
}

/* --- originals ---------------------------------------------------------------------------------------------------- */

/* proves: D-089 */
static void what_was_absorbed_goes_back_without_a_completion_function(void **state)
{
    (void)state;
    dk.answer = keep_at_ingress;
    made_udp(&packet, FAMILY_V4, 1, 2);
    dk_leaves(dk_send(1), "");
    assert_int_equal(FwpsInjectvSwitchEthernetIngressAsync0(dk.injector, NULL, 0, NULL, &dk.switch_id, 1, 0, kept, NULL, NULL),
                     STATUS_SUCCESS);
    FwpsDereferenceNetBufferList0(kept, FALSE); /* it is on its way */
    dk.count = 0;
    dk_settle();
    assert_string_equal(dk.left, "2 3 4 5");
    assert_true(is_mine(&dk.seen[0]));
    assert_int_equal(dk.completed, 0);
    assert_int_equal(dk.left_size, packet.size);
}

static void an_original_may_have_a_completion_function(void **state)
{
    (void)state;
    dk.answer = keep_at_ingress;
    made_udp(&packet, FAMILY_V4, 1, 2);
    dk_send(1);
    assert_int_equal(FwpsInjectvSwitchEthernetIngressAsync0(dk.injector, NULL, 0, NULL, &dk.switch_id, 1, 0, kept, dk_completed, NULL),
                     STATUS_SUCCESS);
    dk_settle();
    assert_int_equal(dk.completed, 1);
    assert_ptr_equal(dk.completed_list, kept);
    FwpsDereferenceNetBufferList0(kept, FALSE);
}

/* proves: D-038 D-089 */
static void a_clone_needs_a_completion_function(void **state)
{
    NET_BUFFER_LIST *list = absorbed(2);
    (void)state;
    assert_int_equal(FwpsInjectvSwitchEthernetIngressAsync0(dk.injector, NULL, 0, NULL, &dk.switch_id, 1, 0, list, NULL, NULL),
                     STATUS_FWP_NULL_POINTER);
    dk_breaks(RULE_NO_COMPLETION_FUNCTION);
    dk_settle();
    assert_int_equal(dk.count, 0);
    let_go(list);
}

/* --- chains ------------------------------------------------------------------------------------------------------- */

/* proves: D-034 D-088 */
static void each_list_of_a_chain_completes_once(void **state)
{
    NET_BUFFER_LIST *chain = NULL;
    (void)state;
    for (unsigned to = 4; to >= 2; to--) {
        NET_BUFFER_LIST *list = absorbed(to);
        list->Next = chain;
        chain = list;
    }
    for (uint32_t port = 2; port <= 5; port++) { /* everybody is known */
        dk.answer = NULL;
        made_udp(&packet, FAMILY_V4, port, EVERYBODY);
        dk_send(port);
    }
    dk.answer = clone_at_ingress;
    assert_int_equal(dk_inject(chain), STATUS_SUCCESS);
    dk_settle();
    assert_string_equal(dk.left, "2;3;4"); /* in their order */
    assert_int_equal(dk.completed, 3);
}

/* proves: D-033 */
static void a_chain_with_a_bad_list_is_refused_whole(void **state)
{
    NET_BUFFER_LIST *first = absorbed(2), *second = absorbed(3);
    NET_BUFFER_LIST  strange = { 0 };
    (void)state;
    first->Next = second;
    second->Next = &strange; /* nobody made it */
    assert_int_equal(dk_inject(first), STATUS_INVALID_PARAMETER);
    dk_settle();
    assert_int_equal(dk.completed, 0);
    assert_ptr_equal(first->Next, second);
    second->Next = NULL;
    assert_int_equal(FwpsInjectvSwitchEthernetIngressAsync0(&packet, NULL, 0, NULL, &dk.switch_id, 1, 0, first, dk_completed, NULL),
                     STATUS_INVALID_HANDLE);
    assert_ptr_equal(first->Next, second); /* still the caller's chain */
    let_go(second);
    let_go(first);
}

/* A list of two frames goes one way, both of them. */
static void every_buffer_of_a_list_is_a_frame(void **state)
{
    NET_BUFFER_LIST *list = absorbed(EVERYBODY);
    NET_BUFFER      *nb = list->FirstNetBuffer, second = *nb;
    (void)state;
    nb->Next = &second;
    second.Next = NULL;
    second.DataLength -= 4;
    assert_int_equal(FwpsInjectvSwitchEthernetIngressAsync0(dk.injector, NULL, 0, NULL, &dk.switch_id, 1, 0, list, dk_completed, NULL),
                     STATUS_SUCCESS);
    dk_settle();
    assert_string_equal(dk.left, "2 3 4 5;2 3 4 5");
    assert_int_equal(dk.left_size, packet.size - 4);
    assert_int_equal(dk.count, 10); /* asked about once */
    nb->Next = NULL;
    let_go(list);
}

/* --- made frames, and what hardware does ---------------------------------------------------------------------------- */

static void a_made_frame_enters_as_if_from_a_port(void **state)
{
    NET_BUFFER_LIST_POOL_PARAMETERS how = { .Header = { NDIS_OBJECT_TYPE_DEFAULT, NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1,
                                                        NDIS_SIZEOF_NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1 },
                                            .fAllocateNetBuffer = TRUE, .PoolTag = 0x74736574 };
    NDIS_HANDLE      pool = NdisAllocateNetBufferListPool(NULL, &how);
    NET_BUFFER_LIST *list = NULL;
    (void)state;
    let_go(absorbed(2)); /* whose classify told the switch's id */
    dk.answer = NULL;
    made_udp(&packet, FAMILY_V6, 3, EVERYBODY);
    MDL *mdl = NdisAllocateMdl(NULL, packet.bytes, (UINT)packet.size);
    assert_int_equal(FwpsAllocateNetBufferAndNetBufferList0(pool, 0, 0, mdl, 0, packet.size, &list), STATUS_SUCCESS);
    assert_int_equal(FwpsInjectvSwitchEthernetIngressAsync0(dk.injector, NULL, 0, NULL, &dk.switch_id, 3, 0, list, dk_completed, NULL),
                     STATUS_SUCCESS);
    dk_settle();
    assert_string_equal(dk.left, "1 2 4 5");
    assert_int_equal(dk.seen[0].metadata.vSwitchSourcePortId, 3);
    assert_int_equal(dk.completed, 1);
    FwpsFreeNetBufferList0(list);
    NdisFreeMdl(mdl);
    NdisFreeNetBufferListPool(pool);
}

static void what_was_left_to_hardware_stays_left_to_it(void **state)
{
    static const struct frame_offload left = { .needs_checksum = true, .gso = FRAME_GSO_TCPV4, .gso_size = 1000, .header_size = 54,
                                               .checksum_start = 34, .checksum_offset = 16 };
    (void)state;
    dk.answer = clone_at_ingress;
    cloned = NULL;
    made_ethernet(&packet, 1, 2, 0x0800);
    packet.size = 14;
    made_ip(&packet, FAMILY_V4, 1, 2, 6, 0, 0, "1388 0050 00000001 00000000 5010 2000 0000 0000");
    for (unsigned i = 0; i < 1900; i++)
        made_u8(&packet, i);
    packet.bytes[16] = (uint8_t)((packet.size - 14) >> 8);
    packet.bytes[17] = (uint8_t)(packet.size - 14);
    struct frame f = made_frame(&packet);
    f.offload = left;
    dk_send_frame(1, &f);
    assert_non_null(cloned);
    uintptr_t large = (uintptr_t)NET_BUFFER_LIST_INFO(cloned, TcpLargeSendNetBufferListInfo);
    assert_int_equal(large & 0xfffff, 1000); /* MSS */
    assert_int_equal(large >> 20 & 0x3ff, 34); /* TcpHeaderOffset */
    assert_int_equal(dk_inject(cloned), STATUS_SUCCESS);
    dk_settle();
    assert_string_equal(dk.left, "2 3 4 5");
    assert_memory_equal(&dk.offload, &left, sizeof(left));
}

/* --- arguments ----------------------------------------------------------------------------------------------------- */

/* proves: D-030 D-037 D-095 */
static void arguments_are_looked_at(void **state)
{
    static const uint16_t words[] = u"no id at all, but a text of some length";
    FWP_BYTE_BLOB         bad = { sizeof(words), (UINT8 *)words }, none = { 0 };
    NET_BUFFER_LIST      *list = absorbed(2);
    HANDLE                other = NULL;
    (void)state;
    assert_int_equal(FwpsInjectionHandleCreate0(0, FWPS_INJECTION_TYPE_TRANSPORT, &other), STATUS_SUCCESS);
    const struct {
        HANDLE               handle;
        UINT32               flags;
        void                *reserved;
        const FWP_BYTE_BLOB *id;
        NET_BUFFER_LIST     *list;
        NTSTATUS             status;
    } rows[] = {
        { dk.injector, 1, NULL, &dk.switch_id, list, STATUS_INVALID_PARAMETER },
        { dk.injector, 0, &packet, &dk.switch_id, list, STATUS_INVALID_PARAMETER },
        { dk.injector, 0, NULL, NULL, list, STATUS_INVALID_PARAMETER },
        { dk.injector, 0, NULL, &none, list, STATUS_INVALID_PARAMETER },
        { dk.injector, 0, NULL, &bad, list, STATUS_INVALID_PARAMETER },
        { dk.injector, 0, NULL, &dk.switch_id, NULL, STATUS_FWP_NULL_POINTER },
        { other, 0, NULL, &dk.switch_id, list, STATUS_FWP_INJECT_HANDLE_STALE },
        { NULL, 0, NULL, &dk.switch_id, list, STATUS_INVALID_HANDLE },
    };
    for (unsigned i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(FwpsInjectvSwitchEthernetIngressAsync0(rows[i].handle, NULL, rows[i].flags, rows[i].reserved, rows[i].id, 1, 0,
                                                                rows[i].list, dk_completed, NULL),
                         rows[i].status);
    dk_settle();
    assert_int_equal(dk.completed, 0);
    let_go(list);
    assert_int_equal(FwpsInjectionHandleDestroy0(other), STATUS_SUCCESS);
}

/* proves: F-026 */
static void contexts_of_packets_are_not_supported(void **state)
{
    (void)state;
    FwpsReferencevSwitchPacketContext0(&packet);
    assert_non_null(strstr(dk.report, "is not supported"));
    dk.report[0] = 0;
    FwpsDereferencevSwitchPacketContext0(&packet);
    assert_non_null(strstr(dk.report, "is not supported"));
    dk.report[0] = 0;
    let_go(absorbed(2));
    assert_false(dk.seen[0].metadata.currentL2MetadataValues & FWPS_L2_METADATA_FIELD_VSWITCH_PACKET_CONTEXT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DK_TEST(an_absorbed_frame_is_asked_about_again_and_passes),
        DK_TEST(a_blocked_frame_completes_with_an_error),
        DK_TEST(a_switch_that_is_not_there_completes_with_an_error),
        DK_TEST(the_id_may_be_a_guid),
        DK_TEST(what_is_injected_from_port_0_is_not_asked_about),
        DK_TEST(what_is_injected_again_and_again_is_dropped),
        DK_TEST(what_was_absorbed_goes_back_without_a_completion_function),
        DK_TEST(an_original_may_have_a_completion_function),
        DK_TEST(a_clone_needs_a_completion_function),
        DK_TEST(each_list_of_a_chain_completes_once),
        DK_TEST(a_chain_with_a_bad_list_is_refused_whole),
        DK_TEST(every_buffer_of_a_list_is_a_frame),
        DK_TEST(a_made_frame_enters_as_if_from_a_port),
        DK_TEST(what_was_left_to_hardware_stays_left_to_it),
        DK_TEST(arguments_are_looked_at),
        DK_TEST(contexts_of_packets_are_not_supported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
