/* A layer of a few rules in a change: it is built anew, beside larger ones that change in place. Private to the engine. */
#ifndef WFP_ENGINE_REMAKE_H
#define WFP_ENGINE_REMAKE_H

#include "engine/builder.h"

struct remake;

/* Of the rules that the layer has. NULL without memory. */
struct remake *remake_begin(const struct layer_rules *was);
MUST_CHECK enum wfp_status remake_add(struct remake *m, struct builder *b, const struct filter *f);
/* False: it is not there. */
bool remake_delete(struct remake *m, uint64_t id);
/* The layer as it is then, counted. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status remake_finish(struct remake *m, const struct builder *b, const struct layer_rules **out);
void remake_free(struct remake *m); /* NULL: nothing */

#endif
