/* wfp gateway: the gateway and the forwarder of a running engine. */
#include <getopt.h>
#include <string.h>

#include "base/suggest.h"
#include "gateway_text.h"
#include "host/live_command.h"
#include "live_words.h"

enum { OPT_FORWARD = 256, OPT_NETNS, OPT_LOCAL, OPT_ADDRESS, OPT_ROUTE, OPT_GROUPS };

#define VALUE_SIZE 320

static const char help[] =
    "usage: wfp gateway add IN OUT [--netns NAME|PID] [--local ADDR[/LEN]]...\n"
    "       wfp gateway add --forward PORT PORT... --address PORT=ADDR/LEN... [--route PREFIX/LEN=ADDR]...\n"
    "                                              [--group-fragments[=4|6]]\n"
    "       wfp gateway delete [--forward]\n"
    "       wfp gateway show [-j]\n\n"
    "The host stack in the path of a host, and a host that routes between networks, in a running engine: wfpd. What\n"
    "`wfp run --gateway --serve` and `--forward --serve` run is shown too.\n\n"
    "      --forward                the forwarder, not the gateway\n"
    "      --netns NAME|PID         the network namespace of the host: its addresses, sockets and programs are known\n"
    "      --local ADDR[/LEN]       an address or prefix of the host (repeatable)\n"
    "      --address PORT=ADDR/LEN  an address of ours at a port, and its network (repeatable)\n"
    "      --route PREFIX/LEN=ADDR  a network behind another router (repeatable)\n"
    "      --group-fragments[=4|6]  routed fragments wait for each other, and pass IPFORWARD once more as a group\n"
    "  -j, --json                   the report as JSON\n"
    "  -h, --help                   this text\n";

static int run(int argc, char **argv);

const struct command command_gateway = {
    .name = "gateway",
    .summary = "a gateway and a forwarder in a running engine",
    .help = help,
    .run = run,
};

static const struct command *const me = &command_gateway;

struct words {
    struct live_asked asked;
    bool              forwards;
    unsigned          kept; /* of values */
    char              values[LIVE_ASKED_WORDS][VALUE_SIZE];
};

static const char *key_of(int c)
{
    static const char *const keys[] = { [OPT_NETNS - OPT_FORWARD] = "netns", [OPT_LOCAL - OPT_FORWARD] = "local",
                                        [OPT_ADDRESS - OPT_FORWARD] = "address", [OPT_ROUTE - OPT_FORWARD] = "route",
                                        [OPT_GROUPS - OPT_FORWARD] = "group-fragments" };
    return c > OPT_FORWARD && c <= OPT_GROUPS ? keys[c - OPT_FORWARD] : NULL;
}

static int keep_value(struct words *w, const char *key, const char *value)
{
    if (w->kept == LIVE_ASKED_WORDS)
        return cli_error(me, "more than %d words; give fewer", LIVE_ASKED_WORDS);
    if (snprintf(w->values[w->kept], VALUE_SIZE, "%s=%s", key, value) >= VALUE_SIZE)
        return cli_usage(me, "--%s: more than %d characters", key, VALUE_SIZE - 1);
    w->kept++;
    return EXIT_GOOD;
}

static int read_options(struct words *w, int argc, char **argv)
{
    static const struct option options[] = {
        { "forward", no_argument, NULL, OPT_FORWARD },       { "netns", required_argument, NULL, OPT_NETNS },
        { "local", required_argument, NULL, OPT_LOCAL },     { "address", required_argument, NULL, OPT_ADDRESS },
        { "route", required_argument, NULL, OPT_ROUTE },     { "group-fragments", optional_argument, NULL, OPT_GROUPS },
        { "json", no_argument, NULL, 'j' },                  { "help", no_argument, NULL, 'h' },
        { 0 },
    };
    int code = EXIT_GOOD;
    opterr = 0;
    for (int c; code == EXIT_GOOD && (c = getopt_long(argc, argv, ":jh", options, NULL)) != -1;)
        if (key_of(c))
            code = keep_value(w, key_of(c), optarg ? optarg : "");
        else if (c == 'j')
            w->asked.json = true;
        else if (c == 'h')
            w->asked.help = true;
        else if (c == OPT_FORWARD)
            w->forwards = true;
        else
            return cli_bad_option(me, c, argv);
    return code;
}

static const char *verb_of(const char *word)
{
    static const char *const verbs[] = { "add", "delete", "show" };
    for (size_t i = 0; i < COUNT_OF(verbs); i++)
        if (strcmp(verbs[i], word) == 0)
            return verbs[i];
    return NULL;
}

static int no_verb(const char *word)
{
    struct suggest s;
    char           hint[64];
    suggest_init(&s, word);
    suggest_offer(&s, "add");
    suggest_offer(&s, "delete");
    suggest_offer(&s, "show");
    return cli_usage(me, "unknown word %s: expected add, delete or show%s", word, suggest_format(&s, hint, sizeof(hint)));
}

/* The words of the engine: the verb, which of the two, the ports, what belongs to it. */
static int make_words(struct words *w, int argc, char **argv)
{
    if (optind == argc)
        return cli_usage(me, "expected add, delete or show");
    const char *verb = verb_of(argv[optind++]);
    int         code = verb ? live_keep(&w->asked, me, verb) : no_verb(argv[optind - 1]);
    if (code == EXIT_GOOD && strcmp(verb, "show") != 0)
        code = live_keep(&w->asked, me, w->forwards ? "forward" : "gateway");
    for (; code == EXIT_GOOD && optind < argc; optind++)
        code = live_keep(&w->asked, me, argv[optind]);
    for (unsigned i = 0; code == EXIT_GOOD && i < w->kept; i++)
        code = live_keep(&w->asked, me, w->values[i]);
    return code;
}

static int print(const struct command *c, struct bytes said)
{
    return gateway_print(said, stdout) ? EXIT_GOOD : cli_error(c, "the engine's answer is damaged");
}

static int run(int argc, char **argv)
{
    static struct words w;
    char                why[LIVE_ERROR_SIZE];
    w = (struct words){ .asked = { .words = { me->name }, .count = 1 } };
    int code = read_options(&w, argc, argv);
    if (code)
        return code;
    if (w.asked.help)
        return cli_help(me);
    code = make_words(&w, argc, argv);
    if (code)
        return code;
    return live_command_is_sound(w.asked.words, w.asked.count, why) ? live_ask(me, &w.asked, print) : cli_usage(me, "%s", why);
}
