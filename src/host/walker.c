#include "host/walker.h"

#include <stdlib.h>

#include "bfe/store.h"
#include "callout/context.h"
#include "callout/injection.h"
#include "callout/pend.h"
#include "callout/registry.h"
#include "callout/request.h"
#include "host/circle.h"
#include "host/inbox.h"
#include "host/kernel_state.h"
#include "host/spread.h"
#include "host/walker_serve.h"
#include "shim/inject.h"
#include "shim/socket.h"
#include "shim/vswitch.h"

struct walker {
    struct kernel       *kernel; /* immutable after publish, like config, number and inbox */
    struct walker_config config;
    unsigned             number;
    struct inbox        *inbox;
    struct grace_reader  reader;
    struct cost         *cost; /* of the kernel's set */
    struct circle        circle; /* owner thread, like all below */
    uint64_t             now_ns;
    bool                 awake;
};

/* --- serving what drivers ask for ---------------------------------------------------------------------------------------- */

static const char *name_of(const void *context, const void *owner)
{
    return kernel_module_of(context, owner);
}

static void tell_walk(const struct walker *w, const struct pkt_ctx *walk, const struct injection *i)
{
    if (w->config.walked && walk)
        w->config.walked(w->config.context, walk, i);
}

static void deliver(struct walker *w, struct vswitch *sw, const struct vswitch_walk *walk, const struct injection *i)
{
    bool more = walk->walk->verdict == VERDICT_PERMIT;
    for (; more; more = shim_vswitch_next(w->config.shim))
        w->config.deliver_vswitch(w->config.context, sw, walk, i);
}

static const struct pkt_ctx *walk_switch(struct walker *w, const struct ruleset *rules, struct injection *i)
{
    struct vswitch *sw = w->config.find_vswitch ? w->config.find_vswitch(w->config.context, &i->vswitch_id) : NULL;
    if (!sw)
        return NULL;
    const struct vswitch_walk *walk = shim_vswitch_inject(w->config.shim, rules, sw, i, w->now_ns);
    deliver(w, sw, walk, i);
    return walk->walk;
}

static const struct pkt_ctx *walk_injection(struct walker *w, const struct ruleset *rules, struct injection *i)
{
    if (i->path == INJECTION_VSWITCH_INGRESS)
        return walk_switch(w, rules, i);
    return shim_inject(w->config.shim, rules, i, w->now_ns);
}

static void serve_injection(struct walker *w, const struct ruleset *rules, struct injection *i)
{
    circle_injection(&w->circle, i, w->kernel->callouts, w->kernel->nt, name_of, w->kernel);
    inbox_refuse(w->inbox, w->circle.endless);
    const struct pkt_ctx *walk = walk_injection(w, rules, i); /* NULL: there is no such switch */
    /* Now: whoever is told may walk an answer, and the shim has one context. */
    int32_t status = walk ? injection_status(walk) : (int32_t)status_row(WFP_NOT_FOUND)->ntstatus;
    tell_walk(w, walk, i);
    injection_done(i, status);
}

/* Told before the driver goes on, whose lines then come after the packet's. */
static void serve_operation(struct walker *w, const struct ruleset *rules, struct pended_operation *op)
{
    tell_walk(w, shim_resume(w->config.shim, rules, op, w->now_ns), NULL);
    pend_finish(op);
}

static void serve_abort(struct walker *w, const struct ruleset *rules, struct inbox_abort *a)
{
    tell_walk(w, shim_abort(w->config.shim, rules, a->flow_id, w->now_ns), NULL);
    inbox_abort_free(a);
}

/* Every item begins with its link. Each has the ruleset of its own time: the one before may have changed the policy. */
static void serve_item(void *context, struct sink_link *item)
{
    struct walker *w = context;
    if (w->awake)
        grace_enter(w->kernel->grace, &w->reader);
    const struct ruleset *rules = kernel_ruleset(w->kernel);
    switch (item->kind) {
    case SINK_INJECTION:
        serve_injection(w, rules, (struct injection *)item);
        break;
    case SINK_OPERATION:
        serve_operation(w, rules, (struct pended_operation *)item);
        break;
    case SINK_CLASSIFY:
        socket_answered(rules, (struct classify_request *)item, w->now_ns);
        break;
    case SINK_ABORT:
        serve_abort(w, rules, (struct inbox_abort *)item);
        break;
    }
    if (!w->awake) /* of the thread that settles, where nobody else walks */
        grace_collect(w->kernel->grace);
}

static bool is_walking(void *context)
{
    return shim_is_walking(((struct walker *)context)->config.shim);
}

static void wake(void *context)
{
    const struct walker *w = context;
    w->config.wake(w->config.context);
}

/* A thread that walks for several is here for one of them at a time. */
static bool is_here(void *context)
{
    return walker_number() == ((const struct walker *)context)->number;
}

