/* Memory descriptor lists. All memory is mapped and stays: locking and mapping set what the MDL says of itself. */
#include <dlfcn.h>
#include <stdlib.h>

#include "api_km/border.h"
#include "nt/ledger.h"
#include "nt/pool.h"
#include "pkt/nbl_layout.h"

static_assert(sizeof(MDL) == 48, "the packet model and the border have one MDL");

PMDL IoAllocateMdl(PVOID va, ULONG length, BOOLEAN secondary, BOOLEAN quota, PIRP irp)
{
    size_t size = sizeof(MDL) + ADDRESS_AND_SIZE_TO_SPAN_PAGES(va, length) * sizeof(PFN_NUMBER);
    PMDL   mdl = calloc(1, size);
    (void)quota;
    if (!mdl || !nt_hold_memory(km_nt("IoAllocateMdl"), NT_MDL, mdl)) {
        free(mdl);
        return NULL;
    }
    MmInitializeMdl(mdl, va, length);
    if (irp && secondary) {
        PMDL *last = &irp->MdlAddress;
        while (*last)
            last = &(*last)->Next;
        *last = mdl;
    } else if (irp) {
        irp->MdlAddress = mdl;
    }
    return mdl;
}

SIZE_T MmSizeOfMdl(PVOID base, SIZE_T length)
{
    return sizeof(MDL) + ADDRESS_AND_SIZE_TO_SPAN_PAGES(base, length) * sizeof(PFN_NUMBER);
}

VOID IoFreeMdl(PMDL mdl)
{
    struct nt_system *nt = km_nt("IoFreeMdl");
    if (!nt_release(nt, NT_MDL, mdl, "IoFreeMdl"))
        return;
    if (mdl->MdlFlags & MDL_PAGES_LOCKED)
        nt_report(nt, "IoFreeMdl: the pages of %p are still locked", (void *)mdl);
    free(mdl);
}

VOID MmBuildMdlForNonPagedPool(PMDL mdl)
{
    mdl->MappedSystemVa = MmGetMdlVirtualAddress(mdl);
    mdl->MdlFlags |= MDL_SOURCE_IS_NONPAGED_POOL;
}

VOID IoBuildPartialMdl(PMDL source, PMDL target, PVOID va, ULONG length)
{
    ULONG skipped = (ULONG)((PCHAR)va - (PCHAR)MmGetMdlVirtualAddress(source));
    ULONG rest = source->ByteCount - skipped;
    if (skipped > source->ByteCount || length > rest) {
        nt_report(km_nt("IoBuildPartialMdl"), "IoBuildPartialMdl: %p and %u bytes do not lie in the source", va, (unsigned)length);
        return;
    }
    target->StartVa = PAGE_ALIGN(va);
    target->ByteOffset = BYTE_OFFSET(va);
    target->ByteCount = length ? length : rest;
    target->MdlFlags |= MDL_PARTIAL | (source->MdlFlags & (MDL_SOURCE_IS_NONPAGED_POOL | MDL_MAPPED_TO_SYSTEM_VA));
    if (target->MdlFlags & (MDL_SOURCE_IS_NONPAGED_POOL | MDL_MAPPED_TO_SYSTEM_VA))
        target->MappedSystemVa = (PCHAR)source->MappedSystemVa + skipped;
}

VOID MmProbeAndLockPages(PMDL mdl, KPROCESSOR_MODE mode, LOCK_OPERATION operation)
{
    (void)mode;
    mdl->MdlFlags |= MDL_PAGES_LOCKED | (operation == IoReadAccess ? 0 : MDL_WRITE_OPERATION);
}

VOID MmUnlockPages(PMDL mdl)
{
    if (!(mdl->MdlFlags & MDL_PAGES_LOCKED))
        nt_report(km_nt("MmUnlockPages"), "MmUnlockPages: the pages of %p are not locked", (void *)mdl);
    mdl->MdlFlags &= ~(MDL_PAGES_LOCKED | MDL_WRITE_OPERATION | MDL_MAPPED_TO_SYSTEM_VA);
}

PVOID MmMapLockedPagesSpecifyCache(PMDL mdl, KPROCESSOR_MODE mode, MEMORY_CACHING_TYPE cache, PVOID address, ULONG bugCheck,
                                   ULONG priority)
{
    (void)mode;
    (void)cache;
    (void)address;
    (void)bugCheck;
    (void)priority;
    mdl->MappedSystemVa = MmGetMdlVirtualAddress(mdl);
    mdl->MdlFlags |= MDL_MAPPED_TO_SYSTEM_VA;
    return mdl->MappedSystemVa;
}

PVOID MmMapLockedPages(PMDL mdl, KPROCESSOR_MODE mode)
{
    return MmMapLockedPagesSpecifyCache(mdl, mode, MmCached, NULL, TRUE, NormalPagePriority);
}

VOID MmUnmapLockedPages(PVOID address, PMDL mdl)
{
    if (address != mdl->MappedSystemVa)
        nt_report(km_nt("MmUnmapLockedPages"), "MmUnmapLockedPages: %p is not where %p is mapped", address, (void *)mdl);
    mdl->MdlFlags &= ~MDL_MAPPED_TO_SYSTEM_VA;
}

#define TAG_PAGES 0x67506d4d /* 'MmPg' */
#define TAG_MDL   0x206c644d /* 'Mdl ' */

/* The pages, and an MDL that the driver frees with ExFreePool(). */
PMDL MmAllocatePagesForMdl(PHYSICAL_ADDRESS low, PHYSICAL_ADDRESS high, PHYSICAL_ADDRESS skip, SIZE_T size)
{
    struct nt_system *nt = km_nt("MmAllocatePagesForMdl");
    size_t            whole = ROUND_TO_PAGES(size);
    (void)low;
    (void)high;
    (void)skip;
    void *pages = pool_alloc(nt, whole, TAG_PAGES, true);
    PMDL  mdl = pool_alloc(nt, sizeof(MDL) + (whole >> PAGE_SHIFT) * sizeof(PFN_NUMBER), TAG_MDL, true);
    if (!pages || !mdl) {
        if (pages)
            pool_free(nt, pages, TAG_PAGES, "MmAllocatePagesForMdl");
        return NULL;
    }
    MmInitializeMdl(mdl, pages, size);
    mdl->MdlFlags |= MDL_PAGES_LOCKED;
    return mdl;
}

VOID MmFreePagesFromMdl(PMDL mdl)
{
    mdl->MdlFlags &= ~MDL_PAGES_LOCKED;
    pool_free(km_nt("MmFreePagesFromMdl"), mdl->StartVa, TAG_PAGES, "MmFreePagesFromMdl");
}

/* What the host exports is what a driver could have linked to. */
PVOID MmGetSystemRoutineAddress(PUNICODE_STRING name)
{
    char text[128];
    km_utf8(name, text, sizeof(text));
    return dlsym(RTLD_DEFAULT, text);
}
