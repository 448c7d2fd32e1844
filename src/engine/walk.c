#include "engine/walk.h"

#include "engine/index.h"

enum { READ_FEW = 8 }; /* sources that are faster read one by one */

/* --- which instructions ------------------------------------------------------------------------------------------------------ */

static const char *kinds[4];
static const struct walk_kind *const all_kinds[] = { &walk_avx512, &walk_avx2, &walk_plain };
static const struct walk_kind *chosen = &walk_plain; /* written before main() and by tests alone */

static bool has(const char *name)
{
#ifdef __x86_64__
    if (strcmp(name, "avx512") == 0)
        return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw") &&
               __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx2");
    if (strcmp(name, "avx2") == 0)
        return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2");
#endif
    return strcmp(name, "plain") == 0;
}

__attribute__((constructor)) static void find_kinds(void)
{
    unsigned n = 0;
#ifdef __x86_64__
    __builtin_cpu_init();
#endif
    for (unsigned i = 0; i < sizeof(all_kinds) / sizeof(*all_kinds); i++)
        if (has(all_kinds[i]->name))
            kinds[n++] = all_kinds[i]->name;
    walk_choose(NULL);
}

const char *const *walk_kinds(void)
{
    return kinds;
}

void walk_choose(const char *kind)
{
    for (unsigned i = 0; i < sizeof(all_kinds) / sizeof(*all_kinds); i++)
        if (strcmp(all_kinds[i]->name, kind ? kind : kinds[0]) == 0)
            chosen = all_kinds[i];
}

/* --- hits -------------------------------------------------------------------------------------------------------------------- */

/* In order; a rule that was found by several of its entries once, one behind the end of its sublayer not at all. They are few and often
 * in order already. */
static void sort_hits(struct walk *w)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < w->count; i++) {
        struct hit h = w->hits[i];
        uint32_t   at = n;
        if (h.order > w->limit[h.span])
            continue;
        while (at > 0 && w->hits[at - 1].order > h.order)
            at--;
        if (at > 0 && w->hits[at - 1].order == h.order)
            continue;
        memmove(&w->hits[at + 1], &w->hits[at], (n - at) * sizeof(h));
        w->hits[at] = h;
        n++;
    }
    w->count = n;
}

/* The better half stays; the others are found again when somebody asks for them. */
static void make_room(struct walk *w)
{
    sort_hits(w);
    if (w->count <= WALK_HITS / 2)
        return;
    w->count = WALK_HITS / 2;
    w->ceiling = w->hits[w->count].order;
    for (uint32_t i = w->layer->first_span; i <= w->layer->last_span; i++)
        if (w->limit[i] > w->ceiling)
            w->limit[i] = w->ceiling;
}

void walk_take(struct walk *w, const struct entry *e)
{
    w->asked |= !(e->flags & ENTRY_KNOWN);
    if (!layer_has_match(w->layer, e, w->values))
        return;
    if (w->count == WALK_HITS)
        make_room(w);
    if (e->order >= w->limit[e->span])
        return;
    w->hits[w->count++] = (struct hit){ e->order, e->rule, e->span };
    if ((e->flags & ENTRY_ENDS) && !w->all)
        w->limit[e->span] = e->order;
}

void walk_take_before(struct walk *w, const struct entry *e)
{
    if (w->count == WALK_HITS)
        sort_hits(w);
    if (w->count == WALK_HITS)
        w->overflow = true;
    else
        w->hits[w->count++] = (struct hit){ e->order, e->rule, e->span };
}

/* --- walking ----------------------------------------------------------------------------------------------------------------- */

static void search(struct walk *w)
{
    w->count = w->next = 0;
    w->ceiling = UINT64_MAX;
    chosen->all(w);
    sort_hits(w);
}

static inline void open_limits(struct walk *w)
{
    for (uint32_t i = w->layer->first_span; i <= w->layer->last_span; i++)
        w->limit[i] = UINT64_MAX;
}

bool walk_read(struct numbers *n, const struct source_set *s, const struct value *values)
{
    if (s->count > READ_FEW)
        chosen->numbers(n, s, values);
    else
        numbers_within(n, s, values, true);
    return numbers_complete(n, s, values);
}

void walk_open(struct walk *w, const struct layer_rules *layer, const struct value *values)
{
    w->layer = layer;
    w->values = values;
    w->next = 0;
    w->from = 0;
    w->one_by_one = layer->base_count <= WALK_FEW || !walk_read(&w->numbers, layer->sources, values);
}

static void begin(struct walk *w)
{
    w->asked = false;
    w->claims = w->layer->sources->claims;
    open_limits(w);
}