/* --- begin and end -------------------------------------------------------------------------------------------------------- */

static enum wfp_status take_place(struct kernel *k, struct walker *w)
{
    pthread_mutex_lock(&k->lock);
    while (w->number < WALKERS_MAX && k->walkers[w->number])
        w->number++;
    if (w->number < WALKERS_MAX)
        k->walkers[w->number++] = w; /* numbers begin with 1 */
    else
        w->number = 0;
    k->walkers_end = w->number > k->walkers_end ? w->number : k->walkers_end;
    pthread_mutex_unlock(&k->lock);
    return w->number ? WFP_OK : WFP_OUT_OF_BOUNDS;
}

enum wfp_status walker_new(struct kernel *k, const struct walker_config *config, struct walker **out)
{
    struct walker *w = calloc(1, sizeof(*w));
    if (!w)
        return WFP_NO_MEMORY;
    *w = (struct walker){ .kernel = k, .config = *config };
    enum wfp_status err = inbox_new(&(struct inbox_owner){ w, serve_item, is_walking, wake, is_here }, &w->inbox);
    if (err == WFP_OK)
        err = cost_set_join(k->cost, &w->cost);
    if (err == WFP_OK)
        err = take_place(k, w);
    if (err) {
        cost_set_leave(k->cost, w->cost);
        inbox_free(w->inbox);
        free(w);
        return err;
    }
    grace_join(k->grace, &w->reader);
    walker_number_set(w->number);
    flow_contexts_attach_of(k->callouts, w->number, shim_flows(config->shim));
    shim_attach_callouts(config->shim, k->callouts);
    shim_count_cost(config->shim, w->cost);
    if (config->has_host)
        atomic_store(&k->host_walker, w->number);
    callout_registry_set_sink(k->callouts, &k->sink);
    *out = w;
    return WFP_OK;
}

static bool is_last(struct kernel *k)
{
    for (unsigned i = 0; i < WALKERS_MAX; i++)
        if (k->walkers[i])
            return false;
    return true;
}

void walker_free(struct walker *w)
{
    if (!w)
        return;
    struct kernel *k = w->kernel;
    pthread_mutex_lock(&k->lock);
    k->walkers[w->number - 1] = NULL;
    if (w->config.has_host)
        atomic_store(&k->host_walker, 0);
    if (is_last(k))
        callout_registry_set_sink(k->callouts, NULL);
    pthread_mutex_unlock(&k->lock);
    while (inbox_serve(w->inbox))
        ;
    flow_contexts_attach_of(k->callouts, w->number, NULL);
    walker_number_set(0);
    grace_leave(k->grace, &w->reader);
    shim_count_cost(w->config.shim, NULL);
    cost_set_leave(k->cost, w->cost);
    inbox_free(w->inbox);
    free(w);
}

/* --- walking -------------------------------------------------------------------------------------------------------------- */

void walker_here(const struct walker *w)
{
    walker_number_set(w->number);
}

const struct ruleset *walker_enter(struct walker *w, uint64_t now_ns)
{
    w->now_ns = now_ns;
    w->awake = true;
    circle_packet(&w->circle);
    grace_enter(w->kernel->grace, &w->reader);
    return kernel_ruleset(w->kernel);
}

void walker_rest(struct walker *w)
{
    w->awake = false;
    grace_rest(&w->reader);
}

void walker_begin(struct walker *w, uint64_t now_ns)
{
    w->now_ns = now_ns;
    circle_begin(&w->circle);
    inbox_refuse(w->inbox, false);
}

void walker_packet(struct walker *w, uint64_t now_ns)
{
    w->now_ns = now_ns;
    circle_packet(&w->circle);
}

/* Drivers that inject without end are found out by what comes between two pauses of theirs. */
bool walker_serve(struct walker *w)
{
    if (inbox_serve(w->inbox))
        return true;
    walker_begin(w, w->now_ns);
    return false;
}

bool walker_serve_once(struct walker *w)
{
    return inbox_serve(w->inbox);
}

/* --- the sink: which of them --------------------------------------------------------------------------------------------- */

/* All with the lock, which keeps a walker where it is while its inbox takes an item. */
static struct walker *numbered(const struct kernel *k, unsigned number)
{
    return number && number <= WALKERS_MAX ? k->walkers[number - 1] : NULL;
}

/* The one of the stack whose flow it may be. */
static struct walker *spread_over(const struct kernel *k, enum walker_stack stack, uint32_t spread)
{
    struct walker *there[WALKERS_MAX];
    unsigned       count = 0;
    for (unsigned i = 0; i < k->walkers_end; i++)
        if (k->walkers[i] && k->walkers[i]->config.stack == stack)
            there[count++] = k->walkers[i];
    return count ? there[spread % count] : NULL;
}

