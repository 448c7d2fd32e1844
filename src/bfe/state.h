/* Whether BFE runs, and who wants to hear when that changes. Subscribers are told under the store's lock: they may not call
 * it (C-093). */
#ifndef WFP_BFE_STATE_H
#define WFP_BFE_STATE_H

#include "bfe/store.h"

/* FWPM_SERVICE_STATE. */
enum bfe_state { BFE_STOPPED, BFE_START_PENDING, BFE_STOP_PENDING, BFE_RUNNING };

enum bfe_state bfe_state(struct bfe *b);

typedef void (*bfe_state_fn)(void *context, enum bfe_state state);

/* *out is for bfe_state_unsubscribe(). WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status bfe_state_subscribe(struct bfe *b, bfe_state_fn changed, void *context, const void **out);
/* WFP_INVALID_HANDLE for what is no subscription. */
MUST_CHECK enum wfp_status bfe_state_unsubscribe(struct bfe *b, const void *subscription);

#endif
