/* The management structures of Windows to the engine's records and back: the one place where they are known to be the same
 * things. The records borrow what the structures reach, but for texts, which are converted into the arena. */
#ifndef WFP_API_KM_BORDER_CONVERT_H
#define WFP_API_KM_BORDER_CONVERT_H

#include <fwpmtypes.h>

#include "base/arena.h"
#include "bfe/object_set.h"
#include "model/filter.h"

/* WFP_NULL_POINTER, WFP_RESERVED, WFP_INVALID_PARAMETER, and what names something that does not exist. */
MUST_CHECK enum wfp_status record_of_provider(const FWPM_PROVIDER0 *p, struct arena *arena, struct provider *out);
MUST_CHECK enum wfp_status record_of_sublayer(const FWPM_SUBLAYER0 *s, struct arena *arena, struct sublayer *out);
MUST_CHECK enum wfp_status record_of_callout(const FWPM_CALLOUT0 *c, struct arena *arena, struct callout *out);
MUST_CHECK enum wfp_status record_of_filter(const FWPM_FILTER0 *f, struct arena *arena, struct filter *out);

/* One allocation each, freed by FwpmFreeMemory0. NULL: no memory. */
FWPM_PROVIDER0 *block_of_provider(const struct provider *p);
FWPM_SUBLAYER0 *block_of_sublayer(const struct sublayer *s);
FWPM_CALLOUT0  *block_of_callout(const struct callout *c, bool registered);

static inline GUID guid_shown(const struct guid *g)
{
    return *(const GUID *)g;
}

static inline struct guid guid_taken(const GUID *g)
{
    return *(const struct guid *)g;
}

#endif
