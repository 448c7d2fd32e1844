/* wfp check: is this policy good, and does it mean what it says? */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "bfe/lint.h"
#include "cli.h"
#include "policy/policy_file.h"

static const char help[] =
    "usage: wfp check [-j] [-q] POLICY...\n\n"
    "Checks policy files without loading them into an engine: whether they are valid, and whether\n"
    "they hold filters that hardly mean what they say. `-` is standard input.\n\n"
    "  -j, --json    one JSON object a file\n"
    "  -q, --quiet   warnings only, no notes and no line for a clean file\n"
    "  -l, --list    list the findings that there are, and stop\n"
    "  -h, --help    this text\n\n"
    "Exit status: 0 clean (notes do not count), 1 there are warnings, 2 a file is not valid.\n";

static int run(int argc, char **argv);

const struct command command_check = {
    .name = "check",
    .summary = "validate policy files and find what they hardly mean",
    .help = help,
    .run = run,
};

struct options {
    bool json, quiet, list;
};

/* A policy with its findings. */
struct checked {
    const char               *path;
    const struct policy_file *file;
    const struct policy      *policy;
    struct lint_report        report;
};

static const char *level_name(enum lint_level level)
{
    return level == LINT_WARNING ? "warning" : "note";
}

static const struct filter *filter_of(const struct checked *c, uint32_t i)
{
    return &c->policy->filters[i];
}

/* Filters as the file has them. */
static uint32_t written_filters(const struct checked *c)
{
    uint32_t n = c->policy->filter_count;
    return n ? policy_file_source(c->file, n - 1) + 1 : 0;
}

/* The same finding about the twin that a layer of both families gives is told once. */
static bool is_repeated(const struct checked *c, uint32_t at)
{
    const struct lint *a = &c->report.items[at];
    for (uint32_t i = at; i-- > 0;) {
        const struct lint *b = &c->report.items[i];
        if (policy_file_source(c->file, b->filter) != policy_file_source(c->file, a->filter))
            return false;
        bool same_other = (a->other == LINT_NO_FILTER) == (b->other == LINT_NO_FILTER) &&
                          (a->other == LINT_NO_FILTER ||
                           policy_file_source(c->file, a->other) == policy_file_source(c->file, b->other));
        if (a->kind == b->kind && b->filter != a->filter && same_other)
            return true;
    }
    return false;
}

static void print_finding(const struct checked *c, const struct lint *item)
{
    const struct filter *f = filter_of(c, item->filter);
    enum colour          colour = item->kind->level == LINT_WARNING ? YELLOW : CYAN;
    printf("%s: filters[%u] \"%s\" at %s: %s%s%s: %s: %s\n", c->path, policy_file_source(c->file, item->filter), f->name,
           layer_rows[f->layer].name, cli_colour(stdout, colour), level_name(item->kind->level), cli_colour(stdout, PLAIN),
           item->kind->id, item->text);
}

static void finding_json(struct json *j, const struct checked *c, const struct lint *item)
{
    const struct filter *f = filter_of(c, item->filter);
    json_begin_object(j, NULL);
    json_put_string(j, "id", item->kind->id);
    json_put_string(j, "level", level_name(item->kind->level));
    json_put_number(j, "filter", policy_file_source(c->file, item->filter));
    json_put_string(j, "name", f->name);
    json_put_string(j, "layer", layer_rows[f->layer].name);
    if (item->other != LINT_NO_FILTER)
        json_put_number(j, "other", policy_file_source(c->file, item->other));
    json_put_string(j, "text", item->text);
    json_end_object(j);
}

static uint32_t count_of(const struct checked *c, enum lint_level level)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < c->report.count; i++)
        n += c->report.items[i].kind->level == level && !is_repeated(c, i);
    return n;
}

