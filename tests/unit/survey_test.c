/* What the look ahead tells: whose capture it is, and which ports refused or had a listener, and when. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "host/survey.h"

#define SECOND 1000000000ull
#define START  (1767323045ull * SECOND)

static uint64_t number; /* of the packet seen last */

static struct survey *new_survey(void)
{
    struct survey *s;
    assert_int_equal(survey_new(&s), WFP_OK);
    number = 0;
    return s;
}

static struct ip_addr addr(const char *text)
{
    struct ip_addr a;
    if (!ip_addr_parse(text, &a))
        fail_msg("%s is no address", text);
    return a;
}

/* A packet; `mac` is the last byte of the sender's, 0: none. */
static struct headers packet(const char *src, const char *dst, uint8_t mac)
{
    struct headers h = { .link = mac ? LINK_ETHERNET : LINK_RAW_IP, .has_mac = mac != 0, .src = addr(src), .dst = addr(dst) };
    h.family = h.src.family;
    h.protocol = PROTO_UDP;
    h.has_ports = true;
    h.mac_src[0] = h.mac_dst[0] = 2;
    h.mac_src[5] = mac;
    h.mac_dst[5] = 99;
    return h;
}

static void see(struct survey *s, const struct headers *h, uint64_t ns)
{
    survey_packet(s, PARSE_OK, h, (struct moment){ ++number, ns });
}

static void see_packet(struct survey *s, const char *src, const char *dst, uint8_t mac)
{
    struct headers h = packet(src, dst, mac);
    see(s, &h, START);
}

static struct local_side infer(struct survey *s)
{
    struct local_side l = { 0 };
    survey_infer_local(s, &l);
    return l;
}

static void assert_side(const struct local_side *l, const char *expected)
{
    char text[512] = "", one[IP_TEXT_SIZE];
    for (unsigned i = 0; i < l->prefix_count; i++) {
        assert_int_equal(l->prefixes[i].bits, l->prefixes[i].addr.family == FAMILY_V4 ? 32 : 128);
        snprintf(text + strlen(text), sizeof(text) - strlen(text), "%s%s", i ? " " : "",
                 ip_addr_format(&l->prefixes[i].addr, one));
    }
    assert_string_equal(text, expected);
}

/* ---- the side ---- */

static void the_address_most_shown_is_the_host(void **state)
{
    struct survey *s = new_survey();
    (void)state;
    see_packet(s, "192.0.2.80", "192.0.2.10", 0);
    see_packet(s, "192.0.2.81", "192.0.2.10", 0);
    see_packet(s, "192.0.2.80", "192.0.2.10", 0);
    see_packet(s, "2001:db8::80", "2001:db8::10", 0);
    see_packet(s, "2001:db8::10", "2001:db8::81", 0);
    struct local_side l = infer(s);
    assert_side(&l, "192.0.2.10 2001:db8::10");
    assert_int_equal(l.mac_count, 0);
    survey_free(s);
}

static void at_a_tie_it_is_who_spoke_first(void **state)
{
    static const char *const pairs[][2] = { { "192.0.2.80", "192.0.2.10" }, { "192.0.2.10", "192.0.2.80" },
                                            { "2001:db8::10", "2001:db8::80" }, { "2001:db8::80", "2001:db8::10" } };
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(pairs); i++) {
        struct survey *s = new_survey();
        see_packet(s, pairs[i][0], pairs[i][1], 0);
        see_packet(s, pairs[i][1], pairs[i][0], 0);
        see_packet(s, pairs[i][1], pairs[i][0], 0);
        struct local_side l = infer(s);
        assert_side(&l, pairs[i][0]);
        survey_free(s);
    }
}

/* The families should not name two hosts. */
static void at_a_tie_the_station_of_the_other_family_is_preferred(void **state)
{
    struct survey *s = new_survey();
    (void)state;
    see_packet(s, "192.0.2.10", "192.0.2.80", 1);
    see_packet(s, "192.0.2.10", "192.0.2.81", 1);
    see_packet(s, "2001:db8::80", "2001:db8::10", 80);
    see_packet(s, "2001:db8::10", "2001:db8::80", 1);
    struct local_side l = infer(s);
    assert_side(&l, "192.0.2.10 2001:db8::10");
    assert_int_equal(l.mac_count, 1);
    assert_int_equal(l.macs[0][5], 1);
    survey_free(s);
}

