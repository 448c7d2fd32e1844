/* A packet that is cut and joined again is the packet that it was: both families, with options and headers before the fragment
 * header, and fragments that are cut once more. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/status.h"
#include "pkt/build.h"
#include "pkt/checksum.h"
#include "pkt/fragment.h"
#include "pkt/reassembly.h"

#define PAYLOAD 4000u

static const enum family families[] = { FAMILY_V4, FAMILY_V6 };
static const struct reassembly_limits limits = { .timeout_ns = 1000, .max_datagrams = 4, .max_bytes = 1 << 20 };

struct joining {
    struct reassembly *reassembly;
    uint32_t           mtu, then, count; /* then: cut again at this size; 0: not */
    struct buffer      whole;
};

static void join(void *context, struct bytes fragment)
{
    struct joining *j = context;
    struct headers  h;
    struct bytes    packet;
    uint32_t        joined;
    j->count++;
    assert_true(bytes_left(&fragment) <= j->mtu);
    assert_int_equal(headers_parse_ip(fragment, (uint32_t)bytes_left(&fragment), PARSE_CHECK_IP_CHECKSUM, &h), PARSE_OK);
    assert_true(h.is_fragment);
    enum reassembly_answer a = reassembly_add(j->reassembly, &h, fragment, 1, &packet, &joined);
    assert_true(a == REASSEMBLY_HELD || a == REASSEMBLY_COMPLETE);
    if (a == REASSEMBLY_COMPLETE) {
        assert_int_equal(joined, j->count);
        assert_true(reassembly_largest(j->reassembly) <= j->mtu);
        buffer_put(&j->whole, packet.at, bytes_left(&packet));
    }
}

static void cut_again(void *context, struct bytes fragment)
{
    struct joining *j = context;
    assert_int_equal(fragment_packet(fragment, j->then, 7, join, j), WFP_OK);
}

static void make(struct buffer *out, enum family family, bool more)
{
    static uint8_t     data[PAYLOAD];
    struct buffer      plain;
    struct packet_spec p = { .protocol = PROTO_UDP, .ident = 99, .src_port = 1, .dst_port = 2, .payload = bytes_of(data, PAYLOAD) };
    static const uint8_t options[8] = { 0x07, 7, 4, 0, 0, 0, 0, 0 };       /* record route: for the first fragment alone */
    static const uint8_t hop_by_hop[8] = { 17, 0, 1, 4, 0, 0, 0, 0 };
    for (size_t i = 0; i < PAYLOAD; i++)
        data[i] = (uint8_t)(i * 7 + i / 251);
    assert_true(ip_addr_parse(family == FAMILY_V4 ? "192.0.2.1" : "2001:db8::1", &p.src));
    assert_true(ip_addr_parse(family == FAMILY_V4 ? "192.0.2.2" : "2001:db8::2", &p.dst));
    buffer_init(&plain);
    assert_true(packet_build(&plain, &p, NULL));
    size_t head = family == FAMILY_V4 ? 20 : 40;
    buffer_put(out, plain.data, head);
    if (more)
        buffer_put(out, family == FAMILY_V4 ? options : hop_by_hop, 8);
    buffer_put(out, &plain.data[head], plain.size - head);
    buffer_fini(&plain);
    uint8_t *d = out->data;
    uint32_t size = (uint32_t)(out->size - (family == FAMILY_V4 ? 0 : 40));
    d[family == FAMILY_V4 ? 2 : 4] = (uint8_t)(size >> 8), d[family == FAMILY_V4 ? 3 : 5] = (uint8_t)size;
    if (more && family == FAMILY_V6)
        d[6] = 0;
    if (more && family == FAMILY_V4)
        d[0] = 0x47;
    if (family == FAMILY_V4) {
        d[10] = d[11] = 0;
        uint16_t sum = ip_checksum(bytes_of(d, more ? 28 : 20));
        d[10] = (uint8_t)(sum >> 8), d[11] = (uint8_t)sum;
    }
}

