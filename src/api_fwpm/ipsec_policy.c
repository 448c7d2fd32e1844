#include "api_fwpm/ipsec_policy.h"

#include <string.h>

#include <windows.h>

#include <initguid.h>

#include <fwpmu.h>

#include "base/buffer.h"
#include "model/schema.h"
#include "record/record.h"

enum module { MODULE_IKE, MODULE_AUTHIP, MODULE_IKEV2 };
#define IN(module) (1u << (module))

enum wfp_status ipsec_check_module(const void *key)
{
    static const GUID *const modules[] = { &FWPM_KEYING_MODULE_IKE, &FWPM_KEYING_MODULE_AUTHIP, &FWPM_KEYING_MODULE_IKEV2 };
    for (unsigned i = 0; key && i < COUNT_OF(modules); i++)
        if (memcmp(key, modules[i], sizeof(GUID)) == 0)
            return WFP_OK;
    return key ? WFP_INVALID_PARAMETER : WFP_OK;
}

/* --- keying ------------------------------------------------------------------------------------------------------------------- */

static enum wfp_status check_keying(const IPSEC_KEYING_POLICY1 *p)
{
    for (UINT32 i = 0; i < p->numKeyMods; i++)
        for (UINT32 k = 0; k < i; k++)
            if (memcmp(&p->keyModKeys[i], &p->keyModKeys[k], sizeof(GUID)) == 0)
                return WFP_DUPLICATE_KEYMOD;
    return WFP_OK;
}

/* --- authentication ---------------------------------------------------------------------------------------------------------- */

/* Which keying modules know a method, as the page of IKEEXT_AUTHENTICATION_METHOD_TYPE has it. */
static const uint8_t methods[IKEEXT_AUTHENTICATION_METHOD_TYPE_MAX] = {
    [IKEEXT_PRESHARED_KEY] = IN(MODULE_IKE) | IN(MODULE_IKEV2),
    [IKEEXT_CERTIFICATE] = IN(MODULE_IKE) | IN(MODULE_IKEV2),
    [IKEEXT_KERBEROS] = IN(MODULE_IKE) | IN(MODULE_AUTHIP),
    [IKEEXT_ANONYMOUS] = IN(MODULE_AUTHIP),
    [IKEEXT_SSL] = IN(MODULE_AUTHIP),
    [IKEEXT_NTLM_V2] = IN(MODULE_AUTHIP),
    [IKEEXT_IPV6_CGA] = IN(MODULE_AUTHIP),
    [IKEEXT_CERTIFICATE_ECDSA_P256] = IN(MODULE_IKE) | IN(MODULE_IKEV2),
    [IKEEXT_CERTIFICATE_ECDSA_P384] = IN(MODULE_IKE) | IN(MODULE_IKEV2),
    [IKEEXT_SSL_ECDSA_P256] = IN(MODULE_AUTHIP),
    [IKEEXT_SSL_ECDSA_P384] = IN(MODULE_AUTHIP),
    [IKEEXT_EAP] = IN(MODULE_IKEV2),
    [IKEEXT_RESERVED] = IN(MODULE_IKE) | IN(MODULE_AUTHIP) | IN(MODULE_IKEV2),
};

/* The same with all that it reaches. */
static enum wfp_status compare(const IKEEXT_AUTHENTICATION_METHOD2 *a, const IKEEXT_AUTHENTICATION_METHOD2 *b, bool *same)
{
    struct buffer x, y;
    buffer_init(&x);
    buffer_init(&y);
    enum wfp_status err = record_encode(&record_IKEEXT_AUTHENTICATION_METHOD2, a, &x);
    if (err == WFP_OK)
        err = record_encode(&record_IKEEXT_AUTHENTICATION_METHOD2, b, &y);
    *same = err == WFP_OK && x.size == y.size && memcmp(x.data, y.data, x.size) == 0;
    buffer_fini(&y);
    buffer_fini(&x);
    return err;
}

static enum wfp_status check_methods(const IKEEXT_AUTHENTICATION_METHOD2 *m, UINT32 count, enum module module)
{
    bool same;
    for (UINT32 i = 0; i < count; i++) {
        if ((uint32_t)m[i].authenticationMethodType >= IKEEXT_AUTHENTICATION_METHOD_TYPE_MAX)
            return WFP_INVALID_ENUMERATOR;
        if (!(methods[m[i].authenticationMethodType] & IN(module)))
            return WFP_INCOMPATIBLE_AUTH_METHOD;
        for (UINT32 k = 0; k < i; k++) {
            RETURN_IF(compare(&m[i], &m[k], &same));
            if (same)
                return WFP_DUPLICATE_AUTH_METHOD;
        }
    }
    return WFP_OK;
}

