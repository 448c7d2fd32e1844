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

static const struct switch_nic *any_nic(const struct vswitch *sw, uint32_t port_id)
{
    for (uint32_t i = 0; i < vswitch_nic_count(sw); i++)
        if (vswitch_nic_at(sw, i)->port_id == port_id)
            return vswitch_nic_at(sw, i);
    return NULL;
}

static enum wfp_status unplug_nic(struct switch_control *c, uint32_t port_id, uint16_t index, uint8_t state)
{
    if (state == SWITCH_NIC_CONNECTED)
        RETURN_IF(do_nic(c, SWITCH_OID_NIC_DISCONNECT, port_id, index));
    return do_nic(c, SWITCH_OID_NIC_DELETE, port_id, index);
}

enum wfp_status switch_unplug(struct switch_control *c, uint32_t port_id)
{
    const struct vswitch     *sw = switch_control_switch(c);
    const struct switch_port *port = vswitch_port(sw, port_id);
    const struct switch_nic  *nic;
    if (!port)
        return WFP_NOT_FOUND;
    while ((nic = any_nic(sw, port_id)) != NULL)
        RETURN_IF(unplug_nic(c, port_id, nic->index, nic->state));
    if (port->state == SWITCH_PORT_CREATED)
        RETURN_IF(do_port(c, SWITCH_OID_PORT_TEARDOWN, port_id));
    return do_port(c, SWITCH_OID_PORT_DELETE, port_id);
}
