/* Joining fragments, always for both families: a datagram is cut into fragments by the test and must come back as it was. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/status.h"
#include "frames.h"
#include "pkt/reassembly.h"

#define SECOND 1000000000ull

static const enum family families[] = { FAMILY_V4, FAMILY_V6 };

static const struct reassembly_limits roomy = { .timeout_ns = 60 * SECOND, .max_datagrams = 8, .max_bytes = 1 << 20 };

/* The bytes of a datagram: different at every place. */
static uint8_t byte_at(size_t i)
{
    return (uint8_t)(i * 7 + i / 251);
}

struct piece {
    uint32_t offset, size;
    bool     more;
    uint32_t id;
    uint8_t  change; /* xor-ed into its first byte */
};

/* A fragment of a UDP datagram; v6 with a destination options header before the fragment header. */
static void fragment(struct frame *f, enum family family, const struct piece *p)
{
    f->size = 0;
    if (family == FAMILY_V4) {
        frame_ip(f, family, PROTO_UDP, p->size);
        f->bytes[4] = (uint8_t)(p->id >> 8), f->bytes[5] = (uint8_t)p->id;
        f->bytes[6] = (uint8_t)(p->offset >> 11 | (p->more ? 0x20 : 0));
        f->bytes[7] = (uint8_t)(p->offset >> 3);
    } else {
        frame_ip(f, family, 60, 16 + p->size);
        frame_hex(f, "2c00010400000000 1100");
        frame_u16(f, p->offset | p->more);
        frame_u16(f, p->id >> 16);
        frame_u16(f, p->id);
    }
    for (size_t i = 0; i < p->size; i++)
        frame_u8(f, byte_at(p->offset + i) ^ (i == 0 ? p->change : 0));
}

static enum reassembly_answer add_at(struct reassembly *r, enum family family, struct piece p, uint64_t now, struct bytes *packet,
                                     uint32_t *fragments)
{
    static struct frame f;
    struct headers h;
    fragment(&f, family, &p);
    assert_int_equal(headers_parse_ip(frame_bytes(&f), (uint32_t)f.size, 0, &h), PARSE_OK);
    return reassembly_add(r, &h, frame_bytes(&f), now, packet, fragments);
}

static enum reassembly_answer add(struct reassembly *r, enum family family, struct piece p)
{
    struct bytes packet;
    uint32_t fragments;
    return add_at(r, family, p, 0, &packet, &fragments);
}

static struct reassembly *new_table(const struct reassembly_limits *limits)
{
    struct reassembly *r;
    assert_int_equal(reassembly_new(limits, &r), WFP_OK);
    return r;
}

static struct reassembly_stats stats_of(const struct reassembly *r)
{
    struct reassembly_stats s;
    reassembly_stats(r, &s);
    return s;
}

/* The packet is what it was before it was cut: a good IP packet, no fragment, with the payload in order. */
static void expect_whole(struct bytes packet, enum family family, uint32_t size)
{
    struct headers h;
    /* The payload is no good UDP header; the IP header must be in order. */
    headers_parse_ip(packet, (uint32_t)bytes_left(&packet), PARSE_CHECK_IP_CHECKSUM, &h);
    assert_int_not_equal(h.transport_offset, 0);
    assert_false(h.is_fragment);
    assert_int_equal(h.family, family);
    assert_int_equal(h.protocol, PROTO_UDP);
    assert_int_equal(h.ip_header_size, family == FAMILY_V4 ? 20 : 48);
    assert_int_equal(h.ip_size, h.ip_header_size + size);
    assert_int_equal(bytes_left(&packet), h.ip_size);
    assert_true(bytes_skip(&packet, h.ip_header_size));
    for (uint32_t i = 0; i < size; i++) {
        uint8_t byte;
        assert_true(bytes_u8(&packet, &byte));
        assert_int_equal(byte, byte_at(i));
    }
}