/* AuthIP alone can do without a Diffie-Hellman exchange. */
static enum wfp_status check_main_mode(const IKEEXT_POLICY2 *p, enum module module)
{
    RETURN_IF(check_methods(p->authenticationMethods, p->numAuthenticationMethods, module));
    for (UINT32 i = 0; i < p->numIkeProposals; i++) {
        const IKEEXT_PROPOSAL0 *proposal = &p->ikeProposals[i];
        if ((uint32_t)proposal->cipherAlgorithm.algoIdentifier >= IKEEXT_CIPHER_TYPE_MAX ||
            (uint32_t)proposal->integrityAlgorithm.algoIdentifier >= IKEEXT_INTEGRITY_TYPE_MAX ||
            (uint32_t)proposal->dhGroup >= IKEEXT_DH_GROUP_MAX)
            return WFP_INVALID_ENUMERATOR;
        if (proposal->dhGroup == IKEEXT_DH_GROUP_NONE && module != MODULE_AUTHIP)
            return WFP_INCOMPATIBLE_DH_GROUP;
    }
    return WFP_OK;
}

/* Extended mode is AuthIP's. */
static enum wfp_status check_extended_mode(const IKEEXT_EM_POLICY2 *p, enum module module)
{
    if (!p)
        return WFP_OK;
    if (module != MODULE_AUTHIP)
        return WFP_EM_NOT_SUPPORTED;
    return check_methods(p->authenticationMethods, p->numAuthenticationMethods, module);
}

/* --- transforms --------------------------------------------------------------------------------------------------------------- */

#define GCM_AFTER_CBC 3 /* IPSEC_CIPHER_CONFIG_GCM_AES_128 .. 256 follow the three of CBC */

/* A configuration of an authentication type has its number. */
static enum wfp_status check_auth(const IPSEC_AUTH_TRANSFORM_ID0 *t)
{
    return (uint32_t)t->authType < IPSEC_AUTH_MAX && t->authConfig == (uint32_t)t->authType ? WFP_OK : WFP_INVALID_AUTH_TRANSFORM;
}

static bool is_gcm(const IPSEC_CIPHER_TRANSFORM_ID0 *t)
{
    return t->cipherType >= IPSEC_CIPHER_TYPE_AES_128 && t->cipherConfig == (uint32_t)t->cipherType + GCM_AFTER_CBC;
}

static enum wfp_status check_cipher(const IPSEC_CIPHER_TRANSFORM_ID0 *t)
{
    bool known = t->cipherType >= IPSEC_CIPHER_TYPE_DES && (uint32_t)t->cipherType < IPSEC_CIPHER_TYPE_MAX;
    return known && (t->cipherConfig == (uint32_t)t->cipherType || is_gcm(t)) ? WFP_OK : WFP_INVALID_CIPHER_TRANSFORM;
}

/* GCM authenticates with the key of its cipher, and nothing else goes with it. */
static enum wfp_status check_both(const IPSEC_AUTH_AND_CIPHER_TRANSFORM0 *t)
{
    const IPSEC_AUTH_TRANSFORM_ID0   *auth = &t->authTransform.authTransformId;
    const IPSEC_CIPHER_TRANSFORM_ID0 *cipher = &t->cipherTransform.cipherTransformId;
    bool                              aes = auth->authType >= IPSEC_AUTH_AES_128;
    RETURN_IF(check_auth(auth));
    RETURN_IF(check_cipher(cipher));
    if (aes != is_gcm(cipher))
        return WFP_INVALID_TRANSFORM_COMBINATION;
    bool same = (int)auth->authType - IPSEC_AUTH_AES_128 == (int)cipher->cipherType - IPSEC_CIPHER_TYPE_AES_128;
    return !aes || same ? WFP_OK : WFP_INVALID_TRANSFORM_COMBINATION;
}

static enum wfp_status check_transform(const IPSEC_SA_TRANSFORM0 *t)
{
    switch (t->ipsecTransformType) {
    case IPSEC_TRANSFORM_AH:
    case IPSEC_TRANSFORM_ESP_AUTH:
    case IPSEC_TRANSFORM_ESP_AUTH_FW:
        return t->ahTransform ? check_auth(&t->ahTransform->authTransformId) : WFP_NULL_POINTER;
    case IPSEC_TRANSFORM_ESP_CIPHER:
        if (!t->espCipherTransform)
            return WFP_NULL_POINTER;
        RETURN_IF(check_cipher(&t->espCipherTransform->cipherTransformId));
        return is_gcm(&t->espCipherTransform->cipherTransformId) ? WFP_INVALID_TRANSFORM_COMBINATION : WFP_OK;
    case IPSEC_TRANSFORM_ESP_AUTH_AND_CIPHER:
        return t->espAuthAndCipherTransform ? check_both(t->espAuthAndCipherTransform) : WFP_NULL_POINTER;
    default:
        return WFP_INVALID_ENUMERATOR;
    }
}

