/* Whose turn it is: a transaction waits for others, and one that has been held for too long is dropped. */
#include "bfe/store_state.h"

#define HOUR_MS 3600000u

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

struct timespec txn_clock(void)
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

bool txn_is_overdue(const struct bfe_session *s, const struct timespec *t)
{
    struct timespec limit;
    return txn_limit(s, &limit) && s->txn->calls == 0 && !is_before(t, &limit);
}

/* Aborts the first transaction that is overdue. */
static bool abort_overdue(struct bfe *b)
{
    struct timespec t = txn_clock();
    for (struct bfe_session *s = b->sessions; s; s = s->next) {
        if (!txn_is_overdue(s, &t))
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

enum wfp_status txn_wait(struct bfe_session *s, bool read_only)
{
    struct bfe     *b = s->bfe;
    bool            forever = s->wait_ms == SESSION_WAIT_FOREVER;
    struct timespec t = txn_clock(), deadline = later(t, s->wait_ms);
    while (!is_free(b, read_only)) {
        if (abort_overdue(b))
            continue;
        t = txn_clock();
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
