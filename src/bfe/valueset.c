#include "bfe/valueset.h"

#include <stdlib.h>
#include <string.h>

static bool is_flags(const struct condition *c)
{
    return c->match >= MATCH_FLAGS_ALL_SET && c->match <= MATCH_FLAGS_NONE_SET;
}

static int by_low(const void *a, const void *b)
{
    return memcmp(((const struct interval *)a)->low, ((const struct interval *)b)->low, 16);
}

/* Sorts and joins what touches or overlaps. */
static void merge(struct group *g)
{
    uint32_t kept = 0;
    qsort(g->intervals, g->interval_count, sizeof(*g->intervals), by_low);
    for (uint32_t i = 0; i < g->interval_count; i++) {
        uint8_t after[16];
        bool    joins = false;
        if (kept > 0) {
            memcpy(after, g->intervals[kept - 1].high, 16);
            joins = !interval_step(after, 1, 16) || memcmp(g->intervals[i].low, after, 16) <= 0;
        }
        if (!joins)
            g->intervals[kept++] = g->intervals[i];
        else if (memcmp(g->intervals[i].high, g->intervals[kept - 1].high, 16) > 0)
            memcpy(g->intervals[kept - 1].high, g->intervals[i].high, 16);
    }
    g->interval_count = kept;
}

static void group_add(struct group *g, const struct condition *c)
{
    struct interval two[2];
    int             n = c->value.type == TYPE_EMPTY ? -1 : intervals_of(c, two);
    g->condition_count++;
    if (n < 0 && c->match == MATCH_FLAGS_ANY_SET && value_unsigned(&c->value) == 0)
        n = 0; /* no bit is one of none (J-030) */
    if (n < 0)
        g->others[g->other_count++] = c;
    if (n == 0)
        g->impossible_count++;
    for (int i = 0; i < n; i++)
        g->intervals[g->interval_count++] = two[i];
}

enum wfp_status shape_of(const struct condition *conditions, uint32_t count, struct arena *arena, struct shape *out)
{
    uint32_t per_field[FIELD_COUNT] = { 0 }, groups = 0;
    for (uint32_t i = 0; i < count; i++)
        groups += per_field[conditions[i].field]++ == 0;
    *out = (struct shape){ 0, arena_array(arena, groups, sizeof(*out->groups)) };
    if (!out->groups)
        return WFP_NO_MEMORY;
    for (int field = 0; field < FIELD_COUNT; field++) {
        if (!per_field[field])
            continue;
        struct group *g = &out->groups[out->group_count++];
        g->field = (enum field_id)field;
        g->intervals = arena_array(arena, 2 * (size_t)per_field[field], sizeof(*g->intervals));
        g->others = arena_array(arena, per_field[field], sizeof(*g->others));
        if (!g->intervals || !g->others)
            return WFP_NO_MEMORY;
        for (uint32_t i = 0; i < count; i++)
            if ((int)conditions[i].field == field)
                group_add(g, &conditions[i]);
        merge(g);
    }
    return WFP_OK;
}

const struct group *shape_group(const struct shape *s, enum field_id field)
{
    for (uint32_t i = 0; i < s->group_count; i++)
        if (s->groups[i].field == field)
            return &s->groups[i];
    return NULL;
}

static bool interval_inside(const struct interval *i, const struct group *g)
{
    for (uint32_t k = 0; k < g->interval_count; k++)
        if (memcmp(g->intervals[k].low, i->low, 16) <= 0 && memcmp(i->high, g->intervals[k].high, 16) <= 0)
            return true;
    return false;
}

/* The same bytes, for values without order too. */
static bool same_value(const struct value *a, const struct value *b)
{
    if (a->type != b->type)
        return false;
    switch ((int)a->type) {
    case TYPE_EMPTY:
        return true;
    case TYPE_SID:
        return sid_size(a->sid) == sid_size(b->sid) && memcmp(a->sid, b->sid, sid_size(a->sid)) == 0;
    case TYPE_SECURITY_DESCRIPTOR:
        return a->blob->size == b->blob->size && memcmp(a->blob->data, b->blob->data, a->blob->size) == 0;
    case TYPE_RANGE:
        return same_value(&a->range->low, &b->range->low) && same_value(&a->range->high, &b->range->high);
    default:
        return value_compare(a, b) == 0;
    }
}

static bool flags_contain(const struct condition *a, const struct condition *b)
{
    uint64_t x = value_unsigned(&a->value), y = value_unsigned(&b->value);
    if (a->match == MATCH_FLAGS_ANY_SET && b->match == MATCH_FLAGS_ALL_SET)
        return (x & y) != 0;
    if (a->match != b->match)
        return false;
    return a->match == MATCH_FLAGS_ANY_SET ? (y & ~x) == 0 : (x & ~y) == 0;
}

