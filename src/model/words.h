/* Match types and actions in the words of policy files and messages: the FWP names in camel case ("notEqual",
 * "calloutTerminating"). Static storage. */
#ifndef WFP_MODEL_WORDS_H
#define WFP_MODEL_WORDS_H

#include <stdbool.h>

#include "model/gen/enums.h"

struct word {
    const char *name;
    unsigned    value;
};

#define MATCH_WORD_COUNT  13
#define ACTION_WORD_COUNT 5 /* those that a filter may have */

extern const struct word match_words[MATCH_WORD_COUNT];
extern const struct word action_words[ACTION_WORD_COUNT];

/* "?" for a value that has no word. */
const char *match_word(enum match_type match);
const char *action_word(enum action_type action);
/* As written, in any letter case. */
bool match_of_word(const char *name, enum match_type *out);
bool action_of_word(const char *name, enum action_type *out);

/* "UINT16", "SECURITY_DESCRIPTOR": the name of a data type without prefix and suffix. */
const char *type_word(enum data_type type);

#endif
