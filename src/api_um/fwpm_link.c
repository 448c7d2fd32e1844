#include "api_um/fwpm_link.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include <fwpmu.h>

#include "api_um/indirect.h"
#include "record/listen.h"
#include "rpc/rpc.h"

/* What an engine handle points to. Handles are looked up before they are used, so that a stale one is refused. */
struct engine {
    struct engine        *next;   /* guarded by: engines_lock, like users */
    unsigned              users;
    struct listeners      listeners;
    const struct um_here *here;   /* NULL: over the socket */
    struct fwpm_client   *client; /* here */
    struct rpc_client    *rpc;    /* there */
};

static struct engine                 *engines;
static pthread_mutex_t                engines_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t                 engines_idle = PTHREAD_COND_INITIALIZER;
static _Atomic(const struct um_here *) um_here;

void um_fwpm_here(const struct um_here *here)
{
    atomic_store(&um_here, here);
}

/* --- handles ----------------------------------------------------------------------------------------------------------------- */

static struct engine *engine_get(HANDLE handle)
{
    pthread_mutex_lock(&engines_lock);
    struct engine *e = engines;
    while (e && (HANDLE)e != handle)
        e = e->next;
    if (e)
        e->users++;
    pthread_mutex_unlock(&engines_lock);
    return e;
}

static void engine_put(struct engine *e)
{
    pthread_mutex_lock(&engines_lock);
    e->users--;
    pthread_cond_broadcast(&engines_idle);
    pthread_mutex_unlock(&engines_lock);
}

static void enlist(struct engine *e)
{
    pthread_mutex_lock(&engines_lock);
    e->next = engines;
    engines = e;
    pthread_mutex_unlock(&engines_lock);
}

/* Off the list; returns when nobody but the caller uses it. */
static void delist(struct engine *e)
{
    pthread_mutex_lock(&engines_lock);
    struct engine **at = &engines;
    while (*at && *at != e)
        at = &(*at)->next;
    if (*at)
        *at = e->next;
    while (e->users > 1)
        pthread_cond_wait(&engines_idle, &engines_lock);
    pthread_mutex_unlock(&engines_lock);
}

/* --- the two ways ------------------------------------------------------------------------------------------------------------- */

static void tell_here(void *listeners, uint64_t subscription, uint32_t extra, const struct record_type *type, const void *structure)
{
    listeners_tell(listeners, subscription, extra, type, structure);
}

static void tell_there(void *listeners, struct bytes event)
{
    (void)!listeners_tell_bytes(listeners, event); /* without guarantee */
}

static void engine_free(struct engine *e)
{
    if (e->here)
        e->here->close(e->client);
    rpc_client_free(e->rpc);
    listeners_fini(&e->listeners);
    free(e);
}

static enum wfp_status engine_new(struct engine **out)
{
    struct engine *e = calloc(1, sizeof(*e));
    if (!e)
        return WFP_NO_MEMORY;
    const struct um_here    *here = atomic_load(&um_here);
    struct rpc_client_config config = { .event = tell_there, .context = &e->listeners, .listens_later = true };
    listeners_init(&e->listeners);
    enum wfp_status err = here ? here->open(here->context, tell_here, &e->listeners, &e->client) : rpc_client_new(&config, &e->rpc);
    e->here = err == WFP_OK ? here : NULL;
    if (err)
        engine_free(e);
    else
        *out = e;
    return err;
}

static enum wfp_status call_there(struct engine *e, const struct call_row *row, const union call_argument *arguments)
{
    struct buffer   request, reply;
    enum wfp_status answer = WFP_OK;
    buffer_init(&request);
    buffer_init(&reply);
    enum wfp_status err = call_encode_request(row, arguments, &request);
    if (err == WFP_OK)
        err = rpc_client_call(e->rpc, buffer_bytes(&request), &reply);
    if (err == WFP_OK) {
        struct bytes in = buffer_bytes(&reply);
        err = call_decode_reply(row, &in, arguments, &answer);
    }
    buffer_fini(&request);
    buffer_fini(&reply);
    return err ? err : answer;
}

static enum wfp_status call(struct engine *e, const struct call_row *row, const union call_argument *arguments)
{
    return e->here ? e->here->invoke(e->client, row, arguments) : call_there(e, row, arguments);
}

