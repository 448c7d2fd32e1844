#include "api_km/switch_view.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf16.h"

static_assert(NdisSwitchPortTypeInternal == (int)SWITCH_PORT_INTERNAL && NdisSwitchPortStateDeleted == (int)SWITCH_PORT_DELETED &&
                  NdisSwitchNicTypeInternal == (int)SWITCH_NIC_INTERNAL && NdisSwitchNicStateDeleted == (int)SWITCH_NIC_DELETED,
              "ports and NICs keep their numbers");
static_assert(sizeof(GUID) == sizeof(struct guid), "GUIDs are passed as they are");

static NDIS_OBJECT_HEADER header(size_t size)
{
    return (NDIS_OBJECT_HEADER){ NDIS_OBJECT_TYPE_DEFAULT, 1, (USHORT)size };
}

static GUID guid_view(const struct guid *g)
{
    GUID out;
    memcpy(&out, g, sizeof(out));
    return out;
}

static_assert(SWITCH_NAME_SIZE <= IF_MAX_STRING_SIZE + 1, "a name has no more units than bytes");

/* Empty when it is no UTF-8. */
static void put_text(const char *text, IF_COUNTED_STRING *out)
{
    uint16_t units[IF_MAX_STRING_SIZE + 1] = { 0 };
    size_t   n = utf16_length(text);
    if (n == SIZE_MAX)
        n = 0;
    else
        utf16_write(text, units);
    out->Length = (USHORT)(n * sizeof(WCHAR));
    memcpy(out->String, units, (n + 1) * sizeof(WCHAR));
}

static void put_port(const struct switch_port *p, NDIS_SWITCH_PORT_PARAMETERS *out)
{
    out->Header = header(NDIS_SIZEOF_NDIS_SWITCH_PORT_PARAMETERS_REVISION_1);
    out->PortId = p->id;
    put_text(p->name, &out->PortName);
    put_text(p->friendly_name, &out->PortFriendlyName);
    out->PortType = (NDIS_SWITCH_PORT_TYPE)p->type;
    out->PortState = (NDIS_SWITCH_PORT_STATE)p->state;
}

static void put_nic(const struct switch_nic *n, NDIS_SWITCH_NIC_PARAMETERS *out)
{
    out->Header = header(NDIS_SIZEOF_NDIS_SWITCH_NIC_PARAMETERS_REVISION_1);
    put_text(n->name, &out->NicName);
    put_text(n->friendly_name, &out->NicFriendlyName);
    out->PortId = n->port_id;
    out->NicIndex = n->index;
    out->NicType = (NDIS_SWITCH_NIC_TYPE)n->type;
    out->NicState = (NDIS_SWITCH_NIC_STATE)n->state;
    put_text(n->vm_name, &out->VmName);
    put_text(n->vm_friendly_name, &out->VmFriendlyName);
    out->NetCfgInstanceId = guid_view(&n->interface_id);
    out->MTU = n->mtu;
    memcpy(out->PermanentMacAddress, n->permanent_mac, sizeof(n->permanent_mac));
    if (n->vm_name[0])
        memcpy(out->VMMacAddress, n->current_mac, sizeof(n->current_mac));
    memcpy(out->CurrentMacAddress, n->current_mac, sizeof(n->current_mac));
}

/* --- the parts of the block ------------------------------------------------------------------------------------------------ */

/* Takes pieces of the block, or counts their size where there is none yet. */
struct room {
    char  *block; /* NULL: only counts */
    size_t used;
};

static void *take(struct room *r, size_t size)
{
    void *at = r->block ? r->block + r->used : NULL;
    r->used += (size + 15) & ~(size_t)15;
    return at;
}

#define FIRST_ELEMENT 24u /* behind the array's head, where NdisReserved of a NIC is aligned */

