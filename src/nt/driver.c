#include "nt/driver.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "nt/device.h"
#include "nt/parts.h"
#include "nt/pool.h"
#include "nt/thread.h"
#include "nt/timer.h"

enum wfp_status driver_add(struct nt_system *nt, struct driver *driver)
{
    driver->nt = nt;
    pthread_mutex_init(&driver->framework_lock, NULL);
    for (unsigned i = 0; i < NT_DRIVERS_MAX; i++) {
        struct driver *none = NULL;
        if (atomic_compare_exchange_strong(&nt->drivers[i], &none, driver))
            return WFP_OK;
    }
    return WFP_OUT_OF_BOUNDS;
}

void driver_remove(struct driver *driver)
{
    struct nt_system *nt = driver->nt;
    if (driver->line_length)
        nt_print(nt, driver, "\n");
    pthread_mutex_destroy(&driver->framework_lock);
    for (struct driver_assigned *a = driver->assigned, *next; a; a = next) {
        next = a->next;
        free(a);
    }
    driver->assigned = NULL;
    for (struct driver_provider *p = driver->providers, *next; p; p = next) {
        next = p->next;
        free(p);
    }
    driver->providers = NULL;
    for (unsigned i = 0; i < NT_DRIVERS_MAX; i++) {
        struct driver *me = driver;
        if (atomic_compare_exchange_strong(&nt->drivers[i], &me, NULL))
            return;
    }
}

struct driver *nt_driver_of(struct nt_system *nt, const void *object)
{
    for (unsigned i = 0; i < NT_DRIVERS_MAX; i++) {
        struct driver *d = atomic_load(&nt->drivers[i]);
        if (d && d->object == object)
            return d;
    }
    return NULL;
}

static struct driver_assigned *assigned(struct driver *driver, const char *name)
{
    pthread_mutex_lock(&driver->framework_lock);
    struct driver_assigned *a = driver->assigned;
    while (a && strcasecmp(a->name, name) != 0)
        a = a->next;
    pthread_mutex_unlock(&driver->framework_lock);
    return a;
}

/* A value that is written again is another one: who reads the old keeps it. */
enum wfp_status driver_parameter_assign(struct driver *driver, const char *name, uint32_t number)
{
    size_t                  size = strlen(name) + 1;
    struct driver_assigned *a = malloc(sizeof(*a) + size);
    if (!a)
        return WFP_NO_MEMORY;
    memcpy(a->name, name, size);
    a->parameter = (struct driver_parameter){ .name = a->name, .number = number };
    pthread_mutex_lock(&driver->framework_lock);
    a->next = driver->assigned;
    driver->assigned = a;
    pthread_mutex_unlock(&driver->framework_lock);
    return WFP_OK;
}

const struct driver_parameter *driver_parameter(struct driver *driver, const char *name)
{
    const struct driver_assigned *a = assigned(driver, name);
    if (a)
        return &a->parameter;
    for (size_t i = 0; i < driver->parameter_count; i++)
        if (strcasecmp(driver->parameters[i].name, name) == 0)
            return &driver->parameters[i];
    return NULL;
}

/* --- providers ---------------------------------------------------------------------------------------------------- */

bool driver_acts_for(struct driver *driver, const struct guid *provider)
{
    pthread_mutex_lock(&driver->framework_lock);
    const struct driver_provider *p = driver->providers;
    while (p && !guid_equal(&p->key, provider))
        p = p->next;
    pthread_mutex_unlock(&driver->framework_lock);
    return p != NULL;
}

enum wfp_status driver_act_for(struct driver *driver, const struct guid *provider)
{
    if (driver_acts_for(driver, provider))
        return WFP_OK;
    struct driver_provider *p = malloc(sizeof(*p));
    if (!p)
        return WFP_NO_MEMORY;
    pthread_mutex_lock(&driver->framework_lock);
    *p = (struct driver_provider){ *provider, driver->providers };
    driver->providers = p;
    pthread_mutex_unlock(&driver->framework_lock);
    return WFP_OK;
}

/* --- leaks -------------------------------------------------------------------------------------------------------- */

struct found {
    struct nt_entry *entries;
    size_t           count;
    size_t           room;
};

static void collect(void *context, const struct nt_entry *e)
{
    struct found *f = context;
    if (e->kind == NT_CALLOUT)
        return; /* the registry tells of them, with more to say: host/leftovers.c */
    if (f->count == f->room) {
        size_t           room = f->room ? 2 * f->room : 64;
        struct nt_entry *more = realloc(f->entries, room * sizeof(*more));
        if (!more)
            return;
        f->entries = more;
        f->room = room;
    }
    f->entries[f->count++] = *e;
}

static int by_kind_and_tag(const void *a, const void *b)
{
    const struct nt_entry *x = a, *y = b;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return x->tag < y->tag ? -1 : x->tag > y->tag;
}

