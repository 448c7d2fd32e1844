/* What the filters of net events are called, asked of the running engine. */
#ifndef WFP_TOOLS_EVENT_NAMES_H
#define WFP_TOOLS_EVENT_NAMES_H

#include "base/arena.h"
#include "event_text.h"
#include "manage/manage.h"

struct named_filter {
    uint64_t    id;
    const char *name;
};

/* Owner: one thread at a time. Zero but for `m`: nothing was asked yet. */
struct event_filters {
    struct manage       *m;
    struct arena         arena; /* of the names */
    struct named_filter *filters; /* by id */
    size_t               count;
    uint64_t             newest; /* ids grow: what is above has come since it was asked */
};

/* Of the filters that are there when the first unknown one is met. Who may not read them sees ids. Borrows `f`. */
struct event_names event_filters_names(struct event_filters *f);
void event_filters_fini(struct event_filters *f);

#endif
