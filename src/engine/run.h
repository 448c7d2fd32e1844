/* Rules that came later as a small index of their own. Private to the engine. */
#ifndef WFP_ENGINE_RUN_H
#define WFP_ENGINE_RUN_H

#include "engine/index.h"

enum { RUN_SMALL = 128 }; /* entries that are compared sixteen at a time, all of them */

/* Of those rules of the layer, in their order; nothing of the layer changes. The caller owns the run, which keeps the rules' memory.
 * WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status run_new(const struct layer_rules *l, const uint32_t *numbers, uint32_t count, struct layer_run **out);

/* The first run that is not much larger than all behind it, where `extra` entries are to come: merged from there on, a rule is put
 * into another run a few times and not with every one that comes. As many as there are: none. */
uint32_t runs_alike(const struct layer_rules *l, uint32_t extra);
/* From which on they and the others fit into a small one. */
uint32_t runs_small(const struct layer_rules *l, uint32_t extra);

#endif
