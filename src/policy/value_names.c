#include "policy/value_names.h"

#include <ctype.h>
#include <string.h>

#include "base/status.h"

struct known {
    const char *name;
    uint32_t    value;
};

static const struct known protocols[] = {
    { "icmp", 1 },    { "igmp", 2 },    { "ipv4", 4 },  { "tcp", 6 },   { "udp", 17 },   { "dccp", 33 },
    { "ipv6", 41 },   { "gre", 47 },    { "esp", 50 },  { "ah", 51 },   { "icmpv6", 58 }, { "ospf", 89 },
    { "pim", 103 },   { "vrrp", 112 },  { "l2tp", 115 }, { "sctp", 132 }, { "udplite", 136 }, { NULL, 0 },
};

static const struct known directions[] = { { "outbound", 0 }, { "inbound", 1 }, { "out", 0 }, { "in", 1 }, { NULL, 0 } };

/* NL_ADDRESS_TYPE */
static const struct known ip_address_types[] = {
    { "unspecified", 0 }, { "unicast", 1 }, { "anycast", 2 }, { "multicast", 3 }, { "broadcast", 4 }, { NULL, 0 },
};

/* DL_ADDRESS_TYPE: other numbers for the same words. */
static const struct known mac_address_types[] = { { "unicast", 0 }, { "multicast", 1 }, { "broadcast", 2 },
                                                  { NULL, 0 } };

static const struct known ether_types[] = {
    { "ipv4", 0x0800 }, { "arp", 0x0806 }, { "rarp", 0x8035 }, { "vlan", 0x8100 },  { "ipv6", 0x86dd },
    { "lacp", 0x8809 }, { "mpls", 0x8847 }, { "pppoe", 0x8864 }, { "eapol", 0x888e }, { "lldp", 0x88cc }, { NULL, 0 },
};

/* IANA ifType */
static const struct known interface_types[] = {
    { "ethernet", 6 }, { "ppp", 23 }, { "loopback", 24 }, { "wifi", 71 }, { "tunnel", 131 }, { NULL, 0 },
};

/* IANA tunnelType */
static const struct known tunnel_types[] = {
    { "other", 1 }, { "gre", 3 }, { "6to4", 11 }, { "isatap", 13 }, { "teredo", 14 }, { "iphttps", 15 }, { NULL, 0 },
};

static const struct known profiles[] = { { "public", 1 }, { "private", 2 }, { "domain", 3 }, { NULL, 0 } };

static const struct known *const names_of[FIELD_COUNT] = {
    [FIELD_IP_PROTOCOL] = protocols,
    [FIELD_EMBEDDED_PROTOCOL] = protocols,
    [FIELD_DIRECTION] = directions,
    [FIELD_IP_LOCAL_ADDRESS_TYPE] = ip_address_types,
    [FIELD_IP_DESTINATION_ADDRESS_TYPE] = ip_address_types,
    [FIELD_EMBEDDED_LOCAL_ADDRESS_TYPE] = ip_address_types,
    [FIELD_MAC_LOCAL_ADDRESS_TYPE] = mac_address_types,
    [FIELD_MAC_REMOTE_ADDRESS_TYPE] = mac_address_types,
    [FIELD_MAC_SOURCE_ADDRESS_TYPE] = mac_address_types,
    [FIELD_MAC_DESTINATION_ADDRESS_TYPE] = mac_address_types,
    [FIELD_ETHER_TYPE] = ether_types,
    [FIELD_INTERFACE_TYPE] = interface_types,
    [FIELD_ARRIVAL_INTERFACE_TYPE] = interface_types,
    [FIELD_NEXTHOP_INTERFACE_TYPE] = interface_types,
    [FIELD_TUNNEL_TYPE] = tunnel_types,
    [FIELD_ARRIVAL_TUNNEL_TYPE] = tunnel_types,
    [FIELD_NEXTHOP_TUNNEL_TYPE] = tunnel_types,
    [FIELD_ORIGINAL_PROFILE_ID] = profiles,
    [FIELD_CURRENT_PROFILE_ID] = profiles,
    [FIELD_LOCAL_INTERFACE_PROFILE_ID] = profiles,
    [FIELD_ARRIVAL_INTERFACE_PROFILE_ID] = profiles,
    [FIELD_NEXTHOP_INTERFACE_PROFILE_ID] = profiles,
};

/* Flags live in the schema; a file may leave the prefix out. */
static const struct flag_group {
    enum field_id field;
    const char   *group, *prefix;
} flag_groups[] = {
    { FIELD_FLAGS, "FWP_CONDITION_FLAG", "FWP_CONDITION_FLAG_" },
    { FIELD_L2_FLAGS, "FWP_CONDITION_L2_FLAG", "FWP_CONDITION_L2_" },
    { FIELD_REAUTHORIZE_REASON, "FWP_CONDITION_REAUTHORIZE_REASON", "FWP_CONDITION_REAUTHORIZE_REASON_" },
    { FIELD_ALE_REAUTH_REASON, "FWP_CONDITION_REAUTHORIZE_REASON", "FWP_CONDITION_REAUTHORIZE_REASON_" },
};

static const struct flag_group *flag_group_of(enum field_id field)
{
    for (size_t i = 0; i < COUNT_OF(flag_groups); i++)
        if (flag_groups[i].field == field)
            return &flag_groups[i];
    return NULL;
}

/* Equal but for letter case and underscores: isLoopback is IS_LOOPBACK. */
static bool same_word(const char *a, const char *b)
{
    for (;; a++, b++) {
        while (*a == '_')
            a++;
        while (*b == '_')
            b++;
        if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
            return false;
        if (!*a)
            return true;
    }
}

static bool flag_find(const struct flag_group *g, const char *name, uint64_t *out)
{
    size_t n = strlen(g->prefix);
    for (const struct name_value *e = enum_names; e->name; e++) {
        if (strcmp(e->group, g->group) != 0)
            continue;
        const char *shortened = e->name + n;
        bool        is = strncmp(shortened, "IS_", 3) == 0;
        if (same_word(e->name, name) || same_word(shortened, name) || (is && same_word(shortened + 3, name))) {
            *out = e->value;
            return true;
        }
    }
    return false;
}

bool value_name_find(enum field_id field, const char *name, uint64_t *out)
{
    const struct flag_group *g = flag_group_of(field);
    if (g)
        return flag_find(g, name, out);
    for (const struct known *k = names_of[field]; k && k->name; k++)
        if (strcasecmp(k->name, name) == 0) {
            *out = k->value;
            return true;
        }
    return false;
}

bool value_names_any(enum field_id field)
{
    return names_of[field] || flag_group_of(field);
}

void value_names_offer(enum field_id field, struct suggest *s)
{
    const struct flag_group *g = flag_group_of(field);
    if (g)
        for (const struct name_value *e = enum_names; e->name; e++)
            if (strcmp(e->group, g->group) == 0)
                suggest_offer(s, e->name + strlen(g->prefix));
    for (const struct known *k = names_of[field]; k && k->name; k++)
        suggest_offer(s, k->name);
}
