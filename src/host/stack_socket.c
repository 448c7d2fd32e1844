/* Socket calls: of applications, which ask the layers of ALE first, and of other hosts, which do not. */
#include <stdlib.h>

#include "host/identity.h"
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

struct stack_socket *socket_plain(struct stack *s, struct stack_app *app, uint8_t protocol)
{
    struct stack_socket *k = calloc(1, sizeof(*k));
    if (!k)
        return NULL;
    k->stack = s;
    k->app = app;
    k->protocol = protocol;
    k->iss = s->next_iss += 1000;
    k->arrived_end = &k->arrived;
    k->unacked_end = &k->unacked;
    *s->sockets_end = k;
    s->sockets_end = &k->next;
    return k;
}

/* The endpoint goes with its table, or has gone. */
void socket_free(struct stack_socket *k)
{
    tcp_forget(k);
    clear_arrived(&k->arrived);
    clear_arrived(&k->taken);
    buffer_fini(&k->held);
    free(k);
}

struct stack_socket *stack_socket_find(struct stack *s, const char *name)
{
    struct stack_socket *k = s->sockets;
    while (k && strcmp(k->name, name) != 0)
        k = k->next;
    return k;
}

static bool has_connection(const struct stack_socket *k)
{
    return k->tcp == TCP_SYN_SENT || k->tcp == TCP_SYN_RECEIVED || k->tcp == TCP_ESTABLISHED;
}

struct stack_socket *socket_of_peer(struct stack *s, uint8_t protocol, const struct ip_addr *local, uint16_t port,
                                    const struct ip_addr *remote, uint16_t remote_port)
{
    struct stack_socket *best = NULL;
    for (struct stack_socket *k = s->sockets; k; k = k->next) {
        if (k->app || k->protocol != protocol || k->local_port != port || !ip_addr_equal(&k->local, local) ||
            (k->closed && !has_connection(k)))
            continue;
        bool connected = k->remote.family != FAMILY_NONE;
        if (connected && k->remote_port == remote_port && ip_addr_equal(&k->remote, remote) && k->tcp != TCP_OVER)
            return k;
        if (!connected)
            best = k;
    }
    return best;
}

void socket_mirror(struct stack_socket *k)
{
    const struct endpoint *e = k->endpoint;
    k->local = e->local;
    k->local_port = e->local_port;
    k->remote = e->remote;
    k->remote_port = e->remote_port;
}

void socket_done(struct stack_socket *k, int result)
{
    k->result = result;
}

/* --- asking ------------------------------------------------------------------------------------------------------------------ */

static int result_of(unsigned answer)
{
    switch ((enum socket_answer)answer) {
    case SOCKET_DONE:
        return STACK_OK;
    case SOCKET_BLOCKED:
        return CHOICE_BLOCKED_SOCKET_ERROR;
    case SOCKET_PENDING:
        return STACK_WAITS;
    case SOCKET_NO_ROUTE:
        return STACK_WSAENETUNREACH;
    case SOCKET_IN_USE:
        return STACK_WSAEADDRINUSE;
    case SOCKET_NO_MEMORY:
        break;
    }
    return STACK_WSAENOBUFS;
}

static void asked(struct stack_socket *k, const struct pkt_ctx *walk)
{
    const struct stack_observer *o = &k->stack->config.observer;
    if (o->asked)
        o->asked(o->context, k, walk);
}

static void send_held(struct stack_socket *k);
static void close_goes_on(struct stack_socket *k);

static struct ip_addr without_mapping(const struct ip_addr *a);

/* The layers have answered; the walk is read now, because it does not last. */
static void heard(struct stack_socket *k, unsigned op, unsigned answer, const struct pkt_ctx *walk)
{
    asked(k, walk);
    if (op != SOCKET_SEND || answer != SOCKET_DONE)
        return;
    k->held_from = without_mapping(walk->local);
    k->held_to = without_mapping(walk->remote);
    k->held_port = walk->remote_port;
}

/* What follows when they permitted it. */
static int conclude(struct stack_socket *k, unsigned op, unsigned answer)
{
    int result = result_of(answer);
    if (op == SOCKET_CLOSE || op == SOCKET_RELEASE || op == SOCKET_RESET || result != STACK_OK)
        return result;
    if (op == SOCKET_LISTEN)
        k->tcp = TCP_LISTEN;
    if (op == SOCKET_SEND) {
        send_held(k);
        return k->result;
    }
    socket_mirror(k);
    if (op != SOCKET_CONNECT || k->protocol != PROTO_TCP)
        return result;
    k->result = STACK_WAITS;
    tcp_open(k);
    return k->result;
}

