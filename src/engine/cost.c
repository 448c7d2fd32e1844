/* See cost.h. The thread that counts is the only one that writes counters: a load and a store add. To begin anew is to say another
 * epoch: counters of an older one are nothing to a reader, and the thread that counts clears each when it comes there next. */
#include "engine/cost.h"

#include <stdlib.h>
#include <time.h>

enum {
    PROBES = 32,      /* places that a classify looks for a filter's in */
    LEAST_PLACES = 64,
    MOST_PLACES = 1 << 24,
};

/* Lock-free: one writer, any reader. */
struct counter {
    _Atomic uint32_t epoch; /* the others are of this one */
    _Atomic uint64_t calls, matches, ns;
};

struct place {
    _Atomic uint64_t id; /* 0: free; one of an older epoch may be taken */
    struct counter   counter;
};

struct filters {
    uint32_t     mask; /* of places */
    struct place places[];
};

struct cost {
    struct cost_turn          turn;     /* first: cost_is_due() */
    _Atomic uint32_t          epoch;    /* lock-free */
    uint32_t                  counting; /* owner thread: the epoch of this classify */
    uint64_t                  drawn;    /* owner thread: state of the draw */
    uint64_t                  clock_ns; /* immutable: that reading the clock twice takes */
    uint32_t                  probes;   /* immutable */
    _Atomic(struct filters *) filters;  /* lock-free; NULL: no room so far */
    struct counter            lost;
    struct counter            layers[LAYER_COUNT];
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

enum wfp_status cost_make_room(struct cost *c, uint32_t filters)
{
    uint32_t places = LEAST_PLACES;
    if (atomic_load_explicit(&c->filters, memory_order_relaxed))
        return WFP_OK;
    while (places < 2 * (uint64_t)filters && places < MOST_PLACES)
        places *= 2;
    struct filters *f = calloc(1, sizeof(*f) + places * sizeof(f->places[0]));
    if (!f)
        return WFP_NO_MEMORY;
    f->mask = places - 1;
    atomic_store_explicit(&c->filters, f, memory_order_release);
    return WFP_OK;
}

static struct cost *cost_empty(uint32_t probes)
{
    struct cost *c = calloc(1, sizeof(*c));
    if (!c)
        return NULL;
    c->drawn = UINT64_C(0x9e3779b97f4a7c15);
    c->clock_ns = clock_cost();
    c->probes = probes;
    return c;
}

static enum wfp_status make(uint32_t filters, uint32_t every, uint32_t probes, struct cost **out)
{
    struct cost *c = cost_empty(probes);
    if (!c)
        return WFP_NO_MEMORY;
    enum wfp_status err = filters ? cost_make_room(c, filters) : WFP_OK;
    if (err) {
        cost_free(c);
        return err;
    }
    atomic_store(&c->turn.every, every);
    *out = c;
    return WFP_OK;
}

enum wfp_status cost_new(uint32_t filters, uint32_t every, struct cost **out)
{
    return make(filters, every, PROBES, out);
}

enum wfp_status cost_new_sum(uint32_t filters, uint32_t every, struct cost **out)
{
    return make(filters + 1, every, UINT32_MAX, out);
}

void cost_free(struct cost *c)
{
    if (c)
        free(atomic_load(&c->filters));
    free(c);
}

void cost_turn_to(struct cost *c, uint32_t every, uint32_t epoch)
{
    atomic_store_explicit(&c->epoch, epoch, memory_order_relaxed);
    /* The owner may store over it: then it goes on to the end of its turn. */
    if (atomic_exchange_explicit(&c->turn.every, every, memory_order_relaxed) != every)
        atomic_store_explicit(&c->turn.left, 0, memory_order_relaxed);
}

/* --- counting ---------------------------------------------------------------------------------------------------------------- */

bool cost_draw(struct cost *c)
{
    uint64_t x = c->drawn;
    uint32_t every = atomic_load_explicit(&c->turn.every, memory_order_relaxed);
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    c->drawn = x;
    atomic_store_explicit(&c->turn.left, 1 + (uint32_t)((x >> 32) * (2 * (uint64_t)every - (every != 0)) >> 32), memory_order_relaxed);
    return every != 0;
}

static void add(_Atomic uint64_t *to, uint64_t n)
{
    atomic_store_explicit(to, atomic_load_explicit(to, memory_order_relaxed) + n, memory_order_relaxed);
}

/* Who reads the epoch sees what was cleared before. */
static void bring_to(struct counter *c, uint32_t epoch)
{
    if (atomic_load_explicit(&c->epoch, memory_order_relaxed) == epoch)
        return;
    atomic_store_explicit(&c->calls, 0, memory_order_relaxed);
    atomic_store_explicit(&c->matches, 0, memory_order_relaxed);
    atomic_store_explicit(&c->ns, 0, memory_order_relaxed);
    atomic_store_explicit(&c->epoch, epoch, memory_order_release);
}

static void count(struct counter *c, uint32_t epoch, const struct cost_count *n)
{
    bring_to(c, epoch);
    add(&c->calls, n->calls);
    add(&c->matches, n->matches);
    add(&c->ns, n->ns);
}

static bool is_of(const struct counter *c, uint32_t epoch)
{
    return atomic_load_explicit(&c->epoch, memory_order_relaxed) == epoch;
}

static uint32_t home_of(uint64_t id)
{
    return (uint32_t)(id * UINT64_C(0x9e3779b97f4a7c15) >> 32);
}

/* Its place, or one that it may have; NULL: there is none. */
static struct place *place_of(struct filters *f, uint64_t id, uint32_t epoch, uint32_t probes)
{
    struct place *unused = NULL;
    for (uint32_t i = 0; i < probes && i <= f->mask; i++) {
        struct place *p = &f->places[(home_of(id) + i) & f->mask];
        uint64_t      there = atomic_load_explicit(&p->id, memory_order_relaxed);
        if (there == id)
            return p;
        if (!unused && (!there || !is_of(&p->counter, epoch)))
            unused = p;
        if (!there)
            break;
    }
    return unused;
}

static void count_filter(struct cost *c, uint32_t epoch, uint64_t id, const struct cost_count *n)
{
    struct filters *f = atomic_load_explicit(&c->filters, memory_order_acquire);
    struct place   *p = f ? place_of(f, id, epoch, c->probes) : NULL;
    if (!p) {
        count(&c->lost, epoch, n);
        return;
    }
    /* Nobody reads an id whose counter is of an older epoch. A free place has one that is of this one where none has begun anew:
     * there the counter is zero. */
    if (atomic_load_explicit(&p->id, memory_order_relaxed) != id)
        atomic_store_explicit(&p->id, id, memory_order_release);
    count(&p->counter, epoch, n);
}

static uint64_t since(const struct cost *c, uint64_t started)
{
    uint64_t took = cost_now() - started;
    return took > c->clock_ns ? took - c->clock_ns : 0;
}

void cost_begin(struct cost_classify *m, struct cost *c)
{
    m->cost = c;
    m->matches = m->timed = 0;
    c->counting = atomic_load_explicit(&c->epoch, memory_order_relaxed);
    m->started = cost_now();
}

static void count_match(const struct cost_classify *m, uint32_t held)
{
    struct cost_count n = { 1, 1, m->held[held].ns };
    count_filter(m->cost, m->cost->counting, m->held[held].id, &n);
}

void cost_add_rule(struct cost_classify *m, const struct rule *rule, uint64_t started)
{
    uint64_t ns = started ? since(m->cost, started) : 0;
    uint32_t at = m->matches++ % COST_HELD;
    if (m->matches > COST_HELD)
        count_match(m, at);
    m->held[at].id = rule->id;
    m->held[at].ns = ns;
    m->timed += started != 0;
}

void cost_end(const struct cost_classify *m, uint16_t layer)
{
    struct cost      *c = m->cost;
    uint64_t          took = since(c, m->started), clocks = m->timed * c->clock_ns;
    struct cost_count n = { 1, m->matches, took > clocks ? took - clocks : 0 };
    count(&c->layers[layer], c->counting, &n);
    for (uint32_t i = 0; i < m->matches && i < COST_HELD; i++)
        count_match(m, i);
}

/* --- reading ----------------------------------------------------------------------------------------------------------------- */

static struct cost_count read_count(const struct counter *c, uint32_t epoch)
{
    if (atomic_load_explicit(&c->epoch, memory_order_acquire) != epoch)
        return (struct cost_count){ 0 };
    return (struct cost_count){ atomic_load_explicit(&c->calls, memory_order_relaxed),
                                atomic_load_explicit(&c->matches, memory_order_relaxed),
                                atomic_load_explicit(&c->ns, memory_order_relaxed) };
}

static uint32_t epoch_of(const struct cost *c)
{
    return atomic_load_explicit(&c->epoch, memory_order_relaxed);
}

uint32_t cost_every(const struct cost *c)
{
    return atomic_load_explicit(&c->turn.every, memory_order_relaxed);
}

struct cost_count cost_of_layer(const struct cost *c, uint16_t layer)
{
    return read_count(&c->layers[layer], epoch_of(c));
}

struct cost_count cost_of_filter(const struct cost *c, uint64_t id)
{
    struct filters *f = atomic_load_explicit(&c->filters, memory_order_acquire);
    struct place   *p = f ? place_of(f, id, epoch_of(c), c->probes) : NULL;
    bool            found = p && atomic_load_explicit(&p->id, memory_order_acquire) == id;
    return found ? read_count(&p->counter, epoch_of(c)) : (struct cost_count){ 0 };
}

uint64_t cost_lost(const struct cost *c)
{
    return read_count(&c->lost, epoch_of(c)).calls;
}

/* The next filter that it has counted, from a place on; false: no more. */
static bool next_filter(const struct cost *c, uint32_t *at, uint64_t *id, struct cost_count *out)
{
    const struct filters *f = atomic_load_explicit(&c->filters, memory_order_acquire);
    for (; f && *at <= f->mask; ++*at) {
        *out = read_count(&f->places[*at].counter, epoch_of(c));
        *id = atomic_load_explicit(&f->places[*at].id, memory_order_relaxed);
        if (*id && out->calls) {
            ++*at;
            return true;
        }
    }
    return false;
}

uint32_t cost_filters(const struct cost *c)
{
    uint32_t          at = 0, count = 0;
    uint64_t          id;
    struct cost_count n;
    while (next_filter(c, &at, &id, &n))
        count++;
    return count;
}

struct cost_count cost_of_filters(const struct cost *c)
{
    struct cost_count sum = { 0 }, n;
    uint32_t          at = 0;
    uint64_t          id;
    while (next_filter(c, &at, &id, &n))
        sum = (struct cost_count){ sum.calls + n.calls, sum.matches + n.matches, sum.ns + n.ns };
    return sum;
}

void cost_merge(struct cost *to, const struct cost *from)
{
    struct cost_count n = read_count(&from->lost, epoch_of(from));
    uint32_t          at = 0, epoch = epoch_of(to);
    uint64_t          id;
    count(&to->lost, epoch, &n);
    while (next_filter(from, &at, &id, &n))
        count_filter(to, epoch, id, &n);
    for (uint16_t layer = 0; layer < LAYER_COUNT; layer++) {
        n = cost_of_layer(from, layer);
        count(&to->layers[layer], epoch, &n);
    }
}
