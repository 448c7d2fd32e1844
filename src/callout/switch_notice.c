/* Events of switches that drivers may hold back until they answer: asking one after the other, and going on later. */
#include <stdlib.h>

#include "callout/entry.h"
#include "callout/switch_subscription.h"
#include "nt/sched.h"
#include "nt/work.h"

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

struct switch_answer *switch_notice_answer(struct switch_notice *n)
{
    return &n->answer;
}

void switch_notices_free(struct switch_events *e)
{
    while (e->notices) {
        struct switch_notice *n = e->notices;
        e->notices = n->next;
        free(n->answer.kept);
        free(n);
    }
}

/* --- asking ---------------------------------------------------------------------------------------------------------------- */

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
    struct switch_subscription *s = switch_subscription_next(n->events, &n->event, n->after, UINT32_MAX);
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
    switch_subscription_release(e, s, true);
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
        RETURN_IF(settle(n, s, switch_subscription_call(s, &n->event, switch_callback_may_pend(n->event.callback) ? n : NULL)));
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

/* --- answers that were waited for ------------------------------------------------------------------------------------------ */

/* After an answer that was waited for: the others are asked, then the switch goes on. */
static void go_on(struct nt_work *work)
{
    struct switch_notice *n = (struct switch_notice *)(void *)work; /* its first member */
    enum wfp_status       err = n->status;
    switch_subscription_release(n->events, n->at, false);
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

void switch_notices_refuse(struct callout_registry *r, const void *owner)
{
    struct switch_events *e = callout_registry_switches(r);
    for (;;) {
        pthread_mutex_lock(&e->lock);
        const struct switch_notice *n = held_by(e, owner);
        pthread_mutex_unlock(&e->lock);
        if (!n)
            return;
        (void)switch_notice_complete(r, n, WFP_UNSUCCESSFUL);
    }
}

enum switch_ban switch_ban_of(struct callout_registry *r, const void *owner)
{
    struct switch_events *e = callout_registry_switches(r);
    if (switch_is_telling())
        return SWITCH_BAN_CALLBACK;
    pthread_mutex_lock(&e->lock);
    bool holds = held_by(e, owner) != NULL;
    pthread_mutex_unlock(&e->lock);
    return holds ? SWITCH_BAN_PENDED : SWITCH_BAN_NONE;
}
