/* The capture reader: link types, times, the two formats, and one line for everything that can be wrong with a file. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "base/status.h"
#include "port/capture.h"
#include "unit/capture_files.h"

static char line[CAPTURE_ERROR_SIZE];

static struct capture *opened(const char *path)
{
    struct capture *c = NULL;
    line[0] = 0;
    if (capture_open(path, &c, line) != WFP_OK)
        fail_msg("%s", line);
    return c;
}

/* The line is one line, names the file and says the words. */
static void assert_line(const char *name, const char *words)
{
    if (!strstr(line, name) || !strstr(line, words) || strchr(line, '\n'))
        fail_msg("\"%s\" should name %s and say \"%s\"", line, name, words);
}

static void refused(const char *path, enum wfp_status expected, const char *words)
{
    struct capture *c = (void *)line;
    line[0] = 0;
    assert_int_equal(capture_open(path, &c, line), expected);
    assert_ptr_equal(c, line); /* untouched */
    assert_line(path, words);
}

/* Reads to the end or the error; returns how many packets there were. */
static uint64_t read_all(struct capture *c, enum wfp_status expected)
{
    struct capture_packet p;
    enum wfp_status       err;
    uint64_t              n = 0;
    while ((err = capture_next(c, &p, line)) == WFP_OK)
        assert_int_equal(p.number, ++n);
    assert_int_equal(err, expected);
    assert_int_equal(capture_next(c, &p, line), expected); /* and stays so */
    return n;
}

static void every_link_type_has_its_name(void **state)
{
    static const struct {
        uint32_t       in_file;
        uint16_t       linktype;
        enum link_type link;
        const char    *name;
    } rows[] = {
        { 1, 1, LINK_ETHERNET, "EN10MB" },        { 12, 101, LINK_RAW_IP, "RAW" },
        { 14, 101, LINK_RAW_IP, "RAW" },          { 101, 101, LINK_RAW_IP, "RAW" },
        { 228, 228, LINK_RAW_IP, "IPV4" },        { 229, 229, LINK_RAW_IP, "IPV6" },
        { 113, 113, LINK_LINUX_COOKED, "LINUX_SLL" }, { 276, 276, LINK_LINUX_COOKED2, "LINUX_SLL2" },
        { 0, 0, LINK_NULL, "NULL" },              { 108, 108, LINK_LOOP, "LOOP" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct file_bytes f = pcap_file_of(PCAP_MICRO, rows[i].in_file);
        struct capture   *c = opened(save_as(&f, "link.pcap"));
        assert_int_equal(capture_link(c), rows[i].link);
        assert_string_equal(capture_link_name(c), rows[i].name);
        assert_int_equal(capture_linktype(c), rows[i].linktype);
        assert_int_equal(capture_snaplen(c), 65535);
        capture_close(c);
    }
}

static void other_link_types_are_refused_by_name(void **state)
{
    struct file_bytes f = pcap_file_of(PCAP_MICRO, 189);
    (void)state;
    refused(save_as(&f, "usb.pcap"), WFP_UNSUPPORTED, "link type USB_LINUX (189");
    assert_line("usb.pcap", "LINUX_SLL2");
}

static void packets_come_with_bytes_sizes_and_nanoseconds(void **state)
{
    static const struct {
        uint32_t magic;
        uint64_t time;
    } rows[] = { { PCAP_MICRO, 1700000000000007000u }, { PCAP_NANO, 1700000000000000007u } };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct capture_packet p;
        struct file_bytes     f = pcap_file_of(rows[i].magic, 1);
        add_pcap_packet(&f, 1700000000, 7, 60, 1514);
        struct capture *c = opened(save_as(&f, "one.pcap"));
        assert_int_equal(capture_next(c, &p, line), WFP_OK);
        assert_int_equal(p.number, 1);
        assert_int_equal(p.time_ns, rows[i].time);
        assert_int_equal(p.wire_size, 1514);
        assert_int_equal(bytes_left(&p.frame), 60);
        assert_memory_equal(p.frame.at, f.data + f.size - 60, 60);
        assert_int_equal(capture_size(c), f.size);
        assert_int_equal(capture_position(c), f.size);
        assert_int_equal(capture_next(c, &p, line), WFP_NOT_FOUND);
        capture_close(c);
    }
}

static void a_wire_size_below_the_captured_is_raised(void **state)
{
    struct capture_packet p;
    struct file_bytes     f = pcap_file_of(PCAP_MICRO, 1);
    (void)state;
    add_pcap_packet(&f, 1, 1, 60, 20);
    struct capture *c = opened(save_as(&f, "short.pcap"));
    assert_int_equal(capture_next(c, &p, line), WFP_OK);
    assert_int_equal(p.wire_size, 60);
    capture_close(c);
}

