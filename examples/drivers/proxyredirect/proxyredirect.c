/*
 * proxyredirect: sends the connections that its filter selects to a proxy on this computer.
 *
 * A callout at FWPM_LAYER_ALE_CONNECT_REDIRECT_V4. It gives each connection a new destination, 127.0.0.1 and the proxy's
 * port, and leaves the old one as the redirect context, which the proxy asks for by
 * SIO_QUERY_WFP_CONNECTION_REDIRECT_CONTEXT. The proxy makes its own connection with the redirect records of the one it
 * accepted, so that the callout knows it for its own and lets it pass.
 *
 * The filter comes from the policy file proxyredirect.json; port and process id of the proxy from the Parameters key.
 */
#include <ntddk.h>
#include <wdf.h>
#define NDIS60 1
#include <ndis.h>
#define INITGUID
#include <guiddef.h>
#include <fwpsk.h>

#define PROXY_TAG 'xorP'

// {8c0b9b3e-2f4e-4a51-9a59-5a3c6c1f2b01}
DEFINE_GUID(PROXY_CALLOUT, 0x8c0b9b3e, 0x2f4e, 0x4a51, 0x9a, 0x59, 0x5a, 0x3c, 0x6c, 0x1f, 0x2b, 0x01);
// {8c0b9b3e-2f4e-4a51-9a59-5a3c6c1f2b02}
DEFINE_GUID(PROXY_PROVIDER, 0x8c0b9b3e, 0x2f4e, 0x4a51, 0x9a, 0x59, 0x5a, 0x3c, 0x6c, 0x1f, 0x2b, 0x02);

static WDFDEVICE gDevice;
static HANDLE gRedirectHandle;
static UINT32 gCalloutId;
static ULONG gProxyPort = 8080;
static ULONG gProxyPid = 4242;

DRIVER_INITIALIZE DriverEntry;
EVT_WDF_DRIVER_UNLOAD ProxyUnload;

static BOOLEAN IsOurs(_In_ const FWPS_INCOMING_METADATA_VALUES0 *inMetaValues)
{
    FWPS_CONNECTION_REDIRECT_STATE state;

    if (!FWPS_IS_METADATA_FIELD_PRESENT(inMetaValues, FWPS_METADATA_FIELD_REDIRECT_RECORD_HANDLE))
        return FALSE;
    state = FwpsQueryConnectionRedirectState0(inMetaValues->redirectRecords, gRedirectHandle, NULL);
    return state == FWPS_CONNECTION_REDIRECTED_BY_SELF || state == FWPS_CONNECTION_PREVIOUSLY_REDIRECTED_BY_SELF;
}

static void Redirect(_Inout_ FWPS_CONNECT_REQUEST0 *request)
{
    SOCKADDR_IN *destination = (SOCKADDR_IN *)&request->remoteAddressAndPort;
    SOCKADDR_STORAGE *original;

    original = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*original), PROXY_TAG);
    if (!original)
        return; // the request stays as it is, and blocked
    *original = request->remoteAddressAndPort;
    destination->sin_addr.S_un.S_addr = RtlUlongByteSwap(0x7f000001);
    destination->sin_port = RtlUshortByteSwap((USHORT)gProxyPort);
    request->localRedirectHandle = gRedirectHandle;
    request->localRedirectTargetPID = gProxyPid;
    request->localRedirectContext = original; // WFP's from here on
    request->localRedirectContextSize = sizeof(*original);
}

static void NTAPI ProxyClassify(
    _In_ const FWPS_INCOMING_VALUES0 *inFixedValues,
    _In_ const FWPS_INCOMING_METADATA_VALUES0 *inMetaValues,
    _Inout_opt_ void *layerData,
    _In_opt_ const void *classifyContext,
    _In_ const FWPS_FILTER1 *filter,
    _In_ UINT64 flowContext,
    _Inout_ FWPS_CLASSIFY_OUT0 *classifyOut)
{
    FWPS_CONNECT_REQUEST0 *request;
    UINT64 classifyHandle;
    BOOLEAN redirected;

    UNREFERENCED_PARAMETER(layerData);
    UNREFERENCED_PARAMETER(flowContext);

    if ((classifyOut->rights & FWPS_RIGHT_ACTION_WRITE) == 0)
        return;
    if (IsOurs(inMetaValues))
    {
        DbgPrint("proxyredirect: the proxy's own connection passes\n");
        classifyOut->actionType = FWP_ACTION_PERMIT;
        return;
    }
    classifyOut->actionType = FWP_ACTION_BLOCK;
    if (!NT_SUCCESS(FwpsAcquireClassifyHandle0((void *)classifyContext, 0, &classifyHandle)))
        return;
    if (NT_SUCCESS(FwpsAcquireWritableLayerDataPointer0(classifyHandle, filter->filterId, 0, (PVOID *)&request, classifyOut)))
    {
        Redirect(request);
        redirected = request->localRedirectContext != NULL;
        FwpsApplyModifiedLayerData0(classifyHandle, request, 0);
        if (redirected)
        {
            DbgPrint("proxyredirect: a connection to port %u goes to the proxy\n",
                     inFixedValues->incomingValue[FWPS_FIELD_ALE_CONNECT_REDIRECT_V4_IP_REMOTE_PORT].value.uint16);
            classifyOut->actionType = FWP_ACTION_PERMIT;
        }
    }
    FwpsReleaseClassifyHandle0(classifyHandle);
}

