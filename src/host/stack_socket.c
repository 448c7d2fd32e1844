/* Sockets of applications and of other hosts, and the calls by which they find each other. */
#include <stdlib.h>

#include "host/identity.h"
#include "host/stack_state.h"

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
    socket_forget_arrived(k);
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

bool socket_has_connection(const struct stack_socket *k)
{
    return k->tcp == TCP_SYN_SENT || k->tcp == TCP_SYN_RECEIVED || k->tcp == TCP_ESTABLISHED;
}

struct stack_socket *socket_of_peer(struct stack *s, uint8_t protocol, const struct ip_addr *local, uint16_t port,
                                    const struct ip_addr *remote, uint16_t remote_port)
{
    struct stack_socket *best = NULL;
    for (struct stack_socket *k = s->sockets; k; k = k->next) {
        if (k->app || k->protocol != protocol || k->local_port != port || !ip_addr_equal(&k->local, local) ||
            (k->closed && !socket_has_connection(k)))
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

int socket_begin(struct stack_socket *k, enum stack_op op)
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
        e->process_path = (const uint16_t *)e->identity.app->blob.data;
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
    socket_begin(k, OP_CREATE);
    if (!spec->app) {
        k->local = spec->peer;
        return k;
    }
    if (!make_endpoint(k, spec))
        return NULL;
    k->local.family = (uint8_t)spec->family;
    if (spec->raw)
        socket_ends(k, socket_ask(k, SOCKET_CREATE, NULL, 0));
    if (k->result != STACK_OK && k->result != STACK_WAITS)
        k->closed = true;
    return k;
}

int stack_bind(struct stack_socket *k, const struct ip_addr *a, uint16_t port)
{
    socket_begin(k, OP_BIND);
    if (!k->app) {
        k->local_port = port;
        return STACK_OK;
    }
    if (k->endpoint->state != ENDPOINT_OPEN)
        return socket_ends(k, STACK_WSAEINVAL);
    if (a && !ip_addr_is(a, ADDR_UNSPECIFIED) && !stack_has_address(k->stack, a))
        return socket_ends(k, STACK_WSAEADDRNOTAVAIL);
    return socket_ends(k, socket_ask(k, SOCKET_BIND, a, port));
}

int stack_listen(struct stack_socket *k)
{
    socket_begin(k, OP_LISTEN);
    if (k->protocol != PROTO_TCP || k->raw)
        return socket_ends(k, STACK_WSAEOPNOTSUPP);
    if (k->app)
        return socket_ends(k, socket_ask(k, SOCKET_LISTEN, NULL, 0));
    k->tcp = TCP_LISTEN;
    return STACK_OK;
}

void socket_free_port(struct stack_socket *k)
{
    if (k->local_port == 0)
        k->local_port = k->stack->next_port[1]++;
}

int stack_connect(struct stack_socket *k, const struct ip_addr *a, uint16_t port)
{
    socket_begin(k, OP_CONNECT);
    if (k->protocol == PROTO_TCP && k->tcp != TCP_CLOSED)
        return socket_ends(k, STACK_WSAEISCONN);
    if (k->app)
        return socket_ends(k, socket_ask(k, SOCKET_CONNECT, a, port));
    socket_free_port(k);
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
    socket_begin(k, OP_ACCEPT);
    if (k->tcp != TCP_LISTEN)
        return socket_ends(k, STACK_WSAEINVAL);
    snprintf(k->accepts_as, sizeof(k->accepts_as), "%s", name);
    k->result = STACK_WAITS;
    socket_accept_waiting(k);
    return k->result;
}

int stack_receive_all(struct stack_socket *k)
{
    socket_begin(k, OP_IOCTL);
    if (!k->app || !k->raw)
        return socket_ends(k, STACK_WSAEOPNOTSUPP);
    return socket_ends(k, socket_ask(k, SOCKET_RECEIVE_ALL, NULL, 0));
}
