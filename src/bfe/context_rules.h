/* Which provider contexts a filter may name. The documentation names the errors and hardly a case; these are ours: a
 * layer that is searched for a policy takes contexts of that policy's type and no others, main-mode for IKEEXT, quick-mode for
 * IPSEC, keying for IPSEC_KM_DEMUX; elsewhere main-mode policies fit nowhere, quick-mode and DoS-protection policies and classify
 * options go with the built-in callouts that read them, and general contexts with everybody else. */
#ifndef WFP_BFE_CONTEXT_RULES_H
#define WFP_BFE_CONTEXT_RULES_H

#include "base/status.h"
#include "model/filter.h"

/* WFP_PROVIDER_CONTEXT_MISMATCH, WFP_CONTEXT_INCOMPATIBLE_WITH_LAYER, WFP_CONTEXT_INCOMPATIBLE_WITH_CALLOUT. The filter's layer and
 * callout exist. */
MUST_CHECK enum wfp_status context_fits(uint32_t type, const struct filter *f);

#endif
