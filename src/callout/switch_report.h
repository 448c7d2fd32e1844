/* What programs hear of virtual switches (FwpmvSwitchEventSubscribe0, docs/behaviour F-031, F-032): whether WFP is where it must be
 * to enforce their filters. Each subscription has a thread of its own that tells; a report is lost when it falls too far behind. */
#ifndef WFP_CALLOUT_SWITCH_REPORT_H
#define WFP_CALLOUT_SWITCH_REPORT_H

#include <stdbool.h>

#include "base/guid.h"
#include "callout/registry.h"

/* Values of FWPM_VSWITCH_EVENT_TYPE. */
enum switch_report_type {
    SWITCH_REPORT_FILTER_ADD_TO_INCOMPLETE_LAYER, /* filters were added, and WFP is not in this switch */
    SWITCH_REPORT_NOT_IN_REQUIRED_POSITION,       /* filters were added, and may be bypassed in this switch */
    SWITCH_REPORT_ENABLED,
    SWITCH_REPORT_DISABLED,
    SWITCH_REPORT_REORDER
};

struct switch_report {
    uint8_t            type;
    bool               in_place; /* REORDER */
    struct guid        switch_id;
    uint32_t           count;    /* REORDER, NOT_IN_REQUIRED_POSITION: the other filtering extensions, in the order of ingress */
    const char *const *extensions;
};

struct switch_report_subscription;
typedef void switch_report_fn(void *context, const struct switch_report *report);

MUST_CHECK enum wfp_status switch_report_subscribe(struct callout_registry *r, switch_report_fn *told, void *context,
                                                   struct switch_report_subscription **out);
/* Returns when nothing is being told, but from within that very call. */
void switch_report_unsubscribe(struct switch_report_subscription *s);

/* Filters were added at layers of the virtual switch: whoever ought to know hears where they do not hold. Any thread. */
void switch_filters_added(struct callout_registry *r);

#endif
