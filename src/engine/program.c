#include "engine/program.h"

#include <stdlib.h>

#include "engine/ruleset.h"
#include "model/choices.h"

/* How much a condition is expected to reject, in bits: the order of the groups follows it. */
enum {
    BITS_OF_VALUE = -1,   /* what only match_value can decide comes behind every number, since it is slower */
    BITS_OF_PROTOCOL = 2, /* a handful of protocols is all the traffic there is */
    BITS_MOST = 32,
};

enum { FEW = 8 }; /* conditions that are sorted on the stack */

/* No value has its type. */
static const struct test test_never = { .mask = 0, .lo = 1, .width = 0, .op = TEST_NUMBER, .type = 0xff };

static uint32_t number_of(const struct value *v)
{
    return (uint32_t)value_unsigned(v);
}

static uint32_t type_mask(enum data_type type)
{
    return type == TYPE_UINT8 ? 0xff : type == TYPE_UINT16 ? 0xffff : 0xffffffff;
}

static bool is_small(enum data_type type)
{
    return type == TYPE_UINT8 || type == TYPE_UINT16 || type == TYPE_UINT32;
}

static void set_interval(struct test *t, uint32_t lo, uint32_t hi)
{
    t->lo = lo <= hi ? lo : 1;
    t->width = lo <= hi ? hi - lo : 0;
    if (lo > hi)
        t->mask = 0; /* 0 - 1 is above every width */
}

/* Everything but [lo, hi]: the interval that begins behind hi and wraps around to lo, in 32 bits. */
static void set_outside(struct test *t, uint32_t lo, uint32_t hi)
{
    uint64_t width = 0xffffffffu - ((uint64_t)hi - lo) - 1;
    if (lo > hi) { /* outside of nothing: everything */
        t->mask = t->lo = t->width = 0;
        return;
    }
    if (lo == 0 && hi == 0xffffffffu) {
        *t = (struct test){ .mask = 0, .lo = 1, .width = 0, .op = t->op, .type = t->type, .slot = t->slot };
        return;
    }
    t->lo = hi + 1;
    t->width = (uint32_t)width;
}

static bool compile_mask(const struct condition *c, struct test *t)
{
    const struct v4_addr_mask *m = c->value.v4;
    t->type = TYPE_UINT32;
    if ((m->mask | (m->mask - 1)) == 0xffffffffu || m->mask == 0) { /* contiguous: an interval of addresses */
        t->mask = 0xffffffffu;
        if (c->match == MATCH_EQUAL)
            set_interval(t, m->addr & m->mask, m->addr | ~m->mask);
        else if (c->match == MATCH_NOT_EQUAL)
            set_outside(t, m->addr & m->mask, m->addr | ~m->mask);
        else
            return false;
        return true;
    }
    t->mask = m->mask;
    t->lo = m->addr & m->mask;
    t->width = 0;
    return c->match == MATCH_EQUAL;
}

static bool compile_range(const struct condition *c, struct test *t)
{
    const struct value_range *r = c->value.range;
    if (!is_small(r->low.type) || r->high.type != r->low.type)
        return false;
    t->type = (uint8_t)r->low.type;
    t->mask = type_mask(r->low.type);
    if (c->match == MATCH_RANGE)
        set_interval(t, number_of(&r->low), number_of(&r->high));
    else if (c->match == MATCH_NOT_EQUAL)
        set_outside(t, number_of(&r->low), number_of(&r->high));
    else
        return false;
    return true;
}

static bool compile_number(const struct condition *c, struct test *t)
{
    uint32_t n = number_of(&c->value), all = type_mask(c->value.type);
    t->type = (uint8_t)c->value.type;
    t->mask = all;
    switch ((int)c->match) {
    case MATCH_EQUAL:
        set_interval(t, n, n);
        return true;
    case MATCH_NOT_EQUAL:
        set_outside(t, n, n);
        return true;
    case MATCH_LESS:
        set_interval(t, n ? 0 : 1, n ? n - 1 : 0);
        return true;
    case MATCH_LESS_OR_EQUAL:
        set_interval(t, 0, n);
        return true;
    case MATCH_GREATER:
        set_interval(t, n < all ? n + 1 : 1, n < all ? all : 0);
        return true;
    case MATCH_GREATER_OR_EQUAL:
        set_interval(t, n, all);
        return true;
    case MATCH_FLAGS_ALL_SET:
        if (n == 0 && !CHOICE_ALL_SET_OF_ZERO_MATCHES)
            return false;
        *t = (struct test){ .mask = n, .lo = n, .width = 0, .op = t->op, .type = t->type, .slot = t->slot };
        return true;
    case MATCH_FLAGS_ANY_SET:
        *t = (struct test){ .mask = n, .lo = 1, .width = 0xfffffffeu, .op = t->op, .type = t->type, .slot = t->slot };
        return true;
    case MATCH_FLAGS_NONE_SET:
        *t = (struct test){ .mask = n, .lo = 0, .width = 0, .op = t->op, .type = t->type, .slot = t->slot };
        return true;
    }
    return false;
}

