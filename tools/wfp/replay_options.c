#include "replay_options.h"

#include <getopt.h>
#include <stdlib.h>

#include "shim/fragment_group.h"

enum {
    OPT_LOCAL = 256, OPT_SCRIPT, OPT_V6, OPT_LADDER, OPT_SVG, OPT_APP, OPT_USER, OPT_EACH, OPT_ALL, OPT_WHY,
    OPT_EVENTS, OPT_SEED, OPT_SERVE, OPT_CLIENT, OPT_READY, OPT_HOLD, OPT_FAIL,
    OPT_PERMUTE, OPT_FOLLOW, OPT_COST, OPT_FORWARDS, OPT_GROUPS, OPT_NO_CACHE
};

static const struct option options[] = {
    { "policy", required_argument, NULL, 'p' }, { "local", required_argument, NULL, OPT_LOCAL },
    { "app", required_argument, NULL, OPT_APP }, { "user", required_argument, NULL, OPT_USER },
    { "trace", no_argument, NULL, 't' },         { "each", no_argument, NULL, OPT_EACH },
    { "json", no_argument, NULL, 'j' },          { "quiet", no_argument, NULL, 'q' },
    { "write", required_argument, NULL, 'w' },   { "all", no_argument, NULL, OPT_ALL },
    MODULES_OPTIONS, { "why", required_argument, NULL, OPT_WHY },
    { "net-events", optional_argument, NULL, OPT_EVENTS },
    { "serve", required_argument, NULL, OPT_SERVE }, { "client", required_argument, NULL, OPT_CLIENT },
    { "ready", required_argument, NULL, OPT_READY }, { "hold", no_argument, NULL, OPT_HOLD },
    { "fail", required_argument, NULL, OPT_FAIL }, { "permute", no_argument, NULL, OPT_PERMUTE },
    { "follow", required_argument, NULL, OPT_FOLLOW },
    { "cost", no_argument, NULL, OPT_COST },         { "forwards", no_argument, NULL, OPT_FORWARDS },
    { "group-fragments", optional_argument, NULL, OPT_GROUPS },
    { "no-cache", no_argument, NULL, OPT_NO_CACHE },
    { "seed", required_argument, NULL, OPT_SEED }, { "script", required_argument, NULL, OPT_SCRIPT },
    { "v6", no_argument, NULL, OPT_V6 }, { "ladder", optional_argument, NULL, OPT_LADDER },
    { "svg", required_argument, NULL, OPT_SVG }, { "help", no_argument, NULL, 'h' },
    { 0 },
};

const char replay_help[] =
    "usage: wfp replay [OPTION]... CAPTURE\n"
    "       wfp replay --script FILE [OPTION]...\n\n"
    "Walks the packets of a pcap or pcapng file (- for standard input) through the layers of\n"
    "the Windows Filtering Platform under a policy and tells for each what WFP decides, at\n"
    "which layer, by which filter, and why.\n\n"
    "  -p, --policy FILE       the policy (JSON, see wfp-policy(5)); without it everything is permitted\n"
    "  -c, --callout MODULE.so loads a driver module made by `wfp cc` (repeatable)\n"
    "      --registry FILE     values of the drivers' Parameters key, a line each: NAME = VALUE\n"
    "      --seed N            drivers' threads take turns in an order that N decides, on the capture's clock:\n"
    "                          the same number gives the same output\n"
    "      --fail KIND:N       the N-th request of drivers fails; KIND: allocation, clone, injection, pend, any\n"
    "      --strict            exit status 1 when a driver is reported: a rule broken, something left at unload\n"
    "      --serve PATH        programs reach the engine and the drivers' devices at this socket, as they reach\n"
    "                          wfpd: OPENWFP_SOCKET=PATH\n"
    "      --client \"COMMAND\"  starts a program that finds the engine and the devices (repeatable); the first\n"
    "                          packet waits until it prints the line \"ready\" or ends; at the end of the\n"
    "                          capture it gets the end of its input, then SIGTERM\n"
    "      --ready TEXT        what a line of the program contains when it is ready, instead of \"ready\"\n"
    "      --hold              waits for a line of standard input before the first packet and after the last\n"
    "      --permute           runs it in every order of the modules, with equal weights and sublayers' weights\n"
    "                          exchanged too, and says what fares otherwise, and by whom\n"
    "      --follow N          tells only of packet N: what each driver answered, who took it, who put it back\n"
    "      --why MODULE        says at the end why the module's callouts were not called\n"
    "      --local ADDR[/LEN][%IF]  an address or prefix of the host, and the index of the interface that has it\n"
    "                          (repeatable); without it the side that the capture shows most\n"
    "      --forwards          the host forwards: a packet for or from an address that another interface has passes\n"
    "                          IPFORWARD; captures of LINUX_SLL2 name interfaces\n"
    "      --group-fragments[=4|6]  routed fragments wait for each other and pass IPFORWARD once more as a group, as\n"
    "                          after `netsh interface ipv4|ipv6 set global groupforwardedfragments=enabled`\n"
    "      --app PORT=PATH     what if: the program that owns a local port (repeatable)\n"
    "      --user PORT=SID     what if: the user that owns a local port (repeatable)\n"
    "  -t, --trace             every sublayer and filter that was looked at\n"
    "      --each              judge every packet on its own: no packet is counterfactual\n"
    "      --net-events[=KEYWORDS]  the net events that drops make; with keywords others too: classify-allow,\n"
    "                          inbound-mcast, inbound-bcast, port-scanning-drop, ..., all\n"
    "      --cost              says at the end what classifies cost: calls, matches and time by layer, sublayer, callout\n"
    "                          and filter, and which filters the index cannot serve\n"
    "      --no-cache          makes every verdict anew, where a kept one would do: for measuring\n"
    "  -j, --json              one JSON object a packet, a summary last\n"
    "  -q, --quiet             the summary only\n"
    "  -w, --write FILE        write the packets that pass as pcapng, verdicts as packet comments;\n"
    "                          with - to standard output, and nothing else there\n"
    "      --all               with -w: write the others too\n"
    "      --script FILE       instead of a capture: a small machine with applications and sockets that\n"
    "                          does what the lines of FILE say (see wfp-script(5)); with --policy,\n"
    "                          --callout, --registry, --seed, --trace, --serve, --client, -j, -q and -w as above\n"
    "      --v6                with --script: names mean their second address\n"
    "      --ladder[=N|=tcp:PORT]  with --script: one connection as a ladder of calls, layers and packets\n"
    "      --svg FILE          the same as a picture\n"
    "  -h, --help              this text\n\n"
    "Verdicts: permit; block and absorb (a filter or callout); discard (the stack itself);\n"
    "counterfactual (the packet would not exist: its connection was denied before).\n"
    "Exit status: 0 all was read, 1 an expectation of a script does not hold or --permute found a difference,\n"
    "or, with --strict, a driver was reported; 2 bad usage or input, or a driver crashed; what was read before\n"
    "a damage is reported.\n";

