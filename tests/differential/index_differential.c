/* The index that classifies use against the linear one: sets of filters of every shape and size, headers that meet them, the whole
 * list of matches in order for every kind of instructions that this processor has, and the verdict against that of a traced classify,
 * which knows no index. Entries are made of the programs that the linear index asks, so now and then its list is compared with that of
 * match_conditions(), which shares nothing with either. Larger sets are changed in place, filters coming and going, and compared with
 * the same set built anew and with what the ruleset before had found; compactions begin, work and end at any time between. A verdict
 * cache, one for the whole campaign, is asked along, about old headers too, and its verdicts are compared with those made anew. Headers are
 * asked together too. Half of the sets have tables where they would be too small for them. A comparison is one such list or verdict. A difference is shrunk to the filters that it needs, printed as text, and fails the test.
 *
 * usage: index_differential COMPARISONS [SEED] */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/classify.h"
#include "engine/compaction.h"
#include "engine/match.h"
#include "engine/trace.h"
#include "engine/verdict_cache.h"
#include "engine/walk.h"
#include "filter_headers.h"

enum { FILTERS_MAX = 4096, PRINTED_MAX = 20, PLAIN_PERCENT = 10, CACHE_PLACES = 256, CACHE_TURNS = 12, BATCH_MAX = 70 };

struct campaign {
    uint64_t           wanted, done, matches, verdicts, plain, sets, changes, builds, compactions, cached;
    struct verdict_cache *cache;
    uint64_t           of_shape[SHAPE_COUNT];
    struct dice        dice;
    const struct rule *linear[FILTERS_MAX], *fast[FILTERS_MAX], *before[FILTERS_MAX];
    struct trace       trace;
    uint64_t           ids, generation; /* given so far, in the set that is being changed */
    struct compaction *compaction;      /* of it, under way; NULL: none */
    struct header      batch[BATCH_MAX]; /* headers that are to be asked together, and their verdicts one by one */
    struct classify_out singly[BATCH_MAX];
    uint32_t           batched, batch_size;
    uint64_t           together;
};

static void fail(const char *what)
{
    fprintf(stderr, "index_differential: %s\n", what);
    exit(2);
}

/* --- one question ------------------------------------------------------------------------------------------------------------ */

static void silent_classify(void *callout, const struct classify_in *in, const struct rule *rule, uint64_t flow, struct classify_out *out)
{
    (void)callout, (void)in, (void)rule, (void)flow, (void)out;
}

static struct ruleset_input input(const struct filter_set *s, const struct filter *filters, uint32_t count)
{
    static const struct callout_ops ops = { silent_classify };
    static const struct callout_binding nobody = { .ops = &ops };
    return (struct ruleset_input){ .filters = filters, .filter_count = count, .sublayers = s->sublayers,
                                   .sublayer_count = s->sublayer_count, .callouts = &nobody, .callout_count = 1, .generation = 1 };
}

static struct ruleset *build(const struct filter_set *s, const struct filter *filters, uint32_t count)
{
    struct ruleset_input in = input(s, filters, count);
    struct ruleset      *rules;
    if (ruleset_build(&in, &rules) != WFP_OK)
        fail("no ruleset");
    return rules;
}

/* The first n of c->linear are what the conditions say as they were given, rule by rule. */
static bool same_plainly(struct campaign *c, const struct ruleset *rules, const struct classify_in *in, uint32_t n)
{
    uint32_t                  count, found = 0;
    const struct rule *const *all = ruleset_layer_rules(rules, in->layer->id, &count);
    for (uint32_t i = 0; i < count; i++) {
        if (!match_conditions(all[i]->conditions, all[i]->condition_count, in->layer, in->values, NULL))
            continue;
        if (found == n || c->linear[found++] != all[i])
            return false;
    }
    c->plain++;
    c->done++;
    return found == n;
}

