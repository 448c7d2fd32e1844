/* Asking WFP at one layer: fill the fields, classify, record, and on a block tell the discard twin. */
#ifndef WFP_SHIM_LAYER_H
#define WFP_SHIM_LAYER_H

#include "shim/context.h"

/* Classifies the packet at a layer of the current view. True: go on. False: blocked or absorbed; the verdict is set and the
 * discard twin, where there is one, was told (B-043; not after ABSORB, B-037). */
bool classify_at(struct pkt_ctx *c, enum layer_pair pair);

/* The same in two steps, where a callout may answer later: only the answer that stands is concluded. */
void classify_ask(struct pkt_ctx *c, enum layer_pair pair, struct classify_out *out);
bool classify_conclude(struct pkt_ctx *c, enum layer_pair pair, const struct classify_out *out);

/* The same where the outcome changes nothing (B-046). */
void notify_at(struct pkt_ctx *c, enum layer_pair pair);

/* The stack itself drops the packet: tells the layer's discard twin and sets VERDICT_DISCARD. True when a filter there blocked,
 * which means: say nothing to the peer (B-044). */
bool discard_at(struct pkt_ctx *c, enum layer_pair pair, struct discard_reason reason, const char *text);

#endif