static uint64_t time_in(const struct file_bytes *f)
{
    struct capture_packet p;
    struct capture       *c = opened(save_as(f, "time.pcap"));
    assert_int_equal(capture_next(c, &p, line), WFP_OK);
    capture_close(c);
    return p.time_ns;
}

static void times_out_of_range_become_the_nearest(void **state)
{
    struct file_bytes late = pcap_file_of(PCAP_MICRO, 1);
    struct file_bytes early = { .size = 0 }, beyond = { .size = 0 };
    (void)state;
    add_pcap_packet(&late, UINT32_MAX, 0, 4, 4); /* 2106, not 1969 */
    assert_int_equal(time_in(&late), (uint64_t)UINT32_MAX * 1000000000u);
    add_section(&early);
    add_interface(&early, 1, 65535, -10);
    add_block_packet(&early, 0, 5000000000u); /* five seconds before 1970 */
    assert_int_equal(time_in(&early), 0);
    add_section(&beyond);
    add_interface(&beyond, 1, 65535, INT32_MAX);
    add_block_packet(&beyond, 0, UINT64_MAX);
    assert_int_equal(time_in(&beyond), UINT64_MAX);
}

static void what_is_no_capture_is_named(void **state)
{
    static const struct {
        const char     *name, *start;
        size_t          size;
        enum wfp_status expected;
        const char     *words;
    } rows[] = {
        { "empty.pcap", "", 0, WFP_TRUNCATED, "is empty" },
        { "text.pcap", "hello, world", 12, WFP_BAD_DATA, "neither pcap nor pcapng" },
        { "two.pcap", "hi", 2, WFP_BAD_DATA, "neither pcap nor pcapng" },
        { "head.pcap", "\xd4\xc3\xb2\xa1\2\0\4\0", 8, WFP_TRUNCATED, "breaks off inside its file header" },
        { "in.pcap.gz", "\x1f\x8b\x08\0\0\0\0\0", 8, WFP_UNSUPPORTED, "zcat '" },
        { "in.pcap.xz", "\xfd" "7zXZ\0\0\4", 8, WFP_UNSUPPORTED, "xzcat '" },
        { "in.pcap.zst", "\x28\xb5\x2f\xfd\0\0", 6, WFP_UNSUPPORTED, "zstdcat '" },
        { "in.cap", "GMBU\0\2\0\0", 8, WFP_UNSUPPORTED, "editcap -F pcapng '" },
        { "in.snoop", "snoop\0\0\0", 8, WFP_UNSUPPORTED, "snoop" },
        { "in.etl", "\0\0\1\0\0\0\0\0", 8, WFP_UNSUPPORTED, "etl2pcapng '" },
        { "old.pcap", "\xd4\xc3\xb2\xa1\1\0\4\0\0\0\0\0\0\0\0\0\0\0\1\0\1\0\0\0", 24, WFP_UNSUPPORTED, "version" },
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct file_bytes f = { .size = 0 };
        add(&f, rows[i].start, rows[i].size);
        refused(save_as(&f, rows[i].name), rows[i].expected, rows[i].words);
    }
}

static void what_cannot_be_opened_is_named(void **state)
{
    int         terminal = posix_openpt(O_RDWR | O_NOCTTY);
    struct stat st;
    (void)state;
    refused(scratch("missing.pcap"), WFP_NOT_FOUND, "no such file");
    assert_int_equal(mkdir(scratch("folder"), 0777), 0);
    refused(scratch("folder"), WFP_INVALID_PARAMETER, "is a directory");
    assert_int_equal(stat("/dev/null", &st), 0);
    refused("/dev/null", WFP_TRUNCATED, "is empty");
    if (terminal >= 0 && grantpt(terminal) == 0 && unlockpt(terminal) == 0)
        refused(ptsname(terminal), WFP_INVALID_PARAMETER, "is a terminal");
    close(terminal);
}

static void a_name_of_control_characters_stays_one_line(void **state)
{
    struct capture *c;
    (void)state;
    assert_int_equal(capture_open("no\nsuch\x1b[31m", &c, line), WFP_NOT_FOUND);
    assert_line("no?such?[31m", "no such file");
}

/* Cut after every byte: the whole packets come, then the end exactly at a border, else the line that tells the packet. */
static void a_cut_file_gives_its_whole_packets(void **state)
{
    struct file_bytes whole = pcap_file_of(PCAP_MICRO, 1);
    (void)state;
    add_pcap_packet(&whole, 1, 1, 20, 20);
    add_pcap_packet(&whole, 2, 2, 30, 30);
    for (size_t size = 24; size <= whole.size; size++) {
        uint64_t          expected = size == whole.size ? 2 : size >= 24 + 36 ? 1 : 0;
        bool              border = size == 24 || size == 24 + 36 || size == whole.size;
        struct file_bytes f = whole;
        char              words[64];
        f.size = size;
        struct capture *c = opened(save_as(&f, "cut.pcap"));
        assert_int_equal(read_all(c, border ? WFP_NOT_FOUND : WFP_TRUNCATED), expected);
        snprintf(words, sizeof(words), "inside packet %d, after %d whole packets", (int)expected + 1, (int)expected);
        if (!border)
            assert_line("cut.pcap", words);
        capture_close(c);
    }
}

