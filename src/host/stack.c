#include "host/stack_state.h"

#include <stdlib.h>

#include "host/identity.h"
#include "host/net_events.h"

/* --- what the shims ask ------------------------------------------------------------------------------------------------------ */

bool stack_has_address(const struct stack *s, const struct ip_addr *a)
{
    if (ip_addr_is(a, ADDR_LOOPBACK))
        return true;
    for (unsigned i = 0; i < s->interface_count; i++)
        for (unsigned k = 0; k < s->interfaces[i].address_count; k++)
            if (ip_addr_equal(&s->interfaces[i].addresses[k], a))
                return true;
    return false;
}

static bool world_is_local(void *context, const struct ip_addr *a)
{
    return stack_has_address(context, a);
}

static bool is_broadcast_of(const struct ip_addr *own, unsigned bits, const struct ip_addr *a)
{
    uint32_t host = bits < 31 ? UINT32_MAX >> bits : 0;
    return own->family == FAMILY_V4 && a->family == FAMILY_V4 && host && ip_addr_v4(a) == (ip_addr_v4(own) | host);
}

static bool world_is_broadcast(void *context, const struct ip_addr *a)
{
    const struct stack *s = context;
    for (unsigned i = 0; i < s->interface_count; i++)
        for (unsigned k = 0; k < s->interfaces[i].address_count; k++)
            if (is_broadcast_of(&s->interfaces[i].addresses[k], s->interfaces[i].bits[k], a))
                return true;
    return false;
}

static bool world_is_local_mac(void *context, const uint8_t mac[6])
{
    (void)context;
    return mac[0] == 0x02 && mac[4] == 0; /* stack_wire.c gives the others another byte there */
}

static bool world_is_refused(void *context, uint8_t protocol, const struct ip_addr *local, uint16_t port)
{
    const struct stack *s = context;
    return !endpoint_find(s->endpoints, protocol, local, port, NULL, 0);
}

static bool world_is_listener(void *context, uint8_t protocol, const struct ip_addr *a, uint16_t port)
{
    const struct stack    *s = context;
    const struct endpoint *e = endpoint_find(s->endpoints, protocol, a, port, NULL, 0);
    return e && e->state == ENDPOINT_LISTENING;
}

static const struct endpoint_identity *world_identity(void *context, uint8_t protocol, uint16_t local_port)
{
    (void)context;
    (void)protocol;
    (void)local_port;
    return NULL; /* endpoints have theirs */
}

/* --- routes and ports -------------------------------------------------------------------------------------------------------- */

static bool is_usable(const struct stack_interface *i, const struct endpoint *e)
{
    return i->up && i->compartment == e->compartment;
}

/* The address of the interface to which the peer is near; else the first of its family: everything else lies beyond a router. */
static const struct ip_addr *address_towards(const struct stack *s, const struct endpoint *e, const struct ip_addr *remote)
{
    const struct ip_addr *first = NULL;
    for (unsigned i = 0; i < s->interface_count; i++) {
        const struct stack_interface *n = &s->interfaces[i];
        for (unsigned k = 0; is_usable(n, e) && k < n->address_count; k++) {
            if (n->addresses[k].family != remote->family)
                continue;
            if (ip_addr_in_prefix(remote, &n->addresses[k], n->bits[k]))
                return &n->addresses[k];
            if (!first)
                first = &n->addresses[k];
        }
    }
    return first;
}

static bool world_source(void *context, const struct endpoint *e, const struct ip_addr *remote, struct ip_addr *out)
{
    const struct stack *s = context;
    if (!ip_addr_is(&e->local, ADDR_UNSPECIFIED)) {
        *out = e->local;
        return e->local.family == remote->family;
    }
    if (stack_has_address(s, remote)) {
        *out = *remote;
        return true;
    }
    const struct ip_addr *a = address_towards(s, e, remote);
    if (a)
        *out = *a;
    return a != NULL;
}

