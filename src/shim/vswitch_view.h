/* Where in a switch a frame is: what the fields and metadata of the virtual switch's layers say of it. Made when the first layer
 * with filters is asked. */
#ifndef WFP_SHIM_VSWITCH_VIEW_H
#define WFP_SHIM_VSWITCH_VIEW_H

#include "shim/context.h"
#include "vswitch/switch.h"

/* GUIDs and names as the fields have them: UTF-16 with its NUL (P-018). */
#define VSWITCH_TEXT_UNITS SWITCH_NAME_SIZE

struct vswitch_text {
    struct byte_blob blob;
    struct name     *name; /* NULL: there was no memory for one */
    uint16_t         units[VSWITCH_TEXT_UNITS];
};

/* What was written of one NIC, as long as it is called so. */
struct vswitch_nic_text {
    bool                filled, has_vm;
    char                name[SWITCH_NAME_SIZE];
    struct guid         interface_id, vm_id;
    struct vswitch_text interface, vm;
};

#define VSWITCH_NIC_TEXTS 64u

struct vswitch_texts {
    struct guid             switch_id;
    bool                    filled;
    struct vswitch_text     switch_text;
    struct vswitch_nic_text nics[2][VSWITCH_NIC_TEXTS]; /* of sources, of destinations; by port and index */
};

/* A side of the frame's way. */
struct vswitch_end {
    uint32_t                 port_id;
    uint16_t                 nic_index;
    const struct switch_port *port; /* NULL: there is none */
};

struct vswitch_view {
    struct vswitch_texts      *texts;
    const struct vswitch      *sw;
    const struct switch_way   *way;
    const struct frame_offload *offload; /* what the sender left to hardware; NULL: nothing */
    bool                       has_destination, again; /* egress; not the first of several destinations (D-099) */
    struct vswitch_end         source, destination;
    struct vswitch_passed {
        bool ethernet, transport;
    } passed; /* egress layers that look at no destination and let the frame pass */
};

void vswitch_texts_fini(struct vswitch_texts *t);

/* `texts`, `way` and `offload` are set. */
void vswitch_view_begin(struct vswitch_view *v, const struct vswitch *sw);
void vswitch_view_destination(struct vswitch_view *v, const struct switch_destination *to);

/* What few filters ask for is looked up when they do. */
const struct vswitch_text     *vswitch_view_id(const struct vswitch_view *v);
const struct switch_nic       *vswitch_view_nic(const struct vswitch_view *v, const struct vswitch_end *e);      /* NULL: none */
const struct vswitch_nic_text *vswitch_view_nic_text(const struct vswitch_view *v, const struct vswitch_end *e); /* the same */

/* Adds to the metadata of the layer that is asked. */
void vswitch_view_metadata(struct pkt_ctx *c);

#endif
