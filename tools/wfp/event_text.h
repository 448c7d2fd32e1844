/* A net event of the running engine, given as FWPM_NET_EVENT5's JSON, as one line for people. */
#ifndef WFP_TOOLS_EVENT_TEXT_H
#define WFP_TOOLS_EVENT_TEXT_H

#include <jansson.h>
#include <stdint.h>
#include <stdio.h>

/* What filters are called; layers have names of their own. */
struct event_names {
    const char *(*filter)(void *context, uint64_t id); /* NULL: it is gone, or unknown */
    void *context;
};

/* `names` NULL: ids of filters stand alone. */
void event_print(const json_t *event, const struct event_names *names, FILE *out);

#endif
