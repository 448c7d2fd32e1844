/* What burden.h asks of the index: the one place beside it that looks at how it keeps the filters. */
#include <stdlib.h>
#include <string.h>

#include "engine/builder.h"
#include "engine/burden.h"

/* Entries that every classify compares, wherever they stand. */
struct scanned {
    uint8_t *marks; /* by number of the rule */
    uint32_t count;
};

static void mark(struct scanned *s, const struct entry *entries, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        s->marks[entries[i].rule] = BURDEN_SCANNED;
    s->count += count;
}

/* A few have no table because they are few, and that is no fault of theirs. */
static void mark_forest(struct scanned *s, const struct forest *f)
{
    if (f->node_count && (f->nodes->tables || f->nodes->entry_count > FOREST_FEW))
        mark(s, f->entries + f->nodes->first_entry, f->nodes->entry_count);
}

static void mark_recents(struct scanned *s, const struct recents *r)
{
    if (r->shelf)
        mark(s, r->entries, r->count);
}

/* Up to FOREST_FEW, all together, are looked at as fast as a table. */
static uint8_t *find_scanned(const struct layer_rules *l)
{
    struct scanned s = { calloc(l->number_count + 1u, 1), 0 };
    if (!s.marks)
        return NULL;
    mark_forest(&s, &l->forest);
    for (uint32_t i = 0; i < l->run_count; i++) {
        mark_forest(&s, &l->runs[i]->forest);
        mark_recents(&s, &l->runs[i]->recents);
    }
    mark_recents(&s, &l->recents);
    if (s.count <= FOREST_FEW)
        memset(s.marks, 0, l->number_count);
    return s.marks;
}

/* By what its conditions are: that an entry without a table leaves its SID to the program is no fault of the filter, nor that a user
 * who is new in the layer is not looked for before the next compaction (burden_why_of() has no reason then). */
static enum wfp_status find_asked(const struct layer_rules *l, uint32_t rule, unsigned *out)
{
    struct entry entries[ENTRY_ALTERNATIVES];
    uint32_t     count;
    RETURN_IF(entries_of(&l->programs[rule], l->sources, entries, &count));
    for (uint32_t i = 0; i < count; i++)
        if (!(entries[i].flags & ENTRY_EXACT))
            *out |= entries[i].flags & ENTRY_KNOWN ? BURDEN_ASKED | BURDEN_CROWDED : BURDEN_ASKED;
    return WFP_OK;
}

static enum wfp_status tell_of(const struct layer_rules *l, uint32_t rule, unsigned burdens, burden_fn tell, void *context)
{
    RETURN_IF(find_asked(l, rule, &burdens));
    enum burden_why why = burdens ? burden_why_of(l->rules[rule], burdens) : BURDEN_WHY_COUNT;
    if (why != BURDEN_WHY_COUNT)
        tell(context, l->rules[rule], burdens, why);
    return WFP_OK;
}

/* A layer of a few rules has no index to be slow. */
enum wfp_status index_explain(const struct ruleset *r, uint16_t layer, burden_fn tell, void *context)
{
    const struct layer_rules *l = r->layers[layer];
    if (l->base_count <= WALK_FEW)
        return WFP_OK;
    uint32_t       *numbers = layer_numbers(l);
    uint8_t        *scanned = find_scanned(l);
    enum wfp_status err = numbers && scanned ? WFP_OK : WFP_NO_MEMORY;
    for (uint32_t i = 0; err == WFP_OK && i < l->count; i++)
        err = tell_of(l, numbers[i], scanned[numbers[i]], tell, context);
    free(numbers);
    free(scanned);
    return err;
}
