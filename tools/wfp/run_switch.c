/* wfp run --switch: virtual switches between devices, in the foreground. Devices are opened first; what root may beyond an ordinary
 * user is given up before a driver is loaded. */
#include "run_switch.h"

#include <poll.h>
#include <time.h>

#include "host/privilege.h"
#include "host/serving.h"

#define LOOK_MS 50 /* between two looks whether capture files have ended */

const char run_switch_help[] =
    "usage: wfp run --switch NAME --port PORT... [--switch NAME --port PORT...]... [OPTION]...\n\n"
    "A virtual switch between ports, with WFP in it: every frame visits the VSWITCH layers, until SIGINT or SIGTERM.\n\n"
    "      --switch NAME       a switch; the ports behind it are its own\n"
    "      --port PORT         DEVICE[,vlan=N|,trunk=LIST[:native=N]|,pvlan=MODE:PRIMARY:SECONDARY][,name=TEXT][,vm=NAME]\n"
    "                          [,id=N][,type=external|internal|synthetic|emulated][,mac=MAC][,tenant=N][,mtu=N]\n"
    "                          [,host=learn|ADDR/LEN+...]\n"
    RUN_COMMON_HELP
    "      --workers N         threads that forward; default as many as the traffic needs\n"
    "      --stats SECONDS     statistics every so often, not only at the end\n"
    "      --serve PATH        programs reach the engine at this socket: `wfp add`, `wfp switch show`\n"
    "      --user NAME         becomes this user when its devices are open\n"
    "  -j, --json              statistics as JSON, one line each\n"
    "      --quiet             says nothing of what is dropped\n"
    "  -h, --help              this text\n\n"
    "Devices: an interface, packet:IFACE, tap:NAME, xdp:IFACE, pcap:IN[,OUT] (see wfp-run(1)).\n"
    "Exit status: 0 it ran until it was told to stop, 1 with --strict a driver was reported, 2 it could not run.\n";

static const struct command me_row = { .name = "run", .help = run_switch_help, .run = run_switch };
static const struct command *const me = &me_row;

static int open_devices(struct run_switch *r)
{
    char error[PORT_ERROR_SIZE];
    for (unsigned i = 0; i < r->port_count; i++) {
        struct run_port         *p = &r->ports[i];
        const struct port_config c = live_port_config_of(live_workers_of(r->workers), p->spec);
        p->words.spec = p->spec;
        if (port_open(&c, &p->device, error) != WFP_OK)
            return cli_error(me, "--port %s", error);
    }
    return EXIT_GOOD;
}

/* The devices are open, their sockets need no rights. What is loaded and who asks is judged by what the process could do before. */
static int give_up_rights(struct run_switch *r)
{
    char why[PRIVILEGE_ERROR_SIZE];
    r->host.trust = run_common_trust(&r->common);
    if (!privilege_held() && !r->user)
        return EXIT_GOOD;
    return privilege_drop(&(struct privilege_wish){ .user = r->user }, why) == WFP_OK ? EXIT_GOOD : cli_error(me, "%s", why);
}

static void on_stopped(void *context)
{
    run_common_stopped(context);
}

static int load(struct run_switch *r)
{
    const struct policy *policy = run_common_policy(&r->common, on_stopped, &r->common);
    pthread_mutex_init(&r->host.modules, NULL);
    r->common.modules.live = true;
    int code = modules_kernel(&r->common.modules, me, policy);
    return code ? code : run_common_count_cost(&r->common);
}

static int plug_in(struct run_switch *r)
{
    char why[LIVE_ERROR_SIZE];
    for (unsigned i = 0; i < r->switch_count; i++)
        if (live_switch_add(r->host.live, &(struct vswitch_config){ .name = r->switches[i] }, why) != WFP_OK)
            return cli_error(me, "%s", why);
    for (unsigned i = 0; i < r->port_count; i++) {
        struct run_port *p = &r->ports[i];
        p->words.device = p->device;
        if (live_port_add(r->host.live, r->switches[p->of], &p->words, why) != WFP_OK)
            return cli_error(me, "--port %s", why);
        p->device = NULL;
    }
    return EXIT_GOOD;
}