static int ask(struct stack_socket *k, enum socket_op op, const struct ip_addr *a, uint16_t port)
{
    struct stack         *s = k->stack;
    const struct ruleset *rules = stack_rules(s);
    const struct pkt_ctx *walk;
    struct socket_call    call = { .op = op, .endpoint = k->endpoint, .port = port, .now_ns = s->now_ns, .number = s->numbers };
    if (a)
        call.addr = *a;
    if (op == SOCKET_RECEIVE_ALL)
        call.value = 0x98000001u; /* SIO_RCVALL */
    unsigned answer = socket_call(s->shim, rules, &call, &walk);
    if (answer == SOCKET_NO_MEMORY)
        return STACK_WSAENOBUFS;
    heard(k, op, answer, walk);
    int result = conclude(k, op, answer);
    stack_rules(s);
    return result;
}

void socket_finished(void *context, struct endpoint *e, unsigned op, unsigned answer, const struct pkt_ctx *walk)
{
    struct stack_socket *k = e->owner;
    if (!k)
        return;
    heard(k, op, answer, walk);
    if (answer != SOCKET_PENDING)
        stack_schedule_call(context, k, op, answer);
}

void socket_goes_on(struct stack_socket *k, unsigned op, unsigned answer)
{
    if (op == SOCKET_CLOSE) {
        close_goes_on(k);
        socket_done(k, STACK_OK);
        return;
    }
    int result = conclude(k, op, answer);
    if (op == SOCKET_CREATE && result != STACK_OK)
        k->closed = true;
    socket_done(k, result);
}

static int begin(struct stack_socket *k, enum stack_op op)
{
    k->op = op;
    k->result = STACK_OK;
    return STACK_OK;
}

int socket_ends(struct stack_socket *k, int result)
{
    k->result = result;
    return result;
}

/* --- calls ------------------------------------------------------------------------------------------------------------------- */

static bool make_endpoint(struct stack_socket *k, const struct stack_socket_spec *spec)
{
    struct endpoint *e;
    if (endpoint_new(k->stack->endpoints, spec->protocol, spec->family, &e) != WFP_OK)
        return false;
    e->dual = spec->dual;
    e->raw = spec->raw;
    e->header_included = spec->headers;
    e->compartment = spec->app->compartment;
    e->process_id = spec->app->process;
    e->identity = *identities_find(spec->app->identities, 1);
    if (e->identity.app)
        e->process_path = (const uint16_t *)e->identity.app->data;
    e->syn_seq = k->iss;
    e->owner = k;
    k->endpoint = e;
    return true;
}

struct stack_socket *stack_socket_new(struct stack *s, const struct stack_socket_spec *spec)
{
    struct stack_socket *k = socket_plain(s, spec->app, spec->protocol);
    if (!k)
        return NULL;
    snprintf(k->name, sizeof(k->name), "%s", spec->name);
    k->raw = spec->raw;
    k->dual = spec->dual;
    begin(k, OP_CREATE);
    if (!spec->app) {
        k->local = spec->peer;
        return k;
    }
    if (!make_endpoint(k, spec))
        return NULL;
    k->local.family = (uint8_t)spec->family;
    if (spec->raw)
        socket_ends(k, ask(k, SOCKET_CREATE, NULL, 0));
    if (k->result != STACK_OK && k->result != STACK_WAITS)
        k->closed = true;
    return k;
}

int stack_bind(struct stack_socket *k, const struct ip_addr *a, uint16_t port)
{
    begin(k, OP_BIND);
    if (!k->app) {
        k->local_port = port;
        return STACK_OK;
    }
    if (k->endpoint->state != ENDPOINT_OPEN)
        return socket_ends(k, STACK_WSAEINVAL);
    if (a && !ip_addr_is(a, ADDR_UNSPECIFIED) && !stack_has_address(k->stack, a))
        return socket_ends(k, STACK_WSAEADDRNOTAVAIL);
    return socket_ends(k, ask(k, SOCKET_BIND, a, port));
}

int stack_listen(struct stack_socket *k)
{
    begin(k, OP_LISTEN);
    if (k->protocol != PROTO_TCP || k->raw)
        return socket_ends(k, STACK_WSAEOPNOTSUPP);
    if (k->app)
        return socket_ends(k, ask(k, SOCKET_LISTEN, NULL, 0));
    k->tcp = TCP_LISTEN;
    return STACK_OK;
}

static void free_port_of_peer(struct stack_socket *k)
{
    if (k->local_port == 0)
        k->local_port = k->stack->next_port[1]++;
}

int stack_connect(struct stack_socket *k, const struct ip_addr *a, uint16_t port)
{
    begin(k, OP_CONNECT);
    if (k->protocol == PROTO_TCP && k->tcp != TCP_CLOSED)
        return socket_ends(k, STACK_WSAEISCONN);
    if (k->app)
        return socket_ends(k, ask(k, SOCKET_CONNECT, a, port));
    free_port_of_peer(k);
    k->remote = *a;
    k->remote_port = port;
    if (k->protocol != PROTO_TCP)
        return STACK_OK;
    k->result = STACK_WAITS;
    tcp_open(k);
    return k->result;
}

