/* For tests of switch events: a kernel-mode border with an NT system, switches with their control, and requests whose end is waited
 * for with a generous deadline. */
#ifndef WFP_TESTS_SWITCH_EVENT_KIT_H
#define WFP_TESTS_SWITCH_EVENT_KIT_H

#include "km_kit.h"

#include <pthread.h>
#include <time.h>

#include "callout/switch_watch.h"
#include "vswitch/control.h"
#include "vswitch_kit.h"

struct event_switch {
    struct vswitch        *sw;
    struct switch_control *control;
};

static inline struct event_switch event_switch_make(struct callout_registry *r, uint32_t number, bool iov)
{
    static const char *const names[] = { "switch 0", "switch 1", "switch 2", "switch 3" };
    struct vswitch_config    config = { .id = { number, 1, 2, { 3 } }, .name = names[number], .friendly_name = "of a test", .iov = iov };
    struct event_switch      s = { .sw = kit_switch(&config) };
    struct switch_control_config control = { .sw = s.sw };
    assert_int_equal(switch_control_new(&control, &s.control), WFP_OK);
    assert_int_equal(switch_watch(r, s.control), WFP_OK);
    return s;
}

static inline void event_switch_end(struct callout_registry *r, struct event_switch *s)
{
    switch_unwatch(r, s->control);
    switch_control_free(s->control);
    vswitch_free(s->sw);
}

/* --- requests that somebody may hold back ---------------------------------------------------------------------------------- */

struct event_over {
    pthread_mutex_t lock;
    pthread_cond_t  cond;
    bool            is;
    enum wfp_status status;
};

static inline void event_over_init(struct event_over *o)
{
    *o = (struct event_over){ .lock = PTHREAD_MUTEX_INITIALIZER, .cond = PTHREAD_COND_INITIALIZER };
}

static inline void event_is_over(void *context, enum wfp_status status)
{
    struct event_over *o = context;
    pthread_mutex_lock(&o->lock);
    o->is = true;
    o->status = status;
    pthread_cond_broadcast(&o->cond);
    pthread_mutex_unlock(&o->lock);
}

static inline enum wfp_status event_wait_over(struct event_over *o)
{
    struct timespec end;
    int             late = 0;
    clock_gettime(CLOCK_REALTIME, &end);
    end.tv_sec += 60;
    pthread_mutex_lock(&o->lock);
    while (!o->is && !late)
        late = pthread_cond_timedwait(&o->cond, &o->lock, &end);
    pthread_mutex_unlock(&o->lock);
    assert_int_equal(late, 0);
    return o->status;
}

/* The answer of switch_submit(): somebody holds it back now. It may have waited for its turn until the one before was over. */
static inline void event_is_held(struct switch_control *c, enum wfp_status submitted)
{
    struct timespec pause = { 0, 1000000 };
    assert_int_equal(submitted, WFP_PENDING);
    for (unsigned i = 0; i < 60000 && !switch_control_pended(c); i++)
        nanosleep(&pause, NULL);
    assert_true(switch_control_pended(c));
}

static inline enum wfp_status event_end(enum wfp_status submitted, struct event_over *o)
{
    return submitted == WFP_PENDING ? event_wait_over(o) : submitted;
}

#endif