static void put_arrays(const struct switch_event *e, struct room *r, struct switch_view *v)
{
    NDIS_SWITCH_PORT_ARRAY *ports = take(r, FIRST_ELEMENT + e->port_count * sizeof(NDIS_SWITCH_PORT_PARAMETERS));
    NDIS_SWITCH_NIC_ARRAY  *nics = take(r, FIRST_ELEMENT + e->nic_count * sizeof(NDIS_SWITCH_NIC_PARAMETERS));
    if (!v)
        return;
    *ports = (NDIS_SWITCH_PORT_ARRAY){ header(NDIS_SIZEOF_NDIS_SWITCH_PORT_ARRAY_REVISION_1), 0, FIRST_ELEMENT, e->port_count,
                                       sizeof(NDIS_SWITCH_PORT_PARAMETERS) };
    *nics = (NDIS_SWITCH_NIC_ARRAY){ header(NDIS_SIZEOF_NDIS_SWITCH_NIC_ARRAY_REVISION_1), 0, FIRST_ELEMENT, e->nic_count,
                                     sizeof(NDIS_SWITCH_NIC_PARAMETERS) };
    for (uint32_t i = 0; i < e->port_count; i++)
        put_port(&e->ports[i], NDIS_SWITCH_PORT_AT_ARRAY_INDEX(ports, i));
    for (uint32_t i = 0; i < e->nic_count; i++)
        put_nic(&e->nics[i], NDIS_SWITCH_NIC_AT_ARRAY_INDEX(nics, i));
    v->ports = ports;
    v->nics = nics;
}

static void put_one_port(const struct switch_event *e, struct room *r, struct switch_view *v)
{
    NDIS_SWITCH_PORT_PARAMETERS *port = take(r, sizeof(*port));
    if (v && e->port_count)
        put_port(e->ports, v->port = port);
}

static void put_one_nic(const struct switch_event *e, struct room *r, struct switch_view *v)
{
    NDIS_SWITCH_NIC_PARAMETERS *nic = take(r, sizeof(*nic));
    if (v && e->nic_count)
        put_nic(e->nics, v->nic = nic);
}

static void put_deletion(const struct switch_event *e, struct room *r, struct switch_view *v)
{
    NDIS_SWITCH_PORT_PROPERTY_DELETE_PARAMETERS *d = take(r, sizeof(*d));
    if (!v)
        return;
    d->Header = header(NDIS_SIZEOF_NDIS_SWITCH_PORT_PROPERTY_DELETE_PARAMETERS_REVISION_1);
    d->PortId = e->port_id;
    d->PropertyType = NdisSwitchPortPropertyTypeCustom;
    d->PropertyId = guid_view(&e->property->id);
    d->PropertyInstanceId = guid_view(&e->property->instance);
    v->property_delete = d;
}

/* Head, NDIS_SWITCH_PORT_PROPERTY_CUSTOM, the vendor's bytes. */
static void put_property(const struct switch_event *e, struct room *r, struct switch_view *v)
{
    if (e->type == SWITCH_EVENT_POLICY_DELETE) {
        put_deletion(e, r, v);
        return;
    }
    size_t size = bytes_left(&e->property->data);
    struct {
        NDIS_SWITCH_PORT_PROPERTY_PARAMETERS head;
        NDIS_SWITCH_PORT_PROPERTY_CUSTOM     custom;
        UCHAR                                data[];
    } *p = take(r, sizeof(*p) + size);
    if (!v)
        return;
    p->head.Header = header(NDIS_SIZEOF_NDIS_SWITCH_PORT_PROPERTY_PARAMETERS_REVISION_1);
    p->head.PortId = e->port_id;
    p->head.PropertyType = NdisSwitchPortPropertyTypeCustom;
    p->head.PropertyId = guid_view(&e->property->id);
    p->head.PropertyVersion = (NDIS_SWITCH_OBJECT_VERSION)e->property->version;
    p->head.SerializationVersion = NDIS_SWITCH_OBJECT_SERIALIZATION_VERSION_1;
    p->head.PropertyInstanceId = guid_view(&e->property->instance);
    p->head.PropertyBufferLength = (ULONG)(sizeof(p->custom) + size);
    p->head.PropertyBufferOffset = sizeof(p->head);
    p->custom.Header = header(NDIS_SIZEOF_NDIS_SWITCH_PORT_PROPERTY_CUSTOM_REVISION_1);
    p->custom.PropertyBufferLength = (ULONG)size;
    p->custom.PropertyBufferOffset = sizeof(p->custom);
    if (size)
        memcpy(p->data, e->property->data.at, size);
    v->property = &p->head;
}

