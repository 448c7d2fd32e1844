/* Few entries with all their comparisons in columns, so that sixteen are decided at once and none is looked at that does not hold. Immutable
 * once made. Private to the engine. */
#ifndef WFP_ENGINE_SCAN_H
#define WFP_ENGINE_SCAN_H

#include "engine/entry.h"

enum {
    SCAN_ENTRIES = 16,  /* of a block */
    SCAN_COLUMNS = 8,   /* whose numbers stay in registers */
    SCAN_MOST = 1024,   /* entries */
};

/* What the entries of a block want of one number; those that do not compare it take any. */
struct column {
    uint32_t lo[SCAN_ENTRIES], width[SCAN_ENTRIES];
} __attribute__((aligned(64)));

/* Block for block, as many columns each. */
struct scan {
    struct column *columns;
    uint32_t       entries;
    uint8_t        count; /* of columns; 0: there is none */
    uint8_t        source[SCAN_COLUMNS];
};

/* Of entries in their order, which compare so few numbers; of others it is empty. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status scan_make(struct arena *arena, const struct entry *entries, uint32_t count, struct scan *out);

static inline size_t scan_size(const struct scan *s)
{
    return (s->entries + SCAN_ENTRIES - 1) / SCAN_ENTRIES * s->count * sizeof(struct column);
}

#endif
