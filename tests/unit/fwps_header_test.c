/* FwpsConstructIpHeaderForTransportPacket0, as a driver calls it (docs/behaviour D.6). */
#include "frames.h"
#include "km_kit.h"

#include <ndis.h>

#include "pkt/checksum.h"
#include "pkt/nbl.h"
#include "pkt/nbl_owned.h"

#define WINDOWS_AF_INET  2
#define WINDOWS_AF_INET6 23

static struct km_kit    k;
static struct nbl_pool *pool;
static struct frame     frame;
static enum family      family;

static const uint8_t addresses[2][2][16] = {
    { { 192, 0, 2, 7 }, { 192, 0, 2, 9 } },
    { { 0x20, 1, 0x0d, 0xb8, [15] = 7 }, { 0x20, 1, 0x0d, 0xb8, [15] = 9 } },
};

static const uint8_t *source(void)
{
    return addresses[family == FAMILY_V6][0];
}

static const uint8_t *destination(void)
{
    return addresses[family == FAMILY_V6][1];
}

static int setup(void **state)
{
    family = *(enum family *)*state;
    km_kit_init(&k, family);
    km_kit_system(&k);
    assert_int_equal(nbl_pool_new(1, &pool), WFP_OK);
    frame.size = 0;
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    assert_string_equal(k.report, "");
    nbl_pool_free(pool);
    km_kit_system_fini(&k);
    km_kit_fini(&k);
    return 0;
}

static uint32_t plain_size(void)
{
    return family == FAMILY_V4 ? 20 : 40;
}

/* A clone of the frame, its data from `offset` on, and the parent kept with it. */
static NET_BUFFER_LIST *clone_at(uint32_t offset)
{
    NET_BUFFER_LIST *clone = NULL, *nbl = nbl_wrap(pool, frame_bytes(&frame));
    assert_true(nb_advance(nbl->FirstNetBuffer, offset));
    assert_int_equal(FwpsAllocateCloneNetBufferList0(nbl, NULL, NULL, 0, &clone), STATUS_SUCCESS);
    nbl_put(nbl);
    return clone;
}

static NTSTATUS construct(NET_BUFFER_LIST *nbl, uint32_t old_size, uint8_t protocol)
{
    return FwpsConstructIpHeaderForTransportPacket0(nbl, old_size, family == FAMILY_V4 ? WINDOWS_AF_INET : WINDOWS_AF_INET6,
                                                    source(), destination(), protocol, 0, NULL, 0, 0, NULL, 0, 0);
}

/* The packet as bytes, and its headers, which are in order, with right checksums. */
static struct headers packet_of(const NET_BUFFER_LIST *nbl, uint8_t protocol, uint8_t packet[2048])
{
    const NET_BUFFER *nb = nbl->FirstNetBuffer;
    struct headers    h;
    uint32_t          size = nb_length(nb);
    assert_in_range(size, 1, 2048);
    const void *data = nb_data(nb, size, packet);
    assert_non_null(data);
    memmove(packet, data, size);
    assert_int_equal(headers_parse_ip(bytes_of(packet, size), size, PARSE_CHECK_IP_CHECKSUM, &h), PARSE_OK);
    assert_int_equal(h.protocol, protocol);
    assert_memory_equal(h.src.bytes, source(), 16);
    assert_memory_equal(h.dst.bytes, destination(), 16);
    assert_int_equal(h.ip_size, size);
    NET_BUFFER           whole = *nb;
    struct pseudo_header pseudo = { family, source(), destination(), protocol };
    assert_true(nb_advance(&whole, h.ip_header_size));
    assert_true(nb_transport_checksum_is_right(&whole, &pseudo));
    assert_int_equal((uintptr_t)nb_data(nb, 1, NULL) % sizeof(void *), 0); /* D-082 */
    assert_true(nb_data(nb, h.ip_header_size, NULL) != NULL);
    return h;
}

static void udp(struct frame *f)
{
    frame_hex(f, "3039 0035 000c 1111 aabbccdd");
}

static void tcp(struct frame *f)
{
    frame_hex(f, "3039 0050 00000007 00000009 5018 0100 2222 0000 aabbcc");
}

