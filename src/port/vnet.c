#include "port/vnet.h"

#ifndef VIRTIO_NET_HDR_GSO_UDP_L4
#define VIRTIO_NET_HDR_GSO_UDP_L4 5
#endif

static const uint8_t gso_types[] = {
    [FRAME_GSO_NONE] = VIRTIO_NET_HDR_GSO_NONE,
    [FRAME_GSO_TCPV4] = VIRTIO_NET_HDR_GSO_TCPV4,
    [FRAME_GSO_TCPV6] = VIRTIO_NET_HDR_GSO_TCPV6,
    [FRAME_GSO_UDP] = VIRTIO_NET_HDR_GSO_UDP_L4,
};

bool vnet_read(const struct virtio_net_hdr *v, struct frame_offload *out)
{
    struct frame_offload o = { .needs_checksum = v->flags & VIRTIO_NET_HDR_F_NEEDS_CSUM,
                               .checksum_good = v->flags & VIRTIO_NET_HDR_F_DATA_VALID };
    uint8_t              gso = v->gso_type & (uint8_t)~VIRTIO_NET_HDR_GSO_ECN;
    if (o.needs_checksum) {
        o.checksum_start = v->csum_start;
        o.checksum_offset = v->csum_offset;
    }
    while (o.gso < COUNT_OF(gso_types) && gso_types[o.gso] != gso)
        o.gso++;
    if (o.gso == COUNT_OF(gso_types))
        return false;
    if (o.gso != FRAME_GSO_NONE) {
        o.ecn = v->gso_type & VIRTIO_NET_HDR_GSO_ECN;
        o.header_size = v->hdr_len;
        o.gso_size = v->gso_size;
    }
    *out = o;
    return true;
}

void vnet_write(const struct frame_offload *o, struct virtio_net_hdr *out)
{
    *out = (struct virtio_net_hdr){ 0 };
    if (o->needs_checksum) {
        out->flags = VIRTIO_NET_HDR_F_NEEDS_CSUM;
        out->csum_start = o->checksum_start;
        out->csum_offset = o->checksum_offset;
    } else if (o->checksum_good) {
        out->flags = VIRTIO_NET_HDR_F_DATA_VALID;
    }
    if (o->gso == FRAME_GSO_NONE)
        return;
    out->gso_type = (uint8_t)(gso_types[o->gso] | (o->ecn ? VIRTIO_NET_HDR_GSO_ECN : 0));
    out->hdr_len = o->header_size;
    out->gso_size = o->gso_size;
}
