#include "packet_text.h"

#include "cli.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <time.h>

struct out {
    char  *at;
    size_t left;
};

static __attribute__((format(printf, 2, 3))) void put(struct out *o, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int n = vsnprintf(o->at, o->left, format, args);
    va_end(args);
    if (n < 0)
        return;
    size_t used = (size_t)n < o->left ? (size_t)n : o->left - 1;
    o->at += used;
    o->left -= used;
}

static const char *protocol_name(uint8_t p, char number[8])
{
    switch (p) {
    case PROTO_ICMP:
        return "icmp";
    case PROTO_IGMP:
        return "igmp";
    case PROTO_TCP:
        return "tcp";
    case PROTO_UDP:
        return "udp";
    case PROTO_ICMPV6:
        return "icmpv6";
    case 47:
        return "gre";
    case 50:
        return "esp";
    case 51:
        return "ah";
    case 132:
        return "sctp";
    }
    snprintf(number, 8, "ip-%u", p);
    return number;
}

static const char *ether_name(uint16_t type, char number[8])
{
    switch (type) {
    case 0x0806:
        return "arp";
    case 0x88cc:
        return "lldp";
    case 0x888e:
        return "eapol";
    }
    snprintf(number, 8, "0x%04x", type);
    return number;
}

static void put_endpoint(struct out *o, const struct ip_addr *a, uint16_t port, bool has_port)
{
    char text[IP_TEXT_SIZE];
    ip_addr_format(a, text);
    if (!has_port)
        put(o, "%s", text);
    else
        put(o, a->family == FAMILY_V6 ? "[%s]:%u" : "%s:%u", text, port);
}

static void put_tcp_flags(struct out *o, uint8_t flags)
{
    static const struct {
        uint8_t     bit;
        const char *name;
    } names[] = { { TCP_SYN, "SYN" }, { TCP_FIN, "FIN" }, { TCP_RST, "RST" }, { TCP_PSH, "PSH" }, { TCP_ACK, "ACK" }, { TCP_URG, "URG" } };
    const char *between = " ";
    for (unsigned i = 0; i < COUNT_OF(names); i++) {
        if (flags & names[i].bit) {
            put(o, "%s%s", between, names[i].name);
            between = ",";
        }
    }
}

static void put_icmp(struct out *o, const struct headers *h)
{
    bool request = h->icmp_type == 8 || h->icmp_type == 128;
    if (h->icmp_is_echo)
        put(o, " echo %s id %u seq %u", request ? "request" : "reply", h->icmp_id, h->icmp_sequence);
    else
        put(o, " type %u code %u", h->icmp_type, h->icmp_code);
}

static void put_mac(struct out *o, const uint8_t m[6])
{
    put(o, "%02x:%02x:%02x:%02x:%02x:%02x", m[0], m[1], m[2], m[3], m[4], m[5]);
}

char *packet_describe(const struct headers *h, char out[PACKET_TEXT_SIZE])
{
    struct out o = { out, PACKET_TEXT_SIZE };
    char       number[8];
    bool       icmp = h->protocol == PROTO_ICMP || h->protocol == PROTO_ICMPV6;
    out[0] = 0;
    if (h->family == FAMILY_NONE) {
        if (h->has_mac) {
            put_mac(&o, h->mac_src);
            if (h->link == LINK_ETHERNET) {
                put(&o, " > ");
                put_mac(&o, h->mac_dst);
            }
            put(&o, " ");
        }
        put(&o, "%s", h->ether_type ? ether_name(h->ether_type, number) : "frame");
        return out;
    }
    bool ports = h->has_ports && !icmp;
    put_endpoint(&o, &h->src, h->src_port, ports);
    put(&o, " > ");
    put_endpoint(&o, &h->dst, h->dst_port, ports);
    put(&o, " %s", protocol_name(h->protocol, number));
    if (h->is_fragment)
        put(&o, " fragment %u@%u%s", h->fragment_id, h->fragment_offset, h->more_fragments ? "+" : "");
    else if (h->protocol == PROTO_TCP)
        put_tcp_flags(&o, h->tcp_flags);
    else if (icmp && h->has_ports)
        put_icmp(&o, h);
    if (h->has_vlan)
        put(&o, " vlan %u", h->vlan_id);
    return out;
}

/* The last decision that a filter made: the one nearest to the application or the wire. */
static const struct decision *last_named(const struct pkt_ctx *c)
{
    for (uint32_t i = c->decision_count; i > 0; i--)
        if (c->decisions[i - 1].rule)
            return &c->decisions[i - 1];
    return NULL;
}

