/* Groups of routed fragments keep step with the reassembly that knows when they are whole: what it gives up they give up, and no group
 * goes on that lacks a fragment. */
#include "shim_kit.h"

#include "pkt/build.h"
#include "pkt/fragment.h"
#include "pkt/wire.h"
#include "shim/fragment_group.h"

#define PIECE  8u
#define PIECES 3u
#define ROOM   1024u /* datagrams that the reassembly holds */

struct pieces {
    struct buffer of[PIECES];
    unsigned      count;
};

static struct shim_kit k;

static int set_up(void **state)
{
    (void)state;
    shim_kit_init(&k, FAMILY_V4);
    km_build(&k.km, NULL, 0);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    shim_kit_fini(&k);
    return 0;
}

static void take_piece(void *context, struct bytes fragment)
{
    struct pieces *p = context;
    assert_in_range(p->count, 0, PIECES - 1);
    buffer_put(&p->of[p->count++], fragment.at, bytes_left(&fragment));
}

/* A datagram of PIECES fragments; neither end is the host. */
static void cut_for(enum family family, struct pieces *p, uint16_t ident)
{
    bool                 v4 = family == FAMILY_V4;
    static const uint8_t data[PIECE * (PIECES - 1)];
    struct buffer        whole;
    struct packet_spec   spec = { .protocol = PROTO_UDP, .ident = ident, .src_port = 1, .dst_port = 2,
                                  .payload = bytes_of(data, sizeof(data)) };
    assert_true(ip_addr_parse(v4 ? "10.0.0.7" : "fd00::7", &spec.src) && ip_addr_parse(v4 ? "10.0.0.9" : "fd00::9", &spec.dst));
    buffer_init(&whole);
    assert_true(packet_build(&whole, &spec, NULL));
    p->count = 0;
    for (unsigned i = 0; i < PIECES; i++)
        buffer_init(&p->of[i]);
    assert_int_equal(fragment_packet(buffer_bytes(&whole), (v4 ? 20 : 48) + PIECE, ident, take_piece, p), WFP_OK);
    assert_int_equal(p->count, PIECES);
    buffer_fini(&whole);
}

static void cut(struct pieces *p, uint16_t ident)
{
    cut_for(FAMILY_V4, p, ident);
}

static void forget(struct pieces *p)
{
    for (unsigned i = 0; i < PIECES; i++)
        buffer_fini(&p->of[i]);
}

static const struct pkt_ctx *walk(struct bytes packet)
{
    k.input = (struct shim_input){ .frame = packet, .wire_size = (uint32_t)bytes_left(&packet), .link = LINK_RAW_IP,
                                   .number = k.input.number + 1, .now_ns = k.input.now_ns + 1000 };
    const struct pkt_ctx *c = shim_packet(k.shim, k.km.rules, &k.input);
    assert_int_equal(c->direction, DIRECTION_FORWARD);
    return c;
}

static const struct pkt_ctx *walk_piece(const struct pieces *p, unsigned i)
{
    return walk(buffer_bytes(&p->of[i]));
}

static void count_one(void *context, struct bytes packet)
{
    (void)packet;
    ++*(unsigned *)context;
}

static unsigned size_of(const struct fragment_group *g)
{
    unsigned n = 0;
    assert_non_null(g);
    fragment_group_each(g, count_one, &n);
    return n;
}

static void a_group_has_each_of_its_fragments(void **state)
{
    struct pieces p;
    (void)state;
    cut(&p, 1);
    assert_true(walk_piece(&p, 0)->waits);
    assert_true(walk_piece(&p, 0)->waits); /* once more: not in the group */
    assert_true(walk_piece(&p, 2)->waits);
    assert_int_equal(size_of(walk_piece(&p, 1)->group), PIECES);
    forget(&p);
}

