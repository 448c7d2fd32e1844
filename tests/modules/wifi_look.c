/* Looks at frames of Wi-Fi at one MAC layer: of each the first bytes of the list, and what the layer says of the medium. A line a frame.
 * -DNATIVE=1: the layer is a NATIVE one. */
#ifndef LAYER
#define LAYER FWPM_LAYER_INBOUND_MAC_FRAME_NATIVE
#endif
#include "callout_kit.h"

#define SHOWN 14

/* The fields have the same index in both directions. */
static void Look(const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *metadata, NET_BUFFER_LIST *list,
                 FWPS_CLASSIFY_OUT0 *classifyOut)
{
    NET_BUFFER *nb = NET_BUFFER_LIST_FIRST_NB(list);
    UCHAR       room[SHOWN], *bytes;
    CHAR        text[2 * SHOWN + 1] = "";
    UNREFERENCED_PARAMETER(metadata);
    bytes = NET_BUFFER_DATA_LENGTH(nb) >= SHOWN ? NdisGetDataBuffer(nb, SHOWN, room, 1, 0) : NULL;
    for (ULONG i = 0; bytes && i < SHOWN; i++) {
        static const CHAR digits[] = "0123456789abcdef";
        text[2 * i] = digits[bytes[i] >> 4];
        text[2 * i + 1] = digits[bytes[i] & 15];
    }
#if NATIVE
    DbgPrint("frame %s of %u: medium %u %u flags %u\n", text, NET_BUFFER_DATA_LENGTH(nb),
             values->incomingValue[FWPS_FIELD_INBOUND_MAC_FRAME_NATIVE_NDIS_MEDIA_TYPE].value.uint32,
             values->incomingValue[FWPS_FIELD_INBOUND_MAC_FRAME_NATIVE_NDIS_PHYSICAL_MEDIA_TYPE].value.uint32,
             values->incomingValue[FWPS_FIELD_INBOUND_MAC_FRAME_NATIVE_L2_FLAGS].value.uint32);
#else
    DbgPrint("frame %s of %u: type %u flags %u\n", text, NET_BUFFER_DATA_LENGTH(nb),
             values->incomingValue[FWPS_FIELD_INBOUND_MAC_FRAME_ETHERNET_ETHER_TYPE].value.uint16,
             values->incomingValue[FWPS_FIELD_INBOUND_MAC_FRAME_ETHERNET_L2_FLAGS].value.uint32);
#endif
}

static VOID Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    KitEnd();
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING registryPath)
{
    UNREFERENCED_PARAMETER(registryPath);
    driver->DriverUnload = Unload;
    return KitStart(driver);
}
