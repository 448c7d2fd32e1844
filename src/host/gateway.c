#include "host/gateway.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "callout/injection.h"
#include "host/gateway_answer.h"
#include "host/home_sockets.h"
#include "host/stations.h"
#include "pkt/build.h"
#include "pkt/fragment.h"
#include "pkt/neighbour.h"

#define DEFAULT_MTU 1500u
#define LINK_SIZE   14u

struct gateway_common {
    struct passage_common walks;
    pthread_mutex_t       lock;
    struct home           home;    /* guarded by: lock */
    _Atomic uint64_t      changes; /* lock-free to read: of home, so far */
    struct home_answers   answers;
    struct stations       stations;
    _Atomic uint32_t      fragment_ids;  /* lock-free, like the next */
    atomic_bool           told_no_station;
};

struct gateway {
    struct gateway_config config;
    struct gateway_common *common, *own; /* own: made here, or NULL */
    struct passage        *passage;
    struct home           home;    /* a copy: no walk waits for a lock */
    uint64_t              changes; /* that it has */
    struct home_sockets  *sockets;
    struct gateway_counts counts;
    struct headers        headers; /* of the frame that is walked */
};

/* --- the world of the shim ---------------------------------------------------------------------------------------- */

static bool is_local(void *context, const struct ip_addr *a)
{
    return home_has(&((struct gateway *)context)->home, a);
}

static bool is_broadcast(void *context, const struct ip_addr *a)
{
    return home_is_broadcast(&((struct gateway *)context)->home, a);
}

static bool is_local_mac(void *context, const uint8_t mac[6])
{
    return home_has_mac(&((struct gateway *)context)->home, mac);
}

static bool is_refused(void *context, uint8_t protocol, const struct ip_addr *local, uint16_t port)
{
    return home_sockets_refuse(((struct gateway *)context)->sockets, protocol, local, port);
}

static bool is_listener(void *context, uint8_t protocol, const struct ip_addr *a, uint16_t port)
{
    return home_sockets_listen(((struct gateway *)context)->sockets, protocol, a, port);
}

static const struct endpoint_identity *identity(void *context, uint8_t protocol, uint16_t local_port)
{
    return home_sockets_identity(((struct gateway *)context)->sockets, protocol, local_port);
}

static const struct shim_interface *interface(void *context, uint32_t index)
{
    return interface_find(&((struct gateway *)context)->config.interface, 1, index);
}

static const struct shim_interface *way_to(void *context, const struct ip_addr *a)
{
    (void)a;
    return interface_if_known(&((struct gateway *)context)->config.interface);
}

/* --- out of a port ------------------------------------------------------------------------------------------------ */

static void send_frame(struct gateway *g, enum gateway_port to, struct bytes frame)
{
    g->config.ends.send(g->config.ends.context, to, frame);
}

/* A packet that is cut: where its pieces go, behind which link header. */
struct leaving {
    struct gateway   *gateway;
    enum gateway_port to;
    struct bytes      link;
};

static void send_piece(void *context, struct bytes packet)
{
    const struct leaving *l = context;
    struct buffer         frame;
    buffer_init(&frame);
    buffer_put(&frame, l->link.at, bytes_left(&l->link));
    buffer_put(&frame, packet.at, bytes_left(&packet));
    if (buffer_ok(&frame))
        send_frame(l->gateway, l->to, buffer_bytes(&frame));
    buffer_fini(&frame);
}

static uint32_t mtu_of(const struct gateway *g, enum gateway_port to)
{
    return g->config.mtu[to] ? g->config.mtu[to] : DEFAULT_MTU;
}

static void send_cut(struct leaving *l, struct bytes packet, uint32_t mtu, uint32_t id)
{
    (void)!fragment_packet(packet, mtu, id, send_piece, l); /* a packet that cannot be cut is one that no stack makes */
}

/* A datagram that came in fragments goes on in fragments, now that it has passed as a whole: none larger than the largest of
 * them. */
static void send_whole(struct gateway *g, enum gateway_port to, const struct pkt_ctx *walk)
{
    struct leaving l = { .gateway = g, .to = to };
    struct bytes   frame = walk->in->frame;
    if (!bytes_sub(&frame, walk->frame->ip_offset, &l.link))
        return;
    uint32_t mtu = mtu_of(g, to);
    send_cut(&l, walk->whole, walk->fragment_size < mtu ? walk->fragment_size : mtu, walk->frame->fragment_id);
}

/* --- packets without a link header --------------------------------------------------------------------------------- */

