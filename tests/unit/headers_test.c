/* The header parser: what it says about a frame, written as one line of text, against the line expected. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/status.h"
#include "frames.h"

static const enum family families[] = { FAMILY_V4, FAMILY_V6 };

static const char *const results[] = {
    [PARSE_OK] = "ok",
    [PARSE_NOT_IP] = "not-ip",
    [PARSE_LINK_TRUNCATED] = "link-truncated",
    [PARSE_IP_TRUNCATED] = "ip-truncated",
    [PARSE_IP_MALFORMED] = "ip-malformed",
    [PARSE_IP_CHECKSUM] = "ip-checksum",
    [PARSE_TRANSPORT_TRUNCATED] = "transport-truncated",
    [PARSE_TRANSPORT_MALFORMED] = "transport-malformed",
    [PARSE_CAPTURE_CUT] = "capture-cut",
};

struct line {
    char   text[512];
    size_t size;
};

__attribute__((format(printf, 2, 3))) static void say(struct line *l, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    l->size += (size_t)vsnprintf(l->text + l->size, sizeof(l->text) - l->size, format, args);
    va_end(args);
}

static void say_link(struct line *l, const struct headers *h)
{
    static const char *const directions[] = { "", " to-us", " broadcast", " multicast", " to-other", " from-us" };
    say(l, "link %u", h->link_size);
    if (h->has_mac)
        say(l, " mac %02x>%02x", h->mac_src[5], h->mac_dst[5]);
    if (h->ether_type)
        say(l, " type %04x", h->ether_type);
    if (h->has_vlan)
        say(l, " vlan %u", h->vlan_id);
    say(l, "%s", directions[h->link_direction]);
}

static void say_ip(struct line *l, const struct headers *h)
{
    char src[IP_TEXT_SIZE], dst[IP_TEXT_SIZE];
    if (h->family == FAMILY_NONE)
        return;
    say(l, "%s>%s hops %u protocol %u at %u header %u size %u", ip_addr_format(&h->src, src), ip_addr_format(&h->dst, dst),
        h->hop_limit, h->protocol, h->ip_offset, h->ip_header_size, h->ip_size);
    if (h->is_fragment)
        say(l, " fragment %u%s id %x", h->fragment_offset, h->more_fragments ? "+" : "", h->fragment_id);
}

static void say_transport(struct line *l, const struct headers *h)
{
    if (h->transport_offset == 0)
        return;
    say(l, "header %u payload %u", h->transport_header_size, h->payload_size);
    if (h->has_ports && (h->icmp_type || h->icmp_code || h->icmp_is_echo || h->icmp_is_error))
        say(l, " icmp %u/%u", h->icmp_type, h->icmp_code);
    else if (h->has_ports)
        say(l, " ports %u>%u", h->src_port, h->dst_port);
    if (h->protocol == PROTO_TCP && h->has_ports)
        say(l, " seq %u ack %u flags %02x", h->tcp_seq, h->tcp_ack, h->tcp_flags);
    if (h->icmp_is_echo)
        say(l, " echo %u.%u", h->icmp_id, h->icmp_sequence);
    if (h->icmp_is_error)
        say(l, " error");
}

static void say_inner(struct line *l, const struct headers *h)
{
    char src[IP_TEXT_SIZE], dst[IP_TEXT_SIZE];
    if (!h->has_inner)
        return;
    say(l, " inner %s>%s protocol %u at %u", ip_addr_format(&h->inner_src, src), ip_addr_format(&h->inner_dst, dst),
        h->inner_protocol, h->inner_ip_offset - h->transport_offset);
    if (h->inner_has_ports)
        say(l, " ports %u>%u", h->inner_src_port, h->inner_dst_port);
}

typedef void say_fn(struct line *l, const struct headers *h);

static enum parse_result parse(enum link_type link, const struct frame *f, struct headers *h)
{
    return headers_parse(link, frame_bytes(f), (uint32_t)f->size, 0, h);
}

static void expect(const char *name, enum parse_result result, const struct headers *h, say_fn *what, const char *expected)
{
    struct line l = { .size = 0 };
    say(&l, "%s", results[result]);
    if (l.size)
        say(&l, " ");
    what(&l, h);
    if (what == say_transport)
        say_inner(&l, h);
    while (l.size && l.text[l.size - 1] == ' ')
        l.text[--l.size] = 0;
    if (strcmp(l.text, expected) != 0)
        fail_msg("%s:\n  expected %s\n  got      %s", name, expected, l.text);
}

static void link_layers(void **state)
{
    static const struct {
        const char    *name;
        enum link_type link;
        const char    *header;
        enum family    family; /* of the IP packet that follows, FAMILY_NONE without one */
        const char    *expected;
    } rows[] = {
        { "Ethernet", LINK_ETHERNET, "020000000002 020000000001 0800", FAMILY_V4, "ok link 14 mac 01>02 type 0800" },
        { "Ethernet v6", LINK_ETHERNET, "020000000002 020000000001 86dd", FAMILY_V6, "ok link 14 mac 01>02 type 86dd" },
        { "802.1Q", LINK_ETHERNET, "020000000002 020000000001 8100 e064 0800", FAMILY_V4,
          "ok link 18 mac 01>02 type 0800 vlan 100" },
        { "priority tag", LINK_ETHERNET, "020000000002 020000000001 8100 a000 86dd", FAMILY_V6,
          "ok link 18 mac 01>02 type 86dd vlan 0" },
        { "802.1ad, three tags", LINK_ETHERNET, "020000000002 020000000001 88a8 0007 8100 0008 9100 0009 0800", FAMILY_V4,
          "ok link 26 mac 01>02 type 0800 vlan 7" },
        { "more tags than anyone stacks", LINK_ETHERNET,
          "020000000002 020000000001 8100 0001 8100 0002 8100 0003 8100 0004 8100 0005 8100 0006 8100 0007 8100 0008 8100 0009 0800",
          FAMILY_V4, "not-ip link 46 mac 01>02 type 8100 vlan 1" },
        { "ARP", LINK_ETHERNET, "ffffffffffff 020000000001 0806 0001", FAMILY_NONE, "not-ip link 14 mac 01>ff type 0806" },
        { "tagged LLDP", LINK_ETHERNET, "020000000002 020000000001 8100 0003 88cc", FAMILY_NONE,
          "not-ip link 18 mac 01>02 type 88cc vlan 3" },
        { "802.3 length", LINK_ETHERNET, "020000000002 020000000001 0026 424203", FAMILY_NONE,
          "not-ip link 14 mac 01>02 type 0026" },
        { "type says v4, packet is v6", LINK_ETHERNET, "020000000002 020000000001 0800", FAMILY_V6,
          "ip-malformed link 14 mac 01>02 type 0800" },
        { "half an Ethernet header", LINK_ETHERNET, "020000000002 02", FAMILY_NONE, "link-truncated link 0" },
        { "half a tag", LINK_ETHERNET, "020000000002 020000000001 8100 00", FAMILY_NONE,
          "link-truncated link 14 mac 01>02 type 8100" },
        { "raw v4", LINK_RAW_IP, "", FAMILY_V4, "ok link 0" },
        { "raw v6", LINK_RAW_IP, "", FAMILY_V6, "ok link 0" },
        { "raw, neither", LINK_RAW_IP, "50", FAMILY_NONE, "ip-malformed link 0" },
        { "raw, empty", LINK_RAW_IP, "", FAMILY_NONE, "ip-truncated link 0" },
        { "cooked, to us", LINK_LINUX_COOKED, "0000 0001 0006 0200000000030000 0800", FAMILY_V4,
          "ok link 16 mac 03>00 type 0800 to-us" },
        { "cooked, broadcast", LINK_LINUX_COOKED, "0001 0001 0006 0200000000030000 0800", FAMILY_V4,
          "ok link 16 mac 03>00 type 0800 broadcast" },
        { "cooked, from us, loopback", LINK_LINUX_COOKED, "0004 0304 0006 0000000000000000 86dd", FAMILY_V6,
          "ok link 16 mac 00>00 type 86dd from-us" },
        { "cooked, no address", LINK_LINUX_COOKED, "0003 ffff 0000 0000000000000000 86dd", FAMILY_V6,
          "ok link 16 type 86dd to-other" },
        { "cooked, direction unheard of", LINK_LINUX_COOKED, "0007 0001 0006 0200000000030000 0800", FAMILY_V4,
          "ok link 16 mac 03>00 type 0800" },
        { "cooked, tagged", LINK_LINUX_COOKED, "0000 0001 0006 0200000000030000 8100 0011 0800", FAMILY_V4,
          "ok link 20 mac 03>00 type 0800 vlan 17 to-us" },
        { "cooked 802.2", LINK_LINUX_COOKED, "0002 0001 0006 0200000000030000 0004", FAMILY_NONE,
          "not-ip link 16 mac 03>00 type 0004 multicast" },
        { "cooked, short", LINK_LINUX_COOKED, "0000 0001 0006 0200000000030000 08", FAMILY_NONE, "link-truncated link 0" },
        { "cooked v2", LINK_LINUX_COOKED2, "86dd 0000 00000002 0001 02 06 0200000000030000", FAMILY_V6,
          "ok link 20 mac 03>00 type 86dd multicast" },
        { "cooked v2, from us", LINK_LINUX_COOKED2, "0800 0000 00000002 fffe 04 00 0000000000000000", FAMILY_V4,
          "ok link 20 type 0800 from-us" },
        { "cooked v2, short", LINK_LINUX_COOKED2, "0800 0000 00000002 fffe 04 00 00", FAMILY_NONE, "link-truncated link 0" },
        { "null, little endian", LINK_NULL, "02000000", FAMILY_V4, "ok link 4" },
        { "null, big endian", LINK_NULL, "00000002", FAMILY_V4, "ok link 4" },
        { "null, Linux", LINK_NULL, "0a000000", FAMILY_V6, "ok link 4" },
        { "null, OpenBSD", LINK_NULL, "18000000", FAMILY_V6, "ok link 4" },
        { "null, FreeBSD", LINK_NULL, "0000001c", FAMILY_V6, "ok link 4" },
        { "null, Darwin", LINK_NULL, "1e000000", FAMILY_V6, "ok link 4" },
        { "null, AppleTalk", LINK_NULL, "10000000", FAMILY_NONE, "not-ip link 4" },
        { "null, family and packet differ", LINK_NULL, "02000000", FAMILY_V6, "ip-malformed link 4" },
        { "null, short", LINK_NULL, "0200", FAMILY_NONE, "link-truncated link 0" },
        { "loop", LINK_LOOP, "00000018", FAMILY_V6, "ok link 4" },
        { "loop in the other order", LINK_LOOP, "02000000", FAMILY_NONE, "not-ip link 4" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct frame f = { .size = 0 };
        struct headers h;
        frame_hex(&f, rows[i].header);
        if (rows[i].family != FAMILY_NONE)
            frame_ip(&f, rows[i].family, PROTO_NONE, 0);
        expect(rows[i].name, parse(rows[i].link, &f, &h), &h, say_link, rows[i].expected);
        assert_int_equal(h.link, rows[i].link);
    }
}