/* proves: D-083 */
static void a_header_is_put_before_a_transport_packet(void **state)
{
    static const struct {
        uint8_t protocol;
        void (*write)(struct frame *f);
    } kinds[] = { { PROTO_UDP, udp }, { PROTO_TCP, tcp } };
    uint8_t packet[2048];
    (void)state;
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        frame.size = 0;
        frame_hex(&frame, "eeeeeeee"); /* what stands before the header is none of the clone's business */
        kinds[i].write(&frame);
        NET_BUFFER_LIST *clone = clone_at(4);
        assert_int_equal(construct(clone, 0, kinds[i].protocol), STATUS_SUCCESS);
        struct headers h = packet_of(clone, kinds[i].protocol, packet);
        assert_int_equal(h.ip_header_size, plain_size());
        assert_int_equal(h.hop_limit, 128);
        assert_int_equal(h.src_port, 0x3039);
        assert_memory_equal(packet + h.ip_size - 3, frame.bytes + frame.size - 3, 3);
        FwpsFreeCloneNetBufferList0(clone, 0);
    }
}

/* proves: D-083, D-050 */
static void a_header_is_replaced(void **state)
{
    uint8_t packet[2048];
    (void)state;
    frame_hex(&frame, "ee"); /* not aligned */
    frame_ip(&frame, family, PROTO_TCP, 23);
    tcp(&frame);
    NET_BUFFER_LIST *clone = clone_at(1), *parent = clone->ParentNetBufferList;
    assert_int_equal(construct(clone, plain_size(), PROTO_TCP), STATUS_SUCCESS);
    struct headers h = packet_of(clone, PROTO_TCP, packet);
    assert_int_equal(h.hop_limit, 64);
    if (family == FAMILY_V4)
        assert_memory_equal(packet + 4, "\x12\x34", 2); /* the identification stays */
    assert_memory_equal(nb_data(parent->FirstNetBuffer, plain_size(), NULL), frame.bytes + 1, plain_size());
    FwpsFreeCloneNetBufferList0(clone, 0);
}

/* proves: D-083 */
static void options_stay_and_extensions_go(void **state)
{
    uint8_t packet[2048];
    (void)state;
    if (family == FAMILY_V4)
        frame_hex(&frame, "47 00 0028 0001 2000 40 11 0000 0a000001 0a000002 9404 0000 01010101");
    else
        frame_hex(&frame, "6abcdef0 0024 00 40 fd000000000000000000000000000001 fd000000000000000000000000000002"
                          "3c00 0502 0000 0100 1100 0104 00000000");
    uint32_t old = (uint32_t)frame.size;
    udp(&frame);
    NET_BUFFER_LIST *clone = clone_at(0);
    assert_int_equal(construct(clone, old, PROTO_UDP), STATUS_SUCCESS);
    struct headers h = packet_of(clone, PROTO_UDP, packet);
    if (family == FAMILY_V4) {
        assert_int_equal(h.ip_header_size, 28);
        assert_memory_equal(packet + 20, "\x94\x04\0\0\1\1\1\1", 8);
        assert_false(h.is_fragment);
    } else {
        assert_int_equal(h.ip_header_size, 40);
        assert_memory_equal(packet, "\x6a\xbc\xde\xf0", 4);
    }
    FwpsFreeCloneNetBufferList0(clone, 0);
}

/* proves: D-083 */
static void an_authentication_header_goes(void **state)
{
    uint8_t packet[2048];
    (void)state;
    frame_ip(&frame, family, 51, 36);
    frame_hex(&frame, "1104 0000 00000001 00000001 aaaaaaaa aaaaaaaa aaaaaaaa");
    uint32_t old = (uint32_t)frame.size;
    udp(&frame);
    NET_BUFFER_LIST *clone = clone_at(0);
    assert_int_equal(construct(clone, old, PROTO_UDP), STATUS_SUCCESS);
    struct headers h = packet_of(clone, PROTO_UDP, packet);
    assert_int_equal(h.ip_header_size, plain_size());
    assert_int_equal(h.ip_size, plain_size() + 12);
    FwpsFreeCloneNetBufferList0(clone, 0);
}

/* proves: D-083 */
static void nothing_is_left_for_the_adapter(void **state)
{
    NDIS_TCP_IP_CHECKSUM_NET_BUFFER_LIST_INFO sums = { .Transmit = { .IsIPv4 = 1, .TcpChecksum = 1 } };
    uint8_t packet[2048];
    (void)state;
    frame_ip(&frame, family, PROTO_TCP, 23);
    tcp(&frame);
    NET_BUFFER_LIST *clone = clone_at(0);
    NET_BUFFER_LIST_INFO(clone, TcpIpChecksumNetBufferListInfo) = sums.Value;
    NET_BUFFER_LIST_INFO(clone, TcpLargeSendNetBufferListInfo) = sums.Value;
    NET_BUFFER_LIST_INFO(clone, UdpSegmentationOffloadInfo) = sums.Value;
    NET_BUFFER_LIST_INFO(clone, Ieee8021QNetBufferListInfo) = sums.Value;
    assert_int_equal(construct(clone, plain_size(), PROTO_TCP), STATUS_SUCCESS);
    packet_of(clone, PROTO_TCP, packet);
    assert_null(NET_BUFFER_LIST_INFO(clone, TcpIpChecksumNetBufferListInfo));
    assert_null(NET_BUFFER_LIST_INFO(clone, TcpLargeSendNetBufferListInfo));
    assert_null(NET_BUFFER_LIST_INFO(clone, UdpSegmentationOffloadInfo));
    assert_non_null(NET_BUFFER_LIST_INFO(clone, Ieee8021QNetBufferListInfo));
    FwpsFreeCloneNetBufferList0(clone, 0);
}

