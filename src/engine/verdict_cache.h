/* Verdicts that a classify came to, for the next one that asks the same. What is kept is what the search and the arbitration would come
 * to again: a verdict in whose making no callout was asked and nothing was looked at but numbers, found again by the version of the
 * layer's rules and by all numbers that they compare. So nobody can tell whether a verdict was kept, but by the time it takes
 * (docs/classifier.md). Owner thread: who classifies with it; the counts may be read by others. */
#ifndef WFP_ENGINE_VERDICT_CACHE_H
#define WFP_ENGINE_VERDICT_CACHE_H

#include <stdatomic.h>

#include "base/status.h"
#include "model/schema.h"

enum {
    VERDICT_PLACES = 4096,  /* that a cache has for hosts */
    VERDICT_WAYS = 4,       /* places where a verdict may stand */
    VERDICT_WORDS = 42,     /* of a key at most */
    VERDICT_TERMINATORS = 8, /* sublayers that were ended; verdicts with more are not kept */
};

struct verdict_cache;

/* A power of two of places, VERDICT_WAYS or more. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status verdict_cache_new(uint32_t places, struct verdict_cache **out);
/* NULL: nothing. */
void verdict_cache_free(struct verdict_cache *c);

struct verdict_count {
    uint64_t asked, found; /* classifies that looked, and those that had it */
};
struct verdict_count verdict_cache_count(const struct verdict_cache *c, uint16_t layer);

/* --- for the engine --------------------------------------------------------------------------------------------------------- */

enum {
    VERDICT_TRIAL = 512,      /* lookups, after which it is decided whether they were worth it */
    VERDICT_MISSED = 4,       /* one in so many may be in vain: that costs two or three times what one that is found saves */
    VERDICT_NAP = 8192,       /* classifies without a lookup, where they were not; twice as many each time */
    VERDICT_NAP_MOST = 262144,
};

struct classify_in;
struct classify_out;
struct layer_rules;
struct numbers;

/* Whether a layer's classifies look. */
struct verdict_turn {
    uint32_t         left; /* until that is decided again; 0: never looked */
    uint32_t         found; /* in this trial */
    uint32_t         nap;
    bool             asleep;
    _Atomic uint64_t all_asked, all_found;
};

struct verdict_key {
    const struct layer_rules *layer;
    uint64_t hash;
    uint32_t count; /* of words */
    uint32_t words[VERDICT_WORDS];
};

/* By layer; the first member of struct verdict_cache. */
static inline struct verdict_turn *verdict_turns(struct verdict_cache *c)
{
    return (struct verdict_turn *)(void *)c;
}

void verdict_turn_over(struct verdict_turn *t);

static inline bool verdict_cache_looks(struct verdict_cache *c, uint16_t layer)
{
    struct verdict_turn *t = &verdict_turns(c)[layer];
    if (t->left <= 1)
        verdict_turn_over(t);
    else
        t->left--;
    return !t->asleep;
}

/* The key of a classify; and the verdict of one with that key: *out, and the terminators that are asked for. False: none is known. */
void verdict_key_make(struct verdict_key *key, const struct layer_rules *layer, const struct numbers *numbers);
bool verdict_find(struct verdict_cache *c, const struct verdict_key *key, const struct classify_in *in, struct classify_out *out);
/* What the rules alone came to. */
void verdict_keep(struct verdict_cache *c, const struct verdict_key *key, const struct classify_in *in, const struct classify_out *out);

#endif
