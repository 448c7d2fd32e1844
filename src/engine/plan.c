#include "engine/plan.h"

#include <stdlib.h>

enum {
    SAMPLE = 2048,     /* entries that are looked at */
    SAMPLE_KEYS = 256, /* of them, whose own bits are candidates */
    CANDIDATES = 256,
    COUNTERS = 2 * SAMPLE,
    COST_PROBE = 9, /* nanoseconds, roughly */
    COST_ENTRY = 3,
    COST_FAR_ENTRY = 1, /* of a long list one has mostly found something before its end */
    NEAR_ENTRIES = 16,
    SCANNED = 3, /* entries in lanes that are looked at in a nanosecond */
};

/* --- keys -------------------------------------------------------------------------------------------------------------------- */

bool key_covers(const struct key *k, const struct entry *e)
{
    for (uint32_t i = 0; i < k->words; i++) {
        int t = entry_test_of(e, k->source[i]);
        if (t < 0 || entry_prefix(e, (unsigned)t) < k->bits[i])
            return false;
    }
    return true;
}

uint32_t key_hash(const struct key *k, const struct entry *e)
{
    uint32_t sum = 0;
    for (uint32_t i = 0; i < k->words; i++)
        sum += (e->lo[entry_test_of(e, k->source[i])] & k->mask[i]) * key_factors[i];
    return key_finish(sum);
}

/* Leading bits that count, in steps so that few keys serve many filters; 0: too few to be of use. */
static unsigned useful_bits(unsigned prefix, unsigned bits)
{
    unsigned open = 32 - prefix;
    if (open >= bits)
        return 0;
    unsigned fixed = bits - open;
    if (bits == 8)
        return fixed == 8 ? 32 : 0;
    return fixed < 8 ? 0 : 32 - bits + fixed / 4 * 4;
}

/* --- candidates -------------------------------------------------------------------------------------------------------------- */

struct planner {
    const struct entry *of[SAMPLE];
    uint32_t            count, total;
    struct key          candidates[CANDIDATES];
    uint32_t            candidate_count;
    struct {
        uint32_t hash, round, seen;
    } counters[COUNTERS];
    uint32_t round;
};

static void add_candidate(struct planner *s, const struct key *k)
{
    for (uint32_t i = 0; i < s->candidate_count; i++)
        if (memcmp(&s->candidates[i], k, sizeof(*k)) == 0)
            return;
    if (s->candidate_count < CANDIDATES)
        s->candidates[s->candidate_count++] = *k;
}

static void add_word(struct key *k, uint8_t source, unsigned bits)
{
    uint32_t at = k->words++;
    for (; at > 0 && k->source[at - 1] > source; at--) {
        k->source[at] = k->source[at - 1];
        k->bits[at] = k->bits[at - 1];
        k->mask[at] = k->mask[at - 1];
    }
    k->source[at] = source;
    k->bits[at] = (uint8_t)bits;
    k->mask[at] = 0xffffffffu << (32 - bits);
}

/* All subsets of the entry's fixed bits, up to the words of a key. */
static void add_candidates(struct planner *s, const struct source_set *sources, const struct entry *e)
{
    unsigned bits[ENTRY_TESTS] = { 0 };
    for (unsigned i = 0; i < e->tests; i++)
        bits[i] = useful_bits(entry_prefix(e, i), source_bits(&sources->of[e->source[i]]));
    for (unsigned subset = 1; subset < 1u << e->tests; subset++) {
        struct key k;
        bool       fits = __builtin_popcount(subset) <= KEY_WORDS;
        memset(&k, 0, sizeof(k));
        for (unsigned i = 0; fits && i < e->tests; i++) {
            if (!(subset >> i & 1))
                continue;
            fits = bits[i] != 0;
            if (fits)
                add_word(&k, e->source[i], bits[i]);
        }
        if (fits)
            add_candidate(s, &k);
    }
}

/* --- their worth ------------------------------------------------------------------------------------------------------------- */

/* How many with the same hash were counted in this round before. */
static uint32_t count_up(struct planner *s, uint32_t hash)
{
    uint32_t at = hash % COUNTERS;
    while (s->counters[at].round == s->round && s->counters[at].hash != hash)
        at = (at + 1) % COUNTERS;
    if (s->counters[at].round != s->round) {
        s->counters[at].round = s->round;
        s->counters[at].hash = hash;
        s->counters[at].seen = 0;
    }
    return s->counters[at].seen++;
}

/* Entries served for each nanosecond that it costs a classify to look there; 0: it had better not. */
static double worth(struct planner *s, const struct key *k)
{
    double covered = 0, pairs = 0;
    s->round++;
    for (uint32_t i = 0; i < s->count; i++)
        if (key_covers(k, s->of[i])) {
            covered++;
            pairs += count_up(s, key_hash(k, s->of[i]));
        }
    if (covered == 0)
        return 0;
    double scale = (double)s->total / s->count;
    double together = 1 + scale * 2 * pairs / covered; /* entries in the place of an entry */
    double near = together < NEAR_ENTRIES ? together : NEAR_ENTRIES;
    double cost = COST_PROBE + COST_ENTRY * near + COST_FAR_ENTRY * (together - near);
    return covered * scale > SCANNED * cost ? covered * scale / cost : 0;
}

struct planner *planner_new(void)
{
    return calloc(1, sizeof(struct planner));
}

void planner_free(struct planner *p)
{
    free(p);
}

struct key plan_key(struct planner *p, const struct source_set *sources, const struct entry *const *entries, uint32_t count)
{
    struct key out = { .words = 0 };
    double     best = 0;
    p->total = count;
    p->count = count < SAMPLE ? count : SAMPLE;
    p->candidate_count = 0;
    for (uint32_t i = 0; i < p->count; i++)
        p->of[i] = entries[(uint64_t)i * count / p->count];
    uint32_t step = p->count > SAMPLE_KEYS ? p->count / SAMPLE_KEYS : 1;
    for (uint32_t i = 0; i < p->count; i += step)
        add_candidates(p, sources, p->of[i]);
    for (uint32_t i = 0; i < p->candidate_count; i++) {
        double w = worth(p, &p->candidates[i]);
        if (w > best) {
            best = w;
            out = p->candidates[i];
        }
    }
    return out;
}
