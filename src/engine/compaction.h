/* Making the index of a layer good again after many changes, beside the changes that go on: what came later becomes part of the
 * base, what went gives its memory back, runs become fewer. One at a time for the rulesets of a store.
 *
 * Who makes the next ruleset calls begin and finish; the work between may take long and is anybody's. A ruleset that a compaction
 * made follows the current one like that of a change, and its rules are the same; they may be at other addresses. */
#ifndef WFP_ENGINE_COMPACTION_H
#define WFP_ENGINE_COMPACTION_H

#include "engine/ruleset.h"

struct compaction;

/* Whether a layer has changed so much that it is due. Costs nothing. */
bool ruleset_wants_compaction(const struct ruleset *r);

/* Of the committed ruleset, which may go meanwhile. *out is NULL when nothing is due. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status compaction_begin(const struct ruleset *r, struct compaction **out);
/* Of that layer, which has filters, whether it is due or not: its base, or its runs alone. */
MUST_CHECK enum wfp_status compaction_begin_at(const struct ruleset *r, uint16_t layer, bool of_runs, struct compaction **out);
/* WFP_NO_MEMORY: compaction_free() is all that may follow. */
MUST_CHECK enum wfp_status compaction_work(struct compaction *c);
/* `current` is the newest committed ruleset. *out is the next one, of that generation, to be published; or NULL when so much was
 * changed meanwhile that compaction_work() is needed again, or when the layer was built anew: *is_over then. The same errors. */
MUST_CHECK enum wfp_status compaction_finish(struct compaction *c, const struct ruleset *current, uint64_t generation, bool *is_over,
                                             struct ruleset **out);
void compaction_free(struct compaction *c); /* NULL: nothing */

/* All that is due, at once, by who makes the next ruleset. *out is `r` itself when nothing is. */
MUST_CHECK enum wfp_status ruleset_compact(const struct ruleset *r, uint64_t generation, struct ruleset **out);

#endif
