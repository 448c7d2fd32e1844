#include "pkt/offload_info.h"

#include "pkt/wire.h"

#define MSS_BITS           0xfffffu
#define HEADER_OFFSET_BITS 0x3ffu
#define HEADER_OFFSET_AT   20
#define LARGE_SEND_V2      (1u << 30) /* LsoV2Transmit.Type */
#define LARGE_IS_V6        (1u << 31)
#define CHECKSUM_OFFSET_AT 16 /* Transmit.TcpHeaderOffset */

static uint32_t word(const NET_BUFFER_LIST *nbl, unsigned slot)
{
    return (uint32_t)(uintptr_t)nbl->NetBufferListInfo[slot];
}

static void set_word(NET_BUFFER_LIST *nbl, unsigned slot, uint32_t value)
{
    nbl->NetBufferListInfo[slot] = (void *)(uintptr_t)value;
}

static bool is_tcp(const struct headers *h)
{
    return h->protocol == PROTO_TCP && h->has_ports;
}

static bool is_udp(const struct headers *h)
{
    return h->protocol == PROTO_UDP && h->has_ports;
}

/* 0 where the member has no room for it. */
static uint32_t header_offset(const struct headers *h)
{
    return h->transport_offset <= HEADER_OFFSET_BITS ? h->transport_offset : 0;
}

static bool is_v6(const struct headers *h)
{
    return h->family == FAMILY_V6;
}

/* --- to NDIS -------------------------------------------------------------------------------------------------------- */

static uint32_t checksum_to_do(const struct headers *h)
{
    return (is_v6(h) ? SEND_IS_V6 : SEND_IS_V4) | (is_tcp(h) ? SEND_TCP : SEND_UDP) | header_offset(h) << CHECKSUM_OFFSET_AT;
}

static unsigned large_slot(const struct headers *h)
{
    return is_tcp(h) ? TcpLargeSendNetBufferListInfo : UdpSegmentationOffloadInfo;
}

/* LSO of version 2, and USO, which has the same layout but for the type. */
static uint32_t large_to_do(const struct frame_offload *o, const struct headers *h)
{
    return o->gso_size | header_offset(h) << HEADER_OFFSET_AT | (is_tcp(h) ? LARGE_SEND_V2 : 0) |
           (is_v6(h) ? LARGE_IS_V6 : 0);
}

void offload_info_put(NET_BUFFER_LIST *nbl, const struct frame_offload *o, const struct headers *h)
{
    if (!is_tcp(h) && !is_udp(h))
        return;
    if (o->needs_checksum)
        set_word(nbl, TcpIpChecksumNetBufferListInfo, checksum_to_do(h));
    if (o->gso != FRAME_GSO_NONE && o->gso_size)
        set_word(nbl, large_slot(h), large_to_do(o, h));
}

/* --- and back ------------------------------------------------------------------------------------------------------- */

static void get_large(uint32_t size, const struct headers *h, struct frame_offload *o)
{
    if (!size || size > UINT16_MAX || size >= h->payload_size)
        return;
    o->gso = is_udp(h) ? FRAME_GSO_UDP : is_v6(h) ? FRAME_GSO_TCPV6 : FRAME_GSO_TCPV4;
    o->gso_size = (uint16_t)size;
    o->ecn = is_tcp(h) && h->tcp_flags & TCP_CWR;
    o->header_size = (uint16_t)(h->transport_offset + h->transport_header_size);
    o->needs_checksum = true;
}

void offload_info_get(const NET_BUFFER_LIST *nbl, const struct headers *h, struct frame_offload *out)
{
    struct frame_offload o = { .gso = FRAME_GSO_NONE };
    if ((is_tcp(h) || is_udp(h)) && h->transport_offset + h->transport_header_size <= UINT16_MAX) {
        o.needs_checksum = word(nbl, TcpIpChecksumNetBufferListInfo) & (is_tcp(h) ? SEND_TCP : SEND_UDP);
        get_large(word(nbl, large_slot(h)) & MSS_BITS, h, &o);
    }
    if (o.needs_checksum) {
        o.checksum_start = (uint16_t)h->transport_offset;
        o.checksum_offset = is_tcp(h) ? offsetof(struct tcp_wire, checksum) : offsetof(struct udp_wire, checksum);
    }
    *out = o;
}

/* --- the tag -------------------------------------------------------------------------------------------------------- */

/* NDIS_NET_BUFFER_LIST_8021Q_INFO counts the same three from the other end. */
void offload_info_put_tag(NET_BUFFER_LIST *nbl, uint16_t tci)
{
    set_word(nbl, Ieee8021QNetBufferListInfo, tci >> 13 | (tci >> 12 & 1u) << 3 | (tci & 0xfffu) << 4);
}

uint16_t offload_info_tag(const NET_BUFFER_LIST *nbl)
{
    uint32_t w = word(nbl, Ieee8021QNetBufferListInfo);
    return (uint16_t)((w & 7) << 13 | (w >> 3 & 1) << 12 | (w >> 4 & 0xfff));
}
