/* Socket calls that callouts hold: an operation that was pended, or a request that is answered later. */
#include <stdlib.h>

#include "shim/ip.h"
#include "shim/redirect_state.h"
#include "shim/socket_run.h"

static void put(struct socket_run *r)
{
    if (--r->holds)
        return;
    redirect_records_put(r->redirection.records);
    free(r);
}

static struct held *hold_call(struct pkt_ctx *c)
{
    c->call->holds++;
    return &c->call->held;
}

static struct pkt_ctx *begin(struct socket_run *r, const struct ruleset *rules)
{
    r->shim->call_input = (struct shim_input){ .link = LINK_RAW_IP, .now_ns = r->call.now_ns, .number = r->call.number };
    struct pkt_ctx *c = context_begin(r->shim, rules, &r->shim->call_input);
    c->call = r;
    c->hold = hold_call;
    c->parsed = PARSE_OK;
    c->h = c->frame = &c->whole_headers;
    c->direction = DIRECTION_OUT;
    return c;
}

static enum socket_answer run(struct socket_run *r, struct pkt_ctx *c)
{
    enum socket_answer answer = socket_run_steps(r, c);
    c->call = NULL;
    c->hold = NULL;
    r->endpoint->wait = answer == SOCKET_PENDING ? r : NULL;
    return answer;
}

/* The layer that was held is asked again, and so told (C-067, J-039). */
static void go_on(struct socket_run *r, const struct ruleset *rules, uint64_t now_ns)
{
    const struct socket_world *w = &r->shim->config.sockets;
    r->call.now_ns = now_ns;
    struct pkt_ctx *c = begin(r, rules);
    c->flags = CONDITION_FLAG_IS_REAUTHORIZE;
    c->reauthorize_reason = REAUTHORIZE_REASON_CLASSIFY_COMPLETION;
    enum socket_answer answer = run(r, c);
    if (answer != SOCKET_PENDING && w->finished)
        w->finished(w->context, r->endpoint, r->call.op, answer, c);
}

static bool resume_call(struct shim *s, const struct ruleset *rules, struct held *held, uint64_t now_ns)
{
    struct socket_run *r = (struct socket_run *)held;
    (void)s;
    if (r->abandoned)
        return false;
    go_on(r, rules, now_ns);
    return true;
}

static void free_call(struct held *held)
{
    put((struct socket_run *)held);
}

enum socket_answer socket_call(struct shim *s, const struct ruleset *rules, const struct socket_call *call,
                               const struct pkt_ctx **walk)
{
    struct socket_run *r = calloc(1, sizeof(*r));
    if (!r)
        return SOCKET_NO_MEMORY;
    *r = (struct socket_run){ .held = { resume_call, free_call }, .holds = 1, .shim = s, .call = *call, .endpoint = call->endpoint };
    struct pkt_ctx    *c = begin(r, rules);
    enum socket_answer answer = run(r, c);
    *walk = c;
    put(r);
    return answer;
}

static void abandon(struct endpoint *e)
{
    if (e->wait)
        e->wait->abandoned = true;
    e->wait = NULL;
}

void shim_endpoint_ends(struct shim *s, struct endpoint *e)
{
    flow_remove_endpoint(s->flows, e->handle);
    abandon(e);
}

/* --- requests ------------------------------------------------------------------------------------------------------------ */

static void discard_run(void *state)
{
    put(state);
}

static struct classify_request *take_request(struct socket_run *r)
{
    struct classify_request *q = r->request;
    r->request = NULL;
    return q;
}

bool socket_ask(struct socket_run *r, struct pkt_ctx *c, redirect_fn redirect)
{
    const struct redirect_ask ask = { r, discard_run };
    struct classify_request  *q = take_request(r);
    r->holds++; /* of the request, if it waits */
    redirect_records_put(r->redirection.records);
    r->redirection = (struct redirection){ 0 };
    enum redirect_answer answer = q ? redirect_resume(c, &ask, q, &r->redirection) : redirect(c, &ask, &r->redirection);
    if (answer == REDIRECT_WAITS)
        r->failure = SOCKET_PENDING;
    else
        r->holds--;
    return answer == REDIRECT_PERMIT;
}

bool socket_ask_closure(struct socket_run *r, struct pkt_ctx *c)
{
    const struct redirect_ask ask = { r, discard_run };
    struct classify_request  *q = take_request(r);
    r->holds++;
    bool closed = q ? closure_resume(c, &ask, q) : closure_ask(c, &ask);
    if (closed)
        r->holds--;
    else
        r->failure = SOCKET_PENDING;
    return closed;
}

const struct pkt_ctx *socket_complete_classify(struct shim *s, const struct ruleset *rules, struct classify_request *q,
                                               uint64_t now_ns)
{
    struct socket_run *r = request_state(q);
    bool               goes_on = !r->abandoned;
    if (goes_on) {
        r->request = q;
        go_on(r, rules, now_ns);
    } else {
        request_put(q);
    }
    put(r);
    return goes_on ? &s->ctx : NULL;
}

void socket_ended(struct endpoint *e)
{
    abandon(e);
    redirect_forget(e);
}
