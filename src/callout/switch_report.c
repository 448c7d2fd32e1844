#include "callout/switch_report.h"

#include <stdlib.h>

#include "base/notifier.h"
#include "callout/switch_reports.h"

#define MAX_WAITING 1000u

struct switch_report_subscription {
    struct switch_report_subscription *next;   /* guarded by: lock of events */
    struct switch_events              *events; /* immutable after publish, like all below */
    switch_report_fn                  *told;
    void                              *context;
    struct notifier                   *notifier;
};

/* A report on its way. */
struct item {
    enum switch_report_type type;
    struct switch_standing  standing;
};

static void tell(void *context, void *what)
{
    const struct switch_report_subscription *s = context;
    const struct item                       *i = what;
    const char                              *names[SWITCH_STANDING_MAX];
    bool                                     lists = i->type == SWITCH_REPORT_REORDER || i->type == SWITCH_REPORT_NOT_IN_REQUIRED_POSITION;
    for (uint32_t n = 0; n < i->standing.count; n++)
        names[n] = i->standing.names[n];
    s->told(s->context, &(struct switch_report){ (uint8_t)i->type, i->standing.in_place, i->standing.id, lists ? i->standing.count : 0,
                                                 names });
}

enum wfp_status switch_report_subscribe(struct callout_registry *r, switch_report_fn *told, void *context,
                                        struct switch_report_subscription **out)
{
    struct switch_events              *e = callout_registry_switches(r);
    struct switch_report_subscription *s = malloc(sizeof(*s));
    if (!s)
        return WFP_NO_MEMORY;
    *s = (struct switch_report_subscription){ .events = e, .told = told, .context = context };
    enum wfp_status err = notifier_new(&(struct notifier_config){ tell, free, s, MAX_WAITING }, &s->notifier);
    if (err) {
        free(s);
        return err;
    }
    pthread_mutex_lock(&e->lock);
    s->next = e->reports;
    e->reports = s;
    pthread_mutex_unlock(&e->lock);
    *out = s;
    return WFP_OK;
}

void switch_report_unsubscribe(struct switch_report_subscription *s)
{
    struct switch_report_subscription **at = &s->events->reports;
    pthread_mutex_lock(&s->events->lock);
    while (*at != s)
        at = &(*at)->next;
    *at = s->next;
    pthread_mutex_unlock(&s->events->lock);
    notifier_free(s->notifier);
    free(s);
}

void switch_reports_post(struct switch_events *e, enum switch_report_type type, const struct switch_standing *standing)
{
    for (const struct switch_report_subscription *s = e->reports; s; s = s->next) {
        struct item *i = malloc(sizeof(*i));
        if (!i)
            continue;
        *i = (struct item){ type, *standing };
        (void)notifier_post(s->notifier, i);
    }
}

void switch_reports_standing(struct switch_events *e, enum switch_report_type type, const struct switch_standing *standing)
{
    pthread_mutex_lock(&e->lock);
    switch_reports_post(e, type, standing);
    pthread_mutex_unlock(&e->lock);
}
