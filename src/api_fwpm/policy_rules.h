/* What the policy in a provider context must have, whatever its type. */
#ifndef WFP_API_FWPM_POLICY_RULES_H
#define WFP_API_FWPM_POLICY_RULES_H

#include <fwpmtypes.h>

#include "base/status.h"

/* WFP_ZERO_LENGTH_ARRAY for a policy without the proposals, methods, transforms or options that it is there for. What
 * the structure reaches is whole: it has been encoded. */
MUST_CHECK enum wfp_status policy_check(const FWPM_PROVIDER_CONTEXT3 *c);

#endif
