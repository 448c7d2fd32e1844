/* The virtual switch: where frames go, what it learns, and what it counts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vswitch_kit.h"

static const struct switch_vlan no_vlan;

static const struct vswitch_config plain = { .name = "lab" };

static const char *sent(struct vswitch *sw, uint32_t port, uint8_t src, uint8_t dst, int vlan, uint64_t now)
{
    static char       text[1024];
    struct switch_way way;
    struct headers    h = kit_headers(src, dst, vlan);
    kit_send(sw, port, &h, now, &way);
    return kit_text(&way, text);
}

static struct vswitch *three_ports(void)
{
    struct vswitch *sw = kit_switch(&plain);
    for (uint32_t id = 1; id <= 3; id++)
        kit_port(sw, id, no_vlan);
    return sw;
}

static void a_station_is_flooded_to_until_it_spoke(void **state)
{
    struct vswitch *sw = three_ports();
    (void)state;
    assert_string_equal(sent(sw, 1, 0xa, 0xb, -1, 0), "2 3");
    assert_string_equal(sent(sw, 2, 0xb, 0xa, -1, 0), "1");
    assert_string_equal(sent(sw, 1, 0xa, 0xb, -1, 0), "2");
    assert_string_equal(sent(sw, 1, 0xa, 0xff, -1, 0), "2 3");
    vswitch_free(sw);
}

static void a_station_that_moves_is_found_where_it_spoke_last(void **state)
{
    struct vswitch *sw = three_ports();
    (void)state;
    sent(sw, 2, 0xb, 0xff, -1, 0);
    sent(sw, 3, 0xb, 0xff, -1, 0);
    assert_string_equal(sent(sw, 1, 0xa, 0xb, -1, 0), "3");
    struct vswitch_stats stats;
    vswitch_stats(sw, &stats);
    assert_int_equal(stats.moved, 1);
    assert_int_equal(stats.learned, 2);
    assert_int_equal(stats.macs, 2);
    vswitch_free(sw);
}

static void a_silent_station_ages(void **state)
{
    const struct vswitch_config config = { .name = "lab", .ageing_s = 10 };
    struct vswitch             *sw = kit_switch(&config);
    (void)state;
    for (uint32_t id = 1; id <= 3; id++)
        kit_port(sw, id, no_vlan);
    sent(sw, 2, 0xb, 0xff, -1, 100 * KIT_SECOND);
    assert_string_equal(sent(sw, 1, 0xa, 0xb, -1, 109 * KIT_SECOND), "2");
    assert_string_equal(sent(sw, 1, 0xa, 0xb, -1, 111 * KIT_SECOND), "2 3");
    sent(sw, 2, 0xb, 0xff, -1, 111 * KIT_SECOND);
    sent(sw, 2, 0xb, 0xff, -1, 119 * KIT_SECOND); /* heard again */
    assert_string_equal(sent(sw, 1, 0xa, 0xb, -1, 128 * KIT_SECOND), "2");
    vswitch_free(sw);
}

static void a_full_table_floods_and_makes_room_when_entries_age(void **state)
{
    const struct vswitch_config config = { .name = "lab", .max_macs = 4, .ageing_s = 10 };
    struct vswitch             *sw = kit_switch(&config);
    struct vswitch_stats        stats;
    (void)state;
    kit_port(sw, 1, no_vlan);
    kit_port(sw, 2, no_vlan);
    kit_port(sw, 3, no_vlan);
    for (uint8_t station = 1; station <= 6; station++)
        sent(sw, 1, station, 0xff, -1, 0);
    vswitch_stats(sw, &stats);
    assert_int_equal(stats.macs, 4);
    assert_int_equal(stats.table_full, 2);
    assert_string_equal(sent(sw, 2, 4, 1, -1, 0), "1");
    assert_string_equal(sent(sw, 2, 4, 6, -1, 0), "1 3");
    sent(sw, 3, 6, 0xff, -1, 30 * KIT_SECOND);
    assert_string_equal(sent(sw, 2, 4, 6, -1, 30 * KIT_SECOND), "3");
    vswitch_stats(sw, &stats);
    assert_true(stats.macs <= 4);
    vswitch_free(sw);
}

