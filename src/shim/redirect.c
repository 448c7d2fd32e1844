#include "shim/redirect.h"

#include "model/choices.h"
#include "shim/layer.h"
#include "shim/redirect_state.h"

#define CIRCLE_MAX 3u /* connections that a local proxy gets back from itself before that is a circle (C-059) */

void redirect_metadata(struct pkt_ctx *c)
{
    const struct redirect_state *s = c->endpoint ? c->endpoint->redirect : NULL;
    struct metadata             *m = &c->metadata;
    if (c->request && c->request->kind == REQUEST_CONNECT) {
        m->present |= METADATA_REDIRECT_RECORD_HANDLE;
        m->redirect_records = c->request->records;
    }
    if (!s || !s->redirected)
        return;
    m->present |= METADATA_ORIGINAL_DESTINATION;
    m->original_destination = &s->original;
    if (s->target_pid) {
        m->present |= METADATA_LOCAL_REDIRECT_TARGET_PID;
        m->redirect_target_pid = s->target_pid;
    }
}

/* --- asking a layer ------------------------------------------------------------------------------------------------------ */

static void classify_with(struct pkt_ctx *c, enum layer_pair pair, struct classify_request *q, struct classify_out *out)
{
    uint32_t flags = c->flags;
    if (request_is_again(q))
        c->flags |= CONDITION_FLAG_IS_REAUTHORIZE; /* C-049 */
    c->request = q;
    classify_ask(c, pair, out);
    c->request = NULL;
    c->flags = flags;
}

/* Until the answer stands or somebody is waited for; then the request is the sink's. */
static enum request_turn ask_layer(struct pkt_ctx *c, enum layer_pair pair, const struct redirect_ask *ask,
                                   struct classify_request *q, struct classify_out *out)
{
    for (;;) {
        classify_with(c, pair, q, out);
        enum request_turn turn = request_turn(q, ask->state, ask->discard);
        if (turn != REQUEST_AGAIN)
            return turn;
        request_again(q);
    }
}

/* A layer without rules is not asked, and without a registry nobody has callouts there (B-051). */
static bool is_asked(const struct pkt_ctx *c, enum layer_pair pair)
{
    return ruleset_layer_count(c->rules, layer_of(pair, (enum family)c->family)->id) && c->shim->callouts;
}

/* NULL: no memory. */
static struct classify_request *take_request(struct pkt_ctx *c, enum layer_pair pair)
{
    const struct layer_row  *layer = layer_of(pair, (enum family)c->family);
    struct classify_request *q = request_begin(&c->shim->request, c->shim->callouts, layer);
    c->shim->request = NULL;
    return q;
}

/* It is the next classify's, unless there is one already. */
static void give_back(struct pkt_ctx *c, struct classify_request *q)
{
    if (c->shim->request || !request_clear(q))
        request_put(q);
    else
        c->shim->request = q;
}

/* What callouts would change cannot be carried out then: it fails closed. */
static const char no_memory[] = "there is no memory for the request";

static enum redirect_answer refuse(struct pkt_ctx *c, const char *reason)
{
    c->verdict = VERDICT_BLOCK;
    c->deciding = c->decision_count ? &c->decisions[c->decision_count - 1] : NULL;
    c->reason = reason;
    return REDIRECT_BLOCK;
}

/* --- what came of it ----------------------------------------------------------------------------------------------------- */

static bool differs(const struct ip_addr *a, uint16_t a_port, const struct ip_addr *b, uint16_t b_port)
{
    return a_port != b_port || !ip_addr_equal(a, b);
}

static void unchanged(const struct pkt_ctx *c, struct redirection *out)
{
    *out = (struct redirection){ .local = *c->local, .remote = *c->remote, .local_port = c->local_port,
                                 .remote_port = c->remote_port, .original_remote = *c->remote,
                                 .original_remote_port = c->remote_port };
}

static bool is_local(const struct pkt_ctx *c, const struct ip_addr *a)
{
    const struct shim_world *w = &c->shim->config.world;
    return ip_addr_is(a, ADDR_LOOPBACK) || w->is_local(w->context, a);
}

