/* The search itself, compiled once for each kind of instructions: whoever includes this has defined before
 *   static inline bool     entry_holds(const struct entry *e, const struct numbers *n);
 *   static inline uint32_t lanes_pass(const struct lanes *l, const struct numbers *n);  one bit a lane whose comparisons hold
 * No include guard: every file that includes it has its own. */

/* Whether orders that begin with `best` may still be of use. */
static inline bool is_open(const struct walk *w, uint32_t best, uint32_t span)
{
    return span == SPAN_MIXED || best <= order_best(w->limit[span]);
}

static inline void look_at(struct walk *w, const struct entry *e)
{
    if (e->order < w->limit[e->span] && e->order >= w->from && !(e->needs & w->numbers.absent) && entry_holds(e, &w->numbers))
        walk_take(w, e);
}

static inline void search_list(struct walk *w, const struct entry *e, uint32_t count)
{
    for (const struct entry *end = e + count; e < end; e++)
        look_at(w, e);
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

static inline uint64_t hash_of(const struct table *t, const struct numbers *n)
{
    uint64_t h = KEY_SEED;
    for (uint32_t i = 0; i < t->words; i++)
        h = key_stir(h, n->of[t->source[i]] & t->mask[i]);
    return h;
}

/* NULL: nobody has that key. */
static inline const struct place *find_place(const struct forest *f, const struct table *t, uint64_t hash)
{
    const struct place *places = f->places + t->first;
    uint32_t            at = place_home(hash, t->size), tag = place_tag(hash);
    while (places[at].tag != tag) {
        if (!places[at].tag)
            return NULL;
        at = at + 1 == t->size ? 0 : at + 1;
    }
    return &places[at];
}

struct find {
    const struct place *place;
    uint32_t            claim; /* the one that it was found by, when it was by one */
};

struct finds {
    struct find of[FOREST_TABLES + FOREST_TABLES * (CLAIMS_MAX - 1)];
    uint32_t    count;
};

/* What was found, best first: much of it need not be looked at any more. */
static inline void keep_find(const struct walk *w, const struct forest *f, const struct place *place, uint32_t claim, struct finds *out)
{
    if (!place || !is_open(w, place->best, place->span))
        return;
    if (!place->node)
        __builtin_prefetch(&f->entries[place->first]);
    uint32_t at = out->count++;
    for (; at > 0 && out->of[at - 1].place->best > place->best; at--)
        out->of[at] = out->of[at - 1];
    out->of[at] = (struct find){ place, claim };
}

/* One look for every claim. */
static inline void find_claims(struct walk *w, const struct forest *f, const struct table *t, struct finds *out)
{
    uint32_t source = (uint32_t)__builtin_ctz(t->claim);
    for (uint32_t i = 0; i < w->numbers.claim_count; i++) {
        w->numbers.of[source] = w->numbers.claims[i];
        keep_find(w, f, find_place(f, t, hash_of(t, &w->numbers)), w->numbers.claims[i], out);
    }
}

/* All hashes first, so that the memory of one is on its way while the next is made. */
static inline void find_places(struct walk *w, const struct forest *f, const struct node *n, struct finds *out)
{
    uint64_t            hashes[FOREST_TABLES];
    const struct table *tables = f->tables + n->first_table;
    for (uint32_t i = 0; i < n->table_count; i++) {
        hashes[i] = hash_of(&tables[i], &w->numbers);
        __builtin_prefetch(&f->places[tables[i].first + place_home(hashes[i], tables[i].size)]);
    }
    out->count = 0;
    for (uint32_t i = 0; i < n->table_count; i++) {
        if (tables[i].needs & w->numbers.absent)
            continue;
        if (tables[i].claim)
            find_claims(w, f, &tables[i], out);
        else
            keep_find(w, f, find_place(f, &tables[i], hashes[i]), w->claim, out);
    }
}

static void search_node(struct walk *w, const struct forest *f, const struct node *n);

/* Entries below a table over claims compare the claim that they were found by. */
static inline void search_find(struct walk *w, const struct forest *f, const struct find *found)
{
    const struct place *place = found->place;
    uint32_t            above = w->claim;
    if (!is_open(w, place->best, place->span))
        return;
    if (w->claims) {
        w->claim = found->claim;
        w->numbers.of[__builtin_ctz(w->claims)] = found->claim;
    }
    if (place->node)
        search_node(w, f, &f->nodes[place->first]);
    else
        search_list(w, f->entries + place->first, place->count);
    w->claim = above;
}

static void search_node(struct walk *w, const struct forest *f, const struct node *n)
{
    struct finds finds;
    find_places(w, f, n, &finds);
    for (uint32_t i = 0; i < finds.count; i++)
        search_find(w, f, &finds.of[i]);
    if (n->lanes_count)
        search_lanes(w, f, n);
    else
        search_list(w, f->entries + n->first, n->count);
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
