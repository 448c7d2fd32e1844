/* Tells somebody of things on a thread of its own, in order: posting never waits. What comes faster than it is taken is dropped beyond a
 * bound. */
#ifndef WFP_BASE_NOTIFIER_H
#define WFP_BASE_NOTIFIER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"

struct notifier;

/* `tell` gets the items posted, one at a time; `drop` frees one, told or not. At most `max` wait. */
struct notifier_config {
    void (*tell)(void *context, void *item);
    void (*drop)(void *item);
    void    *context;
    unsigned max;
};

MUST_CHECK enum wfp_status notifier_new(const struct notifier_config *config, struct notifier **out);
/* Takes the item. false: dropped. Any thread. */
bool notifier_post(struct notifier *n, void *item);
/* No call begins any more. Waits for one that is running, but from within that very call, where waiting would never end: then the
 * rest happens once it has returned. Items that wait are dropped. */
void notifier_free(struct notifier *n);

#endif
