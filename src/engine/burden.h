/* The filters that keep an index from being fast, why, and how to mend it: for people. Not for the classify path. */
#ifndef WFP_ENGINE_BURDEN_H
#define WFP_ENGINE_BURDEN_H

#include "engine/ruleset.h"

enum burden {
    BURDEN_SCANNED = 1, /* no table finds it, nor many others: every classify at the layer compares it */
    BURDEN_ASKED = 2,   /* its conditions are asked one by one where those hold that are in the index */
    BURDEN_CROWDED = 4, /* so for want of room: all of them are comparisons of numbers */
};

/* What about the filter makes it one. */
enum burden_why {
    BURDEN_NO_CONDITION,
    BURDEN_RANGE,
    BURDEN_NEGATION,
    BURDEN_FLAGS,
    BURDEN_PATH_PREFIX,
    BURDEN_DESCRIPTOR,
    BURDEN_ALTERNATIVES,
    BURDEN_WIDE,
    BURDEN_CONDITIONS,
    BURDEN_RARE,
    BURDEN_WHY_COUNT,
};

const char *burden_why_text(enum burden_why why);  /* "a range of numbers alone" */
const char *burden_mend_text(enum burden_why why); /* a sentence: what to do about it */

typedef void (*burden_fn)(void *context, const struct rule *rule, unsigned burdens, enum burden_why why);
/* Tells of each filter of the layer that is one, in rank order. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status index_explain(const struct ruleset *r, uint16_t layer, burden_fn tell, void *context);

/* What the index has made of a rule's conditions: `burdens` is not 0. BURDEN_WHY_COUNT: none that is worth telling. */
enum burden_why burden_why_of(const struct rule *rule, unsigned burdens);

#endif
