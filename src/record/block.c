#include "record/block.h"

#include <stdlib.h>

#include "record/walk.h"

/* A pointer's slot while the block grows. */
struct link {
    uint32_t target, before; /* `before` as struct block's `last` */
};

_Static_assert(sizeof(struct link) == sizeof(void *), "a link fits where its pointer will be");

enum wfp_status block_init(struct block *b, size_t expected)
{
    uint32_t room = expected < 256 ? 256 : expected > 65536 ? 65536 : (uint32_t)expected;
    *b = (struct block){ .data = malloc(room), .room = room };
    return b->data ? WFP_OK : WFP_NO_MEMORY;
}

void block_fini(struct block *b)
{
    free(b->data);
    *b = (struct block){ 0 };
}

static enum wfp_status grow(struct block *b, uint32_t wanted)
{
    uint32_t room = b->room;
    while (room < wanted)
        room *= 2;
    uint8_t *data = realloc(b->data, room);
    if (!data)
        return WFP_NO_MEMORY;
    b->data = data;
    b->room = room;
    return WFP_OK;
}

enum wfp_status block_take(struct block *b, uint64_t size, uint32_t align, uint32_t *offset)
{
    uint32_t at = (b->size + align - 1) & ~(align - 1);
    if (size > RECORD_SIZE_MAX || at + size > RECORD_SIZE_MAX)
        return WFP_INVALID_PARAMETER;
    if (at + size > b->room)
        RETURN_IF(grow(b, at + (uint32_t)size));
    memset(b->data + b->size, 0, at + size - b->size);
    b->size = at + (uint32_t)size;
    *offset = at;
    return WFP_OK;
}

void block_point(struct block *b, uint32_t slot, uint32_t target)
{
    struct link link = { target, b->last };
    memcpy(b->data + slot, &link, sizeof(link));
    b->last = slot + 1;
}

static void resolve(uint8_t *data, uint32_t last)
{
    while (last) {
        struct link link;
        memcpy(&link, data + last - 1, sizeof(link));
        void *target = data + link.target;
        memcpy(data + last - 1, &target, sizeof(target));
        last = link.before;
    }
}

void *block_finish(struct block *b)
{
    /* Shrinking is worth it for what stays; when it fails the block is only larger than needed. */
    uint8_t *data = b->size && b->room - b->size > b->size ? realloc(b->data, b->size) : NULL;
    if (!data)
        data = b->data;
    resolve(data, b->last);
    *b = (struct block){ 0 };
    return data;
}

enum wfp_status block_finish_arena(struct block *b, struct arena *arena, void **out)
{
    void *data = arena_copy(arena, b->data, b->size);
    if (!data)
        return WFP_NO_MEMORY;
    resolve(data, b->last);
    block_fini(b);
    *out = data;
    return WFP_OK;
}