static void what_a_bridge_drops(void **state)
{
    struct vswitch          *sw = three_ports();
    struct switch_way        way;
    struct switch_port_stats stats;
    struct headers           h = kit_headers(1, 2, -1);
    (void)state;
    h.mac_src[0] = 1;
    assert_false(kit_send(sw, 1, &h, 0, &way));
    assert_int_equal(way.drop, SWITCH_DROP_SOURCE);
    h = kit_headers(1, 2, -1);
    memset(h.mac_src, 0, 6);
    assert_false(kit_send(sw, 1, &h, 0, &way));
    assert_int_equal(way.drop, SWITCH_DROP_SOURCE);
    h = kit_headers(1, 2, -1);
    memcpy(h.mac_dst, (uint8_t[]){ 1, 0x80, 0xc2, 0, 0, 0xe }, 6);
    assert_false(kit_send(sw, 1, &h, 0, &way));
    assert_int_equal(way.drop, SWITCH_DROP_RESERVED);
    h.mac_dst[5] = 0x10; /* one behind the reserved ones */
    assert_true(kit_send(sw, 1, &h, 0, &way));
    h = kit_headers(1, 2, -1);
    h.has_mac = false;
    assert_false(kit_send(sw, 1, &h, 0, &way));
    assert_int_equal(way.drop, SWITCH_DROP_RUNT);
    h = kit_headers(1, 2, -1);
    h.ether_type = 0x8100; /* the tag that it announces is not there */
    assert_false(kit_send(sw, 1, &h, 0, &way));
    assert_int_equal(way.drop, SWITCH_DROP_RUNT);
    assert_string_equal(sent(sw, 9, 1, 2, -1, 0), "drop: its port is not there or not connected");
    sent(sw, 2, 5, 0xff, -1, 0);
    assert_string_equal(sent(sw, 2, 6, 5, -1, 0), "drop: its destination is behind the port it came from");
    assert_string_equal(sent(sw, 1, 6, 5, 10, 0), "drop: it has a VLAN tag that its port does not take");
    assert_true(vswitch_port_stats(sw, 1, &stats));
    assert_int_equal(stats.drops[SWITCH_DROP_SOURCE], 2);
    assert_int_equal(stats.drops[SWITCH_DROP_RESERVED], 1);
    assert_int_equal(stats.drops[SWITCH_DROP_RUNT], 2);
    assert_int_equal(stats.drops[SWITCH_DROP_VLAN], 1);
    assert_int_equal(stats.received, 7);
    struct vswitch_stats all;
    vswitch_stats(sw, &all);
    assert_int_equal(all.total.drops[SWITCH_DROP_NO_PORT], 1);
    assert_int_equal(all.total.received, 10);
    vswitch_free(sw);
}

static void port_0_is_forwarded_and_teaches_nothing(void **state)
{
    struct vswitch      *sw = three_ports();
    struct vswitch_stats stats;
    (void)state;
    assert_string_equal(sent(sw, 0, 0xa, 0xff, -1, 0), "1 2 3");
    vswitch_stats(sw, &stats);
    assert_int_equal(stats.learned, 0);
    assert_string_equal(sent(sw, 1, 0xb, 0xa, -1, 0), "2 3");
    vswitch_free(sw);
}

static void access_and_trunk_ports(void **state)
{
    struct vswitch *sw = kit_switch(&plain);
    (void)state;
    kit_port(sw, 1, kit_access(10));
    kit_port(sw, 2, kit_access(10));
    kit_port(sw, 3, kit_access(20));
    kit_port(sw, 4, kit_trunk(20, (uint16_t[]){ 10, 30, 0 }));
    kit_port(sw, 5, no_vlan);
    assert_string_equal(sent(sw, 1, 0xa, 0xff, -1, 0), "2 4+10");
    assert_string_equal(sent(sw, 3, 0xc, 0xff, -1, 0), "4");
    assert_string_equal(sent(sw, 4, 0xd, 0xff, 10, 0), "1-10 2-10");
    assert_string_equal(sent(sw, 4, 0xd, 0xff, -1, 0), "3");
    assert_string_equal(sent(sw, 4, 0xd, 0xff, 20, 0), "3-20");
    assert_string_equal(sent(sw, 4, 0xd, 0xff, 40, 0), "drop: it has a VLAN tag that its port does not take");
    assert_string_equal(sent(sw, 5, 0xe, 0xff, -1, 0), "drop: nobody else is in its VLAN, or a private VLAN keeps the two apart");
    assert_string_equal(sent(sw, 1, 0xa, 0xff, 0, 0), "2-10 4=10"); /* a tag that says a priority only */
    /* the same address in two VLANs is two stations */
    assert_string_equal(sent(sw, 1, 0xa, 0xd, -1, 0), "4+10");
    assert_string_equal(sent(sw, 3, 0xc, 0xd, -1, 0), "4");
    assert_string_equal(sent(sw, 3, 0xc, 0xa, -1, 0), "4");
    vswitch_free(sw);
}

