/* Changing a running engine: transactions of additions and deletions. */
#ifndef WFP_TOOLS_CHANGE_H
#define WFP_TOOLS_CHANGE_H

#include "live.h"

/* Inside a transaction: deletes what has one of the policy's keys, those who refer to others first. What is not there is no
 * error. One line on stderr when it is refused. */
int change_delete_keys(const struct command *c, struct manage *m, const struct policy *p);
/* Inside a transaction: adds all objects, those that others refer to first. `ids` (NULL: not wanted) gets the run-time ids, in
 * the order of kinds and then of the policy. */
int change_add_all(const struct command *c, struct manage *m, const struct policy *p, uint64_t *ids);

/* begin, work(), commit; aborts when work() does not answer EXIT_GOOD. */
typedef int (*change_fn)(const struct command *c, struct manage *m, void *context);
int change_run(const struct command *c, struct manage *m, change_fn work, void *context);

/* How many objects a policy has. */
uint32_t change_total(const struct policy *p);

/* Tells what has become of an object: "added filter 7 "no web" KEY", or JSON with "did". */
void change_told(const char *did, struct live_object o, uint64_t id, bool json);

#endif