/* "PORT=TEXT" */
static int add_identity(struct replay *r, const struct command *me, const char *arg, bool app)
{
    char         *end;
    unsigned long port = strtoul(arg, &end, 10);
    if (arg[0] < '0' || arg[0] > '9' || *end != '=' || port == 0 || port > 65535 || !end[1])
        return cli_usage(me, "--%s %s: expected %s", app ? "app" : "user", arg, app ? "PORT=PATH" : "PORT=SID");
    if (r->config.identity_count == MAX_IDENTITIES)
        return cli_error(me, "more than %d --app and --user options; give fewer", MAX_IDENTITIES);
    struct offline_identity *i = &r->identities[r->config.identity_count++];
    *i = (struct offline_identity){ .port = (uint16_t)port };
    *(app ? &i->app : &i->user) = end + 1;
    return EXIT_GOOD;
}

static int take_option(struct replay *r, const struct command *me, int answer, char **argv)
{
    switch (answer) {
    case 'p':
        r->policy_path = optarg;
        return EXIT_GOOD;
    case OPT_LOCAL:
        if (!local_add_text(&r->config.local, optarg))
            return cli_usage(me, "--local %s: expected ADDR, ADDR/LEN or one of them and %%INTERFACE, at most %d of them", optarg,
                             LOCAL_MAX);
        return EXIT_GOOD;
    case OPT_APP:
    case OPT_USER:
        return add_identity(r, me, optarg, answer == OPT_APP);
    case OPT_SERVE:
        r->serve.path = optarg;
        return EXIT_GOOD;
    case OPT_CLIENT:
        if (r->serve.count == MAX_CLIENT_OPTIONS)
            return cli_error(me, "more than %d --client options; give fewer", MAX_CLIENT_OPTIONS);
        if (!*optarg)
            return cli_usage(me, "--client: expected a command");
        r->serve.clients[r->serve.count++] = optarg;
        return EXIT_GOOD;
    case OPT_READY:
        r->serve.ready = optarg;
        return EXIT_GOOD;
    case OPT_HOLD:
        r->serve.hold = true;
        return EXIT_GOOD;
    case OPT_SCRIPT:
        r->script.path = optarg;
        return EXIT_GOOD;
    case OPT_V6:
        r->script.v6 = true;
        return EXIT_GOOD;
    case OPT_LADDER:
        r->script.ladder = optarg ? optarg : "1";
        return EXIT_GOOD;
    case OPT_SVG:
        r->script.svg = optarg;
        return EXIT_GOOD;
    case OPT_WHY:
        r->modules.why_name = optarg;
        return EXIT_GOOD;
    case OPT_SEED:
        return modules_seed(&r->modules, me, optarg);
    case OPT_COST:
        r->costs = true;
        return EXIT_GOOD;
    case OPT_NO_CACHE:
        r->config.uncached = true;
        return EXIT_GOOD;
    case OPT_PERMUTE:
        r->permutes = true;
        return EXIT_GOOD;
    case OPT_FOLLOW:
        return follow_option(&r->follow, me, optarg);
    case OPT_FAIL:
        return modules_fail(&r->modules, me, optarg);
    case OPT_EVENTS:
        return events_option(&r->events, me, optarg);
    case 't':
        r->trace = true;
        return EXIT_GOOD;
    case OPT_GROUPS:
        return fragment_groups_read(optarg, r->config.groups) ? EXIT_GOOD : cli_usage(me, "--group-fragments=%s: expected 4 or 6", optarg);
    case OPT_FORWARDS:
        r->config.forwards = true;
        return EXIT_GOOD;
    case OPT_EACH:
        r->config.each = true;
        return EXIT_GOOD;
    case 'j':
        r->json = true;
        return EXIT_GOOD;
    case 'q':
        r->quiet = true;
        return EXIT_GOOD;
    case 'w':
        r->out_path = optarg;
        return EXIT_GOOD;
    case OPT_ALL:
        r->write_all = true;
        return EXIT_GOOD;
    }
    return modules_option(&r->modules, me, answer, argv);
}

int replay_options_read(struct replay *r, const struct command *me, int argc, char **argv)
{
    int answer;
    opterr = 0;
    while ((answer = getopt_long(argc, argv, ":c:p:tjqw:h", options, NULL)) != -1) {
        if (answer == 'h')
            return REPLAY_HELPED;
        int code = take_option(r, me, answer, argv);
        if (code)
            return code;
    }
    return EXIT_GOOD;
}
