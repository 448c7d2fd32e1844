/* Takes every frame that enters a virtual switch, carries it on by a work item, and lets what it injected itself pass. Compiled with
 * -DORIGINAL=1 it gives the very list back, without a completion function. Prints what it took and what it saw again. */
#define LAYER FWPM_LAYER_INGRESS_VSWITCH_ETHERNET
#include "callout_kit.h"

#ifndef ORIGINAL
#define ORIGINAL 0
#endif

typedef struct CARRIED_ {
    LIST_ENTRY            Link;
    NET_BUFFER_LIST      *List;
    FWP_BYTE_BLOB         Switch;
    UCHAR                 SwitchBytes[128];
    NDIS_SWITCH_PORT_ID   Port;
    NDIS_SWITCH_NIC_INDEX Nic;
} CARRIED;

static HANDLE       gInjection;
static LIST_ENTRY   gCarried;
static KSPIN_LOCK   gLock;
static PIO_WORKITEM gWork;
static BOOLEAN      gQueued;
static LONG         gTaken, gSeenAgain, gCompleted;

static void NTAPI Completed(void *context, NET_BUFFER_LIST *list, BOOLEAN dispatchLevel)
{
    UNREFERENCED_PARAMETER(context);
    UNREFERENCED_PARAMETER(dispatchLevel);
    InterlockedIncrement(&gCompleted);
    FwpsFreeCloneNetBufferList0(list, 0);
}

static VOID PutIn(CARRIED *c)
{
    NTSTATUS status = FwpsInjectvSwitchEthernetIngressAsync0(gInjection, NULL, 0, NULL, &c->Switch, c->Port, c->Nic, c->List,
                                                             ORIGINAL ? NULL : Completed, NULL);
    if (ORIGINAL)
        FwpsDereferenceNetBufferList0(c->List, FALSE);
    else if (!NT_SUCCESS(status))
        FwpsFreeCloneNetBufferList0(c->List, 0);
    if (!NT_SUCCESS(status))
        DbgPrint("vswitch_carry: not injected, 0x%08x\n", status);
    ExFreePoolWithTag(c, 'crav');
}

static VOID Work(PDEVICE_OBJECT device, PVOID context)
{
    PLIST_ENTRY e;
    UNREFERENCED_PARAMETER(device);
    UNREFERENCED_PARAMETER(context);
    InterlockedExchange8((CHAR *)&gQueued, FALSE);
    while ((e = ExInterlockedRemoveHeadList(&gCarried, &gLock)) != NULL)
        PutIn(CONTAINING_RECORD(e, CARRIED, Link));
}

static NTSTATUS Keep(CARRIED *c, NET_BUFFER_LIST *list)
{
    if (!ORIGINAL)
        return FwpsAllocateCloneNetBufferList0(list, NULL, NULL, 0, &c->List);
    FwpsReferenceNetBufferList0(list, TRUE);
    c->List = list;
    return STATUS_SUCCESS;
}

static BOOLEAN Take(const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *m, NET_BUFFER_LIST *list)
{
    const FWP_BYTE_BLOB *id = values->incomingValue[FWPS_FIELD_INGRESS_VSWITCH_ETHERNET_VSWITCH_ID].value.byteBlob;
    CARRIED             *c = ExAllocatePoolWithTag(NonPagedPool, sizeof(*c), 'crav');
    if (!c)
        return FALSE;
    if (id->size > sizeof(c->SwitchBytes) || !NT_SUCCESS(Keep(c, list))) {
        ExFreePoolWithTag(c, 'crav');
        return FALSE;
    }
    RtlCopyMemory(c->SwitchBytes, id->data, id->size);
    c->Switch.size = id->size;
    c->Switch.data = c->SwitchBytes;
    c->Port = m->vSwitchSourcePortId;
    c->Nic = m->vSwitchSourceNicIndex;
    InterlockedIncrement(&gTaken);
    ExInterlockedInsertTailList(&gCarried, &c->Link, &gLock);
    if (!InterlockedExchange8((CHAR *)&gQueued, TRUE))
        IoQueueWorkItem(gWork, Work, DelayedWorkQueue, NULL);
    return TRUE;
}

static void Look(const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *metadata, NET_BUFFER_LIST *list,
                 FWPS_CLASSIFY_OUT0 *classifyOut)
{
    FWPS_PACKET_INJECTION_STATE state = FwpsQueryPacketInjectionState0(gInjection, list, NULL);
    if (state == FWPS_PACKET_INJECTED_BY_SELF || state == FWPS_PACKET_PREVIOUSLY_INJECTED_BY_SELF) {
        InterlockedIncrement(&gSeenAgain);
        return;
    }
    if (!(classifyOut->rights & FWPS_RIGHT_ACTION_WRITE) || !Take(values, metadata, list))
        return;
    KitAbsorb(classifyOut);
}

static VOID Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    FwpsInjectionHandleDestroy0(gInjection);
    IoFreeWorkItem(gWork);
    KitEnd();
    DbgPrint("vswitch_carry: %d taken, %d seen again, %d completed\n", gTaken, gSeenAgain, gCompleted);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING registryPath)
{
    NTSTATUS status;
    UNREFERENCED_PARAMETER(registryPath);
    driver->DriverUnload = Unload;
    InitializeListHead(&gCarried);
    KeInitializeSpinLock(&gLock);
    status = FwpsInjectionHandleCreate0(AF_UNSPEC, FWPS_INJECTION_TYPE_L2, &gInjection);
    if (NT_SUCCESS(status))
        status = KitStart(driver);
    if (!NT_SUCCESS(status))
        return status;
    gWork = IoAllocateWorkItem(KitDevice);
    return gWork ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}
