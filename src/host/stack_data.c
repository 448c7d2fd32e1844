/* What sockets send and receive. */
#include <stdlib.h>

#include "host/stack_state.h"
#include "model/choices.h"
#include "pkt/stack_header.h"

static void clear_arrived(struct arrived **list)
{
    while (*list) {
        struct arrived *a = *list;
        *list = a->next;
        buffer_fini(&a->data);
        free(a);
    }
}

void socket_forget_taken(struct stack_socket *k)
{
    clear_arrived(&k->taken);
}

void socket_forget_arrived(struct stack_socket *k)
{
    clear_arrived(&k->arrived);
    clear_arrived(&k->taken);
}

struct ip_addr socket_without_mapping(const struct ip_addr *a)
{
    static const uint8_t prefix[12] = { [10] = 0xff, [11] = 0xff };
    struct ip_addr       v4 = { .family = FAMILY_V4 };
    if (a->family != FAMILY_V6 || memcmp(a->bytes, prefix, sizeof(prefix)) != 0)
        return *a;
    memcpy(v4.bytes, &a->bytes[12], 4);
    return v4;
}

static int result_of_sent(enum sent sent)
{
    return sent == SENT_DENIED ? CHOICE_BLOCKED_SOCKET_ERROR : STACK_OK; /* what is lost further down, no sender hears of */
}

static struct packet_spec datagram_of(const struct stack_socket *k, struct bytes data)
{
    struct packet_spec p = { .protocol = k->protocol, .raw = k->raw, .payload = data };
    if (!k->raw && (k->protocol == PROTO_ICMP || k->protocol == PROTO_ICMPV6)) {
        p.icmp_type = k->protocol == PROTO_ICMP ? 8 : 128;
        p.icmp_rest = (uint32_t)k->local_port << 16 | 1;
    }
    return p;
}

void socket_send_held(struct stack_socket *k)
{
    k->local_port = k->endpoint->local_port;
    if (k->endpoint->header_included) {
        socket_done(k, result_of_sent(stack_emit_ip(k->stack, k, buffer_bytes(&k->held))));
        return;
    }
    struct packet_spec p = datagram_of(k, buffer_bytes(&k->held));
    p.src = k->held_from;
    p.dst = k->held_to;
    p.src_port = k->local_port;
    p.dst_port = k->held_port;
    socket_done(k, result_of_sent(stack_emit(k->stack, k, &p)));
}

/* What a raw socket sends has ports of its own making; the conversation goes by them (G-041). */
static uint16_t ports_of_raw(struct stack_socket *k, struct bytes data, uint16_t port)
{
    uint16_t from, to;
    uint32_t header = 0;
    if (k->endpoint->header_included && !(stack_header_complete(k->held.data, (uint32_t)k->held.size, &header) &&
                                          bytes_skip(&data, header)))
        return port;
    if ((k->protocol != PROTO_TCP && k->protocol != PROTO_UDP) || !bytes_u16(&data, &from) || !bytes_u16(&data, &to))
        return port;
    endpoint_set_port(k->stack->endpoints, k->endpoint, from);
    return to;
}

static int send_datagram(struct stack_socket *k, const struct ip_addr *to, uint16_t port, struct bytes data)
{
    if (!to && k->remote.family == FAMILY_NONE)
        return socket_ends(k, STACK_WSAENOTCONN);
    if (bytes_left(&data) > 65507)
        return socket_ends(k, STACK_WSAEMSGSIZE);
    buffer_clear(&k->held);
    buffer_put(&k->held, data.at, bytes_left(&data));
    if (k->app && k->raw)
        port = ports_of_raw(k, data, port);
    if (k->app)
        return socket_ends(k, socket_ask(k, SOCKET_SEND, to, port));
    struct packet_spec p = datagram_of(k, buffer_bytes(&k->held));
    socket_free_port(k);
    p.src = k->local;
    p.src_port = k->local_port;
    p.dst = to ? *to : k->remote;
    p.dst_port = to ? port : k->remote_port;
    stack_emit(k->stack, k, &p);
    return socket_ends(k, STACK_OK);
}

int stack_send(struct stack_socket *k, const struct ip_addr *to, uint16_t port, struct bytes data)
{
    socket_begin(k, OP_SEND);
    if (k->protocol != PROTO_TCP || k->raw)
        return send_datagram(k, to, port, data);
    if (k->tcp == TCP_OVER)
        return socket_ends(k, STACK_WSAECONNRESET);
    if (k->tcp != TCP_ESTABLISHED)
        return socket_ends(k, STACK_WSAENOTCONN);
    if (k->fin_sent)
        return socket_ends(k, STACK_WSAESHUTDOWN);
    tcp_send_data(k, data);
    return socket_ends(k, STACK_OK);
}

static void take_stream(struct stack_socket *k)
{
    while (k->arrived->next) {
        struct arrived *more = k->arrived->next;
        buffer_put(&k->arrived->data, more->data.data, more->data.size);
        k->arrived->next = more->next;
        buffer_fini(&more->data);
        free(more);
    }
}

int stack_recv(struct stack_socket *k)
{
    socket_begin(k, OP_RECV);
    clear_arrived(&k->taken);
    if (!k->arrived) {
        bool over = k->tcp == TCP_OVER || k->fin_received;
        bool waits = k->protocol != PROTO_TCP || k->raw || k->tcp == TCP_ESTABLISHED;
        return socket_ends(k, over ? (k->fin_received ? STACK_OK : STACK_WSAECONNRESET) : waits ? STACK_WAITS : STACK_WSAENOTCONN);
    }
    if (k->protocol == PROTO_TCP && !k->raw)
        take_stream(k);
    k->taken = k->arrived;
    k->arrived = k->taken->next;
    k->taken->next = NULL;
    if (!k->arrived)
        k->arrived_end = &k->arrived;
    return STACK_OK;
}