/* A packet that came in, changed, and shown to the checks of the receive path: nothing of the old sums is right any more.
 * proves: D-050, D-080 (for the sums that the function mends) */
static void a_changed_packet_has_right_sums_again(void **state)
{
    uint8_t packet[2048];
    (void)state;
    frame_ip(&frame, family, PROTO_UDP, 12);
    udp(&frame);
    NET_BUFFER_LIST *clone = clone_at(0);
    uint8_t         *data = NdisGetDataBuffer(clone->FirstNetBuffer, (ULONG)frame.size, NULL, 1, 0);
    data[frame.size - 1] ^= 0x55;
    data[plain_size() + 2] = 0x77;
    assert_int_equal(construct(clone, plain_size(), PROTO_UDP), STATUS_SUCCESS);
    assert_int_equal(packet_of(clone, PROTO_UDP, packet).dst_port, 0x7735);
    FwpsFreeCloneNetBufferList0(clone, 0);
}

/* Headers over MDLs of one byte each, and a transport header that begins inside an MDL.
 * proves: D-015 (for headers that are rebuilt) */
static void mdls_of_any_size_will_do(void **state)
{
    uint8_t packet[2048];
    (void)state;
    frame_ip(&frame, family, PROTO_TCP, 23);
    tcp(&frame);
    for (size_t size = 1; size <= frame.size; size++) {
        MDL              mdls[80];
        size_t           count = 0;
        struct bytes     rest = frame_bytes(&frame), part;
        NET_BUFFER_LIST *nbl = nbl_wrap(pool, frame_bytes(&frame)), *clone = NULL;
        while (bytes_left(&rest)) {
            assert_true(bytes_sub(&rest, bytes_left(&rest) < size ? bytes_left(&rest) : size, &part));
            mdl_init(&mdls[count], part);
            if (count)
                mdls[count - 1].Next = &mdls[count];
            count++;
        }
        nb_init(nbl->FirstNetBuffer, mdls, 0, (uint32_t)frame.size);
        assert_int_equal(FwpsAllocateCloneNetBufferList0(nbl, NULL, NULL, 0, &clone), STATUS_SUCCESS);
        assert_int_equal(construct(clone, plain_size(), PROTO_TCP), STATUS_SUCCESS);
        packet_of(clone, PROTO_TCP, packet);
        FwpsFreeCloneNetBufferList0(clone, 0);
        nbl_put(nbl);
    }
}

static NDIS_HANDLE list_pool(void)
{
    NET_BUFFER_LIST_POOL_PARAMETERS p = { .Header = { NDIS_OBJECT_TYPE_DEFAULT, NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1,
                                                      NDIS_SIZEOF_NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1 },
                                          .fAllocateNetBuffer = TRUE };
    return NdisAllocateNetBufferListPool(NULL, &p);
}

/* The driver's own space is used where it lies right.
 * proves: D-084 */
static void a_list_of_the_drivers_own_may_have_one(void **state)
{
    static uint8_t   memory[128] __attribute__((aligned(16)));
    NDIS_HANDLE      lists = list_pool();
    PMDL             mdl = NdisAllocateMdl(NULL, memory, sizeof(memory));
    NET_BUFFER_LIST *made = NULL;
    uint8_t          packet[2048];
    (void)state;
    for (uint32_t shift = 0; shift < 3; shift += 2) {
        uint32_t at = (plain_size() + 7) / 8 * 8 + shift;
        udp(&frame);
        memcpy(memory + at, frame.bytes, frame.size);
        assert_int_equal(FwpsAllocateNetBufferAndNetBufferList0(lists, 0, 0, mdl, at, 12, &made), STATUS_SUCCESS);
        assert_int_equal(construct(made, 0, PROTO_UDP), STATUS_SUCCESS);
        packet_of(made, PROTO_UDP, packet);
        bool in_place = (uintptr_t)(memory + at - plain_size()) % sizeof(void *) == 0;
        assert_int_equal(NET_BUFFER_FIRST_MDL(made->FirstNetBuffer) == mdl, in_place);
        FwpsFreeNetBufferList0(made);
        frame.size = 0;
    }
    NdisFreeMdl(mdl);
    NdisFreeNetBufferListPool(lists);
}

