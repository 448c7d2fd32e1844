/* What a live host reports (host/live.h, live_report()), for people. */
#ifndef WFP_TOOLS_SWITCH_TEXT_H
#define WFP_TOOLS_SWITCH_TEXT_H

#include <stdbool.h>
#include <stdio.h>

#include "base/bytes.h"

/* Tables of the JSON text; `totals`: with what the workers and layers count. False: it is no such report. */
bool switch_print(struct bytes report, bool totals, FILE *out);

#endif
