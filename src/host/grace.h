/* Rulesets that were replaced, until nobody reads them: every walking thread says when it is between two walks, and never waits.
 * Publishing the next ruleset comes before grace_retire(), so whoever rests after that reads it no more. */
#ifndef WFP_HOST_GRACE_H
#define WFP_HOST_GRACE_H

#include <stdatomic.h>
#include <stdint.h>

#include "base/status.h"
#include "engine/ruleset.h"

struct grace;

/* One thread that reads rulesets. */
struct grace_reader {
    struct grace_reader *next; /* guarded by: the grace's lock */
    _Atomic uint64_t     seen; /* lock-free: the retirements that it knows of; UINT64_MAX: it rests */
};

MUST_CHECK enum wfp_status grace_new(struct grace **out);
/* No reader is left; frees all that waits. NULL: nothing. */
void grace_free(struct grace *g);

/* For struct bfe_config: takes the ruleset. Any thread. Frees nothing that a thread may read which is no reader. */
void grace_retire(void *grace, struct ruleset *old);
/* Frees what no reader reads any more. Any thread but a reader that is awake; a thread that walks without being a reader is between
 * two walks. */
void grace_collect(struct grace *g);

/* A reader begins at rest. */
void grace_join(struct grace *g, struct grace_reader *r);
void grace_leave(struct grace *g, struct grace_reader *r);
/* Rulesets loaded from here on stay until the reader rests, or enters again. */
void grace_enter(struct grace *g, struct grace_reader *r);
void grace_rest(struct grace_reader *r);

#endif
