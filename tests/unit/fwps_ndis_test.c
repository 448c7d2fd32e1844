/* NDIS on packets, as a driver calls it: pools, lists, buffers, contexts, MDLs; derived lists; groups of forwarded fragments. */
#include "shim_kit.h"

#include <ndis.h>

#include "pkt/nb.h"
#include "pkt/nbl.h"
#include "pkt/nbl_owned.h"

#define WINDOWS_AF_INET  2
#define WINDOWS_AF_INET6 23

static struct km_kit k;
static NDIS_HANDLE   lists, buffers;
static uint8_t       bytes[64];
static MDL           mdls[64];

static NET_BUFFER_LIST_POOL_PARAMETERS list_parameters(void)
{
    return (NET_BUFFER_LIST_POOL_PARAMETERS){ .Header = { NDIS_OBJECT_TYPE_DEFAULT,
                                                          NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1,
                                                          NDIS_SIZEOF_NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1 },
                                              .fAllocateNetBuffer = TRUE, .ContextSize = 16 };
}

static NET_BUFFER_POOL_PARAMETERS buffer_parameters(void)
{
    return (NET_BUFFER_POOL_PARAMETERS){ .Header = { NDIS_OBJECT_TYPE_DEFAULT, NET_BUFFER_POOL_PARAMETERS_REVISION_1,
                                                     NDIS_SIZEOF_NET_BUFFER_POOL_PARAMETERS_REVISION_1 },
                                         .DataSize = 256 };
}

static int setup(void **state)
{
    NET_BUFFER_LIST_POOL_PARAMETERS l = list_parameters();
    NET_BUFFER_POOL_PARAMETERS      b = buffer_parameters();
    (void)state;
    km_kit_init(&k, FAMILY_V4);
    km_kit_system(&k);
    lists = NdisAllocateNetBufferListPool(NULL, &l);
    buffers = NdisAllocateNetBufferPool(NULL, &b);
    assert_non_null(lists);
    assert_non_null(buffers);
    for (unsigned i = 0; i < sizeof(bytes); i++)
        bytes[i] = (uint8_t)i;
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    NdisFreeNetBufferPool(buffers);
    NdisFreeNetBufferListPool(lists);
    assert_string_equal(k.report, "");
    km_kit_system_fini(&k);
    km_kit_fini(&k);
    return 0;
}

/* bytes[] in MDLs of `size`. */
static MDL *chain_of(size_t size)
{
    size_t count = 0;
    for (size_t at = 0; at < sizeof(bytes); at += size, count++) {
        mdl_init(&mdls[count], bytes_of(bytes + at, sizeof(bytes) - at < size ? sizeof(bytes) - at : size));
        if (count)
            mdls[count - 1].Next = &mdls[count];
    }
    return mdls;
}

/* The data are bytes[from], ... */
static void expect_bytes(const NET_BUFFER *nb, unsigned from, uint32_t size)
{
    uint8_t room[64];
    assert_int_equal(NET_BUFFER_DATA_LENGTH(nb), size);
    assert_memory_equal(nb_data(nb, size, room), bytes + from, size);
}

static void pools_with_wrong_parameters_are_none(void **state)
{
    NET_BUFFER_LIST_POOL_PARAMETERS l = list_parameters();
    NET_BUFFER_POOL_PARAMETERS      b = buffer_parameters();
    (void)state;
    l.Header.Size = 4;
    assert_null(NdisAllocateNetBufferListPool(NULL, &l));
    l = list_parameters();
    l.Header.Type = NDIS_OBJECT_TYPE_GENERIC_OBJECT;
    assert_null(NdisAllocateNetBufferListPool(NULL, &l));
    l = list_parameters();
    l.ContextSize = 5;
    assert_null(NdisAllocateNetBufferListPool(NULL, &l));
    l = list_parameters();
    l.DataSize = 100;
    l.fAllocateNetBuffer = FALSE;
    assert_null(NdisAllocateNetBufferListPool(NULL, &l));
    b.Header.Size = 0;
    assert_null(NdisAllocateNetBufferPool(NULL, &b));
    b = buffer_parameters();
    b.Header.Type = NDIS_OBJECT_TYPE_GENERIC_OBJECT;
    assert_null(NdisAllocateNetBufferPool(NULL, &b));
    assert_null(NdisAllocateNetBuffer(lists, NULL, 0, 0));
    km_kit_reported(&k, "is no NET_BUFFER pool");
    assert_null(NdisAllocateNetBufferList(buffers, 0, 0));
    km_kit_reported(&k, "is no NET_BUFFER_LIST pool");
}

