/* FwpmEngineOpen0, FwpmEngineClose0, FwpmFreeMemory0, FwpmBfeState*0, and where all other management calls of drivers go. */
#include "api_km/fwpm_session.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "api_fwpm/fwpm.h"
#include "api_km/border_status.h"
#include "api_km/context.h"
#include "api_km/engines.h"
#include "api_km/fwpm_conduct.h"
#include "base/bell.h"
#include "bfe/session.h"
#include "bfe/state.h"
#include "nt/fault.h"
#include "nt/ledger.h"
#include "nt/sched.h"
#include "record/listen.h"

static_assert(FWPM_SERVICE_RUNNING == (int)BFE_RUNNING && FWPM_SERVICE_STOPPED == (int)BFE_STOPPED, "states keep their numbers");

/* What an engine handle points to. Handles are looked up by their session, so that a stale one is refused. */
struct km_engine {
    struct km_engine   *next; /* guarded by: engines_lock */
    struct bfe         *bfe;
    struct driver      *driver; /* on whose behalf it was opened; NULL: nobody's */
    struct fwpm_client *client;
    struct listeners    listeners;
    unsigned            users; /* guarded by: engines_lock */
    struct bell         idle;  /* nobody uses it; with engines_lock */
};

static struct km_engine *engines; /* of all hosts in the process */
static pthread_mutex_t   engines_lock = PTHREAD_MUTEX_INITIALIZER;

/* NULL when the handle is none of the calling host's. */
static struct km_engine *engine_get(HANDLE handle)
{
    const struct km_context *km = km_current();
    if (km && km->nt)
        nt_point(km->nt);
    pthread_mutex_lock(&engines_lock);
    struct km_engine *e = engines;
    while (e && ((HANDLE)e != handle || !km || e->bfe != km->bfe))
        e = e->next;
    if (e)
        e->users++;
    pthread_mutex_unlock(&engines_lock);
    return e;
}

static void engine_put(struct km_engine *e)
{
    pthread_mutex_lock(&engines_lock);
    e->users--;
    bell_ring(&e->idle);
    pthread_mutex_unlock(&engines_lock);
}

bool km_engine_is(HANDLE engine)
{
    struct km_engine *e = engine_get(engine);
    if (e)
        engine_put(e);
    return e != NULL;
}

static void enlist(struct km_engine *e)
{
    pthread_mutex_lock(&engines_lock);
    e->next = engines;
    engines = e;
    pthread_mutex_unlock(&engines_lock);
}

/* Takes it off the list once nobody but the caller uses it. */
static void delist(struct km_engine *e)
{
    pthread_mutex_lock(&engines_lock);
    struct km_engine **at = &engines;
    while (*at != e)
        at = &(*at)->next;
    *at = e->next;
    while (e->users > 1)
        bell_wait(&e->idle, &engines_lock);
    pthread_mutex_unlock(&engines_lock);
}

static void engine_free(struct km_engine *e)
{
    fwpm_client_free(e->client);
    listeners_fini(&e->listeners);
    bell_fini(&e->idle);
    free(e);
}

static struct km_engine *take_left(struct bfe *bfe, const struct driver *driver)
{
    pthread_mutex_lock(&engines_lock);
    struct km_engine **at = &engines;
    while (*at && ((*at)->bfe != bfe || (driver && (*at)->driver != driver)))
        at = &(*at)->next;
    struct km_engine *e = *at;
    if (e)
        *at = e->next;
    pthread_mutex_unlock(&engines_lock);
    return e;
}

unsigned km_engines_end(struct bfe *bfe, const struct driver *driver)
{
    unsigned count = 0;
    for (struct km_engine *e; (e = take_left(bfe, driver)); count++)
        engine_free(e);
    return count;
}

static void tell(void *context, uint64_t subscription, uint32_t extra, const struct record_type *type, const void *structure)
{
    listeners_tell(context, subscription, extra, type, structure);
}

static enum wfp_status engine_new(const struct km_context *km, struct km_engine **out)
{
    struct km_engine *e = calloc(1, sizeof(*e));
    if (!e)
        return WFP_NO_MEMORY;
    struct fwpm_client_config config = { .bfe = km->bfe, .caller = { .kernel = true }, .event = tell, .context = &e->listeners };
    e->bfe = km->bfe;
    e->driver = km->driver;
    listeners_init(&e->listeners);
    bell_init(&e->idle);
    if (km->nt)
        bell_hand_over(&e->idle, nt_bells(km->nt));
    enum wfp_status err = fwpm_client_new(&config, &e->client);
    if (err)
        engine_free(e);
    else
        *out = e;
    return err;
}

static bool refuses(const struct km_context *km)
{
    return km->nt && nt_fails(km->nt, NT_FAULT_ALLOCATION);
}

NTSTATUS NTAPI FwpmEngineOpen0(const WCHAR *serverName, UINT32 authnService, SEC_WINNT_AUTH_IDENTITY_W *authIdentity,
                               const FWPM_SESSION0 *session, HANDLE *engineHandle)
{
    const struct km_context  *km = km_current();
    uint64_t                  ignored;
    const union call_argument arguments[] = { { .in = serverName }, { .number = authnService }, { .in = authIdentity }, { .in = session },
                                              { .out = &ignored } };
    struct km_engine         *e;
    if (!engineHandle)
        return border_status(WFP_NULL_POINTER);
    if (!km || !km->bfe)
        return border_status(WFP_INVALID_PARAMETER);
    enum wfp_status err = refuses(km) ? WFP_NO_MEMORY : engine_new(km, &e);
    if (err)
        return border_status(err);
    err = fwpm_invoke(e->client, &call_FwpmEngineOpen0, arguments);
    if (err) {
        engine_free(e);
        return border_status(err);
    }
    if (km->nt)
        (void)nt_hold(km->nt, NT_ENGINE, e); /* only the place is lost without memory */
    enlist(e);
    *engineHandle = e;
    return border_status(WFP_OK);
}

