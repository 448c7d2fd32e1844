#include "engine/forest.h"

#include <stdlib.h>

/* An array that grows on the heap until its size is known. */
struct growing {
    void  *data;
    size_t size; /* of an item */
    uint32_t count, room;
};

struct planter {
    struct arena            *arena; /* of the forest */
    const struct source_set *sources;
    struct entry            *entries; /* where they are put, in the arena */
    uint32_t                 entry_count;
    struct planner          *planner;
    struct growing           places, lanes, nodes;
    size_t                   bits_size;
};

static uint32_t few = FOREST_FEW, many = FOREST_BITS; /* written by tests alone */

void forest_scan_up_to(uint32_t entries)
{
    few = entries;
}

void forest_bits_from(uint32_t entries)
{
    many = entries;
}

/* Entries on their way into a node. */
struct bed {
    const struct entry **entries;
    uint32_t             count;
    unsigned             depth;
    bool                 claimed; /* a table above is over claims: the number of the claim is known */
};

static enum wfp_status grow(struct growing *g, uint32_t more)
{
    uint32_t room = g->room ? g->room : 64;
    while (room - g->count < more)
        room *= 2;
    void *data = room == g->room ? g->data : aligned_alloc(64, room * g->size);
    if (!data)
        return WFP_NO_MEMORY;
    if (data != g->data && g->count)
        memcpy(data, g->data, g->count * g->size);
    if (data != g->data)
        free(g->data);
    memset((char *)data + g->count * g->size, 0, more * g->size);
    g->data = data;
    g->room = room;
    g->count += more;
    return WFP_OK;
}

static struct place *places_at(struct planter *p, uint32_t i)
{
    return (struct place *)p->places.data + i;
}

static struct node *node_at(struct planter *p, uint32_t i)
{
    return (struct node *)p->nodes.data + i;
}

static enum wfp_status plant(struct planter *p, const struct bed *bed, uint32_t *node);

/* --- entries without a table ------------------------------------------------------------------------------------------------- */

void lanes_fill(struct lanes *l, const struct entry *entries, uint32_t count, uint32_t first)
{
    l->first = first;
    l->count = count;
    l->best = order_best(entries[0].order);
    l->span = entries[0].span == entries[count - 1].span ? entries[0].span : SPAN_MIXED;
    for (unsigned i = 0; i < FOREST_LANES; i++)
        for (unsigned k = 0; k < 2; k++) {
            l->source[k][i] = i < count ? entries[i].source[k] : SOURCE_NOTHING;
            l->lo[k][i] = i < count ? entries[i].lo[k] : 1; /* nothing passes */
            l->width[k][i] = i < count ? entries[i].width[k] : 0;
        }
}

/* Where the lanes that begin at `first` end: with their sublayer, when there are enough entries for that. */
static uint32_t lanes_end(const struct bed *bed, uint32_t first)
{
    uint32_t end = first + 1;
    while (end < bed->count && end - first < FOREST_LANES &&
           (bed->count <= 4 * FOREST_LANES || bed->entries[end]->span == bed->entries[first]->span))
        end++;
    return end;
}

static enum wfp_status lay_lanes(struct planter *p, const struct bed *bed, struct node *n)
{
    n->first_lanes = p->lanes.count;
    for (uint32_t i = 0, end; i < bed->count; i = end) {
        end = lanes_end(bed, i);
        RETURN_IF(grow(&p->lanes, 1));
        lanes_fill((struct lanes *)p->lanes.data + p->lanes.count - 1, p->entries + n->first_entry + i, end - i, n->first_entry + i);
        n->lanes_count++;
    }
    return WFP_OK;
}

/* Where it is not known which claim is looked for, the comparison with it is left to the program. */
struct entry entry_without_claim(const struct entry *e, uint32_t claims)
{
    struct entry out = *e;
    for (unsigned i = 0; i < ENTRY_TESTS; i++) {
        if (!(claims >> e->source[i] & 1) || e->source[i] == SOURCE_NOTHING)
            continue;
        out.source[i] = SOURCE_NOTHING;
        out.lo[i] = 0;
        out.width[i] = 0xffffffffu;
        out.flags &= (uint8_t)~ENTRY_EXACT;
    }
    return out;
}

