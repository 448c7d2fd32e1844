#include <getopt.h>
#include <string.h>

#include "run_gateway.h"

enum { OPT_GATEWAY = 256, OPT_NETNS, OPT_LOCAL, OPT_REGISTRY, OPT_SERVE, OPT_EVENTS, OPT_EACH, OPT_ALL, OPT_STRICT };

static const struct option options[] = {
    { "gateway", no_argument, NULL, OPT_GATEWAY },    { "netns", required_argument, NULL, OPT_NETNS },
    { "local", required_argument, NULL, OPT_LOCAL },  { "policy", required_argument, NULL, 'p' },
    { "callout", required_argument, NULL, 'c' },      { "registry", required_argument, NULL, OPT_REGISTRY },
    { "serve", required_argument, NULL, OPT_SERVE },  { "net-events", optional_argument, NULL, OPT_EVENTS },
    { "each", no_argument, NULL, OPT_EACH },          { "trace", no_argument, NULL, 't' },
    { "verbose", no_argument, NULL, 'v' },            { "json", no_argument, NULL, 'j' },
    { "write", required_argument, NULL, 'w' },        { "all", no_argument, NULL, OPT_ALL },
    { "strict", no_argument, NULL, OPT_STRICT },      { "help", no_argument, NULL, 'h' },
    { 0 },
};

const char run_gateway_help[] =
    "usage: wfp run --gateway [OPTION]... IN OUT\n\n"
    "The host stack in the path of a host: all that it sends (port IN) and receives (port OUT) visits the layers of the\n"
    "Windows Filtering Platform as if it were the Windows host, until SIGINT or SIGTERM.\n\n"
    "  -p, --policy FILE       the policy (JSON, see wfp-policy(5)); without it everything is permitted\n"
    "  -c, --callout MODULE.so loads a driver module made by `wfp cc` (repeatable)\n"
    "      --registry FILE     values of the drivers' Parameters key, a line each: NAME = VALUE\n"
    "      --strict            exit status 1 when a driver is reported\n"
    "      --serve PATH        programs reach the engine and the drivers' devices at this socket\n"
    "      --netns NAME|PID    the network namespace of the host: its addresses, sockets and programs are known\n"
    "      --local ADDR[/LEN]  an address or prefix of the host (repeatable); without --netns and --local the\n"
    "                          addresses that it sends from\n"
    "  -v, --verbose           a line for every packet, as `wfp replay` prints it\n"
    "  -t, --trace             every sublayer and filter that was looked at; with -v\n"
    "  -j, --json              one JSON object a packet, as `wfp replay -j` prints it\n"
    "      --net-events[=KEYWORDS]  the net events that drops make (see wfp-replay(1))\n"
    "  -w, --write FILE        writes the packets that pass as pcapng, verdicts as comments\n"
    "      --all               with -w: the others too\n"
    "  -h, --help              this text\n\n"
    "Ports: an interface, packet:IFACE, tap:NAME, xdp:IFACE (see wfp-run(1)).\n"
    "Exit status: 0 it ran until it was told to stop, 1 with --strict a driver was reported, 2 it could not run.\n";

static int take_option(struct run_gateway *r, const struct command *me, int answer, char **argv)
{
    switch (answer) {
    case OPT_GATEWAY:
        return EXIT_GOOD;
    case OPT_NETNS:
        r->config.netns = optarg;
        return EXIT_GOOD;
    case OPT_LOCAL:
        if (r->config.local_count == GATEWAY_LOCAL_MAX)
            return cli_error(me, "more than %d --local options; give fewer", GATEWAY_LOCAL_MAX);
        r->config.local[r->config.local_count++] = optarg;
        return EXIT_GOOD;
    case 'p':
        r->policy_path = optarg;
        return EXIT_GOOD;
    case 'c':
        if (r->modules.count == MAX_MODULE_OPTIONS)
            return cli_error(me, "more than %d --callout options; give fewer", MAX_MODULE_OPTIONS);
        r->modules.paths[r->modules.count++] = optarg;
        return EXIT_GOOD;
    case OPT_REGISTRY:
        r->modules.registry = optarg;
        return EXIT_GOOD;
    case OPT_STRICT:
        r->modules.strict = true;
        return EXIT_GOOD;
    case OPT_SERVE:
        r->serve.path = optarg;
        return EXIT_GOOD;
    case OPT_EVENTS:
        return events_option(&r->events, me, optarg);
    case OPT_EACH:
        r->config.each = true;
        return EXIT_GOOD;
    case 't':
        r->trace = true;
        return EXIT_GOOD;
    case 'v':
        r->verbose = true;
        return EXIT_GOOD;
    case 'j':
        r->json = true;
        return EXIT_GOOD;
    case 'w':
        r->out_path = optarg;
        return EXIT_GOOD;
    case OPT_ALL:
        r->write_all = true;
        return EXIT_GOOD;
    }
    return cli_bad_option(me, answer, argv);
}

static int check(struct run_gateway *r, const struct command *me)
{
    if (r->port_count != GATEWAY_PORTS)
        return cli_usage(me, "--gateway needs two ports, IN toward the host and OUT toward the network; %u given", r->port_count);
    if (r->trace && (!r->verbose || r->json))
        return cli_usage(me, "--trace tells more below the lines of -v; give -v, and not -j");
    if (r->write_all && !r->out_path)
        return cli_usage(me, "--all needs -w FILE");
    if (r->out_path && strcmp(r->out_path, "-") == 0)
        return cli_usage(me, "-w needs the name of a file");
    if (!r->modules.count && (r->modules.registry || r->modules.strict))
        return cli_usage(me, "--registry and --strict need --callout");
    return EXIT_GOOD;
}

int run_gateway_options(struct run_gateway *r, const struct command *me, int argc, char **argv)
{
    int answer;
    opterr = 0;
    while ((answer = getopt_long(argc, argv, ":p:c:tvjw:h", options, NULL)) != -1) {
        if (answer == 'h')
            return RUN_HELPED;
        int code = take_option(r, me, answer, argv);
        if (code)
            return code;
    }
    for (; optind < argc && r->port_count < PORT_LOOP_MAX; optind++)
        r->specs[r->port_count++] = argv[optind];
    return check(r, me);
}
