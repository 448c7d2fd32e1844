/* Bit-vectors: for entries that no table serves (ranges, negations, flags, alternatives), and for each number that they compare, which of
 * them each interval of that number lets pass. What passes all of them is nearly what matches. Plain C for every processor. Immutable
 * once made. Private to the engine. */
#ifndef WFP_ENGINE_BITS_H
#define WFP_ENGINE_BITS_H

#include "engine/entry.h"

enum {
    BITS_SOURCES = 8,    /* numbers that are looked at; what others an entry compares is left to itself */
    BITS_INTERVALS = 128, /* of a number; where there are more, neighbours are one */
    BITS_WORD = 64,       /* entries */
};

struct bits_source {
    uint32_t        source, count; /* of its intervals */
    const uint32_t *starts; /* where they begin, the first at 0 */
    const uint64_t *rows;   /* a row for each of them, a bit for each entry */
};

/* Neighbouring entries of one sublayer, up to BITS_WORD. */
struct bits_word {
    uint32_t best; /* the highest 32 bits of the first one's order */
    uint32_t span;
    uint32_t first; /* entry */
};

struct bits {
    uint32_t           words, count; /* of sources */
    size_t             size; /* bytes of all of it */
    struct bits_word  *word;
    struct bits_source of[BITS_SOURCES];
};

/* Of entries in their order; all of it is in `arena`. NULL in *out: they compare no number. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status bits_make(struct arena *arena, const struct entry *entries, uint32_t count, const struct bits **out);

static inline uint32_t bits_interval(const struct bits_source *s, uint32_t number)
{
    uint32_t at = 0;
    for (uint32_t left = s->count; left > 1; left -= left / 2)
        at += s->starts[at + left / 2] <= number ? left / 2 : 0;
    return at;
}

/* What the number lets pass. */
static inline const uint64_t *bits_row(const struct bits *b, uint32_t source, const struct numbers *n)
{
    const struct bits_source *s = &b->of[source];
    return s->rows + (size_t)bits_interval(s, n->of[s->source]) * b->words;
}

#endif