static void any_order(void **state)
{
    static const struct piece pieces[] = { { 0, 1480, true, 7 }, { 1480, 1480, true, 7 }, { 2960, 808, true, 7 }, { 3768, 11, false, 7 } };
    static const uint8_t orders[][4] = { { 0, 1, 2, 3 }, { 3, 2, 1, 0 }, { 1, 3, 0, 2 }, { 2, 0, 3, 1 } };
    (void)state;
    for (size_t k = 0; k < COUNT_OF(families); k++) {
        for (size_t o = 0; o < COUNT_OF(orders); o++) {
            struct reassembly *r = new_table(&roomy);
            struct bytes packet;
            uint32_t fragments;
            for (unsigned i = 0; i < 3; i++)
                assert_int_equal(add(r, families[k], pieces[orders[o][i]]), REASSEMBLY_HELD);
            assert_int_equal(stats_of(r).held, 1);
            assert_int_equal(add_at(r, families[k], pieces[orders[o][3]], 0, &packet, &fragments), REASSEMBLY_COMPLETE);
            assert_int_equal(fragments, 4);
            expect_whole(packet, families[k], 3779);
            assert_int_equal(stats_of(r).completed, 1);
            assert_int_equal(stats_of(r).held, 0);
            assert_int_equal(stats_of(r).bytes, 0);
            reassembly_free(r);
        }
    }
}

static void headers_are_mended(void **state)
{
    static struct frame f;
    (void)state;
    for (size_t k = 0; k < COUNT_OF(families); k++) {
        struct reassembly *r = new_table(&roomy);
        struct bytes packet;
        uint32_t fragments;
        assert_int_equal(add(r, families[k], (struct piece){ 8, 4, false, 7 }), REASSEMBLY_HELD);
        assert_int_equal(add_at(r, families[k], (struct piece){ 0, 8, true, 7 }, 0, &packet, &fragments), REASSEMBLY_COMPLETE);
        f.size = 0;
        if (families[k] == FAMILY_V4)
            frame_hex(&f, "4500 0020 0007 0000 4011 66c4 0a000001 0a000002");
        else
            frame_hex(&f, "60000000 0014 3c 40 fd000000000000000000000000000001 fd000000000000000000000000000002 1100010400000000");
        assert_true(bytes_left(&packet) == f.size + 12);
        assert_memory_equal(packet.at, f.bytes, f.size);
        reassembly_free(r);
    }
}

static void datagrams_are_kept_apart(void **state)
{
    (void)state;
    for (size_t k = 0; k < COUNT_OF(families); k++) {
        struct reassembly *r = new_table(&roomy);
        assert_int_equal(add(r, families[k], (struct piece){ 0, 8, true, 1 }), REASSEMBLY_HELD);
        assert_int_equal(add(r, families[k], (struct piece){ 8, 8, false, 2 }), REASSEMBLY_HELD);
        assert_int_equal(add(r, families[1 - k], (struct piece){ 8, 8, false, 1 }), REASSEMBLY_HELD);
        assert_int_equal(stats_of(r).held, 3);
        assert_int_equal(add(r, families[k], (struct piece){ 8, 8, false, 1 }), REASSEMBLY_COMPLETE);
        reassembly_free(r);
    }
}

static enum reassembly_answer add_changed(struct reassembly *r, enum family family, unsigned at, uint8_t value)
{
    static struct frame f;
    struct headers h;
    struct bytes packet;
    uint32_t fragments;
    fragment(&f, family, &(struct piece){ 8, 8, false, 1 });
    f.bytes[at] = value;
    assert_int_equal(headers_parse_ip(frame_bytes(&f), (uint32_t)f.size, 0, &h), PARSE_OK);
    return reassembly_add(r, &h, frame_bytes(&f), 0, &packet, &fragments);
}

