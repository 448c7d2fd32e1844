/* What libpcap says about a file, said again for people: which file, what is wrong, how to mend it. libpcap gives no codes,
 * only messages, so they are recognised by words of theirs; a message nobody knows is passed on as it is. */
#include "port/capture_text.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

void capture_say(char error[CAPTURE_ERROR_SIZE], const char *name, const char *format, ...)
{
    va_list args;
    int     used = snprintf(error, CAPTURE_ERROR_SIZE, "%.200s: ", name);
    va_start(args, format);
    vsnprintf(error + used, CAPTURE_ERROR_SIZE - (size_t)used, format, args);
    va_end(args);
    for (char *c = error; *c; c++)
        if ((unsigned char)*c < 0x20 || *c == 0x7f)
            *c = '?';
}

/* Formats people mistake for captures; %s in a mend is the name of the file, IN for one on standard input. */
static const struct magic {
    const char *start;
    size_t      size;
    const char *what;
    const char *mend;
} magics[] = {
    { "\x1f\x8b", 2, "is compressed with gzip", "unpack it on the way: zcat '%s' | wfp replay -" },
    { "BZh", 3, "is compressed with bzip2", "unpack it on the way: bzcat '%s' | wfp replay -" },
    { "\xfd" "7zXZ", 5, "is compressed with xz", "unpack it on the way: xzcat '%s' | wfp replay -" },
    { "\x28\xb5\x2f\xfd", 4, "is compressed with zstd", "unpack it on the way: zstdcat '%s' | wfp replay -" },
    { "\x04\x22\x4d\x18", 4, "is compressed with lz4", "unpack it on the way: lz4cat '%s' | wfp replay -" },
    { "PK\x03\x04", 4, "is a zip archive", "unpack it first: unzip '%s'" },
    { "snoop", 6, "is a snoop capture", "convert it: editcap -F pcapng '%s' OUT.pcapng" },
    { "GMBU", 4, "is a Network Monitor capture", "convert it: editcap -F pcapng '%s' OUT.pcapng" },
    { "RTSS", 4, "is a Network Monitor capture", "convert it: editcap -F pcapng '%s' OUT.pcapng" },
};

static const struct magic *magic_find(struct bytes start)
{
    for (size_t i = 0; i < COUNT_OF(magics); i++)
        if (bytes_left(&start) >= magics[i].size && memcmp(start.at, magics[i].start, magics[i].size) == 0)
            return &magics[i];
    return NULL;
}

static bool has(const char *said, const char *words)
{
    return strstr(said, words) != NULL;
}

static bool ends_with(const char *s, const char *tail)
{
    size_t n = strlen(s), m = strlen(tail);
    return n >= m && strcmp(s + n - m, tail) == 0;
}

static enum wfp_status say_magic(char error[CAPTURE_ERROR_SIZE], const char *name, const struct magic *m)
{
    char mend[CAPTURE_ERROR_SIZE];
    snprintf(mend, sizeof(mend), m->mend, strcmp(name, CAPTURE_STDIN_NAME) == 0 ? "IN" : name);
    capture_say(error, name, "%s, not a capture; %s", m->what, mend);
    return WFP_UNSUPPORTED;
}

static enum wfp_status say_unknown(char error[CAPTURE_ERROR_SIZE], const char *name)
{
    if (ends_with(name, ".etl")) {
        capture_say(error, name, "is a Windows event trace; convert it: etl2pcapng '%s' OUT.pcapng", name);
        return WFP_UNSUPPORTED;
    }
    capture_say(error, name, "is neither pcap nor pcapng; give a capture of tcpdump, Wireshark or the like");
    return WFP_BAD_DATA;
}

enum wfp_status capture_refused(char error[CAPTURE_ERROR_SIZE], const char *name, struct bytes start, const char *said)
{
    const struct magic *m = magic_find(start);
    if (bytes_left(&start) == 0) {
        capture_say(error, name, "is empty; a capture has at least a file header, so capture again");
        return WFP_TRUNCATED;
    }
    if (m)
        return say_magic(error, name, m);
    if (has(said, "unknown file format") || has(said, "bad dump file format") || bytes_left(&start) < 4)
        return say_unknown(error, name);
    if (has(said, "truncated")) {
        capture_say(error, name, "breaks off inside its file header; copy or capture it again");
        return WFP_TRUNCATED;
    }
    if (has(said, "no Interface Description")) {
        capture_say(error, name, "holds no packets and no interface, so its link type is not known; capture again");
        return WFP_BAD_DATA;
    }
    if (has(said, "unsupported pcap") || has(said, "archaic") || has(said, "unknown pcapng savefile major")) {
        capture_say(error, name, "has a version libpcap does not read; convert it: editcap -F pcapng '%.100s' OUT.pcapng", name);
        return WFP_UNSUPPORTED;
    }
    capture_say(error, name, "is damaged (%s); copy or capture it again", said);
    return WFP_BAD_DATA;
}

static enum wfp_status say_interfaces(char error[CAPTURE_ERROR_SIZE], const char *name, uint64_t whole, bool types)
{
    unsigned long long n = whole;
    if (types)
        capture_say(error, name, "has interfaces of different link types (met after %llu packets), of which libpcap reads one; "
                    "split it: tshark -r IN -Y 'frame.interface_id == 0' -F nsecpcap -w OUT.pcap", n);
    else
        capture_say(error, name, "has interfaces with different snap lengths (met after %llu packets), which libpcap does not "
                    "read; convert it: editcap -F nsecpcap '%.100s' OUT.pcap", n, name);
    return WFP_UNSUPPORTED;
}

enum wfp_status capture_broken(char error[CAPTURE_ERROR_SIZE], const char *name, uint64_t whole, const char *said)
{
    unsigned long long n = whole;
    if (has(said, "different from the type of the first"))
        return say_interfaces(error, name, whole, true);
    if (has(said, "different from the snapshot length"))
        return say_interfaces(error, name, whole, false);
    if (has(said, "truncated")) {
        capture_say(error, name, "breaks off inside packet %llu, after %llu whole packets; copy or capture it again to have "
                    "the rest", n + 1, n);
        return WFP_TRUNCATED;
    }
    if (has(said, "error reading")) {
        capture_say(error, name, "cannot be read on after packet %llu (%s)", n, said);
        return WFP_IO_ERROR;
    }
    if (has(said, "memory") || has(said, "malloc")) {
        capture_say(error, name, "not enough memory to read on after packet %llu", n);
        return WFP_NO_MEMORY;
    }
    capture_say(error, name, "is damaged after packet %llu (%s); copy or capture it again", n, said);
    return WFP_BAD_DATA;
}

enum wfp_status capture_not_opened(char error[CAPTURE_ERROR_SIZE], const char *name, int err)
{
    if (err == ENOENT || err == ENOTDIR) {
        capture_say(error, name, "no such file; check the name");
        return WFP_NOT_FOUND;
    }
    if (err == EACCES || err == EPERM) {
        capture_say(error, name, "permission denied; change its mode or run as its owner");
        return WFP_ACCESS_DENIED;
    }
    capture_say(error, name, "cannot be opened: %s", strerror(err));
    return err == ENOMEM ? WFP_NO_MEMORY : WFP_IO_ERROR;
}
