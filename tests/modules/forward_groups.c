/* Looks at routed fragments and at their groups: how many lists each chain has, and whether FwpsReassembleForwardFragmentGroup0 makes a
 * datagram of it. -DABSORB=1: takes each group, keeping a reference to its first list until unload. */
#ifndef LAYER
#define LAYER FWPM_LAYER_IPFORWARD_V4
#endif
#include "callout_kit.h"

#ifndef ABSORB
#define ABSORB 0
#endif

#define LAYER_FLAGS FWPS_FIELD_IPFORWARD_V4_FLAGS /* the same index for IPv6 */
#define KEPT_MAX    64

static LONG             gAlone, gGroups, gLists, gJoined;
static NET_BUFFER_LIST *gKept[KEPT_MAX];
static LONG             gKeptCount;

static ULONG Length(const NET_BUFFER_LIST *list)
{
    return NET_BUFFER_DATA_LENGTH(NET_BUFFER_LIST_FIRST_NB(list));
}

static void Join(NET_BUFFER_LIST *chain, ADDRESS_FAMILY family)
{
    NET_BUFFER_LIST *whole;
    ULONG            sum = 0;
    for (const NET_BUFFER_LIST *list = chain; list; list = list->Next)
        sum += Length(list);
    if (!NT_SUCCESS(FwpsReassembleForwardFragmentGroup0(family, chain, NULL, 0, 0, &whole)))
        return;
    gJoined += Length(whole) < sum;
    FwpsFreeNetBufferList0(whole);
}

static void Look(const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *metadata, NET_BUFFER_LIST *chain,
                 FWPS_CLASSIFY_OUT0 *classifyOut)
{
    UNREFERENCED_PARAMETER(metadata);
    if (!(values->incomingValue[LAYER_FLAGS].value.uint32 & FWP_CONDITION_FLAG_IS_FRAGMENT_GROUP)) {
        gAlone += chain->Next == NULL;
        return;
    }
    gGroups++;
    for (const NET_BUFFER_LIST *list = chain; list; list = list->Next)
        gLists++;
    Join(chain, values->layerId == FWPS_LAYER_IPFORWARD_V4 ? AF_INET : AF_INET6);
    if (!ABSORB || gKeptCount == KEPT_MAX)
        return;
    FwpsReferenceNetBufferList0(chain, TRUE);
    gKept[gKeptCount++] = chain;
    KitAbsorb(classifyOut);
}

static VOID Unload(PDRIVER_OBJECT driver)
{
    UNREFERENCED_PARAMETER(driver);
    for (LONG i = 0; i < gKeptCount; i++)
        FwpsDereferenceNetBufferList0(gKept[i], FALSE);
    KitEnd();
    DbgPrint("forward_groups: %d alone, %d groups of %d lists, %d joined\n", gAlone, gGroups, gLists, gJoined);
}

NTSTATUS DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING registryPath)
{
    UNREFERENCED_PARAMETER(registryPath);
    driver->DriverUnload = Unload;
    return KitStart(driver);
}
