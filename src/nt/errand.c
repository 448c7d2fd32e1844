#include "nt/errand.h"

#include "nt/bugcheck.h"
#include "nt/driver.h"
#include "nt/parts.h"
#include "nt/stack.h"
#include "nt/thread.h"

#define SECOND_NS        UINT64_C(1000000000)
#define DEFAULT_PATIENCE 60

void nt_wake(struct nt_system *nt)
{
    nt_lock(nt);
    nt_changed(nt);
    nt_unlock(nt);
}

static uint64_t changes(struct nt_system *nt)
{
    nt_lock(nt);
    uint64_t n = nt->changes;
    nt_unlock(nt);
    return n;
}

static void report_line(void *context, const char *line)
{
    const struct nt_thread *t = context;
    nt_note_of(t->nt, t->driver, "  %s", line);
}

static __attribute__((noreturn)) void give_up(struct nt_thread *t, const struct nt_errand *e, unsigned patience)
{
    nt_report_of(t->nt, t->driver, "%s has not returned after %u seconds; it is here:", e->what, patience);
    nt_stack_of_thread(t->nt, t->handle, report_line, t);
    nt_stop(t->nt, NULL);
}

struct news {
    const struct nt_system *nt;
    const struct nt_thread *thread;
    uint64_t                seen;
};

static bool has_changed(void *context)
{
    const struct news *n = context;
    return n->thread->ended || n->nt->changes != n->seen;
}

/* Until something has changed since `seen`, or the errand is over. False: out of patience. */
static bool await(struct nt_thread *t, const struct nt_errand *e, uint64_t seen, uint64_t deadline, bool *ended)
{
    struct nt_system *nt = t->nt;
    struct news       news = { nt, t, seen };
    struct nt_block   b = { .done = has_changed, .context = &news, .deadline = deadline, .what = e->what };
    nt_lock(nt);
    bool in_time = nt_block_until(nt, &b);
    *ended = t->ended;
    nt_unlock(nt);
    return in_time;
}

static void serve_until_ended(struct nt_system *nt, struct nt_thread *t, const struct nt_errand *e)
{
    unsigned patience = nt->options.patience_seconds ? nt->options.patience_seconds : DEFAULT_PATIENCE;
    uint64_t deadline = nt_uptime(nt) + patience * SECOND_NS;
    for (bool ended = false; !ended;) {
        uint64_t seen = changes(nt);
        if (e->server.serve && e->server.serve(e->server.context) && nt_uptime(nt) < deadline)
            continue;
        if (!await(t, e, seen, deadline, &ended))
            give_up(t, e, patience);
    }
}

enum wfp_status nt_errand_run(struct nt_system *nt, struct driver *driver, const struct nt_errand *errand)
{
    struct nt_thread *t;
    nt_lock(nt);
    bool started = nt_thread_spawn(nt, NT_THREAD_SYSTEM, errand->run, errand->context, driver, &t);
    if (started)
        t->idle = true; /* the server may drain the system: that must not wait for the one that it serves */
    nt_unlock(nt);
    if (!started)
        return WFP_NO_MEMORY;
    serve_until_ended(nt, t, errand);
    nt_thread_put(t);
    return WFP_OK;
}
