/* The topics of `wfp show`, one function each; show.c owns options and dispatch. `name` is the operand or NULL for all rows.
 * Each writes a table, or with `json` one object a line, to stdout and returns an exit_code. */
#ifndef WFP_TOOLS_SHOW_H
#define WFP_TOOLS_SHOW_H

#include <stdbool.h>

#include "base/guid.h"
#include "cli.h"
#include "model/schema.h"

#define SUGGEST_SIZE 96 /* of a hint */

struct topic {
    const char *name;
    int (*show)(const char *name, bool json);
};

int show_layers(const char *name, bool json);
int show_fields(const char *name, bool json);
int show_conditions(const char *name, bool json);
int show_choices(const char *name, bool json);
int show_errors(const char *name, bool json);
int show_builtin(const char *name, bool json);
/* Of the running engine. */
int show_sessions(const char *name, bool json);
int show_providers(const char *name, bool json);
int show_contexts(const char *name, bool json);
int show_sublayers(const char *name, bool json);
int show_callouts(const char *name, bool json);
int show_filters(const char *name, bool json);
int show_state(const char *name, bool json);
int show_netevents(const char *name, bool json);
int show_options(const char *name, bool json);
int show_security(const char *name, bool json);

/* What else the words of `wfp show cost` may say; NULL: not said. */
struct show_cost_options {
    const char *turn;  /* "on", "off" or "reset" */
    const char *every; /* of "on" */
    const char *layer, *top;
};
int show_cost(const struct show_cost_options *o, bool json);

/* `name` without the first of the NULL-terminated prefixes that it begins with, in any letter case. */
const char *show_without(const char *name, const char *const *prefixes);
/* "FWP_BYTE_ARRAY16_TYPE" as "BYTE_ARRAY16", in storage that lasts until the fourth next call. */
const char *show_type(enum data_type type);
void show_guid(struct json *j, const char *member, const struct guid *key);

#endif