static void a_list_and_its_buffers(void **state)
{
    NET_BUFFER_LIST *list = NdisAllocateNetBufferList(lists, 0, 0);
    NET_BUFFER      *one = NdisAllocateNetBuffer(buffers, chain_of(20), 10, 30);
    NET_BUFFER      *two = NdisAllocateNetBufferMdlAndData(buffers);
    (void)state;
    assert_ptr_equal(NdisGetPoolFromNetBufferList(list), lists);
    assert_ptr_equal(NdisGetPoolFromNetBuffer(one), buffers);
    assert_null(NET_BUFFER_LIST_FIRST_NB(list));
    NET_BUFFER_LIST_FIRST_NB(list) = one;
    NET_BUFFER_NEXT_NB(one) = two;
    expect_bytes(one, 10, 30);
    assert_int_equal(NET_BUFFER_FIRST_MDL(two)->ByteCount, 256);
    assert_int_equal(NET_BUFFER_DATA_LENGTH(two), 0);
    NET_BUFFER_DATA_LENGTH(two) = 256;
    memset(NdisGetDataBuffer(two, 256, NULL, 1, 0), 7, 256);
    assert_int_equal(NdisRetreatNetBufferListDataStart(list, 8, 4, NULL, NULL), NDIS_STATUS_SUCCESS);
    assert_int_equal(NET_BUFFER_DATA_LENGTH(one), 38);
    assert_int_equal(NET_BUFFER_DATA_LENGTH(two), 264);
    assert_int_equal(NET_BUFFER_DATA_OFFSET(one), 2);
    NdisAdvanceNetBufferListDataStart(list, 8, TRUE, NULL);
    expect_bytes(one, 10, 30);
    assert_int_equal(NET_BUFFER_DATA_OFFSET(two), 0);
    NdisFreeNetBuffer(two);
    NdisFreeNetBuffer(one);
    NdisFreeNetBufferList(list);
}

static unsigned handed_out, taken_back;
static MDL      handed;
static uint8_t  handed_bytes[64];

static MDL *hand_out(PULONG size)
{
    mdl_init(&handed, bytes_of(handed_bytes, *size < sizeof(handed_bytes) ? *size : sizeof(handed_bytes)));
    handed_out++;
    return &handed;
}

static MDL *hand_out_none(PULONG size)
{
    (void)size;
    return NULL;
}

static VOID take_back(MDL *mdl)
{
    assert_ptr_equal(mdl, &handed);
    taken_back++;
}

static void a_retreat_takes_the_drivers_mdls(void **state)
{
    NET_BUFFER_LIST *list = NdisAllocateNetBufferAndNetBufferList(lists, 0, 0, chain_of(64), 0, 64);
    NET_BUFFER      *nb = NET_BUFFER_LIST_FIRST_NB(list);
    (void)state;
    assert_int_equal(NdisRetreatNetBufferDataStart(nb, 10, 6, hand_out_none), NDIS_STATUS_RESOURCES);
    expect_bytes(nb, 0, 64);
    assert_int_equal(NdisRetreatNetBufferDataStart(nb, 10, 6, hand_out), NDIS_STATUS_SUCCESS);
    assert_int_equal(handed_out, 1);
    assert_ptr_equal(NET_BUFFER_CURRENT_MDL(nb), &handed);
    assert_int_equal(NET_BUFFER_CURRENT_MDL_OFFSET(nb), 6);
    NdisAdvanceNetBufferDataStart(nb, 12, TRUE, take_back);
    assert_int_equal(taken_back, 1);
    expect_bytes(nb, 2, 62);
    NET_BUFFER_DATA_OFFSET(nb) = 20;
    NET_BUFFER_DATA_LENGTH(nb) = 44;
    NdisAdjustNetBufferCurrentMdl(nb);
    assert_ptr_equal(NET_BUFFER_CURRENT_MDL(nb), mdls);
    assert_int_equal(NET_BUFFER_CURRENT_MDL_OFFSET(nb), 20);
    NdisFreeNetBufferList(list);
}

