/* Checksums over MDLs of any size, against a plain sum of half-words; pseudo headers; where each protocol keeps its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "pkt/checksum.h"
#include "pkt/headers.h"
#include "pkt/mdl.h"
#include "pkt/nb.h"

static uint8_t bytes[512];

static uint16_t plain(const uint8_t *at, size_t size, uint32_t sum)
{
    for (size_t i = 0; i < size; i++)
        sum += i % 2 ? at[i] : (uint32_t)at[i] << 8;
    while (sum >> 16)
        sum = (sum & 0xffff) + (sum >> 16);
    return (uint16_t)~sum;
}

static int fill(void **state)
{
    (void)state;
    for (unsigned i = 0; i < sizeof(bytes); i++)
        bytes[i] = (uint8_t)(i * i * 7 + 3 * i + 0xf5);
    return 0;
}

static MDL *split(MDL *mdls, uint8_t *at, size_t total, size_t size)
{
    size_t count = 0;
    for (size_t done = 0; done < total; done += size) {
        mdl_init(&mdls[count], bytes_of(at + done, total - done < size ? total - done : size));
        if (count)
            mdls[count - 1].Next = &mdls[count];
        count++;
    }
    return mdls;
}

static void one_run_of_any_size_and_place(void **state)
{
    (void)state;
    for (size_t from = 0; from < 9; from++)
        for (size_t size = 0; size < 300; size++)
            assert_int_equal(ip_checksum(bytes_of(bytes + from, size)), plain(bytes + from, size, 0));
    memset(bytes, 0xff, sizeof(bytes));
    assert_int_equal(ip_checksum(bytes_of(bytes, sizeof(bytes))), plain(bytes, sizeof(bytes), 0));
}

static void runs_of_odd_sizes_add_up(void **state)
{
    MDL        mdls[sizeof(bytes)];
    NET_BUFFER nb;
    (void)state;
    for (size_t size = 1; size < 60; size++)
        for (uint32_t from = 0; from < 5; from++)
            for (uint32_t length = 0; length < 101; length++) {
                nb_init(&nb, split(mdls, bytes, 120, size), from, 110);
                assert_int_equal(nb_checksum(&nb, NULL, length), plain(bytes + from, length, 0));
            }
}

static const uint8_t four[2][4] = { { 10, 0, 0, 1 }, { 10, 0, 0, 2 } };
static const uint8_t six[2][16] = { { 0xfd, [15] = 1 }, { 0xfd, [15] = 2 } };

static struct pseudo_header pseudo_of(enum family family, uint8_t protocol)
{
    return (struct pseudo_header){ family, family == FAMILY_V4 ? four[0] : six[0], family == FAMILY_V4 ? four[1] : six[1],
                                   protocol };
}

static uint32_t plain_pseudo(const struct pseudo_header *p, uint32_t size)
{
    if (p->protocol == PROTO_ICMP)
        return 0;
    uint32_t sum = p->protocol + (size & 0xffff) + (size >> 16);
    for (unsigned i = 0; i < (p->family == FAMILY_V4 ? 4 : 16); i += 2)
        sum += (uint32_t)(p->src[i] << 8 | p->src[i + 1]) + (uint32_t)(p->dst[i] << 8 | p->dst[i + 1]);
    return sum;
}

/* Sets the checksum of a packet that is split in every way, looks where it lies, and that nothing else has changed. */
static void sets(enum family family, uint8_t protocol, size_t at)
{
    struct pseudo_header p = pseudo_of(family, protocol);
    MDL                  mdls[64];
    NET_BUFFER           nb;
    uint8_t              packet[61], before[61];
    for (size_t size = 1; size <= sizeof(packet); size++) {
        memcpy(packet, bytes, sizeof(packet));
        packet[4] = 0, packet[5] = sizeof(packet); /* UDP's length */
        memcpy(before, packet, sizeof(packet));
        nb_init(&nb, split(mdls, packet, sizeof(packet), size), 0, sizeof(packet));
        assert_false(nb_transport_checksum_is_right(&nb, &p));
        assert_int_equal(nb_transport_checksum_set(&nb, &p), WFP_OK);
        assert_true(nb_transport_checksum_is_right(&nb, &p));
        packet[9] ^= 1;
        assert_false(nb_transport_checksum_is_right(&nb, &p));
        packet[9] ^= 1;
        before[at] = before[at + 1] = 0;
        uint16_t want = plain(before, sizeof(packet), plain_pseudo(&p, sizeof(packet)));
        assert_int_equal(packet[at] << 8 | packet[at + 1], want);
        packet[at] = packet[at + 1] = 0;
        assert_memory_equal(packet, before, sizeof(packet));
    }
}

static void each_protocol_keeps_its_own(void **state)
{
    (void)state;
    sets(FAMILY_V4, PROTO_TCP, 16);
    sets(FAMILY_V6, PROTO_TCP, 16);
    sets(FAMILY_V4, PROTO_UDP, 6);
    sets(FAMILY_V6, PROTO_UDP, 6);
    sets(FAMILY_V6, PROTO_ICMPV6, 2);
    sets(FAMILY_V4, PROTO_ICMP, 2);
}