static void key_is_that_of_the_rfcs(void **state)
{
    static const struct {
        enum family            family;
        unsigned               at; /* which byte of the second fragment differs */
        enum reassembly_answer answer;
    } rows[] = {
        { FAMILY_V4, 15, REASSEMBLY_HELD },     /* source */
        { FAMILY_V4, 19, REASSEMBLY_HELD },     /* destination */
        { FAMILY_V4, 9, REASSEMBLY_HELD },      /* protocol */
        { FAMILY_V4, 8, REASSEMBLY_COMPLETE },  /* hop limit */
        { FAMILY_V6, 23, REASSEMBLY_HELD },     /* source */
        { FAMILY_V6, 39, REASSEMBLY_HELD },     /* destination */
        { FAMILY_V6, 48, REASSEMBLY_COMPLETE }, /* next header: that of the first fragment counts */
        { FAMILY_V6, 7, REASSEMBLY_COMPLETE },  /* hop limit */
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct reassembly *r = new_table(&roomy);
        assert_int_equal(add(r, rows[i].family, (struct piece){ 0, 8, true, 1 }), REASSEMBLY_HELD);
        assert_int_equal(add_changed(r, rows[i].family, rows[i].at, 99), rows[i].answer);
        reassembly_free(r);
    }
}

/* What a second (and third) fragment means for a datagram; the last answer is checked. */
static void overlaps_and_ends(void **state)
{
    static const struct {
        const char            *name;
        struct piece           first, second;
        enum reassembly_answer answer;
        uint32_t               held, overlaps;
    } rows[] = {
        { "the same again", { 8, 16, true }, { 8, 16, true }, REASSEMBLY_DUPLICATE, 1, 0 },
        { "a part again", { 8, 16, true }, { 16, 8, true }, REASSEMBLY_DUPLICATE, 1, 0 },
        { "more, the common part alike", { 8, 16, true }, { 16, 16, true }, REASSEMBLY_HELD, 1, 0 },
        { "the same place, another byte", { 8, 16, true }, { 8, 16, true, .change = 1 }, REASSEMBLY_OVERLAP, 0, 1 },
        { "more, the common part differs", { 8, 16, true }, { 16, 16, true, .change = 1 }, REASSEMBLY_OVERLAP, 0, 1 },
        { "the last again", { 16, 5, false }, { 16, 5, false }, REASSEMBLY_DUPLICATE, 1, 0 },
        { "another end, longer", { 16, 5, false }, { 16, 6, false }, REASSEMBLY_OVERLAP, 0, 1 },
        { "another end, shorter", { 16, 5, false }, { 8, 3, false }, REASSEMBLY_OVERLAP, 0, 1 },
        { "bytes after the end", { 16, 5, false }, { 16, 8, true }, REASSEMBLY_OVERLAP, 0, 1 },
        { "an end before bytes held", { 16, 8, true }, { 8, 8, false }, REASSEMBLY_OVERLAP, 0, 1 },
        { "an end inside bytes held", { 16, 8, true }, { 16, 5, false }, REASSEMBLY_OVERLAP, 0, 1 },
        { "exactly 65535", { 8, 8, true }, { 65512, 23, false }, REASSEMBLY_HELD, 1, 0 },
        { "one byte more", { 8, 8, true }, { 65512, 24, false }, REASSEMBLY_TOO_BIG, 0, 0 },
        { "not a multiple of 8", { 8, 8, true }, { 16, 7, true }, REASSEMBLY_UNUSABLE, 1, 0 },
        { "empty", { 8, 8, true }, { 16, 0, false }, REASSEMBLY_UNUSABLE, 1, 0 },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        for (size_t k = 0; k < COUNT_OF(families); k++) {
            struct reassembly *r = new_table(&roomy);
            assert_int_equal(add(r, families[k], rows[i].first), REASSEMBLY_HELD);
            enum reassembly_answer answer = add(r, families[k], rows[i].second);
            if (answer != rows[i].answer)
                fail_msg("%s: %d instead of %d", rows[i].name, answer, rows[i].answer);
            assert_int_equal(stats_of(r).held, rows[i].held);
            assert_int_equal(stats_of(r).overlaps, rows[i].overlaps);
            assert_int_equal(stats_of(r).bytes == 0, rows[i].held == 0);
            reassembly_free(r);
        }
    }
}

