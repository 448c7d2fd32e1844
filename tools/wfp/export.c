/* wfp export: the running engine's objects as a policy file. */
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "live.h"
#include "policy/policy_write.h"

static const char help[] =
    "usage: wfp export [-p] [FILE]\n\n"
    "Writes the policy of the running engine as a policy file, to standard output without FILE. `wfp import` of it\n"
    "gives the same objects, keys and weights again. Built-in objects, run-time ids, security descriptors and engine\n"
    "options are left out, and so is whether an object belongs to a dynamic session.\n\n"
    "  -p, --persistent  only what outlives the engine\n"
    "  -h, --help        this text\n";

static int run(int argc, char **argv);

const struct command command_export = {
    .name = "export",
    .summary = "the running engine's policy as a policy file",
    .help = help,
    .run = run,
};

#define KEEP(array, count, kind)                                                      \
    do {                                                                              \
        uint32_t kept = 0;                                                            \
        for (uint32_t i = 0; i < (count); i++)                                        \
            if (live_is_persistent((struct live_object){ (kind), &(array)[i] }))      \
                (array)[kept++] = (array)[i];                                         \
        (count) = kept;                                                               \
    } while (0)

static void keep_persistent(struct policy *p)
{
    KEEP(p->providers, p->provider_count, OBJECT_PROVIDER);
    KEEP(p->contexts, p->context_count, OBJECT_CONTEXT);
    KEEP(p->sublayers, p->sublayer_count, OBJECT_SUBLAYER);
    KEEP(p->callouts, p->callout_count, OBJECT_CALLOUT);
    KEEP(p->filters, p->filter_count, OBJECT_FILTER);
}

/* A file that is there keeps what it holds until all of the new one is on its way: written beside it and renamed. */
static int write_file(const json_t *j, const char *path)
{
    char *beside;
    if (asprintf(&beside, "%s.new", path) < 0)
        return cli_error(&command_export, "not enough memory");
    FILE *out = fopen(beside, "w");
    bool  good = out && json_dumpf(j, out, JSON_INDENT(2)) == 0 && fputc('\n', out) != EOF && fflush(out) == 0 &&
                fsync(fileno(out)) == 0;
    int   code = EXIT_GOOD;
    good = (!out || fclose(out) == 0) && good;
    if (!good || rename(beside, path) != 0) {
        code = cli_error(&command_export, "%s: cannot be written: %s", path, strerror(errno));
        if (out)
            unlink(beside);
    }
    free(beside);
    return code;
}

static int write_policy(const struct policy *p, const char *path)
{
    json_t         *j;
    const char     *at = "";
    enum wfp_status err = policy_write(p, &j, &at);
    if (err)
        return live_fail(&command_export, err, "\"%s\" cannot be written in a policy file", at);
    int code = EXIT_GOOD;
    if (path) {
        code = write_file(j, path);
    } else {
        json_dumpf(j, stdout, JSON_INDENT(2));
        putchar('\n');
    }
    json_decref(j);
    return code;
}

/* One transaction, so that no change falls into the middle. */
static enum wfp_status read_all(struct manage *m, struct arena *arena, struct policy *p)
{
    RETURN_IF(manage_begin(m, true));
    enum wfp_status err = manage_read(m, MANAGE_ALL_KINDS, false, arena, p);
    manage_abort(m);
    return err;
}

static int export_to(const char *path, bool persistent)
{
    struct manage *m;
    struct arena   arena = { 0 };
    struct policy  p;
    int            code = live_open(&command_export, &m);
    if (code)
        return code;
    enum wfp_status err = read_all(m, &arena, &p);
    manage_close(m);
    if (err == WFP_OK && persistent)
        keep_persistent(&p);
    code = err ? live_fail(&command_export, err, "the engine's objects") : write_policy(&p, path);
    arena_fini(&arena);
    return code;
}

static int run(int argc, char **argv)
{
    static const struct option options[] = {
        { "persistent", no_argument, NULL, 'p' }, { "help", no_argument, NULL, 'h' }, { NULL, 0, NULL, 0 } };
    bool persistent = false;
    opterr = 0;
    for (int answer; (answer = getopt_long(argc, argv, ":ph", options, NULL)) != -1;) {
        if (answer == 'h')
            return cli_help(&command_export);
        if (answer != 'p')
            return cli_bad_option(&command_export, answer, argv);
        persistent = true;
    }
    if (argc - optind > 1)
        return cli_usage(&command_export, "one file, not also %.100s", argv[optind + 1]);
    return export_to(optind < argc && strcmp(argv[optind], "-") != 0 ? argv[optind] : NULL, persistent);
}
