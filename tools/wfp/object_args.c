#include "object_args.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "policy/value_text.h"

const char object_args_help[] =
    "  --name TEXT               what it is called\n"
    "  --description TEXT        what it is for\n"
    "  --key GUID                its key; left out, it follows from the kind and the name\n"
    "  --provider NAME           whose it is (all but providers)\n"
    "  --data HEX                the owner's own bytes (providerData)\n"
    "  --persistent              it outlives the engine\n"
    "provider:\n"
    "  --service NAME            the service behind it\n"
    "context:\n"
    "  --value JSON              { \"type\": \"FWPM_GENERAL_CONTEXT\", \"dataBuffer\": \"00ff\" }\n"
    "  --downlevel               it is one for older engines too\n"
    "sublayer, filter:\n"
    "  --weight N                of a sublayer 0 to 65535; of a filter a band 0 to 15, or 64 bits\n"
    "callout, filter:\n"
    "  --layer LAYER             without _V4 or _V6: both\n"
    "callout:\n"
    "  --uses-context            it wants the filter's provider context\n"
    "filter:\n"
    "  --action WORD             permit, block, calloutTerminating, calloutInspection, calloutUnknown\n"
    "  --callout NAME            of a callout action\n"
    "  --sublayer NAME           left out: UNIVERSAL\n"
    "  --remote VALUE            condition on IP_REMOTE_ADDRESS: ADDR, ADDR/LEN or LOW-HIGH\n"
    "  --local VALUE             condition on IP_LOCAL_ADDRESS\n"
    "  --proto VALUE             condition on IP_PROTOCOL: tcp, udp, a number\n"
    "  --port VALUE              condition on IP_REMOTE_PORT: N or LOW-HIGH\n"
    "  --local-port VALUE        condition on IP_LOCAL_PORT\n"
    "  --app PATH                condition on ALE_APP_ID\n"
    "  --user SID                condition on ALE_USER_ID; SDDL too\n"
    "  --condition FIELD MATCH VALUE\n"
    "                            any other one; MATCH is equal, notEqual, range, flagsAllSet, ...\n"
    "  --context NAME            the provider context for its callout\n"
    "  --raw-context N           the number for its callout\n"
    "  --filter-type GUID        the owner's own mark (not of callout actions)\n"
    "  --boot-time               it holds until the engine has started\n"
    "  --clear-action-right      sublayers below cannot turn its decision\n"
    "  --permit-if-unregistered  without its callout it permits\n"
    "  --silent-mode             it is carried as FWPM_FILTER_FLAG_SILENT_MODE_ENABLED\n"
    "  --indexed                 taken and ignored, as the platform does\n";

enum form { FORM_TEXT, FORM_FLAG, FORM_NUMBER, FORM_JSON, FORM_CONDITION };

/* Which kinds have it. */
#define P (1u << OBJECT_PROVIDER)
#define X (1u << OBJECT_CONTEXT)
#define S (1u << OBJECT_SUBLAYER)
#define C (1u << OBJECT_CALLOUT)
#define F (1u << OBJECT_FILTER)

