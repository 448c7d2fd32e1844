/* For tests of the engine: a small policy built by calls, callouts that record how they were called, values by field. */
#ifndef WFP_TESTS_ENGINE_KIT_H
#define WFP_TESTS_ENGINE_KIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "engine/classify.h"
#include "engine/trace.h"
#include "families.h"
#include "name_kit.h"

#define KIT_MAX 64

/* A callout of the test: what it answers, and what it saw. */
struct recorder {
    enum action_type answer; /* 0: leaves the action as it was */
    bool             clears_right;
    bool             writes_right; /* tries to give itself the right */
    uint32_t         flags;
    unsigned         calls;
    unsigned         turn; /* position among all calls of the kit, 1 first */
    enum action_type seen_action;
    uint32_t         seen_rights, seen_flags;
    uint64_t         seen_flow;
    const struct rule *seen_rule;
    unsigned        *clock;
};

struct kit {
    enum family            family;
    const struct layer_row *layer;
    struct filter          filters[KIT_MAX];
    struct condition       conditions[KIT_MAX][16];
    struct sublayer        sublayers[KIT_MAX];
    struct callout_binding callouts[KIT_MAX];
    uint32_t               filter_count, sublayer_count, callout_count;
    struct value           values[64];
    uint64_t               flow; /* context of every callout on the flow */
    unsigned               clock;
    struct ruleset        *rules;
    struct classify_out    out;
};

static inline void recorder_classify(void *callout, const struct classify_in *in, const struct rule *rule, uint64_t flow,
                                     struct classify_out *out)
{
    struct recorder *r = callout;
    (void)in;
    r->calls++;
    r->turn = ++*r->clock;
    r->seen_action = out->action;
    r->seen_rights = out->rights;
    r->seen_flags = out->flags;
    r->seen_flow = flow;
    r->seen_rule = rule;
    if (r->answer)
        out->action = r->answer;
    if (r->clears_right)
        out->rights &= ~(uint32_t)RIGHT_ACTION_WRITE;
    if (r->writes_right)
        out->rights |= RIGHT_ACTION_WRITE;
    out->flags |= r->flags;
}

__attribute__((unused)) static const struct callout_ops recorder_ops = { recorder_classify };

static inline void kit_init(struct kit *k, enum layer_pair pair, enum family family)
{
    memset(k, 0, sizeof(*k));
    k->family = family;
    k->layer = layer_of(pair, family);
    assert_non_null(k->layer);
}

static inline void kit_fini(struct kit *k)
{
    ruleset_free(k->rules);
    k->rules = NULL;
}

static inline void kit_sublayer(struct kit *k, const char *name, uint16_t weight)
{
    k->sublayers[k->sublayer_count++] = (struct sublayer){ .key = guid_from_name("sublayer", name), .name = name, .weight = weight };
}

/* A filter at the kit's layer; `sublayer` NULL is the default one. */
static inline struct filter *kit_filter(struct kit *k, const char *sublayer, uint64_t weight, enum action_type action)
{
    struct filter *f = &k->filters[k->filter_count];
    *f = (struct filter){ .id = k->filter_count + 1, .layer = k->layer->id, .effective_weight = weight, .action = action };
    f->conditions = k->conditions[k->filter_count++];
    if (sublayer)
        f->sublayer = guid_from_name("sublayer", sublayer);
    return f;
}

static inline void kit_if(struct kit *k, struct filter *f, enum field_id field, enum match_type match, struct value value)
{
    k->conditions[f - k->filters][f->condition_count++] = (struct condition){ field, match, value };
}

/* A filter with a callout behind it. */
static inline struct filter *kit_callout(struct kit *k, const char *sublayer, uint64_t weight, enum action_type action,
                                         struct recorder *r)
{
    struct filter *f = kit_filter(k, sublayer, weight, action);
    char           name[16];
    snprintf(name, sizeof(name), "callout %u", k->callout_count);
    r->clock = &k->clock;
    f->callout = guid_from_name("callout", name);
    k->callouts[k->callout_count++] = (struct callout_binding){ .key = f->callout, .ops = &recorder_ops, .callout = r };
    return f;
}

/* A filter whose callout nobody registered. */
static inline struct filter *kit_unregistered(struct kit *k, const char *sublayer, uint64_t weight, enum action_type action)
{
    struct filter *f = kit_filter(k, sublayer, weight, action);
    f->callout = guid_from_name("callout", "nobody");
    return f;
}

static inline struct guid kit_builtin(const char *name)
{
    for (unsigned i = 0; i < builtin_count; i++)
        if (strcmp(builtin_rows[i].name, name) == 0)
            return builtin_rows[i].key;
    fail_msg("no built-in %s", name);
    return (struct guid){ 0 };
}

static inline struct value u8_value(uint8_t n)
{
    return (struct value){ .type = TYPE_UINT8, .u8 = n };
}

static inline struct value u16_value(uint16_t n)
{
    return (struct value){ .type = TYPE_UINT16, .u16 = n };
}

static inline struct value u32_value(uint32_t n)
{
    return (struct value){ .type = TYPE_UINT32, .u32 = n };
}

static inline void kit_set(struct kit *k, enum field_id field, struct value value)
{
    int at = layer_field_index(k->layer, field);
    assert_true(at >= 0);
    k->values[at] = kit_named(value);
}

static inline uint64_t kit_flow_context(const void *flow, const struct rule *rule)
{
    (void)rule;
    return *(const uint64_t *)flow;
}

static inline enum wfp_status kit_build(struct kit *k)
{
    struct ruleset_input in = { k->filters, k->filter_count, k->sublayers, k->sublayer_count, k->callouts, k->callout_count, 1 };
    kit_fini(k);
    return ruleset_build(&in, &k->rules);
}

static inline struct classify_in kit_in(const struct kit *k)
{
    return (struct classify_in){ .layer = k->layer, .values = k->values, .flow = &k->flow,
                                 .flow_context = k->flow ? kit_flow_context : NULL };
}

/* Builds and classifies; the id of the deciding filter, 0 when nobody did. k->out has the rest. */
static inline uint64_t kit_classify(struct kit *k)
{
    struct classify_in in;
    if (!k->rules)
        assert_int_equal(kit_build(k), WFP_OK);
    in = kit_in(k);
    engine_classify(k->rules, &in, &k->out, NULL);
    return k->out.rule ? k->out.rule->id : 0;
}

#endif
