/* wfp run --gateway: the host stack in the path of a host. */
#include "run_gateway.h"

#include <errno.h>
#include <linux/capability.h>
#include <stdlib.h>
#include <string.h>

#include "host/privilege.h"

const struct command command_run_gateway = {
    .name = "run",
    .summary = "the engine on live traffic, in the foreground",
    .help = run_gateway_help,
    .run = run_gateway,
};

static const struct command *const me = &command_run_gateway;

static void on_stopped(void *context)
{
    struct run_gateway *r = context;
    capture_writer_discard(r->writer);
    run_common_stopped(&r->common);
}

/* Whose the sockets of another namespace are is asked for as long as the gateway runs: to enter it, and to look at other users'
 * processes. What -w writes gets its name at the end, in a folder that may be anybody's. */
static uint64_t rights_needed(const struct run_gateway *r)
{
    uint64_t asks = PRIVILEGE(CAP_SYS_ADMIN) | PRIVILEGE(CAP_SYS_PTRACE) | PRIVILEGE(CAP_DAC_READ_SEARCH);
    return (r->config.netns ? asks : 0) | (r->out_path ? PRIVILEGE(CAP_DAC_OVERRIDE) : 0);
}

/* After the ports are open. */
static int give_up_rights(struct run_gateway *r)
{
    const struct trust_policy   trust = run_common_trust(&r->common);
    const struct privilege_wish wish = { .keep = rights_needed(r) };
    char                        why[PRIVILEGE_ERROR_SIZE];
    if (privilege_held() && privilege_drop(&wish, why) != WFP_OK)
        return cli_error(me, "%s", why);
    return modules_trust(&r->common.modules, me, &trust);
}

/* Drivers come when there are workers who walk what they inject. */
static int make_kernel(struct run_gateway *r)
{
    const struct policy *policy = run_common_policy(&r->common, on_stopped, r);
    r->common.modules.live = true;
    int code = modules_kernel(&r->common.modules, me, policy);
    return code ? code : run_common_count_cost(&r->common);
}

/* --- ports --------------------------------------------------------------------------------------------------------- */

static int open_ports(struct run_gateway *r)
{
    char error[PORT_ERROR_SIZE];
    for (unsigned i = 0; i < r->port_count; i++) {
        const struct port_config c = { .spec = r->specs[i], .queues = r->workers, .promiscuous = true };
        if (port_open(&c, &r->ports[i], error) != WFP_OK)
            return cli_error(me, "%s", error);
        for (unsigned k = 0; k < i; k++)
            if (port_index(r->ports[i]) && port_index(r->ports[i]) == port_index(r->ports[k]))
                return cli_error(me, "%s and %s are one interface; give two", r->specs[k], r->specs[i]);
        if (i < GATEWAY_PORTS)
            r->config.mtu[i] = port_mtu(r->ports[i]);
        r->roads.mtu[i] = port_mtu(r->ports[i]);
        r->roads.interfaces[i] = interface_of_port(r->ports[i]);
        if (r->forwards && !port_mac(r->ports[i], r->roads.mac[i]))
            return cli_error(me, "%s: it has no MAC address, and a forwarder needs one at each port", r->specs[i]);
    }
    /* The host has one interface, at the other end of IN: its number is the port's, its station's address its own. */
    r->config.interface = r->roads.interfaces[GATEWAY_IN];
    r->config.interface.has_mac = false;
    return EXIT_GOOD;
}

/* --- a worker ------------------------------------------------------------------------------------------------------ */

static void on_send(void *context, unsigned port, struct bytes bytes)
{
    port_worker_send(((const struct run_lane *)context)->worker, port, bytes);
}

static bool on_elsewhere(void *context, unsigned port, struct bytes frame)
{
    return port_worker_say(((const struct run_lane *)context)->worker, port, frame);
}

static void on_wake(void *context)
{
    port_worker_ring(((const struct run_lane *)context)->worker);
}

