/* Packets that have come through: to sockets of this machine or of another host, or to the host itself. */
#include <stdlib.h>

#include "host/stack_state.h"

void stack_arrive(struct stack_socket *k, const struct ip_addr *from, uint16_t port, struct bytes data)
{
    struct arrived *a = calloc(1, sizeof(*a));
    if (!a)
        return;
    a->from = *from;
    a->port = port;
    buffer_put(&a->data, data.at, bytes_left(&data));
    *k->arrived_end = a;
    k->arrived_end = &a->next;
    if (k->op == OP_RECV && k->result == STACK_WAITS)
        stack_recv(k);
}

static struct stack_socket *owner_of(struct stack *s, bool for_us, const struct headers *h)
{
    if (!for_us)
        return socket_of_peer(s, h->protocol, &h->dst, h->dst_port, &h->src, h->src_port);
    struct endpoint *e = endpoint_find(s->endpoints, h->protocol, &h->dst, h->dst_port, &h->src, h->src_port);
    if (e && !e->owner && e->parent)
        e = endpoint_find_handle(s->endpoints, e->parent); /* a connection that begins: its listener takes it */
    return e ? e->owner : NULL;
}

static struct packet_spec answer_to(const struct headers *h, uint8_t protocol)
{
    return (struct packet_spec){ .src = h->dst, .dst = h->src, .protocol = protocol, .src_port = h->dst_port, .dst_port = h->src_port };
}

/* Type and code of "nobody takes this port". */
static void answer_unreachable(struct stack *s, const struct headers *h, struct bytes packet)
{
    struct packet_spec p = answer_to(h, h->family == FAMILY_V4 ? PROTO_ICMP : PROTO_ICMPV6);
    p.icmp_type = h->family == FAMILY_V4 ? 3 : 1;
    p.icmp_code = h->family == FAMILY_V4 ? 3 : 4;
    p.payload = packet;
    bytes_limit(&p.payload, 512);
    stack_emit(s, NULL, &p);
}

void stack_refuse(struct stack *s, const struct headers *h, struct bytes packet)
{
    if (h->protocol == PROTO_TCP)
        tcp_refuse(s, h);
    else if (h->protocol == PROTO_UDP)
        answer_unreachable(s, h, packet);
}

static struct bytes payload_of(const struct headers *h, struct bytes packet)
{
    bytes_skip(&packet, h->transport_offset + h->transport_header_size);
    bytes_limit(&packet, h->payload_size);
    return packet;
}

static void echo_back(struct stack_socket *k, const struct headers *h, struct bytes data)
{
    struct packet_spec p = answer_to(h, PROTO_UDP);
    p.payload = data;
    stack_emit(k->stack, k, &p);
}

static void datagram(struct stack *s, bool for_us, const struct headers *h, struct bytes packet)
{
    struct stack_socket *k = owner_of(s, for_us, h);
    struct bytes         data = payload_of(h, packet);
    if (!k && !ip_addr_is(&h->dst, ADDR_MULTICAST))
        answer_unreachable(s, h, packet);
    else if (k && k->service_echo)
        echo_back(k, h, data);
    else if (k)
        stack_arrive(k, &h->src, h->src_port, data);
}

static void error_arrives(struct stack *s, const struct headers *h)
{
    if (!h->has_inner || h->inner_protocol != PROTO_UDP)
        return;
    struct endpoint     *e = endpoint_find(s->endpoints, PROTO_UDP, &h->inner_src, h->inner_src_port, &h->inner_dst, h->inner_dst_port);
    struct stack_socket *k = e ? e->owner : NULL;
    if (k && k->op == OP_RECV && k->result == STACK_WAITS)
        socket_done(k, STACK_WSAECONNRESET);
}

static void icmp(struct stack *s, bool for_us, const struct headers *h, struct bytes packet)
{
    bool request = h->icmp_is_echo && (h->icmp_type == 8 || h->icmp_type == 128);
    if (request) {
        struct packet_spec p = answer_to(h, h->protocol);
        p.icmp_type = h->family == FAMILY_V4 ? 0 : 129;
        p.icmp_rest = (uint32_t)h->icmp_id << 16 | h->icmp_sequence;
        p.payload = payload_of(h, packet);
        stack_emit(s, NULL, &p);
        return;
    }
    if (for_us && h->icmp_is_error)
        error_arrives(s, h);
    struct endpoint *e = for_us && h->icmp_is_echo ? endpoint_find(s->endpoints, h->protocol, &h->dst, h->icmp_id, &h->src, 0) : NULL;
    if (e && e->owner)
        stack_arrive(e->owner, &h->src, 0, payload_of(h, packet));
}

/* Every raw socket of the protocol gets its copy, from the IP header on. */
static void copy_to_raw(struct stack *s, const struct headers *h, struct bytes packet)
{
    for (struct stack_socket *k = s->sockets; k; k = k->next)
        if (k->raw && k->app && !k->closed && (k->protocol == h->protocol || k->endpoint->promiscuous))
            stack_arrive(k, &h->src, h->src_port, packet);
}

void stack_input(struct stack *s, bool for_us, const struct headers *h, struct bytes packet)
{
    const struct stack_peer *peer = for_us ? NULL : stack_peer_find(s, &h->dst);
    if (peer && peer->silent)
        return;
    if (for_us)
        copy_to_raw(s, h, packet);
    if (h->protocol == PROTO_TCP) {
        struct stack_socket *k = owner_of(s, for_us, h);
        if (k)
            tcp_segment(k, h, payload_of(h, packet));
        else if (!for_us)
            tcp_refuse(s, h);
    } else if (h->protocol == PROTO_UDP) {
        datagram(s, for_us, h, packet);
    } else if (h->protocol == PROTO_ICMP || h->protocol == PROTO_ICMPV6) {
        icmp(s, for_us, h, packet);
    }
}
