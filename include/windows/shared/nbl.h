/* NET_BUFFER_LIST and NET_BUFFER as 64-bit Windows lays them out, with the accessor macros of nblaccessors.h and the
 * slots of nblinfo.h. Drivers reach into these, and the library's packet model uses the very same definitions.
 *
 * Source: the pages nbl, nblaccessors and nblinfo of Microsoft Learn. */
#ifndef OPENWFP_NBL_H
#define OPENWFP_NBL_H

#include "openwfp_base.h"
#include "openwfp_mdl.h"

#ifdef __cplusplus
extern "C" {
#endif

#ifndef OPENWFP_NDIS_HANDLE
#define OPENWFP_NDIS_HANDLE
typedef PVOID NDIS_HANDLE, *PNDIS_HANDLE;
typedef int   NDIS_STATUS, *PNDIS_STATUS;
#endif

typedef struct _NET_BUFFER               NET_BUFFER, *PNET_BUFFER;
typedef struct _NET_BUFFER_LIST          NET_BUFFER_LIST, *PNET_BUFFER_LIST;
typedef struct _NET_BUFFER_LIST_CONTEXT  NET_BUFFER_LIST_CONTEXT, *PNET_BUFFER_LIST_CONTEXT;
typedef struct _NET_BUFFER_SHARED_MEMORY NET_BUFFER_SHARED_MEMORY, *PNET_BUFFER_SHARED_MEMORY;

#ifndef OPENWFP_SCATTER_GATHER_LIST
#define OPENWFP_SCATTER_GATHER_LIST
typedef struct _SCATTER_GATHER_LIST SCATTER_GATHER_LIST, *PSCATTER_GATHER_LIST;
#endif

struct _NET_BUFFER_SHARED_MEMORY {
    NET_BUFFER_SHARED_MEMORY *NextSharedMemorySegment;
    ULONG                     SharedMemoryFlags;
    NDIS_HANDLE               SharedMemoryHandle;
    ULONG                     SharedMemoryOffset;
    ULONG                     SharedMemoryLength;
};

/* --- NET_BUFFER: one packet over a chain of MDLs ------------------------------------------------------------------ */

typedef union _NET_BUFFER_DATA_LENGTH {
    ULONG  DataLength;
    SIZE_T stDataLength;
} NET_BUFFER_DATA_LENGTH, *PNET_BUFFER_DATA_LENGTH;

typedef struct _NET_BUFFER_DATA {
    NET_BUFFER            *Next;
    MDL                   *CurrentMdl;
    ULONG                  CurrentMdlOffset;
    NET_BUFFER_DATA_LENGTH NbDataLength;
    MDL                   *MdlChain;
    ULONG                  DataOffset;
} NET_BUFFER_DATA, *PNET_BUFFER_DATA;

typedef union _NET_BUFFER_HEADER {
    NET_BUFFER_DATA NetBufferData;
    SLIST_HEADER    Link;
} NET_BUFFER_HEADER, *PNET_BUFFER_HEADER;

struct _NET_BUFFER {
    __extension__ union {
        __extension__ struct {
            NET_BUFFER *Next;
            MDL        *CurrentMdl;
            ULONG       CurrentMdlOffset;
            __extension__ union {
                ULONG  DataLength;
                SIZE_T stDataLength;
            };
            MDL  *MdlChain;
            ULONG DataOffset; /* from the first byte of MdlChain */
        };
        SLIST_HEADER      Link;
        NET_BUFFER_HEADER NetBufferHeader;
    };
    USHORT           ChecksumBias;
    USHORT           Reserved;
    NDIS_HANDLE      NdisPoolHandle;
    DECLSPEC_ALIGN(MEMORY_ALLOCATION_ALIGNMENT) PVOID NdisReserved[2];
    DECLSPEC_ALIGN(MEMORY_ALLOCATION_ALIGNMENT) PVOID ProtocolReserved[6];
    DECLSPEC_ALIGN(MEMORY_ALLOCATION_ALIGNMENT) PVOID MiniportReserved[4];
    PHYSICAL_ADDRESS DataPhysicalAddress;
    __extension__ union {
        NET_BUFFER_SHARED_MEMORY *SharedMemoryInfo;
        SCATTER_GATHER_LIST      *ScatterGatherList;
    };
};

/* --- NET_BUFFER_LIST: packets of one kind with their out-of-band information -------------------------------------- */

/* The slots of NetBufferListInfo, in the order of the page, which gives no numbers; names of one slot stand together.
 * Where the later ones stand, and how many there are, depends on the version of NDIS. NDIS allocates the lists and
 * drivers use the names, so no driver can tell. */
typedef enum _NDIS_NET_BUFFER_LIST_INFO {
    TcpIpChecksumNetBufferListInfo = 0,
    TcpOffloadBytesTransferred = 0,
    IPsecOffloadV1NetBufferListInfo = 1,
    IPsecOffloadV2NetBufferListInfo = 1,
    TcpLargeSendNetBufferListInfo = 2,
    TcpReceiveNoPush = 2,
    ClassificationHandleNetBufferListInfo = 3,
    Ieee8021QNetBufferListInfo = 4,
    NetBufferListCancelId = 5,
    MediaSpecificInformation = 6,
    NetBufferListFrameType = 7,
    NetBufferListProtocolId = 7,
    NetBufferListHashValue = 8,
    NetBufferListHashInfo = 9,
    WfpNetBufferListInfo = 10,
    IPsecOffloadV2TunnelNetBufferListInfo = 11,
    IPsecOffloadV2HeaderNetBufferListInfo = 12,
    NetBufferListCorrelationId = 13,
    NetBufferListFilteringInfo = 14,
    MediaSpecificInformationEx = 15,
    NblOriginalInterfaceIfIndex = 16,
    NblReAuthWfpFlowContext = 17,
    TcpReceiveBytesTransferred = 17,
    NrtNameResolutionId = 18,
    UdpRecvSegCoalesceOffloadInfo = 18,
    SwitchForwardingReserved = 19,
    SwitchForwardingDetail = 20,
    VirtualSubnetInfo = 21,
    IMReserved = 22,
    TcpRecvSegCoalesceInfo = 23,
    UdpSegmentationOffloadInfo = 23,
    RscTcpTimestampDelta = 24,
    TcpSendOffloadsSupplementalNetBufferListInfo = 24,
    GftOffloadInformation = 25,
    GftFlowEntryId = 26,
    NetBufferListInfoReserved3 = 27,
    MaxNetBufferListInfo = 32
} NDIS_NET_BUFFER_LIST_INFO, *PNDIS_NET_BUFFER_LIST_INFO;

typedef struct _NET_BUFFER_LIST_DATA {
    NET_BUFFER_LIST *Next;
    NET_BUFFER      *FirstNetBuffer;
} NET_BUFFER_LIST_DATA, *PNET_BUFFER_LIST_DATA;

typedef union _NET_BUFFER_LIST_HEADER {
    NET_BUFFER_LIST_DATA NetBufferListData;
    SLIST_HEADER         Link;
} NET_BUFFER_LIST_HEADER, *PNET_BUFFER_LIST_HEADER;

/* ContextData follows; bytes before Offset in it are what a retreat of the context may still take. */
struct DECLSPEC_ALIGN(MEMORY_ALLOCATION_ALIGNMENT) _NET_BUFFER_LIST_CONTEXT {
    NET_BUFFER_LIST_CONTEXT *Next;
    USHORT                   Size;
    USHORT                   Offset;
    DECLSPEC_ALIGN(MEMORY_ALLOCATION_ALIGNMENT) UCHAR ContextData[];
};

struct _NET_BUFFER_LIST {
    __extension__ union {
        __extension__ struct {
            NET_BUFFER_LIST *Next;
            NET_BUFFER      *FirstNetBuffer;
        };
        SLIST_HEADER           Link;
        NET_BUFFER_LIST_HEADER NetBufferListHeader;
    };
    NET_BUFFER_LIST_CONTEXT *Context;
    NET_BUFFER_LIST         *ParentNetBufferList;
    NDIS_HANDLE              NdisPoolHandle;
    DECLSPEC_ALIGN(MEMORY_ALLOCATION_ALIGNMENT) PVOID NdisReserved[2];
    DECLSPEC_ALIGN(MEMORY_ALLOCATION_ALIGNMENT) PVOID ProtocolReserved[4];
    DECLSPEC_ALIGN(MEMORY_ALLOCATION_ALIGNMENT) PVOID MiniportReserved[2];
    PVOID       Scratch;
    NDIS_HANDLE SourceHandle;
    ULONG       NblFlags;
    LONG        ChildRefCount; /* lock-free */
    ULONG       Flags;
    __extension__ union {
        NDIS_STATUS Status;
        ULONG       NdisReserved2;
    };
    PVOID NetBufferListInfo[MaxNetBufferListInfo];
};

/* --- accessors ---------------------------------------------------------------------------------------------------- */

#define NET_BUFFER_NEXT_NB(_NB)                ((_NB)->Next)
#define NET_BUFFER_FIRST_MDL(_NB)              ((_NB)->MdlChain)
#define NET_BUFFER_DATA_LENGTH(_NB)            ((_NB)->DataLength)
#define NET_BUFFER_DATA_OFFSET(_NB)            ((_NB)->DataOffset)
#define NET_BUFFER_CURRENT_MDL(_NB)            ((_NB)->CurrentMdl)
#define NET_BUFFER_CURRENT_MDL_OFFSET(_NB)     ((_NB)->CurrentMdlOffset)
#define NET_BUFFER_PROTOCOL_RESERVED(_NB)      ((_NB)->ProtocolReserved)
#define NET_BUFFER_MINIPORT_RESERVED(_NB)      ((_NB)->MiniportReserved)
#define NET_BUFFER_CHECKSUM_BIAS(_NB)          ((_NB)->ChecksumBias)
#define NET_BUFFER_DATA_PHYSICAL_ADDRESS(_NB)  ((_NB)->DataPhysicalAddress)
#define NET_BUFFER_SHARED_MEM_INFO(_NB)        ((_NB)->SharedMemoryInfo)
#define NET_BUFFER_SCATTER_GATHER_LIST(_NB)    ((_NB)->ScatterGatherList)
#define NET_BUFFER_SHARED_MEM_NEXT_SEGMENT(_S) ((_S)->NextSharedMemorySegment)
#define NET_BUFFER_SHARED_MEM_FLAGS(_S)        ((_S)->SharedMemoryFlags)
#define NET_BUFFER_SHARED_MEM_HANDLE(_S)       ((_S)->SharedMemoryHandle)
#define NET_BUFFER_SHARED_MEM_OFFSET(_S)       ((_S)->SharedMemoryOffset)
#define NET_BUFFER_SHARED_MEM_LENGTH(_S)       ((_S)->SharedMemoryLength)

#define NET_BUFFER_LIST_NEXT_NBL(_NBL)           ((_NBL)->Next)
#define NET_BUFFER_LIST_FIRST_NB(_NBL)           ((_NBL)->FirstNetBuffer)
#define NET_BUFFER_LIST_FLAGS(_NBL)              ((_NBL)->Flags)
#define NET_BUFFER_LIST_NBL_FLAGS(_NBL)          ((_NBL)->NblFlags)
#define NET_BUFFER_LIST_PROTOCOL_RESERVED(_NBL)  ((_NBL)->ProtocolReserved)
#define NET_BUFFER_LIST_MINIPORT_RESERVED(_NBL)  ((_NBL)->MiniportReserved)
#define NET_BUFFER_LIST_STATUS(_NBL)             ((_NBL)->Status)
#define NET_BUFFER_LIST_INFO(_NBL, _Id)          ((_NBL)->NetBufferListInfo[(_Id)])
#define NET_BUFFER_LIST_CONTEXT_DATA_START(_NBL) ((PUCHAR)((_NBL)->Context + 1) + (_NBL)->Context->Offset)
#define NET_BUFFER_LIST_CONTEXT_DATA_SIZE(_NBL)  ((_NBL)->Context->Size)

#ifdef __cplusplus
}
#endif

#endif
