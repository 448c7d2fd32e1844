/* The search in plain C: for every processor, and what the others are compared with. */
#include "engine/index.h"

static inline bool entry_holds(const struct entry *e, const struct numbers *n)
{
    for (unsigned i = 0; i < ENTRY_TESTS; i++)
        if (n->of[e->source[i]] - e->lo[i] > e->width[i])
            return false;
    return true;
}

static inline uint32_t lanes_pass(const struct lanes *l, const struct numbers *n)
{
    uint32_t pass = 0;
    for (unsigned i = 0; i < FOREST_LANES; i++)
        if (n->of[l->source[0][i]] - l->lo[0][i] <= l->width[0][i] && n->of[l->source[1][i]] - l->lo[1][i] <= l->width[1][i])
            pass |= 1u << i;
    return pass;
}

typedef uint32_t many;

static inline many spread(uint32_t number)
{
    return number;
}

static inline uint32_t column_pass(const struct column *c, many number, uint32_t pass)
{
    uint32_t some = 0;
    for (unsigned i = 0; pass && i < SCAN_ENTRIES; i++)
        some |= (uint32_t)(number - c->lo[i] <= c->width[i]) << i;
    return pass & some;
}

enum { LOOK_UP_FEW = FOREST_TABLES };
#define look_up look_up_few

#define look_up_many look_up_each

static void read_numbers(struct numbers *n, const struct source_set *s, const struct value *values)
{
    numbers_within(n, s, values, true);
}

#include "engine/walk_body.h"

const struct walk_kind walk_plain = { "plain", read_numbers, search_all, search_firsts, search_one, search_batch };
