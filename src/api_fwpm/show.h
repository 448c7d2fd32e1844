/* From the engine's objects to Windows' management structures in their newest versions. They borrow what the objects and rows reach; the
 * rest is in the arena. NULL: no memory. */
#ifndef WFP_API_FWPM_SHOW_H
#define WFP_API_FWPM_SHOW_H

#include <fwpmtypes.h>

#include "api_fwpm/take.h"
#include "bfe/session.h"
#include "bfe/subscribe.h"
#include "record/record.h"

/* FWPM_PROVIDER0, FWPM_PROVIDER_CONTEXT3, FWPM_SUBLAYER0, FWPM_CALLOUT0, FWPM_FILTER0. `registered`: of a callout. */
const void *show_object(const struct object *o, bool registered, struct arena *arena);
/* One version of a provider context, FWPM_PROVIDER_CONTEXT0 to 3, that borrows nothing. */
const void *show_context_as(const struct record_type *type, const struct provider_context *c, struct arena *arena);
const FWPM_LAYER0 *show_layer(const struct layer_row *layer, struct arena *arena);
const FWPM_SESSION0 *show_session(const struct session_row *s, struct arena *arena);
/* FWPM_FILTER_SUBSCRIPTION0 and its siblings, which are one layout. */
const void *show_subscription(enum object_kind kind, const struct change_subscription_row *row, struct arena *arena);
/* FWPM_FILTER_CHANGE0 and its siblings. */
const void *show_change(const struct object_change *c, struct arena *arena);

#endif
