/* Pools, lists and buffers of packets: the calls of NDIS on them, and the flags. The host implements the calls;
 * accessor macros are in nbl.h. */
#ifndef OPENWFP_NBLAPI_H
#define OPENWFP_NBLAPI_H

#include "wdm.h"
#include "ntddndis.h"
#include "nbl.h"

EXTERN_C_START

/* --- pools -------------------------------------------------------------------------------------------------------- */

typedef struct _NET_BUFFER_LIST_POOL_PARAMETERS {
    NDIS_OBJECT_HEADER Header;
    UCHAR              ProtocolId;
    BOOLEAN            fAllocateNetBuffer;
    USHORT             ContextSize;
    ULONG              PoolTag;
    ULONG              DataSize;
    ULONG              Flags;
} NET_BUFFER_LIST_POOL_PARAMETERS, *PNET_BUFFER_LIST_POOL_PARAMETERS;
#define NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1 1
#define NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_2 2
#define NDIS_SIZEOF_NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1 \
    RTL_SIZEOF_THROUGH_FIELD(NET_BUFFER_LIST_POOL_PARAMETERS, DataSize)
#define NDIS_SIZEOF_NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_2 \
    RTL_SIZEOF_THROUGH_FIELD(NET_BUFFER_LIST_POOL_PARAMETERS, Flags)

typedef struct _NET_BUFFER_POOL_PARAMETERS {
    NDIS_OBJECT_HEADER Header;
    ULONG              PoolTag;
    ULONG              DataSize;
    ULONG              Flags;
} NET_BUFFER_POOL_PARAMETERS, *PNET_BUFFER_POOL_PARAMETERS;
#define NET_BUFFER_POOL_PARAMETERS_REVISION_1 1
#define NET_BUFFER_POOL_PARAMETERS_REVISION_2 2
#define NDIS_SIZEOF_NET_BUFFER_POOL_PARAMETERS_REVISION_1 RTL_SIZEOF_THROUGH_FIELD(NET_BUFFER_POOL_PARAMETERS, DataSize)
#define NDIS_SIZEOF_NET_BUFFER_POOL_PARAMETERS_REVISION_2 RTL_SIZEOF_THROUGH_FIELD(NET_BUFFER_POOL_PARAMETERS, Flags)

NDIS_HANDLE NdisAllocateNetBufferListPool(NDIS_HANDLE handle, const NET_BUFFER_LIST_POOL_PARAMETERS *parameters);
VOID        NdisFreeNetBufferListPool(NDIS_HANDLE pool);
NDIS_HANDLE NdisAllocateNetBufferPool(NDIS_HANDLE handle, const NET_BUFFER_POOL_PARAMETERS *parameters);
VOID        NdisFreeNetBufferPool(NDIS_HANDLE pool);
NDIS_HANDLE NdisGetPoolFromNetBufferList(const NET_BUFFER_LIST *list);
NDIS_HANDLE NdisGetPoolFromNetBuffer(const NET_BUFFER *buffer);

/* --- allocation --------------------------------------------------------------------------------------------------- */

NET_BUFFER_LIST *NdisAllocateNetBufferList(NDIS_HANDLE pool, USHORT contextSize, USHORT contextBackFill);
VOID             NdisFreeNetBufferList(NET_BUFFER_LIST *list);
NET_BUFFER_LIST *NdisAllocateNetBufferAndNetBufferList(NDIS_HANDLE pool, USHORT contextSize, USHORT contextBackFill,
                                                       MDL *chain,
                                                       ULONG dataOffset, SIZE_T dataLength);
NET_BUFFER      *NdisAllocateNetBuffer(NDIS_HANDLE pool, MDL *chain, ULONG dataOffset, SIZE_T dataLength);
NET_BUFFER      *NdisAllocateNetBufferMdlAndData(NDIS_HANDLE pool);
VOID             NdisFreeNetBuffer(NET_BUFFER *buffer);
NDIS_STATUS      NdisAllocateNetBufferListContext(NET_BUFFER_LIST *list, USHORT size, USHORT backFill, ULONG tag);
VOID             NdisFreeNetBufferListContext(NET_BUFFER_LIST *list, USHORT size);

#define NDIS_CLONE_FLAGS_RESERVED           0x00000001
#define NDIS_CLONE_FLAGS_USE_ORIGINAL_MDLS  0x00000002
NET_BUFFER_LIST *NdisAllocateCloneNetBufferList(NET_BUFFER_LIST *original, NDIS_HANDLE listPool,
                                                NDIS_HANDLE bufferPool, ULONG flags);
VOID             NdisFreeCloneNetBufferList(NET_BUFFER_LIST *clone, ULONG flags);
NET_BUFFER_LIST *NdisAllocateFragmentNetBufferList(NET_BUFFER_LIST *original, NDIS_HANDLE listPool,
                                                   NDIS_HANDLE bufferPool,
                                                   ULONG offset, ULONG maximum, ULONG backFill, ULONG dataBackFill,
                                                       ULONG flags);
