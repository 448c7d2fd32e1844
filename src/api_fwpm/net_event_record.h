/* Net events and their templates between Windows' structures and the engine's records (bfe/net_event.h). What is made borrows what it was
 * made from; the rest is in the arena. */
#ifndef WFP_API_FWPM_NET_EVENT_RECORD_H
#define WFP_API_FWPM_NET_EVENT_RECORD_H

#include <fwpmtypes.h>

#include "base/arena.h"
#include "bfe/net_event_template.h"

/* NULL: no memory. */
const FWPM_NET_EVENT5 *show_net_event(const struct net_event *e, struct arena *arena);
/* `t` may be NULL: any time, no condition. WFP_NULL_POINTER, WFP_CONDITION_NOT_FOUND; net_event_template_validate() says the rest. */
MUST_CHECK enum wfp_status take_net_event_template(const FWPM_NET_EVENT_ENUM_TEMPLATE0 *t, struct arena *arena,
                                                   struct net_event_template *out);

#endif
