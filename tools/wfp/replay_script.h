/* wfp replay --script: what happens on the small machine, call by call and packet by packet. */
#ifndef WFP_TOOLS_REPLAY_SCRIPT_H
#define WFP_TOOLS_REPLAY_SCRIPT_H

#include "replay_follow.h"
#include "replay_serve.h"

struct script_options_said {
    const char *path, *policy, *out; /* NULL: not said */
    const char *ladder;              /* which connection; NULL: no ladder */
    const char *svg;
    struct replay_follow *follow;    /* NULL: nobody is followed */
    bool        v6, json, quiet, trace, write_all;
};

/* An exit_code; frees the modules. `serve`: the programs that take part, if any. */
int script_replay(const struct command *c, const struct script_options_said *said, struct replay_modules *modules,
                  struct replay_serve *serve);

#endif
