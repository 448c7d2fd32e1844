/* FwpsPendOperation0, FwpsCompleteOperation0. */
#include <fwpsk.h>

#include "api_km/border_status.h"
#include "api_km/conduct.h"
#include "api_km/context.h"
#include "callout/pend.h"
#include "nt/irql.h"
#include "nt/ledger.h"

NTSTATUS NTAPI FwpsPendOperation0(HANDLE completionHandle, HANDLE *completionContext)
{
    const struct km_context *km = km_caller();
    struct pended_operation *op;
    if (!completionHandle || !completionContext)
        return border_status(WFP_NULL_POINTER); /* C-065 */
    enum wfp_status err = km ? pend_operation(completionHandle, km->driver, &op) : WFP_INVALID_ARGUMENT;
    if (err)
        return border_status(err);
    if (km->nt && !nt_hold(km->nt, NT_PENDED_OPERATION, op)) {
        pend_withdraw(op);
        return border_status(WFP_NO_MEMORY);
    }
    if (conduct_now())
        conduct_now()->pended = true;
    *completionContext = op;
    return border_status(WFP_OK);
}

/* Windows asks the layer again before this returns: Microsoft's inspect sample finds its entry gone from its list then. Who holds
 * a spin lock cannot wait for a classify, which may want that lock. */
static void complete(const struct km_context *km, HANDLE context)
{
    uint64_t serial = pend_serial(km->callouts, context);
    if (pend_complete(km->callouts, context) && irql_current() < IRQL_DISPATCH)
        pend_await(km->callouts, serial);
}

/* C-071: the ledger reports what is completed twice, or was never pended. */
void NTAPI FwpsCompleteOperation0(HANDLE completionContext, PNET_BUFFER_LIST netBufferList)
{
    const struct km_context *km = km_caller();
    (void)netBufferList; /* J-020 */
    if (km && (!km->nt || nt_release(km->nt, NT_PENDED_OPERATION, completionContext, "FwpsCompleteOperation0")))
        complete(km, completionContext);
}
