/* TCP as far as a script needs it, the same for both ends of a connection: no window, one timer, every segment with data is
 * acknowledged at once. What is not acknowledged is sent again twice, then the connection times out. */
#include <stdlib.h>

#include "host/stack_state.h"

#define MAX_SEGMENT 1460u
#define FIRST_TRY_NS 1000000000ull
#define TRIES        2u

static void emit(struct stack_socket *k, uint8_t flags, uint32_t seq, struct bytes data)
{
    struct packet_spec p = { .src = k->local, .dst = k->remote, .protocol = PROTO_TCP, .src_port = k->local_port,
                             .dst_port = k->remote_port, .tcp_flags = flags, .seq = seq, .payload = data };
    p.ack = flags & TCP_ACK ? k->receive_next : 0;
    stack_emit(k->stack, k, &p);
}

static void emit_ack(struct stack_socket *k)
{
    emit(k, TCP_ACK, k->send_next, (struct bytes){ 0 });
}

static void unacked_free(struct unacked *u)
{
    buffer_fini(&u->data);
    free(u);
}

void tcp_forget(struct stack_socket *k)
{
    while (k->unacked) {
        struct unacked *u = k->unacked;
        k->unacked = u->next;
        unacked_free(u);
    }
    k->unacked_end = &k->unacked;
    k->timer = 0;
}

static void arm(struct stack_socket *k)
{
    (void)!stack_timer(k->stack, k, FIRST_TRY_NS << k->tries);
}

/* Sends a segment that has to be acknowledged. */
static void send_segment(struct stack_socket *k, uint8_t flags, struct bytes data)
{
    struct unacked *u = calloc(1, sizeof(*u));
    if (!u)
        return;
    u->seq = k->send_next;
    u->flags = flags;
    u->size = (uint32_t)bytes_left(&data) + !!(flags & TCP_SYN) + !!(flags & TCP_FIN);
    buffer_put(&u->data, data.at, bytes_left(&data));
    k->send_next += u->size;
    bool idle = !k->unacked;
    *k->unacked_end = u;
    k->unacked_end = &u->next;
    if (idle) {
        k->tries = 0;
        arm(k);
    }
    emit(k, flags, u->seq, data);
}

void tcp_open(struct stack_socket *k)
{
    k->tcp = TCP_SYN_SENT;
    k->send_next = k->iss;
    send_segment(k, TCP_SYN, (struct bytes){ 0 });
}

void tcp_send_data(struct stack_socket *k, struct bytes data)
{
    struct bytes piece;
    while (bytes_left(&data)) {
        size_t n = bytes_left(&data) < MAX_SEGMENT ? bytes_left(&data) : MAX_SEGMENT;
        bytes_sub(&data, n, &piece);
        send_segment(k, TCP_ACK | TCP_PSH, piece);
    }
}

void tcp_finish(struct stack_socket *k)
{
    if (k->fin_sent || k->tcp == TCP_OVER)
        return;
    k->fin_sent = true;
    send_segment(k, TCP_FIN | TCP_ACK, (struct bytes){ 0 });
}

static void end(struct stack_socket *k, int result)
{
    k->tcp = TCP_OVER;
    tcp_forget(k);
    socket_over(k, result);
}

void tcp_abort(struct stack_socket *k)
{
    if (k->tcp == TCP_OVER || k->tcp == TCP_CLOSED)
        return;
    k->tcp = TCP_OVER;
    tcp_forget(k);
    emit(k, TCP_RST | TCP_ACK, k->send_next, (struct bytes){ 0 });
    socket_over(k, STACK_WSAECONNRESET);
}

/* A segment that no connection takes is answered as RFC 9293 wants it. */
void tcp_refuse(struct stack *s, const struct headers *h)
{
    struct packet_spec p = { .src = h->dst, .dst = h->src, .protocol = PROTO_TCP, .src_port = h->dst_port, .dst_port = h->src_port };
    if (h->tcp_flags & TCP_RST)
        return;
    if (h->tcp_flags & TCP_ACK) {
        p.tcp_flags = TCP_RST;
        p.seq = h->tcp_ack;
    } else {
        p.tcp_flags = TCP_RST | TCP_ACK;
        p.ack = h->tcp_seq + h->payload_size + !!(h->tcp_flags & TCP_SYN) + !!(h->tcp_flags & TCP_FIN);
    }
    stack_emit(s, NULL, &p);
}

void tcp_timeout(struct stack_socket *k)
{
    struct unacked *u = k->unacked;
    if (!u)
        return;
    if (k->tries == TRIES) {
        end(k, STACK_WSAETIMEDOUT);
        return;
    }
    k->tries++;
    arm(k);
    emit(k, u->flags, u->seq, buffer_bytes(&u->data));
}

