/* The numbers that a layer's filters compare: a field of up to 32 bits, such a field under a mask, 32 bits of a longer field, the
 * number of the name of a blob or SID, the place of a blob among the prefixes that filters want, or the claims of a token: the numbers
 * of its SIDs that filters name. A classify reads each of them once. Private to the engine. */
#ifndef WFP_ENGINE_SOURCE_H
#define WFP_ENGINE_SOURCE_H

#include "engine/prefix.h"
#include "engine/program.h"

enum {
    SOURCES_MAX = 32,
    SOURCE_NOTHING = SOURCES_MAX - 1, /* always there, always 0: of tests that are not needed */
    SOURCE_NONE = SOURCES_MAX,
    CLAIMS_MAX = 8,
};

enum source_kind { SOURCE_NUMBER, SOURCE_NAME, SOURCE_WORD, SOURCE_HALF, SOURCE_PREFIX, SOURCE_CLAIM };

struct source {
    uint8_t       slot, type; /* index of the field, TYPE_* that its value must have */
    uint8_t       kind;       /* enum source_kind */
    uint8_t       at;         /* SOURCE_WORD: pairs of bytes before it; SOURCE_HALF: 0 the low half, 1 the high one */
    uint32_t      mask;       /* what counts of a number that stands in the value itself */
};

/* The SIDs that filters name, by the numbers of their names. */
struct claim_set {
    uint32_t *of; /* on the heap; 0: free */
    uint32_t  count, room; /* a power of two, or 0 */
};

/* The same for whoever reads sixteen at a time: where in the values the number and its type are, in bytes. */
struct source_columns {
    uint32_t number[SOURCES_MAX], type[SOURCES_MAX], mask[SOURCES_MAX], wanted_type[SOURCES_MAX];
} __attribute__((aligned(64)));

struct source_set {
    struct source of[SOURCE_NOTHING];
    struct source_columns columns;
    uint32_t      named;   /* a bit for each that is SOURCE_NAME */
    uint32_t      special; /* a bit for each that does not stand in the value itself */
    uint32_t      count;
    uint32_t      claims; /* a bit for the source of claims: there is one at most */
    struct claim_set claimed;
    struct prefix_set prefixes; /* of one field, sealed before the first entry is made */
    uint8_t  prefix_slot;
    bool          frozen; /* classifies read it: nothing is added any more */
};

/* What a classify has. A claim has several values: of[] has the one that is looked for just now. */
struct numbers {
    uint32_t of[SOURCES_MAX] __attribute__((aligned(64)));
    uint32_t absent; /* a bit a source whose field is EMPTY or of another type */
    uint32_t claims[CLAIMS_MAX];
    uint32_t claim_count;
};

void source_set_fini(struct source_set *s);
/* Its index, added when it is new; SOURCE_NONE when there is no room or it is frozen, and for a
 * second source of claims. */
uint32_t source_index(struct source_set *s, const struct source *wanted);
/* That filters name the SID whose name has this number. *known: they do; not so when it is a new one and the set is frozen.
 * WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status source_claim(struct source_set *s, uint32_t name, bool *known);
/* How many bits it can have. */
unsigned source_bits(const struct source *s);

/* A bit for each whose field is EMPTY or of another type. */
static inline uint32_t numbers_absent(const struct source_set *s, const struct value *values)
{
    uint32_t absent = 0, bit = 1;
    for (const struct source *c = s->of, *end = c + s->count; c < end; c++, bit <<= 1)
        absent |= (uint32_t)values[c->slot].type != c->type ? bit : 0;
    return absent;
}

/* All that stand in the values themselves; the others are something. `names`: there may be some. */
static inline __attribute__((always_inline)) void numbers_within(struct numbers *n, const struct source_set *s, const struct value *values,
                                                                 bool names)
{
    uint32_t odd = 0, *number = n->of;
    for (const struct source *c = s->of, *end = c + s->count; c < end; c++) {
        const struct value *v = &values[c->slot];
        *number++ = (names && c->kind == SOURCE_NAME ? v->name : v->u32) & c->mask; /* of 8 and 16 bits it keeps what was written */
        odd |= (uint32_t)v->type ^ c->type;
    }
    n->absent = odd ? numbers_absent(s, values) : 0;
    n->claim_count = 0;
    n->of[SOURCE_NOTHING] = 0;
}

/* Nothing has a name and nothing is special. */
static inline bool source_set_is_plain(const struct source_set *s)
{
    return !(s->named | s->special);
}

/* What numbers_within() leaves. False: the values are of a kind that the numbers cannot tell, and the filters have to be asked one by
 * one: bytes without a name where filters compare names. */
bool numbers_complete(struct numbers *n, const struct source_set *s, const struct value *values);

#endif
