/* What a frame's sender left to hardware, as a NET_BUFFER_LIST says it: TcpIpChecksumNetBufferListInfo and
 * TcpLargeSendNetBufferListInfo, so that a frame which a driver took and injected again is finished like the others. */
#ifndef WFP_PKT_FRAME_OFFLOAD_H
#define WFP_PKT_FRAME_OFFLOAD_H

#include "pkt/frame.h"
#include "pkt/headers.h"
#include "pkt/nbl_layout.h"

/* `o` NULL: nothing is left. */
void frame_offload_show(const struct frame_offload *o, const struct headers *h, NET_BUFFER_LIST *nbl);
/* `h` are the headers of the frame that the list shows now. Without a TCP or UDP header there is nothing to finish. */
void frame_offload_read(const NET_BUFFER_LIST *nbl, const struct headers *h, struct frame_offload *out);

#endif
