#include "pkt/offload_info.h"

#define MSS_BITS           0xfffffu
#define HEADER_OFFSET_BITS 0x3ffu
#define HEADER_OFFSET_AT   20
#define LARGE_SEND_V2      (1u << 30) /* LsoV2Transmit.Type */
#define LARGE_IS_V6        (1u << 31)
#define CHECKSUM_OFFSET_AT 16 /* Transmit.TcpHeaderOffset */
#define TCP_CWR            0x80
#define TCP_CHECKSUM_AT    16
#define UDP_CHECKSUM_AT    6

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

static uint32_t checksum_done(const struct frame_offload *o, const struct headers *h)
{
    return (is_tcp(h) ? RECEIVED_TCP_FINE : RECEIVED_UDP_FINE) | (is_tcp(h) && o->needs_checksum ? RECEIVED_TCP_UNFILLED : 0);
}

/* LSO of version 2, and USO, which has the same layout but for the type. */
static uint32_t large_to_do(const struct frame_offload *o, const struct headers *h)
{
    return o->gso_size | header_offset(h) << HEADER_OFFSET_AT | (is_tcp(h) ? LARGE_SEND_V2 : 0) |
           (is_v6(h) ? LARGE_IS_V6 : 0);
}

static uint32_t segment_count(const struct frame_offload *o, const struct headers *h)
{
    return (h->payload_size + o->gso_size - 1) / o->gso_size;
}

static void put_large(NET_BUFFER_LIST *nbl, enum offload_form form, const struct frame_offload *o, const struct headers *h)
{
    if (form == OFFLOAD_SEND)
        set_word(nbl, is_tcp(h) ? TcpLargeSendNetBufferListInfo : UdpSegmentationOffloadInfo, large_to_do(o, h));
    else if (is_tcp(h))
        set_word(nbl, TcpRecvSegCoalesceInfo, segment_count(o, h) & 0xffff);
    else
        set_word(nbl, UdpRecvSegCoalesceOffloadInfo, (segment_count(o, h) & 0xffff) | (uint32_t)o->gso_size << 16);
}

void offload_info_put(NET_BUFFER_LIST *nbl, enum offload_form form, const struct frame_offload *o, const struct headers *h)
{
    bool fits = is_tcp(h) || is_udp(h);
    if (!fits)
        return;
    if (form == OFFLOAD_SEND && o->needs_checksum)
        set_word(nbl, TcpIpChecksumNetBufferListInfo, checksum_to_do(h));
    if (form == OFFLOAD_RECEIVED && (o->needs_checksum || o->checksum_good))
        set_word(nbl, TcpIpChecksumNetBufferListInfo, checksum_done(o, h));
    if (o->gso != FRAME_GSO_NONE && o->gso_size)
        put_large(nbl, form, o, h);
}

/* --- and back ------------------------------------------------------------------------------------------------------- */

static void get_checksum(uint32_t bits, enum offload_form form, const struct headers *h, struct frame_offload *o)
{
    if (form == OFFLOAD_SEND)
        o->needs_checksum = bits & (is_tcp(h) ? SEND_TCP : SEND_UDP);
    else if (bits & RECEIVED_TCP_UNFILLED && is_tcp(h))
        o->needs_checksum = true;
    else
        o->checksum_good = bits & (is_tcp(h) ? RECEIVED_TCP_FINE : RECEIVED_UDP_FINE);
}

/* Of a coalesced one NDIS says how many segments it was, not how large: all but the last were as large as one another. */
static uint32_t segment_size(const NET_BUFFER_LIST *nbl, enum offload_form form, const struct headers *h)
{
    uint32_t count = word(nbl, TcpRecvSegCoalesceInfo) & 0xffff;
    if (form == OFFLOAD_SEND)
        return word(nbl, is_tcp(h) ? TcpLargeSendNetBufferListInfo : UdpSegmentationOffloadInfo) & MSS_BITS;
    if (is_udp(h))
        return word(nbl, UdpRecvSegCoalesceOffloadInfo) >> 16;
    return count > 1 ? (h->payload_size + count - 1) / count : 0;
}

static void get_large(uint32_t size, const struct headers *h, struct frame_offload *o)
{
    if (!size || size > UINT16_MAX || size >= h->payload_size)
        return;
    o->gso = is_udp(h) ? FRAME_GSO_UDP : is_v6(h) ? FRAME_GSO_TCPV6 : FRAME_GSO_TCPV4;
    o->gso_size = (uint16_t)size;
    o->ecn = is_tcp(h) && h->tcp_flags & TCP_CWR;
    o->header_size = (uint16_t)(h->transport_offset + h->transport_header_size);
    o->needs_checksum = true;
    o->checksum_good = false;
}

void offload_info_get(const NET_BUFFER_LIST *nbl, enum offload_form form, const struct headers *h, struct frame_offload *out)
{
    struct frame_offload o = { .gso = FRAME_GSO_NONE };
    if ((is_tcp(h) || is_udp(h)) && h->transport_offset + h->transport_header_size <= UINT16_MAX) {
        get_checksum(word(nbl, TcpIpChecksumNetBufferListInfo), form, h, &o);
        get_large(segment_size(nbl, form, h), h, &o);
    }
    if (o.needs_checksum) {
        o.checksum_start = (uint16_t)h->transport_offset;
        o.checksum_offset = is_tcp(h) ? TCP_CHECKSUM_AT : UDP_CHECKSUM_AT;
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
