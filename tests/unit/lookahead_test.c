/* The look ahead: what goes into it comes out in order and whole, whatever the sizes; damage comes after the good packets; it
 * can be left at any moment. Run under the thread sanitizer too (preset tsan). */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "host/lookahead.h"
#include "unit/capture_files.h"

/* ---- captures as large as a test needs ---- */

#define LARGE 200000u /* more than a chunk holds */

static void put32(FILE *f, uint32_t v)
{
    uint8_t b[4] = { (uint8_t)v, (uint8_t)(v >> 8), (uint8_t)(v >> 16), (uint8_t)(v >> 24) };
    assert_int_equal(fwrite(b, 1, 4, f), 4);
}

static FILE *pcap_begin(const char *path)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    put32(f, PCAP_NANO);
    put32(f, 2 | 4 << 16);
    put32(f, 0);
    put32(f, 0);
    put32(f, 262144);
    put32(f, 101); /* raw IP */
    return f;
}

static uint8_t byte_of(uint64_t packet, uint32_t at)
{
    return (uint8_t)(packet * 131 + at * 7 + (at >> 8));
}

/* Packet `n` (from 1 on), `millis` after the start. */
static void pcap_put(FILE *f, uint64_t n, uint32_t size, uint64_t millis)
{
    put32(f, (uint32_t)(1000 + millis / 1000));
    put32(f, (uint32_t)(millis % 1000 * 1000000));
    put32(f, size);
    put32(f, size);
    for (uint32_t i = 0; i < size; i++)
        putc(byte_of(n, i), f);
}

typedef uint32_t (*size_fn)(uint64_t packet);
static uint32_t size_small(uint64_t n)
{
    return 40 + n % 60;
}
static uint32_t size_mixed(uint64_t n)
{
    return n % 50 == 7 ? LARGE : n % 11 == 0 ? 0 : n % 13 == 0 ? 65536 : n % 17 == 0 ? 65537 : n % 1500;
}

static const char *pcap_of(uint64_t packets, size_fn size, uint64_t millis)
{
    const char *path = scratch("ahead.pcap");
    FILE       *f = pcap_begin(path);
    for (uint64_t n = 1; n <= packets; n++)
        pcap_put(f, n, size(n), n * millis);
    assert_int_equal(fclose(f), 0);
    return path;
}

/* ---- the one under test ---- */

static struct capture   *capture;
static struct survey    *survey;
static struct lookahead *ahead;
static char              line[CAPTURE_ERROR_SIZE];

static void begin(const char *path)
{
    assert_int_equal(capture_open(path, &capture, line), WFP_OK);
    assert_int_equal(survey_new(&survey), WFP_OK);
    assert_int_equal(lookahead_new(capture, survey, &ahead), WFP_OK);
}

static void end(void)
{
    lookahead_free(ahead);
    survey_free(survey);
    capture_close(capture);
}

static void assert_packet(const struct seen_packet *s, uint64_t n, uint32_t size)
{
    struct bytes frame = s->packet.frame;
    assert_int_equal(s->packet.number, n);
    assert_int_equal(bytes_left(&frame), size);
    assert_int_equal(s->packet.wire_size, size);
    for (uint32_t i = 0; i < size; i++) {
        uint8_t b = 0;
        assert_true(bytes_u8(&frame, &b));
        if (b != byte_of(n, i))
            fail_msg("packet %lu differs at byte %u", (unsigned long)n, i);
    }
}

/* Takes all that comes; returns how many there were. */
static uint64_t take_all(size_fn size, enum wfp_status expected)
{
    const struct seen_packet *s;
    enum wfp_status           err;
    uint64_t                  n = 0;
    while ((err = lookahead_next(ahead, &s, line)) == WFP_OK)
        n++, assert_packet(s, n, size(n));
    assert_int_equal(err, expected);
    assert_int_equal(lookahead_next(ahead, &s, line), expected); /* and stays so */
    return n;
}

static void packets_come_in_order_and_whole(void **state)
{
    static const struct {
        uint64_t packets;
        size_fn  size;
        uint64_t millis;
    } rows[] = {
        { 0, size_small, 1 },      { 1, size_small, 1 },     { 255, size_small, 1 },   { 256, size_small, 1 },
        { 257, size_small, 1000 }, { 20000, size_small, 0 }, { 20000, size_small, 5 }, { 20000, size_small, 10000 },
        { 700, size_mixed, 1 },    { 700, size_mixed, 4000 },
    };
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(rows); i++) {
        for (unsigned settle = 0; settle < 2; settle++) {
            begin(pcap_of(rows[i].packets, rows[i].size, rows[i].millis));
            if (settle)
                lookahead_settle(ahead);
            assert_int_equal(take_all(rows[i].size, WFP_NOT_FOUND), rows[i].packets);
            assert_int_equal(lookahead_position(ahead), rows[i].packets ? capture_size(capture) : 0);
            end();
        }
    }
}