/* C-059: a proxy that connects without the record of what it accepted gets its own connection back, again and again. */
static bool goes_in_a_circle(struct pkt_ctx *c, const struct redirection *r)
{
    struct redirect_circle *circle = &c->shim->circle;
    uint64_t                process = c->endpoint ? c->endpoint->process_id : 0;
    if (process == 0 || !r->changed || r->target_pid != process) {
        if (process == circle->process_id)
            *circle = (struct redirect_circle){ 0 };
        return false;
    }
    if (circle->process_id != process)
        *circle = (struct redirect_circle){ process, 0 };
    return ++circle->times >= CIRCLE_MAX;
}

/* J-027 */
static void settle_local(struct pkt_ctx *c, struct redirection *r)
{
    bool allowed = CHOICE_REDIRECT_LOCAL_ADDRESS == CHOICE_REDIRECT_LOCAL_ADDRESS_ALWAYS ||
                   (CHOICE_REDIRECT_LOCAL_ADDRESS == CHOICE_REDIRECT_LOCAL_ADDRESS_TCP_ONLY && c->h->protocol == PROTO_TCP);
    if (allowed || !differs(&r->local, r->local_port, c->local, c->local_port))
        return;
    r->local = *c->local;
    r->local_port = c->local_port;
    c->reason = "the new local address is ignored: a connect redirection changes that of TCP only";
}

static const char *why_not(struct pkt_ctx *c, const struct request_result *result, const struct redirection *r)
{
    const struct connect_request *q = &result->data.connect;
    if (r->changed && is_local(c, &r->remote) && !q->redirect_handle)
        return "a callout redirected the connection to this host without a redirect handle"; /* C-056 */
    if (r->changed && is_local(c, &r->remote) && !q->target_pid)
        return "a callout redirected the connection to this host without the process id of the proxy";
    return goes_in_a_circle(c, r) ? "the proxy connects without the redirect record, so that its connections come back to it" : NULL;
}

static enum redirect_answer finish_connect(struct pkt_ctx *c, struct classify_request *q, const struct request_result *result,
                                           struct redirection *out)
{
    const struct connect_request *n = &result->data.connect;
    struct redirection            r;
    unchanged(c, &r);
    if (!socket_address_get(&n->local, &r.local, &r.local_port) || !socket_address_get(&n->remote, &r.remote, &r.remote_port))
        return refuse(c, "a callout gave the connection an address that is none");
    r.changed = differs(&r.remote, r.remote_port, c->remote, c->remote_port);
    r.reservation = n->reservation;
    r.target_pid = n->target_pid;
    r.modifier = result->modifier;
    const char *reason = why_not(c, result, &r);
    if (reason)
        return refuse(c, reason);
    settle_local(c, &r);
    if (q->records && redirect_records_count(q->records))
        r.records = redirect_records_get(q->records);
    *out = r;
    return REDIRECT_PERMIT;
}

static enum redirect_answer finish_bind(struct pkt_ctx *c, const struct request_result *result, struct redirection *out)
{
    struct redirection r;
    unchanged(c, &r);
    if (!socket_address_get(&result->data.bind.local, &r.local, &r.local_port))
        return refuse(c, "a callout gave the socket an address that is none");
    r.changed = differs(&r.local, r.local_port, c->local, c->local_port);
    r.reservation = result->data.bind.reservation;
    r.modifier = result->modifier;
    *out = r;
    return REDIRECT_PERMIT;
}

static enum redirect_answer finish(struct pkt_ctx *c, enum layer_pair pair, struct classify_request *q,
                                   const struct classify_out *said, struct redirection *out)
{
    struct request_result result;
    request_result(q, &result);
    if (!classify_conclude(c, pair, said) || result.refusal)
        return refuse(c, result.refusal);
    return q->kind == REQUEST_CONNECT ? finish_connect(c, q, &result, out) : finish_bind(c, &result, out);
}

static enum redirect_answer run(struct pkt_ctx *c, enum layer_pair pair, const struct redirect_ask *ask,
                                struct classify_request *q, struct redirection *out)
{
    struct classify_out said;
    if (ask_layer(c, pair, ask, q, &said) == REQUEST_WAITS) {
        c->reason = "a callout holds the request";
        return REDIRECT_WAITS;
    }
    enum redirect_answer answer = finish(c, pair, q, &said, out);
    give_back(c, q);
    return answer;
}

