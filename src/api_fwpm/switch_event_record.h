/* Reports of virtual switches as Windows' structure. It is in the arena. */
#ifndef WFP_API_FWPM_SWITCH_EVENT_RECORD_H
#define WFP_API_FWPM_SWITCH_EVENT_RECORD_H

#include <fwpmtypes.h>

#include "base/arena.h"
#include "callout/switch_report.h"

/* NULL: no memory. */
const FWPM_VSWITCH_EVENT0 *show_switch_report(const struct switch_report *r, struct arena *arena);

#endif
