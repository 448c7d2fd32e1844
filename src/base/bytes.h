/* The one bounds-checked cursor. Every read of packet, file or wire bytes goes through it; no other code does pointer
 * arithmetic on such bytes. A read that would pass the end returns false and leaves the cursor and the output as they
 * were. Integers are read in network byte order, those of the _le readers (Windows' own structures) in little-endian order;
 * both are returned in host order. */
#ifndef WFP_BASE_BYTES_H
#define WFP_BASE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct bytes {
    const uint8_t *at;   /* next byte */
    const uint8_t *end;  /* one past the last byte */
};

static inline struct bytes bytes_of(const void *data, size_t size)
{
    const uint8_t *p = data;
    return (struct bytes){ p, p ? p + size : p };
}

static inline size_t bytes_left(const struct bytes *b)
{
    return (size_t)(b->end - b->at);
}

static inline bool bytes_skip(struct bytes *b, size_t n)
{
    if (n > bytes_left(b))
        return false;
    b->at += n;
    return true;
}

static inline bool bytes_u8(struct bytes *b, uint8_t *out)
{
    if (bytes_left(b) < 1)
        return false;
    *out = *b->at++;
    return true;
}

static inline bool bytes_u16(struct bytes *b, uint16_t *out)
{
    if (bytes_left(b) < 2)
        return false;
    *out = (uint16_t)(b->at[0] << 8 | b->at[1]);
    b->at += 2;
    return true;
}

static inline bool bytes_u32(struct bytes *b, uint32_t *out)
{
    if (bytes_left(b) < 4)
        return false;
    *out = (uint32_t)b->at[0] << 24 | (uint32_t)b->at[1] << 16 | (uint32_t)b->at[2] << 8 | b->at[3];
    b->at += 4;
    return true;
}

static inline bool bytes_u16_le(struct bytes *b, uint16_t *out)
{
    if (bytes_left(b) < 2)
        return false;
    *out = (uint16_t)(b->at[1] << 8 | b->at[0]);
    b->at += 2;
    return true;
}

static inline bool bytes_u32_le(struct bytes *b, uint32_t *out)
{
    if (bytes_left(b) < 4)
        return false;
    *out = (uint32_t)b->at[3] << 24 | (uint32_t)b->at[2] << 16 | (uint32_t)b->at[1] << 8 | b->at[0];
    b->at += 4;
    return true;
}

static inline bool bytes_copy(struct bytes *b, void *out, size_t n)
{
    if (n > bytes_left(b))
        return false;
    memcpy(out, b->at, n);
    b->at += n;
    return true;
}

/* Cuts the next n bytes off into *sub. */
static inline bool bytes_sub(struct bytes *b, size_t n, struct bytes *sub)
{
    if (n > bytes_left(b))
        return false;
    *sub = (struct bytes){ b->at, b->at + n };
    b->at += n;
    return true;
}

/* The next n bytes where they lie, for a layout whose members are all uint8_t; NULL when they are not all there. One check
 * for a whole fixed header, which the hot path needs. */
static inline const void *bytes_take(struct bytes *b, size_t n)
{
    const uint8_t *at = b->at;
    return bytes_skip(b, n) ? at : NULL;
}

/* How far `b` has come since it stood at `from`. */
static inline size_t bytes_since(const uint8_t *from, const struct bytes *b)
{
    return (size_t)(b->at - from);
}

/* Where bytes are written to, with the same promise: what does not fit is not written at all. */
struct space {
    uint8_t *at;  /* next byte */
    uint8_t *end; /* one past the last byte */
};

static inline struct space space_of(void *memory, size_t size)
{
    uint8_t *p = memory;
    return (struct space){ p, p ? p + size : p };
}

static inline bool space_put(struct space *s, const void *data, size_t n)
{
    if (n > (size_t)(s->end - s->at))
        return false;
    memcpy(s->at, data, n);
    s->at += n;
    return true;
}

static inline bool space_put_u16(struct space *s, uint16_t n)
{
    const uint8_t wire[2] = { (uint8_t)(n >> 8), (uint8_t)n };
    return space_put(s, wire, sizeof(wire));
}

/* Shortens the cursor to at most n bytes. */
static inline void bytes_limit(struct bytes *b, size_t n)
{
    if (n < bytes_left(b))
        b->end = b->at + n;
}

#endif
