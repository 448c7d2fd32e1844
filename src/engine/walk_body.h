/* The search itself, compiled once for each kind of instructions: whoever includes this has defined before
 *   static inline bool     entry_holds(const struct entry *e, const struct numbers *n);
 *   static inline uint32_t lanes_pass(const struct lanes *l, const struct numbers *n);  one bit a lane whose comparisons hold
 *   static inline uint32_t look_up(const struct forest *f, const struct node *n, const struct numbers *numbers, uint32_t wanted,
 *                                  uint32_t places[FOREST_TABLES]);
 *       the number of each table's place, and a bit for each wanted table whose place may have the key
 *   static inline uint32_t look_up_many(struct walk_batch *b, const struct forest *f, const struct node *n, uint32_t table);
 *       the places of a batch's headers in that table, and a bit for each that may be there
 *   a type `many`, static inline many spread(uint32_t number);  for sixteen
 *   static inline uint32_t column_pass(const struct column *c, many number, uint32_t pass);  those of `pass` that take the number
 * No include guard: every file that includes it has its own. */

/* What is searched for is known where the search is compiled: the first match of each sublayer that is sure to end it and what goes on
 * before it, or all hits. */
#define INLINE static inline __attribute__((always_inline))

static void node_firsts(struct walk *w, const struct forest *f, const struct node *n);
static void node_all(struct walk *w, const struct forest *f, const struct node *n);

/* Whether orders that begin with `best` may still be of use. */
INLINE bool is_open(const struct walk *w, uint32_t best, uint32_t span)
{
    return span == SPAN_MIXED || best <= order_best(w->limit[span]);
}

INLINE void take(struct walk *w, const struct entry *e, bool firsts)
{
    if (!firsts) {
        walk_take(w, e);
        return;
    }
    w->asked |= !(e->flags & ENTRY_KNOWN);
    if (!layer_has_match(w->layer, e, w->values))
        return;
    if (!(e->flags & ENTRY_ENDS)) {
        walk_take_before(w, e);
        return;
    }
    w->limit[e->span] = e->order;
    w->first[e->span] = e;
    w->decided |= UINT64_C(1) << e->span;
}

INLINE bool holds(const struct walk *w, const struct entry *e, bool firsts)
{
    return !(e->needs & w->numbers.absent) && entry_holds(e, &w->numbers) && (firsts || e->order >= w->from);
}

INLINE void look_at(struct walk *w, const struct entry *e, bool firsts)
{
    if (e->order < w->limit[e->span] && holds(w, e, firsts))
        take(w, e, firsts);
}

INLINE void search_list(struct walk *w, const struct entry *e, uint32_t count, bool firsts)
{
    for (const struct entry *end = e + count; e < end; e++)
        look_at(w, e, firsts);
}

/* Of a place. What lies behind the end of its sublayer is passed over together with what follows it there. */
INLINE void search_until_last(struct walk *w, const struct entry *e, bool firsts)
{
    for (;;) {
        bool open = e->order < w->limit[e->span];
        if (open && holds(w, e, firsts))
            take(w, e, firsts);
        if (open ? e->flags & ENTRY_LAST : !e->beyond)
            return;
        e += open ? 1 : e->beyond;
    }
}

INLINE void search_lanes(struct walk *w, const struct forest *f, const struct node *n, bool firsts)
{
    for (const struct lanes *l = f->lanes + n->first_lanes, *end = l + n->lanes_count; l < end; l++) {
        if (!is_open(w, l->best, l->span))
            continue;
        for (uint32_t pass = lanes_pass(l, &w->numbers); pass; pass &= pass - 1)
            look_at(w, &f->entries[l->first + (uint32_t)__builtin_ctz(pass)], firsts);
    }
}

INLINE uint64_t bits_pass(const struct bits *b, const uint64_t *const *rows, uint32_t word)
{
    uint64_t pass = rows[0][word];
    for (uint32_t i = 1; i < b->count; i++)
        pass &= rows[i][word];
    return pass;
}

