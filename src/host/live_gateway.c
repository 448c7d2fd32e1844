#include "host/live_gateway_state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "host/live.h"
#include "host/count.h"

/* --- a worker -------------------------------------------------------------------------------------------------------- */

static const struct live_gateway_watch *watch_of(const void *lane)
{
    return &((const struct live_lane *)lane)->of->watch;
}

static void on_send(void *context, unsigned port, struct bytes bytes)
{
    port_worker_send(((const struct live_lane *)context)->worker, port, bytes);
}

static bool on_elsewhere(void *context, unsigned port, struct bytes frame)
{
    return port_worker_say(((const struct live_lane *)context)->worker, port, frame);
}

static void on_wake(void *context)
{
    port_worker_ring(((const struct live_lane *)context)->worker);
}

static void on_walked(void *context, const struct capture_packet *p, const struct pkt_ctx *walk)
{
    const struct live_gateway_watch *w = watch_of(context);
    w->walked(w->context, p, walk);
}

static void on_injected(void *context, const struct pkt_ctx *walk, const struct injection *injection)
{
    const struct live_gateway_watch *w = watch_of(context);
    w->injected(w->context, walk, injection);
}

static void say(const struct live_gateway *g, const char *line)
{
    if (g->watch.say)
        g->watch.say(g->watch.context, line);
}

static void on_lane_says(void *context, const char *line)
{
    say(((const struct live_lane *)context)->of, line);
}

static enum wfp_status begin_gateway(struct live_lane *l, const struct passage_ends *ends)
{
    char                  error[NETNS_ERROR_SIZE];
    struct gateway_config c = l->of->home;
    c.common = l->of->common_home;
    c.ends = *ends;
    enum wfp_status err = gateway_new(&c, &l->gateway, error);
    if (err)
        say(l->of, error);
    else
        l->passage = gateway_passage(l->gateway);
    return err;
}

static enum wfp_status begin_router(struct live_lane *l, const struct passage_ends *ends)
{
    struct router_config c = l->of->roads;
    c.common = l->of->common_roads;
    c.ends = *ends;
    RETURN_IF(router_new(&c, &l->router));
    l->passage = router_passage(l->router);
    return WFP_OK;
}

static enum wfp_status on_begin(void *context, struct port_worker *worker, void **lane)
{
    struct live_gateway *g = context;
    struct live_lane    *l = calloc(1, sizeof(*l));
    if (!l)
        return WFP_NO_MEMORY;
    *l = (struct live_lane){ .of = g, .worker = worker };
    const struct passage_ends ends = { l, on_send, g->watch.walked ? on_walked : NULL, g->watch.injected ? on_injected : NULL,
                                       on_lane_says, on_elsewhere, on_wake };
    enum wfp_status           err = (g->words->forwards ? begin_router : begin_gateway)(l, &ends);
    if (err) {
        free(l);
        return err;
    }
    pthread_mutex_lock(&g->lock);
    l->next = g->lanes;
    g->lanes = l;
    pthread_mutex_unlock(&g->lock);
    *lane = l;
    return WFP_OK;
}

static void count_lane(const struct live_lane *l, struct live_gateway_counts *sum)
{
    passage_counts_add(&sum->walked, passage_counted(l->passage));
    if (l->gateway)
        gateway_counts_add(&sum->gateway, gateway_counted(l->gateway));
    else
        router_counts_add(&sum->router, router_counted(l->router));
}

static void on_end(void *lane)
{
    struct live_lane    *l = lane, **at;
    struct live_gateway *g = l->of;
    pthread_mutex_lock(&g->lock);
    for (at = &g->lanes; *at != l; at = &(*at)->next)
        ;
    *at = l->next;
    count_lane(l, &g->ended);
    pthread_mutex_unlock(&g->lock);
    gateway_free(l->gateway);
    router_free(l->router);
    free(l);
}

static enum spread_local on_local(void *context, unsigned port, const struct headers *h)
{
    const struct live_gateway *g = context;
    return g->words->forwards ? router_local(&g->roads, h) : gateway_local((enum gateway_port)port);
}

static void on_frame(void *lane, unsigned port, struct bytes frame)
{
    const struct live_lane *l = lane;
    if (l->router)
        router_frame(l->router, port, frame);
    else
        gateway_frame(l->gateway, (enum gateway_port)port, frame);
}

