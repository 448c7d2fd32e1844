#include "callout/switch_event.h"

#include <stdlib.h>

#include "callout/switch_subscription.h"
#include "model/choices.h"
#include "nt/sched.h"

/* The calls into subscribers that this thread is in. */
struct switch_call {
    struct switch_call               *outer;
    const struct switch_subscription *subscription;
};
static __thread struct switch_call *calls;

bool switch_callback_may_pend(enum switch_callback c)
{
    static const bool may[SWITCH_CALLBACK_COUNT] = {
        [SWITCH_CALLBACK_PORT] = true,
        [SWITCH_CALLBACK_POLICY] = true,
        [SWITCH_CALLBACK_SAVE] = true,
        [SWITCH_CALLBACK_RESTORE] = true,
        [SWITCH_CALLBACK_INTERFACE] = CHOICE_INTERFACE_EVENT_MAY_PEND, /* J-028 */
    };
    return may[c];
}

/* --- beginning and end ----------------------------------------------------------------------------------------------------- */

enum wfp_status switch_events_new(struct switch_events **out)
{
    struct switch_events *e = calloc(1, sizeof(*e));
    if (!e)
        return WFP_NO_MEMORY;
    pthread_mutex_init(&e->lock, NULL);
    bell_init(&e->changed);
    *out = e;
    return WFP_OK;
}

void switch_events_schedule(struct switch_events *e, struct nt_system *nt)
{
    e->nt = nt;
    bell_hand_over(&e->changed, nt ? nt_bells(nt) : NULL);
}

static void subscription_free(struct switch_subscription *s)
{
    if (s->who.release)
        s->who.release(s->who.context);
    free(s);
}

void switch_events_free(struct switch_events *e)
{
    if (!e)
        return;
    while (e->subscriptions) {
        struct switch_subscription *s = e->subscriptions;
        e->subscriptions = s->next;
        subscription_free(s);
    }
    switch_notices_free(e);
    bell_fini(&e->changed);
    pthread_mutex_destroy(&e->lock);
    free(e);
}

/* Under the lock; true: nobody has it any more, and the caller frees it without the lock. */
static bool put(struct switch_subscription *s)
{
    return --s->refs == 0;
}

void switch_subscription_release(struct switch_events *e, struct switch_subscription *s, bool was_called)
{
    pthread_mutex_lock(&e->lock);
    s->active -= was_called;
    bool last = put(s);
    bell_ring(&e->changed);
    pthread_mutex_unlock(&e->lock);
    if (last)
        subscription_free(s);
}

/* --- telling --------------------------------------------------------------------------------------------------------------- */

static bool concerns(const struct switch_event *event, const struct switch_subscription *s)
{
    bool of_one = event->callback == SWITCH_CALLBACK_POLICY || event->callback == SWITCH_CALLBACK_RESTORE;
    return s->who.wants & 1u << event->callback && (!of_one || guid_equal(&s->who.provider, &event->provider));
}

struct switch_subscription *switch_subscription_next(struct switch_events *e, const struct switch_event *event, uint32_t after,
                                                     uint32_t last)
{
    for (;;) {
        struct switch_subscription *s = e->subscriptions;
        while (s && (s->serial <= after || !concerns(event, s)))
            s = s->next;
        if (!s || s->serial > last)
            return NULL;
        if (!s->starting) {
            s->active++;
            s->refs++;
            return s;
        }
        bell_wait(&e->changed, &e->lock);
    }
}

enum wfp_status switch_subscription_call(struct switch_subscription *s, const struct switch_event *event, struct switch_notice *n)
{
    struct switch_call here = { calls, s };
    calls = &here;
    enum wfp_status err = s->who.told(s->who.context, event, n);
    calls = here.outer;
    return err;
}

bool switch_is_telling(void)
{
    return calls != NULL;
}

void switch_tell(struct switch_events *e, const struct switch_event *event, uint32_t after, uint32_t last)
{
    pthread_mutex_lock(&e->lock);
    for (struct switch_subscription *s; (s = switch_subscription_next(e, event, after, last));) {
        after = s->serial;
        pthread_mutex_unlock(&e->lock);
        (void)switch_subscription_call(s, event, NULL);
        switch_subscription_release(e, s, true);
        pthread_mutex_lock(&e->lock);
    }
    pthread_mutex_unlock(&e->lock);
}

/* --- subscribing ----------------------------------------------------------------------------------------------------------- */

static void enlist(struct switch_events *e, struct switch_subscription *s)
{
    struct switch_subscription **at = &e->subscriptions;
    while (*at)
        at = &(*at)->next;
    s->serial = ++e->last_serial;
    *at = s;
}

/* F-023. */
static void tell_beginner(struct switch_events *e, struct switch_subscription *s, struct switch_snapshot *there)
{
    for (struct switch_snapshot *i = there; i && s->who.wants & 1u << SWITCH_CALLBACK_LIFETIME; i = i->next)
        (void)switch_subscription_call(s, &i->event, NULL);
    switch_snapshots_free(there);
    pthread_mutex_lock(&e->lock);
    s->starting = false;
    pthread_mutex_unlock(&e->lock);
    switch_subscription_release(e, s, true);
}

enum wfp_status switch_subscribe(struct callout_registry *r, const struct switch_subscriber *who, uint32_t *id)
{
    struct switch_events       *e = callout_registry_switches(r);
    struct switch_subscription *s = calloc(1, sizeof(*s));
    struct switch_snapshot     *there;
    if (!s)
        return WFP_NO_MEMORY;
    s->who = *who;
    s->starting = true;
    s->active = 1;
    s->refs = 2;
    pthread_mutex_lock(&e->lock);
    enum wfp_status err = switch_snapshots_take(e, &there);
    if (err == WFP_OK)
        enlist(e, s);
    pthread_mutex_unlock(&e->lock);
    if (err) {
        free(s);
        return err;
    }
    *id = s->serial;
    tell_beginner(e, s, there);
    return WFP_OK;
}

static unsigned own_calls(const struct switch_subscription *s)
{
    unsigned n = 0;
    for (const struct switch_call *c = calls; c; c = c->outer)
        n += c->subscription == s;
    return n;
}

/* Under the lock: the first of the owner (id 0: any). */
static struct switch_subscription **find(struct switch_events *e, const void *owner, uint32_t id)
{
    struct switch_subscription **at = &e->subscriptions;
    while (*at && ((*at)->who.owner != owner || (id && (*at)->serial != id)))
        at = &(*at)->next;
    return at;
}

enum wfp_status switch_unsubscribe(struct callout_registry *r, const void *owner, uint32_t id)
{
    struct switch_events *e = callout_registry_switches(r);
    pthread_mutex_lock(&e->lock);
    struct switch_subscription **at = find(e, owner, id), *s = *at;
    if (!s) {
        pthread_mutex_unlock(&e->lock);
        return WFP_NOT_FOUND;
    }
    *at = s->next;
    bell_ring(&e->changed);
    while (s->active > own_calls(s))
        bell_wait(&e->changed, &e->lock);
    bool last = put(s);
    pthread_mutex_unlock(&e->lock);
    if (last)
        subscription_free(s);
    return WFP_OK;
}

uint32_t switch_subscribers_expel(struct callout_registry *r, const void *owner)
{
    uint32_t count = 0;
    while (switch_unsubscribe(r, owner, 0) == WFP_OK)
        count++;
    switch_notices_refuse(r, owner);
    return count;
}
