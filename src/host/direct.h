/* The management calls of this process go to a BFE in it instead of the daemon's (api_um/fwpm_link.h). */
#ifndef WFP_HOST_DIRECT_H
#define WFP_HOST_DIRECT_H

#include "bfe/store.h"

/* From now on FwpmEngineOpen0 opens sessions with `b`, as the user who runs this process; NULL: with the daemon again. Every handle that
 * was opened is to be closed before the BFE goes. */
void direct_use(struct bfe *b);

#endif
