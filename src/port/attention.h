/* Whether the kernel has to say that a frame came to a queue. It says so in the sender's time, for each frame, as long as anybody is
 * on its list of those to tell, also when the owner is at work and would look anyway: near a tenth of what a small frame costs. So a
 * queue to which frames come without a pause is taken off that list. Its owner is told that there may be frames until there was none
 * for a moment, and looks by itself; then the queue is put back on the list, and the owner may sleep.
 *
 * Owner thread. Private to port/. */
#ifndef WFP_PORT_ATTENTION_H
#define WFP_PORT_ATTENTION_H

#include <stdbool.h>
#include <stdint.h>

struct attention {
    bool     awake;    /* nobody is told by the kernel; the owner looks */
    unsigned run;      /* receptions that found something, none of them long after the one before; or since it is awake */
    unsigned doubts;   /* how often in a row that was over soon */
    unsigned empty;    /* receptions in a row that found nothing */
    unsigned others;   /* what the thread had found in all of its queues by then */
    uint64_t since_ns; /* since when it has found nothing anywhere */
};

/* A reception found frames, or none. True: `awake` has changed. The time is asked for only when it matters. */
bool attention_found(struct attention *a, uint64_t (*now_ns)(void));
bool attention_found_nothing(struct attention *a, uint64_t (*now_ns)(void));

#endif
