#include "event_names.h"

#include <stdlib.h>

#include "live.h"

static int by_id(const void *a, const void *b)
{
    const struct named_filter *x = a, *y = b;
    return (x->id > y->id) - (x->id < y->id);
}

static void read_names(struct event_filters *f)
{
    struct policy policy;
    event_filters_fini(f);
    if (manage_read(f->m, 1u << OBJECT_FILTER, true, &f->arena, &policy) != WFP_OK)
        return;
    uint32_t n = live_count(&policy, OBJECT_FILTER);
    f->filters = calloc(n ? n : 1, sizeof(*f->filters));
    for (; f->filters && f->count < n; f->count++) {
        struct live_object o = live_at(&policy, OBJECT_FILTER, (uint32_t)f->count);
        f->filters[f->count] = (struct named_filter){ live_id(o), live_name(o) };
    }
    if (f->count)
        qsort(f->filters, f->count, sizeof(*f->filters), by_id);
}

static const char *name_of(void *context, uint64_t id)
{
    struct event_filters *f = context;
    struct named_filter   key = { id, NULL };
    if (id > f->newest) {
        read_names(f);
        f->newest = id;
    }
    const struct named_filter *found = f->count ? bsearch(&key, f->filters, f->count, sizeof(key), by_id) : NULL;
    return found ? found->name : NULL;
}

struct event_names event_filters_names(struct event_filters *f)
{
    return (struct event_names){ name_of, f };
}

void event_filters_fini(struct event_filters *f)
{
    free(f->filters);
    arena_fini(&f->arena);
    *f = (struct event_filters){ .m = f->m, .newest = f->newest };
}
