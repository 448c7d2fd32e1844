#include "pkt/frame_offload.h"

/* Bits of NDIS_TCP_IP_CHECKSUM_NET_BUFFER_LIST_INFO of a packet that is sent, and of NDIS_TCP_LARGE_SEND_OFFLOAD_NET_BUFFER_LIST_INFO
 * (version 2). */
enum {
    CHECKSUM_IS_V4 = 0x1,
    CHECKSUM_IS_V6 = 0x2,
    CHECKSUM_TCP = 0x4,
    CHECKSUM_UDP = 0x8,
    CHECKSUM_HEADER_SHIFT = 16, /* of the transport header */
    CHECKSUM_HEADER_MAX = 0x3ff,
    LARGE_SIZE_MASK = 0xfffff,
    LARGE_HEADER_SHIFT = 20,
    LARGE_HEADER_MAX = 0x3ff,
};
#define LARGE_IS_VERSION_2 0x40000000u
#define LARGE_IS_V6        0x80000000u

#define TCP_CWR 0x80
#define TCP_CHECKSUM_OFFSET 16u
#define UDP_CHECKSUM_OFFSET 6u

static void *info(uintptr_t bits)
{
    return (void *)bits;
}

static uintptr_t slot(const NET_BUFFER_LIST *nbl, unsigned index)
{
    return (uintptr_t)nbl->NetBufferListInfo[index];
}

void frame_offload_show(const struct frame_offload *o, const struct headers *h, NET_BUFFER_LIST *nbl)
{
    uintptr_t family = h->family == FAMILY_V6 ? CHECKSUM_IS_V6 : CHECKSUM_IS_V4;
    if (!o || !o->needs_checksum || h->family == FAMILY_NONE || (h->protocol != PROTO_TCP && h->protocol != PROTO_UDP))
        return;
    uintptr_t header = h->transport_offset <= CHECKSUM_HEADER_MAX ? h->transport_offset : 0;
    nbl->NetBufferListInfo[TcpIpChecksumNetBufferListInfo] =
        info(family | (h->protocol == PROTO_TCP ? CHECKSUM_TCP : CHECKSUM_UDP) | header << CHECKSUM_HEADER_SHIFT);
    if (o->gso != FRAME_GSO_NONE)
        nbl->NetBufferListInfo[TcpLargeSendNetBufferListInfo] =
            info((o->gso_size & LARGE_SIZE_MASK) | header << LARGE_HEADER_SHIFT | LARGE_IS_VERSION_2 |
                 (h->family == FAMILY_V6 ? LARGE_IS_V6 : 0));
}

static void read_large(const NET_BUFFER_LIST *nbl, const struct headers *h, struct frame_offload *out)
{
    uintptr_t size = slot(nbl, TcpLargeSendNetBufferListInfo) & LARGE_SIZE_MASK;
    if (!size || size > UINT16_MAX || h->payload_size <= size)
        return;
    bool tcp = h->protocol == PROTO_TCP;
    out->gso = !tcp ? FRAME_GSO_UDP : h->family == FAMILY_V6 ? FRAME_GSO_TCPV6 : FRAME_GSO_TCPV4;
    out->gso_size = (uint16_t)size;
    out->header_size = (uint16_t)(h->transport_offset + h->transport_header_size);
    out->ecn = tcp && (h->tcp_flags & TCP_CWR);
}

void frame_offload_read(const NET_BUFFER_LIST *nbl, const struct headers *h, struct frame_offload *out)
{
    bool tcp = h->protocol == PROTO_TCP, udp = h->protocol == PROTO_UDP;
    *out = (struct frame_offload){ 0 };
    if (!h->transport_offset || h->transport_offset > UINT16_MAX ||
        !(slot(nbl, TcpIpChecksumNetBufferListInfo) & ((tcp ? CHECKSUM_TCP : 0) | (udp ? CHECKSUM_UDP : 0))))
        return;
    out->needs_checksum = true;
    out->checksum_start = (uint16_t)h->transport_offset;
    out->checksum_offset = tcp ? TCP_CHECKSUM_OFFSET : UDP_CHECKSUM_OFFSET;
    read_large(nbl, h, out);
}
