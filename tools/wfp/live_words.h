/* What is asked of a running engine in words (host/live_command.h), and how its answer ends a command. */
#ifndef WFP_TOOLS_LIVE_WORDS_H
#define WFP_TOOLS_LIVE_WORDS_H

#include "base/bytes.h"
#include "live.h"

#define LIVE_ASKED_WORDS 300

struct live_asked {
    const char *words[LIVE_ASKED_WORDS];
    unsigned    count;
    bool        json, help;
};

/* One word more. An exit_code, as below. */
int live_keep(struct live_asked *a, const struct command *me, const char *word);
/* Asks. What the engine says to it, when it is done and there is something to say, is printed as it stands with -j, else by `print`. */
int live_ask(const struct command *me, const struct live_asked *a, int (*print)(const struct command *me, struct bytes said));

#endif
