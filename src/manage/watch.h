/* Hearing of what happens in an engine, as it happens. */
#ifndef WFP_MANAGE_WATCH_H
#define WFP_MANAGE_WATCH_H

#include "manage/manage.h"

struct manage_change {
    enum object_kind kind;
    bool             deleted;
    struct guid      key;
    uint64_t         id; /* 0: a kind without, or none known */
};

/* Both are called on a thread of the connection's own, one after the other, and may make calls. */
struct manage_watcher {
    void (*change)(void *context, const struct manage_change *change); /* NULL: not asked for */
    void (*net_event)(void *context, const json_t *event);             /* FWPM_NET_EVENT5 as JSON; NULL: not asked for */
    void *context;
};

/* From now until manage_unwatch() or manage_close(); `w` stays the caller's and is needed as long. One watcher a handle.
 * WFP_ACCESS_DENIED; WFP_UNSUPPORTED: an engine without net events. */
MUST_CHECK enum wfp_status manage_watch(struct manage *m, const struct manage_watcher *w);
/* Whether the engine still answers. */
MUST_CHECK enum wfp_status manage_ping(struct manage *m);

#endif
