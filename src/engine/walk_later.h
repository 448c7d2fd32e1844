/* What came after the base was built, searched: runs, and what came last. A part of walk_body.h. */

/* A bit for each of the shelf's tables that may have a key; where, in `places`. Mostly none has, and nothing else is done meanwhile:
 * vectors are faster for fewer tables than at a node. */
INLINE uint32_t look_up_shelf(const struct shelf *s, const struct numbers *numbers, uint32_t wanted, uint32_t places[FOREST_TABLES])
{
    const struct node *n = &s->node;
    return n->tables <= LOOK_UP_FEW / 2 ? look_up_few(&s->forest, n, numbers, wanted, places)
                                        : look_up(&s->forest, n, numbers, wanted, places);
}

INLINE uint32_t plain_tables(const struct node *n)
{
    return ((1u << n->tables) - 1) & ~n->claims;
}

INLINE const struct lanes *lanes_of(const struct recents *r, uint32_t first)
{
    return first + FOREST_LANES <= r->count ? r->full[first / FOREST_LANES] : r->last;
}

/* --- all, or the first of each sublayer -------------------------------------------------------------------------------------- */

INLINE void search_shelf_tables(struct walk *w, const struct recents *r, uint32_t wanted, bool firsts)
{
    const struct shelf *s = r->shelf;
    uint32_t            places[FOREST_TABLES];
    for (uint32_t found = look_up_shelf(s, &w->numbers, wanted, places); found; found &= found - 1)
        for (uint32_t at = shelf_last(&s->forest.places[places[__builtin_ctz(found)]]); at; at = s->next[at - 1])
            if (at <= r->shelf_count)
                look_at(w, &s->entries[at - 1], firsts);
}

INLINE void search_shelf(struct walk *w, const struct recents *r, bool firsts)
{
    const struct node *n = &r->shelf->node;
    search_shelf_tables(w, r, plain_tables(n), firsts);
    if (!n->claims)
        return;
    uint32_t *number = &w->numbers.of[__builtin_ctz(w->claims)], above = *number;
    for (uint32_t i = 0; i < w->numbers.claim_count; i++) {
        *number = w->numbers.claims[i];
        search_shelf_tables(w, r, n->claims, firsts);
    }
    *number = above;
}

/* In the order of their coming. */
INLINE void search_recents(struct walk *w, const struct recents *r, bool firsts)
{
    if (r->shelf_count)
        search_shelf(w, r, firsts);
    for (uint32_t i = 0; i < r->count; i += FOREST_LANES)
        for (uint32_t pass = lanes_pass(lanes_of(r, i), &w->numbers); pass; pass &= pass - 1)
            look_at(w, &r->entries[i + (uint32_t)__builtin_ctz(pass)], firsts);
}

static void search_later(struct walk *w, bool firsts)
{
    for (uint32_t i = 0; i < w->layer->run_count; i++) {
        const struct layer_run *run = w->layer->runs[i];
        if (run->forest.node_count)
            (firsts ? node_firsts : node_all)(w, &run->forest, run->forest.nodes);
        else
            search_recents(w, &run->recents, firsts);
    }
    search_recents(w, &w->layer->recents, firsts);
}

/* --- one sublayer ------------------------------------------------------------------------------------------------------------ */

INLINE void best_of_shelf(struct best *b, const struct shelf *s, uint32_t count)
{
    uint32_t places[FOREST_TABLES];
    for (uint32_t found = look_up_shelf(s, b->numbers, plain_tables(&s->node), places); found; found &= found - 1)
        for (uint32_t at = shelf_last(&s->forest.places[places[__builtin_ctz(found)]]); at; at = s->next[at - 1])
            if (at <= count && s->entries[at - 1].order < b->limit)
                (void)best_take(b, &s->entries[at - 1]);
}

INLINE void best_of_recents(struct best *b, const struct recents *r)
{
    if (r->shelf_count)
        best_of_shelf(b, r->shelf, r->shelf_count);
    for (uint32_t i = 0; i < r->count; i += FOREST_LANES)
        for (uint32_t pass = lanes_pass(lanes_of(r, i), b->numbers); pass; pass &= pass - 1) {
            const struct entry *e = &r->entries[i + (uint32_t)__builtin_ctz(pass)];
            if (e->order < b->limit)
                (void)best_take(b, e);
        }
}

static void best_of_later(struct best *b)
{
    const struct layer_rules *l = b->layer;
    for (uint32_t i = 0; i < l->run_count; i++)
        if (l->runs[i]->forest.node_count)
            best_of_node(b, &l->runs[i]->forest, l->runs[i]->forest.nodes);
        else
            best_of_recents(b, &l->runs[i]->recents);
    best_of_recents(b, &l->recents);
}
