/* Frames and outboxes: what stands on the wire, whatever pieces it comes in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "rpc/frame.h"
#include "rpc/outbox.h"

enum { REQUESTS = 1u << FRAME_REQUEST };

static void the_header_is_twelve_bytes_in_little_endian_order(void **state)
{
    static const uint8_t expected[] = { 3, 0, 0, 0, 'W', 'F', 'P', '2', 0x78, 0x56, 0x34, 0x12, 'a', 'b', 'c' };
    struct buffer        out;
    (void)state;
    buffer_init(&out);
    assert_true(frame_put(&out, FRAME_REQUEST, 0x12345678, bytes_of("abc", 3)));
    assert_int_equal(out.size, sizeof(expected));
    assert_memory_equal(out.data, expected, sizeof(expected));
    buffer_fini(&out);
}

static void frames_come_out_as_they_went_in_whatever_the_pieces(void **state)
{
    struct buffer wire;
    (void)state;
    buffer_init(&wire);
    assert_true(frame_put(&wire, FRAME_REQUEST, 1, bytes_of("one", 3)));
    assert_true(frame_put(&wire, FRAME_REQUEST, 2, bytes_of(NULL, 0)));
    assert_true(frame_put(&wire, FRAME_REQUEST, 3, bytes_of("three", 5)));
    for (size_t piece = 1; piece <= wire.size; piece++) {
        struct frame_reader r;
        struct bytes        rest = buffer_bytes(&wire);
        uint32_t            frames = 0;
        frame_reader_init(&r, REQUESTS, 5);
        while (bytes_left(&rest) > 0) {
            struct bytes from = rest;
            bool         whole = false;
            bytes_limit(&from, piece);
            const uint8_t *start = from.at;
            assert_int_equal(frame_feed(&r, &from, &whole), WFP_OK);
            assert_true(bytes_skip(&rest, bytes_since(start, &from)));
            if (!whole)
                continue;
            static const char *const bodies[] = { "one", "", "three" };
            assert_int_equal(r.number, frames + 1);
            assert_int_equal(r.body.size, strlen(bodies[frames]));
            assert_memory_equal(r.body.data, bodies[frames], r.body.size);
            frames++;
            frame_next(&r);
            assert_false(frame_begun(&r));
        }
        assert_int_equal(frames, 3);
        frame_reader_fini(&r);
    }
    buffer_fini(&wire);
}

static enum wfp_status feed_head(const char *head, unsigned kinds, uint32_t longest)
{
    struct frame_reader r;
    struct bytes        from = bytes_of(head, FRAME_HEAD_SIZE);
    bool                whole;
    frame_reader_init(&r, kinds, longest);
    enum wfp_status status = frame_feed(&r, &from, &whole);
    assert_false(whole && status != WFP_OK);
    assert_int_equal(r.body.room, 0); /* nothing has come, so nothing is held, whatever the length says */
    frame_reader_fini(&r);
    return status;
}

static void what_is_no_frame_is_told_from_its_header(void **state)
{
    (void)state;
    assert_int_equal(feed_head("\0\0\0\0WFP2\0\0\0\0", REQUESTS, 10), WFP_OK);
    assert_int_equal(feed_head("GET / HTTP/1.1", REQUESTS, UINT32_MAX), WFP_BAD_DATA);
    assert_int_equal(feed_head("\0\0\0\0WFP3\0\0\0\0", REQUESTS, 10), WFP_BAD_DATA);
    assert_int_equal(feed_head("\0\0\0\0WFP5\0\0\0\0", UINT32_MAX, 10), WFP_BAD_DATA);
    assert_int_equal(feed_head("\0\0\0\0WFP/\0\0\0\0", UINT32_MAX, 10), WFP_BAD_DATA);
    assert_int_equal(feed_head("\0\0\0\0wfp2\0\0\0\0", REQUESTS, 10), WFP_BAD_DATA);
    assert_int_equal(feed_head("\012\0\0\0WFP2\0\0\0\0", REQUESTS, 10), WFP_OK);
    assert_int_equal(feed_head("\013\0\0\0WFP2\0\0\0\0", REQUESTS, 10), WFP_OUT_OF_BOUNDS);
    assert_int_equal(feed_head("\377\377\377\377WFP2\0\0\0\0", REQUESTS, 10), WFP_OUT_OF_BOUNDS);
    assert_int_equal(feed_head("\377\377\377\377WFP2\0\0\0\0", REQUESTS, UINT32_MAX), WFP_OK);
}

