/* Counts what it is shown of the frames that come in: a callout that takes batches. Prints the frames, and the longest chain of lists
 * that a classify brought. */
#define LAYER FWPM_LAYER_INBOUND_MAC_FRAME_ETHERNET
#define CALLOUT_FLAGS FWP_CALLOUT_FLAG_ALLOW_L2_BATCH_CLASSIFY
#include "callout_kit.h"

static LONG gFrames, gChains, gLongest;

static void Look(const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *metadata, NET_BUFFER_LIST *list,
                 FWPS_CLASSIFY_OUT0 *classifyOut)
{
    LONG length = 0;
    UNREFERENCED_PARAMETER(values);
    UNREFERENCED_PARAMETER(metadata);
    for (; list; list = list->Next)
        length++;
    gFrames += length;
    gChains += length > 1;
    if (length > gLongest)
        gLongest = length;
}

static VOID Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    KitEnd();
    DbgPrint("mac_chains: %d frames, %d chains, longest %d\n", gFrames, gChains, gLongest);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING registryPath)
{
    UNREFERENCED_PARAMETER(registryPath);
    driver->DriverUnload = Unload;
    return KitStart(driver);
}
