/* The host's side: addresses and prefixes as text, MACs, directed broadcasts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "host/local.h"

static struct ip_addr addr(const char *text)
{
    struct ip_addr a;
    if (!ip_addr_parse(text, &a))
        fail_msg("%s is no address", text);
    return a;
}

static struct local_side side_of(const char *text)
{
    struct local_side l = { 0 };
    if (!local_add_text(&l, text))
        fail_msg("%s was refused", text);
    return l;
}

static bool has(const struct local_side *l, const char *text)
{
    struct ip_addr a = addr(text);
    return local_has(l, &a);
}

static bool is_broadcast(const struct local_side *l, const char *text)
{
    struct ip_addr a = addr(text);
    return local_is_broadcast(l, &a);
}

static void prefixes_hold_their_addresses(void **state)
{
    static const struct {
        const char *side, *in[2], *out[3];
    } rows[] = {
        { "192.0.2.10", { "192.0.2.10", "192.0.2.10" }, { "192.0.2.11", "0.0.0.0", "2001:db8::1" } },
        { "192.0.2.10/32", { "192.0.2.10", "192.0.2.10" }, { "192.0.2.11", "192.0.2.8", "::" } },
        { "192.0.2.10/24", { "192.0.2.0", "192.0.2.255" }, { "192.0.3.0", "192.0.1.255", "::192.0.2.10" } },
        { "192.0.2.10/31", { "192.0.2.10", "192.0.2.11" }, { "192.0.2.9", "192.0.2.12", "::" } },
        { "128.0.0.0/1", { "128.0.0.0", "255.255.255.255" }, { "127.255.255.255", "0.0.0.0", "8000::" } },
        { "1.2.3.4/0", { "0.0.0.0", "255.255.255.255" }, { "::", "2001:db8::1", "ffff::" } },
        { "2001:db8::10", { "2001:db8::10", "2001:db8:0:0::10" }, { "2001:db8::11", "2001:db8::", "32.1.13.184" } },
        { "2001:db8::10/64", { "2001:db8::", "2001:db8::ffff:ffff:ffff:ffff" }, { "2001:db8:0:1::", "2001:db7::", "32.1.13.184" } },
        { "2001:db8::10/127", { "2001:db8::10", "2001:db8::11" }, { "2001:db8::12", "2001:db8::f", "::" } },
        { "::/0", { "::", "ffff::" }, { "0.0.0.0", "192.0.2.1", "255.255.255.255" } },
    };
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(rows); i++) {
        struct local_side l = side_of(rows[i].side);
        for (unsigned k = 0; k < 2; k++)
            if (!has(&l, rows[i].in[k]))
                fail_msg("%s should hold %s", rows[i].side, rows[i].in[k]);
        for (unsigned k = 0; k < 3; k++)
            if (has(&l, rows[i].out[k]))
                fail_msg("%s should not hold %s", rows[i].side, rows[i].out[k]);
    }
}

static void what_is_no_prefix_is_refused(void **state)
{
    static const char *const bad[] = {
        "", "/", "/24", "192.0.2.10/", "192.0.2.10/33", "192.0.2.10/-1", "192.0.2.10/ 8", "192.0.2.10/+8", "192.0.2.10/8x",
        "192.0.2.10/8/8", "192.0.2", "192.0.2.256", " 192.0.2.1", "192.0.2.1 ", "2001:db8::/129", "2001:db8::g", "[::1]", "::1%eth0",
        "192.0.2.10/99999999999999999999999", "host", "192.0.2.10/255.255.255.0",
        "1111:2222:3333:4444:5555:6666:7777:8888:9999:aaaa:bbbb:cccc:dddd:eeee:ffff/64",
    };
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(bad); i++) {
        struct local_side l = { 0 };
        if (local_add_text(&l, bad[i]) || l.prefix_count)
            fail_msg("\"%s\" was taken", bad[i]);
    }
}

static void a_full_table_says_so(void **state)
{
    struct local_side l = { 0 };
    char              text[32];
    (void)state;
    for (unsigned i = 0; i < LOCAL_MAX; i++) {
        snprintf(text, sizeof(text), "10.0.%u.0/24", i);
        assert_true(local_add_text(&l, text));
    }
    assert_false(local_add_text(&l, "192.0.2.1"));
    assert_false(has(&l, "192.0.2.1"));
    assert_true(has(&l, "10.0.0.1"));
    assert_true(has(&l, "10.0.63.1"));
}

static void macs_are_kept_once(void **state)
{
    struct local_side l = { 0 };
    uint8_t           mac[6] = { 2, 0, 0, 0, 0, 0 };
    (void)state;
    assert_false(local_has_mac(&l, mac));
    for (unsigned i = 0; i < 3 * LOCAL_MAX; i++) {
        mac[5] = (uint8_t)(i / 2);
        local_add_mac(&l, mac);
    }
    assert_int_equal(l.mac_count, LOCAL_MAX);
    for (unsigned i = 0; i < 256; i++) {
        mac[5] = (uint8_t)i;
        assert_true(local_has_mac(&l, mac) == (i < LOCAL_MAX));
    }
    mac[5] = 0;
    mac[0] = 6;
    assert_false(local_has_mac(&l, mac));
}

static void the_last_address_of_a_v4_prefix_is_its_broadcast(void **state)
{
    struct local_side l = { 0 };
    (void)state;
    assert_true(local_add_text(&l, "192.0.2.10/24"));
    assert_true(local_add_text(&l, "198.51.100.1/30"));
    assert_true(local_add_text(&l, "203.0.113.255"));      /* a single address has none */
    assert_true(local_add_text(&l, "203.0.114.255/31"));   /* nor a link of two */
    assert_true(local_add_text(&l, "2001:db8::/64"));      /* nor IPv6 */
    assert_true(is_broadcast(&l, "192.0.2.255"));
    assert_true(is_broadcast(&l, "198.51.100.3"));
    static const char *const not[] = { "192.0.2.0", "192.0.2.10", "192.0.3.255", "198.51.100.2", "203.0.113.255", "203.0.114.255",
                                       "255.255.255.255", "2001:db8::ffff:ffff:ffff:ffff" };
    for (unsigned i = 0; i < COUNT_OF(not); i++)
        if (is_broadcast(&l, not[i]))
            fail_msg("%s is no broadcast", not[i]);
    struct local_side all = side_of("0.0.0.0/0");
    assert_false(is_broadcast(&all, "255.255.255.255")); /* of everything: ADDR_BROADCAST tells */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prefixes_hold_their_addresses),
        cmocka_unit_test(what_is_no_prefix_is_refused),
        cmocka_unit_test(a_full_table_says_so),
        cmocka_unit_test(macs_are_kept_once),
        cmocka_unit_test(the_last_address_of_a_v4_prefix_is_its_broadcast),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
