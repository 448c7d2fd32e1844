#include "engine/shelf.h"

enum {
    CHAIN_SHORT = 4, /* entries at a place that are no reason to look for another one */
    TABLE_LEAST = 16,
};

/* --- its tables --------------------------------------------------------------------------------------------------------------- */

static struct key key_at(const struct node *n, uint32_t table)
{
    struct key k = { .words = 0 };
    for (uint32_t i = 0; i < n->words; i++) {
        if (!n->mask[i][table])
            continue;
        k.mask[k.words] = n->mask[i][table];
        k.source[k.words] = n->source[i][table];
        k.bits[k.words++] = (uint8_t)__builtin_popcount(n->mask[i][table]);
    }
    return k;
}

static uint32_t bits_of(const struct key *k)
{
    uint32_t bits = 0;
    for (uint32_t i = 0; i < k->words; i++)
        bits += k->bits[i];
    return bits;
}

static void take_keys(struct shelf *s)
{
    for (uint32_t t = 0; t < s->node.tables; t++) {
        struct key k = key_at(&s->node, t);
        uint32_t   at = s->key_count++;
        for (; at > 0 && bits_of(&s->keys[at - 1].key) < bits_of(&k); at--)
            s->keys[at] = s->keys[at - 1];
        s->keys[at].key = k;
        s->keys[at].table = t;
    }
}

/* Each table has the part of the places that it has in the base. */
static uint32_t share_places(const struct node *base, uint32_t room, struct node *n)
{
    uint64_t all = 0;
    uint32_t first = 0;
    for (uint32_t t = 0; t < base->tables; t++)
        all += base->last[t] + 1u;
    for (uint32_t t = 0; t < base->tables; t++) {
        uint64_t share = (base->last[t] + UINT64_C(1)) * room / all;
        uint32_t size = TABLE_LEAST;
        while (2 * size <= share)
            size *= 2;
        n->first[t] = first;
        n->last[t] = size - 1;
        first += size;
    }
    return first;
}

enum wfp_status shelf_new(struct arena *arena, const struct forest *base, uint32_t room, struct shelf **out)
{
    const struct node *root = base->node_count ? base->nodes : NULL;
    *out = NULL;
    if (!root || !root->tables)
        return WFP_OK;
    struct shelf *s = arena_lines(arena, sizeof(*s));
    if (!s)
        return WFP_NO_MEMORY;
    s->node = *root;
    s->node.lanes_count = s->node.entry_count = 0;
    s->node.bits = NULL;
    s->room = room;
    s->forest.place_count = share_places(root, room, &s->node);
    s->forest.places = arena_lines(arena, s->forest.place_count * sizeof(struct place));
    s->entries = arena_lines(arena, room * sizeof(*s->entries));
    s->next = arena_array(arena, room, sizeof(*s->next));
    s->counts = arena_array(arena, s->forest.place_count, sizeof(*s->counts));
    take_keys(s);
    if (!s->forest.places || !s->entries || !s->next || !s->counts)
        return WFP_NO_MEMORY;
    *out = s;
    return WFP_OK;
}

size_t shelf_size(const struct shelf *s, uint32_t count)
{
    return s->forest.place_count * (sizeof(struct place) + sizeof(*s->counts)) + count * (sizeof(struct entry) + sizeof(*s->next)) +
           sizeof(*s);
}

/* --- entries ------------------------------------------------------------------------------------------------------------------ */

struct spot {
    struct place *place;
    uint8_t      *count;
    uint32_t      table, hash;
};

/* Where the fewest are; the place is NULL when that are many, or no table takes it. */
static struct spot find_spot(const struct shelf *s, const struct entry *e)
{
    struct spot best = { .place = NULL };
    for (uint32_t i = 0; i < s->key_count && !(best.place && *best.count < CHAIN_SHORT); i++) {
        const struct key *k = &s->keys[i].key;
        uint32_t          t = s->keys[i].table;
        if (!key_covers(k, e))
            continue;
        uint32_t hash = key_hash(k, e), at = s->node.first[t] + (hash & s->node.last[t]);
        if (s->counts[at] < FOREST_LIST && (!best.place || s->counts[at] < *best.count))
            best = (struct spot){ &s->forest.places[at], &s->counts[at], t, hash };
    }
    return best;
}

bool shelf_put(struct shelf *s, const struct entry *e, uint32_t claims)
{
    struct spot   spot = find_spot(s, e);
    struct place *p = spot.place;
    if (!p)
        return false;
    s->entries[s->count] = s->node.claims >> spot.table & 1 ? *e : entry_without_claim(e, claims);
    s->next[s->count] = p->first;
    ++*spot.count;
    __atomic_store_n(&p->first, ++s->count, __ATOMIC_RELEASE);
    __atomic_store_n(&p->keys, p->keys | place_key(spot.hash), __ATOMIC_RELAXED);
    return true;
}
