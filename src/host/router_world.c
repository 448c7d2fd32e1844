/* What the shim asks the router about: who it is, and whether a packet may be handed on. */
#include "host/router_state.h"
#include "pkt/wire.h"

static const struct shim_interface *owner(void *context, const struct ip_addr *a)
{
    const struct router *r = context;
    for (unsigned i = 0; i < r->config.address_count; i++)
        if (ip_addr_equal(&r->config.addresses[i].addr, a))
            return router_interface(r, r->config.addresses[i].port);
    return NULL;
}

static bool is_local(void *context, const struct ip_addr *a)
{
    return router_has(context, a);
}

static bool is_broadcast(void *context, const struct ip_addr *a)
{
    const struct router *r = context;
    for (unsigned i = 0; i < r->config.address_count; i++) {
        const struct router_address *mine = &r->config.addresses[i];
        if (ip_addr_is_directed_broadcast(a, &mine->addr, mine->bits))
            return true;
    }
    return false;
}

static bool is_local_mac(void *context, const uint8_t mac[6])
{
    const struct router *r = context;
    for (unsigned i = 0; i < r->config.ports; i++)
        if (memcmp(r->config.mac[i], mac, 6) == 0)
            return true;
    return false;
}

static const struct shim_interface *interface(void *context, uint32_t index)
{
    const struct router *r = context;
    return interface_find(r->config.interfaces, r->config.ports, index);
}

static const struct shim_interface *way_to(void *context, const struct ip_addr *a)
{
    const struct router *r = context;
    struct next_hop      hop;
    return router_next_hop(r, a, &hop) ? router_interface(r, hop.port) : NULL;
}

/* It has no sockets of its own. */
struct shim_world router_world(struct router *r)
{
    return (struct shim_world){ .context = r, .is_local = is_local, .is_broadcast = is_broadcast, .is_local_mac = is_local_mac,
                                .interface = r->config.interfaces[0].index ? interface : NULL, .way_to = way_to };
}

/* --- handing on ---------------------------------------------------------------------------------------------------- */

/* IPv6 packets are never cut on the way, IPv4's not when they say so. */
static bool may_be_cut(const struct router *r, const struct headers *h)
{
    struct bytes            frame = passage_frame_bytes(r->passage);
    const struct ipv4_wire *w;
    if (h->family == FAMILY_V6 || !bytes_skip(&frame, h->ip_offset))
        return false;
    w = bytes_take(&frame, sizeof(*w));
    return w && !(be16(w->fragment) & 0x4000);
}

static bool refuses(struct discard_reason *why, const char **text, uint32_t reason, const char *said)
{
    *why = (struct discard_reason){ DISCARD_MODULE_NETWORK, reason };
    *text = said;
    return false;
}

static bool may_go(void *context, const struct headers *h, struct discard_reason *why, const char **text)
{
    const struct router *r = context;
    struct next_hop      hop;
    if (ip_addr_is(&h->src, ADDR_LINK_LOCAL) || ip_addr_is(&h->dst, ADDR_LINK_LOCAL) || ip_addr_is(&h->dst, ADDR_LOOPBACK))
        return refuses(why, text, IP_DISCARD_BEYOND_SCOPE, "its addresses mean nothing beyond its network");
    if (h->hop_limit <= 1)
        return refuses(why, text, IP_DISCARD_HOP_LIMIT_EXCEEDED, "it has come too far");
    if (!router_next_hop(r, &h->dst, &hop))
        return refuses(why, text, IP_DISCARD_NO_ROUTE, "there is no route");
    if (h->ip_size > router_mtu(r, hop.port) && !may_be_cut(r, h))
        return refuses(why, text, IP_DISCARD_DONT_FRAGMENT_MTU_EXCEEDED, "it is too big for the next network and may not be cut");
    return true;
}

struct forward_world router_forward(struct router *r)
{
    const bool *groups = r->config.groups;
    return (struct forward_world){ .context = r, .may_go = may_go, .owner = owner,
                                  .groups = { [FAMILY_V4] = groups[FAMILY_V4], [FAMILY_V6] = groups[FAMILY_V6] } };
}
