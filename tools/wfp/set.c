/* wfp set: an object, an engine option or a security descriptor of the running engine becomes another. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "change.h"
#include "object_args.h"
#include "policy/value_text.h"
#include "security/descriptor.h"
#include "security/info.h"
#include "security/sddl.h"
#include "settings_text.h"

static const char head[] =
    "usage: wfp set provider|context|sublayer|callout|filter NAME|KEY|ID [OPTION]...\n"
    "       wfp set option NAME VALUE\n"
    "       wfp set security WHAT [NAME|KEY|ID] SDDL\n\n"
    "Changes an object: what the options say is set, the rest stays, its key too. The platform cannot change an\n"
    "object, so it is deleted and added in one transaction, and gets a new id. An object that others refer to stays.\n"
    "VALUE of an option is a number, on or off. WHAT is engine, a kind of object, layers, net-events, connections,\n"
    "vswitch-events, ipsec-sas, ike-sas, ipsec-dosp or endpoints; with a name it is one object. Only those parts of a\n"
    "descriptor are set that SDDL has.\n\n";
static const char tail[] = "\n"
                           "  --clear WHAT              takes an option or --conditions away\n"
                           "  -j, --json                one JSON object\n"
                           "  -h, --help                this text\n\n"
                           "Example: wfp set filter \"no web\" --action permit\n";

static int run(int argc, char **argv);

const struct command command_set = {
    .name = "set",
    .summary = "an object, option or security descriptor of the running engine",
    .run = run,
};

static int help(void)
{
    printf("%s%s%s", head, object_args_help, tail);
    return EXIT_GOOD;
}

/* --- objects -------------------------------------------------------------------------------------------------------------- */

struct setting {
    struct live_object   old;
    const struct policy *now;
    uint64_t             id;
};

static int replace(const struct command *c, struct manage *m, void *context)
{
    struct setting *s = context;
    enum wfp_status err = manage_delete(m, s->old.kind, live_key(s->old));
    return err ? live_fail(c, err, "%s \"%s\"", live_kind_names[s->old.kind], live_name(s->old))
               : change_add_all(c, m, s->now, &s->id);
}

/* The old object as a file writes it, with what the arguments say instead. */
static json_t *changed(const struct policy *p, struct live_object old, const struct object_args *args)
{
    static const char *const results[] = { "kind", "id", "effectiveWeight", "disabled", "registered", "conditionsLeftOut" };
    json_t                  *j = live_json(p, old), *cleared;
    size_t                   i;
    for (i = 0; j && i < COUNT_OF(results); i++)
        json_object_del(j, results[i]);
    if (j && json_object_get(args->members, "rawContext"))
        json_object_del(j, "providerContext");
    if (j && json_object_get(args->members, "providerContext"))
        json_object_del(j, "rawContext");
    json_array_foreach(args->cleared, i, cleared)
        json_object_del(j, json_string_value(cleared));
    if (j && args->conditions)
        json_object_set(j, "conditions", args->conditions);
    if (j && json_object_update(j, args->members) != 0) {
        json_decref(j);
        return NULL;
    }
    return j;
}

static int set_found(struct manage *m, const struct policy *p, struct live_object old, const struct object_args *args)
{
    struct policy_file *file;
    struct setting      s = { .old = old };
    json_t             *object = changed(p, old, args);
    if (!object)
        return cli_error(&command_set, "not enough memory");
    int code = object_args_read(&command_set, old.kind, object, p, &file);
    if (code)
        return code;
    s.now = policy_file_policy(file);
    if (live_count(s.now, old.kind) != 1 || !guid_equal(live_key(live_at(s.now, old.kind, 0)), live_key(old)))
        code = cli_usage(&command_set, "an object keeps its key, and stands at one layer");
    if (code == EXIT_GOOD)
        code = change_run(&command_set, m, replace, &s);
    if (code == EXIT_GOOD)
        change_told("set", live_at(s.now, old.kind, 0), s.id, args->json);
    policy_file_free(file);
    return code;
}

static int set_in(struct manage *m, const char *word, const struct object_args *args)
{
    struct arena       arena = { 0 };
    struct policy      p;
    struct live_object old;
    unsigned           kinds = MANAGE_ALL_KINDS & ~(args->kind == OBJECT_FILTER ? 0 : 1u << OBJECT_FILTER);
    enum wfp_status    err = manage_read(m, kinds, false, &arena, &p);
    int code = err ? live_fail(&command_set, err, "the engine's objects") : live_find(&command_set, &p, args->kind, word, &old);
    if (code == EXIT_GOOD)
        code = set_found(m, &p, old, args);
    arena_fini(&arena);
    return code;
}

static int set_object(enum object_kind kind, int argc, char **argv)
{
    struct object_args args;
    struct manage     *m;
    int                operands, code = object_args_parse(&command_set, kind, argc, argv, &args, &operands);
    if (code == EXIT_GOOD && args.help)
        code = help();
    else if (code == EXIT_GOOD && operands != 1)
        code = cli_usage(&command_set, operands ? "one object at a time" : "which %s? give its name, key or id",
                         live_kind_names[kind]);
    else if (code == EXIT_GOOD && !json_object_size(args.members) && !args.conditions && !json_array_size(args.cleared))
        code = cli_usage(&command_set, "nothing to set");
    else if (code == EXIT_GOOD && (code = live_open(&command_set, &m)) == EXIT_GOOD) {
        code = set_in(m, argv[argc - 1], &args);
        manage_close(m);
    }
    object_args_fini(&args);
    return code;
}

