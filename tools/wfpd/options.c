#include "options.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#define CONFIG_PATH "/etc/openwfp/wfpd.conf"

enum { FILE_LIMIT = 64 * 1024, CHECK_CONFIG = 256, STATE_DIR, PID_FILE, VERSION, SWITCH, PORT, CALLOUT, TRUST, WORKERS,
       GATEWAY, NETNS, LOCAL, FORWARD, ADDRESS, ROUTE, GROUPS };

static const char help[] =
    "usage: wfpd [OPTION]...\n\n"
    "The daemon of the Windows Filtering Platform: keeps the policy, serves the programs that manage it.\n\n"
    "  -f, --foreground     stays where it was started, and logs to standard error\n"
    "  -c, --config FILE    settings; default " CONFIG_PATH ", which need not be there\n"
    "  --check-config       says whether the settings are sound, and ends\n"
    "  -s, --socket PATH    where programs find it; default " RPC_SOCKET_PATH "\n"
    "  --state-dir DIR      what survives a restart; default /var/lib/openwfp\n"
    "  --pid-file FILE      where its process number is written\n"
    "  --switch NAME        a virtual switch\n"
    "  --port PORT          a port of the switch before it: DEVICE[,vlan=N][,vm=NAME]..., see wfp-run(1)\n"
    "  --gateway 'IN OUT'   a gateway: the host behind the port IN, the network behind OUT (see docs/gateway.md)\n"
    "  --netns NAME|PID     the network namespace of the gateway's host\n"
    "  --local ADDR[/LEN]   an address of the gateway's host\n"
    "  --forward 'PORT PORT...'  a forwarder between networks\n"
    "  --address PORT=ADDR/LEN   an address of the forwarder at a port, and its network\n"
    "  --route PREFIX/LEN=ADDR   a network behind another router, for the forwarder\n"
    "  --group-fragments[=4|6]   fragments that the forwarder routes wait for each other\n"
    "  --callout MODULE.so  loads a driver\n"
    "  --trust PATH         loads drivers from here though others than root may change them\n"
    "  --workers N          threads that forward, of each: the switches, the gateway, the forwarder; default one a core\n"
    "  -h, --help           this text\n"
    "  --version            the version\n\n"
    "SIGTERM and SIGINT end it, SIGHUP opens the log anew, SIGUSR1 cancels all sessions.\n"
    "Exit status: 0 ended as asked, 1 cannot serve, 2 bad usage or bad settings.\n";

static const struct option words[] = {
    { "foreground", no_argument, NULL, 'f' },         { "config", required_argument, NULL, 'c' },
    { "check-config", no_argument, NULL, CHECK_CONFIG }, { "socket", required_argument, NULL, 's' },
    { "state-dir", required_argument, NULL, STATE_DIR }, { "pid-file", required_argument, NULL, PID_FILE },
    { "switch", required_argument, NULL, SWITCH },    { "port", required_argument, NULL, PORT },
    { "callout", required_argument, NULL, CALLOUT },  { "trust", required_argument, NULL, TRUST },
    { "workers", required_argument, NULL, WORKERS },  { "gateway", required_argument, NULL, GATEWAY },
    { "netns", required_argument, NULL, NETNS },      { "local", required_argument, NULL, LOCAL },
    { "forward", required_argument, NULL, FORWARD },  { "address", required_argument, NULL, ADDRESS },
    { "route", required_argument, NULL, ROUTE },      { "group-fragments", optional_argument, NULL, GROUPS },
    { "help", no_argument, NULL, 'h' },               { "version", no_argument, NULL, VERSION },
    { 0 },
};

/* What the words say, before the file is read; they win over it. */
struct given {
    const char *config, *socket, *state_dir, *pid_file;
    bool        check;
    unsigned    count; /* of switches and what belongs to them, in this order, behind those of the file */
    struct {
        const char *key, *value;
    } items[DAEMON_ITEMS];
};

int complain(int code, const char *format, ...)
{
    va_list arguments;
    fputs("wfpd: ", stderr);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    return code;
}

static int bad_option(int answer, char **argv)
{
    if (answer == ':')
        return complain(EXIT_USAGE, "%s needs a value; `wfpd --help` tells more", argv[optind - 1]);
    if (optopt && optopt < CHECK_CONFIG && argv[optind - 1][1] != '-')
        return complain(EXIT_USAGE, "unknown option -%c; `wfpd --help` lists them", optopt);
    return complain(EXIT_USAGE, "unknown option %s; `wfpd --help` lists them", argv[optind - 1]);
}

static int say(const char *text)
{
    return fputs(text, stdout) >= 0 && fflush(stdout) == 0 ? EXIT_GOOD : complain(EXIT_FAILED, "standard output: cannot write");
}

/* Of an option that is a setting as well. */
static const char *key_of(int c)
{
    const struct option *o = words;
    while (o->name && o->val != c)
        o++;
    return c >= SWITCH ? o->name : NULL;
}

