/* Where in a switch a frame is: what the fields and metadata of the virtual switch's layers say of it. Made when the first layer
 * with filters is asked. */
#ifndef WFP_SHIM_VSWITCH_VIEW_H
#define WFP_SHIM_VSWITCH_VIEW_H

#include "shim/context.h"
#include "vswitch/switch.h"

/* A side of the frame's way. */
struct vswitch_end {
    uint32_t                 port_id;
    uint16_t                 nic_index;
    const struct switch_port *port; /* NULL: there is none */
};

struct vswitch_view {
    const struct vswitch      *sw;
    const struct switch_way   *way;
    const struct frame_offload *offload; /* what the sender left to hardware; NULL: nothing */
    bool                       has_destination, again; /* egress; not the first of several destinations (D-099) */
    struct vswitch_end         source, destination;
    struct vswitch_passed {
        bool ethernet, transport;
    } passed; /* egress layers that look at no destination and let the frame pass */
};

/* `way` and `offload` are set. */
void vswitch_view_begin(struct vswitch_view *v, const struct vswitch *sw);
void vswitch_view_destination(struct vswitch_view *v, const struct switch_destination *to);

/* What few filters ask for is looked up when they do. NULL: none. */
const struct switch_nic *vswitch_view_nic(const struct vswitch_view *v, const struct vswitch_end *e);

/* Adds to the metadata of the layer that is asked. */
void vswitch_view_metadata(struct pkt_ctx *c);

#endif
