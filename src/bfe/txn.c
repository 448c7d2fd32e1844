#include "bfe/txn.h"

#include <stdlib.h>

#include "bfe/ike_exemption.h"
#include "bfe/store_state.h"
#include "callout/switch_report.h"

#define HOUR_MS 3600000u

/* --- waiting for one's turn ----------------------------------------------------------------------------------------------- */

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

static struct timespec later(struct timespec t, uint32_t ms)
{
    t.tv_sec += ms / 1000;
    t.tv_nsec += (long)(ms % 1000) * 1000000;
    if (t.tv_nsec >= 1000000000) {
        t.tv_sec++;
        t.tv_nsec -= 1000000000;
    }
    return t;
}

static struct timespec now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t;
}

static bool is_before(const struct timespec *a, const struct timespec *b)
{
    return a->tv_sec != b->tv_sec ? a->tv_sec < b->tv_sec : a->tv_nsec < b->tv_nsec;
}

/* When a transaction has been held for too long; false: never. */
static bool txn_limit(const struct bfe_session *s, struct timespec *out)
{
    uint32_t limit = s->bfe->config.txn_limit_ms ? s->bfe->config.txn_limit_ms : HOUR_MS;
    if (!s->txn || s->txn->implicit || s->info.kernel) /* */
        return false;
    *out = later(s->txn->began, limit);
    return true;
}

static bool is_overdue(const struct bfe_session *s, const struct timespec *t)
{
    struct timespec limit;
    return txn_limit(s, &limit) && s->txn->calls == 0 && !is_before(t, &limit);
}

/* Aborts the first transaction that is overdue. */
static bool abort_overdue(struct bfe *b)
{
    struct timespec t = now();
    for (struct bfe_session *s = b->sessions; s; s = s->next) {
        if (!is_overdue(s, &t))
            continue;
        s->txn_aborted = true;
        txn_drop(s);
        return true;
    }
    return false;
}

/* How long to wait at most before looking again. */
static struct timespec next_look(const struct bfe *b, struct timespec deadline)
{
    for (const struct bfe_session *s = b->sessions; s; s = s->next) {
        struct timespec limit;
        if (txn_limit(s, &limit) && is_before(&limit, &deadline))
            deadline = limit;
    }
    return deadline;
}

static enum wfp_status wait_for_turn(struct bfe_session *s, bool read_only)
{
    struct bfe     *b = s->bfe;
    bool            forever = s->wait_ms == SESSION_WAIT_FOREVER;
    struct timespec t = now(), deadline = later(t, s->wait_ms);
    while (!is_free(b, read_only)) {
        if (abort_overdue(b))
            continue;
        t = now();
        if (holds_itself(b) || (!forever && !is_before(&t, &deadline)))
            return WFP_TIMEOUT;
        struct timespec look = next_look(b, forever ? later(t, HOUR_MS) : deadline);
        s->waiting++;
        bell_wait_until(&b->turn, &b->lock, &look);
        s->waiting--;
        if (s->cancelled)
            return WFP_SESSION_ABORTED;
    }
    return WFP_OK;
}

/* --- beginning and end ---------------------------------------------------------------------------------------------------- */

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
    t->began = now();
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

static void take_list(struct notice_list *from, struct notice_list *to)
{
    *to = *from;
    *from = (struct notice_list){ 0 };
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
    take_list(&t->added, &added);
    changes_tell(b, steps, count, s);
    tell_switches(b, steps, count);
    if (starts)
        state_tell(b, BFE_RUNNING);
    end(s);
    store_retire(b, old);
    tell_callouts(b, &added, steps, count);
    for (uint32_t i = 0; i < count; i++)
        object_put(steps[i].object);
    free(steps);
    return WFP_OK;
}

static enum wfp_status commit(struct bfe_session *s)
{
    if (s->txn->step_count)
        return commit_changes(s);
    end(s);
    return WFP_OK;
}

void txn_drop(struct bfe_session *s)
{
    struct bfe        *b = s->bfe;
    struct notice_list added;
    take_list(&s->txn->added, &added);
    undo(b, s->txn);
    end(s);
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
    struct timespec t = now();
    if (s->cancelled)
        return WFP_SESSION_ABORTED;
    if (is_overdue(s, &t)) {
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
    enum wfp_status err = t->worked ? commit(s) : outcome;
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
        err = commit(s);
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