static const struct argument {
    const char *option, *member; /* of a condition: its field */
    enum form   form;
    unsigned    kinds;
} arguments[] = {
    { "name", "name", FORM_TEXT, P | X | S | C | F },
    { "description", "description", FORM_TEXT, P | X | S | C | F },
    { "key", "key", FORM_TEXT, P | X | S | C | F },
    { "data", "providerData", FORM_TEXT, P | X | S | C | F },
    { "persistent", "persistent", FORM_FLAG, P | X | S | C | F },
    { "provider", "provider", FORM_TEXT, X | S | C | F },
    { "service", "serviceName", FORM_TEXT, P },
    { "value", "value", FORM_JSON, X },
    { "downlevel", "downlevel", FORM_FLAG, X },
    { "weight", "weight", FORM_NUMBER, S | F },
    { "layer", "layer", FORM_TEXT, C | F },
    { "uses-context", "usesProviderContext", FORM_FLAG, C },
    { "action", "action", FORM_TEXT, F },
    { "callout", "callout", FORM_TEXT, F },
    { "sublayer", "subLayer", FORM_TEXT, F },
    { "remote", "IP_REMOTE_ADDRESS", FORM_CONDITION, F },
    { "local", "IP_LOCAL_ADDRESS", FORM_CONDITION, F },
    { "proto", "IP_PROTOCOL", FORM_CONDITION, F },
    { "port", "IP_REMOTE_PORT", FORM_CONDITION, F },
    { "local-port", "IP_LOCAL_PORT", FORM_CONDITION, F },
    { "app", "ALE_APP_ID", FORM_CONDITION, F },
    { "user", "ALE_USER_ID", FORM_CONDITION, F },
    { "condition", NULL, FORM_CONDITION, F },
    { "context", "providerContext", FORM_TEXT, F },
    { "raw-context", "rawContext", FORM_TEXT, F },
    { "filter-type", "filterType", FORM_TEXT, F },
    { "boot-time", "bootTime", FORM_FLAG, F },
    { "clear-action-right", "clearActionRight", FORM_FLAG, F },
    { "permit-if-unregistered", "permitIfCalloutUnregistered", FORM_FLAG, F },
    { "silent-mode", "silentMode", FORM_FLAG, F },
    { "indexed", "indexed", FORM_FLAG, F },
};

#undef P
#undef X
#undef S
#undef C
#undef F

enum { OPTION_FIRST = 256, OPTION_CLEAR = OPTION_FIRST + COUNT_OF(arguments) };

/* A number below 2^53 as such; a larger one as the text that it is. */
static json_t *number(const char *text, enum object_kind kind)
{
    uint64_t n, most = kind == OBJECT_FILTER ? 15 : UINT16_MAX;
    return number_parse(text, &n) && n <= most ? json_integer((json_int_t)n) : json_string(text);
}

/* Flags may be several: a list of their names. */
static json_t *value_of(const char *match, const char *text)
{
    bool    is_flags = match && strncasecmp(match, "flags", 5) == 0 && (text[0] < '0' || text[0] > '9');
    json_t *list = is_flags ? json_array() : NULL;
    if (!list)
        return json_string(text);
    for (const char *at = text; *at;) {
        size_t n = strcspn(at, ",|");
        json_array_append_new(list, json_stringn(at, n));
        at += n + (at[n] != 0);
    }
    return list;
}

static void add_condition(struct object_args *a, const char *field, const char *match, const char *text)
{
    json_t *one = json_object();
    json_object_set_new(one, "field", json_string(field));
    if (match)
        json_object_set_new(one, "match", json_string(match));
    json_object_set_new(one, "value", value_of(match, text));
    if (!a->conditions)
        a->conditions = json_array();
    json_array_append_new(a->conditions, one);
}

/* Not valid UTF-8 is what jansson makes NULL of. */
static int put(const struct command *c, struct object_args *a, const struct argument *argument, json_t *value)
{
    if (!value || json_object_set_new(a->members, argument->member, value) != 0)
        return cli_usage(c, "--%s: the text is not UTF-8", argument->option);
    return EXIT_GOOD;
}

static int take_json(const struct command *c, struct object_args *a, const struct argument *argument)
{
    json_error_t error;
    json_t      *value = json_loads(optarg, 0, &error);
    if (!value)
        return cli_usage(c, "--%s: not JSON: column %d: %s", argument->option, error.column, error.text);
    return put(c, a, argument, value);
}

static int take_condition(const struct command *c, struct object_args *a, const struct argument *argument, int argc,
                          char **argv)
{
    if (argument->member) {
        add_condition(a, argument->member, NULL, optarg);
        return EXIT_GOOD;
    }
    if (optind + 2 > argc)
        return cli_usage(c, "--condition takes three words: FIELD MATCH VALUE");
    add_condition(a, optarg, argv[optind], argv[optind + 1]);
    optind += 2;
    return EXIT_GOOD;
}

