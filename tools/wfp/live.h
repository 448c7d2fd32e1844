/* What the commands on a running engine share: the way to it, what they say when it refuses, and its objects by name. */
#ifndef WFP_TOOLS_LIVE_H
#define WFP_TOOLS_LIVE_H

#include "base/arena.h"
#include "cli.h"
#include "manage/manage.h"

/* Opens the engine. When it cannot: one line on stderr that says how to start a daemon (EXIT_USAGE), or why it refuses. */
int live_open(const struct command *c, struct manage **out);
/* One line: what was refused, and why. Returns EXIT_REFUSED; EXIT_USAGE when the daemon has gone. */
int live_fail(const struct command *c, enum wfp_status err, const char *what, ...) __attribute__((format(printf, 3, 4)));

/* "filter" or "filters", in any letter case; OBJECT_KIND_COUNT when it is no kind. */
enum object_kind live_kind(const char *word);
extern const char *const live_kind_names[OBJECT_KIND_COUNT];  /* "filter" */
extern const char *const live_kind_plurals[OBJECT_KIND_COUNT];

/* One object of a policy. `record` is a record of its kind. */
struct live_object {
    enum object_kind kind;
    const void      *record;
};

uint32_t           live_count(const struct policy *p, enum object_kind kind);
struct live_object live_at(const struct policy *p, enum object_kind kind, uint32_t i);
const struct guid *live_key(struct live_object o);
const char        *live_name(struct live_object o);
uint64_t           live_id(struct live_object o); /* 0: none */
bool               live_is_persistent(struct live_object o);

/* Whether a word means the object: its key, its id, its name, or the name of a built-in object. */
bool live_is_called(struct live_object o, const char *word);
/* The one object of a kind that the word means. Otherwise one line on stderr, and EXIT_REFUSED. */
int  live_find(const struct command *c, const struct policy *p, enum object_kind kind, const char *word,
               struct live_object *out);

/* The object as a policy file writes it, with "kind", "id", "effectiveWeight" and the flags that the engine sets. NULL: no
 * memory. */
json_t *live_json(const struct policy *p, struct live_object o);
/* The same as one line on stdout. */
void live_print_json(json_t *take);

/* "IP_PROTOCOL equal tcp and IP_REMOTE_PORT equal 443" */
char *live_conditions(const struct filter *f); /* malloc'd; NULL: no memory */

#endif
