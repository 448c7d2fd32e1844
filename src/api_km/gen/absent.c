/* Generated from schema/ by tools/gen/generate.py (make gen). Do not edit. */
#include "api_km/absent.h"

int FwpsClassifyOptionSet0(void);
int FwpsClassifyOptionSet0(void)
{
    return km_absent("FwpsClassifyOptionSet0");
}

const char *const km_absent_names[] = {
    "FwpsClassifyOptionSet0",
    0,
};
