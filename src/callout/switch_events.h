/* Private to switch_event.c, switch_notice.c, switch_watch.c and switch_report.c: a registry's subscriptions and the switches that it
 * knows. */
#ifndef WFP_CALLOUT_SWITCH_EVENTS_H
#define WFP_CALLOUT_SWITCH_EVENTS_H

#include <pthread.h>

#include "base/bell.h"
#include "callout/switch_event.h"

struct switch_subscription;
struct switch_report_subscription;
struct watched_switch;

struct switch_events {
    pthread_mutex_t                    lock;
    struct bell                        changed; /* with lock: a call has returned, a beginner has heard of all switches */
    struct nt_system                  *nt;      /* set before use; whose workers go on; NULL: who completes goes on */
    struct switch_subscription        *subscriptions; /* guarded by: lock; by serial */
    uint32_t                           last_serial;   /* guarded by: lock */
    struct switch_notice              *notices;       /* guarded by: lock */
    struct watched_switch             *switches;      /* guarded by: lock */
    struct switch_report_subscription *reports;       /* guarded by: lock */
};

struct switch_events *callout_registry_switches(struct callout_registry *r);
MUST_CHECK enum wfp_status switch_events_new(struct switch_events **out);
void switch_events_schedule(struct switch_events *e, struct nt_system *nt);
void switch_events_free(struct switch_events *e);

/* Tells those whose serial is in (after, last], who cannot hold it back; their answers mean nothing. */
void switch_tell(struct switch_events *e, const struct switch_event *event, uint32_t after, uint32_t last);
/* Asks everybody; WFP_PENDING: switch_request_complete() follows. *heard becomes the serial of the last who was there when all had
 * been asked. */
MUST_CHECK enum wfp_status switch_ask(struct switch_events *e, const struct switch_event *event, struct switch_control *c,
                                      const struct switch_request *request, uint32_t *heard);
/* What drivers hold back of a switch that goes is refused. Under no lock. */
void switch_notices_abandon(struct switch_events *e, const struct switch_control *c);
/* switch_watch.c, under the lock: nobody may hold anything back any more. */
bool switch_goes(const struct switch_events *e, const struct switch_control *c);

/* switch_watch.c: tells a beginner of each switch with WFP in it; the states are those of the time when its serial was given. */
struct switch_snapshot {
    struct switch_snapshot *next;
    struct switch_event     event;
    char                    name[SWITCH_NAME_SIZE], friendly_name[SWITCH_NAME_SIZE];
    struct switch_port     *ports;
    struct switch_nic      *nics;
};
/* Under the lock. */
MUST_CHECK enum wfp_status switch_snapshots_take(struct switch_events *e, struct switch_snapshot **out);
void switch_snapshots_free(struct switch_snapshot *s);

#endif
