#include "host/router.h"

#include <stdlib.h>

#include "host/router_state.h"
#include "pkt/fragment.h"
#include "pkt/wire.h"

#define DEFAULT_MTU 1500u

/* --- tables -------------------------------------------------------------------------------------------------------- */

uint32_t router_mtu(const struct router *r, unsigned port)
{
    return r->config.mtu[port] ? r->config.mtu[port] : DEFAULT_MTU;
}

bool router_has(const struct router *r, const struct ip_addr *a)
{
    for (unsigned i = 0; i < r->config.address_count; i++)
        if (ip_addr_equal(&r->config.addresses[i].addr, a))
            return true;
    return false;
}

const struct ip_addr *router_own(const struct router *r, unsigned port, const struct ip_addr *to)
{
    const struct ip_addr *any = NULL;
    for (unsigned i = 0; i < r->config.address_count; i++) {
        const struct router_address *a = &r->config.addresses[i];
        if (a->port != port || a->addr.family != to->family)
            continue;
        if (ip_addr_in_prefix(to, &a->addr, a->bits))
            return &a->addr;
        any = any ? any : &a->addr;
    }
    return any;
}

static bool is_joined(const struct router *r, const struct ip_addr *dst, struct next_hop *out)
{
    int best = -1;
    for (unsigned i = 0; i < r->config.address_count; i++) {
        const struct router_address *a = &r->config.addresses[i];
        if (a->bits <= best || !ip_addr_in_prefix(dst, &a->addr, a->bits))
            continue;
        best = a->bits;
        *out = (struct next_hop){ a->port, *dst };
    }
    return best >= 0;
}

bool router_next_hop(const struct router *r, const struct ip_addr *dst, struct next_hop *out)
{
    int best = -1;
    if (is_joined(r, dst, out))
        return true;
    for (unsigned i = 0; i < r->config.route_count; i++) {
        const struct router_route *t = &r->config.routes[i];
        struct next_hop            via;
        if (t->bits <= best || !ip_addr_in_prefix(dst, &t->prefix, t->bits) || !is_joined(r, &t->via, &via))
            continue;
        best = t->bits;
        *out = via;
    }
    return best >= 0;
}

const struct shim_interface *router_interface(const struct router *r, unsigned port)
{
    return interface_if_known(&r->config.interfaces[port]);
}

/* --- the world of the shim ----------------------------------------------------------------------------------------- */

static const struct shim_interface *owner(void *context, const struct ip_addr *a)
{
    const struct router *r = context;
    for (unsigned i = 0; i < r->config.address_count; i++)
        if (ip_addr_equal(&r->config.addresses[i].addr, a))
            return router_interface(r, r->config.addresses[i].port);
    return NULL;
}

static bool is_local(void *context, const struct ip_addr *a)
{
    return router_has(context, a);
}

static bool is_broadcast(void *context, const struct ip_addr *a)
{
    const struct router *r = context;
    for (unsigned i = 0; i < r->config.address_count; i++) {
        const struct router_address *mine = &r->config.addresses[i];
        if (ip_addr_is_directed_broadcast(a, &mine->addr, mine->bits))
            return true;
    }
    return false;
}

static bool is_local_mac(void *context, const uint8_t mac[6])
{
    const struct router *r = context;
    for (unsigned i = 0; i < r->config.ports; i++)
        if (memcmp(r->config.mac[i], mac, 6) == 0)
            return true;
    return false;
}

/* It has no sockets of its own. */
static bool is_refused(void *context, uint8_t protocol, const struct ip_addr *local, uint16_t port)
{
    (void)context, (void)protocol, (void)local, (void)port;
    return true;
}

static bool is_listener(void *context, uint8_t protocol, const struct ip_addr *a, uint16_t port)
{
    (void)context, (void)protocol, (void)a, (void)port;
    return false;
}

static const struct endpoint_identity *identity(void *context, uint8_t protocol, uint16_t local_port)
{
    (void)context, (void)protocol, (void)local_port;
    return NULL;
}

static const struct shim_interface *interface(void *context, uint32_t index)
{
    const struct router *r = context;
    return interface_find(r->config.interfaces, r->config.ports, index);
}

static const struct shim_interface *way_to(void *context, const struct ip_addr *a)
{
    const struct router *r = context;
    struct next_hop      hop;
    return router_next_hop(r, a, &hop) ? router_interface(r, hop.port) : NULL;
}