static enum wfp_status begin_gateway(struct run_lane *l, const struct passage_ends *ends, const struct shim_observer *observer)
{
    char                  error[NETNS_ERROR_SIZE];
    struct gateway_config c = l->run->config;
    c.common = l->run->common_home;
    c.ends = *ends;
    c.observer = *observer;
    enum wfp_status err = gateway_new(&c, &l->gateway, error);
    if (err)
        run_gateway_line(l->run, error);
    else
        l->passage = gateway_passage(l->gateway);
    return err;
}

static enum wfp_status begin_router(struct run_lane *l, const struct passage_ends *ends, const struct shim_observer *observer)
{
    struct router_config c = l->run->roads;
    c.common = l->run->common_roads;
    c.ends = *ends;
    c.observer = *observer;
    RETURN_IF(router_new(&c, &l->router));
    l->passage = router_passage(l->router);
    return WFP_OK;
}

static enum wfp_status on_begin(void *context, struct port_worker *worker, void **lane)
{
    struct run_gateway *r = context;
    struct run_lane    *l = calloc(1, sizeof(*l));
    if (!l)
        return WFP_NO_MEMORY;
    *l = (struct run_lane){ .run = r, .worker = worker };
    const struct passage_ends  ends = { l, on_send, run_gateway_walked, run_gateway_injected, run_gateway_say, on_elsewhere, on_wake };
    const struct shim_observer observer = { .context = l, .classified = r->trace ? run_gateway_classified : NULL, .want_trace = r->trace };
    enum wfp_status            err = (r->forwards ? begin_router : begin_gateway)(l, &ends, &observer);
    if (err)
        free(l);
    else
        *lane = l;
    return err;
}

static void on_end(void *lane)
{
    struct run_lane    *l = lane;
    struct run_gateway *r = l->run;
    pthread_mutex_lock(&r->common.modules.lines_lock);
    passage_counts_add(&r->walked, passage_counted(l->passage));
    r->flows += shim_flows_seen(passage_shim(l->passage));
    if (l->gateway)
        gateway_counts_add(&r->gateway, gateway_counted(l->gateway));
    else
        router_counts_add(&r->router, router_counted(l->router));
    pthread_mutex_unlock(&r->common.modules.lines_lock);
    gateway_free(l->gateway);
    router_free(l->router);
    free(l);
}

static enum spread_local on_local(void *context, unsigned port, const struct headers *h)
{
    const struct run_gateway *r = context;
    return r->forwards ? router_local(&r->roads, h) : gateway_local((enum gateway_port)port);
}

static void on_frame(void *lane, unsigned port, struct bytes frame)
{
    const struct run_lane *l = lane;
    if (l->router)
        router_frame(l->router, port, frame);
    else
        gateway_frame(l->gateway, (enum gateway_port)port, frame);
}

static void on_together(void *lane, unsigned port, const struct frame *frames, unsigned count)
{
    gateway_together(((const struct run_lane *)lane)->gateway, (enum gateway_port)port, frames, count);
}

static void on_said(void *lane, unsigned port, struct bytes frame)
{
    router_said(((const struct run_lane *)lane)->router, port, frame);
}

static bool on_serve(void *lane)
{
    return passage_serve(((const struct run_lane *)lane)->passage);
}

static void on_rest(void *lane)
{
    passage_rest(((const struct run_lane *)lane)->passage);
}

static void on_news(void *lane)
{
    gateway_news(((const struct run_lane *)lane)->gateway);
}

/* Lines that nobody waits for reach a pipe or a file now and then. */
static void on_tick(void *lane)
{
    const struct run_lane *l = lane;
    pthread_mutex_lock(&l->run->common.modules.lines_lock);
    fflush(stdout);
    pthread_mutex_unlock(&l->run->common.modules.lines_lock);
    if (l->router)
        router_tick(l->router);
}

static void on_say(void *context, const char *line)
{
    run_gateway_line(context, line);
}

/* --- all of them --------------------------------------------------------------------------------------------------- */

static int start_common(struct run_gateway *r)
{
    char error[NETNS_ERROR_SIZE] = "not enough memory";
    bool good = r->forwards ? router_common_new(&r->common_roads) == WFP_OK
                            : gateway_common_new(&r->config, &r->common_home, error) == WFP_OK;
    r->config.kernel = r->roads.kernel = r->common.modules.kernel;
    r->roads.ports = r->port_count;
    return good ? EXIT_GOOD : cli_error(me, "%s", error);
}