/* --- options -------------------------------------------------------------------------------------------------------------- */

static bool value_of(const char *word, uint32_t *out)
{
    uint64_t n;
    if (strcasecmp(word, "on") == 0 || strcasecmp(word, "off") == 0) {
        *out = strcasecmp(word, "on") == 0;
        return true;
    }
    if (!number_parse(word, &n) || n > UINT32_MAX)
        return false;
    *out = (uint32_t)n;
    return true;
}

static int set_option(int argc, char **argv)
{
    struct manage *m;
    uint32_t       value, option = argc == 3 ? option_of_text(argv[1]) : OPTION_MAX;
    if (argc != 3)
        return cli_usage(&command_set, "write: wfp set option NAME VALUE");
    if (option == OPTION_MAX)
        return cli_usage(&command_set, "there is no engine option %.60s; `wfp show options` lists them", argv[1]);
    if (!value_of(argv[2], &value))
        return cli_usage(&command_set, "%.60s is no number of 32 bits, on or off", argv[2]);
    int code = live_open(&command_set, &m);
    if (code)
        return code;
    enum wfp_status err = manage_set_option(m, option, value);
    manage_close(m);
    return err ? live_fail(&command_set, err, "%s", option_text(option)) : EXIT_GOOD;
}

/* --- security ------------------------------------------------------------------------------------------------------------- */

static uint32_t parts_of(const struct byte_blob *sd)
{
    struct sd opened;
    if (sd_open(sd, &opened) != WFP_OK)
        return 0;
    uint32_t protected = opened.control & SD_DACL_PROTECTED ? SECURITY_INFO_PROTECTED_DACL : SECURITY_INFO_UNPROTECTED_DACL;
    return (opened.owner ? SECURITY_INFO_OWNER : 0) | (opened.group ? SECURITY_INFO_GROUP : 0) |
           (opened.dacl != DACL_ABSENT ? SECURITY_INFO_DACL | protected : 0);
}

static enum object_kind kind_of_container(enum container c)
{
    return c < CONTAINER_COUNT ? live_kind(container_names[c]) : OBJECT_KIND_COUNT;
}

/* The key of one object, or of a layer. */
static int find_key(struct manage *m, enum container c, const char *word, struct guid *out)
{
    struct arena            arena = { 0 };
    struct policy           p;
    struct live_object      o;
    enum object_kind        kind = kind_of_container(c);
    const struct layer_row *layer = c == CONTAINER_LAYERS ? layer_find_name(word) : NULL;
    if (layer) {
        *out = layer->key;
        return EXIT_GOOD;
    }
    if (kind == OBJECT_KIND_COUNT)
        return cli_usage(&command_set, "%s has nothing called %.60s", container_names[c], word);
    enum wfp_status err = manage_read(m, 1u << kind, true, &arena, &p);
    int code = err ? live_fail(&command_set, err, "%s", container_names[c]) : live_find(&command_set, &p, kind, word, &o);
    if (code == EXIT_GOOD)
        *out = *live_key(o);
    arena_fini(&arena);
    return code;
}

static int set_descriptor(enum container c, const char *word, const struct byte_blob *sd)
{
    struct manage *m;
    struct guid    key = { 0 };
    int            code = live_open(&command_set, &m);
    if (code)
        return code;
    if (word)
        code = find_key(m, c, word, &key);
    if (code == EXIT_GOOD) {
        enum wfp_status err = manage_set_security(m, c, &key, parts_of(sd), sd);
        code = err ? live_fail(&command_set, err, "%s%s%s", container_names[c], word ? " " : "", word ? word : "") : EXIT_GOOD;
    }
    manage_close(m);
    return code;
}

static int set_security(int argc, char **argv)
{
    struct arena      arena = { 0 };
    struct byte_blob *sd;
    char              why[SDDL_WHY_SIZE];
    if (argc != 3 && argc != 4)
        return cli_usage(&command_set, "write: wfp set security WHAT [NAME] SDDL");
    enum object_kind kind = live_kind(argv[1]);
    enum container   c = container_of_text(kind < OBJECT_KIND_COUNT ? live_kind_plurals[kind] : argv[1]);
    if (c == CONTAINER_COUNT)
        return cli_usage(&command_set, "nothing with a security descriptor is called %.60s", argv[1]);
    int code = sddl_parse(argv[argc - 1], &arena, &sd, why) ? cli_usage(&command_set, "not SDDL: %s", why) : EXIT_GOOD;
    if (code == EXIT_GOOD && !parts_of(sd))
        code = cli_usage(&command_set, "the text sets nothing: it has no O:, G: or D: part");
    if (code == EXIT_GOOD)
        code = set_descriptor(c, argc == 4 ? argv[2] : NULL, sd);
    arena_fini(&arena);
    return code;
}

static int run(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
            return help();
    if (argc < 2)
        return cli_usage(&command_set, "set what?");
    if (strcmp(argv[1], "option") == 0)
        return set_option(argc - 1, argv + 1);
    if (strcmp(argv[1], "security") == 0)
        return set_security(argc - 1, argv + 1);
    enum object_kind kind = live_kind(argv[1]);
    if (kind == OBJECT_KIND_COUNT)
        return cli_usage(&command_set, "%.60s is no kind of object, option or security", argv[1]);
    return set_object(kind, argc - 1, argv + 1);
}
