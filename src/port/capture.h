/* Capture files: read through libpcap (pcap and pcapng, compressed by nobody), written as pcapng with a comment per packet. */
#ifndef WFP_PORT_CAPTURE_H
#define WFP_PORT_CAPTURE_H

#include <stdint.h>
#include <stdio.h>

#include "base/status.h"
#include "pkt/headers.h"

#define CAPTURE_ERROR_SIZE 512

struct capture;

struct capture_packet {
    uint64_t     number;    /* 1 is the first of the file */
    uint64_t     time_ns;   /* since 1970, UTC */
    struct bytes frame;     /* captured bytes; valid until the next call */
    uint32_t     wire_size; /* bytes on the wire */
};

/* Opens a capture; "-" is standard input. On failure *error holds one line that names the file, what is wrong and how to mend
 * it (empty, not a capture, unknown link type, no such file). The caller owns *out. */
MUST_CHECK enum wfp_status capture_open(const char *path, struct capture **out, char error[CAPTURE_ERROR_SIZE]);
/* The same on an open stream, which is taken: closed by capture_close, and here on failure. Nothing may have been read or
 * buffered yet. name stands in the error lines; it is copied. */
MUST_CHECK enum wfp_status capture_open_stream(FILE *take, const char *name, struct capture **out,
                                               char error[CAPTURE_ERROR_SIZE]);
void capture_close(struct capture *c); /* NULL is allowed */

enum link_type capture_link(const struct capture *c);
/* Its frames are of 802.11, and as links of Ethernet once they are converted (pkt/wifi.h). */
bool capture_is_wifi(const struct capture *c, bool *radiotap);
const char *capture_link_name(const struct capture *c); /* "EN10MB" */
uint16_t capture_linktype(const struct capture *c);     /* the number of the link type in a file */
uint32_t capture_snaplen(const struct capture *c);
/* Bytes of the file in all and read so far; 0 when it is a pipe. */
uint64_t capture_size(const struct capture *c);
uint64_t capture_position(const struct capture *c);

/* WFP_OK: *p is the next packet. WFP_NOT_FOUND: the end. WFP_TRUNCATED or WFP_BAD_DATA: the file breaks off or is damaged
 * here (WFP_IO_ERROR: it cannot be read); *error has the line, what was read before stands. An error repeats itself. */
MUST_CHECK enum wfp_status capture_next(struct capture *c, struct capture_packet *p, char error[CAPTURE_ERROR_SIZE]);

struct capture_writer;

/* Creates (or replaces) a pcapng file with one interface that has the link type and the snap length of `like`; "-" is standard
 * output. A regular file appears under its name at capture_writer_close, whole or not at all; devices and pipes are written
 * as it comes. On failure *error holds one line. The caller owns *out. */
MUST_CHECK enum wfp_status capture_writer_open(const char *path, const struct capture *like, struct capture_writer **out,
                                               char error[CAPTURE_ERROR_SIZE]);
/* The same for packets that come from no file: the frames begin with an IP header. */
MUST_CHECK enum wfp_status capture_writer_open_ip(const char *path, struct capture_writer **out, char error[CAPTURE_ERROR_SIZE]);
/* The same for the frames of live ports. */
MUST_CHECK enum wfp_status capture_writer_open_ethernet(const char *path, struct capture_writer **out, char error[CAPTURE_ERROR_SIZE]);
/* Writes an enhanced packet block; comment may be NULL (UTF-8 otherwise; what no option can hold is cut off at a character).
 * WFP_IO_ERROR: this or an earlier write failed, and close will say so too; nothing more is written. */
MUST_CHECK enum wfp_status capture_writer_put(struct capture_writer *w, const struct capture_packet *p, const char *comment);
/* Flushes, gives the file its name and frees w; WFP_IO_ERROR when anything could not be written, with errno telling why: then
 * no file was made or replaced. */
MUST_CHECK enum wfp_status capture_writer_close(struct capture_writer *w);
/* Frees w and leaves no file: for a run that failed. NULL is allowed. */
void capture_writer_discard(struct capture_writer *w);

#endif
