#include "engine/compaction.h"

#include <stdlib.h>
#include <string.h>

#include "engine/builder.h"
#include "engine/later.h"

enum {
    DUE_LEAST = 1024,    /* rules that came or went, and a quarter of the base */
    DUE_NUMBERS = 16384, /* numbers that were given, and half as many as the base has */
    DUE_RUNS = 3,        /* that are of a size */
    FINISH_MOST = 256,   /* rules that came or went meanwhile, and are dealt with by the one who makes the next ruleset */
};

struct compaction {
    uint16_t                  layer;
    bool                      of_runs;
    const struct layer_rules *seen; /* counted: the layer as it was when it was looked at last */
    struct layer_rules       *made; /* of the base: the layer that is built; counted */
    uint32_t                 *now;  /* the number that an old one has there; UINT32_MAX: it is gone */
    uint32_t                  numbers, gone; /* old ones that were dealt with */
    struct layer_run         *run;  /* of runs: the one for those from `first` on */
    uint32_t                  first;
};

/* --- what is due ------------------------------------------------------------------------------------------------------------- */

/* The newest one is compared with nothing. */
static uint32_t first_to_merge(const struct layer_rules *l)
{
    uint32_t n = l->run_count;
    return n ? runs_alike(l, l->runs[n - 1]->entry_count) : 0;
}

static bool is_base_due(const struct layer_rules *l)
{
    uint32_t came = l->count - (l->base_count - l->base_gone), given = l->number_count - l->base_count;
    return came + l->base_gone > DUE_LEAST + l->base_count / 4 || given > DUE_NUMBERS + l->base_count / 2;
}

bool layer_wants_compaction(const struct layer_rules *l)
{
    return is_base_due(l) || l->run_count - first_to_merge(l) >= DUE_RUNS;
}

bool ruleset_wants_compaction(const struct ruleset *r)
{
    return r->wants_compaction;
}

/* --- the base ---------------------------------------------------------------------------------------------------------------- */

static enum wfp_status build_of(struct compaction *c, const uint32_t *numbers, const struct rule **rules, struct program *programs)
{
    const struct layer_rules *seen = c->seen;
    struct layer_input        in = { .layer = c->layer, .programs = programs, .count = seen->count, .sublayers = seen->sublayers,
                                     .sublayer_count = seen->sublayer_count, .generation = seen->generation };
    for (uint32_t i = 0; i < seen->count; i++) {
        rules[i] = seen->rules[numbers[i]];
        programs[i] = seen->programs[numbers[i]];
        c->now[numbers[i]] = i;
    }
    return layer_build_moved(rules, &in, &c->made);
}

static enum wfp_status build_base(struct compaction *c)
{
    uint32_t            count = c->seen->count;
    uint32_t           *numbers = layer_numbers(c->seen);
    const struct rule **rules = malloc(count * sizeof(*rules));
    struct program     *programs = malloc(count * sizeof(*programs));
    enum wfp_status     err = WFP_NO_MEMORY;
    c->now = malloc(c->seen->number_count * sizeof(*c->now));
    if (numbers && rules && programs && c->now) {
        memset(c->now, 0xff, c->seen->number_count * sizeof(*c->now));
        err = build_of(c, numbers, rules, programs);
    }
    c->numbers = c->seen->number_count;
    c->gone = c->seen->gone_count;
    free(programs);
    free(rules);
    free(numbers);
    return err;
}

static enum wfp_status come(struct compaction *c, const struct layer_rules *to)
{
    uint32_t *now = realloc(c->now, to->number_count * sizeof(*now));
    if (!now)
        return WFP_NO_MEMORY;
    c->now = now;
    for (uint32_t n = c->numbers; n < to->number_count; n++) {
        now[n] = UINT32_MAX;
        if (layer_is_dead(to, n))
            continue;
        RETURN_IF(later_room(c->made));
        RETURN_IF(later_add(c->made, to->rules[n], &to->programs[n]));
        now[n] = c->made->number_count - 1;
    }
    return WFP_OK;
}

