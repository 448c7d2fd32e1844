/* One block of memory that grows while a structure and all it points to are put into it. Until it is finished everything is
 * known by its offset; pointers are offsets too, chained through their own slots, and become addresses at the end. */
#ifndef WFP_RECORD_BLOCK_H
#define WFP_RECORD_BLOCK_H

#include <stdint.h>

#include "base/arena.h"
#include "base/bytes.h"
#include "base/status.h"

struct block {
    uint8_t *data;
    uint32_t size, room;
    uint32_t last; /* 1 + the offset of the newest pointer; 0 none */
};

/* `expected`: a guess of its size. */
MUST_CHECK enum wfp_status block_init(struct block *b, size_t expected);
void block_fini(struct block *b);
/* Zeroed bytes at a multiple of `align`. WFP_INVALID_PARAMETER: it would be larger than RECORD_SIZE_MAX. */
MUST_CHECK enum wfp_status block_take(struct block *b, uint64_t size, uint32_t align, uint32_t *offset);
/* The pointer at `slot` leads to `target`. Each slot once. */
void block_point(struct block *b, uint32_t slot, uint32_t target);
/* What lies at an offset, until the next block_take(). */
static inline uint8_t *block_at(const struct block *b, uint32_t offset)
{
    return b->data + offset;
}
/* The finished block, the caller's to free(); or a copy of it in an arena. The block is empty then. */
void *block_finish(struct block *b);
MUST_CHECK enum wfp_status block_finish_arena(struct block *b, struct arena *arena, void **out);

#endif