static void link_local_addresses_of_the_same_station_belong_to_it(void **state)
{
    struct survey *s = new_survey();
    (void)state;
    for (unsigned i = 0; i < 10; i++) {
        see_packet(s, "fe80::1", "fe80::80", 1);
        see_packet(s, "fe80::80", "fe80::1", 80);
        see_packet(s, "169.254.0.1", "169.254.0.80", 1);
    }
    see_packet(s, "2001:db8::10", "2001:db8::80", 1);
    see_packet(s, "2001:db8::10", "2001:db8::81", 1);
    struct local_side l = infer(s);
    struct ip_addr    ours = addr("fe80::1"), theirs = addr("fe80::80"), ours_too = addr("169.254.0.1");
    assert_true(local_has(&l, &ours));
    assert_false(local_has(&l, &theirs));
    assert_true(local_has(&l, &ours_too));
    survey_free(s);
}

static void link_local_alone_is_a_host_too(void **state)
{
    struct survey *s = new_survey();
    (void)state;
    see_packet(s, "fe80::1", "fe80::80", 0);
    see_packet(s, "fe80::80", "fe80::1", 0);
    see_packet(s, "fe80::1", "ff02::1", 0);
    struct local_side l = infer(s);
    assert_side(&l, "fe80::1");
    survey_free(s);
}

static void groups_broadcast_loopback_and_nothing_are_no_hosts(void **state)
{
    static const char *const pairs[][2] = { { "0.0.0.0", "255.255.255.255" }, { "127.0.0.1", "127.0.0.1" }, { "::1", "::1" },
                                            { "::", "ff02::1" }, { "0.0.0.0", "224.0.0.1" } };
    struct survey *s = new_survey();
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(pairs); i++)
        see_packet(s, pairs[i][0], pairs[i][1], 1);
    struct local_side l = infer(s);
    assert_side(&l, "");
    survey_free(s);
}

static void a_given_side_learns_its_macs(void **state)
{
    struct survey    *s = new_survey();
    struct local_side l = { 0 };
    (void)state;
    assert_true(local_add_text(&l, "192.0.2.0/28"));
    see_packet(s, "192.0.2.10", "192.0.2.80", 1);
    see_packet(s, "192.0.2.80", "192.0.2.10", 80);
    see_packet(s, "192.0.2.11", "192.0.2.80", 3);
    survey_learn_macs(s, &l);
    assert_int_equal(l.mac_count, 2);
    assert_true(local_has_mac(&l, (uint8_t[]){ 2, 0, 0, 0, 0, 1 }));
    assert_true(local_has_mac(&l, (uint8_t[]){ 2, 0, 0, 0, 0, 3 }));
    survey_free(s);
}

static void once_settled_nobody_is_counted(void **state)
{
    struct survey *s = new_survey();
    (void)state;
    see_packet(s, "192.0.2.10", "192.0.2.80", 0);
    survey_settled(s);
    for (unsigned i = 0; i < 5; i++)
        see_packet(s, "192.0.2.81", "192.0.2.80", 0);
    struct local_side l = infer(s);
    assert_side(&l, "192.0.2.10");
    survey_free(s);
}

static void more_addresses_than_fit_are_told(void **state)
{
    struct survey *s = new_survey();
    char           text[IP_TEXT_SIZE];
    (void)state;
    see_packet(s, "192.0.2.10", "192.0.2.80", 0);
    assert_false(survey_overflowed(s));
    for (unsigned i = 0; i < 20000; i++) {
        snprintf(text, sizeof(text), "10.0.%u.%u", i >> 8, i & 255);
        see_packet(s, text, "192.0.2.10", 0);
    }
    assert_true(survey_overflowed(s));
    struct local_side l = infer(s);
    assert_side(&l, "192.0.2.10");
    survey_free(s);
}

/* ---- ports ---- */

/* A segment from `src`:`port` with the flags; sequence number 0. */
static void see_tcp(struct survey *s, const char *src, uint16_t port, uint8_t flags, uint64_t ns)
{
    struct headers h = packet(src, addr(src).family == FAMILY_V4 ? "192.0.2.10" : "2001:db8::10", 0);
    h.protocol = PROTO_TCP;
    h.src_port = port;
    h.tcp_flags = flags;
    see(s, &h, ns);
}

/* A port unreachable about `dst`:`port`. */
static void see_unreachable(struct survey *s, const char *dst, uint16_t port, uint64_t ns)
{
    struct ip_addr a = addr(dst);
    struct headers h = packet(dst, a.family == FAMILY_V4 ? "192.0.2.10" : "2001:db8::10", 0);
    h.protocol = a.family == FAMILY_V4 ? PROTO_ICMP : PROTO_ICMPV6;
    h.icmp_type = a.family == FAMILY_V4 ? 3 : 1;
    h.icmp_code = a.family == FAMILY_V4 ? 3 : 4;
    h.icmp_is_error = h.has_inner = h.inner_has_ports = true;
    h.inner_protocol = PROTO_UDP;
    h.inner_dst = a;
    h.inner_dst_port = port;
    see(s, &h, ns);
}