static int take(const struct command *c, struct object_args *a, const struct argument *argument, int argc, char **argv)
{
    if (!(argument->kinds & 1u << a->kind))
        return cli_usage(c, "this kind of object has no --%s", argument->option);
    switch (argument->form) {
    case FORM_TEXT:
        return put(c, a, argument, json_string(optarg));
    case FORM_FLAG:
        return put(c, a, argument, json_true());
    case FORM_NUMBER:
        return put(c, a, argument, number(optarg, a->kind));
    case FORM_JSON:
        return take_json(c, a, argument);
    case FORM_CONDITION:
        return take_condition(c, a, argument, argc, argv);
    }
    return EXIT_USAGE;
}

/* "clear-action-right", "clearActionRight", "conditions": the member's name. */
static const char *member_of(const char *word)
{
    for (size_t i = 0; i < COUNT_OF(arguments); i++)
        if (arguments[i].form != FORM_CONDITION &&
            (strcmp(arguments[i].option, word) == 0 || strcmp(arguments[i].member, word) == 0))
            return arguments[i].member;
    return strcmp(word, "conditions") == 0 ? word : NULL;
}

static int take_clear(const struct command *c, struct object_args *a)
{
    const char *member = member_of(optarg);
    if (!member)
        return cli_usage(c, "--clear %.60s: an object has no such thing", optarg);
    json_array_append_new(a->cleared, json_string(member));
    return EXIT_GOOD;
}

static void list_options(struct option *out)
{
    size_t n = 0;
    for (; n < COUNT_OF(arguments); n++)
        out[n] = (struct option){ arguments[n].option, arguments[n].form == FORM_FLAG ? no_argument : required_argument, NULL,
                                  OPTION_FIRST + (int)n };
    out[n++] = (struct option){ "clear", required_argument, NULL, OPTION_CLEAR };
    out[n++] = (struct option){ "json", no_argument, NULL, 'j' };
    out[n++] = (struct option){ "help", no_argument, NULL, 'h' };
    out[n] = (struct option){ NULL, 0, NULL, 0 };
}

int object_args_parse(const struct command *c, enum object_kind kind, int argc, char **argv, struct object_args *out,
                      int *operands)
{
    struct option options[COUNT_OF(arguments) + 4];
    int           answer, code = EXIT_GOOD;
    *out = (struct object_args){ .kind = kind, .members = json_object(), .cleared = json_array() };
    list_options(options);
    opterr = 0;
    optind = 1;
    while (code == EXIT_GOOD && (answer = getopt_long(argc, argv, ":jh", options, NULL)) != -1) {
        if (answer == 'j')
            out->json = true;
        else if (answer == 'h')
            out->help = true;
        else if (answer == OPTION_CLEAR)
            code = take_clear(c, out);
        else if (answer >= OPTION_FIRST)
            code = take(c, out, &arguments[answer - OPTION_FIRST], argc, argv);
        else
            code = cli_bad_option(c, answer, argv);
    }
    *operands = argc - optind;
    return code;
}

void object_args_fini(struct object_args *a)
{
    json_decref(a->members);
    json_decref(a->conditions);
    json_decref(a->cleared);
}

static const char *const arrays[OBJECT_KIND_COUNT] = {
    [OBJECT_PROVIDER] = "providers", [OBJECT_CONTEXT] = "providerContexts", [OBJECT_SUBLAYER] = "subLayers",
    [OBJECT_CALLOUT] = "callouts",   [OBJECT_FILTER] = "filters",
};

int object_args_read(const struct command *c, enum object_kind kind, json_t *object, const struct policy *base,
                     struct policy_file **out)
{
    struct policy_error error = { "not enough memory" };
    json_t             *list = json_array(), *file = json_object();
    json_array_append_new(list, object);
    json_object_set_new(file, arrays[kind], list);
    char           *text = json_dumps(file, JSON_COMPACT);
    enum wfp_status err = text ? policy_parse_beside(text, strlen(text), "the arguments", base, out, &error) : WFP_NO_MEMORY;
    free(text);
    json_decref(file);
    return err ? cli_error(c, "%s", error.text) : EXIT_GOOD;
}
