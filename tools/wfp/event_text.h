/* A net event of the running engine, given as FWPM_NET_EVENT5's JSON, as one line for people. */
#ifndef WFP_TOOLS_EVENT_TEXT_H
#define WFP_TOOLS_EVENT_TEXT_H

#include <jansson.h>
#include <stdio.h>

void event_print(const json_t *event, FILE *out);

#endif
