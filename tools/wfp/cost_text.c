#include "cost_text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "model/schema.h"

enum { SHOWN = 40 }; /* filters, dearest first, in text */

enum cost_kind { COST_LAYER, COST_SUBLAYER, COST_CALLOUT, COST_FILTER, COST_KINDS };
static const char *const kind_names[COST_KINDS] = { "layer", "sublayer", "callout", "filter" };

struct cost_row {
    enum cost_kind    kind;
    const void       *what; /* that rows of the same kind are told apart by */
    struct guid       key;  /* of a callout, which has no name here */
    const char       *name;
    const char       *layer; /* of a filter */
    struct cost_count count;
    unsigned          burdens;
};

struct cost_table {
    const struct ruleset *rules;
    const struct cost    *cost;
    struct cost_row      *rows;
    uint32_t              count, room;
    bool                  failed; /* no memory */
    struct cost_table    *sums;   /* of sublayers and callouts */
};

/* --- rows -------------------------------------------------------------------------------------------------------------------- */

static struct cost_row *add_row(struct cost_table *t, struct cost_row row)
{
    if (t->count == t->room) {
        uint32_t         room = t->room ? 2 * t->room : 256;
        struct cost_row *more = reallocarray(t->rows, room, sizeof(*more));
        t->failed |= !more;
        if (!more)
            return NULL;
        t->rows = more;
        t->room = room;
    }
    t->rows[t->count] = row;
    return &t->rows[t->count++];
}

static struct cost_count sum_of(struct cost_count a, struct cost_count b)
{
    return (struct cost_count){ a.calls + b.calls, a.matches + b.matches, a.ns + b.ns };
}

/* Sublayers and callouts are few: they are kept apart from the filters. */
static void add_to(struct cost_table *t, struct cost_row row)
{
    for (uint32_t i = 0; i < t->count; i++) {
        struct cost_row *r = &t->rows[i];
        if (r->kind == row.kind && (row.kind == COST_CALLOUT ? guid_equal(&r->key, &row.key) : r->what == row.what)) {
            r->count = sum_of(r->count, row.count);
            return;
        }
    }
    add_row(t, row);
}

static void take_burden(void *context, const struct rule *rule, unsigned burdens)
{
    add_row(context, (struct cost_row){ COST_FILTER, rule, .name = rule->name, .burdens = burdens });
}

static void take_filter(struct cost_table *t, const struct rule *rule, const char *layer, unsigned burdens)
{
    struct cost_count c = cost_of_filter(t->cost, rule->id);
    if (c.calls) {
        add_to(t->sums, (struct cost_row){ COST_SUBLAYER, rule->sublayer, .name = rule->sublayer->name, .count = c });
        if (rule->action & ACTION_FLAG_CALLOUT)
            add_to(t->sums, (struct cost_row){ COST_CALLOUT, .key = rule->callout_key, .count = c });
    }
    if (c.calls || burdens)
        add_row(t, (struct cost_row){ COST_FILTER, rule, .name = rule->name, .layer = layer, .count = c, .burdens = burdens });
}

/* Both lists are in rank order. */
static void take_filters(struct cost_table *t, uint16_t layer)
{
    struct cost_table         slow = { 0 };
    uint32_t                  count, at = 0;
    const struct rule *const *rules = ruleset_layer_rules(t->rules, layer, &count);
    t->failed |= cost_burdens(t->rules, layer, take_burden, &slow) != WFP_OK || slow.failed;
    for (uint32_t i = 0; i < count && !t->failed; i++) {
        bool burdens = at < slow.count && slow.rows[at].what == rules[i];
        take_filter(t, rules[i], layer_rows[layer].name, burdens ? slow.rows[at].burdens : 0);
        at += burdens;
    }
    free(slow.rows);
}

static int compare(const void *a, const void *b)
{
    const struct cost_row *x = a, *y = b;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    if (x->count.ns != y->count.ns)
        return x->count.ns < y->count.ns ? 1 : -1;
    if (x->count.matches != y->count.matches)
        return x->count.matches < y->count.matches ? 1 : -1;
    return strcmp(x->name ? x->name : "", y->name ? y->name : "");
}