/* Primary 100: isolated 101, communities 102 and 103, a promiscuous port for all of them and one for 102 alone, a trunk. */
static void private_vlans(void **state)
{
    struct vswitch    *sw = kit_switch(&plain);
    struct switch_vlan all = kit_private(SWITCH_PVLAN_PROMISCUOUS, 100, 101);
    (void)state;
    kit_allow(&all, 102);
    kit_allow(&all, 103);
    kit_port(sw, 1, kit_private(SWITCH_PVLAN_ISOLATED, 100, 101));
    kit_port(sw, 2, kit_private(SWITCH_PVLAN_ISOLATED, 100, 101));
    kit_port(sw, 3, kit_private(SWITCH_PVLAN_COMMUNITY, 100, 102));
    kit_port(sw, 4, kit_private(SWITCH_PVLAN_COMMUNITY, 100, 102));
    kit_port(sw, 5, kit_private(SWITCH_PVLAN_COMMUNITY, 100, 103));
    kit_port(sw, 6, all);
    kit_port(sw, 7, kit_private(SWITCH_PVLAN_PROMISCUOUS, 100, 102));
    kit_port(sw, 8, kit_trunk(1, (uint16_t[]){ 100, 101, 102, 0 }));
    kit_port(sw, 9, kit_private(SWITCH_PVLAN_PROMISCUOUS, 200, 101)); /* another primary */
    assert_string_equal(sent(sw, 1, 0x1, 0xff, -1, 0), "6 8+101");
    assert_string_equal(sent(sw, 3, 0x3, 0xff, -1, 0), "4 6 7 8+102");
    assert_string_equal(sent(sw, 5, 0x5, 0xff, -1, 0), "6");
    assert_string_equal(sent(sw, 6, 0x6, 0xff, -1, 0), "1 2 3 4 5 7 8+100");
    assert_string_equal(sent(sw, 7, 0x7, 0xff, -1, 0), "3 4 6 8+100");
    assert_string_equal(sent(sw, 8, 0x8, 0xff, 100, 0), "1-100 2-100 3-100 4-100 5-100 6-100 7-100");
    assert_string_equal(sent(sw, 8, 0x8, 0xff, 101, 0), "6-101 9-101");
    assert_string_equal(sent(sw, 8, 0x8, 0xff, 102, 0), "3-102 4-102 6-102 7-102");
    /* both directions know each other's stations, though the frames travel in different VLANs */
    assert_string_equal(sent(sw, 6, 0x6, 0x1, -1, 0), "1");
    assert_string_equal(sent(sw, 1, 0x1, 0x6, -1, 0), "6");
    assert_string_equal(sent(sw, 1, 0x1, 0x8, -1, 0), "8+101");
    assert_string_equal(sent(sw, 8, 0x8, 0x1, 100, 0), "1-100");
    /* known, and kept apart */
    sent(sw, 2, 0x2, 0xff, -1, 0);
    assert_string_equal(sent(sw, 1, 0x1, 0x2, -1, 0), "drop: nobody else is in its VLAN, or a private VLAN keeps the two apart");
    vswitch_free(sw);
}

