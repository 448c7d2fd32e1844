/* Rules that came later as a small index of their own. Private to the engine. */
#ifndef WFP_ENGINE_RUN_H
#define WFP_ENGINE_RUN_H

#include "engine/index.h"

enum { RUN_SMALL = 256 }; /* entries that are compared sixteen at a time, all of them */

/* Of those rules of the layer, in their order; nothing of the layer changes. The caller owns the run, which keeps the rules' memory.
 * WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status run_new(const struct layer_rules *l, const uint32_t *numbers, uint32_t count, struct layer_run **out);

/* The first of the runs that had better be one; as many as there are: none. `extra` rules are to be in it too. */
uint32_t runs_to_merge(const struct layer_rules *l, uint32_t extra, bool must);

/* `s` keeps the memory of those rules. */
MUST_CHECK enum wfp_status keep_rules(struct stock *s, const struct rule *const *rules, uint32_t count);

#endif
