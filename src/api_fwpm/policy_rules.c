#include "api_fwpm/policy_rules.h"

static enum wfp_status check_quick_mode(const IPSEC_PROPOSAL0 *proposals, UINT32 count)
{
    for (UINT32 i = 0; i < count; i++)
        if (proposals[i].numSaTransforms == 0)
            return WFP_ZERO_LENGTH_ARRAY;
    return count ? WFP_OK : WFP_ZERO_LENGTH_ARRAY;
}

static enum wfp_status check_main_mode(const IKEEXT_POLICY2 *p)
{
    return p->numAuthenticationMethods && p->numIkeProposals ? WFP_OK : WFP_ZERO_LENGTH_ARRAY;
}

enum wfp_status policy_check(const FWPM_PROVIDER_CONTEXT3 *c)
{
    switch (c->type) {
    case FWPM_IPSEC_IKE_QM_TRANSPORT_CONTEXT:
    case FWPM_IPSEC_AUTHIP_QM_TRANSPORT_CONTEXT:
    case FWPM_IPSEC_IKEV2_QM_TRANSPORT_CONTEXT:
        return check_quick_mode(c->ikeQmTransportPolicy->ipsecProposals, c->ikeQmTransportPolicy->numIpsecProposals);
    case FWPM_IPSEC_IKE_QM_TUNNEL_CONTEXT:
    case FWPM_IPSEC_AUTHIP_QM_TUNNEL_CONTEXT:
    case FWPM_IPSEC_IKEV2_QM_TUNNEL_CONTEXT:
        return check_quick_mode(c->ikeQmTunnelPolicy->ipsecProposals, c->ikeQmTunnelPolicy->numIpsecProposals);
    case FWPM_IPSEC_IKE_MM_CONTEXT:
    case FWPM_IPSEC_AUTHIP_MM_CONTEXT:
    case FWPM_IPSEC_IKEV2_MM_CONTEXT:
        return check_main_mode(c->ikeMmPolicy);
    case FWPM_CLASSIFY_OPTIONS_CONTEXT:
        return c->classifyOptions->numOptions ? WFP_OK : WFP_ZERO_LENGTH_ARRAY;
    default:
        return WFP_OK;
    }
}
