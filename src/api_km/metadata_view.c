#include "api_km/metadata_view.h"

#include <assert.h>
#include <string.h>

/* What struct metadata can tell; other bits stay clear whoever sets them. */
#define KNOWN                                                                                                               \
    (METADATA_DISCARD_REASON | METADATA_FLOW_HANDLE | METADATA_IP_HEADER_SIZE | METADATA_PROCESS_PATH | METADATA_PROCESS_ID | \
     METADATA_SYSTEM_FLAGS | METADATA_TRANSPORT_HEADER_SIZE | METADATA_COMPARTMENT_ID | METADATA_FRAGMENT_DATA |             \
     METADATA_PATH_MTU | METADATA_TRANSPORT_ENDPOINT_HANDLE | METADATA_REMOTE_SCOPE_ID | METADATA_PACKET_DIRECTION |         \
     METADATA_ICMP_ID_AND_SEQUENCE | METADATA_PARENT_ENDPOINT_HANDLE | METADATA_COMPLETION_HANDLE |                          \
     METADATA_ALE_CLASSIFY_REQUIRED | METADATA_LOCAL_REDIRECT_TARGET_PID | METADATA_ORIGINAL_DESTINATION |                   \
     METADATA_REDIRECT_RECORD_HANDLE | METADATA_TRANSPORT_CONTROL_DATA | METADATA_ETHER_FRAME_LENGTH |     \
     METADATA_FORWARD_LAYER_OUTBOUND_PASS_THRU | METADATA_FORWARD_LAYER_INBOUND_PASS_THRU)

#define KNOWN_L2                                                                                        \
    (L2_METADATA_ETHERNET_MAC_HEADER_SIZE | L2_METADATA_VSWITCH_SOURCE_PORT_ID |                       \
     L2_METADATA_VSWITCH_SOURCE_NIC_INDEX | L2_METADATA_VSWITCH_DESTINATION_PORT_ID)

static_assert(sizeof(FWP_DIRECTION) == sizeof(uint32_t), "directions are numbers");

static const union {
    unsigned char                  bytes[sizeof(FWPS_INCOMING_METADATA_VALUES0)];
    FWPS_INCOMING_METADATA_VALUES0 values;
} poison = { .bytes = { [0 ... sizeof(FWPS_INCOMING_METADATA_VALUES0) - 1] = 0xdb } };

static FWP_BYTE_BLOB *path_blob(const uint16_t *path, FWP_BYTE_BLOB *out)
{
    UINT32 units = 0;
    while (path[units])
        units++;
    *out = (FWP_BYTE_BLOB){ (units + 1) * (UINT32)sizeof(*path), (UINT8 *)(uintptr_t)path };
    return out;
}

static void show_discard(const struct metadata *m, FWPS_INCOMING_METADATA_VALUES0 *v)
{
    v->discardMetadata = (FWPS_DISCARD_METADATA0){ (FWPS_DISCARD_MODULE0)m->discard.module, m->discard.reason, 0 };
}

static void show_fragment(const struct metadata *m, FWPS_INCOMING_METADATA_VALUES0 *v)
{
    v->fragmentMetadata = (FWPS_INBOUND_FRAGMENT_METADATA0){ m->fragment_id, m->fragment_offset, m->fragment_length };
}

