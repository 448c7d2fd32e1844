/* wfp show: the facts of WFP that are built in, and what a running engine has, row by row. */
#include "show.h"

#include <getopt.h>
#include <string.h>
#include <strings.h>

#include "base/status.h"
#include "base/suggest.h"

enum { OPT_ON = 256, OPT_OFF, OPT_RESET, OPT_LAYER, OPT_TOP };

static const struct topic topics[] = {
    { "layers", show_layers },
    { "fields", show_fields },
    { "conditions", show_conditions },
    { "choices", show_choices },
    { "errors", show_errors },
    { "builtin", show_builtin },
    { "sessions", show_sessions },
    { "providers", show_providers },
    { "contexts", show_contexts },
    { "sublayers", show_sublayers },
    { "callouts", show_callouts },
    { "filters", show_filters },
    { "state", show_state },
    { "netevents", show_netevents },
    { "options", show_options },
    { "security", show_security },
};

static const char help[] =
    "usage: wfp show [-j] TOPIC [NAME]\n"
    "       wfp show cost [--on[=N]|--off|--reset] [-j] [--layer NAME] [--top N]\n"
    "\n"
    "Shows the facts of the Windows Filtering Platform that are built in:\n"
    "\n"
    "  layers      filtering layers; with NAME one layer or pair in detail\n"
    "  fields      fields of the layers in order; with NAME those of one layer or pair\n"
    "  conditions  what a filter can test; with NAME one condition and its layers\n"
    "  choices     what this project chose where documentation is silent\n"
    "  errors      status codes; NAME may be a code\n"
    "  builtin     built-in sublayers, providers, callouts and provider contexts\n"
    "\n"
    "and what the running engine has:\n"
    "\n"
    "  sessions    who has the engine open\n"
    "  providers, contexts, sublayers, callouts\n"
    "              policy objects; NAME is a name, key or id\n"
    "  filters     the same; NAME may be a layer too\n"
    "  state       how much there is of everything, and the version of the policy\n"
    "  netevents   the net events that the engine remembers\n"
    "  options     engine options; NAME is one of them\n"
    "  security    security descriptors of the engine and its containers, as SDDL; NAME is one\n"
    "  cost        what its classifies cost, by layer, sublayer, callout and filter; and which filters slow an index\n"
    "\n"
    "Of what is built in NAME is a name with or without its FWPM_ prefix, in any letter case, or a key (GUID).\n"
    "A layer without _V4 or _V6 means both.\n"
    "\n"
    "Of cost:\n"
    "  --on[=N]      counts one classify in N from now on, 512 when N is not said\n"
    "  --off         counts no more; what was counted stays\n"
    "  --reset       forgets what was counted\n"
    "  --layer NAME  this layer alone\n"
    "  --top N       rows of each kind, 0 for all; 40 when it is not said\n"
    "\n"
    "  -j, --json  one JSON object a line\n"
    "  -h, --help  this text\n"
    "\n"
    "Example: wfp show fields ALE_AUTH_CONNECT\n";

const char *show_without(const char *name, const char *const *prefixes)
{
    for (; *prefixes; prefixes++)
        if (strncasecmp(name, *prefixes, strlen(*prefixes)) == 0)
            return name + strlen(*prefixes);
    return name;
}

const char *show_type(enum data_type type)
{
    static char     words[4][64];
    static unsigned next;
    char           *word = words[next++ % COUNT_OF(words)];
    const char     *name = enum_name("FWP_DATA_TYPE", type);
    snprintf(word, sizeof(words[0]), "%s", name ? name + strlen("FWP_") : "unknown");
    size_t n = strlen(word), tail = strlen("_TYPE");
    if (n > tail && strcmp(word + n - tail, "_TYPE") == 0)
        word[n - tail] = 0;
    return word;
}

void show_guid(struct json *j, const char *member, const struct guid *key)
{
    char text[GUID_TEXT_SIZE];
    json_put_string(j, member, guid_format(key, text));
}

static int unknown_topic(const char *word)
{
    struct suggest s;
    char           hint[SUGGEST_SIZE];
    suggest_init(&s, word);
    for (unsigned i = 0; i < COUNT_OF(topics); i++)
        suggest_offer(&s, topics[i].name);
    suggest_offer(&s, "cost");
    return cli_usage(&command_show, "nothing to show is called %s%s", word, suggest_format(&s, hint, sizeof(hint)));
}

/* Options that no other topic has. */
static int dispatch_cost(int count, char **operands, const struct show_cost_options *cost, bool json)
{
    bool is_cost = count && strcmp(operands[0], "cost") == 0;
    if (!is_cost)
        return cli_usage(&command_show, "--%s is of `wfp show cost`", cost->turn ? cost->turn : cost->layer ? "layer" : "top");
    if (count > 1)
        return cli_usage(&command_show, "cost %s: not expected; --layer NAME shows one layer", operands[1]);
    return show_cost(cost, json);
}

static int dispatch(int count, char **operands, const struct show_cost_options *cost, bool json)
{
    if (count == 0)
        return cli_usage(&command_show, "show what?");
    if (strcmp(operands[0], "cost") == 0 || cost->turn || cost->layer || cost->top)
        return dispatch_cost(count, operands, cost, json);
    if (count > 2)
        return cli_usage(&command_show, "one name at a time, not also %s", operands[2]);
    for (unsigned i = 0; i < COUNT_OF(topics); i++)
        if (strcmp(topics[i].name, operands[0]) == 0)
            return topics[i].show(count == 2 ? operands[1] : NULL, json);
    return unknown_topic(operands[0]);
}

static int turn(struct show_cost_options *cost, const char *to)
{
    if (cost->turn && strcmp(cost->turn, to) != 0)
        return cli_usage(&command_show, "either --%s or --%s", cost->turn, to);
    cost->turn = to;
    cost->every = optarg;
    return EXIT_GOOD;
}

static int run(int argc, char **argv)
{
    static const struct option options[] = {
        { "on", optional_argument, NULL, OPT_ON },
        { "off", no_argument, NULL, OPT_OFF },
        { "reset", no_argument, NULL, OPT_RESET },
        { "layer", required_argument, NULL, OPT_LAYER },
        { "top", required_argument, NULL, OPT_TOP },
        { "json", no_argument, NULL, 'j' },
        { "help", no_argument, NULL, 'h' },
        { NULL, 0, NULL, 0 },
    };
    static const char *const turns[] = { "on", "off", "reset" };
    struct show_cost_options cost = { 0 };
    bool json = false;
    int  answer, code = EXIT_GOOD;
    opterr = 0;
    while (code == EXIT_GOOD && (answer = getopt_long(argc, argv, ":jh", options, NULL)) != -1) {
        switch (answer) {
        case 'j':
            json = true;
            break;
        case 'h':
            return cli_help(&command_show);
        case OPT_ON:
        case OPT_OFF:
        case OPT_RESET:
            code = turn(&cost, turns[answer - OPT_ON]);
            break;
        case OPT_LAYER:
            cost.layer = optarg;
            break;
        case OPT_TOP:
            cost.top = optarg;
            break;
        default:
            return cli_bad_option(&command_show, answer, argv);
        }
    }
    return code ? code : dispatch(argc - optind, argv + optind, &cost, json);
}

const struct command command_show = {
    .name = "show",
    .summary = "facts that are built in, and what a running engine has",
    .help = help,
    .run = run,
};
