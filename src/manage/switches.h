/* Switches, ports and drivers of a running engine, in words (host/live_command.h says which). */
#ifndef WFP_MANAGE_SWITCHES_H
#define WFP_MANAGE_SWITCHES_H

#include "base/buffer.h"
#include "manage/manage.h"

/* `text` gets what is to be shown (JSON), or, unless the engine did not answer at all, why it was refused. */
MUST_CHECK enum wfp_status manage_command(struct manage *m, const char *const *words, unsigned count, struct buffer *text);

#endif