static void data_are_aligned_when_asked(void **state)
{
    static uint8_t at[40] __attribute__((aligned(16)));
    uint8_t        storage[16] __attribute__((aligned(16)));
    PMDL           mdl = NdisAllocateMdl(NULL, at, sizeof(at));
    NET_BUFFER    *nb = NdisAllocateNetBuffer(buffers, mdl, 2, 30);
    (void)state;
    assert_ptr_equal(NdisGetDataBuffer(nb, 8, NULL, 2, 0), at + 2);
    assert_null(NdisGetDataBuffer(nb, 8, NULL, 4, 0));
    assert_ptr_equal(NdisGetDataBuffer(nb, 8, NULL, 4, 2), at + 2);
    assert_ptr_equal(NdisGetDataBuffer(nb, 8, storage, 4, 0), storage);
    assert_null(NdisGetDataBuffer(nb, 0, storage, 1, 0));
    assert_null(NdisGetDataBuffer(nb, 31, storage, 1, 0));
    NdisFreeNetBuffer(nb);
    NdisFreeMdl(mdl);
}

static void mdls_tell_of_themselves(void **state)
{
    PMDL  mdl = NdisAllocateMdl(NULL, bytes, sizeof(bytes)), next = mdl;
    PVOID va;
    UINT  length, count, offset;
    (void)state;
    NdisQueryMdl(mdl, &va, &length, NormalPagePriority);
    assert_ptr_equal(va, bytes);
    assert_int_equal(length, sizeof(bytes));
    NdisGetMdlPhysicalArraySize(mdl, &count);
    assert_in_range(count, 1, 2);
    NdisQueryMdlOffset(mdl, &offset, &length);
    assert_int_equal(offset, (uintptr_t)bytes % 4096);
    NdisAdjustMdlLength(mdl, 10);
    assert_int_equal(MmGetMdlByteCount(mdl), 10);
    NdisGetNextMdl(mdl, &next);
    assert_null(next);
    NdisFreeMdl(mdl);
}

static void physical_pages_are_counted(void **state)
{
    static uint8_t pages[3 * 4096] __attribute__((aligned(4096)));
    PMDL           mdl = NdisAllocateMdl(NULL, pages, sizeof(pages));
    NET_BUFFER    *nb = NdisAllocateNetBuffer(buffers, mdl, 4090, 100);
    (void)state;
    assert_int_equal(NdisQueryNetBufferPhysicalCount(nb), 2);
    NdisAdvanceNetBufferDataStart(nb, 6, FALSE, NULL);
    assert_int_equal(NdisQueryNetBufferPhysicalCount(nb), 1);
    NdisFreeNetBuffer(nb);
    NdisFreeMdl(mdl);
}