static void overlapping_but_alike_is_joined(void **state)
{
    (void)state;
    for (size_t k = 0; k < COUNT_OF(families); k++) {
        struct reassembly *r = new_table(&roomy);
        struct bytes packet;
        uint32_t fragments;
        assert_int_equal(add(r, families[k], (struct piece){ 8, 24, true }), REASSEMBLY_HELD);
        assert_int_equal(add(r, families[k], (struct piece){ 24, 20, false }), REASSEMBLY_HELD);
        assert_int_equal(add_at(r, families[k], (struct piece){ 0, 32, true }, 0, &packet, &fragments), REASSEMBLY_COMPLETE);
        assert_int_equal(fragments, 3);
        expect_whole(packet, families[k], 44);
        reassembly_free(r);
    }
}

/* Each fragment fits; with the header the packet does not. */
static void too_big_with_its_header(void **state)
{
    static const uint32_t fits[FAMILY_COUNT] = { [FAMILY_V4] = 65535 - 20, [FAMILY_V6] = 65535 - 8 };
    (void)state;
    for (size_t k = 0; k < COUNT_OF(families); k++) {
        for (uint32_t excess = 0; excess < 2; excess++) {
            struct reassembly *r = new_table(&roomy);
            struct bytes packet;
            uint32_t fragments, total = fits[families[k]] + excess;
            assert_int_equal(add(r, families[k], (struct piece){ 0, 32000, true }), REASSEMBLY_HELD);
            assert_int_equal(add(r, families[k], (struct piece){ 32000, 32000, true }), REASSEMBLY_HELD);
            enum reassembly_answer answer =
                add_at(r, families[k], (struct piece){ 64000, total - 64000, false }, 0, &packet, &fragments);
            assert_int_equal(answer, excess ? REASSEMBLY_TOO_BIG : REASSEMBLY_COMPLETE);
            if (!excess)
                expect_whole(packet, families[k], total);
            assert_int_equal(stats_of(r).held, 0);
            reassembly_free(r);
        }
    }
}

static void a_fragment_not_captured_whole_is_unusable(void **state)
{
    static struct frame f;
    struct headers h;
    struct bytes packet;
    uint32_t fragments;
    (void)state;
    for (size_t k = 0; k < COUNT_OF(families); k++) {
        struct reassembly *r = new_table(&roomy);
        fragment(&f, families[k], &(struct piece){ 0, 800, true, 1 });
        struct bytes cut = bytes_of(f.bytes, f.size - 1);
        assert_int_equal(headers_parse_ip(cut, (uint32_t)f.size, 0, &h), PARSE_OK);
        assert_int_equal(reassembly_add(r, &h, cut, 0, &packet, &fragments), REASSEMBLY_UNUSABLE);
        assert_int_equal(stats_of(r).held, 0);
        reassembly_free(r);
    }
}

static void timeout_counts_from_the_first_fragment(void **state)
{
    (void)state;
    for (size_t k = 0; k < COUNT_OF(families); k++) {
        struct reassembly *r = new_table(&roomy);
        struct bytes packet;
        uint32_t fragments;
        add_at(r, families[k], (struct piece){ 0, 8, true, 1 }, 100 * SECOND, &packet, &fragments);
        add_at(r, families[k], (struct piece){ 8, 8, true, 1 }, 150 * SECOND, &packet, &fragments);
        add_at(r, families[k], (struct piece){ 0, 8, true, 2 }, 151 * SECOND, &packet, &fragments);
        reassembly_expire(r, 160 * SECOND - 1);
        assert_int_equal(stats_of(r).held, 2);
        reassembly_expire(r, 90 * SECOND);
        assert_int_equal(stats_of(r).held, 2);
        reassembly_expire(r, 160 * SECOND);
        assert_int_equal(stats_of(r).held, 1);
        assert_int_equal(stats_of(r).timed_out, 1);
        /* A late fragment finds nothing, even if nobody called reassembly_expire() in time. */
        assert_int_equal(add_at(r, families[k], (struct piece){ 8, 8, false, 2 }, 300 * SECOND, &packet, &fragments), REASSEMBLY_HELD);
        assert_int_equal(stats_of(r).timed_out, 2);
        reassembly_free(r);
    }
}

