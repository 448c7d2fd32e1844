/* What a live host consists of and has done, as JSON. */
#include <stdio.h>
#include <time.h>

#include "base/json.h"
#include "host/live_state.h"

/* --- sums ----------------------------------------------------------------------------------------------------------------- */

static uint64_t read_count(const _Atomic uint64_t *counter)
{
    return atomic_load_explicit(counter, memory_order_relaxed);
}

void live_stats(struct live *l, struct live_stats *out)
{
    struct live_stats sum = { 0 };
    for (unsigned i = 0; i < l->worker_count; i++) {
        const struct live_counters *n = &l->workers[i]->counters;
        sum.frames += read_count(&n->frames);
        sum.injected += read_count(&n->injected);
        sum.sent += read_count(&n->sent);
        sum.discarded += read_count(&n->discarded);
        sum.blocked += read_count(&n->blocked);
        sum.absorbed += read_count(&n->absorbed);
        sum.excluded += read_count(&n->excluded);
        sum.lost += read_count(&n->lost);
    }
    *out = sum;
}

void live_layer_stats(struct live *l, uint16_t layer, struct live_layer_stats *out)
{
    struct live_layer_stats sum = { 0 };
    for (unsigned i = 0; i < l->worker_count; i++) {
        const struct live_counters *n = &l->workers[i]->counters;
        sum.classifies += read_count(&n->layers[layer].classifies);
        sum.blocks += read_count(&n->layers[layer].blocks);
        sum.absorbed += read_count(&n->layers[layer].absorbed);
        sum.cached += read_count(&n->layers[layer].cached);
    }
    sum.permits = sum.classifies - sum.blocks - sum.absorbed;
    *out = sum;
}

/* --- a port --------------------------------------------------------------------------------------------------------------- */

static void put_mac(struct json *j, const char *name, const uint8_t m[6])
{
    char text[18];
    snprintf(text, sizeof(text), "%02x:%02x:%02x:%02x:%02x:%02x", m[0], m[1], m[2], m[3], m[4], m[5]);
    json_put_string(j, name, text);
}

static void put_guid(struct json *j, const char *name, const struct guid *g)
{
    char text[GUID_TEXT_SIZE];
    json_put_string(j, name, guid_format(g, text));
}

static bool is_allowed(const struct switch_vlan *v, unsigned id)
{
    return id < SWITCH_ANY_VLAN && (v->allowed[id / 8] >> (id % 8) & 1);
}

/* "10-20,30" */
static void put_allowed(struct json *j, const struct switch_vlan *v)
{
    char   text[512] = "";
    size_t at = 0;
    for (unsigned id = 0; id < SWITCH_ANY_VLAN && at < sizeof(text) - 16; id++) {
        unsigned first = id;
        if (!is_allowed(v, id))
            continue;
        while (is_allowed(v, id + 1))
            id++;
        at += (size_t)snprintf(text + at, sizeof(text) - at, first == id ? "%s%u" : "%s%u-%u", at ? "," : "", first, id);
    }
    json_put_string(j, "allowed", text);
}

static void put_vlan(struct json *j, const struct switch_vlan *v)
{
    static const char *const modes[] = { "none", "access", "trunk", "pvlan" };
    static const char *const privates[] = { "", "isolated", "community", "promiscuous" };
    json_begin_object(j, "vlan");
    json_put_string(j, "mode", modes[v->mode]);
    if (v->mode == SWITCH_VLAN_ACCESS)
        json_put_number(j, "id", v->access_id);
    if (v->mode == SWITCH_VLAN_TRUNK)
        json_put_number(j, "native", v->native_id);
    if (v->mode == SWITCH_VLAN_PVLAN) {
        json_put_string(j, "pvlan", privates[v->pvlan_mode]);
        json_put_number(j, "primary", v->primary_id);
        json_put_number(j, "secondary", v->secondary_id);
    }
    if (v->mode == SWITCH_VLAN_TRUNK || (v->mode == SWITCH_VLAN_PVLAN && v->pvlan_mode == SWITCH_PVLAN_PROMISCUOUS))
        put_allowed(j, v);
    json_end_object(j);
}

