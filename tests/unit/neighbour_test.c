/* ARP and neighbour discovery: what is written is what RFC 826 and RFC 4861 draw, byte for byte, and is read as what it says; what
 * their rules forbid is not believed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/status.h"
#include "pkt/neighbour.h"

#define LINK 14u
#define IP6  40u
#define ICMP (LINK + IP6)

static const uint8_t our_mac[6] = { 2, 0, 0, 0, 0, 1 }, their_mac[6] = { 2, 0, 0, 0, 0, 2 };

static struct ip_addr addr(const char *text)
{
    struct ip_addr a;
    assert_true(ip_addr_parse(text, &a));
    return a;
}

static struct neighbour_words words(enum neighbour_kind kind, const char *from, const char *target)
{
    struct neighbour_words w = { .kind = kind, .from = addr(from), .target = addr(target) };
    memcpy(w.mac, our_mac, 6);
    memcpy(w.to_mac, their_mac, 6);
    return w;
}

static bool read_back(const struct buffer *frame, struct neighbour_message *m)
{
    struct bytes   b = buffer_bytes(frame);
    struct headers h;
    (void)headers_parse(LINK_ETHERNET, b, (uint32_t)bytes_left(&b), 0, &h);
    return neighbour_read(b, &h, m);
}

/* --- ARP ---------------------------------------------------------------------------------------------------------- */

static void test_arp_request(void **state)
{
    (void)state;
    static const uint8_t drawn[] = {
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2, 0, 0, 0, 0, 1, 0x08, 0x06, /* to all */
        0, 1, 0x08, 0, 6, 4, 0, 1, 2, 0, 0, 0, 0, 1, 192, 0, 2, 1, 0, 0, 0, 0, 0, 0, 192, 0, 2, 9,
    };
    struct neighbour_words   w = words(NEIGHBOUR_ASKS, "192.0.2.1", "192.0.2.9");
    struct neighbour_message m;
    struct buffer            frame;
    buffer_init(&frame);
    assert_true(neighbour_write(&frame, &w));
    assert_int_equal(frame.size, sizeof(drawn));
    assert_memory_equal(frame.data, drawn, sizeof(drawn));
    assert_true(read_back(&frame, &m));
    assert_int_equal(m.kind, NEIGHBOUR_ASKS);
    assert_true(ip_addr_equal(&m.sender, &w.from) && ip_addr_equal(&m.target, &w.target));
    assert_true(m.has_mac);
    assert_memory_equal(m.mac, our_mac, 6);
    buffer_fini(&frame);
}

static void test_arp_reply(void **state)
{
    (void)state;
    static const uint8_t drawn[] = {
        2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 0x08, 0x06,
        0, 1, 0x08, 0, 6, 4, 0, 2, 2, 0, 0, 0, 0, 1, 192, 0, 2, 9, 2, 0, 0, 0, 0, 2, 192, 0, 2, 1,
    };
    struct neighbour_words   w = words(NEIGHBOUR_ANSWERS, "192.0.2.1", "192.0.2.9");
    struct neighbour_message m;
    struct buffer            frame;
    buffer_init(&frame);
    assert_true(neighbour_write(&frame, &w));
    assert_int_equal(frame.size, sizeof(drawn));
    assert_memory_equal(frame.data, drawn, sizeof(drawn));
    assert_true(read_back(&frame, &m));
    assert_int_equal(m.kind, NEIGHBOUR_ANSWERS);
    assert_true(ip_addr_equal(&m.sender, &w.target) && ip_addr_equal(&m.target, &w.from)); /* the sender is whom it was asked about */
    buffer_fini(&frame);
}

/* Another operation, another hardware, another protocol, other sizes of address, and a frame that is cut short. */
static void test_arp_that_is_none(void **state)
{
    (void)state;
    static const struct {
        unsigned at;
        uint8_t  value;
    } spoiled[] = { { LINK + 1, 2 }, { LINK + 3, 1 }, { LINK + 4, 8 }, { LINK + 5, 16 }, { LINK + 7, 3 }, { LINK + 7, 0 }, { 13, 7 } };
    struct neighbour_words   w = words(NEIGHBOUR_ASKS, "192.0.2.1", "192.0.2.9");
    struct neighbour_message m;
    for (unsigned i = 0; i <= sizeof(spoiled) / sizeof(spoiled[0]); i++) {
        struct buffer frame;
        buffer_init(&frame);
        assert_true(neighbour_write(&frame, &w));
        assert_true(read_back(&frame, &m));
        if (i < sizeof(spoiled) / sizeof(spoiled[0]))
            frame.data[spoiled[i].at] = spoiled[i].value;
        else
            frame.size--;
        assert_false(read_back(&frame, &m));
        buffer_fini(&frame);
    }
}

