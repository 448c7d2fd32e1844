/* Checks that look at one filter at a time. */
#include <string.h>

#include "bfe/linter.h"
#include "bfe/objects.h"
#include "model/words.h"

#define MANY_CONDITIONS   64u
#define SERVICE_PORT_MAX  1023u
#define ICMP_TYPE_MAX     255u
#define PROTOCOL_ICMP     1u
#define PROTOCOL_ICMPV6   58u

bool lint_layer_is_replayed(const struct layer_row *layer)
{
    static const bool replayed[PAIR_COUNT] = {
        [PAIR_INBOUND_MAC_FRAME_ETHERNET] = true, [PAIR_OUTBOUND_MAC_FRAME_ETHERNET] = true,
        [PAIR_INBOUND_MAC_FRAME_NATIVE] = true,   [PAIR_OUTBOUND_MAC_FRAME_NATIVE] = true,
        [PAIR_INBOUND_IPPACKET] = true,           [PAIR_OUTBOUND_IPPACKET] = true,
        [PAIR_IPFORWARD] = true,                  [PAIR_INBOUND_TRANSPORT] = true,
        [PAIR_OUTBOUND_TRANSPORT] = true,         [PAIR_INBOUND_ICMP_ERROR] = true,
        [PAIR_OUTBOUND_ICMP_ERROR] = true,        [PAIR_DATAGRAM_DATA] = true,
        [PAIR_ALE_AUTH_CONNECT] = true,           [PAIR_ALE_AUTH_RECV_ACCEPT] = true,
        [PAIR_ALE_FLOW_ESTABLISHED] = true,       [PAIR_ALE_ENDPOINT_CLOSURE] = true,
    };
    return replayed[layer->pair];
}

/* What the shims of a replay fill (src/shim/fields.c; tests/conformance/policy_schema_test.py compares). */
static bool field_is_captured(enum field_id field)
{
    static const bool captured[FIELD_COUNT] = {
        [FIELD_IP_LOCAL_ADDRESS] = true,
        [FIELD_IP_REMOTE_ADDRESS] = true,
        [FIELD_IP_SOURCE_ADDRESS] = true,
        [FIELD_IP_DESTINATION_ADDRESS] = true,
        [FIELD_IP_LOCAL_ADDRESS_TYPE] = true,
        [FIELD_IP_DESTINATION_ADDRESS_TYPE] = true,
        [FIELD_IP_PROTOCOL] = true,
        [FIELD_IP_LOCAL_PORT] = true,
        [FIELD_IP_REMOTE_PORT] = true,
        [FIELD_FLAGS] = true,
        [FIELD_DIRECTION] = true,
        [FIELD_REAUTHORIZE_REASON] = true,
        [FIELD_ORIGINAL_ICMP_TYPE] = true,
        [FIELD_INTERFACE_TYPE] = true,
        [FIELD_INTERFACE_INDEX] = true,
        [FIELD_SUB_INTERFACE_INDEX] = true,
        [FIELD_SOURCE_INTERFACE_INDEX] = true,
        [FIELD_SOURCE_SUB_INTERFACE_INDEX] = true,
        [FIELD_DESTINATION_INTERFACE_INDEX] = true,
        [FIELD_DESTINATION_SUB_INTERFACE_INDEX] = true,
        [FIELD_ARRIVAL_INTERFACE_INDEX] = true,
        [FIELD_ARRIVAL_INTERFACE_TYPE] = true,
        [FIELD_NEXTHOP_INTERFACE_TYPE] = true,
        [FIELD_NEXTHOP_INTERFACE_INDEX] = true,
        [FIELD_NEXTHOP_SUB_INTERFACE_INDEX] = true,
        [FIELD_EMBEDDED_PROTOCOL] = true,
        [FIELD_EMBEDDED_REMOTE_ADDRESS] = true,
        [FIELD_EMBEDDED_LOCAL_ADDRESS_TYPE] = true,
        [FIELD_EMBEDDED_LOCAL_PORT] = true,
        [FIELD_EMBEDDED_REMOTE_PORT] = true,
        [FIELD_MAC_LOCAL_ADDRESS] = true,
        [FIELD_MAC_REMOTE_ADDRESS] = true,
        [FIELD_MAC_LOCAL_ADDRESS_TYPE] = true,
        [FIELD_MAC_REMOTE_ADDRESS_TYPE] = true,
        [FIELD_INTERFACE_MAC_ADDRESS] = true,
        [FIELD_ETHER_TYPE] = true,
        [FIELD_VLAN_ID] = true,
        [FIELD_L2_FLAGS] = true,
        [FIELD_NDIS_MEDIA_TYPE] = true,
        [FIELD_NDIS_PHYSICAL_MEDIA_TYPE] = true,
        [FIELD_NDIS_PORT] = true,
    };
    return captured[field];
}

