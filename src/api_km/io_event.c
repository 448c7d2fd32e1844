/* IoCreateNotificationEvent, IoCreateSynchronizationEvent: events that have names. Each handle keeps its event; the last one takes it along. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "api_km/border.h"
#include "nt/handle.h"

struct named_event {
    KEVENT              event; /* first: what drivers see */
    struct named_event *next;
    struct nt_system   *nt;
    unsigned            handles;
    char                name[256];
};

static struct named_event *events; /* of all systems in the process; guarded by: events_lock, and so their members */
static pthread_mutex_t     events_lock = PTHREAD_MUTEX_INITIALIZER;

static struct named_event *find(struct nt_system *nt, const char *name)
{
    struct named_event *e = events;
    while (e && (e->nt != nt || strcmp(e->name, name) != 0))
        e = e->next;
    return e;
}

static struct named_event *add(struct nt_system *nt, const char *name, EVENT_TYPE type)
{
    struct named_event *e = calloc(1, sizeof(*e));
    if (!e)
        return NULL;
    KeInitializeEvent(&e->event, type, TRUE);
    e->nt = nt;
    strcpy(e->name, name);
    e->next = events;
    events = e;
    return e;
}

static void drop(struct nt_system *nt, void *event)
{
    struct named_event *e = event;
    (void)nt;
    pthread_mutex_lock(&events_lock);
    bool last = --e->handles == 0;
    struct named_event **at = &events;
    while (last && *at != e)
        at = &(*at)->next;
    if (last)
        *at = e->next;
    pthread_mutex_unlock(&events_lock);
    if (last)
        free(e);
}

static PKEVENT open_event(const char *function, PUNICODE_STRING name, EVENT_TYPE type, PHANDLE handle)
{
    struct nt_system *nt = km_nt(function);
    char              text[sizeof(((struct named_event *)0)->name)] = "";
    km_passive(function);
    if (name)
        km_utf8(name, text, sizeof(text));
    pthread_mutex_lock(&events_lock);
    struct named_event *e = text[0] ? find(nt, text) : NULL;
    if (!e)
        e = add(nt, text, type);
    if (e)
        e->handles++;
    pthread_mutex_unlock(&events_lock);
    if (!e)
        return NULL;
    *handle = nt_handle_open(nt, NT_HANDLE_EVENT, e, drop);
    if (*handle)
        return &e->event;
    drop(nt, e);
    return NULL;
}

PKEVENT IoCreateNotificationEvent(PUNICODE_STRING name, PHANDLE handle)
{
    return open_event("IoCreateNotificationEvent", name, NotificationEvent, handle);
}

PKEVENT IoCreateSynchronizationEvent(PUNICODE_STRING name, PHANDLE handle)
{
    return open_event("IoCreateSynchronizationEvent", name, SynchronizationEvent, handle);
}
