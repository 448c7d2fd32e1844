/* What a router is told at its beginning: its addresses, its routes, its ports; and where a packet goes by them. */
#include "host/router_state.h"

#define DEFAULT_MTU 1500u

uint32_t router_mtu(const struct router *r, unsigned port)
{
    return r->config.mtu[port] ? r->config.mtu[port] : DEFAULT_MTU;
}

bool router_has(const struct router *r, const struct ip_addr *a)
{
    for (unsigned i = 0; i < r->config.address_count; i++)
        if (ip_addr_equal(&r->config.addresses[i].addr, a))
            return true;
    return false;
}

const struct ip_addr *router_own(const struct router *r, unsigned port, const struct ip_addr *to)
{
    const struct ip_addr *any = NULL;
    for (unsigned i = 0; i < r->config.address_count; i++) {
        const struct router_address *a = &r->config.addresses[i];
        if (a->port != port || a->addr.family != to->family)
            continue;
        if (ip_addr_in_prefix(to, &a->addr, a->bits))
            return &a->addr;
        any = any ? any : &a->addr;
    }
    return any;
}

static bool is_joined(const struct router *r, const struct ip_addr *dst, struct next_hop *out)
{
    int best = -1;
    for (unsigned i = 0; i < r->config.address_count; i++) {
        const struct router_address *a = &r->config.addresses[i];
        if (a->bits <= best || !ip_addr_in_prefix(dst, &a->addr, a->bits))
            continue;
        best = a->bits;
        *out = (struct next_hop){ a->port, *dst };
    }
    return best >= 0;
}

bool router_next_hop(const struct router *r, const struct ip_addr *dst, struct next_hop *out)
{
    int best = -1;
    if (is_joined(r, dst, out))
        return true;
    for (unsigned i = 0; i < r->config.route_count; i++) {
        const struct router_route *t = &r->config.routes[i];
        struct next_hop            via;
        if (t->bits <= best || !ip_addr_in_prefix(dst, &t->prefix, t->bits) || !is_joined(r, &t->via, &via))
            continue;
        best = t->bits;
        *out = via;
    }
    return best >= 0;
}

const struct shim_interface *router_interface(const struct router *r, unsigned port)
{
    return interface_if_known(&r->config.interfaces[port]);
}

/* Groups are many ends, and one of them is ours. */
enum spread_local router_local(const struct router_config *c, const struct headers *h)
{
    for (unsigned i = 0; i < c->address_count; i++) {
        const struct router_address *a = &c->addresses[i];
        if (ip_addr_equal(&a->addr, &h->src))
            return SPREAD_LOCAL_SOURCE;
        if (ip_addr_equal(&a->addr, &h->dst) || ip_addr_is_directed_broadcast(&h->dst, &a->addr, a->bits))
            return SPREAD_LOCAL_DESTINATION;
    }
    bool group = ip_addr_is(&h->dst, ADDR_MULTICAST) || ip_addr_is(&h->dst, ADDR_BROADCAST);
    return group ? SPREAD_LOCAL_DESTINATION : SPREAD_LOCAL_NONE;
}

bool router_read_address(const char *text, struct ip_addr *addr, uint8_t *bits)
{
    return strchr(text, '/') && ip_prefix_parse(text, addr, bits);
}

bool router_read_route(const char *text, struct router_route *out)
{
    char   prefix[IP_TEXT_SIZE + 4] = "";
    size_t n = strcspn(text, "=");
    if (n >= sizeof(prefix) || !text[n])
        return false;
    memcpy(prefix, text, n);
    return router_read_address(prefix, &out->prefix, &out->bits) && ip_addr_parse(&text[n + 1], &out->via) &&
           out->via.family == out->prefix.family;
}
