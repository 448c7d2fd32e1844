/* See verdict_cache.h. */
#include "engine/verdict_cache.h"

#include <stdlib.h>

#include "engine/index.h"

enum {
    TERMINATORS_UNKNOWN = 0xff, /* nobody asked for them when the verdict was made */
    TAG_USED = 1,               /* the bit of a tag that says: found since its neighbours were last thrown out */
    FIRST_WORDS = 10,           /* of a key that stand in the first cache line */
    MORE_WORDS = VERDICT_WORDS - FIRST_WORDS,
};

/* A cache line, and all of it for addresses, ports and protocols of IPv4; longer keys and terminators stand apart. No callout: no flags,
 * and no veto. */
struct verdict {
    uint64_t           version; /* of the layer's rules; 0: free */
    const struct rule *rule;
    uint16_t           action;
    uint8_t            rights;
    uint8_t            words;
    uint8_t            ended_count;
    uint8_t            blocks; /* a bit for each that ended its sublayer with a block; the others permitted */
    uint32_t           key[FIRST_WORDS];
} __attribute__((aligned(64)));
_Static_assert(sizeof(struct verdict) == 64, "a cache line");
_Static_assert(VERDICT_WORDS >= 1 + SOURCE_NOTHING + 1 + CLAIMS_MAX, "all there can be");

struct verdict_more {
    uint32_t key[MORE_WORDS];
} __attribute__((aligned(64)));

struct verdict_ended {
    const struct rule *of[VERDICT_TERMINATORS];
} __attribute__((aligned(64)));

_Static_assert(VERDICT_TERMINATORS <= 8, "bits of verdict.blocks");

struct verdict_cache {
    struct verdict_turn turns[LAYER_COUNT]; /* first: verdict_turns() */
    uint32_t            mask;               /* of groups of VERDICT_WAYS places */
    uint32_t           *tags;               /* a bit of the hash less than there are, and TAG_USED; 0: free */
    struct verdict     *verdicts;
    struct verdict_more  *more;
    struct verdict_ended *ended;
};

enum wfp_status verdict_cache_new(uint32_t places, struct verdict_cache **out)
{
    struct verdict_cache *c = calloc(1, sizeof(*c));
    if (!c)
        return WFP_NO_MEMORY;
    c->mask = places / VERDICT_WAYS - 1;
    c->tags = calloc(places, sizeof(*c->tags));
    /* read only behind tags that are taken */
    c->verdicts = aligned_alloc(64, places * sizeof(*c->verdicts));
    c->more = aligned_alloc(64, places * sizeof(*c->more));
    c->ended = aligned_alloc(64, places * sizeof(*c->ended));
    if (!c->tags || !c->verdicts || !c->more || !c->ended) {
        verdict_cache_free(c);
        return WFP_NO_MEMORY;
    }
    *out = c;
    return WFP_OK;
}

void verdict_cache_free(struct verdict_cache *c)
{
    if (!c)
        return;
    free(c->tags);
    free(c->verdicts);
    free(c->more);
    free(c->ended);
    free(c);
}

/* --- whether it is worth it -------------------------------------------------------------------------------------------------- */

static void count(_Atomic uint64_t *n, uint64_t more)
{
    atomic_store_explicit(n, atomic_load_explicit(n, memory_order_relaxed) + more, memory_order_relaxed);
}

struct verdict_count verdict_cache_count(const struct verdict_cache *c, uint16_t layer)
{
    const struct verdict_turn *t = &c->turns[layer];
    return (struct verdict_count){ atomic_load_explicit(&t->all_asked, memory_order_relaxed),
                                   atomic_load_explicit(&t->all_found, memory_order_relaxed) };
}

static void fall_asleep(struct verdict_turn *t)
{
    t->nap = !t->nap ? VERDICT_NAP : t->nap < VERDICT_NAP_MOST ? 2 * t->nap : VERDICT_NAP_MOST;
    t->left = t->nap;
    t->asleep = true;
}

/* A trial is over, or a nap; or it is the first time. */
void verdict_turn_over(struct verdict_turn *t)
{
    bool was_trial = t->left == 1 && !t->asleep;
    if (was_trial && t->found < VERDICT_TRIAL - VERDICT_TRIAL / VERDICT_MISSED) {
        fall_asleep(t);
        t->found = 0;
        return;
    }
    if (was_trial)
        t->nap = 0;
    t->asleep = false;
    t->left = VERDICT_TRIAL;
    t->found = 0;
}

/* --- keys -------------------------------------------------------------------------------------------------------------------- */

static uint64_t hash_words(uint64_t h, const uint32_t *words, uint32_t count)
{
    for (uint32_t i = 0; i < count; i += 2) {
        uint64_t two = words[i] | (i + 1 < count ? (uint64_t)words[i + 1] << 32 : 0);
        h = (h ^ two) * UINT64_C(0x9fb21c651e98df25);
        h ^= h >> 29;
    }
    return h * UINT64_C(0x9fb21c651e98df25);
}

