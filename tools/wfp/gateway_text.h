/* What a gateway or a forwarder reports (host/live_gateway.h), for people. */
#ifndef WFP_TOOLS_GATEWAY_TEXT_H
#define WFP_TOOLS_GATEWAY_TEXT_H

#include <stdbool.h>
#include <stdio.h>

#include "base/bytes.h"

/* Of `wfp gateway show`: what each is, and what it has counted. False: it is no such report. */
bool gateway_print(struct bytes report, FILE *out);
/* Of one that ran in the foreground: {"summary": counts}. */
void gateway_print_summary(struct bytes report, FILE *out);

#endif