/* Of the first stack that there is; NULL: nobody walks. */
static struct walker *anybody(const struct kernel *k)
{
    struct walker *w = NULL;
    for (enum walker_stack s = STACK_GATEWAY; !w && s < STACK_COUNT; s++)
        w = spread_over(k, s, 0);
    return w;
}

static struct walker *with_interface(const struct kernel *k, uint32_t index)
{
    for (unsigned i = 0; index && i < k->walkers_end; i++) {
        struct walker *w = k->walkers[i];
        if (w && w->config.has_interface && w->config.has_interface(w->config.context, index))
            return w;
    }
    return NULL;
}

/* One of the stack whose packet it is that a driver makes; NULL: nobody walks. */
static struct walker *of_its_stack(const struct kernel *k, const struct injection *i)
{
    struct walker *w = numbered(k, i->link.walker);
    if (i->path == INJECTION_VSWITCH_INGRESS)
        w = w && w->config.stack == STACK_SWITCHES ? w : spread_over(k, STACK_SWITCHES, 0);
    if (!w && i->path == INJECTION_FORWARD)
        w = spread_over(k, STACK_FORWARDER, 0);
    if (!w)
        w = with_interface(k, i->interface_index);
    return w ? w : anybody(k);
}

/* Where its flow is. Into a switch a frame goes on from the port where it was. */
static struct walker *walker_of_injection(const struct kernel *k, const struct injection *i)
{
    struct walker *one = of_its_stack(k, i), *here = numbered(k, i->link.walker), *w = NULL;
    struct walker *host = numbered(k, atomic_load(&k->host_walker));
    uint32_t       spread = 0;
    if (!one)
        return NULL;
    here = here && here->config.stack == one->config.stack ? here : NULL;
    if (i->path == INJECTION_TRANSPORT_SEND && i->endpoint)
        w = numbered(k, flow_table_of(i->endpoint) + 1); /* live, a flow is its own endpoint */
    else if (one->config.stack == STACK_SWITCHES && host && i->path != INJECTION_VSWITCH_INGRESS)
        w = host;
    else if (i->path == INJECTION_TRANSPORT_SEND || i->path == INJECTION_VSWITCH_INGRESS || !spread_of_injection(i, &spread))
        w = here;
    return w ? w : spread_over(k, one->config.stack, spread);
}

static enum wfp_status sink_inject(void *context, struct injection *i)
{
    struct kernel  *k = context;
    enum wfp_status err = WFP_TCPIP_NOT_READY;
    pthread_mutex_lock(&k->lock);
    const struct walker *w = walker_of_injection(k, i);
    if (w)
        err = inbox_sink(w->inbox)->inject(inbox_sink(w->inbox)->context, i);
    pthread_mutex_unlock(&k->lock);
    return err;
}

/* What is under way belongs to the walker with which it began, and to nobody when that is gone. With the lock, unless NULL. */
static struct inbox *inbox_lock(struct kernel *k, unsigned number)
{
    pthread_mutex_lock(&k->lock);
    const struct walker *w = number ? numbered(k, number) : anybody(k);
    if (!w)
        pthread_mutex_unlock(&k->lock);
    return w ? w->inbox : NULL;
}

static void sink_complete_operation(void *context, struct pended_operation *op)
{
    struct kernel *k = context;
    struct inbox  *b = inbox_lock(k, op->link.walker);
    if (b) {
        inbox_sink(b)->complete_operation(b, op);
        pthread_mutex_unlock(&k->lock);
        return;
    }
    if (op->state) /* nobody walks any more */
        op->discard(op->state);
    pend_finish(op);
}

static void sink_complete_classify(void *context, struct classify_request *request)
{
    struct kernel *k = context;
    struct inbox  *b = inbox_lock(k, request->link.walker);
    if (b) {
        inbox_sink(b)->complete_classify(b, request);
        pthread_mutex_unlock(&k->lock);
    } else {
        request_abandon(request);
    }
}

static enum wfp_status sink_abort_flow(void *context, uint64_t flow_id)
{
    struct kernel *k = context;
    struct inbox  *b = inbox_lock(k, flow_table_of(flow_id) + 1);
    if (!b)
        return WFP_TCPIP_NOT_READY;
    enum wfp_status err = inbox_sink(b)->abort_flow(b, flow_id);
    pthread_mutex_unlock(&k->lock);
    return err;
}

/* Its own walker stays while the thread is here. */
static bool sink_serve(void *context)
{
    struct kernel *k = context;
    struct inbox  *b = walker_number() ? inbox_lock(k, walker_number()) : NULL;
    if (!b)
        return false;
    pthread_mutex_unlock(&k->lock);
    return inbox_serve(b);
}

static bool sink_may_wait(void *context)
{
    (void)context;
    return walker_number() == 0;
}

struct packet_sink walkers_sink(struct kernel *k)
{
    return (struct packet_sink){ k, sink_inject, sink_complete_operation, sink_complete_classify, sink_abort_flow, sink_serve,
                                 sink_may_wait };
}