static void oldest_goes_when_there_are_too_many(void **state)
{
    (void)state;
    for (size_t k = 0; k < COUNT_OF(families); k++) {
        struct reassembly *r = new_table(&roomy);
        for (uint32_t id = 1; id <= roomy.max_datagrams + 1; id++)
            assert_int_equal(add(r, families[k], (struct piece){ 0, 8, true, id }), REASSEMBLY_HELD);
        assert_int_equal(stats_of(r).held, roomy.max_datagrams);
        assert_int_equal(stats_of(r).evicted, 1);
        assert_int_equal(add(r, families[k], (struct piece){ 8, 8, false, 3 }), REASSEMBLY_COMPLETE);
        assert_int_equal(add(r, families[k], (struct piece){ 8, 8, false, 1 }), REASSEMBLY_HELD);
        reassembly_free(r);
    }
}

static void oldest_goes_when_they_hold_too_much(void **state)
{
    static const struct reassembly_limits tight = { .timeout_ns = SECOND, .max_datagrams = 8, .max_bytes = 20000 };
    (void)state;
    for (size_t k = 0; k < COUNT_OF(families); k++) {
        struct reassembly *r = new_table(&tight);
        assert_int_equal(add(r, families[k], (struct piece){ 0, 8000, true, 1 }), REASSEMBLY_HELD);
        assert_int_equal(add(r, families[k], (struct piece){ 0, 8000, true, 2 }), REASSEMBLY_HELD);
        assert_int_equal(add(r, families[k], (struct piece){ 0, 8000, true, 3 }), REASSEMBLY_HELD);
        assert_int_equal(stats_of(r).held, 2);
        assert_true(stats_of(r).bytes <= tight.max_bytes);
        /* The oldest grows: the others go before it does. */
        assert_int_equal(add(r, families[k], (struct piece){ 8000, 8000, true, 2 }), REASSEMBLY_HELD);
        assert_int_equal(stats_of(r).held, 1);
        assert_int_equal(add(r, families[k], (struct piece){ 32000, 8, true, 2 }), REASSEMBLY_NO_MEMORY);
        assert_int_equal(stats_of(r).held, 0);
        assert_int_equal(stats_of(r).bytes, 0);
        assert_int_equal(stats_of(r).evicted, 3);
        reassembly_free(r);
    }
}

static void limits_must_leave_room(void **state)
{
    struct reassembly *r = NULL;
    (void)state;
    assert_int_equal(reassembly_new(&(struct reassembly_limits){ .max_bytes = 1 }, &r), WFP_INVALID_PARAMETER);
    assert_int_equal(reassembly_new(&(struct reassembly_limits){ .max_datagrams = 1 }, &r), WFP_INVALID_PARAMETER);
    assert_null(r);
    reassembly_free(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_order),
        cmocka_unit_test(headers_are_mended),
        cmocka_unit_test(datagrams_are_kept_apart),
        cmocka_unit_test(key_is_that_of_the_rfcs),
        cmocka_unit_test(overlaps_and_ends),
        cmocka_unit_test(overlapping_but_alike_is_joined),
        cmocka_unit_test(too_big_with_its_header),
        cmocka_unit_test(a_fragment_not_captured_whole_is_unusable),
        cmocka_unit_test(timeout_counts_from_the_first_fragment),
        cmocka_unit_test(oldest_goes_when_there_are_too_many),
        cmocka_unit_test(oldest_goes_when_they_hold_too_much),
        cmocka_unit_test(limits_must_leave_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
