/* The capture reader: libpcap on a stream with a large buffer, one packet at a time, nothing copied. It owns the stream, its
 * buffer and libpcap's handle. One thread a capture. */
#include "port/capture.h"

#include <errno.h>
#include <pcap/pcap.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "port/capture_text.h"

#define READ_BUFFER (1u << 20) /* stdio's 4 KiB cost a system call for every few dozen packets */
#define FRAME_MAX   (256u * 1024)

struct link_row {
    int            dlt;      /* libpcap's number in memory */
    uint16_t       linktype; /* the number in a file */
    enum link_type link;
    const char    *name;
    enum { NOT_WIFI, WIFI, WIFI_WITH_RADIOTAP } wifi;
};

/* 12 and 14 are the numbers of raw IP on the BSDs, found in files written there. */
static const struct link_row links[] = {
    { DLT_EN10MB, 1, LINK_ETHERNET, "EN10MB" },
    { DLT_RAW, 101, LINK_RAW_IP, "RAW" },
    { 14, 101, LINK_RAW_IP, "RAW" },
    { 101, 101, LINK_RAW_IP, "RAW" },
    { DLT_IPV4, 228, LINK_RAW_IP, "IPV4" },
    { DLT_IPV6, 229, LINK_RAW_IP, "IPV6" },
    { DLT_LINUX_SLL, 113, LINK_LINUX_COOKED, "LINUX_SLL" },
    { DLT_LINUX_SLL2, 276, LINK_LINUX_COOKED2, "LINUX_SLL2" },
    { DLT_NULL, 0, LINK_NULL, "NULL" },
    { DLT_LOOP, 108, LINK_LOOP, "LOOP" },
    /* what is written of them is Ethernet */
    { DLT_IEEE802_11, 1, LINK_ETHERNET, "IEEE802_11", WIFI },
    { DLT_IEEE802_11_RADIO, 1, LINK_ETHERNET, "IEEE802_11_RADIO", WIFI_WITH_RADIOTAP },
};

struct capture {
    pcap_t                *pcap; /* owns the stream */
    const struct link_row *link;
    uint64_t               size;   /* 0: not a regular file */
    uint64_t               number; /* of the packet read last */
    bool                   seconds_unsigned;
    enum wfp_status        broken; /* an error stays: libpcap would report the end after it */
    char                   complaint[CAPTURE_ERROR_SIZE];
    char                  *name;
    char                   buffer[READ_BUFFER];
};

static const struct link_row *link_find(int dlt)
{
    for (size_t i = 0; i < COUNT_OF(links); i++)
        if (links[i].dlt == dlt)
            return &links[i];
    return NULL;
}

static enum wfp_status say_link(char error[CAPTURE_ERROR_SIZE], const char *name, int dlt)
{
    const char *known = pcap_datalink_val_to_name(dlt);
    const char *description = pcap_datalink_val_to_description(dlt);
    capture_say(error, name, "has link type %s (%d, %s); wfp reads EN10MB, RAW, IPV4, IPV6, LINUX_SLL, LINUX_SLL2, NULL, "
                "LOOP, IEEE802_11 and IEEE802_11_RADIO, so capture on another interface",
                known ? known : "unknown", dlt, description ? description : "no name");
    return WFP_UNSUPPORTED;
}

/* Looks at the first bytes and puts them back; glibc takes any number back that was read from the buffer. */
static struct bytes peek(FILE *f, uint8_t start[CAPTURE_MAGIC_SIZE])
{
    size_t got = fread(start, 1, CAPTURE_MAGIC_SIZE, f);
    for (size_t i = got; i > 0; i--)
        ungetc(start[i - 1], f);
    clearerr(f);
    return bytes_of(start, got);
}

/* Gives the stream to libpcap. On failure it is still the caller's. */
static enum wfp_status start_pcap(struct capture *c, FILE *f, char error[CAPTURE_ERROR_SIZE])
{
    char         said[PCAP_ERRBUF_SIZE] = "";
    uint8_t      start[CAPTURE_MAGIC_SIZE];
    struct bytes magic = peek(f, start);
    c->pcap = pcap_fopen_offline_with_tstamp_precision(f, PCAP_TSTAMP_PRECISION_NANO, said);
    if (!c->pcap)
        return capture_refused(error, c->name, magic, said);
    c->link = link_find(pcap_datalink(c->pcap));
    c->seconds_unsigned = pcap_major_version(c->pcap) == PCAP_VERSION_MAJOR;
    return c->link ? WFP_OK : say_link(error, c->name, pcap_datalink(c->pcap));
}

/* Refuses what can be opened but holds no capture, and notes the size. */
static enum wfp_status look(struct capture *c, FILE *f, char error[CAPTURE_ERROR_SIZE])
{
    struct stat st;
    int         fd = fileno(f);
    if (fd < 0 || fstat(fd, &st) != 0) /* a stream in memory */
        return WFP_OK;
    if (S_ISDIR(st.st_mode)) {
        capture_say(error, c->name, "is a directory; name a capture file in it");
        return WFP_INVALID_PARAMETER;
    }
    if (isatty(fd)) {
        capture_say(error, c->name, "is a terminal; name a file or pipe a capture in");
        return WFP_INVALID_PARAMETER;
    }
    if (S_ISREG(st.st_mode))
        c->size = (uint64_t)st.st_size;
    return WFP_OK;
}

