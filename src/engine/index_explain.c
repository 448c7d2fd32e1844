/* What burden.h asks of the index: the one place beside it that looks at how it keeps the filters. */
#include <stdlib.h>

#include "engine/builder.h"
#include "engine/burden.h"

/* Up to FOREST_FEW are looked at as fast as a table. */
static void mark_scanned(const struct forest *f, uint8_t *marks)
{
    const struct node *root = f->nodes;
    for (uint32_t i = 0; i < root->entry_count && root->entry_count > FOREST_FEW; i++)
        marks[f->entries[root->first_entry + i].rule] = BURDEN_SCANNED;
}

/* By number. The last that came are few. */
static uint8_t *find_scanned(const struct layer_rules *l)
{
    uint8_t *marks = calloc(l->number_count + 1u, 1);
    if (!marks)
        return NULL;
    mark_scanned(&l->forest, marks);
    for (uint32_t i = 0; i < l->recents.run_count; i++)
        mark_scanned(l->recents.runs[i], marks);
    return marks;
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
