#include "shim/redirect_state.h"

#include <stdlib.h>

static struct redirect_state *state_of(struct endpoint *e)
{
    if (!e->redirect)
        e->redirect = calloc(1, sizeof(*e->redirect));
    return e->redirect;
}

bool redirect_keep(struct endpoint *e, const struct redirection *take)
{
    if (!e->redirect && !take->changed && !take->records)
        return true;
    struct redirect_state *s = state_of(e);
    if (!s) {
        redirect_records_put(take->records);
        return false;
    }
    redirect_records_put(s->records);
    s->records = take->records;
    s->redirected = take->changed;
    s->target_pid = take->target_pid;
    socket_address_set(&s->original, &take->original_remote, take->original_remote_port);
    return true;
}

bool redirect_inherit(struct endpoint_table *t, struct endpoint *accepted)
{
    const struct endpoint *from = endpoint_find(t, accepted->protocol, &accepted->remote, accepted->remote_port, &accepted->local,
                                                accepted->local_port);
    if (!from || from == accepted || !from->redirect || !from->redirect->records)
        return true;
    struct redirect_state *s = state_of(accepted);
    if (!s)
        return false;
    s->records = redirect_records_get(from->redirect->records);
    s->original = from->redirect->original;
    return true;
}

void redirect_forget(struct endpoint *e)
{
    if (!e->redirect)
        return;
    redirect_records_put(e->redirect->next);
    redirect_records_put(e->redirect->records);
    free(e->redirect);
    e->redirect = NULL;
}

static const struct redirect_records *records_of(const struct endpoint *e)
{
    return e->redirect ? e->redirect->records : NULL;
}

enum wfp_status redirect_ioctl_records(struct shim *s, const struct endpoint *e, void *out, size_t room, size_t *size)
{
    const struct redirect_records *records = records_of(e);
    return records ? redirect_records_format(s->callouts, records, out, room, size) : WFP_NOT_FOUND;
}

enum wfp_status redirect_ioctl_context(struct shim *s, const struct endpoint *e, void *out, size_t room, size_t *size)
{
    const struct redirect_records *records = records_of(e);
    return records ? redirect_records_context(s->callouts, records, out, room, size) : WFP_NOT_FOUND;
}

enum wfp_status redirect_ioctl_set(struct shim *s, struct endpoint *e, struct bytes records)
{
    struct redirect_records *next;
    if (!s->callouts)
        return WFP_INVALID_ARGUMENT;
    RETURN_IF(redirect_records_parse(s->callouts, records, &next));
    struct redirect_state *state = state_of(e);
    if (!state) {
        redirect_records_put(next);
        return WFP_NO_MEMORY;
    }
    redirect_records_put(state->next);
    state->next = next;
    return WFP_OK;
}
