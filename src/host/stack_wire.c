/* Frames on their way: through the shims, over the wire, to the sockets at its other end. */
#include "host/stack_state.h"

static struct ethernet_ends ends_of(bool from_us)
{
    struct ethernet_ends e = { .src = { 0x02, 0, 0, 0, 1, 1 }, .dst = { 0x02, 0, 0, 0, 0, 1 } };
    if (!from_us)
        return e;
    struct ethernet_ends swapped;
    memcpy(swapped.src, e.dst, 6);
    memcpy(swapped.dst, e.src, 6);
    return swapped;
}

/* The frame of an IP packet: itself, or behind an Ethernet header. Loopback has none (G-045). */
static bool make_frame(const struct stack *s, struct bytes packet, const struct headers *h, struct buffer *out)
{
    bool from_us = stack_has_address(s, &h->src);
    if (s->config.ethernet && !(from_us && stack_has_address(s, &h->dst))) {
        struct ethernet_ends e = ends_of(from_us);
        packet_put_ethernet(out, &e, (enum family)h->family);
    }
    buffer_put(out, packet.at, bytes_left(&packet));
    return buffer_ok(out);
}

/* What became of a walk; the shim's own answer does not outlive what follows. */
struct outcome {
    enum verdict   verdict;
    enum direction direction;
    bool           by_ale, silent, part;
    struct buffer  packet; /* that went up: the whole datagram of fragments */
};

static struct outcome outcome_of(const struct pkt_ctx *walk)
{
    static const char ale[] = "ALE_";
    struct outcome    o = { .verdict = walk->verdict, .direction = walk->direction };
    struct bytes      packet = walk->packet;
    uint32_t          size = walk->h->ip_size;
    o.by_ale = walk->deciding && strncmp(walk->deciding->layer->name, ale, sizeof(ale) - 1) == 0;
    o.silent = walk->direction == DIRECTION_FORWARD || (walk->flow && walk->flow->silent);
    o.part = walk->h->is_fragment;
    if (bytes_skip(&packet, walk->h->ip_offset)) {
        bytes_limit(&packet, size);
        buffer_put(&o.packet, packet.at, bytes_left(&packet));
    }
    return o;
}

/* Over the wire, or up to our own sockets: never at once, because a walk may be a driver's doing and others look at it yet. */
static void pass_on(struct stack *s, const struct outcome *o)
{
    static const enum whither passes[] = { [DIRECTION_IN] = TO_US, [DIRECTION_OUT] = TO_OTHERS, [DIRECTION_FORWARD] = TO_OTHERS,
                                           [DIRECTION_LOOPBACK] = TO_US };
    struct bytes packet = buffer_bytes(&o->packet);
    if (o->part || bytes_left(&packet) == 0)
        return;
    if (o->verdict == VERDICT_PERMIT)
        stack_schedule_packet(s, packet, passes[o->direction], passes[o->direction] == TO_OTHERS ? STACK_WIRE_NS : 0);
    else if (o->verdict == VERDICT_DISCARD && !o->silent)
        stack_schedule_packet(s, packet, TO_NOBODY, 0);
}

void stack_walked(void *stack, const struct pkt_ctx *walk, const struct injection *injection)
{
    struct stack *s = stack;
    if (bytes_left(&walk->in->frame) == 0 && !injection)
        return; /* a socket call went on: socket_finished() has heard of it */
    if (s->config.observer.injected)
        s->config.observer.injected(s->config.observer.context, walk, injection);
    struct outcome o = outcome_of(walk);
    pass_on(s, &o);
    buffer_fini(&o.packet);
}

static enum sent walk_frame(struct stack *s, struct bytes frame, enum link_type link, struct endpoint *sender)
{
    const struct ruleset *rules = stack_rules(s);
    struct shim_input     in = { .frame = frame, .wire_size = (uint32_t)bytes_left(&frame), .link = link, .now_ns = s->now_ns,
                                 .number = ++s->numbers, .sender = sender };
    struct capture_packet p = { in.number, in.now_ns, frame, in.wire_size };
    const struct pkt_ctx *walk = shim_packet(s->shim, rules, &in);
    if (s->config.observer.packet)
        s->config.observer.packet(s->config.observer.context, &p, walk);
    struct outcome o = outcome_of(walk);
    pass_on(s, &o);
    buffer_fini(&o.packet);
    stack_rules(s);
    return o.verdict == VERDICT_PERMIT ? SENT : o.by_ale && o.verdict == VERDICT_BLOCK ? SENT_DENIED : SENT_LOST;
}

static enum sent walk_packet(struct stack *s, struct bytes packet, struct endpoint *sender)
{
    struct headers h;
    struct buffer  frame;
    enum sent      sent = SENT_LOST;
    (void)headers_parse_ip(packet, (uint32_t)bytes_left(&packet), 0, &h);
    buffer_init(&frame);
    if (make_frame(s, packet, &h, &frame))
        sent = walk_frame(s, buffer_bytes(&frame), frame.size != bytes_left(&packet) ? LINK_ETHERNET : LINK_RAW_IP, sender);
    buffer_fini(&frame);
    return sent;
}

enum sent stack_emit_ip(struct stack *s, struct stack_socket *from, struct bytes packet)
{
    struct headers h;
    (void)headers_parse_ip(packet, (uint32_t)bytes_left(&packet), 0, &h);
    if (h.family != FAMILY_NONE && stack_has_address(s, &h.src))
        return walk_packet(s, packet, from ? from->endpoint : NULL);
    stack_schedule_packet(s, packet, TO_OUR_WIRE, STACK_WIRE_NS);
    return SENT;
}

enum sent stack_emit(struct stack *s, struct stack_socket *from, const struct packet_spec *p)
{
    struct buffer      packet;
    struct packet_spec spec = *p;
    enum sent          sent = SENT_LOST;
    spec.ident = ++s->next_ident;
    buffer_init(&packet);
    if (packet_build(&packet, &spec, NULL))
        sent = stack_emit_ip(s, from, buffer_bytes(&packet));
    buffer_fini(&packet);
    return sent;
}

void stack_inject_frame(struct stack *s, struct bytes packet)
{
    stack_schedule_packet(s, packet, TO_OUR_WIRE, 0);
}

void stack_deliver(struct stack *s, struct stack_event *e)
{
    struct headers h;
    struct bytes   packet = buffer_bytes(&e->packet);
    if (e->to == TO_OUR_WIRE) {
        walk_packet(s, packet, NULL);
        return;
    }
    if (headers_parse_ip(packet, (uint32_t)bytes_left(&packet), 0, &h) != PARSE_OK)
        return;
    if (e->to == TO_NOBODY)
        stack_refuse(s, &h, packet);
    else
        stack_input(s, e->to == TO_US, &h, packet);
}
