/* Policies of the switch and of its ports. The switch itself gives them no meaning. */
#include <stdlib.h>

#include "vswitch/control_state.h"

static struct property_entry **find(const struct switch_control *c, uint32_t port_id, const struct switch_property *p)
{
    struct property_entry **at = (struct property_entry **)&c->properties;
    while (*at && ((*at)->port_id != port_id || !guid_equal(&(*at)->property.id, &p->id) ||
                   !guid_equal(&(*at)->property.instance, &p->instance)))
        at = &(*at)->next;
    return at;
}

bool properties_has(const struct switch_control *c, uint32_t port_id, const struct switch_property *p)
{
    return *find(c, port_id, p) != NULL;
}

static struct property_entry *entry_new(uint32_t port_id, const struct switch_property *p)
{
    size_t                 size = bytes_left(&p->data);
    struct property_entry *e = calloc(1, sizeof(*e));
    void                  *data = malloc(size ? size : 1);
    if (!e || !data) {
        free(e);
        free(data);
        return NULL;
    }
    if (size)
        memcpy(data, p->data.at, size);
    *e = (struct property_entry){ NULL, port_id, *p, data };
    e->property.data = bytes_of(data, size);
    return e;
}

static void entry_free(struct property_entry *e)
{
    free(e->data);
    free(e);
}

static void unlink_entry(struct property_entry **at)
{
    struct property_entry *e = *at;
    *at = e->next;
    entry_free(e);
}

enum wfp_status properties_add(struct switch_control *c, uint32_t port_id, const struct switch_property *p)
{
    struct property_entry *e = entry_new(port_id, p);
    if (!e)
        return WFP_NO_MEMORY;
    *find(c, port_id, p) = e; /* it is not there: the end of the list */
    return WFP_OK;
}

enum wfp_status properties_update(struct switch_control *c, uint32_t port_id, const struct switch_property *p)
{
    struct property_entry **at = find(c, port_id, p), *e = entry_new(port_id, p);
    if (!e)
        return WFP_NO_MEMORY;
    e->next = (*at)->next;
    entry_free(*at);
    *at = e;
    return WFP_OK;
}

void properties_delete(struct switch_control *c, uint32_t port_id, const struct switch_property *p)
{
    unlink_entry(find(c, port_id, p));
}

void properties_forget_port(struct switch_control *c, uint32_t port_id)
{
    for (struct property_entry **at = &c->properties; *at;) {
        if ((*at)->port_id == port_id)
            unlink_entry(at);
        else
            at = &(*at)->next;
    }
}

void properties_fini(struct switch_control *c)
{
    while (c->properties)
        unlink_entry(&c->properties);
}

const struct switch_property *switch_property_at(const struct switch_control *c, uint32_t port_id, uint32_t position)
{
    for (const struct property_entry *e = c->properties; e; e = e->next)
        if (e->port_id == port_id && position-- == 0)
            return &e->property;
    return NULL;
}