/* --- neighbour discovery ------------------------------------------------------------------------------------------ */

static uint8_t *rest_of(struct buffer *frame)
{
    return &frame->data[ICMP + 4];
}

static void test_solicitation(void **state)
{
    (void)state;
    static const uint8_t     link[LINK] = { 0x33, 0x33, 0xff, 0x34, 0x56, 0x78, 2, 0, 0, 0, 0, 1, 0x86, 0xdd };
    static const uint8_t     option[8] = { 1, 1, 2, 0, 0, 0, 0, 1 };
    struct neighbour_words   w = words(NEIGHBOUR_ASKS, "2001:db8::1", "2001:db8::1234:5678");
    struct ip_addr           group = addr("ff02::1:ff34:5678");
    struct neighbour_message m;
    struct buffer            frame;
    buffer_init(&frame);
    assert_true(neighbour_write(&frame, &w));
    assert_int_equal(frame.size, ICMP + 8 + 16 + 8);
    assert_memory_equal(frame.data, link, LINK);
    assert_int_equal(frame.data[LINK + 7], 255);
    assert_memory_equal(&frame.data[LINK + 24], group.bytes, 16);
    assert_int_equal(frame.data[ICMP], 135);
    assert_memory_equal(rest_of(&frame), "\0\0\0\0", 4);
    assert_memory_equal(&frame.data[ICMP + 8], w.target.bytes, 16);
    assert_memory_equal(&frame.data[ICMP + 24], option, sizeof(option));
    assert_true(read_back(&frame, &m));
    assert_int_equal(m.kind, NEIGHBOUR_ASKS);
    assert_true(ip_addr_equal(&m.sender, &w.from) && ip_addr_equal(&m.target, &w.target) && m.has_mac);
    assert_memory_equal(m.mac, our_mac, 6);
    buffer_fini(&frame);
}

/* To who asked, solicited; to all when who asked has no address yet (RFC 4861, 7.2.4). */
static void test_advertisement(void **state)
{
    (void)state;
    static const uint8_t option[8] = { 2, 1, 2, 0, 0, 0, 0, 1 }, to_all[6] = { 0x33, 0x33, 0, 0, 0, 1 };
    static const struct {
        const char *from;
        bool        is_router;
        uint8_t     flags;
        const char *dst;
    } cases[] = {
        { "2001:db8::1", false, 0x60, "2001:db8::1" },
        { "2001:db8::1", true, 0xe0, "2001:db8::1" },
        { "::", false, 0x20, "ff02::1" },
        { "::", true, 0xa0, "ff02::1" },
    };
    for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct neighbour_words   w = words(NEIGHBOUR_ANSWERS, cases[i].from, "2001:db8::9");
        struct ip_addr           dst = addr(cases[i].dst);
        struct neighbour_message m;
        struct buffer            frame;
        w.is_router = cases[i].is_router;
        buffer_init(&frame);
        assert_true(neighbour_write(&frame, &w));
        assert_memory_equal(frame.data, ip_addr_is(&dst, ADDR_MULTICAST) ? to_all : their_mac, 6);
        assert_memory_equal(&frame.data[LINK + 24], dst.bytes, 16);
        assert_int_equal(frame.data[ICMP], 136);
        assert_int_equal(rest_of(&frame)[0], cases[i].flags);
        assert_memory_equal(&frame.data[ICMP + 24], option, sizeof(option));
        assert_true(read_back(&frame, &m));
        assert_int_equal(m.kind, NEIGHBOUR_ANSWERS);
        assert_true(ip_addr_equal(&m.sender, &w.target) && ip_addr_equal(&m.target, &w.target));
        assert_memory_equal(m.mac, our_mac, 6);
        buffer_fini(&frame);
    }
}

