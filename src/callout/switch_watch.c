/* One watched_switch a switch. Events of its extension come one at a time (vswitch/control.h), so what has no remark below
 * belongs to whoever serves the request. */
#include "callout/switch_watch.h"

#include <stdlib.h>
#include <string.h>

#include "callout/switch_events.h"
#include "callout/switch_reports.h"

/* What the event shows of the port and the NIC; valid until the request is over. */
struct shown {
    struct switch_port port;
    struct switch_nic  nic;
};

struct watched_switch {
    struct watched_switch  *next;    /* guarded by: lock of events, like what is marked so */
    struct switch_events   *events;  /* immutable after publish, like control */
    struct switch_control  *control;
    bool                    enabled; /* guarded, like goes */
    bool                    goes;
    struct switch_standing  standing;     /* guarded */
    struct switch_port      ports[SWITCH_MAX_PORTS]; /* guarded, as are the counts: a copy, for who subscribes meanwhile */
    struct switch_nic       nics[SWITCH_MAX_NICS];
    uint32_t                port_count, nic_count;
    struct shown            shown;
    uint32_t                heard;        /* serial of the last subscriber when the request was asked about */
    const struct switch_saved *harvested; /* all subscribers have added to it */
};

/* Under the lock. */
static struct watched_switch *find(const struct switch_events *e, const struct switch_control *c)
{
    struct watched_switch *w = e->switches;
    while (w && w->control != c)
        w = w->next;
    return w;
}

bool switch_goes(const struct switch_events *e, const struct switch_control *c)
{
    const struct watched_switch *w = find(e, c);
    return w && w->goes;
}

/* --- what a beginner is told ----------------------------------------------------------------------------------------------- */

/* Nobody changes the switch meanwhile. Returns the last subscriber who will not see it so by himself. */
static uint32_t copy_state(struct watched_switch *w)
{
    const struct vswitch *sw = switch_control_switch(w->control);
    pthread_mutex_lock(&w->events->lock);
    w->port_count = vswitch_port_count(sw);
    w->nic_count = vswitch_nic_count(sw);
    for (uint32_t i = 0; i < w->port_count; i++)
        w->ports[i] = *vswitch_port_at(sw, i);
    for (uint32_t i = 0; i < w->nic_count; i++)
        w->nics[i] = *vswitch_nic_at(sw, i);
    uint32_t last = w->events->last_serial;
    pthread_mutex_unlock(&w->events->lock);
    return last;
}

static struct switch_event event_of(const struct watched_switch *w, enum switch_callback callback, enum switch_event_type type)
{
    const struct vswitch *sw = switch_control_switch(w->control);
    return (struct switch_event){ .callback = (uint8_t)callback,
                                  .type = (uint8_t)type,
                                  .name = vswitch_name(sw),
                                  .friendly_name = vswitch_friendly_name(sw),
                                  .first = *switch_first_parameters(w->control) };
}

static void *copy_of(const void *from, uint32_t count, size_t size)
{
    void *copy = malloc(count ? count * size : 1);
    if (copy)
        memcpy(copy, from, count * size);
    return copy;
}

static enum wfp_status snapshot_take(const struct watched_switch *w, struct switch_snapshot **out)
{
    struct switch_snapshot *s = calloc(1, sizeof(*s));
    if (!s)
        return WFP_NO_MEMORY;
    s->event = event_of(w, SWITCH_CALLBACK_LIFETIME, SWITCH_EVENT_CREATE);
    memcpy(s->name, s->event.name, strnlen(s->event.name, sizeof(s->name) - 1));
    memcpy(s->friendly_name, s->event.friendly_name, strnlen(s->event.friendly_name, sizeof(s->friendly_name) - 1));
    s->event.name = s->name;
    s->event.friendly_name = s->friendly_name;
    s->event.ports = s->ports = copy_of(w->ports, w->port_count, sizeof(w->ports[0]));
    s->event.nics = s->nics = copy_of(w->nics, w->nic_count, sizeof(w->nics[0]));
    s->event.port_count = w->port_count;
    s->event.nic_count = w->nic_count;
    if (!s->ports || !s->nics) {
        switch_snapshots_free(s);
        return WFP_NO_MEMORY;
    }
    *out = s;
    return WFP_OK;
}

enum wfp_status switch_snapshots_take(struct switch_events *e, struct switch_snapshot **out)
{
    struct switch_snapshot *all = NULL, **end = &all;
    for (const struct watched_switch *w = e->switches; w; w = w->next) {
        enum wfp_status err = w->enabled ? snapshot_take(w, end) : WFP_OK;
        if (err) {
            switch_snapshots_free(all);
            return err;
        }
        if (w->enabled)
            end = &(*end)->next;
    }
    *out = all;
    return WFP_OK;
}

