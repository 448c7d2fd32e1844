/* From an engine handle to its session, for the management functions. */
#ifndef WFP_API_KM_FWPM_SESSION_H
#define WFP_API_KM_FWPM_SESSION_H

#include <fwpmk.h>

#include "bfe/session.h"

/* NULL for what is no handle of the thread's host. */
struct bfe_session *fwpm_session(HANDLE engine);

#endif