static bool station_of(const struct gateway *g, enum gateway_port side, const struct ip_addr *a, uint8_t mac[6])
{
    const struct stations *s = &g->common->stations;
    if (ip_addr_is(a, ADDR_BROADCAST) || home_is_broadcast(&g->home, a)) {
        memset(mac, 0xff, 6);
        return true;
    }
    if (ip_addr_is(a, ADDR_MULTICAST)) {
        neighbour_group_mac(a, mac);
        return true;
    }
    return stations_find(s, a, mac) || stations_last(s, side, (enum family)a->family, mac);
}

static void tell_no_station(struct gateway *g, const struct headers *h)
{
    char line[160], to[IP_TEXT_SIZE];
    g->counts.no_station++;
    if (atomic_exchange(&g->common->told_no_station, true))
        return;
    snprintf(line, sizeof(line), "a driver's packet to %s is dropped: no station was seen yet that it could go to",
             ip_addr_format(&h->dst, to));
    g->config.ends.say(g->config.ends.context, line);
}

static void send_packet(void *context, struct bytes packet)
{
    struct gateway      *g = context;
    struct headers       h;
    struct buffer        link;
    struct ethernet_ends e;
    enum parse_result    parsed = headers_parse_ip(packet, (uint32_t)bytes_left(&packet), 0, &h);
    if (h.family == FAMILY_NONE || parsed == PARSE_IP_MALFORMED)
        return;
    bool              out = home_has(&g->home, &h.src) && !home_has(&g->home, &h.dst);
    enum gateway_port to = out || (!home_has(&g->home, &h.dst) && !ip_addr_is(&h.dst, ADDR_MULTICAST)) ? GATEWAY_OUT : GATEWAY_IN;
    if (!station_of(g, to, &h.dst, e.dst) || !station_of(g, !to, &h.src, e.src)) {
        tell_no_station(g, &h);
        return;
    }
    buffer_init(&link);
    packet_put_ethernet(&link, &e, (enum family)h.family);
    struct leaving l = { g, to, buffer_bytes(&link) };
    if (buffer_ok(&link))
        send_cut(&l, packet, mtu_of(g, to), atomic_fetch_add(&g->common->fragment_ids, 1) + 1);
    buffer_fini(&link);
}

/* --- after a walk ------------------------------------------------------------------------------------------------- */

/* The host itself is to say that nobody is there, unless a filter at the discard layer wants silence (B-044). */
static bool host_answers(const struct pkt_ctx *walk)
{
    const struct discard_reason *why = &walk->discard;
    bool nobody = (why->module == DISCARD_MODULE_TRANSPORT && why->reason == INET_DISCARD_ENDPOINT_NOT_FOUND) ||
                  (why->module == DISCARD_MODULE_NETWORK && why->reason == IP_DISCARD_PORT_UNREACHABLE);
    return walk->verdict == VERDICT_DISCARD && walk->direction == DIRECTION_IN && nobody && !walk->silent;
}

static bool is_held_fragment(const struct pkt_ctx *walk)
{
    return walk->frame->is_fragment && !walk->fragments && walk->direction != DIRECTION_FORWARD;
}

static void pass_on(struct gateway *g, enum gateway_port to, const struct pkt_ctx *walk)
{
    if (walk->verdict != VERDICT_PERMIT && !host_answers(walk))
        return;
    if (walk->fragments)
        send_whole(g, to, walk);
    else if (is_held_fragment(walk))
        g->counts.held++;
    else
        send_frame(g, to, walk->in->frame);
}

static void answer(struct gateway *g, const struct pkt_ctx *walk)
{
    struct buffer frame;
    if (!answer_is_due(walk) || walk->in->link != LINK_ETHERNET)
        return;
    buffer_init(&frame);
    if (answer_write(walk, &frame)) {
        g->counts.refused++;
        send_frame(g, GATEWAY_IN, buffer_bytes(&frame));
    }
    buffer_fini(&frame);
}

static void send_to_host(void *context, struct bytes frame)
{
    send_frame(context, GATEWAY_IN, frame);
}

static void send_to_network(void *context, struct bytes frame)
{
    send_frame(context, GATEWAY_OUT, frame);
}

/* What a driver has injected, or let go on. */
static void on_walked(void *context, const struct pkt_ctx *walk, const struct injection *injection)
{
    struct gateway *g = context;
    if (!injection && walk->in->link == LINK_ETHERNET) {
        pass_on(g, walk->direction == DIRECTION_IN ? GATEWAY_IN : GATEWAY_OUT, walk);
        answer(g, walk);
        return;
    }
    if (walk->verdict == VERDICT_PERMIT && !walk->fragments && walk->frame->is_fragment && walk->direction == DIRECTION_IN)
        return; /* the datagram goes when it is whole */
    if (walk->verdict != VERDICT_PERMIT)
        return;
    if (passage_has_frames(injection) && !walk->fragments)
        passage_frames(injection, walk->direction == DIRECTION_IN ? send_to_host : send_to_network, g);
    else
        passage_packets(walk, injection, send_packet, g);
}

