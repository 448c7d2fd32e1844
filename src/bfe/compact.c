/* The index of the ruleset is made good again beside the commits. */
#include "bfe/store_state.h"
#include "engine/compaction.h"

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
        store_retire(b, store_exchange(b, next));
    return WFP_OK;
}

static enum wfp_status compact_one(struct bfe *b, bool *is_done)
{
    struct compaction *c;
    pthread_mutex_lock(&b->lock);
    enum wfp_status err = compaction_begin(atomic_load(&b->rules), &c);
    *is_done = err || !c;
    if (!*is_done)
        err = compact(b, c);
    pthread_mutex_unlock(&b->lock);
    if (!*is_done)
        compaction_free(c);
    return err;
}

enum wfp_status bfe_compact(struct bfe *b)
{
    for (bool is_done = false; !is_done;)
        RETURN_IF(compact_one(b, &is_done));
    return WFP_OK;
}