/* Those of a word that pass: behind the end of its sublayer none is of use. */
INLINE void search_word(struct walk *w, const struct entry *entries, const struct bits_word *word, uint64_t pass, bool firsts)
{
    for (; pass; pass &= pass - 1) {
        const struct entry *e = &entries[word->first + (uint32_t)__builtin_ctzll(pass)];
        if (e->order >= w->limit[word->span])
            return;
        if (holds(w, e, firsts))
            take(w, e, firsts);
    }
}

static inline void search_bits(struct walk *w, const struct entry *entries, const struct bits *b, bool firsts)
{
    const uint64_t *rows[BITS_SOURCES];
    uint32_t        i = 0;
    while (i < b->words && !is_open(w, b->word[i].best, b->word[i].span))
        i++;
    for (uint32_t k = 0; k < b->count && i < b->words; k++)
        rows[k] = bits_row(b, k, &w->numbers);
    for (; i < b->words; i++)
        if (is_open(w, b->word[i].best, b->word[i].span))
            search_word(w, entries, &b->word[i], bits_pass(b, rows, i), firsts);
}

INLINE void search_rest(struct walk *w, const struct forest *f, const struct node *n, bool firsts)
{
    if (n->bits)
        search_bits(w, f->entries + n->first_entry, n->bits, firsts);
    else if (n->lanes_count)
        search_lanes(w, f, n, firsts);
    else
        search_list(w, f->entries + n->first_entry, n->entry_count, firsts);
}

INLINE uint32_t word_of(const struct node *n, const struct numbers *numbers, uint32_t table, uint32_t word)
{
    return (numbers->of[n->source[word][table]] & n->mask[word][table]) * key_factors[word];
}

/* Words that a key does not have are of no bits. */
INLINE uint32_t look_up_one(const struct forest *f, const struct node *n, const struct numbers *numbers, uint32_t table, uint32_t *place)
{
    uint32_t sum = word_of(n, numbers, table, 0) + word_of(n, numbers, table, 1);
    if (n->words > 2)
        sum += word_of(n, numbers, table, 2) + word_of(n, numbers, table, 3);
    uint32_t hash = key_finish(sum);
    *place = n->first[table] + (hash & n->last[table]);
    return place_keys(&f->places[*place]) >> (hash >> 27) & 1;
}

/* Few tables are looked up one by one: what vectors take to begin and to end is longer. */
INLINE uint32_t look_up_few(const struct forest *f, const struct node *n, const struct numbers *numbers, uint32_t wanted,
                            uint32_t places[FOREST_TABLES])
{
    uint32_t found = 0;
    for (; wanted; wanted &= wanted - 1) {
        uint32_t t = (uint32_t)__builtin_ctz(wanted);
        found |= look_up_one(f, n, numbers, t, &places[t]) << t;
    }
    return found;
}

INLINE const struct node *node_of(const struct forest *f, const struct place *p)
{
    return &f->nodes[p->first & ~PLACE_NODE];
}

INLINE void prefetch_place(const struct forest *f, const struct place *p)
{
    __builtin_prefetch(p->first & PLACE_NODE ? (const void *)node_of(f, p) : (const void *)&f->entries[p->first]);
}

INLINE void prefetch_found(const struct forest *f, const uint32_t *places, uint32_t found)
{
    for (; found; found &= found - 1)
        prefetch_place(f, &f->places[places[__builtin_ctz(found)]]);
}

INLINE void search_place(struct walk *w, const struct forest *f, const struct place *p, bool firsts)
{
    if (!(p->first & PLACE_NODE))
        search_until_last(w, &f->entries[p->first], firsts);
    else if (is_open(w, node_of(f, p)->best, node_of(f, p)->span))
        (firsts ? node_firsts : node_all)(w, f, node_of(f, p));
}

