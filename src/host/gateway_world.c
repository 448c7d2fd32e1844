/* What the shim asks the gateway about. */
#include "host/gateway_state.h"

static bool is_local(void *context, const struct ip_addr *a)
{
    return home_has(&((struct gateway *)context)->home, a);
}

static bool is_broadcast(void *context, const struct ip_addr *a)
{
    return home_is_broadcast(&((struct gateway *)context)->home, a);
}

static bool is_local_mac(void *context, const uint8_t mac[6])
{
    return home_has_mac(&((struct gateway *)context)->home, mac);
}

static bool is_refused(void *context, uint8_t protocol, const struct ip_addr *local, uint16_t port)
{
    return home_sockets_refuse(((struct gateway *)context)->sockets, protocol, local, port);
}

static bool is_listener(void *context, uint8_t protocol, const struct ip_addr *a, uint16_t port)
{
    return home_sockets_listen(((struct gateway *)context)->sockets, protocol, a, port);
}

static const struct endpoint_identity *identity(void *context, uint8_t protocol, uint16_t local_port)
{
    return home_sockets_identity(((struct gateway *)context)->sockets, protocol, local_port);
}

static const struct shim_interface *interface(void *context, uint32_t index)
{
    return interface_find(&((struct gateway *)context)->config.interface, 1, index);
}

static const struct shim_interface *way_to(void *context, const struct ip_addr *a)
{
    (void)a;
    return interface_if_known(&((struct gateway *)context)->config.interface);
}

struct shim_world gateway_world(struct gateway *g)
{
    return (struct shim_world){ .context = g,
                                .is_local = is_local,
                                .is_broadcast = is_broadcast,
                                .is_local_mac = is_local_mac,
                                .is_refused = is_refused,
                                .is_listener = is_listener,
                                .identity = identity,
                                .interface = g->config.interface.index ? interface : NULL,
                                .way_to = way_to };
}