/* proves: D-081 */
static void udp_without_a_checksum_is_for_v4_alone(void **state)
{
    uint8_t    packet[12] = { 0, 53, 0, 53, 0, 12, 0, 0, 1, 2, 3, 4 };
    MDL        mdl;
    NET_BUFFER nb;
    (void)state;
    mdl_init(&mdl, bytes_of(packet, sizeof(packet)));
    nb_init(&nb, &mdl, 0, sizeof(packet));
    struct pseudo_header v4 = pseudo_of(FAMILY_V4, PROTO_UDP), v6 = pseudo_of(FAMILY_V6, PROTO_UDP);
    assert_true(nb_transport_checksum_is_right(&nb, &v4));
    assert_false(nb_transport_checksum_is_right(&nb, &v6));
    assert_int_equal(nb_transport_checksum_set(&nb, &v4), WFP_OK);
    assert_int_not_equal(packet[6] | packet[7], 0);
    assert_true(nb_transport_checksum_is_right(&nb, &v4));
    packet[6] = packet[7] = 0;
    assert_int_equal(nb_transport_checksum_set(&nb, &v6), WFP_OK);
    assert_int_not_equal(packet[6] | packet[7], 0);
    assert_true(nb_transport_checksum_is_right(&nb, &v6));
}

/* A sum that comes to 0 goes out as its other form: 0 would mean that there is none. */
static void udp_that_sums_to_zero_says_all_ones(void **state)
{
    uint8_t              packet[10] = { 0, 53, 0, 53, 0, 10, 1, 1, 0, 0 };
    struct pseudo_header p = pseudo_of(FAMILY_V4, PROTO_UDP);
    MDL                  mdl;
    NET_BUFFER           nb;
    (void)state;
    mdl_init(&mdl, bytes_of(packet, sizeof(packet)));
    nb_init(&nb, &mdl, 0, sizeof(packet));
    assert_int_equal(nb_transport_checksum_set(&nb, &p), WFP_OK);
    packet[8] = packet[6], packet[9] = packet[7]; /* the data take the sum over */
    assert_int_equal(nb_transport_checksum_set(&nb, &p), WFP_OK);
    assert_int_equal(packet[6] << 8 | packet[7], 0xffff);
}

static void what_is_cut_short_is_left_alone(void **state)
{
    struct pseudo_header tcp = pseudo_of(FAMILY_V4, PROTO_TCP), udp = pseudo_of(FAMILY_V4, PROTO_UDP),
                         icmp6 = pseudo_of(FAMILY_V6, PROTO_ICMPV6), other = pseudo_of(FAMILY_V4, 132);
    uint8_t    packet[20] = { 0, 53, 0, 53, 0, 21, 9, 9 };
    MDL        mdl;
    NET_BUFFER nb;
    (void)state;
    mdl_init(&mdl, bytes_of(packet, sizeof(packet)));
    nb_init(&nb, &mdl, 0, 19);
    assert_int_equal(nb_transport_checksum_set(&nb, &tcp), WFP_INVALID_ARGUMENT);
    assert_int_equal(nb_transport_checksum_set(&nb, &udp), WFP_INVALID_ARGUMENT);
    assert_int_equal(nb_transport_checksum_set(&nb, &other), WFP_OK);
    nb_init(&nb, &mdl, 0, 3);
    assert_int_equal(nb_transport_checksum_set(&nb, &icmp6), WFP_INVALID_ARGUMENT);
    assert_int_equal(packet[6], 9);
}

static void a_write_stays_within_the_data(void **state)
{
    uint8_t    packet[20] = { 0 };
    MDL        mdls[20];
    NET_BUFFER nb;
    (void)state;
    nb_init(&nb, split(mdls, packet, 20, 3), 2, 10);
    assert_true(nb_write(&nb, 3, bytes_of("abcdefg", 7)));
    assert_memory_equal(packet, "\0\0\0\0\0abcdefg\0\0\0\0\0\0\0\0", 20);
    assert_false(nb_write(&nb, 4, bytes_of("ABCDEFG", 7)));
    assert_false(nb_write(&nb, 11, bytes_of("", 0)));
    nb.DataLength = 30; /* more than the MDLs have */
    assert_false(nb_write(&nb, 15, bytes_of("ABCDEFG", 7)));
    assert_memory_equal(packet, "\0\0\0\0\0abcdefg\0\0\0\0\0\0\0\0", 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(one_run_of_any_size_and_place, fill),
        cmocka_unit_test_setup(runs_of_odd_sizes_add_up, fill),
        cmocka_unit_test_setup(each_protocol_keeps_its_own, fill),
        cmocka_unit_test(udp_without_a_checksum_is_for_v4_alone),
        cmocka_unit_test(udp_that_sums_to_zero_says_all_ones),
        cmocka_unit_test(what_is_cut_short_is_left_alone),
        cmocka_unit_test(a_write_stays_within_the_data),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
