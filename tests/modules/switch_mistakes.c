/* What a driver must not do with the events of virtual switches, each of it once; it leaves a subscription and a notification. */
#include <ntddk.h>
#define NDIS60 1
#include <ndis.h>
#define INITGUID
#include <guiddef.h>
#include <fwpsk.h>
#include <fwpmk.h>

// {d1a8b9f0-3f6e-4a83-9d0c-6f1c2a3b4c01}
DEFINE_GUID(MISTAKES_PROVIDER, 0xd1a8b9f0, 0x3f6e, 0x4a83, 0x9d, 0x0c, 0x6f, 0x1c, 0x2a, 0x3b, 0x4c, 0x01);

static HANDLE gEngine;
static UINT32 gSubscription;
static void  *gHeld;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD     SwitchMistakesUnload;

static NTSTATUS AddFilter(void)
{
    FWPM_FILTER0 filter = { 0 };
    UINT64       id;
    filter.displayData.name = L"from a callback";
    filter.layerKey = FWPM_LAYER_INGRESS_VSWITCH_ETHERNET;
    filter.action.type = FWP_ACTION_PERMIT;
    NTSTATUS status = FwpmFilterAdd0(gEngine, &filter, NULL, &id);
    if (NT_SUCCESS(status))
        FwpmFilterDeleteById0(gEngine, id);
    return status;
}

static NTSTATUS NTAPI OnLifetime(void *context, FWPS_VSWITCH_EVENT_TYPE type, const NDIS_SWITCH_PARAMETERS *vSwitch,
                                 const NDIS_SWITCH_PORT_ARRAY *ports, const NDIS_SWITCH_NIC_ARRAY *nics)
{
    UNREFERENCED_PARAMETER(context);
    UNREFERENCED_PARAMETER(vSwitch);
    UNREFERENCED_PARAMETER(ports);
    UNREFERENCED_PARAMETER(nics);
    if (type == FWPS_VSWITCH_EVENT_VSWITCH_DELETE)
        return STATUS_SUCCESS;
    DbgPrint("add: 0x%08x\n", AddFilter()); /* F-008 */
    return STATUS_PENDING;                  /* F-005 */
}

static NTSTATUS NTAPI OnPort(void *context, void *completion, FWPS_VSWITCH_EVENT_TYPE type, const NDIS_SWITCH_PARAMETERS *vSwitch,
                             const NDIS_SWITCH_PORT_PARAMETERS *port)
{
    UNREFERENCED_PARAMETER(context);
    UNREFERENCED_PARAMETER(vSwitch);
    UNREFERENCED_PARAMETER(port);
    if (type == FWPS_VSWITCH_EVENT_PORT_DELETE)
        return STATUS_SUCCESS;
    FwpsvSwitchNotifyComplete0(completion, STATUS_PENDING, 0, NULL); /* F-007 */
    gHeld = completion;
    return STATUS_PENDING;
}

VOID SwitchMistakesUnload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    if (gHeld)
        DbgPrint("add: 0x%08x\n", AddFilter()); /* F-008 */
    FwpmEngineClose0(gEngine);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING registryPath)
{
    FWPS_VSWITCH_EVENT_DISPATCH_TABLE0 table = { 0 };
    UNREFERENCED_PARAMETER(registryPath);
    driver->DriverUnload = SwitchMistakesUnload;
    NTSTATUS status = FwpmEngineOpen0(NULL, RPC_C_AUTHN_WINNT, NULL, NULL, &gEngine);
    if (!NT_SUCCESS(status))
        return status;
    table.vSwitchLifetimeNotifyFn = OnLifetime;
    table.vSwitchPortEventNotifyFn = OnPort;
    status = FwpsvSwitchEventsSubscribe0(&MISTAKES_PROVIDER, NULL, 0, NULL, &table, &gSubscription);
    if (!NT_SUCCESS(status))
        FwpmEngineClose0(gEngine);
    return status;
}
