/* --permute: the same replay for every order in which the modules can be loaded, and which packets fare otherwise. */
#ifndef WFP_TOOLS_REPLAY_PERMUTE_H
#define WFP_TOOLS_REPLAY_PERMUTE_H

#include "replay_modules.h"

/* Runs `once`, which prints JSON, in a process of its own for each order. An exit_code: 1 when verdicts differ. */
int permute(struct replay_modules *m, const struct command *c, int (*once)(void *context), void *context);

#endif
