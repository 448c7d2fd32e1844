/* Each socket function is a row of steps. A step asks one layer or changes the endpoint; a call that a callout holds goes on at
 * the step where it was held. */
#include "shim/socket.h"

#include <stdlib.h>

#include "model/choices.h"
#include "shim/ale.h"
#include "shim/ip.h"
#include "shim/layer.h"
#include "shim/redirect_state.h"
#include "shim/resume.h"

struct socket_run;

/* False: it goes no further, by a layer's answer or for r->failure. */
typedef bool (*step_fn)(struct socket_run *r, struct pkt_ctx *c);

/* A socket call in progress; on the heap while a callout holds it. */
struct socket_run {
    struct held       held;
    struct shim      *shim;
    struct socket_call call;
    struct endpoint  *endpoint;
    unsigned          step;
    enum socket_answer failure; /* why a step was false, where it is no layer's answer */
    struct ip_addr    local, remote;
    uint16_t          local_port, remote_port;
    bool              wildcard_port;
    bool              again;  /* the step was asked before, and held */
    bool              waits;  /* a callout holds the request of a redirect layer, or of the closure */
    struct classify_request *request; /* that was held, when the step is asked again; NULL: none */
    struct redirection redirection;
};

static bool fail(struct socket_run *r, enum socket_answer why)
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

static void discard_run(void *run)
{
    free_run(run);
}

static struct socket_run *copy_run(const struct socket_run *r)
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
    struct socket_run *w = copy_run(c->call);
    if (!w)
        return NULL;
    w->endpoint->wait = w;
    return &w->held;
}

/* The answer of a layer whose callouts may answer later; `state` is what was attached then. */
static bool turn(struct socket_run *r, void *state, bool waits, bool permitted)
{
    if (waits) {
        r->waits = true;
        r->endpoint->wait = state;
        return false;
    }
    free(state);
    return permitted;
}

static struct classify_request *take_request(struct socket_run *r)
{
    struct classify_request *q = r->request;
    r->request = NULL;
    return q;
}

typedef enum redirect_answer (*redirect_fn)(struct pkt_ctx *c, const struct redirect_ask *ask, struct redirection *out);

static bool ask_redirect(struct socket_run *r, struct pkt_ctx *c, redirect_fn redirect)
{
    struct redirect_ask      ask = { copy_run(r), discard_run };
    struct classify_request *q = take_request(r);
    if (!ask.state)
        return fail(r, SOCKET_NO_MEMORY);
    enum redirect_answer a = q ? redirect_resume(c, &ask, q, &r->redirection) : redirect(c, &ask, &r->redirection);
    return turn(r, ask.state, a == REDIRECT_WAITS, a == REDIRECT_PERMIT);
}

/* A v4 peer as a v6 socket names it (J-018). */
static struct ip_addr mapped(const struct ip_addr *a)
{
    struct ip_addr m = { .family = FAMILY_V6, .bytes = { [10] = 0xff, [11] = 0xff } };
    memcpy(&m.bytes[12], a->bytes, 4);
    return m;
}

static bool unmap(struct ip_addr *a)
{
    static const uint8_t prefix[12] = { [10] = 0xff, [11] = 0xff };
    if (a->family != FAMILY_V6 || memcmp(a->bytes, prefix, sizeof(prefix)) != 0)
        return false;
    struct ip_addr v4 = { .family = FAMILY_V4 };
    memcpy(v4.bytes, &a->bytes[12], 4);
    *a = v4;
    return true;
}

/* The stack's own endpoint for echoes, which no application binds (G-034); its port is the id of the echoes. */
static bool is_ping(const struct endpoint *e)
{
    return !e->raw && (e->protocol == PROTO_ICMP || e->protocol == PROTO_ICMPV6);
}