/* What a capture does not tell, but the user of a replay may. */
static const char *told_by_option(enum field_id field)
{
    return field == FIELD_ALE_APP_ID ? "--app" : field == FIELD_ALE_USER_ID ? "--user" : NULL;
}

static void check_capture(struct linter *l, const struct rule *rule, enum field_id field)
{
    const char *option = told_by_option(field);
    if (option)
        lint_add(l, LINT_FIELD_NOT_IN_REPLAY, rule, NULL,
                 "a capture does not tell %s; without `wfp replay %s` the condition never holds there",
                 condition_rows[field].name, option);
    else if (!field_is_captured(field))
        lint_add(l, LINT_FIELD_NOT_IN_REPLAY, rule, NULL,
                 "a capture does not tell %s, so in a replay the condition never holds", condition_rows[field].name);
}

/* Fields that every classify of a layer fills, so that asking for EMPTY asks for nothing. */
static bool field_is_always_filled(enum field_id field)
{
    static const bool filled[FIELD_COUNT] = {
        [FIELD_IP_PROTOCOL] = true,         [FIELD_IP_LOCAL_ADDRESS] = true,   [FIELD_IP_SOURCE_ADDRESS] = true,
        [FIELD_IP_DESTINATION_ADDRESS] = true, [FIELD_FLAGS] = true,           [FIELD_ETHER_TYPE] = true,
        [FIELD_MAC_LOCAL_ADDRESS] = true,   [FIELD_MAC_REMOTE_ADDRESS] = true, [FIELD_MAC_SOURCE_ADDRESS] = true,
        [FIELD_MAC_DESTINATION_ADDRESS] = true,
    };
    return filled[field];
}

static bool is_block(const struct rule *r)
{
    return r->action == ACTION_BLOCK;
}

static bool asks_empty(const struct group *g)
{
    for (uint32_t i = 0; i < g->other_count; i++)
        if (g->others[i]->value.type == TYPE_EMPTY)
            return true;
    return false;
}

static void check_group(struct linter *l, const struct lint_layer *layer, const struct rule *rule, const struct group *g)
{
    const char    *name = condition_rows[g->field].name;
    enum data_type type = layer->row->fields[layer_field_index(layer->row, g->field)].type;
    bool           never_empty = asks_empty(g) && field_is_always_filled(g->field);
    if (group_is_empty(g))
        lint_add(l, LINT_NEVER_MATCHES, rule, NULL,
                 "the conditions on %s ask for a value outside its type; compare with a value inside it", name);
    else if (never_empty && g->condition_count == 1)
        lint_add(l, LINT_NEVER_MATCHES, rule, NULL, "%s is never empty at %s; leave the condition out", name,
                 layer->row->name);
    else if (never_empty || g->impossible_count)
        lint_add(l, LINT_DEAD_ALTERNATIVE, rule, NULL,
                 "one of the conditions on %s can never hold; remove it, the others still match", name);
    if (group_is_full(g, type))
        lint_add(l, LINT_ANY_VALUE, rule, NULL,
                 "conditions on one field are alternatives, and those on %s together take every value; "
                 "use one range for an interval, or a filter above for an exception", name);
    if (lint_layer_is_replayed(layer->row) && !asks_empty(g))
        check_capture(l, rule, g->field);
}

/* Of a station; group addresses belong to nobody. */
static bool asks_station(const struct rule *rule, enum field_id field)
{
    for (uint32_t i = 0; i < rule->condition_count; i++) {
        const struct condition *c = &rule->conditions[i];
        if (c->field == field && c->value.type == TYPE_BYTE_ARRAY6 && !(c->value.bytes6[0] & 1))
            return true;
    }
    return false;
}

