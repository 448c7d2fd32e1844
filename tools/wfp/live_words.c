#include "live_words.h"

#include <stdio.h>

#include "manage/switches.h"

int live_keep(struct live_asked *a, const struct command *me, const char *word)
{
    if (a->count == LIVE_ASKED_WORDS)
        return cli_error(me, "more than %d words; give fewer", LIVE_ASKED_WORDS);
    a->words[a->count++] = word;
    return EXIT_GOOD;
}

static int show(const struct command *me, const struct live_asked *a, struct bytes said,
                int (*print)(const struct command *me, struct bytes said))
{
    if (!bytes_left(&said))
        return EXIT_GOOD;
    if (!a->json)
        return print(me, said);
    return printf("%.*s\n", (int)bytes_left(&said), (const char *)said.at) > 0 ? EXIT_GOOD : EXIT_REFUSED;
}

int live_ask(const struct command *me, const struct live_asked *a, int (*print)(const struct command *me, struct bytes said))
{
    struct manage *m;
    struct buffer  text;
    int            code = live_open(me, &m);
    if (code)
        return code;
    buffer_init(&text);
    enum wfp_status err = manage_command(m, a->words, a->count, &text);
    struct bytes    said = buffer_bytes(&text);
    if (err == WFP_OK) {
        code = show(me, a, said, print);
    } else if (err == WFP_INVALID_ARGUMENT && bytes_left(&said)) {
        code = cli_usage(me, "%.*s", (int)bytes_left(&said), (const char *)said.at);
    } else if (bytes_left(&said)) {
        cli_error(me, "%.*s", (int)bytes_left(&said), (const char *)said.at);
        code = EXIT_REFUSED;
    } else {
        code = live_fail(me, err, "%s %s", a->words[0], a->words[1]);
    }
    buffer_fini(&text);
    manage_close(m);
    return code;
}