/* --- frames ------------------------------------------------------------------------------------------------------- */

static void note_stations(struct gateway *g, enum gateway_port from, const struct headers *h)
{
    if (h->family == FAMILY_NONE || !h->has_mac)
        return;
    struct stations *s = &g->common->stations;
    stations_note(s, &h->src, h->mac_src);
    stations_note_last(s, from, (enum family)h->family, h->mac_src);
    if (from != GATEWAY_IN || (h->mac_dst[0] & 1))
        return;
    stations_note(s, &h->dst, h->mac_dst); /* its router's, for what is further away */
    stations_note_last(s, GATEWAY_OUT, (enum family)h->family, h->mac_dst);
}

/* Where what an adapter or the wire would never have let through is counted; NULL: it is in its place. */
static uint64_t *out_of_place(struct gateway *g, enum gateway_port from, const struct headers *h)
{
    bool ip = h->family != FAMILY_NONE;
    bool ours = ip && home_has(&g->home, &h->src);
    bool to_us = ip && home_has(&g->home, &h->dst);
    if (from == GATEWAY_OUT && h->has_mac && !(h->mac_dst[0] & 1) && g->home.mac_count && !home_has_mac(&g->home, h->mac_dst))
        return &g->counts.not_for_us;
    return (from == GATEWAY_OUT ? ours : ours && to_us) ? &g->counts.spoofed : NULL;
}

/* --- the host's addresses ------------------------------------------------------------------------------------------ */

/* With the lock. */
static void copy_home(struct gateway *g)
{
    g->home = g->common->home;
    buffer_init(&g->home.room);
    g->home.netlink = -1;
    g->changes = atomic_load_explicit(&g->common->changes, memory_order_relaxed);
}

static void change_home(struct gateway *g, void (*change)(struct home *h, void *argument), void *argument)
{
    pthread_mutex_lock(&g->common->lock);
    change(&g->common->home, argument);
    atomic_fetch_add_explicit(&g->common->changes, 1, memory_order_release);
    copy_home(g);
    pthread_mutex_unlock(&g->common->lock);
}

/* Between two walks. */
static void follow_home(struct gateway *g)
{
    if (atomic_load_explicit(&g->common->changes, memory_order_acquire) == g->changes)
        return;
    pthread_mutex_lock(&g->common->lock);
    copy_home(g);
    pthread_mutex_unlock(&g->common->lock);
}

struct shown {
    struct bytes          frame;
    const struct headers *h;
    bool                  inbound;
};

static void show(struct home *home, void *argument)
{
    const struct shown *s = argument;
    if (s->inbound)
        home_offered(home, s->h);
    else
        home_sent(home, s->frame, s->h);
}

/* Most frames show nothing new. */
static void learn_home(struct gateway *g, struct shown what)
{
    unsigned addresses = g->home.address_count, macs = g->home.mac_count;
    show(&g->home, &what);
    if (g->home.address_count != addresses || g->home.mac_count != macs)
        change_home(g, show, &what);
}

enum spread_local gateway_local(enum gateway_port from)
{
    return from == GATEWAY_OUT ? SPREAD_LOCAL_DESTINATION : SPREAD_LOCAL_SOURCE;
}

/* The MAC layers are the last that what leaves is asked at: each frame by itself. */
void gateway_together(struct gateway *g, enum gateway_port from, const struct frame *frames, unsigned count)
{
    struct bytes   in_place[SHIM_BATCH];
    struct headers h;
    unsigned       n = 0;
    follow_home(g);
    for (unsigned i = 0; from == GATEWAY_OUT && i < count && n < SHIM_BATCH; i++) {
        (void)headers_parse(LINK_ETHERNET, frames[i].bytes, (uint32_t)bytes_left(&frames[i].bytes), 0, &h);
        if (!out_of_place(g, from, &h))
            in_place[n++] = frames[i].bytes;
    }
    passage_together(g->passage, interface_if_known(&g->config.interface), in_place, n);
}

void gateway_frame(struct gateway *g, enum gateway_port from, struct bytes frame)
{
    struct headers   *h = &g->headers;
    enum parse_result parsed = headers_parse(LINK_ETHERNET, frame, (uint32_t)bytes_left(&frame), PARSE_CHECK_IP_CHECKSUM, h);
    bool              inbound = from == GATEWAY_OUT;
    uint64_t          now = passage_now(g->passage);
    follow_home(g);
    learn_home(g, (struct shown){ frame, h, inbound });
    if (!inbound)
        home_sockets_sent(g->sockets, h, now);
    uint64_t *misplaced = out_of_place(g, from, h);
    if (misplaced) {
        ++*misplaced;
        return;
    }
    note_stations(g, from, h);
    /* The port knows better than the addresses. */
    h->link_direction = inbound ? LINK_TO_US : LINK_FROM_US;
    home_sockets_packet(g->sockets, h, inbound, now);
    const struct pkt_ctx *walk = passage_frame(g->passage, interface_if_known(&g->config.interface), frame, h, parsed);
    home_sockets_packet(g->sockets, NULL, false, now);
    pass_on(g, !from, walk);
    answer(g, walk);
}