/* proves: D-084 */
static void an_indicated_list_may_not_have_one(void **state)
{
    (void)state;
    udp(&frame);
    NET_BUFFER_LIST *nbl = nbl_wrap(pool, frame_bytes(&frame));
    assert_int_equal(construct(nbl, 0, PROTO_UDP), STATUS_INVALID_PARAMETER);
    km_kit_reported(&k, "is neither a clone nor a list from FwpsAllocateNetBufferAndNetBufferList0");
    assert_int_equal(nb_length(nbl->FirstNetBuffer), 12);
    nbl_put(nbl);
}

static void control_data_speak_of_the_header(void **state)
{
    struct {
        WSACMSGHDR header;
        UINT32     value, padding;
    } said[3] = {
        { { 20, family == FAMILY_V4 ? 0 : 41, 21 }, 7, 0 },
        { { 20, family == FAMILY_V4 ? 0 : 41, family == FAMILY_V4 ? 3 : 39 }, 0x2e, 0 },
        { { 20, family == FAMILY_V4 ? 41 : 0, 21 }, 99, 0 }, /* the other family's */
    };
    uint8_t packet[2048];
    (void)state;
    udp(&frame);
    NET_BUFFER_LIST *clone = clone_at(0);
    UINT16           af = family == FAMILY_V4 ? WINDOWS_AF_INET : WINDOWS_AF_INET6;
    assert_int_equal(FwpsConstructIpHeaderForTransportPacket0(clone, 0, af, source(), destination(), PROTO_UDP, 0,
                                                              &said[0].header, sizeof(said) - 20, 0, NULL, 0, 0),
                     STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsConstructIpHeaderForTransportPacket0(clone, 0, af, source(), destination(), PROTO_UDP, 0,
                                                              &said[0].header, sizeof(said), 0, NULL, 0, 0),
                     STATUS_SUCCESS);
    assert_int_equal(packet_of(clone, PROTO_UDP, packet).hop_limit, 7);
    assert_int_equal(family == FAMILY_V4 ? packet[1] : (packet[0] << 4 | packet[1] >> 4) & 0xff, 0x2e);
    FwpsFreeCloneNetBufferList0(clone, 0);
}

static void what_is_no_header_is_refused(void **state)
{
    static const struct {
        uint8_t at, value;
    } damage[][2] = { { { 0, 0x55 }, { 0, 0x70 } }, { { 0, 0x44 }, { 0, 0x46 } }, { { 0, 0x46 }, { 0, 0x4f } } };
    uint8_t  packet[2048];
    (void)state;
    frame_ip(&frame, family, PROTO_TCP, 23);
    tcp(&frame);
    NET_BUFFER_LIST *clone = clone_at(0);
    uint8_t         *data = NdisGetDataBuffer(clone->FirstNetBuffer, 1, NULL, 1, 0), was = data[0];
    memcpy(packet, data, frame.size);
    for (size_t i = 0; i < COUNT_OF(damage); i++) {
        data[0] = damage[i][family == FAMILY_V6].value;
        assert_int_equal(construct(clone, plain_size(), PROTO_TCP), STATUS_INVALID_PARAMETER);
    }
    data[0] = was;
    assert_int_equal(construct(clone, plain_size() - 1, PROTO_TCP), STATUS_INVALID_PARAMETER);
    assert_int_equal(construct(clone, 10, PROTO_TCP), STATUS_INVALID_PARAMETER);
    assert_int_equal(construct(clone, (uint32_t)frame.size + 1, PROTO_TCP), STATUS_INVALID_PARAMETER);
    assert_int_equal(construct(clone, (uint32_t)frame.size, PROTO_TCP), STATUS_INVALID_PARAMETER); /* no transport header */
    assert_int_equal(nb_length(clone->FirstNetBuffer), frame.size);
    assert_memory_equal(data, packet, frame.size);
    UINT16 af = family == FAMILY_V4 ? WINDOWS_AF_INET : WINDOWS_AF_INET6;
    assert_int_equal(FwpsConstructIpHeaderForTransportPacket0(clone, 0, 0, source(), destination(), 6, 0, NULL, 0, 0, NULL, 0, 0),
                     STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsConstructIpHeaderForTransportPacket0(clone, 0, af, source(), destination(), 6, 0, NULL, 0, 1, NULL, 0, 0),
                     STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsConstructIpHeaderForTransportPacket0(clone, 0, af, NULL, destination(), 6, 0, NULL, 0, 0, NULL, 0, 0),
                     STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsConstructIpHeaderForTransportPacket0(clone, 0, af, source(), destination(), 6, 0, NULL, 0, 0, &k, 0, 0),
                     STATUS_INVALID_PARAMETER);
    FwpsFreeCloneNetBufferList0(clone, 0);
}

