/* A classify function that breaks one rule, the one that RULE names, or none. */
#define OWN_CLASSIFY
#include "callout_kit.h"

#define NONE                         0
#define CLASSIFY_CHANGED_IRQL        1
#define LOCK_HELD_AT_RETURN          2
#define OFFSET_NOT_RESTORED          3
#define ABSORB_WITHOUT_BLOCK         4
#define ABSORB_WITH_RIGHT            5
#define INSPECTION_DECIDES           6
#define TERMINATING_WITHOUT_DECISION 7
#define BLOCK_AT_FLOW_ESTABLISHED    8
#define WRITE_WITHOUT_RIGHT          9
#define NO_BLOCK_AFTER_PEND          10
#define PENDS                        11 /* as it should be */
#define WAITS                        12

#ifndef RULE
#define RULE NONE
#endif

DRIVER_INITIALIZE DriverEntry;

static KSPIN_LOCK Lock;
static HANDLE     Pended;

static VOID MoveData(NET_BUFFER_LIST *list)
{
    NET_BUFFER *buffer = NET_BUFFER_LIST_FIRST_NB(list);
    NdisRetreatNetBufferDataStart(buffer, 8, 0, NULL);
    if (RULE != OFFSET_NOT_RESTORED)
        NdisAdvanceNetBufferDataStart(buffer, 8, FALSE, NULL);
}

static VOID Lock8(VOID)
{
    KIRQL before;
    if (RULE == CLASSIFY_CHANGED_IRQL) {
        KeLowerIrql(PASSIVE_LEVEL);
        return;
    }
    KeAcquireSpinLock(&Lock, &before);
    if (RULE != LOCK_HELD_AT_RETURN)
        KeReleaseSpinLock(&Lock, before);
}

/* Even for no time: whoever waits may be put to sleep. */
static VOID Wait(VOID)
{
    LARGE_INTEGER soon;
    soon.QuadPart = -10000;
    KeDelayExecutionThread(KernelMode, FALSE, &soon);
}

static void NTAPI Classify(const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *metadata, void *layerData,
                           const void *classifyContext, const FWPS_FILTER3 *filter, UINT64 flowContext,
                           FWPS_CLASSIFY_OUT0 *classifyOut)
{
    static LONG calls;
    UNREFERENCED_PARAMETER(classifyContext);
    UNREFERENCED_PARAMETER(flowContext);
    if (values->layerId == FWPS_LAYER_INBOUND_TRANSPORT_V4 && layerData)
        MoveData(layerData);
    if (RULE != LOCK_HELD_AT_RETURN || InterlockedIncrement(&calls) == 1)
        Lock8();
    switch (RULE) {
    case WAITS:
        Wait();
        break;
    case ABSORB_WITHOUT_BLOCK:
        classifyOut->actionType = FWP_ACTION_PERMIT;
        classifyOut->flags |= FWPS_CLASSIFY_OUT_FLAG_ABSORB;
        return;
    case ABSORB_WITH_RIGHT:
        classifyOut->actionType = FWP_ACTION_BLOCK;
        classifyOut->flags |= FWPS_CLASSIFY_OUT_FLAG_ABSORB;
        return;
    case INSPECTION_DECIDES:
    case BLOCK_AT_FLOW_ESTABLISHED:
        classifyOut->actionType = FWP_ACTION_BLOCK;
        return;
    case TERMINATING_WITHOUT_DECISION:
        classifyOut->actionType = FWP_ACTION_CONTINUE;
        return;
    case PENDS:
        if (!Pended && NT_SUCCESS(FwpsPendOperation0(metadata->completionHandle, &Pended))) {
            classifyOut->actionType = FWP_ACTION_BLOCK;
            classifyOut->flags |= FWPS_CLASSIFY_OUT_FLAG_ABSORB;
            classifyOut->rights &= ~FWPS_RIGHT_ACTION_WRITE;
            return;
        }
        break;
    case NO_BLOCK_AFTER_PEND:
        if (!Pended)
            FwpsPendOperation0(metadata->completionHandle, &Pended);
        classifyOut->actionType = FWP_ACTION_PERMIT;
        return;
    case WRITE_WITHOUT_RIGHT:
        classifyOut->actionType = FWP_ACTION_PERMIT;
        return;
    }
    if (filter->action.type == FWP_ACTION_CALLOUT_INSPECTION)
        classifyOut->actionType = FWP_ACTION_CONTINUE;
    else if (classifyOut->rights & FWPS_RIGHT_ACTION_WRITE)
        classifyOut->actionType = FWP_ACTION_PERMIT;
}

static VOID Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    if (Pended)
        FwpsCompleteOperation0(Pended, NULL);
    KitEnd();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING registryPath)
{
    UNREFERENCED_PARAMETER(registryPath);
    driver->DriverUnload = Unload;
    KeInitializeSpinLock(&Lock);
    return KitStart(driver);
}