static bool world_has_compartment(void *context, uint32_t compartment)
{
    const struct stack *s = context;
    for (unsigned i = 0; i < s->interface_count; i++)
        if (s->interfaces[i].compartment == compartment)
            return true;
    return false;
}

static uint16_t world_free_port(void *context, const struct endpoint *e)
{
    struct stack *s = context;
    for (unsigned tries = 0; tries <= UINT16_MAX - FIRST_FREE_PORT; tries++) {
        uint16_t port = s->next_port[0];
        s->next_port[0] = port == UINT16_MAX ? FIRST_FREE_PORT : (uint16_t)(port + 1);
        if (!endpoint_is_taken(s->endpoints, e->protocol, &(struct ip_addr){ .family = e->family }, port))
            return port;
    }
    return 0;
}

static bool world_forwards(void *context)
{
    const struct stack *s = context;
    return !s->config.no_forwarding;
}

/* --- life -------------------------------------------------------------------------------------------------------------------- */

static enum wfp_status make_shim(struct stack *s)
{
    struct shim_config config = {
        .world = { .context = s,
                   .is_local = world_is_local,
                   .is_broadcast = world_is_broadcast,
                   .is_local_mac = world_is_local_mac,
                   .is_refused = world_is_refused,
                   .is_listener = world_is_listener,
                   .identity = world_identity },
        .observer = s->config.classifies,
        .events = net_events_sink(kernel_net_events(s->config.kernel)),
        .endpoints = s->endpoints,
        .sockets = { .context = s, .source = world_source, .free_port = world_free_port,
                     .has_compartment = world_has_compartment, .finished = socket_finished },
        .forward = { .context = s, .forwards = world_forwards },
    };
    return shim_new(&config, &s->shim);
}

enum wfp_status stack_new(const struct stack_config *config, struct stack **out)
{
    enum wfp_status err;
    struct stack   *s = calloc(1, sizeof(*s));
    if (!s)
        return WFP_NO_MEMORY;
    s->config = *config;
    s->now_ns = STACK_START_NS;
    s->next_port[0] = s->next_port[1] = FIRST_FREE_PORT;
    s->next_iss = 1000;
    s->sockets_end = &s->sockets;
    err = endpoint_table_new(&s->endpoints);
    if (err)
        goto free_stack;
    err = make_shim(s);
    if (err)
        goto free_endpoints;
    kernel_on_walk(config->kernel, stack_walked, s);
    kernel_attach_endpoints(config->kernel, s->endpoints);
    err = kernel_attach_shim(config->kernel, s->shim);
    if (err)
        goto free_shim;
    *out = s;
    return WFP_OK;

free_shim:
    kernel_attach_endpoints(config->kernel, NULL);
    kernel_on_walk(config->kernel, NULL, NULL);
    shim_free(s->shim);
free_endpoints:
    endpoint_table_free(s->endpoints);
free_stack:
    free(s);
    return err;
}

static void event_free(struct stack_event *e)
{
    buffer_fini(&e->packet);
    free(e);
}

void stack_free(struct stack *s)
{
    if (!s)
        return;
    kernel_on_walk(s->config.kernel, NULL, NULL);
    while (s->sockets) {
        struct stack_socket *k = s->sockets;
        s->sockets = k->next;
        if (k->endpoint)
            shim_endpoint_ends(s->shim, k->endpoint);
        socket_free(k);
    }
    while (s->events) {
        struct stack_event *e = s->events;
        s->events = e->next;
        event_free(e);
    }
    while (s->apps) {
        struct stack_app *a = s->apps;
        s->apps = a->next;
        identities_free(a->identities);
        free(a);
    }
    (void)!kernel_attach_shim(s->config.kernel, NULL);
    kernel_attach_endpoints(s->config.kernel, NULL);
    shim_free(s->shim);
    endpoint_table_free(s->endpoints);
    free(s);
}

struct shim *stack_shim(const struct stack *s)
{
    return s->shim;
}

uint64_t stack_now(const struct stack *s)
{
    return s->now_ns;
}

