/* The 802.1Q tag of a frame that leaves. */
#ifndef WFP_VSWITCH_FRAME_TAG_H
#define WFP_VSWITCH_FRAME_TAG_H

#include "pkt/frame.h"
#include "vswitch/switch.h"

/* The frame with its outermost tag as `tag` says, written to `room`, its offload's offsets moved along; SWITCH_TAG_KEEP: the frame
 * itself. A new tag has priority 0, a changed one keeps its priority. False: it does not fit, the frame has no Ethernet header, or
 * no tag that could be removed or changed; *out is untouched then. */
bool frame_retag(const struct frame *frame, enum switch_tag tag, uint16_t vlan, void *room, size_t room_size, struct frame *out);

#endif