void switch_snapshots_free(struct switch_snapshot *s)
{
    while (s) {
        struct switch_snapshot *gone = s;
        s = s->next;
        free(gone->ports);
        free(gone->nics);
        free(gone);
    }
}

/* --- the extension comes and goes ------------------------------------------------------------------------------------------ */

/* An extension that comes or goes behind WFP changes nothing for it. */
static bool is_reordered(const struct switch_standing *was, const struct switch_standing *now)
{
    if (was->in_place != now->in_place)
        return true;
    return was->count == now->count && memcmp(was->names, now->names, now->count * sizeof(now->names[0])) != 0;
}

/* True: WFP, or the others among themselves, stand otherwise than before. */
static bool set_standing(struct watched_switch *w)
{
    struct switch_standing now = { .id = *vswitch_id(switch_control_switch(w->control)),
                                   .in_place = switch_wfp_in_default_place(w->control) };
    for (uint32_t i = 0; i < switch_extension_count(w->control) && now.count < SWITCH_STANDING_MAX; i++) {
        const struct switch_extension *e = switch_extension_at(w->control, i);
        if (e->kind == SWITCH_FILTERING && !guid_equal(&e->id, &switch_wfp_extension))
            memcpy(now.names[now.count++], e->name, sizeof(e->name));
    }
    bool changed = is_reordered(&w->standing, &now);
    pthread_mutex_lock(&w->events->lock);
    w->standing = now;
    pthread_mutex_unlock(&w->events->lock);
    return changed;
}

static enum wfp_status attach(void *context, struct switch_control *c)
{
    struct watched_switch *w = context;
    struct switch_event    event = event_of(w, SWITCH_CALLBACK_LIFETIME, SWITCH_EVENT_CREATE);
    (void)c;
    (void)copy_state(w);
    (void)set_standing(w);
    pthread_mutex_lock(&w->events->lock);
    w->enabled = true;
    uint32_t last = w->events->last_serial; /* who subscribes from now on is told when he does */
    pthread_mutex_unlock(&w->events->lock);
    event.ports = w->ports;
    event.port_count = w->port_count;
    event.nics = w->nics;
    event.nic_count = w->nic_count;
    switch_tell(w->events, &event, 0, last);
    return WFP_OK;
}

static void detach(void *context, struct switch_control *c)
{
    struct watched_switch *w = context;
    struct switch_event    event = event_of(w, SWITCH_CALLBACK_LIFETIME, SWITCH_EVENT_DELETE);
    (void)c;
    pthread_mutex_lock(&w->events->lock);
    w->enabled = false;
    uint32_t last = w->events->last_serial;
    pthread_mutex_unlock(&w->events->lock);
    switch_tell(w->events, &event, 0, last);
}

/* F-015. */
static void reordered(void *context, struct switch_control *c)
{
    struct watched_switch         *w = context;
    const struct switch_extension *order[SWITCH_STANDING_MAX];
    struct switch_event            event = event_of(w, SWITCH_CALLBACK_REORDER, SWITCH_EVENT_NONE);
    if (!set_standing(w))
        return;
    switch_reports_standing(w->events, SWITCH_REPORT_REORDER, &w->standing);
    if (w->standing.in_place)
        return;
    while (event.extension_count < switch_extension_count(c) && event.extension_count < SWITCH_STANDING_MAX) {
        order[event.extension_count] = switch_extension_at(c, event.extension_count);
        event.extension_count++;
    }
    event.extensions = order;
    switch_tell(w->events, &event, 0, UINT32_MAX);
}

/* --- requests -------------------------------------------------------------------------------------------------------------- */

/* Which events are asked about before the change; the others are told afterwards, or are nobody's business. A port that is deleted,
 * and a NIC's end, are told of while the switch still has them, but as what they are about to be. */
