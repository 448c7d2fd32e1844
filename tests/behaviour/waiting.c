#include "waiting.h"

#include <stdlib.h>

#include "run.h"
#include "shim/inject.h"

static void on_completed(void *context, struct pended_operation *op)
{
    struct run *r = context;
    r->waiting.completed = op;
}

void waiting_init(struct run *r)
{
    struct waiting *w = &r->waiting;
    if (callout_registry_new(&w->registry) != WFP_OK)
        abort();
    w->sink = (struct packet_sink){ .context = r, .complete_operation = on_completed };
    callout_registry_set_sink(w->registry, &w->sink);
}

/* After the shim is gone: the registry gives up what is still held. */
void waiting_fini(struct run *r)
{
    callout_registry_free(r->waiting.registry);
}

static void expect_walk(struct run *r, bool nothing)
{
    r->expectations++;
    if (nothing && r->walk)
        run_fail(r, "a packet walks");
    else if (!nothing && !r->walk)
        run_fail(r, "no packet walks");
}

void waiting_complete(struct run *r)
{
    struct waiting *w = &r->waiting;
    struct words    words = words_of(r);
    packet_time(&words);
    const char    *name = word_take(&words);
    struct script *s = objects_script(&r->objects, name);
    bool           waits = word_accept(&words, "waits"), nothing = waits || word_accept(&words, "nothing");
    if (!r->shim || !s || !s->pended) {
        run_fail(r, "\"%s\" holds nothing", name);
        return;
    }
    objects_compile(r);
    observe_reset(r);
    r->walk = NULL;
    if (!pend_complete(w->registry, s->pended) || (w->completed == NULL) != waits)
        run_fail(r, "nothing was completed");
    s->pended = NULL;
    if (w->completed) {
        r->walk = shim_resume(r->shim, r->objects.rules, w->completed, r->now_ns);
        pend_finish(w->completed);
    }
    w->completed = NULL;
    events_take(r);
    expect_walk(r, nothing);
    r->verdict_expected = false;
}
