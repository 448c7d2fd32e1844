/* Classify functions of all four versions, called by the engine through the border. */
#include "km_kit.h"

#define VERSIONS 4u

static struct km_kit k;

/* What the classify function saw, and what it shall answer. */
static struct {
    unsigned              calls, version;
    FWPS_INCOMING_VALUES0 values;
    unsigned              look_at[2]; /* fields whose values shall be kept */
    FWPS_INCOMING_VALUE0  looked[2];
    FWPS_INCOMING_METADATA_VALUES0 metadata;
    const void           *layer_data, *classify_context;
    FWPS_FILTER3          filter;
    UINT64                weight, flow_context;
    FWPS_FILTER_CONDITION0 conditions[8];
    FWPS_CLASSIFY_OUT0    out;
    const struct km_context *context;
    UINT32                answer; /* 0: leaves the action */
    UINT32                flags;
    bool                  clears_right, writes_right;
    const volatile uint8_t *kept[3]; /* what a driver must not keep: first and last value, metadata */
} seen;

static void see(unsigned version, const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *metadata,
                void *layer_data, const void *classify_context, const void *filter, UINT64 flow_context, FWPS_CLASSIFY_OUT0 *out)
{
    seen.calls++;
    seen.version = version;
    seen.values = *values;
    seen.kept[0] = (const volatile uint8_t *)&values->incomingValue[0];
    seen.kept[1] = (const volatile uint8_t *)&values->incomingValue[values->valueCount - 1];
    seen.kept[2] = (const volatile uint8_t *)metadata;
    for (unsigned i = 0; i < COUNT_OF(seen.looked); i++)
        seen.looked[i] = values->incomingValue[seen.look_at[i]];
    seen.metadata = *metadata;
    seen.layer_data = layer_data;
    seen.classify_context = classify_context;
    memcpy(&seen.filter, filter, sizeof(seen.filter));
    seen.weight = *seen.filter.weight.uint64;
    for (UINT32 i = 0; i < seen.filter.numFilterConditions; i++)
        seen.conditions[i] = seen.filter.filterCondition[i];
    seen.flow_context = flow_context;
    seen.out = *out;
    seen.context = km_current();
    if (seen.answer)
        out->actionType = seen.answer;
    out->flags |= seen.flags;
    if (seen.clears_right)
        out->rights &= ~FWPS_RIGHT_ACTION_WRITE;
    if (seen.writes_right)
        out->rights |= FWPS_RIGHT_ACTION_WRITE;
}

static void NTAPI classify0(const FWPS_INCOMING_VALUES0 *v, const FWPS_INCOMING_METADATA_VALUES0 *m, void *data,
                            const FWPS_FILTER0 *filter, UINT64 flow, FWPS_CLASSIFY_OUT0 *out)
{
    see(0, v, m, data, NULL, filter, flow, out);
}

static void NTAPI classify1(const FWPS_INCOMING_VALUES0 *v, const FWPS_INCOMING_METADATA_VALUES0 *m, void *data,
                            const void *context, const FWPS_FILTER1 *filter, UINT64 flow, FWPS_CLASSIFY_OUT0 *out)
{
    see(1, v, m, data, context, filter, flow, out);
}

static void NTAPI classify2(const FWPS_INCOMING_VALUES0 *v, const FWPS_INCOMING_METADATA_VALUES0 *m, void *data,
                            const void *context, const FWPS_FILTER2 *filter, UINT64 flow, FWPS_CLASSIFY_OUT0 *out)
{
    see(2, v, m, data, context, filter, flow, out);
}

static void NTAPI classify3(const FWPS_INCOMING_VALUES0 *v, const FWPS_INCOMING_METADATA_VALUES0 *m, void *data,
                            const void *context, const FWPS_FILTER3 *filter, UINT64 flow, FWPS_CLASSIFY_OUT0 *out)
{
    see(3, v, m, data, context, filter, flow, out);
}

