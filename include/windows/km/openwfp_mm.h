/* Memory descriptor lists. Part of wdm.h. */
#ifndef OPENWFP_MM_H
#define OPENWFP_MM_H

#include "openwfp_io.h"

EXTERN_C_START

#define PAGE_SIZE  0x1000
#define PAGE_SHIFT 12
#define ROUND_TO_PAGES(size)  (((ULONG_PTR)(size) + PAGE_SIZE - 1) & ~((ULONG_PTR)PAGE_SIZE - 1))
#define BYTES_TO_PAGES(size)  (((size) >> PAGE_SHIFT) + (((size) & (PAGE_SIZE - 1)) != 0))
#define BYTE_OFFSET(va)       ((ULONG)((LONG_PTR)(va) & (PAGE_SIZE - 1)))
#define PAGE_ALIGN(va)        ((PVOID)((ULONG_PTR)(va) & ~((ULONG_PTR)PAGE_SIZE - 1)))
#define ADDRESS_AND_SIZE_TO_SPAN_PAGES(va, size) \
    ((ULONG)((((ULONG_PTR)(va) & (PAGE_SIZE - 1)) + (size) + (PAGE_SIZE - 1)) >> PAGE_SHIFT))

typedef ULONG_PTR PFN_NUMBER, *PPFN_NUMBER;
typedef enum _LOCK_OPERATION { IoReadAccess, IoWriteAccess, IoModifyAccess } LOCK_OPERATION;
typedef enum _MM_PAGE_PRIORITY { LowPagePriority, NormalPagePriority = 16, HighPagePriority = 32 } MM_PAGE_PRIORITY;
#define MdlMappingNoWrite   0x80000000
#define MdlMappingNoExecute 0x40000000
typedef enum _MEMORY_CACHING_TYPE {
    MmNonCached = 0,
    MmCached = 1,
    MmWriteCombined = 2,
    MmHardwareCoherentCached,
    MmNonCachedUnordered,
    MmUSWCCached,
    MmMaximumCacheType,
    MmNotMapped = -1
} MEMORY_CACHING_TYPE;

PMDL   IoAllocateMdl(PVOID va, ULONG length, BOOLEAN secondary, BOOLEAN quota, PIRP irp);
VOID   IoFreeMdl(PMDL mdl);
VOID   IoBuildPartialMdl(PMDL source, PMDL target, PVOID va, ULONG length);
VOID   MmBuildMdlForNonPagedPool(PMDL mdl);
VOID   MmProbeAndLockPages(PMDL mdl, KPROCESSOR_MODE mode, LOCK_OPERATION operation);
VOID   MmUnlockPages(PMDL mdl);
PVOID  MmMapLockedPagesSpecifyCache(PMDL mdl, KPROCESSOR_MODE mode, MEMORY_CACHING_TYPE cache, PVOID address,
                                    ULONG bugCheck,
                                    ULONG priority);
PVOID  MmMapLockedPages(PMDL mdl, KPROCESSOR_MODE mode);
VOID   MmUnmapLockedPages(PVOID address, PMDL mdl);
PMDL   MmAllocatePagesForMdl(PHYSICAL_ADDRESS low, PHYSICAL_ADDRESS high, PHYSICAL_ADDRESS skip, SIZE_T size);
PMDL   MmAllocatePagesForMdlEx(PHYSICAL_ADDRESS low, PHYSICAL_ADDRESS high, PHYSICAL_ADDRESS skip, SIZE_T size,
                               MEMORY_CACHING_TYPE cache, ULONG flags);
VOID   MmFreePagesFromMdl(PMDL mdl);
SIZE_T MmSizeOfMdl(PVOID base, SIZE_T length);
PVOID  MmGetSystemRoutineAddress(PUNICODE_STRING name);
BOOLEAN MmIsAddressValid(PVOID va);
PVOID  MmLockPagableDataSection(PVOID address);
VOID   MmUnlockPagableImageSection(PVOID handle);

#define MmGetMdlByteCount(mdl)      ((mdl)->ByteCount)
#define MmGetMdlByteOffset(mdl)     ((mdl)->ByteOffset)
#define MmGetMdlVirtualAddress(mdl) ((PVOID)((PCHAR)((mdl)->StartVa) + (mdl)->ByteOffset))
#define MmGetMdlPfnArray(mdl)       ((PPFN_NUMBER)((mdl) + 1))
#define MmGetMdlBaseVa(mdl)         ((mdl)->StartVa)
#define MmInitializeMdl(mdl, base, length)                                                                    \
    ((mdl)->Next = NULL,                                                                                      \
     (mdl)->Size = (CSHORT)(sizeof(MDL) + sizeof(PFN_NUMBER) * ADDRESS_AND_SIZE_TO_SPAN_PAGES(base, length)), \
     (mdl)->MdlFlags = 0, (mdl)->StartVa = PAGE_ALIGN(base), (mdl)->ByteOffset = BYTE_OFFSET(base),           \
     (mdl)->ByteCount = (ULONG)(length))

OPENWFP_INLINE PVOID MmGetSystemAddressForMdlSafe(PMDL mdl, ULONG priority)
{
    if (mdl->MdlFlags & (MDL_MAPPED_TO_SYSTEM_VA | MDL_SOURCE_IS_NONPAGED_POOL))
        return mdl->MappedSystemVa;
    return MmMapLockedPagesSpecifyCache(mdl, KernelMode, MmCached, NULL, FALSE, priority);
}
#define MmGetSystemAddressForMdl(mdl) MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority)

VOID ProbeForRead(const volatile VOID *address, SIZE_T length, ULONG alignment);
VOID ProbeForWrite(volatile VOID *address, SIZE_T length, ULONG alignment);

EXTERN_C_END

#endif