static void copies_cross_mdls_and_stop_at_the_end(void **state)
{
    uint8_t     target[64] = { 0 };
    SIZE_T      copied = 0;
    NET_BUFFER *from = NdisAllocateNetBuffer(buffers, chain_of(7), 3, 50), *to;
    PMDL        mdl = NdisAllocateMdl(NULL, target, sizeof(target));
    (void)state;
    to = NdisAllocateNetBuffer(buffers, mdl, 5, 40);
    assert_int_equal(NdisCopyFromNetBufferToNetBuffer(to, 1, 100, from, 20, &copied), NDIS_STATUS_SUCCESS);
    assert_int_equal(copied, 30);
    assert_memory_equal(target + 6, bytes + 23, 30);
    assert_int_equal(target[5] | target[36], 0);
    assert_int_equal(NdisCopyFromNetBufferToNetBuffer(to, 30, 100, from, 0, &copied), NDIS_STATUS_SUCCESS);
    assert_int_equal(copied, 10);
    NdisFreeNetBuffer(to);
    NdisFreeNetBuffer(from);
    NdisFreeMdl(mdl);
}

static void contexts_grow_towards_the_front(void **state)
{
    NET_BUFFER_LIST *list = NdisAllocateNetBufferList(lists, 16, 16);
    (void)state;
    NET_BUFFER_LIST_CONTEXT *own = list->Context;
    assert_int_equal(NET_BUFFER_LIST_CONTEXT_DATA_SIZE(list), 48);
    memset(NET_BUFFER_LIST_CONTEXT_DATA_START(list), 1, 16);
    assert_int_equal(NdisAllocateNetBufferListContext(list, 32, 0, 0x74786574), NDIS_STATUS_SUCCESS);
    assert_ptr_equal(list->Context, own);
    assert_ptr_equal(NET_BUFFER_LIST_CONTEXT_DATA_START(list), own + 1);
    assert_int_equal(NdisAllocateNetBufferListContext(list, 16, 16, 0x74786574), NDIS_STATUS_SUCCESS);
    assert_ptr_not_equal(list->Context, own);
    assert_ptr_equal(list->Context->Next, own);
    assert_int_equal(NdisAllocateNetBufferListContext(list, 5, 0, 0), NDIS_STATUS_FAILURE);
    NdisFreeNetBufferListContext(list, 32);
    km_kit_reported(&k, "16 bytes of context, not 32");
    NdisFreeNetBufferListContext(list, 16);
    assert_ptr_equal(list->Context, own);
    NdisFreeNetBufferListContext(list, 48);
    assert_ptr_equal(list->Context, own);
    NdisFreeNetBufferList(list);
}