static void ports_and_nics_come_and_go(void **state)
{
    struct vswitch    *sw = kit_switch(&plain);
    struct switch_port port = kit_port_of(7, no_vlan), bad = kit_port_of(0, no_vlan);
    struct switch_nic  nic = kit_nic_of(7, 1);
    (void)state;
    kit_port(sw, 9, no_vlan);
    kit_port(sw, 2, no_vlan);
    assert_int_equal(vswitch_port_add(sw, &bad), WFP_INVALID_ARGUMENT);
    bad = kit_port_of(8, kit_access(4095));
    assert_int_equal(vswitch_port_add(sw, &bad), WFP_INVALID_ARGUMENT);
    assert_int_equal(vswitch_nic_add(sw, &nic), WFP_NOT_FOUND);
    assert_int_equal(vswitch_port_add(sw, &port), WFP_OK);
    assert_int_equal(vswitch_port_add(sw, &port), WFP_ALREADY_EXISTS);
    assert_int_equal(vswitch_nic_add(sw, &nic), WFP_OK);
    assert_int_equal(vswitch_nic_add(sw, &nic), WFP_ALREADY_EXISTS);
    assert_int_equal(vswitch_port_count(sw), 3);
    assert_int_equal(vswitch_port_at(sw, 0)->id, 2);
    assert_int_equal(vswitch_port_at(sw, 1)->id, 7);
    assert_int_equal(vswitch_nic_at(sw, 1)->index, 1);
    assert_string_equal(sent(sw, 2, 0xa, 0xff, -1, 0), "7 9");
    sent(sw, 9, 0xb, 0xff, -1, 0);
    /* a port that loses its connection loses its stations */
    nic = kit_nic_of(9, 0);
    nic.state = SWITCH_NIC_DISCONNECTED;
    assert_int_equal(vswitch_nic_set(sw, &nic), WFP_OK);
    assert_string_equal(sent(sw, 2, 0xa, 0xb, -1, 0), "7");
    assert_string_equal(sent(sw, 9, 0xb, 0xff, -1, 0), "drop: its port is not there or not connected");
    assert_int_equal(vswitch_port_remove(sw, 9), WFP_IN_USE);
    assert_int_equal(vswitch_nic_remove(sw, 9, 0), WFP_OK);
    assert_int_equal(vswitch_nic_remove(sw, 9, 0), WFP_NOT_FOUND);
    assert_int_equal(vswitch_port_remove(sw, 9), WFP_OK);
    assert_int_equal(vswitch_port_remove(sw, 9), WFP_NOT_FOUND);
    assert_null(vswitch_port(sw, 9));
    assert_null(vswitch_port_at(sw, 2));
    struct vswitch_stats stats;
    vswitch_stats(sw, &stats);
    assert_int_equal(stats.total.received, 4); /* what a removed port counted is not lost */
    vswitch_free(sw);
}

/* Whoever comes after a port in its place begins anew; what it counted stays in the total. */
static void a_port_leaves_nothing_to_the_next_one(void **state)
{
    struct vswitch          *sw = three_ports();
    struct switch_port_stats stats;
    struct vswitch_stats     all;
    (void)state;
    sent(sw, 2, 0xb, 0xff, -1, 0);
    assert_int_equal(vswitch_nic_remove(sw, 2, 0), WFP_OK);
    assert_int_equal(vswitch_port_remove(sw, 2), WFP_OK);
    kit_port(sw, 9, no_vlan);
    assert_true(vswitch_port_stats(sw, 9, &stats));
    assert_int_equal(stats.received, 0);
    vswitch_stats(sw, &all);
    assert_int_equal(all.total.received, 1);
    assert_string_equal(sent(sw, 1, 0xa, 0xb, -1, 0), "3 9"); /* unknown */
    vswitch_free(sw);
}

static void a_port_that_changes_its_vlan_loses_its_stations(void **state)
{
    struct vswitch    *sw = three_ports();
    struct switch_port port = kit_port_of(2, kit_access(10));
    (void)state;
    sent(sw, 2, 0xb, 0xff, -1, 0);
    assert_int_equal(vswitch_port_set(sw, &port), WFP_OK);
    assert_string_equal(sent(sw, 1, 0xa, 0xb, -1, 0), "3"); /* not lost behind a VLAN that it cannot reach */
    vswitch_free(sw);
}

static void as_many_ports_as_a_way_has_room_for(void **state)
{
    struct vswitch    *sw = kit_switch(&plain);
    struct switch_way  way;
    struct switch_port more = kit_port_of(5000, no_vlan);
    struct headers     h = kit_headers(1, 0xff, -1);
    (void)state;
    for (uint32_t i = 0; i < SWITCH_MAX_PORTS; i++)
        kit_port(sw, 1 + i * 0x9e3779u, no_vlan);
    assert_int_equal(vswitch_port_add(sw, &more), WFP_OUT_OF_BOUNDS);
    assert_true(kit_send(sw, 1, &h, 0, &way));
    assert_int_equal(way.count, SWITCH_MAX_PORTS - 1);
    assert_true(kit_send(sw, 0, &h, 0, &way));
    assert_int_equal(way.count, SWITCH_MAX_PORTS);
    vswitch_free(sw);
}

