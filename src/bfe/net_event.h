/* A net event: what WFP tells of one packet that a filter dropped or let in (docs/behaviour H.1). An event is plain data;
 * whoever made it owns what its pointers reach. The log (bfe/net_event_log.h) keeps copies.
 *
 * IPv4 addresses and ports are in host byte order, IPv6 addresses in network order. The local side is this host's whatever the
 * direction of the packet was (H-011). */
#ifndef WFP_BFE_NET_EVENT_H
#define WFP_BFE_NET_EVENT_H

#include "model/schema.h"
#include "model/value.h"

union net_event_address {
    uint32_t v4;
    uint8_t  v6[16];
};

/* A member has a meaning when its flag is set, and is zero otherwise (H-007). */
struct net_event_header {
    uint64_t                time;   /* FILETIME, UTC (base/filetime.h) */
    uint32_t                flags;  /* NET_EVENT_FLAG_* */
    enum family             family; /* FAMILY_NONE without NET_EVENT_FLAG_IP_VERSION_SET: a MAC frame, or nothing known */
    uint8_t                 protocol;
    union net_event_address local, remote;
    uint16_t                local_port, remote_port; /* ICMP: type and code (H-008) */
    uint32_t                scope_id;
    struct byte_blob        app;     /* as ALE_APP_ID */
    const uint8_t          *user;    /* binary SID */
    const uint8_t          *package; /* binary SID */
    const uint16_t         *enterprise; /* UTF-16 with its NUL */
    uint64_t                policy_flags;
    struct byte_blob        effective_name;
};

/* The filter that ended a sublayer, and what it or its callout said (H-018). */
struct net_event_terminator {
    struct guid      sublayer;
    uint64_t         filter;
    enum action_type action;
};

/* CLASSIFY_DROP, CLASSIFY_ALLOW, CLASSIFY_DROP_MAC; of CAPABILITY_DROP and CAPABILITY_ALLOW only filter and is_loopback. */
struct net_event_classify {
    uint64_t         filter; /* run-time id of the filter that fixed the outcome; 0: none did */
    uint16_t         layer;  /* LAYER_ID_* */
    bool             is_loopback;
    uint32_t         reauthorize_reason; /* REAUTHORIZE_REASON_* */
    uint32_t         original_profile, current_profile;
    uint32_t         direction; /* MS_FWP_DIRECTION_* */
    struct byte_blob vswitch;   /* empty: no switch */
    uint32_t         vswitch_source_port, vswitch_destination_port;
    uint32_t                           terminator_count;
    const struct net_event_terminator *terminators; /* in the order of the sublayers, highest first */
};

/* CLASSIFY_DROP_MAC. */
struct net_event_mac {
    uint8_t  local[6], remote[6];
    uint32_t media_type; /* NDIS_MEDIUM; 0: 802.3 */
    uint32_t interface_type;
    uint16_t ether_type, vlan_tag;
    uint32_t ndis_port;
    uint64_t interface_luid;
};

struct net_event {
    struct net_event_header   header;
    enum fwpm_net_event_type  type;
    uint32_t                  keywords; /* NET_EVENT_KEYWORD_*: collected only when all of them are asked for; 0: always */
    struct net_event_classify classify;
    struct net_event_mac      mac;
    uint32_t                  capability; /* CAPABILITY_DROP and CAPABILITY_ALLOW: FWPM_APPC_NETWORK_CAPABILITY_TYPE */
};

/* What an event is whose type alone asks for a keyword (H-002): NET_EVENT_KEYWORD_* or 0. */
uint32_t net_event_type_keywords(enum fwpm_net_event_type type);

/* Bytes of an event with all that it reaches. */
size_t net_event_size(const struct net_event *e);
/* A copy with all that it reaches in `block`, which has net_event_size() bytes and is aligned for any type. Returns block. */
struct net_event *net_event_copy(const struct net_event *e, void *block);

#endif
