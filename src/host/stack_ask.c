/* What a socket call of an application asks of the layers, and what follows from their answer, at once or later. */
#include "host/stack_state.h"
#include "model/choices.h"

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

/* The layers have answered; the walk is read now, because it does not last. */
static void heard(struct stack_socket *k, unsigned op, unsigned answer, const struct pkt_ctx *walk)
{
    asked(k, walk);
    if (op != SOCKET_SEND || answer != SOCKET_DONE)
        return;
    k->held_from = socket_without_mapping(walk->local);
    k->held_to = socket_without_mapping(walk->remote);
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
        socket_send_held(k);
        return k->result;
    }
    socket_mirror(k);
    if (op != SOCKET_CONNECT || k->protocol != PROTO_TCP)
        return result;
    k->result = STACK_WAITS;
    tcp_open(k);
    return k->result;
}

int socket_ask(struct stack_socket *k, enum socket_op op, const struct ip_addr *a, uint16_t port)
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
        socket_close_goes_on(k);
        socket_done(k, STACK_OK);
        return;
    }
    int result = conclude(k, op, answer);
    if (op == SOCKET_CREATE && result != STACK_OK)
        k->closed = true;
    socket_done(k, result);
}
