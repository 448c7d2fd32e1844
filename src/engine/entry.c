#include "engine/entry.h"

#include "engine/ruleset.h"
#include "model/choices.h"

/* One alternative of a group: comparisons that must all hold. */
struct way {
    struct {
        uint32_t source, lo, width;
    } tests[4];
    uint32_t count;
    bool     exact;
};

struct maker {
    const struct program *program;
    struct source_set    *sources;
    struct entry         *out;
    uint32_t              count;
    bool                  known; /* every condition is a question about numbers */
};

/* --- one condition ----------------------------------------------------------------------------------------------------------- */

static void add_test(struct maker *m, struct way *w, const struct source *s, uint32_t lo, uint32_t width)
{
    uint32_t index = source_index(m->sources, s);
    if (index == SOURCE_NONE) {
        w->exact = false;
        return;
    }
    w->tests[w->count].source = index;
    w->tests[w->count].lo = lo;
    w->tests[w->count++].width = width;
}

static uint32_t all_bits(uint8_t type)
{
    return type == TYPE_UINT8 ? 0xff : type == TYPE_UINT16 ? 0xffff : 0xffffffff;
}

static uint32_t word_of(const uint8_t *bytes, unsigned pair)
{
    const uint8_t *b = bytes + 2 * pair;
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

/* The words of an IPv6 address that the prefix reaches, the last first: neighbours differ there. */
static void add_prefix(struct maker *m, struct way *w, uint8_t slot, const uint8_t *address, unsigned bits)
{
    for (unsigned i = (bits + 31) / 32; i-- > 0;) {
        struct source s = { .slot = slot, .type = TYPE_BYTE_ARRAY16, .kind = SOURCE_WORD, .at = (uint8_t)(2 * i) };
        unsigned      left = bits - 32 * i;
        uint32_t      open = left < 32 ? 0xffffffffu >> left : 0;
        add_test(m, w, &s, word_of(address, 2 * i) & ~open, open);
    }
}

/* The words that all addresses of the range share, and an interval of the next one. */
static void add_range(struct maker *m, struct way *w, uint8_t slot, const struct value_range *r)
{
    unsigned same = 0;
    while (same < 3 && word_of(r->low.bytes16, 2 * same) == word_of(r->high.bytes16, 2 * same))
        same++;
    uint32_t      lo = word_of(r->low.bytes16, 2 * same), hi = word_of(r->high.bytes16, 2 * same);
    struct source s = { .slot = slot, .type = TYPE_BYTE_ARRAY16, .kind = SOURCE_WORD, .at = (uint8_t)(2 * same) };
    if (lo <= hi)
        add_test(m, w, &s, lo, hi - lo);
    add_prefix(m, w, slot, r->low.bytes16, 32 * same);
    if (same < 3 || lo > hi)
        w->exact = false;
}

static void add_mac(struct maker *m, struct way *w, uint8_t slot, const uint8_t *mac)
{
    for (uint8_t at = 2; at-- > 0;) {
        struct source s = { .slot = slot, .type = TYPE_BYTE_ARRAY6, .kind = SOURCE_WORD, .at = at };
        add_test(m, w, &s, word_of(mac, at), 0);
    }
}

static void add_halves(struct maker *m, struct way *w, uint8_t slot, uint64_t n)
{
    for (uint8_t at = 2; at-- > 0;) {
        struct source s = { .slot = slot, .type = TYPE_UINT64, .kind = SOURCE_HALF, .at = at };
        add_test(m, w, &s, (uint32_t)(n >> 32 * at), 0);
    }
}

static bool has_name(const struct condition *c)
{
    if (!c->value.name)
        return false;
    if (c->match == MATCH_NOT_EQUAL)
        return CHOICE_EMPTY_FAILS_NEGATION &&
               (c->value.type == TYPE_BYTE_BLOB || (c->value.type == TYPE_SID && CHOICE_SID_NOT_EQUAL));
    return c->match == MATCH_EQUAL && (c->value.type == TYPE_BYTE_BLOB || c->value.type == TYPE_SID);
}

static void add_name(struct maker *m, struct way *w, uint8_t slot, const struct condition *c)
{
    struct source s = { .slot = slot, .type = (uint8_t)c->value.type, .kind = SOURCE_NAME, .mask = 0xffffffff };
    bool          equal = c->match == MATCH_EQUAL;
    add_test(m, w, &s, equal ? c->value.name : c->value.name + 1, equal ? 0 : 0xfffffffeu);
}

/* One that is new in the layer its program compares. */
static enum wfp_status add_claim(struct maker *m, struct way *w, uint8_t slot, uint32_t name)
{
    struct source s = { .slot = slot, .type = TYPE_TOKEN_ACCESS_INFORMATION, .kind = SOURCE_CLAIM };
    w->exact = false;
    if (source_index(m->sources, &s) == SOURCE_NONE)
        return WFP_OK;
    RETURN_IF(source_claim(m->sources, name, &w->exact));
    if (w->exact)
        add_test(m, w, &s, name, 0);
    return WFP_OK;
}

static bool is_prefix(const struct condition *c)
{
    return c->value.type == TYPE_BYTE_BLOB &&
           (c->match == MATCH_PREFIX || (c->match == MATCH_NOT_PREFIX && CHOICE_EMPTY_FAILS_NEGATION));
}

/* Those of one field; another one's are left to the programs. */
enum wfp_status entries_expect(const struct program *p, struct source_set *sources)
{
    for (const struct test *t = p->tests, *end = t + p->count; t < end; t++) {
        const struct condition *c = t->op == TEST_VALUE ? &p->rule->conditions[t->lo] : NULL;
        if (!c || !is_prefix(c) || (sources->prefixes.count && sources->prefix_slot != t->slot))
            continue;
        sources->prefix_slot = t->slot;
        RETURN_IF(prefix_add(&sources->prefixes, &c->value));
    }
    return WFP_OK;
}

static void add_text(struct maker *m, struct way *w, uint8_t slot, const struct condition *c)
{
    struct source s = { .slot = slot, .type = TYPE_BYTE_BLOB, .kind = SOURCE_PREFIX };
    uint32_t      first, last;
    if (slot != m->sources->prefix_slot || !prefix_interval(&m->sources->prefixes, &c->value, &first, &last))
        w->exact = false;
    else if (c->match == MATCH_PREFIX)
        add_test(m, w, &s, first, last - first);
    else
        add_test(m, w, &s, last + 1, 0xfffffffeu - (last - first));
}

/* A condition that its program leaves to match_value(). */
static enum wfp_status add_value(struct maker *m, struct way *w, uint8_t slot, const struct condition *c)
{
    bool token = layer_rows[m->program->rule->layer].fields[slot].type == TYPE_TOKEN_ACCESS_INFORMATION;
    w->exact = true;
    if (token && has_name(c) && c->value.type == TYPE_SID && c->match == MATCH_EQUAL)
        return add_claim(m, w, slot, c->value.name);
    if (!token && has_name(c))
        add_name(m, w, slot, c);
    else if (is_prefix(c))
        add_text(m, w, slot, c);
    else if (c->match == MATCH_RANGE && c->value.type == TYPE_RANGE && c->value.range->low.type == TYPE_BYTE_ARRAY16 &&
        c->value.range->high.type == TYPE_BYTE_ARRAY16)
        add_range(m, w, slot, c->value.range);
    else if (c->match != MATCH_EQUAL)
        w->exact = false;
    else if (c->value.type == TYPE_V6_ADDR_MASK && c->value.v6->prefix <= 128)
        add_prefix(m, w, slot, c->value.v6->addr, c->value.v6->prefix);
    else if (c->value.type == TYPE_BYTE_ARRAY16)
        add_prefix(m, w, slot, c->value.bytes16, 128);
    else if (c->value.type == TYPE_BYTE_ARRAY6)
        add_mac(m, w, slot, c->value.bytes6);
    else if (c->value.type == TYPE_UINT64)
        add_halves(m, w, slot, *c->value.u64);
    else
        w->exact = false;
    if (w->count == 0) /* a prefix of no bits still wants an address */
        w->exact = false;
    return WFP_OK;
}

static enum wfp_status make_way(struct maker *m, const struct test *t, struct way *w)
{
    *w = (struct way){ .exact = true };
    if (t->op == TEST_VALUE)
        return add_value(m, w, t->slot, &m->program->rule->conditions[t->lo]);
    uint32_t      mask = t->op == TEST_SORTED ? UINT32_MAX : t->mask;
    struct source s = { .slot = t->slot, .type = t->type, .kind = SOURCE_NUMBER, .mask = mask & all_bits(t->type) };
    add_test(m, w, &s, t->lo, t->width);
    return WFP_OK;
}

/* --- a group of alternatives ------------------------------------------------------------------------------------------------- */

static bool is_never(const struct test *t)
{
    return t->op == TEST_NUMBER && t->type == 0xff;
}

static bool is_one_interval(const struct way *w, const struct way *like)
{
    return w->count == 1 && w->tests[0].source == like->tests[0].source && w->tests[0].lo <= 0xffffffffu - w->tests[0].width;
}

/* One way that lets at least as much pass as all of them. */
static struct way widen(const struct way *ways, uint32_t count)
{
    struct way hull = ways[0];
    hull.exact = false;
    for (uint32_t i = 0; i < count; i++) {
        if (!is_one_interval(&ways[i], &ways[0]))
            return (struct way){ .exact = false };
        uint32_t end = hull.tests[0].lo + hull.tests[0].width, end_too = ways[i].tests[0].lo + ways[i].tests[0].width;
        if (ways[i].tests[0].lo < hull.tests[0].lo)
            hull.tests[0].lo = ways[i].tests[0].lo;
        hull.tests[0].width = (end_too > end ? end_too : end) - hull.tests[0].lo;
    }
    return hull;
}

static void put_way(struct entry *e, const struct way *w)
{
    if (!w->exact)
        e->flags &= (uint8_t)~ENTRY_EXACT;
    for (uint32_t i = 0; i < w->count; i++) {
        if (e->tests == ENTRY_TESTS) {
            e->flags &= (uint8_t)~ENTRY_EXACT;
            return;
        }
        e->source[e->tests] = (uint8_t)w->tests[i].source;
        e->lo[e->tests] = w->tests[i].lo;
        e->width[e->tests++] = w->tests[i].width;
        e->needs |= 1u << w->tests[i].source;
    }
}

/* Every entry so far with every way. */
static void multiply(struct maker *m, const struct way *ways, uint32_t count)
{
    for (uint32_t k = count; k-- > 0;)
        for (uint32_t i = 0; i < m->count; i++) {
            struct entry *e = &m->out[k * m->count + i];
            *e = m->out[i];
            put_way(e, &ways[k]);
        }
    m->count *= count;
}

/* The span of a narrow interval that crosses a boundary shares few leading bits; its two sides share many. The most selective
 * group alone is cut so, since its bits are what the rule is found by. */
static uint32_t cut(struct way *ways, uint32_t count)
{
    uint32_t n = count;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t lo = ways[i].tests[0].lo, hi = lo + ways[i].tests[0].width, width = ways[i].tests[0].width;
        if (ways[i].count != 1 || hi < lo || width == 0 || width > 0xfff || n == ENTRY_ALTERNATIVES)
            continue;
        uint32_t top = 0x80000000u >> __builtin_clz(lo ^ hi);
        if (top < 4 * (width + 1))
            continue;
        uint32_t boundary = hi & ~(top - 1);
        ways[n] = ways[i];
        ways[n].tests[0].lo = boundary;
        ways[n++].tests[0].width = hi - boundary;
        ways[i].tests[0].width = boundary - 1 - lo;
    }
    return n;
}

