/* wfp run --gateway: the host stack in the path of a host. */
#include "run_gateway.h"

#include <errno.h>
#include <string.h>

#include "host/serving.h"

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

/* What -w writes gets its name at the end, in a folder that may be anybody's. */
static uint64_t rights_needed(struct run_gateway *r)
{
    return (run_gateway_words(r)->netns ? GATEWAY_NETNS_RIGHTS : 0) | (r->out_path ? PRIVILEGE(CAP_DAC_OVERRIDE) : 0);
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

/* --- all of it ----------------------------------------------------------------------------------------------------- */

static int open_ports(struct run_gateway *r)
{
    char why[LIVE_GATEWAY_WHY];
    return live_gateway_open(run_gateway_words(r), r->workers, &r->gateway, why) == WFP_OK ? EXIT_GOOD : cli_error(me, "%s", why);
}

static int start_workers(struct run_gateway *r)
{
    char                            why[LIVE_GATEWAY_WHY];
    bool                            shows = r->common.json || r->verbose || r->writer || r->events.wanted;
    const struct live_gateway_watch watch = {
        .context = r,
        .say = run_gateway_say,
        .walked = shows ? run_gateway_walked : NULL,
        .injected = shows ? run_gateway_injected : NULL,
        .tick = run_gateway_flush,
        .observer = { .context = r, .classified = r->trace ? run_gateway_classified : NULL, .want_trace = r->trace },
    };
    enum wfp_status err = live_gateway_begin(r->gateway, r->common.modules.kernel, &watch, why);
    return err ? cli_error(me, "%s", why) : EXIT_GOOD;
}

/* `wfp gateway show` of another terminal; it is added and deleted here alone. */
static int start_serving(struct run_gateway *r)
{
    if (!serve_wanted(&r->serve))
        return EXIT_GOOD;
    r->set.of[r->forwards] = r->gateway;
    gateway_set_init(&r->set);
    r->host = (struct live_host){ .kernel = r->common.modules.kernel, .gateways = &r->set };
    int code = serve_start(&r->serve, me, &r->common.modules);
    if (code == EXIT_GOOD)
        serving_set_live(r->serve.serving, &r->host);
    return code;
}

static int start(struct run_gateway *r)
{
    char error[NETNS_ERROR_SIZE];
    if (r->out_path && capture_writer_open_ethernet(r->out_path, &r->writer, error) != WFP_OK)
        return cli_error(me, "%s", error);
    int code = events_start(&r->events, me, r->common.modules.kernel);
    if (code == EXIT_GOOD)
        code = start_workers(r);
    if (code == EXIT_GOOD)
        code = modules_load_all(&r->common.modules, me);
    return code == EXIT_GOOD ? start_serving(r) : code;
}

/* Frames leave first. Drivers do what they have begun, and again when they go; what they go on holding goes with them. */
static int finish(struct run_gateway *r)
{
    if (!live_gateway_drain(r->gateway))
        run_gateway_say(r, "drivers make packets without end: stopped");
    run_common_take_cost(&r->common);
    serve_stop(&r->serve);
    kernel_unload(r->common.modules.kernel);
    (void)live_gateway_drain(r->gateway);
    live_gateway_end(r->gateway);
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
    live_gateway_run(r->gateway, r->common.stop);
    return finish(r);
}

static void release(struct run_gateway *r)
{
    capture_writer_discard(r->writer);
    serve_stop(&r->serve);
    if (r->common.modules.kernel)
        kernel_unload(r->common.modules.kernel);
    live_gateway_free(r->gateway);
    run_common_end(&r->common);
    events_free(&r->events);
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
