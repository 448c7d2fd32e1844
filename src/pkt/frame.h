/* A frame between a port and whoever forwards it, with what its sender left to hardware: checksums that are not filled in
 * yet, and large segments that are still one frame (what IFF_VNET_HDR and PACKET_VNET_HDR carry). */
#ifndef WFP_PKT_FRAME_H
#define WFP_PKT_FRAME_H

#include <stdbool.h>
#include <stdint.h>

#include "base/bytes.h"

enum frame_gso { FRAME_GSO_NONE, FRAME_GSO_TCPV4, FRAME_GSO_TCPV6, FRAME_GSO_UDP };

struct frame_offload {
    bool     needs_checksum;  /* the transport checksum holds the pseudo header's only */
    bool     checksum_good;   /* somebody has verified it already */
    bool     ecn;             /* FRAME_GSO_TCP*: the segments carry CWR as RFC 3168 says */
    uint8_t  gso;             /* enum frame_gso */
    uint16_t header_size;     /* with gso: link, IP and transport headers */
    uint16_t gso_size;        /* payload bytes of each segment but the last */
    uint16_t checksum_start;  /* offset in the frame from which the checksum counts */
    uint16_t checksum_offset; /* from there to where it is stored */
};

struct frame {
    struct bytes         bytes; /* from the link header on; borrowed: who hands it over says for how long */
    struct frame_offload offload;
};

#endif