/* In a group, those from one place stand together. */
static int by_group_and_place(const void *a, const void *b)
{
    const struct nt_entry *x = a, *y = b;
    int                    order = by_kind_and_tag(a, b);
    return order ? order : memcmp(&x->trail, &y->trail, sizeof(x->trail));
}

static size_t same(const struct nt_entry *first, size_t count, int (*compare)(const void *, const void *))
{
    size_t n = 1;
    while (n < count && compare(first, first + n) == 0)
        n++;
    return n;
}

enum { PLACES_SHOWN = 4 };

static void report_places(struct driver *d, const struct nt_entry *first, size_t count)
{
    char   places[1024], number[32];
    size_t shown = 0;
    for (size_t i = 0, n; i < count; i += n) {
        n = same(first + i, count - i, by_group_and_place);
        if (nt_trail_is_empty(&first[i].trail) || shown++ >= PLACES_SHOWN)
            continue;
        number[0] = 0;
        if (n < count)
            snprintf(number, sizeof(number), "%zu ", n);
        nt_note_of(d->nt, d, "  %s%s", number, nt_trail_text(d->nt, &first[i].trail, places, sizeof(places)));
    }
    if (shown > PLACES_SHOWN)
        nt_note_of(d->nt, d, "  and from %zu other places", shown - PLACES_SHOWN);
}

/* What should have given it back, where the kind's name alone does not tell. */
static const char *const undone_by[NT_KIND_COUNT] = {
    [NT_CLONE] = "FwpsFreeCloneNetBufferList0",
    [NT_MADE_NBL] = "FwpsFreeNetBufferList0",
    [NT_REFERENCE] = "FwpsDereferenceNetBufferList0",
    [NT_ENGINE] = "FwpmEngineClose0",
    [NT_INJECTION_HANDLE] = "FwpsInjectionHandleDestroy0",
    [NT_SUBSCRIPTION] = "FwpmBfeStateUnsubscribeChanges0",
    [NT_SWITCH_SUBSCRIPTION] = "FwpsvSwitchEventsUnsubscribe0",
    [NT_PENDED_NOTIFICATION] = "FwpsvSwitchNotifyComplete0",
    [NT_CLASSIFY_HANDLE] = "FwpsReleaseClassifyHandle0",
    [NT_REDIRECT_HANDLE] = "FwpsRedirectHandleDestroy0",
    [NT_PENDED_CLASSIFY] = "FwpsCompleteClassify0",
    [NT_PENDED_OPERATION] = "FwpsCompleteOperation0",
};

static void report_group(struct driver *d, const struct nt_entry *first, size_t count)
{
    size_t bytes = 0;
    for (size_t i = 0; i < count; i++)
        bytes += first[i].size;
    const char *name = nt_kind_name(first->kind, count > 1);
    if (first->tag)
        nt_report_of(d->nt, d, "leaks %zu %s with the tag '%s', %zu bytes", count, name, tag_text(first->tag).text, bytes);
    else
        nt_report_of(d->nt, d, "leaks %zu %s%s%s%s", count, name, undone_by[first->kind] ? ": " : "",
                     undone_by[first->kind] ? undone_by[first->kind] : "", undone_by[first->kind] ? " was not called" : "");
    report_places(d, first, count);
}

/* What a block held is forgotten with it. */
static void sweep(struct driver *d, const struct nt_entry *found)
{
    struct nt_entry e;
    if (found->kind == NT_HANDLE) {
        nt_handle_close(d->nt, found->address);
        return;
    }
    if (!nt_ledger_take_of(d->nt, found->kind, found->address, d, &e))
        return;
    if (e.kind == NT_DEVICE || e.kind == NT_SYMBOLIC_LINK)
        nt_named_forget(d->nt, e.address);
    else if (e.kind == NT_POOL)
        nt_forget_memory(d->nt, e.address, e.size, "unloading");
    if (e.abandon)
        e.abandon(&e);
    else
        free(e.memory);
}

unsigned driver_report_leaks(struct driver *driver)
{
    struct found f = { 0 };
    nt_ledger_each(driver->nt, driver, collect, &f);
    if (f.count)
        qsort(f.entries, f.count, sizeof(*f.entries), by_group_and_place);
    for (size_t i = 0, n; i < f.count; i += n) {
        n = same(&f.entries[i], f.count - i, by_kind_and_tag);
        report_group(driver, &f.entries[i], n);
    }
    for (size_t i = 0; i < f.count; i++)
        sweep(driver, &f.entries[i]);
    free(f.entries);
    unsigned threads = nt_threads_referenced(driver->nt, driver);
    if (threads)
        nt_report_of(driver->nt, driver, "leaks references to %u %s", threads, threads > 1 ? "threads" : "thread");
    return (unsigned)f.count + threads;
}