static void go(struct compaction *c, const struct layer_rules *to)
{
    for (uint32_t i = c->gone; i < to->gone_count; i++) {
        uint32_t number = c->now[to->gone[i]];
        if (number == UINT32_MAX)
            continue;
        c->now[to->gone[i]] = UINT32_MAX;
        layer_mark_dead(c->made, number, to->generation);
        later_note_gone(c->made, number);
    }
}

/* What came and went in the meantime, as a change would bring it. */
static enum wfp_status catch_up(struct compaction *c, const struct layer_rules *to)
{
    c->made->generation = to->generation;
    RETURN_IF(come(c, to));
    go(c, to);
    c->numbers = to->number_count;
    c->gone = to->gone_count;
    return WFP_OK;
}

/* --- runs -------------------------------------------------------------------------------------------------------------------- */

static enum wfp_status merge_runs(struct compaction *c)
{
    const struct layer_rules *l = c->seen;
    uint32_t                 *numbers, count;
    enum wfp_status           err = WFP_OK;
    if (c->run)
        return WFP_OK;
    c->first = first_to_merge(l);
    if (!layer_later(l, c->first, false, &numbers, &count))
        return WFP_NO_MEMORY;
    if (count)
        err = run_new(l, numbers, count, &c->run);
    free(numbers);
    return err;
}

/* Others may have been put behind them since. */
static bool has_runs(const struct layer_rules *l, const struct compaction *c)
{
    uint32_t end = c->seen->run_count;
    return l->run_count >= end && memcmp(&l->runs[c->first], &c->seen->runs[c->first], (end - c->first) * sizeof(l->runs[0])) == 0;
}

static void put_run(struct layer_rules *l, struct compaction *c)
{
    uint32_t n = c->first;
    for (uint32_t i = c->first; i < c->seen->run_count; i++)
        stock_put(l->runs[i]->stock);
    if (c->run)
        l->runs[n++] = c->run;
    for (uint32_t i = c->seen->run_count; i < l->run_count; i++)
        l->runs[n++] = l->runs[i];
    l->run_count = n;
    c->run = NULL;
}

/* --- from begin to end ------------------------------------------------------------------------------------------------------- */

/* A layer of a few rules is built while everybody waits. */
static bool is_small(const struct layer_rules *l)
{
    return l->count <= FINISH_MOST;
}

enum wfp_status compaction_begin(const struct ruleset *r, struct compaction **out)
{
    uint16_t layer = 0;
    while (layer < LAYER_COUNT && !layer_wants_compaction(r->layers[layer]))
        layer++;
    *out = NULL;
    return layer < LAYER_COUNT ? compaction_begin_at(r, layer, !is_base_due(r->layers[layer]), out) : WFP_OK;
}

enum wfp_status compaction_begin_at(const struct ruleset *r, uint16_t layer, bool of_runs, struct compaction **out)
{
    struct compaction *c = calloc(1, sizeof(*c));
    if (!c)
        return WFP_NO_MEMORY;
    c->layer = layer;
    c->seen = layer_get(r->layers[layer]);
    c->of_runs = of_runs;
    *out = c;
    return WFP_OK;
}

enum wfp_status compaction_work(struct compaction *c)
{
    if (c->of_runs)
        return merge_runs(c);
    if (c->made)
        return catch_up(c, c->seen);
    return is_small(c->seen) ? WFP_OK : build_base(c);
}

void compaction_free(struct compaction *c)
{
    if (!c)
        return;
    if (c->run)
        stock_put(c->run->stock);
    layer_put(c->made);
    layer_put(c->seen);
    free(c->now);
    free(c);
}