/* A number that is absent counts for nothing, nor does that of the claims: they stand behind the others, and how many there are. */
void verdict_key_make(struct verdict_key *key, const struct layer_rules *layer, const struct numbers *n)
{
    const struct source_set *s = layer->sources;
    uint32_t                 claims = s->claims ? 1 + n->claim_count : 0;
    key->layer = layer;
    key->words[0] = n->absent;
    memcpy(&key->words[1], n->of, s->count * sizeof(*n->of));
    for (uint32_t none = n->absent | s->claims; none; none &= none - 1)
        key->words[1 + __builtin_ctz(none)] = 0;
    if (claims) {
        key->words[1 + s->count] = n->claim_count;
        memcpy(&key->words[2 + s->count], n->claims, n->claim_count * sizeof(*n->claims));
    }
    key->count = 1 + s->count + claims;
    key->hash = hash_words(layer->version, key->words, key->count);
}

/* --- places ------------------------------------------------------------------------------------------------------------------ */

static uint32_t group_of(const struct verdict_cache *c, const struct verdict_key *key)
{
    return ((uint32_t)key->hash & c->mask) * VERDICT_WAYS;
}

static uint32_t tag_of(const struct verdict_key *key)
{
    return (uint32_t)(key->hash >> 32) | TAG_USED;
}

static bool are_same(const uint32_t *a, const uint32_t *b, uint32_t count)
{
    uint32_t other = 0;
    for (uint32_t i = 0; i < count; i++)
        other |= a[i] ^ b[i];
    return other == 0;
}

static bool has_key(const struct verdict_cache *c, uint32_t place, const struct verdict_key *key)
{
    const struct verdict *v = &c->verdicts[place];
    if (v->version != key->layer->version || v->words != key->count)
        return false;
    if (key->count <= FIRST_WORDS)
        return are_same(v->key, key->words, key->count);
    return are_same(v->key, key->words, FIRST_WORDS) && are_same(c->more[place].key, key->words + FIRST_WORDS, key->count - FIRST_WORDS);
}

/* Among a group's; VERDICT_WAYS: it is not there. */
static uint32_t way_of(const struct verdict_cache *c, const struct verdict_key *key, uint32_t group)
{
    uint32_t way = 0, tag = tag_of(key);
    while (way < VERDICT_WAYS && !(c->tags[group + way] && (c->tags[group + way] | TAG_USED) == tag && has_key(c, group + way, key)))
        way++;
    return way;
}

static bool give_terminators(const struct verdict *v, const struct verdict_ended *ended, struct terminators *out)
{
    if (v->ended_count == TERMINATORS_UNKNOWN)
        return false;
    out->count = v->ended_count;
    for (uint32_t i = 0; i < v->ended_count; i++)
        out->of[i] = (struct terminator){ ended->of[i], v->blocks >> i & 1 ? ACTION_BLOCK : ACTION_PERMIT };
    return true;
}

bool verdict_find(struct verdict_cache *c, const struct verdict_key *key, const struct classify_in *in, struct classify_out *out)
{
    struct verdict_turn *t = &c->turns[in->layer->id];
    count(&t->all_asked, 1);
    uint32_t              group = group_of(c, key), way = way_of(c, key, group);
    const struct verdict *v = &c->verdicts[group + way];
    if (way == VERDICT_WAYS || (in->terminators && !give_terminators(v, &c->ended[group + way], in->terminators)))
        return false;
    *out = (struct classify_out){ .action = (enum action_type)v->action, .rights = v->rights, .rule = v->rule };
    c->tags[group + way] |= TAG_USED;
    t->found++;
    count(&t->all_found, 1);
    return true;
}

/* Its own place, if it has one; else a free one, or that of a verdict which nobody found for a while. */
static uint32_t way_for(struct verdict_cache *c, const struct verdict_key *key, uint32_t group)
{
    uint32_t way = way_of(c, key, group);
    if (way < VERDICT_WAYS)
        return way;
    for (way = 0; way < VERDICT_WAYS; way++)
        if (!(c->tags[group + way] & TAG_USED))
            return way;
    for (way = 0; way < VERDICT_WAYS; way++)
        c->tags[group + way] &= ~(uint32_t)TAG_USED;
    return key->hash >> 20 & (VERDICT_WAYS - 1);
}

static void take_terminators(struct verdict *v, struct verdict_ended *ended, const struct terminators *t)
{
    v->blocks = 0;
    v->ended_count = t ? (uint8_t)t->count : TERMINATORS_UNKNOWN;
    for (uint32_t i = 0; t && i < t->count; i++) {
        ended->of[i] = t->of[i].rule;
        v->blocks |= (uint8_t)((t->of[i].action == ACTION_BLOCK) << i);
    }
}

void verdict_keep(struct verdict_cache *c, const struct verdict_key *key, const struct classify_in *in, const struct classify_out *out)
{
    if (in->terminators && in->terminators->count > VERDICT_TERMINATORS)
        return;
    uint32_t        group = group_of(c, key), way = way_for(c, key, group);
    struct verdict *v = &c->verdicts[group + way];
    v->version = key->layer->version;
    v->rule = out->rule;
    v->action = (uint16_t)out->action;
    v->rights = (uint8_t)out->rights;
    v->words = (uint8_t)key->count;
    memcpy(v->key, key->words, sizeof(v->key));
    if (key->count > FIRST_WORDS)
        memcpy(c->more[group + way].key, key->words + FIRST_WORDS, (key->count - FIRST_WORDS) * sizeof(*v->key));
    take_terminators(v, &c->ended[group + way], in->terminators);
    c->tags[group + way] = tag_of(key);
}
