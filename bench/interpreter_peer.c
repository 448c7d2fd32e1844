/* The filters of a WFP-shaped set one after the other: their conditions in one compact array in the order of evaluation, every value a
 * number of 32 bits (applications, SIDs and interfaces by a number that equal ones share, headers' too), up to the filter that ends
 * each sublayer. What a straight port of the semantics costs. Addresses in IPv4. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "peer.h"

enum { SLOTS = 16 };

struct step {
    uint8_t  slot, match;
    bool     more;     /* the next one is of the same field: one of them has to hold */
    uint32_t from, to; /* or value and mask; or, for a prefix, a blob */
};

struct line {
    uint64_t filter;
    uint32_t first, count; /* of steps */
    uint32_t sublayer : 31, ends : 1;
};

/* Equal values have equal numbers, from 1. Open addressing. */
struct interner {
    const uint8_t **data;
    uint32_t       *size;
    uint32_t        room, count;
};

struct interpreter {
    const struct bench_case *c;
    struct step             *steps;
    struct line             *lines;
    uint32_t                 step_count, line_count;
    struct interner          names;
    uint8_t                  slot_of[FIELD_COUNT]; /* 0: none */
    uint32_t                 slot_count;
    enum field_id            field_of[SLOTS];
    uint32_t                *numbers; /* SLOTS a header */
};

/* --- numbers ----------------------------------------------------------------------------------------------------------------- */

static uint32_t intern(struct interner *n, const void *data, size_t size, bool keep)
{
    uint64_t h = 1469598103934665603u;
    for (size_t i = 0; i < size; i++)
        h = (h ^ ((const uint8_t *)data)[i]) * 1099511628211u;
    uint32_t at = (uint32_t)(h ^ h >> 32) & (n->room - 1);
    while (n->data[at] && (n->size[at] != size || memcmp(n->data[at], data, size) != 0))
        at = (at + 1) & (n->room - 1);
    if (!n->data[at] && !keep)
        return 0;
    if (!n->data[at] && ++n->count < n->room) {
        n->data[at] = data;
        n->size[at] = (uint32_t)size;
    }
    return at + 1;
}

static uint32_t number_of(struct interpreter *p, const struct value *v, bool keep)
{
    switch (v->type) {
    case TYPE_UINT8:
        return v->u8;
    case TYPE_UINT16:
        return v->u16;
    case TYPE_UINT32:
        return v->u32;
    case TYPE_UINT64:
        return intern(&p->names, v->u64, sizeof(*v->u64), keep);
    case TYPE_BYTE_BLOB:
        return intern(&p->names, v->blob->data, v->blob->size, keep);
    case TYPE_SID:
        return intern(&p->names, v->sid, sid_size(v->sid), keep);
    case TYPE_TOKEN_ACCESS_INFORMATION:
        return intern(&p->names, v->token->sids[0], sid_size(v->token->sids[0]), keep);
    default:
        fprintf(stderr, "bench_classify: the interpreter does not know values of type %d\n", (int)v->type);
        exit(1);
    }
}

/* --- asking ------------------------------------------------------------------------------------------------------------------ */

static bool has_prefix(const struct interner *n, uint32_t whole, uint32_t prefix)
{
    uint32_t size = n->size[prefix - 1] - 2; /* without the end of the text */
    return whole && size <= n->size[whole - 1] && memcmp(n->data[whole - 1], n->data[prefix - 1], size) == 0;
}

static bool holds(const struct interpreter *p, const struct step *s, uint32_t x)
{
    switch ((enum match_type)s->match) {
    case MATCH_EQUAL:
        return (x & s->to) == s->from;
    case MATCH_NOT_EQUAL:
        return (x & s->to) != s->from;
    case MATCH_RANGE:
        return x >= s->from && x <= s->to;
    case MATCH_FLAGS_ALL_SET:
        return (x & s->from) == s->from;
    case MATCH_FLAGS_ANY_SET:
        return (x & s->from) != 0;
    case MATCH_FLAGS_NONE_SET:
        return (x & s->from) == 0;
    default:
        return has_prefix(&p->names, x, s->from);
    }
}

static bool line_matches(const struct interpreter *p, const struct line *l, const uint32_t *numbers)
{
    bool held = false;
    for (const struct step *s = p->steps + l->first, *end = s + l->count; s < end; s++) {
        held = held || holds(p, s, numbers[s->slot]);
        if (s->more)
            continue;
        if (!held)
            return false;
        held = false;
    }
    return true;
}

static uint32_t ask_one(const struct interpreter *p, const uint32_t *numbers)
{
    uint32_t answer = 0, over = UINT32_MAX >> 1;
    for (uint32_t i = 0; i < p->line_count; i++) {
        const struct line *l = &p->lines[i];
        if (l->sublayer == over || !line_matches(p, l, numbers) || !l->ends)
            continue;
        over = l->sublayer;
        answer = fold_answer(answer, l->filter);
    }
    return answer;
}

static void ask(void *state, uint32_t first, uint32_t count, uint32_t *answers)
{
    const struct interpreter *p = state;
    for (uint32_t i = 0; i < count; i++)
        answers[i] = ask_one(p, p->numbers + (size_t)(first + i) * SLOTS);
}

/* --- making it --------------------------------------------------------------------------------------------------------------- */

