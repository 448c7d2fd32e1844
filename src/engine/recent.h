/* The rules of a layer that came last, and how they are found. Private to the engine.
 *
 * The layer is the caller's own version of it (layer_copy()); what older ones see does not change. */
#ifndef WFP_ENGINE_RECENT_H
#define WFP_ENGINE_RECENT_H

#include "engine/index.h"

/* In the place of none. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status recent_begin(struct layer_rules *l);
/* Some have come that the layer does not see: of changes that came to nothing. Nothing may come before they are gone. */
bool recent_is_torn(const struct layer_rules *l);
/* Whether a rule of so many entries has room. */
bool recent_takes(const struct layer_rules *l, uint32_t entries);
/* A rule that the layer's arrays have, of that order: see `order_list.h` for its place. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status recent_add(struct layer_rules *l, uint32_t number, const struct order_place *place,
                                      const struct entry *entries, uint32_t count);

/* How many are alive; and their numbers, in order: `out` has room for as many as have come, or is NULL. */
uint32_t recent_alive(const struct layer_rules *l, uint32_t *out);

/* Those alive on a new shelf; *out is false, and nothing has changed, where they do not fit. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status recent_renew(struct layer_rules *l, bool *out);
/* They become a run as they stand. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status recent_seal(struct layer_rules *l);
void recent_drop(struct layer_rules *l);

#endif
