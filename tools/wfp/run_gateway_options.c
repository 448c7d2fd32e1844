#include <getopt.h>
#include <string.h>

#include "run_gateway.h"

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

/* Judged when the ports are known. */
static int take_word(struct run_gateway *r, const struct command *me, const char *key, const char *value)
{
    if (r->said_count == RUN_GATEWAY_WORDS)
        return cli_error(me, "more than %d options of a gateway; give fewer", RUN_GATEWAY_WORDS);
    r->said[r->said_count++] = (struct run_word){ key, value };
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
        return take_word(r, me, "address", optarg);
    case OPT_GROUPS:
        return take_word(r, me, "group-fragments", optarg);
    case OPT_ROUTE:
        return take_word(r, me, "route", optarg);
    case OPT_NETNS:
        return take_word(r, me, "netns", optarg);
    case OPT_LOCAL:
        return take_word(r, me, "local", optarg);
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

static int check(struct run_gateway *r, const struct command *me, const char *const *ports, unsigned count)
{
    struct gateway_words *w = run_gateway_words(r);
    char                  why[GATEWAY_WORDS_WHY];
    if (!gateway_words_ports(w, r->forwards, ports, count, why))
        return cli_usage(me, "%s", why);
    for (unsigned i = 0; i < r->said_count; i++)
        if (!gateway_words_add(w, r->said[i].key, r->said[i].value, why))
            return cli_usage(me, "--%s", why);
    if (!gateway_words_whole(w, why))
        return cli_usage(me, "%s", why);
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
    if (r->trace && !r->workers)
        r->workers = 1;
    return check(r, me, (const char *const *)(argv + optind), (unsigned)(argc - optind));
}
