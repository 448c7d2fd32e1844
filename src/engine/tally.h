/* What the rules of a layer come to together, so that one more or less of them need not look at the others. Private to the engine. */
#ifndef WFP_ENGINE_TALLY_H
#define WFP_ENGINE_TALLY_H

#include "engine/ruleset.h"

enum { TALLY_FIELDS = 64 };

struct layer_rules;

struct tally {
    /* A sum over the filters' ids, the same in any order: a filter keeps its own for life and no other ever has it, so they tell the
     * layer's policy. */
    uint64_t mark;
    uint32_t fields[TALLY_FIELDS]; /* rules that look at them */
    uint32_t all_fields;           /* rules with a callout, which sees every field (B-053) */
    uint32_t unsure;               /* rules that may let the rest of their sublayer have a say */
    uint32_t singly;               /* rules whose callout wants each frame alone */
};

/* Whatever happens, what the rule says ends its sublayer. */
bool rule_ends(const struct rule *rule);
/* `by` is 1 or -1. */
void tally_add(struct tally *t, const struct rule *rule, int by);
/* The layer's wanted fields, and whether its first matches decide, by its tally. */
void tally_wanted(struct layer_rules *l);

#endif
