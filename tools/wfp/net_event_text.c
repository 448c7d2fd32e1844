#include "net_event_text.h"

#include <arpa/inet.h>
#include <inttypes.h>
#include <string.h>

#include "base/filetime.h"
#include "base/text.h"
#include "bfe/objects.h"
#include "packet_text.h"

static const char *type_text(enum fwpm_net_event_type type)
{
    static const char prefix[] = "FWPM_NET_EVENT_TYPE_";
    const char       *name = enum_name("FWPM_NET_EVENT_TYPE", type);
    return name ? name + strlen(prefix) : "?";
}

static const char *direction_text(uint32_t direction)
{
    return direction == MS_FWP_DIRECTION_IN ? "in" : direction == MS_FWP_DIRECTION_OUT ? "out" : "forward";
}

static const struct rule *rule_of(const struct ruleset *rules, uint16_t layer, uint64_t id)
{
    uint32_t                  count;
    const struct rule *const *r = ruleset_layer_rules(rules, layer, &count);
    for (uint32_t i = 0; i < count; i++)
        if (r[i]->id == id)
            return r[i];
    return NULL;
}

static const char *address_text(const struct net_event_header *h, const union net_event_address *a, char out[INET6_ADDRSTRLEN])
{
    uint32_t v4 = htonl(a->v4);
    bool     is_v4 = h->family == FAMILY_V4;
    return inet_ntop(is_v4 ? AF_INET : AF_INET6, is_v4 ? (const void *)&v4 : a->v6, out, INET6_ADDRSTRLEN);
}

static void put_mac(struct text *t, const uint8_t m[6])
{
    text_put(t, "%02x:%02x:%02x:%02x:%02x:%02x", m[0], m[1], m[2], m[3], m[4], m[5]);
}

static void put_endpoint(struct text *t, const struct net_event_header *h, const union net_event_address *a, uint16_t port)
{
    char text[INET6_ADDRSTRLEN];
    bool icmp = h->protocol == 1 || h->protocol == 58;
    bool has_port = (h->flags & NET_EVENT_FLAG_LOCAL_PORT_SET) && !icmp;
    address_text(h, a, text);
    text_put(t, has_port && h->family == FAMILY_V6 ? "[%s]" : "%s", text);
    if (has_port)
        text_put(t, ":%u", port);
}

static void put_endpoints(struct text *t, const struct net_event *e)
{
    const struct net_event_header *h = &e->header;
    const char                    *arrow = e->classify.direction == MS_FWP_DIRECTION_OUT ? " > " : " < ";
    char                           protocol[32];
    struct value                   number = { .type = TYPE_UINT8, .u8 = h->protocol };
    if (h->family == FAMILY_NONE) {
        put_mac(t, e->mac.local);
        text_put(t, "%s", arrow);
        put_mac(t, e->mac.remote);
        text_put(t, " 0x%04x", e->mac.ether_type);
        return;
    }
    put_endpoint(t, h, &h->local, h->local_port);
    text_put(t, "%s", arrow);
    put_endpoint(t, h, &h->remote, h->remote_port);
    text_put(t, " %s", value_format(&number, FIELD_IP_PROTOCOL, protocol, sizeof(protocol)));
}

static void put_filter(struct text *t, const struct ruleset *rules, uint16_t layer, uint64_t id)
{
    const struct rule *rule = rule_of(rules, layer, id);
    if (!id) {
        text_put(t, "nobody");
        return;
    }
    text_put(t, "filter %" PRIu64, id);
    if (rule)
        text_put(t, " (%s)", rule->name);
}

char *net_event_describe(const struct net_event *e, const struct ruleset *rules, char out[NET_EVENT_TEXT_SIZE])
{
    const struct net_event_classify *c = &e->classify;
    struct text                      t = text_init(out, NET_EVENT_TEXT_SIZE);
    text_put(&t, "%s at %s, ", type_text(e->type), layer_rows[c->layer].name);
    text_put(&t, "%s, ", direction_text(c->direction));
    put_endpoints(&t, e);
    text_put(&t, ", by ");
    put_filter(&t, rules, c->layer, c->filter);
    for (uint32_t i = 0; c->terminator_count > 1 && i < c->terminator_count; i++) {
        text_put(&t, "%s", i ? ", " : "; ended: ");
        put_filter(&t, rules, c->layer, c->terminators[i].filter);
        text_put(&t, " %s", c->terminators[i].action == ACTION_BLOCK ? "block" : "permit");
    }
    return out;
}

/* --- JSON ------------------------------------------------------------------------------------------------------------- */

static void json_flags(struct json *j, uint32_t flags)
{
    json_begin_array(j, "flags");
    for (uint32_t bit = 1; bit; bit <<= 1)
        if (flags & bit)
            json_put_string(j, NULL, enum_name("FWPM_NET_EVENT_FLAG", bit));
    json_end_array(j);
}

static void json_address(struct json *j, const char *v4, const char *v6, const struct net_event_header *h, uint32_t flag,
                         const union net_event_address *a)
{
    char text[INET6_ADDRSTRLEN];
    if (h->flags & flag)
        json_put_string(j, h->family == FAMILY_V4 ? v4 : v6, address_text(h, a, text));
}

