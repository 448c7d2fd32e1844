/* The numbers that a layer's filters compare: a field of up to 32 bits, such a field under a mask, 32 bits of a longer field, the
 * id of a blob or SID, or the claims of a token: the ids of its SIDs that filters name. A classify reads each of them once. Private
 * to the engine. */
#ifndef WFP_ENGINE_SOURCE_H
#define WFP_ENGINE_SOURCE_H

#include "engine/intern.h"
#include "engine/program.h"

enum {
    SOURCES_MAX = 32,
    SOURCE_NOTHING = SOURCES_MAX - 1, /* always there, always 0: of tests that are not needed */
    SOURCE_NONE = SOURCES_MAX,
    CLAIMS_MAX = 8,
};

enum source_kind { SOURCE_NUMBER, SOURCE_WORD, SOURCE_HALF, SOURCE_ID, SOURCE_CLAIM };

struct source {
    uint8_t       slot, type; /* index of the field, TYPE_* that its value must have */
    uint8_t       kind;       /* enum source_kind */
    uint8_t       at;         /* SOURCE_WORD: pairs of bytes before it; SOURCE_HALF: 0 the low half, 1 the high one */
    uint32_t      mask;       /* SOURCE_NUMBER: what counts */
};

struct source_set {
    struct source of[SOURCE_NOTHING];
    struct intern ids[SOURCE_NOTHING]; /* of SOURCE_ID, SOURCE_CLAIM */
    uint32_t      special; /* a bit for each that is not SOURCE_NUMBER */
    uint32_t      count;
    uint32_t      claims; /* a bit for the source of claims: there is one at most */
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
/* How many bits it can have. */
unsigned source_bits(const struct source *s);

/* A bit for each whose field is EMPTY or of another type. */
static inline uint32_t numbers_absent(const struct source_set *s, const struct value *values)
{
    uint32_t absent = 0;
    for (uint32_t i = 0; i < s->count; i++)
        absent |= (uint32_t)((uint32_t)values[s->of[i].slot].type != s->of[i].type) << i;
    return absent;
}

/* Those that are a field of up to 32 bits; the others are something. */
static inline void numbers_read_plain(struct numbers *n, const struct source_set *s, const struct value *values)
{
    uint32_t odd = 0, *number = n->of;
    for (const struct source *c = s->of, *end = c + s->count; c < end; c++) {
        const struct value *v = &values[c->slot];
        *number++ = v->u32 & c->mask; /* of 8 and 16 bits the mask keeps what was written */
        odd |= (uint32_t)v->type ^ c->type;
    }
    n->absent = odd ? numbers_absent(s, values) : 0;
    n->claim_count = 0;
    n->of[SOURCE_NOTHING] = 0;
}

/* False: the values are of a kind that the numbers cannot tell, and the filters have to be asked one by one. */
bool numbers_read(struct numbers *n, const struct source_set *s, const struct value *values);

#endif