/* What came over a router, has another code, an option without a length or one that is longer than the message, a group as its
 * target: void, as RFC 4861 7.1 says. */
static void test_discovery_that_is_void(void **state)
{
    (void)state;
    static const struct {
        unsigned at;
        uint8_t  value;
    } spoiled[] = { { LINK + 7, 254 }, { ICMP + 1, 1 }, { ICMP + 25, 0 }, { ICMP + 25, 2 }, { ICMP + 8, 0xff }, { ICMP, 137 } };
    struct neighbour_message m;
    for (unsigned i = 0; i < sizeof(spoiled) / sizeof(spoiled[0]); i++) {
        struct neighbour_words w = words(NEIGHBOUR_ASKS, "2001:db8::1", "2001:db8::9");
        struct buffer          frame;
        buffer_init(&frame);
        assert_true(neighbour_write(&frame, &w));
        frame.data[spoiled[i].at] = spoiled[i].value;
        assert_false(read_back(&frame, &m));
        buffer_fini(&frame);
    }
}

/* The option for the MAC of the other kind says nothing of the speaker; unknown options are passed over. */
static void test_options(void **state)
{
    (void)state;
    static const uint8_t     others[] = { 2, 14 };
    struct neighbour_message m;
    for (unsigned i = 0; i < sizeof(others); i++) {
        struct neighbour_words w = words(NEIGHBOUR_ASKS, "2001:db8::1", "2001:db8::9");
        struct buffer          frame;
        buffer_init(&frame);
        assert_true(neighbour_write(&frame, &w));
        frame.data[ICMP + 24] = others[i];
        assert_true(read_back(&frame, &m));
        assert_false(m.has_mac);
        buffer_fini(&frame);
    }
}

/* A router's message: an advertisement of 16 bytes with its MAC behind, and a solicitation of 8. */
static void test_routers(void **state)
{
    (void)state;
    static const struct {
        uint8_t             type, fixed;
        enum neighbour_kind kind;
    } cases[] = { { 133, 8, NEIGHBOUR_SEEKS_ROUTER }, { 134, 16, NEIGHBOUR_ROUTER } };
    for (unsigned i = 0; i < 2; i++) {
        struct neighbour_words   w = words(NEIGHBOUR_ASKS, "fe80::1", "2001:db8::9");
        struct neighbour_message m;
        struct buffer            frame;
        buffer_init(&frame);
        assert_true(neighbour_write(&frame, &w));
        memmove(&frame.data[ICMP + cases[i].fixed], &frame.data[ICMP + 24], 8);
        frame.data[ICMP] = cases[i].type;
        frame.size = ICMP + cases[i].fixed + 8u;
        frame.data[LINK + 5] = (uint8_t)(cases[i].fixed + 8u);
        assert_true(read_back(&frame, &m));
        assert_int_equal(m.kind, cases[i].kind);
        assert_true(ip_addr_is(&m.target, ADDR_UNSPECIFIED) && m.has_mac);
        assert_memory_equal(m.mac, our_mac, 6);
        buffer_fini(&frame);
    }
}

/* RFC 1112, 6.4 (23 bits) and RFC 2464, 7 (32 bits). */
static void test_group_macs(void **state)
{
    (void)state;
    static const struct {
        const char *group;
        uint8_t     mac[6];
    } cases[] = {
        { "224.0.0.22", { 0x01, 0x00, 0x5e, 0, 0, 22 } },
        { "239.129.2.3", { 0x01, 0x00, 0x5e, 1, 2, 3 } },
        { "ff02::1:ff34:5678", { 0x33, 0x33, 0xff, 0x34, 0x56, 0x78 } },
    };
    uint8_t mac[6];
    for (unsigned i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct ip_addr a = addr(cases[i].group);
        neighbour_group_mac(&a, mac);
        assert_memory_equal(mac, cases[i].mac, 6);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arp_request),    cmocka_unit_test(test_arp_reply),
        cmocka_unit_test(test_arp_that_is_none), cmocka_unit_test(test_solicitation),
        cmocka_unit_test(test_advertisement),  cmocka_unit_test(test_discovery_that_is_void),
        cmocka_unit_test(test_options),        cmocka_unit_test(test_routers),
        cmocka_unit_test(test_group_macs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
