/* Drivers, devices and the registry in the framework. Part of wdf.h. */
#ifndef OPENWFP_WDFDEVICE_H
#define OPENWFP_WDFDEVICE_H

#include "wdf.h"

EXTERN_C_START

/* --- the driver --------------------------------------------------------------------------------------------------- */

typedef NTSTATUS EVT_WDF_DRIVER_DEVICE_ADD(WDFDRIVER driver, PWDFDEVICE_INIT init);
typedef EVT_WDF_DRIVER_DEVICE_ADD *PFN_WDF_DRIVER_DEVICE_ADD;
typedef VOID EVT_WDF_DRIVER_UNLOAD(WDFDRIVER driver);
typedef EVT_WDF_DRIVER_UNLOAD *PFN_WDF_DRIVER_UNLOAD;

typedef enum _WDF_DRIVER_INIT_FLAGS {
    WdfDriverInitNonPnpDriver = 0x00000001,
    WdfDriverInitNoDispatchOverride = 0x00000002,
    WdfVerifyOn = 0x00000004,
    WdfVerifierOn = 0x00000008,
    WdfDriverInitCompanion = 0x00000010
} WDF_DRIVER_INIT_FLAGS;

typedef struct _WDF_DRIVER_CONFIG {
    ULONG                     Size;
    PFN_WDF_DRIVER_DEVICE_ADD EvtDriverDeviceAdd;
    PFN_WDF_DRIVER_UNLOAD     EvtDriverUnload;
    ULONG                     DriverInitFlags;
    ULONG                     DriverPoolTag;
} WDF_DRIVER_CONFIG, *PWDF_DRIVER_CONFIG;

OPENWFP_INLINE VOID WDF_DRIVER_CONFIG_INIT(PWDF_DRIVER_CONFIG config, PFN_WDF_DRIVER_DEVICE_ADD add)
{
    RtlZeroMemory(config, sizeof(*config));
    config->Size = sizeof(*config);
    config->EvtDriverDeviceAdd = add;
}

NTSTATUS       WdfDriverCreate(PDRIVER_OBJECT driver, PCUNICODE_STRING registryPath, PWDF_OBJECT_ATTRIBUTES attributes,
                               PWDF_DRIVER_CONFIG config, WDFDRIVER *out);
PDRIVER_OBJECT WdfDriverWdmGetDriverObject(WDFDRIVER driver);
PWSTR          WdfDriverGetRegistryPath(WDFDRIVER driver);
WDFDRIVER      WdfGetDriver(VOID);
NTSTATUS       WdfDriverOpenParametersRegistryKey(WDFDRIVER driver, ACCESS_MASK access,
                                                  PWDF_OBJECT_ATTRIBUTES attributes, WDFKEY *key);

/* --- devices ------------------------------------------------------------------------------------------------------ */

typedef enum _WDF_DEVICE_IO_TYPE {
    WdfDeviceIoUndefined,
    WdfDeviceIoNeither,
    WdfDeviceIoBuffered,
    WdfDeviceIoDirect,
    WdfDeviceIoBufferedOrDirect,
    WdfDeviceIoMaximum
} WDF_DEVICE_IO_TYPE, *PWDF_DEVICE_IO_TYPE;
typedef enum _WDF_FILEOBJECT_CLASS {
    WdfFileObjectInvalid,
    WdfFileObjectNotRequired,
    WdfFileObjectWdfCanUseFsContext,
    WdfFileObjectWdfCanUseFsContext2,
    WdfFileObjectWdfCannotUseFsContexts,
    WdfFileObjectCanBeOptional = (int)0x80000000
} WDF_FILEOBJECT_CLASS, *PWDF_FILEOBJECT_CLASS;

typedef VOID EVT_WDF_DEVICE_FILE_CREATE(WDFDEVICE device, WDFREQUEST request, WDFFILEOBJECT file);
typedef EVT_WDF_DEVICE_FILE_CREATE *PFN_WDF_DEVICE_FILE_CREATE;
typedef VOID EVT_WDF_FILE_CLOSE(WDFFILEOBJECT file);
typedef EVT_WDF_FILE_CLOSE *PFN_WDF_FILE_CLOSE;
typedef VOID EVT_WDF_FILE_CLEANUP(WDFFILEOBJECT file);
typedef EVT_WDF_FILE_CLEANUP *PFN_WDF_FILE_CLEANUP;
typedef VOID EVT_WDF_IO_IN_CALLER_CONTEXT(WDFDEVICE device, WDFREQUEST request);
typedef EVT_WDF_IO_IN_CALLER_CONTEXT *PFN_WDF_IO_IN_CALLER_CONTEXT;

typedef struct _WDF_FILEOBJECT_CONFIG {
    ULONG                      Size;
    PFN_WDF_DEVICE_FILE_CREATE EvtDeviceFileCreate;
    PFN_WDF_FILE_CLOSE         EvtFileClose;
    PFN_WDF_FILE_CLEANUP       EvtFileCleanup;
    WDF_TRI_STATE              AutoForwardCleanupClose;
    WDF_FILEOBJECT_CLASS       FileObjectClass;
} WDF_FILEOBJECT_CONFIG, *PWDF_FILEOBJECT_CONFIG;