/* All that may be of use is on its way before the first of it is looked at. */
INLINE void search_tables(struct walk *w, const struct forest *f, const struct node *n, uint32_t wanted, bool firsts)
{
    uint32_t places[FOREST_TABLES];
    uint32_t found = n->tables <= LOOK_UP_FEW ? look_up_few(f, n, &w->numbers, wanted, places)
                                              : look_up(f, n, &w->numbers, wanted, places);
    prefetch_found(f, places, found & (found - 1));
    for (uint32_t left = found; left; left &= left - 1)
        search_place(w, f, &f->places[places[__builtin_ctz(left)]], firsts);
}

/* One look for every claim, the first of them together with what is none. Entries below a table over claims compare the claim that they
 * were found by. */
static inline void search_claims(struct walk *w, const struct forest *f, const struct node *n, bool firsts)
{
    uint32_t  all = (1u << n->tables) - 1, count = w->numbers.claim_count;
    uint32_t *number = &w->numbers.of[__builtin_ctz(w->claims)], above = *number;
    if (count)
        *number = w->numbers.claims[0];
    search_tables(w, f, n, count ? all : all & ~n->claims, firsts);
    for (uint32_t i = 1; i < count; i++) {
        *number = w->numbers.claims[i];
        search_tables(w, f, n, n->claims, firsts);
    }
    *number = above;
}

INLINE void search_node(struct walk *w, const struct forest *f, const struct node *n, bool firsts)
{
    if (n->claims)
        search_claims(w, f, n, firsts);
    else if (n->tables)
        search_tables(w, f, n, (1u << n->tables) - 1, firsts);
    search_rest(w, f, n, firsts);
}

static void node_firsts(struct walk *w, const struct forest *f, const struct node *n)
{
    search_node(w, f, n, true);
}

static void node_all(struct walk *w, const struct forest *f, const struct node *n)
{
    search_node(w, f, n, false);
}

static void search_later(struct walk *w, bool firsts);

INLINE void search_both(struct walk *w, bool firsts)
{
    const struct forest *f = &w->layer->forest;
    search_node(w, f, f->nodes, firsts);
    if (layer_has_later(w->layer))
        search_later(w, firsts);
}

static void search_all(struct walk *w)
{
    search_both(w, false);
}

static void search_firsts(struct walk *w)
{
    search_both(w, true);
}

/* --- one sublayer ------------------------------------------------------------------------------------------------------------ */

/* Where all rules are of one sublayer and its first match decides, that is all there is to find. */
struct best {
    const struct layer_rules *layer;
    const struct numbers     *numbers;
    const struct value       *values;
    uint64_t                  limit;
    const struct entry       *entry;
    uint32_t                  flags; /* that all entries have whose comparisons held */
};

static void best_of_node(struct best *b, const struct forest *f, const struct node *n);

INLINE bool best_take(struct best *b, const struct entry *e)
{
    if (e->needs & b->numbers->absent || !entry_holds(e, b->numbers))
        return false;
    b->flags &= e->flags;
    if (!layer_has_match(b->layer, e, b->values))
        return false;
    b->limit = e->order;
    b->entry = e;
    return true;
}

INLINE void best_of_list(struct best *b, const struct entry *e, uint32_t count)
{
    for (const struct entry *end = e + count; e < end && e->order < b->limit; e++)
        if (best_take(b, e))
            return;
}

INLINE void best_of_lanes(struct best *b, const struct lanes *l, const struct entry *entries)
{
    for (uint32_t pass = lanes_pass(l, b->numbers); pass; pass &= pass - 1) {
        const struct entry *e = &entries[l->first + (uint32_t)__builtin_ctz(pass)];
        if (e->order >= b->limit || best_take(b, e))
            return;
    }
}

