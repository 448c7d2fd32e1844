/* What a gateway on live ports is and has done, as JSON. */
#include <stdio.h>

#include "base/json.h"
#include "host/live_gateway_state.h"

/* --- counts ---------------------------------------------------------------------------------------------------------- */

static void put_count(struct json *j, const char *name, uint64_t n)
{
    json_put_number(j, name, (int64_t)n);
}

static void put_gateway(struct json *j, const struct gateway_counts *n)
{
    put_count(j, "spoofed", n->spoofed);
    put_count(j, "notForUs", n->not_for_us);
    put_count(j, "fragmentsHeld", n->held);
    put_count(j, "callsAnswered", n->refused);
    put_count(j, "noStation", n->no_station);
}

static void put_router(struct json *j, const struct router_counts *n)
{
    put_count(j, "spoofed", n->spoofed);
    put_count(j, "notForUs", n->not_for_us);
    put_count(j, "forwarded", n->forwarded);
    put_count(j, "answered", n->answered);
    put_count(j, "unresolved", n->unresolved);
    put_count(j, "nowhere", n->nowhere);
}

static void put_layers(struct json *j, const struct passage_counts *n)
{
    json_begin_array(j, "layers");
    for (unsigned i = 0; i < LAYER_COUNT; i++) {
        if (!n->asked[i])
            continue;
        json_begin_object(j, NULL);
        json_put_string(j, "layer", layer_rows[i].name);
        put_count(j, "asked", n->asked[i]);
        put_count(j, "blocked", n->blocked[i]);
        put_count(j, "absorbed", n->absorbed[i]);
        json_end_object(j);
    }
    json_end_array(j);
}

static void put_port(struct json *j, struct port *p)
{
    static const char *const states[] = { [PORT_UP] = "up", [PORT_DOWN] = "down", [PORT_GONE] = "gone" };
    struct port_stats        s;
    port_stats(p, &s);
    json_begin_object(j, NULL);
    json_put_string(j, "name", port_name(p));
    json_put_string(j, "kind", port_kind(p));
    json_put_string(j, "link", states[port_state(p)]);
    put_count(j, "received", s.received);
    put_count(j, "sent", s.sent);
    put_count(j, "receiveDropped", s.receive_dropped);
    put_count(j, "sendDropped", s.send_dropped);
    put_count(j, "runts", s.runts);
    put_count(j, "oversized", s.oversized);
    put_count(j, "truncated", s.truncated);
    json_end_object(j);
}

void live_gateway_put_counts(struct live_gateway *g, struct json *j)
{
    struct live_gateway_counts n;
    live_gateway_counted(g, &n);
    put_count(j, "packets", n.walked.frames);
    for (unsigned i = 0; i < VERDICT_COUNT; i++)
        put_count(j, verdict_name((enum verdict)i), n.walked.verdicts[i]);
    put_count(j, "flows", n.walked.flows);
    put_count(j, "injected", n.walked.injected);
    put_count(j, "injectedPermitted", n.walked.injected_permitted);
    put_count(j, "workers", g->workers);
    put_count(j, "lostBetweenWorkers", n.lost);
    if (g->words->forwards)
        put_router(j, &n.router);
    else
        put_gateway(j, &n.gateway);
    put_layers(j, &n.walked);
    json_begin_array(j, "ports");
    for (unsigned i = 0; i < g->words->port_count; i++)
        put_port(j, g->ports[i]);
    json_end_array(j);
}

/* --- what it is ------------------------------------------------------------------------------------------------------ */

static void put_address(struct json *j, const struct ip_addr *a, unsigned bits, const char *port, const char *source)
{
    char text[IP_TEXT_SIZE];
    json_begin_object(j, NULL);
    json_put_string(j, "address", ip_addr_format(a, text));
    if (bits)
        json_put_number(j, "bits", bits);
    if (port)
        json_put_string(j, "port", port);
    if (source)
        json_put_string(j, "known", source);
    json_end_object(j);
}

static void put_home(struct json *j, const struct live_gateway *g)
{
    static const char *const sources[] = { [HOME_SAID] = "said", [HOME_TOLD] = "told", [HOME_LEARNED] = "learned" };
    struct home              h;
    live_gateway_home(g, &h);
    if (g->words->netns)
        json_put_string(j, "netns", g->words->netns);
    json_put_bool(j, "learns", h.learns);
    json_begin_array(j, "addresses");
    for (unsigned i = 0; i < h.address_count; i++)
        put_address(j, &h.addresses[i].addr, h.addresses[i].whole ? h.addresses[i].bits : 0, NULL, sources[h.addresses[i].source]);
    json_end_array(j);
}

static void put_roads(struct json *j, const struct live_gateway *g)
{
    json_begin_array(j, "addresses");
    for (unsigned i = 0; i < g->roads.address_count; i++) {
        const struct router_address *a = &g->roads.addresses[i];
        put_address(j, &a->addr, a->bits, port_name(g->ports[a->port]), NULL);
    }
    json_end_array(j);
    json_begin_array(j, "routes");
    for (unsigned i = 0; i < g->roads.route_count; i++) {
        const struct router_route *r = &g->roads.routes[i];
        char                       text[2][IP_TEXT_SIZE];
        json_begin_object(j, NULL);
        json_put_string(j, "prefix", ip_addr_format(&r->prefix, text[0]));
        json_put_number(j, "bits", r->bits);
        json_put_string(j, "via", ip_addr_format(&r->via, text[1]));
        json_end_object(j);
    }
    json_end_array(j);
}

static void put_station(void *context, const struct ip_addr *a, const uint8_t m[6])
{
    struct json *j = context;
    char         text[IP_TEXT_SIZE], mac[18];
    snprintf(mac, sizeof(mac), "%02x:%02x:%02x:%02x:%02x:%02x", m[0], m[1], m[2], m[3], m[4], m[5]);
    json_begin_object(j, NULL);
    json_put_string(j, "address", ip_addr_format(a, text));
    json_put_string(j, "mac", mac);
    json_end_object(j);
}

void live_gateway_put(struct live_gateway *g, struct json *j)
{
    json_begin_object(j, NULL);
    json_put_string(j, "kind", g->words->forwards ? "forward" : "gateway");
    (g->words->forwards ? put_roads : put_home)(j, g);
    live_gateway_put_counts(g, j);
    json_begin_array(j, "stations");
    if (g->words->forwards)
        router_stations(g->common_roads, put_station, j);
    else
        gateway_stations(g->common_home, put_station, j);
    json_end_array(j);
    json_end_object(j);
}
