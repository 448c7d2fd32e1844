/* Which fields the conditions of a filter may name, and which lists of them (docs/behaviour A.6). */
#include "condition_kit.h"

#include <openwfp_layers.h>

enum { FIELDS_MAX = 256 };

static unsigned gather_fields(GUID fields[FIELDS_MAX])
{
    unsigned n = 0;
    for (UINT32 i = 0; i < layer_count; i++)
        for (UINT32 f = 0; f < layers[i]->numFields; f++) {
            unsigned k = 0;
            while (k < n && !kit_same_key(&fields[k], layers[i]->field[f].fieldKey))
                k++;
            if (k == n)
                fields[n++] = *layers[i]->field[f].fieldKey;
            assert_true(n < FIELDS_MAX);
        }
    return n;
}

/* proves: A-088 A-095 */
static void a_layer_takes_its_own_fields_and_no_others(void **state)
{
    GUID     fields[FIELDS_MAX], unknown = kit_key(99);
    unsigned accepted = 0, refused = 0;
    (void)state;
    open_layers();
    unsigned count = gather_fields(fields);
    assert_true(count > 100);
    for (UINT32 i = 0; i < layer_count; i++) {
        const GUID *layer = &layers[i]->layerKey;
        assert_code(add_one(layer, &unknown, FWP_MATCH_EQUAL, value_of(FWP_UINT16)), FWP_E_CONDITION_NOT_FOUND);
        for (unsigned k = 0; k < count; k++) {
            int  at = index_of(layers[i], &fields[k]);
            bool takes = at >= 0 && !is_reserved(&fields[k]);
            DWORD code =
                add_one(layer, &fields[k], FWP_MATCH_EQUAL, value_for(at < 0 ? FWP_UINT8 : layers[i]->field[at].dataType));
            if (code != (takes ? 0 : (DWORD)FWP_E_CONDITION_NOT_FOUND))
                fail_msg("layer %u, field %u of %d answers %#x", layers[i]->layerId, k, at, code);
            accepted += takes;
            refused += !takes;
        }
    }
    assert_true(accepted > 500 && refused > 5000);
    close_layers();
}

/* proves: A-088 */
static void layers_without_protocol_and_ports(void **state)
{
    const GUID no_protocol[] = {
        FWPM_LAYER_INBOUND_IPPACKET_V4,      FWPM_LAYER_INBOUND_IPPACKET_V6,      FWPM_LAYER_OUTBOUND_IPPACKET_V4,
        FWPM_LAYER_OUTBOUND_IPPACKET_V6,     FWPM_LAYER_IPFORWARD_V4,             FWPM_LAYER_IPFORWARD_V6,
        FWPM_LAYER_STREAM_V4,                FWPM_LAYER_STREAM_V6,                FWPM_LAYER_STREAM_PACKET_V4,
        FWPM_LAYER_STREAM_PACKET_V6,         FWPM_LAYER_INBOUND_ICMP_ERROR_V4,    FWPM_LAYER_INBOUND_ICMP_ERROR_V6,
        FWPM_LAYER_OUTBOUND_ICMP_ERROR_V4,   FWPM_LAYER_OUTBOUND_ICMP_ERROR_V6,   FWPM_LAYER_ALE_AUTH_LISTEN_V4,
        FWPM_LAYER_ALE_AUTH_LISTEN_V6,       FWPM_LAYER_INBOUND_MAC_FRAME_ETHERNET, FWPM_LAYER_OUTBOUND_MAC_FRAME_ETHERNET,
    };
    const GUID with_protocol[] = { FWPM_LAYER_INBOUND_TRANSPORT_V4, FWPM_LAYER_OUTBOUND_TRANSPORT_V6,
                                   FWPM_LAYER_ALE_AUTH_CONNECT_V4, FWPM_LAYER_ALE_AUTH_RECV_ACCEPT_V6,
                                   FWPM_LAYER_DATAGRAM_DATA_V4 };
    const GUID protocol = FWPM_CONDITION_IP_PROTOCOL, ports[] = { FWPM_CONDITION_IP_LOCAL_PORT, FWPM_CONDITION_IP_REMOTE_PORT };
    (void)state;
    open_layers();
    for (unsigned i = 0; i < KIT_COUNT(no_protocol); i++)
        assert_code(add_one(&no_protocol[i], &protocol, FWP_MATCH_EQUAL, value_of(FWP_UINT8)), FWP_E_CONDITION_NOT_FOUND);
    for (unsigned i = 0; i < KIT_COUNT(with_protocol); i++)
        assert_done(add_one(&with_protocol[i], &protocol, FWP_MATCH_EQUAL, value_of(FWP_UINT8)));
    for (unsigned i = 0; i < 4; i++)
        for (unsigned k = 0; k < KIT_COUNT(ports); k++)
            assert_code(add_one(&no_protocol[i], &ports[k], FWP_MATCH_EQUAL, value_of(FWP_UINT16)), FWP_E_CONDITION_NOT_FOUND);
    close_layers();
}

