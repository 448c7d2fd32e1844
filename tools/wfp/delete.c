/* wfp delete: objects out of the running engine, all or none. */
#include <getopt.h>
#include <stdlib.h>

#include "change.h"

static const char help[] =
    "usage: wfp delete [-j] provider|context|sublayer|callout|filter NAME|KEY|ID...\n\n"
    "Deletes objects from the running engine, all of them or, when one is refused, none.\n\n"
    "  -j, --json  one JSON object for each\n"
    "  -h, --help  this text\n";

static int run(int argc, char **argv);

const struct command command_delete = {
    .name = "delete",
    .summary = "objects from the running engine",
    .help = help,
    .run = run,
};

struct deletion {
    struct live_object *objects;
    int                 count;
};

static int delete_all(const struct command *c, struct manage *m, void *context)
{
    const struct deletion *d = context;
    for (int i = 0; i < d->count; i++) {
        enum wfp_status err = manage_delete(m, d->objects[i].kind, live_key(d->objects[i]));
        if (err)
            return live_fail(c, err, "%s \"%s\"", live_kind_names[d->objects[i].kind], live_name(d->objects[i]));
    }
    return EXIT_GOOD;
}

static int delete_words(struct manage *m, enum object_kind kind, char **words, int count, bool json)
{
    struct arena    arena = { 0 };
    struct policy   p;
    struct deletion d = { calloc((size_t)count, sizeof(*d.objects)), count };
    enum wfp_status err = d.objects ? manage_read(m, 1u << kind, true, &arena, &p) : WFP_NO_MEMORY;
    int             code = err ? live_fail(&command_delete, err, "%s", live_kind_plurals[kind]) : EXIT_GOOD;
    for (int i = 0; code == EXIT_GOOD && i < count; i++)
        code = live_find(&command_delete, &p, kind, words[i], &d.objects[i]);
    if (code == EXIT_GOOD)
        code = change_run(&command_delete, m, delete_all, &d);
    for (int i = 0; code == EXIT_GOOD && i < count; i++)
        change_told("deleted", d.objects[i], live_id(d.objects[i]), json);
    free(d.objects);
    arena_fini(&arena);
    return code;
}

static int run(int argc, char **argv)
{
    static const struct option options[] = {
        { "json", no_argument, NULL, 'j' }, { "help", no_argument, NULL, 'h' }, { NULL, 0, NULL, 0 } };
    bool           json = false;
    struct manage *m;
    opterr = 0;
    for (int answer; (answer = getopt_long(argc, argv, ":jh", options, NULL)) != -1;) {
        if (answer == 'h')
            return cli_help(&command_delete);
        if (answer != 'j')
            return cli_bad_option(&command_delete, answer, argv);
        json = true;
    }
    if (optind == argc)
        return cli_usage(&command_delete, "delete what?");
    enum object_kind kind = live_kind(argv[optind]);
    if (kind == OBJECT_KIND_COUNT)
        return cli_usage(&command_delete, "%.60s is no kind of object; there are provider, context, sublayer, callout, filter",
                         argv[optind]);
    if (optind + 1 == argc)
        return cli_usage(&command_delete, "which %s? give its name, key or id", live_kind_names[kind]);
    int code = live_open(&command_delete, &m);
    if (code)
        return code;
    code = delete_words(m, kind, argv + optind + 1, argc - optind - 1, json);
    manage_close(m);
    return code;
}
