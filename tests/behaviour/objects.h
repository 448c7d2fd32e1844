/* The policy of a case. Its statements become the JSON text of a policy file, which the policy loader reads: cases have
 * the syntax of policies for values, and go the way of every policy. Callouts are scripted: they answer what the case
 * says and record how they were called.
 *
 *   sublayer  NAME weight N
 *   callout   NAME at LAYER unregistered | ANSWER [hard] [soft] [absorb]
 *   filter    NAME [in SUBLAYER] at LAYER [if FIELD [MATCH] VALUE [and ...]] ACTION [CALLOUT] [FLAG ...] [weight W]
 *   watch     LAYER ...            a registered callout that only looks, in the last sublayer
 */
#ifndef WFP_BEHAVIOUR_OBJECTS_H
#define WFP_BEHAVIOUR_OBJECTS_H

#include <jansson.h>

#include "engine/classify.h"
#include "policy/policy_file.h"

#define CALLOUTS_MAX 32u

struct run;

/* How a callout answers, and the last call it got. */
struct script {
    struct run      *run;
    const char      *name;
    bool             registered, leaves, hard, soft, absorb;
    enum action_type answer;
    /* the last call */
    bool                called;
    struct classify_out before;
    const struct rule  *rule;
};

struct objects {
    json_t             *json;
    struct policy_file *file;
    struct ruleset     *rules; /* NULL: not compiled yet */
    struct script       scripts[CALLOUTS_MAX];
    unsigned            script_count;
};

void objects_init(struct objects *o);
void objects_fini(struct objects *o);

void objects_sublayer(struct run *r);
void objects_callout(struct run *r);
void objects_filter(struct run *r);
void objects_watch(struct run *r);

/* Loads the policy and compiles it, once. False: it did not, which is a failure. */
bool objects_compile(struct run *r);
/* "invalid STATUS": the loader refuses the policy with this status. */
void objects_invalid(struct run *r);

/* The script of a callout by name, or NULL. */
struct script *objects_script(struct objects *o, const char *name);

/* Text of a case as a JSON value for the value reader: [A B] is a list of flags, all else a string. New reference. */
json_t *objects_value(struct run *r, const char *text);

#endif
