/* Callouts in a switch: what they are shown, and what becomes of what they absorb. */
#include "switch_driver.h"

static bool is_layer(const struct seen *s, enum layer_pair pair, enum family family)
{
    return s->layer == layer_of(pair, family)->id;
}

/* From the MAC header on, or from the IP header on. */
static void begins_with(const struct seen *s, uint8_t first, size_t skipped)
{
    assert_int_equal(s->first[0], first);
    assert_int_equal(s->length, packet.size - skipped);
}

/* proves: F-018 */
static void frames_are_shown_from_the_right_header_on(void **state)
{
    (void)state;
    for (enum family family = FAMILY_V4; family <= FAMILY_V6; family++) {
        made_udp(&packet, family, 1, 2);
        uint8_t version = family == FAMILY_V4 ? 0x45 : 0x60;
        dk_send(1);
        assert_true(is_layer(&dk.seen[0], LAYER(INGRESS_VSWITCH_ETHERNET), FAMILY_NONE));
        begins_with(&dk.seen[0], 0x02, 0);
        assert_true(is_layer(&dk.seen[1], LAYER(INGRESS_VSWITCH_TRANSPORT), family));
        begins_with(&dk.seen[1], version, 14);
        assert_true(is_layer(&dk.seen[2], LAYER(EGRESS_VSWITCH_ETHERNET), FAMILY_NONE));
        begins_with(&dk.seen[2], 0x02, 0);
        assert_true(is_layer(&dk.seen[3], LAYER(EGRESS_VSWITCH_TRANSPORT), family));
        begins_with(&dk.seen[3], version, 14);
        assert_int_equal(dk.count, 2 + 2 * 4);
    }
}

#define AT_INGRESS (FWPS_L2_METADATA_FIELD_VSWITCH_SOURCE_PORT_ID | FWPS_L2_METADATA_FIELD_VSWITCH_SOURCE_NIC_INDEX)
#define AT_EGRESS  (AT_INGRESS | FWPS_L2_METADATA_FIELD_VSWITCH_DESTINATION_PORT_ID)

static void the_metadata_say_where_in_the_switch(void **state)
{
    (void)state;
    made_udp(&packet, FAMILY_V4, 1, 2);
    dk_send(1);
    for (unsigned i = 0; i < 4; i++) {
        const FWPS_INCOMING_METADATA_VALUES0 *m = &dk.seen[i].metadata;
        UINT32 size = i % 2 ? 0 : FWPS_L2_METADATA_FIELD_ETHERNET_MAC_HEADER_SIZE;
        assert_int_equal(m->currentL2MetadataValues, (i < 2 ? AT_INGRESS : AT_EGRESS) | size);
        assert_int_equal(m->vSwitchSourcePortId, 1);
        assert_int_equal(m->vSwitchSourceNicIndex, 0);
        assert_int_equal(m->currentMetadataValues, 0);
        if (i > 1)
            assert_int_equal(m->vSwitchDestinationPortId, 2);
        if (size)
            assert_int_equal(m->ethernetMacHeaderSize, 14);
    }
}

/* proves: D-099 */
static void each_destination_has_a_list_and_all_but_the_first_are_marked(void **state)
{
    (void)state;
    made_udp(&packet, FAMILY_V4, 1, EVERYBODY);
    dk_leaves(dk_send(1), "2 3 4 5");
    assert_int_equal(dk.count, 10);
    for (unsigned i = 0; i < 10; i++) {
        const FWPS_INCOMING_METADATA_VALUES0 *m = &dk.seen[i].metadata;
        assert_int_equal(m->l2Flags, i < 4 ? 0 : FWPS_L2_INCOMING_FLAG_RECLASSIFY_MULTI_DESTINATION);
        if (i > 1)
            assert_int_equal(m->vSwitchDestinationPortId, 2 + (i - 2) / 2);
    }
}

/* --- what a callout takes ------------------------------------------------------------------------------------------ */

static UINT16 taken_at;
static UINT32 taken_for; /* destination port; 0: any */
static NET_BUFFER_LIST *kept[8];
static unsigned         kept_count;

static void take(const FWPS_INCOMING_VALUES0 *v, const FWPS_INCOMING_METADATA_VALUES0 *m, NET_BUFFER_LIST *list, FWPS_CLASSIFY_OUT0 *out)
{
    if (v->layerId != taken_at || (taken_for && m->vSwitchDestinationPortId != taken_for))
        return;
    if (v->layerId == FWPS_LAYER_INGRESS_VSWITCH_ETHERNET || v->layerId == FWPS_LAYER_EGRESS_VSWITCH_ETHERNET) {
        FwpsReferenceNetBufferList0(list, TRUE);
        kept[kept_count++] = list;
    }
    dk_block_and_absorb(out);
}

static void give_back_all(void)
{
    while (kept_count)
        FwpsDereferenceNetBufferList0(kept[--kept_count], FALSE);
}

static void takes_at(UINT16 layer, UINT32 port)
{
    dk.answer = take;
    taken_at = layer;
    taken_for = port;
    kept_count = 0;
}

static uint64_t events(void)
{
    struct net_event_stats s;
    net_event_log_stats(kernel_net_events(dk.kernel), &s);
    return s.recorded;
}

