#include "bfe/context_rules.h"

#include <string.h>

#include "bfe/objects.h"

/* Who reads a context. */
enum reader { READER_ANY, READER_IKE, READER_IPSEC, READER_KEYING, READER_DOSP, READER_OPTIONS };

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
    case CONTEXT_TYPE_IPSEC_KEYING_CONTEXT:
        return READER_KEYING;
    case CONTEXT_TYPE_IPSEC_DOSP_CONTEXT:
        return READER_DOSP;
    case CONTEXT_TYPE_CLASSIFY_OPTIONS_CONTEXT:
        return READER_OPTIONS;
    default:
        return READER_ANY; /* general, network connection policy */
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

/* Layers that are searched for a policy; READER_ANY: it is no such layer. */
static enum reader reader_of_layer(const struct layer_row *layer)
{
    if (layer->pair == LAYER(IKEEXT))
        return READER_IKE;
    if (layer->pair == LAYER(IPSEC))
        return READER_IPSEC;
    return layer->pair == LAYER(IPSEC_KM_DEMUX) ? READER_KEYING : READER_ANY;
}

static bool reads(enum reader reader, enum reader wanted)
{
    return reader == wanted || (reader == READER_IPSEC && wanted == READER_KEYING);
}

enum wfp_status context_fits(uint32_t type, const struct filter *f)
{
    enum reader wanted = reader_of_type(type), layer = reader_of_layer(&layer_rows[f->layer]), callout = reader_of_callout(f);
    if (layer != READER_ANY)
        return reads(layer, wanted) ? WFP_OK : WFP_PROVIDER_CONTEXT_MISMATCH;
    if (wanted == READER_IKE)
        return WFP_CONTEXT_INCOMPATIBLE_WITH_LAYER;
    if (callout != READER_ANY)
        return reads(callout, wanted) ? WFP_OK : WFP_PROVIDER_CONTEXT_MISMATCH;
    if (wanted == READER_ANY || wanted == READER_KEYING)
        return WFP_OK;
    return f->action & ACTION_FLAG_CALLOUT ? WFP_CONTEXT_INCOMPATIBLE_WITH_CALLOUT : WFP_CONTEXT_INCOMPATIBLE_WITH_LAYER;
}