/* What the layers are shown: no packet, the sides of the call. A peer of FAMILY_NONE is none. */
static void show(struct socket_run *r, struct pkt_ctx *c, const struct ip_addr *local, const struct ip_addr *remote)
{
    struct headers *h = &c->whole_headers;
    bool            as_v6 = local->family != remote->family && remote->family != FAMILY_NONE;
    *h = (struct headers){ .family = local->family, .protocol = r->endpoint->protocol, .has_ports = true };
    h->src = *local;
    h->dst = as_v6 && remote->family == FAMILY_V4 ? mapped(remote) : *remote;
    h->src_port = r->local_port;
    h->dst_port = r->remote_port;
    if (is_ping(r->endpoint)) {
        h->icmp_is_echo = true;
        h->icmp_type = h->family == FAMILY_V4 ? 8 : 128;
        h->icmp_id = r->local_port;
    }
    view_call(c);
    c->endpoint = r->endpoint;
    c->identity = &r->endpoint->identity;
    if (r->endpoint->raw)
        c->flags |= CONDITION_FLAG_IS_RAW_ENDPOINT;
}

/* --- bind -------------------------------------------------------------------------------------------------------------------- */

/* An endpoint with a local port needs no implicit bind (G-062). */
static bool is_bound(const struct socket_run *r)
{
    return r->call.op != SOCKET_BIND && r->endpoint->state != ENDPOINT_OPEN;
}

static bool has_ports(const struct endpoint *e)
{
    return !e->raw && (e->protocol == PROTO_TCP || e->protocol == PROTO_UDP);
}

static bool place(struct socket_run *r, struct pkt_ctx *c)
{
    const struct socket_world *w = &r->shim->config.sockets;
    struct endpoint           *e = r->endpoint;
    bool                       said = r->call.op == SOCKET_BIND;
    (void)c;
    if (is_bound(r))
        return true;
    r->local = said && r->call.addr.family != FAMILY_NONE ? r->call.addr : (struct ip_addr){ .family = e->family };
    r->local_port = said ? r->call.port : e->raw ? e->local_port : 0;
    r->wildcard_port = has_ports(e) && r->local_port == 0;
    if (r->wildcard_port || (!e->raw && r->local_port == 0))
        r->local_port = w->free_port(w->context, e);
    if (has_ports(e) && (r->local_port == 0 || endpoint_is_taken(r->shim->config.endpoints, e->protocol, &r->local, r->local_port)))
        return fail(r, SOCKET_IN_USE);
    return true;
}

static const struct ip_addr nobody = { .family = FAMILY_NONE };

static bool bind_redirect(struct socket_run *r, struct pkt_ctx *c)
{
    if (is_bound(r) || is_ping(r->endpoint))
        return true;
    show(r, c, &r->local, &nobody);
    if (!ask_redirect(r, c, redirect_bind))
        return false;
    r->local = r->redirection.local;
    r->local_port = r->redirection.local_port;
    return true;
}

static bool ask_assignment(struct socket_run *r, struct pkt_ctx *c)
{
    if (r->wildcard_port)
        c->flags |= CONDITION_FLAG_IS_WILDCARD_BIND; /* G-042 */
    bool permitted = classify_at(c, LAYER(ALE_RESOURCE_ASSIGNMENT));
    c->flags &= ~(uint32_t)CONDITION_FLAG_IS_WILDCARD_BIND;
    r->endpoint->assigned += permitted;
    return permitted;
}

static bool assign(struct socket_run *r, struct pkt_ctx *c)
{
    if (is_bound(r) || is_ping(r->endpoint))
        return true;
    show(r, c, &r->local, &nobody);
    return ask_assignment(r, c);
}

static bool bound(struct socket_run *r, struct pkt_ctx *c)
{
    struct endpoint *e = r->endpoint;
    (void)c;
    if (is_bound(r))
        return true;
    e->local = r->local;
    e->wildcard_address = ip_addr_is(&r->local, ADDR_UNSPECIFIED);
    e->wildcard_port = r->wildcard_port;
    e->state = ENDPOINT_BOUND;
    endpoint_set_port(r->shim->config.endpoints, e, r->local_port);
    return true;
}

/* A raw socket is authorized when it is made (G-039), and once more when it asks for everybody's packets (G-040). */
static bool assign_raw(struct socket_run *r, struct pkt_ctx *c)
{
    struct endpoint *e = r->endpoint;
    uint32_t         before = e->promiscuous;
    r->local_port = e->local_port;
    e->promiscuous = r->call.op == SOCKET_RECEIVE_ALL ? r->call.value : 0;
    show(r, c, &e->local, &nobody);
    if (ask_assignment(r, c))
        return true;
    e->promiscuous = before;
    return false;
}

