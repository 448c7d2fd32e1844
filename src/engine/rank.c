#include "engine/rank.h"

#include <stdlib.h>
#include <string.h>

#include "base/mix.h"
#include "engine/index.h"
#include "model/choices.h"

/* --- places among equals ----------------------------------------------------------------------------------------------------- */

static uint64_t place(uint64_t what, uint64_t how)
{
    return how == 0 ? what : how == 1 ? ~what : mix64(what ^ mix64(how));
}

static uint64_t equals_of(const struct rank_order *order)
{
    return order->equals == 0 && CHOICE_EQUAL_WEIGHT_ORDER == CHOICE_EQUAL_WEIGHT_ORDER_SHUFFLED ? 2 : order->equals;
}

/* --- sublayers --------------------------------------------------------------------------------------------------------------- */

/* NULL: somebody added it. */
static const struct builtin_row *built_in(const struct sublayer_row *s)
{
    for (unsigned i = 0; i < builtin_count; i++)
        if (builtin_rows[i].kind == BUILTIN_SUBLAYER && guid_equal(&builtin_rows[i].key, &s->key))
            return &builtin_rows[i];
    return NULL;
}

static bool is_inspection(const struct sublayer_row *s)
{
    const struct builtin_row *row = built_in(s);
    return row && strcmp(row->name, "FWPM_SUBLAYER_INSPECTION") == 0;
}

static int by_key(const void *x, const void *y)
{
    const struct sublayer_row *a = x, *b = y;
    return guid_compare(&a->key, &b->key);
}

static int by_evaluation(const void *x, const void *y)
{
    const struct sublayer_row *a = x, *b = y;
    bool                       a_last = is_inspection(a), b_last = is_inspection(b);
    if (a_last != b_last)
        return a_last ? 1 : -1;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return a->place < b->place ? -1 : a->place > b->place;
}

static void swap_weights(struct sublayer_row *a, struct sublayer_row *b)
{
    uint16_t t = a->weight;
    a->weight = b->weight;
    b->weight = t;
}

/* The n-th row from rows[i] on that somebody added. */
static struct sublayer_row *added(struct sublayer_row *rows, uint32_t i, uint64_t n)
{
    for (;; i++)
        if (!built_in(&rows[i]) && n-- == 0)
            return &rows[i];
}

/* Those that somebody added take each other's weights: the digits of `number`, the i-th below count - i, say which it is that the
 * i-th one takes, so that every number below the factorial gives another order. */
static void exchange_weights(struct sublayer_row *rows, uint32_t count, uint64_t number)
{
    uint32_t left = 0;
    for (uint32_t i = 0; i < count; i++)
        left += !built_in(&rows[i]);
    for (uint32_t i = 0; i < count; i++) {
        if (built_in(&rows[i]))
            continue;
        swap_weights(&rows[i], added(rows, i, number % left));
        number /= left--;
    }
}

void rank_sublayers(struct sublayer_row *rows, uint32_t count, const struct rank_order *order)
{
    qsort(rows, count, sizeof(*rows), by_key);
    for (uint32_t i = 0; i < count; i++)
        rows[i].place = place(i, equals_of(order));
    qsort(rows, count, sizeof(*rows), by_evaluation);
    if (order->sublayers == 0)
        return;
    exchange_weights(rows, count, order->sublayers);
    qsort(rows, count, sizeof(*rows), by_evaluation);
}

/* --- rules ------------------------------------------------------------------------------------------------------------------- */

int rank_compare(const struct rule *a, const struct rule *b)
{
    if (a->sublayer != b->sublayer)
        return a->sublayer < b->sublayer ? -1 : 1;
    if (a->weight != b->weight)
        return a->weight > b->weight ? -1 : 1;
    return a->place < b->place ? -1 : a->place > b->place;
}

void rank_place(struct rule *rule, const struct rank_order *order)
{
    rule->place = place(rule->id, equals_of(order));
}

static int by_rank(const void *x, const void *y)
{
    const struct rule *a = *(const struct rule *const *)x, *b = *(const struct rule *const *)y;
    if (a->layer != b->layer)
        return a->layer < b->layer ? -1 : 1;
    return rank_compare(a, b);
}

void rank_rules(const struct rule **rules, uint32_t count)
{
    if (count)
        qsort(rules, count, sizeof(*rules), by_rank);
}

/* --- how many orders --------------------------------------------------------------------------------------------------------- */

static uint64_t times(uint64_t a, uint64_t b)
{
    return __builtin_mul_overflow(a, b, &a) ? UINT64_MAX : a;
}

struct rank_order rank_orders(const struct ruleset *r)
{
    struct rank_order          n = { 1, 1 };
    uint32_t                   count, added = 0, alike = 0;
    const struct sublayer_row *s = r->sublayers, *last = NULL;
    for (uint32_t i = 0; i < r->sublayer_count; i++) {
        if (built_in(&s[i]))
            continue;
        alike = last && last->weight == s[i].weight ? alike + 1 : 1;
        last = &s[i];
        n.equals = times(n.equals, alike);
        n.sublayers = times(n.sublayers, ++added);
        if (n.sublayers != UINT64_MAX)
            n.sublayers /= alike; /* exchanging equal weights changes nothing */
    }
    for (uint16_t l = 0; l < LAYER_COUNT; l++) {
        const struct rule *const *rules = ruleset_layer_rules(r, l, &count);
        for (uint32_t i = 1, equal = 1; i < count; i++) {
            bool same = rules[i]->sublayer == rules[i - 1]->sublayer && rules[i]->weight == rules[i - 1]->weight;
            equal = same ? equal + 1 : 1;
            n.equals = times(n.equals, equal);
        }
    }
    return n;
}