/* F-010: addresses change while a machine runs, and one port may have several. */
static void check_switch(struct linter *l, const struct lint_layer *layer, const struct candidate *c)
{
    static const enum field_id addresses[] = { FIELD_MAC_SOURCE_ADDRESS, FIELD_MAC_DESTINATION_ADDRESS };
    for (unsigned i = 0; layer_is_of_switch(layer->row) && i < COUNT_OF(addresses); i++)
        if (asks_station(c->rule, addresses[i]))
            lint_add(l, LINT_MAC_IN_SWITCH, c->rule, NULL,
                     "%s changes at run time, and a port may have several; ask for VSWITCH_%s_INTERFACE_ID or _VM_ID, which stay",
                     condition_rows[addresses[i]].name, i ? "DESTINATION" : "SOURCE");
}

/* Ports of ICMP are its type and code. */
static void check_ports(struct linter *l, const struct lint_layer *layer, const struct candidate *c)
{
    const struct group *protocol = shape_group(&c->shape, FIELD_IP_PROTOCOL);
    const struct group *local = shape_group(&c->shape, FIELD_IP_LOCAL_PORT);
    const struct group *remote = shape_group(&c->shape, FIELD_IP_REMOTE_PORT);
    bool icmp = protocol && (group_within(protocol, PROTOCOL_ICMP, PROTOCOL_ICMP) ||
                             group_within(protocol, PROTOCOL_ICMPV6, PROTOCOL_ICMPV6));
    if (!local && !remote)
        return;
    if (!protocol && layer_field_index(layer->row, FIELD_IP_PROTOCOL) >= 0)
        lint_add(l, LINT_PORT_WITHOUT_PROTOCOL, c->rule, NULL,
                 "%s without IP_PROTOCOL matches TCP, UDP and the ICMP type or code of that number; add IP_PROTOCOL",
                 remote ? "IP_REMOTE_PORT" : "IP_LOCAL_PORT");
    if (icmp && ((local && group_within(local, ICMP_TYPE_MAX + 1, UINT16_MAX)) ||
                 (remote && group_within(remote, ICMP_TYPE_MAX + 1, UINT16_MAX))))
        lint_add(l, LINT_NEVER_MATCHES, c->rule, NULL,
                 "with ICMP the local port is the type and the remote port the code, and both are at most %u", ICMP_TYPE_MAX);
}

/* ALE_AUTH_CONNECT is for connections that go out: the service is remote. ALE_AUTH_RECV_ACCEPT is the other way round. */
static void check_port_side(struct linter *l, const struct lint_layer *layer, const struct candidate *c)
{
    bool                out = layer->row->pair == LAYER(ALE_AUTH_CONNECT);
    bool                in = layer->row->pair == LAYER(ALE_AUTH_RECV_ACCEPT);
    enum field_id       client = out ? FIELD_IP_LOCAL_PORT : FIELD_IP_REMOTE_PORT;
    enum field_id       service = out ? FIELD_IP_REMOTE_PORT : FIELD_IP_LOCAL_PORT;
    const struct group *g = shape_group(&c->shape, client);
    const struct group *protocol = shape_group(&c->shape, FIELD_IP_PROTOCOL);
    if ((!out && !in) || !g || shape_group(&c->shape, service) || !group_within(g, 1, SERVICE_PORT_MAX))
        return;
    if (protocol && !group_within(protocol, 6, 17))
        return; /* an ICMP type or code */
    lint_add(l, LINT_PORT_SIDE, c->rule, NULL,
             "%s is for connections going %s, where %s is the client's own port; ask for %s, or use %s", layer->row->name,
             out ? "out" : "in", condition_rows[client].name, condition_rows[service].name,
             out ? "ALE_AUTH_RECV_ACCEPT" : "ALE_AUTH_CONNECT");
}