/* proves: B-038 */
static void what_is_absorbed_at_ingress_is_gone_in_silence(void **state)
{
    (void)state;
    takes_at(FWPS_LAYER_INGRESS_VSWITCH_ETHERNET, 0);
    made_udp(&packet, FAMILY_V4, 1, EVERYBODY);
    const struct vswitch_walk *w = dk_send(1);
    dk_leaves(w, "");
    assert_int_equal(w->walk->verdict, VERDICT_ABSORB);
    assert_int_equal(dk.count, 1);
    assert_int_equal(events(), 0);
    /* it is the callout's as long as it wants, whatever becomes of the frame */
    memset(packet.bytes, 0xee, sizeof(packet.bytes));
    const uint8_t *first = NdisGetDataBuffer(kept[0]->FirstNetBuffer, 12, NULL, 1, 0);
    assert_non_null(first);
    assert_int_equal(first[0], 0xff);
    assert_int_equal(first[11], 1);
    give_back_all();
}

static void what_is_absorbed_for_one_destination_reaches_the_others(void **state)
{
    (void)state;
    takes_at(FWPS_LAYER_EGRESS_VSWITCH_ETHERNET, 3);
    made_udp(&packet, FAMILY_V4, 1, EVERYBODY);
    const struct vswitch_walk *w = dk_send(1);
    dk_leaves(w, "2 4 5");
    assert_int_equal(w->walk->verdict, VERDICT_PERMIT);
    assert_int_equal(kept_count, 1);
    assert_int_equal(events(), 0);
    assert_int_equal(dk.count, 9); /* not at port 3's transport layer */
    for (unsigned i = 5; i < dk.count; i++) /* nobody else is shown the list that the callout has */
        assert_true(dk.seen[i].list != kept[0]);
    give_back_all();
}

/* proves: B-038 */
static void at_the_transport_layers_absorbing_is_blocking(void **state)
{
    (void)state;
    takes_at(FWPS_LAYER_INGRESS_VSWITCH_TRANSPORT_V4, 0);
    made_udp(&packet, FAMILY_V4, 1, 2);
    const struct vswitch_walk *w = dk_send(1);
    assert_int_equal(w->walk->verdict, VERDICT_BLOCK);
    assert_int_equal(events(), 1);
}

/* --- net events ---------------------------------------------------------------------------------------------------- */

static void block_here(const FWPS_INCOMING_VALUES0 *v, const FWPS_INCOMING_METADATA_VALUES0 *m, NET_BUFFER_LIST *list,
                       FWPS_CLASSIFY_OUT0 *out)
{
    (void)list;
    if (v->layerId == taken_at && (!taken_for || m->vSwitchDestinationPortId == taken_for))
        out->actionType = FWP_ACTION_BLOCK;
}

static const struct net_event *drop_at(UINT16 layer, UINT32 port, struct net_event_room *room)
{
    struct net_event_log   *log = kernel_net_events(dk.kernel);
    struct net_event_cursor at = net_event_log_end(log);
    dk.answer = block_here;
    taken_at = layer;
    taken_for = port;
    dk_send(1);
    const struct net_event *e = net_event_log_next(log, &at, room);
    assert_non_null(e);
    assert_int_equal(e->classify.layer, layer);
    assert_int_equal(e->classify.vswitch.size, dk.switch_id.size);
    assert_memory_equal(e->classify.vswitch.data, dk.switch_id.data, dk.switch_id.size);
    assert_int_equal(e->classify.vswitch_source_port, 1);
    assert_int_equal(e->classify.vswitch_destination_port, port);
    return e;
}

/* proves: H-009 */
static void a_drop_event_names_the_switch_and_its_ports(void **state)
{
    struct net_event_room   room;
    const struct net_event *e;
    (void)state;
    made_udp(&packet, FAMILY_V4, 1, EVERYBODY);
    e = drop_at(FWPS_LAYER_INGRESS_VSWITCH_ETHERNET, 0, &room);
    assert_int_equal(e->type, NET_EVENT_TYPE_CLASSIFY_DROP_MAC);
    assert_int_equal(e->mac.remote[5], 1);
    assert_int_equal(e->mac.ether_type, 0x0800);
    assert_int_equal(e->classify.direction, MS_FWP_DIRECTION_IN);
    e = drop_at(FWPS_LAYER_EGRESS_VSWITCH_ETHERNET, 4, &room);
    assert_int_equal(e->type, NET_EVENT_TYPE_CLASSIFY_DROP_MAC);
    assert_int_equal(e->classify.direction, MS_FWP_DIRECTION_OUT);
    e = drop_at(FWPS_LAYER_EGRESS_VSWITCH_TRANSPORT_V4, 5, &room);
    assert_int_equal(e->type, NET_EVENT_TYPE_CLASSIFY_DROP);
    assert_int_equal(e->header.local.v4, 0x0a000001);
    assert_int_equal(e->header.local_port, 5000);
    assert_int_equal(e->header.remote_port, 53);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DK_TEST(frames_are_shown_from_the_right_header_on),
        DK_TEST(the_metadata_say_where_in_the_switch),
        DK_TEST(each_destination_has_a_list_and_all_but_the_first_are_marked),
        DK_TEST(what_is_absorbed_at_ingress_is_gone_in_silence),
        DK_TEST(what_is_absorbed_for_one_destination_reaches_the_others),
        DK_TEST(at_the_transport_layers_absorbing_is_blocking),
        DK_TEST(a_drop_event_names_the_switch_and_its_ports),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
