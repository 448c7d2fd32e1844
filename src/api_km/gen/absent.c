/* Generated from schema/ by tools/gen/generate.py (make gen). Do not edit. */
#include "api_km/absent.h"

const char *const km_absent_names[] = {
    0,
};