static void check_layer(struct linter *l, const struct lint_layer *layer, const struct candidate *c)
{
    enum layer_pair pair = layer->row->pair;
    bool            transport = pair == LAYER(INBOUND_TRANSPORT) || pair == LAYER(OUTBOUND_TRANSPORT);
    bool            decides = is_block(c->rule) || c->rule->action == ACTION_PERMIT;
    if (!lint_layer_is_replayed(layer->row))
        lint_add(l, LINT_NOT_IN_REPLAY, c->rule, NULL,
                 "no packet of a capture comes to %s, so a replay never asks this filter; %s", layer->row->name,
                 pair == LAYER(ALE_AUTH_LISTEN) || pair == LAYER(ALE_RESOURCE_ASSIGNMENT)
                     ? "ALE_AUTH_RECV_ACCEPT sees what reaches a listener"
                 : layer_is_of_switch(layer->row) ? "it is for frames in a virtual switch, `wfp run --switch`"
                     : "use a packet layer or ALE_AUTH_CONNECT / ALE_AUTH_RECV_ACCEPT");
    if (decides && pair == LAYER(ALE_FLOW_ESTABLISHED))
        lint_add(l, LINT_NOTIFICATION_LAYER, c->rule, NULL,
                 "at %s the connection is up: a block tears it down and is for emergencies; decide at ALE_AUTH_CONNECT or "
                 "ALE_AUTH_RECV_ACCEPT", layer->row->name);
    if (decides && (pair == LAYER(ALE_ENDPOINT_CLOSURE) || pair == LAYER(ALE_RESOURCE_RELEASE)))
        lint_add(l, LINT_NOTIFICATION_LAYER, c->rule, NULL, "%s only tells that the endpoint closes; the action changes nothing",
                 layer->row->name);
    if (layer->row->is_discard && c->rule->action == ACTION_PERMIT)
        lint_add(l, LINT_DISCARD_PERMIT, c->rule, NULL,
                 "what comes to %s is already dropped; a permit cannot bring it back, permit it at the layer that drops it",
                 layer->row->name);
    if (transport && !layer->row->is_discard && decides && shape_group(&c->shape, FIELD_IP_PROTOCOL) &&
        group_within(shape_group(&c->shape, FIELD_IP_PROTOCOL), 6, 6))
        lint_add(l, LINT_EVERY_PACKET, c->rule, NULL,
                 "%s asks for every packet, of connections made before too; to decide once a connection use ALE_AUTH_%s",
                 layer->row->name, pair == LAYER(INBOUND_TRANSPORT) ? "RECV_ACCEPT" : "CONNECT");
}

static uint32_t builtin_weight(const char *name)
{
    for (unsigned i = 0; i < builtin_count; i++)
        if (strcmp(builtin_rows[i].name, name) == 0)
            return builtin_rows[i].weight;
    return UINT32_MAX;
}

static void check_callout(struct linter *l, const struct rule *rule)
{
    bool              blocks = rule->action == ACTION_CALLOUT_TERMINATING || rule->action == ACTION_CALLOUT_UNKNOWN;
    const char       *effect = "is skipped";
    if (!(rule->action & ACTION_FLAG_CALLOUT))
        return;
    if (blocks)
        effect = rule->flags & FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED ? "permits" : "blocks";
    lint_add(l, LINT_CALLOUT_BLOCKS, rule, NULL,
             "no policy registers a callout: without a module that does, the filter %s all it matches%s", effect,
             blocks && !(rule->flags & FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED)
                 ? "; load the module or set permitIfCalloutUnregistered" : "; load the module");
}

/* C-097: IPsec's own callouts stand in UNIVERSAL, and come first. */
static void check_callout_sublayer(struct linter *l, const struct lint_layer *layer, const struct rule *rule)
{
    static const bool with_ipsec[PAIR_COUNT] = {
        [PAIR_INBOUND_TRANSPORT] = true, [PAIR_OUTBOUND_TRANSPORT] = true,    [PAIR_ALE_AUTH_LISTEN] = true,
        [PAIR_ALE_AUTH_CONNECT] = true,  [PAIR_ALE_AUTH_RECV_ACCEPT] = true,  [PAIR_ALE_FLOW_ESTABLISHED] = true,
        [PAIR_ALE_RESOURCE_ASSIGNMENT] = true,
    };
    uint32_t universal = builtin_weight("FWPM_SUBLAYER_UNIVERSAL");
    if (!(rule->action & ACTION_FLAG_CALLOUT) || !with_ipsec[layer->row->pair] || rule->sublayer->weight < universal)
        return;
    lint_add(l, LINT_CALLOUT_SUBLAYER, rule, NULL,
             "its callout comes no later than IPsec's; give its sublayer a weight below that of UNIVERSAL, %u", universal);
}