/* IPv6 packets are never cut on the way, IPv4's not when they say so. */
static bool may_be_cut(const struct router *r, const struct headers *h)
{
    struct bytes            frame = passage_frame_bytes(r->passage);
    const struct ipv4_wire *w;
    if (h->family == FAMILY_V6 || !bytes_skip(&frame, h->ip_offset))
        return false;
    w = bytes_take(&frame, sizeof(*w));
    return w && !(be16(w->fragment) & 0x4000);
}

static bool refuses(struct discard_reason *why, const char **text, uint32_t reason, const char *said)
{
    *why = (struct discard_reason){ DISCARD_MODULE_NETWORK, reason };
    *text = said;
    return false;
}

static bool may_go(void *context, const struct headers *h, struct discard_reason *why, const char **text)
{
    const struct router *r = context;
    struct next_hop      hop;
    if (ip_addr_is(&h->src, ADDR_LINK_LOCAL) || ip_addr_is(&h->dst, ADDR_LINK_LOCAL) || ip_addr_is(&h->dst, ADDR_LOOPBACK))
        return refuses(why, text, IP_DISCARD_BEYOND_SCOPE, "its addresses mean nothing beyond its network");
    if (h->hop_limit <= 1)
        return refuses(why, text, IP_DISCARD_HOP_LIMIT_EXCEEDED, "it has come too far");
    if (!router_next_hop(r, &h->dst, &hop))
        return refuses(why, text, IP_DISCARD_NO_ROUTE, "there is no route");
    if (h->ip_size > router_mtu(r, hop.port) && !may_be_cut(r, h))
        return refuses(why, text, IP_DISCARD_DONT_FRAGMENT_MTU_EXCEEDED, "it is too big for the next network and may not be cut");
    return true;
}

/* --- handing on ---------------------------------------------------------------------------------------------------- */

static void count_hop(uint8_t *packet, enum family family)
{
    struct ipv4_wire w;
    if (family == FAMILY_V6) {
        packet[offsetof(struct ipv6_wire, hop_limit)]--;
        return;
    }
    memcpy(&w, packet, sizeof(w));
    w.hop_limit--;
    /* RFC 1624: the sum of the header without its checksum has become smaller by 0x0100 */
    uint32_t sum = be16(w.checksum) + 0x0100u;
    put_be16(w.checksum, (uint16_t)(sum + (sum >> 16)));
    memcpy(packet, &w, sizeof(w));
}

/* What a driver sends in our own name has not come a hop. */
static void hand_on(void *context, struct bytes packet)
{
    struct router    *r = context;
    struct headers    h;
    struct next_hop   hop;
    struct buffer     copy;
    enum parse_result parsed = headers_parse_ip(packet, (uint32_t)bytes_left(&packet), 0, &h);
    bool              ours = router_has(r, &h.src);
    if (h.family == FAMILY_NONE || parsed == PARSE_IP_MALFORMED || (!ours && h.hop_limit <= 1) ||
        !router_next_hop(r, &h.dst, &hop)) {
        r->counts.nowhere++;
        return;
    }
    buffer_init(&copy);
    buffer_put(&copy, packet.at, bytes_left(&packet));
    if (buffer_ok(&copy)) {
        if (!ours)
            count_hop(copy.data, (enum family)h.family);
        neighbours_send(r, &hop, buffer_bytes(&copy));
    }
    buffer_fini(&copy);
}

/* --- frames of drivers --------------------------------------------------------------------------------------------- */

/* They name no port: it is that of the network of whom they are from or for, else the one whose station they name. */
static bool find_port(const struct router *r, const struct ip_addr *far, const uint8_t mac[6], unsigned *port)
{
    struct next_hop hop;
    if (router_next_hop(r, far, &hop)) {
        *port = hop.port;
        return true;
    }
    for (*port = 0; *port < r->config.ports; ++*port)
        if (memcmp(r->config.mac[*port], mac, 6) == 0)
            return true;
    return false;
}

/* Who asks may have a link-local address alone, or none yet; what is asked for belongs to the network. */
static bool port_of_sender(const struct router *r, struct bytes frame, const struct headers *h, unsigned *port)
{
    struct neighbour_message m;
    if (!neighbour_read(frame, h, &m))
        return find_port(r, &h->src, h->mac_dst, port);
    return find_port(r, m.kind == NEIGHBOUR_ASKS ? &m.target : &m.sender, h->mac_dst, port);
}

static void parse_frame(struct bytes frame, struct headers *h)
{
    (void)headers_parse(LINK_ETHERNET, frame, (uint32_t)bytes_left(&frame), 0, h);
}

