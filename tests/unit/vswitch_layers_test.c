/* The six layers of a virtual switch: which are asked, in what order, and what becomes of a frame that one of them blocks. */
#include "vswitch_layers_kit.h"

/* --- order -------------------------------------------------------------------------------------------------------- */

/* proves: F-014 F-016 F-033 */
static void every_frame_comes_to_the_layers_in_order(void **state)
{
    enum family family = *(enum family *)*state;
    policy("{'filters': [" FILTER("host", "INBOUND_IPPACKET", "block", "") ","
           FILTER("frames", "INBOUND_MAC_FRAME_ETHERNET", "block", "") "," FILTER("out", "OUTBOUND_MAC_FRAME_ETHERNET", "block", "") ","
           FILTER("ie", "INGRESS_VSWITCH_ETHERNET", "permit", "") "," FILTER("it", "INGRESS_VSWITCH_TRANSPORT", "permit", "") ","
           FILTER("ee", "EGRESS_VSWITCH_ETHERNET", "permit", "") "," FILTER("et", "EGRESS_VSWITCH_TRANSPORT", "permit", "") "]}");
    introduce(family);
    for (int i = 0; i < 3; i++) {
        made_udp(&packet, family, 1, 2);
        leaves_at(send_from(1), "2");
        asked("IE IT EE ET");
        const struct layer_row *transport = layer_of(LAYER(INGRESS_VSWITCH_TRANSPORT), family);
        assert_ptr_equal(t.seen[1].layer, transport);
    }
}

/* proves: F-017 */
static void what_is_not_ip_is_at_the_ethernet_layers_alone(void **state)
{
    (void)state;
    policy(PERMIT_ALL);
    made_ethernet(&packet, 1, EVERYBODY, 0x0806);
    made_hex(&packet, "0001 0800 06 04 0001 020000000001 0a000001 000000000000 0a000002");
    leaves_at(send_from(1), "2 3 4 5");
    asked("IE EE EE EE EE");
    shown(0, FIELD_ETHER_TYPE, "2054");
    made_ethernet(&packet, 2, 1, 0x0800); /* IPv4, as it says */
    made_hex(&packet, "45 00 ff");
    leaves_at(send_from(2), "1");
    asked("IE EE");
    shown(0, FIELD_L2_FLAGS, "33"); /* native Ethernet, malformed */
}

static void what_nobody_asks_about_is_switched_only(void **state)
{
    (void)state;
    policy("{'filters': []}");
    introduce(FAMILY_V4);
    made_udp(&packet, FAMILY_V4, 1, 2);
    leaves_at(send_from(1), "2");
    asked("");
}

/* WFP that is not enabled on a switch filters nothing in it. */
static void a_switch_without_inspection_is_a_switch(void **state)
{
    (void)state;
    policy(POLICY(FILTER("all", "INGRESS_VSWITCH_ETHERNET", "block", "")));
    made_udp(&packet, FAMILY_V4, 1, 2);
    const struct frame   f = made_frame(&packet);
    struct vswitch_input in = { .sw = t.sw, .source_port = 1, .frame = &f, .now_ns = 1 };
    leaves_at(shim_vswitch(t.shim, t.rules, &in), "2 3 4 5");
    in.enabled = true;
    leaves_at(shim_vswitch(t.shim, t.rules, &in), "");
}

/* --- what is not filtered ----------------------------------------------------------------------------------------- */

/* proves: F-009 */
static void port_0_is_trusted(void **state)
{
    (void)state;
    policy(POLICY(FILTER("all", "INGRESS_VSWITCH_ETHERNET", "block", "") "," FILTER("out", "EGRESS_VSWITCH_ETHERNET", "block", "")));
    made_udp(&packet, FAMILY_V4, 7, EVERYBODY);
    leaves_at(send_from(0), "1 2 3 4 5");
    asked("");
    leaves_at(send_from(1), "");
    asked("IE");
}

static void with_port_5(struct switch_vlan vlan)
{
    struct switch_port port = kit_port_of(5, vlan);
    assert_int_equal(vswitch_port_set(t.sw, &port), WFP_OK);
}

static void transport_is_bypassed(struct switch_vlan vlan)
{
    with_port_5(vlan);
    policy(POLICY(FILTER("in", "INGRESS_VSWITCH_TRANSPORT", "block", "") "," FILTER("out", "EGRESS_VSWITCH_TRANSPORT", "block", "")));
    made_udp(&packet, FAMILY_V4, 5, 1);
    const struct vswitch_walk *w = send_from(5);
    asked("ET"); /* not in from port 5, but out at port 1 */
    leaves_at(w, "");
    made_udp(&packet, FAMILY_V4, 1, 5);
    leaves_at(send_from(1), "");
    asked("IT");
    policy(POLICY(FILTER("out", "EGRESS_VSWITCH_TRANSPORT", "block", "")));
    leaves_at(send_from(1), "5");
    asked("");
    policy(POLICY(FILTER("in", "INGRESS_VSWITCH_ETHERNET", "block", "")));
    made_udp(&packet, FAMILY_V4, 5, 1);
    leaves_at(send_from(5), "");
    asked("IE");
}