char *packet_why(const struct pkt_ctx *c, char out[PACKET_TEXT_SIZE])
{
    struct out o = { out, PACKET_TEXT_SIZE };
    const struct decision *d = c->deciding ? c->deciding : last_named(c);
    bool stopped = c->verdict == VERDICT_DISCARD || c->verdict == VERDICT_COUNTERFACTUAL;
    out[0] = 0;
    if (c->verdict == VERDICT_DISCARD)
        put(&o, "%s: %s", discard_reason_name(&c->discard), c->reason);
    else if (c->verdict == VERDICT_COUNTERFACTUAL)
        put(&o, "%s (packet %" PRIu64 ")", c->reason, c->cause);
    else if (d && d->rule)
        put(&o, "%s: %s", d->layer->name, d->rule->name);
    if (c->reason && (!stopped || c->deciding))
        put(&o, "%s%s", out[0] ? "; " : "", c->reason);
    if (c->fragments)
        put(&o, "%scompletes %u fragments", out[0] ? "; " : "", c->fragments);
    return out;
}

static enum colour verdict_colour(enum verdict v)
{
    static const enum colour colours[VERDICT_COUNT] = {
        [VERDICT_PERMIT] = GREEN,  [VERDICT_BLOCK] = RED,          [VERDICT_ABSORB] = MAGENTA,
        [VERDICT_DISCARD] = YELLOW, [VERDICT_COUNTERFACTUAL] = DIM,
    };
    return colours[v];
}

void packet_line(FILE *out, const char *number, double since, const struct pkt_ctx *c, const char *how)
{
    char        text[PACKET_TEXT_SIZE], why[PACKET_TEXT_SIZE];
    const char *then = how && *packet_why(c, why) ? "; " : "";
    packet_why(c, why);
    fprintf(out, "%6s %12.6f %-8s %s%-14s%s %-*s%s%s%s%s\n", number, since, direction_name(c->direction),
            cli_colour(stdout, verdict_colour(c->verdict)), verdict_name(c->verdict), cli_colour(stdout, PLAIN),
            how || why[0] ? 58 : 0, packet_describe(c->frame, text), how || why[0] ? "  " : "", how ? how : "", then, why);
}

char *packet_comment(const struct pkt_ctx *c, char *out, size_t size)
{
    struct out o = { out, size };
    char       why[PACKET_TEXT_SIZE];
    put(&o, "wfp: %s", verdict_name(c->verdict));
    if (*packet_why(c, why))
        put(&o, " (%s)", why);
    put(&o, ";");
    for (uint32_t i = 0; i < c->decision_count; i++) {
        const struct decision *d = &c->decisions[i];
        put(&o, " %s=%s", d->layer->name, d->absorb ? "absorb" : d->block ? "block" : "permit");
        if (d->rule)
            put(&o, "[%s]", d->rule->name);
    }
    return out;
}

char *time_format(uint64_t ns, char out[TIME_TEXT_SIZE])
{
    time_t    seconds = (time_t)(ns / 1000000000u);
    struct tm tm;
    size_t    n = gmtime_r(&seconds, &tm) ? strftime(out, TIME_TEXT_SIZE, "%Y-%m-%dT%H:%M:%S", &tm) : 0;
    snprintf(out + n, TIME_TEXT_SIZE - n, ".%09" PRIu64 "Z", ns % 1000000000u);
    return out;
}

static void json_mac(struct json *j, const char *name, const uint8_t m[6])
{
    char       text[18];
    struct out o = { text, sizeof(text) };
    put_mac(&o, m);
    json_put_string(j, name, text);
}

static void json_link(struct json *j, const struct headers *h)
{
    if (!h->has_mac && !h->ether_type)
        return;
    json_begin_object(j, "link");
    if (h->has_mac)
        json_mac(j, "srcMac", h->mac_src);
    if (h->has_mac && h->link == LINK_ETHERNET)
        json_mac(j, "dstMac", h->mac_dst);
    json_put_number(j, "etherType", h->ether_type);
    if (h->has_vlan)
        json_put_number(j, "vlan", h->vlan_id);
    json_end_object(j);
}