static uint32_t put_entries(struct planter *p, const struct bed *bed)
{
    uint32_t first = p->entry_count;
    for (uint32_t i = 0; i < bed->count; i++)
        p->entries[p->entry_count++] = bed->claimed ? *bed->entries[i] : entry_without_claim(bed->entries[i], p->sources->claims);
    return first;
}

_Static_assert(FOREST_LIST < 32, "entry.beyond reaches over a place");

static uint32_t put_place(struct planter *p, const struct bed *bed)
{
    uint32_t first = put_entries(p, bed), beyond = bed->count;
    p->entries[first + beyond - 1].flags |= ENTRY_LAST;
    for (uint32_t i = bed->count; i-- > 0;) {
        struct entry *e = &p->entries[first + i];
        if (beyond < bed->count)
            e->beyond = (beyond - i) & 31;
        if (i > 0 && e[-1].span != e->span)
            beyond = i;
    }
    return first;
}

/* Of one sublayer, which is searched until the first one, bits beside tables pay sooner; where there are no tables a scan is faster. */
static bool wants_bits(const struct bed *rest, const struct node *n)
{
    return rest->count >= (n->tables && n->span != SPAN_MIXED ? many / 4 : many);
}

static enum wfp_status plant_rest(struct planter *p, const struct bed *rest, struct node *n)
{
    n->first_entry = put_entries(p, rest);
    n->entry_count = rest->count;
    if (wants_bits(rest, n))
        RETURN_IF(bits_make(p->arena, p->entries + n->first_entry, rest->count, &n->bits));
    if (n->bits)
        p->bits_size += n->bits->size;
    return rest->count > 4 && !n->bits ? lay_lanes(p, rest, n) : WFP_OK;
}

/* Whether a key has a part of a claim. */
static bool is_claim(const struct planter *p, const struct key *k)
{
    uint32_t sources = 0;
    for (uint32_t i = 0; i < k->words; i++)
        sources |= 1u << k->source[i];
    return sources & p->sources->claims;
}

/* --- a table ----------------------------------------------------------------------------------------------------------------- */

/* A table on its way into a node. */
struct table {
    struct key key;
    uint32_t   first, size; /* of its places */
    uint32_t   best;
};

/* Sorts the entries by their places, keeping their order within each: `sorted` has room for all. `counts` has a zero for each place. */
static void sort_by_place(struct place *places, uint32_t size, const uint32_t *hashes, const struct bed *bed,
                          const struct entry **sorted, uint32_t *counts)
{
    uint32_t at = 0;
    for (uint32_t i = 0; i < bed->count; i++) {
        places[hashes[i] & (size - 1)].keys |= place_key(hashes[i]);
        counts[hashes[i] & (size - 1)]++;
    }
    for (uint32_t i = 0; i < size; i++) {
        places[i].first = at;
        at += counts[i];
        counts[i] = 0;
    }
    for (uint32_t i = 0; i < bed->count; i++) {
        uint32_t place = hashes[i] & (size - 1);
        sorted[places[place].first + counts[place]++] = bed->entries[i];
    }
}

/* What the places of a table hold: lists, and nodes where lists would be long. `places` may move meanwhile. */
static enum wfp_status plant_places(struct planter *p, const struct table *t, const struct entry **sorted, const struct bed *bed,
                                    const uint32_t *counts)
{
    for (uint32_t i = 0; i < t->size; i++) {
        uint32_t first = places_at(p, t->first + i)->first;
        if (!counts[i])
            continue;
        struct bed below = { sorted + first, counts[i], bed->depth + 1, bed->claimed || is_claim(p, &t->key) };
        if (counts[i] > FOREST_LIST) {
            RETURN_IF(plant(p, &below, &first));
            first |= PLACE_NODE;
        } else {
            first = put_place(p, &below);
        }
        places_at(p, t->first + i)->first = first;
    }
    return WFP_OK;
}

