#include "host/cost_report.h"

#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "bfe/objects.h"
#include "bfe/store.h"
#include "engine/burden.h"
#include "engine/cost_set.h"
#include "host/kernel.h"

enum cost_kind { COST_LAYER, COST_SUBLAYER, COST_CALLOUT, COST_FILTER, COST_KINDS };
static const char *const kind_names[COST_KINDS] = { "layer", "sublayer", "callout", "filter" };

struct cost_row {
    enum cost_kind    kind;
    uint32_t          place; /* as they came */
    const void       *what; /* a layer_row, a sublayer_row, or a rule: of a callout the first that names it */
    struct cost_count count;
};

struct burden_row {
    const struct rule *rule;
    unsigned           burdens;
    enum burden_why    why;
};

struct rows {
    void    *of; /* struct cost_row or struct burden_row */
    uint32_t count, room;
};

struct table {
    const struct ruleset   *rules;
    const struct cost      *cost;
    const struct cost_wish *wish;
    struct rows             rows[COST_KINDS], burdens;
    struct cost_count       layers, filters; /* all of them together */
    bool                    failed; /* no memory */
};

/* --- rows -------------------------------------------------------------------------------------------------------------------- */

static void *add_row(struct table *t, struct rows *r, size_t size)
{
    if (r->count == r->room) {
        uint32_t room = r->room ? 2 * r->room : 64;
        void    *more = reallocarray(r->of, room, size);
        t->failed |= !more;
        if (!more)
            return NULL;
        r->of = more;
        r->room = room;
    }
    return (char *)r->of + r->count++ * size;
}

static void put(struct table *t, enum cost_kind kind, const void *what, struct cost_count count)
{
    struct cost_row *row = add_row(t, &t->rows[kind], sizeof(*row));
    if (row)
        *row = (struct cost_row){ kind, t->rows[kind].count, what, count };
}

static void add_count(struct cost_count *to, struct cost_count n)
{
    *to = (struct cost_count){ to->calls + n.calls, to->matches + n.matches, to->ns + n.ns };
}

static const struct rule *rule_of(const struct cost_row *row)
{
    return row->what;
}

static bool is_sum_of(const struct cost_row *row, const struct rule *rule)
{
    return row->kind == COST_CALLOUT ? guid_equal(&rule_of(row)->callout_key, &rule->callout_key) : row->what == rule->sublayer;
}

/* Sublayers and callouts are few. */
static void put_sum(struct table *t, enum cost_kind kind, const struct rule *rule, struct cost_count count)
{
    struct cost_row *rows = t->rows[kind].of;
    for (uint32_t i = 0; i < t->rows[kind].count; i++)
        if (is_sum_of(&rows[i], rule)) {
            add_count(&rows[i].count, count);
            return;
        }
    put(t, kind, kind == COST_CALLOUT ? (const void *)rule : rule->sublayer, count);
}

static void take_filter(struct table *t, const struct rule *rule)
{
    struct cost_count c = cost_of_filter(t->cost, rule->id);
    if (!c.calls)
        return;
    add_count(&t->filters, c);
    put(t, COST_FILTER, rule, c);
    put_sum(t, COST_SUBLAYER, rule, c);
    if (rule->action & ACTION_FLAG_CALLOUT)
        put_sum(t, COST_CALLOUT, rule, c);
}

static void take_burden(void *context, const struct rule *rule, unsigned burdens, enum burden_why why)
{
    struct table      *t = context;
    struct burden_row *row = add_row(t, &t->burdens, sizeof(*row));
    if (row)
        *row = (struct burden_row){ rule, burdens, why };
}

static void take_layer(struct table *t, uint16_t layer)
{
    struct cost_count         c = cost_of_layer(t->cost, layer);
    uint32_t                  count;
    const struct rule *const *rules = ruleset_layer_rules(t->rules, layer, &count);
    t->failed |= count != ruleset_layer_count(t->rules, layer);
    if (c.calls)
        put(t, COST_LAYER, &layer_rows[layer], c);
    add_count(&t->layers, c);
    for (uint32_t i = 0; i < count && !t->failed; i++)
        take_filter(t, rules[i]);
    t->failed |= index_explain(t->rules, layer, take_burden, t) != WFP_OK;
}

