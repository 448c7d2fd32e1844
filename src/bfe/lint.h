/* Finds what a valid policy says but hardly means: filters that never match or never win, orders left to chance, layers that
 * do not do what one expects. Each finding has a short id, names the filter and says how to mend it. */
#ifndef WFP_BFE_LINT_H
#define WFP_BFE_LINT_H

#include "base/arena.h"
#include "base/status.h"
#include "model/filter.h"

enum lint_level {
    LINT_WARNING, /* most likely a mistake */
    LINT_NOTE,    /* worth knowing */
};

#define LINT_NO_FILTER UINT32_MAX

struct lint_kind {
    const char     *id;
    enum lint_level level;
    const char     *meaning; /* one clause */
};

struct lint {
    const struct lint_kind *kind;
    uint32_t                filter; /* index in the policy */
    uint32_t                other;  /* the other filter it is about, LINT_NO_FILTER when there is none */
    const char             *text;   /* what is wrong and how to mend it */
};

struct lint_report {
    struct arena arena;
    struct lint *items; /* by ascending filter */
    uint32_t     count;
};

extern const struct lint_kind lint_kinds[];
extern const unsigned         lint_kind_count;

/* The policy has been validated. On success the caller ends with lint_report_fini(). */
MUST_CHECK enum wfp_status bfe_lint(const struct policy *policy, struct lint_report *out);
void lint_report_fini(struct lint_report *report);

/* True for layers that a replay of a capture classifies at. */
bool lint_layer_is_replayed(const struct layer_row *layer);

#endif