/* A large send: each buffer gets a header of its own, and none has one that could be rebuilt. */
static void every_packet_of_a_list_gets_one(void **state)
{
    uint8_t    packet[2048];
    NET_BUFFER second;
    MDL        mdl;
    (void)state;
    udp(&frame);
    NET_BUFFER_LIST *nbl = nbl_wrap(pool, frame_bytes(&frame)), *clone = NULL;
    mdl_init(&mdl, frame_bytes(&frame));
    nb_init(&second, &mdl, 0, (uint32_t)frame.size);
    nbl->FirstNetBuffer->Next = &second;
    assert_int_equal(FwpsAllocateCloneNetBufferList0(nbl, NULL, NULL, 0, &clone), STATUS_SUCCESS);
    assert_int_equal(construct(clone, 1, PROTO_UDP), STATUS_INVALID_PARAMETER);
    assert_int_equal(nb_length(clone->FirstNetBuffer), 12);
    assert_int_equal(construct(clone, 0, PROTO_UDP), STATUS_SUCCESS);
    for (NET_BUFFER_LIST one = *clone; one.FirstNetBuffer; one.FirstNetBuffer = one.FirstNetBuffer->Next)
        packet_of(&one, PROTO_UDP, packet);
    FwpsFreeCloneNetBufferList0(clone, 0);
    nbl_put(nbl);
}

/* What a driver put in front of the clone itself may be written over, and is still the driver's to free. */
static void a_retreated_header_is_rebuilt_where_it_is(void **state)
{
    uint8_t packet[2048];
    (void)state;
    udp(&frame);
    size_t           size = frame.size;
    NET_BUFFER_LIST *clone = clone_at(0);
    assert_int_equal(NdisRetreatNetBufferListDataStart(clone, plain_size(), 0, NULL, NULL), NDIS_STATUS_SUCCESS);
    PMDL own = NET_BUFFER_FIRST_MDL(clone->FirstNetBuffer);
    frame_ip(&frame, family, PROTO_UDP, 12);
    memcpy(NdisGetDataBuffer(clone->FirstNetBuffer, plain_size(), NULL, 1, 0), frame.bytes + size, plain_size());
    assert_int_equal(construct(clone, plain_size(), PROTO_UDP), STATUS_SUCCESS);
    assert_ptr_equal(NET_BUFFER_FIRST_MDL(clone->FirstNetBuffer), own);
    assert_int_equal(packet_of(clone, PROTO_UDP, packet).hop_limit, 64);
    NdisAdvanceNetBufferListDataStart(clone, plain_size(), TRUE, NULL);
    FwpsFreeCloneNetBufferList0(clone, 0);
}

static void more_than_a_packet_holds_is_refused(void **state)
{
    NET_BUFFER_LIST *clone;
    (void)state;
    udp(&frame);
    frame.size = 65535 - (family == FAMILY_V4 ? 20 : 0) + 1;
    clone = clone_at(0);
    assert_int_equal(construct(clone, 0, PROTO_TCP), STATUS_INVALID_PARAMETER);
    assert_true(nb_advance(clone->FirstNetBuffer, 1));
    assert_int_equal(construct(clone, 0, PROTO_TCP), STATUS_SUCCESS);
    FwpsFreeCloneNetBufferList0(clone, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(a_header_is_put_before_a_transport_packet),
        BOTH(a_header_is_replaced),
        BOTH(options_stay_and_extensions_go),
        BOTH(an_authentication_header_goes),
        BOTH(nothing_is_left_for_the_adapter),
        BOTH(a_changed_packet_has_right_sums_again),
        BOTH(mdls_of_any_size_will_do),
        BOTH(a_list_of_the_drivers_own_may_have_one),
        BOTH(an_indicated_list_may_not_have_one),
        BOTH(control_data_speak_of_the_header),
        BOTH(what_is_no_header_is_refused),
        BOTH(every_packet_of_a_list_gets_one),
        BOTH(a_retreated_header_is_rebuilt_where_it_is),
        BOTH(more_than_a_packet_holds_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