static void send_frame(void *context, struct bytes frame)
{
    struct router           *r = context;
    struct headers           h;
    struct neighbour_message m;
    unsigned                 port;
    parse_frame(frame, &h);
    if (find_port(r, neighbour_read(frame, &h, &m) ? &m.target : &h.dst, h.mac_src, &port))
        r->config.ends.send(r->config.ends.context, port, frame);
    else
        r->counts.nowhere++;
}

static void hand_on_frame(void *context, struct bytes frame)
{
    struct headers h;
    parse_frame(frame, &h);
    (void)!bytes_skip(&frame, h.ip_offset);
    bytes_limit(&frame, h.ip_size);
    hand_on(context, frame);
}

static void hear_frame(void *context, struct bytes frame)
{
    struct router *r = context;
    struct headers h;
    unsigned       port;
    parse_frame(frame, &h);
    if (port_of_sender(r, frame, &h, &port))
        neighbours_hear(r, port, frame, &h);
}

/* What has walked up behind its Ethernet header: a driver has injected it, or let it go on. */
static void receive(struct router *r, const struct pkt_ctx *walk, const struct injection *injection)
{
    unsigned port;
    bool     taken = walk->verdict == VERDICT_PERMIT && injection;
    if (port_of_sender(r, walk->in->frame, walk->frame, &port))
        router_answer(r, port, walk);
    if (taken)
        passage_frames(injection, hear_frame, r);
}

static void on_walked(void *context, const struct pkt_ctx *walk, const struct injection *injection)
{
    bool passes = walk->verdict == VERDICT_PERMIT, framed = passage_has_frames(injection);
    bool up = walk->direction == DIRECTION_IN || (walk->direction == DIRECTION_FORWARD && !passes);
    if (up && walk->in->link == LINK_ETHERNET)
        receive(context, walk, injection);
    else if (passes && framed)
        passage_frames(injection, walk->direction == DIRECTION_OUT ? send_frame : hand_on_frame, context);
    else if (passes && !up)
        passage_packets(walk, injection, hand_on, context);
}

/* --- frames of the wire -------------------------------------------------------------------------------------------- */

static void hear(struct router *r, unsigned port, const struct pkt_ctx *walk)
{
    if (walk->verdict == VERDICT_PERMIT && walk->direction == DIRECTION_FORWARD)
        passage_packets(walk, NULL, hand_on, r);
    else
        router_answer(r, port, walk);
}

struct saying {
    struct router *router;
    unsigned       port;
    struct bytes   link;
};

static void say_piece(void *context, struct bytes packet)
{
    const struct saying *s = context;
    struct buffer        frame;
    buffer_init(&frame);
    buffer_put(&frame, s->link.at, bytes_left(&s->link));
    buffer_put(&frame, packet.at, bytes_left(&packet));
    if (buffer_ok(&frame))
        s->router->config.ends.send(s->router->config.ends.context, s->port, buffer_bytes(&frame));
    buffer_fini(&frame);
}

/* The answer to a large echo is cut below WFP, which is shown no outgoing fragment (G-028). */
static void say_cut(struct router *r, unsigned port, struct bytes frame, const struct headers *h)
{
    struct saying s = { .router = r, .port = port };
    if (bytes_sub(&frame, h->ip_offset, &s.link))
        (void)!fragment_packet(frame, router_mtu(r, port), atomic_fetch_add(&r->common->fragment_ids, 1) + 1, say_piece, &s);
}

void router_said(struct router *r, unsigned port, struct bytes frame)
{
    struct headers    h;
    enum parse_result parsed = headers_parse(LINK_ETHERNET, frame, (uint32_t)bytes_left(&frame), PARSE_CHECK_IP_CHECKSUM, &h);
    if (passage_frame(r->passage, router_interface(r, port), frame, &h, parsed)->verdict != VERDICT_PERMIT)
        return;
    if (h.family != FAMILY_NONE && h.ip_size > router_mtu(r, port))
        say_cut(r, port, frame, &h);
    else
        r->config.ends.send(r->config.ends.context, port, frame);
}

void router_say(struct router *r, unsigned port, struct bytes frame)
{
    const struct passage_ends *e = &r->config.ends;
    if (!e->elsewhere || !e->elsewhere(e->context, port, frame))
        router_said(r, port, frame);
}