static bool keep_item(struct given *g, const char *key, const char *value, int *code)
{
    if (g->count == COUNT_OF(g->items)) {
        *code = complain(EXIT_USAGE, "more than %zu switches, gateways, ports and drivers", COUNT_OF(g->items));
        return false;
    }
    g->items[g->count].key = key;
    g->items[g->count++].value = value;
    return true;
}

/* false: *code. */
static bool read_words(struct options *o, struct given *g, int argc, char **argv, int *code)
{
    opterr = 0;
    for (int c; (c = getopt_long(argc, argv, ":fc:s:h", words, NULL)) != -1;) {
        const char **value = c == 'c' ? &g->config : c == 's' ? &g->socket : c == STATE_DIR ? &g->state_dir
                             : c == PID_FILE ? &g->pid_file : NULL;
        if (value)
            *value = optarg;
        else if (key_of(c) && !keep_item(g, key_of(c), optarg ? optarg : "", code))
            return false;
        else if (key_of(c))
            continue;
        else if (c == 'f')
            o->foreground = true;
        else if (c == CHECK_CONFIG)
            g->check = true;
        else {
            *code = c == 'h' ? say(help) : c == VERSION ? say("wfpd " WFP_VERSION "\n") : bad_option(c, argv);
            return false;
        }
    }
    if (optind == argc)
        return true;
    *code = complain(EXIT_USAGE, "takes no operands, and here is %s; `wfpd --help` lists the options", argv[optind]);
    return false;
}

/* *there: it exists. */
static bool read_file(const char *path, struct buffer *out, bool *there)
{
    int     fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd < 0 ? -1 : 1;
    *there = fd >= 0 || errno != ENOENT;
    while (n > 0 && out->size <= FILE_LIMIT) {
        uint8_t chunk[4096];
        n = read(fd, chunk, sizeof(chunk));
        buffer_put(out, chunk, n > 0 ? (size_t)n : 0);
    }
    int err = n < 0 ? errno : out->size > FILE_LIMIT ? EFBIG : !buffer_ok(out) ? ENOMEM : 0;
    if (fd >= 0)
        close(fd);
    errno = err;
    return err == 0;
}

static bool take_file(struct options *o, const struct given *g, bool *there, int *code)
{
    const char   *path = g->config ? g->config : CONFIG_PATH;
    char          why[DAEMON_WHY_SIZE];
    struct buffer text;
    bool          good;
    buffer_init(&text);
    if (!read_file(path, &text, there)) {
        good = !*there && !g->config;
        if (!good)
            *code = complain(EXIT_USAGE, "%s: cannot read: %s", path, strerror(errno));
    } else {
        good = daemon_config_parse(&o->config, buffer_bytes(&text), why);
        if (!good)
            *code = complain(EXIT_USAGE, "%s:%s", path, why);
    }
    buffer_fini(&text);
    return good;
}

static bool take_words(struct options *o, const struct given *g, int *code)
{
    const char *const pairs[][2] = { { "socket", g->socket }, { "state-dir", g->state_dir }, { "pid-file", g->pid_file } };
    char              why[DAEMON_WHY_SIZE];
    for (unsigned i = 0; i < COUNT_OF(pairs); i++)
        if (pairs[i][1] && !daemon_config_set(&o->config, pairs[i][0], pairs[i][1], why)) {
            *code = complain(EXIT_USAGE, "--%s", why);
            return false;
        }
    for (unsigned i = 0; i < g->count; i++)
        if (!daemon_config_set(&o->config, g->items[i].key, g->items[i].value, why)) {
            *code = complain(EXIT_USAGE, "--%s %s: %s", g->items[i].key, g->items[i].value, why);
            return false;
        }
    return true;
}

/* The file names what the words complete. */
static bool judge_whole(const struct options *o, const struct given *g, int *code)
{
    char     why[DAEMON_WHY_SIZE];
    unsigned line = 0;
    if (daemon_items_whole(&o->config.items, &line, why))
        return true;
    *code = line ? complain(EXIT_USAGE, "%s:%u: %s", g->config ? g->config : CONFIG_PATH, line, why) : complain(EXIT_USAGE, "%s", why);
    return false;
}

bool options_read(struct options *o, int argc, char **argv, int *code)
{
    static struct given g;
    bool         there;
    *o = (struct options){ .foreground = false };
    daemon_config_init(&o->config);
    if (!read_words(o, &g, argc, argv, code) || !take_file(o, &g, &there, code) || !take_words(o, &g, code) ||
        !judge_whole(o, &g, code))
        return false;
    if (!g.check)
        return true;
    printf("%s: %s\n", g.config ? g.config : CONFIG_PATH, there ? "good" : "not there; the defaults are good");
    *code = say("");
    return false;
}