#define ADDRESSES_V4 "0a000001 0a000002 "
#define ADDRESSES_V6 "fd000000000000000000000000000001 fd000000000000000000000000000002 "
#define V4           "10.0.0.1>10.0.0.2 hops 64 "
#define V6           "fd00::1>fd00::2 hops 64 "

static void ip_headers(void **state)
{
    static const struct {
        const char *name, *packet, *expected;
    } rows[] = {
        { "v4", "4500 0018 0001 4000 40 fd 0000 " ADDRESSES_V4 "01020304", "ok " V4 "protocol 253 at 0 header 20 size 24" },
        { "v4, options", "4700 001c 0001 0000 40 fd 0000 " ADDRESSES_V4 "0101010101010100",
          "ok " V4 "protocol 253 at 0 header 28 size 28" },
        { "v4, bytes after the packet", "4500 0016 0001 0000 40 fd 0000 " ADDRESSES_V4 "0102 00000000",
          "ok " V4 "protocol 253 at 0 header 20 size 22" },
        { "v4, length 0", "4500 0000 0001 0000 40 fd 0000 " ADDRESSES_V4 "01020304", "ok " V4 "protocol 253 at 0 header 20 size 24" },
        { "v4, header length 16", "4400 0018 0001 0000 40 fd 0000 " ADDRESSES_V4 "01020304",
          "ip-malformed " V4 "protocol 253 at 0 header 16 size 0" },
        { "v4, total below the header", "4600 0014 0001 0000 40 fd 0000 " ADDRESSES_V4 "01020304",
          "ip-malformed " V4 "protocol 253 at 0 header 24 size 0" },
        { "v4, longer than the frame", "4500 0019 0001 0000 40 fd 0000 " ADDRESSES_V4 "01020304",
          "ip-truncated " V4 "protocol 253 at 0 header 20 size 25" },
        { "v4, options past the frame", "4600 0018 0001 0000 40 fd 0000 " ADDRESSES_V4 "0102",
          "ip-truncated " V4 "protocol 253 at 0 header 24 size 0" },
        { "v4, short", "4500 0018 0001 0000 40 fd 0000 0a000001 0a0000", "ip-truncated" },
        { "v4, first fragment", "4500 001c abcd 2000 40 11 0000 " ADDRESSES_V4 "0102030405060708",
          "ok " V4 "protocol 17 at 0 header 20 size 28 fragment 0+ id abcd" },
        { "v4, middle fragment", "4500 001c abcd 20b9 40 11 0000 " ADDRESSES_V4 "0102030405060708",
          "ok " V4 "protocol 17 at 0 header 20 size 28 fragment 1480+ id abcd" },
        { "v4, last fragment", "4500 0015 abcd 1fff 40 11 0000 " ADDRESSES_V4 "01",
          "ok " V4 "protocol 17 at 0 header 20 size 21 fragment 65528 id abcd" },
        { "v4, do not fragment", "4500 0015 abcd 4000 40 fd 0000 " ADDRESSES_V4 "01",
          "ok " V4 "protocol 253 at 0 header 20 size 21" },
        { "v6", "60000000 0004 fd 40 " ADDRESSES_V6 "01020304", "ok " V6 "protocol 253 at 0 header 40 size 44" },
        { "v6, bytes after the packet", "60000000 0002 fd 40 " ADDRESSES_V6 "0102 00000000",
          "ok " V6 "protocol 253 at 0 header 40 size 42" },
        { "v6, longer than the frame", "60000000 0005 fd 40 " ADDRESSES_V6 "01020304",
          "ip-truncated " V6 "protocol 0 at 0 header 40 size 45" },
        { "v6, short", "60000000 0000 3b 40 fd000000", "ip-truncated" },
        { "v6, no next header", "60000000 0002 3b 40 " ADDRESSES_V6 "0102", "ok " V6 "protocol 59 at 0 header 40 size 42" },
        { "v6, empty, padded by Ethernet", "60000000 0000 3b 40 " ADDRESSES_V6 "000000000000",
          "ok " V6 "protocol 59 at 0 header 40 size 40" },
        { "v6, length 0 of an offloaded segment", "60000000 0000 fd 40 " ADDRESSES_V6 "01020304",
          "ok " V6 "protocol 253 at 0 header 40 size 44" },
        { "v6, hop-by-hop, routing, destination options",
          "60000000 0021 00 40 " ADDRESSES_V6 "2b00010400000000 3c00000000000000 fd01010c00000000 0000000000000000 ff",
          "ok " V6 "protocol 253 at 0 header 72 size 73" },
        { "v6, AH counts in 4 bytes", "60000000 0018 33 40 " ADDRESSES_V6 "fd04 0000 00000001 00000001 000000000000000000000000",
          "ok " V6 "protocol 253 at 0 header 64 size 64" },
        { "v6, ESP ends the chain", "60000000 0010 3c 40 " ADDRESSES_V6 "3200010400000000 0000000100000001",
          "ok " V6 "protocol 50 at 0 header 48 size 56" },
        { "v6, hop-by-hop not first", "60000000 0010 3c 40 " ADDRESSES_V6 "0000010400000000 fd00010400000000",
          "ip-malformed " V6 "protocol 0 at 0 header 48 size 56" },
        { "v6, extension past the packet", "60000000 0008 3c 40 " ADDRESSES_V6 "fd01010400000000 0000000000000000",
          "ip-truncated " V6 "protocol 60 at 0 header 40 size 48" },
        { "v6, packet ends before an extension", "60000000 0000 3c 40 " ADDRESSES_V6,
          "ip-truncated " V6 "protocol 60 at 0 header 40 size 40" },
        { "v6, fragment", "60000000 0010 2c 40 " ADDRESSES_V6 "1100 05a9 0000beef 0102030405060708",
          "ok " V6 "protocol 17 at 0 header 48 size 56 fragment 1448+ id beef" },
        { "v6, first fragment with options inside", "60000000 0018 2c 40 " ADDRESSES_V6
          "3c00 0001 0000beef 1100010400000000 0102030405060708",
          "ok " V6 "protocol 60 at 0 header 48 size 64 fragment 0+ id beef" },
        { "v6, atomic fragment is whole", "60000000 000c 2c 40 " ADDRESSES_V6 "fd00 0000 0000beef 01020304",
          "ok " V6 "protocol 253 at 0 header 48 size 52" },
        { "v6, two fragment headers", "60000000 0014 2c 40 " ADDRESSES_V6 "2c00 0000 0000beef fd00 0000 0000beef 01020304",
          "ip-malformed " V6 "protocol 44 at 0 header 48 size 60" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct frame f = { .size = 0 };
        struct headers h;
        frame_hex(&f, rows[i].packet);
        expect(rows[i].name, headers_parse_ip(frame_bytes(&f), (uint32_t)f.size, 0, &h), &h, say_ip, rows[i].expected);
        assert_int_equal(h.link, LINK_RAW_IP);
    }
}

static void extension_chain_is_bounded(void **state)
{
    struct headers h;
    (void)state;
    for (unsigned count = 15; count <= 18; count++) {
        struct frame f = { .size = 0 };
        frame_ip(&f, FAMILY_V6, 60, count * 8);
        for (unsigned i = 1; i < count; i++)
            frame_hex(&f, "3c00010400000000");
        frame_hex(&f, "fd00010400000000");
        assert_int_equal(headers_parse_ip(frame_bytes(&f), (uint32_t)f.size, 0, &h), count <= 16 ? PARSE_OK : PARSE_IP_MALFORMED);
    }
}

static void jumbograms(void **state)
{
    static struct frame f;
    const unsigned payload = 68000;
    struct headers h;
    (void)state;
    f.size = 0;
    frame_ip(&f, FAMILY_V6, 0, 0);
    frame_hex(&f, "1100 c204 000109a0 3039 0035 0000 0000");
    f.size = 40 + payload;
    expect("length in the option", parse(LINK_RAW_IP, &f, &h), &h, say_ip, "ok " V6 "protocol 17 at 0 header 48 size 68040");
    expect("UDP length 0", PARSE_OK, &h, say_transport, "ok header 8 payload 67984 ports 12345>53");
    f.size += 100;
    expect("padded", parse(LINK_RAW_IP, &f, &h), &h, say_ip, "ok " V6 "protocol 17 at 0 header 48 size 68040");
    f.size -= 101;
    expect("short", parse(LINK_RAW_IP, &f, &h), &h, say_ip, "ip-truncated " V6 "protocol 0 at 0 header 40 size 68040");
}

static void checksum_is_looked_at_on_request(void **state)
{
    static const struct {
        const char       *packet;
        unsigned          flags;
        enum parse_result result;
    } rows[] = {
        { "4500 0014 1234 0000 40 fd 53b7 " ADDRESSES_V4, PARSE_CHECK_IP_CHECKSUM, PARSE_OK },
        { "4600 0018 1234 0000 40 fd 51b2 " ADDRESSES_V4 "01010000", PARSE_CHECK_IP_CHECKSUM, PARSE_OK },
        { "4500 0014 1234 0000 40 fd 53b6 " ADDRESSES_V4, PARSE_CHECK_IP_CHECKSUM, PARSE_IP_CHECKSUM },
        { "4500 00ff 1234 0000 40 fd 53b7 " ADDRESSES_V4, PARSE_CHECK_IP_CHECKSUM, PARSE_IP_CHECKSUM },
        { "4500 0014 1234 0000 40 fd 53b6 " ADDRESSES_V4, 0, PARSE_OK },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct frame f = { .size = 0 };
        struct headers h;
        frame_hex(&f, rows[i].packet);
        assert_int_equal(headers_parse_ip(frame_bytes(&f), (uint32_t)f.size, rows[i].flags, &h), rows[i].result);
        assert_int_equal(h.family, FAMILY_V4);
    }
}

static const struct transport_row {
    const char *name;
    unsigned    protocol;
    const char *bytes, *expected;
} transport_rows[] = {
    { "TCP", 6, "3039 0050 00000007 00000009 5012 0100 0000 0000 aabbcc",
      "ok header 20 payload 3 ports 12345>80 seq 7 ack 9 flags 12" },
    { "TCP, options", 6, "3039 0050 00000007 00000000 6002 0100 0000 0000 020405b4",
      "ok header 24 payload 0 ports 12345>80 seq 7 ack 0 flags 02" },
    { "TCP, data offset 4", 6, "3039 0050 00000007 00000000 4002 0100 0000 0000 020405b4",
      "transport-malformed header 0 payload 24 ports 12345>80 seq 7 ack 0 flags 02" },
    { "TCP, options past the packet", 6, "3039 0050 00000007 00000000 7002 0100 0000 0000 020405b4",
      "transport-malformed header 0 payload 24 ports 12345>80 seq 7 ack 0 flags 02" },
    { "TCP, short", 6, "3039 0050 00000007 00000000 5002 0100 0000 00", "transport-truncated header 0 payload 19" },
    { "UDP", 17, "3039 0035 000b 0000 aabbcc", "ok header 8 payload 3 ports 12345>53" },
    { "UDP, bytes after the datagram", 17, "3039 0035 0009 0000 aabbcc", "ok header 8 payload 1 ports 12345>53" },
    { "UDP, longer than the packet", 17, "3039 0035 000c 0000 aabbcc",
      "transport-malformed header 0 payload 11 ports 12345>53" },
    { "UDP, length below its header", 17, "3039 0035 0007 0000", "transport-malformed header 0 payload 8 ports 12345>53" },
    { "UDP, length 0", 17, "3039 0035 0000 0000", "transport-malformed header 0 payload 8 ports 12345>53" },
    { "UDP, short", 17, "3039 0035 0008 00", "transport-truncated header 0 payload 7" },
    { "UDP-Lite, coverage is no length", 136, "3039 0035 0000 0000 aa", "ok header 0 payload 9 ports 12345>53" },
    { "SCTP", 132, "3039 0035 00000000 00000000", "ok header 0 payload 12 ports 12345>53" },
    { "DCCP", 33, "3039 0035 05000000", "ok header 0 payload 8 ports 12345>53" },
    { "SCTP, short", 132, "3039 00", "transport-truncated header 0 payload 3" },
    { "a protocol without ports", 47, "0000 0800", "ok header 0 payload 4" },
};

static void build(struct frame *f, enum family family, unsigned protocol, const char *bytes)
{
    struct frame payload = { .size = 0 };
    frame_hex(&payload, bytes);
    frame_ip(f, family, protocol, payload.size);
    frame_hex(f, bytes);
}

static void transport_headers(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(transport_rows); i++) {
        for (size_t k = 0; k < COUNT_OF(families); k++) {
            const struct transport_row *row = &transport_rows[i];
            struct frame f = { .size = 0 };
            struct headers h;
            build(&f, families[k], row->protocol, row->bytes);
            expect(row->name, parse(LINK_RAW_IP, &f, &h), &h, say_transport, row->expected);
            assert_int_equal(h.transport_offset, h.ip_header_size);
        }
    }
}

