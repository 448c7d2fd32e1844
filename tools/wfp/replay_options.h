/* What `wfp replay` was told, and what it works with. */
#ifndef WFP_TOOLS_REPLAY_OPTIONS_H
#define WFP_TOOLS_REPLAY_OPTIONS_H

#include "cli.h"
#include "engine/cost_set.h"
#include "host/offline.h"
#include "replay_events.h"
#include "replay_follow.h"
#include "replay_injected.h"
#include "replay_modules.h"
#include "replay_script.h"
#include "replay_serve.h"

#define MAX_IDENTITIES 256

struct replay {
    struct offline_config   config;
    struct offline_identity identities[MAX_IDENTITIES];
    const char             *policy_path, *out_path;
    bool                    json, quiet, trace, write_all, silent; /* silent: standard output is the capture that is written */
    struct policy_file     *policy;
    struct ruleset         *rules; /* without modules */
    struct replay_modules   modules;
    struct replay_serve     serve;
    struct replay_events    events;
    struct cost_set        *cost;   /* --cost without modules */
    bool                    costs;  /* it was asked for */
    struct script_options_said script; /* --script */
    struct replay_injected  injected;
    struct replay_follow    follow; /* --follow */
    struct offline         *host;
    struct capture_writer  *writer;
    struct json             out;
    uint64_t                start_ns;
    bool                    started;
    bool                    permutes; /* --permute */
    bool                    unwritten; /* an injected packet could not be written */
    bool                    drawn; /* the progress bar stands on the terminal */
    FILE                   *held;  /* trace lines of the packet that is being judged */
    char                   *held_text;
    size_t                  held_size;
};

extern const char replay_help[];

#define REPLAY_HELPED (-1) /* the help was asked for */

/* Reads the words; operands are left, from optind on. EXIT_GOOD, REPLAY_HELPED, or what the command ends with. */
int replay_options_read(struct replay *r, const struct command *me, int argc, char **argv);

#endif