/* Drivers are loaded when packets can be injected, and see every change of the switches from its beginning. */
static int start(struct run_switch *r)
{
    char                     why[LIVE_ERROR_SIZE];
    const struct live_config config = { .kernel = r->common.modules.kernel, .workers = r->workers, .log = run_switch_log,
                                        .blocked = r->quiet ? NULL : run_switch_blocked, .context = r };
    r->host.kernel = r->common.modules.kernel;
    if (live_new(&config, &r->host.live) != WFP_OK)
        return cli_error(me, "not enough memory");
    if (live_begin(r->host.live, why) != WFP_OK)
        return cli_error(me, "%s", why);
    int code = modules_load_all(&r->common.modules, me);
    if (code == EXIT_GOOD)
        code = plug_in(r);
    if (code || !r->serve_path)
        return code;
    if (serving_new(r->common.modules.kernel, r->serve_path, NULL, NULL, &r->serving, why) != WFP_OK)
        return cli_error(me, "--serve %s: %s", r->serve_path, why);
    serving_set_live(r->serving, &r->host);
    return EXIT_GOOD;
}

static void say_ready(struct run_switch *r)
{
    pthread_mutex_lock(&r->common.modules.lines_lock);
    fprintf(r->common.modules.lines, "ready: %u port%s, %u worker%s", r->port_count, r->port_count == 1 ? "" : "s",
            live_workers(r->host.live), live_workers(r->host.live) == 1 ? "" : "s");
    for (unsigned i = 0; i < r->switch_count; i++)
        fprintf(r->common.modules.lines, "%s%s", i ? ", " : ", switch ", r->switches[i]);
    fprintf(r->common.modules.lines, "\n");
    fflush(r->common.modules.lines);
    pthread_mutex_unlock(&r->common.modules.lines_lock);
}

/* Every port is plugged in before the first frame is received. */
static void open_ports(struct run_switch *r)
{
    live_receive(r->host.live);
    say_ready(r);
}

/* Until a signal comes, or every port is a capture file and all are walked. */
static void wait_for_end(struct run_switch *r)
{
    struct pollfd stop = { .fd = r->common.stop, .events = POLLIN };
    uint64_t      waited_ms = 0;
    while (poll(&stop, 1, LOOK_MS) <= 0 && !live_is_over(r->host.live)) {
        waited_ms += LOOK_MS;
        if (r->stats_s && waited_ms % (r->stats_s * 1000u) == 0)
            run_switch_stats(r);
    }
}

/* Frames leave first, then drivers go, then the switches. */
static void finish(struct run_switch *r)
{
    run_common_take_cost(&r->common);
    serving_free(r->serving);
    r->serving = NULL;
    live_stop(r->host.live);
    run_switch_stats(r);
    run_common_tell_cost(&r->common);
}

static int work(struct run_switch *r)
{
    int code = run_common_begin(&r->common);
    if (code == EXIT_GOOD)
        code = open_devices(r);
    if (code == EXIT_GOOD)
        code = give_up_rights(r);
    if (code == EXIT_GOOD)
        code = modules_trust(&r->common.modules, me, &r->host.trust);
    if (code == EXIT_GOOD)
        code = load(r);
    if (code == EXIT_GOOD)
        code = start(r);
    if (code)
        return code;
    open_ports(r);
    wait_for_end(r);
    finish(r);
    return EXIT_GOOD;
}

static void release(struct run_switch *r)
{
    serving_free(r->serving);
    if (r->host.live)
        live_stop(r->host.live);
    if (r->common.modules.kernel)
        kernel_unload(r->common.modules.kernel);
    live_free(r->host.live);
    run_common_end(&r->common);
    for (unsigned i = 0; i < r->port_count; i++)
        port_close(r->ports[i].device);
}

int run_switch(int argc, char **argv)
{
    static struct run_switch r;
    int                      code = run_switch_options(&r, me, argc, argv);
    if (code)
        return code == RUN_HELPED ? cli_help(me) : code;
    code = work(&r);
    release(&r);
    return modules_answer(&r.common.modules, code);
}