/* A condition as a test; what has no form of a number becomes TEST_VALUE with the condition's index in lo. */
static struct test compile_condition(const struct rule *rule, uint32_t index, int slot)
{
    const struct condition *c = &rule->conditions[index];
    struct test             t = { .op = TEST_NUMBER, .slot = (uint8_t)slot };
    bool                    number = false;
    if (slot < 0)
        return test_never;
    if (!CHOICE_EMPTY_FAILS_NEGATION && match_is_negation(c->match))
        number = false; /* a value of another type, EMPTY, would pass */
    else if (c->value.type == TYPE_V4_ADDR_MASK)
        number = compile_mask(c, &t);
    else if (c->value.type == TYPE_RANGE)
        number = compile_range(c, &t);
    else if (is_small(c->value.type))
        number = compile_number(c, &t);
    return number ? t : (struct test){ .op = TEST_VALUE, .slot = (uint8_t)slot, .lo = index };
}

/* Bits of an IPv6 or MAC address that the condition fixes, 0 when it is of another kind. */
static unsigned address_bits(const struct condition *c)
{
    if (c->match != MATCH_EQUAL)
        return 0;
    if (c->value.type == TYPE_V6_ADDR_MASK)
        return c->value.v6->prefix <= 128 ? c->value.v6->prefix : 0;
    return c->value.type == TYPE_BYTE_ARRAY16 ? 128 : c->value.type == TYPE_BYTE_ARRAY6 ? 48 : 0;
}

/* Expected rejection in bits: what is fixed of the mask, less what an interval leaves open. */
static int test_bits(const struct test *t, const struct condition *c)
{
    int bits = __builtin_popcount(t->mask) - (t->width ? 32 - __builtin_clz(t->width) : 0);
    if (t->op == TEST_VALUE) {
        bits = (int)address_bits(c);
        return bits > BITS_MOST ? BITS_MOST : bits > 0 ? bits : BITS_OF_VALUE;
    }
    if (c->field == FIELD_IP_PROTOCOL && bits > BITS_OF_PROTOCOL)
        return BITS_OF_PROTOCOL;
    return bits > 0 ? bits : 0;
}

struct group {
    uint32_t first, count; /* of the tests */
    int      bits;
};

/* Whether the test is a plain interval of its type's numbers; only those can be widened. */
static bool is_interval(const struct test *t)
{
    return t->op == TEST_NUMBER && t->mask == type_mask((enum data_type)t->type) && t->lo <= 0xffffffffu - t->width;
}

static bool all_intervals(const struct test *tests, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (!is_interval(&tests[i]) || tests[i].type != tests[0].type)
            return false;
    return true;
}

static int by_lo(const void *a, const void *b)
{
    const struct test *x = a, *y = b;
    return (x->lo > y->lo) - (x->lo < y->lo);
}

/* Makes one of those that meet or touch; returns how many are left. */
static uint32_t sort_intervals(struct test *tests, uint32_t count)
{
    uint32_t n = 1;
    qsort(tests, count, sizeof(*tests), by_lo);
    for (uint32_t i = 1; i < count; i++) {
        struct test *before = &tests[n - 1];
        uint32_t     end = before->lo + before->width, end_too = tests[i].lo + tests[i].width;
        if (tests[i].lo > end && tests[i].lo - end > 1)
            tests[n++] = tests[i];
        else if (end_too > end)
            before->width = end_too - before->lo;
    }
    tests[0].op = TEST_SORTED;
    tests[0].mask = n;
    return n;
}

