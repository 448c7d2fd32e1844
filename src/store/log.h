/* The rows: one that says what the state was when the log begins (base), and one for each commit since. The state at any
 * version is the base with the commits up to it on top; nothing is stored twice, so nothing can disagree. */
#ifndef WFP_STORE_LOG_H
#define WFP_STORE_LOG_H

#include "store/database.h"
#include "store/state.h"

struct log_span {
    uint64_t base, last; /* versions; equal when there are no commits */
    uint64_t bytes;      /* bodies of the commits */
};

/* `body` is empty when bodies were not asked for. */
typedef enum wfp_status (*log_fn)(void *context, const struct entry *e, struct bytes body);

/* Reads all of it: every checksum right, no commit missing. WFP_BAD_DATA: `why` says what is not. */
MUST_CHECK enum wfp_status log_examine(struct database *d, struct log_span *out, char why[STORE_WHY_SIZE]);
/* Commits from < version <= to, oldest first; their sums are checked on the way (WFP_BAD_DATA). */
MUST_CHECK enum wfp_status log_each(struct database *d, uint64_t from, uint64_t to, bool bodies, log_fn each, void *context);
/* The settled state at a version of the span. The caller owns *out. */
MUST_CHECK enum wfp_status log_state(struct database *d, uint64_t version, struct state *out);

/* One row, in a transaction of its own: durable when it returns WFP_OK. */
MUST_CHECK enum wfp_status log_append(struct database *d, uint64_t version, struct bytes head, struct bytes body);
/* The log begins here now: replaces the base and forgets the commits up to it. Inside the caller's transaction. */
MUST_CHECK enum wfp_status log_rebase(struct database *d, uint64_t version, struct bytes head, struct bytes body);

#endif