/* One of AH, one of ESP. */
static enum wfp_status check_proposal(const IPSEC_PROPOSAL0 *p)
{
    unsigned ah = 0, esp = 0;
    if ((uint32_t)p->pfsGroup >= IPSEC_PFS_MAX)
        return WFP_INVALID_ENUMERATOR;
    for (UINT32 i = 0; i < p->numSaTransforms; i++) {
        RETURN_IF(check_transform(&p->saTransforms[i]));
        *(p->saTransforms[i].ipsecTransformType == IPSEC_TRANSFORM_AH ? &ah : &esp) += 1;
    }
    return ah > 1 || esp > 1 ? WFP_INVALID_TRANSFORM_COMBINATION : WFP_OK;
}

static enum wfp_status check_proposals(const IPSEC_PROPOSAL0 *p, UINT32 count)
{
    for (UINT32 i = 0; i < count; i++)
        RETURN_IF(check_proposal(&p[i]));
    return WFP_OK;
}

static enum wfp_status check_transport(const IPSEC_TRANSPORT_POLICY2 *p, enum module module)
{
    RETURN_IF(check_proposals(p->ipsecProposals, p->numIpsecProposals));
    return check_extended_mode(p->emPolicy, module);
}

/* --- tunnels ------------------------------------------------------------------------------------------------------------------- */

static bool is_many4(UINT32 a)
{
    return a >= 0xe0000000u; /* multicast, the reserved class, broadcast */
}

/* Zero is any address. */
static bool is_endpoint(const IPSEC_TUNNEL_ENDPOINTS2 *e)
{
    if (e->ipVersion == FWP_IP_VERSION_V4)
        return !is_many4(e->localV4Address) && !is_many4(e->remoteV4Address);
    return e->ipVersion == FWP_IP_VERSION_V6 && e->localV6Address[0] != 0xff && e->remoteV6Address[0] != 0xff;
}

static enum wfp_status check_tunnel(const IPSEC_TUNNEL_POLICY3 *p, enum module module)
{
    RETURN_IF(check_proposals(p->ipsecProposals, p->numIpsecProposals));
    if (!is_endpoint(&p->tunnelEndpoints))
        return WFP_INVALID_TUNNEL_ENDPOINT;
    return check_extended_mode(p->emPolicy, module);
}

enum wfp_status ipsec_policy_check(const FWPM_PROVIDER_CONTEXT3 *c)
{
    switch (c->type) {
    case FWPM_IPSEC_KEYING_CONTEXT:
        return check_keying(c->keyingPolicy);
    case FWPM_IPSEC_IKE_MM_CONTEXT:
        return check_main_mode(c->ikeMmPolicy, MODULE_IKE);
    case FWPM_IPSEC_AUTHIP_MM_CONTEXT:
        return check_main_mode(c->authIpMmPolicy, MODULE_AUTHIP);
    case FWPM_IPSEC_IKEV2_MM_CONTEXT:
        return check_main_mode(c->ikeV2MmPolicy, MODULE_IKEV2);
    case FWPM_IPSEC_IKE_QM_TRANSPORT_CONTEXT:
        return check_transport(c->ikeQmTransportPolicy, MODULE_IKE);
    case FWPM_IPSEC_AUTHIP_QM_TRANSPORT_CONTEXT:
        return check_transport(c->authipQmTransportPolicy, MODULE_AUTHIP);
    case FWPM_IPSEC_IKEV2_QM_TRANSPORT_CONTEXT:
        return check_transport(c->ikeV2QmTransportPolicy, MODULE_IKEV2);
    case FWPM_IPSEC_IKE_QM_TUNNEL_CONTEXT:
        return check_tunnel(c->ikeQmTunnelPolicy, MODULE_IKE);
    case FWPM_IPSEC_AUTHIP_QM_TUNNEL_CONTEXT:
        return check_tunnel(c->authipQmTunnelPolicy, MODULE_AUTHIP);
    case FWPM_IPSEC_IKEV2_QM_TUNNEL_CONTEXT:
        return check_tunnel(c->ikeV2QmTunnelPolicy, MODULE_IKEV2);
    default:
        return WFP_OK;
    }
}
