/* wfp show cost: what the classifies of the running engine cost. */
#include <stdlib.h>
#include <string.h>

#include "cost_text.h"
#include "host/cost_command.h"
#include "live.h"
#include "manage/switches.h"
#include "show.h"

/* The engine's words for it (host/cost_command.h). */
struct sentence {
    const char *words[4];
    unsigned    count;
    char        layer[128], top[32];
};

static void say(struct sentence *s, const char *word)
{
    s->words[s->count++] = word;
}

static bool keeps_within(char *room, size_t size, const char *member, const char *value)
{
    return snprintf(room, size, "%s=%s", member, value) < (int)size;
}

static int compose(struct sentence *s, const struct show_cost_options *o)
{
    bool looks = o->layer || o->top;
    char why[COST_WHY_SIZE];
    say(s, "cost");
    say(s, o->turn ? o->turn : "show");
    if (o->turn && looks)
        return cli_usage(&command_show, "--layer and --top are for looking, not with --%s", o->turn);
    if (o->every)
        say(s, o->every);
    if (o->layer && !keeps_within(s->layer, sizeof(s->layer), "layer", o->layer))
        return cli_usage(&command_show, "there is no layer %.60s...", o->layer);
    if (o->layer)
        say(s, s->layer);
    if (o->top && !keeps_within(s->top, sizeof(s->top), "top", o->top))
        return cli_usage(&command_show, "--top: expected a number, 0 for all");
    if (o->top)
        say(s, s->top);
    return cost_command_is_sound(s->words, s->count, why) ? EXIT_GOOD : cli_usage(&command_show, "%s", why);
}

static int print(struct bytes report, bool json)
{
    if (json)
        return fwrite(report.at, 1, bytes_left(&report), stdout) == bytes_left(&report) ? EXIT_GOOD : EXIT_REFUSED;
    if (!bytes_left(&report) || cost_print(report, stdout))
        return EXIT_GOOD;
    return cli_error(&command_show, "the engine's answer is damaged");
}

static int refused(enum wfp_status err, struct bytes said)
{
    int (*const tell)(const struct command *, const char *, ...) = err == WFP_INVALID_ARGUMENT ? cli_usage : cli_error;
    if (err == WFP_ACCESS_DENIED || !bytes_left(&said))
        return live_fail(&command_show, err, "cost");
    tell(&command_show, "%.*s", (int)bytes_left(&said), (const char *)said.at);
    return err == WFP_INVALID_ARGUMENT ? EXIT_USAGE : EXIT_REFUSED;
}

int show_cost(const struct show_cost_options *o, bool json)
{
    struct sentence s = { .count = 0 };
    struct manage  *m;
    struct buffer   text;
    int             code = compose(&s, o);
    if (code == EXIT_GOOD)
        code = live_open(&command_show, &m);
    if (code)
        return code;
    buffer_init(&text);
    enum wfp_status err = manage_command(m, s.words, s.count, &text);
    code = err ? refused(err, buffer_bytes(&text)) : print(buffer_bytes(&text), json);
    buffer_fini(&text);
    manage_close(m);
    return code;
}