/* The id 4095 is reserved: not even a list that has it lets it in, and nobody's native VLAN is it. */
static void the_last_vlan_is_nobodys(void **state)
{
    struct vswitch    *sw = kit_switch(&plain);
    struct switch_port bad = kit_port_of(3, kit_trunk(4095, (uint16_t[]){ 10, 0 }));
    (void)state;
    kit_port(sw, 1, kit_trunk(1, (uint16_t[]){ 4094, 4095, 0 }));
    kit_port(sw, 2, kit_trunk(1, (uint16_t[]){ 4094, 4095, 0 }));
    assert_string_equal(sent(sw, 1, 0xa, 0xff, 4094, 0), "2");
    assert_string_equal(sent(sw, 1, 0xa, 0xff, 4095, 0), "drop: it has a VLAN tag that its port does not take");
    assert_int_equal(vswitch_port_add(sw, &bad), WFP_INVALID_ARGUMENT);
    vswitch_free(sw);
}

/* An id that was left in a port without VLAN is none: it meets the promiscuous port of that VLAN no more than others do. */
static void a_port_without_vlan_is_in_no_private_one(void **state)
{
    struct vswitch    *sw = kit_switch(&plain);
    struct switch_vlan left = { .mode = SWITCH_VLAN_NONE, .access_id = 100 };
    (void)state;
    kit_port(sw, 1, left);
    kit_port(sw, 2, kit_private(SWITCH_PVLAN_PROMISCUOUS, 100, 101));
    kit_port(sw, 3, kit_access(100));
    assert_string_equal(sent(sw, 1, 0xa, 0xff, -1, 0), "drop: nobody else is in its VLAN, or a private VLAN keeps the two apart");
    assert_string_equal(sent(sw, 3, 0xb, 0xff, -1, 0), "2");
    vswitch_free(sw);
}

static void what_comes_from_a_nic_that_is_not_connected_is_dropped(void **state)
{
    struct vswitch   *sw = three_ports();
    struct switch_nic second = kit_nic_of(1, 1);
    struct headers    h = kit_headers(0xa, 0xff, -1);
    struct switch_way way;
    (void)state;
    assert_false(vswitch_enter(sw, 1, 1, &h, &way)); /* it is not there */
    second.state = SWITCH_NIC_DISCONNECTED;
    assert_int_equal(vswitch_nic_add(sw, &second), WFP_OK);
    assert_false(vswitch_enter(sw, 1, 1, &h, &way));
    assert_int_equal(way.drop, SWITCH_DROP_NO_PORT);
    second.state = SWITCH_NIC_CONNECTED;
    assert_int_equal(vswitch_nic_set(sw, &second), WFP_OK);
    assert_true(vswitch_enter(sw, 1, 1, &h, &way));
    vswitch_free(sw);
}

/* Whether a frame of `size` bytes leaves at a port of MTU 1500. `gso` is not 0: it is cut behind its first 54 bytes. */
static bool leaves(struct vswitch *sw, bool tagged, size_t size, uint16_t gso)
{
    static uint8_t    bytes[4000], room[4000];
    struct headers    h = kit_headers(0xa, 0xff, -1);
    struct frame      frame = { .bytes = bytes_of(bytes, size) }, out;
    struct switch_way way;
    bytes[12] = tagged ? 0x81 : 0x08;
    if (gso)
        frame.offload = (struct frame_offload){ .gso = FRAME_GSO_TCPV4, .header_size = 54, .gso_size = gso };
    kit_require(kit_send(sw, 1, &h, 0, &way) && way.count == 1, "it goes to one port");
    way.to[0].tag = SWITCH_TAG_KEEP;
    return vswitch_leave(sw, &way, 0, &frame, room, sizeof(room), &out);
}

