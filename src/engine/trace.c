/* Recording and printing of traces. */
#include "engine/trace.h"

#include <stdlib.h>

#include "base/text.h"
#include "model/choices.h"

void trace_init(struct trace *t)
{
    *t = (struct trace){ 0 };
}

void trace_reset(struct trace *t)
{
    t->count = 0;
    t->out_of_memory = false;
}

void trace_fini(struct trace *t)
{
    free(t->events);
    trace_init(t);
}

static bool grow(struct trace *t)
{
    uint32_t            capacity = t->capacity ? t->capacity * 2 : 32;
    struct trace_event *events = capacity > t->capacity ? realloc(t->events, capacity * sizeof(*events)) : NULL;
    if (!events)
        return false;
    t->events = events;
    t->capacity = capacity;
    return true;
}

void trace_add(struct trace *t, const struct trace_event *e)
{
    if (t->out_of_memory || (t->count == t->capacity && !grow(t))) {
        t->out_of_memory = true;
        return;
    }
    t->events[t->count++] = *e;
}

static void put_rule(struct text *t, const struct rule *rule)
{
    if (rule->name[0])
        text_put(t, "%s", rule->name);
    else
        text_put(t, "filter %llu", (unsigned long long)rule->id);
}

/* How a match type reads before its value. */
static const char *const match_words[] = {
    [MATCH_EQUAL] = "",
    [MATCH_GREATER] = "more than ",
    [MATCH_LESS] = "less than ",
    [MATCH_GREATER_OR_EQUAL] = "at least ",
    [MATCH_LESS_OR_EQUAL] = "at most ",
    [MATCH_RANGE] = "",
    [MATCH_FLAGS_ALL_SET] = "all of ",
    [MATCH_FLAGS_ANY_SET] = "any of ",
    [MATCH_FLAGS_NONE_SET] = "none of ",
    [MATCH_EQUAL_CASE_INSENSITIVE] = "in any letter case ",
    [MATCH_NOT_EQUAL] = "not ",
    [MATCH_PREFIX] = CHOICE_PREFIX_TESTS_END ? "ending in " : "beginning with ",
    [MATCH_NOT_PREFIX] = CHOICE_PREFIX_TESTS_END ? "not ending in " : "not beginning with ",
};
_Static_assert(COUNT_OF(match_words) == MATCH_TYPE_MAX, "every match type has words");

/* What the packet has, and all the alternatives that the filter would have taken. */
static void put_miss(struct text *t, const struct trace_event *e)
{
    const struct condition *c = &e->rule->conditions[e->condition];
    const char             *separator = "";
    char                    value[128];
    text_put(t, "  %s is %s, wants ", condition_rows[c->field].name, value_format(&e->field, c->field, value, sizeof(value)));
    for (uint32_t i = e->condition; i < e->rule->condition_count; i++) {
        const struct condition *o = &e->rule->conditions[i];
        if (o->field != c->field)
            continue;
        text_put(t, "%s%s%s", separator, o->match < MATCH_TYPE_MAX ? match_words[o->match] : "?",
            value_format(&o->value, o->field, value, sizeof(value)));
        separator = " or ";
    }
}

static const char *action_word(enum action_type action)
{
    return action == ACTION_PERMIT ? "permit" : action == ACTION_BLOCK ? "block" : "continue";
}

static const char *strength(uint32_t rights)
{
    return rights & RIGHT_ACTION_WRITE ? "soft" : "hard";
}

static void put_match(struct text *t, const struct trace_event *e)
{
    text_put(t, "  %s", e->action == ACTION_CONTINUE ? "continues" : action_word(e->action));
    switch (e->effect) {
    case EFFECT_NONE:
        break;
    case EFFECT_DECIDED:
        text_put(t, ", %s", strength(e->rights_after));
        break;
    case EFFECT_REFUSED:
        text_put(t, ", refused: a hard decision stands");
        break;
    case EFFECT_VETO:
        text_put(t, ", veto of a hard permit");
        break;
    case EFFECT_CONFIRMED:
        text_put(t, ", as already decided");
        break;
    }
    if (e->callout_missing)
        text_put(t, " (callout not registered)");
}

static void put_final(struct text *t, const struct trace_event *e)
{
    text_put(t, "final  %s", action_word(e->action));
    if (!e->rule) {
        text_put(t, ", nobody decided");
        return;
    }
    text_put(t, ", %s, by ", strength(e->rights_after));
    put_rule(t, e->rule);
}

char *trace_event_format(const struct trace_event *e, char *out, size_t size)
{
    struct text t = text_init(out, size);
    switch (e->kind) {
    case TRACE_SUBLAYER:
        text_put(&t, "sublayer  %s  weight %u", e->sublayer->name, e->sublayer->weight);
        break;
    case TRACE_MISS:
        text_put(&t, "miss  ");
        put_rule(&t, e->rule);
        put_miss(&t, e);
        break;
    case TRACE_MATCH:
        text_put(&t, "match  ");
        put_rule(&t, e->rule);
        put_match(&t, e);
        break;
    case TRACE_SKIP:
        text_put(&t, "skip  ");
        put_rule(&t, e->rule);
        text_put(&t, e->without_flow ? "  its callout has no context on this flow" : "  below the filter that decided its sublayer");
        break;
    case TRACE_FINAL:
        put_final(&t, e);
        break;
    }
    return out;
}