static void information_and_flags(void **state)
{
    NET_BUFFER_LIST *one = NdisAllocateNetBufferList(lists, 0, 0), *two = NdisAllocateNetBufferList(lists, 0, 0);
    NET_BUFFER      *nb = NdisAllocateNetBuffer(buffers, NULL, 0, 0);
    NDIS_TCP_IP_CHECKSUM_NET_BUFFER_LIST_INFO      sums = { .Transmit = { .IsIPv4 = 1, .TcpChecksum = 1, .TcpHeaderOffset = 20 } };
    NDIS_TCP_LARGE_SEND_OFFLOAD_NET_BUFFER_LIST_INFO large = { .LsoV2Transmit = { .MSS = 1460, .TcpHeaderOffset = 34, .IPVersion = 1 } };
    NET_BUFFER_SHARED_MEMORY memory = { .SharedMemoryFlags = 1, .SharedMemoryHandle = nb, .SharedMemoryOffset = 2,
                                        .SharedMemoryLength = 3 };
    (void)state;
    NET_BUFFER_LIST_INFO(one, TcpIpChecksumNetBufferListInfo) = sums.Value;
    NET_BUFFER_LIST_INFO(one, TcpLargeSendNetBufferListInfo) = large.Value;
    NdisCopySendNetBufferListInfo(two, one);
    sums.Value = NET_BUFFER_LIST_INFO(two, TcpIpChecksumNetBufferListInfo);
    large.Value = NET_BUFFER_LIST_INFO(two, TcpLargeSendNetBufferListInfo);
    assert_int_equal(sums.Transmit.TcpHeaderOffset, 20);
    assert_int_equal(large.LsoV2Transmit.MSS, 1460);
    NET_BUFFER_LIST_INFO(two, TcpIpChecksumNetBufferListInfo) = NULL;
    NdisCopyReceiveNetBufferListInfo(one, two);
    assert_null(NET_BUFFER_LIST_INFO(one, TcpIpChecksumNetBufferListInfo));
    NdisSetNblFlag(one, NDIS_NBL_FLAGS_IS_IPV4 | NDIS_NBL_FLAGS_IS_UDP);
    assert_true(NdisTestNblFlag(one, NDIS_NBL_FLAGS_IS_IPV4) && NdisTestNblFlags(one, NDIS_NBL_FLAGS_IS_IPV4 | NDIS_NBL_FLAGS_IS_UDP));
    NdisClearNblFlag(one, NDIS_NBL_FLAGS_IS_IPV4);
    assert_false(NdisTestNblFlags(one, NDIS_NBL_FLAGS_IS_IPV4 | NDIS_NBL_FLAGS_IS_UDP));
    assert_int_equal(NET_BUFFER_LIST_NBL_FLAGS(one), NDIS_NBL_FLAGS_IS_UDP);
    NdisSetNetBufferListProtocolId(one, NDIS_PROTOCOL_ID_TCP_IP);
    assert_int_equal(NdisGetNetBufferListProtocolId(one), NDIS_PROTOCOL_ID_TCP_IP);
    NET_BUFFER_LIST_NEXT_NBL(one) = two;
    NET_BUFFER_LIST_STATUS(one) = NDIS_STATUS_PAUSED;
    NET_BUFFER_LIST_FLAGS(one) = 5;
    NET_BUFFER_LIST_PROTOCOL_RESERVED(one)[3] = nb;
    NET_BUFFER_LIST_MINIPORT_RESERVED(one)[1] = nb;
    NET_BUFFER_PROTOCOL_RESERVED(nb)[5] = one;
    NET_BUFFER_MINIPORT_RESERVED(nb)[3] = one;
    NET_BUFFER_CHECKSUM_BIAS(nb) = 9;
    NET_BUFFER_DATA_PHYSICAL_ADDRESS(nb).QuadPart = 77;
    NET_BUFFER_SHARED_MEM_INFO(nb) = &memory;
    assert_ptr_equal(one->Next, two);
    assert_int_equal(one->Status, NDIS_STATUS_PAUSED);
    assert_int_equal(one->Flags, 5);
    assert_ptr_equal(one->ProtocolReserved[3], one->MiniportReserved[1]);
    assert_ptr_equal(nb->ProtocolReserved[5], nb->MiniportReserved[3]);
    assert_int_equal(nb->ChecksumBias, 9);
    assert_int_equal(nb->DataPhysicalAddress.QuadPart, 77);
    assert_int_equal(NET_BUFFER_SHARED_MEM_FLAGS(nb->SharedMemoryInfo), 1);
    assert_ptr_equal(NET_BUFFER_SHARED_MEM_HANDLE(nb->SharedMemoryInfo), nb);
    assert_int_equal(NET_BUFFER_SHARED_MEM_OFFSET(nb->SharedMemoryInfo) + NET_BUFFER_SHARED_MEM_LENGTH(nb->SharedMemoryInfo), 5);
    assert_null(NET_BUFFER_SHARED_MEM_NEXT_SEGMENT(nb->SharedMemoryInfo));
    NdisFreeNetBuffer(nb);
    NdisFreeNetBufferList(two);
    NdisFreeNetBufferList(one);
}

