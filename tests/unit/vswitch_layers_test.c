/* The six layers of a virtual switch: which are asked, in what order, with what fields, and what becomes of a frame that one of
 * them blocks. */
#include "policy_kit.h"
#include "switch_frames.h"

#include "base/utf16.h"
#include "bfe/compile.h"
#include "shim/context.h"
#include "shim/vswitch.h"

#define SEEN_MAX 64u

struct seen {
    const struct layer_row *layer;
    char                    shown[FIELD_COUNT][80]; /* fields as text; empty: EMPTY */
    bool                    blocked;
};

static struct {
    struct vswitch     *sw;
    struct shim        *shim;
    struct policy_file *file;
    struct ruleset     *rules;
    struct seen         seen[SEEN_MAX];
    uint32_t            count;
    uint32_t            drops;
    bool                as_wanted; /* fields are filled as the policy wants them, as on live traffic */
    const struct layer_row *dropped_at;
    uint64_t            now;
} t;

static struct made packet;

/* --- what is asked ------------------------------------------------------------------------------------------------ */

static void show_text(const struct byte_blob *blob, char out[80])
{
    struct bytes units = bytes_of(blob->data, blob->size);
    uint32_t     c, n = 0;
    while (utf16_next(&units, &c) && n < 79)
        out[n++] = c ? (char)c : '$'; /* the NUL is part of it */
    out[n] = 0;
}

static void show(const struct value *v, char out[80])
{
    out[0] = 0;
    if (v->type == TYPE_EMPTY)
        return;
    if (v->type == TYPE_BYTE_BLOB) {
        show_text(v->blob, out);
        return;
    }
    if (v->type == TYPE_BYTE_ARRAY6) {
        snprintf(out, 80, "station %x", v->bytes6[5]);
        return;
    }
    if (v->type == TYPE_BYTE_ARRAY16) {
        snprintf(out, 80, "address %u", v->bytes16[15]);
        return;
    }
    snprintf(out, 80, "%u", v->type == TYPE_UINT8 ? v->u8 : v->type == TYPE_UINT16 ? v->u16 : v->u32);
}

static void on_classified(void *context, const struct pkt_ctx *c, const struct classify_in *in, const struct classify_out *out,
                          const struct trace *trace)
{
    (void)context, (void)c, (void)trace;
    assert_true(t.count < SEEN_MAX);
    struct seen *s = &t.seen[t.count++];
    memset(s, 0, sizeof(*s));
    s->layer = in->layer;
    s->blocked = out->action == ACTION_BLOCK;
    for (unsigned i = 0; i < in->layer->field_count && !t.as_wanted; i++)
        show(&in->values[i], s->shown[in->layer->fields[i].id]);
}

static void on_event(void *context, enum shim_event event, const struct pkt_ctx *c, const struct layer_row *layer,
                     const struct classify_out *out, const struct terminators *terminators)
{
    (void)context, (void)c, (void)out, (void)terminators;
    if (event == SHIM_EVENT_DROP)
        t.drops++;
    t.dropped_at = layer;
}

static void start_shim(bool without_v4, bool without_v6)
{
    struct shim_config config = { .observer = { .classified = on_classified, .want_all_fields = !t.as_wanted }, .events = { NULL, on_event },
                                  .family_is_uninstalled = { [FAMILY_V4] = without_v4, [FAMILY_V6] = without_v6 } };
    shim_free(t.shim);
    assert_int_equal(shim_new(&config, &t.shim), WFP_OK);
}

static int setup(void **state)
{
    (void)state;
    memset(&t, 0, sizeof(t));
    start_shim(false, false);
    t.sw = lab_switch(5);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    shim_free(t.shim);
    ruleset_free(t.rules);
    policy_file_free(t.file);
    vswitch_free(t.sw);
    return 0;
}

static void policy(const char *quoted)
{
    ruleset_free(t.rules);
    policy_file_free(t.file);
    t.file = policy_of(quoted);
    t.rules = NULL;
    assert_int_equal(bfe_compile(policy_file_policy(t.file), NULL, 0, 1, &t.rules), WFP_OK);
}

#define FILTER(name, layer, action, conditions) \
    "{'name': '" name "', 'layer': '" layer "', 'action': '" action "', 'conditions': [" conditions "]}"