/* --- listen, connect, send --------------------------------------------------------------------------------------------------- */

static bool auth_listen(struct socket_run *r, struct pkt_ctx *c)
{
    r->local_port = r->endpoint->local_port;
    show(r, c, &r->endpoint->local, &nobody);
    return classify_at(c, LAYER(ALE_AUTH_LISTEN));
}

static bool listening(struct socket_run *r, struct pkt_ctx *c)
{
    (void)c;
    r->endpoint->state = ENDPOINT_LISTENING;
    return true;
}

/* Both ends of what is to go out. */
static bool route(struct socket_run *r, struct pkt_ctx *c)
{
    const struct socket_world *w = &r->shim->config.sockets;
    const struct endpoint     *e = r->endpoint;
    bool                       said = r->call.addr.family != FAMILY_NONE;
    (void)c;
    r->remote = said ? r->call.addr : e->remote;
    r->remote_port = said ? r->call.port : e->remote_port;
    r->local_port = e->local_port;
    unmap(&r->remote);
    return w->source(w->context, e, &r->remote, &r->local) || fail(r, SOCKET_NO_ROUTE);
}

static void loopback(struct socket_run *r, struct pkt_ctx *c)
{
    const struct shim_world *w = &r->shim->config.world;
    if (!ip_addr_is(&r->remote, ADDR_LOOPBACK) && !w->is_local(w->context, &r->remote))
        return;
    c->flags |= CONDITION_FLAG_IS_LOOPBACK;
    c->direction = DIRECTION_LOOPBACK;
}

static bool is_mapped(const struct socket_run *r)
{
    return r->endpoint->family == FAMILY_V6 && r->remote.family == FAMILY_V4;
}

/* The conversation of a datagram that is to be sent. A denied one is asked anew: nothing of it stays (C-039). */
static struct flow *flow_of(struct socket_run *r, struct pkt_ctx *c)
{
    ale_find(c);
    if (c->flow && c->flow->state == FLOW_DENIED) {
        flow_remove(r->shim->flows, c->flow);
        c->flow = NULL;
    }
    return c->flow;
}

/* Where the redirection leads. Another peer may lie behind another interface. */
static bool follow(struct socket_run *r)
{
    const struct socket_world *w = &r->shim->config.sockets;
    struct redirection        *d = &r->redirection;
    struct ip_addr             asked = r->local;
    r->remote = d->remote;
    r->remote_port = d->remote_port;
    unmap(&r->remote);
    unmap(&d->original_remote);
    unmap(&d->local);
    if (!redirect_keep(r->endpoint, d))
        return fail(r, SOCKET_NO_MEMORY);
    if (!ip_addr_equal(&d->local, &asked))
        r->local = d->local;
    else if (d->changed)
        return w->source(w->context, r->endpoint, &r->remote, &r->local) || fail(r, SOCKET_NO_ROUTE);
    return true;
}

static bool connect_redirect(struct socket_run *r, struct pkt_ctx *c)
{
    show(r, c, &r->local, &r->remote);
    loopback(r, c);
    if ((r->call.op == SOCKET_SEND && flow_of(r, c)) || is_ping(r->endpoint))
        return true; /* G-022 */
    c->flow = NULL;
    struct ip_addr as_v6 = is_mapped(r) ? mapped(&r->local) : r->local;
    show(r, c, &as_v6, &r->remote);
    return ask_redirect(r, c, redirect_connect) && follow(r);
}

/* At connect for TCP; a datagram is authorized when it is sent (J-035). */
static bool auth_connect(struct socket_run *r, struct pkt_ctx *c)
{
    struct endpoint *e = r->endpoint;
    if (e->protocol != PROTO_TCP)
        return true;
    struct ip_addr as_v6 = mapped(&r->local);
    bool           v6 = is_mapped(r) && CHOICE_MAPPED_PEER_FAMILY == CHOICE_MAPPED_PEER_FAMILY_ALL_V6;
    show(r, c, v6 ? &as_v6 : &r->local, &r->remote);
    loopback(r, c);
    if (!r->again && !redirect_authorize_original(c, &r->redirection))
        return false;
    ale_find(c);
    if (!r->again || !c->flow)
        ale_begin(c);
    c->flow->syn_seq = e->syn_seq;
    e->state = ENDPOINT_CONNECTING;
    if (!(r->again ? ale_complete(c) : ale_authorize(c))) {
        if (!c->pended)
            e->state = ENDPOINT_BOUND;
        return false;
    }
    c->flow->state = FLOW_PENDING_TCP;
    e->authorized = true;
    return true;
}

