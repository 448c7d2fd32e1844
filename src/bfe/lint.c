#include "bfe/lint.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "bfe/compile.h"
#include "bfe/linter.h"

#define PAIRS_WORTH_COMPARING 20000000u
#define TEXT_MAX              480

const struct lint_kind lint_kinds[] = {
    [LINT_NEVER_MATCHES] = { "never-matches", LINT_WARNING, "no packet can satisfy the conditions" },
    [LINT_DEAD_ALTERNATIVE] = { "dead-alternative", LINT_NOTE, "one of several values on a field cannot occur" },
    [LINT_ANY_VALUE] = { "any-value", LINT_WARNING, "the alternatives on a field together take every value" },
    [LINT_SHADOWED] = { "shadowed", LINT_WARNING, "a filter above decides everything that this one matches" },
    [LINT_EQUAL_WEIGHT] = { "equal-weight", LINT_WARNING, "two overlapping filters of other action have one weight" },
    [LINT_EQUAL_SUBLAYER_WEIGHT] = { "equal-sublayer-weight", LINT_WARNING, "the same of two sublayers" },
    [LINT_PERMIT_NEVER_WINS] = { "permit-never-wins", LINT_WARNING,
                                 "a hard block in a sublayer above covers the permit" },
    [LINT_BLOCK_NEVER_WINS] = { "block-never-wins", LINT_WARNING, "a hard permit in a sublayer above covers the block" },
    [LINT_NOT_IN_REPLAY] = { "not-in-replay", LINT_WARNING, "no packet of a capture comes to the layer" },
    [LINT_FIELD_NOT_IN_REPLAY] = { "field-not-in-replay", LINT_NOTE, "a capture does not tell the field's value" },
    [LINT_CALLOUT_BLOCKS] = { "callout-unregistered", LINT_WARNING,
                              "the callout is named, but nothing here registers it" },
    [LINT_PORT_WITHOUT_PROTOCOL] = { "port-without-protocol", LINT_WARNING, "a port condition without a protocol" },
    [LINT_LOOPBACK] = { "loopback", LINT_WARNING, "a catch-all block takes loopback traffic too" },
    [LINT_PORT_SIDE] = { "port-side", LINT_WARNING, "a service port on the side where the client's port is" },
    [LINT_EVERY_PACKET] = { "every-packet", LINT_NOTE, "a packet layer is asked where a connection layer would do" },
    [LINT_NOTIFICATION_LAYER] = { "notification-layer", LINT_WARNING, "the layer only tells; deciding there is wrong" },
    [LINT_DISCARD_PERMIT] = { "discard-permit", LINT_WARNING, "a permit at a discard layer brings nothing back" },
    [LINT_RELATIVE_PATH] = { "relative-path", LINT_WARNING, "an application is known by its absolute path" },
    [LINT_DEFAULT_SUBLAYER] = { "default-sublayer", LINT_NOTE, "the filter is outside the policy's own sublayers" },
    [LINT_CALLOUT_SUBLAYER] = { "callout-sublayer", LINT_NOTE, "a callout at transport or ALE stands above UNIVERSAL's place" },
    [LINT_MAC_IN_SWITCH] = { "mac-in-switch", LINT_WARNING, "a guest in a virtual switch is told by its MAC address, which changes" },
    [LINT_MANY_CONDITIONS] = { "many-conditions", LINT_NOTE, "so many conditions slow every classify down" },
    [LINT_TOO_MANY_PAIRS] = { "not-all-compared", LINT_NOTE, "the policy is too large to compare every filter with every other" },
};
const unsigned lint_kind_count = LINT_ID_COUNT;
_Static_assert(COUNT_OF(lint_kinds) == LINT_ID_COUNT, "every finding has a kind");

void lint_add(struct linter *l, enum lint_id id, const struct rule *rule, const struct rule *other, const char *format,
              ...)
{
    char        text[TEXT_MAX];
    const char *copy;
    va_list     args;
    if (l->count == l->capacity) {
        uint32_t     capacity = l->capacity ? 2 * l->capacity : 64;
        struct lint *grown = realloc(l->items, capacity * sizeof(*grown));
        if (!grown) {
            l->out_of_memory = true;
            return;
        }
        l->items = grown;
        l->capacity = capacity;
    }
    va_start(args, format);
    vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    copy = arena_string(l->arena, text);
    l->out_of_memory = l->out_of_memory || !copy;
    l->items[l->count++] =
        (struct lint){ &lint_kinds[id], lint_index(rule), other ? lint_index(other) : LINT_NO_FILTER, copy };
}

static enum wfp_status shapes_of(const struct rule *const *rules, uint32_t count, struct arena *arena,
                                 struct lint_layer *out)
{
    out->count = count;
    out->candidates = arena_array(arena, count, sizeof(*out->candidates));
    if (!out->candidates)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < count; i++) {
        out->candidates[i].rule = rules[i];
        RETURN_IF(shape_of(rules[i]->conditions, rules[i]->condition_count, arena, &out->candidates[i].shape));
    }
    return WFP_OK;
}

static enum wfp_status lint_layers(struct linter *l)
{
    for (uint16_t id = 0; id < LAYER_COUNT; id++) {
        struct lint_layer         layer = { .row = &layer_rows[id] };
        struct arena              scratch;
        uint32_t                  count;
        const struct rule *const *rules = ruleset_layer_rules(l->rules, id, &count);
        if (count == 0)
            continue;
        arena_init(&scratch);
        enum wfp_status err = shapes_of(rules, count, &scratch, &layer);
        if (!err) {
            lint_single(l, &layer);
            lint_pairs(l, &layer);
        }
        arena_fini(&scratch);
        if (err)
            return err;
    }
    return l->out_of_memory ? WFP_NO_MEMORY : WFP_OK;
}

static int by_filter(const void *a, const void *b)
{
    const struct lint *x = a, *y = b;
    if (x->filter != y->filter)
        return x->filter < y->filter ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return (x->other > y->other) - (x->other < y->other);
}

enum wfp_status bfe_lint(const struct policy *policy, struct lint_report *out)
{
    struct lint_report report = { .count = 0 };
    struct linter      l = { .policy = policy, .arena = &report.arena, .pairs_left = PAIRS_WORTH_COMPARING };
    enum wfp_status    err;
    arena_init(&report.arena);
    err = bfe_compile(policy, NULL, 0, 1, &l.rules);
    if (err)
        goto free_arena;
    err = lint_layers(&l);
    ruleset_free(l.rules);
    if (err)
        goto free_items;
    if (l.count)
        qsort(l.items, l.count, sizeof(*l.items), by_filter);
    report.items = l.items;
    report.count = l.count;
    *out = report;
    return WFP_OK;

free_items:
    free(l.items);
free_arena:
    arena_fini(&report.arena);
    return err;
}

void lint_report_fini(struct lint_report *report)
{
    free(report->items);
    arena_fini(&report->arena);
}
