/* The stations of the router's networks: asked for when there is something for them, which waits meanwhile. */
#include <stdlib.h>

#include "host/router_state.h"
#include "pkt/build.h"
#include "pkt/fragment.h"

static struct neighbour *find(struct router *r, unsigned port, const struct ip_addr *a)
{
    for (struct neighbour *n = r->neighbours; n; n = n->next)
        if (n->port == port && ip_addr_equal(&n->addr, a))
            return n;
    return NULL;
}

static void drop_held(struct neighbour *n)
{
    for (unsigned i = 0; i < n->held_count; i++)
        buffer_fini(&n->held[i]);
    n->held_count = 0;
}

/* The one that was found first makes room: what it was for is asked again. */
static void drop_oldest(struct router *r)
{
    struct neighbour **at = &r->neighbours;
    while ((*at)->next)
        at = &(*at)->next;
    r->counts.unresolved += (*at)->held_count;
    drop_held(*at);
    free(*at);
    *at = NULL;
    r->neighbour_count--;
}

static struct neighbour *find_or_add(struct router *r, unsigned port, const struct ip_addr *a)
{
    struct neighbour *n = find(r, port, a);
    if (n)
        return n;
    if (r->neighbour_count == NEIGHBOURS)
        drop_oldest(r);
    n = calloc(1, sizeof(*n));
    if (!n)
        return NULL;
    n->port = port;
    n->addr = *a;
    n->next = r->neighbours;
    r->neighbours = n;
    r->neighbour_count++;
    return n;
}

static void ask(struct router *r, struct neighbour *n, uint64_t now_ns)
{
    struct neighbour_words w = { .kind = NEIGHBOUR_ASKS, .target = n->addr };
    const struct ip_addr  *own = router_own(r, n->port, &n->addr);
    struct buffer          frame;
    n->asked_ns = now_ns;
    n->tries++;
    if (!own)
        return;
    w.from = *own;
    memcpy(w.mac, r->config.mac[n->port], 6);
    buffer_init(&frame);
    if (neighbour_write(&frame, &w))
        router_say(r, n->port, buffer_bytes(&frame));
    buffer_fini(&frame);
}

/* --- packets ------------------------------------------------------------------------------------------------------- */

struct cutting {
    struct router *router;
    unsigned       port;
    struct bytes   link;
};

static void send_piece(void *context, struct bytes packet)
{
    const struct cutting *c = context;
    struct buffer         frame;
    buffer_init(&frame);
    buffer_put(&frame, c->link.at, bytes_left(&c->link));
    buffer_put(&frame, packet.at, bytes_left(&packet));
    const struct shim_interface *by = router_interface(c->router, c->port);
    if (buffer_ok(&frame) && passage_leaves(c->router->passage, by, buffer_bytes(&frame))->verdict == VERDICT_PERMIT)
        c->router->config.ends.send(c->router->config.ends.context, c->port, buffer_bytes(&frame));
    buffer_fini(&frame);
}

static void send_to(struct router *r, const struct neighbour *n, struct bytes packet)
{
    struct buffer        link;
    struct ethernet_ends e;
    memcpy(e.dst, n->mac, 6);
    memcpy(e.src, r->config.mac[n->port], 6);
    buffer_init(&link);
    packet_put_ethernet(&link, &e, (enum family)n->addr.family);
    struct cutting c = { r, n->port, buffer_bytes(&link) };
    if (buffer_ok(&link))
        (void)!fragment_packet(packet, router_mtu(r, n->port), ++r->fragment_ids, send_piece, &c);
    buffer_fini(&link);
}

static void hold(struct router *r, struct neighbour *n, struct bytes packet)
{
    if (n->held_count == NEIGHBOUR_HELD) {
        buffer_fini(&n->held[0]);
        memmove(&n->held[0], &n->held[1], (NEIGHBOUR_HELD - 1) * sizeof(n->held[0]));
        n->held_count--;
        r->counts.unresolved++;
    }
    struct buffer *b = &n->held[n->held_count++];
    buffer_init(b);
    buffer_put(b, packet.at, bytes_left(&packet));
}