static bool refused(struct survey *s, uint8_t protocol, const char *a, uint16_t port, uint64_t at_number, uint64_t ns)
{
    struct ip_addr addr_of = addr(a);
    return survey_is_refused(s, protocol, &addr_of, port, (struct moment){ at_number, ns });
}

static bool listens(struct survey *s, uint8_t protocol, const char *a, uint16_t port)
{
    struct ip_addr addr_of = addr(a);
    return survey_is_listener(s, protocol, &addr_of, port);
}

static const char *const servers[] = { "192.0.2.80", "2001:db8::80" };

static void a_refusal_speaks_for_what_came_shortly_before(void **state)
{
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(servers); i++) {
        struct survey *s = new_survey();
        number = 9;
        see_tcp(s, servers[i], 81, TCP_RST | TCP_ACK, START);
        number = 19;
        see_unreachable(s, servers[i], 53, START);
        assert_true(refused(s, PROTO_TCP, servers[i], 81, 1, START));
        assert_true(refused(s, PROTO_TCP, servers[i], 81, 10, START - SURVEY_ANSWER_NS));
        assert_false(refused(s, PROTO_TCP, servers[i], 81, 10, START - SURVEY_ANSWER_NS - 1));
        assert_false(refused(s, PROTO_TCP, servers[i], 81, 11, START)); /* said before */
        assert_true(refused(s, PROTO_UDP, servers[i], 53, 20, START));
        assert_false(refused(s, PROTO_UDP, servers[i], 53, 21, START));
        /* another port, protocol, address */
        assert_false(refused(s, PROTO_TCP, servers[i], 53, 1, START));
        assert_false(refused(s, PROTO_UDP, servers[i], 81, 1, START));
        assert_false(refused(s, PROTO_TCP, servers[1 - i], 81, 1, START));
        assert_false(refused(s, PROTO_TCP, "192.0.2.10", 81, 1, START));
        assert_false(listens(s, PROTO_TCP, servers[i], 81));
        survey_free(s);
    }
}

static void only_what_answers_is_evidence(void **state)
{
    struct survey *s = new_survey();
    struct headers h = packet(servers[0], "192.0.2.10", 0);
    (void)state;
    h.protocol = PROTO_TCP;
    h.src_port = 81;
    h.tcp_flags = TCP_RST | TCP_ACK;
    h.tcp_seq = 1; /* of a connection that was */
    see(s, &h, START);
    h.tcp_seq = 0;
    survey_packet(s, PARSE_TRANSPORT_TRUNCATED, &h, (struct moment){ ++number, START });
    h.is_fragment = true;
    see(s, &h, START);
    see_tcp(s, servers[0], 81, TCP_RST, START);
    assert_false(refused(s, PROTO_TCP, servers[0], 81, 1, START));
    see_tcp(s, servers[0], 81, TCP_SYN, START);
    see_tcp(s, servers[0], 81, TCP_ACK, START);
    see_tcp(s, servers[0], 81, TCP_SYN | TCP_ACK | TCP_RST, START);
    assert_false(listens(s, PROTO_TCP, servers[0], 81));
    see_tcp(s, servers[0], 81, TCP_SYN | TCP_ACK, START);
    assert_true(listens(s, PROTO_TCP, servers[0], 81));
    survey_free(s);
}

static void evidence_changes_with_time(void **state)
{
    struct survey *s = new_survey();
    (void)state;
    number = 9;
    see_tcp(s, servers[0], 80, TCP_SYN | TCP_ACK, START);                    /* 10: open */
    number = 19;
    see_tcp(s, servers[0], 80, TCP_RST | TCP_ACK, START + 10 * SECOND);      /* 20: closed */
    see_tcp(s, servers[0], 80, TCP_RST | TCP_ACK, START + 12 * SECOND);      /* 21: still */
    number = 29;
    see_tcp(s, servers[0], 80, TCP_SYN | TCP_ACK, START + 13 * SECOND);      /* 30: open again */
    assert_false(refused(s, PROTO_TCP, servers[0], 80, 5, START));
    assert_false(refused(s, PROTO_TCP, servers[0], 80, 10, START));
    assert_true(refused(s, PROTO_TCP, servers[0], 80, 11, START + 9 * SECOND));
    assert_false(refused(s, PROTO_TCP, servers[0], 80, 11, START + 6 * SECOND));
    assert_true(refused(s, PROTO_TCP, servers[0], 80, 20, START + 10 * SECOND));
    assert_true(refused(s, PROTO_TCP, servers[0], 80, 21, START + 10 * SECOND));
    assert_false(refused(s, PROTO_TCP, servers[0], 80, 22, START + 12 * SECOND));
    assert_true(listens(s, PROTO_TCP, servers[0], 80));
    survey_free(s);
}