static bool connected(struct socket_run *r, struct pkt_ctx *c)
{
    struct endpoint *e = r->endpoint;
    (void)c;
    e->remote = r->remote;
    e->remote_port = r->remote_port;
    if (e->protocol == PROTO_TCP)
        e->local = r->local; /* the connection has it from now on */
    else
        e->state = ENDPOINT_CONNECTED;
    return true;
}

/* --- close ------------------------------------------------------------------------------------------------------------------- */

/* C-087: a connection that was authorized, a listener, an endpoint that is not TCP's; each once. */
static bool has_closure(const struct endpoint *e)
{
    if (e->closure_told)
        return false;
    if (e->protocol == PROTO_TCP && !e->raw)
        return e->authorized || e->state == ENDPOINT_LISTENING;
    return e->state != ENDPOINT_OPEN || e->assigned;
}

static void show_endpoint(struct socket_run *r, struct pkt_ctx *c)
{
    struct endpoint *e = r->endpoint;
    struct ip_addr   local = e->local;
    r->local_port = e->local_port;
    r->remote_port = e->remote_port;
    if (e->remote.family == FAMILY_V4 && local.family == FAMILY_V6)
        local = (struct ip_addr){ .family = FAMILY_V4 }; /* a dual-stack socket shows the family of its packets */
    show(r, c, &local, &e->remote);
}

static bool closure(struct socket_run *r, struct pkt_ctx *c)
{
    if (!has_closure(r->endpoint))
        return true;
    struct redirect_ask      ask = { copy_run(r), discard_run };
    struct classify_request *q = take_request(r);
    if (!ask.state)
        return fail(r, SOCKET_NO_MEMORY);
    show_endpoint(r, c);
    bool closed = q ? closure_resume(c, &ask, q) : closure_ask(c, &ask);
    if (!turn(r, ask.state, !closed, true))
        return false;
    r->endpoint->closure_told = true;
    return true;
}

static bool closing(struct socket_run *r, struct pkt_ctx *c)
{
    (void)c;
    if (r->endpoint->state != ENDPOINT_OPEN)
        r->endpoint->state = ENDPOINT_CLOSING;
    return true;
}

/* A connection of its own holds the port until it is over. */
static bool release(struct socket_run *r, struct pkt_ctx *c)
{
    struct endpoint *e = r->endpoint;
    if (r->call.op == SOCKET_CLOSE && e->protocol == PROTO_TCP && e->authorized && !e->over)
        return true;
    for (; e->assigned; e->assigned--) {
        r->local_port = e->local_port;
        show(r, c, &e->local, &nobody);
        notify_at(c, LAYER(ALE_RESOURCE_RELEASE));
    }
    return true;
}

/* --- calls ------------------------------------------------------------------------------------------------------------------- */

#define MAX_STEPS 8

static const step_fn steps[SOCKET_OP_COUNT][MAX_STEPS] = {
    [SOCKET_CREATE] = { assign_raw },
    [SOCKET_BIND] = { place, bind_redirect, assign, bound },
    [SOCKET_RECEIVE_ALL] = { assign_raw },
    [SOCKET_LISTEN] = { place, bind_redirect, assign, bound, auth_listen, listening },
    [SOCKET_CONNECT] = { place, bind_redirect, assign, bound, route, connect_redirect, auth_connect, connected },
    [SOCKET_SEND] = { place, bind_redirect, assign, bound, route, connect_redirect },
    [SOCKET_CLOSE] = { closure, closing, release },
    [SOCKET_RESET] = { closure },
    [SOCKET_RELEASE] = { release },
};

static enum socket_answer run_steps(struct socket_run *r, struct pkt_ctx *c)
{
    const step_fn *row = steps[r->call.op];
    for (; r->step < MAX_STEPS && row[r->step]; r->step++) {
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