static NTSTATUS NTAPI notify0(FWPS_CALLOUT_NOTIFY_TYPE type, const GUID *key, FWPS_FILTER0 *filter)
{
    (void)type, (void)key, (void)filter;
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI notify1(FWPS_CALLOUT_NOTIFY_TYPE type, const GUID *key, FWPS_FILTER1 *filter)
{
    (void)type, (void)key, (void)filter;
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI notify2(FWPS_CALLOUT_NOTIFY_TYPE type, const GUID *key, FWPS_FILTER2 *filter)
{
    (void)type, (void)key, (void)filter;
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI notify3(FWPS_CALLOUT_NOTIFY_TYPE type, const GUID *key, FWPS_FILTER3 *filter)
{
    (void)type, (void)key, (void)filter;
    return STATUS_SUCCESS;
}

static void NTAPI flow_deleted(UINT16 layer, UINT32 callout, UINT64 context)
{
    (void)layer, (void)callout, (void)context;
}

static UINT32 register_version(unsigned version, unsigned n, UINT32 flags)
{
    char          device;
    UINT32        id = 0;
    FWPS_CALLOUT0 c0 = { km_key(n), flags, classify0, notify0, flow_deleted };
    FWPS_CALLOUT1 c1 = { km_key(n), flags, classify1, notify1, flow_deleted };
    FWPS_CALLOUT2 c2 = { km_key(n), flags, classify2, notify2, flow_deleted };
    FWPS_CALLOUT3 c3 = { km_key(n), flags, classify3, notify3, flow_deleted };
    NTSTATUS      status[VERSIONS] = { 0 };
    switch (version) {
    case 0:
        status[0] = FwpsCalloutRegister0(&device, &c0, &id);
        break;
    case 1:
        status[1] = FwpsCalloutRegister1(&device, &c1, &id);
        break;
    case 2:
        status[2] = FwpsCalloutRegister2(&device, &c2, &id);
        break;
    case 3:
        status[3] = FwpsCalloutRegister3(&device, &c3, &id);
        break;
    }
    assert_int_equal(status[version], STATUS_SUCCESS);
    assert_int_not_equal(id, 0);
    return id;
}

static const struct layer_row *layer_here(void)
{
    return layer_of(LAYER(INBOUND_TRANSPORT), k.family);
}

static void classify_one(const struct filter *f, const struct metadata *m)
{
    struct value values[64] = { 0 };
    km_build(&k, f, 1);
    km_classify(&k, &layer_rows[f->layer], values, m, NULL, NULL);
}

static int setup(void **state)
{
    memset(&seen, 0, sizeof(seen));
    km_kit_init(&k, *(enum family *)*state);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    km_kit_fini(&k);
    return 0;
}

/* proves: C-041 */
static void every_version_is_called_with_its_own_arguments(void **state)
{
    char          packet;
    struct value  values[64] = { 0 };
    struct filter f = km_filter(layer_here(), 7, 1, ACTION_CALLOUT_INSPECTION);
    (void)state;
    for (unsigned version = 0; version < VERSIONS; version++) {
        UINT32 id = register_version(version, 1, 0);
        km_build(&k, &f, 1);
        memset(&seen, 0, sizeof(seen));
        km_classify(&k, layer_here(), values, NULL, &packet, NULL);
        assert_int_equal(seen.calls, 1);
        assert_int_equal(seen.version, version);
        assert_ptr_equal(seen.layer_data, &packet);
        assert_null(seen.classify_context);
        assert_int_equal(seen.filter.filterId, 7);
        assert_int_equal(seen.filter.action.calloutId, id);
        assert_int_equal(FwpsCalloutUnregisterById0(id), STATUS_SUCCESS);
    }
}

/* Read before anything else is called: the memory is somebody else's by then, as a sanitizer knows too. proves: C-044 */
__attribute__((no_sanitize("address", "thread"))) static void what_was_shown_is_gone_afterwards(void **state)
{
    struct value  values[64] = { { .type = TYPE_UINT32, .u32 = 7 } };
    struct filter f = km_filter(layer_here(), 7, 1, ACTION_CALLOUT_INSPECTION);
    uint8_t       read[3][8];
    (void)state;
    register_version(3, 1, 0);
    km_build(&k, &f, 1);
    km_classify(&k, layer_here(), values, NULL, NULL, NULL);
    for (unsigned i = 0; i < 3; i++)
        for (unsigned n = 0; n < 8; n++)
            read[i][n] = seen.kept[i][n];
    for (unsigned i = 0; i < 3; i++)
        for (unsigned n = 0; n < 8; n++)
            assert_int_equal(read[i][n], 0xdb);
    assert_int_equal(values[0].u32, 7); /* the walk's own */
}

/* proves: B-053 */
static void the_fields_are_the_layers_in_its_order(void **state)
{
    (void)state;
    register_version(3, 1, 0);
    seen.look_at[1] = 1;
    for (uint16_t id = 0; id < LAYER_COUNT; id++) {
        const struct layer_row *layer = &layer_rows[id];
        struct value            values[64] = { 0 };
        struct filter           f = km_filter(layer, 1, 1, ACTION_CALLOUT_INSPECTION);
        if (layer->family != k.family)
            continue;
        values[0] = (struct value){ .type = TYPE_UINT32, .u32 = 0x01020304 };
        km_build(&k, &f, 1);
        km_classify(&k, layer, values, NULL, NULL, NULL);
        assert_int_equal(seen.values.layerId, id);
        assert_int_equal(seen.values.valueCount, layer->field_count);
        assert_int_equal(seen.looked[0].value.type, FWP_UINT32);
        assert_int_equal(seen.looked[0].value.uint32, 0x01020304);
        assert_int_equal(seen.looked[1].value.type, FWP_EMPTY);
    }
}

static bool is_poison(const void *member, size_t size)
{
    const unsigned char *at = member;
    for (size_t i = 0; i < size; i++)
        if (at[i] != 0xdb)
            return false;
    return true;
}

#define POISONED(member) is_poison(&seen.metadata.member, sizeof(seen.metadata.member))

/* proves: B-054 */
static void absent_metadata_are_poison(void **state)
{
    struct filter   f = km_filter(layer_here(), 1, 1, ACTION_CALLOUT_INSPECTION);
    struct metadata m = { .present = METADATA_IP_HEADER_SIZE | METADATA_PACKET_DIRECTION, .ip_header_size = 20, .flow_handle = 5,
                          .direction = PACKET_DIRECTION_INBOUND, .l2_present = L2_METADATA_ETHERNET_MAC_HEADER_SIZE,
                          .ethernet_header_size = 14 };
    (void)state;
    register_version(0, 1, 0);
    classify_one(&f, &m);
    assert_int_equal(seen.metadata.currentMetadataValues, FWPS_METADATA_FIELD_IP_HEADER_SIZE |
                                                              FWPS_METADATA_FIELD_PACKET_DIRECTION);
    assert_int_equal(seen.metadata.ipHeaderSize, 20);
    assert_int_equal(seen.metadata.packetDirection, FWP_DIRECTION_INBOUND);
    assert_int_equal(seen.metadata.currentL2MetadataValues, FWPS_L2_METADATA_FIELD_ETHERNET_MAC_HEADER_SIZE);
    assert_int_equal(seen.metadata.ethernetMacHeaderSize, 14);
    assert_true(POISONED(flowHandle));
    assert_true(POISONED(transportHeaderSize));
    assert_true(POISONED(processPath));
    assert_true(POISONED(completionHandle));
    assert_true(POISONED(discardMetadata));
    classify_one(&f, NULL);
    assert_int_equal(seen.metadata.currentMetadataValues, 0);
    assert_int_equal(seen.metadata.currentL2MetadataValues, 0);
    assert_true(POISONED(ipHeaderSize));
}

static void all_known_metadata_arrive(void **state)
{
    static const uint16_t path[] = { 'a', 'b', 0 };
    struct filter         f = km_filter(layer_here(), 1, 1, ACTION_CALLOUT_INSPECTION);
    struct metadata       m = {
              .present = 0xffffffffu, .l2_present = 0xffffffffu, .system_flags = 1,
              .discard = { DISCARD_MODULE_TRANSPORT, INET_DISCARD_ENDPOINT_NOT_FOUND },
              .flow_handle = 11, .ip_header_size = 20, .transport_header_size = 8, .compartment_id = 3, .fragment_id = 77,
              .fragment_offset = 1480, .fragment_length = 100, .path_mtu = 1500, .endpoint_handle = 13, .remote_scope_id = 4,
              .direction = PACKET_DIRECTION_OUTBOUND, .icmp_id = 0x1234, .icmp_sequence = 9, .process_id = 42,
              .ethernet_header_size = 18, .process_path = path, .completion_handle = &k,
              .l2_flags = L2_INCOMING_FLAG_RECLASSIFY_MULTI_DESTINATION, .vswitch_source_port = 21, .vswitch_source_nic = 2,
              .vswitch_destination_port = 22,
    };
    (void)state;
    register_version(0, 1, 0);
    classify_one(&f, &m);
    assert_false(seen.metadata.currentMetadataValues & FWPS_METADATA_FIELD_TOKEN); /* nobody can tell it */
    assert_int_equal(seen.metadata.currentL2MetadataValues,
                     FWPS_L2_METADATA_FIELD_ETHERNET_MAC_HEADER_SIZE | FWPS_L2_METADATA_FIELD_VSWITCH_SOURCE_PORT_ID |
                         FWPS_L2_METADATA_FIELD_VSWITCH_SOURCE_NIC_INDEX | FWPS_L2_METADATA_FIELD_VSWITCH_DESTINATION_PORT_ID);
    assert_int_equal(seen.metadata.l2Flags, FWPS_L2_INCOMING_FLAG_RECLASSIFY_MULTI_DESTINATION);
    assert_int_equal(seen.metadata.vSwitchSourcePortId, 21);
    assert_int_equal(seen.metadata.vSwitchSourceNicIndex, 2);
    assert_int_equal(seen.metadata.vSwitchDestinationPortId, 22);
    assert_int_equal(seen.metadata.discardMetadata.discardModule, FWPS_DISCARD_MODULE_TRANSPORT);
    assert_int_equal(seen.metadata.discardMetadata.discardReason, InetDiscardEndpointNotFound);
    assert_int_equal(seen.metadata.flowHandle, 11);
    assert_ptr_equal(seen.metadata.completionHandle, &k);
    assert_int_equal(seen.metadata.transportHeaderSize, 8);
    assert_int_equal(seen.metadata.compartmentId, 3);
    assert_int_equal(seen.metadata.fragmentMetadata.fragmentIdentification, 77);
    assert_int_equal(seen.metadata.fragmentMetadata.fragmentOffset, 1480);
    assert_int_equal(seen.metadata.fragmentMetadata.fragmentLength, 100);
    assert_int_equal(seen.metadata.pathMtu, 1500);
    assert_int_equal(seen.metadata.transportEndpointHandle, 13);
    assert_int_equal(seen.metadata.remoteScopeId.Value, 4);
    assert_int_equal(seen.metadata.packetDirection, FWP_DIRECTION_OUTBOUND);
    assert_int_equal(seen.metadata.icmpIdAndSequence, 0x12340009);
    assert_int_equal(seen.metadata.processId, 42);
    assert_int_equal(seen.metadata.ethernetMacHeaderSize, 18);
}

/* proves: B-036 */
static void the_filter_is_shown_as_it_matched(void **state)
{
    struct v4_addr_mask v4 = { 0x0a000000, 0xff000000 };
    struct v6_addr_mask v6 = { { 0x20, 1 }, 16 };
    struct condition    c[3] = { { FIELD_IP_LOCAL_PORT, MATCH_EQUAL, { .type = TYPE_UINT16, .u16 = 80 } },
                                 { FIELD_IP_LOCAL_PORT, MATCH_EQUAL, { .type = TYPE_UINT16, .u16 = 443 } },
                                 { FIELD_IP_REMOTE_ADDRESS, MATCH_EQUAL, { .type = TYPE_V4_ADDR_MASK, .v4 = &v4 } } };
    const struct layer_row *layer = layer_here();
    struct filter           f = km_filter(layer, 99, 1, ACTION_CALLOUT_UNKNOWN);
    struct value            values[64] = { 0 };
    uint8_t                 remote6[16] = { 0x20, 1, 9 };
    bool                    is_v6 = k.family == FAMILY_V6;
    (void)state;
    if (is_v6)
        c[2].value = (struct value){ .type = TYPE_V6_ADDR_MASK, .v6 = &v6 };
    f.conditions = c;
    f.condition_count = 3;
    f.effective_weight = 0x123456789abcull;
    f.raw_context = 0x55;
    f.flags = FILTER_FLAG_CLEAR_ACTION_RIGHT | FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED;
    UINT32 id = register_version(2, 1, 0);
    values[layer_field_index(layer, FIELD_IP_LOCAL_PORT)] = (struct value){ .type = TYPE_UINT16, .u16 = 443 };
    values[layer_field_index(layer, FIELD_IP_REMOTE_ADDRESS)] =
        is_v6 ? (struct value){ .type = TYPE_BYTE_ARRAY16, .bytes16 = remote6 } : (struct value){ .type = TYPE_UINT32, .u32 = 0x0a010203 };
    km_build(&k, &f, 1);
    memset(c, 0, sizeof(c)); /* the view is the ruleset's own */
    km_classify(&k, layer, values, NULL, NULL, NULL);
    assert_int_equal(seen.calls, 1);
    assert_int_equal(seen.filter.filterId, 99);
    assert_int_equal(seen.filter.weight.type, FWP_UINT64);
    assert_true(seen.weight == 0x123456789abcull);
    assert_int_equal(seen.filter.subLayerWeight, 0x8000); /* UNIVERSAL */
    assert_int_equal(seen.filter.flags, FWPS_FILTER_FLAG_CLEAR_ACTION_RIGHT | FWPS_FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED |
                                            FWPS_FILTER_FLAG_OR_CONDITIONS);
    assert_int_equal(seen.filter.action.type, FWP_ACTION_CALLOUT_UNKNOWN);
    assert_int_equal(seen.filter.action.calloutId, id);
    assert_int_equal(seen.filter.context, 0x55);
    assert_null(seen.filter.providerContext);
    assert_int_equal(seen.filter.numFilterConditions, 3);
    assert_int_equal(seen.conditions[1].fieldId, is_v6 ? FWPS_FIELD_INBOUND_TRANSPORT_V6_IP_LOCAL_PORT
                                                       : FWPS_FIELD_INBOUND_TRANSPORT_V4_IP_LOCAL_PORT);
    assert_int_equal(seen.conditions[1].matchType, FWP_MATCH_EQUAL);
    assert_int_equal(seen.conditions[1].conditionValue.uint16, 443);
    if (is_v6)
        assert_int_equal(seen.conditions[2].conditionValue.v6AddrMask->prefixLength, 16);
    else
        assert_int_equal(seen.conditions[2].conditionValue.v4AddrMask->mask, 0xff000000);
}

/* One callout filter behind another one. The first callout permits or blocks, then the second is called. */
static void classify_two(enum action_type first, UINT32 answer, bool hard)
{
    const struct layer_row *layer = layer_here();
    struct value            values[64] = { 0 };
    struct filter           f[2] = { km_filter(layer, 1, 0, first), km_filter(layer, 2, 1, ACTION_CALLOUT_UNKNOWN) };
    f[0].flags = hard ? FILTER_FLAG_CLEAR_ACTION_RIGHT : 0;
    f[1].sublayer = km_low.key;
    seen.answer = answer;
    km_build(&k, f, 2);
    km_classify(&k, layer, values, NULL, NULL, NULL);
}

/* proves: B-009 B-032 */
static void the_outcome_so_far_is_shown_on_entry(void **state)
{
    struct filter f = km_filter(layer_here(), 1, 1, ACTION_CALLOUT_INSPECTION);
    (void)state;
    register_version(1, 1, 0);
    classify_one(&f, NULL);
    assert_int_equal(seen.out.actionType, FWP_ACTION_NONE);
    assert_int_equal(seen.out.rights, FWPS_RIGHT_ACTION_WRITE);
    assert_int_equal(seen.out.filterId, 0);
    assert_int_equal(seen.out.flags, 0);
    classify_two(ACTION_PERMIT, 0, false);
    assert_int_equal(seen.out.actionType, FWP_ACTION_PERMIT);
    assert_int_equal(seen.out.rights, FWPS_RIGHT_ACTION_WRITE);
    assert_int_equal(seen.out.filterId, 1);
    classify_two(ACTION_BLOCK, 0, false);
    assert_int_equal(seen.out.actionType, FWP_ACTION_BLOCK);
    assert_int_equal(seen.out.rights, 0);
    f.action = ACTION_CALLOUT_TERMINATING; /* left as it is: NONE is no answer for a terminating callout */
    classify_one(&f, NULL);
    assert_int_equal(k.out.action, ACTION_BLOCK);
}

/* proves: B-018 B-019 */
static void without_the_right_a_callout_can_only_veto(void **state)
{
    (void)state;
    register_version(2, 1, 0);
    classify_two(ACTION_PERMIT, FWP_ACTION_BLOCK, true);
    assert_int_equal(seen.out.rights, 0);
    assert_int_equal(k.out.action, ACTION_BLOCK);
    assert_true(k.out.veto);
    assert_int_equal(k.out.rule->id, 2);
    seen.writes_right = true;
    classify_two(ACTION_BLOCK, FWP_ACTION_PERMIT, false);
    assert_int_equal(k.out.action, ACTION_BLOCK);
    assert_int_equal(k.out.rule->id, 1);
    assert_int_equal(k.out.rights, 0);
}

/* proves: B-026 B-027 B-028 */
static void what_an_answer_counts_depends_on_the_filter(void **state)
{
    static const struct {
        enum action_type filter;
        UINT32           said;
        enum action_type outcome;
        bool             decides;
    } cases[] = {
        { ACTION_CALLOUT_TERMINATING, FWP_ACTION_PERMIT, ACTION_PERMIT, true },
        { ACTION_CALLOUT_TERMINATING, FWP_ACTION_BLOCK, ACTION_BLOCK, true },
        { ACTION_CALLOUT_TERMINATING, FWP_ACTION_CONTINUE, ACTION_BLOCK, true },
        { ACTION_CALLOUT_TERMINATING, FWP_ACTION_NONE, ACTION_BLOCK, true },
        { ACTION_CALLOUT_INSPECTION, FWP_ACTION_CONTINUE, ACTION_PERMIT, false },
        { ACTION_CALLOUT_INSPECTION, FWP_ACTION_BLOCK, ACTION_PERMIT, false },
        { ACTION_CALLOUT_UNKNOWN, FWP_ACTION_PERMIT, ACTION_PERMIT, true },
        { ACTION_CALLOUT_UNKNOWN, FWP_ACTION_BLOCK, ACTION_BLOCK, true },
        { ACTION_CALLOUT_UNKNOWN, FWP_ACTION_CONTINUE, ACTION_PERMIT, false },
    };
    (void)state;
    for (unsigned version = 0; version < VERSIONS; version++) {
        UINT32 id = register_version(version, 1, 0);
        for (unsigned i = 0; i < COUNT_OF(cases); i++) {
            struct filter f = km_filter(layer_here(), 5, 1, cases[i].filter);
            seen.answer = cases[i].said;
            classify_one(&f, NULL);
            assert_int_equal(k.out.action, cases[i].outcome);
            assert_int_equal(k.out.rule != NULL, cases[i].decides);
        }
        assert_int_equal(FwpsCalloutUnregisterById0(id), STATUS_SUCCESS);
    }
}

/* proves: B-033 */
static void rights_and_flags_come_back(void **state)
{
    struct filter f = km_filter(layer_here(), 1, 1, ACTION_CALLOUT_TERMINATING);
    (void)state;
    register_version(3, 1, 0);
    seen.answer = FWP_ACTION_BLOCK;
    classify_one(&f, NULL);
    assert_int_equal(k.out.rights, RIGHT_ACTION_WRITE); /* soft unless the callout says otherwise */
    assert_int_equal(k.out.flags, 0);
    seen.clears_right = true;
    seen.flags = FWPS_CLASSIFY_OUT_FLAG_ABSORB;
    classify_one(&f, NULL);
    assert_int_equal(k.out.rights, 0);
    assert_int_equal(k.out.flags, CLASSIFY_OUT_FLAG_ABSORB);
    seen.answer = FWP_ACTION_PERMIT; /* absorbing what is permitted means nothing */
    classify_one(&f, NULL);
    assert_int_equal(k.out.flags, 0);
}

/* proves: C-001 C-007 B-029 */
static void only_a_registered_callout_behind_a_filter_is_called(void **state)
{
    struct filter other = { .id = 1, .name = "other", .layer = layer_here()->id, .action = ACTION_PERMIT };
    struct filter f = km_filter(layer_here(), 1, 1, ACTION_CALLOUT_UNKNOWN);
    (void)state;
    UINT32 id = register_version(0, 1, 0);
    classify_one(&other, NULL);
    assert_int_equal(seen.calls, 0);
    seen.answer = FWP_ACTION_PERMIT;
    classify_one(&f, NULL);
    assert_int_equal(seen.calls, 1);
    assert_int_equal(k.out.action, ACTION_PERMIT);
    assert_int_equal(FwpsCalloutUnregisterById0(id), STATUS_SUCCESS);
    for (unsigned i = 0; i < 2; i++) { /* with the ruleset that still names it, and with a new one */
        struct value values[64] = { 0 };
        km_classify(&k, layer_here(), values, NULL, NULL, NULL);
        assert_int_equal(seen.calls, 1);
        assert_int_equal(k.out.action, ACTION_BLOCK);
        km_build(&k, &f, 1);
    }
}

/* proves: C-011 C-027 */
static void a_flow_context_is_shown_at_its_layer_only(void **state)
{
    const struct layer_row *layer = layer_here(), *other = layer_of(LAYER(DATAGRAM_DATA), k.family);
    struct value            values[64] = { 0 };
    struct filter           f[3] = { km_filter(layer, 1, 1, ACTION_CALLOUT_TERMINATING),
                                     km_filter(other, 2, 1, ACTION_CALLOUT_INSPECTION),
                                     km_filter(layer, 3, 2, ACTION_CALLOUT_INSPECTION) };
    struct flow            *mine = km_flow(&k, 1), *foreign = km_flow(&k, 2);
    (void)state;
    UINT32 id = register_version(0, 1, FWP_CALLOUT_FLAG_CONDITIONAL_ON_FLOW);
    register_version(0, 2, 0);
    assert_int_equal(FwpsFlowAssociateContext0(mine->id, layer->id, id, 0x77), STATUS_SUCCESS);
    km_build(&k, f, 2);
    seen.answer = FWP_ACTION_BLOCK;
    km_classify(&k, layer, values, NULL, NULL, mine);
    assert_int_equal(seen.calls, 1);
    assert_int_equal(seen.flow_context, 0x77);
    assert_int_equal(k.out.action, ACTION_BLOCK);
    km_classify(&k, layer, values, NULL, NULL, foreign); /* as if the filter were absent: no block */
    km_classify(&k, layer, values, NULL, NULL, NULL);
    km_classify(&k, other, values, NULL, NULL, mine); /* the context is for the other layer */
    assert_int_equal(seen.calls, 1);
    assert_int_equal(k.out.action, ACTION_PERMIT);
    km_build(&k, &f[2], 1); /* another callout is called, and sees none */
    km_classify(&k, layer, values, NULL, NULL, mine);
    assert_int_equal(seen.calls, 2);
    assert_int_equal(seen.flow_context, 0);
    assert_int_equal(FwpsFlowRemoveContext0(mine->id, layer->id, id), STATUS_SUCCESS);
}

/* A callout is called for the driver that registered it, whoever's thread it is. */
static void a_callout_runs_in_its_drivers_context(void **state)
{
    struct filter     f = km_filter(layer_here(), 1, 1, ACTION_CALLOUT_INSPECTION);
    char              driver;
    struct km_context mine = k.km;
    (void)state;
    mine.driver = (struct driver *)&driver;
    const struct km_context *before = km_enter(&mine);
    register_version(0, 1, 0);
    km_leave(before);
    classify_one(&f, NULL);
    assert_ptr_equal(seen.context->driver, &driver);
    assert_ptr_equal(km_current(), &k.km);
}

/* The engine's own idea of a user is not what Windows hands out there. */
static void a_token_is_not_shown(void **state)
{
    const struct layer_row *layer = layer_of(LAYER(ALE_AUTH_CONNECT), k.family);
    int                     user = layer_field_index(layer, FIELD_ALE_USER_ID), port = layer_field_index(layer, FIELD_IP_LOCAL_PORT);
    struct token            token = { 0 };
    struct value            values[64] = { 0 };
    struct filter           f = km_filter(layer, 1, 1, ACTION_CALLOUT_INSPECTION);
    (void)state;
    register_version(3, 1, 0);
    values[user] = (struct value){ .type = TYPE_TOKEN_ACCESS_INFORMATION, .token = &token };
    values[port] = (struct value){ .type = TYPE_UINT16, .u16 = 80 };
    km_build(&k, &f, 1);
    seen.look_at[0] = (unsigned)user;
    seen.look_at[1] = (unsigned)port;
    km_classify(&k, layer, values, NULL, NULL, NULL);
    assert_int_equal(seen.looked[0].value.type, FWP_EMPTY);
    assert_int_equal(seen.looked[1].value.type, FWP_UINT16);
    assert_int_equal(seen.looked[1].value.uint16, 80);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(every_version_is_called_with_its_own_arguments),
        BOTH(what_was_shown_is_gone_afterwards),
        BOTH(the_fields_are_the_layers_in_its_order),
        BOTH(absent_metadata_are_poison),
        BOTH(all_known_metadata_arrive),
        BOTH(the_filter_is_shown_as_it_matched),
        BOTH(the_outcome_so_far_is_shown_on_entry),
        BOTH(without_the_right_a_callout_can_only_veto),
        BOTH(what_an_answer_counts_depends_on_the_filter),
        BOTH(rights_and_flags_come_back),
        BOTH(only_a_registered_callout_behind_a_filter_is_called),
        BOTH(a_flow_context_is_shown_at_its_layer_only),
        BOTH(a_callout_runs_in_its_drivers_context),
        BOTH(a_token_is_not_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
