/* What `wfp show cost` asks of a running engine, in words (they travel as those of host/live_command.h):
 *
 *   cost show [layer=NAME] [top=N]    cost on [N]    cost off    cost reset */
#ifndef WFP_HOST_COST_COMMAND_H
#define WFP_HOST_COST_COMMAND_H

#include "base/buffer.h"
#include "base/status.h"

struct bfe_session;
struct kernel;

#define COST_WHY_SIZE 256

bool cost_command_is(const char *const *words, unsigned count);
/* What needs no engine to be wrong. False: `why` is one line. */
bool cost_command_is_sound(const char *const *words, unsigned count, char why[COST_WHY_SIZE]);
/* Does it. `text` gets the report (cost_report.h), or why there is none, one line. WFP_ACCESS_DENIED: to look takes ACTRL_READ of the
 * engine, all else ACTRL_WRITE, as an engine option does. `s` NULL: nobody may. */
MUST_CHECK enum wfp_status cost_command(struct kernel *k, struct bfe_session *s, const char *const *words, unsigned count,
                                        struct buffer *text);

/* "64"; false: it is no number from 1 to COST_EVERY_MOST. */
bool cost_read_every(const char *text, uint32_t *out);

#endif
