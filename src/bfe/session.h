/* Sessions: in whose name policy is changed, and how long dynamic objects live (docs/behaviour A.1). */
#ifndef WFP_BFE_SESSION_H
#define WFP_BFE_SESSION_H

#include "bfe/store.h"

enum { SESSION_DYNAMIC = 1 };

#define SESSION_DEFAULT_WAIT_MS 15000u      /* */
#define SESSION_WAIT_FOREVER    0xffffffffu /* */

struct session_config {
    struct guid key;         /* zero: one is made */
    uint32_t    flags;       /* SESSION_DYNAMIC */
    uint32_t    txn_wait_ms; /* 0: the default */
};

/* WFP_INVALID_FLAGS; WFP_ALREADY_EXISTS for a key in use; WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status bfe_session_open(struct bfe *b, const struct session_config *config, struct bfe_session **out);
/* Aborts its transaction and deletes its dynamic objects. The session is gone afterwards. WFP_IN_USE:
 * a call is still at work in it, and nothing has changed. */
MUST_CHECK enum wfp_status bfe_session_close(struct bfe_session *s);

/* The open session behind a handle that a caller gave, or NULL. */
struct bfe_session *bfe_session_find(struct bfe *b, const void *handle);
const struct guid  *bfe_session_key(const struct bfe_session *s);

#endif
