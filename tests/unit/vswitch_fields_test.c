/* The fields of the six layers of a virtual switch. */
#include "vswitch_layers_kit.h"

#define LAB_ID "1ab1ab1a-1ab1-4ab1-8ab1-010203040506$"

static void shows_the_switch(uint32_t at)
{
    shown(at, FIELD_VLAN_ID, "0");
    shown(at, FIELD_VSWITCH_TENANT_NETWORK_ID, "101");
    shown(at, FIELD_VSWITCH_ID, LAB_ID);
    shown(at, FIELD_VSWITCH_NETWORK_TYPE, "1"); /* private */
    shown(at, FIELD_VSWITCH_SOURCE_INTERFACE_ID, "vm1$");
    shown(at, FIELD_VSWITCH_SOURCE_INTERFACE_TYPE, "1"); /* synthetic */
    shown(at, FIELD_VSWITCH_SOURCE_VM_ID, "eeee0001-0001-0002-0304-05060708090a$");
    shown(at, FIELD_COMPARTMENT_ID, "");
}

static void shows_the_destination(uint32_t at)
{
    shown(at, FIELD_VSWITCH_DESTINATION_INTERFACE_ID, "vm2$");
    shown(at, FIELD_VSWITCH_DESTINATION_INTERFACE_TYPE, "1");
    shown(at, FIELD_VSWITCH_DESTINATION_VM_ID, "eeee0002-0001-0002-0304-05060708090a$");
}

static void shows_the_frame(uint32_t at, enum family family)
{
    shown(at, FIELD_MAC_SOURCE_ADDRESS, "station 1");
    shown(at, FIELD_MAC_SOURCE_ADDRESS_TYPE, "0");
    shown(at, FIELD_MAC_DESTINATION_ADDRESS, "station 2");
    shown(at, FIELD_MAC_DESTINATION_ADDRESS_TYPE, "0");
    shown(at, FIELD_ETHER_TYPE, family == FAMILY_V4 ? "2048" : "34525");
}

static void shows_the_packet(uint32_t at, enum family family)
{
    shown(at, FIELD_IP_SOURCE_ADDRESS, family == FAMILY_V4 ? "167772161" : "address 1");
    shown(at, FIELD_IP_DESTINATION_ADDRESS, family == FAMILY_V4 ? "167772162" : "address 2");
    shown(at, FIELD_IP_PROTOCOL, "17");
    shown(at, FIELD_IP_SOURCE_PORT, "5000");
    shown(at, FIELD_IP_DESTINATION_PORT, "53");
}

static void every_field_is_shown(void **state)
{
    enum family family = *(enum family *)*state;
    policy(PERMIT_ALL);
    introduce(family);
    made_udp(&packet, family, 1, 2);
    leaves_at(send_from(1), "2");
    asked("IE IT EE ET");
    for (uint32_t at = 0; at < 4; at++) {
        shows_the_switch(at);
        if (at % 2)
            shows_the_packet(at, family);
        else
            shows_the_frame(at, family);
        shown(at, FIELD_L2_FLAGS, at < 2 ? "1" : "17"); /* between two machines; where it goes is known behind the switch */
    }
    shows_the_destination(2);
    shows_the_destination(3);
}

/* Every field of the rows is one that somebody fills, but the compartment, which guests have not. */
static void no_field_is_forgotten(void **state)
{
    enum family family = *(enum family *)*state;
    policy(PERMIT_ALL);
    introduce(family);
    made_udp(&packet, family, 1, 2);
    send_from(1);
    for (uint32_t at = 0; at < t.count; at++)
        for (unsigned i = 0; i < t.seen[at].layer->field_count; i++) {
            enum field_id field = t.seen[at].layer->fields[i].id;
            assert_true(t.seen[at].shown[field][0] || field == FIELD_COMPARTMENT_ID);
        }
}

static void icmp_has_type_and_code_for_ports(void **state)
{
    enum family family = *(enum family *)*state;
    policy(PERMIT_ALL);
    made_ethernet(&packet, 1, 2, ether_type_of(family));
    made_ip(&packet, family, 1, 2, family == FAMILY_V4 ? 1 : 58, 0, 0, family == FAMILY_V4 ? "0301 0000 00000000" : "0104 0000 00000000");
    send_from(1);
    shown(1, FIELD_IP_SOURCE_PORT, family == FAMILY_V4 ? "3" : "1");
    shown(1, FIELD_IP_DESTINATION_PORT, family == FAMILY_V4 ? "1" : "4");
}

