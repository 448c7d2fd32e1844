/* One getter per field: what the packet and its endpoint have for it. A field that nobody can know stays TYPE_EMPTY. */
#ifndef WFP_SHIM_FIELDS_H
#define WFP_SHIM_FIELDS_H

#include "shim/context.h"

/* Fills the wanted positions of a layer's values; `wanted` NULL fills all. */
void fields_fill(const struct pkt_ctx *c, const struct layer_row *layer, const uint8_t *wanted, uint32_t count,
                 struct value *values);

#endif
