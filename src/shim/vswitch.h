/* WFP's extension in the virtual switch: a frame enters, the ingress layers are asked, the switch finds its destinations, the
 * egress layers are asked for each of them (docs/behaviour F, G-055). What is left of the way is for the host to deliver. */
#ifndef WFP_SHIM_VSWITCH_H
#define WFP_SHIM_VSWITCH_H

#include "pkt/frame.h"
#include "shim/context.h"
#include "vswitch/switch.h"

struct vswitch_input {
    struct vswitch     *sw;
    uint32_t            source_port; /* 0: trusted, not filtered (F-009) */
    uint16_t            source_nic;
    const struct frame *frame;
    uint64_t            now_ns, number;
    bool                enabled; /* WFP inspects this switch; false: the frame is switched only */
};

struct vswitch_walk {
    const struct pkt_ctx    *walk; /* verdict, decisions, for reports; of the last layer asked */
    const struct switch_way *way;  /* destinations, those that a layer blocked `excluded` */
    const struct frame      *frame; /* what leaves: the input's, or an injected one */
};

/* The answer belongs to the shim and stays until its next walk. */
const struct vswitch_walk *shim_vswitch(struct shim *s, const struct ruleset *rules, const struct vswitch_input *in);
/* The same for a frame that a driver injected (INJECTION_VSWITCH_INGRESS), with injection_status() of walk->walk for its driver
 * (shim/inject.h). A list with several NET_BUFFERs is as many frames, which go one way: shim_vswitch_next() has the answer speak
 * of the next one of them, false: there is none. */
struct injection;
const struct vswitch_walk *shim_vswitch_inject(struct shim *s, const struct ruleset *rules, struct vswitch *sw, struct injection *i,
                                               uint64_t now_ns);
bool shim_vswitch_next(struct shim *s);

#endif
