/* The run-time state that extensions keep of a NIC, and how it goes with the NIC to another switch. */
#include <stdlib.h>

#include "vswitch/control.h"

/* Who adds a block is asked again: these bounds end an extension that never stops. */
#define MAX_BLOCKS 4096u
#define MAX_BYTES  (64u << 20)

struct switch_saved {
    struct switch_state_block *blocks; /* each owns its bytes */
    uint32_t                   count, room;
    size_t                     bytes;
};

enum wfp_status switch_saved_new(struct switch_saved **out)
{
    struct switch_saved *s = calloc(1, sizeof(*s));
    if (!s)
        return WFP_NO_MEMORY;
    *out = s;
    return WFP_OK;
}

void switch_saved_free(struct switch_saved *s)
{
    if (!s)
        return;
    for (uint32_t i = 0; i < s->count; i++)
        free((void *)s->blocks[i].data.at);
    free(s->blocks);
    free(s);
}

uint32_t switch_saved_count(const struct switch_saved *s)
{
    return s->count;
}

const struct switch_state_block *switch_saved_at(const struct switch_saved *s, uint32_t position)
{
    return position < s->count ? &s->blocks[position] : NULL;
}

static bool grow(struct switch_saved *s)
{
    uint32_t room = s->room ? 2 * s->room : 8;
    if (s->count < s->room)
        return true;
    struct switch_state_block *blocks = realloc(s->blocks, room * sizeof(*blocks));
    if (!blocks)
        return false;
    s->blocks = blocks;
    s->room = room;
    return true;
}

enum wfp_status switch_saved_add(struct switch_saved *s, const struct switch_state_block *block)
{
    size_t size = bytes_left(&block->data);
    if (s->count == MAX_BLOCKS || size > MAX_BYTES - s->bytes)
        return WFP_OUT_OF_BOUNDS;
    void *data = malloc(size ? size : 1);
    if (!data || !grow(s)) {
        free(data);
        return WFP_NO_MEMORY;
    }
    if (size)
        memcpy(data, block->data.at, size);
    s->blocks[s->count] = *block;
    s->blocks[s->count++].data = bytes_of(data, size);
    s->bytes += size;
    return WFP_OK;
}

enum wfp_status switch_save(struct switch_control *c, uint32_t port_id, uint16_t nic_index, struct switch_saved *into)
{
    struct switch_request r = { .oid = SWITCH_OID_NIC_SAVE, .port_id = port_id, .nic_index = nic_index, .saved = into };
    enum wfp_status       err;
    uint32_t              before;
    do {
        before = into->count;
        err = switch_do(c, &r);
    } while (err == WFP_OK && into->count > before);
    r.oid = SWITCH_OID_NIC_SAVE_COMPLETE;
    enum wfp_status end = switch_do(c, &r); /* of a NIC that could not be saved it is refused before anybody hears of it */
    return err != WFP_OK ? err : end;
}

enum wfp_status switch_restore(struct switch_control *c, uint32_t port_id, uint16_t nic_index, const struct switch_saved *from)
{
    struct switch_request r = { .oid = SWITCH_OID_NIC_RESTORE, .port_id = port_id, .nic_index = nic_index };
    for (uint32_t i = 0; i < from->count; i++) {
        r.state = &from->blocks[i];
        RETURN_IF(switch_do(c, &r));
    }
    r.oid = SWITCH_OID_NIC_RESTORE_COMPLETE;
    r.state = NULL;
    return switch_do(c, &r);
}

/* --- a move ------------------------------------------------------------------------------------------------------------------ */

/* A port as it is before it moves. */
struct mover {
    const struct vswitch *sw;
    uint32_t              port_id, nics;
    bool                  has_port;
    struct switch_port    port;
    struct switch_nic     nic; /* the last of them */
};

static void look_at(void *argument)
{
    struct mover             *m = argument;
    const struct switch_port *port = vswitch_port(m->sw, m->port_id);
    m->has_port = port != NULL;
    if (port)
        m->port = *port;
    for (uint32_t i = 0; i < vswitch_nic_count(m->sw); i++) {
        const struct switch_nic *nic = vswitch_nic_at(m->sw, i);
        if (nic->port_id != m->port_id)
            continue;
        m->nic = *nic;
        m->nics++;
    }
}

