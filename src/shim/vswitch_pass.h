/* What a shim keeps of the frame that goes through a switch. Private to the shims. */
#ifndef WFP_SHIM_VSWITCH_PASS_H
#define WFP_SHIM_VSWITCH_PASS_H

#include "shim/vswitch.h"
#include "shim/vswitch_view.h"

struct vswitch_pass {
    struct vswitch_walk walk;
    struct switch_way   way;
    struct shim_input   input;
    struct frame        frame;    /* that a driver injected */
    const NET_BUFFER   *injected; /* of which list it was the last that was handed out */
    struct vswitch_view view;
};

/* The shim's; made with the first frame. NULL: no memory. */
struct vswitch_pass *vswitch_pass_of(struct shim *s);
const struct vswitch_walk *vswitch_no_memory(void);
/* The context of p->input is there: the frame enters, and what is left of its way is in p->way. */
void vswitch_pass_walk(struct vswitch_pass *p, struct pkt_ctx *c, struct vswitch *sw, bool filtered);
/* Some layer of the switch has filters. */
bool vswitch_has_rules(const struct ruleset *rules);

#endif
