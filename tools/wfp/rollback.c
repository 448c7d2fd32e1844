/* wfp rollback: the daemon's policy as it was in an older version. */
#include <getopt.h>
#include <inttypes.h>

#include "live.h"
#include "manage/versions.h"
#include "policy/value_text.h"

static const char help[] =
    "usage: wfp rollback [-j] VERSION\n\n"
    "Makes the persistent objects of the running daemon those of an older version again, in one transaction, which is a\n"
    "new version. Objects that are not persistent stay. Engine options and the security descriptors of containers stay as\n"
    "well: they are no part of transactions.\n\n"
    "  -j, --json  one JSON object\n"
    "  -h, --help  this text\n";

static int run(int argc, char **argv);

const struct command command_rollback = {
    .name = "rollback",
    .summary = "the running daemon's policy to an older version",
    .help = help,
    .run = run,
};

static void tell(uint64_t version, uint64_t made, uint32_t settings, bool json)
{
    struct json j;
    if (!json) {
        printf("policy of version %" PRIu64 ", as version %" PRIu64 "\n", version, made);
        if (settings)
            printf("%" PRIu32 " option%s or security descriptor%s differ from then and stay; `wfp diff %" PRIu64
                   "` shows them\n",
                   settings, settings == 1 ? "" : "s", settings == 1 ? "" : "s", version);
        return;
    }
    json_init(&j, stdout);
    json_begin_object(&j, NULL);
    json_put_u64(&j, "of", version);
    json_put_u64(&j, "version", made);
    json_put_number(&j, "settingsLeft", settings);
    json_end_object(&j);
    json_line(&j);
}

static int rollback(uint64_t version, bool json)
{
    struct manage *m;
    uint64_t       made;
    uint32_t       settings;
    int            code = live_open(&command_rollback, &m);
    if (code)
        return code;
    enum wfp_status err = manage_rollback(m, version, &made, &settings);
    manage_close(m);
    if (err == WFP_NOT_FOUND)
        return cli_error(&command_rollback, "version %" PRIu64 " is not kept; `wfp log` lists those that are", version);
    if (err)
        return live_fail(&command_rollback, err, "version %" PRIu64, version);
    tell(version, made, settings, json);
    return EXIT_GOOD;
}

static int run(int argc, char **argv)
{
    static const struct option options[] = {
        { "json", no_argument, NULL, 'j' }, { "help", no_argument, NULL, 'h' }, { NULL, 0, NULL, 0 } };
    bool     json = false;
    uint64_t version;
    opterr = 0;
    for (int answer; (answer = getopt_long(argc, argv, ":jh", options, NULL)) != -1;) {
        if (answer == 'h')
            return cli_help(&command_rollback);
        if (answer != 'j')
            return cli_bad_option(&command_rollback, answer, argv);
        json = true;
    }
    if (argc - optind != 1)
        return cli_usage(&command_rollback, optind == argc ? "to which version? `wfp log` lists them" : "one version");
    if (!number_parse(argv[optind], &version))
        return cli_usage(&command_rollback, "%.40s is no version's number", argv[optind]);
    return rollback(version, json);
}