static UNICODE_STRING put_string(const char *text, struct room *r)
{
    size_t    n = utf16_length(text);
    uint16_t *units = take(r, (n == SIZE_MAX ? 1 : n + 1) * sizeof(*units));
    if (!units || n == SIZE_MAX)
        return (UNICODE_STRING){ 0 };
    utf16_write(text, units);
    return (UNICODE_STRING){ (USHORT)(n * sizeof(WCHAR)), (USHORT)((n + 1) * sizeof(WCHAR)), (WCHAR *)(void *)units };
}

static NDIS_FILTER_INTERFACE filter_view_of(const struct switch_extension *x, struct room *r)
{
    static const char *const classes[] = {
        [SWITCH_CAPTURING] = "ms_switch_capture", [SWITCH_FILTERING] = "ms_switch_filter", [SWITCH_FORWARDING] = "ms_switch_forward",
    };
    NDIS_FILTER_INTERFACE f = { .Header = { NDIS_OBJECT_TYPE_DEFAULT, NDIS_FILTER_INTERFACE_REVISION_2,
                                            NDIS_SIZEOF_FILTER_INTERFACE_REVISION_2 },
                                .Flags = NDIS_FILTER_INTERFACE_LW_FILTER,
                                .FilterType = x->kind == SWITCH_CAPTURING ? NdisFilterTypeMonitoring : NdisFilterTypeModifying,
                                .FilterRunType = NdisFilterRunTypeOptional };
    f.FilterClass = put_string(classes[x->kind], r);
    f.FilterInstanceName = put_string(x->name, r);
    return f;
}

static void put_filters(const struct switch_event *e, struct room *r, struct switch_view *v)
{
    NDIS_ENUM_FILTERS *all = take(r, sizeof(*all) + e->extension_count * sizeof(all->Filter[0]));
    for (uint32_t i = 0; i < e->extension_count; i++) {
        NDIS_FILTER_INTERFACE f = filter_view_of(e->extensions[i], r);
        if (v)
            all->Filter[i] = f;
    }
    if (!v)
        return;
    all->Header = header(NDIS_SIZEOF_ENUM_FILTERS_REVISION_1);
    all->NumberOfFilters = e->extension_count;
    all->OffsetFirstFilter = offsetof(NDIS_ENUM_FILTERS, Filter);
    v->filters = all;
}

static void put_state(const struct switch_event *e, struct room *r, struct switch_view *v)
{
    size_t size = bytes_left(&e->state);
    void  *state = take(r, size);
    if (v && size)
        memcpy(v->state = state, e->state.at, size);
}

static void put_nothing(const struct switch_event *e, struct room *r, struct switch_view *v)
{
    (void)e, (void)r, (void)v;
}

static void (*const parts[SWITCH_CALLBACK_COUNT])(const struct switch_event *e, struct room *r, struct switch_view *v) = {
    [SWITCH_CALLBACK_LIFETIME] = put_arrays,    [SWITCH_CALLBACK_PORT] = put_one_port, [SWITCH_CALLBACK_INTERFACE] = put_one_nic,
    [SWITCH_CALLBACK_REORDER] = put_filters,    [SWITCH_CALLBACK_POLICY] = put_property, [SWITCH_CALLBACK_SAVE] = put_nothing,
    [SWITCH_CALLBACK_RESTORE] = put_state,
};

static void put_all(const struct switch_event *e, struct room *r, struct switch_view *v)
{
    if (e->type == SWITCH_EVENT_DELETE)
        put_nothing(e, r, v); /* the switch goes: there are no arrays */
    else
        parts[e->callback](e, r, v);
}

struct switch_view *switch_view_new(const struct switch_event *e)
{
    struct room count = { 0 };
    (void)take(&count, sizeof(struct switch_view));
    put_all(e, &count, NULL);
    struct room         room = { calloc(1, count.used), 0 };
    struct switch_view *v = take(&room, sizeof(*v));
    if (!v)
        return NULL;
    v->parameters.Header = header(NDIS_SIZEOF_NDIS_SWITCH_PARAMETERS_REVISION_1);
    put_text(e->name, &v->parameters.SwitchName);
    put_text(e->friendly_name, &v->parameters.SwitchFriendlyName);
    v->parameters.NumSwitchPorts = e->first.ports;
    v->parameters.IsActive = e->first.active;
    put_all(e, &room, v);
    return v;
}