static enum redirect_answer ask_nobody(struct pkt_ctx *c, enum layer_pair pair, struct redirection *out)
{
    if (!classify_at(c, pair))
        return REDIRECT_BLOCK;
    unchanged(c, out);
    return REDIRECT_PERMIT;
}

/* --- the operations ------------------------------------------------------------------------------------------------------ */

enum redirect_answer redirect_bind(struct pkt_ctx *c, const struct redirect_ask *ask, struct redirection *out)
{
    enum layer_pair    pair = LAYER(ALE_BIND_REDIRECT);
    union request_data asked = { 0 };
    if (!is_asked(c, pair))
        return ask_nobody(c, pair, out);
    struct classify_request *q = take_request(c, pair);
    if (!q)
        return refuse(c, no_memory);
    socket_address_set(&asked.bind.local, c->local, c->local_port);
    request_set(q, &asked, NULL);
    return run(c, pair, ask, q, out);
}

/* Those that a proxy set go with its connection: what was redirected before is known to the redirectors (C-058). */
static struct redirect_records *records_for(struct pkt_ctx *c)
{
    const struct redirect_state *s = c->endpoint ? c->endpoint->redirect : NULL;
    return s && s->next ? redirect_records_get(s->next) : redirect_records_new(c->shim->callouts);
}

enum redirect_answer redirect_connect(struct pkt_ctx *c, const struct redirect_ask *ask, struct redirection *out)
{
    enum layer_pair    pair = LAYER(ALE_CONNECT_REDIRECT);
    union request_data asked = { 0 };
    if (!is_asked(c, pair))
        return ask_nobody(c, pair, out);
    struct classify_request *q = take_request(c, pair);
    if (!q)
        return refuse(c, no_memory);
    socket_address_set(&asked.connect.local, c->local, c->local_port);
    socket_address_set(&asked.connect.remote, c->remote, c->remote_port);
    request_set(q, &asked, records_for(c));
    return run(c, pair, ask, q, out);
}

enum redirect_answer redirect_resume(struct pkt_ctx *c, const struct redirect_ask *ask, struct classify_request *request,
                                     struct redirection *out)
{
    enum layer_pair pair = request->kind == REQUEST_BIND ? LAYER(ALE_BIND_REDIRECT) : LAYER(ALE_CONNECT_REDIRECT);
    request_again(request);
    return run(c, pair, ask, request, out);
}

bool redirect_authorize_original(struct pkt_ctx *c, const struct redirection *r)
{
    const struct ip_addr *remote = c->remote;
    uint16_t              port = c->remote_port;
    if (!r->changed)
        return true;
    c->flags |= CONDITION_FLAG_IS_CONNECTION_REDIRECTED;
    c->remote = &r->original_remote;
    c->remote_port = r->original_remote_port;
    bool permitted = classify_at(c, LAYER(ALE_AUTH_CONNECT));
    c->remote = remote;
    c->remote_port = port;
    return permitted;
}

/* A closure cannot be refused: what its callouts answer means nothing (B-046). */
static bool close_turn(struct pkt_ctx *c, const struct redirect_ask *ask, struct classify_request *q)
{
    struct classify_out ignored;
    if (ask_layer(c, LAYER(ALE_ENDPOINT_CLOSURE), ask, q, &ignored) == REQUEST_WAITS) {
        c->reason = "a callout holds the closure";
        return false;
    }
    give_back(c, q);
    return true;
}

bool closure_ask(struct pkt_ctx *c, const struct redirect_ask *ask)
{
    struct classify_request *q = is_asked(c, LAYER(ALE_ENDPOINT_CLOSURE)) ? take_request(c, LAYER(ALE_ENDPOINT_CLOSURE)) : NULL;
    if (q)
        return close_turn(c, ask, q);
    notify_at(c, LAYER(ALE_ENDPOINT_CLOSURE));
    return true;
}

bool closure_resume(struct pkt_ctx *c, const struct redirect_ask *ask, struct classify_request *request)
{
    request_again(request);
    return close_turn(c, ask, request);
}
