/* Private to switch_watch.c and switch_report.c: where WFP stands in a switch, as programs hear of it. */
#ifndef WFP_CALLOUT_SWITCH_REPORTS_H
#define WFP_CALLOUT_SWITCH_REPORTS_H

#include "callout/switch_events.h"
#include "callout/switch_report.h"

enum { SWITCH_STANDING_MAX = 32 }; /* extensions of which is told */

struct switch_standing {
    struct guid id;       /* of the switch */
    bool        in_place; /* the first filtering extension at ingress */
    uint32_t    count;
    char        names[SWITCH_STANDING_MAX][SWITCH_NAME_SIZE]; /* the other filtering ones, in order */
};

/* To every subscription. Under the lock. */
void switch_reports_post(struct switch_events *e, enum switch_report_type type, const struct switch_standing *s);
/* Takes it. */
void switch_reports_standing(struct switch_events *e, enum switch_report_type type, const struct switch_standing *s);

#endif
