/* A net event for people and as JSON. */
#ifndef WFP_TOOLS_NET_EVENT_TEXT_H
#define WFP_TOOLS_NET_EVENT_TEXT_H

#include "base/json.h"
#include "bfe/net_event.h"
#include "engine/ruleset.h"

#define NET_EVENT_TEXT_SIZE 1024

/* "CLASSIFY_DROP at INBOUND_TRANSPORT_V4, in, 192.0.2.10:53 < 203.0.113.7:5000 udp, by filter 7 (no dns): ...", filters named as
 * the ruleset knows them. Always terminates; returns out. */
char *net_event_describe(const struct net_event *e, const struct ruleset *rules, char out[NET_EVENT_TEXT_SIZE]);

/* {"netEvent": {...}} with the members of the public structures, named and ordered as the XML of `netsh wfp show netevents`
 * has them, and a line end. */
void net_event_json(struct json *j, const struct net_event *e);

#endif