static bool same_list(struct campaign *c, const struct ruleset *rules, const struct classify_in *in, bool plainly)
{
    uint32_t n = index_linear(rules, in, c->linear, FILTERS_MAX);
    bool     same = !plainly || same_plainly(c, rules, in, n);
    c->matches += n;
    for (const char *const *kind = walk_kinds(); *kind && same; kind++) {
        walk_choose(*kind);
        same = index_matches(rules, in, c->fast, FILTERS_MAX) == n && memcmp(c->fast, c->linear, n * sizeof(c->fast[0])) == 0;
        c->done++;
    }
    walk_choose(NULL);
    return same;
}

static bool same_verdict(struct campaign *c, const struct ruleset *rules, const struct classify_in *in)
{
    struct classify_out fast, traced;
    unsigned            kinds = 0;
    while (walk_kinds()[kinds])
        kinds++;
    walk_choose(walk_kinds()[dice_below(&c->dice, kinds)]);
    engine_classify(rules, in, &fast, NULL);
    walk_choose(NULL);
    trace_reset(&c->trace);
    engine_classify(rules, in, &traced, &c->trace);
    c->verdicts++;
    c->done++;
    return fast.action == traced.action && fast.rule == traced.rule && fast.rights == traced.rights;
}

static uint64_t found(const struct campaign *c, const struct classify_in *in)
{
    return verdict_cache_count(c->cache, in->layer->id).found;
}

static bool same_terminators(const struct terminators *a, const struct terminators *b)
{
    bool same = a->count == b->count;
    for (uint32_t i = 0; same && i < a->count && i < TERMINATORS_MAX; i++)
        same = a->of[i].rule == b->of[i].rule && a->of[i].action == b->of[i].action;
    return same;
}

/* What the first one keeps the next ones find, and so often that the cache goes on looking. */
static bool same_cached(struct campaign *c, const struct ruleset *rules, const struct classify_in *in)
{
    struct terminators  ended, ended_anew;
    struct classify_out kept, anew;
    struct classify_in  with = *in, without = *in;
    bool                same = true;
    with.cache = c->cache;
    with.terminators = &ended;
    without.terminators = &ended_anew;
    engine_classify(rules, &without, &anew, NULL);
    for (unsigned i = 0; i < CACHE_TURNS && same; i++) {
        uint64_t before = found(c, in);
        engine_classify(rules, &with, &kept, NULL);
        same = kept.action == anew.action && kept.rule == anew.rule && kept.rights == anew.rights && kept.flags == anew.flags &&
               kept.veto == anew.veto && same_terminators(&ended, &ended_anew);
        c->cached += found(c, in) - before;
    }
    c->done++;
    return same;
}

static bool agrees(struct campaign *c, const struct filter_set *s, const struct ruleset *rules, const struct header *h, bool plainly)
{
    struct classify_in in = { .layer = s->layer, .values = h->values };
    return same_list(c, rules, &in, plainly) && same_verdict(c, rules, &in) && same_cached(c, rules, &in);
}

/* --- a counter-example ------------------------------------------------------------------------------------------------------- */

static bool differs(struct campaign *c, const struct filter_set *s, const struct filter *filters, uint32_t count, const struct header *h)
{
    struct ruleset *rules = build(s, filters, count);
    bool            same = agrees(c, s, rules, h, true);
    ruleset_free(rules);
    return !same;
}

/* Leaves out ever smaller parts for as long as the rest still differs. */
static uint32_t shrink(struct campaign *c, const struct filter_set *s, struct filter *filters, uint32_t count, const struct header *h)
{
    struct filter *trial = malloc((count + 1u) * sizeof(*trial));
    if (!trial)
        fail("no memory");
    for (uint32_t part = count / 2; part; part = part > 1 ? part / 2 : 0)
        for (uint32_t at = 0; at + part <= count;) {
            memcpy(trial, filters, at * sizeof(*trial));
            memcpy(trial + at, filters + at + part, (count - at - part) * sizeof(*trial));
            if (differs(c, s, trial, count - part, h)) {
                count -= part;
                memcpy(filters, trial, count * sizeof(*trial));
            } else {
                at += part;
            }
        }
    free(trial);
    return count;
}

