/* NET_BUFFER_LIST, NET_BUFFER and MDL as 64-bit Windows lays them out (nbl.h, wdm.h): drivers reach into them, so the packet
 * model uses these very structures and Windows' names for them (the one exception to the border's rule). Plain C types only.
 * The layout moves to include/windows/shared/ together with the public headers; nothing above pkt/ depends on this file's
 * place. */
#ifndef WFP_PKT_NBL_LAYOUT_H
#define WFP_PKT_NBL_LAYOUT_H

#include <assert.h>
#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>

typedef struct _MDL {
    struct _MDL *Next;
    int16_t      Size;
    int16_t      MdlFlags;
    uint16_t     AllocationProcessorNumber;
    uint16_t     Reserved;
    void        *Process;
    void        *MappedSystemVa; /* the bytes, when MdlFlags say so */
    void        *StartVa;        /* of the page */
    uint32_t     ByteCount;
    uint32_t     ByteOffset;     /* in the page */
} MDL;

#define MDL_MAPPED_TO_SYSTEM_VA     0x0001
#define MDL_SOURCE_IS_NONPAGED_POOL 0x0004

typedef struct _NET_BUFFER NET_BUFFER;
struct _NET_BUFFER {
    NET_BUFFER *Next;
    MDL        *CurrentMdl;
    uint32_t    CurrentMdlOffset;
    union {
        uint32_t DataLength;
        size_t   stDataLength;
    };
    MDL                      *MdlChain;
    uint32_t                  DataOffset; /* from the first byte of MdlChain */
    alignas(16) uint16_t      ChecksumBias;
    uint16_t                  Reserved;
    void                     *NdisPoolHandle;
    alignas(16) void         *NdisReserved[2];
    alignas(16) void         *ProtocolReserved[6];
    alignas(16) void         *MiniportReserved[4];
    uint64_t                  DataPhysicalAddress;
    union {
        void *SharedMemoryInfo;
        void *ScatterGatherList;
    };
};

/* How many slots of out-of-band information there are depends on the NDIS version and is not documented; no driver can tell,
 * because NDIS allocates the lists. */
#define NBL_INFO_SLOTS 32

typedef struct _NET_BUFFER_LIST NET_BUFFER_LIST;
struct _NET_BUFFER_LIST {
    NET_BUFFER_LIST  *Next;
    NET_BUFFER       *FirstNetBuffer;
    void             *Context; /* NET_BUFFER_LIST_CONTEXT */
    NET_BUFFER_LIST  *ParentNetBufferList;
    void             *NdisPoolHandle;
    alignas(16) void *NdisReserved[2];
    alignas(16) void *ProtocolReserved[4];
    alignas(16) void *MiniportReserved[2];
    void             *Scratch;
    void             *SourceHandle;
    uint32_t          NblFlags;
    int32_t           ChildRefCount; /* lock-free */
    uint32_t          Flags;
    union {
        int32_t  Status;
        uint32_t NdisReserved2;
    };
    void *NetBufferListInfo[NBL_INFO_SLOTS];
};

#define LAYOUT(type, member, offset) \
    static_assert(offsetof(type, member) == (offset), #type "." #member " is where 64-bit Windows has it")

LAYOUT(MDL, Size, 8);
LAYOUT(MDL, MdlFlags, 10);
LAYOUT(MDL, Process, 16);
LAYOUT(MDL, MappedSystemVa, 24);
LAYOUT(MDL, StartVa, 32);
LAYOUT(MDL, ByteCount, 40);
LAYOUT(MDL, ByteOffset, 44);
static_assert(sizeof(MDL) == 48, "size of MDL");

LAYOUT(NET_BUFFER, CurrentMdl, 8);
LAYOUT(NET_BUFFER, CurrentMdlOffset, 16);
LAYOUT(NET_BUFFER, DataLength, 24);
LAYOUT(NET_BUFFER, MdlChain, 32);
LAYOUT(NET_BUFFER, DataOffset, 40);
LAYOUT(NET_BUFFER, ChecksumBias, 48);
LAYOUT(NET_BUFFER, NdisPoolHandle, 56);
LAYOUT(NET_BUFFER, NdisReserved, 64);
LAYOUT(NET_BUFFER, ProtocolReserved, 80);
LAYOUT(NET_BUFFER, MiniportReserved, 128);
LAYOUT(NET_BUFFER, DataPhysicalAddress, 160);
LAYOUT(NET_BUFFER, SharedMemoryInfo, 168);
static_assert(sizeof(NET_BUFFER) == 176, "size of NET_BUFFER");

LAYOUT(NET_BUFFER_LIST, FirstNetBuffer, 8);
LAYOUT(NET_BUFFER_LIST, Context, 16);
LAYOUT(NET_BUFFER_LIST, ParentNetBufferList, 24);
LAYOUT(NET_BUFFER_LIST, NdisPoolHandle, 32);
LAYOUT(NET_BUFFER_LIST, NdisReserved, 48);
LAYOUT(NET_BUFFER_LIST, ProtocolReserved, 64);
LAYOUT(NET_BUFFER_LIST, MiniportReserved, 96);
LAYOUT(NET_BUFFER_LIST, Scratch, 112);
LAYOUT(NET_BUFFER_LIST, SourceHandle, 120);
LAYOUT(NET_BUFFER_LIST, NblFlags, 128);
LAYOUT(NET_BUFFER_LIST, ChildRefCount, 132);
LAYOUT(NET_BUFFER_LIST, Flags, 136);
LAYOUT(NET_BUFFER_LIST, Status, 140);
LAYOUT(NET_BUFFER_LIST, NetBufferListInfo, 144);

#endif
