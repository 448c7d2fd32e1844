/* Ports of one process: the loop and capture files, what every kind counts, and the texts that open them. */
#include <errno.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/status.h"
#include "port/port.h"
#include "unit/capture_files.h"

static char error[PORT_ERROR_SIZE];

static struct port *opened(const char *spec, bool offload)
{
    struct port_config c = { .spec = spec, .offload = offload };
    struct port       *p = NULL;
    if (port_open(&c, &p, error) != WFP_OK)
        fail_msg("%s", error);
    return p;
}

static void refused(const char *spec, enum wfp_status expected, const char *words)
{
    struct port_config c = { .spec = spec };
    struct port       *p = (void *)error;
    assert_int_equal(port_open(&c, &p, error), expected);
    assert_ptr_equal(p, error);
    if (!strstr(error, words) || strchr(error, '\n'))
        fail_msg("\"%s\" should say \"%s\"", error, words);
}

static bool is_readable(struct port *p)
{
    struct pollfd f = { .fd = port_fd(p, 0), .events = POLLIN };
    return poll(&f, 1, 0) == 1;
}

static struct port_stats stats_of(const struct port *p)
{
    struct port_stats s;
    port_stats(p, &s);
    return s;
}

static uint8_t plain[64] = { 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x88, 0xb5 };

static struct frame frame_of(const void *at, size_t size)
{
    return (struct frame){ .bytes = bytes_of(at, size) };
}

static void two_of_one_name_are_joined(void **state)
{
    struct frame in[PORT_BATCH], out = frame_of(plain, sizeof(plain));
    (void)state;
    struct port *a = opened("loop:pair", true);
    assert_int_equal(port_state(a), PORT_DOWN);
    assert_int_equal(port_send(a, 0, &out, 1), 0);
    struct port *b = opened("loop:pair", true);
    refused("loop:pair", WFP_ALREADY_EXISTS, "both ends");
    assert_int_equal(port_state(a), PORT_UP);
    assert_false(is_readable(b));
    assert_int_equal(port_send(a, 0, &out, 1), 1);
    assert_true(is_readable(b));
    assert_int_equal(port_receive(b, 0, in, PORT_BATCH), 1);
    assert_int_equal(bytes_left(&in[0].bytes), sizeof(plain));
    assert_memory_equal(in[0].bytes.at, plain, sizeof(plain));
    assert_int_equal(port_receive(b, 0, in, PORT_BATCH), 0);
    assert_false(is_readable(b));
    assert_int_equal(stats_of(a).sent, 1);
    assert_int_equal(stats_of(a).send_dropped, 1);
    assert_int_equal(stats_of(b).received_bytes, sizeof(plain));
    port_close(b);
    assert_int_equal(port_state(a), PORT_DOWN);
    port_close(a);
}

static void a_full_ring_is_counted_by_the_receiver(void **state)
{
    struct frame in[PORT_BATCH], out = frame_of(plain, sizeof(plain));
    unsigned     got = 0, n;
    (void)state;
    struct port *a = opened("loop:full", true), *b = opened("loop:full", true);
    for (unsigned i = 0; i < 300; i++)
        assert_int_equal(port_send(a, 0, &out, 1), 1);
    while ((n = port_receive(b, 0, in, PORT_BATCH)) > 0)
        got += n;
    assert_int_equal(got, 256);
    assert_int_equal(stats_of(b).receive_dropped, 44);
    assert_int_equal(stats_of(a).sent, 300);
    port_close(a);
    port_close(b);
}

static void put_be(uint8_t *at, unsigned value)
{
    at[0] = (uint8_t)(value >> 8);
    at[1] = (uint8_t)value;
}

/* A large UDP frame becomes more segments than a batch holds: the port says that there are more, though the device has none. */
static void what_is_left_of_a_large_frame_is_ready(void **state)
{
    static uint8_t large[42 + 20000] = { 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0, 0x45, [22] = 64, 17, [26] = 10, 0, 0, 1, 10, 0, 0, 2 };
    struct frame   in[PORT_BATCH];
    struct frame   out = { bytes_of(large, sizeof(large)), { .needs_checksum = true, .gso = FRAME_GSO_UDP, .gso_size = 100 } };
    unsigned       n = 0;
    (void)state;
    put_be(&large[16], sizeof(large) - 14);
    put_be(&large[38], sizeof(large) - 34);
    struct port *a = opened("loop:large", true), *b = opened("loop:large", false);
    assert_int_equal(port_send(a, 0, &out, 1), 1);
    while (is_readable(b)) {
        unsigned got = port_receive(b, 0, in, PORT_BATCH);
        for (unsigned i = 0; i < got; i++)
            assert_int_equal(bytes_left(&in[i].bytes), 142);
        n += got;
    }
    assert_int_equal(n, 200);
    assert_int_equal(port_send(b, 0, &out, 1), 1); /* cut on the way out, for b hands over finished frames and takes them */
    assert_int_equal(stats_of(b).sent, 200);
    port_close(a);
    port_close(b);
}