#define IF(field, value) "{'field': '" field "', 'match': 'equal', 'value': '" value "'}"
#define POLICY(filters) "{'filters': [" filters "]}"
#define PERMIT_ALL                                                                                              \
    POLICY(FILTER("ie", "INGRESS_VSWITCH_ETHERNET", "permit", "") "," FILTER("it", "INGRESS_VSWITCH_TRANSPORT", "permit", "") "," \
           FILTER("ee", "EGRESS_VSWITCH_ETHERNET", "permit", "") "," FILTER("et", "EGRESS_VSWITCH_TRANSPORT", "permit", ""))

/* From a port; the walk. */
static const struct vswitch_walk *send_from(uint32_t port)
{
    const struct frame         f = made_frame(&packet);
    const struct vswitch_input in = { .sw = t.sw, .source_port = port, .frame = &f, .now_ns = ++t.now, .number = t.now, .enabled = true };
    t.count = t.drops = 0;
    const struct vswitch_walk *w = shim_vswitch(t.shim, t.rules, &in);
    assert_ptr_equal(w->frame->bytes.at, packet.bytes);
    return w;
}

static void leaves_at(const struct vswitch_walk *w, const char *ports)
{
    char text[256];
    assert_string_equal(left_at(w->way, text), ports);
    assert_int_equal(w->walk->verdict == VERDICT_PERMIT, ports[0] != 0);
}

/* The layers asked, without the family's ending: "IE IT EE ET". */
static void asked(const char *want)
{
    char text[256] = "";
    for (uint32_t i = 0; i < t.count; i++) {
        const char *name = t.seen[i].layer->name;
        snprintf(text + strlen(text), sizeof(text) - strlen(text), "%s%c%c", i ? " " : "", name[0], strstr(name, "ETHERNET") ? 'E' : 'T');
    }
    assert_string_equal(text, want);
}

static void shown(uint32_t at, enum field_id field, const char *want)
{
    assert_true(at < t.count);
    assert_true(layer_field_index(t.seen[at].layer, field) >= 0);
    if (strcmp(t.seen[at].shown[field], want) != 0)
        fail_msg("%s of %s is \"%s\", not \"%s\"", condition_rows[field].name, t.seen[at].layer->name, t.seen[at].shown[field], want);
}

static enum family families[] = { FAMILY_NONE, FAMILY_V4, FAMILY_V6 };
#define BOTH(f)                                              \
    { "v4: " #f, f, setup, teardown, &families[FAMILY_V4] }, \
    { "v6: " #f, f, setup, teardown, &families[FAMILY_V6] }
#define ONE(f) { #f, f, setup, teardown, NULL }

/* Everybody has spoken once, so that nothing is flooded. */
static void introduce(enum family family)
{
    for (uint32_t port = 1; port <= 5; port++) {
        made_udp(&packet, family, port, EVERYBODY);
        send_from(port);
    }
}

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

/* --- fields ------------------------------------------------------------------------------------------------------- */

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

/* The network behind port 6, which is no machine's. */
static void with_network(void)
{
    struct switch_nic  nic = kit_nic_of(6, 0);
    struct switch_port port = kit_port_of(6, (struct switch_vlan){ 0 });
    port.type = SWITCH_PORT_EXTERNAL;
    nic.type = SWITCH_NIC_EXTERNAL;
    nic.name[0] = 0;
    nic.interface_id = (struct guid){ 6, 6, 6, { 6 } };
    assert_int_equal(vswitch_port_add(t.sw, &port), WFP_OK);
    assert_int_equal(vswitch_nic_add(t.sw, &nic), WFP_OK);
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
        BOTH(every_field_is_shown),
        BOTH(no_field_is_forgotten),
        BOTH(icmp_has_type_and_code_for_ports),
        BOTH(only_the_first_fragment_has_ports),
        BOTH(a_layer_that_looks_at_no_destination_is_asked_once),
        BOTH(a_blocked_flood_is_told_for_each_destination),
        BOTH(an_answer_is_shared_by_those_who_are_asked_about),
        ONE(a_nic_of_no_machine_has_no_machine_id),
        ONE(a_nic_is_known_by_its_id_whatever_its_address),
        ONE(a_renamed_nic_has_its_new_name),
        ONE(port_0_is_trusted),
        ONE(a_trunk_bypasses_the_transport_layers),
        ONE(a_private_vlan_bypasses_the_transport_layers),
        BOTH(a_family_that_the_host_lacks_is_dropped_by_transport_filters),
        BOTH(one_destination_is_blocked_and_the_others_stay),
        ONE(what_ingress_blocks_is_not_learned),
        ONE(what_the_switch_drops_has_its_reason),
        ONE(an_access_port_shows_its_vlan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