/* A power of two, as many as there are keys or more. */
static enum wfp_status size_for(const uint32_t *hashes, uint32_t count, uint32_t *out)
{
    uint32_t  room = 4, keys = 1, size = 1; /* no key has hash 0 in here: that one is counted already */
    while (room < 2 * count)
        room *= 2;
    uint32_t *seen = calloc(room, sizeof(*seen));
    if (!seen)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = hashes[i] & (room - 1);
        while (seen[at] && seen[at] != hashes[i])
            at = (at + 1) & (room - 1);
        keys += !seen[at] && hashes[i];
        seen[at] = hashes[i];
    }
    free(seen);
    while (size < keys)
        size *= 2;
    *out = size;
    return WFP_OK;
}

static enum wfp_status fill_places(struct planter *p, struct table *t, const struct bed *bed, const uint32_t *hashes,
                                   const struct entry **sorted)
{
    RETURN_IF(size_for(hashes, bed->count, &t->size));
    t->first = p->places.count;
    RETURN_IF(grow(&p->places, t->size));
    uint32_t *counts = calloc(t->size, sizeof(*counts));
    if (!counts)
        return WFP_NO_MEMORY;
    sort_by_place(places_at(p, t->first), t->size, hashes, bed, sorted, counts);
    enum wfp_status err = plant_places(p, t, sorted, bed, counts);
    free(counts);
    return err;
}

static enum wfp_status fill_table(struct planter *p, struct table *t, const struct bed *bed)
{
    uint32_t            *hashes = malloc(bed->count * sizeof(*hashes));
    const struct entry **sorted = malloc(bed->count * sizeof(*sorted));
    enum wfp_status      err = hashes && sorted ? WFP_OK : WFP_NO_MEMORY;
    for (uint32_t i = 0; err == WFP_OK && i < bed->count; i++)
        hashes[i] = key_hash(&t->key, bed->entries[i]);
    if (err == WFP_OK)
        err = fill_places(p, t, bed, hashes, sorted);
    free(sorted);
    free(hashes);
    return err;
}

/* Moves those that the key covers to the end; returns how many are left. Both parts keep their order. */
static uint32_t split(const struct key *k, struct bed *bed, const struct entry **covered)
{
    uint32_t left = 0, taken = 0;
    for (uint32_t i = 0; i < bed->count; i++) {
        if (key_covers(k, bed->entries[i]))
            covered[taken++] = bed->entries[i];
        else
            bed->entries[left++] = bed->entries[i];
    }
    return left;
}

static enum wfp_status make_table(struct planter *p, const struct key *k, struct bed *bed, struct table *t)
{
    const struct entry **covered = malloc((bed->count + 1u) * sizeof(*covered));
    if (!covered)
        return WFP_NO_MEMORY;
    uint32_t   left = split(k, bed, covered);
    struct bed taken = { covered, bed->count - left, bed->depth, bed->claimed };
    *t = (struct table){ .key = *k, .best = order_best(covered[0]->order) };
    bed->count = left;
    enum wfp_status err = fill_table(p, t, &taken);
    free(covered);
    return err;
}

/* --- a node ------------------------------------------------------------------------------------------------------------------ */

static int by_best(const void *a, const void *b)
{
    const struct table *x = a, *y = b;
    return (x->best > y->best) - (x->best < y->best);
}

static void put_table(const struct planter *p, const struct table *t, bool claimed, struct node *n)
{
    uint32_t at = n->tables++;
    for (uint32_t i = 0; i < t->key.words; i++) {
        n->mask[i][at] = t->key.mask[i];
        n->source[i][at] = t->key.source[i];
    }
    n->first[at] = t->first;
    n->last[at] = t->size - 1;
    n->words = t->key.words > n->words ? t->key.words : n->words;
    if (!claimed && is_claim(p, &t->key))
        n->claims |= 1u << at;
}