static void take_layer(struct cost_table *t, uint16_t layer)
{
    struct cost_count c = cost_of_layer(t->cost, layer);
    if (!c.calls)
        return;
    add_row(t, (struct cost_row){ COST_LAYER, &layer_rows[layer], .name = layer_rows[layer].name, .count = c });
    take_filters(t, layer);
}

static enum wfp_status make_table(struct cost_table *t, const struct ruleset *rules, const struct cost *cost)
{
    struct cost_table sums = { 0 };
    *t = (struct cost_table){ .rules = rules, .cost = cost, .sums = &sums };
    for (uint16_t layer = 0; layer < LAYER_COUNT; layer++)
        take_layer(t, layer);
    for (uint32_t i = 0; i < sums.count; i++)
        add_row(t, sums.rows[i]);
    free(sums.rows);
    t->sums = NULL;
    if (t->failed || sums.failed) {
        free(t->rows);
        return WFP_NO_MEMORY;
    }
    if (t->count)
        qsort(t->rows, t->count, sizeof(*t->rows), compare);
    return WFP_OK;
}

static const char *burden_text(unsigned burdens)
{
    if (!burdens)
        return "";
    return burdens == COST_SCANNED ? "  compared by every classify"
           : burdens == COST_ASKED ? "  conditions asked one by one"
                                   : "  compared by every classify, conditions asked one by one";
}

static const char *name_of(const struct cost_row *r, char key[GUID_TEXT_SIZE])
{
    if (r->kind != COST_CALLOUT)
        return r->name;
    guid_format(&r->key, key);
    return key;
}

/* --- for people -------------------------------------------------------------------------------------------------------------- */

static void print_row(FILE *out, const struct cost_row *r)
{
    char key[GUID_TEXT_SIZE];
    fprintf(out, "  %-40s %10" PRIu64 " %10" PRIu64 " %10" PRIu64 " %12.1f%s", name_of(r, key), r->count.calls, r->count.matches,
            r->count.calls ? r->count.ns / r->count.calls : 0, (double)r->count.ns / 1e3, burden_text(r->burdens));
    fprintf(out, r->layer ? "  (%s)\n" : "\n", r->layer);
}

enum wfp_status cost_print(FILE *out, const struct ruleset *rules, const struct cost *cost)
{
    struct cost_table t;
    uint32_t          filters = 0, slow = 0;
    RETURN_IF(make_table(&t, rules, cost));
    fprintf(out, "\ncost, of one classify in %u\n", cost_every(cost));
    for (uint32_t i = 0; i < t.count; i++) {
        const struct cost_row *r = &t.rows[i];
        if (!i || r->kind != t.rows[i - 1].kind)
            fprintf(out, "  %-40s %10s %10s %10s %12s\n", kind_names[r->kind], "calls", "matches", "ns a call", "us in all");
        filters += r->kind == COST_FILTER;
        slow += r->burdens != 0;
        if (r->kind != COST_FILTER || filters <= SHOWN || (r->burdens && slow <= SHOWN))
            print_row(out, r);
    }
    if (filters > SHOWN)
        fprintf(out, "  (%u filters were counted or make an index slow, %u do; these are the dearest, and some of those)\n", filters, slow);
    free(t.rows);
    return WFP_OK;
}

/* --- for programs ------------------------------------------------------------------------------------------------------------ */

enum wfp_status cost_json(struct json *out, const struct ruleset *rules, const struct cost *cost)
{
    struct cost_table t;
    char              key[GUID_TEXT_SIZE];
    RETURN_IF(make_table(&t, rules, cost));
    for (uint32_t i = 0; i < t.count; i++) {
        const struct cost_row *r = &t.rows[i];
        json_begin_object(out, NULL);
        json_put_string(out, "cost", kind_names[r->kind]);
        json_put_string(out, "name", name_of(r, key));
        if (r->layer)
            json_put_string(out, "layer", r->layer);
        json_put_number(out, "every", cost_every(cost));
        json_put_number(out, "calls", (int64_t)r->count.calls);
        json_put_number(out, "matches", (int64_t)r->count.matches);
        json_put_number(out, "ns", (int64_t)r->count.ns);
        if (r->kind == COST_FILTER) {
            json_put_bool(out, "scanned", r->burdens & COST_SCANNED);
            json_put_bool(out, "asked", r->burdens & COST_ASKED);
        }
        json_end_object(out);
        json_line(out);
    }
    free(t.rows);
    return WFP_OK;
}
