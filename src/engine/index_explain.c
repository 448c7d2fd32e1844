/* What burden.h asks of the index: the one place beside it that looks at how it keeps the filters. */
#include <stdlib.h>

#include "engine/burden.h"
#include "engine/index.h"

/* By rule number. A layer of a few rules has no index to be slow. */
static void mark_burdens(const struct layer_rules *l, uint8_t *marks)
{
    const struct forest *f = &l->forest;
    if (l->base_count <= WALK_FEW || !f->node_count)
        return;
    for (uint32_t i = 0; i < f->nodes[0].entry_count && f->nodes[0].entry_count > BURDEN_SCANNABLE; i++)
        marks[f->entries[f->nodes[0].first_entry + i].rule] |= BURDEN_SCANNED;
    for (uint32_t i = 0; i < f->entry_count; i++)
        if (!(f->entries[i].flags & ENTRY_EXACT))
            marks[f->entries[i].rule] |= BURDEN_ASKED;
}

enum wfp_status index_explain(const struct ruleset *r, uint16_t layer, burden_fn tell, void *context)
{
    const struct layer_rules *l = r->layers[layer];
    uint8_t                  *marks = calloc(l->base_count + 1u, 1);
    if (!marks)
        return WFP_NO_MEMORY;
    mark_burdens(l, marks);
    for (uint32_t i = 0; i < l->base_count; i++)
        if (marks[i] && !layer_is_dead(l, i))
            tell(context, l->rules[i], marks[i], burden_why_of(l->rules[i], marks[i]));
    free(marks);
    return WFP_OK;
}
