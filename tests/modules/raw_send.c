/* Absorbs what applications send as datagrams and sends a clone: from the IP header on where the metadata show one.
 * -DCOMPARTMENT=N to send into that one. */
#define LAYER FWPM_LAYER_DATAGRAM_DATA_V4
#include "callout_kit.h"

#ifndef COMPARTMENT
#define COMPARTMENT m->compartmentId
#endif

DRIVER_INITIALIZE DriverEntry;
static DRIVER_UNLOAD Unload;

static HANDLE gInjection;

typedef struct SEND_ {
    UINT32                      Remote;
    FWPS_TRANSPORT_SEND_PARAMS0 Params;
} SEND;

static void NTAPI Completed(void *context, NET_BUFFER_LIST *list, BOOLEAN dispatchLevel)
{
    UNREFERENCED_PARAMETER(dispatchLevel);
    DbgPrint("raw_send: completed 0x%08x\n", list->Status);
    FwpsFreeCloneNetBufferList0(list, 0);
    ExFreePoolWithTag(context, 'dnes');
}

static VOID Send(const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *m, NET_BUFFER_LIST *list, ULONG retreat)
{
    NET_BUFFER_LIST *clone = NULL;
    NTSTATUS         status;
    SEND            *send = ExAllocatePoolWithTag(NonPagedPool, sizeof(*send), 'dnes');
    if (!send)
        return;
    RtlZeroMemory(send, sizeof(*send));
    send->Remote = RtlUlongByteSwap(values->incomingValue[FWPS_FIELD_DATAGRAM_DATA_V4_IP_REMOTE_ADDRESS].value.uint32);
    send->Params.remoteAddress = (UCHAR *)&send->Remote;
    send->Params.remoteScopeId = m->remoteScopeId;
    NdisRetreatNetBufferDataStart(NET_BUFFER_LIST_FIRST_NB(list), retreat, 0, NULL);
    status = FwpsAllocateCloneNetBufferList0(list, NULL, NULL, 0, &clone);
    NdisAdvanceNetBufferDataStart(NET_BUFFER_LIST_FIRST_NB(list), retreat, FALSE, NULL);
    if (NT_SUCCESS(status))
        status = FwpsInjectTransportSendAsync0(gInjection, NULL, m->transportEndpointHandle, 0, &send->Params, AF_INET,
                                               COMPARTMENT, clone, Completed, send);
    if (NT_SUCCESS(status))
        return;
    DbgPrint("raw_send: not sent, 0x%08x\n", status);
    if (clone)
        FwpsFreeCloneNetBufferList0(clone, 0);
    ExFreePoolWithTag(send, 'dnes');
}

static void Look(const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *metadata, NET_BUFFER_LIST *list,
                 FWPS_CLASSIFY_OUT0 *classifyOut)
{
    BOOLEAN has = FWPS_IS_METADATA_FIELD_PRESENT(metadata, FWPS_METADATA_FIELD_IP_HEADER_SIZE) != 0;
    BOOLEAN out = values->incomingValue[FWPS_FIELD_DATAGRAM_DATA_V4_DIRECTION].value.uint32 == FWP_DIRECTION_OUTBOUND;
    if (!out || FwpsQueryPacketInjectionState0(gInjection, list, NULL) == FWPS_PACKET_INJECTED_BY_SELF)
        return;
    DbgPrint("raw_send: protocol %u, IP header %s %u\n", values->incomingValue[FWPS_FIELD_DATAGRAM_DATA_V4_IP_PROTOCOL].value.uint8,
             has ? "of" : "none", has ? metadata->ipHeaderSize : 0);
    Send(values, metadata, list, has ? metadata->ipHeaderSize : 0);
    KitAbsorb(classifyOut);
}

static VOID Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    KitEnd();
    FwpsInjectionHandleDestroy0(gInjection);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING registryPath)
{
    UNREFERENCED_PARAMETER(registryPath);
    driver->DriverUnload = Unload;
    if (!NT_SUCCESS(FwpsInjectionHandleCreate0(AF_INET, FWPS_INJECTION_TYPE_TRANSPORT, &gInjection)))
        return STATUS_INSUFFICIENT_RESOURCES;
    return KitStart(driver);
}