/* What is said of a frame is said when its walk is over: the shim has one context. */
void router_frame(struct router *r, unsigned port, struct bytes frame)
{
    struct headers   *h = &r->headers;
    enum parse_result parsed = headers_parse(LINK_ETHERNET, frame, (uint32_t)bytes_left(&frame), PARSE_CHECK_IP_CHECKSUM, h);
    if (!h->has_mac || (!(h->mac_dst[0] & 1) && memcmp(h->mac_dst, r->config.mac[port], 6) != 0)) {
        r->counts.not_for_us++;
        return;
    }
    if (h->family != FAMILY_NONE && router_has(r, &h->src)) {
        r->counts.spoofed++;
        return;
    }
    const struct pkt_ctx *walk = passage_frame(r->passage, router_interface(r, port), frame, h, parsed);
    bool                  taken = walk->verdict == VERDICT_PERMIT && walk->direction == DIRECTION_IN;
    hear(r, port, walk);
    if (taken)
        neighbours_hear(r, port, frame, h);
}

void router_tick(struct router *r)
{
    neighbours_tick(r, passage_now(r->passage));
}

/* Groups are many ends, and one of them is ours. */
enum spread_local router_local(const struct router_config *c, const struct headers *h)
{
    for (unsigned i = 0; i < c->address_count; i++) {
        const struct router_address *a = &c->addresses[i];
        if (ip_addr_equal(&a->addr, &h->src))
            return SPREAD_LOCAL_SOURCE;
        if (ip_addr_equal(&a->addr, &h->dst) || ip_addr_is_directed_broadcast(&h->dst, &a->addr, a->bits))
            return SPREAD_LOCAL_DESTINATION;
    }
    bool group = ip_addr_is(&h->dst, ADDR_MULTICAST) || ip_addr_is(&h->dst, ADDR_BROADCAST);
    return group ? SPREAD_LOCAL_DESTINATION : SPREAD_LOCAL_NONE;
}

void router_counts_add(struct router_counts *sum, const struct router_counts *n)
{
    sum->forwarded += n->forwarded;
    sum->answered += n->answered;
    sum->not_for_us += n->not_for_us;
    sum->spoofed += n->spoofed;
    sum->unresolved += n->unresolved;
    sum->nowhere += n->nowhere;
}

/* --- life ---------------------------------------------------------------------------------------------------------- */

bool router_read_address(const char *text, struct ip_addr *addr, uint8_t *bits)
{
    return strchr(text, '/') && ip_prefix_parse(text, addr, bits);
}

bool router_read_route(const char *text, struct router_route *out)
{
    char   prefix[IP_TEXT_SIZE + 4] = "";
    size_t n = strcspn(text, "=");
    if (n >= sizeof(prefix) || !text[n])
        return false;
    memcpy(prefix, text, n);
    return router_read_address(prefix, &out->prefix, &out->bits) && ip_addr_parse(&text[n + 1], &out->via) &&
           out->via.family == out->prefix.family;
}

enum wfp_status router_common_new(struct router_common **out)
{
    struct router_common *c = calloc(1, sizeof(*c));
    if (!c)
        return WFP_NO_MEMORY;
    pthread_mutex_init(&c->lock, NULL);
    *out = c;
    return WFP_OK;
}

void router_common_free(struct router_common *c)
{
    if (!c)
        return;
    neighbours_free(c);
    pthread_mutex_destroy(&c->lock);
    free(c);
}

enum wfp_status router_new(const struct router_config *config, struct router **out)
{
    struct router *r = calloc(1, sizeof(*r));
    if (!r)
        return WFP_NO_MEMORY;
    r->config = *config;
    enum wfp_status err = config->common ? WFP_OK : router_common_new(&r->own);
    if (err) {
        free(r);
        return err;
    }
    r->common = config->common ? config->common : r->own;
    struct passage_config p = {
        .kernel = config->kernel,
        .common = &r->common->walks,
        .shim = { .world = { .context = r,
                             .is_local = is_local,
                             .is_broadcast = is_broadcast,
                             .is_local_mac = is_local_mac,
                             .is_refused = is_refused,
                             .is_listener = is_listener,
                             .identity = identity,
                             .interface = config->interfaces[0].index ? interface : NULL,
                             .way_to = way_to },
                  .forward = { .context = r, .may_go = may_go, .owner = owner,
                               .groups = { [FAMILY_V4] = config->groups[FAMILY_V4], [FAMILY_V6] = config->groups[FAMILY_V6] } },
                  .observer = config->observer,
                  .max_flows = config->max_flows },
        .ends = config->ends,
        .walked = on_walked,
        .context = r,
    };
    err = passage_new(&p, &r->passage);
    if (err) {
        router_common_free(r->own);
        free(r);
        return err;
    }
    *out = r;
    return WFP_OK;
}

void router_free(struct router *r)
{
    if (!r)
        return;
    passage_free(r->passage);
    router_common_free(r->own);
    free(r);
}

struct passage *router_passage(struct router *r)
{
    return r->passage;
}

const struct router_counts *router_counted(const struct router *r)
{
    return &r->counts;
}