static void check(enum family family, bool more, uint32_t mtu, uint32_t then)
{
    struct joining j = { .mtu = then ? then : mtu, .then = then };
    struct buffer  packet;
    buffer_init(&packet);
    buffer_init(&j.whole);
    make(&packet, family, more);
    assert_int_equal(reassembly_new(&limits, &j.reassembly), WFP_OK);
    assert_int_equal(fragment_packet(buffer_bytes(&packet), mtu, 7, then ? cut_again : join, &j), WFP_OK);
    assert_int_equal(j.whole.size, packet.size);
    assert_memory_equal(j.whole.data, packet.data, packet.size);
    reassembly_free(j.reassembly);
    buffer_fini(&j.whole);
    buffer_fini(&packet);
}

static void test_cut_and_joined(void **state)
{
    (void)state;
    for (unsigned f = 0; f < 2; f++)
        for (unsigned more = 0; more < 2; more++)
            for (uint32_t mtu = 100; mtu < 4100; mtu += 333)
                if (mtu < 4000)
                    check(families[f], more, mtu, 0);
}

static void test_cut_twice(void **state)
{
    (void)state;
    check(FAMILY_V4, false, 1500, 576);
    check(FAMILY_V4, true, 1500, 100);
}

static void count(void *context, struct bytes fragment)
{
    (void)fragment;
    ++*(unsigned *)context;
}

static void test_what_fits_and_what_is_none(void **state)
{
    static const uint8_t junk[100] = { 0x4f, [2] = 0xff };
    struct buffer        packet;
    unsigned             n = 0;
    (void)state;
    for (unsigned f = 0; f < 2; f++) {
        buffer_init(&packet);
        make(&packet, families[f], true);
        assert_int_equal(fragment_packet(buffer_bytes(&packet), (uint32_t)packet.size, 1, count, &n), WFP_OK);
        assert_int_equal(n, f + 1);
        assert_int_equal(fragment_packet(buffer_bytes(&packet), 50, 1, count, &n),
                         families[f] == FAMILY_V4 ? WFP_OK : WFP_INVALID_ARGUMENT);
        n = f + 1;
        buffer_fini(&packet);
    }
    assert_int_equal(fragment_packet(bytes_of(junk, sizeof(junk)), 60, 1, count, &n), WFP_INVALID_ARGUMENT);
    assert_int_equal(fragment_packet(bytes_of(junk, 0), 60, 1, count, &n), WFP_INVALID_ARGUMENT);
    assert_int_equal(n, 2);
}

/* Without the link header it is the fragment that it would be. */
static void unframe(void *context, struct bytes frame)
{
    struct joining *j = context;
    struct bytes    link;
    assert_true(bytes_sub(&frame, 14, &link));
    assert_memory_equal(link.at, "of some station", 14);
    join(j, frame);
}

static void test_behind_a_link_header(void **state)
{
    (void)state;
    for (unsigned f = 0; f < 2; f++) {
        struct joining j = { .mtu = 1500 };
        struct buffer  packet;
        buffer_init(&packet);
        buffer_init(&j.whole);
        make(&packet, families[f], true);
        assert_int_equal(reassembly_new(&limits, &j.reassembly), WFP_OK);
        struct bytes link = bytes_of("of some station", 14);
        assert_int_equal(fragment_frame(link, buffer_bytes(&packet), j.mtu, 7, unframe, &j), WFP_OK);
        assert_int_equal(j.count, 3);
        assert_int_equal(j.whole.size, packet.size);
        assert_memory_equal(j.whole.data, packet.data, packet.size);
        assert_int_equal(fragment_frame(link, bytes_of(NULL, 0), j.mtu, 7, unframe, &j), WFP_INVALID_ARGUMENT);
        reassembly_free(j.reassembly);
        buffer_fini(&j.whole);
        buffer_fini(&packet);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cut_and_joined),
        cmocka_unit_test(test_cut_twice),
        cmocka_unit_test(test_behind_a_link_header),
        cmocka_unit_test(test_what_fits_and_what_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
