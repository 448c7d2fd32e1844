#include "host/spread.h"

#include "base/mix.h"
#include "pkt/nb.h"

/* Bytes at the front of a packet that are enough to know its conversation. */
#define FRONT 192u

static uint64_t words_of(const void *data, size_t size)
{
    uint64_t w[2] = { 0 };
    memcpy(w, data, size);
    return w[0] * MIX_STEP + w[1];
}

static uint32_t fold(uint64_t h)
{
    return (uint32_t)(mix64(h) >> 32);
}

/* Sums, so that neither direction is the first. */
static uint32_t spread_of(const struct headers *h)
{
    if (h->family != FAMILY_NONE)
        return fold(words_of(h->src.bytes, 16) + words_of(h->dst.bytes, 16) + h->protocol);
    if (h->has_mac)
        return fold(words_of(h->mac_src, 6) + words_of(h->mac_dst, 6) + h->ether_type);
    return 0;
}

static void parse_frame(struct bytes frame, uint32_t size, struct headers *h)
{
    (void)headers_parse(LINK_ETHERNET, frame, size, 0, h);
}

uint32_t spread_of_frame(struct bytes frame)
{
    struct headers h;
    parse_frame(frame, (uint32_t)bytes_left(&frame), &h);
    return spread_of(&h);
}

/* --- flows ---------------------------------------------------------------------------------------------------------------- */

/* What a flow's key says of a packet, or of the one that an error is about. */
struct ends {
    uint8_t               family, protocol;
    bool                  has_ports;
    const struct ip_addr *src, *dst;
    uint16_t              src_port, dst_port;
};

static uint32_t spread_of_both(const struct ends *e)
{
    uint64_t src = words_of(e->src->bytes, 16) ^ (uint64_t)e->src_port << 20;
    uint64_t dst = words_of(e->dst->bytes, 16) ^ (uint64_t)e->dst_port << 20;
    return fold(src * 0xff51afd7ed558ccdu + dst * 0xff51afd7ed558ccdu + e->protocol);
}

static uint32_t spread_of_ends(const struct ends *e, enum spread_local local)
{
    uint64_t port = !e->has_ports ? 0 : local == SPREAD_LOCAL_SOURCE ? e->src_port : e->dst_port;
    if (e->protocol == PROTO_TCP && e->has_ports)
        return spread_of_both(e);
    return fold(port << 16 | (uint64_t)e->family << 8 | e->protocol);
}

static bool is_icmp(uint8_t protocol)
{
    return protocol == PROTO_ICMP || protocol == PROTO_ICMPV6;
}

uint32_t spread_of_flow(const struct headers *h, enum spread_local local)
{
    struct ends e = { h->family, h->protocol, h->has_ports && !is_icmp(h->protocol), &h->src, &h->dst, h->src_port, h->dst_port };
    if (h->family == FAMILY_NONE)
        return spread_of(h);
    if (local == SPREAD_LOCAL_NONE) {
        e.src_port = e.dst_port = e.protocol = 0; /* which fragments lack, or of which their datagram's is another */
        return spread_of_both(&e);
    }
    if (h->icmp_is_error && h->has_inner && h->inner_has_ports && !is_icmp(h->inner_protocol)) /* the packet in it went the other way */
        e = (struct ends){ h->family, h->inner_protocol, true, &h->inner_dst, &h->inner_src, h->inner_dst_port, h->inner_src_port };
    return spread_of_ends(&e, local);
}

bool spread_needs_ports(const struct headers *h, enum spread_local local)
{
    return local != SPREAD_LOCAL_NONE && h->is_fragment && !is_icmp(h->protocol);
}

/* --- what drivers inject --------------------------------------------------------------------------------------------------- */

static const enum spread_local local_of[INJECTION_PATH_COUNT] = { /* the others have no local end */
    [INJECTION_NETWORK_SEND] = SPREAD_LOCAL_SOURCE,           [INJECTION_TRANSPORT_SEND] = SPREAD_LOCAL_SOURCE,
    [INJECTION_MAC_SEND] = SPREAD_LOCAL_SOURCE,               [INJECTION_NETWORK_RECEIVE] = SPREAD_LOCAL_DESTINATION,
    [INJECTION_TRANSPORT_RECEIVE] = SPREAD_LOCAL_DESTINATION, [INJECTION_MAC_RECEIVE] = SPREAD_LOCAL_DESTINATION,
};

bool spread_of_injection(const struct injection *i, uint32_t *out)
{
    uint8_t           storage[FRONT];
    const NET_BUFFER *nb = i->nbl->FirstNetBuffer;
    uint32_t          length = nb ? nb_length(nb) : 0, n = length < FRONT ? length : FRONT;
    const void       *data = n && i->path != INJECTION_TRANSPORT_SEND ? nb_data(nb, n, storage) : NULL;
    enum spread_local local = local_of[i->path];
    struct headers    h;
    if (!data)
        return false;
    if (i->path >= INJECTION_IP_PATHS)
        parse_frame(bytes_of(data, n), length, &h);
    else
        (void)headers_parse_ip(bytes_of(data, n), length, 0, &h);
    if (i->path == INJECTION_VSWITCH_INGRESS) {
        *out = spread_of(&h);
        return true;
    }
    if ((h.family == FAMILY_NONE && !h.has_mac) || spread_needs_ports(&h, local))
        return false;
    *out = spread_of_flow(&h, local);
    return true;
}
