/* The arguments of `wfp add` and `wfp set` that describe an object, as an element of a policy file: the reader of policy files
 * then says what they mean, and what is wrong with them. */
#ifndef WFP_TOOLS_OBJECT_ARGS_H
#define WFP_TOOLS_OBJECT_ARGS_H

#include <jansson.h>

#include "bfe/object_set.h"
#include "cli.h"
#include "policy/policy_file.h"

struct object_args {
    enum object_kind kind;
    json_t          *members;    /* of the object */
    json_t          *conditions; /* NULL: none given */
    json_t          *cleared;    /* names of members to take away */
    bool             json, help;
};

/* The options' part of the help text. */
extern const char object_args_help[];

/* argv[0] is passed over. One line on stderr, and EXIT_USAGE. The caller object_args_fini()s in any case. *operands counts what
 * is no option, which is moved to the end of argv. */
int  object_args_parse(const struct command *c, enum object_kind kind, int argc, char **argv, struct object_args *out,
                       int *operands);
void object_args_fini(struct object_args *a);

/* The object's policy, read beside `base`; one line on stderr when it is wrong (EXIT_USAGE). Takes `object`. */
int object_args_read(const struct command *c, enum object_kind kind, json_t *object, const struct policy *base,
                     struct policy_file **out);

#endif
