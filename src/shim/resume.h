/* What waits while a callout thinks (FwpsPendOperation0): made when the classify ends, and gone on with when the callout has
 * completed it. A packet waits with a copy of its bytes; whoever walks something else, such as a socket call, sets
 * pkt_ctx.hold and makes its own. */
#ifndef WFP_SHIM_RESUME_H
#define WFP_SHIM_RESUME_H

#include "callout/pend.h"
#include "shim/context.h"

struct held {
    /* Goes on between two walks: begins a context and classifies. False: there was nothing to walk. */
    bool (*resume)(struct shim *s, const struct ruleset *rules, struct held *held, uint64_t now_ns);
    void (*free)(struct held *held);
};

/* Around a classify whose metadata carry the completion handle. After it c->pended says whether the walk waits. */
void hold_open(struct pkt_ctx *c);
void hold_close(struct pkt_ctx *c, bool blocked);

/* What went on last is over. */
void resume_forget(struct shim *s);

/* struct pkt_ctx's `hold` for packets: a copy. NULL: no memory. */
struct held *hold_packet(struct pkt_ctx *c);

#endif
