#include "shim/resume.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "shim/inject.h"
#include "shim/walk.h"

struct held_packet {
    struct held       held;
    struct shim_input in;
    uint64_t          flow_id; /* 0: of no flow */
    bool              inbound;
    uint8_t           bytes[];
};

/* At AUTH_RECV_ACCEPT the callout gives the packet back itself (C-068): nothing is asked here, and the flow is not let in before
 * that. At AUTH_CONNECT the layer is asked again (C-067). */
static bool resume_packet(struct shim *s, const struct ruleset *rules, struct held *held, uint64_t now_ns)
{
    struct held_packet *h = (struct held_packet *)held;
    struct flow        *f = flow_find_id(s->flows, h->flow_id);
    if (!f || f->state != FLOW_PENDED)
        return false;
    if (h->inbound) {
        f->state = FLOW_DENIED;
        return false;
    }
    h->in.now_ns = now_ns;
    struct pkt_ctx *c = context_begin(s, rules, &h->in);
    if (!flow_find_id(s->flows, h->flow_id)) /* it waited too long */
        return false;
    c->resumed = true;
    shim_walk_frame(c);
    shim_walk_end(c);
    return true;
}

static void free_packet(struct held *held)
{
    free(held);
}

/* A joined datagram waits as the whole that it became; it has no link header then. */
struct held *hold_packet(struct pkt_ctx *c)
{
    bool                whole = c->h != c->frame;
    struct bytes        from = whole ? c->packet : c->in->frame;
    uint32_t            size = (uint32_t)bytes_left(&from);
    struct held_packet *h = malloc(sizeof(*h) + size);
    if (!h)
        return NULL;
    *h = (struct held_packet){ .held = { resume_packet, free_packet }, .in = *c->in, .flow_id = c->flow ? c->flow->id : 0,
                               .inbound = c->inbound };
    memcpy(h->bytes, from.at, size);
    h->in.frame = bytes_of(h->bytes, size);
    h->in.headers = NULL;
    if (whole) {
        h->in.link = LINK_RAW_IP;
        h->in.wire_size = size;
    }
    return &h->held;
}

/* --- around a classify ---------------------------------------------------------------------------------------------- */

void hold_open(struct pkt_ctx *c)
{
    struct pend_slot *slot = &c->shim->slot;
    c->pended = false;
    slot->reauthorizing = c->flags & CONDITION_FLAG_IS_REAUTHORIZE;
    pend_open(slot);
}

static void *make_held(void *context)
{
    struct pkt_ctx *c = context;
    return c->pended && c->hold ? c->hold(c) : NULL;
}

static void discard_held(void *state)
{
    struct held *held = state;
    held->free(held);
}

/* A callout that pends and then permits, or is overruled, holds nothing: the walk goes on without it (C-066). */
void hold_close(struct pkt_ctx *c, bool blocked)
{
    struct shim *s = c->shim;
    if (!s->slot.pended) {
        pend_take(&s->slot, NULL, NULL, NULL);
        return;
    }
    c->pended = blocked;
    snprintf(s->held_text, sizeof(s->held_text), "held: pended by %s", s->slot.pended->filter);
    pend_take(&s->slot, make_held, c, discard_held);
    if (blocked)
        c->reason = s->held_text;
}

void resume_forget(struct shim *s)
{
    if (s->gone_on)
        s->gone_on->free(s->gone_on);
    s->gone_on = NULL;
}

const struct pkt_ctx *shim_resume(struct shim *s, const struct ruleset *rules, struct pended_operation *op, uint64_t now_ns)
{
    struct held *held = op->state;
    resume_forget(s);
    s->gone_on = held; /* the answer speaks of it until the next one */
    bool walked = held && held->resume(s, rules, held, now_ns);
    return walked ? &s->ctx : NULL;
}