static void best_of_bits(struct best *b, const struct entry *entries, const struct bits *bits)
{
    const uint64_t *rows[BITS_SOURCES];
    for (uint32_t i = 0; i < bits->count && bits->word->best <= order_best(b->limit); i++)
        rows[i] = bits_row(bits, i, b->numbers);
    for (uint32_t word = 0; word < bits->words && bits->word[word].best <= order_best(b->limit); word++)
        for (uint64_t pass = bits_pass(bits, rows, word); pass; pass &= pass - 1) {
            const struct entry *e = &entries[bits->word[word].first + (uint32_t)__builtin_ctzll(pass)];
            if (e->order >= b->limit || best_take(b, e))
                return;
        }
}

INLINE void best_of_rest(struct best *b, const struct forest *f, const struct node *n)
{
    if (n->bits) {
        struct best copy = *b;
        best_of_bits(&copy, f->entries + n->first_entry, n->bits);
        *b = copy;
        return;
    }
    for (const struct lanes *l = f->lanes + n->first_lanes, *end = l + n->lanes_count; l < end && l->best <= order_best(b->limit); l++)
        best_of_lanes(b, l, f->entries);
    if (!n->lanes_count)
        best_of_list(b, f->entries + n->first_entry, n->entry_count);
}

/* By way of a copy, so that the original stays in registers. */
INLINE void best_below(struct best *b, const struct forest *f, const struct node *n)
{
    struct best copy = *b;
    best_of_node(&copy, f, n);
    *b = copy;
}

INLINE void best_until_last(struct best *b, const struct entry *e)
{
    for (; e->order < b->limit; e++)
        if (best_take(b, e) || e->flags & ENTRY_LAST)
            return;
}

INLINE void best_of_place(struct best *b, const struct forest *f, const struct place *p)
{
    if (!(p->first & PLACE_NODE))
        best_until_last(b, &f->entries[p->first]);
    else if (node_of(f, p)->best <= order_best(b->limit))
        best_below(b, f, node_of(f, p));
}

INLINE void best_of_tables(struct best *b, const struct forest *f, const struct node *n)
{
    uint32_t places[FOREST_TABLES], all = (1u << n->tables) - 1;
    uint32_t found = n->tables <= LOOK_UP_FEW ? look_up_few(f, n, b->numbers, all, places) : look_up(f, n, b->numbers, all, places);
    prefetch_found(f, places, found & (found - 1));
    for (; found; found &= found - 1)
        best_of_place(b, f, &f->places[places[__builtin_ctz(found)]]);
}

INLINE void best_of_root(struct best *b, const struct forest *f, const struct node *n)
{
    if (n->tables)
        best_of_tables(b, f, n);
    best_of_rest(b, f, n);
}

static void best_of_node(struct best *b, const struct forest *f, const struct node *n)
{
    best_of_root(b, f, n);
}

static void best_of_later(struct best *b);

/* By way of a copy, as below a node. */
INLINE void best_of_both(struct best *b)
{
    if (!layer_has_later(b->layer))
        return;
    struct best copy = *b;
    best_of_later(&copy);
    *b = copy;
}

static __attribute__((noinline)) const struct entry *search_wholly(const struct layer_rules *l, const struct numbers *n,
                                                                   const struct value *values, bool *asked)
{
    struct best b = { .layer = l, .numbers = n, .values = values, .limit = UINT64_MAX, .flags = ENTRY_KNOWN };
    best_of_root(&b, &l->forest, l->forest.nodes);
    best_of_both(&b);
    *asked = !(b.flags & ENTRY_KNOWN);
    return b.entry;
}

/* The first entry whose comparisons hold. */
INLINE const struct entry *first_of_columns(const struct forest *f, const struct numbers *n, uint32_t columns)
{
    const struct column *c = f->scan.columns;
    many                 number[SCAN_COLUMNS];
#pragma GCC unroll 8
    for (uint32_t k = 0; k < columns; k++)
        number[k] = spread(n->of[f->scan.source[k]]);
    for (uint32_t i = 0; i < f->scan.entries; i += SCAN_ENTRIES, c += columns) {
        uint32_t pass = (1u << SCAN_ENTRIES) - 1;
#pragma GCC unroll 8
        for (uint32_t k = 0; k < columns; k++)
            pass = column_pass(c + k, number[k], pass);
        if (pass) { /* behind the last entry anything may hold */
            uint32_t at = i + (uint32_t)__builtin_ctz(pass);
            return at < f->scan.entries ? &f->entries[at] : NULL;
        }
    }
    return NULL;
}

