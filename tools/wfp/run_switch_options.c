#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "run_switch.h"

enum { OPT_SWITCH = 256, OPT_PORT, OPT_WORKERS, OPT_STATS, OPT_SERVE, OPT_USER, OPT_QUIET };

static const struct option options[] = {
    { "switch", required_argument, NULL, OPT_SWITCH },   { "port", required_argument, NULL, OPT_PORT },
    { "workers", required_argument, NULL, OPT_WORKERS }, { "stats", required_argument, NULL, OPT_STATS },
    { "serve", required_argument, NULL, OPT_SERVE },     { "user", required_argument, NULL, OPT_USER },
    { "quiet", no_argument, NULL, OPT_QUIET },           RUN_COMMON_OPTIONS,
    { 0 },
};

static int no_more(const struct command *me, const char *option, int most)
{
    return cli_error(me, "more than %d %s options; give fewer", most, option);
}

static int take_switch(struct run_switch *r, const struct command *me, const char *name)
{
    for (unsigned i = 0; i < r->switch_count; i++)
        if (strcmp(r->switches[i], name) == 0)
            return cli_usage(me, "--switch %s: said twice", name);
    if (!*name || strlen(name) >= SWITCH_NAME_SIZE)
        return cli_usage(me, "--switch: expected a name of at most %u bytes", SWITCH_NAME_SIZE - 1);
    if (r->switch_count == RUN_MAX_SWITCHES)
        return no_more(me, "--switch", RUN_MAX_SWITCHES);
    r->switches[r->switch_count++] = name;
    return EXIT_GOOD;
}

static int take_port(struct run_switch *r, const struct command *me, const char *text)
{
    char             why[LIVE_ERROR_SIZE];
    struct run_port *p = &r->ports[r->port_count];
    if (!r->switch_count)
        return cli_usage(me, "--port %s: belongs to a switch; say --switch NAME before it", text);
    if (r->port_count == RUN_MAX_PORTS)
        return no_more(me, "--port", RUN_MAX_PORTS);
    p->of = r->switch_count - 1;
    if (!port_words_read(text, &p->words, p->spec, why))
        return cli_usage(me, "--port %s", why);
    r->port_count++;
    return EXIT_GOOD;
}

static int take_option(struct run_switch *r, const struct command *me, int answer, char **argv)
{
    switch (answer) {
    case OPT_SWITCH:
        return take_switch(r, me, optarg);
    case OPT_PORT:
        return take_port(r, me, optarg);
    case OPT_WORKERS:
        return run_common_number(me, "--workers", optarg, LIVE_MAX_WORKERS, &r->workers);
    case OPT_STATS:
        return run_common_number(me, "--stats", optarg, 86400, &r->stats_s);
    case OPT_SERVE:
        r->serve_path = optarg;
        return EXIT_GOOD;
    case OPT_USER:
        r->user = optarg;
        return EXIT_GOOD;
    case OPT_QUIET:
        r->quiet = true;
        return EXIT_GOOD;
    }
    return run_common_option(&r->common, answer, argv);
}

int run_switch_options(struct run_switch *r, const struct command *me, int argc, char **argv)
{
    opterr = 0;
    r->common.me = me;
    optind = 1;
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
            return RUN_HELPED;
    for (int answer; (answer = getopt_long(argc, argv, ":p:c:jh", options, NULL)) != -1;) {
        int code = take_option(r, me, answer, argv);
        if (code)
            return code;
    }
    if (optind < argc)
        return cli_usage(me, "%s: not expected; ports are given with --port", argv[optind]);
    if (!r->port_count)
        return cli_usage(me, "a switch without ports; say --port DEVICE");
    return EXIT_GOOD;
}
