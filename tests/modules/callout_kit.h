/* What drivers of tests with one callout share: a device, a callout at LAYER, its object and one filter behind ACTION in a
 * dynamic session. The test brings `Look`, which changes a permit as it likes, or with OWN_CLASSIFY the whole `Classify`; and calls
 * KitStart() and KitEnd(). */
#ifndef WFP_TESTS_CALLOUT_KIT_H
#define WFP_TESTS_CALLOUT_KIT_H

#include <ntddk.h>
#define NDIS60 1
#include <ndis.h>
#define INITGUID
#include <guiddef.h>
#include <fwpsk.h>
#include <fwpmk.h>

#ifndef LAYER
#define LAYER FWPM_LAYER_INBOUND_TRANSPORT_V4
#endif
#ifndef ACTION
#define ACTION FWP_ACTION_CALLOUT_TERMINATING
#endif

#ifndef CALLOUT_FLAGS
#define CALLOUT_FLAGS 0
#endif

#ifndef KEY
#define KEY 0x01 /* another one for a second driver beside the first */
#endif

DEFINE_GUID(KIT_CALLOUT, 0x7b1f0c55, 0x4a1e, 0x4f0a, 0x9d, 0x10, 0x6a, 0x31, 0x52, 0x0c, 0x11, KEY);

static PDEVICE_OBJECT KitDevice;
static HANDLE         KitEngine;
static UINT32         KitCalloutId;

static void NTAPI Classify(const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *metadata, void *layerData,
                           const void *classifyContext, const FWPS_FILTER3 *filter, UINT64 flowContext,
                           FWPS_CLASSIFY_OUT0 *classifyOut);

#ifndef OWN_CLASSIFY
static void Look(const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *metadata, NET_BUFFER_LIST *list,
                 FWPS_CLASSIFY_OUT0 *classifyOut);

static void NTAPI Classify(const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *metadata, void *layerData,
                           const void *classifyContext, const FWPS_FILTER3 *filter, UINT64 flowContext,
                           FWPS_CLASSIFY_OUT0 *classifyOut)
{
    UNREFERENCED_PARAMETER(classifyContext);
    UNREFERENCED_PARAMETER(filter);
    UNREFERENCED_PARAMETER(flowContext);
    classifyOut->actionType = FWP_ACTION_PERMIT;
    Look(values, metadata, layerData, classifyOut);
}
#endif

/* The packet is the callout's from here on. */
static __inline VOID KitAbsorb(FWPS_CLASSIFY_OUT0 *classifyOut)
{
    classifyOut->actionType = FWP_ACTION_BLOCK;
    classifyOut->flags |= FWPS_CLASSIFY_OUT_FLAG_ABSORB;
    classifyOut->rights &= ~FWPS_RIGHT_ACTION_WRITE;
}

static NTSTATUS NTAPI KitNotify(FWPS_CALLOUT_NOTIFY_TYPE type, const GUID *key, FWPS_FILTER3 *filter)
{
    UNREFERENCED_PARAMETER(type);
    UNREFERENCED_PARAMETER(key);
    UNREFERENCED_PARAMETER(filter);
    return STATUS_SUCCESS;
}

static void NTAPI KitFlowDelete(UINT16 layerId, UINT32 calloutId, UINT64 flowContext)
{
    UNREFERENCED_PARAMETER(layerId);
    UNREFERENCED_PARAMETER(calloutId);
    UNREFERENCED_PARAMETER(flowContext);
}

static NTSTATUS KitAddObjects(void)
{
    FWPM_SESSION0 session = { 0 };
    FWPM_CALLOUT0 callout = { 0 };
    FWPM_SUBLAYER0 subLayer = { 0 };
    FWPM_FILTER0  filter = { 0 };
    NTSTATUS      status;
    session.flags = FWPM_SESSION_FLAG_DYNAMIC;
    status = FwpmEngineOpen0(NULL, RPC_C_AUTHN_WINNT, NULL, &session, &KitEngine);
    if (!NT_SUCCESS(status))
        return status;
    callout.calloutKey = KIT_CALLOUT;
    callout.displayData.name = L"the kit's callout";
    callout.applicableLayer = LAYER;
    status = FwpmCalloutAdd0(KitEngine, &callout, NULL, NULL);
    if (!NT_SUCCESS(status))
        return status;
    subLayer.subLayerKey = filter.subLayerKey = KIT_CALLOUT;
    subLayer.displayData.name = L"the kit's sublayer";
    subLayer.weight = KEY;
    status = FwpmSubLayerAdd0(KitEngine, &subLayer, NULL);
    if (!NT_SUCCESS(status))
        return status;
    filter.displayData.name = L"the kit's filter";
    filter.layerKey = LAYER;
    filter.action.type = ACTION;
    filter.action.calloutKey = KIT_CALLOUT;
    return FwpmFilterAdd0(KitEngine, &filter, NULL, NULL);
}

static NTSTATUS KitStart(PDRIVER_OBJECT driver)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\OpenWfpKit");
    FWPS_CALLOUT3  callout = { 0 };
    NTSTATUS       status = IoCreateDevice(driver, 0, KEY == 1 ? &name : NULL, FILE_DEVICE_NETWORK, 0, FALSE, &KitDevice);
    if (!NT_SUCCESS(status))
        return status;
    callout.calloutKey = KIT_CALLOUT;
    callout.flags = CALLOUT_FLAGS;
    callout.classifyFn = Classify;
    callout.notifyFn = KitNotify;
    callout.flowDeleteFn = KitFlowDelete;
    status = FwpsCalloutRegister3(KitDevice, &callout, &KitCalloutId);
    return NT_SUCCESS(status) ? KitAddObjects() : status;
}

static VOID KitEnd(void)
{
    FwpmEngineClose0(KitEngine);
    FwpsCalloutUnregisterById0(KitCalloutId);
    IoDeleteDevice(KitDevice);
}

#endif
