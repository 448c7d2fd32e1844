#include "host/router.h"

#include <stdlib.h>

#include "host/router_state.h"
#include "host/count.h"
#include "pkt/fragment.h"
#include "pkt/wire.h"

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
        count_up(&r->counts.nowhere, 1);
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
        router_send(r, port, frame);
    else
        count_up(&r->counts.nowhere, 1);
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

void router_send(struct router *r, unsigned port, struct bytes frame)
{
    r->config.ends.send(r->config.ends.context, port, frame);
}

static void send_piece(void *context, struct bytes frame)
{
    const struct router_end *to = context;
    router_send(to->router, to->port, frame);
}

/* The answer to a large echo is cut below WFP, which is shown no outgoing fragment (G-028). */
static void say_cut(struct router *r, unsigned port, struct bytes frame, const struct headers *h)
{
    struct bytes link;
    if (bytes_sub(&frame, h->ip_offset, &link))
        (void)!fragment_frame(link, frame, router_mtu(r, port), passage_fragment_id(r->passage), send_piece,
                              &(struct router_end){ r, port });
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
        router_send(r, port, frame);
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
        count_up(&r->counts.not_for_us, 1);
        return;
    }
    if (h->family != FAMILY_NONE && router_has(r, &h->src)) {
        count_up(&r->counts.spoofed, 1);
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

void router_counts_add(struct router_counts *sum, const struct router_counts *n)
{
    count_into(&sum->forwarded, &n->forwarded);
    count_into(&sum->answered, &n->answered);
    count_into(&sum->not_for_us, &n->not_for_us);
    count_into(&sum->spoofed, &n->spoofed);
    count_into(&sum->unresolved, &n->unresolved);
    count_into(&sum->nowhere, &n->nowhere);
}

/* --- life ---------------------------------------------------------------------------------------------------------- */

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

static bool on_interface(void *context, uint32_t index)
{
    const struct router_config *c = &((const struct router *)context)->config;
    for (unsigned i = 0; i < c->ports; i++)
        if (c->interfaces[i].index == index)
            return true;
    return false;
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
        .shim = { .world = router_world(r),
                  .forward = router_forward(r),
                  .observer = config->observer,
                  .max_flows = config->max_flows },
        .ends = config->ends,
        .walked = on_walked,
        .context = r,
        .stack = STACK_FORWARDER,
        .has_interface = on_interface,
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
