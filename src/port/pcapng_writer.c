/* The pcapng writer: one section in the byte order of this machine, one interface, enhanced packet blocks with nanosecond times
 * and a comment each. It owns its stream and the unfinished file beside the target. Write errors stick: the first one is kept
 * and everything after it is dropped, so callers may look once, at the close. One thread a writer. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "port/capture.h"
#include "port/capture_text.h"

#define WRITE_BUFFER (1u << 20)
#define COMMENT_MAX  65532u /* the largest length of an option that is still below 2^16 when padded */

enum block_type { BLOCK_INTERFACE = 1, BLOCK_PACKET = 6, BLOCK_SECTION = 0x0a0d0d0a };
enum option_code { OPTION_END = 0, OPTION_COMMENT = 1, OPTION_SECTION_APPLICATION = 4, OPTION_INTERFACE_RESOLUTION = 9 };

struct option {
    uint16_t code;
    uint16_t size;
};

struct section_block {
    uint32_t type, size, byte_order;
    uint16_t major, minor;
    uint32_t length_high, length_low; /* all ones: not given */
};

struct interface_block {
    uint32_t type, size;
    uint16_t linktype, reserved;
    uint32_t snaplen;
};

struct packet_block {
    uint32_t type, size, interface, time_high, time_low, captured, wire;
};

struct capture_writer {
    FILE *stream;
    int   err;       /* errno of the first failure; 0: none */
    char *target;    /* the name the file gets at the close; NULL: written in place */
    char *temporary; /* beside the target; exists as long as it is set */
    char  buffer[WRITE_BUFFER];
};

static uint32_t padded(size_t size)
{
    return (uint32_t)(size + 3) & ~3u;
}

static void put(struct capture_writer *w, const void *data, size_t size)
{
    if (!w->err && size && fwrite_unlocked(data, 1, size, w->stream) != size)
        w->err = errno ? errno : EIO;
}

static void put_padded(struct capture_writer *w, const void *data, size_t size)
{
    static const uint8_t zeros[4];
    put(w, data, size);
    put(w, zeros, padded(size) - size);
}

static void put_option(struct capture_writer *w, uint16_t code, const void *value, uint16_t size)
{
    const struct option o = { code, size };
    put(w, &o, sizeof(o));
    put_padded(w, value, size);
}

/* The end of the options, when there were any, and the size again. */
static void put_end(struct capture_writer *w, bool has_options, uint32_t size)
{
    if (has_options)
        put_option(w, OPTION_END, NULL, 0);
    put(w, &size, sizeof(size));
}

/* With its option header and the end of the options. */
static uint32_t option_room(size_t size)
{
    return (uint32_t)(2 * sizeof(struct option)) + padded(size);
}

static void put_section(struct capture_writer *w)
{
    static const char          application[] = "OpenWFP " WFP_VERSION;
    const uint16_t             size = sizeof(application) - 1;
    const struct section_block b = {
        .type = BLOCK_SECTION, .size = (uint32_t)sizeof(b) + option_room(size) + 4, .byte_order = 0x1a2b3c4d, .major = 1,
        .length_high = UINT32_MAX, .length_low = UINT32_MAX,
    };
    put(w, &b, sizeof(b));
    put_option(w, OPTION_SECTION_APPLICATION, application, size);
    put_end(w, true, b.size);
}

#define LINKTYPE_ETHERNET 1
#define LINKTYPE_RAW 101 /* an IP packet of either version */

static void put_interface(struct capture_writer *w, uint16_t linktype, uint32_t snaplen)
{
    static const uint8_t         nanoseconds = 9; /* 10^-9 s */
    const struct interface_block b = {
        .type = BLOCK_INTERFACE, .size = (uint32_t)sizeof(b) + option_room(1) + 4, .linktype = linktype,
        .snaplen = snaplen,
    };
    put(w, &b, sizeof(b));
    put_option(w, OPTION_INTERFACE_RESOLUTION, &nanoseconds, 1);
    put_end(w, true, b.size);
}

/* Size of the comment as far as an option can hold it; never ends inside a UTF-8 character. */
static uint16_t comment_size(const char *comment)
{
    size_t n = strnlen(comment, COMMENT_MAX + 1);
    if (n > COMMENT_MAX)
        for (n = COMMENT_MAX; n > 0 && ((unsigned char)comment[n] & 0xc0) == 0x80;)
            n--;
    return (uint16_t)n;
}

enum wfp_status capture_writer_put(struct capture_writer *w, const struct capture_packet *p, const char *comment)
{
    const uint32_t            captured = (uint32_t)bytes_left(&p->frame);
    const uint16_t            said = comment ? comment_size(comment) : 0;
    const struct packet_block b = {
        .type = BLOCK_PACKET, .size = (uint32_t)sizeof(b) + padded(captured) + (said ? option_room(said) : 0) + 4,
        .time_high = (uint32_t)(p->time_ns >> 32), .time_low = (uint32_t)p->time_ns, .captured = captured,
        .wire = p->wire_size,
    };
    put(w, &b, sizeof(b));
    put_padded(w, p->frame.at, captured);
    if (said)
        put_option(w, OPTION_COMMENT, comment, said);
    put_end(w, said, b.size);
    return w->err ? WFP_IO_ERROR : WFP_OK;
}