/* --- functions ---------------------------------------------------------------------------------------------------------------- */

DWORD um_fwpm_call(HANDLE engine, const struct call_row *row, const union call_argument *arguments)
{
    struct engine *e = engine_get(engine);
    if (!e)
        return um_status(WFP_INVALID_HANDLE);
    enum wfp_status err = call(e, row, arguments);
    engine_put(e);
    if (err == WFP_OK)
        indirect_resolve(row, arguments);
    return um_status(err);
}

/* The new subscription's handle is the call's last argument. */
DWORD um_fwpm_subscribe(HANDLE engine, const struct call_row *row, const union call_argument *arguments)
{
    uint64_t      *handle = arguments[row->parameter_count - 1].out;
    struct engine *e = engine_get(engine);
    if (!e)
        return um_status(WFP_INVALID_HANDLE);
    enum wfp_status err = e->rpc ? rpc_client_listen(e->rpc) : WFP_OK;
    if (err == WFP_OK)
        err = listeners_begin(&e->listeners);
    if (err == WFP_OK) {
        err = call(e, row, arguments);
        listeners_end(&e->listeners, err ? 0 : *handle, row, arguments);
    }
    engine_put(e);
    return um_status(err);
}

/* no callback runs when this returns, unless it is the one that calls. */
DWORD um_fwpm_unsubscribe(HANDLE engine, const struct call_row *row, const union call_argument *arguments)
{
    struct engine *e = engine_get(engine);
    if (!e)
        return um_status(WFP_INVALID_HANDLE);
    enum wfp_status err = call(e, row, arguments);
    if (err == WFP_OK) {
        listeners_remove(&e->listeners, arguments[1].number);
        if (e->rpc)
            rpc_client_drain(e->rpc);
    }
    engine_put(e);
    return um_status(err);
}

enum wfp_status um_native_call(HANDLE engine, struct bytes request, struct buffer *reply)
{
    struct engine *e = engine_get(engine);
    if (!e)
        return WFP_INVALID_HANDLE;
    enum wfp_status err = e->rpc ? rpc_client_call(e->rpc, request, reply) : WFP_UNSUPPORTED;
    engine_put(e);
    return err;
}

/* what BFE fills is not looked at, and so may be anything; it must not reach the encoder, which follows pointers. */
static FWPM_SESSION0 given_part(const FWPM_SESSION0 *s)
{
    return (FWPM_SESSION0){ .sessionKey = s->sessionKey, .displayData = s->displayData, .flags = s->flags,
                            .txnWaitTimeoutInMSec = s->txnWaitTimeoutInMSec };
}

DWORD WINAPI FwpmEngineOpen0(const WCHAR *serverName, UINT32 authnService, SEC_WINNT_AUTH_IDENTITY_W *authIdentity,
                             const FWPM_SESSION0 *session, HANDLE *engineHandle)
{
    uint64_t                  ignored;
    FWPM_SESSION0             given = session ? given_part(session) : (FWPM_SESSION0){ 0 };
    const union call_argument arguments[] = { { .in = serverName }, { .number = authnService }, { .in = authIdentity },
                                              { .in = session ? &given : NULL }, { .out = &ignored } };
    struct engine            *e;
    if (!engineHandle)
        return um_status(WFP_NULL_POINTER);
    enum wfp_status err = engine_new(&e);
    if (err)
        return um_status(err);
    err = call(e, &call_FwpmEngineOpen0, arguments);
    if (err) {
        engine_free(e);
        return um_status(err);
    }
    enlist(e);
    *engineHandle = e;
    return 0;
}

/* The handle is gone even when the daemon is. */
DWORD WINAPI FwpmEngineClose0(HANDLE engineHandle)
{
    const union call_argument arguments[] = { { .number = 0 } };
    struct engine            *e = engine_get(engineHandle);
    if (!e)
        return um_status(WFP_INVALID_HANDLE);
    enum wfp_status err = call(e, &call_FwpmEngineClose0, arguments);
    if (err == WFP_IN_USE) {
        engine_put(e);
        return um_status(err);
    }
    delist(e);
    engine_free(e);
    return um_status(err);
}

/* */
void WINAPI FwpmFreeMemory0(void **p)
{
    if (!p)
        return;
    free(*p);
    *p = NULL;
}
