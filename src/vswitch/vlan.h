/* VLANs and private VLANs (RFC 5517): in which VLAN a frame travels, which ports that VLAN reaches, and what its tag is there.
 * Private to vswitch/. */
#ifndef WFP_VSWITCH_VLAN_H
#define WFP_VSWITCH_VLAN_H

#include "vswitch/switch.h"

/* Ids in range, a mode that exists, a secondary id that is not the primary. */
bool vlan_valid(const struct switch_vlan *v);
/* Which VLAN a frame that enters at the port travels in; false: it may not enter. */
bool vlan_admit(const struct switch_vlan *at, const struct headers *h, uint16_t *vlan);
/* Whether a frame of `vlan` that came from `from` (NULL: from port 0) may leave at `to`. */
bool vlan_reaches(const struct switch_vlan *from, uint16_t vlan, const struct switch_vlan *to);
/* What the frame's tag becomes where it leaves. */
enum switch_tag vlan_tag(const struct switch_vlan *to, const struct headers *h, uint16_t vlan);

#endif
