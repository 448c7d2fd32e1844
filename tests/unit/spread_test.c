/* Whose a packet is: both directions of a conversation, its fragments and the errors about it belong to one flow; what is held until
 * its ports are known; notes that are read while they are written. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "host/crossing.h"
#include "host/fragments.h"
#include "host/note.h"
#include "pkt/build.h"
#include "pkt/fragment.h"
#include "pkt/wire.h"

static struct ip_addr addr(const char *text)
{
    struct ip_addr a;
    assert_true(ip_addr_parse(text, &a));
    return a;
}

static struct headers parsed(const struct packet_spec *p)
{
    struct buffer  b;
    struct headers h;
    buffer_init(&b);
    assert_true(packet_build(&b, p, NULL));
    struct bytes packet = buffer_bytes(&b);
    (void)headers_parse_ip(packet, (uint32_t)bytes_left(&packet), 0, &h);
    buffer_fini(&b);
    return h;
}

static const char *const ends[][3] = { { "192.0.2.1", "198.51.100.7", "203.0.113.9" }, { "2001:db8::1", "2001:db8::7", "2001:db8::9" } };

/* From ours to theirs: as it leaves, and as the answer comes. */
static uint32_t out_of(const struct packet_spec *p)
{
    struct headers h = parsed(p);
    return spread_of_flow(&h, SPREAD_LOCAL_SOURCE);
}

static uint32_t answer_to(struct packet_spec p)
{
    struct ip_addr src = p.src;
    uint16_t       port = p.src_port;
    p.src = p.dst;
    p.dst = src;
    p.src_port = p.dst_port;
    p.dst_port = port;
    struct headers h = parsed(&p);
    return spread_of_flow(&h, SPREAD_LOCAL_DESTINATION);
}

static void both_directions_are_one_flow(void **state)
{
    (void)state;
    for (unsigned v = 0; v < 2; v++) {
        uint8_t protocols[] = { PROTO_TCP, PROTO_UDP, v ? PROTO_ICMPV6 : PROTO_ICMP, 47 };
        for (unsigned i = 0; i < COUNT_OF(protocols); i++) {
            struct packet_spec p = { .src = addr(ends[v][0]), .dst = addr(ends[v][1]), .protocol = protocols[i],
                                     .src_port = 5000, .dst_port = 80 };
            assert_int_equal(out_of(&p), answer_to(p));
        }
    }
}

/* Many flows, many numbers: else one worker would do all. */
static void flows_are_told_apart(void **state)
{
    struct packet_spec p = { .src = addr(ends[0][0]), .dst = addr(ends[0][1]), .dst_port = 80 };
    (void)state;
    for (unsigned kind = 0; kind < 2; kind++) {
        unsigned of[4] = { 0 };
        p.protocol = kind ? PROTO_TCP : PROTO_UDP;
        for (p.src_port = 1000; p.src_port < 2000; p.src_port++)
            of[out_of(&p) % 4]++;
        for (unsigned i = 0; i < 4; i++)
            assert_in_range(of[i], 150, 350);
    }
}

static void an_answer_from_anybody_belongs_to_the_port(void **state)
{
    (void)state;
    for (unsigned v = 0; v < 2; v++) {
        struct packet_spec asks = { .src = addr(ends[v][0]), .dst = addr(v ? "ff02::fb" : "224.0.0.251"), .protocol = PROTO_UDP,
                                    .src_port = 5000, .dst_port = 5353 };
        struct packet_spec answers = { .src = addr(ends[v][2]), .dst = asks.src, .protocol = PROTO_UDP, .src_port = 999, .dst_port = 5000 };
        struct headers     h = parsed(&answers);
        assert_int_equal(out_of(&asks), spread_of_flow(&h, SPREAD_LOCAL_DESTINATION));
    }
}

