/* Generated from schema/ by tools/gen/generate.py (make gen). Do not edit. */
#include "api_km/absent.h"

const char *const km_absent_names[] = {
    "FwpsCloneStreamData0",
    "FwpsCopyStreamDataToBuffer0",
    "FwpsDiscardClonedStreamData0",
    "FwpsOpenToken0_km",
    "FwpsStreamContinue0",
    "FwpsStreamInjectAsync0",
    0,
};