static void put_nic(struct json *j, const struct switch_nic *n)
{
    static const char *const states[] = { "unknown", "created", "connected", "disconnected", "deleted" };
    if (!n)
        return;
    json_begin_object(j, "nic");
    json_put_string(j, "name", n->name);
    put_guid(j, "interfaceId", &n->interface_id);
    put_mac(j, "mac", n->current_mac);
    json_put_string(j, "state", states[n->state]);
    json_put_number(j, "mtu", n->mtu);
    if (n->vm_name[0]) {
        json_put_string(j, "vm", n->vm_name);
        put_guid(j, "vmId", &n->vm_id);
    }
    json_end_object(j);
}

/* What the device counts, and what the switch did not forward. */
static void put_device(struct json *j, struct port *device)
{
    static const char *const states[] = { [PORT_UP] = "up", [PORT_DOWN] = "down", [PORT_GONE] = "gone" };
    struct port_stats        s;
    port_stats(device, &s);
    json_put_string(j, "device", port_name(device));
    json_put_string(j, "kind", port_kind(device));
    json_put_string(j, "link", states[port_state(device)]);
    json_put_number(j, "queues", port_queues(device));
    json_put_u64(j, "received", s.received);
    json_put_u64(j, "receivedBytes", s.received_bytes);
    json_put_u64(j, "sent", s.sent);
    json_put_u64(j, "sentBytes", s.sent_bytes);
    json_put_u64(j, "receiveDropped", s.receive_dropped);
    json_put_u64(j, "sendDropped", s.send_dropped);
    json_put_u64(j, "runts", s.runts);
    json_put_u64(j, "oversized", s.oversized);
    json_put_u64(j, "truncated", s.truncated);
    json_put_u64(j, "malformed", s.malformed);
}

static void put_plug(struct json *j, const struct live_plug *p)
{
    if (live_is_host(p))
        json_put_string(j, "host", p->host);
    put_device(j, p->device);
}

static void put_drops(struct json *j, const struct switch_port_stats *s)
{
    json_begin_array(j, "drops");
    for (unsigned i = 1; i < SWITCH_DROP_COUNT; i++) {
        if (!s->drops[i])
            continue;
        json_begin_object(j, NULL);
        json_put_string(j, "reason", switch_drop_text((enum switch_drop)i));
        json_put_u64(j, "frames", s->drops[i]);
        json_end_object(j);
    }
    json_end_array(j);
}

static void put_port(struct json *j, const struct live *l, const struct live_switch *s, const struct switch_port *port)
{
    unsigned                 at = live_plug_position(s, port->id);
    struct switch_port_stats stats;
    json_begin_object(j, NULL);
    json_put_number(j, "id", port->id);
    json_put_string(j, "name", port->name);
    if (at < LIVE_MAX_PORTS)
        put_plug(j, l->plugs[at]);
    put_vlan(j, &port->vlan);
    json_put_number(j, "tenant", port->tenant);
    put_nic(j, vswitch_nic(s->sw, port->id, 0));
    if (vswitch_port_stats(s->sw, port->id, &stats))
        put_drops(j, &stats);
    json_end_object(j);
}

/* --- a switch ------------------------------------------------------------------------------------------------------------- */

struct macs {
    struct json          *json;
    const struct vswitch *sw;
};

static void put_learned(void *context, const uint8_t mac[6], uint16_t vlan, uint32_t port_id, uint64_t age_ns)
{
    const struct macs        *m = context;
    const struct switch_port *port = vswitch_port(m->sw, port_id);
    json_begin_object(m->json, NULL);
    put_mac(m->json, "mac", mac);
    json_put_number(m->json, "vlan", vlan);
    json_put_number(m->json, "portId", port_id);
    json_put_string(m->json, "port", port ? port->name : NULL);
    json_put_number(m->json, "ageSeconds", (int64_t)(age_ns / 1000000000u));
    json_end_object(m->json);
}

