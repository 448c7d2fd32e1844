/* Bytes that grow: what is written before its length is known. Once memory has run out nothing more is appended and
 * buffer_ok() says so, so that a writer checks once, at the end. Owned by whoever calls buffer_init(); not for several threads. */
#ifndef WFP_BASE_BUFFER_H
#define WFP_BASE_BUFFER_H

#include <stdbool.h>

#include "base/bytes.h"

struct buffer {
    uint8_t *data;
    size_t   size, room;
    bool     failed;
};

static inline void buffer_init(struct buffer *b)
{
    *b = (struct buffer){ 0 };
}

void buffer_fini(struct buffer *b);
/* Empty again; keeps its memory. */
void buffer_clear(struct buffer *b);
void buffer_put(struct buffer *b, const void *data, size_t size);
/* Room for `size` more bytes, to be filled by the caller at once; NULL when there is no memory. */
uint8_t *buffer_grow(struct buffer *b, size_t size);

static inline bool buffer_ok(const struct buffer *b)
{
    return !b->failed;
}

static inline struct bytes buffer_bytes(const struct buffer *b)
{
    return bytes_of(b->data, b->size);
}

#endif
