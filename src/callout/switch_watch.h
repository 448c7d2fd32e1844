/* The switches that WFP knows of, and its extension in them: what happens there becomes events for drivers
 * (callout/switch_event.h) and reports for programs (callout/switch_report.h). */
#ifndef WFP_CALLOUT_SWITCH_WATCH_H
#define WFP_CALLOUT_SWITCH_WATCH_H

#include "callout/registry.h"
#include "vswitch/control.h"

/* The switch is there, without WFP in it: filters at its layers mean nothing yet. WFP_ALREADY_EXISTS. */
MUST_CHECK enum wfp_status switch_watch(struct callout_registry *r, struct switch_control *c);
/* The switch is about to go, before switch_control_free(): nobody submits any more. What drivers hold back is refused and waited for,
 * and WFP leaves the switch. Nothing happens when it is not watched. */
void switch_unwatch(struct callout_registry *r, struct switch_control *c);

/* Whether WFP inspects what goes through a watched switch: its extension is put in, in its default place, or taken out. An
 * administrator's decision, not an installer's (F-012). Drivers hear that the switch comes or goes. WFP_UNSUPPORTED: an IOV switch
 * (F-011); WFP_DEVICE_BUSY: a request is under way; WFP_NOT_FOUND: not watched. What is so already is WFP_OK. */
MUST_CHECK enum wfp_status switch_enable_inspection(struct callout_registry *r, struct switch_control *c, bool on);
bool switch_is_inspected(struct callout_registry *r, const struct switch_control *c);

#endif
