/* struct virtio_net_hdr, which IFF_VNET_HDR and PACKET_VNET_HDR put before a frame, and frame_offload. Private to port/. */
#ifndef WFP_PORT_VNET_H
#define WFP_PORT_VNET_H

#include <linux/virtio_net.h>
#include <stdbool.h>

#include "base/status.h"
#include "pkt/frame.h"

/* False: it says something that a frame cannot carry here. */
MUST_CHECK bool vnet_read(const struct virtio_net_hdr *v, struct frame_offload *out);
void vnet_write(const struct frame_offload *o, struct virtio_net_hdr *out);

#endif