/* proves: F-029 */
static void a_trunk_bypasses_the_transport_layers(void **state)
{
    static const uint16_t ids[] = { 7, 0 };
    (void)state;
    for (uint32_t id = 2; id <= 4; id++) /* two ports, in one VLAN */
        assert_int_equal(vswitch_nic_remove(t.sw, id, 0) || vswitch_port_remove(t.sw, id), WFP_OK);
    transport_is_bypassed(kit_trunk(0, ids));
}

/* proves: F-029 */
static void a_private_vlan_bypasses_the_transport_layers(void **state)
{
    struct switch_port port = kit_port_of(1, kit_access(10));
    (void)state;
    for (uint32_t id = 2; id <= 4; id++)
        assert_int_equal(vswitch_nic_remove(t.sw, id, 0) || vswitch_port_remove(t.sw, id), WFP_OK);
    assert_int_equal(vswitch_port_set(t.sw, &port), WFP_OK);
    transport_is_bypassed(kit_private(SWITCH_PVLAN_PROMISCUOUS, 10, 11));
}

/* proves: F-030 */
static void a_family_that_the_host_lacks_is_dropped_by_transport_filters(void **state)
{
    enum family family = *(enum family *)*state, other = family == FAMILY_V4 ? FAMILY_V6 : FAMILY_V4;
    start_shim(family == FAMILY_V4, family == FAMILY_V6);
    policy(PERMIT_ALL);
    made_udp(&packet, family, 1, 2);
    const struct vswitch_walk *w = send_from(1);
    leaves_at(w, "");
    assert_int_equal(w->walk->verdict, VERDICT_DISCARD);
    assert_int_equal(w->walk->discard.module, DISCARD_MODULE_GENERAL);
    assert_non_null(strstr(w->walk->reason, "no stack of that family"));
    made_udp(&packet, other, 1, 2);
    leaves_at(send_from(1), "2 3 4 5");
    policy(POLICY(FILTER("ie", "INGRESS_VSWITCH_ETHERNET", "permit", "")));
    made_udp(&packet, family, 1, 2);
    leaves_at(send_from(1), "2 3 4 5"); /* without a filter there nobody has to read the header */
    policy(POLICY(FILTER("et", "EGRESS_VSWITCH_TRANSPORT", "permit", "")));
    leaves_at(send_from(1), "");
}

/* --- what is blocked ---------------------------------------------------------------------------------------------- */

/* proves: F-028 */
static void one_destination_is_blocked_and_the_others_stay(void **state)
{
    enum family family = *(enum family *)*state;
    policy(POLICY(FILTER("not to 3", "EGRESS_VSWITCH_TRANSPORT", "block", IF("VSWITCH_DESTINATION_INTERFACE_ID", "vm3"))));
    made_udp(&packet, family, 1, EVERYBODY);
    const struct vswitch_walk *w = send_from(1);
    leaves_at(w, "2 4 5");
    asked("ET ET ET ET");
    assert_null(w->walk->deciding);
    assert_int_equal(t.drops, 1);
    assert_ptr_equal(t.dropped_at, layer_of(LAYER(EGRESS_VSWITCH_TRANSPORT), family));
    policy(POLICY(FILTER("not to 4", "EGRESS_VSWITCH_ETHERNET", "block",
                         IF("VSWITCH_DESTINATION_VM_ID", "eeee0004-0001-0002-0304-05060708090a"))));
    leaves_at(send_from(1), "2 3 5");
    policy(POLICY(FILTER("to nobody", "EGRESS_VSWITCH_ETHERNET", "block", "")));
    w = send_from(1);
    leaves_at(w, "");
    assert_int_equal(w->walk->verdict, VERDICT_BLOCK);
    assert_non_null(w->walk->deciding);
    assert_int_equal(t.drops, 4);
}

/* An egress layer whose filters look at no destination is asked once about a flood, and its answer is the answer for all. */
static void a_layer_that_looks_at_no_destination_is_asked_once(void **state)
{
    enum family family = *(enum family *)*state;
    t.as_wanted = true;
    start_shim(false, false);
    policy(PERMIT_ALL);
    made_udp(&packet, family, 1, EVERYBODY);
    leaves_at(send_from(1), "2 3 4 5");
    asked("IE IT EE ET");
    leaves_at(send_from(2), "1 3 4 5"); /* nothing is kept from one frame to the next */
    asked("IE IT EE ET");
    policy(POLICY(FILTER("ee", "EGRESS_VSWITCH_ETHERNET", "permit", "")
                  "," FILTER("not to 3", "EGRESS_VSWITCH_TRANSPORT", "block", IF("VSWITCH_DESTINATION_INTERFACE_ID", "vm3"))));
    leaves_at(send_from(1), "2 4 5");
    asked("EE ET ET ET ET");
    policy(POLICY(FILTER("not to 3", "EGRESS_VSWITCH_ETHERNET", "block", IF("VSWITCH_DESTINATION_INTERFACE_ID", "vm3"))
                  "," FILTER("et", "EGRESS_VSWITCH_TRANSPORT", "permit", "")));
    leaves_at(send_from(1), "2 4 5");
    asked("EE ET EE EE EE");
    policy(POLICY(FILTER("guests", "EGRESS_VSWITCH_ETHERNET", "block", "{'field': 'L2_FLAGS', 'match': 'flagsAllSet', 'value': 16}")));
    with_network();
    leaves_at(send_from(1), "6"); /* the flag is of both ends */
    asked("EE EE EE EE EE");
}

