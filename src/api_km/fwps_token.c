/* FwpsOpenToken0: users have no tokens of Windows here, and endpoints no token's id. */
#include <ntddk.h>
#include <fwpmk.h>
#include <fwpsk.h>

#include "api_km/absent.h"
#include "api_km/border_status.h"
#include "api_km/context.h"
#include "api_km/fwpm_session.h"
#include "nt/irql.h"

NTSTATUS NTAPI FwpsOpenToken0(HANDLE engineHandle, LUID modifiedId, DWORD desiredAccess, HANDLE *accessToken)
{
    const struct km_context *km = km_current();
    (void)modifiedId, (void)desiredAccess;
    if (km && km->nt)
        irql_require(km->nt, "FwpsOpenToken0", IRQL_PASSIVE);
    if (!km_engine_is(engineHandle) || !accessToken)
        return border_status(accessToken ? WFP_INVALID_HANDLE : WFP_NULL_POINTER);
    return km_absent("FwpsOpenToken0");
}
