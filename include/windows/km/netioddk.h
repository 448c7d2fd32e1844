/* The network module registrar. */
#ifndef OPENWFP_NETIODDK_H
#define OPENWFP_NETIODDK_H

#include "ntddk.h"

EXTERN_C_START

typedef GUID NPIID;
typedef const NPIID *PNPIID;
typedef enum { MIT_GUID = 1, MIT_IF_LUID } NPI_MODULEID_TYPE;
typedef struct _NPI_MODULEID {
    USHORT            Length;
    NPI_MODULEID_TYPE Type;
    __extension__ union {
        GUID Guid;
        LUID IfLuid;
    };
} NPI_MODULEID;
typedef const NPI_MODULEID *PNPI_MODULEID;

typedef struct _NPI_REGISTRATION_INSTANCE {
    USHORT        Version;
    USHORT        Size;
    PNPIID        NpiId;
    PNPI_MODULEID ModuleId;
    ULONG         Number;
    const VOID   *NpiSpecificCharacteristics;
} NPI_REGISTRATION_INSTANCE;
typedef const NPI_REGISTRATION_INSTANCE *PNPI_REGISTRATION_INSTANCE;

typedef NTSTATUS NPI_PROVIDER_ATTACH_CLIENT_FN(HANDLE binding, PVOID provider, PNPI_REGISTRATION_INSTANCE client,
                                               PVOID clientContext,
                                               const VOID *clientDispatch, PVOID *providerContext,
                                                   const VOID **providerDispatch);
typedef NPI_PROVIDER_ATTACH_CLIENT_FN *PNPI_PROVIDER_ATTACH_CLIENT_FN;
typedef NTSTATUS NPI_PROVIDER_DETACH_CLIENT_FN(PVOID context);
typedef NPI_PROVIDER_DETACH_CLIENT_FN *PNPI_PROVIDER_DETACH_CLIENT_FN;
typedef VOID NPI_PROVIDER_CLEANUP_BINDING_CONTEXT_FN(PVOID context);
typedef NPI_PROVIDER_CLEANUP_BINDING_CONTEXT_FN *PNPI_PROVIDER_CLEANUP_BINDING_CONTEXT_FN;

typedef struct _NPI_PROVIDER_CHARACTERISTICS {
    USHORT                                   Version;
    USHORT                                   Length;
    PNPI_PROVIDER_ATTACH_CLIENT_FN           ProviderAttachClient;
    PNPI_PROVIDER_DETACH_CLIENT_FN           ProviderDetachClient;
    PNPI_PROVIDER_CLEANUP_BINDING_CONTEXT_FN ProviderCleanupBindingContext;
    NPI_REGISTRATION_INSTANCE                ProviderRegistrationInstance;
} NPI_PROVIDER_CHARACTERISTICS;

NTSTATUS NmrRegisterProvider(const NPI_PROVIDER_CHARACTERISTICS *characteristics, PVOID context, PHANDLE provider);
NTSTATUS NmrDeregisterProvider(HANDLE provider);
NTSTATUS NmrWaitForProviderDeregisterComplete(HANDLE provider);
VOID     NmrProviderDetachClientComplete(HANDLE binding);

EXTERN_C_END

#endif
