/* Switches of a live host, and the devices that are plugged into them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api_km/context.h"
#include "callout/switch_watch.h"
#include "host/live_state.h"
#include "vswitch/control.h"

/* --- finding -------------------------------------------------------------------------------------------------------------- */

static int position_of(const struct live *l, const char *name)
{
    for (unsigned i = 0; i < LIVE_MAX_SWITCHES; i++)
        if (l->switches[i] && strcmp(vswitch_name(l->switches[i]->sw), name) == 0)
            return (int)i;
    return -1;
}

struct live_switch *live_switch_find(struct live *l, const char *name)
{
    int i = position_of(l, name);
    return i < 0 ? NULL : l->switches[i];
}

struct live_switch *live_switch_of(const struct live *l, const struct guid *id)
{
    for (unsigned i = 0; i < LIVE_MAX_SWITCHES; i++)
        if (l->switches[i] && guid_equal(vswitch_id(l->switches[i]->sw), id))
            return l->switches[i];
    return NULL;
}

/* Where the search for an id begins; the table is never more than half full. */
static unsigned slot_of(uint32_t port_id)
{
    return (port_id * 0x9e3779b1u) >> 23;
}
_Static_assert(SWITCH_MAX_PORTS * 2 == 1u << (32 - 23), "slot_of() keeps as many bits");

unsigned live_plug_position(const struct live_switch *s, uint32_t port_id)
{
    for (unsigned at = slot_of(port_id);; at++) {
        const struct live_slot *slot = &s->slots[at % COUNT_OF(s->slots)];
        if (!slot->plug)
            return LIVE_MAX_PORTS;
        if (slot->port_id == port_id)
            return slot->plug - 1u;
    }
}

struct switch_control *live_switch_control(struct live *l, const char *name)
{
    pthread_mutex_lock(&l->control);
    const struct live_switch *s = live_switch_find(l, name);
    pthread_mutex_unlock(&l->control);
    return s ? s->control : NULL;
}

static enum wfp_status no_switch(char why[LIVE_ERROR_SIZE], const char *name)
{
    return live_why(why, WFP_NOT_FOUND, "there is no switch %s", name);
}

/* --- switches ------------------------------------------------------------------------------------------------------------- */

struct placing {
    struct live_switch **place, *now;
};

static void place_switch(void *argument)
{
    const struct placing *p = argument;
    *p->place = p->now;
}

static void set_switch(struct live *l, unsigned at, struct live_switch *s)
{
    live_quiesce(l, place_switch, &(struct placing){ &l->switches[at], s });
}

static struct callout_registry *callouts_of(const struct live *l)
{
    return kernel_context(l->config.kernel)->callouts;
}

static void switch_free(struct live *l, struct live_switch *s)
{
    switch_unwatch(callouts_of(l), s->control);
    switch_control_free(s->control);
    vswitch_free(s->sw);
    free(s);
}

/* A driver's answer, by way of WFP's extension, or that of an extension itself. */
static void on_overruled(void *context, const struct switch_extension *e, const struct switch_request *r, enum wfp_status status)
{
    live_say(context, "port %u: %s refused %s (%s), which nobody can: it is done", r->port_id, e->name, switch_oid_name(r->oid),
             status_row(status)->name);
}

static enum wfp_status switch_new(struct live *l, const struct vswitch_config *config, struct live_switch **out)
{
    struct live_switch   *s = calloc(1, sizeof(*s));
    struct vswitch_config named = *config;
    if (!s)
        return WFP_NO_MEMORY;
    if (guid_is_zero(&named.id))
        named.id = guid_from_name("switch", config->name);
    enum wfp_status err = vswitch_new(&named, &s->sw);
    if (err)
        goto free_memory;
    const struct switch_control_config control = { .sw = s->sw, .quiesce = live_quiesce, .overruled = on_overruled, .context = l };
    err = switch_control_new(&control, &s->control);
    if (err)
        goto free_switch;
    err = switch_watch(callouts_of(l), s->control);
    if (err)
        goto free_control;
    *out = s;
    return WFP_OK;

free_control:
    switch_control_free(s->control);
free_switch:
    vswitch_free(s->sw);
free_memory:
    free(s);
    return err;
}

struct inspecting {
    struct live_switch *s;
    bool                on;
};

static void set_inspect(void *argument)
{
    const struct inspecting *i = argument;
    i->s->inspect = i->on;
}