/* The property at a position, with bytes of its own. */
struct property_copy {
    const struct switch_control *control;
    uint32_t                     port_id, position;
    enum wfp_status              status; /* WFP_NOT_FOUND: there is none */
    struct switch_property       property;
    void                        *data;
};

static void copy_property(void *argument)
{
    struct property_copy         *copy = argument;
    const struct switch_property *p = switch_property_at(copy->control, copy->port_id, copy->position);
    size_t                        size = p ? bytes_left(&p->data) : 0;
    copy->data = p ? malloc(size ? size : 1) : NULL;
    copy->status = !p ? WFP_NOT_FOUND : copy->data ? WFP_OK : WFP_NO_MEMORY;
    if (!copy->data)
        return;
    if (size)
        memcpy(copy->data, p->data.at, size);
    copy->property = *p;
    copy->property.data = bytes_of(copy->data, size);
}

static enum wfp_status copy_properties(struct switch_control *from, uint32_t port_id, struct switch_control *to, uint32_t new_id)
{
    struct property_copy copy = { .control = from, .port_id = port_id };
    for (;; copy.position++) {
        switch_look(from, copy_property, &copy);
        if (copy.status != WFP_OK)
            return copy.status == WFP_NOT_FOUND ? WFP_OK : copy.status;
        enum wfp_status err = switch_do(to, &(struct switch_request){ .oid = SWITCH_OID_PORT_PROPERTY_ADD,
                                                                     .port_id = new_id,
                                                                     .property = &copy.property });
        free(copy.data);
        RETURN_IF(err);
    }
}

static enum wfp_status carry_state(struct switch_control *from, uint32_t port_id, struct switch_control *to, uint32_t new_id,
                                   uint16_t nic_index)
{
    struct switch_saved *saved;
    RETURN_IF(switch_saved_new(&saved));
    enum wfp_status err = switch_save(from, port_id, nic_index, saved);
    if (err == WFP_OK)
        err = switch_restore(to, new_id, nic_index, saved);
    switch_saved_free(saved);
    return err;
}

/* Its policies come before the machine runs there (F-022). */
static enum wfp_status prepare(struct switch_control *from, uint32_t port_id, struct switch_control *to, const struct switch_nic *nic)
{
    RETURN_IF(copy_properties(from, port_id, to, nic->port_id));
    RETURN_IF(switch_do(to, &(struct switch_request){ .oid = SWITCH_OID_NIC_CREATE, .nic = nic }));
    return carry_state(from, port_id, to, nic->port_id, nic->index);
}

static enum wfp_status change_over(struct switch_control *from, uint32_t port_id, struct switch_control *to, const struct switch_nic *nic)
{
    struct switch_request leave = { .oid = SWITCH_OID_NIC_DISCONNECT, .port_id = port_id, .nic_index = nic->index };
    struct switch_request arrive = { .oid = SWITCH_OID_NIC_CONNECT, .port_id = nic->port_id, .nic_index = nic->index };
    RETURN_IF(switch_do(from, &leave));
    RETURN_IF(switch_do(to, &arrive));
    return switch_unplug(from, port_id);
}

enum wfp_status switch_move(struct switch_control *from, uint32_t port_id, struct switch_control *to, uint32_t new_id)
{
    struct mover m = { .sw = switch_control_switch(from), .port_id = port_id };
    switch_look(from, look_at, &m);
    if (!m.has_port)
        return WFP_NOT_FOUND;
    if (m.nics != 1 || m.nic.state != SWITCH_NIC_CONNECTED || from == to)
        return WFP_UNSUCCESSFUL;
    m.port.id = m.nic.port_id = new_id;
    RETURN_IF(switch_do(to, &(struct switch_request){ .oid = SWITCH_OID_PORT_CREATE, .port = &m.port }));
    enum wfp_status err = prepare(from, port_id, to, &m.nic);
    if (err == WFP_OK)
        return change_over(from, port_id, to, &m.nic);
    enum wfp_status undone = switch_unplug(to, new_id);
    (void)undone; /* nothing of it can be refused */
    return err;
}
