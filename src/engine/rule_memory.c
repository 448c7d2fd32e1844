#include "engine/rule_memory.h"

#include <stdlib.h>

#include "engine/builder.h"

enum { STOCK_LEAST = 256 }; /* rules alive in the same memory, or they are moved */

/* Those of some rules that are in the same memory. */
struct crowd {
    struct stock *stock;
    uint32_t      alive;
};

static int by_stock(const void *a, const void *b)
{
    uintptr_t x = (uintptr_t)((const struct crowd *)a)->stock, y = (uintptr_t)((const struct crowd *)b)->stock;
    return (x > y) - (x < y);
}

/* By address, from malloc(); neighbours are counted together first. NULL without memory. */
static struct crowd *count_crowds(const struct rule *const *rules, uint32_t count, uint32_t *out)
{
    struct crowd *crowds = malloc((count + 1u) * sizeof(*crowds));
    uint32_t      n = 0, kept = 0;
    for (uint32_t i = 0; crowds && i < count; i++) {
        if (n == 0 || crowds[n - 1].stock != rule_stock(rules[i]))
            crowds[n++] = (struct crowd){ rule_stock(rules[i]), 0 };
        crowds[n - 1].alive++;
    }
    if (n > 1)
        qsort(crowds, n, sizeof(*crowds), by_stock);
    for (uint32_t i = 0; i < n; i++)
        if (kept && crowds[kept - 1].stock == crowds[i].stock)
            crowds[kept - 1].alive += crowds[i].alive;
        else
            crowds[kept++] = crowds[i];
    *out = kept;
    return crowds;
}

enum wfp_status keep_rules(struct stock *s, const struct rule *const *rules, uint32_t count)
{
    uint32_t        n;
    struct crowd   *crowds = count_crowds(rules, count, &n);
    enum wfp_status err = crowds ? WFP_OK : WFP_NO_MEMORY;
    for (uint32_t i = 0; err == WFP_OK && i < n; i++)
        err = stock_keep(s, crowds[i].stock);
    free(crowds);
    return err;
}

static bool is_sparse(const struct crowd *crowds, uint32_t count, const struct rule *rule)
{
    struct crowd  wanted = { rule_stock(rule), 0 };
    struct crowd *c = bsearch(&wanted, crowds, count, sizeof(*crowds), by_stock);
    return c->alive < STOCK_LEAST || atomic_load_explicit(&c->stock->made, memory_order_relaxed) / 2 > c->alive;
}

enum wfp_status move_rules(struct stock *to, const struct rule **rules, uint32_t count)
{
    uint32_t        n;
    struct crowd   *crowds = count_crowds(rules, count, &n);
    enum wfp_status err = crowds ? WFP_OK : WFP_NO_MEMORY;
    for (uint32_t i = 0; err == WFP_OK && i < count; i++) {
        struct rule *copy;
        if (rules[i]->view || !is_sparse(crowds, n, rules[i]))
            continue;
        err = copy_rule(to, rules[i], &copy);
        if (err == WFP_OK)
            rules[i] = copy;
    }
    free(crowds);
    return err;
}