static void an_error_belongs_to_what_it_is_about(void **state)
{
    (void)state;
    for (unsigned v = 0; v < 2; v++)
        for (unsigned kind = 0; kind < 2; kind++) {
            struct packet_spec p = { .src = addr(ends[v][0]), .dst = addr(ends[v][1]), .protocol = kind ? PROTO_TCP : PROTO_UDP,
                                     .src_port = 5000, .dst_port = 80 };
            struct buffer      inner;
            buffer_init(&inner);
            assert_true(packet_build(&inner, &p, NULL));
            struct packet_spec error = { .src = addr(ends[v][2]), .dst = p.src, .protocol = v ? PROTO_ICMPV6 : PROTO_ICMP,
                                         .icmp_type = v ? 1 : 3, .icmp_code = v ? 4 : 3, .payload = buffer_bytes(&inner) };
            struct headers     h = parsed(&error);
            assert_true(h.icmp_is_error);
            assert_int_equal(spread_of_flow(&h, SPREAD_LOCAL_DESTINATION), out_of(&p));
            /* One that we make is about a packet that came in. */
            error.src = p.dst;
            error.dst = p.src;
            h = parsed(&error);
            struct headers in = parsed(&p);
            assert_int_equal(spread_of_flow(&h, SPREAD_LOCAL_SOURCE), spread_of_flow(&in, SPREAD_LOCAL_DESTINATION));
            buffer_fini(&inner);
        }
}

/* --- fragments ------------------------------------------------------------------------------------------------------------ */

#define MOST 16

struct pieces {
    struct buffer  frames[MOST];
    unsigned       count;
    struct buffer  link;
    unsigned       taken, order[MOST];
    uint32_t       flows[MOST];
};

static void keep_piece(void *context, struct bytes packet)
{
    struct pieces *p = context;
    struct buffer *b = &p->frames[p->count++];
    buffer_init(b);
    buffer_put(b, p->link.data, p->link.size);
    buffer_put(b, packet.at, bytes_left(&packet));
    assert_true(buffer_ok(b));
}

/* A datagram of 4,000 bytes, cut for Ethernet. */
static uint32_t cut(struct pieces *p, unsigned v, uint16_t port)
{
    static const uint8_t payload[4000];
    struct packet_spec   spec = { .src = addr(ends[v][0]), .dst = addr(ends[v][1]), .protocol = PROTO_UDP, .ident = port,
                                  .src_port = port, .dst_port = 80, .payload = bytes_of(payload, sizeof(payload)) };
    struct buffer        whole;
    memset(p, 0, sizeof(*p));
    buffer_init(&whole);
    buffer_init(&p->link);
    packet_put_ethernet(&p->link, &(struct ethernet_ends){ { 2 }, { 4 } }, v ? FAMILY_V6 : FAMILY_V4);
    assert_true(packet_build(&whole, &spec, NULL));
    assert_int_equal(fragment_packet(buffer_bytes(&whole), 1500, port, keep_piece, p), WFP_OK);
    assert_int_equal(p->count, 3);
    buffer_fini(&whole);
    return out_of(&spec);
}

/* Nobody looks at the next header of a later fragment (RFC 8200, 4.5). */
static void name_another_header(struct pieces *p)
{
    for (unsigned i = 1; i < p->count; i++)
        p->frames[i].data[p->link.size + sizeof(struct ipv6_wire)] = PROTO_NONE;
}

static void end_pieces(struct pieces *p)
{
    for (unsigned i = 0; i < p->count; i++)
        buffer_fini(&p->frames[i]);
    buffer_fini(&p->link);
}

static void on_taken(void *context, uint32_t port, struct bytes frame, uint32_t flow)
{
    struct pieces *p = context;
    assert_int_equal(port, 1);
    for (unsigned i = 0; i < p->count; i++)
        if (bytes_left(&frame) == p->frames[i].size && memcmp(frame.at, p->frames[i].data, p->frames[i].size) == 0)
            p->order[p->taken] = i;
    p->flows[p->taken++] = flow;
}