static int start_workers(struct run_gateway *r)
{
    struct port_loop_config c = { .count = r->port_count, .workers = r->workers, .kernel = r->common.modules.kernel, .news = -1,
                                  .context = r, .say = on_say, .local = on_local, .begin = on_begin, .end = on_end,
                                  .together = r->forwards ? NULL : on_together, .frame = on_frame,
                                  .said = r->forwards ? on_said : NULL, .serve = on_serve, .rest = on_rest, .tick = on_tick,
                                  .read_news = on_news };
    if (r->common_home)
        c.news = gateway_news_fd(r->common_home);
    memcpy(c.ports, r->ports, sizeof(c.ports));
    enum wfp_status err = port_loop_new(&c, &r->loop);
    return err ? cli_error(me, "the workers cannot start: %s", status_row(err)->sentence) : EXIT_GOOD;
}

static int start(struct run_gateway *r)
{
    char error[NETNS_ERROR_SIZE];
    if (r->out_path && capture_writer_open_ethernet(r->out_path, &r->writer, error) != WFP_OK)
        return cli_error(me, "%s", error);
    int code = start_common(r);
    if (code == EXIT_GOOD)
        code = events_start(&r->events, me, r->common.modules.kernel);
    if (code == EXIT_GOOD)
        code = start_workers(r);
    if (code == EXIT_GOOD)
        code = modules_load_all(&r->common.modules, me);
    if (code == EXIT_GOOD && serve_wanted(&r->serve))
        code = serve_start(&r->serve, me, &r->common.modules);
    return code;
}

static void end_workers(struct run_gateway *r)
{
    r->lost = r->loop ? port_loop_lost(r->loop) : r->lost;
    port_loop_free(r->loop);
    r->loop = NULL;
}

/* Frames leave first. Drivers do what they have begun, and again when they go; what they go on holding goes with them. */
static int finish(struct run_gateway *r)
{
    if (!port_loop_drain(r->loop))
        run_gateway_line(r, "drivers make packets without end: stopped");
    run_common_take_cost(&r->common);
    serve_stop(&r->serve);
    kernel_unload(r->common.modules.kernel);
    (void)port_loop_drain(r->loop);
    end_workers(r);
    run_gateway_summary(r);
    run_common_tell_cost(&r->common);
    enum wfp_status err = r->writer ? capture_writer_close(r->writer) : WFP_OK;
    r->writer = NULL;
    return err || r->unwritten ? cli_error(me, "%s: cannot write: %s", r->out_path, strerror(errno)) : EXIT_GOOD;
}

static int work(struct run_gateway *r)
{
    int code = run_common_begin(&r->common);
    json_init(&r->out, stdout);
    if (code == EXIT_GOOD)
        code = open_ports(r);
    if (code == EXIT_GOOD)
        code = give_up_rights(r);
    if (code == EXIT_GOOD)
        code = make_kernel(r);
    if (code == EXIT_GOOD)
        code = start(r);
    if (code)
        return code;
    run_gateway_head(r);
    port_loop_run(r->loop, r->common.stop);
    return finish(r);
}

static void release(struct run_gateway *r)
{
    capture_writer_discard(r->writer);
    serve_stop(&r->serve);
    if (r->common.modules.kernel)
        kernel_unload(r->common.modules.kernel);
    end_workers(r);
    gateway_common_free(r->common_home);
    router_common_free(r->common_roads);
    run_common_end(&r->common);
    events_free(&r->events);
    for (unsigned i = 0; i < r->port_count; i++)
        port_close(r->ports[i]);
}

int run_gateway(int argc, char **argv)
{
    static struct run_gateway r;
    int                       code = run_gateway_options(&r, me, argc, argv);
    if (code)
        return code == RUN_HELPED ? cli_help(me) : code;
    code = work(&r);
    release(&r);
    return modules_answer(&r.common.modules, code);
}