static uint64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static void put_switch(struct json *j, const struct live *l, const struct live_switch *s)
{
    static const char *const networks[] = { "none", "private", "internal", "external" };
    struct vswitch_stats     stats;
    vswitch_stats(s->sw, &stats);
    json_begin_object(j, NULL);
    json_put_string(j, "name", vswitch_name(s->sw));
    put_guid(j, "id", vswitch_id(s->sw));
    json_put_string(j, "network", networks[vswitch_network_type(s->sw) & 3]);
    json_put_bool(j, "inspect", s->inspect);
    json_put_u64(j, "received", stats.total.received);
    json_put_u64(j, "sent", stats.total.sent);
    json_put_u64(j, "flooded", stats.flooded);
    json_begin_array(j, "ports");
    for (uint32_t i = 0; i < vswitch_port_count(s->sw); i++)
        put_port(j, l, s, vswitch_port_at(s->sw, i));
    json_end_array(j);
    json_begin_array(j, "macs");
    vswitch_macs(s->sw, now_ns(), put_learned, &(struct macs){ j, s->sw });
    json_end_array(j);
    json_end_object(j);
}

/* --- all of it ------------------------------------------------------------------------------------------------------------ */

static void put_totals(struct json *j, struct live *l)
{
    struct live_stats s;
    live_stats(l, &s);
    json_begin_object(j, "totals");
    json_put_number(j, "workers", l->worker_count);
    json_put_number(j, "threads", live_threads(l));
    json_put_u64(j, "frames", s.frames);
    json_put_u64(j, "injected", s.injected);
    json_put_u64(j, "sent", s.sent);
    json_put_u64(j, "discarded", s.discarded);
    json_put_u64(j, "blocked", s.blocked);
    json_put_u64(j, "absorbed", s.absorbed);
    json_put_u64(j, "excluded", s.excluded);
    json_put_u64(j, "lost", s.lost);
    json_end_object(j);
}

static void put_layers(struct json *j, struct live *l)
{
    json_begin_array(j, "layers");
    for (uint16_t i = 0; i < LAYER_COUNT; i++) {
        struct live_layer_stats s;
        live_layer_stats(l, i, &s);
        if (!s.classifies)
            continue;
        json_begin_object(j, NULL);
        json_put_string(j, "layer", layer_rows[i].name);
        json_put_u64(j, "classifies", s.classifies);
        json_put_u64(j, "permits", s.permits);
        json_put_u64(j, "blocks", s.blocks);
        json_put_u64(j, "absorbed", s.absorbed);
        json_put_u64(j, "cached", s.cached);
        json_end_object(j);
    }
    json_end_array(j);
}

/* The pause's lock keeps every change out, also those that an extension completes. */
static void report(struct live *l, const char *name, struct json *out)
{
    pthread_mutex_lock(&l->lock);
    json_begin_object(out, NULL);
    json_begin_array(out, "switches");
    for (unsigned i = 0; i < LIVE_MAX_SWITCHES; i++)
        if (l->switches[i] && (!name || strcmp(vswitch_name(l->switches[i]->sw), name) == 0))
            put_switch(out, l, l->switches[i]);
    json_end_array(out);
    put_totals(out, l);
    put_layers(out, l);
    json_end_object(out);
    pthread_mutex_unlock(&l->lock);
}

enum wfp_status live_report(struct live *l, const char *name, struct json *out)
{
    pthread_mutex_lock(&l->control);
    enum wfp_status err = !name || live_switch_find(l, name) ? WFP_OK : WFP_NOT_FOUND;
    if (err == WFP_OK)
        report(l, name, out);
    pthread_mutex_unlock(&l->control);
    return err;
}
