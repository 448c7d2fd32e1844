#include "bfe/txn.h"

#include <stdlib.h>
#include <time.h>

#include "bfe/store_state.h"

static bool is_free(const struct bfe *b, bool read_only)
{
    return !b->writer && (read_only || b->readers == 0); /* */
}

/* Somebody holds the lock through this thread: it cannot let go while we wait. */
static bool holds_itself(const struct bfe *b)
{
    for (const struct bfe_session *s = b->sessions; s; s = s->next)
        if (s->txn && pthread_equal(s->holder, pthread_self()))
            return true;
    return false;
}

static struct timespec deadline_of(uint32_t wait_ms)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    t.tv_sec += wait_ms / 1000;
    t.tv_nsec += (long)(wait_ms % 1000) * 1000000;
    if (t.tv_nsec >= 1000000000) {
        t.tv_sec++;
        t.tv_nsec -= 1000000000;
    }
    return t;
}

static enum wfp_status wait_for_turn(struct bfe_session *s, bool read_only)
{
    struct bfe     *b = s->bfe;
    struct timespec deadline = deadline_of(s->wait_ms);
    int             late = 0;
    while (!is_free(b, read_only)) {
        if (holds_itself(b) || late)
            return WFP_TIMEOUT;
        if (s->wait_ms == SESSION_WAIT_FOREVER)
            pthread_cond_wait(&b->turn, &b->lock);
        else
            late = pthread_cond_timedwait(&b->turn, &b->lock, &deadline);
    }
    return WFP_OK;
}

static enum wfp_status begin(struct bfe_session *s, bool read_only, bool implicit)
{
    RETURN_IF(wait_for_turn(s, read_only));
    if (s->txn)
        return WFP_TXN_IN_PROGRESS; /* another thread of the session was faster */
    struct txn *t = calloc(1, sizeof(*t));
    if (!t)
        return WFP_NO_MEMORY;
    t->read_only = read_only;
    t->implicit = implicit;
    enum wfp_status err = read_only ? WFP_OK : object_set_copy(&s->bfe->set, &t->set);
    if (err) {
        free(t);
        return err;
    }
    if (read_only)
        s->bfe->readers++;
    else
        s->bfe->writer = s;
    s->txn = t;
    s->holder = pthread_self();
    return WFP_OK;
}

/* The transaction is over, whichever way. */
static void end(struct bfe_session *s)
{
    struct bfe *b = s->bfe;
    struct txn *t = s->txn;
    if (t->read_only)
        b->readers--;
    else
        b->writer = NULL;
    s->txn = NULL;
    object_set_fini(&t->set);
    notices_free(&t->added);
    notices_free(&t->deleted);
    free(t);
    pthread_cond_broadcast(&b->turn);
}

static void swap_sets(struct object_set *a, struct object_set *b)
{
    struct object_set keep = *a;
    *a = *b;
    *b = keep;
}

static void take_list(struct notice **from, struct notice **to)
{
    *to = *from;
    *from = NULL;
}

/* C-020: those who asked for it hear once more that their filter is there now. */
static void say_committed(struct bfe *b, struct notice **added)
{
    for (struct notice *n = *added; n; n = n->next)
        n->type = CALLOUT_ADD_FILTER_POST_COMMIT;
    notices_tell(b, added);
}

static enum wfp_status commit(struct bfe_session *s)
{
    struct bfe     *b = s->bfe;
    struct txn     *t = s->txn;
    struct notice  *added, *deleted;
    struct ruleset *old = NULL;
    if (!t->read_only) {
        RETURN_IF(store_publish(b, &t->set, &old));
        swap_sets(&b->set, &t->set);
    }
    take_list(&t->added, &added);
    take_list(&t->deleted, &deleted);
    end(s);
    store_retire(b, old);
    say_committed(b, &added);
    notices_tell(b, &deleted);
    return WFP_OK;
}

void txn_drop(struct bfe_session *s)
{
    struct bfe    *b = s->bfe;
    struct notice *added;
    take_list(&s->txn->added, &added);
    end(s);
    for (struct notice *n = added; n; n = n->next)
        n->type = CALLOUT_DELETE_FILTER; /* C-021 */
    notices_tell(b, &added);
}

enum wfp_status txn_enter(struct bfe_session *s, bool read_only, struct txn **out)
{
    if (!s->txn)
        RETURN_IF(begin(s, read_only, true));
    if (s->txn->read_only && !read_only)
        return WFP_INCOMPATIBLE_TXN; /* */
    s->txn->calls++;
    *out = s->txn;
    return WFP_OK;
}

enum wfp_status txn_leave(struct bfe_session *s, struct txn *t, enum wfp_status outcome)
{
    t->calls--;
    t->worked |= outcome == WFP_OK;
    if (!t->implicit || t->calls)
        return outcome; /* a failure does not doom it */
    enum wfp_status err = t->worked ? commit(s) : outcome;
    if (err)
        txn_drop(s);
    return outcome ? outcome : err;
}

const struct object_set *txn_view(const struct bfe_session *s)
{
    return s->txn && !s->txn->read_only ? &s->txn->set : &s->bfe->set;
}

enum wfp_status bfe_txn_begin(struct bfe_session *s, uint32_t flags)
{
    enum wfp_status err = WFP_TXN_IN_PROGRESS;
    if (flags & ~(uint32_t)TXN_READ_ONLY)
        return WFP_INVALID_FLAGS;
    pthread_mutex_lock(&s->bfe->lock);
    if (!s->txn || (s->txn->implicit && !pthread_equal(s->holder, pthread_self())))
        err = begin(s, flags & TXN_READ_ONLY, false);
    pthread_mutex_unlock(&s->bfe->lock);
    return err;
}

/* A transaction does not end under a call that is still at work in it, as from within a notify function. */
static enum wfp_status may_end(const struct bfe_session *s)
{
    if (!s->txn || s->txn->implicit)
        return WFP_NO_TXN_IN_PROGRESS;
    return s->txn->calls ? WFP_TXN_IN_PROGRESS : WFP_OK;
}

enum wfp_status bfe_txn_commit(struct bfe_session *s)
{
    struct bfe *b = s->bfe;
    pthread_mutex_lock(&b->lock);
    enum wfp_status err = may_end(s);
    if (err == WFP_OK)
        err = commit(s);
    pthread_mutex_unlock(&b->lock);
    return err;
}

enum wfp_status bfe_txn_abort(struct bfe_session *s)
{
    struct bfe *b = s->bfe;
    pthread_mutex_lock(&b->lock);
    enum wfp_status err = may_end(s);
    if (err == WFP_OK)
        txn_drop(s);
    pthread_mutex_unlock(&b->lock);
    return err;
}
