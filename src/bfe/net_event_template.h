/* Which net events somebody wants to see: a time and conditions, all of which have to hold (H-013). Pure functions. */
#ifndef WFP_BFE_NET_EVENT_TEMPLATE_H
#define WFP_BFE_NET_EVENT_TEMPLATE_H

#include "base/arena.h"
#include "bfe/net_event.h"
#include "model/filter.h"

struct net_event_template {
    uint64_t                start, end; /* FILETIME, inclusive; both 0: any time */
    uint32_t                condition_count;
    const struct condition *conditions;
};

/* What a condition may ask for: IP_PROTOCOL (UINT8), IP_LOCAL_ADDRESS and IP_REMOTE_ADDRESS (of either family: it asks for
 * events of that family only), IP_LOCAL_PORT and IP_REMOTE_PORT (UINT16), ALE_APP_ID (BYTE_BLOB), ALE_USER_ID (SECURITY_DESCRIPTOR or
 * SID), NET_EVENT_TYPE (UINT32); with the match types that filters have for these.
 *
 * WFP_INVALID_INTERVAL: the end is before the start. WFP_NULL_POINTER: conditions are missing. WFP_DUPLICATE_CONDITION: a field
 * twice. WFP_CONDITION_NOT_FOUND: another field. The statuses of filter conditions for values and match types. */
MUST_CHECK enum wfp_status net_event_template_validate(const struct net_event_template *t);

/* A deep copy into an arena. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status net_event_template_copy(struct arena *arena, const struct net_event_template *t,
                                                   struct net_event_template *out);

/* True when the event is wanted. `t` is valid; NULL wants every event. A member that the event lacks is EMPTY: no condition
 * with a value holds for it. */
bool net_event_matches(const struct net_event_template *t, const struct net_event *e);

#endif
