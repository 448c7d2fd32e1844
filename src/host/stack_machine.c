/* What the machine consists of, and who is beyond the wire. */
#include <stdlib.h>

#include "host/identity.h"
#include "host/stack_state.h"

static const struct {
    int         result;
    const char *name;
} results[] = {
    { STACK_WAITS, "waits" },
    { STACK_OK, "ok" },
    { STACK_WSAEACCES, "WSAEACCES" },
    { STACK_WSAEINVAL, "WSAEINVAL" },
    { STACK_WSAEMSGSIZE, "WSAEMSGSIZE" },
    { STACK_WSAEOPNOTSUPP, "WSAEOPNOTSUPP" },
    { STACK_WSAEADDRINUSE, "WSAEADDRINUSE" },
    { STACK_WSAEADDRNOTAVAIL, "WSAEADDRNOTAVAIL" },
    { STACK_WSAENETUNREACH, "WSAENETUNREACH" },
    { STACK_WSAECONNRESET, "WSAECONNRESET" },
    { STACK_WSAENOBUFS, "WSAENOBUFS" },
    { STACK_WSAEISCONN, "WSAEISCONN" },
    { STACK_WSAENOTCONN, "WSAENOTCONN" },
    { STACK_WSAESHUTDOWN, "WSAESHUTDOWN" },
    { STACK_WSAETIMEDOUT, "WSAETIMEDOUT" },
    { STACK_WSAECONNREFUSED, "WSAECONNREFUSED" },
};

const char *stack_result_name(int result)
{
    for (unsigned i = 0; i < COUNT_OF(results); i++)
        if (results[i].result == result)
            return results[i].name;
    return "?";
}

bool stack_result_find(const char *name, int *out)
{
    for (unsigned i = 0; i < COUNT_OF(results); i++) {
        if (strcmp(results[i].name, name) == 0) {
            *out = results[i].result;
            return true;
        }
    }
    return false;
}

static struct stack_interface *interface_find(struct stack *s, const char *name)
{
    for (unsigned i = 0; i < s->interface_count; i++)
        if (strcmp(s->interfaces[i].name, name) == 0)
            return &s->interfaces[i];
    return NULL;
}

enum wfp_status stack_interface_add(struct stack *s, const char *name, uint32_t compartment)
{
    if (interface_find(s, name))
        return WFP_ALREADY_EXISTS;
    if (s->interface_count == MAX_INTERFACES)
        return WFP_OUT_OF_BOUNDS;
    struct stack_interface *n = &s->interfaces[s->interface_count++];
    *n = (struct stack_interface){ .compartment = compartment, .up = true };
    snprintf(n->name, sizeof(n->name), "%s", name);
    return WFP_OK;
}

enum wfp_status stack_address_add(struct stack *s, const char *interface, const struct ip_addr *a, unsigned bits)
{
    struct stack_interface *n = interface_find(s, interface);
    if (!n || n->address_count == MAX_ADDRESSES)
        return WFP_OUT_OF_BOUNDS;
    n->addresses[n->address_count] = *a;
    n->bits[n->address_count++] = (uint8_t)bits;
    return WFP_OK;
}

bool stack_interface_set(struct stack *s, const char *name, bool up)
{
    struct stack_interface *n = interface_find(s, name);
    if (n)
        n->up = up;
    return n != NULL;
}

struct stack_app *stack_app_find(struct stack *s, const char *name)
{
    struct stack_app *a = s->apps;
    while (a && strcmp(a->name, name) != 0)
        a = a->next;
    return a;
}

const char *stack_app_name(const struct stack_app *a)
{
    return a->name;
}

enum wfp_status stack_app_add(struct stack *s, const char *name, const char *path, const char *user, uint64_t process,
                              uint32_t compartment, char error[STACK_ERROR_SIZE])
{
    char                    why[CAPTURE_ERROR_SIZE] = "";
    struct offline_identity who = { .port = 1, .app = path, .user = user };
    if (stack_app_find(s, name))
        return WFP_ALREADY_EXISTS;
    struct stack_app *a = calloc(1, sizeof(*a));
    if (!a)
        return WFP_NO_MEMORY;
    enum wfp_status err = identities_new(&who, 1, &a->identities, why);
    if (err) {
        snprintf(error, STACK_ERROR_SIZE, "%.*s", STACK_ERROR_SIZE - 1, why);
        free(a);
        return err;
    }
    snprintf(a->name, sizeof(a->name), "%s", name);
    a->process = process;
    a->compartment = compartment;
    a->next = s->apps;
    s->apps = a;
    return WFP_OK;
}

struct stack_peer *stack_peer_find(struct stack *s, const struct ip_addr *a)
{
    for (unsigned i = 0; i < s->peer_count; i++)
        if (ip_addr_equal(&s->peers[i].addr, a))
            return &s->peers[i];
    return NULL;
}

enum wfp_status stack_peer_silent(struct stack *s, const struct ip_addr *peer, bool silent)
{
    struct stack_peer *p = stack_peer_find(s, peer);
    if (!p && s->peer_count == MAX_PEERS)
        return WFP_OUT_OF_BOUNDS;
    if (!p) {
        p = &s->peers[s->peer_count++];
        p->addr = *peer;
    }
    p->silent = silent;
    return WFP_OK;
}

enum wfp_status stack_peer_serve(struct stack *s, const struct ip_addr *peer, enum stack_service what, uint8_t protocol,
                                 uint16_t port)
{
    struct stack_socket *k = socket_plain(s, NULL, protocol);
    if (!k)
        return WFP_NO_MEMORY;
    k->local = *peer;
    k->local_port = port;
    k->service = true;
    k->service_echo = what == SERVICE_ECHOES;
    k->tcp = protocol == PROTO_TCP ? TCP_LISTEN : TCP_CLOSED;
    return WFP_OK;
}
