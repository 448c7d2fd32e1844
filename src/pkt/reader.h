/* The cursor of the header parser: base/bytes.h plus the knowledge of how much was on the wire and not captured. Private to
 * pkt/: link.c, ip.c, transport.c and headers.c hand one reader down the packet. */
#ifndef WFP_PKT_READER_H
#define WFP_PKT_READER_H

#include "pkt/headers.h"

struct reader {
    const uint8_t *start; /* of the frame, for offsets */
    struct bytes   rest;  /* captured bytes of the unit being read: the frame, later the IP packet */
    size_t         cut;   /* bytes of that unit which were on the wire after rest.end and are not here */
};

/* A wire size below the captured size is taken for the captured size. */
static inline struct reader reader_of(struct bytes frame, uint32_t wire_size)
{
    size_t captured = bytes_left(&frame);
    /* Member by member: copied whole, the cursor would go through memory and stall. */
    return (struct reader){ frame.at, { frame.at, frame.end }, wire_size > captured ? wire_size - captured : 0 };
}

static inline uint32_t reader_offset(const struct reader *r)
{
    return (uint32_t)bytes_since(r->start, &r->rest);
}

/* What is left of the unit, captured or not. */
static inline size_t reader_left(const struct reader *r)
{
    return bytes_left(&r->rest) + r->cut;
}

/* Why the next n bytes are not there: the capture kept too few, or the packet itself ends too early. */
static inline enum parse_result reader_missing(const struct reader *r, size_t n, enum parse_result truncated)
{
    return n <= reader_left(r) ? PARSE_CAPTURE_CUT : truncated;
}

/* The unit ends `size` bytes from here. False when that is more than was on the wire. */
static inline bool reader_limit(struct reader *r, size_t size)
{
    size_t captured = bytes_left(&r->rest);
    if (size > captured + r->cut)
        return false;
    bytes_limit(&r->rest, size);
    r->cut = size > captured ? size - captured : 0;
    return true;
}

#endif
