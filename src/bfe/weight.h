/* The effective weight of a filter: what the caller gave, or a number that grows with how specific the conditions are
 * (A-115..A-121). Windows' formula is not documented; this one keeps its order properties (J-002). */
#ifndef WFP_BFE_WEIGHT_H
#define WFP_BFE_WEIGHT_H

#include "model/filter.h"

#define WEIGHT_AUTO_BITS 60 /* FWPM_AUTO_WEIGHT_BITS */

/* The filter is valid (bfe_filter_validate). */
uint64_t bfe_effective_weight(const struct filter *f);

/* The automatic part: below 2^60, 0 without conditions. */
uint64_t bfe_automatic_weight(const struct filter *f);

#endif
