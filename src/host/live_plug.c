/* The devices that are plugged into the switches of a live host. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "host/live_state.h"

#define HELD_LOOKS 50u /* at a switch that waits for a driver, before that is told: about 5 seconds */

/* --- finding -------------------------------------------------------------------------------------------------------------- */

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

/* --- plugging in ----------------------------------------------------------------------------------------------------------- */

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

static void place_plug(void *argument)
{
    const struct plugging *p = argument;
    struct live           *l = p->live;
    const struct live_plug *what = p->plug ? p->plug : l->plugs[p->at];
    struct live_switch    *s = what->of;
    for (unsigned i = 0; !p->plug && i < l->worker_count; i++)
        live_worker_unwatch(l->workers[i], p->at);
    l->plugs[p->at] = p->plug;
    if (live_is_host(what)) {
        l->host = p->plug;
        l->host_changes++;
    }
    index_plugs(l, s);
    if (!p->plug)
        crossing_forget(l->crossing, p->at);
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
static void complete(const struct vswitch *sw, const struct port *device, const char *host, struct switch_port *port,
                     struct switch_nic *nic)
{
    static const uint8_t nobody[6];
    char                 whole[2 * SWITCH_NAME_SIZE + 2];
    if (!port->id)
        port->id = free_port_id(sw);
    if (port->type == SWITCH_PORT_GENERIC)
        port->type = host[0] ? SWITCH_PORT_INTERNAL : SWITCH_PORT_SYNTHETIC;
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

static struct live_plug *plug_new(struct live_switch *s, struct port *device, uint32_t port_id, const struct live_port *what)
{
    struct live_plug *p = calloc(1, sizeof(*p));
    if (p) {
        *p = (struct live_plug){ .of = s, .device = device, .port_id = port_id, .queues = port_queues(device), .last = PORT_UP };
        snprintf(p->spec, sizeof(p->spec), "%s", what->spec);
        snprintf(p->host, sizeof(p->host), "%s", what->host);
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
    complete(s->sw, device, what->host, &port, &nic);
    RETURN_IF(check_new(l, s, device, port.name, why));
    struct live_plug *p = plug_new(s, device, port.id, what);
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
        return live_no_switch(why, name);
    if (is_plugged(l, what->spec))
        return live_why(why, WFP_ALREADY_EXISTS, "%s: is plugged into a switch already", what->spec);
    if (what->host[0] && l->host)
        return live_why(why, WFP_ALREADY_EXISTS, "%s: the host has a port already", what->spec);
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

/* What an extension answers does not keep it (switch_oid_refusable()). */
enum wfp_status live_pull(struct live *l, unsigned at)
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
        return live_no_switch(why, name);
    while (at < LIVE_MAX_PORTS && !(l->plugs[at] && l->plugs[at]->of == s && is_called(l->plugs[at], device)))
        at++;
    if (at == LIVE_MAX_PORTS)
        return live_why(why, WFP_NOT_FOUND, "switch %s has no port %s", name, device);
    enum wfp_status err = live_pull(l, at);
    return err ? live_why(why, err, "port %s: %s", device, status_row(err)->sentence) : WFP_OK;
}

enum wfp_status live_port_delete(struct live *l, const char *name, const char *device, char why[LIVE_ERROR_SIZE])
{
    pthread_mutex_lock(&l->control);
    enum wfp_status err = delete_port(l, name, device, why);
    pthread_mutex_unlock(&l->control);
    return err;
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
        if (live_pull(l, at) != WFP_OK)
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

/* A change that a driver holds back has the control lock, so this does without. */
static void look_at_held(struct live *l)
{
    pthread_mutex_lock(&l->lock);
    for (unsigned i = 0; i < LIVE_MAX_SWITCHES; i++) {
        struct live_switch *s = l->switches[i];
        if (!s)
            continue;
        s->held = switch_control_pended(s->control) ? s->held + 1 : 0;
        if (s->held == HELD_LOOKS)
            live_say(l, "switch %s: a change waits for a driver that holds it back, until the driver answers or is unloaded",
                     vswitch_name(s->sw));
    }
    pthread_mutex_unlock(&l->lock);
}

/* While something changes the devices are looked at the next time: rulesets are freed meanwhile, and the host can stop. */
void live_look(struct live *l)
{
    look_at_held(l);
    if (pthread_mutex_trylock(&l->control) != 0)
        return;
    for (unsigned i = 0; i < LIVE_MAX_PORTS; i++)
        if (l->plugs[i] && !l->plugs[i]->over)
            look_at(l, i);
    atomic_store(&l->over, all_over(l));
    pthread_mutex_unlock(&l->control);
}
