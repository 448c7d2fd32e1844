/* Which packets can a filter match at most, at least? Conditions as sets of values, for `wfp check`: containment and
 * disjointness are answered only when they can be proved; "no" means "not provable". */
#ifndef WFP_BFE_VALUESET_H
#define WFP_BFE_VALUESET_H

#include "base/arena.h"
#include "base/status.h"
#include "bfe/interval.h"
#include "model/filter.h"

/* The alternatives on one field. */
struct group {
    enum field_id            field;
    uint32_t                 interval_count; /* sorted, apart from each other */
    struct interval         *intervals;
    uint32_t                 other_count; /* flags, blobs, SIDs, descriptors, EMPTY: no intervals */
    const struct condition **others;
    uint32_t                 impossible_count; /* alternatives that no value satisfies (neither of the above) */
    uint32_t                 condition_count;
};

/* All conditions of a filter: a packet matches when it is in every group. */
struct shape {
    uint32_t      group_count;
    struct group *groups; /* by ascending field */
};

/* From the arena; borrows the conditions. The filter is valid. */
MUST_CHECK enum wfp_status shape_of(const struct condition *conditions, uint32_t count, struct arena *arena,
                                    struct shape *out);

/* NULL when the filter says nothing about the field. */
const struct group *shape_group(const struct shape *s, enum field_id field);

/* Every packet in b is in a. */
bool shape_contains(const struct shape *a, const struct shape *b);
/* No packet is in both. */
bool shape_disjoint(const struct shape *a, const struct shape *b);

/* No value satisfies any alternative. */
bool group_is_empty(const struct group *g);
/* Every value of the field's type satisfies one. */
bool group_is_full(const struct group *g, enum data_type type);
/* Every value of the group lies in [low, high]; both are numbers. */
bool group_within(const struct group *g, uint64_t low, uint64_t high);

#endif
