/* From decisions of the shims to net events in a log. */
#ifndef WFP_HOST_NET_EVENTS_H
#define WFP_HOST_NET_EVENTS_H

#include "bfe/net_event_log.h"
#include "shim/shim.h"

/* For struct shim_config. The log is borrowed and outlives the shim; NULL: nobody is told. */
struct event_sink net_events_sink(struct net_event_log *log);

#endif