/* Seldom present: kept out of the way of the usual packet. */
static void show_rare(const struct metadata *m, struct metadata_view *out)
{
    FWPS_INCOMING_METADATA_VALUES0 *v = &out->values;
    if (m->present & METADATA_DISCARD_REASON)
        show_discard(m, v);
    if (m->present & METADATA_PROCESS_PATH)
        v->processPath = path_blob(m->process_path, &out->process_path);
    if (m->present & METADATA_PROCESS_ID)
        v->processId = m->process_id;
    if (m->present & METADATA_COMPARTMENT_ID)
        v->compartmentId = m->compartment_id;
    if (m->present & METADATA_FRAGMENT_DATA)
        show_fragment(m, v);
    if (m->present & METADATA_PATH_MTU)
        v->pathMtu = m->path_mtu;
    if (m->present & METADATA_TRANSPORT_ENDPOINT_HANDLE)
        v->transportEndpointHandle = m->endpoint_handle;
    if (m->present & METADATA_PARENT_ENDPOINT_HANDLE)
        v->parentEndpointHandle = m->parent_endpoint_handle;
    if (m->present & METADATA_REMOTE_SCOPE_ID)
        v->remoteScopeId.Value = m->remote_scope_id;
    if (m->present & METADATA_TRANSPORT_CONTROL_DATA) {
        v->controlData = (WSACMSGHDR *)(uintptr_t)m->control_data;
        v->controlDataLength = m->control_data_size;
    }
    if (m->present & METADATA_LOCAL_REDIRECT_TARGET_PID)
        v->localRedirectTargetPID = m->redirect_target_pid;
    if (m->present & METADATA_ORIGINAL_DESTINATION)
        v->originalDestination = (SOCKADDR *)(uintptr_t)m->original_destination;
    if (m->present & METADATA_REDIRECT_RECORD_HANDLE)
        v->redirectRecords = (HANDLE)(uintptr_t)m->redirect_records;
    if (m->present & METADATA_COMPLETION_HANDLE)
        v->completionHandle = m->completion_handle;
    if (m->present & METADATA_ETHER_FRAME_LENGTH)
        v->frameLength = m->frame_length;
    if (m->present & METADATA_ICMP_ID_AND_SEQUENCE)
        v->icmpIdAndSequence = (UINT32)m->icmp_id << 16 | m->icmp_sequence;
}

/* The places in a switch. */
static void show_vswitch(const struct metadata *m, FWPS_INCOMING_METADATA_VALUES0 *v)
{
    if (m->l2_present & L2_METADATA_VSWITCH_SOURCE_PORT_ID)
        v->vSwitchSourcePortId = m->vswitch_source_port;
    if (m->l2_present & L2_METADATA_VSWITCH_SOURCE_NIC_INDEX)
        v->vSwitchSourceNicIndex = m->vswitch_source_nic;
    if (m->l2_present & L2_METADATA_VSWITCH_DESTINATION_PORT_ID)
        v->vSwitchDestinationPortId = m->vswitch_destination_port;
}

void metadata_view(const struct metadata *m, struct metadata_view *out)
{
    static const struct metadata    none;
    const uint32_t                  usual = METADATA_FLOW_HANDLE | METADATA_IP_HEADER_SIZE | METADATA_TRANSPORT_HEADER_SIZE |
                                            METADATA_PACKET_DIRECTION;
    FWPS_INCOMING_METADATA_VALUES0 *v = &out->values;
    m = m ? m : &none;
    memcpy(v, &poison, sizeof(*v));
    v->currentMetadataValues = m->present & KNOWN;
    v->flags = 0;
    v->reserved = v->reserved1 = 0;
    v->currentL2MetadataValues = m->l2_present & KNOWN_L2;
    v->l2Flags = m->l2_flags;
    if (m->present & METADATA_FLOW_HANDLE)
        v->flowHandle = m->flow_handle;
    if (m->present & METADATA_IP_HEADER_SIZE)
        v->ipHeaderSize = m->ip_header_size;
    if (m->present & METADATA_TRANSPORT_HEADER_SIZE)
        v->transportHeaderSize = m->transport_header_size;
    if (m->present & METADATA_PACKET_DIRECTION)
        v->packetDirection = (FWP_DIRECTION)m->direction;
    if (m->l2_present & L2_METADATA_ETHERNET_MAC_HEADER_SIZE)
        v->ethernetMacHeaderSize = m->ethernet_header_size;
    if (m->l2_present & (L2_METADATA_VSWITCH_SOURCE_PORT_ID | L2_METADATA_VSWITCH_DESTINATION_PORT_ID))
        show_vswitch(m, v);
    if (m->present & ~usual)
        show_rare(m, out);
}