static void put(struct fragments *f, const struct pieces *p, unsigned i, uint64_t now_ns)
{
    struct bytes   frame = buffer_bytes(&p->frames[i]);
    struct headers h;
    (void)headers_parse(LINK_ETHERNET, frame, (uint32_t)bytes_left(&frame), 0, &h);
    assert_true(spread_needs_ports(&h, SPREAD_LOCAL_SOURCE));
    fragments_put(f, 1, frame, &h, SPREAD_LOCAL_SOURCE, now_ns);
}

static void fragments_wait_for_the_one_with_the_ports(void **state)
{
    static const unsigned orders[][3] = { { 0, 1, 2 }, { 1, 2, 0 }, { 2, 0, 1 } };
    (void)state;
    for (unsigned v = 0; v < 2; v++)
        for (unsigned k = 0; k < COUNT_OF(orders); k++) {
            struct pieces                p;
            struct fragments            *f;
            uint32_t                     flow = cut(&p, v, (uint16_t)(6000 + k));
            const struct fragments_taker taker = { &p, on_taken };
            if (v && k)
                name_another_header(&p);
            assert_int_equal(fragments_new(&taker, &f), WFP_OK);
            for (unsigned i = 0; i < 3; i++) {
                unsigned before = p.taken;
                put(f, &p, orders[k][i], 1000);
                assert_true(p.taken > before || before == 0);
            }
            assert_int_equal(p.taken, 3);
            for (unsigned i = 0; i < 3; i++) {
                assert_int_equal(p.order[i], orders[k][i]);
                assert_int_equal(p.flows[i], flow);
            }
            fragments_free(f);
            end_pieces(&p);
        }
}

static void count_taken(void *context, uint32_t port, struct bytes frame, uint32_t flow)
{
    (void)port, (void)frame, (void)flow;
    ++*(unsigned *)context;
}

/* A sender that never sends the first one does not fill the memory. */
static void what_is_held_of_a_datagram_has_an_end(void **state)
{
    enum { HELD = 64 };
    unsigned                     count = 0;
    struct pieces                p;
    struct fragments            *f;
    const struct fragments_taker taker = { &count, count_taken };
    (void)state;
    (void)cut(&p, 0, 6000);
    assert_int_equal(fragments_new(&taker, &f), WFP_OK);
    for (unsigned i = 0; i < HELD; i++)
        put(f, &p, 1, 1000);
    assert_int_equal(count, 0);
    put(f, &p, 1, 1000);
    assert_int_equal(count, 1);
    fragments_free(f);
    end_pieces(&p);
}

/* They have no ports, and a router does not join them. */
static void routed_fragments_go_with_their_datagram(void **state)
{
    (void)state;
    for (unsigned v = 0; v < 2; v++) {
        struct pieces      p;
        struct packet_spec spec = { .src = addr(ends[v][0]), .dst = addr(ends[v][1]), .protocol = PROTO_UDP, .src_port = 6000,
                                    .dst_port = 80 };
        struct headers     h = parsed(&spec);
        uint32_t           flow = spread_of_flow(&h, SPREAD_LOCAL_NONE);
        (void)cut(&p, v, 6000);
        if (v)
            name_another_header(&p);
        for (unsigned i = 0; i < p.count; i++) {
            struct bytes frame = buffer_bytes(&p.frames[i]);
            (void)headers_parse(LINK_ETHERNET, frame, (uint32_t)bytes_left(&frame), 0, &h);
            assert_false(spread_needs_ports(&h, SPREAD_LOCAL_NONE));
            assert_int_equal(spread_of_flow(&h, SPREAD_LOCAL_NONE), flow);
        }
        end_pieces(&p);
    }
}

