/* wfp get: every object of the running engine that a word means, whole. */
#include <getopt.h>
#include <string.h>

#include "live.h"

static const char help[] =
    "usage: wfp get [-j] [provider|context|sublayer|callout|filter] NAME|KEY|ID\n\n"
    "Shows the objects of the running engine that have the name, key or id, as a policy file writes them,\n"
    "with what the engine has given them.\n\n"
    "  -j, --json  one JSON object a line\n"
    "  -h, --help  this text\n\n"
    "Exit status: 0 there is one, 1 there is none, 2 bad usage or no daemon.\n";

static int run(int argc, char **argv);

const struct command command_get = {
    .name = "get",
    .summary = "an object of the running engine by name, key or id",
    .help = help,
    .run = run,
};

static void print_object(const struct policy *p, struct live_object o, bool json)
{
    json_t *j = live_json(p, o);
    if (json) {
        live_print_json(j);
        return;
    }
    if (j)
        json_dumpf(j, stdout, JSON_INDENT(2));
    putchar('\n');
    json_decref(j);
}

static int print_called(const struct policy *p, enum object_kind only, const char *word, bool json)
{
    unsigned found = 0;
    for (enum object_kind kind = 0; kind < OBJECT_KIND_COUNT; kind++)
        for (uint32_t i = 0; (only == OBJECT_KIND_COUNT || only == kind) && i < live_count(p, kind); i++)
            if (live_is_called(live_at(p, kind, i), word)) {
                print_object(p, live_at(p, kind, i), json);
                found++;
            }
    if (found)
        return EXIT_GOOD;
    cli_error(&command_get, "there is no %s %.100s", only == OBJECT_KIND_COUNT ? "object" : live_kind_names[only], word);
    return EXIT_REFUSED;
}

static int get(enum object_kind only, const char *word, bool json)
{
    struct manage *m;
    struct arena   arena = { 0 };
    struct policy  p;
    int            code = live_open(&command_get, &m);
    if (code)
        return code;
    enum wfp_status err = manage_read(m, MANAGE_ALL_KINDS, true, &arena, &p);
    code = err ? live_fail(&command_get, err, "the engine's objects") : print_called(&p, only, word, json);
    arena_fini(&arena);
    manage_close(m);
    return code;
}

static int run(int argc, char **argv)
{
    static const struct option options[] = {
        { "json", no_argument, NULL, 'j' }, { "help", no_argument, NULL, 'h' }, { NULL, 0, NULL, 0 } };
    bool json = false;
    opterr = 0;
    for (int answer; (answer = getopt_long(argc, argv, ":jh", options, NULL)) != -1;) {
        if (answer == 'h')
            return cli_help(&command_get);
        if (answer != 'j')
            return cli_bad_option(&command_get, answer, argv);
        json = true;
    }
    int operands = argc - optind;
    if (operands == 0 || operands > 2)
        return cli_usage(&command_get, operands ? "one name at a time" : "get what? give a name, key or id");
    enum object_kind only = operands == 2 ? live_kind(argv[optind]) : OBJECT_KIND_COUNT;
    if (operands == 2 && only == OBJECT_KIND_COUNT)
        return cli_usage(&command_get, "%.60s is no kind of object; there are provider, context, sublayer, callout, filter",
                         argv[optind]);
    return get(only, argv[argc - 1], json);
}
