/* Fragment grouping at the forward layer (G-048): the fragments of a routed datagram wait until all have come, and are shown once more as
 * a group before they go on. One object a shim, its owner thread's. */
#ifndef WFP_SHIM_FRAGMENT_GROUP_H
#define WFP_SHIM_FRAGMENT_GROUP_H

#include "shim/context.h"

struct fragment_group;
struct fragment_groups;

MUST_CHECK enum wfp_status fragment_groups_new(struct fragment_groups **out);
void fragment_groups_free(struct fragment_groups *g);
void fragment_groups_expire(struct fragment_groups *g, uint64_t now_ns);

/* "4", "6", or NULL for both: the families of which fragments are grouped. False: no such thing. */
bool fragment_groups_read(const char *text, bool families[FAMILY_COUNT]);

/* The routed fragment of the walk, which IPFORWARD let pass: it waits (c->waits), or completes its group, about which IPFORWARD is asked
 * then, and OUTBOUND_IPPACKET about each of the fragments where the walk `leaves`. What passes is c->group. */
void fragment_group_forward(struct pkt_ctx *c, bool leaves);

/* The fragments in the order in which they came, from their IP headers on; borrowed. */
void fragment_group_each(const struct fragment_group *g, void (*each)(void *context, struct bytes packet), void *context);

#endif
