/* The metadata of a classify as a callout sees them. Members that are absent hold poison: who reads one without asking its
 * bit gets a number that is visibly wrong, or a pointer that faults (B-054). */
#ifndef WFP_API_KM_METADATA_VIEW_H
#define WFP_API_KM_METADATA_VIEW_H

#include <fwpsk.h>

#include "model/metadata.h"

struct metadata_view {
    FWPS_INCOMING_METADATA_VALUES0 values;
    FWP_BYTE_BLOB                  process_path; /* values points here */
};

/* `m` may be NULL: nothing is present. */
void metadata_view(const struct metadata *m, struct metadata_view *out);

#endif