static void json_ip(struct json *j, const struct headers *h)
{
    char text[IP_TEXT_SIZE];
    json_begin_object(j, "ip");
    json_put_number(j, "family", h->family == FAMILY_V4 ? 4 : 6);
    json_put_string(j, "src", ip_addr_format(&h->src, text));
    json_put_string(j, "dst", ip_addr_format(&h->dst, text));
    json_put_number(j, "protocol", h->protocol);
    json_put_number(j, "ttl", h->hop_limit);
    if (h->is_fragment) {
        json_begin_object(j, "fragment");
        json_put_number(j, "id", h->fragment_id);
        json_put_number(j, "offset", h->fragment_offset);
        json_put_bool(j, "more", h->more_fragments);
        json_end_object(j);
    }
    json_end_object(j);
}

static void json_transport(struct json *j, const struct headers *h)
{
    if (!h->has_ports)
        return;
    json_begin_object(j, "transport");
    if (h->protocol == PROTO_ICMP || h->protocol == PROTO_ICMPV6) {
        json_put_number(j, "icmpType", h->icmp_type);
        json_put_number(j, "icmpCode", h->icmp_code);
        if (h->icmp_is_echo) {
            json_put_number(j, "icmpId", h->icmp_id);
            json_put_number(j, "icmpSequence", h->icmp_sequence);
        }
    } else {
        json_put_number(j, "srcPort", h->src_port);
        json_put_number(j, "dstPort", h->dst_port);
    }
    if (h->protocol == PROTO_TCP) {
        json_put_number(j, "flags", h->tcp_flags);
        json_put_number(j, "seq", h->tcp_seq);
        json_put_number(j, "ack", h->tcp_ack);
    }
    json_end_object(j);
}

static void json_decisions(struct json *j, const struct pkt_ctx *c)
{
    json_begin_array(j, "layers");
    for (uint32_t i = 0; i < c->decision_count; i++) {
        const struct decision *d = &c->decisions[i];
        json_begin_object(j, NULL);
        json_put_string(j, "layer", d->layer->name);
        json_put_string(j, "action", d->absorb ? "absorb" : d->block ? "block" : "permit");
        json_put_string(j, "filter", d->rule ? d->rule->name : NULL);
        json_put_u64(j, "filterId", d->rule ? d->rule->id : 0);
        json_end_object(j);
    }
    json_end_array(j);
}

static void json_discard(struct json *j, const struct pkt_ctx *c)
{
    static const char *const modules[] = { [DISCARD_MODULE_NETWORK] = "network",
                                           [DISCARD_MODULE_TRANSPORT] = "transport",
                                           [DISCARD_MODULE_GENERAL] = "general" };
    json_begin_object(j, "discard");
    json_put_string(j, "module", modules[c->discard.module]);
    json_put_string(j, "reason", discard_reason_name(&c->discard));
    json_end_object(j);
}

void packet_json_injected(struct json *j, const struct pkt_ctx *c, const struct packet_injected *injected, const char *as)
{
    if (!injected->by) {
        json_put_bool(j, c->resumed ? "resumed" : "sentByStack", true);
        return;
    }
    json_begin_object(j, "injected");
    json_put_string(j, "by", injected->by);
    json_put_string(j, "path", injected->path);
    if (as)
        json_put_string(j, "as", as);
    json_put_number(j, "times", injected->times);
    json_end_object(j);
}

void packet_json(struct json *j, uint64_t number, uint64_t time_ns, const struct pkt_ctx *c, const struct packet_injected *injected)
{
    const struct headers *h = c->frame;
    char                  text[TIME_TEXT_SIZE];
    json_begin_object(j, NULL);
    json_put_number(j, "packet", (int64_t)number);
    json_put_string(j, "time", time_format(time_ns, text));
    if (injected)
        packet_json_injected(j, c, injected, NULL);
    json_put_string(j, "direction", direction_name(c->direction));
    json_put_string(j, "verdict", verdict_name(c->verdict));
    json_link(j, h);
    if (h->family != FAMILY_NONE)
        json_ip(j, h);
    json_transport(j, h);
    if (c->flow_id)
        json_put_u64(j, "flow", c->flow_id);
    if (c->verdict == VERDICT_DISCARD)
        json_discard(j, c);
    if (c->reason)
        json_put_string(j, "reason", c->reason);
    if (c->verdict == VERDICT_COUNTERFACTUAL)
        json_put_number(j, "cause", (int64_t)c->cause);
    if (c->fragments)
        json_put_number(j, "fragments", c->fragments);
    json_decisions(j, c);
    json_end_object(j);
    json_line(j);
}
