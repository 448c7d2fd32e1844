/* The pcapng writer: what is written is read back by libpcap and, for the comments, block by block; and what is left on disk when
 * something goes wrong. */
#include <errno.h>
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

static struct capture *source(uint32_t linktype)
{
    struct file_bytes f = pcap_file_of(PCAP_NANO, linktype);
    struct capture   *c = NULL;
    if (capture_open(save_as(&f, "source.pcap"), &c, line) != WFP_OK)
        fail_msg("%s", line);
    return c;
}

static struct capture_writer *writer_to(const char *path, uint32_t linktype)
{
    struct capture        *like = source(linktype);
    struct capture_writer *w = NULL;
    if (capture_writer_open(path, like, &w, line) != WFP_OK)
        fail_msg("%s", line);
    capture_close(like);
    return w;
}

static struct capture_packet packet(const char *bytes, uint64_t time)
{
    return (struct capture_packet){ .time_ns = time, .frame = bytes_of(bytes, strlen(bytes)), .wire_size = 1514 };
}

static uint32_t host_u32(struct bytes *b)
{
    uint32_t v = 0;
    assert_true(bytes_copy(b, &v, sizeof(v)));
    return v;
}

/* Goes over all blocks; checks both sizes of each; copies the comment of the packet-th packet (from 0), "" when it has none. */
static void comment_of(const char *path, unsigned wanted, char *out, size_t room)
{
    static uint8_t file[1 << 18];
    FILE          *f = fopen(path, "rb");
    assert_non_null(f);
    struct bytes b = bytes_of(file, fread(file, 1, sizeof(file), f));
    unsigned     packets = 0;
    fclose(f);
    *out = 0;
    while (bytes_left(&b)) {
        uint32_t     type = host_u32(&b), size = host_u32(&b), captured, option;
        struct bytes body = { 0 };
        assert_true(size >= 12 && size % 4 == 0 && bytes_sub(&b, size - 12, &body));
        assert_int_equal(host_u32(&b), size);
        if (type != 6 || packets++ != wanted)
            continue;
        assert_true(bytes_skip(&body, 12));
        captured = host_u32(&body);
        assert_true(bytes_skip(&body, 4 + ((captured + 3) & ~3u)));
        if (!bytes_left(&body))
            continue;
        option = host_u32(&body);
        assert_int_equal(option & 0xffff, 1);
        assert_true((option >> 16) < room && bytes_copy(&body, out, option >> 16));
        out[option >> 16] = 0;
        assert_true(bytes_skip(&body, (4 - (option >> 16) % 4) % 4));
        assert_int_equal(host_u32(&body), 0);
        assert_int_equal(bytes_left(&body), 0);
    }
    assert_true(packets > wanted);
}

static void what_is_written_is_read_back(void **state)
{
    static const uint32_t linktypes[] = { 1, 101, 228, 229, 113, 276, 0, 108 };
    static const struct {
        const char *bytes, *comment;
        uint64_t    time;
    } rows[] = {
        { "abcd", "permit", 1700000000123456789u },
        { "abcde", NULL, 0 },
        { "", "an empty frame \xe2\x86\x92 block", 4294967296123456789u },
        { "abcdefg", "", 1 },
    };
    (void)state;
    for (size_t l = 0; l < COUNT_OF(linktypes); l++) {
        struct capture_writer *w = writer_to(scratch("out.pcapng"), linktypes[l]);
        struct capture        *c;
        struct capture_packet  p;
        char                   comment[64];
        for (size_t i = 0; i < COUNT_OF(rows); i++) {
            p = packet(rows[i].bytes, rows[i].time);
            assert_int_equal(capture_writer_put(w, &p, rows[i].comment), WFP_OK);
        }
        assert_int_equal(capture_writer_close(w), WFP_OK);
        assert_int_equal(capture_open(scratch("out.pcapng"), &c, line), WFP_OK);
        assert_int_equal(capture_linktype(c), linktypes[l]);
        assert_int_equal(capture_snaplen(c), 65535);
        for (size_t i = 0; i < COUNT_OF(rows); i++) {
            assert_int_equal(capture_next(c, &p, line), WFP_OK);
            assert_int_equal(bytes_left(&p.frame), strlen(rows[i].bytes));
            assert_memory_equal(p.frame.at, rows[i].bytes, strlen(rows[i].bytes));
            assert_int_equal(p.time_ns, rows[i].time);
            assert_int_equal(p.wire_size, 1514);
            comment_of(scratch("out.pcapng"), (unsigned)i, comment, sizeof(comment));
            assert_string_equal(comment, rows[i].comment ? rows[i].comment : "");
        }
        assert_int_equal(capture_next(c, &p, line), WFP_NOT_FOUND);
        capture_close(c);
    }
}

/* A three-byte character at each place around the limit: it is kept whole or dropped whole. */
static void a_long_comment_is_cut_at_a_character(void **state)
{
    static char comment[70000], back[70000];
    (void)state;
    for (size_t before = 65526; before <= 65536; before++) {
        struct capture_writer *w = writer_to(scratch("long.pcapng"), 1);
        struct capture_packet  p = packet("abcd", 1);
        memset(comment, 'x', before);
        strcpy(comment + before, "\xe2\x86\x92");
        assert_int_equal(capture_writer_put(w, &p, comment), WFP_OK);
        assert_int_equal(capture_writer_close(w), WFP_OK);
        comment_of(scratch("long.pcapng"), 0, back, sizeof(back));
        assert_int_equal(strlen(back), before + 3 <= 65532 ? before + 3 : before <= 65532 ? before : 65532);
        assert_memory_equal(back, comment, strlen(back));
    }
}

