/* See cost.h. */
#include "engine/cost.h"

#include <stdlib.h>
#include <time.h>

#include "engine/index.h"

/* Lock-free, all of it. */
struct counter {
    _Atomic uint64_t calls, matches, ns;
};

struct filter_counter {
    _Atomic uint64_t id; /* 0: free */
    struct counter   counter;
};

struct cost {
    atomic_uint           left; /* first: cost_is_due() */
    uint32_t              every;
    uint64_t              clock_ns; /* that reading the clock twice takes */
    _Atomic uint64_t      state;    /* of the draw */
    _Atomic uint64_t      lost;
    struct counter        layers[LAYER_COUNT];
    uint32_t              mask; /* of places */
    struct filter_counter filters[];
};

uint64_t cost_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static uint64_t clock_cost(void)
{
    uint64_t least = UINT64_MAX;
    for (int i = 0; i < 100; i++) {
        uint64_t start = cost_now(), took = cost_now() - start;
        least = took < least ? took : least;
    }
    return least;
}

enum wfp_status cost_new(uint32_t filters, uint32_t every, struct cost **out)
{
    uint32_t places = 64;
    while (places < 2 * (uint64_t)filters && places < 1u << 30)
        places *= 2;
    struct cost *c = calloc(1, sizeof(*c) + places * sizeof(c->filters[0]));
    if (!c)
        return WFP_NO_MEMORY;
    c->mask = places - 1;
    c->every = every ? every : 1;
    c->state = UINT64_C(0x9e3779b97f4a7c15);
    c->clock_ns = clock_cost();
    *out = c;
    return WFP_OK;
}

void cost_free(struct cost *c)
{
    free(c);
}

bool cost_draw(struct cost *c)
{
    uint64_t x = atomic_load_explicit(&c->state, memory_order_relaxed);
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    atomic_store_explicit(&c->state, x, memory_order_relaxed);
    atomic_store_explicit(&c->left, 1 + (uint32_t)((x >> 32) * (2 * c->every - 1) >> 32), memory_order_relaxed);
    return true;
}

/* --- counting ---------------------------------------------------------------------------------------------------------------- */

static void add(_Atomic uint64_t *to, uint64_t n)
{
    atomic_fetch_add_explicit(to, n, memory_order_relaxed);
}

static uint64_t since(const struct cost *c, uint64_t started)
{
    uint64_t took = cost_now() - started;
    return took > c->clock_ns ? took - c->clock_ns : 0;
}

/* Its place, or the free one where it would be; NULL: there is none. */
static const struct filter_counter *place_of(const struct cost *c, uint64_t id)
{
    uint32_t at = (uint32_t)(id * UINT64_C(0x9e3779b97f4a7c15) >> 32);
    for (uint32_t i = 0; i <= c->mask; i++) {
        const struct filter_counter *f = &c->filters[(at + i) & c->mask];
        uint64_t                     there = atomic_load_explicit(&f->id, memory_order_relaxed);
        if (there == id || !there)
            return f;
    }
    return NULL;
}

static struct counter *counter_of(struct cost *c, uint64_t id)
{
    for (;;) {
        struct filter_counter *f = (struct filter_counter *)(uintptr_t)place_of(c, id);
        uint64_t               free_place = 0;
        if (!f)
            return NULL;
        if (atomic_load_explicit(&f->id, memory_order_relaxed) == id || atomic_compare_exchange_strong(&f->id, &free_place, id) ||
            free_place == id)
            return &f->counter;
    }
}

void cost_add_rule(struct cost *c, const struct rule *rule, uint64_t started)
{
    uint64_t        took = started ? since(c, started) : 0;
    struct counter *f = counter_of(c, rule->id);
    if (!f) {
        add(&c->lost, 1);
        return;
    }
    add(&f->calls, 1);
    if (took)
        add(&f->ns, took);
}

void cost_add_layer(struct cost *c, uint16_t layer, uint64_t started, uint32_t matches)
{
    struct counter *l = &c->layers[layer];
    add(&l->ns, since(c, started));
    add(&l->calls, 1);
    add(&l->matches, matches);
}

/* --- reading ----------------------------------------------------------------------------------------------------------------- */

static struct cost_count count_of(const struct counter *c)
{
    return (struct cost_count){ atomic_load(&c->calls), atomic_load(&c->matches), atomic_load(&c->ns) };
}

uint32_t cost_every(const struct cost *c)
{
    return c->every;
}

struct cost_count cost_of_layer(const struct cost *c, uint16_t layer)
{
    return count_of(&c->layers[layer]);
}

struct cost_count cost_of_filter(const struct cost *c, uint64_t id)
{
    const struct filter_counter *f = place_of(c, id);
    if (!f)
        return (struct cost_count){ 0 };
    struct cost_count count = count_of(&f->counter);
    count.matches = count.calls; /* it is asked when it matches */
    return count;
}

uint64_t cost_lost(const struct cost *c)
{
    return atomic_load(&c->lost);
}

/* --- what makes an index slow ----------------------------------------------------------------------------------------------- */

/* By rule number. A layer of a few rules has no index to be slow. */
static void mark_burdens(const struct layer_rules *l, uint8_t *marks)
{
    const struct forest *f = &l->forest;
    if (l->base_count <= WALK_FEW || !f->node_count)
        return;
    for (uint32_t i = 0; i < f->nodes[0].count && f->nodes[0].count > COST_SCANNABLE; i++)
        marks[f->entries[f->nodes[0].first + i].rule] |= COST_SCANNED;
    for (uint32_t i = 0; i < f->entry_count; i++)
        if (!(f->entries[i].flags & ENTRY_EXACT))
            marks[f->entries[i].rule] |= COST_ASKED;
}

enum wfp_status cost_burdens(const struct ruleset *r, uint16_t layer, void (*tell)(void *context, const struct rule *rule, unsigned burdens),
                             void *context)
{
    const struct layer_rules *l = r->layers[layer];
    uint8_t                  *marks = calloc(l->base_count + 1u, 1);
    if (!marks)
        return WFP_NO_MEMORY;
    mark_burdens(l, marks);
    for (uint32_t i = 0; i < l->base_count; i++)
        if (marks[i] && !layer_is_dead(l, i))
            tell(context, l->rules[i], marks[i]);
    free(marks);
    return WFP_OK;
}
