/* Each socket function is a row of steps (socket_steps.c). A call that a callout holds goes on at the step where it was held. */
#include "shim/socket_run.h"

#include <stdlib.h>

bool socket_fail(struct socket_run *r, enum socket_answer why)
{
    r->failure = why;
    return false;
}

/* --- calls that a callout holds ---------------------------------------------------------------------------------------------- */

static bool resume_run(struct shim *s, const struct ruleset *rules, struct held *held, uint64_t now_ns);

static void free_run(struct held *held)
{
    struct socket_run *w = (struct socket_run *)held;
    if (w->endpoint && w->endpoint->wait == w)
        w->endpoint->wait = NULL;
    free(w);
}

void socket_discard(void *run)
{
    free_run(run);
}

struct socket_run *socket_copy(const struct socket_run *r)
{
    struct socket_run *w = malloc(sizeof(*w));
    if (!w)
        return NULL;
    *w = *r;
    w->held = (struct held){ resume_run, free_run };
    w->request = NULL;
    w->waits = false;
    return w;
}

/* struct pkt_ctx's `hold` of a call: FwpsPendOperation0. */
static struct held *hold_call(struct pkt_ctx *c)
{
    struct socket_run *w = socket_copy(c->call);
    if (!w)
        return NULL;
    w->endpoint->wait = w;
    return &w->held;
}

bool socket_turn(struct socket_run *r, void *state, bool waits, bool permitted)
{
    if (waits) {
        r->waits = true;
        r->endpoint->wait = state;
        return false;
    }
    free(state);
    return permitted;
}

struct classify_request *socket_take_request(struct socket_run *r)
{
    struct classify_request *q = r->request;
    r->request = NULL;
    return q;
}

/* --- calls ------------------------------------------------------------------------------------------------------------------- */

static enum socket_answer run_steps(struct socket_run *r, struct pkt_ctx *c)
{
    const step_fn *row = socket_steps[r->call.op];
    for (; r->step < SOCKET_MAX_STEPS && row[r->step]; r->step++) {
        c->flags = r->again ? CONDITION_FLAG_IS_REAUTHORIZE : 0; /* J-039 */
        c->reauthorize_reason = r->again ? REAUTHORIZE_REASON_CLASSIFY_COMPLETION : 0;
        c->pended = false;
        if (!row[r->step](r, c))
            return r->waits || c->pended ? SOCKET_PENDING : r->failure ? r->failure : SOCKET_BLOCKED;
        r->again = false;
    }
    return SOCKET_DONE;
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

enum socket_answer socket_call(struct shim *s, const struct ruleset *rules, const struct socket_call *call,
                               const struct pkt_ctx **walk)
{
    struct socket_run  r = { .shim = s, .call = *call, .endpoint = call->endpoint };
    struct pkt_ctx    *c = begin(&r, rules);
    enum socket_answer answer = run_steps(&r, c);
    c->call = NULL;
    *walk = c;
    return answer;
}

/* A held call goes on at its step, and its host hears how it ends, unless it is held once more. */
static void go_on(const struct socket_run *w, const struct ruleset *rules, struct classify_request *request, uint64_t now_ns)
{
    const struct socket_world *world = &w->shim->config.sockets;
    struct socket_run          r = *w;
    r.again = true;
    r.request = request;
    r.call.now_ns = now_ns;
    struct pkt_ctx    *c = begin(&r, rules);
    enum socket_answer answer = run_steps(&r, c);
    c->call = NULL;
    if (answer != SOCKET_PENDING)
        world->finished(world->context, r.endpoint, r.call.op, answer, c);
}

/* The endpoint forgets who waits; NULL when it is gone itself. */
static struct endpoint *awake(struct socket_run *w)
{
    struct endpoint *e = w->endpoint;
    if (e)
        e->wait = NULL;
    return e;
}

static bool resume_run(struct shim *s, const struct ruleset *rules, struct held *held, uint64_t now_ns)
{
    struct socket_run *w = (struct socket_run *)held;
    (void)s;
    if (!awake(w))
        return false;
    go_on(w, rules, NULL, now_ns);
    w->endpoint = NULL;
    return true;
}

void socket_answered(const struct ruleset *rules, struct classify_request *request, uint64_t now_ns)
{
    struct socket_run *w = request_state(request);
    if (!awake(w)) {
        request_abandon(request);
        return;
    }
    go_on(w, rules, request, now_ns);
    free(w);
}

void shim_endpoint_ends(struct shim *s, struct endpoint *e)
{
    flow_remove_endpoint(s->flows, e->handle);
    redirect_forget(e);
    if (e->wait)
        e->wait->endpoint = NULL;
    e->wait = NULL;
}

struct endpoint *socket_arrives(struct pkt_ctx *c)
{
    struct endpoint *e, *listener = c->endpoint;
    if (!listener || listener->state != ENDPOINT_LISTENING)
        return NULL;
    if (endpoint_new(c->shim->config.endpoints, PROTO_TCP, (enum family)listener->family, &e) != WFP_OK)
        return NULL;
    e->parent = listener->handle;
    e->state = ENDPOINT_CONNECTING;
    e->local = *c->local;
    e->remote = *c->remote;
    e->remote_port = c->remote_port;
    e->compartment = listener->compartment;
    e->interface_index = listener->interface_index;
    e->process_id = listener->process_id;
    e->process_path = listener->process_path;
    e->identity = listener->identity;
    endpoint_set_port(c->shim->config.endpoints, e, c->local_port);
    (void)!redirect_inherit(c->shim->config.endpoints, e); /* without memory the proxy will find no records */
    c->endpoint = e;
    return e;
}

void socket_arrived(struct pkt_ctx *c, struct endpoint *e, bool permitted)
{
    if (!e)
        return;
    if (permitted) {
        e->authorized = true;
        return;
    }
    c->endpoint = endpoint_find_handle(c->shim->config.endpoints, e->parent);
    redirect_forget(e);
    endpoint_free(c->shim->config.endpoints, e);
}
