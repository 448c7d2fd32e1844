/* The net events of a host: a ring in memory that forgets the oldest (H-003), and those who are told of each event as it comes.
 * Nothing survives the process.
 *
 * Any thread. Who may read or subscribe, and that it is not within a transaction, is checked by the caller (H-005). What is
 * filtered out is filtered without a lock (net_event_log_wants()); recording takes one lock for the time of a copy and
 * allocates nothing, so that the classify path may do it. */
#ifndef WFP_BFE_NET_EVENT_LOG_H
#define WFP_BFE_NET_EVENT_LOG_H

#include "bfe/net_event_template.h"

/* The ring: an ordinary event fills one slot, one with long names as many as it needs. */
#define NET_EVENT_SLOT_SIZE 1024u
#define NET_EVENT_SLOTS     128u
#define NET_EVENT_MAX_SIZE  (16u * NET_EVENT_SLOT_SIZE) /* net_event_size() of the largest event that is recorded */

struct net_event_log;

/* Collects, with no keyword. */
MUST_CHECK enum wfp_status net_event_log_new(struct net_event_log **out);
/* Every subscription has been ended; waits for callbacks that ended theirs from within. NULL is allowed. */
void net_event_log_free(struct net_event_log *log);

/* --- options (A-165) ------------------------------------------------------------------------------------------------------ */

/* Off: nothing is recorded. Switched on again the log starts empty (J-024); the keywords stay as they were. */
void net_event_log_collect(struct net_event_log *log, bool on);
bool net_event_log_collects(const struct net_event_log *log);
/* NET_EVENT_KEYWORD_*. WFP_INVALID_FLAGS for a bit that is none of them. */
MUST_CHECK enum wfp_status net_event_log_set_keywords(struct net_event_log *log, uint32_t keywords);
uint32_t net_event_log_keywords(const struct net_event_log *log);

/* --- recording ------------------------------------------------------------------------------------------------------------ */

/* Whether an event of this type would be recorded now. `keywords` is what it is besides (NET_EVENT_KEYWORD_INBOUND_MCAST,
 * _INBOUND_BCAST, _PORT_SCANNING_DROP). Lock-free. */
bool net_event_log_wants(const struct net_event_log *log, enum fwpm_net_event_type type, uint32_t keywords);
/* Records a copy, when it is wanted (by e->type and e->keywords), and tells the subscribers. An event larger than
 * NET_EVENT_MAX_SIZE is only counted. */
void net_event_log_add(struct net_event_log *log, const struct net_event *e);

struct net_event_stats {
    uint64_t recorded;
    uint64_t overwritten; /* of these, to make room */
    uint64_t too_big;     /* not recorded */
    uint32_t held;        /* in the ring now */
};
void net_event_log_stats(struct net_event_log *log, struct net_event_stats *out);

/* --- reading -------------------------------------------------------------------------------------------------------------- */

/* The events at one moment; nothing that happens later changes it. Immutable; its owner frees it. */
struct net_event_list {
    uint32_t                       count;
    const struct net_event *const *events; /* by time (H-014) */
};

/* The events that a template wants; NULL: all. WFP_NET_EVENTS_DISABLED while nothing is collected (H-004); statuses of
 * net_event_template_validate(); WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status net_event_log_list(struct net_event_log *log, const struct net_event_template *t,
                                              struct net_event_list **out);
void net_event_list_free(struct net_event_list *list);

/* One reader's place in the log, for those who come for the events themselves. A reader that is too slow loses the oldest. */
struct net_event_cursor {
    uint64_t next; /* number of the event to be read next */
    uint64_t lost;
};
struct net_event_room {
    _Alignas(max_align_t) uint8_t bytes[NET_EVENT_MAX_SIZE];
};

/* Behind the last event. */
struct net_event_cursor net_event_log_end(struct net_event_log *log);
/* The next event, in `room`; NULL: there is none yet. */
const struct net_event *net_event_log_next(struct net_event_log *log, struct net_event_cursor *cursor,
                                           struct net_event_room *room);

/* --- subscribing ---------------------------------------------------------------------------------------------------------- */

struct net_event_subscription;

/* `e` is valid during the call. */
typedef void (*net_event_fn)(void *context, const struct net_event *e);

/* From now on `callback` is called with each event that the template wants (NULL: all), in order, one at a time, on a thread of
 * the subscription's own. What a slow callback leaves behind is bounded by the ring: the oldest are lost (H-015). Statuses of
 * net_event_template_validate(); WFP_NO_MEMORY, also when there is no thread. */
MUST_CHECK enum wfp_status net_event_subscribe(struct net_event_log *log, const struct net_event_template *t,
                                               net_event_fn callback, void *context, struct net_event_subscription **out);
/* No callback runs or will run when it returns; called from within the callback it does not wait, and that call is the last.
 * Holding a lock that the callback takes is a deadlock. */
void net_event_unsubscribe(struct net_event_subscription *s);

#endif