/* WFP's extension comes into the switch before its layers are asked, and leaves it after they were; one that cannot leave now, as a
 * request is under way, goes on. */
static enum wfp_status inspect(struct live *l, struct live_switch *s, bool on)
{
    struct inspecting with = { s, true }, without = { s, false };
    if (!on)
        live_quiesce(l, set_inspect, &without);
    enum wfp_status err = switch_enable_inspection(callouts_of(l), s->control, on);
    if (on == (err == WFP_OK))
        live_quiesce(l, set_inspect, &with);
    return err;
}

/* With the control lock. */
static enum wfp_status add_switch(struct live *l, const struct vswitch_config *config, char why[LIVE_ERROR_SIZE])
{
    struct live_switch *s;
    unsigned            at = 0;
    if (position_of(l, config->name) >= 0)
        return live_why(why, WFP_ALREADY_EXISTS, "there is a switch %s already", config->name);
    while (at < LIVE_MAX_SWITCHES && l->switches[at])
        at++;
    if (at == LIVE_MAX_SWITCHES)
        return live_why(why, WFP_OUT_OF_BOUNDS, "switch %s: more than %u switches; delete one", config->name, LIVE_MAX_SWITCHES);
    enum wfp_status err = switch_new(l, config, &s);
    if (err)
        return live_why(why, err, "switch %s: %s", config->name, status_row(err)->sentence);
    set_switch(l, at, s);
    err = config->iov ? WFP_OK : inspect(l, s, true); /* F-011 */
    if (err == WFP_OK)
        return WFP_OK;
    set_switch(l, at, NULL);
    switch_free(l, s);
    return live_why(why, err, "switch %s: WFP cannot look into it: %s", config->name, status_row(err)->sentence);
}

enum wfp_status live_switch_add(struct live *l, const struct vswitch_config *config, char why[LIVE_ERROR_SIZE])
{
    pthread_mutex_lock(&l->control);
    enum wfp_status err = add_switch(l, config, why);
    pthread_mutex_unlock(&l->control);
    return err;
}

enum wfp_status live_switch_inspect(struct live *l, const char *name, bool on, char why[LIVE_ERROR_SIZE])
{
    pthread_mutex_lock(&l->control);
    struct live_switch *s = live_switch_find(l, name);
    enum wfp_status     err = s ? inspect(l, s, on) : no_switch(why, name);
    if (err == WFP_UNSUPPORTED)
        live_why(why, err, "switch %s: its frames bypass the switch (IOV), WFP cannot see them", name);
    else if (s && err)
        live_why(why, err, "switch %s: %s", name, status_row(err)->sentence);
    pthread_mutex_unlock(&l->control);
    return err;
}

/* --- plugs ---------------------------------------------------------------------------------------------------------------- */

/* Made anew after each change. */
static void index_plugs(const struct live *l, struct live_switch *s)
{
    memset(s->slots, 0, sizeof(s->slots));
    for (unsigned i = 0; i < LIVE_MAX_PORTS; i++) {
        if (!l->plugs[i] || l->plugs[i]->of != s)
            continue;
        unsigned at = slot_of(l->plugs[i]->port_id);
        while (s->slots[at % COUNT_OF(s->slots)].plug)
            at++;
        s->slots[at % COUNT_OF(s->slots)] = (struct live_slot){ l->plugs[i]->port_id, (uint16_t)(i + 1) };
    }
}

struct plugging {
    struct live      *live;
    unsigned          at;
    struct live_plug *plug; /* NULL: goes */
};

static void forget_handed(struct live *l, unsigned plug)
{
    for (unsigned from = 0; from < l->worker_count; from++)
        for (unsigned to = 0; to < l->worker_count; to++)
            if (l->handovers[from][to])
                handover_forget(l->handovers[from][to], plug);
}

static void place_plug(void *argument)
{
    const struct plugging *p = argument;
    struct live           *l = p->live;
    struct live_switch    *s = (p->plug ? p->plug : l->plugs[p->at])->of;
    for (unsigned i = 0; !p->plug && i < l->worker_count; i++)
        live_worker_unwatch(l->workers[i], p->at);
    l->plugs[p->at] = p->plug;
    index_plugs(l, s);
    if (!p->plug)
        forget_handed(l, p->at);
}

