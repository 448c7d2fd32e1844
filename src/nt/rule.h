/* The rules that drivers must keep (schema/rules.toml), and the report of a breach: what the driver did, the rule with its
 * statement, how to mend, and the stack. Any thread, at any level. */
#ifndef WFP_NT_RULE_H
#define WFP_NT_RULE_H

#include <stdbool.h>

#include "nt/gen/rules.h"

struct driver;
struct nt_system;

struct rule_row {
    const char *name;
    const char *statements; /* of docs/behaviour: "D-056, I-034" */
    bool        grave;      /* Windows would crash or hang */
    const char *sentence;
    const char *mend;
};

extern const struct rule_row rule_rows[RULE_COUNT];

/* Reports that the current driver broke a rule; the words after the colon say what it did. A second breach of the same rule by
 * the same driver on the same `about` (a callout's function, a handle, ...; NULL: on anything) is only counted. */
__attribute__((format(printf, 4, 5))) void rule_broken(struct nt_system *nt, enum rule_id rule, const void *about,
                                                       const char *format, ...);
/* The rule alone, below a report that tells what was done against it. */
void rule_cite(struct nt_system *nt, struct driver *driver, enum rule_id rule);
/* How often the rule was broken, reported or not. */
unsigned rule_breaches(struct nt_system *nt, enum rule_id rule);

#endif
