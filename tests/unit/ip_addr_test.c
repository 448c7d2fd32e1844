#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/status.h"
#include "pkt/headers.h"

#define MULTICAST   1u
#define LOOPBACK    2u
#define LINK_LOCAL  4u
#define UNSPECIFIED 8u
#define BROADCAST   16u

static unsigned kinds_of(const struct ip_addr *a)
{
    return (ip_addr_is_multicast(a) ? MULTICAST : 0) | (ip_addr_is_loopback(a) ? LOOPBACK : 0) |
           (ip_addr_is_link_local(a) ? LINK_LOCAL : 0) | (ip_addr_is_unspecified(a) ? UNSPECIFIED : 0) |
           (ip_addr_is_broadcast(a) ? BROADCAST : 0);
}

static void kinds_and_text(void **state)
{
    static const struct {
        const char *text;
        unsigned    kinds;
    } rows[] = {
        { "192.0.2.1", 0 },           { "224.0.0.1", MULTICAST },    { "239.255.255.255", MULTICAST },
        { "223.255.255.255", 0 },     { "240.0.0.0", 0 },            { "127.0.0.1", LOOPBACK },
        { "127.255.0.9", LOOPBACK },  { "169.254.7.7", LINK_LOCAL }, { "169.253.0.1", 0 },
        { "0.0.0.0", UNSPECIFIED },   { "0.0.0.1", 0 },              { "255.255.255.255", BROADCAST },
        { "255.255.255.254", 0 },     { "fd00::1", 0 },              { "ff02::1", MULTICAST },
        { "::1", LOOPBACK },          { "::2", 0 },                  { "fe80::1", LINK_LOCAL },
        { "febf::1", LINK_LOCAL },    { "fec0::1", 0 },              { "::", UNSPECIFIED },
        { "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", MULTICAST },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct ip_addr a;
        char text[IP_TEXT_SIZE];
        assert_true(ip_addr_parse(rows[i].text, &a));
        assert_string_equal(ip_addr_format(&a, text), rows[i].text);
        assert_int_equal(kinds_of(&a), rows[i].kinds);
    }
}

static void no_address_is_of_no_kind(void **state)
{
    struct ip_addr none = { .family = FAMILY_NONE }, a = none;
    char text[IP_TEXT_SIZE];
    (void)state;
    assert_int_equal(kinds_of(&none), 0);
    assert_string_equal(ip_addr_format(&none, text), "-");
    for (const char *const *bad = (const char *const[]){ "", "1.2.3", "1.2.3.256", ":::", "fd00::1%eth0", "host", NULL }; *bad; bad++)
        assert_false(ip_addr_parse(*bad, &a));
    assert_true(ip_addr_equal(&a, &none));
}

static void prefixes(void **state)
{
    static const struct {
        const char *address, *prefix;
        unsigned    bits;
        bool        inside;
    } rows[] = {
        { "10.1.2.3", "10.0.0.0", 8, true },     { "11.1.2.3", "10.0.0.0", 8, false },
        { "11.1.2.3", "10.0.0.0", 7, true },     { "10.1.2.3", "10.1.2.2", 31, true },
        { "10.1.2.3", "10.1.2.2", 32, false },   { "10.1.2.3", "10.1.2.3", 32, true },
        { "10.1.2.3", "10.1.2.3", 33, false },   { "10.1.2.3", "99.0.0.0", 0, true },
        { "fd00::1", "fd00::", 64, true },       { "fd00:0:0:1::1", "fd00::", 64, false },
        { "fd00:0:0:1::1", "fd00::", 63, true }, { "fd00::1", "fd00::1", 128, true },
        { "fd00::1", "fd00::", 128, false },     { "fd00::1", "fd00::1", 129, false },
        { "fd00::1", "10.0.0.0", 0, false },     { "10.0.0.0", "::", 0, false },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct ip_addr a, prefix;
        assert_true(ip_addr_parse(rows[i].address, &a) && ip_addr_parse(rows[i].prefix, &prefix));
        assert_int_equal(ip_addr_in_prefix(&a, &prefix, rows[i].bits), rows[i].inside);
    }
}

static void v4_number(void **state)
{
    struct ip_addr a;
    (void)state;
    assert_true(ip_addr_parse("192.0.2.1", &a));
    assert_int_equal(ip_addr_v4(&a), 0xc0000201);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_and_text),
        cmocka_unit_test(no_address_is_of_no_kind),
        cmocka_unit_test(prefixes),
        cmocka_unit_test(v4_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