static const struct {
    uint8_t callback, type, state;
} asked[SWITCH_OID_COUNT] = {
    [SWITCH_OID_PORT_CREATE] = { SWITCH_CALLBACK_PORT, SWITCH_EVENT_PORT_CREATE, SWITCH_PORT_CREATED },
    [SWITCH_OID_PORT_DELETE] = { SWITCH_CALLBACK_PORT, SWITCH_EVENT_PORT_DELETE, SWITCH_PORT_DELETED },
    [SWITCH_OID_NIC_DISCONNECT] = { SWITCH_CALLBACK_INTERFACE, SWITCH_EVENT_INTERFACE_DISCONNECT, SWITCH_NIC_DISCONNECTED },
    [SWITCH_OID_PORT_PROPERTY_ADD] = { SWITCH_CALLBACK_POLICY, SWITCH_EVENT_POLICY_ADD, 0 },
    [SWITCH_OID_PORT_PROPERTY_UPDATE] = { SWITCH_CALLBACK_POLICY, SWITCH_EVENT_POLICY_UPDATE, 0 },
    [SWITCH_OID_PORT_PROPERTY_DELETE] = { SWITCH_CALLBACK_POLICY, SWITCH_EVENT_POLICY_DELETE, 0 },
    [SWITCH_OID_NIC_SAVE] = { SWITCH_CALLBACK_SAVE, SWITCH_EVENT_SAVE, 0 },
    [SWITCH_OID_NIC_RESTORE] = { SWITCH_CALLBACK_RESTORE, SWITCH_EVENT_RESTORE, 0 },
};

static struct switch_event event_of_request(const struct watched_switch *w, const struct switch_request *r, enum switch_callback callback,
                                            enum switch_event_type type, uint8_t state, struct shown *shown)
{
    struct switch_event event = event_of(w, callback, type);
    event.port_id = r->port_id;
    if (callback == SWITCH_CALLBACK_PORT && r->port) {
        shown->port = *r->port;
        shown->port.state = state;
        event.ports = &shown->port;
        event.port_count = 1;
    }
    if (callback == SWITCH_CALLBACK_INTERFACE && r->nic) {
        shown->nic = *r->nic;
        shown->nic.state = state;
        event.nics = &shown->nic;
        event.nic_count = 1;
    }
    if (callback == SWITCH_CALLBACK_POLICY && r->property) {
        event.property = r->property;
        event.provider = r->property->id;
    }
    if (callback == SWITCH_CALLBACK_RESTORE && r->state) {
        event.state = r->state->data;
        event.provider = r->state->feature;
    }
    return event;
}

/* Blocks of other extensions are not ours to restore; and once is enough to save. */
static bool is_ours(const struct watched_switch *w, const struct switch_request *r)
{
    if (r->oid == SWITCH_OID_NIC_RESTORE)
        return r->state && guid_equal(&r->state->extension, &switch_wfp_extension);
    if (r->oid == SWITCH_OID_NIC_SAVE)
        return w->harvested != r->saved;
    return asked[r->oid].type != SWITCH_EVENT_NONE;
}

static enum wfp_status request(void *context, struct switch_control *c, const struct switch_request *r)
{
    struct watched_switch *w = context;
    if (r->oid == SWITCH_OID_NIC_SAVE_COMPLETE)
        w->harvested = NULL;
    if (!is_ours(w, r))
        return WFP_OK;
    if (r->oid == SWITCH_OID_NIC_SAVE)
        w->harvested = r->saved;
    struct switch_event event = event_of_request(w, r, asked[r->oid].callback, asked[r->oid].type, asked[r->oid].state, &w->shown);
    return switch_ask(w->events, &event, c, r, &w->heard);
}

static void tell_interface(struct watched_switch *w, const struct switch_request *r, enum switch_event_type type, uint8_t state,
                           uint32_t last)
{
    struct switch_event event = event_of_request(w, r, SWITCH_CALLBACK_INTERFACE, type, state, &w->shown);
    switch_tell(w->events, &event, 0, last);
}

/* F-020: an interface is created when port and NIC are connected, and deleted when nothing of that is left. Who subscribed between
 * the asking and the change has heard of the switch as it was before. */
static void completed(void *context, struct switch_control *c, const struct switch_request *r, enum wfp_status status)
{
    struct watched_switch *w = context;
    (void)c;
    if (status != WFP_OK)
        return;
    uint32_t last = copy_state(w);
    switch (r->oid) {
    case SWITCH_OID_PORT_CREATE:
    case SWITCH_OID_PORT_DELETE: {
        struct switch_event event = event_of_request(w, r, SWITCH_CALLBACK_PORT, asked[r->oid].type, asked[r->oid].state, &w->shown);
        switch_tell(w->events, &event, w->heard, last);
        break;
    }
    case SWITCH_OID_NIC_CONNECT:
        tell_interface(w, r, SWITCH_EVENT_INTERFACE_CREATE, SWITCH_NIC_CONNECTED, last);
        tell_interface(w, r, SWITCH_EVENT_INTERFACE_CONNECT, SWITCH_NIC_CONNECTED, last);
        break;
    case SWITCH_OID_NIC_DELETE:
        if (r->nic && r->nic->state != SWITCH_NIC_DISCONNECTED)
            break; /* it never was connected, and nobody heard of it */
        tell_interface(w, r, SWITCH_EVENT_INTERFACE_DELETE, SWITCH_NIC_DELETED, last);
        break;
    default:
        break;
    }
}

