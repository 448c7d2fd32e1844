/* Frames: how messages stand on the wire. A header of three little-endian 32-bit numbers, then the body:
 *
 *     length   of the body, in bytes
 *     kind     'W' 'F' 'P' and a digit, so that anything else that talks to the socket is found out by its first bytes
 *     number   of the request; the reply has the same. For a greeting the version of these rules, for a refusal its reason.
 *
 * A reader takes bytes as they come and knows nothing of sockets. Memory follows what has arrived, never what a header claims.
 * Owned by one thread. */
#ifndef WFP_RPC_FRAME_H
#define WFP_RPC_FRAME_H

#include "base/buffer.h"
#include "base/bytes.h"
#include "base/status.h"

enum { FRAME_HEAD_SIZE = 12, FRAME_GREETING_SIZE = 4, FRAME_VERSION = 1 };

enum frame_kind {
    FRAME_GREETING, /* the daemon: you are welcome; the body is the longest request it takes, 32 bits, little-endian */
    FRAME_REFUSAL,  /* the daemon: you are not; no body */
    FRAME_REQUEST,  /* the program */
    FRAME_REPLY,    /* the daemon */
    FRAME_EVENT,    /* the daemon; number 0 */
    FRAME_KIND_COUNT
};

enum frame_refusal { FRAME_REFUSED = 1, FRAME_REFUSED_ACCESS = 2, FRAME_REFUSED_FULL = 3 };

/* --- writing -------------------------------------------------------------------------------------------------------------- */

void frame_head(uint8_t out[FRAME_HEAD_SIZE], enum frame_kind kind, uint32_t number, uint32_t length);
/* Appends a whole frame. false: no memory, or too long for a frame; then nothing was appended and the buffer is as good as
 * before. */
bool frame_put(struct buffer *out, enum frame_kind kind, uint32_t number, struct bytes body);
bool frame_put_greeting(struct buffer *out, uint32_t longest_request);

/* --- reading -------------------------------------------------------------------------------------------------------------- */

struct frame_reader {
    unsigned        kinds;   /* what may come: 1 << FRAME_REQUEST */
    uint32_t        longest; /* body */
    uint8_t         head[FRAME_HEAD_SIZE];
    size_t          head_size; /* of it have come */
    enum frame_kind kind;      /* these three once the head is there */
    uint32_t        number;
    uint32_t        length;
    struct buffer   body;
};

void frame_reader_init(struct frame_reader *r, unsigned kinds, uint32_t longest);
void frame_reader_fini(struct frame_reader *r);
/* Takes what it needs from the cursor, at most to the end of one frame. *whole: it is there, until frame_next(). WFP_BAD_DATA:
 * no kind that may come here; WFP_OUT_OF_BOUNDS: too long (`length` says how long); WFP_NO_MEMORY. After an error the reader
 * can only be freed. */
MUST_CHECK enum wfp_status frame_feed(struct frame_reader *r, struct bytes *from, bool *whole);
/* Done with the frame that was whole; its body is gone. */
void frame_next(struct frame_reader *r);

static inline bool frame_begun(const struct frame_reader *r)
{
    return r->head_size > 0;
}

#endif