/* An answer less than three seconds later is known when its question is handed out. */
static void the_survey_is_ahead_of_the_walk(void **state)
{
    const char               *path = scratch("ahead.pcap");
    FILE                     *f = pcap_begin(path);
    const struct seen_packet *s;
    struct ip_addr            server;
    uint64_t                  n;
    (void)state;
    for (n = 1; n <= 2000; n++)
        pcap_put(f, n, 60, n);
    static const uint8_t reset[40] = { 0x45, 0, 0, 40, 0, 1, 0, 0, 64, 6, 0x66, 0xcd, 10, 0, 0, 2, 10, 0, 0, 1,
                                       0, 81, 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0x50, TCP_RST | TCP_ACK, 0, 0, 0, 0, 0, 0 };
    put32(f, 1002);
    put32(f, 0);
    put32(f, sizeof(reset));
    put32(f, sizeof(reset));
    assert_int_equal(fwrite(reset, 1, sizeof(reset), f), sizeof(reset));
    for (n = 2002; n <= 9000; n++)
        pcap_put(f, n, 60, n * 1000);
    assert_int_equal(fclose(f), 0);
    begin(path);
    assert_true(ip_addr_parse("10.0.0.2", &server));
    assert_int_equal(lookahead_next(ahead, &s, line), WFP_OK);
    assert_true(survey_is_refused(survey, PROTO_TCP, &server, 81, (struct moment){ s->packet.number, s->packet.time_ns }));
    end();
}

/* A short capture is seen whole before anybody is asked which side it shows; a long one not. */
static void settling_sees_enough_and_no_more(void **state)
{
    (void)state;
    begin(pcap_of(20000, size_small, 1));
    lookahead_settle(ahead);
    assert_int_equal(lookahead_position(ahead), capture_size(capture));
    end();
    begin(pcap_of(90000, size_small, 1));
    lookahead_settle(ahead);
    uint64_t at = lookahead_position(ahead);
    assert_true(at >= capture_size(capture) / 90000 * 65000 && at < capture_size(capture));
    lookahead_settle(ahead); /* does nothing more */
    assert_int_equal(lookahead_position(ahead), at);
    assert_int_equal(take_all(size_small, WFP_NOT_FOUND), 90000);
    end();
}

static void damage_comes_after_the_good_packets(void **state)
{
    (void)state;
    for (uint64_t good = 0; good <= 1200; good += 300) {
        const char *path = pcap_of(good + 1, size_small, 1);
        struct stat st;
        assert_int_equal(stat(path, &st), 0);
        assert_int_equal(truncate(path, st.st_size - 5), 0);
        begin(path);
        assert_int_equal(take_all(size_small, WFP_TRUNCATED), good);
        assert_non_null(strstr(line, "ahead.pcap"));
        assert_null(strchr(line, '\n'));
        end();
    }
}

static void it_can_be_left_at_any_moment(void **state)
{
    const char               *path = pcap_of(30000, size_small, 1);
    const struct seen_packet *s;
    (void)state;
    for (unsigned taken = 0; taken <= 10000; taken = taken * 10 + 1) {
        begin(path);
        for (unsigned i = 0; i < taken; i++)
            assert_int_equal(lookahead_next(ahead, &s, line), WFP_OK);
        end();
    }
    begin(path);
    lookahead_settle(ahead);
    end();
    lookahead_free(NULL);
}

/* The same packets from a pipe whose writer gives them in small pieces. */
struct feed {
    const char *from, *to;
};

static void *feed_pipe(void *context)
{
    const struct feed *feed = context;
    FILE              *in = fopen(feed->from, "rb");
    int                out = open(feed->to, O_WRONLY);
    char               piece[777];
    size_t             n;
    if (!in || out < 0)
        abort();
    while ((n = fread(piece, 1, sizeof(piece), in)) > 0)
        if (write(out, piece, n) != (ssize_t)n)
            abort();
    close(out);
    fclose(in);
    return NULL;
}

static void a_pipe_gives_the_same_packets(void **state)
{
    struct feed feed = { pcap_of(5000, size_small, 3), scratch("pipe") };
    pthread_t   feeder;
    (void)state;
    assert_int_equal(mkfifo(feed.to, 0600), 0);
    assert_int_equal(pthread_create(&feeder, NULL, feed_pipe, &feed), 0);
    begin(feed.to);
    assert_int_equal(take_all(size_small, WFP_NOT_FOUND), 5000);
    pthread_join(feeder, NULL);
    end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(packets_come_in_order_and_whole),
        cmocka_unit_test(the_survey_is_ahead_of_the_walk),
        cmocka_unit_test(settling_sees_enough_and_no_more),
        cmocka_unit_test(damage_comes_after_the_good_packets),
        cmocka_unit_test(it_can_be_left_at_any_moment),
        cmocka_unit_test(a_pipe_gives_the_same_packets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
