/* The current ruleset: another one takes its place, and its index is made good again beside the commits. */
#include "bfe/store_state.h"
#include "engine/compaction.h"

const struct ruleset *bfe_ruleset(const struct bfe *b)
{
    return atomic_load(&((struct bfe *)(uintptr_t)b)->rules);
}

static struct ruleset *exchange(struct bfe *b, struct ruleset *next)
{
    b->generation++;
    return atomic_exchange(&b->rules, next);
}

/* Where nobody does it beside the last commits were cheap, and this one pays. Without memory the index stays as it is. */
static struct ruleset *see_to_index(struct bfe *b, struct ruleset *next)
{
    struct ruleset *better = next;
    if (b->config.compaction_due)
        b->config.compaction_due(b->config.compaction_context);
    else if (ruleset_compact(next, b->generation + 1, &better) == WFP_OK && better != next)
        ruleset_free(next);
    return better;
}

struct ruleset *store_publish(struct bfe *b, struct ruleset *next)
{
    ruleset_commit(next);
    if (ruleset_wants_compaction(next))
        next = see_to_index(b, next);
    b->shown_is_fresh = false;
    b->is_stale = false;
    if (b->config.callouts)
        callout_registry_note_rules(b->config.callouts, next);
    return exchange(b, next);
}

void store_retire(struct bfe *b, struct ruleset *old)
{
    if (!old)
        return;
    pthread_mutex_unlock(&b->lock);
    if (b->config.retire)
        b->config.retire(b->config.context, old);
    else
        ruleset_free(old);
    pthread_mutex_lock(&b->lock);
}

/* --- beside the commits ------------------------------------------------------------------------------------------------------- */

/* The long part is without the lock. */
static enum wfp_status work(struct bfe *b, struct compaction *c)
{
    pthread_mutex_unlock(&b->lock);
    enum wfp_status err = compaction_work(c);
    pthread_mutex_lock(&b->lock);
    return err;
}

/* Commits go on meanwhile, each round has less to do than the one before. */
static enum wfp_status compact(struct bfe *b, struct compaction *c)
{
    struct ruleset *next = NULL;
    bool            is_over = false;
    while (!next && !is_over) {
        RETURN_IF(work(b, c));
        RETURN_IF(compaction_finish(c, atomic_load(&b->rules), b->generation + 1, &is_over, &next));
    }
    if (next)
        store_retire(b, exchange(b, next));
    return WFP_OK;
}

enum wfp_status bfe_compact(struct bfe *b)
{
    enum wfp_status err = WFP_OK;
    for (bool is_due = true; is_due && err == WFP_OK;) {
        struct compaction *c = NULL;
        pthread_mutex_lock(&b->lock);
        err = compaction_begin(atomic_load(&b->rules), &c);
        is_due = c != NULL;
        if (c)
            err = compact(b, c);
        pthread_mutex_unlock(&b->lock);
        compaction_free(c);
    }
    return err;
}