/* Of an IPv6 datagram just the first fragment's next header counts (RFC 8200, 4.5). */
static void the_next_header_of_a_later_fragment_is_nobodys(void **state)
{
    struct pieces p;
    (void)state;
    cut_for(FAMILY_V6, &p, 1);
    p.of[1].data[sizeof(struct ipv6_wire)] = PROTO_NONE;
    assert_true(walk_piece(&p, 0)->waits);
    assert_true(walk_piece(&p, 1)->waits);
    assert_int_equal(size_of(walk_piece(&p, 2)->group), PIECES);
    forget(&p);
}

/* Seven bytes with more behind them. */
static void what_no_datagram_can_have_leaves_the_others_in_their_group(void **state)
{
    uint8_t       bytes[20 + PIECE];
    struct pieces p;
    (void)state;
    cut(&p, 1);
    assert_true(walk_piece(&p, 0)->waits);
    memcpy(bytes, p.of[1].data, sizeof(bytes));
    bytes[3]--;
    bytes[10] = bytes[11] = 0;
    uint16_t sum = ip_checksum(bytes_of(bytes, 20));
    bytes[10] = (uint8_t)(sum >> 8);
    bytes[11] = (uint8_t)sum;
    assert_int_equal(walk(bytes_of(bytes, sizeof(bytes) - 1))->verdict, VERDICT_DISCARD);
    assert_true(walk_piece(&p, 1)->waits);
    assert_int_equal(size_of(walk_piece(&p, 2)->group), PIECES);
    forget(&p);
}

/* The oldest makes room; what is sent of it again begins a new group. */
static void what_the_reassembly_gives_up_is_in_no_group(void **state)
{
    struct pieces p;
    (void)state;
    for (unsigned i = 0; i <= ROOM; i++) {
        cut(&p, (uint16_t)(i + 1));
        assert_true(walk_piece(&p, 0)->waits);
        forget(&p);
    }
    cut(&p, 1);
    assert_true(walk_piece(&p, 1)->waits);
    assert_true(walk_piece(&p, 2)->waits);
    assert_int_equal(size_of(walk_piece(&p, 0)->group), PIECES);
    forget(&p);
}

/* A fragment of an IPv4 datagram, of zeros. */
static const struct pkt_ctx *walk_fragment(uint16_t ident, uint32_t offset, uint32_t size, bool more)
{
    static uint8_t    bytes[65536];
    struct ipv4_wire *w = (void *)bytes;
    struct pieces     p;
    cut(&p, ident);
    memcpy(bytes, p.of[0].data, sizeof(*w));
    forget(&p);
    put_be16(w->total_size, (uint16_t)(sizeof(*w) + size));
    put_be16(w->fragment, (uint16_t)(offset / 8 | (more ? 0x2000u : 0)));
    put_be16(w->checksum, 0);
    put_be16(w->checksum, ip_checksum(bytes_of(bytes, sizeof(*w))));
    return walk(bytes_of(bytes, sizeof(*w) + size));
}

/* The oldest one grows: others make room for it. */
static void the_oldest_is_not_given_up_for_its_own_fragment(void **state)
{
    enum { HALF = 32768, OTHERS = 255 }; /* 64 KiB each behind the half: with the first one's 4, all the reassembly has */
    (void)state;
    assert_true(walk_fragment(1, 0, PIECE, true)->waits);
    for (uint16_t i = 0; i < OTHERS; i++)
        assert_true(walk_fragment((uint16_t)(2 + i), HALF, PIECE, true)->waits);
    assert_true(walk_fragment(1, PIECE, HALF, true)->waits);
    assert_int_equal(size_of(walk_fragment(1, PIECE + HALF, PIECE, false)->group), PIECES);
    assert_true(walk_fragment(2, HALF + PIECE, PIECE, false)->waits); /* begins again */
    assert_true(walk_fragment(2, 0, HALF, true)->waits);
    assert_int_equal(size_of(walk_fragment(2, HALF, PIECE, true)->group), PIECES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_group_has_each_of_its_fragments, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_next_header_of_a_later_fragment_is_nobodys, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_no_datagram_can_have_leaves_the_others_in_their_group, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_the_reassembly_gives_up_is_in_no_group, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_oldest_is_not_given_up_for_its_own_fragment, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