VOID             NdisFreeFragmentNetBufferList(NET_BUFFER_LIST *list, ULONG backFill, ULONG flags);
NET_BUFFER_LIST *NdisAllocateReassembledNetBufferList(NET_BUFFER_LIST *fragments, NDIS_HANDLE pool, ULONG offset,
                                                      ULONG backFill,
                                                      ULONG headerSize, ULONG flags);
VOID             NdisFreeReassembledNetBufferList(NET_BUFFER_LIST *list, ULONG backFill, ULONG flags);

/* --- bytes -------------------------------------------------------------------------------------------------------- */

typedef MDL *NET_BUFFER_ALLOCATE_MDL_HANDLER(PULONG size);
typedef NET_BUFFER_ALLOCATE_MDL_HANDLER *PNET_BUFFER_ALLOCATE_MDL_HANDLER;
typedef VOID NET_BUFFER_FREE_MDL_HANDLER(MDL *mdl);
typedef NET_BUFFER_FREE_MDL_HANDLER *PNET_BUFFER_FREE_MDL_HANDLER;
NDIS_STATUS NdisRetreatNetBufferDataStart(NET_BUFFER *buffer, ULONG delta, ULONG backFill,
                                          PNET_BUFFER_ALLOCATE_MDL_HANDLER allocate);
VOID        NdisAdvanceNetBufferDataStart(NET_BUFFER *buffer, ULONG delta, BOOLEAN freeMdl,
                                          PNET_BUFFER_FREE_MDL_HANDLER release);
NDIS_STATUS NdisRetreatNetBufferListDataStart(NET_BUFFER_LIST *list, ULONG delta, ULONG backFill,
                                              PNET_BUFFER_ALLOCATE_MDL_HANDLER allocate,
                                                  PNET_BUFFER_FREE_MDL_HANDLER release);
VOID        NdisAdvanceNetBufferListDataStart(NET_BUFFER_LIST *list, ULONG delta, BOOLEAN freeMdl,
                                              PNET_BUFFER_FREE_MDL_HANDLER release);
VOID        NdisAdjustNetBufferCurrentMdl(NET_BUFFER *buffer);
PVOID       NdisGetDataBuffer(NET_BUFFER *buffer, ULONG size, PVOID storage, ULONG alignMultiple, ULONG alignOffset);
NDIS_STATUS NdisCopyFromNetBufferToNetBuffer(NET_BUFFER *to, SIZE_T toOffset, SIZE_T size, NET_BUFFER const *from,
                                             SIZE_T fromOffset,
                                             SIZE_T *copied);
ULONG       NdisQueryNetBufferPhysicalCount(NET_BUFFER *buffer);
VOID        NdisCopySendNetBufferListInfo(NET_BUFFER_LIST *to, NET_BUFFER_LIST *from);
VOID        NdisCopyReceiveNetBufferListInfo(NET_BUFFER_LIST *to, NET_BUFFER_LIST *from);
PMDL        NdisAllocateMdl(NDIS_HANDLE handle, PVOID va, UINT length);
VOID        NdisFreeMdl(PMDL mdl);
#define NdisAdjustMdlLength(mdl, length)    ((mdl)->ByteCount = (length))
#define NdisGetNextMdl(mdl, next)           (*(next) = (mdl)->Next)
#define NDIS_MDL_LINKAGE(mdl)               ((mdl)->Next)
#define NDIS_MDL_TO_SPAN_PAGES(mdl)         ADDRESS_AND_SIZE_TO_SPAN_PAGES(MmGetMdlVirtualAddress(mdl), MmGetMdlByteCount(mdl))
#define NdisGetMdlPhysicalArraySize(mdl, n) (*(n) = (UINT)NDIS_MDL_TO_SPAN_PAGES(mdl))
#define NdisQueryMdlOffset(mdl, offset, length) (*(offset) = MmGetMdlByteOffset(mdl), *(length) = MmGetMdlByteCount(mdl))
#define NdisQueryMdl(mdl, va, length, priority)                             \
    do {                                                                     \
        *(PVOID *)(va) = MmGetSystemAddressForMdlSafe((mdl), (priority));    \
        *(length) = MmGetMdlByteCount(mdl);                                  \
    } while (0)

/* --- flags -------------------------------------------------------------------------------------------------------- */

#define NDIS_NBL_FLAGS_SEND_READ_ONLY       0x00000001
#define NDIS_NBL_FLAGS_RECV_READ_ONLY       0x00000002
#define NDIS_NBL_FLAGS_HD_SPLIT             0x00000100
#define NDIS_NBL_FLAGS_IS_IPV4              0x00000200
#define NDIS_NBL_FLAGS_IS_IPV6              0x00000400
#define NDIS_NBL_FLAGS_IS_TCP               0x00000800
#define NDIS_NBL_FLAGS_IS_UDP               0x00001000
#define NDIS_NBL_FLAGS_SPLIT_AT_UPPER_LAYER_PROTOCOL_HEADER  0x00002000
#define NDIS_NBL_FLAGS_IS_LOOPBACK_PACKET   0x00008000