static void on_together(void *lane, unsigned port, const struct frame *frames, unsigned count)
{
    gateway_together(((const struct live_lane *)lane)->gateway, (enum gateway_port)port, frames, count);
}

static void on_said(void *lane, unsigned port, struct bytes frame)
{
    router_said(((const struct live_lane *)lane)->router, port, frame);
}

static bool on_serve(void *lane)
{
    return passage_serve(((const struct live_lane *)lane)->passage);
}

static void on_rest(void *lane)
{
    passage_rest(((const struct live_lane *)lane)->passage);
}

static void on_news(void *lane)
{
    gateway_news(((const struct live_lane *)lane)->gateway);
}

static void on_tick(void *lane)
{
    const struct live_lane          *l = lane;
    const struct live_gateway_watch *w = watch_of(lane);
    if (w->tick)
        w->tick(w->context);
    if (l->router)
        router_tick(l->router);
}

static void on_loop_says(void *context, const char *line)
{
    say(context, line);
}

/* --- ports ----------------------------------------------------------------------------------------------------------- */

static enum wfp_status fail(char why[LIVE_GATEWAY_WHY], enum wfp_status err, const char *first, const char *rest)
{
    snprintf(why, LIVE_GATEWAY_WHY, "%s%s", first, rest);
    return err;
}

static enum wfp_status check_new(const struct live_gateway *g, unsigned i, char why[LIVE_GATEWAY_WHY])
{
    for (unsigned k = 0; k < i; k++) {
        if (!port_index(g->ports[i]) || port_index(g->ports[i]) != port_index(g->ports[k]))
            continue;
        snprintf(why, LIVE_GATEWAY_WHY, "%s and %s are one interface; give two", g->words->ports[k], g->words->ports[i]);
        return WFP_ALREADY_EXISTS;
    }
    return WFP_OK;
}

static enum wfp_status open_port(struct live_gateway *g, unsigned i, char why[LIVE_GATEWAY_WHY])
{
    char                     error[PORT_ERROR_SIZE];
    const char              *spec = g->words->ports[i];
    const struct port_config c = { .spec = spec, .queues = g->workers, .promiscuous = true };
    enum wfp_status          err = port_open(&c, &g->ports[i], error);
    if (err)
        return fail(why, err, error, "");
    RETURN_IF(check_new(g, i, why));
    if (i < GATEWAY_PORTS)
        g->home.mtu[i] = port_mtu(g->ports[i]);
    g->roads.mtu[i] = port_mtu(g->ports[i]);
    g->roads.interfaces[i] = interface_of_port(g->ports[i]);
    if (g->words->forwards && !port_mac(g->ports[i], g->roads.mac[i]))
        return fail(why, WFP_INVALID_ARGUMENT, spec, ": it has no MAC address, and a forwarder needs one at each port");
    return WFP_OK;
}

static void take_words(struct live_gateway *g)
{
    const struct gateway_words *w = g->words;
    g->home.netns = w->netns;
    memcpy(g->home.local, w->local, sizeof(g->home.local));
    g->home.local_count = w->local_count;
    g->roads.ports = w->port_count;
    memcpy(g->roads.addresses, w->addresses, sizeof(g->roads.addresses));
    g->roads.address_count = w->address_count;
    memcpy(g->roads.routes, w->routes, sizeof(g->roads.routes));
    g->roads.route_count = w->route_count;
    memcpy(g->roads.groups, w->groups, sizeof(g->roads.groups));
}

static enum wfp_status open_all(struct live_gateway *g, char why[LIVE_GATEWAY_WHY])
{
    take_words(g);
    for (unsigned i = 0; i < g->words->port_count; i++)
        RETURN_IF(open_port(g, i, why));
    /* The host has one interface, at the other end of IN: its number is the port's, its station's address its own. */
    g->home.interface = g->roads.interfaces[GATEWAY_IN];
    g->home.interface.has_mac = false;
    return WFP_OK;
}