static void memory_and_locks(void **state)
{
    PVOID            p = NdisAllocateMemoryWithTagPriority(NULL, 100, 0x61746144, NormalPoolPriority), q = NULL;
    PNDIS_RW_LOCK_EX lock = NdisAllocateRWLock(NULL);
    LOCK_STATE_EX    first, second;
    (void)state;
    NdisZeroMemory(p, 100);
    assert_int_equal(NdisAllocateMemoryWithTag(&q, 50, 0x61746144), NDIS_STATUS_SUCCESS);
    NdisMoveMemory(q, p, 50);
    assert_true(NdisEqualMemory(p, q, 50));
    NdisFreeMemory(p, 0, 0);
    NdisFreeMemoryWithTag(q, 0x61746144);
    NdisAcquireRWLockRead(lock, &first, 0);
    NdisAcquireRWLockRead(lock, &second, NDIS_RWL_AT_DISPATCH_LEVEL);
    NdisReleaseRWLock(lock, &second);
    NdisReleaseRWLock(lock, &first);
    NdisAcquireRWLockWrite(lock, &first, 0);
    assert_int_equal(KeGetCurrentIrql(), DISPATCH_LEVEL);
    NdisReleaseRWLock(lock, &first);
    assert_int_equal(KeGetCurrentIrql(), PASSIVE_LEVEL);
    NdisFreeRWLock(lock);
    p = NdisAllocateGenericObject(NULL, 0x61746144, 32);
    assert_non_null(p);
    NdisFreeGenericObject(p);
    NdisFreeGenericObject(p);
    km_kit_reported(&k, "is no NDIS generic object any more");
}

/* --- derived lists ------------------------------------------------------------------------------------------------ */

static NET_BUFFER_LIST *two_packets(NET_BUFFER *second)
{
    NET_BUFFER_LIST *list = NdisAllocateNetBufferAndNetBufferList(lists, 0, 0, chain_of(7), 4, 20);
    nb_init(second, mdls, 40, 24);
    NET_BUFFER_NEXT_NB(NET_BUFFER_LIST_FIRST_NB(list)) = second;
    return list;
}

static void ndis_clones_describe_the_same_data(void **state)
{
    NET_BUFFER       second;
    NET_BUFFER_LIST *list = two_packets(&second), *clone = NdisAllocateCloneNetBufferList(list, lists, buffers, 0);
    NET_BUFFER_LIST *same = NdisAllocateCloneNetBufferList(list, NULL, NULL, NDIS_CLONE_FLAGS_USE_ORIGINAL_MDLS);
    (void)state;
    for (unsigned i = 0; i < 2; i++) {
        NET_BUFFER *nb = NET_BUFFER_LIST_FIRST_NB(i ? same : clone);
        expect_bytes(nb, 4, 20);
        expect_bytes(NET_BUFFER_NEXT_NB(nb), 40, 24);
        assert_null(NET_BUFFER_NEXT_NB(NET_BUFFER_NEXT_NB(nb)));
        assert_int_equal(NET_BUFFER_CURRENT_MDL(nb) == mdls, i);
    }
    assert_ptr_equal(clone->ParentNetBufferList, list);
    assert_null(clone->Context);
    assert_ptr_equal(NdisGetPoolFromNetBufferList(clone), lists);
    assert_null(NdisAllocateCloneNetBufferList(list, buffers, NULL, 0));
    km_kit_reported(&k, "is no NET_BUFFER_LIST pool");
    NdisFreeCloneNetBufferList(same, NDIS_CLONE_FLAGS_USE_ORIGINAL_MDLS);
    NdisFreeCloneNetBufferList(clone, 0);
    NdisFreeCloneNetBufferList(clone, 0);
    km_kit_reported(&k, "is no derived NET_BUFFER_LIST any more");
    NdisFreeNetBufferList(list);
}

