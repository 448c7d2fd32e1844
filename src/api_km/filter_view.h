/* A rule as a callout sees it: FWPS_FILTER0 to 3, which differ only in what providerContext points to. Made once a ruleset,
 * so that a classify only passes a pointer (B-036). */
#ifndef WFP_API_KM_FILTER_VIEW_H
#define WFP_API_KM_FILTER_VIEW_H

#include <fwpsk.h>

#include "base/arena.h"
#include "engine/ruleset.h"

enum { FILTER_VIEW_TOKENS = 8 };

struct filter_view {
    FWPS_FILTER3           filter; /* first: what the callout gets */
    UINT64                 weight; /* filter.weight points here */
    UINT8                  token_count;
    UINT8                  tokens[FILTER_VIEW_TOKENS]; /* fields of the layer whose values only the engine can read */
    FWPS_FILTER_CONDITION0 conditions[];
};

/* In the arena, as a callout registered with FwpsCalloutRegister<version> sees it; borrows the values of the rule's conditions.
 * NULL: no memory. */
struct filter_view *filter_view(const struct rule *rule, UINT32 callout_id, unsigned version, struct arena *arena);

#endif