/* proves: A-096 */
static void a_field_has_its_place_in_each_layer(void **state)
{
    const GUID address = FWPM_CONDITION_IP_REMOTE_ADDRESS, transport = FWPM_LAYER_INBOUND_TRANSPORT_V4,
               connect = FWPM_LAYER_ALE_AUTH_CONNECT_V4, packet = FWPM_LAYER_INBOUND_IPPACKET_V4;
    (void)state;
    open_layers();
    assert_int_equal(index_of(layer_of(&transport), &address), FWPS_FIELD_INBOUND_TRANSPORT_V4_IP_REMOTE_ADDRESS);
    assert_int_equal(index_of(layer_of(&connect), &address), FWPS_FIELD_ALE_AUTH_CONNECT_V4_IP_REMOTE_ADDRESS);
    assert_int_equal(index_of(layer_of(&packet), &address), FWPS_FIELD_INBOUND_IPPACKET_V4_IP_REMOTE_ADDRESS);
    assert_int_not_equal(FWPS_FIELD_INBOUND_TRANSPORT_V4_IP_REMOTE_ADDRESS, FWPS_FIELD_ALE_AUTH_CONNECT_V4_IP_REMOTE_ADDRESS);
    close_layers();
}
/* --- several -------------------------------------------------------------------------------------------------------------- */

static FWPM_FILTER_CONDITION0 port_is(FWP_MATCH_TYPE match, UINT16 port)
{
    return (FWPM_FILTER_CONDITION0){ FWPM_CONDITION_IP_REMOTE_PORT, match, { .type = FWP_UINT16, .uint16 = port } };
}

/* proves: A-094 A-114 */
static void any_list_of_good_conditions_is_taken_as_it_is(void **state)
{
    FWPM_FILTER_CONDITION0 tcp = { FWPM_CONDITION_IP_PROTOCOL, FWP_MATCH_EQUAL, { .type = FWP_UINT8, .uint8 = 6 } };
    FWPM_FILTER_CONDITION0 lists[][3] = {
        { tcp, port_is(FWP_MATCH_EQUAL, 80), port_is(FWP_MATCH_EQUAL, 443) },
        { port_is(FWP_MATCH_EQUAL, 80), tcp, port_is(FWP_MATCH_EQUAL, 443) },
        { port_is(FWP_MATCH_EQUAL, 80), port_is(FWP_MATCH_EQUAL, 80), tcp },
        { port_is(FWP_MATCH_GREATER, 10), tcp, port_is(FWP_MATCH_LESS, 5) },
        { port_is(FWP_MATCH_LESS, 0), tcp, port_is(FWP_MATCH_GREATER, 65535) },
    };
    (void)state;
    open_layers();
    for (unsigned i = 0; i < KIT_COUNT(lists); i++) {
        FWPM_FILTER0 f = kit_filter(1), *back;
        f.numFilterConditions = 3;
        f.filterCondition = lists[i];
        assert_done(FwpmFilterAdd0(engine, &f, NULL, NULL));
        assert_done(FwpmFilterGetByKey0(engine, &f.filterKey, &back));
        assert_int_equal(back->numFilterConditions, 3);
        for (unsigned k = 0; k < 3; k++) {
            assert_true(kit_same_key(&back->filterCondition[k].fieldKey, &lists[i][k].fieldKey));
            assert_int_equal(back->filterCondition[k].matchType, lists[i][k].matchType);
            assert_int_equal(back->filterCondition[k].conditionValue.uint16, lists[i][k].conditionValue.uint16);
        }
        FwpmFreeMemory0((void **)&back);
        assert_done(FwpmFilterDeleteByKey0(engine, &f.filterKey));
    }
    close_layers();
}
int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        KIT_TEST(a_layer_takes_its_own_fields_and_no_others),
        KIT_TEST(layers_without_protocol_and_ports),
        KIT_TEST(a_field_has_its_place_in_each_layer),
        KIT_TEST(any_list_of_good_conditions_is_taken_as_it_is),
    };
    kit_main(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
