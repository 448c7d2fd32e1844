/* The stations of the router's networks: asked for when there is something for them, which waits meanwhile. */
#include <stdlib.h>

#include "host/router_state.h"
#include "host/count.h"
#include "pkt/build.h"
#include "pkt/fragment.h"

/* With the lock, like all that work with a struct neighbour. */
static struct neighbour *find(const struct router *r, unsigned port, const struct ip_addr *a)
{
    for (struct neighbour *n = r->common->neighbours; n; n = n->next)
        if (n->port == port && ip_addr_equal(&n->addr, a))
            return n;
    return NULL;
}

static unsigned drop_held(struct neighbour *n)
{
    unsigned dropped = n->held_count;
    for (unsigned i = 0; i < n->held_count; i++)
        buffer_fini(&n->held[i]);
    n->held_count = 0;
    return dropped;
}

/* The one that was found first makes room: what it was for is asked again. How many packets went with it. */
static unsigned drop_oldest(struct router_common *c)
{
    struct neighbour **at = &c->neighbours;
    while ((*at)->next)
        at = &(*at)->next;
    unsigned dropped = drop_held(*at);
    free(*at);
    *at = NULL;
    c->neighbour_count--;
    return dropped;
}

static struct neighbour *find_or_add(struct router *r, unsigned port, const struct ip_addr *a)
{
    struct router_common *c = r->common;
    struct neighbour     *n = find(r, port, a);
    if (n)
        return n;
    if (c->neighbour_count == NEIGHBOURS)
        count_up(&r->counts.unresolved, drop_oldest(c));
    n = calloc(1, sizeof(*n));
    if (!n)
        return NULL;
    n->port = port;
    n->addr = *a;
    n->next = c->neighbours;
    c->neighbours = n;
    c->neighbour_count++;
    return n;
}

static void mark_asked(struct neighbour *n, uint64_t now_ns)
{
    n->asked_ns = now_ns;
    n->tries++;
}

/* Without the lock: the question walks. */
static void ask(struct router *r, unsigned port, const struct ip_addr *a)
{
    struct neighbour_words w = { .kind = NEIGHBOUR_ASKS, .target = *a };
    const struct ip_addr  *own = router_own(r, port, a);
    struct buffer          frame;
    if (!own)
        return;
    w.from = *own;
    memcpy(w.mac, r->config.mac[port], 6);
    buffer_init(&frame);
    if (neighbour_write(&frame, &w))
        router_say(r, port, buffer_bytes(&frame));
    buffer_fini(&frame);
}

/* --- packets ------------------------------------------------------------------------------------------------------- */

/* The MAC layers hear of each piece by itself. */
static void send_piece(void *context, struct bytes frame)
{
    const struct router_end     *to = context;
    const struct shim_interface *by = router_interface(to->router, to->port);
    if (passage_leaves(to->router->passage, by, frame)->verdict == VERDICT_PERMIT)
        router_send(to->router, to->port, frame);
}

/* Behind a link header to this station. */
static void send_to(struct router *r, unsigned port, const uint8_t mac[6], enum family family, struct bytes packet)
{
    struct buffer        link;
    struct ethernet_ends e;
    memcpy(e.dst, mac, 6);
    memcpy(e.src, r->config.mac[port], 6);
    buffer_init(&link);
    packet_put_ethernet(&link, &e, family);
    if (buffer_ok(&link))
        (void)!fragment_frame(buffer_bytes(&link), packet, router_mtu(r, port), passage_fragment_id(r->passage), send_piece,
                              &(struct router_end){ r, port });
    buffer_fini(&link);
}

static void hold(struct router *r, struct neighbour *n, struct bytes packet)
{
    if (n->held_count == NEIGHBOUR_HELD) {
        buffer_fini(&n->held[0]);
        memmove(&n->held[0], &n->held[1], (NEIGHBOUR_HELD - 1) * sizeof(n->held[0]));
        n->held_count--;
        count_up(&r->counts.unresolved, 1);
    }
    struct buffer *b = &n->held[n->held_count++];
    buffer_init(b);
    buffer_put(b, packet.at, bytes_left(&packet));
}

