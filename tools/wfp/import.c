/* wfp import: a policy file into the running engine, in one transaction. */
#include <getopt.h>
#include <stdlib.h>

#include "change.h"
#include "policy/policy_file.h"

static const char help[] =
    "usage: wfp import [-r] [-n] [-j] FILE\n\n"
    "Adds all objects of a policy file to the running engine in one transaction; `-` is standard input. The file may\n"
    "name objects that the engine has.\n\n"
    "  -r, --replace  objects of the same keys are deleted first, in the same transaction\n"
    "  -n, --dry-run  everything is checked by the engine, and then taken back\n"
    "  -j, --json     one JSON object\n"
    "  -h, --help     this text\n";

static int run(int argc, char **argv);

const struct command command_import = {
    .name = "import",
    .summary = "a policy file into the running engine",
    .help = help,
    .run = run,
};

struct options {
    bool replace, dry_run, json;
};

static int import_all(struct manage *m, const struct policy *p, const struct options *o)
{
    int code = o->replace ? change_delete_keys(&command_import, m, p) : EXIT_GOOD;
    return code ? code : change_add_all(&command_import, m, p, NULL);
}

static int in_transaction(struct manage *m, const struct policy *p, const struct options *o)
{
    enum wfp_status err = manage_begin(m, false);
    if (err)
        return live_fail(&command_import, err, "begin a transaction");
    int code = import_all(m, p, o);
    if (code == EXIT_GOOD && !o->dry_run) {
        err = manage_commit(m);
        code = err ? live_fail(&command_import, err, "commit") : EXIT_GOOD;
    }
    manage_abort(m);
    return code;
}

static void tell(const struct policy *p, const struct options *o)
{
    struct json j;
    json_init(&j, stdout);
    if (!o->json) {
        printf("%s", o->dry_run ? "would import" : "imported");
        for (enum object_kind kind = 0; kind < OBJECT_KIND_COUNT; kind++)
            printf("%s %u %s", kind ? "," : "", live_count(p, kind),
                   live_count(p, kind) == 1 ? live_kind_names[kind] : live_kind_plurals[kind]);
        putchar('\n');
        return;
    }
    json_begin_object(&j, NULL);
    json_put_bool(&j, "imported", !o->dry_run);
    for (enum object_kind kind = 0; kind < OBJECT_KIND_COUNT; kind++)
        json_put_number(&j, live_kind_plurals[kind], live_count(p, kind));
    json_end_object(&j);
    json_line(&j);
}

/* An object that will be deleted first cannot be meant by name: the file's own come first. */
static int import_file(struct manage *m, const char *path, const struct options *o)
{
    struct arena        arena = { 0 };
    struct policy       base;
    struct policy_error error;
    struct policy_file *file;
    enum wfp_status     err = manage_read(m, MANAGE_ALL_KINDS & ~(1u << OBJECT_FILTER), false, &arena, &base);
    int                 code = err ? live_fail(&command_import, err, "the engine's objects") : EXIT_GOOD;
    if (code == EXIT_GOOD && policy_load_beside(path, &base, &file, &error))
        code = cli_error(&command_import, "%s", error.text);
    else if (code == EXIT_GOOD) {
        code = in_transaction(m, policy_file_policy(file), o);
        if (code == EXIT_GOOD)
            tell(policy_file_policy(file), o);
        policy_file_free(file);
    }
    arena_fini(&arena);
    return code;
}

static int run(int argc, char **argv)
{
    static const struct option options[] = { { "replace", no_argument, NULL, 'r' }, { "dry-run", no_argument, NULL, 'n' },
                                             { "json", no_argument, NULL, 'j' },    { "help", no_argument, NULL, 'h' },
                                             { NULL, 0, NULL, 0 } };
    struct options o = { false, false, false };
    struct manage *m;
    opterr = 0;
    for (int answer; (answer = getopt_long(argc, argv, ":rnjh", options, NULL)) != -1;) {
        if (answer == 'h')
            return cli_help(&command_import);
        if (answer == 'r')
            o.replace = true;
        else if (answer == 'n')
            o.dry_run = true;
        else if (answer == 'j')
            o.json = true;
        else
            return cli_bad_option(&command_import, answer, argv);
    }
    if (argc - optind != 1)
        return cli_usage(&command_import, optind == argc ? "no policy file given" : "one file at a time");
    int code = live_open(&command_import, &m);
    if (code)
        return code;
    code = import_file(m, argv[optind], &o);
    manage_close(m);
    return code;
}
