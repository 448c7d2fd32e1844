/* Lists of what sessions hold: subscriptions, key managers. */
#include "api_fwpm/operations.h"

enum { ENTRIES = 1, COUNT = 2 };

struct list {
    const struct record_type *type;
    structure_fn              structure_of;
    struct arena             *arena;
    void                    **entries;
    uint32_t                  count, room;
};

static enum wfp_status count_one(void *context, void *what)
{
    struct list *l = context;
    (void)what;
    l->room++;
    return WFP_OK;
}

/* Some may have come since they were counted: they are for the next call. */
static enum wfp_status copy_one(void *context, void *what)
{
    struct list *l = context;
    const void  *structure = l->structure_of ? l->structure_of(what) : what;
    if (l->count == l->room)
        return WFP_OK;
    RETURN_IF(record_copy_arena(l->type, structure, l->arena, &l->entries[l->count]));
    l->count++;
    return WFP_OK;
}

enum wfp_status call_list_held(struct fwpm_call *c, int kind, const struct record_type *type, structure_fn structure_of)
{
    struct list l = { .type = type, .structure_of = structure_of, .arena = c->arena };
    RETURN_IF(bfe_each_held(c->session, kind, count_one, &l));
    l.entries = arena_array(c->arena, l.room, sizeof(void *));
    if (!l.entries)
        return WFP_NO_MEMORY;
    RETURN_IF(bfe_each_held(c->session, kind, copy_one, &l));
    c->out[ENTRIES].in = l.entries;
    c->out[COUNT].number = l.count;
    return WFP_OK;
}