NTSTATUS NTAPI FwpmEngineClose0(HANDLE engineHandle)
{
    const union call_argument arguments[] = { { .number = 0 } };
    struct km_engine         *e = engine_get(engineHandle);
    if (!e)
        return border_status(WFP_INVALID_HANDLE);
    enum wfp_status err = fwpm_invoke(e->client, &call_FwpmEngineClose0, arguments);
    if (err) {
        engine_put(e);
        return border_status(err);
    }
    struct nt_entry entry;
    if (km_current()->nt)
        nt_ledger_take(km_current()->nt, NT_ENGINE, e, &entry);
    delist(e);
    engine_free(e);
    return border_status(WFP_OK);
}

NTSTATUS km_fwpm_call(HANDLE engine, const struct call_row *row, const union call_argument *arguments)
{
    struct km_engine *e = engine_get(engine);
    if (!e)
        return border_status(WFP_INVALID_HANDLE);
    struct fwpm_conduct conduct;
    fwpm_conduct_begin(&conduct, km_current(), e->client, row, arguments);
    bool            adds = strstr(row->name, "Add") != NULL; /* what takes something may fail; what gives it back may not */
    enum wfp_status err = adds && refuses(km_current()) ? WFP_NO_MEMORY : fwpm_invoke(e->client, row, arguments);
    fwpm_conduct_end(&conduct, km_current(), e->client, row, arguments, err);
    engine_put(e);
    return border_status(err);
}

/* The new subscription's handle is the call's last argument. */
NTSTATUS km_fwpm_subscribe(HANDLE engine, const struct call_row *row, const union call_argument *arguments)
{
    uint64_t         *handle = arguments[row->parameter_count - 1].out;
    struct km_engine *e = engine_get(engine);
    if (!e)
        return border_status(WFP_INVALID_HANDLE);
    enum wfp_status err = listeners_begin(&e->listeners);
    if (err == WFP_OK) {
        err = fwpm_invoke(e->client, row, arguments);
        listeners_end(&e->listeners, err ? 0 : *handle, row, arguments);
    }
    engine_put(e);
    return border_status(err);
}

NTSTATUS km_fwpm_unsubscribe(HANDLE engine, const struct call_row *row, const union call_argument *arguments)
{
    struct km_engine *e = engine_get(engine);
    if (!e)
        return border_status(WFP_INVALID_HANDLE);
    enum wfp_status err = fwpm_invoke(e->client, row, arguments);
    if (err == WFP_OK)
        listeners_remove(&e->listeners, arguments[1].number);
    engine_put(e);
    return border_status(err);
}

/* */
void NTAPI FwpmFreeMemory0(void **p)
{
    if (!p)
        return;
    free(*p);
    *p = NULL;
}

FWPM_SERVICE_STATE NTAPI FwpmBfeStateGet0(void)
{
    const struct km_context *km = km_current();
    return km && km->bfe ? (FWPM_SERVICE_STATE)bfe_state(km->bfe) : FWPM_SERVICE_STOPPED;
}

/* The callback's code is gone: nobody may call it. */
static void abandon_subscription(const struct nt_entry *e)
{
    (void)!bfe_state_unsubscribe(e->memory, e->address);
}

static bool note_subscription(const struct km_context *km, const void *subscription)
{
    return !km->nt || nt_ledger_add(km->nt, &(struct nt_entry){ .address = subscription, .driver = km->driver, .memory = km->bfe,
                                                                .kind = NT_SUBSCRIPTION, .abandon = abandon_subscription });
}

NTSTATUS NTAPI FwpmBfeStateSubscribeChanges0(void *deviceObject, FWPM_SERVICE_STATE_CHANGE_CALLBACK0 callback, void *context,
                                             HANDLE *changeHandle)
{
    const struct km_context *km = km_current();
    const void              *subscription;
    if (!km || !deviceObject || !callback || !changeHandle)
        return border_status(WFP_INVALID_ARGUMENT);
    enum wfp_status err = bfe_state_subscribe(km->bfe, (bfe_state_fn)callback, context, &subscription);
    if (err == WFP_OK && !note_subscription(km, subscription)) {
        (void)!bfe_state_unsubscribe(km->bfe, subscription);
        err = WFP_NO_MEMORY;
    }
    if (err == WFP_OK)
        *changeHandle = (HANDLE)(uintptr_t)subscription;
    return border_status(err);
}

NTSTATUS NTAPI FwpmBfeStateUnsubscribeChanges0(HANDLE changeHandle)
{
    const struct km_context *km = km_current();
    struct nt_entry          e;
    enum wfp_status          err = km ? bfe_state_unsubscribe(km->bfe, changeHandle) : WFP_INVALID_HANDLE;
    if (err == WFP_OK && km->nt)
        (void)nt_ledger_take(km->nt, NT_SUBSCRIPTION, changeHandle, &e);
    return border_status(err);
}
