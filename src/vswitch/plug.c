/* A port with its NIC comes and goes, step by step as NDIS orders them. */
#include "vswitch/control.h"

static enum wfp_status do_port(struct switch_control *c, enum switch_oid oid, uint32_t port_id)
{
    return switch_do(c, &(struct switch_request){ .oid = (uint8_t)oid, .port_id = port_id });
}

static enum wfp_status do_nic(struct switch_control *c, enum switch_oid oid, uint32_t port_id, uint16_t index)
{
    return switch_do(c, &(struct switch_request){ .oid = (uint8_t)oid, .port_id = port_id, .nic_index = index });
}

enum wfp_status switch_plug(struct switch_control *c, const struct switch_port *port, const struct switch_nic *nic)
{
    struct switch_nic here = *nic;
    here.port_id = port->id;
    RETURN_IF(switch_do(c, &(struct switch_request){ .oid = SWITCH_OID_PORT_CREATE, .port = port }));
    enum wfp_status err = switch_do(c, &(struct switch_request){ .oid = SWITCH_OID_NIC_CREATE, .nic = &here });
    if (err == WFP_OK)
        err = do_nic(c, SWITCH_OID_NIC_CONNECT, port->id, here.index);
    if (err == WFP_OK)
        return WFP_OK;
    enum wfp_status undone = switch_unplug(c, port->id);
    (void)undone; /* nothing of it can be refused */
    return err;
}

/* What of a port has still to go. */
struct remains {
    const struct vswitch *sw;
    uint32_t              port_id;
    bool                  has_port, has_nic;
    uint8_t               port_state, nic_state;
    uint16_t              nic_index;
};

static void look_for(void *argument)
{
    struct remains           *r = argument;
    const struct switch_port *port = vswitch_port(r->sw, r->port_id);
    r->has_port = port != NULL;
    r->has_nic = false;
    r->port_state = port ? port->state : SWITCH_PORT_UNKNOWN;
    for (uint32_t i = 0; i < vswitch_nic_count(r->sw) && !r->has_nic; i++) {
        const struct switch_nic *nic = vswitch_nic_at(r->sw, i);
        r->has_nic = nic->port_id == r->port_id;
        r->nic_state = nic->state;
        r->nic_index = nic->index;
    }
}

static enum wfp_status unplug_nic(struct switch_control *c, const struct remains *r)
{
    if (r->nic_state == SWITCH_NIC_CONNECTED)
        RETURN_IF(do_nic(c, SWITCH_OID_NIC_DISCONNECT, r->port_id, r->nic_index));
    return do_nic(c, SWITCH_OID_NIC_DELETE, r->port_id, r->nic_index);
}

enum wfp_status switch_unplug(struct switch_control *c, uint32_t port_id)
{
    struct remains r = { .sw = switch_control_switch(c), .port_id = port_id };
    switch_look(c, look_for, &r);
    if (!r.has_port)
        return WFP_NOT_FOUND;
    while (r.has_nic) {
        RETURN_IF(unplug_nic(c, &r));
        switch_look(c, look_for, &r);
    }
    if (r.port_state == SWITCH_PORT_CREATED)
        RETURN_IF(do_port(c, SWITCH_OID_PORT_TEARDOWN, port_id));
    return do_port(c, SWITCH_OID_PORT_DELETE, port_id);
}