static void fragments_have_a_greatest_size_and_room_before_them(void **state)
{
    static const struct {
        unsigned from, size;
    } parts[] = { { 6, 8 }, { 14, 8 }, { 22, 2 }, { 42, 8 }, { 50, 8 }, { 58, 6 } };
    NET_BUFFER       second;
    NET_BUFFER_LIST *list = two_packets(&second);
    NET_BUFFER_LIST *cut = NdisAllocateFragmentNetBufferList(list, lists, buffers, 2, 8, 5, 3, 0);
    NET_BUFFER      *nb = NET_BUFFER_LIST_FIRST_NB(cut);
    (void)state;
    for (size_t i = 0; i < COUNT_OF(parts); i++, nb = NET_BUFFER_NEXT_NB(nb)) {
        assert_int_equal(NET_BUFFER_DATA_OFFSET(nb), 3);
        assert_int_equal(NET_BUFFER_DATA_LENGTH(nb), parts[i].size + 5);
        memset(NdisGetDataBuffer(nb, 5, NULL, 1, 0), 0xee, 5);
        NdisAdvanceNetBufferDataStart(nb, 5, FALSE, NULL);
        expect_bytes(nb, parts[i].from, parts[i].size);
    }
    assert_null(nb);
    assert_null(NdisAllocateFragmentNetBufferList(list, NULL, NULL, 0, 0, 0, 0, 0));
    assert_null(NdisAllocateFragmentNetBufferList(list, NULL, NULL, 21, 8, 0, 0, 0));
    assert_null(NdisAllocateFragmentNetBufferList(list, NULL, NULL, 0, 8, 0, 0, 1));
    NdisFreeFragmentNetBufferList(cut, 5, 0);
    NdisFreeNetBufferList(list);
}

static void packets_are_joined_into_one(void **state)
{
    NET_BUFFER       second;
    NET_BUFFER_LIST *list = two_packets(&second), *whole = NdisAllocateReassembledNetBufferList(list, lists, 2, 4, 4, 0);
    NET_BUFFER      *nb = NET_BUFFER_LIST_FIRST_NB(whole);
    uint8_t          room[64];
    (void)state;
    assert_null(NET_BUFFER_NEXT_NB(nb));
    assert_int_equal(NET_BUFFER_DATA_LENGTH(nb), 4 + 18 + 22);
    NdisAdvanceNetBufferDataStart(nb, 4, FALSE, NULL);
    const uint8_t *data = NdisGetDataBuffer(nb, 40, room, 1, 0);
    assert_memory_equal(data, bytes + 6, 18);
    assert_memory_equal(data + 18, bytes + 42, 22);
    assert_null(NdisAllocateReassembledNetBufferList(list, lists, 21, 0, 0, 0));
    NdisFreeReassembledNetBufferList(whole, 4, 0);
    NdisFreeNetBufferList(list);
}

/* --- what a callout asks about a packet --------------------------------------------------------------------------- */

static void there_is_no_ipsec(void **state)
{
    struct nbl_pool *pool;
    FWPS_PACKET_LIST_INFORMATION0 info;
    (void)state;
    assert_int_equal(nbl_pool_new(1, &pool), WFP_OK);
    NET_BUFFER_LIST *nbl = nbl_wrap(pool, bytes_of(bytes, sizeof(bytes)));
    memset(&info, 0xff, sizeof(info));
    assert_int_equal(FwpsGetPacketListSecurityInformation0(nbl, FWPS_PACKET_LIST_INFORMATION_QUERY_ALL_INBOUND, &info), STATUS_SUCCESS);
    assert_int_equal(info.ipsecInformation.flags, 0);
    assert_int_equal(info.fwpInformation.isReinjected, 0);
    lineage_add(&nbl_state_of(nbl)->lineage, 1, NULL);
    assert_int_equal(FwpsGetPacketListSecurityInformation0(nbl, FWPS_PACKET_LIST_INFORMATION_QUERY_FWP, &info), STATUS_SUCCESS);
    assert_int_equal(info.fwpInformation.isReinjected, 1);
    assert_int_equal(FwpsGetPacketListSecurityInformation0(nbl, 3, &info), STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsGetPacketListSecurityInformation0(nbl, FWPS_PACKET_LIST_INFORMATION_QUERY_IPSEC, &info),
                     STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsGetPacketListSecurityInformation0(NULL, 1, &info), STATUS_INVALID_PARAMETER);
    nbl_put(nbl);
    nbl_pool_free(pool);
}