enum wfp_status capture_open_stream(FILE *take, const char *name, struct capture **out, char error[CAPTURE_ERROR_SIZE])
{
    enum wfp_status err = WFP_NO_MEMORY;
    struct capture *c = malloc(sizeof(*c));
    if (!c)
        goto close_stream;
    memset(c, 0, offsetof(struct capture, buffer));
    c->name = strdup(name);
    if (!c->name)
        goto close_stream;
    err = look(c, take, error);
    if (err)
        goto close_stream;
    setvbuf(take, c->buffer, _IOFBF, sizeof(c->buffer));
    err = start_pcap(c, take, error);
    if (err)
        goto close_stream;
    *out = c;
    return WFP_OK;

close_stream:
    if (err == WFP_NO_MEMORY)
        capture_say(error, name, "not enough memory to open it");
    if (!c || !c->pcap) /* else libpcap has it already */
        fclose(take);
    capture_close(c);
    return err;
}

/* Standard input is duplicated, for the buffer must not outlive the capture and stdin lives on. */
static FILE *open_file(const char *path)
{
    if (strcmp(path, "-") != 0)
        return fopen(path, "rbe");
    int   fd = dup(STDIN_FILENO);
    FILE *f = fd < 0 ? NULL : fdopen(fd, "rb");
    if (!f && fd >= 0)
        close(fd);
    return f;
}

enum wfp_status capture_open(const char *path, struct capture **out, char error[CAPTURE_ERROR_SIZE])
{
    const char *name = strcmp(path, "-") == 0 ? CAPTURE_STDIN_NAME : path;
    FILE       *f = open_file(path);
    if (!f)
        return capture_not_opened(error, name, errno);
    return capture_open_stream(f, name, out, error);
}

void capture_close(struct capture *c)
{
    if (!c)
        return;
    if (c->pcap)
        pcap_close(c->pcap); /* closes the stream before its buffer goes */
    free(c->name);
    free(c);
}

enum link_type capture_link(const struct capture *c)
{
    return c->link->link;
}

bool capture_is_wifi(const struct capture *c, bool *radiotap)
{
    *radiotap = c->link->wifi == WIFI_WITH_RADIOTAP;
    return c->link->wifi != NOT_WIFI;
}

const char *capture_link_name(const struct capture *c)
{
    return c->link->name;
}

uint16_t capture_linktype(const struct capture *c)
{
    return c->link->linktype;
}

uint32_t capture_snaplen(const struct capture *c)
{
    int n = pcap_snapshot(c->pcap);
    return n > 0 ? (uint32_t)n : FRAME_MAX;
}

uint64_t capture_size(const struct capture *c)
{
    return c->size;
}

uint64_t capture_position(const struct capture *c)
{
    off_t at = c->size ? ftello(pcap_file(c->pcap)) : 0;
    return at > 0 ? (uint64_t)at : 0;
}

/* Nanoseconds since 1970; what does not fit becomes the nearest time that does. A pcap file has 32 unsigned bits of seconds,
 * which libpcap hands out as signed; pcapng times may really lie before 1970. */
static uint64_t time_of(const struct capture *c, const struct timeval *ts)
{
    int64_t  seconds = c->seconds_unsigned ? (int64_t)(uint32_t)ts->tv_sec : (int64_t)ts->tv_sec;
    uint64_t fraction = ts->tv_usec < 0 ? 0 : (uint64_t)ts->tv_usec; /* nanoseconds, as asked for at the open */
    uint64_t time;
    if (seconds < 0)
        return 0;
    if (__builtin_mul_overflow((uint64_t)seconds, 1000000000u, &time) || __builtin_add_overflow(time, fraction, &time))
        return UINT64_MAX;
    return time;
}

static enum wfp_status break_off(struct capture *c, char error[CAPTURE_ERROR_SIZE])
{
    if (!c->broken)
        c->broken = capture_broken(c->complaint, c->name, c->number, pcap_geterr(c->pcap));
    memcpy(error, c->complaint, CAPTURE_ERROR_SIZE);
    return c->broken;
}

enum wfp_status capture_next(struct capture *c, struct capture_packet *p, char error[CAPTURE_ERROR_SIZE])
{
    struct pcap_pkthdr *h;
    const u_char       *data;
    int                 got = c->broken ? PCAP_ERROR : pcap_next_ex(c->pcap, &h, &data);
    if (got == PCAP_ERROR_BREAK)
        return WFP_NOT_FOUND;
    if (got != 1)
        return break_off(c, error);
    if (h->caplen > FRAME_MAX) {
        c->broken = WFP_BAD_DATA;
        capture_say(c->complaint, c->name, "is damaged after packet %llu (a frame of %u bytes); copy or capture it again",
                    (unsigned long long)c->number, h->caplen);
        return break_off(c, error);
    }
    p->number = ++c->number;
    p->time_ns = time_of(c, &h->ts);
    p->frame = bytes_of(data, h->caplen);
    p->wire_size = h->len > h->caplen ? h->len : h->caplen;
    return WFP_OK;
}
