/* Rules that come to a layer after its base was built: where they stand, and how they are found. Private to the engine.
 *
 * The layer is the caller's own version of it (layer_copy()); what older ones see does not change. */
#ifndef WFP_ENGINE_LATER_H
#define WFP_ENGINE_LATER_H

#include "engine/run.h"

/* So that recents are there and take one rule more: l->recent->rules is where it may be put. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status later_room(struct layer_rules *l);
/* A rule whose place is set, and its program. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status later_add(struct layer_rules *l, const struct rule *rule, const struct program *program);
/* The number of the rule of that rank and id that is alive; UINT32_MAX: none. */
uint32_t later_find(const struct layer_rules *l, const struct rule *like);
/* Notes a death; the mark is set by who calls. */
void later_note_gone(struct layer_rules *l, uint32_t number);

/* The recents, and the runs from `first_run` on, become one run. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status later_merge(struct layer_rules *l, uint32_t first_run);

/* Arrays by number with that much room, with what is in those that there are. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status roll_make(struct layer_rules *l, uint32_t room);

#endif
