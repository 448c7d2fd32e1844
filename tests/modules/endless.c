/* Absorbs what leaves and injects a packet of its own with the same bytes, which has no history: for ever. -DPOLITE=1 to let pass
 * what it injected itself, so that it takes a second driver (-DKEY=2) to go on for ever; -DLATER=1 to inject from the completion
 * of the last injection alone. */
#define LAYER FWPM_LAYER_OUTBOUND_IPPACKET_V4
#include "callout_kit.h"

#ifndef POLITE
#define POLITE 0
#endif
#ifndef LATER
#define LATER 0
#endif

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

static HANDLE      gInjection;
static NDIS_HANDLE gPool;
static LONG        gInjected, gRefused;

typedef struct COPY_ {
    PMDL  Mdl;
    ULONG Size, Aligns;
    UCHAR Bytes[1];
} COPY;

static VOID FreeCopy(COPY *copy)
{
    if (copy->Mdl)
        IoFreeMdl(copy->Mdl);
    ExFreePoolWithTag(copy, 'ldne');
}

static COPY *NewCopy(const void *bytes, ULONG size)
{
    COPY *copy = ExAllocatePoolWithTag(NonPagedPool, sizeof(*copy) + size, 'ldne');
    if (!copy)
        return NULL;
    copy->Size = size;
    if (bytes)
        RtlCopyMemory(copy->Bytes, bytes, size);
    copy->Mdl = IoAllocateMdl(copy->Bytes, size, FALSE, FALSE, NULL);
    if (copy->Mdl) {
        MmBuildMdlForNonPagedPool(copy->Mdl);
        return copy;
    }
    FreeCopy(copy);
    return NULL;
}

static VOID Inject(COPY *copy);

static void NTAPI Completed(void *context, NET_BUFFER_LIST *list, BOOLEAN dispatchLevel)
{
    COPY *copy = context;
    UNREFERENCED_PARAMETER(dispatchLevel);
    FwpsFreeNetBufferList0(list);
    if (LATER)
        Inject(copy);
    else
        FreeCopy(copy);
}

static VOID Inject(COPY *copy)
{
    NET_BUFFER_LIST *list = NULL;
    NTSTATUS         status = FwpsAllocateNetBufferAndNetBufferList0(gPool, 0, 0, copy->Mdl, 0, copy->Size, &list);
    if (NT_SUCCESS(status))
        status = FwpsInjectNetworkSendAsync0(gInjection, NULL, 0, UNSPECIFIED_COMPARTMENT_ID, list, Completed, copy);
    if (NT_SUCCESS(status)) {
        InterlockedIncrement(&gInjected);
        return;
    }
    InterlockedIncrement(&gRefused);
    if (list)
        FwpsFreeNetBufferList0(list);
    FreeCopy(copy);
}

/* The IP header is aligned in the copy as in the packet. */
static VOID InjectCopy(NET_BUFFER *buffer)
{
    ULONG size = NET_BUFFER_DATA_LENGTH(buffer);
    COPY *copy = NewCopy(NULL, size + 8);
    PVOID bytes;
    if (!copy)
        return;
    bytes = NdisGetDataBuffer(buffer, size, copy->Bytes, 1, 0);
    if (!bytes) {
        FreeCopy(copy);
        return;
    }
    if (bytes != copy->Bytes)
        RtlCopyMemory(copy->Bytes, bytes, size);
    copy->Size = size;
    Inject(copy);
}

static void Look(const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *metadata, NET_BUFFER_LIST *list,
                 FWPS_CLASSIFY_OUT0 *classifyOut)
{
    FWPS_PACKET_INJECTION_STATE state = FwpsQueryPacketInjectionState0(gInjection, list, NULL);
    UNREFERENCED_PARAMETER(values);
    UNREFERENCED_PARAMETER(metadata);
    if ((POLITE || LATER) && state == FWPS_PACKET_INJECTED_BY_SELF)
        return;
    InjectCopy(NET_BUFFER_LIST_FIRST_NB(list));
    KitAbsorb(classifyOut);
}

static VOID Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    KitEnd();
    FwpsInjectionHandleDestroy0(gInjection);
    NdisFreeNetBufferListPool(gPool);
    DbgPrint("endless: %d refused\n", gRefused);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING registryPath)
{
    NET_BUFFER_LIST_POOL_PARAMETERS parameters = { 0 };
    UNREFERENCED_PARAMETER(registryPath);
    driver->DriverUnload = Unload;
    parameters.Header.Type = NDIS_OBJECT_TYPE_DEFAULT;
    parameters.Header.Revision = NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1;
    parameters.Header.Size = sizeof(parameters);
    parameters.fAllocateNetBuffer = TRUE;
    parameters.PoolTag = 'ldne';
    gPool = NdisAllocateNetBufferListPool(NULL, &parameters);
    if (!gPool)
        return STATUS_INSUFFICIENT_RESOURCES;
    if (!NT_SUCCESS(FwpsInjectionHandleCreate0(AF_INET, FWPS_INJECTION_TYPE_NETWORK, &gInjection)))
        return STATUS_INSUFFICIENT_RESOURCES;
    return KitStart(driver);
}
