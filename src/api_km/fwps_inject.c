/* FwpsInjectionHandleCreate0, FwpsInjectionHandleDestroy0, FwpsQueryPacketInjectionState0. */
#include <fwpsk.h>

#include "api_km/border_status.h"
#include "api_km/context.h"
#include "callout/injection.h"
#include "nt/ledger.h"

#define WINDOWS_AF_UNSPEC 0
#define WINDOWS_AF_INET   2
#define WINDOWS_AF_INET6  23

static bool family_of(ADDRESS_FAMILY af, enum family *out)
{
    *out = af == WINDOWS_AF_INET ? FAMILY_V4 : af == WINDOWS_AF_INET6 ? FAMILY_V6 : FAMILY_NONE;
    return *out != FAMILY_NONE || af == WINDOWS_AF_UNSPEC;
}

NTSTATUS NTAPI FwpsInjectionHandleCreate0(ADDRESS_FAMILY addressFamily, UINT32 flags, HANDLE *injectionHandle)
{
    const struct km_context *km = km_current();
    struct injection_handle *handle;
    enum family              family;
    if (!km || !injectionHandle || !family_of(addressFamily, &family))
        return border_status(WFP_INVALID_ARGUMENT);
    enum wfp_status err = injection_handle_new(km->callouts, family, flags, km->driver, &handle);
    if (err)
        return border_status(err);
    if (km->nt)
        (void)nt_hold(km->nt, NT_INJECTION_HANDLE, handle); /* only the place is lost without memory */
    *injectionHandle = handle;
    return border_status(WFP_OK);
}

NTSTATUS NTAPI FwpsInjectionHandleDestroy0(HANDLE injectionHandle)
{
    const struct km_context *km = km_current();
    struct nt_entry          e;
    enum wfp_status          err = km ? injection_handle_free(km->callouts, injectionHandle) : WFP_INVALID_HANDLE;
    if (err == WFP_OK && km->nt)
        nt_ledger_take(km->nt, NT_INJECTION_HANDLE, injectionHandle, &e);
    return border_status(err);
}

/* Nothing injects packets, so every packet is one that nobody injected (D-039). */
FWPS_PACKET_INJECTION_STATE NTAPI FwpsQueryPacketInjectionState0(HANDLE injectionHandle, const NET_BUFFER_LIST *netBufferList,
                                                                 HANDLE *injectionContext)
{
    (void)injectionHandle, (void)netBufferList;
    if (injectionContext)
        *injectionContext = NULL;
    return FWPS_PACKET_NOT_INJECTED;
}