static const struct switch_extension_ops ops = {
    .attach = attach, .detach = detach, .reordered = reordered, .request = request, .completed = completed,
};

/* --- knowing a switch ------------------------------------------------------------------------------------------------------ */

enum wfp_status switch_watch(struct callout_registry *r, struct switch_control *c)
{
    struct switch_events  *e = callout_registry_switches(r);
    struct watched_switch *w = calloc(1, sizeof(*w));
    if (!w)
        return WFP_NO_MEMORY;
    w->events = e;
    w->control = c;
    w->standing.id = *vswitch_id(switch_control_switch(c));
    pthread_mutex_lock(&e->lock);
    bool known = find(e, c) != NULL;
    if (!known) {
        w->next = e->switches;
        e->switches = w;
    }
    pthread_mutex_unlock(&e->lock);
    if (known)
        free(w);
    return known ? WFP_ALREADY_EXISTS : WFP_OK;
}

static bool begin_to_go(struct switch_events *e, const struct switch_control *c)
{
    pthread_mutex_lock(&e->lock);
    struct watched_switch *w = find(e, c);
    if (w)
        w->goes = true;
    pthread_mutex_unlock(&e->lock);
    return w != NULL;
}

/* Nobody submits any more, so that at rest the control stays so, and lets WFP out. */
void switch_unwatch(struct callout_registry *r, struct switch_control *c)
{
    struct switch_events   *e = callout_registry_switches(r);
    struct watched_switch **at = &e->switches;
    if (!begin_to_go(e, c))
        return;
    switch_notices_abandon(e, c);
    switch_control_settle(c);
    (void)!switch_enable_inspection(r, c, false);
    pthread_mutex_lock(&e->lock);
    while ((*at)->control != c)
        at = &(*at)->next;
    struct watched_switch *w = *at;
    *at = w->next;
    pthread_mutex_unlock(&e->lock);
    free(w);
}

static enum wfp_status put_in(struct watched_switch *w)
{
    struct switch_extension extension = { switch_wfp_extension, "Microsoft Windows Filtering Platform", SWITCH_FILTERING, &ops, w };
    RETURN_IF(switch_extension_add(w->control, &extension));
    switch_reports_standing(w->events, SWITCH_REPORT_ENABLED, &w->standing);
    return WFP_OK;
}

static enum wfp_status take_out(struct watched_switch *w)
{
    RETURN_IF(switch_extension_remove(w->control, &switch_wfp_extension));
    switch_reports_standing(w->events, SWITCH_REPORT_DISABLED, &w->standing);
    return WFP_OK;
}

enum wfp_status switch_enable_inspection(struct callout_registry *r, struct switch_control *c, bool on)
{
    struct switch_events *e = callout_registry_switches(r);
    pthread_mutex_lock(&e->lock);
    struct watched_switch *w = find(e, c);
    bool                   is_on = w && w->enabled;
    pthread_mutex_unlock(&e->lock);
    if (!w)
        return WFP_NOT_FOUND;
    if (is_on == on)
        return WFP_OK;
    return on ? put_in(w) : take_out(w);
}

bool switch_is_inspected(struct callout_registry *r, const struct switch_control *c)
{
    struct switch_events *e = callout_registry_switches(r);
    pthread_mutex_lock(&e->lock);
    const struct watched_switch *w = find(e, c);
    bool                         is_on = w && w->enabled;
    pthread_mutex_unlock(&e->lock);
    return is_on;
}

void switch_filters_added(struct callout_registry *r)
{
    struct switch_events *e = callout_registry_switches(r);
    pthread_mutex_lock(&e->lock);
    for (const struct watched_switch *w = e->switches; w; w = w->next) {
        if (!w->enabled)
            switch_reports_post(e, SWITCH_REPORT_FILTER_ADD_TO_INCOMPLETE_LAYER, &w->standing);
        else if (!w->standing.in_place)
            switch_reports_post(e, SWITCH_REPORT_NOT_IN_REQUIRED_POSITION, &w->standing);
    }
    pthread_mutex_unlock(&e->lock);
}
