/* May these objects be added? The checks that FwpmFilterAdd and its siblings make (A-045..A-050, A-063..A-068, A-073..A-081,
 * ..A-108, A-115), each with the documented status and with the member at fault, so that a file loader can point
 * at it. Pure functions: they read the records and the rows and keep nothing. */
#ifndef WFP_BFE_VALIDATE_H
#define WFP_BFE_VALIDATE_H

#include "base/status.h"
#include "model/filter.h"

enum fault_member {
    FAULT_NONE,
    FAULT_NAME,
    FAULT_LAYER,
    FAULT_SUBLAYER,
    FAULT_PROVIDER,
    FAULT_ACTION,
    FAULT_CALLOUT,
    FAULT_CONTEXT,
    FAULT_FLAGS,
    FAULT_WEIGHT,
    FAULT_CONDITIONS, /* the array */
    FAULT_FIELD,      /* of conditions[condition] */
    FAULT_MATCH,
    FAULT_VALUE,
};

struct fault {
    enum fault_member member;
    uint32_t          condition; /* index, for the last three */
    uint32_t          flags;     /* FAULT_FLAGS: the bits at fault */
};

/* What the objects may refer to. The built-in objects are always there. */
struct object_set;

struct policy_view {
    const struct policy     *policy; /* NULL: none */
    const struct policy     *base;   /* and these; NULL: none */
    const struct object_set *set;    /* or these, which are found faster */
    bool                 snapshot; /* records describe a state: output-only flags are allowed */
    bool                 dynamic;  /* added in a dynamic session */
};

/* WFP_OK, or the documented status; *fault then says where. `fault` is not NULL. */
MUST_CHECK enum wfp_status bfe_filter_validate(const struct filter *f, const struct policy_view *view,
                                               struct fault *fault);
MUST_CHECK enum wfp_status bfe_provider_validate(const struct provider *p, const struct policy_view *view,
                                                 struct fault *fault);
MUST_CHECK enum wfp_status bfe_context_validate(const struct provider_context *c, const struct policy_view *view,
                                                struct fault *fault);
MUST_CHECK enum wfp_status bfe_sublayer_validate(const struct sublayer *s, const struct policy_view *view,
                                                 struct fault *fault);
MUST_CHECK enum wfp_status bfe_callout_validate(const struct callout *c, const struct policy_view *view,
                                                struct fault *fault);

/* The condition alone, at a layer. */
MUST_CHECK enum wfp_status bfe_condition_validate(const struct condition *c, const struct layer_row *layer,
                                                  enum fault_member *member);

/* One clause for people about what is wrong and how to mend it. Always terminates; returns out. */
char *bfe_fault_format(const struct filter *f, enum wfp_status status, const struct fault *fault, char *out,
                       size_t size);

#endif