/* Its NIC is connected: what comes has a way. */
static void watch_plug(void *argument)
{
    const struct plugging *p = argument;
    for (unsigned i = 0; i < p->live->worker_count; i++)
        live_worker_watch(p->live->workers[i], p->at);
}

static void plug_free(struct live_plug *p)
{
    if (!p)
        return;
    port_close(p->device);
    free(p);
}

struct port_config live_port_config_of(unsigned workers, const char *spec)
{
    return (struct port_config){ .spec = spec, .queues = workers, .promiscuous = true, .offload = true };
}

struct port_config live_port_config(const struct live *l, const char *spec)
{
    return live_port_config_of(l->worker_count, spec);
}

static enum wfp_status open_device(const struct live *l, const struct live_port *what, struct port **out, char why[LIVE_ERROR_SIZE])
{
    struct port_config config = live_port_config(l, what->spec);
    char               error[PORT_ERROR_SIZE];
    if (what->device) {
        *out = what->device;
        return WFP_OK;
    }
    enum wfp_status err = port_open(&config, out, error);
    return err ? live_why(why, err, "%s", error) : WFP_OK;
}

static uint32_t free_port_id(const struct vswitch *sw)
{
    uint32_t id = 1;
    while (vswitch_port(sw, id))
        id++;
    return id;
}

static void set_name(char out[SWITCH_NAME_SIZE], const char *name)
{
    if (!out[0])
        snprintf(out, SWITCH_NAME_SIZE, "%s", name);
}

/* What was not said follows from the device. The ids follow from the names, so that filters that name them hold after a restart. */
static void complete(const struct vswitch *sw, const struct port *device, struct switch_port *port, struct switch_nic *nic)
{
    static const uint8_t nobody[6];
    char                 whole[2 * SWITCH_NAME_SIZE + 2];
    if (!port->id)
        port->id = free_port_id(sw);
    port->type = port->type == SWITCH_PORT_GENERIC ? SWITCH_PORT_SYNTHETIC : port->type;
    set_name(port->name, port_name(device));
    set_name(port->friendly_name, port->name);
    set_name(nic->name, port->name);
    set_name(nic->friendly_name, nic->name);
    set_name(nic->vm_friendly_name, nic->vm_name);
    nic->type = port->type == SWITCH_PORT_EXTERNAL   ? SWITCH_NIC_EXTERNAL
                : port->type == SWITCH_PORT_INTERNAL ? SWITCH_NIC_INTERNAL
                : port->type == SWITCH_PORT_EMULATED ? SWITCH_NIC_EMULATED
                                                     : SWITCH_NIC_SYNTHETIC;
    snprintf(whole, sizeof(whole), "%s/%s", vswitch_name(sw), port->name);
    if (guid_is_zero(&nic->interface_id))
        nic->interface_id = guid_from_name("nic", whole);
    if (nic->vm_name[0] && guid_is_zero(&nic->vm_id))
        nic->vm_id = guid_from_name("vm", nic->vm_name);
    if (memcmp(nic->permanent_mac, nobody, 6) == 0 && !port_mac(device, nic->permanent_mac))
        memcpy(nic->permanent_mac, &nic->interface_id, 6), nic->permanent_mac[0] = 2;
    memcpy(nic->current_mac, nic->permanent_mac, 6);
    nic->mtu = nic->mtu ? nic->mtu : port_mtu(device);
}

static struct live_plug *plug_new(struct live_switch *s, struct port *device, uint32_t port_id, const char *spec)
{
    struct live_plug *p = calloc(1, sizeof(*p));
    if (p) {
        *p = (struct live_plug){ .of = s, .device = device, .port_id = port_id, .queues = port_queues(device), .last = PORT_UP };
        snprintf(p->spec, sizeof(p->spec), "%s", spec);
    }
    return p;
}

/* What is sent to the port has a device from its beginning; what the device receives is looked at when its NIC is connected. */
static enum wfp_status plug_in(struct live *l, unsigned at, struct live_plug *p, const struct switch_port *port,
                               const struct switch_nic *nic, char why[LIVE_ERROR_SIZE])
{
    live_quiesce(l, place_plug, &(struct plugging){ l, at, p });
    enum wfp_status err = switch_plug(p->of->control, port, nic);
    if (err) {
        live_quiesce(l, place_plug, &(struct plugging){ l, at, NULL });
        return live_why(why, err, "%s: refused: %s", port->name, status_row(err)->sentence);
    }
    atomic_store(&l->over, false);
    if (l->open)
        live_quiesce(l, watch_plug, &(struct plugging){ l, at, p });
    return WFP_OK;
}