static enum wfp_status finish_runs(struct compaction *c, const struct layer_rules *l, bool *is_over, struct layer_rules **out)
{
    *is_over = !has_runs(l, c);
    if (*is_over)
        return WFP_OK;
    struct layer_rules *next = layer_copy(l);
    if (!next)
        return WFP_NO_MEMORY;
    put_run(next, c);
    *out = next;
    return WFP_OK;
}

static void look_again(struct compaction *c, const struct layer_rules *l)
{
    (void)layer_get(l);
    layer_put(c->seen);
    c->seen = l;
}

static enum wfp_status finish_small(struct compaction *c, const struct layer_rules *l, bool *is_over, struct layer_rules **out)
{
    *is_over = !is_small(l);
    if (*is_over)
        return WFP_OK;
    look_again(c, l);
    if (l->count)
        RETURN_IF(build_base(c));
    *out = l->count ? c->made : (struct layer_rules *)(uintptr_t)layer_empty();
    c->made = NULL;
    return WFP_OK;
}

static enum wfp_status finish_base(struct compaction *c, const struct layer_rules *l, bool *is_over, struct layer_rules **out)
{
    if (!c->made)
        return finish_small(c, l, is_over, out);
    if (l->number_count - c->numbers + l->gone_count - c->gone > FINISH_MOST) {
        look_again(c, l);
        return WFP_OK;
    }
    RETURN_IF(catch_up(c, l));
    *out = c->made;
    c->made = NULL;
    return WFP_OK;
}

/* The ruleset that follows, with that layer. */
static enum wfp_status follow(const struct ruleset *current, uint64_t generation, uint16_t layer, struct layer_rules *take,
                              struct ruleset **out)
{
    struct ruleset *r = ruleset_new();
    enum wfp_status err = r ? hold_callouts(r, current->held, current->held_count) : WFP_NO_MEMORY;
    if (err) {
        layer_put(take);
        ruleset_free(r);
        return err;
    }
    ruleset_take_over(r, current);
    r->generation = generation;
    layer_put(r->layers[layer]);
    r->layers[layer] = take;
    if (take->core) {
        tally_wanted(take);
        take->generation = generation;
    }
    r->wants_compaction = false;
    for (uint16_t i = 0; i < LAYER_COUNT; i++)
        r->wants_compaction |= layer_wants_compaction(r->layers[i]);
    *out = r;
    return WFP_OK;
}

enum wfp_status compaction_finish(struct compaction *c, const struct ruleset *current, uint64_t generation, bool *is_over,
                                  struct ruleset **out)
{
    const struct layer_rules *l = current->layers[c->layer];
    struct layer_rules       *made = NULL;
    *is_over = l->core != c->seen->core;
    *out = NULL;
    if (*is_over)
        return WFP_OK;
    RETURN_IF(c->of_runs ? finish_runs(c, l, is_over, &made) : finish_base(c, l, is_over, &made));
    return made ? follow(current, generation, c->layer, made, out) : WFP_OK;
}

/* *out is NULL when nothing is due. */
static enum wfp_status compact_one(const struct ruleset *r, uint64_t generation, struct ruleset **out)
{
    struct compaction *c;
    bool               is_over;
    *out = NULL;
    RETURN_IF(compaction_begin(r, &c));
    if (!c)
        return WFP_OK;
    enum wfp_status err = compaction_work(c);
    if (err == WFP_OK)
        err = compaction_finish(c, r, generation, &is_over, out);
    compaction_free(c);
    return err;
}

enum wfp_status ruleset_compact(const struct ruleset *r, uint64_t generation, struct ruleset **out)
{
    struct ruleset *made = (struct ruleset *)(uintptr_t)r, *next;
    enum wfp_status err;
    while ((err = compact_one(made, generation, &next)) == WFP_OK && next) {
        if (made != r)
            ruleset_free(made);
        made = next;
    }
    if (err == WFP_OK)
        *out = made;
    else if (made != r)
        ruleset_free(made);
    return err;
}