static bool is_named(const struct layer_row *l, const char *name)
{
    const struct layer_row *one = layer_find_name(name);
    bool                    discard;
    enum layer_pair         pair = one ? PAIR_COUNT : pair_find_name(name, &discard);
    return one ? l == one : l->pair == pair && l->is_discard == discard;
}

bool cost_layer_exists(const char *name)
{
    for (uint16_t layer = 0; layer < LAYER_COUNT; layer++)
        if (is_named(&layer_rows[layer], name))
            return true;
    return false;
}

static int compare(const void *a, const void *b)
{
    const struct cost_row *x = a, *y = b;
    if (x->count.ns != y->count.ns)
        return x->count.ns < y->count.ns ? 1 : -1;
    if (x->count.matches != y->count.matches)
        return x->count.matches < y->count.matches ? 1 : -1;
    return x->place < y->place ? -1 : 1;
}

static void sort(struct table *t)
{
    for (unsigned kind = 0; kind < COST_KINDS; kind++)
        if (t->rows[kind].count)
            qsort(t->rows[kind].of, t->rows[kind].count, sizeof(struct cost_row), compare);
}

/* --- JSON -------------------------------------------------------------------------------------------------------------------- */

static void put_guid(struct json *j, const char *member, const struct guid *key)
{
    char text[GUID_TEXT_SIZE];
    json_put_string(j, member, guid_format(key, text));
}

/* The object may go while it is looked at: hence a name of its own. */
static void put_callout_name(struct json *j, const struct cost_wish *wish, const struct guid *key)
{
    const struct callout *c = policy_callout(wish->policy, key);
    struct object        *o;
    if (wish->session && bfe_get(wish->session, OBJECT_CALLOUT, key, &o) == WFP_OK) {
        json_put_string(j, "name", o->callout.name);
        bfe_put(o);
    } else {
        json_put_string(j, "name", c ? c->name : NULL);
    }
}

static void put_filter(struct json *j, const struct rule *rule)
{
    json_put_u64(j, "id", rule->id);
    json_put_string(j, "name", rule->name);
    json_put_string(j, "layer", layer_rows[rule->layer].name);
    json_put_string(j, "subLayer", rule->sublayer->name);
}

static void put_what(struct json *j, const struct table *t, const struct cost_row *row)
{
    const struct layer_row    *layer = row->what;
    const struct sublayer_row *sublayer = row->what;
    switch (row->kind) {
    case COST_LAYER:
        json_put_number(j, "id", layer->id);
        json_put_string(j, "name", layer->name);
        break;
    case COST_SUBLAYER:
        put_guid(j, "key", &sublayer->key);
        json_put_string(j, "name", sublayer->name);
        break;
    case COST_CALLOUT:
        put_guid(j, "key", &rule_of(row)->callout_key);
        put_callout_name(j, t->wish, &rule_of(row)->callout_key);
        break;
    case COST_FILTER:
        put_filter(j, row->what);
        break;
    case COST_KINDS:
        break;
    }
}

static int64_t permille(uint64_t part, uint64_t all)
{
    return all ? (int64_t)(1000 * (double)part / (double)all + 0.5) : 0;
}

static void put_row(struct json *j, const struct table *t, const struct cost_row *row)
{
    json_begin_object(j, NULL);
    json_put_string(j, "cost", kind_names[row->kind]);
    put_what(j, t, row);
    json_put_number(j, "calls", (int64_t)row->count.calls);
    json_put_number(j, "matches", (int64_t)row->count.matches);
    json_put_number(j, "ns", (int64_t)row->count.ns);
    json_put_number(j, "matchPermille", permille(row->count.matches, t->layers.matches));
    json_put_number(j, "nsPermille", permille(row->count.ns, t->layers.ns));
    json_end_object(j);
    json_line(j);
}