#define INNER_V4(protocol) "4500 0100 1234 0000 05 " protocol " 0000 0a000002 0a000001 "
#define INNER_V6(protocol) "60000000 0100 " protocol " 05 fd000000000000000000000000000002 fd000000000000000000000000000001 "
#define INNER_4            " inner 10.0.0.2>10.0.0.1 "
#define INNER_6            " inner fd00::2>fd00::1 "

static void icmp_messages(void **state)
{
    static const struct {
        const char *name;
        enum family family;
        unsigned    protocol;
        const char *bytes, *expected;
    } rows[] = {
        { "echo request", FAMILY_V4, 1, "0800 0000 0102 0003 ffff", "ok header 8 payload 2 icmp 8/0 echo 258.3" },
        { "echo reply", FAMILY_V4, 1, "0000 0000 0102 0003", "ok header 8 payload 0 icmp 0/0 echo 258.3" },
        { "echo request", FAMILY_V6, 58, "8000 0000 0102 0003 ffff", "ok header 8 payload 2 icmp 128/0 echo 258.3" },
        { "echo reply", FAMILY_V6, 58, "8100 0000 0102 0003", "ok header 8 payload 0 icmp 129/0 echo 258.3" },
        { "echo without id", FAMILY_V4, 1, "0800 0000 0102", "ok header 4 payload 2 icmp 8/0 echo 0.0" },
        { "other message", FAMILY_V4, 1, "0d00 0000 0102 0003", "ok header 4 payload 4 icmp 13/0" },
        { "neighbour solicitation", FAMILY_V6, 58, "8700 0000 00000000", "ok header 4 payload 4 icmp 135/0" },
        { "short", FAMILY_V4, 1, "0800 00", "transport-truncated header 0 payload 3" },
        { "short", FAMILY_V6, 58, "8000 00", "transport-truncated header 0 payload 3" },
        { "the other family's ICMP is a protocol like any", FAMILY_V6, 1, "0800 0000 0102 0003", "ok header 0 payload 8" },
        { "the other family's ICMP is a protocol like any", FAMILY_V4, 58, "8000 0000 0102 0003", "ok header 0 payload 8" },
        { "port unreachable", FAMILY_V4, 1, "0303 0000 00000000" INNER_V4("11") "0035 3039 0008 0000",
          "ok header 8 payload 28 icmp 3/3 error" INNER_4 "protocol 17 at 8 ports 53>12345" },
        { "port unreachable", FAMILY_V6, 58, "0104 0000 00000000" INNER_V6("11") "0035 3039 0008 0000",
          "ok header 8 payload 48 icmp 1/4 error" INNER_6 "protocol 17 at 8 ports 53>12345" },
        { "redirect", FAMILY_V4, 1, "0501 0000 0a0000fe" INNER_V4("06") "0035 3039",
          "ok header 8 payload 24 icmp 5/1 error" INNER_4 "protocol 6 at 8 ports 53>12345" },
        { "time exceeded, ports cut", FAMILY_V4, 1, "0b00 0000 00000000" INNER_V4("06") "0035 30",
          "ok header 8 payload 23 icmp 11/0 error" INNER_4 "protocol 6 at 8" },
        { "inner options", FAMILY_V4, 1,
          "0b00 0000 00000000 4600 0100 1234 0000 05 06 0000 0a000002 0a000001 01010100 0035 3039",
          "ok header 8 payload 28 icmp 11/0 error" INNER_4 "protocol 6 at 8 ports 53>12345" },
        { "inner is a later fragment", FAMILY_V4, 1,
          "0b00 0000 00000000 4500 0100 1234 0010 05 06 0000 0a000002 0a000001 0035 3039",
          "ok header 8 payload 24 icmp 11/0 error" INNER_4 "protocol 6 at 8" },
        { "inner header cut", FAMILY_V4, 1, "0b00 0000 00000000 4500 0100", "ok header 8 payload 4 icmp 11/0 error" },
        { "inner is no IPv4", FAMILY_V4, 1, "0b00 0000 00000000 6500 0100 1234 0000 05 06 0000 0a000002 0a000001",
          "ok header 8 payload 20 icmp 11/0 error" },
        { "packet too big, inner extension", FAMILY_V6, 58,
          "0200 0000 00000500" INNER_V6("3c") "0600010400000000 0035 3039",
          "ok header 8 payload 52 icmp 2/0 error" INNER_6 "protocol 6 at 8 ports 53>12345" },
        { "inner is a later fragment", FAMILY_V6, 58,
          "0300 0000 00000000" INNER_V6("2c") "0600 0100 00000001 0035 3039",
          "ok header 8 payload 52 icmp 3/0 error" INNER_6 "protocol 6 at 8" },
        { "inner first fragment", FAMILY_V6, 58, "0300 0000 00000000" INNER_V6("2c") "1100 0001 00000001 0035 3039",
          "ok header 8 payload 52 icmp 3/0 error" INNER_6 "protocol 17 at 8 ports 53>12345" },
        { "inner echo has no ports", FAMILY_V4, 1, "0301 0000 00000000" INNER_V4("01") "0800 0000 0102 0003",
          "ok header 8 payload 28 icmp 3/1 error" INNER_4 "protocol 1 at 8" },
        { "error without its second half", FAMILY_V6, 58, "0100 0000 0000", "ok header 4 payload 2 icmp 1/0 error" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct frame f = { .size = 0 };
        struct headers h;
        build(&f, rows[i].family, rows[i].protocol, rows[i].bytes);
        expect(rows[i].name, parse(LINK_RAW_IP, &f, &h), &h, say_transport, rows[i].expected);
    }
}

/* A frame that parses, kept only up to some byte. The same frame cut on the wire is truncated; cut by the capture it is not the
 * packet's fault, and headers that were kept are read as if nothing had been cut. */
static void every_cut(const struct frame *whole, const struct headers *want, size_t headers_end)
{
    for (size_t kept = 0; kept < whole->size; kept++) {
        struct headers h;
        enum parse_result r = headers_parse(LINK_ETHERNET, bytes_of(whole->bytes, kept), (uint32_t)whole->size, 0, &h);
        assert_int_equal(r, kept >= headers_end ? PARSE_OK : PARSE_CAPTURE_CUT);
        if (r == PARSE_OK)
            assert_memory_equal(&h, want, sizeof(h));
        r = headers_parse(LINK_ETHERNET, bytes_of(whole->bytes, kept), (uint32_t)kept, 0, &h);
        assert_int_equal(r, kept < 14 ? PARSE_LINK_TRUNCATED : PARSE_IP_TRUNCATED);
    }
}

static void capture_cut_is_told_from_truncation(void **state)
{
    static const struct {
        unsigned    protocol[FAMILY_COUNT];
        const char *bytes;
        size_t      header; /* that must be there */
    } rows[] = {
        { { 0, 6, 6 }, "3039 0050 00000007 00000009 6012 0100 0000 0000 020405b4 aabbcc", 20 },
        { { 0, 17, 17 }, "3039 0035 000b 0000 aabbcc", 8 },
        { { 0, 132, 132 }, "3039 0035 00000000 00000000", 4 },
        { { 0, 1, 58 }, "8000 0000 0102 0003 ffff", 8 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        for (size_t k = 0; k < COUNT_OF(families); k++) {
            struct frame f = { .size = 0 };
            struct headers h;
            enum family family = families[k];
            frame_hex(&f, family == FAMILY_V4 ? "020000000002 020000000001 0800" : "020000000002 020000000001 86dd");
            build(&f, family, rows[i].protocol[family], rows[i].bytes);
            if (rows[i].protocol[family] == PROTO_ICMP)
                f.bytes[34] = 8;
            assert_int_equal(parse(LINK_ETHERNET, &f, &h), PARSE_OK);
            every_cut(&f, &h, 14 + h.ip_header_size + rows[i].header);
        }
    }
}

/* With padding on the wire the IP header's length counts, whatever was captured. */
static void cut_inside_a_packet_that_is_too_short(void **state)
{
    struct frame f = { .size = 0 };
    struct headers h;
    (void)state;
    frame_hex(&f, "020000000002 020000000001 0800");
    build(&f, FAMILY_V4, PROTO_TCP, "3039 0050 00000007");
    assert_int_equal(headers_parse(LINK_ETHERNET, frame_bytes(&f), 64, 0, &h), PARSE_TRANSPORT_TRUNCATED);
    f.size -= 2;
    assert_int_equal(headers_parse(LINK_ETHERNET, frame_bytes(&f), 64, 0, &h), PARSE_TRANSPORT_TRUNCATED);
}

static void every_result_has_a_sentence(void **state)
{
    (void)state;
    for (unsigned r = 0; r < PARSE_RESULT_COUNT; r++) {
        const char *text = parse_result_text(r);
        assert_int_equal(text[strlen(text) - 1], '.');
        for (unsigned other = 0; other < r; other++)
            assert_string_not_equal(text, parse_result_text(other));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(link_layers),
        cmocka_unit_test(ip_headers),
        cmocka_unit_test(extension_chain_is_bounded),
        cmocka_unit_test(jumbograms),
        cmocka_unit_test(checksum_is_looked_at_on_request),
        cmocka_unit_test(transport_headers),
        cmocka_unit_test(icmp_messages),
        cmocka_unit_test(capture_cut_is_told_from_truncation),
        cmocka_unit_test(cut_inside_a_packet_that_is_too_short),
        cmocka_unit_test(every_result_has_a_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
