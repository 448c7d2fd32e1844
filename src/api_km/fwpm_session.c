/* FwpmEngineOpen0, FwpmEngineClose0, FwpmTransaction*0, FwpmFreeMemory0, FwpmBfeState*0. */
#include "api_km/fwpm_session.h"

#include <assert.h>
#include <stdlib.h>

#include "api_km/border_convert.h"
#include "api_km/border_status.h"
#include "api_km/context.h"
#include "bfe/state.h"
#include "bfe/txn.h"

#define AUTHN_WINNT   10u
#define AUTHN_DEFAULT 0xffffffffu

static_assert(FWPM_SESSION_FLAG_DYNAMIC == SESSION_DYNAMIC, "session flags keep their numbers");
static_assert(FWPM_TXN_READ_ONLY == TXN_READ_ONLY, "transaction flags keep their numbers");
static_assert(FWPM_SERVICE_RUNNING == (int)BFE_RUNNING && FWPM_SERVICE_STOPPED == (int)BFE_STOPPED, "as do states");

struct bfe_session *fwpm_session(HANDLE engine)
{
    const struct km_context *km = km_current();
    return km && engine ? bfe_session_find(km->bfe, engine) : NULL;
}

/* what BFE fills in a session is ignored on input. */
NTSTATUS NTAPI FwpmEngineOpen0(const WCHAR *serverName, UINT32 authnService, SEC_WINNT_AUTH_IDENTITY_W *authIdentity,
                               const FWPM_SESSION0 *session, HANDLE *engineHandle)
{
    const struct km_context *km = km_current();
    struct session_config    config = { 0 };
    struct bfe_session      *s;
    (void)authIdentity;
    if (!engineHandle)
        return border_status(WFP_NULL_POINTER);
    if (!km || serverName || (authnService != AUTHN_WINNT && authnService != AUTHN_DEFAULT))
        return border_status(WFP_INVALID_PARAMETER);
    if (session)
        config = (struct session_config){ guid_taken(&session->sessionKey), session->flags, session->txnWaitTimeoutInMSec };
    enum wfp_status err = bfe_session_open(km->bfe, &config, &s);
    if (err == WFP_OK)
        *engineHandle = s;
    return border_status(err);
}

NTSTATUS NTAPI FwpmEngineClose0(HANDLE engineHandle)
{
    struct bfe_session *s = fwpm_session(engineHandle);
    return border_status(s ? bfe_session_close(s) : WFP_INVALID_HANDLE);
}

NTSTATUS NTAPI FwpmTransactionBegin0(HANDLE engineHandle, UINT32 flags)
{
    struct bfe_session *s = fwpm_session(engineHandle);
    return border_status(s ? bfe_txn_begin(s, flags) : WFP_INVALID_HANDLE);
}

NTSTATUS NTAPI FwpmTransactionCommit0(HANDLE engineHandle)
{
    struct bfe_session *s = fwpm_session(engineHandle);
    return border_status(s ? bfe_txn_commit(s) : WFP_INVALID_HANDLE);
}

NTSTATUS NTAPI FwpmTransactionAbort0(HANDLE engineHandle)
{
    struct bfe_session *s = fwpm_session(engineHandle);
    return border_status(s ? bfe_txn_abort(s) : WFP_INVALID_HANDLE);
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
    return km && km->bfe ? FWPM_SERVICE_RUNNING : FWPM_SERVICE_STOPPED;
}

NTSTATUS NTAPI FwpmBfeStateSubscribeChanges0(void *deviceObject, FWPM_SERVICE_STATE_CHANGE_CALLBACK0 callback, void *context,
                                             HANDLE *changeHandle)
{
    const struct km_context *km = km_current();
    const void              *subscription;
    if (!km || !deviceObject || !callback || !changeHandle)
        return border_status(WFP_INVALID_ARGUMENT);
    enum wfp_status err = bfe_state_subscribe(km->bfe, (bfe_state_fn)callback, context, &subscription);
    if (err == WFP_OK)
        *changeHandle = (HANDLE)(uintptr_t)subscription;
    return border_status(err);
}

NTSTATUS NTAPI FwpmBfeStateUnsubscribeChanges0(HANDLE changeHandle)
{
    const struct km_context *km = km_current();
    return border_status(km ? bfe_state_unsubscribe(km->bfe, changeHandle) : WFP_INVALID_HANDLE);
}