void neighbours_send(struct router *r, const struct next_hop *to, struct bytes packet)
{
    struct neighbour *n = find_or_add(r, to->port, &to->addr);
    if (!n)
        return;
    r->counts.forwarded++;
    if (n->known) {
        send_to(r, n, packet);
        return;
    }
    hold(r, n, packet);
    uint64_t now = passage_now(r->passage);
    if (n->tries == 0)
        ask(r, n, now);
}

void neighbours_learn(struct router *r, unsigned port, const struct ip_addr *a, const uint8_t mac[6])
{
    struct neighbour *n = (mac[0] & 1) ? NULL : find_or_add(r, port, a);
    if (!n)
        return;
    n->known = true;
    n->tries = 0;
    memcpy(n->mac, mac, 6);
    for (unsigned i = 0; i < n->held_count; i++)
        if (buffer_ok(&n->held[i]))
            send_to(r, n, buffer_bytes(&n->held[i]));
    drop_held(n);
}

/* --- messages ------------------------------------------------------------------------------------------------------ */

static void reply(struct router *r, unsigned port, const struct neighbour_message *m, const uint8_t to[6])
{
    struct neighbour_words w = { .kind = NEIGHBOUR_ANSWERS, .from = m->sender, .target = m->target, .is_router = true };
    struct buffer          frame;
    memcpy(w.mac, r->config.mac[port], 6);
    memcpy(w.to_mac, to, 6);
    buffer_init(&frame);
    if (neighbour_write(&frame, &w))
        router_say(r, port, buffer_bytes(&frame));
    buffer_fini(&frame);
}

static bool is_ours(const struct router *r, unsigned port, const struct ip_addr *a)
{
    for (unsigned i = 0; i < r->config.address_count; i++)
        if (r->config.addresses[i].port == port && ip_addr_equal(&r->config.addresses[i].addr, a))
            return true;
    return false;
}

void neighbours_hear(struct router *r, unsigned port, struct bytes frame, const struct headers *h)
{
    struct neighbour_message m;
    struct next_hop          hop;
    if (!neighbour_read(frame, h, &m))
        return;
    bool who = !ip_addr_is(&m.sender, ADDR_UNSPECIFIED);
    bool asks_us = m.kind == NEIGHBOUR_ASKS && is_ours(r, port, &m.target);
    /* Of others only what belongs to this network is believed, and only what was asked for or asks us. */
    struct ip_addr speaker = m.kind == NEIGHBOUR_ANSWERS && m.target.family == FAMILY_V6 ? m.target : m.sender;
    bool           near = router_next_hop(r, &speaker, &hop) && hop.port == port && ip_addr_equal(&hop.addr, &speaker);
    if (who && m.has_mac && !router_has(r, &speaker) && (near || ip_addr_is(&speaker, ADDR_LINK_LOCAL)) &&
        (asks_us || find(r, port, &speaker)))
        neighbours_learn(r, port, &speaker, m.mac);
    if (asks_us)
        reply(r, port, &m, m.has_mac ? m.mac : h->mac_src);
}

void neighbours_tick(struct router *r, uint64_t now_ns)
{
    for (struct neighbour *n = r->neighbours; n; n = n->next) {
        if (n->known || n->tries == 0 || now_ns - n->asked_ns < NEIGHBOUR_ASK_NS)
            continue;
        if (n->tries < NEIGHBOUR_TRIES) {
            ask(r, n, now_ns);
            continue;
        }
        r->counts.unresolved += n->held_count;
        drop_held(n);
        n->tries = 0; /* the next packet asks anew */
    }
}

void neighbours_free(struct router *r)
{
    while (r->neighbours)
        drop_oldest(r);
}