static NTSTATUS NTAPI ProxyNotify(
    _In_ FWPS_CALLOUT_NOTIFY_TYPE notifyType,
    _In_ const GUID *filterKey,
    _Inout_ FWPS_FILTER1 *filter)
{
    UNREFERENCED_PARAMETER(notifyType);
    UNREFERENCED_PARAMETER(filterKey);
    UNREFERENCED_PARAMETER(filter);
    return STATUS_SUCCESS;
}

VOID ProxyUnload(_In_ WDFDRIVER driver)
{
    UNREFERENCED_PARAMETER(driver);
    FwpsCalloutUnregisterById0(gCalloutId);
    FwpsRedirectHandleDestroy0(gRedirectHandle);
}

// A value that is not there leaves the default.
static void ReadParameters(_In_ WDFDRIVER driver)
{
    DECLARE_CONST_UNICODE_STRING(port, L"ProxyPort");
    DECLARE_CONST_UNICODE_STRING(pid, L"ProxyPid");
    WDFKEY key;

    if (!NT_SUCCESS(WdfDriverOpenParametersRegistryKey(driver, KEY_READ, WDF_NO_OBJECT_ATTRIBUTES, &key)))
        return;
    (void)WdfRegistryQueryULong(key, &port, &gProxyPort);
    (void)WdfRegistryQueryULong(key, &pid, &gProxyPid);
    WdfRegistryClose(key);
}

static NTSTATUS MakeDevice(_In_ WDFDRIVER driver)
{
    PWDFDEVICE_INIT init;
    NTSTATUS status;

    init = WdfControlDeviceInitAllocate(driver, &SDDL_DEVOBJ_KERNEL_ONLY);
    if (!init)
        return STATUS_INSUFFICIENT_RESOURCES;
    WdfDeviceInitSetDeviceType(init, FILE_DEVICE_NETWORK);
    status = WdfDeviceCreate(&init, WDF_NO_OBJECT_ATTRIBUTES, &gDevice);
    if (!NT_SUCCESS(status))
    {
        WdfDeviceInitFree(init);
        return status;
    }
    WdfControlFinishInitializing(gDevice);
    return STATUS_SUCCESS;
}

NTSTATUS DriverEntry(_In_ PDRIVER_OBJECT driverObject, _In_ PUNICODE_STRING registryPath)
{
    FWPS_CALLOUT1 callout = {0};
    WDF_DRIVER_CONFIG config;
    WDFDRIVER driver;
    NTSTATUS status;

    WDF_DRIVER_CONFIG_INIT(&config, WDF_NO_EVENT_CALLBACK);
    config.DriverInitFlags |= WdfDriverInitNonPnpDriver;
    config.EvtDriverUnload = ProxyUnload;
    status = WdfDriverCreate(driverObject, registryPath, WDF_NO_OBJECT_ATTRIBUTES, &config, &driver);
    if (!NT_SUCCESS(status))
        return status;
    ReadParameters(driver);
    status = MakeDevice(driver);
    if (!NT_SUCCESS(status))
        return status;
    status = FwpsRedirectHandleCreate0(&PROXY_PROVIDER, 0, &gRedirectHandle);
    if (!NT_SUCCESS(status))
        return status;

    callout.calloutKey = PROXY_CALLOUT;
    callout.classifyFn = ProxyClassify;
    callout.notifyFn = ProxyNotify;
    status = FwpsCalloutRegister1(WdfDeviceWdmGetDeviceObject(gDevice), &callout, &gCalloutId);
    if (!NT_SUCCESS(status))
        FwpsRedirectHandleDestroy0(gRedirectHandle);
    return status;
}
