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

/* The hash of a key is a sum over its words, so that vectors make many at once. */
static const uint32_t key_factors[KEY_WORDS] = { 0x9e3779b1u, 0x85ebca77u, 0xc2b2ae3du, 0x27d4eb2fu };
enum { KEY_FINISH = 0x2c1b3c6d };

static inline uint32_t key_finish(uint32_t sum)
{
    sum = (sum ^ sum >> 16) * KEY_FINISH;
    return sum ^ sum >> 15;
}

/* Whether all numbers that pass the entry's tests have the key's bits in common. */
bool key_covers(const struct key *k, const struct entry *e);
/* Of an entry that it covers. */
uint32_t key_hash(const struct key *k, const struct entry *e);

struct planner;
struct planner *planner_new(void); /* NULL without memory */
void            planner_free(struct planner *p);
/* The best key for those entries. */
struct key plan_key(struct planner *p, const struct source_set *sources, const struct entry *const *entries, uint32_t count);

#endif
