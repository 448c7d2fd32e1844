/* What a shim knows of its host. Where nothing is said there is nothing. */
#include "shim/context.h"

static bool has_no_address(void *context, const struct ip_addr *a)
{
    (void)context, (void)a;
    return false;
}

static bool has_no_mac(void *context, const uint8_t mac[6])
{
    (void)context, (void)mac;
    return false;
}

static bool refuses_all(void *context, uint8_t protocol, const struct ip_addr *local, uint16_t port)
{
    (void)context, (void)protocol, (void)local, (void)port;
    return true;
}

static bool listens_nowhere(void *context, uint8_t protocol, const struct ip_addr *a, uint16_t port)
{
    (void)context, (void)protocol, (void)a, (void)port;
    return false;
}

static const struct endpoint_identity *nobody(void *context, uint8_t protocol, uint16_t local_port)
{
    (void)context, (void)protocol, (void)local_port;
    return NULL;
}

void shim_set_world(struct shim *s, const struct shim_world *w)
{
    s->config.world = (struct shim_world){
        .context = w->context,
        .is_local = w->is_local ? w->is_local : has_no_address,
        .is_broadcast = w->is_broadcast ? w->is_broadcast : has_no_address,
        .is_local_mac = w->is_local_mac ? w->is_local_mac : has_no_mac,
        .is_refused = w->is_refused ? w->is_refused : refuses_all,
        .is_listener = w->is_listener ? w->is_listener : listens_nowhere,
        .identity = w->identity ? w->identity : nobody,
        .interface = w->interface,
        .way_to = w->way_to,
    };
}