static bool condition_contains(const struct condition *a, const struct condition *b)
{
    if (is_flags(a) && is_flags(b))
        return flags_contain(a, b);
    return a->match == b->match && same_value(&a->value, &b->value);
}

static bool group_contains(const struct group *a, const struct group *b)
{
    for (uint32_t i = 0; i < b->interval_count; i++)
        if (!interval_inside(&b->intervals[i], a))
            return false;
    for (uint32_t i = 0; i < b->other_count; i++) {
        bool found = false;
        for (uint32_t k = 0; k < a->other_count && !found; k++)
            found = condition_contains(a->others[k], b->others[i]);
        if (!found)
            return false;
    }
    return true;
}

static bool intervals_meet(const struct group *a, const struct group *b)
{
    for (uint32_t i = 0, k = 0; i < a->interval_count && k < b->interval_count;) {
        const struct interval *x = &a->intervals[i], *y = &b->intervals[k];
        if (memcmp(x->high, y->low, 16) < 0)
            i++;
        else if (memcmp(y->high, x->low, 16) < 0)
            k++;
        else
            return true;
    }
    return false;
}

static bool flags_disjoint(const struct condition *a, const struct condition *b)
{
    uint64_t x = value_unsigned(&a->value), y = value_unsigned(&b->value);
    if (a->match == MATCH_FLAGS_NONE_SET && b->match != MATCH_FLAGS_NONE_SET)
        return flags_disjoint(b, a);
    if (b->match != MATCH_FLAGS_NONE_SET)
        return false;
    return a->match == MATCH_FLAGS_ALL_SET ? (x & y) != 0 : a->match == MATCH_FLAGS_ANY_SET && (x & ~y) == 0;
}

/* An absent value meets nothing but itself; two different exact values never meet. Descriptors may grant the same token. */
static bool others_disjoint(const struct condition *a, const struct condition *b)
{
    bool a_empty = a->value.type == TYPE_EMPTY, b_empty = b->value.type == TYPE_EMPTY;
    if (a_empty || b_empty)
        return a_empty != b_empty;
    if (is_flags(a) && is_flags(b))
        return flags_disjoint(a, b);
    bool exact = a->match == MATCH_EQUAL && b->match == MATCH_EQUAL && a->value.type == b->value.type;
    return exact && a->value.type != TYPE_SECURITY_DESCRIPTOR && !same_value(&a->value, &b->value);
}

static bool group_disjoint(const struct group *a, const struct group *b)
{
    if (intervals_meet(a, b))
        return false;
    for (uint32_t i = 0; i < a->other_count; i++)
        for (uint32_t k = 0; k < b->other_count; k++)
            if (!others_disjoint(a->others[i], b->others[k]))
                return false;
    /* Intervals against flags: not provable, but for EMPTY, which is in no interval. */
    for (uint32_t i = 0; i < a->other_count && b->interval_count; i++)
        if (a->others[i]->value.type != TYPE_EMPTY)
            return false;
    for (uint32_t i = 0; i < b->other_count && a->interval_count; i++)
        if (b->others[i]->value.type != TYPE_EMPTY)
            return false;
    return true;
}

bool shape_contains(const struct shape *a, const struct shape *b)
{
    for (uint32_t i = 0; i < a->group_count; i++) {
        const struct group *other = shape_group(b, a->groups[i].field);
        if (!other || !group_contains(&a->groups[i], other))
            return false;
    }
    return true;
}

bool shape_disjoint(const struct shape *a, const struct shape *b)
{
    for (uint32_t i = 0; i < a->group_count; i++) {
        const struct group *other = shape_group(b, a->groups[i].field);
        if (other && group_disjoint(&a->groups[i], other))
            return true;
    }
    return false;
}

bool group_is_empty(const struct group *g)
{
    return g->impossible_count == g->condition_count;
}

bool group_is_full(const struct group *g, enum data_type type)
{
    unsigned width = interval_width(type);
    if (!width || g->interval_count != 1)
        return false;
    struct interval all = interval_all(width);
    return memcmp(&g->intervals[0], &all, sizeof(all)) == 0;
}

bool group_within(const struct group *g, uint64_t low, uint64_t high)
{
    struct interval bounds;
    interval_edge(bounds.low, low);
    interval_edge(bounds.high, high);
    struct group window = { .interval_count = 1, .intervals = &bounds };
    for (uint32_t i = 0; i < g->interval_count; i++)
        if (!interval_inside(&g->intervals[i], &window))
            return false;
    return g->interval_count > 0 && g->other_count == 0;
}
