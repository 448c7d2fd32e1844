/* Classify options (FwpsClassifyOptionSet0, docs/behaviour C.9): what a callout says of the flow that it is asked about, while it
 * is asked. Owner thread of the walk. */
#ifndef WFP_CALLOUT_OPTION_H
#define WFP_CALLOUT_OPTION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"

/* FWP_CLASSIFY_OPTION_TYPE, those that a callout may set. */
enum classify_option {
    OPTION_MULTICAST_STATE,
    OPTION_LOOSE_SOURCE_MAPPING,
    OPTION_UNICAST_LIFETIME, /* seconds */
    OPTION_MCAST_BCAST_LIFETIME,
    CLASSIFY_OPTION_COUNT
};

enum { MULTICAST_STATE_ALLOW, MULTICAST_STATE_DENY, MULTICAST_STATE_ALLOW_GLOBAL };

struct classify_options {
    bool     set[CLASSIFY_OPTION_COUNT];
    uint32_t value[CLASSIFY_OPTION_COUNT];
};

/* Around a classify of a layer where a flow is authorized. `o` was cleared before. */
void classify_options_open(struct classify_options *o);
void classify_options_close(void);

/* WFP_UNSUCCESSFUL outside such a classify; WFP_INVALID_ENUMERATOR; WFP_OUT_OF_BOUNDS (C-092). The first value of an option
 * stays, which is that of the highest callout (C-091). */
MUST_CHECK enum wfp_status classify_option_set(uint32_t option, uint32_t value);

#endif
