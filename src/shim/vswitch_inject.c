/* Frames that a driver injects at the ingress of a switch (D-095): they are asked about there again, with the history of their list
 * to tell (D-096, J-041). */
#include "pkt/offload_info.h"
#include "shim/inject.h"
#include "shim/packet.h"
#include "shim/vswitch_pass.h"
#include "shim/walk.h"

static bool show_next(struct shim *s, struct vswitch_pass *p, const NET_BUFFER *nb)
{
    p->injected = nb;
    return nb && shim_flatten(s, nb, &p->frame.bytes);
}

static void begin(struct vswitch_pass *p, const struct injection *i, uint64_t now_ns)
{
    p->input = (struct shim_input){ .frame = p->frame.bytes, .wire_size = (uint32_t)bytes_left(&p->frame.bytes), .link = LINK_ETHERNET,
                                    .now_ns = now_ns, .number = nbl_state_of(i->nbl)->lineage.origin };
    p->way.source_port = i->source_port;
    p->way.source_nic = i->source_nic;
    p->way.count = 0;
    p->view.offload = NULL; /* its list says it */
}

static void no_memory(struct pkt_ctx *c)
{
    c->verdict = VERDICT_DISCARD;
    c->discard = (struct discard_reason){ DISCARD_MODULE_NETWORK, IP_DISCARD_ALLOCATION_FAILURE };
    c->reason = "no memory to inject it";
    c->refused = WFP_NO_MEMORY;
}

static void read_offload(struct vswitch_pass *p, const struct injection *i)
{
    struct headers h;
    headers_parse(LINK_ETHERNET, p->frame.bytes, p->input.wire_size, 0, &h);
    offload_info_get(i->nbl, &h, &p->frame.offload);
}

/* The frames of one list share what filters ask for (D-002): the first one speaks for them. */
static void walk(struct vswitch_pass *p, struct pkt_ctx *c, struct vswitch *sw, struct injection *i)
{
    c->injection = i;
    packet_take_injected(c);
    if (injection_is_loop(i))
        walk_refuse_loop(c);
    else
        vswitch_pass_walk(p, c, sw, i->source_port && vswitch_has_rules(c->rules));
    shim_walk_end(c);
    read_offload(p, i);
}

const struct vswitch_walk *shim_vswitch_inject(struct shim *s, const struct ruleset *rules, struct vswitch *sw, struct injection *i,
                                               uint64_t now_ns)
{
    struct vswitch_pass *p = vswitch_pass_of(s);
    if (!p)
        return vswitch_no_memory();
    bool shown = show_next(s, p, i->nbl->FirstNetBuffer);
    begin(p, i, now_ns);
    struct pkt_ctx *c = context_reset(s, rules, &p->input);
    p->walk = (struct vswitch_walk){ c, &p->way, &p->frame };
    c->frame = c->h = &c->frame_headers;
    if (shown)
        walk(p, c, sw, i);
    else
        no_memory(c);
    return &p->walk;
}

bool shim_vswitch_next(struct shim *s)
{
    struct vswitch_pass *p = s->vswitch;
    return p && p->injected && show_next(s, p, p->injected->Next);
}