static void without_the_first_they_are_somebodys_all_the_same(void **state)
{
    struct pieces                p;
    struct fragments            *f;
    const struct fragments_taker taker = { &p, on_taken };
    (void)state;
    (void)cut(&p, 0, 7000);
    assert_int_equal(fragments_new(&taker, &f), WFP_OK);
    put(f, &p, 1, 1000);
    fragments_expire(f, 500000000, false);
    assert_int_equal(p.taken, 0);
    fragments_expire(f, 1500000000, false);
    assert_int_equal(p.taken, 1);
    put(f, &p, 2, 1500000001); /* goes where the other one went */
    assert_int_equal(p.taken, 2);
    assert_int_equal(p.flows[0], p.flows[1]);
    put(f, &p, 1, 9000000000); /* another datagram of the same number */
    assert_int_equal(p.taken, 2);
    fragments_expire(f, 9000000000, true);
    assert_int_equal(p.taken, 3);
    put(f, &p, 1, 99000000000); /* what is still held goes with it */
    fragments_free(f);
    end_pieces(&p);
}

/* --- between threads ------------------------------------------------------------------------------------------------------ */

#define WRITINGS 200000u

static void *write_notes(void *context)
{
    for (uint64_t i = 1; i <= WRITINGS; i++)
        note_write(context, (uint64_t[NOTE_WORDS]){ i, i * 3, i * 5, i * 7 }, NOTE_WORDS * sizeof(uint64_t));
    return NULL;
}

static void a_note_is_never_a_mixture(void **state)
{
    static struct note n;
    pthread_t          writer;
    uint64_t           w[NOTE_WORDS] = { 0 };
    (void)state;
    assert_int_equal(pthread_create(&writer, NULL, write_notes, &n), 0);
    for (uint64_t before = 0; before < WRITINGS; before = w[0]) {
        note_read(&n, w, sizeof(w));
        assert_true(w[1] == w[0] * 3 && w[2] == w[0] * 5 && w[3] == w[0] * 7 && w[0] >= before);
    }
    pthread_join(writer, NULL);
}

struct got {
    unsigned count, done;
    uint32_t plugs[8];
};

static void take(void *context, const struct handed *h)
{
    struct got *g = context;
    g->plugs[g->count++] = h->plug;
}

static void taken(void *context)
{
    ((struct got *)context)->done++;
}

static void each_worker_has_its_own_rings(void **state)
{
    static const uint8_t        bytes[100];
    struct crossing            *c;
    struct got                  g = { 0 };
    const struct crossing_taker taker = { &g, take, taken };
    bool                        more = false;
    (void)state;
    assert_int_equal(crossing_new(3, &c), WFP_OK);
    assert_int_equal(crossing_room(c, 0, 5), 5);
    for (uint32_t plug = 0; plug < 4; plug++) /* from 0 and 1 to 2, and one the other way */
        assert_true(crossing_put(c, plug % 2, 2, &(struct handed){ plug, false, { bytes_of(bytes, sizeof(bytes)), { 0 } } }));
    assert_true(crossing_put(c, 2, 0, &(struct handed){ 9, false, { bytes_of(bytes, sizeof(bytes)), { 0 } } }));
    assert_int_equal(crossing_handed_to(c, 0), 1u << 2);
    assert_int_equal(crossing_handed_to(c, 0), 0);
    assert_int_equal(crossing_handed_to(c, 2), 1u << 0);
    crossing_forget(c, 3);
    assert_int_equal(crossing_take(c, 2, &taker, &more), 4);
    assert_int_equal(g.done, 2);
    assert_true(g.plugs[0] == 0 && g.plugs[1] == 2 && g.plugs[2] == 1 && g.plugs[3] == HANDOVER_NOWHERE && !more);
    assert_int_equal(crossing_take(c, 1, &taker, &more), 0);
    crossing_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_directions_are_one_flow),
        cmocka_unit_test(flows_are_told_apart),
        cmocka_unit_test(an_answer_from_anybody_belongs_to_the_port),
        cmocka_unit_test(an_error_belongs_to_what_it_is_about),
        cmocka_unit_test(fragments_wait_for_the_one_with_the_ports),
        cmocka_unit_test(what_is_held_of_a_datagram_has_an_end),
        cmocka_unit_test(routed_fragments_go_with_their_datagram),
        cmocka_unit_test(without_the_first_they_are_somebodys_all_the_same),
        cmocka_unit_test(a_note_is_never_a_mixture),
        cmocka_unit_test(each_worker_has_its_own_rings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
