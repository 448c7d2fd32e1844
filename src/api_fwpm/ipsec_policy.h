/* Whether the members of an IPsec or IKE policy fit one another. Pure. */
#ifndef WFP_API_FWPM_IPSEC_POLICY_H
#define WFP_API_FWPM_IPSEC_POLICY_H

#include <fwpmtypes.h>

#include "base/status.h"

/* Of a context of any type; WFP_OK for what is no IPsec policy. Its pointers are there where its counts say so. WFP_DUPLICATE_KEYMOD,
 * WFP_INCOMPATIBLE_AUTH_METHOD, WFP_DUPLICATE_AUTH_METHOD, WFP_INCOMPATIBLE_DH_GROUP, WFP_EM_NOT_SUPPORTED, WFP_INVALID_AUTH_TRANSFORM,
 * WFP_INVALID_CIPHER_TRANSFORM, WFP_INVALID_TRANSFORM_COMBINATION, WFP_INVALID_TUNNEL_ENDPOINT, WFP_INVALID_ENUMERATOR. */
MUST_CHECK enum wfp_status ipsec_policy_check(const FWPM_PROVIDER_CONTEXT3 *c);

/* WFP_INVALID_PARAMETER for a keying module that there is not; NULL is the default one. */
MUST_CHECK enum wfp_status ipsec_check_module(const void *key);

#endif