void walk_search(struct walk *w, bool all)
{
    if (w->one_by_one)
        return;
    w->all = all;
    begin(w);
    search(w);
}

bool walk_firsts(struct walk *w)
{
    w->decided = 0;
    w->count = 0;
    w->overflow = false;
    begin(w);
    chosen->firsts(w);
    if (w->count)
        sort_hits(w);
    return !w->overflow;
}

const struct entry *walk_one(const struct layer_rules *layer, const struct numbers *n, const struct value *values, bool *asked)
{
    return chosen->one(layer, n, values, asked);
}

/* --- batches ----------------------------------------------------------------------------------------------------------------- */

/* A source at a time, where nothing but plain numbers is read. */
static void read_plain(struct walk_batch *b, const struct source_set *s, const struct value *const *values)
{
    uint32_t odd = 0;
    for (uint32_t k = 0; k < s->count; k++) {
        struct source c = s->of[k];
        for (uint32_t i = 0; i < b->count; i++) {
            const struct value *v = &values[i][c.slot];
            b->columns[k][i] = b->numbers[i].of[k] = v->u32 & c.mask;
            odd |= (uint32_t)v->type ^ c.type;
        }
    }
    for (uint32_t i = 0; i < b->count; i++) {
        b->numbers[i].absent = odd ? numbers_absent(s, values[i]) : 0;
        b->numbers[i].claim_count = 0;
        b->numbers[i].of[SOURCE_NOTHING] = 0;
    }
}

static bool read_batch(struct walk_batch *b, const struct source_set *s, const struct value *const *values)
{
    if (source_set_is_plain(s)) {
        read_plain(b, s, values);
        return true;
    }
    for (uint32_t i = 0; i < b->count; i++) {
        if (!walk_read(&b->numbers[i], s, values[i]))
            return false;
        for (uint32_t k = 0; k < s->count; k++)
            b->columns[k][i] = b->numbers[i].of[k];
    }
    return true;
}

bool walk_together(struct walk_batch *b, const struct layer_rules *layer, const struct value *const *values, uint32_t count,
                   const struct entry **out)
{
    if (!layer_has_one(layer) || (layer->base_count <= WALK_FEW && !layer->forest.scan.count))
        return false;
    b->count = count;
    if (!read_batch(b, layer->sources, values))
        return false;
    chosen->batch(layer, b, values, out);
    return true;
}

/* --- going on ---------------------------------------------------------------------------------------------------------------- */

/* Behind what was kept. A sublayer whose limit is below is through; where the limit is only for want of room it is lifted. */
static void go_on(struct walk *w)
{
    w->from = w->ceiling;
    for (uint32_t i = w->layer->first_span; i <= w->layer->last_span; i++)
        if (w->limit[i] == w->from)
            w->limit[i] = UINT64_MAX;
    search(w);
}

static const struct rule *next_one(struct walk *w)
{
    const struct layer_rules *l = w->layer;
    while ((w->current = layer_next(l, w->from)) != UINT32_MAX) {
        w->from = layer_order(l, w->current) + 1;
        if (program_match(&l->programs[w->current], w->values))
            return l->rules[w->current];
    }
    return NULL;
}

const struct rule *walk_next(struct walk *w)
{
    if (w->one_by_one)
        return next_one(w);
    while (w->next == w->count) {
        if (w->ceiling == UINT64_MAX)
            return NULL;
        go_on(w);
    }
    w->current = w->hits[w->next++].rule;
    return w->layer->rules[w->current];
}

/* The last span stands for several sublayers. */
static bool is_of(const struct walk *w, const struct hit *h, const struct sublayer_row *sublayer, uint32_t span)
{
    return h->span == span && (span < ENTRY_SPANS - 1 || w->layer->rules[h->rule]->sublayer == sublayer);
}

void walk_leave_sublayer(struct walk *w)
{
    const struct rule *const *rules = w->layer->rules;
    const struct sublayer_row *left = rules[w->current]->sublayer;
    if (w->one_by_one) {
        for (uint32_t i = w->current; i != UINT32_MAX && rules[i]->sublayer == left; i = layer_next(w->layer, w->from))
            w->from = layer_order(w->layer, i) + 1;
        return;
    }
    uint32_t span = layer_span(w->layer, left);
    for (;;) {
        while (w->next < w->count && is_of(w, &w->hits[w->next], left, span))
            w->next++;
        if (w->next < w->count || w->ceiling == UINT64_MAX)
            return;
        if (span < ENTRY_SPANS - 1)
            w->limit[span] = 0;
        go_on(w);
    }
}
