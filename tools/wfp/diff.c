/* wfp diff: what changed between two versions of the daemon's durable policy. */
#include <getopt.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "api_fwpm/persist.h"
#include "live.h"
#include "manage/versions.h"
#include "policy/value_text.h"
#include "security/sddl.h"
#include "settings_text.h"

static const char help[] =
    "usage: wfp diff [-j] [FROM [TO]]\n\n"
    "Shows what changed from one version of the daemon's durable policy to another (`wfp log` lists them). TO left out is\n"
    "the current version, FROM the one before TO. Lines begin with + for what is new, - for what has gone, and ~ for what is\n"
    "another, with the members that differ.\n\n"
    "  -j, --json  one JSON object for each difference\n"
    "  -h, --help  this text\n\n"
    "Exit status: 0 nothing differs, 1 something does, 2 bad usage or no daemon.\n";

static int run(int argc, char **argv);

const struct command command_diff = {
    .name = "diff",
    .summary = "what changed between two versions of the daemon's policy",
    .help = help,
    .run = run,
};

static const char *const words[] = {
    [DIFFERENCE_ADDED] = "added", [DIFFERENCE_DELETED] = "deleted", [DIFFERENCE_CHANGED] = "changed"
};
static const char        marks[] = { [DIFFERENCE_ADDED] = '+', [DIFFERENCE_DELETED] = '-', [DIFFERENCE_CHANGED] = '~' };

/* --- one side as JSON ----------------------------------------------------------------------------------------------------- */

static json_t *option_json(struct bytes value)
{
    uint32_t n;
    return bytes_u32_le(&value, &n) ? json_pack("{s:I}", "value", (json_int_t)n) : NULL;
}

static json_t *descriptor_json(struct bytes value)
{
    struct arena     arena = { 0 };
    struct byte_blob sd = { (uint32_t)bytes_left(&value), (uint8_t *)(uintptr_t)value.at };
    char            *text;
    json_t          *j = sddl_format(&sd, &arena, &text) == WFP_OK ? json_pack("{s:s}", "sddl", text) : NULL;
    arena_fini(&arena);
    return j;
}

static char *sddl_of(const struct byte_blob *sd, struct arena *arena)
{
    char *text;
    return sd->size && sddl_format(sd, arena, &text) == WFP_OK ? text : NULL;
}

/* What the engine gave it is not kept, and an object that was deleted and added again as it was is no other: ids are not
 * compared. */
static json_t *object_json(enum object_kind kind, const void *record, const struct byte_blob *sd)
{
    struct arena               arena = { 0 };
    static const struct policy none;
    json_t                    *j = record ? live_json(&none, (struct live_object){ kind, record }) : NULL;
    json_object_del(j, "effectiveWeight");
    json_object_del(j, "registered");
    if (j && sd->size)
        json_object_set_new(j, "security", sddl_of(sd, &arena) ? json_string(sddl_of(sd, &arena)) : json_null());
    arena_fini(&arena);
    return j;
}

/* NULL: it is not there, or cannot be read. */
static json_t *side_json(const struct manage_difference *d, struct bytes value, const void *record, const struct byte_blob *sd)
{
    if (bytes_left(&value) == 0)
        return NULL;
    if (d->is_object)
        return object_json(d->kind, record, sd);
    return d->item == ITEM_OPTION ? option_json(value) : d->item == ITEM_CONTAINER ? descriptor_json(value) : NULL;
}

static const char *what_of(const struct manage_difference *d)
{
    if (d->is_object)
        return live_kind_names[d->kind];
    return d->item == ITEM_OPTION ? "option" : d->item == ITEM_CONTAINER ? "security" : "item";
}

static void name_of(const struct manage_difference *d, char *out, size_t size)
{
    const void *record = d->is ? d->is : d->was;
    char        key[GUID_TEXT_SIZE];
    if (d->is_object && record)
        snprintf(out, size, "%s", live_name((struct live_object){ d->kind, record }));
    else if (d->item == ITEM_OPTION)
        snprintf(out, size, "%s", option_text(d->key.data1));
    else if (d->item == ITEM_CONTAINER && d->key.data1 < CONTAINER_COUNT && container_names[d->key.data1])
        snprintf(out, size, "%s", container_names[d->key.data1]);
    else
        snprintf(out, size, "%s", guid_format(&d->key, key));
}

/* --- printing ------------------------------------------------------------------------------------------------------------- */

static void print_json(const struct manage_difference *d, json_t *was, json_t *is, const char *name)
{
    char    key[GUID_TEXT_SIZE];
    json_t *j = json_pack("{s:s,s:s,s:s,s:s}", "change", words[d->what], "kind", what_of(d), "name", name, "key",
                          guid_format(&d->key, key));
    if (j && was)
        json_object_set(j, "before", was);
    if (j && is)
        json_object_set(j, "after", is);
    live_print_json(j);
}

