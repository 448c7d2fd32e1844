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
    bool     awake;     /* nobody is told by the kernel; the owner looks */
    unsigned run;       /* receptions that found something, none of them long after the one before */
    uint64_t since_ns;  /* the first in a row that found nothing; 0: the last one found something */
    uint64_t looked_ns; /* the last that did, while awake; 0 as above */
    uint64_t calm_ns;   /* sleeps whenever there is nothing until then: others need the core */
};

/* A reception found frames, or none, at this time. True: `awake` has changed. `now_ns` is asked for only when it matters. */
bool attention_found(struct attention *a, uint64_t (*now_ns)(void));
bool attention_found_nothing(struct attention *a, uint64_t now_ns);

#endif
