/* Does a value satisfy a condition? One function per question; every match type for every data type it allows (A-092..A-111). */
#ifndef WFP_ENGINE_MATCH_H
#define WFP_ENGINE_MATCH_H

#include "model/filter.h"

/* True when `field` satisfies `match` against `with`. A TYPE_EMPTY field satisfies only MATCH_EQUAL with TYPE_EMPTY (A-111,
 * J-008). Pairs that no filter may hold (see bfe/validate.h) are false. */
bool match_value(enum match_type match, const struct value *field, const struct value *with);

/* The bytes of a BYTE_BLOB or UNICODE_STRING without its terminating NUL, which the size of a blob includes: what prefixes
 * are compared with. */
struct byte_blob match_text(const struct value *v);

static inline bool match_is_negation(enum match_type match)
{
    return match == MATCH_NOT_EQUAL || match == MATCH_NOT_PREFIX || match == MATCH_FLAGS_NONE_SET;
}

/* True when all conditions hold: same field OR, different fields AND. When false and failed != NULL, *failed is the
 * index of the first condition of the first field group that did not hold (J-006, J-007). */
bool match_conditions(const struct condition *conditions, uint32_t count, const struct layer_row *layer,
                      const struct value *values, uint32_t *failed);

#endif
