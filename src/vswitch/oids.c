/* What each request needs, and what it changes. The states follow NDIS: a port is created, may be torn down when its NICs are gone,
 * and is deleted then; a NIC is created, connected, disconnected, deleted. */
#include <assert.h>

#include "vswitch/control_state.h"
#include "vswitch/state.h"

typedef enum wfp_status check_fn(const struct switch_control *c, const struct switch_request *r);
typedef enum wfp_status apply_fn(struct switch_control *c, const struct switch_request *r);

/* --- ports ----------------------------------------------------------------------------------------------------------------- */

static uint32_t nics_of(const struct vswitch *sw, uint32_t port_id)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < vswitch_nic_count(sw); i++)
        count += vswitch_nic_at(sw, i)->port_id == port_id;
    return count;
}

static enum wfp_status port_in_state(const struct switch_control *c, uint32_t port_id, enum switch_port_state state)
{
    const struct switch_port *port = vswitch_port(c->config.sw, port_id);
    if (!port)
        return WFP_NOT_FOUND;
    return port->state == state ? WFP_OK : WFP_UNSUCCESSFUL;
}

static enum wfp_status check_port_create(const struct switch_control *c, const struct switch_request *r)
{
    const struct vswitch *sw = c->config.sw;
    if (!r->port || !switch_port_valid(r->port))
        return WFP_INVALID_ARGUMENT;
    if (vswitch_port(sw, r->port_id))
        return WFP_ALREADY_EXISTS;
    return vswitch_port_count(sw) < SWITCH_MAX_PORTS ? WFP_OK : WFP_OUT_OF_BOUNDS;
}

static enum wfp_status check_port_updated(const struct switch_control *c, const struct switch_request *r)
{
    if (!r->port || !switch_port_valid(r->port))
        return WFP_INVALID_ARGUMENT;
    return port_in_state(c, r->port_id, SWITCH_PORT_CREATED);
}

static enum wfp_status check_port_teardown(const struct switch_control *c, const struct switch_request *r)
{
    RETURN_IF(port_in_state(c, r->port_id, SWITCH_PORT_CREATED));
    return nics_of(c->config.sw, r->port_id) ? WFP_IN_USE : WFP_OK;
}

static enum wfp_status check_port_delete(const struct switch_control *c, const struct switch_request *r)
{
    return port_in_state(c, r->port_id, SWITCH_PORT_TEARDOWN);
}

static enum wfp_status apply_port_create(struct switch_control *c, const struct switch_request *r)
{
    struct switch_port port = *r->port;
    port.state = SWITCH_PORT_CREATED;
    return vswitch_port_add(c->config.sw, &port);
}

static enum wfp_status apply_port_updated(struct switch_control *c, const struct switch_request *r)
{
    struct switch_port port = *r->port;
    port.state = SWITCH_PORT_CREATED;
    return vswitch_port_set(c->config.sw, &port);
}

static enum wfp_status apply_port_teardown(struct switch_control *c, const struct switch_request *r)
{
    struct switch_port port = *vswitch_port(c->config.sw, r->port_id);
    port.state = SWITCH_PORT_TEARDOWN;
    return vswitch_port_set(c->config.sw, &port);
}

static enum wfp_status apply_port_delete(struct switch_control *c, const struct switch_request *r)
{
    properties_forget_port(c, r->port_id);
    return vswitch_port_remove(c->config.sw, r->port_id);
}

/* --- NICs ------------------------------------------------------------------------------------------------------------------ */

#define BIT(state) (1u << (state))

static enum wfp_status nic_in_states(const struct switch_control *c, const struct switch_request *r, unsigned states)
{
    const struct switch_nic *nic = vswitch_nic(c->config.sw, r->port_id, r->nic_index);
    if (!nic)
        return WFP_NOT_FOUND;
    return states & BIT(nic->state) ? WFP_OK : WFP_UNSUCCESSFUL;
}

static enum wfp_status check_nic_create(const struct switch_control *c, const struct switch_request *r)
{
    const struct vswitch *sw = c->config.sw;
    if (!r->nic || !switch_nic_valid(r->nic))
        return WFP_INVALID_ARGUMENT;
    RETURN_IF(port_in_state(c, r->port_id, SWITCH_PORT_CREATED));
    if (vswitch_nic(sw, r->port_id, r->nic_index))
        return WFP_ALREADY_EXISTS;
    return vswitch_nic_count(sw) < SWITCH_MAX_NICS ? WFP_OK : WFP_OUT_OF_BOUNDS;
}

static enum wfp_status check_nic_connect(const struct switch_control *c, const struct switch_request *r)
{
    return nic_in_states(c, r, BIT(SWITCH_NIC_CREATED));
}