/* A block that asks for nothing but perhaps the protocol or the direction. */
static void check_loopback(struct linter *l, const struct lint_layer *layer, const struct candidate *c)
{
    if (!is_block(c->rule) || layer->row->is_discard || layer_field_index(layer->row, FIELD_FLAGS) < 0)
        return;
    if (layer->row->family == FAMILY_NONE || layer->row->pair == LAYER(IPFORWARD))
        return; /* loopback has no frame and is not forwarded */
    for (uint32_t i = 0; i < c->shape.group_count; i++)
        if (c->shape.groups[i].field != FIELD_IP_PROTOCOL && c->shape.groups[i].field != FIELD_DIRECTION)
            return;
    lint_add(l, LINT_LOOPBACK, c->rule, NULL,
             "it blocks loopback too, on which many programs depend; add FLAGS flagsNoneSet [\"IS_LOOPBACK\"]");
}

static void check_path(struct linter *l, const struct candidate *c)
{
    static const enum field_id fields[] = { FIELD_ALE_APP_ID, FIELD_ALE_ORIGINAL_APP_ID };
    for (size_t i = 0; i < COUNT_OF(fields); i++) {
        const struct group *g = shape_group(&c->shape, fields[i]);
        for (uint32_t k = 0; g && k < g->other_count; k++) {
            const struct value *v = &g->others[k]->value;
            if (v->type == TYPE_BYTE_BLOB && g->others[k]->match <= MATCH_EQUAL && v->blob->size > 2 &&
                v->blob->data[0] != '/' &&
                v->blob->data[0] != '\\')
                lint_add(l, LINT_RELATIVE_PATH, c->rule, NULL,
                         "%s is the absolute path of the program; write it in full, or use match prefix, which looks at the end",
                         condition_rows[fields[i]].name);
        }
    }
}

static void check_protocol_family(struct linter *l, const struct lint_layer *layer, const struct candidate *c)
{
    const struct group *g = shape_group(&c->shape, FIELD_IP_PROTOCOL);
    uint64_t            wrong = layer->row->family == FAMILY_V4 ? PROTOCOL_ICMPV6 : PROTOCOL_ICMP;
    uint32_t            i = lint_index(c->rule), twin = layer->row->family == FAMILY_V4 ? i + 1 : i - 1;
    const struct filter *filters = l->policy->filters;
    if (!g || layer->row->family == FAMILY_NONE || !group_within(g, wrong, wrong))
        return;
    /* A pair of layers gives two neighbours of one name; the other of them is the one that is meant. */
    if (twin < l->policy->filter_count && strcmp(filters[twin].name, filters[i].name) == 0)
        return;
    lint_add(l, LINT_NEVER_MATCHES, c->rule, NULL, "%s never carries protocol %u; %s is %u",
             layer->row->family == FAMILY_V4 ? "IPv4" : "IPv6",
             (unsigned)wrong, wrong == PROTOCOL_ICMP ? "ICMPv6" : "ICMP",
             wrong == PROTOCOL_ICMP ? PROTOCOL_ICMPV6 : PROTOCOL_ICMP);
}

void lint_single(struct linter *l, const struct lint_layer *layer)
{
    for (uint32_t i = 0; i < layer->count; i++) {
        const struct candidate *c = &layer->candidates[i];
        for (uint32_t k = 0; k < c->shape.group_count; k++)
            check_group(l, layer, c->rule, &c->shape.groups[k]);
        check_layer(l, layer, c);
        check_ports(l, layer, c);
        check_port_side(l, layer, c);
        check_switch(l, layer, c);
        check_callout(l, c->rule);
        check_callout_sublayer(l, layer, c->rule);
        check_loopback(l, layer, c);
        check_path(l, c);
        check_protocol_family(l, layer, c);
        if (c->rule->condition_count > MANY_CONDITIONS)
            lint_add(l, LINT_MANY_CONDITIONS, c->rule, NULL,
                     "%u conditions are compared for every packet at %s; use subnets and ranges, or fewer of them",
                     c->rule->condition_count, layer->row->name);
        if (l->policy->sublayer_count && guid_is_zero(&l->policy->filters[lint_index(c->rule)].sublayer))
            lint_add(l, LINT_DEFAULT_SUBLAYER, c->rule, NULL,
                     "it has no subLayer and so stands in UNIVERSAL, among the filters of others; name one of yours");
    }
}
