/* What a frame leaves to hardware, as NDIS says it in the slots of NetBufferListInfo, and back: the send form, which a list that goes
 * down a stack has, or one of a machine that a switch connects. Offsets count from the first byte of the list's data, which is the
 * Ethernet header's.
 *
 * Unlike a Windows stack's, a large frame's IP length and the pseudo header's sum count the frame as it is: so Linux has it, and
 * both are right for whoever reads them. */
#ifndef WFP_PKT_OFFLOAD_INFO_H
#define WFP_PKT_OFFLOAD_INFO_H

#include "pkt/frame.h"
#include "pkt/headers.h"
#include "pkt/nbl_layout.h"

/* Bits of NDIS_TCP_IP_CHECKSUM_NET_BUFFER_LIST_INFO; on a list that comes up the same word says what the adapter has done. */
enum {
    SEND_IS_V4 = 0x1,
    SEND_IS_V6 = 0x2,
    SEND_TCP = 0x4,
    SEND_UDP = 0x8,
    RECEIVED_TCP_FINE = 0x8,
    RECEIVED_UDP_FINE = 0x10,
};

/* `h`: of the frame. What it does not leave to hardware, and what its headers do not fit, leaves the slots empty. */
void offload_info_put(NET_BUFFER_LIST *nbl, const struct frame_offload *o, const struct headers *h);
/* The other way, as far as the headers of the list's frame fit. */
void offload_info_get(const NET_BUFFER_LIST *nbl, const struct headers *h, struct frame_offload *out);

/* The 802.1Q tag beside the frame, as it lies in one: priority, DEI, VLAN. 0: none. */
void     offload_info_put_tag(NET_BUFFER_LIST *nbl, uint16_t tci);
uint16_t offload_info_tag(const NET_BUFFER_LIST *nbl);

#endif
