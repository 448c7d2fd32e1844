/* Large frames cut and checksums filled in: what each segment says, what is refused, and byte for byte what the kernel makes of
 * the same frame when an interface can do neither. */
#include <linux/ethtool.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <poll.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "pkt/checksum.h"
#include "pkt/headers.h"
#include "pkt/segment.h"
#include "pkt/wire.h"
#include "port/port.h"

#define MOST 64

struct large {
    uint8_t      bytes[65536 + 128];
    size_t       size;
    struct frame frame;
};

struct shape {
    const char *name;
    uint8_t     gso;      /* enum frame_gso; NONE: one frame that needs its checksum */
    uint8_t     protocol;
    bool        v6, vlan, options;
    uint8_t     flags;
    uint32_t    payload;
    uint16_t    gso_size;
};

static const struct shape shapes[] = {
    { "TCP over IPv4", FRAME_GSO_TCPV4, PROTO_TCP, .flags = TCP_ACK | TCP_PSH | TCP_FIN, .payload = 10000, .gso_size = 1448 },
    { "TCP over IPv6", FRAME_GSO_TCPV6, PROTO_TCP, .v6 = true, .flags = TCP_ACK | TCP_PSH, .payload = 10000, .gso_size = 1428 },
    { "TCP with options and CWR", FRAME_GSO_TCPV4, PROTO_TCP, .options = true, .flags = TCP_ACK | 0x80, .payload = 2896, .gso_size = 1448 },
    { "TCP in a VLAN", FRAME_GSO_TCPV4, PROTO_TCP, .vlan = true, .flags = TCP_ACK, .payload = 5001, .gso_size = 1000 },
    { "TCP, as many as there can be", FRAME_GSO_TCPV4, PROTO_TCP, .flags = TCP_ACK | TCP_PSH, .payload = 60 * 1000, .gso_size = 1000 },
    { "UDP over IPv4", FRAME_GSO_UDP, PROTO_UDP, .payload = 5000, .gso_size = 1200 },
    { "UDP over IPv6", FRAME_GSO_UDP, PROTO_UDP, .v6 = true, .payload = 4801, .gso_size = 1200 },
    { "one of TCP", FRAME_GSO_NONE, PROTO_TCP, .flags = TCP_ACK, .payload = 1001 },
    { "one of UDP in a VLAN", FRAME_GSO_NONE, PROTO_UDP, .v6 = true, .vlan = true, .payload = 400 },
};

static void put(struct large *l, const void *data, size_t size)
{
    assert_true(size <= sizeof(l->bytes) - l->size);
    memcpy(&l->bytes[l->size], data, size);
    l->size += size;
}

static void put_ip(struct large *l, const struct shape *s, uint32_t unit)
{
    struct ipv4_wire v4 = { .version_size = 0x45, .hop_limit = 64, .protocol = s->protocol, .src = { 10, 0, 0, 1 }, .dst = { 10, 0, 0, 2 } };
    struct ipv6_wire v6 = { .version_flow = { 0x60 }, .next = s->protocol, .hop_limit = 64, .src = { 0xfd, 1 }, .dst = { 0xfd, 2 } };
    put_be16(v4.total_size, (uint16_t)(sizeof(v4) + unit));
    put_be16(v4.id, 0xfffe); /* goes round */
    put_be16(v4.checksum, ip_checksum(bytes_of(&v4, sizeof(v4))));
    put_be16(v6.payload_size, (uint16_t)unit);
    if (s->v6)
        put(l, &v6, sizeof(v6));
    else
        put(l, &v4, sizeof(v4));
}

/* What a sender leaves in the member that hardware completes. */
static uint16_t pseudo_sum(const struct large *l, const struct shape *s, size_t ip, uint32_t unit)
{
    const uint8_t       *src = &l->bytes[ip + (s->v6 ? 8 : 12)];
    struct pseudo_header p = { s->v6 ? FAMILY_V6 : FAMILY_V4, src, &src[s->v6 ? 16 : 4], s->protocol };
    struct checksum      c = { 0 };
    checksum_add_pseudo(&c, &p, unit);
    return (uint16_t)~checksum_end(&c);
}

static void put_transport(struct large *l, const struct shape *s, uint16_t sum, uint32_t unit)
{
    static const uint8_t options[12] = { 1, 1, 8, 10, 1, 2, 3, 4, 5, 6, 7, 8 };
    struct tcp_wire      tcp = { .src_port = { 0x30, 0x39 }, .dst_port = { 0, 80 }, .seq = { 0xff, 0xff, 0xff, 0 }, .flags = s->flags };
    struct udp_wire      udp = { .src_port = { 0x30, 0x39 }, .dst_port = { 0, 53 } };
    tcp.data_offset = s->options ? 0x80 : 0x50;
    put_be16(tcp.checksum, sum);
    put_be16(udp.checksum, sum);
    put_be16(udp.size, (uint16_t)unit);
    if (s->protocol == PROTO_UDP)
        put(l, &udp, sizeof(udp));
    else
        put(l, &tcp, sizeof(tcp));
    if (s->options)
        put(l, options, sizeof(options));
}

