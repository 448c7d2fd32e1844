#include "base/buffer.h"

#include <stdlib.h>

void buffer_fini(struct buffer *b)
{
    free(b->data);
    buffer_init(b);
}

void buffer_clear(struct buffer *b)
{
    b->size = 0;
    b->failed = false;
}

static bool reserve(struct buffer *b, size_t more)
{
    size_t   room = b->room ? b->room : 256;
    uint8_t *data;
    if (b->failed || more > SIZE_MAX / 4 - b->size)
        return false;
    while (room < b->size + more)
        room *= 2;
    if (room == b->room)
        return true;
    data = realloc(b->data, room);
    if (!data)
        return false;
    b->data = data;
    b->room = room;
    return true;
}

uint8_t *buffer_grow(struct buffer *b, size_t size)
{
    if (!reserve(b, size)) {
        b->failed = true;
        return NULL;
    }
    uint8_t *at = b->data + b->size;
    b->size += size;
    return at;
}

void buffer_put(struct buffer *b, const void *data, size_t size)
{
    uint8_t *at = size ? buffer_grow(b, size) : NULL;
    if (at)
        memcpy(at, data, size);
}