/* Devices, pipes and the names of open descriptors: there is nothing to rename there, or a rename would go past the reader. */
static bool is_in_place(const char *path)
{
    struct stat st;
    if (strncmp(path, "/dev/", 5) == 0 || strncmp(path, "/proc/", 6) == 0)
        return true;
    return stat(path, &st) == 0 && !S_ISREG(st.st_mode);
}

/* A new file beside the target, so that the rename stays within one file system. O_EXCL: never somebody else's file. A number
 * is tried after the other because an earlier run may have been killed. */
static int create_temporary(struct capture_writer *w)
{
    int fd = -1;
    for (unsigned i = 0; i < 1000 && fd < 0; i++) {
        free(w->temporary);
        if (asprintf(&w->temporary, "%s.%u.part", w->target, i) < 0) {
            w->temporary = NULL;
            errno = ENOMEM;
            return -1;
        }
        fd = open(w->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd < 0 && errno != EEXIST)
            break;
    }
    if (fd < 0) {
        int err = errno;
        free(w->temporary);
        w->temporary = NULL;
        errno = err;
    }
    return fd;
}

/* A file replaced keeps its mode; a symbolic link to one keeps pointing. */
static int open_target(struct capture_writer *w, const char *path)
{
    struct stat st;
    if (strcmp(path, "-") == 0)
        return dup(STDOUT_FILENO);
    if (!*path) {
        errno = ENOENT;
        return -1;
    }
    if (is_in_place(path))
        return open(path, O_WRONLY | O_CLOEXEC);
    w->target = realpath(path, NULL);
    if (!w->target)
        w->target = strdup(path);
    if (!w->target)
        return -1;
    if (access(w->target, F_OK) == 0 && access(w->target, W_OK) != 0)
        return -1;
    int fd = create_temporary(w);
    if (fd >= 0 && stat(w->target, &st) == 0 && fchmod(fd, st.st_mode & 0777) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

static void writer_free(struct capture_writer *w)
{
    if (w->temporary)
        unlink(w->temporary);
    free(w->temporary);
    free(w->target);
    free(w);
}

static enum wfp_status say_not_created(char error[CAPTURE_ERROR_SIZE], const char *path, int err)
{
    enum wfp_status s = capture_not_opened(error, path, err);
    if (err == ENOENT || err == ENOTDIR)
        capture_say(error, path, "cannot be created, for its folder does not exist; make the folder or give another name");
    else if (err == EISDIR)
        capture_say(error, path, "is a directory; give the name of a file");
    else if (s == WFP_ACCESS_DENIED || err == EROFS)
        capture_say(error, path, "cannot be written (%s); give a name in a folder of yours", strerror(err));
    return s;
}

static enum wfp_status open_writer(const char *path, uint16_t linktype, uint32_t snaplen, struct capture_writer **out,
                                   char error[CAPTURE_ERROR_SIZE])
{
    const char            *name = strcmp(path, "-") == 0 ? "standard output" : path;
    struct capture_writer *w = malloc(sizeof(*w));
    if (!w)
        return capture_not_opened(error, name, ENOMEM);
    memset(w, 0, offsetof(struct capture_writer, buffer));
    int fd = open_target(w, path);
    w->stream = fd < 0 ? NULL : fdopen(fd, "wb");
    if (!w->stream)
        goto undo;
    setvbuf(w->stream, w->buffer, _IOFBF, sizeof(w->buffer));
    put_section(w);
    put_interface(w, linktype, snaplen);
    *out = w;
    return WFP_OK;

undo:;
    int err = errno;
    if (fd >= 0)
        close(fd);
    writer_free(w);
    return say_not_created(error, name, err);
}

enum wfp_status capture_writer_open(const char *path, const struct capture *like, struct capture_writer **out,
                                    char error[CAPTURE_ERROR_SIZE])
{
    return open_writer(path, capture_linktype(like), capture_snaplen(like), out, error);
}

enum wfp_status capture_writer_open_ip(const char *path, struct capture_writer **out, char error[CAPTURE_ERROR_SIZE])
{
    return open_writer(path, LINKTYPE_RAW, 262144, out, error);
}

enum wfp_status capture_writer_open_ethernet(const char *path, struct capture_writer **out, char error[CAPTURE_ERROR_SIZE])
{
    return open_writer(path, LINKTYPE_ETHERNET, 262144, out, error);
}

enum wfp_status capture_writer_close(struct capture_writer *w)
{
    if (fclose(w->stream) != 0 && !w->err)
        w->err = errno;
    if (!w->err && w->temporary && rename(w->temporary, w->target) != 0)
        w->err = errno;
    if (!w->err) {
        free(w->temporary);
        w->temporary = NULL;
    }
    int err = w->err;
    writer_free(w);
    errno = err;
    return err ? WFP_IO_ERROR : WFP_OK;
}

void capture_writer_discard(struct capture_writer *w)
{
    if (!w)
        return;
    fclose(w->stream);
    writer_free(w);
}
