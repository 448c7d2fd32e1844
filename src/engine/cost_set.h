/* The counters of all threads that classify for one engine: switched on and off, begun anew and added up while they count. Any thread. */
#ifndef WFP_ENGINE_COST_SET_H
#define WFP_ENGINE_COST_SET_H

#include "engine/cost.h"

enum {
    COST_ROOM = 65536,         /* filters that a thread counts at most */
    COST_EVERY_MOST = 1000000, /* classifies to one that is measured */
};

struct cost_set;

/* Off, and without counters. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status cost_set_new(struct cost_set **out);
/* Every thread has left. NULL: nothing. */
void cost_set_free(struct cost_set *s);

/* Counters for the calling thread, the set's; what it has counted stays when it leaves. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status cost_set_join(struct cost_set *s, struct cost **out);
/* No classify has them any more. NULL: nothing. */
void cost_set_leave(struct cost_set *s, struct cost *c);

/* One classify in so many, at most COST_EVERY_MOST; with another number than before it begins anew. 0: off, and what was counted
 * stays. WFP_NO_MEMORY: as before. */
MUST_CHECK enum wfp_status cost_set_turn(struct cost_set *s, uint32_t every);
/* Everything that was counted is forgotten. */
void cost_set_reset(struct cost_set *s);
bool cost_set_is_on(struct cost_set *s);

/* What all of them have counted by now; the caller's. cost_every() of it is that of the counting, also when it is off; 0: it has
 * never been on. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status cost_set_sum(struct cost_set *s, struct cost **out);

#endif