static void build(struct large *l, const struct shape *s)
{
    static const uint8_t link[12] = { 2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1 }, tag[4] = { 0x81, 0, 0x60, 7 };
    uint8_t              type[2] = { s->v6 ? 0x86 : 0x08, s->v6 ? 0xdd : 0 };
    uint32_t             header = s->protocol == PROTO_UDP ? 8 : s->options ? 32 : 20;
    l->size = 0;
    put(l, link, sizeof(link));
    if (s->vlan)
        put(l, tag, sizeof(tag));
    put(l, type, sizeof(type));
    size_t ip = l->size;
    put_ip(l, s, header + s->payload);
    size_t transport = l->size;
    put_transport(l, s, pseudo_sum(l, s, ip, header + s->payload), header + s->payload);
    for (uint32_t i = 0; i < s->payload; i++)
        put(l, &(uint8_t){ (uint8_t)(i * 7 + (i >> 8)) }, 1);
    l->frame.bytes = bytes_of(l->bytes, l->size);
    l->frame.offload = (struct frame_offload){
        .needs_checksum = true, .gso = s->gso, .gso_size = s->gso_size, .header_size = (uint16_t)(transport + header),
        .checksum_start = (uint16_t)transport, .checksum_offset = s->protocol == PROTO_UDP ? 6 : 16,
    };
}

/* --- by itself ------------------------------------------------------------------------------------------------------ */

static void check_headers(const struct shape *s, const uint8_t *at, uint32_t size, uint32_t number, uint32_t offset, bool last)
{
    struct headers h;
    assert_int_equal(headers_parse(LINK_ETHERNET, bytes_of(at, size), size, PARSE_CHECK_IP_CHECKSUM, &h), PARSE_OK);
    assert_true(transport_checksum_is_right(&h, bytes_of(at, size)));
    assert_int_equal(h.ip_offset + h.ip_size, size);
    if (!s->v6)
        assert_int_equal(be16(&at[h.ip_offset + 4]), (uint16_t)(0xfffe + number));
    if (s->protocol == PROTO_UDP)
        return;
    assert_int_equal(h.tcp_seq, 0xffffff00u + offset);
    assert_int_equal(h.tcp_flags & (TCP_FIN | TCP_PSH), last ? s->flags & (TCP_FIN | TCP_PSH) : 0);
    assert_int_equal(h.tcp_flags & 0x80, number ? 0 : s->flags & 0x80);
    assert_int_equal(h.tcp_flags & TCP_ACK, TCP_ACK);
}

static void each_segment_is_a_packet_of_its_own(void **state)
{
    static struct large l;
    static uint8_t      room[4096];
    (void)state;
    for (size_t i = 0; i < COUNT_OF(shapes); i++) {
        const struct shape *s = &shapes[i];
        struct segments     cut;
        uint32_t            size, offset = 0, number = 0;
        build(&l, s);
        if (s->gso == FRAME_GSO_NONE)
            continue;
        assert_int_equal(segments_start(&cut, &l.frame), WFP_OK);
        assert_int_equal(segments_room(&cut), l.frame.offload.header_size + s->gso_size);
        while ((size = segments_next(&cut, room)) > 0) {
            uint32_t n = size - l.frame.offload.header_size;
            assert_int_equal(n, s->payload - offset < s->gso_size ? s->payload - offset : s->gso_size);
            check_headers(s, room, size, number++, offset, offset + n == s->payload);
            assert_memory_equal(&room[l.frame.offload.header_size], &l.bytes[l.frame.offload.header_size + offset], n);
            offset += n;
        }
        assert_int_equal(offset, s->payload);
    }
}

static void refused(const struct frame *f)
{
    static const struct segments untouched;
    struct segments              s = untouched;
    assert_int_equal(segments_start(&s, f), WFP_BAD_DATA);
    assert_memory_equal(&s, &untouched, sizeof(s));
    assert_int_equal(frame_offload_check(f), WFP_BAD_DATA);
}

static void what_contradicts_itself_is_refused(void **state)
{
    static struct large l;
    (void)state;
    build(&l, &shapes[0]);
    assert_int_equal(frame_offload_check(&l.frame), WFP_OK);
    struct frame f = l.frame;
    f.offload.gso_size = 0;
    refused(&f);
    f = l.frame;
    f.offload.gso = FRAME_GSO_TCPV6;
    refused(&f);
    f.offload.gso = FRAME_GSO_UDP;
    refused(&f);
    f.offload.gso = 77;
    refused(&f);
    f = l.frame;
    bytes_limit(&f.bytes, 5000); /* less than its IP header says */
    refused(&f);
    f.bytes = bytes_of(l.bytes, 10);
    refused(&f);
    l.bytes[14 + 6] = 0x20; /* a fragment */
    refused(&l.frame);
    l.bytes[14 + 6] = 0;
    l.bytes[14 + 20 + 12] = 0xf0; /* a TCP header longer than ... */
    l.frame.offload.header_size = 7; /* (what is said of its size is not believed) */
    assert_int_equal(frame_offload_check(&l.frame), WFP_OK);
    l.bytes[14 + 20 + 12] = 0x10; /* ... and shorter than one can be */
    refused(&l.frame);
}