static void print_filter(const struct filter *f)
{
    char text[256];
    printf("filter %" PRIu64 "  weight %" PRIu64 "  action 0x%x\n", f->id, f->effective_weight, (unsigned)f->action);
    for (uint32_t i = 0; i < f->condition_count; i++) {
        const struct condition *m = &f->conditions[i];
        printf("  if %s %s %s\n", condition_rows[m->field].name, enum_name("FWP_MATCH_TYPE", m->match),
               value_format(&m->value, m->field, text, sizeof(text)));
    }
}

static void print_header(const struct layer_row *layer, const struct header *h)
{
    char text[256];
    printf("header at %s\n", layer->name);
    for (uint32_t i = 0; i < layer->field_count; i++)
        if (h->values[i].type != TYPE_EMPTY)
            printf("  %s %s\n", layer->fields[i].name, value_format(&h->values[i], layer->fields[i].id, text, sizeof(text)));
}

static void report(struct campaign *c, const struct filter_set *s, uint32_t count, const struct header *h)
{
    uint32_t n = shrink(c, s, s->filters, count, h);
    printf("---- the indexes differ, shape %s, %u filters\n", filter_shape_names[s->shape], n);
    for (uint32_t i = 0; i < n && i < PRINTED_MAX; i++)
        print_filter(&s->filters[i]);
    print_header(s->layer, h);
    exit(1);
}

/* --- changes ----------------------------------------------------------------------------------------------------------------- */

enum { STEPS = 4, ROUNDS = 200 };

/* One filter or a few come or go; *count of s->filters are there afterwards. */
static uint32_t draw_steps(struct campaign *c, struct filter_set *s, uint32_t *count, struct filter gone[STEPS],
                           struct ruleset_step steps[STEPS])
{
    uint32_t n = 1 + dice_below(&c->dice, STEPS), taken = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t old = *count - taken; /* those that were there before */
        steps[i].deleted = old && *count > 1 && (*count == s->count || dice_chance(&c->dice, 50));
        if (steps[i].deleted) {
            uint32_t at = dice_below(&c->dice, old);
            gone[i] = s->filters[at];
            s->filters[at] = s->filters[old - 1];
            s->filters[old - 1] = s->filters[*count - 1];
            steps[i].filter = &gone[i];
            (*count)--;
        } else {
            struct filter *f = &s->filters[(*count)++];
            f->id = ++c->ids;
            if (!filter_set_draw(s, f))
                fail("no memory");
            gone[i] = *f;
            steps[i].filter = &gone[i];
            taken++;
        }
    }
    return n;
}

/* The ids that match, by both rulesets. */
static bool same_as_anew(struct campaign *c, const struct filter_set *s, const struct ruleset *rules, uint32_t count, const struct header *h)
{
    struct classify_in in = { .layer = s->layer, .values = h->values };
    struct ruleset    *anew = build(s, s->filters, count);
    uint32_t           n = index_matches(rules, &in, c->fast, FILTERS_MAX);
    bool               same = index_linear(anew, &in, c->linear, FILTERS_MAX) == n;
    for (uint32_t i = 0; same && i < n; i++)
        same = c->fast[i]->id == c->linear[i]->id;
    ruleset_free(anew);
    c->done++;
    return same;
}

static void fail_change(const struct filter_set *s, uint32_t round)
{
    printf("---- a ruleset changed in place differs, shape %s, %u filters, round %u\n", filter_shape_names[s->shape], s->count, round);
    exit(1);
}

