/* NDIS on packets: the bytes of a NET_BUFFER, its data start. The packet model (pkt/nb.h) keeps the current MDL;
 * what is added here is the back space that a retreat may need. */
#include <string.h>

#include "api_km/border.h"

#include <ndis.h>

#include "api_km/ndis_memory.h"
#include "pkt/nb.h"

PVOID NdisGetDataBuffer(NET_BUFFER *buffer, ULONG size, PVOID storage, ULONG alignMultiple, ULONG alignOffset)
{
    if (size == 0)
        return NULL;
    const void *in_place = nb_data(buffer, size, NULL);
    bool        aligned = alignMultiple < 2 || ((uintptr_t)in_place & (alignMultiple - 1)) == alignOffset;
    if (in_place && (aligned || !storage))
        return aligned ? (PVOID)(uintptr_t)in_place : NULL;
    if (in_place)
        return memcpy(storage, in_place, size);
    return (PVOID)(uintptr_t)nb_data(buffer, size, storage);
}

/* --- the start of the data ---------------------------------------------------------------------------------------- */

/* A new MDL before the chain, whose last `delta` bytes the data will start in. */
static NDIS_STATUS prepend(NET_BUFFER *buffer, ULONG delta, ULONG backFill, PNET_BUFFER_ALLOCATE_MDL_HANDLER allocate)
{
    ULONG missing = delta - buffer->DataOffset, size = missing + backFill;
    MDL  *mdl = allocate ? allocate(&size) : ndis_mdl_with_data(size);
    if (!mdl)
        return NDIS_STATUS_RESOURCES;
    if (size < missing || mdl->ByteCount < missing) {
        nt_report(km_nt("NdisRetreatNetBufferDataStart"), "NdisRetreatNetBufferDataStart: the MDL handler gave %u of %u bytes",
                  (unsigned)mdl->ByteCount, (unsigned)missing);
        return NDIS_STATUS_RESOURCES;
    }
    mdl->Next = buffer->MdlChain;
    buffer->MdlChain = mdl;
    buffer->DataOffset += mdl->ByteCount;
    nb_retreat(buffer, delta);
    return NDIS_STATUS_SUCCESS;
}

NDIS_STATUS NdisRetreatNetBufferDataStart(NET_BUFFER *buffer, ULONG delta, ULONG backFill, PNET_BUFFER_ALLOCATE_MDL_HANDLER allocate)
{
    irql_require(km_nt("NdisRetreatNetBufferDataStart"), "NdisRetreatNetBufferDataStart", IRQL_DISPATCH);
    if (delta > UINT32_MAX - buffer->DataLength || backFill > UINT32_MAX - delta)
        return NDIS_STATUS_INVALID_PARAMETER;
    if (nb_retreat(buffer, delta))
        return NDIS_STATUS_SUCCESS;
    return prepend(buffer, delta, backFill, allocate);
}

/* MDLs that lie wholly before the data, and are the caller's or ours to free. */
static void free_unused(NET_BUFFER *buffer, PNET_BUFFER_FREE_MDL_HANDLER release)
{
    while (buffer->MdlChain != buffer->CurrentMdl && buffer->MdlChain) {
        MDL *first = buffer->MdlChain;
        if (!release && !ndis_mdl_is_ours(first))
            return;
        buffer->MdlChain = first->Next;
        buffer->DataOffset -= first->ByteCount;
        first->Next = NULL;
        (release ? release : ndis_mdl_free)(first);
    }
}

VOID NdisAdvanceNetBufferDataStart(NET_BUFFER *buffer, ULONG delta, BOOLEAN freeMdl, PNET_BUFFER_FREE_MDL_HANDLER release)
{
    struct nt_system *nt = km_nt("NdisAdvanceNetBufferDataStart");
    irql_require(nt, "NdisAdvanceNetBufferDataStart", IRQL_DISPATCH);
    if (!nb_advance(buffer, delta)) {
        nt_report(nt, "NdisAdvanceNetBufferDataStart: %u bytes of %u", (unsigned)delta, (unsigned)buffer->DataLength);
        return;
    }
    if (freeMdl)
        free_unused(buffer, release);
}

VOID NdisAdvanceNetBufferListDataStart(NET_BUFFER_LIST *list, ULONG delta, BOOLEAN freeMdl, PNET_BUFFER_FREE_MDL_HANDLER release)
{
    for (NET_BUFFER *nb = list->FirstNetBuffer; nb; nb = nb->Next)
        NdisAdvanceNetBufferDataStart(nb, delta, freeMdl, release);
}