/* A group of three fragments, as IPFORWARD shows it with grouping on. */
static void a_group_of_fragments_becomes_one_packet(void **state)
{
    static const struct {
        UINT16      family;
        const char *fragments[3];
    } groups[] = {
        { WINDOWS_AF_INET,
          { "45000024 0007 2000 4011 0000 0a000001 0a000002 3039003500201111 0101010101010101",
            "4500001c 0007 2002 4011 0000 0a000001 0a000002 0202020202020202",
            "4500001c 0007 0003 4011 0000 0a000001 0a000002 0303030303030303" } },
        { WINDOWS_AF_INET6,
          { "60000000 0018 2c40 fd000000000000000000000000000001 fd000000000000000000000000000002 11000001 00000007"
            "3039003500201111 0101010101010101",
            "60000000 0010 2c40 fd000000000000000000000000000001 fd000000000000000000000000000002 11000011 00000007 0202020202020202",
            "60000000 0010 2c40 fd000000000000000000000000000001 fd000000000000000000000000000002 11000018 00000007 0303030303030303" } },
    };
    static struct frame frames[3];
    (void)state;
    for (size_t i = 0; i < COUNT_OF(groups); i++) {
        NET_BUFFER_LIST  chain[3] = { 0 }, *whole = NULL;
        NET_BUFFER       nbs[3];
        MDL              parts[3];
        struct headers   h;
        for (unsigned n = 0; n < 3; n++) {
            frames[n].size = 0;
            frame_hex(&frames[n], groups[i].fragments[n]);
            mdl_init(&parts[n], frame_bytes(&frames[n]));
            nb_init(&nbs[n], &parts[n], 0, (uint32_t)frames[n].size);
            chain[n].FirstNetBuffer = &nbs[n];
            chain[n].Next = n < 2 ? &chain[n + 1] : NULL;
        }
        assert_int_equal(FwpsReassembleForwardFragmentGroup0(groups[i].family, chain, lists, 16, 0, &whole), STATUS_SUCCESS);
        NET_BUFFER *nb = whole->FirstNetBuffer;
        assert_int_equal(NET_BUFFER_DATA_OFFSET(nb), 16);
        const void *data = nb_data(nb, nb_length(nb), NULL);
        assert_int_equal(headers_parse_ip(bytes_of(data, nb_length(nb)), nb_length(nb), PARSE_CHECK_IP_CHECKSUM, &h),
                         PARSE_OK);
        assert_false(h.is_fragment);
        assert_int_equal(h.protocol, PROTO_UDP);
        assert_int_equal(nb_length(nb) - h.ip_header_size, 32);
        FwpsFreeNetBufferList0(whole);
        chain[1].Next = NULL;
        assert_int_equal(FwpsReassembleForwardFragmentGroup0(groups[i].family, chain, NULL, 0, 0, &whole), STATUS_INVALID_PARAMETER);
        assert_int_equal(FwpsReassembleForwardFragmentGroup0(groups[!i].family, chain, NULL, 0, 0, &whole), STATUS_INVALID_PARAMETER);
        assert_int_equal(FwpsReassembleForwardFragmentGroup0(groups[i].family, chain, NULL, 0, 1, &whole), STATUS_INVALID_PARAMETER);
        assert_int_equal(FwpsReassembleForwardFragmentGroup0(groups[i].family, NULL, NULL, 0, 0, &whole), STATUS_INVALID_PARAMETER);
    }
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(pools_with_wrong_parameters_are_none),
        TEST(a_list_and_its_buffers),
        TEST(a_retreat_takes_the_drivers_mdls),
        TEST(data_are_aligned_when_asked),
        TEST(mdls_tell_of_themselves),
        TEST(physical_pages_are_counted),
        TEST(copies_cross_mdls_and_stop_at_the_end),
        TEST(contexts_grow_towards_the_front),
        TEST(information_and_flags),
        TEST(memory_and_locks),
        TEST(ndis_clones_describe_the_same_data),
        TEST(fragments_have_a_greatest_size_and_room_before_them),
        TEST(packets_are_joined_into_one),
        TEST(there_is_no_ipsec),
        TEST(a_group_of_fragments_becomes_one_packet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