enum wfp_status live_gateway_open(const struct gateway_words *words, unsigned workers, struct live_gateway **out,
                                  char why[LIVE_GATEWAY_WHY])
{
    struct live_gateway *g = calloc(1, sizeof(*g));
    if (!g)
        return fail(why, WFP_NO_MEMORY, "not enough memory", "");
    g->words = words;
    g->workers = live_workers_of(workers);
    pthread_mutex_init(&g->lock, NULL);
    enum wfp_status err = open_all(g, why);
    if (err)
        live_gateway_free(g);
    else
        *out = g;
    return err;
}

/* --- begin and end --------------------------------------------------------------------------------------------------- */

static enum wfp_status begin_common(struct live_gateway *g, char why[LIVE_GATEWAY_WHY])
{
    char            error[NETNS_ERROR_SIZE] = "not enough memory";
    enum wfp_status err = g->words->forwards ? router_common_new(&g->common_roads)
                                             : gateway_common_new(&g->home, &g->common_home, error);
    return err ? fail(why, err, error, "") : WFP_OK;
}

static enum wfp_status begin_workers(struct live_gateway *g, char why[LIVE_GATEWAY_WHY])
{
    bool                    roads = g->words->forwards;
    struct port_loop_config c = { .count = g->words->port_count, .workers = g->workers, .kernel = g->home.kernel, .news = -1,
                                  .context = g, .say = on_loop_says, .local = on_local, .begin = on_begin, .end = on_end,
                                  .together = roads ? NULL : on_together, .frame = on_frame, .said = roads ? on_said : NULL,
                                  .serve = on_serve, .rest = on_rest, .tick = on_tick, .read_news = on_news };
    if (g->common_home)
        c.news = gateway_news_fd(g->common_home);
    memcpy(c.ports, g->ports, sizeof(c.ports));
    enum wfp_status err = port_loop_new(&c, &g->loop);
    return err ? fail(why, err, "the workers cannot start: ", status_row(err)->sentence) : WFP_OK;
}

enum wfp_status live_gateway_begin(struct live_gateway *g, struct kernel *k, const struct live_gateway_watch *watch,
                                   char why[LIVE_GATEWAY_WHY])
{
    g->watch = *watch;
    g->home.kernel = g->roads.kernel = k;
    g->home.observer = g->roads.observer = watch->observer;
    RETURN_IF(begin_common(g, why));
    return begin_workers(g, why);
}

void live_gateway_receive(struct live_gateway *g)
{
    port_loop_receive(g->loop);
}

void live_gateway_run(struct live_gateway *g, int stop)
{
    port_loop_run(g->loop, stop);
}

bool live_gateway_drain(struct live_gateway *g)
{
    return port_loop_drain(g->loop);
}

void live_gateway_end(struct live_gateway *g)
{
    struct port_loop *loop = g->loop;
    if (!loop)
        return;
    port_loop_end(loop);
    pthread_mutex_lock(&g->lock);
    g->ended.lost += port_loop_lost(loop);
    g->loop = NULL;
    pthread_mutex_unlock(&g->lock);
    port_loop_free(loop);
}

void live_gateway_free(struct live_gateway *g)
{
    if (!g)
        return;
    live_gateway_end(g);
    gateway_common_free(g->common_home);
    router_common_free(g->common_roads);
    for (unsigned i = 0; i < g->words->port_count; i++)
        port_close(g->ports[i]);
    pthread_mutex_destroy(&g->lock);
    free(g);
}

/* --- what it is and has done ----------------------------------------------------------------------------------------- */

const struct gateway_words *live_gateway_words(const struct live_gateway *g)
{
    return g->words;
}

unsigned live_gateway_workers(const struct live_gateway *g)
{
    return g->workers;
}

struct port *live_gateway_port(const struct live_gateway *g, unsigned i)
{
    return g->ports[i];
}

void live_gateway_home(const struct live_gateway *g, struct home *out)
{
    gateway_home(g->common_home, out);
}

void live_gateway_counted(struct live_gateway *g, struct live_gateway_counts *out)
{
    pthread_mutex_lock(&g->lock);
    *out = g->ended;
    for (const struct live_lane *l = g->lanes; l; l = l->next)
        count_lane(l, out);
    out->lost += g->loop ? port_loop_lost(g->loop) : 0;
    pthread_mutex_unlock(&g->lock);
}