/* All buffers of the list or none. */
NDIS_STATUS NdisRetreatNetBufferListDataStart(NET_BUFFER_LIST *list, ULONG delta, ULONG backFill,
                                              PNET_BUFFER_ALLOCATE_MDL_HANDLER allocate, PNET_BUFFER_FREE_MDL_HANDLER release)
{
    for (NET_BUFFER *nb = list->FirstNetBuffer; nb; nb = nb->Next) {
        NDIS_STATUS status = NdisRetreatNetBufferDataStart(nb, delta, backFill, allocate);
        if (status == NDIS_STATUS_SUCCESS)
            continue;
        for (NET_BUFFER *done = list->FirstNetBuffer; done != nb; done = done->Next)
            NdisAdvanceNetBufferDataStart(done, delta, TRUE, release);
        return status;
    }
    return NDIS_STATUS_SUCCESS;
}

VOID NdisAdjustNetBufferCurrentMdl(NET_BUFFER *buffer)
{
    NET_BUFFER was = *buffer;
    nb_init(buffer, was.MdlChain, was.DataOffset, was.DataLength);
    MDL  *current = buffer->CurrentMdl;
    ULONG offset = buffer->CurrentMdlOffset;
    *buffer = was;
    buffer->CurrentMdl = current;
    buffer->CurrentMdlOffset = offset;
}

/* --- copying ------------------------------------------------------------------------------------------------------ */

/* A place in a chain of MDLs. */
struct place {
    const MDL *mdl;
    size_t     offset;
};

static struct place place_of(const NET_BUFFER *nb, size_t offset)
{
    struct place p = { nb->CurrentMdl, nb->CurrentMdlOffset + offset };
    while (p.mdl && p.offset >= p.mdl->ByteCount) {
        p.offset -= p.mdl->ByteCount;
        p.mdl = p.mdl->Next;
    }
    return p;
}

static size_t run_of(const struct place *p, size_t most)
{
    size_t left = p->mdl ? p->mdl->ByteCount - p->offset : 0;
    return left < most ? left : most;
}

static char *bytes_at(const struct place *p)
{
    return (char *)MmGetSystemAddressForMdlSafe((PMDL)(uintptr_t)p->mdl, NormalPagePriority) + p->offset;
}

static void step(struct place *p, size_t n)
{
    p->offset += n;
    while (p->mdl && p->offset >= p->mdl->ByteCount) {
        p->offset -= p->mdl->ByteCount;
        p->mdl = p->mdl->Next;
    }
}

NDIS_STATUS NdisCopyFromNetBufferToNetBuffer(NET_BUFFER *to, SIZE_T toOffset, SIZE_T size, NET_BUFFER const *from,
                                             SIZE_T fromOffset, SIZE_T *copied)
{
    struct place target = place_of(to, toOffset), source = place_of(from, fromOffset);
    SIZE_T       room = toOffset < to->DataLength ? to->DataLength - toOffset : 0;
    SIZE_T       there = fromOffset < from->DataLength ? from->DataLength - fromOffset : 0;
    size = size < room ? size : room;
    size = size < there ? size : there;
    *copied = 0;
    for (size_t n; (n = run_of(&target, run_of(&source, size - *copied))) > 0; *copied += n) {
        memmove(bytes_at(&target), bytes_at(&source), n);
        step(&target, n);
        step(&source, n);
    }
    return NDIS_STATUS_SUCCESS;
}

/* Pages that the data lie in: every address here is its own physical one. */
ULONG NdisQueryNetBufferPhysicalCount(NET_BUFFER *buffer)
{
    struct nb_runs runs = nb_runs(buffer);
    struct bytes   run;
    ULONG          count = 0;
    while (nb_next_run(&runs, &run))
        count += (ULONG)ADDRESS_AND_SIZE_TO_SPAN_PAGES(run.at, bytes_left(&run));
    return count;
}

/* --- MDLs --------------------------------------------------------------------------------------------------------- */

PMDL NdisAllocateMdl(NDIS_HANDLE handle, PVOID va, UINT length)
{
    (void)handle;
    PMDL mdl = IoAllocateMdl(va, length, FALSE, FALSE, NULL);
    if (mdl)
        MmBuildMdlForNonPagedPool(mdl);
    return mdl;
}

VOID NdisFreeMdl(PMDL mdl)
{
    IoFreeMdl(mdl);
}
