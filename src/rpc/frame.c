#include "rpc/frame.h"

/* More than this is given back once a message has been dealt with, so that one large message does not stay for ever. */
enum { BODY_KEPT = 64 * 1024 };

/* --- writing -------------------------------------------------------------------------------------------------------------- */

static void put_u32_le(uint8_t *at, uint32_t v)
{
    for (unsigned i = 0; i < 4; i++)
        at[i] = (uint8_t)(v >> 8 * i);
}

void frame_head(uint8_t out[FRAME_HEAD_SIZE], enum frame_kind kind, uint32_t number, uint32_t length)
{
    put_u32_le(out, length);
    memcpy(out + 4, "WFP", 3);
    out[7] = (uint8_t)('0' + kind);
    put_u32_le(out + 8, number);
}

bool frame_put(struct buffer *out, enum frame_kind kind, uint32_t number, struct bytes body)
{
    size_t   size = bytes_left(&body);
    uint8_t *at = size <= UINT32_MAX ? buffer_grow(out, FRAME_HEAD_SIZE + size) : NULL;
    if (!at) {
        out->failed = false; /* a frame is there whole or not at all */
        return false;
    }
    frame_head(at, kind, number, (uint32_t)size);
    if (size)
        memcpy(at + FRAME_HEAD_SIZE, body.at, size);
    return true;
}

bool frame_put_greeting(struct buffer *out, uint32_t longest_request)
{
    uint8_t body[FRAME_GREETING_SIZE];
    put_u32_le(body, longest_request);
    return frame_put(out, FRAME_GREETING, FRAME_VERSION, bytes_of(body, sizeof(body)));
}

/* --- reading -------------------------------------------------------------------------------------------------------------- */

void frame_reader_init(struct frame_reader *r, unsigned kinds, uint32_t longest)
{
    *r = (struct frame_reader){ .kinds = kinds, .longest = longest };
    buffer_init(&r->body);
}

void frame_reader_fini(struct frame_reader *r)
{
    buffer_fini(&r->body);
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

static enum wfp_status read_head(struct frame_reader *r)
{
    struct bytes head = bytes_of(r->head, sizeof(r->head)), tag;
    uint8_t      digit;
    if (!bytes_u32_le(&head, &r->length) || !bytes_sub(&head, 3, &tag) || !bytes_u8(&head, &digit) ||
        !bytes_u32_le(&head, &r->number))
        return WFP_TRUNCATED;
    unsigned kind = (unsigned)digit - '0';
    if (memcmp(tag.at, "WFP", 3) != 0 || kind >= FRAME_KIND_COUNT || !(r->kinds & 1u << kind))
        return WFP_BAD_DATA;
    r->kind = (enum frame_kind)kind;
    return r->length <= r->longest ? WFP_OK : WFP_OUT_OF_BOUNDS;
}

static enum wfp_status take_head(struct frame_reader *r, struct bytes *from)
{
    size_t n = smaller(FRAME_HEAD_SIZE - r->head_size, bytes_left(from));
    if (n == 0 || !bytes_copy(from, r->head + r->head_size, n))
        return WFP_OK;
    r->head_size += n;
    return r->head_size == FRAME_HEAD_SIZE ? read_head(r) : WFP_OK;
}

static enum wfp_status take_body(struct frame_reader *r, struct bytes *from)
{
    struct bytes part;
    if (!bytes_sub(from, smaller(r->length - r->body.size, bytes_left(from)), &part))
        return WFP_TRUNCATED;
    buffer_put(&r->body, part.at, bytes_left(&part));
    return buffer_ok(&r->body) ? WFP_OK : WFP_NO_MEMORY;
}

enum wfp_status frame_feed(struct frame_reader *r, struct bytes *from, bool *whole)
{
    *whole = false;
    if (r->head_size < FRAME_HEAD_SIZE)
        RETURN_IF(take_head(r, from));
    if (r->head_size < FRAME_HEAD_SIZE)
        return WFP_OK;
    RETURN_IF(take_body(r, from));
    *whole = r->body.size == r->length;
    return WFP_OK;
}

void frame_next(struct frame_reader *r)
{
    r->head_size = 0;
    if (r->body.room > BODY_KEPT)
        buffer_fini(&r->body);
    else
        buffer_clear(&r->body);
}
