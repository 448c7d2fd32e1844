#include "shim/forward.h"

#include "model/choices.h"
#include "shim/fragment_group.h"
#include "shim/ip.h"
#include "shim/layer.h"
#include "shim/packet.h"

static bool forwards(const struct pkt_ctx *c)
{
    const struct forward_world *w = &c->shim->config.forward;
    return !w->forwards || w->forwards(w->context);
}

/* The interface by which it came, or leaves; 0: unknown. What a driver sends names none. */
static uint32_t interface_here(const struct pkt_ctx *c)
{
    return c->in->interface && (c->inbound || !c->injection) ? c->in->interface->index : 0;
}

/* --- the weak host ------------------------------------------------------------------------------------------------- */

uint32_t forward_interface(const struct pkt_ctx *c)
{
    return c->shim->config.forward.owner && c->direction != DIRECTION_LOOPBACK && forwards(c) ? interface_here(c) : 0;
}

const struct shim_interface *forward_owner(const struct pkt_ctx *c)
{
    const struct forward_world *w = &c->shim->config.forward;
    bool                        known = w->owner && c->family != FAMILY_NONE && c->direction != DIRECTION_LOOPBACK;
    return known ? w->owner(w->context, c->local) : NULL;
}

/* Another interface has the address; NULL: it is the same, or nobody knows. */
static const struct shim_interface *other_owner(const struct pkt_ctx *c)
{
    uint32_t                     here = interface_here(c);
    const struct shim_interface *owner = here ? forward_owner(c) : NULL;
    return owner && owner->index != here ? owner : NULL;
}

static bool ask_weak(struct pkt_ctx *c, const struct shim_interface *owner)
{
    uint32_t flag = c->inbound ? CONDITION_FLAG_IS_INBOUND_PASS_THRU : CONDITION_FLAG_IS_OUTBOUND_PASS_THRU;
    c->comes_by = c->inbound ? c->in->interface : owner;
    c->leaves_by = c->inbound ? owner : c->in->interface;
    c->flags |= flag;
    bool permitted = classify_at(c, LAYER(IPFORWARD));
    c->flags &= ~flag;
    c->comes_by = c->leaves_by = NULL;
    return permitted;
}

static const struct discard_reason foreign = { DISCARD_MODULE_NETWORK, IP_DISCARD_NOT_LOCALLY_DESTINED };

bool forward_weak_host(struct pkt_ctx *c)
{
    const struct shim_interface *owner = other_owner(c);
    if (!owner)
        return true;
    if (forwards(c))
        return ask_weak(c, owner);
    if (c->inbound)
        discard_at(c, LAYER(INBOUND_IPPACKET), foreign, "another interface has its address, and forwarding is off");
    return !c->inbound;
}

/* --- what is routed ------------------------------------------------------------------------------------------------ */

/* What cannot go on is not asked for at IPFORWARD, only told of; a host that is no router does not come so far. */
static bool may_go_on(struct pkt_ctx *c)
{
    const struct forward_world *w = &c->shim->config.forward;
    struct discard_reason       why;
    const char                 *text;
    if (!forwards(c)) {
        discard_at(c, LAYER(INBOUND_IPPACKET), foreign, "it is for another host, and forwarding is off");
        return false;
    }
    if (!w->may_go || w->may_go(w->context, c->h, &why, &text))
        return true;
    discard_at(c, LAYER(IPFORWARD), why, text);
    return false;
}

static bool groups_family(const struct shim_config *config, enum family family)
{
    return config->forward.groups[family] || !CHOICE_FRAGMENT_GROUP_ONLY_WHEN_ENABLED;
}

bool forward_groups(const struct shim_config *config)
{
    return groups_family(config, FAMILY_V4) || groups_family(config, FAMILY_V6);
}

void forward_packet(struct pkt_ctx *c, bool arrives, bool leaves)
{
    const struct shim_world *w = &c->shim->config.world;
    if (w->way_to)
        c->leaves_by = w->way_to(w->context, &c->h->dst);
    if (arrives) {
        packet_enters(c);
        view_in(c);
        if (!classify_at(c, LAYER(INBOUND_IPPACKET)) || !may_go_on(c) || !classify_at(c, LAYER(IPFORWARD)))
            return;
        if (c->h->is_fragment && groups_family(&c->shim->config, (enum family)c->family)) {
            fragment_group_forward(c, leaves);
            return;
        }
    }
    if (leaves) {
        view_out(c);
        classify_at(c, LAYER(OUTBOUND_IPPACKET));
    }
}