static enum wfp_status check_nic_updated(const struct switch_control *c, const struct switch_request *r)
{
    if (!r->nic || !switch_nic_valid(r->nic))
        return WFP_INVALID_ARGUMENT;
    return nic_in_states(c, r, BIT(SWITCH_NIC_CREATED) | BIT(SWITCH_NIC_CONNECTED));
}

static enum wfp_status check_nic_disconnect(const struct switch_control *c, const struct switch_request *r)
{
    return nic_in_states(c, r, BIT(SWITCH_NIC_CONNECTED));
}

/* One whose creation went no further may go too: it never was connected. */
static enum wfp_status check_nic_delete(const struct switch_control *c, const struct switch_request *r)
{
    return nic_in_states(c, r, BIT(SWITCH_NIC_CREATED) | BIT(SWITCH_NIC_DISCONNECTED));
}

static enum wfp_status check_nic_save(const struct switch_control *c, const struct switch_request *r)
{
    if (r->oid == SWITCH_OID_NIC_SAVE && !r->saved)
        return WFP_INVALID_ARGUMENT;
    return nic_in_states(c, r, BIT(SWITCH_NIC_CREATED) | BIT(SWITCH_NIC_CONNECTED) | BIT(SWITCH_NIC_DISCONNECTED));
}

static enum wfp_status check_nic_restore(const struct switch_control *c, const struct switch_request *r)
{
    if (r->oid == SWITCH_OID_NIC_RESTORE && !r->state)
        return WFP_INVALID_ARGUMENT;
    return nic_in_states(c, r, BIT(SWITCH_NIC_CREATED) | BIT(SWITCH_NIC_CONNECTED));
}

static enum wfp_status apply_nic_create(struct switch_control *c, const struct switch_request *r)
{
    struct switch_nic nic = *r->nic;
    nic.state = SWITCH_NIC_CREATED;
    return vswitch_nic_add(c->config.sw, &nic);
}

static enum wfp_status apply_nic_updated(struct switch_control *c, const struct switch_request *r)
{
    struct switch_nic nic = *r->nic;
    nic.state = vswitch_nic(c->config.sw, r->port_id, r->nic_index)->state;
    return vswitch_nic_set(c->config.sw, &nic);
}

static enum wfp_status apply_nic_state(struct switch_control *c, const struct switch_request *r)
{
    struct switch_nic nic = *vswitch_nic(c->config.sw, r->port_id, r->nic_index);
    nic.state = r->oid == SWITCH_OID_NIC_CONNECT ? SWITCH_NIC_CONNECTED : SWITCH_NIC_DISCONNECTED;
    return vswitch_nic_set(c->config.sw, &nic);
}

static enum wfp_status apply_nic_delete(struct switch_control *c, const struct switch_request *r)
{
    return vswitch_nic_remove(c->config.sw, r->port_id, r->nic_index);
}

/* --- the switch, properties ---------------------------------------------------------------------------------------------------- */

static enum wfp_status check_activate(const struct switch_control *c, const struct switch_request *r)
{
    (void)r;
    return c->active ? WFP_ALREADY_EXISTS : WFP_OK;
}

static enum wfp_status apply_activate(struct switch_control *c, const struct switch_request *r)
{
    (void)r;
    c->active = true;
    return WFP_OK;
}

static bool is_of_port(const struct switch_request *r)
{
    return r->oid >= SWITCH_OID_PORT_PROPERTY_ADD;
}

static enum wfp_status check_property(const struct switch_control *c, const struct switch_request *r)
{
    bool is_new = r->oid == SWITCH_OID_PROPERTY_ADD || r->oid == SWITCH_OID_PORT_PROPERTY_ADD;
    if (!r->property || is_of_port(r) != (r->port_id != 0))
        return WFP_INVALID_ARGUMENT;
    if (is_of_port(r))
        RETURN_IF(port_in_state(c, r->port_id, SWITCH_PORT_CREATED));
    if (properties_has(c, r->port_id, r->property) != is_new)
        return WFP_OK;
    return is_new ? WFP_ALREADY_EXISTS : WFP_NOT_FOUND;
}

static enum wfp_status apply_property_add(struct switch_control *c, const struct switch_request *r)
{
    return properties_add(c, r->port_id, r->property);
}

static enum wfp_status apply_property_update(struct switch_control *c, const struct switch_request *r)
{
    return properties_update(c, r->port_id, r->property);
}

static enum wfp_status apply_property_delete(struct switch_control *c, const struct switch_request *r)
{
    properties_delete(c, r->port_id, r->property);
    return WFP_OK;
}

