#include "bfe/context_rules.h"

#include <string.h>

#include "bfe/objects.h"

/* Who reads a context. */
enum reader { READER_ANY, READER_IKE, READER_IPSEC, READER_DOSP, READER_OPTIONS };

static enum reader reader_of_type(uint32_t type)
{
    switch (type) {
    case CONTEXT_TYPE_IPSEC_IKE_MM_CONTEXT:
    case CONTEXT_TYPE_IPSEC_AUTHIP_MM_CONTEXT:
    case CONTEXT_TYPE_IPSEC_IKEV2_MM_CONTEXT:
        return READER_IKE;
    case CONTEXT_TYPE_IPSEC_IKE_QM_TRANSPORT_CONTEXT:
    case CONTEXT_TYPE_IPSEC_IKE_QM_TUNNEL_CONTEXT:
    case CONTEXT_TYPE_IPSEC_AUTHIP_QM_TRANSPORT_CONTEXT:
    case CONTEXT_TYPE_IPSEC_AUTHIP_QM_TUNNEL_CONTEXT:
    case CONTEXT_TYPE_IPSEC_IKEV2_QM_TUNNEL_CONTEXT:
    case CONTEXT_TYPE_IPSEC_IKEV2_QM_TRANSPORT_CONTEXT:
        return READER_IPSEC;
    case CONTEXT_TYPE_IPSEC_DOSP_CONTEXT:
        return READER_DOSP;
    case CONTEXT_TYPE_CLASSIFY_OPTIONS_CONTEXT:
        return READER_OPTIONS;
    default:
        return READER_ANY; /* general, keying, network connection policy */
    }
}

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

static enum reader reader_of_callout(const struct filter *f)
{
    const struct builtin_row *row = f->action & ACTION_FLAG_CALLOUT ? builtin_find_key(BUILTIN_CALLOUT, &f->callout) : NULL;
    const char               *name = row ? builtin_short_name(row) : "";
    if (begins(name, "IPSEC_DOSP_"))
        return READER_DOSP;
    if (begins(name, "IPSEC_"))
        return READER_IPSEC;
    return begins(name, "SET_OPTIONS_") ? READER_OPTIONS : READER_ANY;
}

static bool is_ike_layer(const struct layer_row *layer)
{
    return layer->pair == LAYER(IKEEXT) || layer->pair == LAYER(IPSEC) || layer->pair == LAYER(IPSEC_KM_DEMUX);
}

enum wfp_status context_fits(uint32_t type, const struct filter *f)
{
    enum reader wanted = reader_of_type(type), reader = reader_of_callout(f);
    if (is_ike_layer(&layer_rows[f->layer]))
        return type == CONTEXT_TYPE_GENERAL_CONTEXT || wanted == READER_OPTIONS ? WFP_PROVIDER_CONTEXT_MISMATCH : WFP_OK;
    if (wanted == READER_IKE)
        return WFP_CONTEXT_INCOMPATIBLE_WITH_LAYER;
    if (reader == READER_ANY && wanted != READER_ANY)
        return f->action & ACTION_FLAG_CALLOUT ? WFP_CONTEXT_INCOMPATIBLE_WITH_CALLOUT : WFP_CONTEXT_INCOMPATIBLE_WITH_LAYER;
    bool keying = reader == READER_IPSEC && type == CONTEXT_TYPE_IPSEC_KEYING_CONTEXT;
    return reader == READER_ANY || reader == wanted || keying ? WFP_OK : WFP_PROVIDER_CONTEXT_MISMATCH;
}
