/* By which bits a set of entries is found fastest: the choice of a key, by what a sample of the entries says of how many it would
 * serve and how many of them would share a place. Private to the engine. */
#ifndef WFP_ENGINE_PLAN_H
#define WFP_ENGINE_PLAN_H

#include "engine/entry.h"

enum { KEY_WORDS = 4 };

/* Leading bits of some sources. */
struct key {
    uint32_t mask[KEY_WORDS];
    uint8_t  source[KEY_WORDS], bits[KEY_WORDS];
    uint32_t words; /* 0: none is worth its cost */
};

/* The first bits of a word's number are there whether the source has them or not, hence a seed that is not 0. */
static inline uint64_t key_stir(uint64_t h, uint32_t number)
{
    h = (h + number) * UINT64_C(0x9e3779b97f4a7c15);
    return h ^ h >> 29;
}

#define KEY_SEED UINT64_C(0x2545f4914f6cdd1d)

/* Whether all numbers that pass the entry's tests have the key's bits in common. */
bool key_covers(const struct key *k, const struct entry *e);
/* Of an entry that it covers. */
uint64_t key_hash(const struct key *k, const struct entry *e);

/* The best key for those entries: in *out. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status plan_key(const struct source_set *sources, const struct entry *const *entries, uint32_t count,
                                    struct key *out);

#endif
