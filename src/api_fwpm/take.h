/* From Windows' management structures to the engine's records: the one place where they are known to be the same things. Records borrow
 * what the structures reach, but for texts, which are converted into the arena. */
#ifndef WFP_API_FWPM_TAKE_H
#define WFP_API_FWPM_TAKE_H

#include <fwpmtypes.h>

#include "base/arena.h"
#include "bfe/enumerate.h"

/* WFP_NULL_POINTER, WFP_RESERVED, WFP_INVALID_PARAMETER, WFP_ZERO_LENGTH_ARRAY, and what names something that does not exist. */
MUST_CHECK enum wfp_status take_provider(const FWPM_PROVIDER0 *p, struct arena *arena, struct provider *out);
MUST_CHECK enum wfp_status take_context(const FWPM_PROVIDER_CONTEXT3 *c, struct arena *arena, struct provider_context *out);
MUST_CHECK enum wfp_status take_sublayer(const FWPM_SUBLAYER0 *s, struct arena *arena, struct sublayer *out);
MUST_CHECK enum wfp_status take_callout(const FWPM_CALLOUT0 *c, struct arena *arena, struct callout *out);
MUST_CHECK enum wfp_status take_filter(const FWPM_FILTER0 *f, struct arena *arena, struct filter *out);
/* WFP_NULL_POINTER; WFP_CONDITION_NOT_FOUND for a key that no layer's field has. */
MUST_CHECK enum wfp_status take_conditions(const FWPM_FILTER_CONDITION0 *from, UINT32 count, struct arena *arena,
                                           const struct condition **out);
/* Any of them. */
MUST_CHECK enum wfp_status take_object(enum object_kind kind, const void *structure, struct arena *arena, void *record);
/* Room for a record of any kind. */
union any_record {
    struct provider         provider;
    struct provider_context context;
    struct sublayer         sublayer;
    struct callout          callout;
    struct filter           filter;
};

/* The enumeration template of a kind: FWPM_FILTER_ENUM_TEMPLATE0 and its siblings; `structure` may be NULL, and *has then false. */
MUST_CHECK enum wfp_status take_template(enum object_kind kind, const void *structure, struct arena *arena,
                                         struct object_template *out, bool *has);

static inline GUID guid_shown(const struct guid *g)
{
    return *(const GUID *)g;
}

static inline struct guid guid_taken(const GUID *g)
{
    return *(const struct guid *)g;
}

#endif
