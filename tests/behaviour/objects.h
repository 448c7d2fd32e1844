/* The policy of a case. Its statements become the JSON text of a policy file, which the policy loader reads: cases have
 * the syntax of policies for values, and go the way of every policy. Callouts are scripted: they answer what the case
 * says and record how they were called.
 *
 *   sublayer  NAME weight N
 *   callout   NAME at LAYER unregistered | ANSWER [hard] [soft] [absorb] | pend ANSWER
 *   filter    NAME [in SUBLAYER] at LAYER [if FIELD [MATCH] VALUE [and ...]] ACTION [CALLOUT] [FLAG ...] [weight W]
 *   watch     LAYER ...            a registered callout that only looks, in the last sublayer
 */
#ifndef WFP_BEHAVIOUR_OBJECTS_H
#define WFP_BEHAVIOUR_OBJECTS_H

#include <jansson.h>

#include "engine/classify.h"
#include "policy/policy_file.h"

#define CALLOUTS_MAX 32u
#define CHANGES_MAX 8u

struct run;

/* How a callout answers, and the last call it got. */
struct script {
    struct run      *run;
    const char      *name;
    bool             registered, leaves, hard, soft, absorb, pends;
    enum action_type answer;
    int              option; /* that it sets, -1: none */
    uint32_t         option_value;
    /* the last call */
    bool                called;
    struct classify_out before;
    const struct rule  *rule;
    enum wfp_status     pend_status, option_status; /* of its last try */
    struct pended_operation *pended; /* not completed yet, or NULL */
};

struct objects {
    json_t             *json;
    struct policy_file *file;
    struct ruleset     *rules; /* NULL: not compiled yet */
    uint64_t            generation;
    /* What a walk or a flow may still name; freed with the case. */
    struct policy_file *old_files[CHANGES_MAX];
    struct ruleset     *old_rules[CHANGES_MAX];
    unsigned            change_count;
    struct script       scripts[CALLOUTS_MAX];
    unsigned            script_count;
};

void objects_init(struct objects *o);
void objects_fini(struct objects *o);

void objects_sublayer(struct run *r);
void objects_callout(struct run *r);
void objects_filter(struct run *r);
void objects_watch(struct run *r);
/* "remove NAME": a filter goes; from the next packet on. Other objects may come mid-way too. */
void objects_remove(struct run *r);

/* Loads the policy and compiles it, once. False: it did not, which is a failure. */
bool objects_compile(struct run *r);
/* "invalid STATUS": the loader refuses the policy with this status. */
void objects_invalid(struct run *r);

/* The script of a callout by name, or NULL. */
struct script *objects_script(struct objects *o, const char *name);

/* Text of a case as a JSON value for the value reader: [A B] is a list of flags, all else a string. New reference. */
json_t *objects_value(struct run *r, const char *text);

#endif
