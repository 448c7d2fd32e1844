/* --permute: the same replay in other orders, and what fares otherwise in them: of the modules, of filters and sublayers of equal
 * weight, of the sublayers' weights. */
#ifndef WFP_TOOLS_REPLAY_PERMUTE_H
#define WFP_TOOLS_REPLAY_PERMUTE_H

#include "replay_modules.h"

/* Runs `once`, in a process of its own for each order; what it prints is not shown. An exit_code: 1 when something differs. */
int permute(struct replay_modules *m, const struct command *c, int (*once)(void *context), void *context);

#endif