static __attribute__((noinline)) const struct entry *first_of_any(const struct forest *f, const struct numbers *n)
{
    switch (f->scan.count) {
    case 1:
        return first_of_columns(f, n, 1);
    case 2:
        return first_of_columns(f, n, 2);
    case 3:
        return first_of_columns(f, n, 3);
    case 4:
        return first_of_columns(f, n, 4);
    case 6:
        return first_of_columns(f, n, 6);
    case 7:
        return first_of_columns(f, n, 7);
    default:
        return first_of_columns(f, n, 8);
    }
}

/* Whether all numbers of the columns are there, and all rules. */
INLINE bool can_scan(const struct layer_rules *l, const struct numbers *n)
{
    return l->forest.scan.count && !(l->dead_count | n->absent) && !layer_has_later(l);
}

/* The first one holds, and mostly that is it. False: its conditions are more than comparisons. */
INLINE bool scan(const struct layer_rules *l, const struct numbers *n, const struct entry **out)
{
    const struct forest *f = &l->forest;
    const uint8_t        sure = ENTRY_EXACT | ENTRY_KNOWN;
    *out = f->scan.count == 5 ? first_of_columns(f, n, 5) : first_of_any(f, n);
    return !*out || ((*out)->flags & sure) == sure;
}

static const struct entry *search_one(const struct layer_rules *l, const struct numbers *n, const struct value *values, bool *asked)
{
    const struct entry *e;
    *asked = false;
    return can_scan(l, n) && scan(l, n, &e) ? e : search_wholly(l, n, values, asked);
}

/* --- batches ----------------------------------------------------------------------------------------------------------------- */

/* One by one: what look_up_many() is without vectors of sixteen. */
static inline uint32_t look_up_each(struct walk_batch *b, const struct forest *f, const struct node *n, uint32_t table)
{
    uint32_t found = 0;
    for (uint32_t i = 0; i < b->count; i++)
        found |= look_up_one(f, n, &b->numbers[i], table, &b->places[table][i]) << i;
    return found;
}

static void look_up_batch(struct walk_batch *b, const struct forest *f)
{
    const struct node *n = f->nodes;
    memset(b->found, 0, sizeof(b->found));
    for (uint32_t t = 0; t < n->tables; t++) {
        uint32_t found = look_up_many(b, f, n, t) & ((1u << b->count) - 1);
        for (uint32_t left = found; left; left &= left - 1) {
            uint32_t i = (uint32_t)__builtin_ctz(left);
            prefetch_place(f, &f->places[b->places[t][i]]);
            b->found[i] |= 1u << t;
        }
    }
}

/* What look_up_batch() makes of the root is done before any of its places is looked into. */
static void search_batch(const struct layer_rules *l, struct walk_batch *batch, const struct value *const *values,
                         const struct entry **out)
{
    const struct forest *f = &l->forest;
    if (l->forest.scan.count) {
        bool asked;
        for (uint32_t i = 0; i < batch->count; i++)
            out[i] = search_one(l, &batch->numbers[i], values[i], &asked);
        return;
    }
    look_up_batch(batch, f);
    for (uint32_t i = 0; i < batch->count; i++) {
        struct best b = { .layer = l, .numbers = &batch->numbers[i], .values = values[i], .limit = UINT64_MAX };
        for (uint32_t left = batch->found[i]; left; left &= left - 1)
            best_of_place(&b, f, &f->places[batch->places[__builtin_ctz(left)][i]]);
        best_of_rest(&b, f, f->nodes);
        best_of_both(&b);
        out[i] = b.entry;
    }
}

#include "engine/walk_later.h"

#undef INLINE
