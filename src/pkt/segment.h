/* What a frame leaves to hardware, done in software: the transport checksum filled in, a large TCP or UDP frame cut into the
 * segments that an adapter would send. Descriptors come from a kernel, a guest or a driver and are not believed: a frame that
 * contradicts its own is refused. Any thread. */
#ifndef WFP_PKT_SEGMENT_H
#define WFP_PKT_SEGMENT_H

#include "base/status.h"
#include "pkt/frame.h"

static inline bool frame_is_finished(const struct frame *f)
{
    return !f->offload.needs_checksum && f->offload.gso == FRAME_GSO_NONE;
}

/* Checksum and segmentation as the frame's own headers say. WFP_BAD_DATA: the checksum lies outside the frame, or a large frame is
 * not one whole packet of its kind. */
MUST_CHECK enum wfp_status frame_offload_check(const struct frame *f);

/* Fills the checksum in where it lies; the frame (`size` bytes at `at`) needs none afterwards. WFP_BAD_DATA: it lies outside. */
MUST_CHECK enum wfp_status frame_fill_checksum(uint8_t *at, size_t size, struct frame_offload *offload);

/* A large frame on its way to be cut. Borrows the frame's bytes. */
struct segments {
    struct bytes headers, payload;     /* payload: what is left */
    uint32_t     ip_offset, transport_offset;
    uint32_t     gso_size, count;      /* segments cut so far */
    uint32_t     seq;                  /* TCP: of the next segment */
    uint16_t     id;                   /* IPv4: of the first segment */
    uint8_t      family, protocol, tcp_flags;
};

/* WFP_BAD_DATA as above. */
MUST_CHECK enum wfp_status segments_start(struct segments *s, const struct frame *f);
/* Bytes that a segment has at most. */
uint32_t segments_room(const struct segments *s);
/* Writes the next one, with right lengths, IP identification, sequence number, flags and checksums, into `out`, which has
 * segments_room() bytes; 0: there are no more. */
uint32_t segments_next(struct segments *s, uint8_t *out);

#endif
