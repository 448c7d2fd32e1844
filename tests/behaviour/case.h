/* A file of cases as text: cases, their statements, the words of each. What the words mean is the business of others
 * (run.h). A suite owns all its text. */
#ifndef WFP_BEHAVIOUR_CASE_H
#define WFP_BEHAVIOUR_CASE_H

#include <stdbool.h>

#include "base/arena.h"
#include "model/schema.h"

#define WORDS_MAX 96u

struct statement {
    unsigned     line;
    unsigned     count;
    const char **words; /* the first says what kind of statement it is */
};

struct wfpt_case {
    const char       *name;
    unsigned          line;
    bool              families[FAMILY_COUNT];
    struct statement *statements;
    unsigned          count;
};

struct suite {
    const char       *path;
    struct arena      arena;
    struct wfpt_case *cases;
    unsigned          count;
};

/* Exits with a message when the file cannot be read or is no list of cases: that is a mistake in the test. */
void suite_load(const char *path, struct suite *out);
void suite_free(struct suite *s);

#endif