static void runts_and_giants_do_not_pass(void **state)
{
    static uint8_t giant[65535 + 19];
    struct frame   in[PORT_BATCH];
    struct frame   out[] = { frame_of(plain, 13), frame_of(plain, 14), frame_of(giant, sizeof(giant)), frame_of(plain, 60) };
    (void)state;
    struct port *a = opened("loop:runt", true), *b = opened("loop:runt", true);
    assert_int_equal(port_send(a, 0, out, 4), 2);
    assert_int_equal(stats_of(a).runts, 1);
    assert_int_equal(stats_of(a).oversized, 1);
    assert_int_equal(port_receive(b, 0, in, PORT_BATCH), 2);
    assert_int_equal(bytes_left(&in[0].bytes), 14);
    assert_int_equal(bytes_left(&in[1].bytes), 60);
    port_close(a);
    port_close(b);
}

static void a_capture_is_received_once_and_what_is_sent_is_written(void **state)
{
    struct file_bytes f = pcap_file_of(PCAP_MICRO, 1);
    char              spec[512];
    struct frame      in[PORT_BATCH];
    unsigned          n = 0;
    (void)state;
    add_pcap_packet(&f, 1, 0, 60, 60);
    add_pcap_packet(&f, 2, 0, 20, 21); /* cut by whoever captured it */
    add_pcap_packet(&f, 3, 0, 20, 20);
    snprintf(spec, sizeof(spec), "pcap:%s,%s", save_as(&f, "in.pcap"), scratch("out.pcapng"));
    struct port *p = opened(spec, false);
    while (is_readable(p)) {
        unsigned got = port_receive(p, 0, in, PORT_BATCH);
        n += got;
        assert_int_equal(port_send(p, 0, in, got), got);
        if (!got)
            assert_int_equal(port_state(p), PORT_GONE);
    }
    assert_int_equal(n, 2);
    assert_int_equal(stats_of(p).received_bytes, 60 + 20);
    assert_int_equal(stats_of(p).truncated, 1);
    port_close(p);
    snprintf(spec, sizeof(spec), "pcap:%s", scratch("out.pcapng"));
    p = opened(spec, false);
    assert_int_equal(port_receive(p, 0, in, PORT_BATCH), 1);
    assert_int_equal(bytes_left(&in[0].bytes), 60);
    assert_int_equal(in[0].bytes.at[1], 7 + 60);
    assert_int_equal(port_receive(p, 0, in, PORT_BATCH), 1);
    assert_int_equal(bytes_left(&in[0].bytes), 20);
    port_close(p);
}

/* Its end is one of a port; that frames are missing is counted. */
static void a_capture_that_breaks_off_says_so(void **state)
{
    struct file_bytes f = pcap_file_of(PCAP_MICRO, 1);
    char              spec[512];
    struct frame      in[PORT_BATCH];
    (void)state;
    add_pcap_packet(&f, 1, 0, 60, 60);
    add_pcap_packet(&f, 2, 0, 60, 60);
    f.size -= 30;
    snprintf(spec, sizeof(spec), "pcap:%s", save_as(&f, "broken.pcap"));
    struct port *p = opened(spec, false);
    assert_int_equal(port_receive(p, 0, in, PORT_BATCH), 1);
    assert_int_equal(port_receive(p, 0, in, PORT_BATCH), 0);
    assert_int_equal(port_state(p), PORT_GONE);
    assert_int_equal(stats_of(p).truncated, 1);
    port_close(p);
}

static void what_cannot_be_opened_says_why(void **state)
{
    (void)state;
    refused("", WFP_INVALID_PARAMETER, "write IFACE");
    refused("tap:", WFP_INVALID_PARAMETER, "write IFACE");
    refused("vde:x", WFP_INVALID_PARAMETER, "write IFACE");
    refused("no-such-iface", WFP_NOT_FOUND, "ip link");
    errno = EPERM; /* of somebody else's */
    refused("packet:a-name-that-is-longer-than-any", WFP_NOT_FOUND, "ip link");
    refused("tap:a-name-that-is-longer-than-any", WFP_INVALID_PARAMETER, "at most 15");
    refused("pcap:/nonexistent/file.pcap", WFP_NOT_FOUND, "/nonexistent/file.pcap");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_of_one_name_are_joined),
        cmocka_unit_test(a_full_ring_is_counted_by_the_receiver),
        cmocka_unit_test(what_is_left_of_a_large_frame_is_ready),
        cmocka_unit_test(runts_and_giants_do_not_pass),
        cmocka_unit_test(a_capture_is_received_once_and_what_is_sent_is_written),
        cmocka_unit_test(a_capture_that_breaks_off_says_so),
        cmocka_unit_test(what_cannot_be_opened_says_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
