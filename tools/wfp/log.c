/* wfp log: the versions of the daemon's durable policy. */
#include <getopt.h>
#include <inttypes.h>
#include <stdlib.h>
#include <time.h>

#include "live.h"
#include "manage/versions.h"
#include "policy/value_text.h"

static const char help[] =
    "usage: wfp log [-n COUNT] [-j]\n\n"
    "Lists the versions of the daemon's durable policy, the newest first: each commit that changed something persistent\n"
    "is one.\n\n"
    "  -n, --count COUNT  only the newest ones\n"
    "  -j, --json         one JSON object a line\n"
    "  -h, --help         this text\n";

static int run(int argc, char **argv);

const struct command command_log = {
    .name = "log",
    .summary = "versions of the running daemon's policy",
    .help = help,
    .run = run,
};

static char *time_text(uint64_t ns, char out[32])
{
    time_t    seconds = (time_t)(ns / 1000000000u);
    struct tm t;
    strftime(out, 32, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&seconds, &t));
    return out;
}

static void version_json(const struct manage_version *v, uint64_t current)
{
    char        when[32], session[GUID_TEXT_SIZE];
    struct json j;
    json_init(&j, stdout);
    json_begin_object(&j, NULL);
    json_put_u64(&j, "version", v->version);
    json_put_bool(&j, "current", v->version == current);
    json_put_string(&j, "time", time_text(v->time_ns, when));
    json_put_string(&j, "user", *v->user ? v->user : NULL);
    json_put_string(&j, "session", guid_format(&v->session, session));
    json_put_number(&j, "puts", v->puts);
    json_put_number(&j, "deletes", v->deletes);
    json_put_u64(&j, "size", v->size);
    json_end_object(&j);
    json_line(&j);
}

static void version_row(struct table *t, const struct manage_version *v)
{
    char when[32];
    table_cell(t, "%" PRIu64, v->version);
    table_cell(t, "%s", time_text(v->time_ns, when));
    table_cell(t, "%s", *v->user ? v->user : "-");
    table_cell(t, "%" PRIu32, v->puts);
    table_cell(t, "%" PRIu32, v->deletes);
}

static void print(const struct manage_version *versions, uint32_t count, uint64_t current, bool json)
{
    static const char *const heads[] = { "VERSION", "TIME", "USER", "PUT", "DELETED" };
    struct table            *t = table_new(COUNT_OF(heads));
    for (unsigned i = 0; i < COUNT_OF(heads); i++)
        table_cell(t, "%s", heads[i]);
    for (uint32_t i = count; i-- > 0;) {
        if (json)
            version_json(&versions[i], current);
        else
            version_row(t, &versions[i]);
    }
    if (json)
        table_free(t);
    else
        table_print(t, stdout);
}

static int show_log(uint64_t most, bool json)
{
    struct manage         *m;
    struct arena           arena = { 0 };
    struct manage_version *versions;
    uint32_t               count;
    uint64_t               current;
    int                    code = live_open(&command_log, &m);
    if (code)
        return code;
    enum wfp_status err = manage_versions(m, most, &arena, &versions, &count, &current);
    manage_close(m);
    if (err)
        code = live_fail(&command_log, err, "versions");
    else
        print(versions, count, current, json);
    arena_fini(&arena);
    return code;
}

static int run(int argc, char **argv)
{
    static const struct option options[] = { { "count", required_argument, NULL, 'n' }, { "json", no_argument, NULL, 'j' },
                                             { "help", no_argument, NULL, 'h' },        { NULL, 0, NULL, 0 } };
    bool     json = false;
    uint64_t most = 0;
    opterr = 0;
    for (int answer; (answer = getopt_long(argc, argv, ":n:jh", options, NULL)) != -1;) {
        if (answer == 'h')
            return cli_help(&command_log);
        if (answer == 'j')
            json = true;
        else if (answer != 'n')
            return cli_bad_option(&command_log, answer, argv);
        else if (!number_parse(optarg, &most) || most == 0)
            return cli_usage(&command_log, "--count %.40s is no number above 0", optarg);
    }
    if (optind < argc)
        return cli_usage(&command_log, "%.100s belongs to no option", argv[optind]);
    return show_log(most, json);
}