static void print_member(const char *name, const json_t *was, const json_t *is)
{
    printf("    %s: ", name);
    if (was)
        json_dumpf(was, stdout, JSON_COMPACT | JSON_ENCODE_ANY);
    printf("%s%s", was ? "" : "-", " -> ");
    if (is)
        json_dumpf(is, stdout, JSON_COMPACT | JSON_ENCODE_ANY);
    printf("%s\n", is ? "" : "-");
}

/* Members that are there on either side. */
static void print_members(json_t *was, json_t *is)
{
    const char *name;
    json_t     *value;
    json_object_foreach(was, name, value) {
        if (!json_equal(value, json_object_get(is, name)))
            print_member(name, value, json_object_get(is, name));
    }
    json_object_foreach(is, name, value) {
        if (!json_object_get(was, name))
            print_member(name, NULL, value);
    }
}

static void print_text(const struct manage_difference *d, json_t *was, json_t *is, const char *name)
{
    static const enum colour colours[] = {
        [DIFFERENCE_ADDED] = GREEN, [DIFFERENCE_DELETED] = RED, [DIFFERENCE_CHANGED] = YELLOW
    };
    char                     key[GUID_TEXT_SIZE];
    printf("%s%c %s \"%s\"%s %s\n", cli_colour(stdout, colours[d->what]), marks[d->what], what_of(d), name,
           cli_colour(stdout, PLAIN), guid_format(&d->key, key));
    if (d->what == DIFFERENCE_CHANGED && was && is)
        print_members(was, is);
}

/* Whether there was anything to print. */
static bool print(const struct manage_difference *d, bool json)
{
    char    name[1024];
    json_t *was = side_json(d, d->before, d->was, &d->was_sd), *is = side_json(d, d->after, d->is, &d->is_sd);
    bool    differs = d->what != DIFFERENCE_CHANGED || !was || !is || !json_equal(was, is);
    name_of(d, name, sizeof(name));
    if (differs)
        (json ? print_json : print_text)(d, was, is, name);
    json_decref(was);
    json_decref(is);
    return differs;
}

/* --- versions ------------------------------------------------------------------------------------------------------------- */

static enum wfp_status compare(struct manage *m, char **words_given, int count, struct arena *arena,
                               struct manage_difference **out, uint32_t *n)
{
    struct manage_version *versions;
    uint32_t               one;
    uint64_t               current, from = 0, to = 0;
    RETURN_IF(manage_versions(m, 1, arena, &versions, &one, &current));
    to = current;
    if (count == 2)
        (void)number_parse(words_given[1], &to);
    if (count)
        (void)number_parse(words_given[0], &from);
    else
        from = to ? to - 1 : 0;
    return manage_compare(m, from, to, arena, out, n);
}

static int diff(char **given, int count, bool json)
{
    struct manage            *m;
    struct arena              arena = { 0 };
    struct manage_difference *list;
    uint32_t                  n = 0, differences = 0;
    int                       code = live_open(&command_diff, &m);
    if (code)
        return code;
    enum wfp_status err = compare(m, given, count, &arena, &list, &n);
    manage_close(m);
    for (uint32_t i = 0; err == WFP_OK && i < n; i++)
        differences += print(&list[i], json);
    if (err == WFP_NOT_FOUND)
        code = cli_error(&command_diff, "that version is not kept; `wfp log` lists those that are");
    else
        code = err ? live_fail(&command_diff, err, "compare") : differences ? EXIT_REFUSED : EXIT_GOOD;
    arena_fini(&arena);
    return code;
}

static int run(int argc, char **argv)
{
    static const struct option options[] = {
        { "json", no_argument, NULL, 'j' }, { "help", no_argument, NULL, 'h' }, { NULL, 0, NULL, 0 } };
    bool     json = false;
    uint64_t ignored;
    opterr = 0;
    for (int answer; (answer = getopt_long(argc, argv, ":jh", options, NULL)) != -1;) {
        if (answer == 'h')
            return cli_help(&command_diff);
        if (answer != 'j')
            return cli_bad_option(&command_diff, answer, argv);
        json = true;
    }
    if (argc - optind > 2)
        return cli_usage(&command_diff, "two versions, not also %.40s", argv[optind + 2]);
    for (int i = optind; i < argc; i++)
        if (!number_parse(argv[i], &ignored))
            return cli_usage(&command_diff, "%.40s is no version's number", argv[i]);
    return diff(argv + optind, argc - optind, json);
}