static void print_text(const struct checked *c, const struct options *o)
{
    uint32_t warnings = count_of(c, LINT_WARNING), notes = count_of(c, LINT_NOTE), filters = written_filters(c);
    for (uint32_t i = 0; i < c->report.count; i++)
        if (!is_repeated(c, i) && !(o->quiet && c->report.items[i].kind->level == LINT_NOTE))
            print_finding(c, &c->report.items[i]);
    if (o->quiet)
        return;
    printf("%s: valid, %u filter%s, ", c->path, filters, filters == 1 ? "" : "s");
    if (warnings || notes)
        printf("%u warning%s, %u note%s\n", warnings, warnings == 1 ? "" : "s", notes, notes == 1 ? "" : "s");
    else
        printf("nothing to remark\n");
}

static void print_json(const struct checked *c, const struct options *o)
{
    struct json j;
    json_init(&j, stdout);
    json_begin_object(&j, NULL);
    json_put_string(&j, "file", c->path);
    json_put_bool(&j, "valid", true);
    json_put_number(&j, "filters", written_filters(c));
    json_begin_array(&j, "findings");
    for (uint32_t i = 0; i < c->report.count; i++)
        if (!is_repeated(c, i) && !(o->quiet && c->report.items[i].kind->level == LINT_NOTE))
            finding_json(&j, c, &c->report.items[i]);
    json_end_array(&j);
    json_end_object(&j);
    json_line(&j);
}

static int invalid(const char *path, const struct policy_error *error, const struct options *o)
{
    struct json j;
    if (o->json) {
        json_init(&j, stdout);
        json_begin_object(&j, NULL);
        json_put_string(&j, "file", path);
        json_put_bool(&j, "valid", false);
        json_put_string(&j, "error", error->text);
        json_end_object(&j);
        json_line(&j);
    }
    return cli_error(&command_check, "%s", error->text);
}

static int check_file(const char *path, const struct options *o)
{
    struct policy_error error;
    struct policy_file *file;
    struct checked      c = { .path = path };
    int                 code;
    if (policy_load(path, &file, &error))
        return invalid(path, &error, o);
    c.file = file;
    c.policy = policy_file_policy(file);
    enum wfp_status err = bfe_lint(c.policy, &c.report);
    if (err) {
        policy_file_free(file);
        return cli_error(&command_check, "%s: %s", path, status_row(err)->sentence);
    }
    (o->json ? print_json : print_text)(&c, o);
    code = count_of(&c, LINT_WARNING) ? EXIT_REFUSED : EXIT_GOOD;
    lint_report_fini(&c.report);
    policy_file_free(file);
    return code;
}

static int list_kinds(void)
{
    struct table *t = table_new(3);
    table_cell(t, "FINDING");
    table_cell(t, "LEVEL");
    table_cell(t, "MEANING");
    for (unsigned i = 0; i < lint_kind_count; i++) {
        table_cell(t, "%s", lint_kinds[i].id);
        table_cell(t, "%s", level_name(lint_kinds[i].level));
        table_cell(t, "%s", lint_kinds[i].meaning);
    }
    table_print(t, stdout);
    return EXIT_GOOD;
}

static int run(int argc, char **argv)
{
    static const struct option long_options[] = {
        { "json", no_argument, NULL, 'j' }, { "quiet", no_argument, NULL, 'q' },
        { "list", no_argument, NULL, 'l' }, { "help", no_argument, NULL, 'h' },
        { NULL, 0, NULL, 0 },
    };
    struct options o = { .json = false };
    int            worst = EXIT_GOOD;
    optind = 1;
    opterr = 0;
    for (int c; (c = getopt_long(argc, argv, ":jqlh", long_options, NULL)) != -1;) {
        switch (c) {
        case 'j':
            o.json = true;
            break;
        case 'q':
            o.quiet = true;
            break;
        case 'l':
            o.list = true;
            break;
        case 'h':
            return cli_help(&command_check);
        default:
            return cli_bad_option(&command_check, c, argv);
        }
    }
    if (o.list)
        return list_kinds();
    if (optind == argc)
        return cli_usage(&command_check, "no policy file given");
    for (int i = optind; i < argc; i++) {
        int code = check_file(argv[i], &o);
        worst = code > worst ? code : worst;
    }
    return worst;
}