static struct stack_socket *next_connection(struct stack_socket *listener)
{
    struct stack_socket *k = listener->stack->sockets;
    while (k && !(k->listener == listener && k->tcp == TCP_ESTABLISHED && !k->name[0]))
        k = k->next;
    return k;
}

void socket_accept_waiting(struct stack_socket *listener)
{
    struct stack_socket *k = next_connection(listener);
    if (!k || listener->op != OP_ACCEPT || listener->result != STACK_WAITS)
        return;
    snprintf(k->name, sizeof(k->name), "%s", listener->accepts_as);
    k->listener = NULL;
    socket_done(listener, STACK_OK);
}

int stack_accept(struct stack_socket *k, const char *name)
{
    begin(k, OP_ACCEPT);
    if (k->tcp != TCP_LISTEN)
        return socket_ends(k, STACK_WSAEINVAL);
    snprintf(k->accepts_as, sizeof(k->accepts_as), "%s", name);
    k->result = STACK_WAITS;
    socket_accept_waiting(k);
    return k->result;
}

static struct ip_addr without_mapping(const struct ip_addr *a)
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

static void send_held(struct stack_socket *k)
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
        return socket_ends(k, ask(k, SOCKET_SEND, to, port));
    struct packet_spec p = datagram_of(k, buffer_bytes(&k->held));
    free_port_of_peer(k);
    p.src = k->local;
    p.src_port = k->local_port;
    p.dst = to ? *to : k->remote;
    p.dst_port = to ? port : k->remote_port;
    stack_emit(k->stack, k, &p);
    return socket_ends(k, STACK_OK);
}

int stack_send(struct stack_socket *k, const struct ip_addr *to, uint16_t port, struct bytes data)
{
    begin(k, OP_SEND);
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
    begin(k, OP_RECV);
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

int stack_receive_all(struct stack_socket *k)
{
    begin(k, OP_IOCTL);
    if (!k->app || !k->raw)
        return socket_ends(k, STACK_WSAEOPNOTSUPP);
    return socket_ends(k, ask(k, SOCKET_RECEIVE_ALL, NULL, 0));
}

int stack_shutdown(struct stack_socket *k)
{
    begin(k, OP_CLOSE);
    if (k->protocol != PROTO_TCP || k->tcp != TCP_ESTABLISHED)
        return socket_ends(k, STACK_WSAENOTCONN);
    tcp_finish(k);
    return STACK_OK;
}

/* --- the end ----------------------------------------------------------------------------------------------------------------- */

/* ALE has nothing more to say of it: closing all its flows (C-033) and freeing what the stack has. */
static void endpoint_gone(struct stack_socket *k)
{
    if (!k->endpoint || has_connection(k))
        return;
    shim_endpoint_ends(k->stack->shim, k->endpoint);
    endpoint_free(k->stack->endpoints, k->endpoint);
    k->endpoint = NULL;
}

void socket_over(struct stack_socket *k, int result)
{
    bool accepted = k->listener != NULL;
    if (k->result == STACK_WAITS && k->op != OP_CLOSE)
        socket_done(k, result == STACK_OK && k->op != OP_RECV ? STACK_WSAECONNRESET : result);
    if (!k->endpoint)
        return;
    k->endpoint->over = true;
    if (!k->closed && result != STACK_OK)
        ask(k, SOCKET_RESET, NULL, 0);
    if (accepted && !k->name[0] && result != STACK_OK)
        k->closed = true; /* nobody will ever accept it */
    if (!k->closed)
        return;
    ask(k, SOCKET_RELEASE, NULL, 0);
    endpoint_gone(k);
}

static void close_backlog(struct stack_socket *listener)
{
    for (struct stack_socket *k = listener->stack->sockets; k; k = k->next) {
        if (k->listener != listener)
            continue;
        k->listener = NULL;
        k->closed = true;
        tcp_abort(k);
    }
}

/* The layers have heard of it, and nobody holds it. */
static void close_goes_on(struct stack_socket *k)
{
    if (k->tcp == TCP_LISTEN) {
        k->tcp = TCP_OVER;
        close_backlog(k);
    }
    if (k->resets || k->tcp == TCP_SYN_SENT)
        tcp_abort(k);
    else if (k->tcp == TCP_ESTABLISHED || k->tcp == TCP_SYN_RECEIVED)
        tcp_finish(k);
    endpoint_gone(k);
}

static int close_socket(struct stack_socket *k, bool resets)
{
    begin(k, OP_CLOSE);
    if (k->closed)
        return socket_ends(k, STACK_WSAEINVAL);
    k->closed = true;
    k->resets = resets;
    if (k->endpoint)
        socket_ends(k, ask(k, SOCKET_CLOSE, NULL, 0));
    if (k->result != STACK_WAITS)
        close_goes_on(k);
    return k->result;
}

int stack_close(struct stack_socket *k)
{
    return close_socket(k, false);
}

int stack_reset(struct stack_socket *k)
{
    return close_socket(k, true);
}