_Static_assert((int)PROGRAM_UNSORTED <= (int)ENTRY_ALTERNATIVES, "a list that is too long for an entry each is sorted");

/* Ways for sorted intervals, of which there are too many: each lets pass what lies between the first and the last of its part. */
static enum wfp_status part_sorted(struct maker *m, const struct test *t, struct way ways[ENTRY_PARTS])
{
    struct test part = *t;
    for (uint64_t i = 0; i < ENTRY_PARTS; i++) {
        const struct test *last = &t[(i + 1) * t->mask / ENTRY_PARTS - 1];
        part.lo = t[i * t->mask / ENTRY_PARTS].lo;
        part.width = last->lo + last->width - part.lo;
        RETURN_IF(make_way(m, &part, &ways[i]));
        ways[i].exact = false;
    }
    return WFP_OK;
}

/* The tests from `first` on to the end of their group; returns where the next one begins. */
static enum wfp_status add_group(struct maker *m, uint32_t *first)
{
    struct way         ways[ENTRY_ALTERNATIVES], one;
    const struct test *t = &m->program->tests[*first];
    uint32_t           count = 0, tests = 0;
    bool               open = false, all = true;
    do {
        if (is_never(&t[tests]))
            continue;
        all &= count < ENTRY_ALTERNATIVES;
        RETURN_IF(make_way(m, &t[tests], &one));
        open |= one.count == 0;
        m->known &= one.exact;
        if (all)
            ways[count++] = one;
    } while (!t[tests++].last);
    if (*first == 0 && all && !open)
        count = cut(ways, count);
    *first += tests;
    if (!all && t->op == TEST_SORTED) {
        RETURN_IF(part_sorted(m, t, ways));
        count = ENTRY_PARTS;
    } else if (!all || open) {
        ways[0] = (struct way){ .exact = false };
        count = count ? 1 : 0;
    }
    if (m->count * count > ENTRY_ALTERNATIVES) {
        ways[0] = widen(ways, count);
        count = 1;
    }
    multiply(m, ways, count);
    return WFP_OK;
}

static void fill_up(struct entry *e)
{
    for (unsigned i = e->tests; i < ENTRY_TESTS; i++) {
        e->source[i] = SOURCE_NOTHING;
        e->lo[i] = 0;
        e->width[i] = 0xffffffffu;
    }
}

enum wfp_status entries_of(const struct program *p, struct source_set *sources, struct entry out[ENTRY_ALTERNATIVES],
                           uint32_t *count)
{
    struct maker m = { p, sources, out, 1, true };
    out[0] = (struct entry){ .flags = ENTRY_EXACT };
    for (uint32_t at = 0; at < p->count && m.count;)
        RETURN_IF(add_group(&m, &at));
    for (uint32_t i = 0; i < m.count; i++)
        fill_up(&out[i]);
    for (uint32_t i = 0; i < m.count && m.known; i++)
        out[i].flags |= ENTRY_KNOWN;
    *count = m.count;
    return WFP_OK;
}

unsigned entry_prefix(const struct entry *e, unsigned test)
{
    uint32_t lo = e->lo[test], hi = lo + e->width[test];
    if (hi < lo)
        return 0;
    return lo == hi ? 32 : (unsigned)__builtin_clz(lo ^ hi);
}