/* --- the table --------------------------------------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    bool        refusable;
    check_fn   *check;
    apply_fn   *apply; /* NULL: it says something and changes nothing */
} rows[] = {
    [SWITCH_OID_ACTIVATE] = { "ACTIVATE", false, check_activate, apply_activate },
    [SWITCH_OID_PORT_CREATE] = { "PORT_CREATE", true, check_port_create, apply_port_create },
    [SWITCH_OID_PORT_UPDATED] = { "PORT_UPDATED", true, check_port_updated, apply_port_updated },
    [SWITCH_OID_PORT_TEARDOWN] = { "PORT_TEARDOWN", false, check_port_teardown, apply_port_teardown },
    [SWITCH_OID_PORT_DELETE] = { "PORT_DELETE", false, check_port_delete, apply_port_delete },
    [SWITCH_OID_NIC_CREATE] = { "NIC_CREATE", true, check_nic_create, apply_nic_create },
    [SWITCH_OID_NIC_CONNECT] = { "NIC_CONNECT", false, check_nic_connect, apply_nic_state },
    [SWITCH_OID_NIC_UPDATED] = { "NIC_UPDATED", true, check_nic_updated, apply_nic_updated },
    [SWITCH_OID_NIC_DISCONNECT] = { "NIC_DISCONNECT", false, check_nic_disconnect, apply_nic_state },
    [SWITCH_OID_NIC_DELETE] = { "NIC_DELETE", false, check_nic_delete, apply_nic_delete },
    [SWITCH_OID_PROPERTY_ADD] = { "PROPERTY_ADD", true, check_property, apply_property_add },
    [SWITCH_OID_PROPERTY_UPDATE] = { "PROPERTY_UPDATE", true, check_property, apply_property_update },
    [SWITCH_OID_PROPERTY_DELETE] = { "PROPERTY_DELETE", false, check_property, apply_property_delete },
    [SWITCH_OID_PORT_PROPERTY_ADD] = { "PORT_PROPERTY_ADD", true, check_property, apply_property_add },
    [SWITCH_OID_PORT_PROPERTY_UPDATE] = { "PORT_PROPERTY_UPDATE", true, check_property, apply_property_update },
    [SWITCH_OID_PORT_PROPERTY_DELETE] = { "PORT_PROPERTY_DELETE", false, check_property, apply_property_delete },
    [SWITCH_OID_NIC_SAVE] = { "NIC_SAVE", true, check_nic_save, NULL },
    [SWITCH_OID_NIC_SAVE_COMPLETE] = { "NIC_SAVE_COMPLETE", false, check_nic_save, NULL },
    [SWITCH_OID_NIC_RESTORE] = { "NIC_RESTORE", true, check_nic_restore, NULL },
    [SWITCH_OID_NIC_RESTORE_COMPLETE] = { "NIC_RESTORE_COMPLETE", false, check_nic_restore, NULL },
};
static_assert(COUNT_OF(rows) == SWITCH_OID_COUNT, "every request has its rules");

const char *switch_oid_name(enum switch_oid oid)
{
    return oid < SWITCH_OID_COUNT ? rows[oid].name : "";
}

bool switch_oid_refusable(enum switch_oid oid)
{
    return oid < SWITCH_OID_COUNT && rows[oid].refusable;
}

/* The records as they are, where the submitter gave no new ones. */
static void show_present(const struct switch_control *c, struct job *j)
{
    const struct switch_port *port = vswitch_port(c->config.sw, j->seen.port_id);
    const struct switch_nic  *nic = vswitch_nic(c->config.sw, j->seen.port_id, j->seen.nic_index);
    bool                      of_nic = j->seen.oid >= SWITCH_OID_NIC_CREATE && j->seen.oid <= SWITCH_OID_NIC_DELETE;
    of_nic = of_nic || j->seen.oid >= SWITCH_OID_NIC_SAVE;
    if (!j->seen.port && port) {
        j->port = *port;
        j->seen.port = &j->port;
    }
    if (!j->seen.nic && nic && of_nic) {
        j->nic = *nic;
        j->seen.nic = &j->nic;
    }
}

enum wfp_status oid_begin(struct switch_control *c, struct job *j)
{
    if (j->seen.oid >= SWITCH_OID_COUNT)
        return WFP_INVALID_ARGUMENT;
    RETURN_IF(rows[j->seen.oid].check(c, &j->seen));
    show_present(c, j);
    j->blocks = j->seen.saved ? switch_saved_count(j->seen.saved) : 0;
    return WFP_OK;
}

bool oid_changes(enum switch_oid oid)
{
    return rows[oid].apply != NULL;
}

enum wfp_status oid_apply(struct switch_control *c, const struct job *j)
{
    return oid_changes(j->seen.oid) ? rows[j->seen.oid].apply(c, &j->seen) : WFP_OK;
}