static void memory_follows_what_has_come(void **state)
{
    struct frame_reader r;
    uint8_t             bytes[FRAME_HEAD_SIZE + 1000] = { 0 };
    struct bytes        from = bytes_of(bytes, sizeof(bytes));
    bool                whole;
    (void)state;
    frame_head(bytes, FRAME_REQUEST, 1, 64 << 20);
    frame_reader_init(&r, REQUESTS, 64 << 20);
    assert_int_equal(frame_feed(&r, &from, &whole), WFP_OK);
    assert_false(whole);
    assert_int_equal(r.body.size, 1000);
    assert_true(r.body.room <= 2048);
    frame_reader_fini(&r);
}

/* --- outboxes ------------------------------------------------------------------------------------------------------------- */

static void events_are_bounded_and_a_reply_is_not_counted(void **state)
{
    struct outbox o;
    uint8_t       body[100] = { 0 };
    enum { ONE = sizeof(body) + FRAME_HEAD_SIZE };
    (void)state;
    outbox_init(&o);
    assert_true(outbox_event(&o, bytes_of(body, sizeof(body)), 2 * ONE));
    assert_true(outbox_reply(&o, 1, bytes_of(body, sizeof(body))));
    assert_false(outbox_event(&o, bytes_of(body, sizeof(body)), 2 * ONE - 1));
    assert_true(outbox_event(&o, bytes_of(body, sizeof(body)), 2 * ONE));
    assert_false(outbox_event(&o, bytes_of(NULL, 0), 2 * ONE));
    assert_false(outbox_event(&o, bytes_of(NULL, 0), 0));
    assert_int_equal(o.reply_end, 2 * ONE);
    assert_int_equal(o.bytes.size, 3 * ONE);
    outbox_fini(&o);
}

static void a_reader_gets_every_byte_in_order_however_full_the_socket_is(void **state)
{
    struct outbox       o;
    struct frame_reader r;
    struct bytes        from;
    int                 pair[2];
    uint8_t             body[3000], chunk[777];
    uint32_t            next = 0, frames = 400;
    (void)state;
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
    outbox_init(&o);
    frame_reader_init(&r, 1u << FRAME_REPLY, sizeof(body));
    for (uint32_t i = 0; i < frames; i++) {
        memset(body, (int)i, sizeof(body));
        assert_true(outbox_reply(&o, i, bytes_of(body, sizeof(body))));
    }
    assert_int_equal(outbox_flush(&o, pair[0]), OUTBOX_WAITING);
    while (next < frames) {
        ssize_t n = recv(pair[1], chunk, sizeof(chunk), 0);
        assert_true(n > 0);
        from = bytes_of(chunk, (size_t)n);
        while (bytes_left(&from) > 0) {
            bool whole;
            assert_int_equal(frame_feed(&r, &from, &whole), WFP_OK);
            if (!whole)
                continue;
            memset(body, (int)next, sizeof(body));
            assert_int_equal(r.number, next++);
            assert_memory_equal(r.body.data, body, sizeof(body));
            frame_next(&r);
        }
        assert_int_not_equal(outbox_flush(&o, pair[0]), OUTBOX_BROKEN);
    }
    assert_int_equal(outbox_flush(&o, pair[0]), OUTBOX_EMPTY);
    assert_int_equal(o.taken, o.reply_end);
    assert_int_equal(o.bytes.room, 0); /* a large box is given back when it is empty */
    close(pair[1]);
    assert_true(outbox_reply(&o, 1, bytes_of(NULL, 0)));
    assert_int_equal(outbox_flush(&o, pair[0]), OUTBOX_BROKEN);
    close(pair[0]);
    frame_reader_fini(&r);
    outbox_fini(&o);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_header_is_twelve_bytes_in_little_endian_order),
        cmocka_unit_test(frames_come_out_as_they_went_in_whatever_the_pieces),
        cmocka_unit_test(what_is_no_frame_is_told_from_its_header),
        cmocka_unit_test(memory_follows_what_has_come),
        cmocka_unit_test(events_are_bounded_and_a_reply_is_not_counted),
        cmocka_unit_test(a_reader_gets_every_byte_in_order_however_full_the_socket_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