static uint8_t slot_for(struct interpreter *p, enum field_id field)
{
    if (!p->slot_of[field]) {
        if (p->slot_count + 1 == SLOTS) {
            fprintf(stderr, "bench_classify: the interpreter knows %d fields\n", SLOTS - 1);
            exit(1);
        }
        p->slot_of[field] = (uint8_t)++p->slot_count;
        p->field_of[p->slot_count] = field;
    }
    return p->slot_of[field];
}

/* Orders are ranges. */
static void set_bounds(struct interpreter *p, const struct condition *c, struct step *s)
{
    uint32_t n = c->value.type == TYPE_RANGE || c->value.type == TYPE_V4_ADDR_MASK ? 0 : number_of(p, &c->value, true);
    s->match = (uint8_t)c->match;
    s->from = n;
    s->to = UINT32_MAX;
    if (c->value.type == TYPE_V4_ADDR_MASK) {
        s->to = c->value.v4->mask;
        s->from = c->value.v4->addr & s->to;
    } else if (c->match == MATCH_RANGE) {
        s->from = number_of(p, &c->value.range->low, true);
        s->to = number_of(p, &c->value.range->high, true);
    } else if (c->match == MATCH_GREATER || c->match == MATCH_GREATER_OR_EQUAL) {
        *s = (struct step){ s->slot, MATCH_RANGE, s->more, n + (c->match == MATCH_GREATER), UINT32_MAX };
    } else if (c->match == MATCH_LESS || c->match == MATCH_LESS_OR_EQUAL) {
        *s = (struct step){ s->slot, MATCH_RANGE, s->more, 0, n - (c->match == MATCH_LESS) };
    }
}

static void add_line(struct interpreter *p, const struct filter *f, uint32_t sublayer)
{
    p->lines[p->line_count++] = (struct line){ f->id, p->step_count, f->condition_count, sublayer,
                                               (f->action & ACTION_FLAG_TERMINATING) != 0 };
    for (uint32_t i = 0; i < f->condition_count; i++) {
        struct step *s = &p->steps[p->step_count++];
        s->slot = slot_for(p, f->conditions[i].field);
        s->more = i + 1 < f->condition_count && f->conditions[i + 1].field == f->conditions[i].field;
        set_bounds(p, &f->conditions[i], s);
    }
}

struct ordered {
    const struct filter *filter;
    uint16_t             sublayer_weight;
};

static int compare(const void *a, const void *b)
{
    const struct ordered *x = a, *y = b;
    if (x->sublayer_weight != y->sublayer_weight)
        return x->sublayer_weight < y->sublayer_weight ? 1 : -1;
    if (x->filter->effective_weight != y->filter->effective_weight)
        return x->filter->effective_weight < y->filter->effective_weight ? 1 : -1;
    return x->filter->id < y->filter->id ? -1 : 1;
}

static uint16_t sublayer_weight(const struct filter_set *s, const struct filter *f)
{
    for (uint32_t i = 0; i < s->sublayer_count; i++)
        if (guid_equal(&s->sublayers[i].key, &f->sublayer))
            return s->sublayers[i].weight;
    return 0;
}

static void take_filters(struct interpreter *p, const struct filter_set *s)
{
    struct ordered *all = need_memory(calloc(s->count, sizeof(*all)));
    uint32_t        steps = 0;
    for (uint32_t i = 0; i < s->count; i++) {
        all[i] = (struct ordered){ &s->filters[i], sublayer_weight(s, &s->filters[i]) };
        steps += s->filters[i].condition_count;
    }
    qsort(all, s->count, sizeof(*all), compare);
    p->lines = need_memory(calloc(s->count, sizeof(*p->lines)));
    p->steps = need_memory(calloc(steps + 1u, sizeof(*p->steps)));
    for (p->names.room = 1024; p->names.room < 4u * (steps + 1u); p->names.room *= 2)
        continue;
    p->names.data = need_memory(calloc(p->names.room, sizeof(*p->names.data)));
    p->names.size = need_memory(calloc(p->names.room, sizeof(*p->names.size)));
    for (uint32_t i = 0; i < s->count; i++)
        add_line(p, all[i].filter, all[i].sublayer_weight);
    free(all);
}

static void take_headers(struct interpreter *p, const struct bench_case *c)
{
    p->numbers = need_memory(calloc((size_t)c->header_count * SLOTS, sizeof(*p->numbers)));
    for (uint32_t i = 0; i < c->header_count; i++)
        for (uint32_t slot = 1; slot <= p->slot_count; slot++) {
            const struct value *v = &c->headers[i].values[layer_field_index(c->set->layer, p->field_of[slot])];
            p->numbers[(size_t)i * SLOTS + slot] = number_of(p, v, false);
        }
}

static void interpreter_free(void *state)
{
    struct interpreter *p = state;
    free(p->names.data);
    free(p->names.size);
    free(p->lines);
    free(p->steps);
    free(p->numbers);
    free(p);
}

struct peer interpreter_peer(const struct bench_case *c)
{
    struct interpreter *p = need_memory(calloc(1, sizeof(*p)));
    double              start = now_s();
    p->c = c;
    take_filters(p, c->set);
    double build = now_s() - start;
    take_headers(p, c);
    return (struct peer){ .name = "interpreter", .state = p, .single = ask, .free = interpreter_free, .build_s = build,
                          .bytes = (double)p->step_count * sizeof(struct step) + (double)p->line_count * sizeof(struct line) };
}