int gateway_news_fd(const struct gateway_common *c)
{
    return c->home.netlink;
}

static void hear_news(struct home *h, void *argument)
{
    (void)argument;
    home_update(h);
}

void gateway_news(struct gateway *g)
{
    change_home(g, hear_news, NULL);
}

/* --- life --------------------------------------------------------------------------------------------------------- */

static enum wfp_status settle_home(struct home *home, const struct gateway_config *c, char error[NETNS_ERROR_SIZE])
{
    home_init(home);
    for (unsigned i = 0; i < c->local_count; i++)
        if (!home_say(home, c->local[i])) {
            snprintf(error, NETNS_ERROR_SIZE, "--local %s: expected an address or ADDR/LEN, at most %d of them", c->local[i], HOME_MAX);
            return WFP_BAD_DATA;
        }
    return c->netns ? home_follow(home, c->netns, error) : WFP_OK;
}

enum wfp_status gateway_common_new(const struct gateway_config *config, struct gateway_common **out, char error[NETNS_ERROR_SIZE])
{
    struct gateway_common *c = calloc(1, sizeof(*c));
    snprintf(error, NETNS_ERROR_SIZE, "not enough memory");
    if (!c)
        return WFP_NO_MEMORY;
    pthread_mutex_init(&c->lock, NULL);
    pthread_mutex_init(&c->answers.lock, NULL);
    stations_init(&c->stations);
    enum wfp_status err = settle_home(&c->home, config, error);
    if (err)
        gateway_common_free(c);
    else
        *out = c;
    return err;
}

void gateway_common_free(struct gateway_common *c)
{
    if (!c)
        return;
    home_fini(&c->home);
    stations_fini(&c->stations);
    pthread_mutex_destroy(&c->answers.lock);
    pthread_mutex_destroy(&c->lock);
    free(c);
}

const struct home *gateway_home(const struct gateway_common *c)
{
    return &c->home;
}

struct shim_world gateway_world(struct gateway *g)
{
    return (struct shim_world){ .context = g,
                                .is_local = is_local,
                                .is_broadcast = is_broadcast,
                                .is_local_mac = is_local_mac,
                                .is_refused = is_refused,
                                .is_listener = is_listener,
                                .identity = identity,
                                .interface = g->config.interface.index ? interface : NULL,
                                .way_to = way_to };
}

static enum wfp_status prepare(struct gateway *g, char error[NETNS_ERROR_SIZE])
{
    struct passage_config w = {
        .kernel = g->config.kernel,
        .walks = g->config.shim,
        .shim = { .world = gateway_world(g),
                  .observer = g->config.observer,
                  .max_flows = g->config.max_flows },
        .ends = g->config.ends,
        .walked = on_walked,
        .context = g,
    };
    if (!g->common) {
        RETURN_IF(gateway_common_new(&g->config, &g->own, error));
        g->common = g->own;
    }
    w.common = &g->common->walks;
    RETURN_IF(home_sockets_new(g->config.netns, &g->common->answers, &g->sockets, error));
    pthread_mutex_lock(&g->common->lock);
    copy_home(g);
    pthread_mutex_unlock(&g->common->lock);
    return passage_new(&w, &g->passage);
}

enum wfp_status gateway_new(const struct gateway_config *config, struct gateway **out, char error[NETNS_ERROR_SIZE])
{
    struct gateway *g = calloc(1, sizeof(*g));
    snprintf(error, NETNS_ERROR_SIZE, "not enough memory");
    if (!g)
        return WFP_NO_MEMORY;
    g->config = *config;
    g->common = config->common;
    enum wfp_status err = prepare(g, error);
    if (err) {
        gateway_free(g);
        return err;
    }
    *out = g;
    return WFP_OK;
}

void gateway_free(struct gateway *g)
{
    if (!g)
        return;
    passage_free(g->passage);
    home_sockets_free(g->sockets);
    gateway_common_free(g->own);
    free(g);
}

struct passage *gateway_passage(struct gateway *g)
{
    return g->passage;
}

const struct gateway_counts *gateway_counted(const struct gateway *g)
{
    return &g->counts;
}

void gateway_counts_add(struct gateway_counts *sum, const struct gateway_counts *n)
{
    sum->spoofed += n->spoofed;
    sum->not_for_us += n->not_for_us;
    sum->held += n->held;
    sum->refused += n->refused;
    sum->no_station += n->no_station;
}