/* A path, not its bytes. */
static void json_app(struct json *j, const struct net_event_header *h)
{
    char         text[4096];
    struct value app = { .type = TYPE_BYTE_BLOB, .blob = (struct byte_blob *)&h->app }; /* formatting only reads */
    if (h->flags & NET_EVENT_FLAG_APP_ID_SET)
        json_put_string(j, "appId", value_format(&app, FIELD_ALE_APP_ID, text, sizeof(text)));
}

static void json_sid(struct json *j, const char *name, const uint8_t *sid)
{
    char text[SID_TEXT_SIZE];
    if (sid)
        json_put_string(j, name, sid_format(sid, text));
}

static void json_header(struct json *j, const struct net_event_header *h)
{
    static const char *const versions[FAMILY_COUNT] = { "FWP_IP_VERSION_NONE", "FWP_IP_VERSION_V4", "FWP_IP_VERSION_V6" };
    char                     text[TIME_TEXT_SIZE];
    json_begin_object(j, "header");
    json_put_string(j, "timeStamp", time_format(filetime_to_ns(h->time), text));
    json_flags(j, h->flags);
    json_put_string(j, "ipVersion", versions[h->family]);
    if (h->flags & NET_EVENT_FLAG_IP_PROTOCOL_SET)
        json_put_number(j, "ipProtocol", h->protocol);
    json_address(j, "localAddrV4", "localAddrV6", h, NET_EVENT_FLAG_LOCAL_ADDR_SET, &h->local);
    json_address(j, "remoteAddrV4", "remoteAddrV6", h, NET_EVENT_FLAG_REMOTE_ADDR_SET, &h->remote);
    if (h->flags & NET_EVENT_FLAG_LOCAL_PORT_SET)
        json_put_number(j, "localPort", h->local_port);
    if (h->flags & NET_EVENT_FLAG_REMOTE_PORT_SET)
        json_put_number(j, "remotePort", h->remote_port);
    if (h->flags & NET_EVENT_FLAG_SCOPE_ID_SET)
        json_put_number(j, "scopeId", h->scope_id);
    json_app(j, h);
    json_sid(j, "userId", h->user);
    json_sid(j, "packageSid", h->package);
    json_end_object(j);
}

static void json_mac(struct json *j, const char *name, const uint8_t m[6])
{
    char        text[18];
    struct text t = text_init(text, sizeof(text));
    put_mac(&t, m);
    json_put_string(j, name, text);
}

static void json_frame(struct json *j, const struct net_event_mac *m)
{
    json_mac(j, "localMacAddr", m->local);
    json_mac(j, "remoteMacAddr", m->remote);
    json_put_number(j, "mediaType", m->media_type);
    json_put_number(j, "ifType", m->interface_type);
    json_put_number(j, "etherType", m->ether_type);
    json_put_number(j, "ndisPortNumber", m->ndis_port);
    json_put_number(j, "vlanTag", m->vlan_tag);
    json_put_u64(j, "ifLuid", m->interface_luid);
}

static void json_classify(struct json *j, const struct net_event *e)
{
    const struct net_event_classify *c = &e->classify;
    bool                             mac = e->type == NET_EVENT_TYPE_CLASSIFY_DROP_MAC;
    json_begin_object(j, e->type == NET_EVENT_TYPE_CLASSIFY_ALLOW ? "classifyAllow" : mac ? "classifyDropMac" : "classifyDrop");
    if (mac)
        json_frame(j, &e->mac);
    json_put_u64(j, "filterId", c->filter);
    json_put_number(j, "layerId", c->layer);
    json_put_number(j, "reauthReason", c->reauthorize_reason);
    json_put_number(j, "originalProfile", c->original_profile);
    json_put_number(j, "currentProfile", c->current_profile);
    json_put_string(j, "msFwpDirection", enum_name("MS_FWP_DIRECTION", c->direction));
    json_put_bool(j, "isLoopback", c->is_loopback);
    json_end_object(j);
}

/* Built-in ones by name, others in braces (H-027). */
static const char *sublayer_name(const struct guid *key, char text[GUID_TEXT_SIZE + 2])
{
    const struct builtin_row *row = builtin_find_key(BUILTIN_SUBLAYER, key);
    char                      plain[GUID_TEXT_SIZE];
    snprintf(text, GUID_TEXT_SIZE + 2, "{%s}", guid_format(key, plain));
    return row ? row->name : text;
}

static void json_terminators(struct json *j, const struct net_event_classify *c)
{
    char text[GUID_TEXT_SIZE + 2];
    json_begin_object(j, "internalFields");
    json_begin_array(j, "terminatingFiltersInfo");
    for (uint32_t i = 0; i < c->terminator_count; i++) {
        json_begin_object(j, NULL);
        json_put_u64(j, "filterId", c->terminators[i].filter);
        json_put_string(j, "subLayer", sublayer_name(&c->terminators[i].sublayer, text));
        json_put_string(j, "actionType", enum_name("FWP_ACTION_TYPE", c->terminators[i].action));
        json_end_object(j);
    }
    json_end_array(j);
    json_end_object(j);
}

void net_event_json(struct json *j, const struct net_event *e)
{
    json_begin_object(j, NULL);
    json_begin_object(j, "netEvent");
    json_header(j, &e->header);
    json_put_string(j, "type", enum_name("FWPM_NET_EVENT_TYPE", e->type));
    json_classify(j, e);
    json_terminators(j, &e->classify);
    json_end_object(j);
    json_end_object(j);
    json_line(j);
}
