#include "shim/fragment_tag.h"

#include <stdlib.h>

#include "callout/packet_tag.h"
#include "shim/packet.h"

#define PATIENCE_NS 60000000000ull /* as long as the reassembly holds the bytes */

struct tagged_fragment {
    struct tagged_fragment *next;
    NET_BUFFER_LIST        *nbl;
    struct headers          h;
    bool                    inbound;
    uint64_t                until_ns;
};

void fragment_tag_keep(struct pkt_ctx *c)
{
    if (!c->nbl || !packet_is_tagged(c->nbl) || packet_is_injected(c, c->nbl))
        return; /* a driver gets its list back: the contexts end with the walk */
    struct tagged_fragment *f = malloc(sizeof(*f));
    if (!f || nbl_keep(c->nbl) != WFP_OK) { /* its contexts end with the walk, then */
        free(f);
        return;
    }
    *f = (struct tagged_fragment){ c->shim->tagged_fragments, c->nbl, *c->h, c->inbound, c->in->now_ns + PATIENCE_NS };
    c->shim->tagged_fragments = f;
    nbl_put(c->nbl);
    c->nbl = NULL;
}

static bool same_datagram(const struct tagged_fragment *f, const struct pkt_ctx *c, const struct headers *fragment)
{
    return f->inbound == c->inbound && f->h.fragment_id == fragment->fragment_id && f->h.protocol == fragment->protocol &&
           ip_addr_equal(&f->h.src, &fragment->src) && ip_addr_equal(&f->h.dst, &fragment->dst);
}

/* Takes it out and gives it up; the next one stands at *at then. */
static void end(struct tagged_fragment **at)
{
    struct tagged_fragment *f = *at;
    *at = f->next;
    packet_tags_end(f->nbl, f->inbound);
    nbl_drop(f->nbl);
    free(f);
}

void fragment_tag_join(struct pkt_ctx *c, NET_BUFFER_LIST *last)
{
    bool tagged = last && packet_is_tagged(last);
    for (struct tagged_fragment **at = &c->shim->tagged_fragments; *at;) {
        if (!same_datagram(*at, c, c->frame)) {
            at = &(*at)->next;
            continue;
        }
        if (packet_list(c))
            packet_tags_tell((*at)->nbl, PACKET_FRAGMENT_JOINED, c->nbl);
        end(at);
    }
    if (tagged && packet_list(c))
        packet_tags_tell(last, PACKET_REASSEMBLED, c->nbl);
    if (tagged)
        packet_tags_end(last, c->inbound);
}

void fragment_tag_expire(struct shim *s, uint64_t now_ns)
{
    for (struct tagged_fragment **at = &s->tagged_fragments; *at;) {
        if (now_ns < (*at)->until_ns)
            at = &(*at)->next;
        else
            end(at);
    }
}