OPENWFP_INLINE VOID WDF_FILEOBJECT_CONFIG_INIT(PWDF_FILEOBJECT_CONFIG config, PFN_WDF_DEVICE_FILE_CREATE create,
                                               PFN_WDF_FILE_CLOSE close, PFN_WDF_FILE_CLEANUP cleanup)
{
    RtlZeroMemory(config, sizeof(*config));
    config->Size = sizeof(*config);
    config->EvtDeviceFileCreate = create;
    config->EvtFileClose = close;
    config->EvtFileCleanup = cleanup;
    config->AutoForwardCleanupClose = WdfUseDefault;
    config->FileObjectClass = WdfFileObjectWdfCannotUseFsContexts;
}

PWDFDEVICE_INIT WdfControlDeviceInitAllocate(WDFDRIVER driver, const UNICODE_STRING *sddl);
VOID            WdfControlFinishInitializing(WDFDEVICE device);
VOID            WdfDeviceInitFree(PWDFDEVICE_INIT init);
VOID            WdfDeviceInitSetDeviceType(PWDFDEVICE_INIT init, DEVICE_TYPE type);
VOID            WdfDeviceInitSetCharacteristics(PWDFDEVICE_INIT init, ULONG characteristics, BOOLEAN add);
VOID            WdfDeviceInitSetExclusive(PWDFDEVICE_INIT init, BOOLEAN exclusive);
VOID            WdfDeviceInitSetIoType(PWDFDEVICE_INIT init, WDF_DEVICE_IO_TYPE type);
VOID            WdfDeviceInitSetDeviceClass(PWDFDEVICE_INIT init, const GUID *deviceClass);
VOID            WdfDeviceInitSetFileObjectConfig(PWDFDEVICE_INIT init, PWDF_FILEOBJECT_CONFIG config,
                                                 PWDF_OBJECT_ATTRIBUTES attributes);
VOID            WdfDeviceInitSetIoInCallerContextCallback(PWDFDEVICE_INIT init, PFN_WDF_IO_IN_CALLER_CONTEXT callback);
VOID            WdfDeviceInitSetRequestAttributes(PWDFDEVICE_INIT init, PWDF_OBJECT_ATTRIBUTES attributes);
NTSTATUS        WdfDeviceInitAssignName(PWDFDEVICE_INIT init, PCUNICODE_STRING name);
NTSTATUS        WdfDeviceInitAssignSDDLString(PWDFDEVICE_INIT init, PCUNICODE_STRING sddl);
NTSTATUS        WdfPdoInitAssignRawDevice(PWDFDEVICE_INIT init, const GUID *deviceClass);
NTSTATUS        WdfDeviceCreate(PWDFDEVICE_INIT *init, PWDF_OBJECT_ATTRIBUTES attributes, WDFDEVICE *device);
NTSTATUS        WdfDeviceCreateSymbolicLink(WDFDEVICE device, PCUNICODE_STRING link);
PDEVICE_OBJECT  WdfDeviceWdmGetDeviceObject(WDFDEVICE device);
WDFDEVICE       WdfWdmDeviceGetWdfDeviceHandle(PDEVICE_OBJECT device);
WDFQUEUE        WdfDeviceGetDefaultQueue(WDFDEVICE device);
WDFDRIVER       WdfDeviceGetDriver(WDFDEVICE device);
NTSTATUS        WdfDeviceEnqueueRequest(WDFDEVICE device, WDFREQUEST request);
WDFDEVICE       WdfFileObjectGetDevice(WDFFILEOBJECT file);
PFILE_OBJECT    WdfFileObjectWdmGetFileObject(WDFFILEOBJECT file);

/* --- the registry ------------------------------------------------------------------------------------------------- */

NTSTATUS WdfRegistryOpenKey(WDFKEY parent, PCUNICODE_STRING name, ACCESS_MASK access,
                            PWDF_OBJECT_ATTRIBUTES attributes, WDFKEY *key);
NTSTATUS WdfRegistryQueryULong(WDFKEY key, PCUNICODE_STRING name, PULONG value);
NTSTATUS WdfRegistryQueryUnicodeString(WDFKEY key, PCUNICODE_STRING name, PUSHORT size, PUNICODE_STRING value);
NTSTATUS WdfRegistryQueryString(WDFKEY key, PCUNICODE_STRING name, WDFSTRING value);
NTSTATUS WdfRegistryQueryValue(WDFKEY key, PCUNICODE_STRING name, ULONG size, PVOID value, PULONG resultSize,
                               PULONG type);
NTSTATUS WdfRegistryAssignULong(WDFKEY key, PCUNICODE_STRING name, ULONG value);
VOID     WdfRegistryClose(WDFKEY key);

EXTERN_C_END

#endif