static void acknowledged(struct stack_socket *k, uint32_t ack)
{
    while (k->unacked && (int32_t)(ack - (k->unacked->seq + k->unacked->size)) >= 0) {
        struct unacked *u = k->unacked;
        k->fin_acked |= !!(u->flags & TCP_FIN);
        k->unacked = u->next;
        k->tries = 0;
        unacked_free(u);
    }
    if (k->unacked) {
        arm(k);
        return;
    }
    k->unacked_end = &k->unacked;
    k->timer = 0;
}

/* A SYN for a listener. The shims have made the endpoint, if this is our machine. */
static void begin_connection(struct stack_socket *listener, const struct headers *h)
{
    struct stack        *s = listener->stack;
    struct stack_socket *k = socket_plain(s, listener->app, PROTO_TCP);
    if (!k)
        return;
    k->local = h->dst;
    k->local_port = h->dst_port;
    k->remote = h->src;
    k->remote_port = h->src_port;
    k->listener = listener;
    k->service = listener->service;
    k->service_echo = listener->service_echo;
    if (listener->endpoint) {
        k->endpoint = endpoint_find(s->endpoints, PROTO_TCP, &h->dst, h->dst_port, &h->src, h->src_port);
        if (k->endpoint)
            k->endpoint->owner = k;
    }
    k->tcp = TCP_SYN_RECEIVED;
    k->receive_next = h->tcp_seq + 1;
    k->send_next = k->iss;
    send_segment(k, TCP_SYN | TCP_ACK, (struct bytes){ 0 });
}

static void opened(struct stack_socket *k)
{
    k->tcp = TCP_ESTABLISHED;
    if (k->endpoint)
        k->endpoint->state = ENDPOINT_CONNECTED;
    if (k->op == OP_CONNECT && k->result == STACK_WAITS)
        socket_done(k, STACK_OK);
    if (k->listener && !k->service)
        socket_accept_waiting(k->listener);
}

static void answer_syn(struct stack_socket *k, const struct headers *h)
{
    if ((h->tcp_flags & (TCP_SYN | TCP_ACK)) != (TCP_SYN | TCP_ACK) || h->tcp_ack != k->iss + 1)
        return;
    k->receive_next = h->tcp_seq + 1;
    acknowledged(k, h->tcp_ack);
    emit_ack(k);
    opened(k);
}

static void take_data(struct stack_socket *k, const struct headers *h, struct bytes data)
{
    bool in_order = h->tcp_seq == k->receive_next;
    if (in_order)
        k->receive_next += (uint32_t)bytes_left(&data);
    emit_ack(k);
    if (!in_order)
        return;
    if (k->service_echo)
        tcp_send_data(k, data);
    else if (!k->service)
        stack_arrive(k, &k->remote, k->remote_port, data);
}

static void take_fin(struct stack_socket *k, uint32_t at)
{
    if (at != k->receive_next) {
        emit_ack(k);
        return;
    }
    k->fin_received = true;
    k->receive_next++;
    emit_ack(k);
    if (k->op == OP_RECV && k->result == STACK_WAITS)
        socket_done(k, STACK_OK);
    if (k->service)
        tcp_finish(k);
}

static void connected_segment(struct stack_socket *k, const struct headers *h, struct bytes data)
{
    uint32_t fin_at = h->tcp_seq + (uint32_t)bytes_left(&data);
    if (h->tcp_flags & TCP_SYN) {
        if (k->tcp == TCP_SYN_RECEIVED)
            emit(k, TCP_SYN | TCP_ACK, k->iss, (struct bytes){ 0 });
        else
            emit_ack(k);
        return;
    }
    if (h->tcp_flags & TCP_ACK)
        acknowledged(k, h->tcp_ack);
    if (k->tcp == TCP_SYN_RECEIVED && !k->unacked)
        opened(k);
    if (bytes_left(&data))
        take_data(k, h, data);
    if (h->tcp_flags & TCP_FIN)
        take_fin(k, fin_at);
    if (k->fin_acked && k->fin_received && k->tcp != TCP_OVER)
        end(k, STACK_OK);
}

void tcp_segment(struct stack_socket *k, const struct headers *h, struct bytes data)
{
    if (k->tcp == TCP_LISTEN) {
        if ((h->tcp_flags & (TCP_SYN | TCP_ACK | TCP_RST)) == TCP_SYN)
            begin_connection(k, h);
        else
            tcp_refuse(k->stack, h);
    } else if (k->tcp == TCP_OVER || k->tcp == TCP_CLOSED) {
        if (!k->app)
            tcp_refuse(k->stack, h);
    } else if (h->tcp_flags & TCP_RST) {
        end(k, k->tcp == TCP_SYN_SENT ? STACK_WSAECONNREFUSED : STACK_WSAECONNRESET);
    } else if (k->tcp == TCP_SYN_SENT) {
        answer_syn(k, h);
    } else {
        connected_segment(k, h, data);
    }
}
