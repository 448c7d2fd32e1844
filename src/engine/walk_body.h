/* The search itself, compiled once for each kind of instructions: whoever includes this has defined before
 *   static inline bool     entry_holds(const struct entry *e, const struct numbers *n);
 *   static inline uint32_t lanes_pass(const struct lanes *l, const struct numbers *n);  one bit a lane whose comparisons hold
 *   static inline uint32_t look_up(const struct forest *f, const struct node *n, const struct numbers *numbers, uint32_t wanted,
 *                                  uint32_t places[FOREST_TABLES]);
 *       the number of each table's place, and a bit for each wanted table whose place may have the key
 *   static inline uint32_t look_up_many(struct walk_batch *b, const struct forest *f, const struct node *n, uint32_t table);
 *       the places of a batch's headers in that table, and a bit for each that may be there
 * No include guard: every file that includes it has its own. */

/* What is searched for is known where the search is compiled: only the first match of each sublayer, or all hits. */
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
    if (layer_has_match(w->layer, e, w->values)) {
        w->limit[e->span] = e->order;
        w->first[e->span] = e;
        w->decided |= UINT64_C(1) << e->span;
    }
}

INLINE bool holds(const struct walk *w, const struct entry *e, bool firsts)
{
    return !(e->needs & w->numbers->absent) && entry_holds(e, w->numbers) && (firsts || e->order >= w->from);
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

/* Entries of one sublayer, in order: behind its limit there is nothing. */
INLINE void search_span(struct walk *w, const struct entry *e, uint32_t count, uint32_t span, bool firsts)
{
    for (const struct entry *end = e + count; e < end && e->order < w->limit[span]; e++)
        if (holds(w, e, firsts))
            take(w, e, firsts);
}

INLINE void search_lanes(struct walk *w, const struct forest *f, const struct node *n, bool firsts)
{
    for (const struct lanes *l = f->lanes + n->first_lanes, *end = l + n->lanes_count; l < end; l++) {
        if (!is_open(w, l->best, l->span))
            continue;
        for (uint32_t pass = lanes_pass(l, w->numbers); pass; pass &= pass - 1)
            look_at(w, &f->entries[l->first + (uint32_t)__builtin_ctz(pass)], firsts);
    }
}

INLINE void search_rest(struct walk *w, const struct forest *f, const struct node *n, bool firsts)
{
    if (n->lanes_count)
        search_lanes(w, f, n, firsts);
    else
        search_list(w, f->entries + n->first_entry, n->entry_count, firsts);
}

/* Few tables are looked up one by one: what vectors take to begin and to end is longer. */
INLINE uint32_t look_up_few(const struct forest *f, const struct node *n, const struct numbers *numbers, uint32_t wanted,
                            uint32_t places[FOREST_TABLES])
{
    uint32_t found = 0;
    for (uint32_t left = wanted; left; left &= left - 1) {
        uint32_t t = (uint32_t)__builtin_ctz(left), sum = 0;
        for (uint32_t i = 0; i < n->words; i++)
            sum += (numbers->of[n->source[i][t]] & n->mask[i][t]) * key_factors[i];
        uint32_t hash = key_finish(sum);
        places[t] = n->first[t] + (hash & n->last[t]);
        found |= (f->places[places[t]].keys >> (hash >> 27) & 1) << t;
    }
    return found;
}

INLINE void search_place(struct walk *w, const struct forest *f, const struct place *p, bool firsts)
{
    if (!is_open(w, p->best, p->span))
        return;
    if (p->node)
        (firsts ? node_firsts : node_all)(w, f, &f->nodes[p->first]);
    else if (p->span == SPAN_MIXED)
        search_list(w, f->entries + p->first, p->count, firsts);
    else
        search_span(w, f->entries + p->first, p->count, p->span, firsts);
}

/* All that may be of use is on its way before the first of it is looked at. */
INLINE void search_tables(struct walk *w, const struct forest *f, const struct node *n, uint32_t wanted, bool firsts)
{
    uint32_t places[FOREST_TABLES];
    uint32_t found = n->tables <= LOOK_UP_FEW ? look_up_few(f, n, w->numbers, wanted, places)
                                              : look_up(f, n, w->numbers, wanted, places);
    for (uint32_t left = found & (found - 1); left; left &= left - 1) {
        const struct place *p = &f->places[places[__builtin_ctz(left)]];
        __builtin_prefetch(p->node ? (const void *)&f->nodes[p->first] : (const void *)&f->entries[p->first]);
    }
    for (uint32_t left = found; left; left &= left - 1)
        search_place(w, f, &f->places[places[__builtin_ctz(left)]], firsts);
}

/* One look for every claim. Entries below a table over claims compare the claim that they were found by. */
static inline void search_claims(struct walk *w, const struct forest *f, const struct node *n, bool firsts)
{
    uint32_t *number = &w->numbers->of[__builtin_ctz(w->claims)], above = *number;
    for (uint32_t i = 0; i < w->numbers->claim_count; i++) {
        *number = w->numbers->claims[i];
        search_tables(w, f, n, n->claims, firsts);
    }
    *number = above;
}

INLINE void search_node(struct walk *w, const struct forest *f, const struct node *n, bool firsts)
{
    if (n->tables)
        search_tables(w, f, n, ((1u << n->tables) - 1) & ~n->claims, firsts);
    if (n->claims)
        search_claims(w, f, n, firsts);
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

static void search_recents(struct walk *w, const struct recents *r, bool firsts)
{
    for (uint32_t i = 0; i < r->run_count; i++)
        (firsts ? node_firsts : node_all)(w, r->runs[i], r->runs[i]->nodes);
    for (uint32_t i = 0; i < r->count; i += FOREST_LANES) {
        const struct lanes *l = i + FOREST_LANES <= r->count ? r->full[i / FOREST_LANES] : r->last;
        for (uint32_t pass = lanes_pass(l, w->numbers); pass; pass &= pass - 1)
            look_at(w, &r->entries[i + (uint32_t)__builtin_ctz(pass)], firsts);
    }
}

INLINE void search_both(struct walk *w, bool firsts)
{
    const struct forest  *f = &w->layer->forest;
    const struct recents *r = &w->layer->recents;
    search_node(w, f, f->nodes, firsts);
    if (r->run_count | r->count)
        search_recents(w, r, firsts);
}

static void search_all(struct walk *w)
{
    search_both(w, false);
}

static void search_firsts(struct walk *w)
{
    search_both(w, true);
}

static void look_up_batch(struct walk_batch *b, const struct forest *f, uint32_t count)
{
    const struct node *n = f->nodes;
    memset(b->found, 0, sizeof(b->found));
    for (uint32_t t = 0; t < n->tables; t++) {
        uint32_t found = look_up_many(b, f, n, t) & ((1u << count) - 1);
        for (uint32_t left = found; left; left &= left - 1) {
            uint32_t            i = (uint32_t)__builtin_ctz(left);
            const struct place *p = &f->places[b->places[t][i]];
            __builtin_prefetch(p->node ? (const void *)&f->nodes[p->first] : (const void *)&f->entries[p->first]);
            b->found[i] |= 1u << t;
        }
    }
}

static void firsts_of_batch(struct walk *w, const struct walk_batch *b, uint32_t which)
{
    const struct forest  *f = &w->layer->forest;
    const struct recents *r = &w->layer->recents;
    for (uint32_t left = b->found[which]; left; left &= left - 1)
        search_place(w, f, &f->places[b->places[__builtin_ctz(left)][which]], true);
    search_rest(w, f, f->nodes, true);
    if (r->run_count | r->count)
        search_recents(w, r, true);
}

#undef INLINE
