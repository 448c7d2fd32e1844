/* FwpmFilterCreateEnumHandle0 and its siblings. */
#include <stdlib.h>

#include "api_fwpm/operations.h"
#include "api_fwpm/show.h"
#include "api_fwpm/take.h"

enum { TEMPLATE = 1, NEW_HANDLE = 2, HANDLE_IN = 1, REQUESTED = 2, ENTRIES = 3, RETURNED = 4 };

enum wfp_status op_enum_open(struct fwpm_call *c, int kind)
{
    struct object_template t;
    bool                   has;
    RETURN_IF(take_template((enum object_kind)kind, c->in[TEMPLATE].in, c->arena, &t, &has));
    return bfe_enum_open(c->session, (enum object_kind)kind, has ? &t : NULL, &c->out[NEW_HANDLE].number);
}

static enum wfp_status show_all(struct fwpm_call *c)
{
    const void **entries = arena_array(c->arena, c->object_count, sizeof(void *));
    if (!entries)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < c->object_count; i++) {
        const struct object *o = c->objects[i];
        bool registered = o->kind == OBJECT_CALLOUT && bfe_callout_is_registered(c->session, &o->key);
        entries[i] = show_object(o, registered, c->arena);
        if (!entries[i])
            return WFP_NO_MEMORY;
    }
    c->out[ENTRIES].in = entries;
    c->out[RETURNED].number = c->object_count;
    return WFP_OK;
}

enum wfp_status op_enum_next(struct fwpm_call *c, int kind)
{
    struct object **page;
    uint32_t        count;
    RETURN_IF(bfe_enum_next(c->session, (enum object_kind)kind, c->in[HANDLE_IN].number, (uint32_t)c->in[REQUESTED].number, &page, &count));
    c->objects = arena_copy(c->arena, page, (count + 1u) * sizeof(struct object *));
    if (!c->objects) {
        bfe_put_all(page, count);
        return WFP_NO_MEMORY;
    }
    c->object_count = count;
    free(page);
    return show_all(c);
}

enum wfp_status op_enum_close(struct fwpm_call *c, int kind)
{
    return bfe_enum_close(c->session, (enum object_kind)kind, c->in[HANDLE_IN].number);
}