static void assert_content(const char *path, const char *expected)
{
    char  found[64] = "";
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    found[fread(found, 1, sizeof(found) - 1, f)] = 0;
    fclose(f);
    assert_string_equal(found, expected);
}

static const char *old_file(const char *name)
{
    struct file_bytes f = { .size = 0 };
    add_text(&f, "old");
    return save_as(&f, name);
}

static void a_file_is_replaced_at_the_close_only(void **state)
{
    struct stat            st;
    const char            *path = old_file("kept.pcapng");
    struct capture_writer *w;
    (void)state;
    assert_int_equal(chmod(path, 0640), 0);
    w = writer_to(path, 1);
    assert_content(scratch("kept.pcapng"), "old");
    capture_writer_discard(w);
    assert_content(scratch("kept.pcapng"), "old");
    assert_int_not_equal(access(scratch("kept.pcapng.0.part"), F_OK), 0);
    w = writer_to(scratch("kept.pcapng"), 1);
    assert_int_equal(capture_writer_close(w), WFP_OK);
    assert_int_equal(stat(scratch("kept.pcapng"), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0640);
    assert_true(st.st_size > 3);
    assert_int_not_equal(access(scratch("kept.pcapng.0.part"), F_OK), 0);
}

static void an_unfinished_file_of_another_run_is_left_alone(void **state)
{
    struct capture_writer *w;
    (void)state;
    old_file("busy.pcapng.0.part");
    w = writer_to(scratch("busy.pcapng"), 1);
    assert_int_equal(capture_writer_close(w), WFP_OK);
    assert_content(scratch("busy.pcapng.0.part"), "old");
    assert_int_equal(access(scratch("busy.pcapng"), F_OK), 0);
}

static void a_symbolic_link_keeps_pointing(void **state)
{
    struct stat            st;
    struct capture_writer *w;
    (void)state;
    assert_int_equal(symlink(old_file("real.pcapng"), scratch("link.pcapng")), 0);
    w = writer_to(scratch("link.pcapng"), 1);
    assert_int_equal(capture_writer_close(w), WFP_OK);
    assert_int_equal(lstat(scratch("link.pcapng"), &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    assert_int_equal(stat(scratch("real.pcapng"), &st), 0);
    assert_true(st.st_size > 3);
}

static void a_pipe_is_written_in_place(void **state)
{
    uint32_t               type = 0;
    struct capture_writer *w;
    (void)state;
    assert_int_equal(mkfifo(scratch("fifo"), 0600), 0);
    int reader = open(scratch("fifo"), O_RDONLY | O_NONBLOCK);
    w = writer_to(scratch("fifo"), 1);
    assert_int_equal(capture_writer_close(w), WFP_OK);
    assert_int_equal(read(reader, &type, sizeof(type)), sizeof(type));
    assert_int_equal(type, 0x0a0d0d0a);
    close(reader);
}

static void a_full_disk_is_told_by_put_and_close(void **state)
{
    static char            frame[4096];
    struct capture_writer *w = writer_to("/dev/full", 1);
    struct capture_packet  p = { .frame = bytes_of(frame, sizeof(frame)), .wire_size = sizeof(frame) };
    enum wfp_status        err = WFP_OK;
    (void)state;
    for (int i = 0; i < 1024; i++) /* four buffers */
        err = capture_writer_put(w, &p, NULL);
    assert_int_equal(err, WFP_IO_ERROR);
    assert_int_equal(capture_writer_close(w), WFP_IO_ERROR);
    assert_int_equal(errno, ENOSPC);
    w = writer_to("/dev/full", 1); /* still in the buffer when it is closed */
    assert_int_equal(capture_writer_close(w), WFP_IO_ERROR);
    assert_int_equal(errno, ENOSPC);
}

static void what_cannot_be_created_is_named(void **state)
{
    struct capture        *like = source(1);
    struct capture_writer *w = (void *)line;
    (void)state;
    assert_int_equal(capture_writer_open(scratch("no/such/out.pcapng"), like, &w, line), WFP_NOT_FOUND);
    assert_non_null(strstr(line, "no/such/out.pcapng: cannot be created, for its folder does not exist"));
    assert_int_equal(capture_writer_open("", like, &w, line), WFP_NOT_FOUND);
    assert_int_equal(capture_writer_open(scratch(""), like, &w, line), WFP_IO_ERROR);
    assert_non_null(strstr(line, "is a directory"));
    assert_ptr_equal(w, line); /* untouched */
    capture_close(like);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(a_long_comment_is_cut_at_a_character),
        cmocka_unit_test(a_file_is_replaced_at_the_close_only),
        cmocka_unit_test(an_unfinished_file_of_another_run_is_left_alone),
        cmocka_unit_test(a_symbolic_link_keeps_pointing),
        cmocka_unit_test(a_pipe_is_written_in_place),
        cmocka_unit_test(a_full_disk_is_told_by_put_and_close),
        cmocka_unit_test(what_cannot_be_created_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