/* As docs/switch.md has it: the tag does not count, and a segment that has still to be cut is as long as its pieces. */
static void what_is_longer_than_the_mtu_stays(void **state)
{
    struct vswitch          *sw = kit_switch(&plain);
    struct switch_nic        nic = kit_nic_of(2, 0);
    struct switch_port_stats stats;
    (void)state;
    kit_port(sw, 1, no_vlan);
    kit_port(sw, 2, no_vlan);
    nic.mtu = 1500;
    assert_int_equal(vswitch_nic_set(sw, &nic), WFP_OK);
    assert_true(leaves(sw, false, 1514, 0));
    assert_false(leaves(sw, false, 1515, 0));
    assert_true(leaves(sw, true, 1518, 0));
    assert_false(leaves(sw, true, 1519, 0));
    assert_true(leaves(sw, false, 4000, 1460));
    assert_false(leaves(sw, false, 4000, 1461));
    assert_true(vswitch_port_stats(sw, 2, &stats));
    assert_int_equal(stats.drops[SWITCH_DROP_MTU], 3);
    assert_int_equal(stats.sent, 3);
    vswitch_free(sw);
}

static void the_switch_says_what_it_is(void **state)
{
    const struct vswitch_config config = { .id = { 1, 2, 3, { 4 } }, .name = "lab", .friendly_name = "The lab", .iov = true };
    struct vswitch             *sw = kit_switch(&config);
    struct switch_port          port = kit_port_of(1, no_vlan);
    (void)state;
    assert_true(guid_equal(vswitch_id(sw), &config.id));
    assert_string_equal(vswitch_name(sw), "lab");
    assert_string_equal(vswitch_friendly_name(sw), "The lab");
    assert_true(vswitch_is_iov(sw));
    assert_int_equal(vswitch_network_type(sw), 1);
    port.type = SWITCH_PORT_INTERNAL;
    assert_int_equal(vswitch_port_add(sw, &port), WFP_OK);
    assert_int_equal(vswitch_network_type(sw), 2);
    port.id = 2;
    port.type = SWITCH_PORT_EXTERNAL;
    assert_int_equal(vswitch_port_add(sw, &port), WFP_OK);
    assert_int_equal(vswitch_network_type(sw), 3);
    vswitch_free(sw);
}

struct seen_mac {
    uint32_t count, port;
    uint16_t vlan;
    uint64_t age;
};

static void note_mac(void *context, const uint8_t mac[6], uint16_t vlan, uint32_t port_id, uint64_t age_ns)
{
    struct seen_mac *seen = context;
    assert_int_equal(mac[0], 2);
    assert_int_equal(mac[5], 0xa);
    seen->count++;
    seen->port = port_id;
    seen->vlan = vlan;
    seen->age = age_ns;
}

static void the_table_can_be_read(void **state)
{
    struct vswitch *sw = kit_switch(&plain);
    struct seen_mac seen = { 0 };
    (void)state;
    kit_port(sw, 5, kit_access(10));
    sent(sw, 5, 0xa, 0xff, -1, 10 * KIT_SECOND);
    vswitch_macs(sw, 12 * KIT_SECOND, note_mac, &seen);
    assert_int_equal(seen.count, 1);
    assert_int_equal(seen.port, 5);
    assert_int_equal(seen.vlan, 10);
    assert_in_range(seen.age, KIT_SECOND * 19 / 10, KIT_SECOND * 21 / 10);
    vswitch_macs(sw, 400 * KIT_SECOND, note_mac, &seen);
    assert_int_equal(seen.count, 1);
    vswitch_free(sw);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_station_is_flooded_to_until_it_spoke),
        cmocka_unit_test(a_station_that_moves_is_found_where_it_spoke_last),
        cmocka_unit_test(a_silent_station_ages),
        cmocka_unit_test(a_full_table_floods_and_makes_room_when_entries_age),
        cmocka_unit_test(what_a_bridge_drops),
        cmocka_unit_test(port_0_is_forwarded_and_teaches_nothing),
        cmocka_unit_test(access_and_trunk_ports),
        cmocka_unit_test(private_vlans),
        cmocka_unit_test(ports_and_nics_come_and_go),
        cmocka_unit_test(a_port_leaves_nothing_to_the_next_one),
        cmocka_unit_test(a_port_that_changes_its_vlan_loses_its_stations),
        cmocka_unit_test(as_many_ports_as_a_way_has_room_for),
        cmocka_unit_test(the_last_vlan_is_nobodys),
        cmocka_unit_test(a_port_without_vlan_is_in_no_private_one),
        cmocka_unit_test(what_comes_from_a_nic_that_is_not_connected_is_dropped),
        cmocka_unit_test(what_is_longer_than_the_mtu_stays),
        cmocka_unit_test(the_switch_says_what_it_is),
        cmocka_unit_test(the_table_can_be_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