/* A device under another text, and a name that a filter or `wfp switch` could not tell from another. */
static enum wfp_status check_new(const struct live *l, const struct live_switch *s, const struct port *device, const char *name,
                                 char why[LIVE_ERROR_SIZE])
{
    for (unsigned i = 0; i < LIVE_MAX_PORTS; i++) {
        const struct live_plug   *p = l->plugs[i];
        const struct switch_port *port = p && p->of == s ? vswitch_port(s->sw, p->port_id) : NULL;
        if (p && port_index(device) && port_index(p->device) == port_index(device))
            return live_why(why, WFP_ALREADY_EXISTS, "%s: is plugged into a switch already", port_name(device));
        if (port && strcmp(port->name, name) == 0)
            return live_why(why, WFP_ALREADY_EXISTS, "%s: the switch has a port of this name; say name=", name);
    }
    return WFP_OK;
}

static enum wfp_status place_device(struct live *l, struct live_switch *s, const struct live_port *what, struct port *device,
                                    char why[LIVE_ERROR_SIZE])
{
    struct switch_port port = what->port;
    struct switch_nic  nic = what->nic;
    unsigned           at = 0;
    while (at < LIVE_MAX_PORTS && l->plugs[at])
        at++;
    if (at == LIVE_MAX_PORTS)
        return live_why(why, WFP_OUT_OF_BOUNDS, "%s: more than %u ports; delete one", what->spec, LIVE_MAX_PORTS);
    complete(s->sw, device, &port, &nic);
    RETURN_IF(check_new(l, s, device, port.name, why));
    struct live_plug *p = plug_new(s, device, port.id, what->spec);
    if (!p)
        return live_why(why, WFP_NO_MEMORY, "%s: not enough memory", what->spec);
    enum wfp_status err = plug_in(l, at, p, &port, &nic, why);
    if (err)
        free(p);
    return err;
}

static bool is_plugged(const struct live *l, const char *spec)
{
    for (unsigned i = 0; i < LIVE_MAX_PORTS; i++)
        if (l->plugs[i] && strcmp(l->plugs[i]->spec, spec) == 0 && strncmp(spec, "loop:", 5) != 0)
            return true;
    return false;
}

/* With the control lock. */
static enum wfp_status add_port(struct live *l, const char *name, const struct live_port *what, char why[LIVE_ERROR_SIZE])
{
    struct live_switch *s = live_switch_find(l, name);
    struct port        *device = NULL;
    if (!s)
        return no_switch(why, name);
    if (is_plugged(l, what->spec))
        return live_why(why, WFP_ALREADY_EXISTS, "%s: is plugged into a switch already", what->spec);
    RETURN_IF(open_device(l, what, &device, why));
    enum wfp_status err = place_device(l, s, what, device, why);
    if (err && !what->device)
        port_close(device);
    return err;
}

enum wfp_status live_port_add(struct live *l, const char *name, const struct live_port *port, char why[LIVE_ERROR_SIZE])
{
    pthread_mutex_lock(&l->control);
    enum wfp_status err = add_port(l, name, port, why);
    pthread_mutex_unlock(&l->control);
    return err;
}

/* --- pulling plugs -------------------------------------------------------------------------------------------------------- */

/* NICs and port go before the device does. What an extension answers does not keep it (switch_oid_refusable()). */
static enum wfp_status pull(struct live *l, unsigned at)
{
    struct live_plug *p = l->plugs[at];
    enum wfp_status   err = switch_unplug(p->of->control, p->port_id);
    if (err && err != WFP_NOT_FOUND)
        return err;
    live_quiesce(l, place_plug, &(struct plugging){ l, at, NULL });
    plug_free(p);
    return WFP_OK;
}

static bool is_called(const struct live_plug *p, const char *name)
{
    const struct switch_port *port = vswitch_port(p->of->sw, p->port_id);
    return strcmp(p->spec, name) == 0 || strcmp(port_name(p->device), name) == 0 || (port && strcmp(port->name, name) == 0);
}

