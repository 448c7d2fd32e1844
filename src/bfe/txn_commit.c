/* What a transaction did becomes the policy. */
#include <stdlib.h>

#include "bfe/ike_exemption.h"
#include "bfe/store_state.h"
#include "callout/switch_report.h"

/* What a commit has to make durable. WFP_OK when nothing of it outlives the store. */
static enum wfp_status persist(struct bfe_session *s, const struct txn *t)
{
    const struct bfe_config *c = &s->bfe->config;
    struct bfe_change       *changes = c->persist && t->step_count ? calloc(t->step_count, sizeof(*changes)) : NULL;
    uint32_t                 n = 0;
    enum wfp_status          err = WFP_OK;
    if (!c->persist || t->step_count == 0)
        return WFP_OK;
    if (!changes)
        return WFP_NO_MEMORY;
    for (uint32_t i = 0; i < t->step_count; i++) {
        const struct object *o = t->steps[i].object;
        if (object_is_persistent(o) && !(o->staged && o->gone))
            changes[n++] = (struct bfe_change){ t->steps[i].deleted, o };
    }
    if (n)
        err = c->persist(c->persist_context, s, changes, n);
    free(changes);
    return err;
}

/* C-020: those who asked for it hear once more that their filter is there now; then of those that went. */
static void tell_callouts(struct bfe *b, struct notice_list *added, const struct step *steps, uint32_t count)
{
    for (struct notice *n = added->first; n; n = n->next)
        n->type = CALLOUT_ADD_FILTER_POST_COMMIT;
    notices_tell(b, added);
    steps_tell_deleted(b, steps, count);
}

/* Leaves out what came and went within the transaction, and settles the rest. */
static uint32_t settle(struct step *steps, uint32_t count)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < count; i++) {
        struct object *o = steps[i].object;
        if (o->staged && o->gone)
            object_put(o);
        else
            steps[n++] = steps[i];
    }
    for (uint32_t i = 0; i < n; i++)
        steps[i].object->staged = steps[i].object->gone = false;
    return n;
}

/* F-032: filters were added that a switch may not enforce. */
static void tell_switches(const struct bfe *b, const struct step *steps, uint32_t count)
{
    bool added = false;
    for (uint32_t i = 0; i < count && !added; i++) {
        const struct object *o = steps[i].object;
        added = !steps[i].deleted && o->kind == OBJECT_FILTER && layer_is_of_switch(&layer_rows[o->filter.layer]);
    }
    if (added && b->config.callouts)
        switch_filters_added(b->config.callouts);
}

static enum wfp_status commit_changes(struct bfe_session *s)
{
    struct bfe        *b = s->bfe;
    struct txn        *t = s->txn;
    struct ruleset    *next;
    struct notice_list added;
    bool               changed[LAYER_COUNT];
    bool               starts = b->is_starting && b->config.starts_with_commit;
    b->is_starting &= !starts;
    enum wfp_status err = ike_exemption_concerns(t->steps, t->step_count) ? ike_exemption_settle(b, t) : WFP_OK;
    const bool     *layers = starts ? NULL : store_changed_layers(t->steps, t->step_count, changed);
    if (err == WFP_OK)
        err = store_change(b, t, layers, &next);
    if (err == WFP_OK) {
        err = persist(s, t);
        if (err)
            ruleset_free(next);
    }
    if (err) {
        b->is_starting |= starts;
        return err;
    }
    /* From here on nothing fails. */
    struct ruleset *old = store_publish(b, next);
    struct step    *steps = t->steps;
    uint32_t        count = settle(steps, t->step_count);
    t->steps = NULL;
    t->step_count = 0;
    notices_take(&t->added, &added);
    changes_tell(b, steps, count, s);
    tell_switches(b, steps, count);
    if (starts)
        state_tell(b, BFE_RUNNING);
    txn_end(s);
    store_retire(b, old);
    tell_callouts(b, &added, steps, count);
    for (uint32_t i = 0; i < count; i++)
        object_put(steps[i].object);
    free(steps);
    return WFP_OK;
}

enum wfp_status txn_commit(struct bfe_session *s)
{
    if (s->txn->step_count)
        return commit_changes(s);
    txn_end(s);
    return WFP_OK;
}
