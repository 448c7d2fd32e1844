/* What a frame leaves to hardware in the words of NDIS: the public structures read what the shims put, and what drivers put there
 * comes back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <ntddk.h>
#include <ndis.h>

#include <cmocka.h>

#include "base/status.h"
#include "pkt/offload_info.h"

static const struct headers tcp4 = { .family = FAMILY_V4, .protocol = PROTO_TCP, .has_ports = true, .transport_offset = 34,
                                     .transport_header_size = 32, .payload_size = 10000 };
static const struct headers tcp6 = { .family = FAMILY_V6, .protocol = PROTO_TCP, .has_ports = true, .transport_offset = 58,
                                     .transport_header_size = 20, .payload_size = 3000, .tcp_flags = 0x90 };
static const struct headers udp4 = { .family = FAMILY_V4, .protocol = PROTO_UDP, .has_ports = true, .transport_offset = 34,
                                     .transport_header_size = 8, .payload_size = 5000 };
static const struct headers arp = { .family = FAMILY_NONE };

static struct frame_offload large(const struct headers *h, enum frame_gso gso, uint16_t size)
{
    return (struct frame_offload){ .needs_checksum = true, .gso = gso, .gso_size = size, .ecn = (h->tcp_flags & 0x80) != 0,
                                   .header_size = (uint16_t)(h->transport_offset + h->transport_header_size),
                                   .checksum_start = (uint16_t)h->transport_offset,
                                   .checksum_offset = h->protocol == PROTO_TCP ? 16 : 6 };
}

static NDIS_TCP_IP_CHECKSUM_NET_BUFFER_LIST_INFO checksum_of(const NET_BUFFER_LIST *nbl)
{
    return (NDIS_TCP_IP_CHECKSUM_NET_BUFFER_LIST_INFO){ .Value = nbl->NetBufferListInfo[TcpIpChecksumNetBufferListInfo] };
}

static void comes_back(const struct headers *h, enum frame_gso gso, uint16_t size)
{
    NET_BUFFER_LIST      nbl = { 0 };
    struct frame_offload in = large(h, gso, size), out;
    if (gso == FRAME_GSO_NONE)
        in.header_size = in.gso_size = in.ecn = 0;
    offload_info_put(&nbl, &in, h);
    offload_info_get(&nbl, h, &out);
    assert_memory_equal(&in, &out, sizeof(in));
}

static void what_is_put_comes_back(void **state)
{
    (void)state;
    comes_back(&tcp4, FRAME_GSO_NONE, 0);
    comes_back(&udp4, FRAME_GSO_NONE, 0);
    comes_back(&tcp4, FRAME_GSO_TCPV4, 1448);
    comes_back(&tcp6, FRAME_GSO_TCPV6, 1428);
    comes_back(&udp4, FRAME_GSO_UDP, 1200);
}

static void drivers_read_what_is_to_be_sent(void **state)
{
    NET_BUFFER_LIST      nbl = { 0 };
    struct frame_offload o = large(&tcp6, FRAME_GSO_TCPV6, 1428);
    (void)state;
    offload_info_put(&nbl, &o, &tcp6);
    NDIS_TCP_IP_CHECKSUM_NET_BUFFER_LIST_INFO          c = checksum_of(&nbl);
    NDIS_TCP_LARGE_SEND_OFFLOAD_NET_BUFFER_LIST_INFO lso = { .Value = nbl.NetBufferListInfo[TcpLargeSendNetBufferListInfo] };
    assert_int_equal(c.Transmit.IsIPv6, 1);
    assert_int_equal(c.Transmit.IsIPv4, 0);
    assert_int_equal(c.Transmit.TcpChecksum, 1);
    assert_int_equal(c.Transmit.UdpChecksum, 0);
    assert_int_equal(c.Transmit.TcpHeaderOffset, 58);
    assert_int_equal(lso.LsoV2Transmit.MSS, 1428);
    assert_int_equal(lso.LsoV2Transmit.TcpHeaderOffset, 58);
    assert_int_equal(lso.LsoV2Transmit.Type, 1);
    assert_int_equal(lso.LsoV2Transmit.IPVersion, 1);
}

static void what_fits_no_header_is_left_out(void **state)
{
    NET_BUFFER_LIST      nbl = { 0 }, empty = { 0 };
    struct frame_offload o = large(&tcp4, FRAME_GSO_TCPV4, 1448), out;
    (void)state;
    offload_info_put(&nbl, &o, &arp);
    assert_memory_equal(&nbl, &empty, sizeof(nbl));
    offload_info_put(&nbl, &o, &tcp4);
    offload_info_get(&nbl, &arp, &out);
    assert_int_equal(out.needs_checksum, 0);
    assert_int_equal(out.gso, FRAME_GSO_NONE);
    offload_info_get(&nbl, &udp4, &out); /* the driver made UDP of it */
    assert_int_equal(out.gso, FRAME_GSO_NONE);
    nbl.NetBufferListInfo[TcpLargeSendNetBufferListInfo] = (void *)(uintptr_t)0xfffff;
    offload_info_get(&nbl, &tcp4, &out); /* larger than what there is */
    assert_int_equal(out.gso, FRAME_GSO_NONE);
    assert_int_equal(out.needs_checksum, 1);
}

static void tags_lie_beside_the_frame(void **state)
{
    NET_BUFFER_LIST nbl = { 0 };
    (void)state;
    assert_int_equal(offload_info_tag(&nbl), 0);
    offload_info_put_tag(&nbl, 0xb123);
    NDIS_NET_BUFFER_LIST_8021Q_INFO q = { .Value = nbl.NetBufferListInfo[Ieee8021QNetBufferListInfo] };
    assert_int_equal(q.TagHeader.UserPriority, 5);
    assert_int_equal(q.TagHeader.CanonicalFormatId, 1);
    assert_int_equal(q.TagHeader.VlanId, 0x123);
    assert_int_equal(offload_info_tag(&nbl), 0xb123);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_put_comes_back),
        cmocka_unit_test(drivers_read_what_is_to_be_sent),
        cmocka_unit_test(what_fits_no_header_is_left_out),
        cmocka_unit_test(tags_lie_beside_the_frame),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