static void put_burden(struct json *j, const struct burden_row *row)
{
    json_begin_object(j, NULL);
    json_put_string(j, "cost", "burden");
    put_filter(j, row->rule);
    json_put_bool(j, "scanned", row->burdens & BURDEN_SCANNED);
    json_put_bool(j, "asked", row->burdens & BURDEN_ASKED);
    json_put_string(j, "why", burden_why_text(row->why));
    json_put_string(j, "mend", burden_mend_text(row->why));
    json_end_object(j);
    json_line(j);
}

static void put_head(struct json *j, const struct table *t)
{
    uint64_t all = cost_of_filters(t->cost).calls, known = t->filters.calls;
    json_begin_object(j, NULL);
    json_put_string(j, "cost", "counting");
    json_put_bool(j, "on", t->wish->on);
    json_put_number(j, "every", cost_every(t->cost));
    json_put_number(j, "classifies", (int64_t)t->layers.calls);
    json_put_number(j, "ns", (int64_t)t->layers.ns);
    json_put_number(j, "filters", t->rows[COST_FILTER].count);
    json_put_number(j, "burdens", t->burdens.count);
    json_put_number(j, "gone", t->wish->layer ? 0 : (int64_t)(all - known)); /* nobody knows at which layer they were */
    json_put_number(j, "lost", (int64_t)cost_lost(t->cost));
    json_end_object(j);
    json_line(j);
}

static uint32_t told(const struct table *t, uint32_t count)
{
    return t->wish->top && t->wish->top < count ? t->wish->top : count;
}

static void put_all(struct json *j, const struct table *t)
{
    const struct burden_row *burdens = t->burdens.of;
    put_head(j, t);
    for (unsigned kind = 0; kind < COST_KINDS; kind++) {
        const struct cost_row *rows = t->rows[kind].of;
        for (uint32_t i = 0; i < told(t, t->rows[kind].count); i++)
            put_row(j, t, &rows[i]);
    }
    for (uint32_t i = 0; i < told(t, t->burdens.count); i++)
        put_burden(j, &burdens[i]);
}

static enum wfp_status write_all(struct buffer *out, const struct table *t)
{
    char       *lines = NULL;
    size_t      size = 0;
    struct json j;
    FILE       *f = open_memstream(&lines, &size);
    if (!f)
        return WFP_NO_MEMORY;
    json_init(&j, f);
    put_all(&j, t);
    bool good = fclose(f) == 0;
    if (good)
        buffer_put(out, lines, size);
    free(lines);
    return good && buffer_ok(out) ? WFP_OK : WFP_NO_MEMORY;
}

/* --- all of it --------------------------------------------------------------------------------------------------------------- */

enum wfp_status cost_report(const struct ruleset *rules, const struct cost *sum, const struct cost_wish *wish, struct buffer *out)
{
    struct table t = { .rules = rules, .cost = sum, .wish = wish };
    for (uint16_t layer = 0; layer < LAYER_COUNT; layer++)
        if (!wish->layer || is_named(&layer_rows[layer], wish->layer))
            take_layer(&t, layer);
    sort(&t);
    enum wfp_status err = t.failed ? WFP_NO_MEMORY : write_all(out, &t);
    for (unsigned kind = 0; kind < COST_KINDS; kind++)
        free(t.rows[kind].of);
    free(t.burdens.of);
    return err;
}

struct look {
    const struct cost      *sum;
    const struct cost_wish *wish;
    struct buffer          *out;
    enum wfp_status         status;
};

static void on_ruleset(void *context, const struct ruleset *rules)
{
    struct look *l = context;
    l->status = cost_report(rules, l->sum, l->wish, l->out);
}

enum wfp_status cost_report_kernel(struct kernel *k, const struct cost_wish *wish, struct buffer *out)
{
    struct cost *sum;
    RETURN_IF(cost_set_sum(kernel_cost(k), &sum));
    struct cost_wish its = *wish;
    struct look      l = { sum, &its, out, WFP_OK };
    its.on = cost_set_is_on(kernel_cost(k));
    kernel_look(k, on_ruleset, &l);
    cost_free(sum);
    return l.status;
}
