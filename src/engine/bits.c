#include "engine/bits.h"

#include <stdlib.h>
#include <string.h>

#include "engine/forest.h"

/* How many entries compare a source. */
struct use {
    uint32_t source, entries;
};

struct maker {
    struct arena       *arena;
    const struct entry *entries;
    uint32_t            count;
    uint32_t           *points; /* room for two of each entry and one more */
    uint32_t           *places; /* of the entries: their bits in a row */
    struct bits        *out;
};

/* --- which numbers ----------------------------------------------------------------------------------------------------------- */

static int by_use(const void *a, const void *b)
{
    const struct use *x = a, *y = b;
    return x->entries != y->entries ? (x->entries < y->entries ? 1 : -1) : (x->source > y->source) - (x->source < y->source);
}

/* Those that most entries compare; one that one in a hundred compares is not worth its look. Returns how many. */
static uint32_t choose(const struct maker *m, struct use uses[SOURCES_MAX])
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < SOURCES_MAX; i++)
        uses[i] = (struct use){ i, 0 };
    for (uint32_t i = 0; i < m->count; i++)
        for (unsigned k = 0; k < m->entries[i].tests; k++)
            uses[m->entries[i].source[k]].entries += m->entries[i].width[k] != UINT32_MAX;
    qsort(uses, SOURCES_MAX, sizeof(*uses), by_use);
    while (n < BITS_SOURCES && uses[n].entries > m->count / 100)
        n++;
    return n;
}

/* --- intervals --------------------------------------------------------------------------------------------------------------- */

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* Where what passes may change; returns how many, in order and each once. */
static uint32_t find_points(const struct maker *m, uint32_t source)
{
    uint32_t n = 1, kept = 1;
    m->points[0] = 0;
    for (uint32_t i = 0; i < m->count; i++) {
        const struct entry *e = &m->entries[i];
        int                 t = entry_test_of(e, source);
        if (t < 0)
            continue;
        m->points[n++] = e->lo[t];
        m->points[n++] = e->lo[t] + e->width[t] + 1;
    }
    qsort(m->points, n, sizeof(*m->points), by_number);
    for (uint32_t i = 1; i < n; i++)
        if (m->points[i] != m->points[kept - 1])
            m->points[kept++] = m->points[i];
    return kept;
}

/* Evenly among them, the first of all included. */
static void thin_out(uint32_t *points, uint32_t *count)
{
    if (*count <= BITS_INTERVALS)
        return;
    for (uint64_t i = 0; i < BITS_INTERVALS; i++)
        points[i] = points[i * *count / BITS_INTERVALS];
    *count = BITS_INTERVALS;
}

/* From one interval to another, both included: a bit in the first row, and one behind the last, of differences. */
static void mark(struct bits_source *s, uint64_t *rows, uint32_t words, uint32_t first, uint32_t last, uint32_t place)
{
    uint64_t bit = UINT64_C(1) << place % BITS_WORD;
    rows[(size_t)first * words + place / BITS_WORD] ^= bit;
    if (last + 1 < s->count)
        rows[(size_t)(last + 1) * words + place / BITS_WORD] ^= bit;
}

/* An interval that begins in one of them and ends in another passes in all that it meets. */
static void mark_entry(const struct maker *m, struct bits_source *s, uint64_t *rows, uint32_t entry)
{
    const struct entry *e = &m->entries[entry];
    int                 t = entry_test_of(e, s->source);
    uint32_t            words = m->out->words, last = s->count - 1, place = m->places[entry];
    uint32_t            from = t < 0 ? 0 : bits_interval(s, e->lo[t]);
    uint32_t            to = t < 0 ? last : bits_interval(s, e->lo[t] + e->width[t]);
    bool                wraps = t >= 0 && e->lo[t] + e->width[t] < e->lo[t];
    if (!wraps) {
        mark(s, rows, words, from, to, place);
    } else if (to + 1 >= from) {
        mark(s, rows, words, 0, last, place);
    } else {
        mark(s, rows, words, 0, to, place);
        mark(s, rows, words, from, last, place);
    }
}

static enum wfp_status add_source(struct maker *m, uint32_t source)
{
    struct bits       *b = m->out;
    struct bits_source s = { .source = source, .count = find_points(m, source) };
    thin_out(m->points, &s.count);
    s.starts = arena_copy(m->arena, m->points, s.count * sizeof(*s.starts));
    uint64_t *rows = arena_lines(m->arena, (size_t)s.count * b->words * sizeof(*rows));
    if (!s.starts || !rows)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < m->count; i++)
        mark_entry(m, &s, rows, i);
    for (size_t i = b->words; i < (size_t)s.count * b->words; i++)
        rows[i] ^= rows[i - b->words];
    s.rows = rows;
    b->of[b->count++] = s;
    b->size += s.count * (sizeof(*s.starts) + b->words * sizeof(*rows));
    return WFP_OK;
}

/* --- all of it --------------------------------------------------------------------------------------------------------------- */

/* Every sublayer begins with a word of its own. Returns how many words there are; `word` may be NULL. */
static uint32_t lay_words(const struct maker *m, struct bits_word *word)
{
    uint32_t words = 0, used = BITS_WORD;
    for (uint32_t i = 0; i < m->count; i++) {
        const struct entry *e = &m->entries[i];
        if (used == BITS_WORD || e->span != e[-1].span) {
            if (word)
                word[words] = (struct bits_word){ order_best(e->order), e->span, i };
            words++;
            used = 0;
        }
        m->places[i] = (words - 1) * BITS_WORD + used++;
    }
    return words;
}

static enum wfp_status make(struct maker *m, const struct use *uses, uint32_t count)
{
    struct bits *b = m->out;
    b->words = lay_words(m, NULL);
    b->word = arena_array(m->arena, b->words, sizeof(*b->word));
    if (!b->word)
        return WFP_NO_MEMORY;
    b->size = sizeof(*b) + b->words * sizeof(*b->word);
    (void)lay_words(m, b->word);
    for (uint32_t i = 0; i < count; i++)
        RETURN_IF(add_source(m, uses[i].source));
    return WFP_OK;
}

enum wfp_status bits_make(struct arena *arena, const struct entry *entries, uint32_t count, const struct bits **out)
{
    struct maker    m = { arena, entries, count, malloc((2 * (size_t)count + 1) * sizeof(*m.points)), malloc(count * sizeof(*m.places)),
                          arena_alloc(arena, sizeof(*m.out)) };
    struct use      uses[SOURCES_MAX];
    uint32_t        sources = choose(&m, uses);
    enum wfp_status err = m.points && m.places && m.out ? WFP_OK : WFP_NO_MEMORY;
    if (err == WFP_OK && sources)
        err = make(&m, uses, sources);
    if (err == WFP_OK)
        *out = sources ? m.out : NULL;
    free(m.places);
    free(m.points);
    return err;
}
