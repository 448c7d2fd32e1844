/* Private to switch_event.c and switch_notice.c: who hears of switches, and is being told. */
#ifndef WFP_CALLOUT_SWITCH_SUBSCRIPTION_H
#define WFP_CALLOUT_SWITCH_SUBSCRIPTION_H

#include "callout/switch_events.h"

struct switch_subscription {
    struct switch_subscription *next; /* guarded by: lock of events, like what has no remark */
    struct switch_subscriber    who;  /* immutable after publish, like serial */
    uint32_t                    serial;
    bool                        starting; /* hears of the switches that are there; everything else waits */
    unsigned                    active;   /* calls into it now */
    unsigned                    refs;     /* the list's, one a call, one a notice that it holds back */
};

/* The next in (after, last] whom the event concerns, to be called; NULL: no more. Under the lock, which it leaves while a beginner
 * hears of the switches that are there: he would not know what the event is about. */
struct switch_subscription *switch_subscription_next(struct switch_events *e, const struct switch_event *event, uint32_t after,
                                                     uint32_t last);
/* Under no lock. `n` may be NULL. */
enum wfp_status switch_subscription_call(struct switch_subscription *s, const struct switch_event *event, struct switch_notice *n);
/* Gives a reference back, and the call with it that was made. Under no lock. */
void switch_subscription_release(struct switch_events *e, struct switch_subscription *s, bool was_called);
/* This thread is in a call of a subscriber. */
bool switch_is_telling(void);

/* switch_notice.c: what the driver holds back fails. Under no lock. */
void switch_notices_refuse(struct callout_registry *r, const void *owner);
/* Frees those that are left. */
void switch_notices_free(struct switch_events *e);

#endif
