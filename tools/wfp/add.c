/* wfp add: one object, described by arguments, into the running engine. */
#include <stdlib.h>
#include <string.h>

#include "change.h"
#include "object_args.h"

static const char head[] = "usage: wfp add provider|context|sublayer|callout|filter --name TEXT [OPTION]...\n\n"
                           "Adds an object to the running engine. Values are written as in policy files.\n\n";
static const char tail[] =
    "\n"
    "  -j, --json                one JSON object for each object added\n"
    "  -h, --help                this text\n\n"
    "Example: wfp add filter --name \"no web\" --layer ALE_AUTH_CONNECT --proto tcp --port 443 --action block\n";

static int run(int argc, char **argv);

const struct command command_add = {
    .name = "add",
    .summary = "an object into the running engine",
    .run = run,
};

static int help(void)
{
    printf("%s%s%s", head, object_args_help, tail);
    return EXIT_GOOD;
}

struct adding {
    const struct policy *policy;
    uint64_t            *ids;
};

static int add_all(const struct command *c, struct manage *m, void *context)
{
    struct adding *a = context;
    return change_add_all(c, m, a->policy, a->ids);
}

/* A layer of both families gives two objects. */
static int add_policy(struct manage *m, enum object_kind kind, const struct policy *p, bool json)
{
    struct adding a = { p, calloc(change_total(p) + 1u, sizeof(uint64_t)) };
    if (!a.ids)
        return cli_error(&command_add, "not enough memory");
    int code = change_run(&command_add, m, add_all, &a);
    for (uint32_t i = 0; code == EXIT_GOOD && i < live_count(p, kind); i++)
        change_told("added", live_at(p, kind, i), a.ids[i], json);
    free(a.ids);
    return code;
}

static int add(struct manage *m, struct object_args *args)
{
    struct arena        arena = { 0 };
    struct policy       base;
    struct policy_file *file;
    enum wfp_status     err = manage_read(m, MANAGE_ALL_KINDS & ~(1u << OBJECT_FILTER), false, &arena, &base);
    int                 code = err ? live_fail(&command_add, err, "the engine's objects") : EXIT_GOOD;
    if (args->conditions)
        json_object_set(args->members, "conditions", args->conditions);
    if (code == EXIT_GOOD)
        code = object_args_read(&command_add, args->kind, json_incref(args->members), &base, &file);
    if (code == EXIT_GOOD) {
        code = add_policy(m, args->kind, policy_file_policy(file), args->json);
        policy_file_free(file);
    }
    arena_fini(&arena);
    return code;
}

static int add_one(enum object_kind kind, int argc, char **argv)
{
    struct object_args args;
    struct manage     *m;
    int                operands, code = object_args_parse(&command_add, kind, argc, argv, &args, &operands);
    if (code == EXIT_GOOD && args.help)
        code = help();
    else if (code == EXIT_GOOD && operands)
        code = cli_usage(&command_add, "%.100s belongs to no option", argv[argc - operands]);
    else if (code == EXIT_GOOD && json_array_size(args.cleared))
        code = cli_usage(&command_add, "--clear is for wfp set");
    else if (code == EXIT_GOOD && (code = live_open(&command_add, &m)) == EXIT_GOOD) {
        code = add(m, &args);
        manage_close(m);
    }
    object_args_fini(&args);
    return code;
}

static int run(int argc, char **argv)
{
    if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0))
        return help();
    if (argc < 2)
        return cli_usage(&command_add, "add what?");
    enum object_kind kind = live_kind(argv[1]);
    if (kind == OBJECT_KIND_COUNT)
        return cli_usage(&command_add, "%.60s is no kind of object; there are provider, context, sublayer, callout, filter",
                         argv[1]);
    return add_one(kind, argc - 1, argv + 1);
}
