#include <getopt.h>
#include <string.h>

#include "host/live.h"
#include "run_gateway.h"
#include "shim/fragment_group.h"

enum { OPT_GATEWAY = 256, OPT_FORWARD, OPT_ADDRESS, OPT_ROUTE, OPT_NETNS, OPT_LOCAL, OPT_SERVE, OPT_EVENTS, OPT_ALL, OPT_GROUPS,
       OPT_WORKERS };

static const struct option options[] = {
    { "gateway", no_argument, NULL, OPT_GATEWAY },    { "netns", required_argument, NULL, OPT_NETNS },
    { "forward", no_argument, NULL, OPT_FORWARD },    { "address", required_argument, NULL, OPT_ADDRESS },
    { "route", required_argument, NULL, OPT_ROUTE },  { "local", required_argument, NULL, OPT_LOCAL },
    { "serve", required_argument, NULL, OPT_SERVE },  { "net-events", optional_argument, NULL, OPT_EVENTS },
    { "verbose", no_argument, NULL, 'v' },            { "trace", no_argument, NULL, 't' },
    { "write", required_argument, NULL, 'w' },        { "all", no_argument, NULL, OPT_ALL },
    { "group-fragments", optional_argument, NULL, OPT_GROUPS }, { "workers", required_argument, NULL, OPT_WORKERS },
    RUN_COMMON_OPTIONS,
    { 0 },
};

const char run_gateway_help[] =
    "usage: wfp run --gateway [OPTION]... IN OUT\n"
    "       wfp run --forward --address PORT=ADDR/LEN... [OPTION]... PORT PORT...\n\n"
    "The host stack in the path of a host: all that it sends (port IN) and receives (port OUT) visits the layers of the\n"
    "Windows Filtering Platform as if it were the Windows host, until SIGINT or SIGTERM. With --forward a host that\n"
    "routes between networks.\n\n"
    RUN_COMMON_HELP
    "      --workers N         threads that walk packets; default one a core, and one with --trace\n"
    "      --serve PATH        programs reach the engine and the drivers' devices at this socket\n"
    "      --netns NAME|PID    the network namespace of the host: its addresses, sockets and programs are known\n"
    "      --local ADDR[/LEN]  an address or prefix of the host (repeatable); without --netns and --local the\n"
    "                          addresses that it sends from\n"
    "      --address PORT=ADDR/LEN  --forward: an address of ours at a port, and its network (repeatable)\n"
    "      --route PREFIX/LEN=ADDR  --forward: a network behind another router (repeatable)\n"
    "      --group-fragments[=4|6]  --forward: fragments wait for each other, and pass IPFORWARD once more as a group\n"
    "  -v, --verbose           a line for every packet, as `wfp replay` prints it\n"
    "  -t, --trace             every sublayer and filter that was looked at; with -v\n"
    "  -j, --json              one JSON object a packet, as `wfp replay -j` prints it\n"
    "      --net-events[=KEYWORDS]  the net events that drops make (see wfp-replay(1))\n"
    "  -w, --write FILE        writes the packets that pass as pcapng, verdicts as comments\n"
    "      --all               with -w: the others too\n"
    "  -h, --help              this text\n\n"
    "Ports: an interface, packet:IFACE, tap:NAME, xdp:IFACE (see wfp-run(1)).\n"
    "Exit status: 0 it ran until it was told to stop, 1 with --strict a driver was reported, 2 it could not run.\n";

static int take_local(struct run_gateway *r, const struct command *me, const char *text)
{
    struct ip_addr a;
    uint8_t        bits;
    if (r->config.local_count == GATEWAY_LOCAL_MAX)
        return cli_error(me, "more than %d --local options; give fewer", GATEWAY_LOCAL_MAX);
    if (!ip_prefix_parse(text, &a, &bits))
        return cli_usage(me, "--local %s: expected an address or ADDR/LEN", text);
    r->config.local[r->config.local_count++] = text;
    return EXIT_GOOD;
}

