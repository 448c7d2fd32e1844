/* CBOR heads and byte strings appended to a buffer, shortest form, definite lengths only: what cbor_in.h reads. */
#ifndef WFP_RECORD_CBOR_OUT_H
#define WFP_RECORD_CBOR_OUT_H

#include "base/buffer.h"

enum { CBOR_UINT = 0x00, CBOR_BYTES = 0x40, CBOR_ARRAY = 0x80, CBOR_MAP = 0xA0 }; /* major types as the first byte has them */

static inline void cbor_out_head(struct buffer *out, uint8_t major, uint64_t n)
{
    unsigned bytes = n < 24 ? 0 : n <= UINT8_MAX ? 1 : n <= UINT16_MAX ? 2 : n <= UINT32_MAX ? 4 : 8;
    uint8_t *at = buffer_grow(out, 1 + bytes);
    if (!at)
        return;
    at[0] = (uint8_t)(major | (bytes == 0 ? n : bytes == 1 ? 24u : bytes == 2 ? 25u : bytes == 4 ? 26u : 27u));
    for (unsigned i = bytes; i > 0; i--, n >>= 8)
        at[i] = (uint8_t)n;
}

static inline void cbor_out_bytes(struct buffer *out, const void *data, size_t size)
{
    cbor_out_head(out, CBOR_BYTES, size);
    buffer_put(out, data, size);
}

#endif
