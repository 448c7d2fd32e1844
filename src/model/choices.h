/* What this project chose where documentation is silent: the constants (CHOICE_*, generated from schema/choices.toml) that
 * code asks, and the same choices as rows for people. Static and immutable; any floor above may read them. */
#ifndef WFP_MODEL_CHOICES_H
#define WFP_MODEL_CHOICES_H

#include "model/gen/choices.h"

struct choice_row {
    const char *id;       /* "J-011"; "P-..." for a choice that no open question names */
    const char *name;     /* without CHOICE_ */
    const char *value;    /* "yes", "no", an enumerator or a number */
    const char *chosen;   /* one sentence */
    const char *evidence; /* one sentence */
};

extern const struct choice_row choice_rows[CHOICE_COUNT];

#endif