/* proves: F-019 */
static void only_the_first_fragment_has_ports(void **state)
{
    enum family family = *(enum family *)*state;
    policy(PERMIT_ALL);
    introduce(family);
    made_ethernet(&packet, 1, 2, ether_type_of(family));
    made_ip(&packet, family, 1, 2, 17, 1, 0, UDP_5000_53 "0000");
    send_from(1);
    asked("IE IT EE ET");
    shows_the_packet(1, family);
    shows_the_packet(3, family);
    made_ethernet(&packet, 1, 2, ether_type_of(family));
    made_ip(&packet, family, 1, 2, 17, 0, 2, "6162636465666768");
    send_from(1);
    asked("IE IT EE ET");
    shown(1, FIELD_IP_SOURCE_PORT, "");
    shown(3, FIELD_IP_DESTINATION_PORT, "");
    shown(1, FIELD_IP_PROTOCOL, "17");
    shows_the_switch(3);
}

static void a_nic_of_no_machine_has_no_machine_id(void **state)
{
    (void)state;
    with_network();
    policy(PERMIT_ALL);
    introduce(FAMILY_V4);
    made_udp(&packet, FAMILY_V4, 6, 2);
    leaves_at(send_from(6), "2");
    shown(2, FIELD_VSWITCH_SOURCE_VM_ID, "");
    shown(2, FIELD_VSWITCH_SOURCE_INTERFACE_TYPE, "0");
    shown(2, FIELD_VSWITCH_SOURCE_INTERFACE_ID, "00000006-0006-0006-0600-000000000000$"); /* it has no name */
    shown(2, FIELD_VSWITCH_NETWORK_TYPE, "3");
    shown(2, FIELD_L2_FLAGS, "1");
}

/* proves: F-010 */
static void a_nic_is_known_by_its_id_whatever_its_address(void **state)
{
    (void)state;
    policy(POLICY(FILTER("by NIC", "INGRESS_VSWITCH_ETHERNET", "block", IF("VSWITCH_SOURCE_INTERFACE_ID", "vm1"))));
    made_udp(&packet, FAMILY_V4, 1, 2);
    leaves_at(send_from(1), "");
    made_udp(&packet, FAMILY_V4, 9, 2); /* another address, the same NIC */
    leaves_at(send_from(1), "");
    made_udp(&packet, FAMILY_V4, 1, 3);
    leaves_at(send_from(2), "1 3 4 5");
    policy(POLICY(FILTER("by address", "INGRESS_VSWITCH_ETHERNET", "block", IF("MAC_SOURCE_ADDRESS", "02:00:00:00:00:01"))));
    made_udp(&packet, FAMILY_V4, 9, 5);
    leaves_at(send_from(1), "2 3 4 5"); /* which such a filter misses */
}

/* A text that was written once is written anew when the NIC is called otherwise. */
static void a_renamed_nic_has_its_new_name(void **state)
{
    struct switch_nic nic = kit_nic_of(1, 0);
    (void)state;
    policy(PERMIT_ALL);
    introduce(FAMILY_V4);
    snprintf(nic.name, sizeof(nic.name), "other");
    assert_int_equal(vswitch_nic_set(t.sw, &nic), WFP_OK);
    made_udp(&packet, FAMILY_V4, 1, 2);
    send_from(1);
    shown(0, FIELD_VSWITCH_SOURCE_INTERFACE_ID, "other$");
    shown(0, FIELD_VSWITCH_SOURCE_VM_ID, "");
}

static void an_access_port_shows_its_vlan(void **state)
{
    struct switch_port port = kit_port_of(1, kit_access(10)), other = kit_port_of(2, kit_access(10));
    (void)state;
    assert_int_equal(vswitch_port_set(t.sw, &port), WFP_OK);
    assert_int_equal(vswitch_port_set(t.sw, &other), WFP_OK);
    policy(PERMIT_ALL);
    made_udp(&packet, FAMILY_V4, 1, EVERYBODY);
    leaves_at(send_from(1), "2");
    for (uint32_t at = 0; at < 4; at++)
        shown(at, FIELD_VLAN_ID, "10");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(every_field_is_shown),
        BOTH(no_field_is_forgotten),
        BOTH(icmp_has_type_and_code_for_ports),
        BOTH(only_the_first_fragment_has_ports),
        ONE(a_nic_of_no_machine_has_no_machine_id),
        ONE(a_nic_is_known_by_its_id_whatever_its_address),
        ONE(a_renamed_nic_has_its_new_name),
        ONE(an_access_port_shows_its_vlan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