/* What became of a packet, decided with the lock and done without it. */
enum sending { SENDING_LOST, SENDING_WAITS, SENDING_ASKS, SENDING_GOES };

static enum sending begin_sending(struct router *r, const struct next_hop *to, struct bytes packet, uint8_t mac[6])
{
    struct neighbour *n = find_or_add(r, to->port, &to->addr);
    if (!n)
        return SENDING_LOST;
    count_up(&r->counts.forwarded, 1);
    if (n->known) {
        memcpy(mac, n->mac, 6);
        return SENDING_GOES;
    }
    hold(r, n, packet);
    if (n->tries)
        return SENDING_WAITS;
    mark_asked(n, passage_now(r->passage));
    return SENDING_ASKS;
}

void neighbours_send(struct router *r, const struct next_hop *to, struct bytes packet)
{
    uint8_t mac[6];
    pthread_mutex_lock(&r->common->lock);
    enum sending how = begin_sending(r, to, packet, mac);
    pthread_mutex_unlock(&r->common->lock);
    if (how == SENDING_GOES)
        send_to(r, to->port, mac, (enum family)to->addr.family, packet);
    else if (how == SENDING_ASKS)
        ask(r, to->port, &to->addr);
}

/* With the lock. The packets that waited are the caller's now. */
static unsigned become_known(struct neighbour *n, const uint8_t mac[6], struct buffer held[NEIGHBOUR_HELD])
{
    unsigned count = n->held_count;
    n->known = true;
    n->tries = 0;
    memcpy(n->mac, mac, 6);
    memcpy(held, n->held, count * sizeof(held[0]));
    n->held_count = 0;
    return count;
}

/* `only_known`: a station that nobody has asked for is not noted. */
static void learn(struct router *r, unsigned port, const struct ip_addr *a, const uint8_t mac[6], bool only_known)
{
    struct buffer     held[NEIGHBOUR_HELD];
    unsigned          count = 0;
    pthread_mutex_lock(&r->common->lock);
    struct neighbour *n = (mac[0] & 1) ? NULL : only_known ? find(r, port, a) : find_or_add(r, port, a);
    if (n)
        count = become_known(n, mac, held);
    pthread_mutex_unlock(&r->common->lock);
    for (unsigned i = 0; i < count; i++) {
        if (buffer_ok(&held[i]))
            send_to(r, port, mac, (enum family)a->family, buffer_bytes(&held[i]));
        buffer_fini(&held[i]);
    }
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
    if (who && m.has_mac && !router_has(r, &speaker) && (near || ip_addr_is(&speaker, ADDR_LINK_LOCAL)))
        learn(r, port, &speaker, m.mac, !asks_us);
    if (asks_us)
        reply(r, port, &m, m.has_mac ? m.mac : h->mac_src);
}

/* With the lock. False: there is nobody who is to be asked again now. */
static bool next_to_ask(struct router *r, uint64_t now_ns, struct next_hop *out)
{
    for (struct neighbour *n = r->common->neighbours; n; n = n->next) {
        if (n->known || n->tries == 0 || now_ns - n->asked_ns < NEIGHBOUR_ASK_NS)
            continue;
        if (n->tries < NEIGHBOUR_TRIES) {
            mark_asked(n, now_ns);
            *out = (struct next_hop){ n->port, n->addr };
            return true;
        }
        count_up(&r->counts.unresolved, drop_held(n));
        n->tries = 0; /* the next packet asks anew */
    }
    return false;
}

void neighbours_tick(struct router *r, uint64_t now_ns)
{
    struct next_hop whom;
    bool            any = true;
    while (any) {
        pthread_mutex_lock(&r->common->lock);
        any = next_to_ask(r, now_ns, &whom);
        pthread_mutex_unlock(&r->common->lock);
        if (any)
            ask(r, whom.port, &whom.addr);
    }
}

void router_stations(struct router_common *c, station_fn each, void *context)
{
    pthread_mutex_lock(&c->lock);
    for (const struct neighbour *n = c->neighbours; n; n = n->next)
        if (n->known)
            each(context, &n->addr, n->mac);
    pthread_mutex_unlock(&c->lock);
}

void neighbours_free(struct router_common *c)
{
    while (c->neighbours)
        (void)drop_oldest(c);
}
