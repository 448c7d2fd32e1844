/* wfp switch, wfp callout: the virtual switches and drivers of a running engine. */
#include <getopt.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/suggest.h"
#include "host/live_command.h"
#include "live_words.h"
#include "switch_text.h"

enum { OPT_PORT = 256, OPT_INSPECT };

static const char switch_help[] =
    "usage: wfp switch add NAME [--port PORT]...\n"
    "       wfp switch delete NAME\n"
    "       wfp switch show [NAME] [-j]\n"
    "       wfp switch port add NAME PORT\n"
    "       wfp switch port delete NAME DEVICE\n"
    "       wfp switch set NAME --inspect on|off\n\n"
    "The virtual switches of a running engine: wfpd, or `wfp run --switch --serve`.\n\n"
    "  --port PORT       DEVICE[,vlan=N|,trunk=LIST[:native=N]|,pvlan=MODE:PRIMARY:SECONDARY][,name=TEXT][,vm=NAME]\n"
    "                    [,id=N][,type=external|internal|synthetic|emulated][,mac=MAC][,tenant=N][,mtu=N]\n"
    "                    [,host=learn|ADDR/LEN+...]\n"
    "  --inspect on|off  whether the filters are asked about what goes through it\n"
    "  -j, --json        the report as JSON\n"
    "  -h, --help        this text\n";

static const char callout_help[] =
    "usage: wfp callout load MODULE.so\n"
    "       wfp callout unload NAME\n"
    "       wfp callout show [-j]\n\n"
    "The drivers of a running engine: wfpd, or `wfp run --switch --serve`. A driver is loaded from where only root can change\n"
    "it, unless the engine was told to trust the place.\n\n"
    "  -j, --json  as JSON\n"
    "  -h, --help  this text\n";

static int run_switch_command(int argc, char **argv);
static int run_callout_command(int argc, char **argv);

const struct command command_switch = {
    .name = "switch",
    .summary = "virtual switches of a running engine",
    .help = switch_help,
    .run = run_switch_command,
};

const struct command command_callout = {
    .name = "callout",
    .summary = "drivers of a running engine",
    .help = callout_help,
    .run = run_callout_command,
};

/* The operands in their order, then the ports. */
static int read_words(struct live_asked *a, const struct command *me, int argc, char **argv)
{
    static const struct option options[] = { { "port", required_argument, NULL, OPT_PORT },
                                             { "inspect", required_argument, NULL, OPT_INSPECT },
                                             { "json", no_argument, NULL, 'j' },
                                             { "help", no_argument, NULL, 'h' },
                                             { 0 } };
    const char *later[LIVE_ASKED_WORDS];
    unsigned    count = 0;
    int         code = EXIT_GOOD;
    opterr = 0;
    for (int c; code == EXIT_GOOD && (c = getopt_long(argc, argv, ":jh", options, NULL)) != -1;) {
        bool is_switch = me == &command_switch;
        if (c == 'j')
            a->json = true;
        else if (c == 'h')
            a->help = true;
        else if ((c != OPT_PORT && c != OPT_INSPECT) || !is_switch || count + 2 > LIVE_ASKED_WORDS)
            return cli_bad_option(me, c, argv);
        if (c == OPT_INSPECT)
            later[count++] = "inspect";
        if (c == OPT_PORT || c == OPT_INSPECT)
            later[count++] = optarg;
    }
    for (; code == EXIT_GOOD && optind < argc; optind++)
        code = live_keep(a, me, argv[optind]);
    for (unsigned i = 0; code == EXIT_GOOD && i < count; i++)
        code = live_keep(a, me, later[i]);
    return code;
}

/* What is no command at all needs no engine to say so. */
static int check_verb(const struct command *me, const struct live_asked *a)
{
    static const struct verb {
        const struct command *of;
        const char           *name;
        unsigned              operands; /* at least */
        const char           *expected;
    } verbs[] = {
        { &command_switch, "add", 1, "the name of a switch" },     { &command_switch, "delete", 1, "the name of a switch" },
        { &command_switch, "show", 0, "" },                        { &command_switch, "set", 1, "the name of a switch" },
        { &command_switch, "port", 3, "add or delete, the name of a switch, and a port" },
        { &command_callout, "load", 1, "a module" },               { &command_callout, "unload", 1, "the name of a module" },
        { &command_callout, "show", 0, "" },
    };
    struct suggest s;
    char           hint[64];
    suggest_init(&s, a->count > 1 ? a->words[1] : "");
    for (size_t i = 0; i < COUNT_OF(verbs); i++) {
        const struct verb *v = &verbs[i];
        if (v->of != me)
            continue;
        suggest_offer(&s, v->name);
        if (a->count < 2 || strcmp(v->name, a->words[1]) != 0)
            continue;
        return a->count - 2 >= v->operands ? EXIT_GOOD : cli_usage(me, "%s: expected %s", v->name, v->expected);
    }
    const char *expected = me == &command_switch ? "add, delete, show, port or set" : "load, unload or show";
    if (a->count < 2)
        return cli_usage(me, "expected %s", expected);
    return cli_usage(me, "unknown word %s: expected %s%s", a->words[1], expected, suggest_format(&s, hint, sizeof(hint)));
}

/* "port add NAME" is one word for the engine. */
static void join_port_verb(struct live_asked *a)
{
    if (a->count < 3 || strcmp(a->words[1], "port") != 0)
        return;
    a->words[1] = strcmp(a->words[2], "add") == 0 ? "port-add" : strcmp(a->words[2], "delete") == 0 ? "port-delete" : a->words[2];
    memmove(&a->words[2], &a->words[3], (a->count - 3) * sizeof(a->words[0]));
    a->count--;
}

static int print_names(struct bytes text)
{
    json_t *root = json_loadb((const char *)text.at, bytes_left(&text), 0, NULL), *name;
    size_t  i;
    json_array_foreach(root, i, name)
        puts(json_string_value(name));
    json_decref(root);
    return EXIT_GOOD;
}

static int print(const struct command *me, struct bytes text)
{
    if (me == &command_callout)
        return print_names(text);
    return switch_print(text, false, stdout) ? EXIT_GOOD : cli_error(me, "the engine's answer is damaged");
}

static int run(const struct command *me, int argc, char **argv)
{
    static struct live_asked a;
    char                why[LIVE_ERROR_SIZE];
    a = (struct live_asked){ .words = { me->name }, .count = 1 };
    int code = read_words(&a, me, argc, argv);
    if (code)
        return code;
    if (a.help)
        return cli_help(me);
    code = check_verb(me, &a);
    if (code)
        return code;
    join_port_verb(&a);
    return live_command_is_sound(a.words, a.count, why) ? live_ask(me, &a, print) : cli_usage(me, "%s", why);
}

static int run_switch_command(int argc, char **argv)
{
    return run(&command_switch, argc, argv);
}

/* What is loaded is looked for from here, not from where the daemon runs. */
static int run_callout_command(int argc, char **argv)
{
    static char path[4096];
    if (argc == 3 && strcmp(argv[1], "load") == 0 && argv[2][0] != '/' && argv[2][0] != '-') {
        if (!realpath(argv[2], path))
            return cli_error(&command_callout, "%s: there is no such file", argv[2]);
        argv[2] = path;
    }
    return run(&command_callout, argc, argv);
}
