/* How sockets and their connections end. */
#include "host/stack_state.h"

/* ALE has nothing more to say of it: closing all its flows (C-033) and freeing what the stack has. */
static void endpoint_gone(struct stack_socket *k)
{
    if (!k->endpoint || socket_has_connection(k))
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
        socket_ask(k, SOCKET_RESET, NULL, 0);
    if (accepted && !k->name[0] && result != STACK_OK)
        k->closed = true; /* nobody will ever accept it */
    if (!k->closed)
        return;
    socket_ask(k, SOCKET_RELEASE, NULL, 0);
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
void socket_close_goes_on(struct stack_socket *k)
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

int stack_shutdown(struct stack_socket *k)
{
    socket_begin(k, OP_CLOSE);
    if (k->protocol != PROTO_TCP || k->tcp != TCP_ESTABLISHED)
        return socket_ends(k, STACK_WSAENOTCONN);
    tcp_finish(k);
    return STACK_OK;
}

static int close_socket(struct stack_socket *k, bool resets)
{
    socket_begin(k, OP_CLOSE);
    if (k->closed)
        return socket_ends(k, STACK_WSAEINVAL);
    k->closed = true;
    k->resets = resets;
    if (k->endpoint)
        socket_ends(k, socket_ask(k, SOCKET_CLOSE, NULL, 0));
    if (k->result != STACK_WAITS)
        socket_close_goes_on(k);
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
