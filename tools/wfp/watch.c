/* wfp watch: what happens in the running engine, as it happens. */
#include <getopt.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "api_fwpm/persist.h"
#include "event_names.h"
#include "live.h"
#include "manage/watch.h"

static const char help[] =
    "usage: wfp watch [-c] [-e] [-n COUNT] [-j]\n\n"
    "Tells what happens in the running engine until Ctrl-C: objects added and deleted, and net events. Without -c and\n"
    "-e both.\n\n"
    "  -c, --changes      objects added and deleted\n"
    "  -e, --net-events   net events\n"
    "  -n, --count COUNT  leaves after so many\n"
    "  -j, --json         one JSON object a line\n"
    "  -h, --help         this text\n";

static int run(int argc, char **argv);

const struct command command_watch = {
    .name = "watch",
    .summary = "changes and net events of the running engine, live",
    .help = help,
    .run = run,
};

struct watching {
    struct manage       *m;
    bool                 changes, events, json;
    uint64_t             left; /* owner thread: the connection's, like filters; 0: no end */
    struct event_filters filters;
};

/* The main thread waits for a signal; one of our own tells it that there is an end. */
static void count_down(struct watching *w)
{
    fflush(stdout);
    if (ferror(stdout) || (w->left && --w->left == 0))
        kill(getpid(), SIGTERM);
}

/* Its name, when the object is still there to be asked. */
static void name_of(struct watching *w, const struct manage_change *c, char *out, size_t size)
{
    struct arena     arena = { 0 };
    union any_record record;
    out[0] = 0;
    if (!c->deleted && manage_get(w->m, c->kind, &c->key, &arena, &record) == WFP_OK)
        snprintf(out, size, "%s", live_name((struct live_object){ c->kind, &record }));
    arena_fini(&arena);
}

static void change_json(const struct manage_change *c, const char *key, const char *name)
{
    struct json j;
    json_init(&j, stdout);
    json_begin_object(&j, NULL);
    json_put_string(&j, "change", c->deleted ? "deleted" : "added");
    json_put_string(&j, "kind", live_kind_names[c->kind]);
    json_put_string(&j, "key", key);
    if (c->id)
        json_put_u64(&j, "id", c->id);
    if (*name)
        json_put_string(&j, "name", name);
    json_end_object(&j);
    json_line(&j);
}

static void on_change(void *context, const struct manage_change *c)
{
    struct watching *w = context;
    char             key[GUID_TEXT_SIZE], name[1024], id[24] = "";
    guid_format(&c->key, key);
    name_of(w, c, name, sizeof(name));
    if (c->id)
        snprintf(id, sizeof(id), " %" PRIu64, c->id);
    if (w->json)
        change_json(c, key, name);
    else
        printf("%s%s%s %s%s %s%s%s%s\n", cli_colour(stdout, c->deleted ? RED : GREEN), c->deleted ? "deleted" : "added",
               cli_colour(stdout, PLAIN), live_kind_names[c->kind], id, key, *name ? " \"" : "", name, *name ? "\"" : "");
    count_down(w);
}

static void on_event(void *context, const json_t *event)
{
    struct watching         *w = context;
    const struct event_names names = event_filters_names(&w->filters);
    if (w->json)
        live_print_json(json_deep_copy(event));
    else
        event_print(event, &names, stdout);
    count_down(w);
}

/* Once a second the daemon is asked whether it is still there: its end is no event. */
static int wait_for_end(struct watching *w, const sigset_t *signals)
{
    for (;;) {
        struct timespec second = { 1, 0 };
        if (sigtimedwait(signals, NULL, &second) > 0)
            return EXIT_GOOD;
        enum wfp_status err = manage_ping(w->m);
        if (err)
            return live_fail(&command_watch, err, "watching");
    }
}

static int watch(struct watching *w)
{
    struct manage_watcher watcher = { w->changes ? on_change : NULL, w->events ? on_event : NULL, w };
    sigset_t              signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGPIPE);
    sigprocmask(SIG_BLOCK, &signals, NULL); /* before there are threads */
    int code = live_open(&command_watch, &w->m);
    if (code)
        return code;
    w->filters.m = w->m;
    enum wfp_status err = manage_watch(w->m, &watcher);
    code = err ? live_fail(&command_watch, err, "watching") : EXIT_GOOD;
    if (code == EXIT_GOOD && !w->json) {
        fprintf(stderr, "watching; Ctrl-C ends\n");
        fflush(stderr);
    }
    if (code == EXIT_GOOD)
        code = wait_for_end(w, &signals);
    manage_close(w->m);
    event_filters_fini(&w->filters);
    return code;
}

static bool read_count(const char *text, uint64_t *out)
{
    char              *end;
    unsigned long long n = strtoull(text, &end, 10);
    *out = n;
    return text[0] >= '0' && text[0] <= '9' && !*end && n > 0;
}

static int run(int argc, char **argv)
{
    static const struct option options[] = { { "changes", no_argument, NULL, 'c' }, { "net-events", no_argument, NULL, 'e' },
                                             { "count", required_argument, NULL, 'n' }, { "json", no_argument, NULL, 'j' },
                                             { "help", no_argument, NULL, 'h' },    { NULL, 0, NULL, 0 } };
    struct watching w = { .m = NULL };
    opterr = 0;
    for (int answer; (answer = getopt_long(argc, argv, ":cen:jh", options, NULL)) != -1;) {
        if (answer == 'h')
            return cli_help(&command_watch);
        if (answer == 'c')
            w.changes = true;
        else if (answer == 'e')
            w.events = true;
        else if (answer == 'j')
            w.json = true;
        else if (answer != 'n')
            return cli_bad_option(&command_watch, answer, argv);
        else if (!read_count(optarg, &w.left))
            return cli_usage(&command_watch, "--count %.40s is no number above 0", optarg);
    }
    if (optind < argc)
        return cli_usage(&command_watch, "%.100s belongs to no option", argv[optind]);
    if (!w.changes && !w.events)
        w.changes = w.events = true;
    return watch(&w);
}
