/* The search itself, compiled once for each kind of instructions: whoever includes this has defined before
 *   static inline bool     entry_holds(const struct entry *e, const struct numbers *n);
 *   static inline uint32_t lanes_pass(const struct lanes *l, const struct numbers *n);  one bit a lane whose comparisons hold
 *   static inline uint32_t look_up(const struct forest *f, const struct node *n, const struct numbers *numbers, uint32_t wanted,
 *                                  uint32_t places[FOREST_TABLES]);
 *       the number of each table's place, and a bit for each wanted table whose place may have the key
 * No include guard: every file that includes it has its own. */

/* Whether orders that begin with `best` may still be of use. */
static inline bool is_open(const struct walk *w, uint32_t best, uint32_t span)
{
    return span == SPAN_MIXED || best <= order_best(w->limit[span]);
}

static inline void take(struct walk *w, const struct entry *e)
{
    if (!w->firsts) {
        walk_take(w, e);
    } else if (walk_is_match(w, e)) {
        w->limit[e->span] = e->order;
        w->first[e->span] = e;
        w->decided |= UINT64_C(1) << e->span;
    }
}

static inline void look_at(struct walk *w, const struct entry *e)
{
    if (e->order < w->limit[e->span] && e->order >= w->from && !(e->needs & w->numbers.absent) && entry_holds(e, &w->numbers))
        take(w, e);
}

static inline void search_list(struct walk *w, const struct entry *e, uint32_t count)
{
    for (const struct entry *end = e + count; e < end; e++)
        look_at(w, e);
}

/* Entries of one sublayer, in order: behind its limit there is nothing. */
static inline void search_span(struct walk *w, const struct entry *e, uint32_t count, uint32_t span)
{
    for (const struct entry *end = e + count; e < end && e->order < w->limit[span]; e++)
        if (!(e->needs & w->numbers.absent) && entry_holds(e, &w->numbers) && e->order >= w->from)
            take(w, e);
}

static inline void search_lanes(struct walk *w, const struct forest *f, const struct node *n)
{
    for (const struct lanes *l = f->lanes + n->first_lanes, *end = l + n->lanes_count; l < end; l++) {
        if (!is_open(w, l->best, l->span))
            continue;
        for (uint32_t pass = lanes_pass(l, &w->numbers); pass; pass &= pass - 1)
            look_at(w, &f->entries[l->first + (uint32_t)__builtin_ctz(pass)]);
    }
}

/* Few tables are looked up one by one: what vectors take to begin and to end is longer. */
static inline uint32_t look_up_few(const struct forest *f, const struct node *n, const struct numbers *numbers, uint32_t wanted,
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

static void search_node(struct walk *w, const struct forest *f, const struct node *n);

/* All that may be of use is on its way before the first of it is looked at. */
static inline void search_tables(struct walk *w, const struct forest *f, const struct node *n, uint32_t wanted)
{
    uint32_t places[FOREST_TABLES];
    uint32_t found = n->tables <= LOOK_UP_FEW ? look_up_few(f, n, &w->numbers, wanted, places)
                                              : look_up(f, n, &w->numbers, wanted, places);
    for (uint32_t left = found & (found - 1); left; left &= left - 1) {
        const struct place *p = &f->places[places[__builtin_ctz(left)]];
        __builtin_prefetch(p->node ? (const void *)&f->nodes[p->first] : (const void *)&f->entries[p->first]);
    }
    for (uint32_t left = found; left; left &= left - 1) {
        const struct place *p = &f->places[places[__builtin_ctz(left)]];
        if (!is_open(w, p->best, p->span))
            continue;
        if (p->node)
            search_node(w, f, &f->nodes[p->first]);
        else if (p->span == SPAN_MIXED)
            search_list(w, f->entries + p->first, p->count);
        else
            search_span(w, f->entries + p->first, p->count, p->span);
    }
}

/* One look for every claim. Entries below a table over claims compare the claim that they were found by. */
static inline void search_claims(struct walk *w, const struct forest *f, const struct node *n)
{
    uint32_t *number = &w->numbers.of[__builtin_ctz(w->claims)], above = *number;
    for (uint32_t i = 0; i < w->numbers.claim_count; i++) {
        *number = w->numbers.claims[i];
        search_tables(w, f, n, n->claims);
    }
    *number = above;
}

static void search_node(struct walk *w, const struct forest *f, const struct node *n)
{
    if (n->tables)
        search_tables(w, f, n, ((1u << n->tables) - 1) & ~n->claims);
    if (n->claims)
        search_claims(w, f, n);
    if (n->lanes_count)
        search_lanes(w, f, n);
    else
        search_list(w, f->entries + n->first_entry, n->entry_count);
}

static inline void search_recents(struct walk *w, const struct recents *r)
{
    for (uint32_t i = 0; i < r->count; i += FOREST_LANES) {
        const struct lanes *l = i + FOREST_LANES <= r->count ? r->full[i / FOREST_LANES] : r->last;
        for (uint32_t pass = lanes_pass(l, &w->numbers); pass; pass &= pass - 1)
            look_at(w, &r->entries[i + (uint32_t)__builtin_ctz(pass)]);
    }
}

static void search_all(struct walk *w, const struct forest *f, const struct recents *r)
{
    search_node(w, f, f->nodes);
    for (uint32_t i = 0; i < r->run_count; i++)
        search_node(w, r->runs[i], r->runs[i]->nodes);
    search_recents(w, r);
}
