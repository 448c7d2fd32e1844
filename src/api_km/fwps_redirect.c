/* FwpsRedirectHandleCreate0, FwpsRedirectHandleDestroy0, FwpsQueryConnectionRedirectState0,
 * FwpsQueryConnectionSioFormatRedirectRecords0. */
#include <assert.h>
#include <string.h>

#include <fwpsk.h>
#include <ntstatus.h>

#include "api_km/border_status.h"
#include "api_km/context.h"
#include "callout/redirect.h"
#include "nt/irql.h"
#include "nt/ledger.h"
#include "nt/system.h"

static_assert(FWPS_CONNECTION_NOT_REDIRECTED == (int)REDIRECTED_BY_NONE &&
                  FWPS_CONNECTION_REDIRECTED_BY_SELF == (int)REDIRECTED_BY_SELF &&
                  FWPS_CONNECTION_REDIRECTED_BY_OTHER == (int)REDIRECTED_BY_OTHER &&
                  FWPS_CONNECTION_PREVIOUSLY_REDIRECTED_BY_SELF == (int)REDIRECTED_PREVIOUSLY_BY_SELF,
              "states keep their numbers");

static const struct km_context *enter(const char *function, unsigned most)
{
    const struct km_context *km = km_caller();
    if (km && km->nt)
        irql_require(km->nt, function, most);
    return km;
}

static void abandon(const struct nt_entry *e)
{
    (void)!redirect_handle_free(e->memory, e->address);
}

NTSTATUS NTAPI FwpsRedirectHandleCreate0(const GUID *providerGuid, UINT32 flags, HANDLE *redirectHandle)
{
    const struct km_context *km = enter("FwpsRedirectHandleCreate0", IRQL_PASSIVE);
    struct redirect_handle  *handle;
    struct guid              provider;
    if (!km || !providerGuid || flags || !redirectHandle)
        return border_status(WFP_INVALID_ARGUMENT);
    memcpy(&provider, providerGuid, sizeof(provider));
    enum wfp_status err = redirect_handle_new(km->callouts, &provider, km->driver, &handle);
    if (err)
        return border_status(err);
    if (km->nt && !nt_ledger_add(km->nt, &(struct nt_entry){ .address = handle, .driver = km->driver, .kind = NT_REDIRECT_HANDLE,
                                                             .memory = km->callouts, .abandon = abandon })) {
        redirect_handle_free(km->callouts, handle);
        return border_status(WFP_NO_MEMORY);
    }
    *redirectHandle = handle;
    return STATUS_SUCCESS;
}

void NTAPI FwpsRedirectHandleDestroy0(HANDLE redirectHandle)
{
    const struct km_context *km = enter("FwpsRedirectHandleDestroy0", IRQL_PASSIVE);
    if (km && (!km->nt || nt_release(km->nt, NT_REDIRECT_HANDLE, redirectHandle, "FwpsRedirectHandleDestroy0")))
        redirect_handle_free(km->callouts, redirectHandle);
}

FWPS_CONNECTION_REDIRECT_STATE NTAPI FwpsQueryConnectionRedirectState0(HANDLE redirectRecords, HANDLE redirectHandle,
                                                                       void **redirectContext)
{
    const struct km_context *km = enter("FwpsQueryConnectionRedirectState0", IRQL_DISPATCH);
    if (!km)
        return FWPS_CONNECTION_NOT_REDIRECTED;
    return (FWPS_CONNECTION_REDIRECT_STATE)redirect_query(km->callouts, redirectRecords, redirectHandle, redirectContext);
}

NTSTATUS NTAPI FwpsQueryConnectionSioFormatRedirectRecords0(HANDLE RedirectRecords, PVOID OutputBuffer, SIZE_T OutputBufferLength,
                                                            PSIZE_T BytesTransferred)
{
    const struct km_context *km = enter("FwpsQueryConnectionSioFormatRedirectRecords0", IRQL_DISPATCH);
    size_t                   size = 0;
    if (!km || !RedirectRecords)
        return border_status(WFP_INVALID_ARGUMENT);
    enum wfp_status err = redirect_records_format(km->callouts, RedirectRecords, OutputBuffer,
                                                  OutputBuffer ? OutputBufferLength : 0, &size);
    if (BytesTransferred && (err == WFP_OK || err == WFP_BUFFER_TOO_SMALL))
        *BytesTransferred = size;
    return border_status(err);
}