/* Between two refusals that are far apart nobody knows. */
static void a_gap_between_refusals_is_unknown(void **state)
{
    struct survey *s = new_survey();
    (void)state;
    number = 9;
    see_unreachable(s, servers[1], 53, START);
    number = 19;
    see_unreachable(s, servers[1], 53, START + 60 * SECOND);
    assert_false(refused(s, PROTO_UDP, servers[1], 53, 11, START + 30 * SECOND));
    assert_true(refused(s, PROTO_UDP, servers[1], 53, 11, START + 58 * SECOND));
    survey_free(s);
}

/* The same when the clock is set back between them: the times say nothing about each other, the later one speaks for itself. */
static void a_clock_that_is_set_back_begins_a_new_stretch(void **state)
{
    struct survey *s = new_survey();
    (void)state;
    number = 9;
    see_unreachable(s, servers[0], 53, START);
    number = 19;
    see_unreachable(s, servers[0], 53, START - 3600 * SECOND);
    assert_true(refused(s, PROTO_UDP, servers[0], 53, 19, START - 3600 * SECOND));
    assert_true(refused(s, PROTO_UDP, servers[0], 53, 9, START - SECOND));
    assert_false(refused(s, PROTO_UDP, servers[0], 53, 19, START - 3610 * SECOND));
    survey_free(s);
}

/* Many endpoints: the newest are known, the oldest forgotten. */
static void old_evidence_makes_room_for_new(void **state)
{
    enum { MANY = 200000 };
    struct survey *s = new_survey();
    char           text[IP_TEXT_SIZE];
    (void)state;
    for (unsigned i = 0; i < MANY; i++) {
        snprintf(text, sizeof(text), "10.%u.%u.%u", i >> 16, i >> 8 & 255, i & 255);
        see_tcp(s, text, 80, i % 2 ? TCP_RST | TCP_ACK : TCP_SYN | TCP_ACK, START + i);
    }
    for (unsigned i = MANY - 49000; i < MANY; i++) {
        snprintf(text, sizeof(text), "10.%u.%u.%u", i >> 16, i >> 8 & 255, i & 255);
        assert_true(refused(s, PROTO_TCP, text, 80, i + 1, START + i) == (i % 2));
        assert_true(listens(s, PROTO_TCP, text, 80) == !(i % 2));
        assert_false(refused(s, PROTO_TCP, text, 80, i + 2, START + i));
    }
    assert_false(listens(s, PROTO_TCP, "10.0.0.0", 80));
    survey_free(s);
}

/* One endpoint that changes its mind all the time fills the stretches, not the endpoints. */
static void evidence_of_one_endpoint_spans_generations(void **state)
{
    enum { MANY = 300000 };
    struct survey *s = new_survey();
    (void)state;
    for (unsigned i = 0; i < MANY; i++)
        see_tcp(s, servers[0], 80, i % 2 ? TCP_RST | TCP_ACK : TCP_SYN | TCP_ACK, START + i);
    for (unsigned i = MANY - 135000; i < MANY; i++)
        assert_true(refused(s, PROTO_TCP, servers[0], 80, i + 1, START + i) == (i % 2));
    survey_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_address_most_shown_is_the_host),
        cmocka_unit_test(at_a_tie_it_is_who_spoke_first),
        cmocka_unit_test(at_a_tie_the_station_of_the_other_family_is_preferred),
        cmocka_unit_test(link_local_addresses_of_the_same_station_belong_to_it),
        cmocka_unit_test(link_local_alone_is_a_host_too),
        cmocka_unit_test(groups_broadcast_loopback_and_nothing_are_no_hosts),
        cmocka_unit_test(a_given_side_learns_its_macs),
        cmocka_unit_test(once_settled_nobody_is_counted),
        cmocka_unit_test(more_addresses_than_fit_are_told),
        cmocka_unit_test(a_refusal_speaks_for_what_came_shortly_before),
        cmocka_unit_test(only_what_answers_is_evidence),
        cmocka_unit_test(evidence_changes_with_time),
        cmocka_unit_test(a_gap_between_refusals_is_unknown),
        cmocka_unit_test(a_clock_that_is_set_back_begins_a_new_stretch),
        cmocka_unit_test(old_evidence_makes_room_for_new),
        cmocka_unit_test(evidence_of_one_endpoint_spans_generations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