/* A step of a compaction now and then: filters come and go between any two. The ruleset that it makes, or the same one. */
static struct ruleset *go_on_compacting(struct campaign *c, const struct filter_set *s, struct ruleset *rules)
{
    struct ruleset *next = NULL;
    bool            is_over = false, begins = !c->compaction && dice_chance(&c->dice, 10);
    if (begins && compaction_begin_at(rules, s->layer->id, dice_chance(&c->dice, 50), &c->compaction) != WFP_OK)
        fail("no memory");
    if (!c->compaction || (!begins && dice_chance(&c->dice, 80)))
        return rules;
    if (compaction_work(c->compaction) != WFP_OK)
        fail("no memory");
    if (begins && dice_chance(&c->dice, 80))
        return rules;
    if (compaction_finish(c->compaction, rules, ++c->generation, &is_over, &next) != WFP_OK)
        fail("no memory");
    if (!next && !is_over)
        return rules; /* there is more to do */
    compaction_free(c->compaction);
    c->compaction = NULL;
    c->compactions += next != NULL;
    return next ? next : rules;
}

static struct ruleset *next_ruleset(struct campaign *c, const struct filter_set *s, struct ruleset *rules, uint32_t count,
                                    const struct ruleset_step *steps, uint32_t step_count)
{
    struct ruleset_input in = input(s, s->filters, count);
    struct ruleset      *next, *abandoned;
    in.generation = ++c->generation;
    in.previous = rules;
    if (dice_chance(&c->dice, 20)) { /* a commit that comes to nothing leaves no trace */
        if (ruleset_change(&in, steps, step_count, &abandoned) != WFP_OK)
            fail("no memory");
        ruleset_free(abandoned);
    }
    if (ruleset_change(&in, steps, step_count, &next) != WFP_OK)
        fail("no memory");
    c->changes += next != NULL;
    if (!next) {
        next = build(s, s->filters, count);
        c->builds++;
    }
    ruleset_commit(next);
    return next;
}

static bool still_finds(struct campaign *c, const struct ruleset *rules, const struct classify_in *in, uint32_t n)
{
    c->done++;
    return index_matches(rules, in, c->fast, FILTERS_MAX) == n && memcmp(c->fast, c->before, n * sizeof(c->fast[0])) == 0;
}

/* A header for one of the filters before the change: it may be the one that goes. */
static void run_changes(struct campaign *c, struct filter_set *s, struct ruleset *rules)
{
    static struct header h;
    struct classify_in   in = { .layer = s->layer, .values = h.values };
    struct filter        gone[STEPS];
    struct ruleset_step  steps[STEPS];
    uint32_t             count = s->count;
    c->ids = s->count;
    c->generation = 1;
    for (uint32_t round = 0; round < ROUNDS && c->done < c->wanted; round++) {
        header_draw_for(s, &c->dice, dice_below(&c->dice, count), &h);
        uint32_t        matching = index_linear(rules, &in, c->before, FILTERS_MAX);
        bool            same = same_cached(c, rules, &in);
        uint32_t        n = draw_steps(c, s, &count, gone, steps);
        struct ruleset *next = next_ruleset(c, s, rules, count, steps, n);
        if (!same || !still_finds(c, rules, &in, matching) || !same_cached(c, rules, &in))
            fail_change(s, round);
        ruleset_free(rules);
        rules = go_on_compacting(c, s, next);
        if (rules != next)
            ruleset_free(next);
        if (!agrees(c, s, rules, &h, true))
            fail_change(s, round);
        header_draw_for(s, &c->dice, dice_below(&c->dice, count), &h);
        if (!agrees(c, s, rules, &h, false) || (round % 50 == 0 && !same_as_anew(c, s, rules, count, &h)))
            fail_change(s, round);
    }
    compaction_free(c->compaction);
    c->compaction = NULL;
    ruleset_free(rules);
}

/* --- sets -------------------------------------------------------------------------------------------------------------------- */

/* Mostly small, since the linear index is what takes the time. */
static uint32_t draw_size(struct dice *d)
{
    uint32_t x = dice_below(d, 1000);
    if (x < 700)
        return 1 + dice_below(d, 40);
    if (x < 950)
        return 40 + dice_below(d, 160);
    return x < 995 ? 200 + dice_below(d, 1000) : FILTERS_MAX;
}

