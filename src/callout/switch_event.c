#include "callout/switch_event.h"

#include <stdlib.h>

#include "callout/entry.h"
#include "callout/switch_events.h"
#include "model/choices.h"
#include "nt/sched.h"
#include "nt/work.h"

struct switch_subscription {
    struct switch_subscription *next; /* guarded by: lock of events, like what has no remark */
    struct switch_subscriber    who;  /* immutable after publish, like serial */
    uint32_t                    serial;
    bool                        starting; /* hears of the switches that are there; everything else waits */
    unsigned                    active;   /* calls into it now */
    unsigned                    refs;     /* the list's, one a call, one a notice that it holds back */
};

enum notice_state { NOTICE_CALLING, NOTICE_ANSWERED, NOTICE_PENDED, NOTICE_GOES_ON };

struct switch_notice {
    struct nt_work               work;
    struct switch_notice        *next;   /* guarded by: lock of events, like state and status */
    struct switch_events        *events; /* immutable after publish, like event, control and request */
    struct switch_event          event;
    struct switch_control       *control;
    const struct switch_request *request;
    struct switch_answer         answer;  /* owner: whoever tells, or has just answered */
    struct switch_subscription  *at;      /* who is being told */
    uint32_t                     after;   /* serial of the last who was told */
    uint32_t                    *heard;
    enum notice_state            state;
    enum wfp_status              status;
};

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
    while (e->notices) {
        struct switch_notice *n = e->notices;
        e->notices = n->next;
        free(n->answer.kept);
        free(n);
    }
    bell_fini(&e->changed);
    pthread_mutex_destroy(&e->lock);
    free(e);
}

/* Under the lock; true: nobody has it any more, and the caller frees it without the lock. */
static bool put(struct switch_subscription *s)
{
    return --s->refs == 0;
}

static void release(struct switch_events *e, struct switch_subscription *s, bool was_called)
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

/* The next in (after, last] whom it concerns, to be called; NULL: no more. Under the lock, which it leaves while a beginner hears of
 * the switches that are there: he would not know what the event is about. */
static struct switch_subscription *next(struct switch_events *e, const struct switch_event *event, uint32_t after, uint32_t last)
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

static enum wfp_status call(struct switch_subscription *s, const struct switch_event *event, struct switch_notice *n)
{
    struct switch_call here = { calls, s };
    calls = &here;
    enum wfp_status err = s->who.told(s->who.context, event, n);
    calls = here.outer;
    return err;
}

void switch_tell(struct switch_events *e, const struct switch_event *event, uint32_t after, uint32_t last)
{
    pthread_mutex_lock(&e->lock);
    for (struct switch_subscription *s; (s = next(e, event, after, last));) {
        after = s->serial;
        pthread_mutex_unlock(&e->lock);
        (void)call(s, event, NULL);
        release(e, s, true);
        pthread_mutex_lock(&e->lock);
    }
    pthread_mutex_unlock(&e->lock);
}

/* --- notices --------------------------------------------------------------------------------------------------------------- */

struct switch_answer *switch_notice_answer(struct switch_notice *n)
{
    return &n->answer;
}

static void notice_unlist(struct switch_notice *n)
{
    struct switch_notice **at = &n->events->notices;
    pthread_mutex_lock(&n->events->lock);
    while (*at != n)
        at = &(*at)->next;
    *at = n->next;
    pthread_mutex_unlock(&n->events->lock);
}

static void notice_free(struct switch_notice *n)
{
    notice_unlist(n);
    free(n->answer.kept);
    free(n);
}

/* What a subscriber saved becomes a block of WFP's, marked with its provider (F-025). */
static enum wfp_status keep_saved(struct switch_notice *n)
{
    if (n->event.callback != SWITCH_CALLBACK_SAVE || !n->answer.saved || !n->answer.saved_size)
        return WFP_OK;
    struct switch_state_block block = { switch_wfp_extension, n->at->who.provider, "Microsoft Windows Filtering Platform",
                                        bytes_of(n->answer.saved, n->answer.saved_size) };
    return switch_saved_add(n->request->saved, &block);
}

/* Under the lock. The next one to be told, or NULL. */
static struct switch_subscription *step(struct switch_notice *n)
{
    struct switch_subscription *s = next(n->events, &n->event, n->after, UINT32_MAX);
    if (!s) {
        *n->heard = n->events->last_serial;
        return NULL;
    }
    n->at = s;
    n->after = s->serial;
    n->state = NOTICE_CALLING;
    free(n->answer.kept);
    n->answer = (struct switch_answer){ 0 };
    return s;
}

/* The callback has answered `err`. WFP_PENDING: the notice belongs to whoever completes it. */
static enum wfp_status settle(struct switch_notice *n, struct switch_subscription *s, enum wfp_status err)
{
    struct switch_events *e = n->events;
    pthread_mutex_lock(&e->lock);
    bool pends = err == WFP_PENDING && n->state == NOTICE_CALLING && !switch_goes(e, n->control);
    if (err == WFP_PENDING && !pends)
        err = n->state == NOTICE_CALLING ? WFP_UNSUCCESSFUL : n->status;
    n->state = pends ? NOTICE_PENDED : NOTICE_GOES_ON;
    s->refs += pends;
    pthread_mutex_unlock(&e->lock);
    if (err == WFP_OK)
        err = keep_saved(n);
    release(e, s, true);
    return err;
}