void stack_set_ethernet(struct stack *s, bool ethernet)
{
    s->config.ethernet = ethernet;
}

bool stack_is_ethernet(const struct stack *s)
{
    return s->config.ethernet;
}

void stack_set_forwards(struct stack *s, bool forwards)
{
    s->config.no_forwarding = !forwards;
}

const struct ruleset *stack_rules(struct stack *s)
{
    kernel_set_time(s->config.kernel, s->now_ns);
    kernel_settle(s->config.kernel);
    return kernel_ruleset(s->config.kernel);
}

/* --- time -------------------------------------------------------------------------------------------------------------------- */

static void schedule(struct stack *s, struct stack_event *e)
{
    struct stack_event **at = &s->events;
    e->order = ++s->orders;
    while (*at && (*at)->time_ns <= e->time_ns)
        at = &(*at)->next;
    e->next = *at;
    *at = e;
}

/* The latest timer of a socket is the one that counts. */
enum wfp_status stack_timer(struct stack *s, struct stack_socket *k, uint64_t after_ns)
{
    struct stack_event *e = calloc(1, sizeof(*e));
    if (!e)
        return WFP_NO_MEMORY;
    e->kind = EVENT_TIMER;
    e->time_ns = s->now_ns + after_ns;
    e->socket = k;
    e->timer = k->timer = ++s->timers;
    schedule(s, e);
    return WFP_OK;
}

void stack_schedule_packet(struct stack *s, struct bytes packet, enum whither to, uint64_t after_ns)
{
    struct stack_event *e = calloc(1, sizeof(*e));
    if (!e)
        return; /* lost, as packets are */
    e->kind = EVENT_PACKET;
    e->time_ns = s->now_ns + after_ns;
    e->to = to;
    buffer_put(&e->packet, packet.at, bytes_left(&packet));
    schedule(s, e);
}

void stack_schedule_call(struct stack *s, struct stack_socket *k, unsigned op, unsigned answer)
{
    struct stack_event *e = calloc(1, sizeof(*e));
    if (!e) {
        socket_done(k, STACK_WSAENOBUFS);
        return;
    }
    *e = (struct stack_event){ .kind = EVENT_CALL, .time_ns = s->now_ns, .socket = k, .op = op, .answer = answer };
    schedule(s, e);
}

static bool is_idle_timer(const struct stack_event *e)
{
    return e->kind == EVENT_TIMER && e->socket->timer != e->timer;
}

static void handle_next(struct stack *s)
{
    struct stack_event *e = s->events;
    s->events = e->next;
    if (e->time_ns > s->now_ns)
        s->now_ns = e->time_ns;
    if (e->kind == EVENT_PACKET)
        stack_deliver(s, e);
    else if (e->kind == EVENT_CALL)
        socket_goes_on(e->socket, e->op, e->answer);
    else if (!is_idle_timer(e))
        tcp_timeout(e->socket);
    event_free(e);
}

/* Something is on its way, or a call goes on. */
static bool is_busy(const struct stack *s)
{
    for (const struct stack_event *e = s->events; e; e = e->next)
        if (e->kind != EVENT_TIMER)
            return true;
    return false;
}

static void drop_idle_timers(struct stack *s)
{
    while (s->events && is_idle_timer(s->events)) {
        struct stack_event *e = s->events;
        s->events = e->next;
        event_free(e);
    }
}

void stack_run(struct stack *s, const struct stack_socket *until)
{
    stack_rules(s);
    for (;;) {
        drop_idle_timers(s);
        if (!is_busy(s))
            kernel_exhaust(s->config.kernel);
        bool waits = until && until->result == STACK_WAITS;
        if (!s->events || (!is_busy(s) && !waits))
            return;
        handle_next(s);
        stack_rules(s);
    }
}

void stack_wait(struct stack *s, uint64_t ns)
{
    uint64_t end = s->now_ns + ns;
    while (s->events && s->events->time_ns <= end)
        handle_next(s);
    s->now_ns = end;
    stack_run(s, NULL);
}
