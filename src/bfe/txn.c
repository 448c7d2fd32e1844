#include "bfe/txn.h"

#include <stdlib.h>

#include "bfe/store_state.h"

/* --- beginning and end ---------------------------------------------------------------------------------------------------- */

static enum wfp_status begin(struct bfe_session *s, bool read_only, bool implicit)
{
    RETURN_IF(txn_wait(s, read_only));
    if (s->txn)
        return WFP_TXN_IN_PROGRESS; /* another thread of the session was faster */
    struct txn *t = calloc(1, sizeof(*t));
    if (!t)
        return WFP_NO_MEMORY;
    t->read_only = read_only;
    t->implicit = implicit;
    t->began = txn_clock();
    if (read_only)
        s->bfe->readers++;
    else
        s->bfe->writer = s;
    s->txn = t;
    s->holder = pthread_self();
    return WFP_OK;
}

void txn_end(struct bfe_session *s)
{
    struct bfe *b = s->bfe;
    struct txn *t = s->txn;
    if (t->read_only)
        b->readers--;
    else
        b->writer = NULL;
    s->txn = NULL;
    for (uint32_t i = 0; i < t->step_count; i++)
        object_put(t->steps[i].object);
    free(t->steps);
    notices_free(&t->added);
    free(t);
    bell_ring(&b->turn);
}

static enum wfp_status make_room(struct txn *t)
{
    if (t->step_count < t->step_room)
        return WFP_OK;
    uint32_t     room = t->step_room ? 2 * t->step_room : 8;
    struct step *steps = realloc(t->steps, room * sizeof(*steps));
    if (!steps)
        return WFP_NO_MEMORY;
    t->steps = steps;
    t->step_room = room;
    return WFP_OK;
}

enum wfp_status txn_insert(struct bfe *b, struct txn *t, struct object *take)
{
    RETURN_IF(make_room(t));
    RETURN_IF(object_set_insert(&b->set, take));
    take->staged = true;
    t->steps[t->step_count++] = (struct step){ object_get(take), false };
    return WFP_OK;
}

enum wfp_status txn_remove(struct bfe *b, struct txn *t, struct object *o)
{
    RETURN_IF(make_room(t));
    object_set_remove(&b->set, o);
    o->gone = true;
    t->steps[t->step_count++] = (struct step){ o, true }; /* with the set's count */
    return WFP_OK;
}

/* What was removed finds its place again: the set has held it, and all that came after it is out again. */
static void undo(struct bfe *b, struct txn *t)
{
    for (uint32_t i = t->step_count; i-- > 0;) {
        struct object *o = t->steps[i].object;
        if (t->steps[i].deleted) {
            o->gone = false;
            (void)!object_set_insert(&b->set, object_get(o));
        } else {
            o->staged = false;
            object_set_remove(&b->set, o);
            object_put(o);
        }
    }
}

void txn_drop(struct bfe_session *s)
{
    struct bfe        *b = s->bfe;
    struct notice_list added;
    notices_take(&s->txn->added, &added);
    undo(b, s->txn);
    txn_end(s);
    for (struct notice *n = added.first; n; n = n->next)
        n->type = CALLOUT_DELETE_FILTER; /* C-021 */
    notices_tell(b, &added);
}

void txn_forget_added(struct txn *t, const struct object *o)
{
    struct notice **at = &t->added.first, *before = NULL;
    while (*at && (*at)->filter != o) {
        before = *at;
        at = &(*at)->next;
    }
    struct notice *n = *at;
    if (!n)
        return;
    *at = n->next;
    if (t->added.last == n)
        t->added.last = before;
    object_put(n->filter);
    free(n);
}

/* --- around every call ---------------------------------------------------------------------------------------------------- */

enum wfp_status session_check(struct bfe_session *s)
{
    struct timespec t = txn_clock();
    if (s->cancelled)
        return WFP_SESSION_ABORTED;
    if (txn_is_overdue(s, &t)) {
        s->txn_aborted = true;
        txn_drop(s);
    }
    return s->txn_aborted ? WFP_TXN_ABORTED : WFP_OK;
}

enum wfp_status txn_enter(struct bfe_session *s, bool read_only, struct txn **out)
{
    RETURN_IF(session_check(s));
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
    if (s->cancelled && !t->calls) {
        txn_drop(s);
        return outcome ? outcome : WFP_SESSION_ABORTED;
    }
    if (!t->implicit || t->calls)
        return outcome; /* a failure does not doom it */
    enum wfp_status err = t->worked ? txn_commit(s) : outcome;
    if (err)
        txn_drop(s);
    return outcome ? outcome : err;
}

/* --- explicit transactions ------------------------------------------------------------------------------------------------ */

enum wfp_status bfe_txn_begin(struct bfe_session *s, uint32_t flags)
{
    uint32_t rights = ACTRL_BEGIN_READ_TXN | (flags & TXN_READ_ONLY ? 0 : ACTRL_BEGIN_WRITE_TXN); /* */
    if (flags & ~(uint32_t)TXN_READ_ONLY)
        return WFP_INVALID_FLAGS;
    pthread_mutex_lock(&s->bfe->lock);
    enum wfp_status err = session_check(s);
    if (err == WFP_OK)
        err = guard_container(s, CONTAINER_ENGINE, rights);
    if (err == WFP_OK)
        err = WFP_TXN_IN_PROGRESS;
    if (err == WFP_TXN_IN_PROGRESS && (!s->txn || (s->txn->implicit && !pthread_equal(s->holder, pthread_self()))))
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
    enum wfp_status err = session_check(s);
    if (err == WFP_OK)
        err = may_end(s);
    if (err == WFP_OK)
        err = txn_commit(s);
    pthread_mutex_unlock(&b->lock);
    return err;
}

enum wfp_status bfe_txn_abort(struct bfe_session *s)
{
    struct bfe *b = s->bfe;
    pthread_mutex_lock(&b->lock);
    enum wfp_status err = session_check(s);
    if (err == WFP_TXN_ABORTED) {
        s->txn_aborted = false; /* */
        err = WFP_OK;
    } else if (err == WFP_OK) {
        err = may_end(s);
        if (err == WFP_OK)
            txn_drop(s);
    }
    pthread_mutex_unlock(&b->lock);
    return err;
}

bool bfe_txn_is_open(struct bfe_session *s)
{
    pthread_mutex_lock(&s->bfe->lock);
    bool open = s->txn && !s->txn->implicit;
    pthread_mutex_unlock(&s->bfe->lock);
    return open;
}