static enum wfp_status ask(struct switch_notice *n)
{
    for (;;) {
        pthread_mutex_lock(&n->events->lock);
        struct switch_subscription *s = step(n);
        pthread_mutex_unlock(&n->events->lock);
        if (!s)
            return WFP_OK;
        RETURN_IF(settle(n, s, call(s, &n->event, switch_callback_may_pend(n->event.callback) ? n : NULL)));
    }
}

enum wfp_status switch_ask(struct switch_events *e, const struct switch_event *event, struct switch_control *c,
                           const struct switch_request *request, uint32_t *heard)
{
    struct switch_notice *n = calloc(1, sizeof(*n));
    if (!n)
        return WFP_NO_MEMORY;
    n->events = e;
    n->event = *event;
    n->control = c;
    n->request = request;
    n->heard = heard;
    pthread_mutex_lock(&e->lock);
    n->next = e->notices;
    e->notices = n;
    pthread_mutex_unlock(&e->lock);
    enum wfp_status err = ask(n);
    if (err != WFP_PENDING)
        notice_free(n);
    return err;
}

/* After an answer that was waited for: the others are asked, then the switch goes on. */
static void go_on(struct nt_work *work)
{
    struct switch_notice *n = (struct switch_notice *)(void *)work; /* its first member */
    enum wfp_status       err = n->status;
    release(n->events, n->at, false);
    if (err == WFP_OK)
        err = ask(n);
    if (err == WFP_PENDING)
        return;
    struct switch_control       *c = n->control;
    const struct switch_request *request = n->request;
    notice_free(n);
    (void)!switch_request_complete(c, request, err);
}

/* What was saved is the driver's again when its call returns. */
static void notice_go_on(struct switch_notice *n)
{
    if (n->status == WFP_OK)
        n->status = keep_saved(n);
    n->work = (struct nt_work){ .run = go_on };
    if (n->events->nt)
        (void)nt_work_queue(n->events->nt, &n->work);
    else
        go_on(&n->work);
}

bool switch_notice_complete(struct callout_registry *r, const void *notice, enum wfp_status status)
{
    struct switch_events *e = callout_registry_switches(r);
    pthread_mutex_lock(&e->lock);
    struct switch_notice *n = e->notices;
    while (n && n != notice)
        n = n->next;
    bool found = n && (n->state == NOTICE_CALLING || n->state == NOTICE_PENDED);
    bool waited = found && n->state == NOTICE_PENDED;
    if (found) {
        n->state = waited ? NOTICE_GOES_ON : NOTICE_ANSWERED;
        n->status = status;
    }
    pthread_mutex_unlock(&e->lock);
    if (waited)
        notice_go_on(n);
    return found;
}

/* What the driver holds back: the newest. Under the lock. */
static struct switch_notice *held_by(struct switch_events *e, const void *owner)
{
    struct switch_notice *n = e->notices;
    while (n && (n->state != NOTICE_PENDED || n->at->who.owner != owner))
        n = n->next;
    return n;
}

void switch_notices_abandon(struct switch_events *e, const struct switch_control *c)
{
    for (;;) {
        pthread_mutex_lock(&e->lock);
        struct switch_notice *n = e->notices;
        while (n && (n->state != NOTICE_PENDED || n->control != c))
            n = n->next;
        if (n) {
            n->state = NOTICE_GOES_ON;
            n->status = WFP_UNSUCCESSFUL;
        }
        pthread_mutex_unlock(&e->lock);
        if (!n)
            return;
        notice_go_on(n);
    }
}

enum switch_ban switch_ban_of(struct callout_registry *r, const void *owner)
{
    struct switch_events *e = callout_registry_switches(r);
    if (calls)
        return SWITCH_BAN_CALLBACK;
    pthread_mutex_lock(&e->lock);
    bool holds = held_by(e, owner) != NULL;
    pthread_mutex_unlock(&e->lock);
    return holds ? SWITCH_BAN_PENDED : SWITCH_BAN_NONE;
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
        (void)call(s, &i->event, NULL);
    switch_snapshots_free(there);
    pthread_mutex_lock(&e->lock);
    s->starting = false;
    pthread_mutex_unlock(&e->lock);
    release(e, s, true);
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
    struct switch_events *e = callout_registry_switches(r);
    uint32_t              count = 0;
    while (switch_unsubscribe(r, owner, 0) == WFP_OK)
        count++;
    for (;;) {
        pthread_mutex_lock(&e->lock);
        const struct switch_notice *n = held_by(e, owner);
        pthread_mutex_unlock(&e->lock);
        if (!n)
            return count;
        (void)switch_notice_complete(r, n, WFP_UNSUCCESSFUL);
    }
}