/* Larger sets are asked less often, so that each size gets its share of the time. */
static uint32_t headers_for(uint32_t filters)
{
    return 200 + 40000 / (filters + 20);
}

/* Now and then a field is not there, or of another type: a shim's mistake must not mislead either index. */
static void damage(struct dice *d, const struct layer_row *layer, struct header *h)
{
    uint32_t at = dice_below(d, layer->field_count);
    if (dice_chance(d, 3))
        h->values[at] = dice_chance(d, 50) ? (struct value){ .type = TYPE_EMPTY } : (struct value){ .type = TYPE_UINT8, .u8 = 6 };
}

/* People are in groups: a token has several SIDs that filters name, some twice, and the one that was drawn for a filter anywhere. */
static void add_users(struct dice *d, const struct filter_set *s, struct header *h)
{
    uint32_t       n = s->user_count ? dice_below(d, sizeof(h->sids) / sizeof(*h->sids)) : 0, at = dice_below(d, n + 1);
    struct value   drawn = { .sid = (uint8_t *)(uintptr_t)h->sids[0], .name = h->names[0] };
    for (uint32_t i = 0; i <= n && s->user_count; i++) {
        struct value user = i == at ? drawn : s->users[dice_below(d, s->user_count)];
        h->sids[i] = user.sid;
        h->names[i] = user.name;
    }
    h->token.sid_count = s->user_count ? n + 1 : 0;
}

/* Now and then nobody gave names. */
static void forget_names(struct dice *d, const struct layer_row *layer, struct header *h)
{
    uint32_t at = dice_below(d, layer->field_count);
    if (!dice_chance(d, 3))
        return;
    h->values[at].name = 0;
    h->token.names = dice_chance(d, 50) ? NULL : h->token.names;
}

/* A number of a filter's, or the one before or behind it: where orders and ranges begin and end. */
static void go_to_an_edge(struct dice *d, const struct filter_set *s, struct header *h)
{
    const struct filter    *f = &s->filters[dice_below(d, s->count)];
    const struct condition *c = f->condition_count ? &f->conditions[dice_below(d, f->condition_count)] : NULL;
    if (!c || !dice_chance(d, 20))
        return;
    struct value v = c->value;
    if (v.type == TYPE_RANGE)
        v = dice_chance(d, 50) ? v.range->low : v.range->high;
    uint32_t by = dice_below(d, 3) - 1;
    if (v.type == TYPE_UINT8)
        v.u8 = (uint8_t)(v.u8 + by);
    else if (v.type == TYPE_UINT16)
        v.u16 = (uint16_t)(v.u16 + by);
    else if (v.type == TYPE_UINT32)
        v.u32 += by;
    else
        return;
    h->values[layer_field_index(s->layer, c->field)] = v;
}

/* Those of the batch, by one kind of instructions; then it is empty. */
static bool same_together(struct campaign *c, const struct filter_set *s, const struct ruleset *rules)
{
    struct classify_in  in = { .layer = s->layer };
    const struct value *values[BATCH_MAX];
    struct classify_out out[BATCH_MAX];
    unsigned            kinds = 0;
    bool                same = true;
    while (walk_kinds()[kinds])
        kinds++;
    for (uint32_t i = 0; i < c->batched; i++)
        values[i] = c->batch[i].values;
    walk_choose(walk_kinds()[dice_below(&c->dice, kinds)]);
    engine_classify_batch(rules, &in, values, c->batched, out);
    walk_choose(NULL);
    for (uint32_t i = 0; i < c->batched && same; i++)
        same = out[i].action == c->singly[i].action && out[i].rule == c->singly[i].rule && out[i].rights == c->singly[i].rights &&
               out[i].flags == c->singly[i].flags && out[i].veto == c->singly[i].veto;
    c->done += c->batched;
    c->together += c->batched;
    c->batched = 0;
    return same;
}

