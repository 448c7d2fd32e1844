/* MDL, the memory descriptor list: one run of bytes, as 64-bit Windows lays it out (wdm.h). Included by nbl.h and
 * wdm.h. */
#ifndef OPENWFP_MDL_H
#define OPENWFP_MDL_H

#include "openwfp_base.h"

/* A driver for real Windows has it from its compiler's wdm.h. */
#if !defined _WIN32 || defined OPENWFP || (!defined _WDMDDK_ && !defined _NTDDK_)

#define MDL_MAPPED_TO_SYSTEM_VA     0x0001
#define MDL_PAGES_LOCKED            0x0002
#define MDL_SOURCE_IS_NONPAGED_POOL 0x0004
#define MDL_ALLOCATED_FIXED_SIZE    0x0008
#define MDL_PARTIAL                 0x0010
#define MDL_PARTIAL_HAS_BEEN_MAPPED 0x0020
#define MDL_IO_PAGE_READ            0x0040
#define MDL_WRITE_OPERATION         0x0080
#define MDL_PARENT_MAPPED_SYSTEM_VA 0x0100
#define MDL_FREE_EXTRA_PTES         0x0200
#define MDL_DESCRIBES_AWE           0x0400
#define MDL_IO_SPACE                0x0800
#define MDL_NETWORK_HEADER          0x1000
#define MDL_MAPPING_CAN_FAIL        0x2000
#define MDL_PAGE_CONTENTS_INVARIANT 0x4000
#define MDL_INTERNAL                0x8000

typedef struct _MDL {
    struct _MDL     *Next;
    SHORT            Size;
    SHORT            MdlFlags;
    USHORT           AllocationProcessorNumber;
    USHORT           Reserved;
    struct _EPROCESS *Process;
    PVOID            MappedSystemVa; /* the bytes, when MdlFlags say so */
    PVOID            StartVa;        /* of the page */
    ULONG            ByteCount;
    ULONG            ByteOffset;     /* in the page */
} MDL, *PMDL;

#endif

#endif