/* Gathers the conditions on the field of condition `index` behind tests[at] (J-006). */
static struct group gather(const struct rule *rule, uint32_t index, struct test *tests, uint32_t at)
{
    enum field_id field = rule->conditions[index].field;
    int           slot = layer_field_index(&layer_rows[rule->layer], field);
    struct group  g = { .first = at, .bits = 64 };
    for (uint32_t i = index; i < rule->condition_count; i++) {
        if (rule->conditions[i].field != field)
            continue;
        tests[at + g.count] = compile_condition(rule, i, slot);
        int bits = test_bits(&tests[at + g.count], &rule->conditions[i]);
        g.bits = bits < g.bits ? bits : g.bits;
        g.count++;
    }
    if (g.count > 1 && !all_intervals(&tests[at], g.count))
        g.bits = BITS_OF_VALUE;
    else if (g.count > PROGRAM_UNSORTED)
        g.count = sort_intervals(&tests[at], g.count);
    tests[at + g.count - 1].last = 1;
    return g;
}

static bool seen_before(const struct rule *rule, uint32_t index)
{
    for (uint32_t i = 0; i < index; i++)
        if (rule->conditions[i].field == rule->conditions[index].field)
            return true;
    return false;
}

/* Where the group goes: behind those that reject as much. */
static uint32_t place_of(const struct group *groups, uint32_t count, int bits)
{
    while (count > 0 && groups[count - 1].bits < bits)
        count--;
    return count;
}

/* Fills `groups` in the order of evaluation and `tests` with their tests; returns how many groups there are. */
static uint32_t group_conditions(const struct rule *rule, struct group *groups, struct test *tests)
{
    uint32_t count = 0, at = 0;
    for (uint32_t i = 0; i < rule->condition_count; i++) {
        if (seen_before(rule, i))
            continue;
        struct group g = gather(rule, i, tests, at);
        uint32_t     place = place_of(groups, count, g.bits);
        memmove(&groups[place + 1], &groups[place], (count - place) * sizeof(*groups));
        groups[place] = g;
        count++;
        at += g.count;
    }
    return count;
}

enum wfp_status program_compile(struct arena *arena, struct arena *scratch, const struct rule *rule, struct program *out)
{
    struct test   few[FEW];
    struct group  few_groups[FEW];
    uint32_t      n = rule->condition_count, filled = 0;
    struct test  *unordered = n <= FEW ? few : arena_array(scratch, n, sizeof(*unordered));
    struct test  *tests = arena_array(arena, n, sizeof(*tests));
    struct group *groups = n <= FEW ? few_groups : arena_array(scratch, n, sizeof(*groups));
    if (!unordered || !tests || !groups)
        return WFP_NO_MEMORY;
    uint32_t count = group_conditions(rule, groups, unordered);
    for (uint32_t i = 0; i < count; i++) {
        memcpy(&tests[filled], &unordered[groups[i].first], groups[i].count * sizeof(*tests));
        filled += groups[i].count;
    }
    *out = (struct program){ tests, filled, rule };
    return WFP_OK;
}

static inline bool test_holds(const struct test *t, const struct value *values, const struct rule *rule)
{
    const struct value *v = &values[t->slot];
    if (__builtin_expect(t->op == TEST_VALUE, 0))
        return match_value(rule->conditions[t->lo].match, v, &rule->conditions[t->lo].value);
    return (uint32_t)v->type == t->type && (v->u32 & t->mask) - t->lo <= t->width;
}

/* Whether one of the sorted intervals that begin here has the value. */
static bool sorted_hold(const struct test *t, const struct value *values)
{
    const struct value *v = &values[t->slot];
    uint32_t            x = v->u32 & type_mask((enum data_type)t->type), at = 0;
    for (uint32_t left = t->mask; left > 1; left -= left / 2)
        at += t[at + left / 2].lo <= x ? left / 2 : 0;
    return (uint32_t)v->type == t->type && x - t[at].lo <= t[at].width;
}

bool program_match(const struct program *p, const struct value *values)
{
    bool holds = false;
    for (const struct test *t = p->tests, *end = t + p->count; t < end; t++) {
        if (__builtin_expect(t->op == TEST_SORTED, 0)) {
            holds = sorted_hold(t, values);
            t += t->mask - 1;
        } else {
            holds = holds || test_holds(t, values, p->rule);
        }
        if (!t->last)
            continue;
        if (!holds)
            return false;
        holds = false;
    }
    return true;
}