static void a_cut_pcapng_is_truncated_too(void **state)
{
    struct file_bytes f = { .size = 0 };
    (void)state;
    add_section(&f);
    add_interface(&f, 1, 65535, 0);
    add_block_packet(&f, 0, 1);
    add_block_packet(&f, 0, 2);
    f.size -= 5;
    struct capture *c = opened(save_as(&f, "cut.pcapng"));
    assert_int_equal(read_all(c, WFP_TRUNCATED), 1);
    assert_line("cut.pcapng", "after 1 whole packets");
    capture_close(c);
}

static void an_absurd_frame_size_is_damage(void **state)
{
    struct file_bytes f = pcap_file_of(PCAP_MICRO, 1);
    (void)state;
    add_pcap_packet(&f, 1, 1, 20, 20);
    add_u32(&f, 2);
    add_u32(&f, 2);
    add_u32(&f, 0x7fffffff);
    add_u32(&f, 0x7fffffff);
    struct capture *c = opened(save_as(&f, "absurd.pcap"));
    assert_int_equal(read_all(c, WFP_BAD_DATA), 1);
    assert_line("absurd.pcap", "is damaged after packet 1");
    capture_close(c);
}

static void mixed_interfaces_tell_how_to_split(void **state)
{
    struct file_bytes types = { .size = 0 }, sizes = { .size = 0 };
    (void)state;
    add_section(&types);
    add_interface(&types, 1, 65535, 0);
    add_block_packet(&types, 0, 1);
    add_interface(&types, 101, 65535, 0);
    struct capture *c = opened(save_as(&types, "types.pcapng"));
    assert_int_equal(read_all(c, WFP_UNSUPPORTED), 1);
    assert_line("types.pcapng", "interfaces of different link types");
    capture_close(c);
    add_section(&sizes);
    add_interface(&sizes, 1, 65535, 0);
    add_interface(&sizes, 1, 1500, 0);
    c = opened(save_as(&sizes, "sizes.pcapng"));
    assert_int_equal(read_all(c, WFP_UNSUPPORTED), 0);
    assert_line("sizes.pcapng", "different snap lengths");
    capture_close(c);
}

static void a_pcapng_without_interfaces_is_refused(void **state)
{
    struct file_bytes f = { .size = 0 };
    (void)state;
    add_section(&f);
    refused(save_as(&f, "bare.pcapng"), WFP_BAD_DATA, "no interface");
}

static void dash_is_standard_input_which_stays_open(void **state)
{
    struct file_bytes f = pcap_file_of(PCAP_MICRO, 1);
    int               saved = dup(STDIN_FILENO), pipe_ends[2];
    (void)state;
    add_pcap_packet(&f, 1, 1, 20, 20);
    assert_int_equal(pipe(pipe_ends), 0);
    assert_int_equal(write(pipe_ends[1], f.data, f.size), f.size);
    close(pipe_ends[1]);
    dup2(pipe_ends[0], STDIN_FILENO);
    close(pipe_ends[0]);
    struct capture *c = opened("-");
    assert_int_equal(read_all(c, WFP_NOT_FOUND), 1);
    assert_int_equal(capture_size(c), 0);
    assert_int_equal(capture_position(c), 0);
    capture_close(c);
    assert_true(fcntl(STDIN_FILENO, F_GETFD) >= 0);
    assert_int_equal(capture_open("-", &c, line), WFP_TRUNCATED); /* read to its end above */
    assert_line("standard input", "is empty");
    dup2(saved, STDIN_FILENO);
    close(saved);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_link_type_has_its_name),
        cmocka_unit_test(other_link_types_are_refused_by_name),
        cmocka_unit_test(packets_come_with_bytes_sizes_and_nanoseconds),
        cmocka_unit_test(a_wire_size_below_the_captured_is_raised),
        cmocka_unit_test(times_out_of_range_become_the_nearest),
        cmocka_unit_test(what_is_no_capture_is_named),
        cmocka_unit_test(what_cannot_be_opened_is_named),
        cmocka_unit_test(a_name_of_control_characters_stays_one_line),
        cmocka_unit_test(a_cut_file_gives_its_whole_packets),
        cmocka_unit_test(a_cut_pcapng_is_truncated_too),
        cmocka_unit_test(an_absurd_frame_size_is_damage),
        cmocka_unit_test(mixed_interfaces_tell_how_to_split),
        cmocka_unit_test(a_pcapng_without_interfaces_is_refused),
        cmocka_unit_test(dash_is_standard_input_which_stays_open),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