static int take_option(struct run_gateway *r, const struct command *me, int answer, char **argv)
{
    switch (answer) {
    case OPT_GATEWAY:
        return EXIT_GOOD;
    case OPT_FORWARD:
        r->forwards = true;
        return EXIT_GOOD;
    case OPT_ADDRESS:
        if (r->roads.address_count == ROUTER_ADDRESSES)
            return cli_error(me, "more than %d --address options; give fewer", ROUTER_ADDRESSES);
        r->address_texts[r->roads.address_count++] = optarg;
        return EXIT_GOOD;
    case OPT_GROUPS:
        return fragment_groups_read(optarg, r->roads.groups) ? EXIT_GOOD : cli_usage(me, "--group-fragments=%s: expected 4 or 6", optarg);
    case OPT_ROUTE:
        if (r->roads.route_count == ROUTER_ROUTES)
            return cli_error(me, "more than %d --route options; give fewer", ROUTER_ROUTES);
        if (!router_read_route(optarg, &r->roads.routes[r->roads.route_count++]))
            return cli_usage(me, "--route %s: expected PREFIX/LEN=ADDR", optarg);
        return EXIT_GOOD;
    case OPT_NETNS:
        r->config.netns = optarg;
        return EXIT_GOOD;
    case OPT_LOCAL:
        return take_local(r, me, optarg);
    case OPT_SERVE:
        r->serve.path = optarg;
        return EXIT_GOOD;
    case OPT_EVENTS:
        return events_option(&r->events, me, optarg);
    case 't':
        r->trace = true;
        return EXIT_GOOD;
    case 'v':
        r->verbose = true;
        return EXIT_GOOD;
    case 'w':
        r->out_path = optarg;
        return EXIT_GOOD;
    case OPT_WORKERS:
        return run_common_number(me, "--workers", optarg, PORT_LOOP_WORKERS, &r->workers);
    case OPT_ALL:
        r->write_all = true;
        return EXIT_GOOD;
    }
    return run_common_option(&r->common, answer, argv);
}

/* "PORT=ADDR/LEN", the port as it stands among the operands. */
static int read_address(struct run_gateway *r, const struct command *me, unsigned at)
{
    struct router_address *a = &r->roads.addresses[at];
    const char            *text = r->address_texts[at], *equals = strchr(text, '=');
    size_t                 n = equals ? (size_t)(equals - text) : 0;
    if (!equals || !router_read_address(equals + 1, &a->addr, &a->bits))
        return cli_usage(me, "--address %s: expected PORT=ADDR/LEN", text);
    for (unsigned i = 0; i < r->port_count; i++)
        if (strlen(r->specs[i]) == n && strncmp(r->specs[i], text, n) == 0) {
            a->port = i;
            return EXIT_GOOD;
        }
    return cli_usage(me, "--address %s: none of the ports is called %.*s", text, (int)n, text);
}

static int check_forward(struct run_gateway *r, const struct command *me)
{
    if (r->port_count < 2)
        return cli_usage(me, "--forward needs two ports or more; %u given", r->port_count);
    if (!r->roads.address_count)
        return cli_usage(me, "--forward needs --address PORT=ADDR/LEN, at best one for each port");
    if (r->config.netns || r->config.local_count)
        return cli_usage(me, "--netns and --local are of --gateway; a forwarder has the addresses of --address");
    for (unsigned i = 0; i < r->roads.address_count; i++) {
        int code = read_address(r, me, i);
        if (code)
            return code;
    }
    return EXIT_GOOD;
}

static int check(struct run_gateway *r, const struct command *me)
{
    int code = r->forwards ? check_forward(r, me) : EXIT_GOOD;
    if (code)
        return code;
    if (!r->forwards && (r->roads.address_count || r->roads.route_count || r->roads.groups[FAMILY_V4] || r->roads.groups[FAMILY_V6]))
        return cli_usage(me, "--address, --route and --group-fragments need --forward");
    if (!r->forwards && r->port_count != GATEWAY_PORTS)
        return cli_usage(me, "--gateway needs two ports, IN toward the host and OUT toward the network; %u given", r->port_count);
    if (r->trace && (!r->verbose || r->common.json))
        return cli_usage(me, "--trace tells more below the lines of -v; give -v, and not -j");
    if (r->trace && r->workers > 1)
        return cli_usage(me, "--trace tells of one packet after the other; leave out --workers");
    if (r->write_all && !r->out_path)
        return cli_usage(me, "--all needs -w FILE");
    if (r->out_path && strcmp(r->out_path, "-") == 0)
        return cli_usage(me, "-w needs the name of a file");
    if (!r->common.modules.count && (r->common.modules.registry || r->common.modules.strict))
        return cli_usage(me, "--registry and --strict need --callout");
    return EXIT_GOOD;
}

int run_gateway_options(struct run_gateway *r, const struct command *me, int argc, char **argv)
{
    int answer;
    opterr = 0;
    r->common.me = me;
    while ((answer = getopt_long(argc, argv, ":p:c:tvjw:h", options, NULL)) != -1) {
        if (answer == 'h')
            return RUN_HELPED;
        int code = take_option(r, me, answer, argv);
        if (code)
            return code;
    }
    for (; optind < argc && r->port_count < PORT_LOOP_MAX; optind++)
        r->specs[r->port_count++] = argv[optind];
    if (optind < argc)
        return cli_usage(me, "more than %d ports; give fewer", PORT_LOOP_MAX);
    if (!r->workers)
        r->workers = r->trace ? 1 : live_workers_of(0);
    return check(r, me);
}