static void a_checksum_outside_the_frame_is_refused(void **state)
{
    uint8_t              bytes[64] = { 0 }, before[64] = { 0 };
    struct frame_offload bad[] = {
        { .needs_checksum = true, .checksum_start = 64 },
        { .needs_checksum = true, .checksum_start = 63 },
        { .needs_checksum = true, .checksum_start = 0, .checksum_offset = 63 },
        { .needs_checksum = true, .checksum_start = 65535, .checksum_offset = 65535 },
    };
    struct frame_offload good = { .needs_checksum = true, .checksum_start = 62 };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct frame f = { bytes_of(bytes, sizeof(bytes)), bad[i] };
        assert_int_equal(frame_offload_check(&f), WFP_BAD_DATA);
        assert_int_equal(frame_fill_checksum(bytes, sizeof(bytes), &bad[i]), WFP_BAD_DATA);
        assert_memory_equal(bytes, before, sizeof(bytes));
    }
    assert_int_equal(frame_fill_checksum(bytes, sizeof(bytes), &good), WFP_OK);
    assert_int_equal(bytes[62] << 8 | bytes[63], 0xffff);
    assert_false(good.needs_checksum);
}

/* --- beside the kernel ---------------------------------------------------------------------------------------------- */

static bool ethtool(const char *name, uint32_t command)
{
    struct ethtool_value v = { .cmd = command };
    struct ifreq         r = { .ifr_data = (char *)&v };
    int                  fd = socket(AF_INET, SOCK_DGRAM, 0);
    strcpy(r.ifr_name, name);
    bool ok = ioctl(fd, SIOCETHTOOL, &r) == 0;
    close(fd);
    return ok;
}

/* A pair of interfaces in a namespace that ends with this program; the kernel finishes frames before v0 sends them. */
static bool make_network(void)
{
    return unshare(CLONE_NEWNET) == 0 &&
           system("ip link add v0 type veth peer name v1 && for i in v0 v1; do "
                  "echo 1 >/proc/sys/net/ipv6/conf/$i/disable_ipv6; ip link set $i up; done") == 0 &&
           ethtool("v0", ETHTOOL_STXCSUM) && ethtool("v0", ETHTOOL_STSO);
}

static struct port *opened(const char *spec)
{
    struct port_config c = { .spec = spec, .offload = true, .promiscuous = true };
    char               error[PORT_ERROR_SIZE];
    struct port       *p = NULL;
    if (port_open(&c, &p, error) != WFP_OK)
        fail_msg("%s", error);
    return p;
}

/* The next frame of the port. Copied, for the ring goes on. */
static uint32_t arrived(struct port *p, uint8_t *room)
{
    struct frame  f;
    struct pollfd wait = { .fd = port_fd(p, 0), .events = POLLIN };
    while (port_receive(p, 0, &f, 1) == 0)
        if (poll(&wait, 1, 30000) == 0)
            fail_msg("no frame");
    assert_true(frame_is_finished(&f));
    memcpy(room, f.bytes.at, bytes_left(&f.bytes));
    return (uint32_t)bytes_left(&f.bytes);
}

static void compare_segments(struct port *p, const struct large *l)
{
    static uint8_t  theirs[65536], ours[65536];
    struct segments cut;
    uint32_t        size;
    assert_int_equal(segments_start(&cut, &l->frame), WFP_OK);
    while ((size = segments_next(&cut, ours)) > 0) {
        assert_int_equal(arrived(p, theirs), size);
        assert_memory_equal(theirs, ours, size);
    }
}

static void compare_one(struct port *p, struct large *l)
{
    static uint8_t theirs[65536];
    assert_int_equal(frame_fill_checksum(l->bytes, l->size, &l->frame.offload), WFP_OK);
    assert_int_equal(arrived(p, theirs), l->size);
    assert_memory_equal(theirs, l->bytes, l->size);
}

static void the_kernel_makes_the_same(void **state)
{
    static struct large l;
    (void)state;
    if (!make_network()) {
        print_message("no network namespace, or no veth: not compared with the kernel\n");
        skip();
    }
    struct port *in = opened("packet:v1"), *out = opened("packet:v0");
    for (size_t i = 0; i < COUNT_OF(shapes); i++) {
        print_message("%s\n", shapes[i].name);
        build(&l, &shapes[i]);
        assert_int_equal(port_send(out, 0, &l.frame, 1), 1);
        if (shapes[i].gso == FRAME_GSO_NONE)
            compare_one(in, &l);
        else
            compare_segments(in, &l);
    }
    port_close(in);
    port_close(out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_segment_is_a_packet_of_its_own),
        cmocka_unit_test(what_contradicts_itself_is_refused),
        cmocka_unit_test(a_checksum_outside_the_frame_is_refused),
        cmocka_unit_test(the_kernel_makes_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
