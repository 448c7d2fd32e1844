#include "host/crossing.h"

#include <stdlib.h>

#define AT_ONCE 128u

struct crossing {
    unsigned         workers; /* immutable, like rings */
    uint64_t        *handed;  /* [from]: of that worker's thread */
    struct handover *rings[]; /* [from * workers + to]; NULL: to itself */
};

static struct handover *ring(const struct crossing *c, unsigned from, unsigned to)
{
    return c->rings[from * c->workers + to];
}

enum wfp_status crossing_new(unsigned workers, struct crossing **out)
{
    struct crossing *c = calloc(1, sizeof(*c) + (size_t)workers * workers * sizeof(c->rings[0]));
    if (!c)
        return WFP_NO_MEMORY;
    c->workers = workers;
    c->handed = calloc(workers, sizeof(*c->handed));
    enum wfp_status err = c->handed ? WFP_OK : WFP_NO_MEMORY;
    for (unsigned i = 0; !err && i < workers * workers; i++)
        if (i / workers != i % workers)
            err = handover_new(&c->rings[i]);
    if (err)
        crossing_free(c);
    else
        *out = c;
    return err;
}

void crossing_free(struct crossing *c)
{
    if (!c)
        return;
    for (unsigned i = 0; i < c->workers * c->workers; i++)
        handover_free(c->rings[i]);
    free(c->handed);
    free(c);
}

bool crossing_put(struct crossing *c, unsigned from, unsigned to, const struct handed *what)
{
    if (!handover_put(ring(c, from, to), what))
        return false;
    c->handed[from] |= UINT64_C(1) << to;
    return true;
}

unsigned crossing_room(struct crossing *c, unsigned from, unsigned most)
{
    for (unsigned to = 0; to < c->workers; to++) {
        unsigned room = to == from ? most : handover_room(ring(c, from, to));
        most = room < most ? room : most;
    }
    return most;
}

uint64_t crossing_handed_to(struct crossing *c, unsigned from)
{
    uint64_t handed = c->handed[from];
    c->handed[from] = 0;
    return handed;
}

static unsigned take_from(struct handover *from, const struct crossing_taker *t)
{
    struct handed h;
    unsigned      count = 0;
    for (; count < AT_ONCE && handover_next(from, &h); count++)
        t->take(t->context, &h);
    t->taken(t->context);
    handover_done(from);
    return count;
}

unsigned crossing_take(struct crossing *c, unsigned to, const struct crossing_taker *t, bool *more)
{
    unsigned sum = 0;
    for (unsigned from = 0; from < c->workers; from++) {
        unsigned count = from == to ? 0 : take_from(ring(c, from, to), t);
        *more |= count == AT_ONCE;
        sum += count;
    }
    return sum;
}

void crossing_forget(struct crossing *c, uint32_t plug)
{
    for (unsigned i = 0; i < c->workers * c->workers; i++)
        if (c->rings[i])
            handover_forget(c->rings[i], plug);
}