static void add_to_batch(struct campaign *c, const struct filter_set *s, const struct ruleset *rules, const struct header *h)
{
    struct classify_in in = { .layer = s->layer, .values = h->values };
    if (c->batched == 0)
        c->batch_size = 1 + dice_below(&c->dice, BATCH_MAX);
    engine_classify(rules, &in, &c->singly[c->batched], NULL);
    header_copy(&c->batch[c->batched++], h);
    if (c->batched == c->batch_size && !same_together(c, s, rules))
        fail("headers that are asked together have other verdicts than one by one");
}

static void run_set(struct campaign *c)
{
    static struct header h;
    struct filter_set    s;
    enum filter_shape    shape = (enum filter_shape)dice_below(&c->dice, SHAPE_COUNT);
    enum family          family = dice_chance(&c->dice, 70) ? FAMILY_V4 : FAMILY_V6;
    uint32_t             size = draw_size(&c->dice);
    if (!filter_set_init(&s, shape, family, size, dice_roll(&c->dice)))
        fail("no memory");
    for (uint32_t i = 0; i < size; i++)
        s.filters[i].flags |= dice_chance(&c->dice, 10) ? FILTER_FLAG_CLEAR_ACTION_RIGHT : 0;
    forest_scan_up_to(dice_chance(&c->dice, 50) ? FOREST_FEW : dice_below(&c->dice, 40));
    forest_bits_from(dice_chance(&c->dice, 50) ? FOREST_BITS : 1 + dice_below(&c->dice, 100));
    struct ruleset *rules = build(&s, s.filters, size);
    uint64_t        before = c->done;
    for (uint32_t i = headers_for(size); i && c->done < c->wanted; i--) {
        header_draw(&s, &c->dice, &h);
        add_users(&c->dice, &s, &h);
        go_to_an_edge(&c->dice, &s, &h);
        damage(&c->dice, s.layer, &h);
        forget_names(&c->dice, s.layer, &h);
        if (!agrees(c, &s, rules, &h, dice_chance(&c->dice, PLAIN_PERCENT)))
            report(c, &s, size, &h);
        add_to_batch(c, &s, rules, &h);
    }
    if (!same_together(c, &s, rules))
        fail("headers that are asked together have other verdicts than one by one");
    c->of_shape[shape] += c->done - before;
    c->sets++;
    if (size >= 80 && size <= 1000)
        run_changes(c, &s, rules);
    else
        ruleset_free(rules);
    forest_scan_up_to(FOREST_FEW);
    forest_bits_from(FOREST_BITS);
    filter_set_fini(&s);
}

int main(int argc, char **argv)
{
    static struct campaign c;
    c.wanted = argc > 1 ? strtoull(argv[1], NULL, 0) : 1000000;
    c.dice.state = argc > 2 ? strtoull(argv[2], NULL, 0) : 1;
    trace_init(&c.trace);
    if (verdict_cache_new(CACHE_PLACES, &c.cache) != WFP_OK)
        fail("no memory");
    while (c.done < c.wanted)
        run_set(&c);
    trace_fini(&c.trace);
    verdict_cache_free(c.cache);
    printf("%" PRIu64 " comparisons, %" PRIu64 " of them verdicts, %" PRIu64 " with the conditions as given; %" PRIu64 " sets, %" PRIu64
           " matches; %" PRIu64 " changes in place, %" PRIu64 " builds, %" PRIu64 " compactions, %" PRIu64 " verdicts from the cache, %" PRIu64
           " together\n",
           c.done, c.verdicts, c.plain, c.sets, c.matches, c.changes, c.builds, c.compactions, c.cached, c.together);
    for (int i = 0; i < SHAPE_COUNT; i++)
        printf("    %-8s %" PRIu64 "\n", filter_shape_names[i], c.of_shape[i]);
    return c.matches < c.done / 4 || c.cached < c.done / 20; /* headers that meet nothing prove nothing, nor does an empty cache */
}
