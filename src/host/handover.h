/* Frames that one walking thread hands to another: what came in at a queue of its own and belongs to the other's flows, and what
 * leaves at a device whose queue the other has. Copies in a ring, without a lock: one thread puts, one takes. */
#ifndef WFP_HOST_HANDOVER_H
#define WFP_HOST_HANDOVER_H

#include "base/status.h"
#include "pkt/frame.h"

#define HANDOVER_BYTES    (4u << 20)
#define HANDOVER_LARGEST  (72u << 10) /* with its record */

struct handover;

struct handed {
    uint32_t     plug;   /* where it came from, or leaves */
    bool         leaves;
    struct frame frame;
};

MUST_CHECK enum wfp_status handover_new(struct handover **out);
/* NULL: nothing. */
void handover_free(struct handover *h);

/* False: there is no room for it now. The thread that puts. */
bool handover_put(struct handover *h, const struct handed *what);
/* How many frames of any size surely fit. The thread that puts. */
unsigned handover_room(struct handover *h);
/* The next one; its bytes may be written to and are valid until handover_done(). False: there is none. The thread that takes. */
bool handover_next(struct handover *h, struct handed *out);
/* All that handover_next() showed is done with. */
void handover_done(struct handover *h);
/* What waits of this plug is nobody's: its number becomes HANDOVER_NOWHERE. While neither thread works with it. */
#define HANDOVER_NOWHERE UINT32_MAX
void handover_forget(struct handover *h, uint32_t plug);

#endif
