/* The inside of the linter: what its checks share. Not for others than lint*.c. */
#ifndef WFP_BFE_LINTER_H
#define WFP_BFE_LINTER_H

#include "bfe/lint.h"
#include "bfe/valueset.h"
#include "engine/ruleset.h"

/* Order of lint_kinds[]. */
enum lint_id {
    LINT_NEVER_MATCHES,
    LINT_DEAD_ALTERNATIVE,
    LINT_ANY_VALUE,
    LINT_SHADOWED,
    LINT_EQUAL_WEIGHT,
    LINT_EQUAL_SUBLAYER_WEIGHT,
    LINT_PERMIT_NEVER_WINS,
    LINT_BLOCK_NEVER_WINS,
    LINT_NOT_IN_REPLAY,
    LINT_FIELD_NOT_IN_REPLAY,
    LINT_CALLOUT_BLOCKS,
    LINT_PORT_WITHOUT_PROTOCOL,
    LINT_LOOPBACK,
    LINT_PORT_SIDE,
    LINT_EVERY_PACKET,
    LINT_NOTIFICATION_LAYER,
    LINT_DISCARD_PERMIT,
    LINT_RELATIVE_PATH,
    LINT_DEFAULT_SUBLAYER,
    LINT_CALLOUT_SUBLAYER,
    LINT_MAC_IN_SWITCH,
    LINT_MANY_CONDITIONS,
    LINT_TOO_MANY_PAIRS,
    LINT_ID_COUNT
};

/* A rule with what it can match. */
struct candidate {
    const struct rule *rule;
    struct shape       shape;
};

/* The rules of one layer in rank order. */
struct lint_layer {
    const struct layer_row *row;
    struct candidate       *candidates;
    uint32_t                count;
};

struct linter {
    const struct policy *policy;
    struct ruleset      *rules;
    struct arena        *arena; /* the report's */
    struct lint         *items;
    uint32_t             count, capacity;
    uint64_t             pairs_left; /* comparisons that are still worth their time */
    bool                 out_of_memory;
};

static inline uint32_t lint_index(const struct rule *rule)
{
    return (uint32_t)(rule->id - 1); /* ids count the policy's filters (bfe/compile.h) */
}

/* Adds a finding; `other` may be NULL. */
void lint_add(struct linter *l, enum lint_id id, const struct rule *rule, const struct rule *other, const char *format,
              ...)
    __attribute__((format(printf, 5, 6)));

void lint_single(struct linter *l, const struct lint_layer *layer);
void lint_pairs(struct linter *l, const struct lint_layer *layer);

#endif
