/* Between the engine and a driver's callout functions, versions 0 to 3. The versions differ in one switch, in the source. */
#ifndef WFP_API_KM_CALLOUT_THUNK_H
#define WFP_API_KM_CALLOUT_THUNK_H

#include <fwpsk.h>

#include "api_km/context.h"
#include "callout/registry.h"

/* Registers for the driver of `km`, whose callouts are called in that context. The versions of FWPS_CALLOUT differ only in the
 * types of the functions. `id` may be NULL. */
MUST_CHECK enum wfp_status callout_thunk_register(const struct km_context *km, const FWPS_CALLOUT3 *callout, unsigned version,
                                                  UINT32 *id);

#endif