#define NDIS_RETURN_FLAGS_DISPATCH_LEVEL    0x00000001
#define NDIS_RECEIVE_FLAGS_DISPATCH_LEVEL   0x00000001
#define NDIS_RECEIVE_FLAGS_RESOURCES        0x00000002
#define NDIS_SEND_FLAGS_DISPATCH_LEVEL      0x00000001
#define NDIS_SEND_FLAGS_CHECK_FOR_LOOPBACK  0x00000002
#define NDIS_SEND_COMPLETE_FLAGS_DISPATCH_LEVEL 0x00000001
#define NDIS_TEST_RETURN_AT_DISPATCH_LEVEL(f)  (((f) & NDIS_RETURN_FLAGS_DISPATCH_LEVEL) != 0)
#define NDIS_TEST_RECEIVE_AT_DISPATCH_LEVEL(f) (((f) & NDIS_RECEIVE_FLAGS_DISPATCH_LEVEL) != 0)
#define NDIS_TEST_RECEIVE_CANNOT_PEND(f)       (((f) & NDIS_RECEIVE_FLAGS_RESOURCES) != 0)
#define NDIS_TEST_RECEIVE_CAN_PEND(f)          (((f) & NDIS_RECEIVE_FLAGS_RESOURCES) == 0)
#define NDIS_TEST_SEND_AT_DISPATCH_LEVEL(f)    (((f) & NDIS_SEND_FLAGS_DISPATCH_LEVEL) != 0)
#define NDIS_SET_RETURN_FLAG(f, flag)          ((f) |= (flag))
#define NDIS_SET_SEND_FLAG(f, flag)            ((f) |= (flag))

#define NdisTestNblFlag(nbl, flag)   (((nbl)->NblFlags & (flag)) != 0)
#define NdisTestNblFlags(nbl, flags) (((nbl)->NblFlags & (flags)) == (flags))
#define NdisSetNblFlag(nbl, flag)    ((nbl)->NblFlags |= (flag))
#define NdisClearNblFlag(nbl, flag)  ((nbl)->NblFlags &= ~(flag))
#define NdisGetNetBufferListProtocolId(nbl) ((UCHAR)(ULONG_PTR)NET_BUFFER_LIST_INFO(nbl, NetBufferListProtocolId))
#define NdisSetNetBufferListProtocolId(nbl, id) \
    (NET_BUFFER_LIST_INFO(nbl, NetBufferListProtocolId) = (PVOID)(ULONG_PTR)(id))

/* --- out-of-band information -------------------------------------------------------------------------------------- */

typedef struct _NDIS_TCP_IP_CHECKSUM_NET_BUFFER_LIST_INFO {
    __extension__ union {
        struct {
            ULONG IsIPv4 : 1;
            ULONG IsIPv6 : 1;
            ULONG TcpChecksum : 1;
            ULONG UdpChecksum : 1;
            ULONG IpHeaderChecksum : 1;
            ULONG Reserved : 11;
            ULONG TcpHeaderOffset : 10;
        } Transmit;
        struct {
            ULONG TcpChecksumFailed : 1;
            ULONG UdpChecksumFailed : 1;
            ULONG IpChecksumFailed : 1;
            ULONG TcpChecksumSucceeded : 1;
            ULONG UdpChecksumSucceeded : 1;
            ULONG IpChecksumSucceeded : 1;
            ULONG Loopback : 1;
            ULONG TcpChecksumValueInvalid : 1;
            ULONG IpChecksumValueInvalid : 1;
        } Receive;
        PVOID Value;
    };
} NDIS_TCP_IP_CHECKSUM_NET_BUFFER_LIST_INFO, *PNDIS_TCP_IP_CHECKSUM_NET_BUFFER_LIST_INFO;

typedef struct _NDIS_NET_BUFFER_LIST_8021Q_INFO {
    __extension__ union {
        struct {
            UINT32 UserPriority : 3;
            UINT32 CanonicalFormatId : 1;
            UINT32 VlanId : 12;
            UINT32 Reserved : 16;
        } TagHeader;
        PVOID Value;
    };
} NDIS_NET_BUFFER_LIST_8021Q_INFO, *PNDIS_NET_BUFFER_LIST_8021Q_INFO;

typedef struct _NDIS_TCP_LARGE_SEND_OFFLOAD_NET_BUFFER_LIST_INFO {
    __extension__ union {
        struct {
            ULONG MSS : 20;
            ULONG TcpHeaderOffset : 10;
            ULONG Type : 1;
            ULONG Reserved2 : 1;
        } LsoV1Transmit;
        struct {
            ULONG MSS : 20;
            ULONG TcpHeaderOffset : 10;
            ULONG Type : 1;
            ULONG IPVersion : 1;
        } LsoV2Transmit;
        PVOID Value;
    };
} NDIS_TCP_LARGE_SEND_OFFLOAD_NET_BUFFER_LIST_INFO, *PNDIS_TCP_LARGE_SEND_OFFLOAD_NET_BUFFER_LIST_INFO;

EXTERN_C_END

#endif