static enum wfp_status delete_port(struct live *l, const char *name, const char *device, char why[LIVE_ERROR_SIZE])
{
    const struct live_switch *s = live_switch_find(l, name);
    unsigned                  at = 0;
    if (!s)
        return no_switch(why, name);
    while (at < LIVE_MAX_PORTS && !(l->plugs[at] && l->plugs[at]->of == s && is_called(l->plugs[at], device)))
        at++;
    if (at == LIVE_MAX_PORTS)
        return live_why(why, WFP_NOT_FOUND, "switch %s has no port %s", name, device);
    enum wfp_status err = pull(l, at);
    return err ? live_why(why, err, "port %s: %s", device, status_row(err)->sentence) : WFP_OK;
}

enum wfp_status live_port_delete(struct live *l, const char *name, const char *device, char why[LIVE_ERROR_SIZE])
{
    pthread_mutex_lock(&l->control);
    enum wfp_status err = delete_port(l, name, device, why);
    pthread_mutex_unlock(&l->control);
    return err;
}

/* With the control lock. */
static enum wfp_status remove_switch(struct live *l, unsigned at)
{
    struct live_switch *s = l->switches[at];
    for (unsigned i = 0; i < LIVE_MAX_PORTS; i++)
        if (l->plugs[i] && l->plugs[i]->of == s)
            RETURN_IF(pull(l, i));
    set_switch(l, at, NULL);
    switch_free(l, s);
    return WFP_OK;
}

enum wfp_status live_switch_delete(struct live *l, const char *name, char why[LIVE_ERROR_SIZE])
{
    pthread_mutex_lock(&l->control);
    int             at = position_of(l, name);
    enum wfp_status err = at < 0 ? no_switch(why, name) : remove_switch(l, (unsigned)at);
    if (at >= 0 && err)
        live_why(why, err, "switch %s: %s", name, status_row(err)->sentence);
    pthread_mutex_unlock(&l->control);
    return err;
}

void live_switches_free(struct live *l)
{
    for (unsigned i = 0; i < LIVE_MAX_SWITCHES; i++)
        if (l->switches[i] && remove_switch(l, i) != WFP_OK)
            live_say(l, "switch %s: an extension holds it", vswitch_name(l->switches[i]->sw));
}

/* --- looking at devices --------------------------------------------------------------------------------------------------- */

static void stop_watching(void *argument)
{
    const struct plugging *p = argument;
    for (unsigned i = 0; i < p->live->worker_count; i++)
        live_worker_unwatch(p->live->workers[i], p->at);
    p->live->plugs[p->at]->over = true;
}

/* A capture file has ended, and all that was read of it was walked when nothing has happened since the last look. */
static void look_at_end(struct live *l, unsigned at)
{
    struct live_plug *p = l->plugs[at];
    uint64_t          work = live_work_done(l);
    if (p->last == PORT_GONE && p->work_then == work && !p->over)
        live_quiesce(l, stop_watching, &(struct plugging){ l, at, NULL });
    p->last = PORT_GONE;
    p->work_then = work;
}

static void look_at(struct live *l, unsigned at)
{
    static const char *const words[] = { [PORT_UP] = "is up again", [PORT_DOWN] = "went down" };
    struct live_plug        *p = l->plugs[at];
    enum port_state          now = port_state(p->device);
    if (now == PORT_GONE && strcmp(port_kind(p->device), "pcap") == 0) {
        look_at_end(l, at);
    } else if (now == PORT_GONE) {
        live_say(l, "port %s: its device is gone; the others go on", port_name(p->device));
        if (pull(l, at) != WFP_OK)
            live_say(l, "port %s: an extension holds it", port_name(p->device));
    } else if (now != p->last) {
        live_say(l, "port %s: %s", port_name(p->device), words[now]);
        p->last = now;
    }
}

static bool all_over(const struct live *l)
{
    unsigned count = 0;
    for (unsigned i = 0; i < LIVE_MAX_PORTS; i++) {
        if (l->plugs[i] && !l->plugs[i]->over)
            return false;
        count += l->plugs[i] != NULL;
    }
    return count != 0;
}

void live_look(struct live *l)
{
    pthread_mutex_lock(&l->control);
    for (unsigned i = 0; i < LIVE_MAX_PORTS; i++)
        if (l->plugs[i] && !l->plugs[i]->over)
            look_at(l, i);
    atomic_store(&l->over, all_over(l));
    pthread_mutex_unlock(&l->control);
}
