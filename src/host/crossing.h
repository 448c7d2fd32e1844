/* The rings between workers, one for each pair and direction (handover.h): what one of them has received, or wants to send, and another
 * one is to walk or send. Each worker calls with its own number as `from` or `to`. */
#ifndef WFP_HOST_CROSSING_H
#define WFP_HOST_CROSSING_H

#include "host/handover.h"

struct crossing;

MUST_CHECK enum wfp_status crossing_new(unsigned workers, struct crossing **out);
/* NULL: nothing. */
void crossing_free(struct crossing *c);

/* False: there is no room; it is lost. */
bool crossing_put(struct crossing *c, unsigned from, unsigned to, const struct handed *what);
/* How many frames of any size surely fit, whoever they are for. `most`: of so many at most. */
unsigned crossing_room(struct crossing *c, unsigned from, unsigned most);
/* A bit for each worker that was handed something since the last call. */
uint64_t crossing_handed_to(struct crossing *c, unsigned from);

/* What the others have handed to this one, some of each: `take` for each frame, `taken` when those of one worker are done with and
 * before their bytes go. How many they were; *more: there may be others. */
struct crossing_taker {
    void *context;
    void (*take)(void *context, const struct handed *h);
    void (*taken)(void *context);
};
unsigned crossing_take(struct crossing *c, unsigned to, const struct crossing_taker *t, bool *more);

/* As handover_forget(), of all rings. */
void crossing_forget(struct crossing *c, uint32_t plug);

#endif
