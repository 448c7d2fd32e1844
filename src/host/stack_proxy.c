/* What a proxy asks of its sockets, and what anybody may see of one. */
#include <stdlib.h>

#include "host/stack_state.h"
#include "shim/redirect_state.h"

#define MAX_RECORDS 65536u

static int both(struct stack_socket *k, struct stack_socket *from, int result)
{
    from->result = result;
    return socket_ends(k, result);
}

int stack_redirect_records(struct stack_socket *from, struct stack_socket *k)
{
    struct shim *shim = k->stack->shim;
    size_t       size = 0;
    from->op = k->op = OP_IOCTL;
    if (!k->endpoint || !from->endpoint)
        return both(k, from, STACK_WSAEOPNOTSUPP);
    uint8_t        *records = malloc(MAX_RECORDS);
    enum wfp_status err = records ? redirect_ioctl_records(shim, from->endpoint, records, MAX_RECORDS, &size) : WFP_NO_MEMORY;
    if (err == WFP_OK)
        err = redirect_ioctl_set(shim, k->endpoint, bytes_of(records, size));
    free(records);
    return both(k, from, err ? STACK_WSAEINVAL : STACK_OK);
}

int stack_redirect_context(struct stack_socket *k)
{
    size_t size = 0;
    k->op = OP_IOCTL;
    socket_forget_taken(k);
    if (!k->endpoint)
        return socket_ends(k, STACK_WSAEOPNOTSUPP);
    struct arrived *a = calloc(1, sizeof(*a));
    uint8_t        *data = malloc(MAX_RECORDS);
    enum wfp_status err = a && data ? redirect_ioctl_context(k->stack->shim, k->endpoint, data, MAX_RECORDS, &size) : WFP_NO_MEMORY;
    if (a && err == WFP_OK)
        buffer_put(&a->data, data, size);
    free(data);
    k->taken = a;
    return socket_ends(k, err ? STACK_WSAEINVAL : STACK_OK);
}

struct stack *stack_of(const struct stack_socket *k)
{
    return k->stack;
}

int stack_result(const struct stack_socket *k)
{
    return k->result;
}

const char *stack_socket_name(const struct stack_socket *k)
{
    return k->name;
}

const struct stack_app *stack_socket_app(const struct stack_socket *k)
{
    return k->app;
}

uint8_t stack_socket_protocol(const struct stack_socket *k)
{
    return k->protocol;
}

void stack_socket_sides(const struct stack_socket *k, struct ip_addr *local, uint16_t *local_port, struct ip_addr *remote,
                        uint16_t *remote_port)
{
    *local = k->local;
    *local_port = k->local_port;
    *remote = k->remote;
    *remote_port = k->remote_port;
}

struct bytes stack_received(const struct stack_socket *k, struct ip_addr *from, uint16_t *port)
{
    if (!k->taken)
        return (struct bytes){ 0 };
    *from = k->taken->from;
    *port = k->taken->port;
    return buffer_bytes(&k->taken->data);
}
