/* Messages between a program and the host of a driver's device. A connection is one open file: the first request opens it, the
 * end of the connection closes it. Every request has a reply; what a driver keeps answers STATUS_PENDING, and when it is done an
 * event with its number follows, after which the result is collected. Uncollected results are few, so that no event is lost.
 *
 * The first byte is one with which no management call begins. Numbers are little-endian; bytes have their length (32 bits)
 * before them. */
#ifndef WFP_RECORD_DEVICE_CALL_H
#define WFP_RECORD_DEVICE_CALL_H

#include "base/buffer.h"
#include "base/status.h"

enum { DEVICE_MARK = 0xfe, DEVICE_BUFFER_MAX = 16 << 20, DEVICE_NAME_MAX = 520, DEVICE_REQUESTS_MAX = 1024 };

enum device_what {
    DEVICE_OPEN = 1, /* access, share, options, in: the name, UTF-8, "\\??\\NAME" */
    DEVICE_IO,       /* number, kind, code, offset, in, out */
    DEVICE_COLLECT,  /* number */
    DEVICE_CANCEL,   /* number; 0: all */
    DEVICE_CLOSE,
    DEVICE_WHAT_END
};

enum device_option { DEVICE_OVERLAPPED = 1 };

struct device_request {
    enum device_what what;
    uint64_t     number;  /* the program's, of a request; not 0 */
    uint32_t     access;  /* as CreateFile has it */
    uint32_t     share;
    uint32_t     options; /* enum device_option */
    uint32_t     kind;    /* the major function: 3 read, 4 write, 14 control */
    uint32_t     code;    /* of a control */
    uint64_t     offset;
    struct bytes in;
    uint32_t     out_size;
    struct bytes out;     /* what is in the output buffer already: empty, or out_size bytes */
};

struct device_reply {
    uint32_t     status; /* NTSTATUS */
    uint64_t     information;
    struct bytes out;    /* the beginning of the output buffer */
};

/* Whether a request is one of these. */
bool device_asks(struct bytes request);

/* WFP_NO_MEMORY; WFP_OUT_OF_BOUNDS: a buffer or name is too long. */
MUST_CHECK enum wfp_status device_request_encode(const struct device_request *r, struct buffer *out);
/* What it points to lies in the message. WFP_BAD_DATA, WFP_OUT_OF_BOUNDS. */
MUST_CHECK enum wfp_status device_request_decode(struct bytes message, struct device_request *out);
MUST_CHECK enum wfp_status device_reply_encode(const struct device_reply *r, struct buffer *out);
MUST_CHECK enum wfp_status device_reply_decode(struct bytes message, struct device_reply *out);
/* That a request is done. */
MUST_CHECK enum wfp_status device_event_encode(uint64_t number, struct buffer *out);
MUST_CHECK enum wfp_status device_event_decode(struct bytes message, uint64_t *number);

#endif