static enum wfp_status plant_tables(struct planter *p, struct bed *bed, struct node *n)
{
    struct table tables[FOREST_TABLES];
    uint32_t     count = 0, enough = bed->depth ? FOREST_LIST / 2 : few;
    while (bed->count > enough && count < FOREST_TABLES) {
        struct key k = plan_key(p->planner, p->sources, bed->entries, bed->count);
        if (k.words == 0)
            break;
        RETURN_IF(make_table(p, &k, bed, &tables[count]));
        count++;
        enough = FOREST_LIST / 2;
    }
    qsort(tables, count, sizeof(*tables), by_best);
    for (uint32_t i = 0; i < count; i++)
        put_table(p, &tables[i], bed->claimed, n);
    return WFP_OK;
}

static uint8_t common_span(const struct bed *bed)
{
    uint8_t span = bed->count ? bed->entries[0]->span : SPAN_MIXED;
    for (uint32_t i = 0; i < bed->count; i++)
        span = bed->entries[i]->span == span ? span : SPAN_MIXED;
    return span;
}

static enum wfp_status plant(struct planter *p, const struct bed *bed, uint32_t *node)
{
    struct bed  rest = *bed;
    struct node n = { .best = bed->count ? order_best(bed->entries[0]->order) : 0, .span = common_span(bed) };
    *node = p->nodes.count;
    RETURN_IF(grow(&p->nodes, 1));
    if (bed->depth < FOREST_DEPTH)
        RETURN_IF(plant_tables(p, &rest, &n));
    RETURN_IF(plant_rest(p, &rest, &n));
    *node_at(p, *node) = n;
    return WFP_OK;
}

/* --- the whole --------------------------------------------------------------------------------------------------------------- */

static void *settle(struct arena *arena, const struct growing *g)
{
    void *data = arena_far(arena, g->count * g->size);
    if (data && g->count)
        memcpy(data, g->data, g->count * g->size);
    return data;
}

static enum wfp_status harvest(struct arena *arena, const struct planter *p, struct forest *out)
{
    struct forest f = { .entries = p->entries, .places = settle(arena, &p->places),
                        .lanes = settle(arena, &p->lanes), .nodes = settle(arena, &p->nodes), .entry_count = p->entry_count,
                        .place_count = p->places.count, .lanes_count = p->lanes.count,
                        .node_count = p->nodes.count, .bits_size = p->bits_size };
    if (!f.places || !f.lanes || !f.nodes)
        return WFP_NO_MEMORY;
    if (!f.nodes->tables)
        RETURN_IF(scan_make(arena, f.entries, f.entry_count, &f.scan));
    *out = f;
    return WFP_OK;
}

enum wfp_status forest_build(struct arena *arena, const struct source_set *sources, const struct entry *entries, uint32_t count,
                             struct forest *out)
{
    struct planter       p = { .arena = arena, .sources = sources, .entries = arena_far(arena, count * sizeof(struct entry)),
                               .places = { .size = sizeof(struct place) },
                               .lanes = { .size = sizeof(struct lanes) }, .nodes = { .size = sizeof(struct node) } };
    const struct entry **all = malloc((count + 1u) * sizeof(*all));
    uint32_t             root;
    p.planner = planner_new();
    enum wfp_status err = p.entries && all && p.planner ? WFP_OK : WFP_NO_MEMORY;
    for (uint32_t i = 0; err == WFP_OK && i < count; i++)
        all[i] = &entries[i];
    if (err == WFP_OK)
        err = plant(&p, &(struct bed){ all, count, 0, false }, &root);
    if (err == WFP_OK)
        err = harvest(arena, &p, out);
    free(all);
    planner_free(p.planner);
    free(p.places.data);
    free(p.lanes.data);
    free(p.nodes.data);
    return err;
}

size_t forest_size(const struct forest *f)
{
    return f->entry_count * sizeof(struct entry) + f->place_count * sizeof(struct place) +
           f->lanes_count * sizeof(struct lanes) + f->node_count * sizeof(struct node) + scan_size(&f->scan) + f->bits_size;
}
