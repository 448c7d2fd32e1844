/* Transactions (docs/behaviour A.2): any number that read, or one that writes. A writer changes the objects in place, and nobody
 * else looks meanwhile; abort takes its steps back, commit builds the next ruleset, makes the change durable and publishes. */
#ifndef WFP_BFE_TXN_H
#define WFP_BFE_TXN_H

#include "bfe/store.h"

enum { TXN_READ_ONLY = 1 };

/* WFP_TXN_IN_PROGRESS; WFP_INVALID_FLAGS; WFP_TIMEOUT when others kept the lock for too long, or at
 * once when this very thread holds it through another session and waiting would never end. */
MUST_CHECK enum wfp_status bfe_txn_begin(struct bfe_session *s, uint32_t flags);
/* WFP_NO_TXN_IN_PROGRESS; WFP_NO_MEMORY and what making it durable answered leave the transaction open. */
MUST_CHECK enum wfp_status bfe_txn_commit(struct bfe_session *s);
/* Also what has to follow WFP_TXN_ABORTED. */
MUST_CHECK enum wfp_status bfe_txn_abort(struct bfe_session *s);
/* For calls that are refused inside a transaction. */
bool bfe_txn_is_open(struct bfe_session *s);

#endif