/* What is blocked is an event for each destination (H-009), so that it is asked about for each of them. */
static void a_blocked_flood_is_told_for_each_destination(void **state)
{
    enum family family = *(enum family *)*state;
    t.as_wanted = true;
    start_shim(false, false);
    policy(POLICY(FILTER("no", "EGRESS_VSWITCH_TRANSPORT", "block", IF("IP_DESTINATION_PORT", "53"))));
    made_udp(&packet, family, 1, EVERYBODY);
    leaves_at(send_from(1), "");
    asked("ET ET ET ET");
    assert_int_equal(t.drops, 4);
}

/* A trunk is not asked about at the TRANSPORT layer (F-029), whatever is asked about the others. */
static void an_answer_is_shared_by_those_who_are_asked_about(void **state)
{
    enum family family = *(enum family *)*state;
    struct switch_vlan trunk = kit_trunk(0, (const uint16_t[]){ 5, 0 });
    struct switch_port port = kit_port_of(2, trunk);
    t.as_wanted = true;
    start_shim(false, false);
    assert_int_equal(vswitch_port_set(t.sw, &port), WFP_OK);
    policy(POLICY(FILTER("no", "EGRESS_VSWITCH_TRANSPORT", "block", IF("IP_PROTOCOL", "17"))));
    made_udp(&packet, family, 1, EVERYBODY);
    leaves_at(send_from(1), "2");
    asked("ET ET ET");
}

/* A frame that ingress blocked teaches the switch nothing. */
static void what_ingress_blocks_is_not_learned(void **state)
{
    (void)state;
    policy(POLICY(FILTER("no", "INGRESS_VSWITCH_TRANSPORT", "block", IF("IP_DESTINATION_PORT", "53"))));
    made_udp(&packet, FAMILY_V4, 1, 2);
    const struct vswitch_walk *w = send_from(1);
    leaves_at(w, "");
    assert_int_equal(w->walk->verdict, VERDICT_BLOCK);
    assert_string_equal(w->walk->deciding->rule->name, "no");
    made_ethernet(&packet, 2, 1, 0x1234);
    leaves_at(send_from(2), "1 3 4 5"); /* flooded */
}

static void what_the_switch_drops_has_its_reason(void **state)
{
    (void)state;
    policy(PERMIT_ALL);
    packet.size = 0;
    made_hex(&packet, "0200");
    const struct vswitch_walk *w = send_from(1);
    leaves_at(w, "");
    assert_int_equal(w->walk->verdict, VERDICT_DISCARD);
    assert_non_null(strstr(w->walk->reason, "Ethernet header"));
    asked("");
    introduce(FAMILY_V4);
    made_udp(&packet, FAMILY_V4, 1, 1);
    w = send_from(1);
    leaves_at(w, "");
    asked("IE IT"); /* the switch comes behind the ingress layers */
    assert_non_null(strstr(w->walk->reason, "it came from"));
}

/* Why it passed is told once: what let it pass at the second destination and later is of no interest. */
static void a_flood_is_explained_at_its_first_destination(void **state)
{
    (void)state;
    policy(PERMIT_ALL);
    made_udp(&packet, FAMILY_V4, 1, EVERYBODY);
    const struct vswitch_walk *w = send_from(1);
    assert_int_equal(w->way->count, 4);
    assert_int_equal(t.count, 2 + 4 * 2);
    assert_int_equal(w->walk->decision_count, 2 + 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(a_flood_is_explained_at_its_first_destination),
        BOTH(every_frame_comes_to_the_layers_in_order),
        ONE(what_is_not_ip_is_at_the_ethernet_layers_alone),
        ONE(what_nobody_asks_about_is_switched_only),
        ONE(a_switch_without_inspection_is_a_switch),
        BOTH(a_layer_that_looks_at_no_destination_is_asked_once),
        BOTH(a_blocked_flood_is_told_for_each_destination),
        BOTH(an_answer_is_shared_by_those_who_are_asked_about),
        ONE(port_0_is_trusted),
        ONE(a_trunk_bypasses_the_transport_layers),
        ONE(a_private_vlan_bypasses_the_transport_layers),
        BOTH(a_family_that_the_host_lacks_is_dropped_by_transport_filters),
        BOTH(one_destination_is_blocked_and_the_others_stay),
        ONE(what_ingress_blocks_is_not_learned),
        ONE(what_the_switch_drops_has_its_reason),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
