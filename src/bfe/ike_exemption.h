/* The filters that let IKE and AuthIP through as long as there is a main-mode policy: their own packets cannot wait for what they
 * negotiate. Private to BFE; under the store's lock. */
#ifndef WFP_BFE_IKE_EXEMPTION_H
#define WFP_BFE_IKE_EXEMPTION_H

#include "base/status.h"

struct bfe;
struct txn;

/* Adds or removes them, as the set demands. Within `t`, so that an abort takes it back; NULL: for good. */
MUST_CHECK enum wfp_status ike_exemption_settle(struct bfe *b, struct txn *t);

#endif
