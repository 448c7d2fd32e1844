/* The events of the virtual switch are not built yet. Arguments
 * are looked at; what is right is answered with "not supported", and what was given stays the caller's. */
#include <fwpsk.h>

#include "api_km/absent.h"
#include "api_km/border_status.h"
#include "api_km/context.h"
#include "nt/system.h"

static void report(const char *function, const char *what)
{
    const struct km_context *km = km_current();
    if (km && km->nt)
        nt_report(km->nt, "%s: %s", function, what);
}

NTSTATUS NTAPI FwpsvSwitchEventsSubscribe0(const GUID *providerGuid, void *notifyContext, UINT32 flags, void *reserved,
                                           const FWPS_VSWITCH_EVENT_DISPATCH_TABLE0 *eventDispatchTable, UINT32 *subscriptionId)
{
    (void)providerGuid, (void)notifyContext;
    if (flags || reserved || !eventDispatchTable || !subscriptionId)
        return border_status(WFP_INVALID_ARGUMENT);
    return km_absent("FwpsvSwitchEventsSubscribe0");
}

/* No switch: nobody subscribed, and no notification waits. */
void NTAPI FwpsvSwitchEventsUnsubscribe0(UINT32 subscriptionId, UINT32 flags, void *reserved)
{
    (void)subscriptionId, (void)flags, (void)reserved;
    report("FwpsvSwitchEventsUnsubscribe0", "there is no such subscription");
}

void NTAPI FwpsvSwitchNotifyComplete0(void *completionContext, NTSTATUS status, UINT32 flags, void *reserved)
{
    (void)completionContext, (void)status, (void)flags, (void)reserved;
    report("FwpsvSwitchNotifyComplete0", "no notification waits for it");
}
