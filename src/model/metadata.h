/* What a classify tells beyond the layer's fields: FWPS_INCOMING_METADATA_VALUES by meaning. A member may be read only when
 * its METADATA_ or L2_METADATA_ bit is set in `present` or `l2_present` (B-054). */
#ifndef WFP_MODEL_METADATA_H
#define WFP_MODEL_METADATA_H

#include <stdbool.h>
#include <stdint.h>

#include "model/gen/enums.h"

struct discard_reason {
    enum fwps_discard_module module;
    uint32_t                 reason; /* IP_DISCARD_*, INET_DISCARD_* or GENERAL_DISCARD_* by module */
};

struct metadata {
    uint32_t              present;    /* METADATA_* */
    uint32_t              l2_present; /* L2_METADATA_* */
    uint32_t              system_flags;
    struct discard_reason discard;
    uint64_t              flow_handle;
    uint32_t              ip_header_size;        /* bytes */
    uint32_t              transport_header_size; /* bytes */
    uint32_t              compartment_id;
    uint32_t              fragment_id;
    uint16_t              fragment_offset; /* bytes */
    uint16_t              fragment_length; /* bytes of payload in this fragment */
    bool                  fragment_more;
    uint32_t              path_mtu;
    uint64_t              endpoint_handle;
    uint64_t              parent_endpoint_handle;
    uint32_t              remote_scope_id;
    const void           *control_data; /* a WSACMSGHDR */
    uint32_t              control_data_size;
    uint32_t              direction; /* PACKET_DIRECTION_* */
    uint16_t              icmp_id, icmp_sequence;
    uint64_t              process_id;
    uint32_t              redirect_target_pid;
    const void           *redirect_records; /* as drivers name them; callout/redirect.h */
    const void           *original_destination; /* a SOCKADDR_STORAGE */
    uint32_t              ethernet_header_size; /* bytes */
    uint32_t              l2_flags;             /* L2_INCOMING_FLAG_*; 0 unless set, whatever is present */
    uint32_t              vswitch_source_port, vswitch_destination_port;
    uint16_t              vswitch_source_nic;
    uint16_t              frame_length; /* bytes, with the Ethernet header */
    void                 *completion_handle;    /* of a classify that may be pended (callout/pend.h) */
    const uint16_t       *process_path;         /* UTF-16, NUL-terminated */
};

/* "FirewallPolicy", "InetDiscardEndpointNotFound" without its module prefix: for people. Static storage. */
const char *discard_reason_name(const struct discard_reason *r);

#endif
