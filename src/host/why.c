#include "host/why.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define SHOWN_VALUE 96

/* What befell one filter with a callout. Keyed by the filter's id, which outlives rulesets. */
struct watched {
    uint64_t id; /* 0: free */
    uint64_t called, missed, shadowed, without_flow;
    char     shadow[128];        /* name of the filter that decided above it, the last one seen */
    char     field[64];          /* closest miss: the condition that failed last in order */
    char     had[SHOWN_VALUE], wanted[SHOWN_VALUE];
    uint32_t closest;            /* index of that condition */
};

struct why {
    struct watched *filters;
    uint32_t        count, capacity;
    uint64_t        visits[LAYER_COUNT];
};

enum wfp_status why_new(struct why **out)
{
    struct why *w = calloc(1, sizeof(*w));
    if (!w)
        return WFP_NO_MEMORY;
    *out = w;
    return WFP_OK;
}

void why_free(struct why *w)
{
    if (w)
        free(w->filters);
    free(w);
}

static struct watched *find(const struct why *w, uint64_t id)
{
    for (uint32_t i = 0; i < w->count; i++)
        if (w->filters[i].id == id)
            return &w->filters[i];
    return NULL;
}

/* NULL when there is no memory: the report then counts too little, the replay is not touched. */
static struct watched *get(struct why *w, uint64_t id)
{
    struct watched *f = find(w, id);
    if (f)
        return f;
    if (w->count == w->capacity) {
        uint32_t        capacity = w->capacity ? 2 * w->capacity : 16;
        struct watched *more = realloc(w->filters, capacity * sizeof(*more));
        if (!more)
            return NULL;
        w->filters = more;
        w->capacity = capacity;
    }
    f = &w->filters[w->count++];
    *f = (struct watched){ .id = id };
    return f;
}

/* The miss that came furthest through the filter's conditions is the closest one. */
static void note_miss(struct watched *f, const struct trace_event *e)
{
    const struct condition *c = &e->rule->conditions[e->condition];
    if (f->missed++ && e->condition < f->closest)
        return;
    f->closest = e->condition;
    snprintf(f->field, sizeof(f->field), "%s", condition_rows[c->field].name);
    value_format(&e->field, (int)c->field, f->had, sizeof(f->had));
    value_format(&c->value, (int)c->field, f->wanted, sizeof(f->wanted));
}

static void note(struct why *w, const struct trace_event *e, const char *decider)
{
    struct watched *f = get(w, e->rule->id);
    if (!f)
        return;
    if (e->kind == TRACE_MATCH && !e->callout_missing)
        f->called++;
    else if (e->kind == TRACE_MISS)
        note_miss(f, e);
    else if (e->kind == TRACE_SKIP && e->without_flow)
        f->without_flow++;
    else if (e->kind == TRACE_SKIP) {
        f->shadowed++;
        snprintf(f->shadow, sizeof(f->shadow), "%s", decider);
    }
}

void why_classified(void *why, const struct pkt_ctx *c, const struct classify_in *in, const struct classify_out *out,
                    const struct trace *trace)
{
    const char *decider = "";
    (void)c;
    (void)in;
    (void)out;
    for (uint32_t i = 0; i < trace->count; i++) {
        const struct trace_event *e = &trace->events[i];
        if (e->kind == TRACE_MATCH && (e->action == ACTION_PERMIT || e->action == ACTION_BLOCK))
            decider = e->rule->name;
        if (e->rule && (e->rule->action & ACTION_FLAG_CALLOUT))
            note(why, e, decider);
    }
}

void why_packet(struct why *w, const struct pkt_ctx *c)
{
    for (uint32_t i = 0; i < c->decision_count; i++)
        w->visits[c->decisions[i].layer->id]++;
}

static void times(FILE *out, uint64_t n)
{
    fprintf(out, n == 1 ? "once" : "%" PRIu64 " times", n);
}

static void visited_instead(const struct why *w, FILE *out)
{
    const char *separator = "";
    fputs("it visited ", out);
    for (unsigned i = 0; i < LAYER_COUNT; i++) {
        if (w->visits[i]) {
            fprintf(out, "%s%s", separator, layer_rows[i].name);
            separator = ", ";
        }
    }
    fputs(*separator ? "" : "no layer", out);
}

/* What a filter's counts say; a filter that was never met has none. */
static void report_filter(const struct why *w, const struct rule *r, FILE *out)
{
    const struct watched *f = find(w, r->id);
    uint64_t              visits = w->visits[r->layer];
    fprintf(out, "  filter \"%s\" (sublayer %s, at %s): ", r->name, r->sublayer->name, layer_rows[r->layer].name);
    if (visits == 0) {
        fputs("wrong layer for this traffic, which never comes there; ", out);
        visited_instead(w, out);
        fputs("\n", out);
        return;
    }
    if (!f) {
        fputs("the layer was visited, and the filter was not looked at\n", out);
        return;
    }
    if (f->called) {
        fputs("called ", out);
        times(out, f->called);
    } else {
        fputs("never called", out);
    }
    if (f->shadowed) {
        fputs("; shadowed ", out);
        times(out, f->shadowed);
        fprintf(out, ", by \"%s\" above it in its sublayer", f->shadow);
    }
    if (f->without_flow) {
        fputs("; passed over ", out);
        times(out, f->without_flow);
        fputs(", because it is conditional on flow and the flow had no context", out);
    }
    if (f->missed) {
        fputs("; its conditions did not hold ", out);
        times(out, f->missed);
        fprintf(out, ", closest: %s was %s, wants %s", f->field, f->had, f->wanted);
    }
    fputs("\n", out);
}

static uint32_t report_filters(const struct why *w, const struct ruleset *rules, const struct why_callout *c, FILE *out)
{
    uint32_t found = 0;
    for (uint16_t layer = 0; layer < LAYER_COUNT; layer++) {
        uint32_t                  count;
        const struct rule *const *r = ruleset_layer_rules(rules, layer, &count);
        for (uint32_t i = 0; i < count; i++) {
            if (!(r[i]->action & ACTION_FLAG_CALLOUT) || !guid_equal(&r[i]->callout_key, &c->key))
                continue;
            report_filter(w, r[i], out);
            found++;
        }
    }
    return found;
}

static void report_callout(const struct why *w, const struct ruleset *rules, const struct why_callout *c, FILE *out)
{
    char key[GUID_TEXT_SIZE];
    fprintf(out, "callout %s {%s}", c->name ? c->name : "without a name", guid_format(&c->key, key));
    if (c->layer < LAYER_COUNT)
        fprintf(out, " at %s", layer_rows[c->layer].name);
    fputs("\n", out);
    if (!c->registered)
        fputs("  not registered: no driver has called FwpsCalloutRegister with this key\n", out);
    if (!c->name)
        fputs("  no callout object: FwpmCalloutAdd (or the policy's \"callouts\") has to add one before a filter can name it\n", out);
    if (report_filters(w, rules, c, out) == 0)
        fputs("  no filter names it: add one whose action is a callout action with this key\n", out);
}

void why_report(const struct why *w, const struct ruleset *rules, const struct why_callout *callouts, uint32_t count, FILE *out)
{
    if (count == 0)
        fputs("the module has registered and added no callout\n", out);
    for (uint32_t i = 0; i < count; i++)
        report_callout(w, rules, &callouts[i], out);
}
