/* wfp run --gateway: the host stack in the path of a host. */
#include "run_gateway.h"

#include <errno.h>
#include <linux/capability.h>
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

static int load(struct run_gateway *r)
{
    const struct policy *policy = run_common_policy(&r->common, on_stopped, r);
    int                  code = modules_load(&r->common.modules, me, policy);
    if (code == EXIT_GOOD)
        code = run_common_count_cost(&r->common);
    return code ? code : events_start(&r->events, me, r->common.modules.kernel);
}

/* --- ports --------------------------------------------------------------------------------------------------------- */

static int open_ports(struct run_gateway *r)
{
    char error[PORT_ERROR_SIZE];
    for (unsigned i = 0; i < r->port_count; i++) {
        const struct port_config c = { .spec = r->specs[i], .queues = 1, .promiscuous = true };
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

static void on_send(void *context, unsigned port, struct bytes bytes)
{
    struct run_gateway *r = context;
    departures_put(&r->leaving[port], r->ports[port], bytes);
}

static void on_leave(void *context)
{
    struct run_gateway *r = context;
    for (unsigned i = 0; i < r->port_count; i++)
        departures_flush(&r->leaving[i], r->ports[i]);
}

/* --- the loop ------------------------------------------------------------------------------------------------------ */

static void on_frame(void *context, unsigned port, struct bytes frame)
{
    struct run_gateway *r = context;
    if (r->router)
        router_frame(r->router, port, frame);
    else
        gateway_frame(r->gateway, (enum gateway_port)port, frame);
}

static void on_together(void *context, unsigned port, const struct frame *frames, unsigned count)
{
    gateway_together(((struct run_gateway *)context)->gateway, (enum gateway_port)port, frames, count);
}

static bool on_serve(void *context)
{
    return passage_serve(((struct run_gateway *)context)->passage);
}

static void on_news(void *context)
{
    gateway_news(((struct run_gateway *)context)->gateway);
}

/* Lines that nobody waits for reach a pipe or a file now and then. */
static void on_tick(void *context)
{
    struct run_gateway *r = context;
    pthread_mutex_lock(&r->common.modules.lines_lock);
    fflush(stdout);
    pthread_mutex_unlock(&r->common.modules.lines_lock);
    if (r->router)
        router_tick(r->router);
}

static int loop(struct run_gateway *r)
{
    struct port_loop_config c = { .count = r->port_count, .kernel = r->common.modules.kernel, .stop = r->common.stop, .context = r,
                                  .together = r->gateway ? on_together : NULL, .frame = on_frame, .serve = on_serve,
                                  .leave = on_leave, .tick = on_tick,
                                  .read_news = on_news, .say = run_gateway_say };
    c.news = r->gateway ? gateway_news_fd(r->gateway) : -1;
    memcpy(c.ports, r->ports, sizeof(c.ports));
    return port_loop(&c) == WFP_OK ? EXIT_GOOD : cli_error(me, "not enough memory");
}

/* Drivers do what they have begun; what they go on holding goes with them. */
static int finish(struct run_gateway *r)
{
    passage_exhaust(r->passage);
    run_common_take_cost(&r->common);
    serve_stop(&r->serve);
    kernel_unload(r->common.modules.kernel);
    passage_exhaust(r->passage);
    on_leave(r);
    for (unsigned i = 0; i < r->port_count; i++)
        port_flush(r->ports[i], 0);
    run_gateway_summary(r);
    run_common_tell_cost(&r->common);
    enum wfp_status err = r->writer ? capture_writer_close(r->writer) : WFP_OK;
    r->writer = NULL;
    return err || r->unwritten ? cli_error(me, "%s: cannot write: %s", r->out_path, strerror(errno)) : EXIT_GOOD;
}

static int start_gateway(struct run_gateway *r)
{
    char error[NETNS_ERROR_SIZE];
    if (gateway_new(&r->config, &r->gateway, error) != WFP_OK)
        return cli_error(me, "%s", error);
    r->passage = gateway_passage(r->gateway);
    return EXIT_GOOD;
}

static int start_router(struct run_gateway *r)
{
    r->roads.kernel = r->config.kernel;
    r->roads.ends = r->config.ends;
    r->roads.observer = r->config.observer;
    r->roads.ports = r->port_count;
    if (router_new(&r->roads, &r->router) != WFP_OK)
        return cli_error(me, "not enough memory");
    r->passage = router_passage(r->router);
    return EXIT_GOOD;
}

static int start(struct run_gateway *r)
{
    char error[NETNS_ERROR_SIZE];
    r->config.kernel = r->common.modules.kernel;
    r->config.ends = (struct passage_ends){ r, on_send, run_gateway_walked, run_gateway_injected, run_gateway_say };
    if (r->trace)
        r->config.observer = (struct shim_observer){ .context = r, .classified = run_gateway_classified, .want_trace = true };
    int code = (r->forwards ? start_router : start_gateway)(r);
    if (code)
        return code;
    if (r->out_path && capture_writer_open_ethernet(r->out_path, &r->writer, error) != WFP_OK)
        return cli_error(me, "%s", error);
    return serve_wanted(&r->serve) ? serve_start(&r->serve, me, &r->common.modules) : EXIT_GOOD;
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
        code = load(r);
    if (code == EXIT_GOOD)
        code = start(r);
    if (code)
        return code;
    run_gateway_head(r);
    code = loop(r);
    int end = finish(r);
    return code ? code : end;
}

static void release(struct run_gateway *r)
{
    capture_writer_discard(r->writer);
    serve_stop(&r->serve);
    if (r->common.modules.kernel)
        kernel_unload(r->common.modules.kernel);
    gateway_free(r->gateway);
    router_free(r->router);
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
