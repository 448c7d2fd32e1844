/* The filters that let IKE and AuthIP through as long as there is a main-mode policy: their own packets cannot wait for what they
 * negotiate. Private to BFE but for the last; under the store's lock. */
#ifndef WFP_BFE_IKE_EXEMPTION_H
#define WFP_BFE_IKE_EXEMPTION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"

struct bfe;
struct guid;
struct txn;
struct step;

/* Whether what has changed may ask for them or for their end. */
bool ike_exemption_concerns(const struct step *steps, uint32_t count);

/* Adds or removes them, as the set demands. Within `t`, so that an abort takes it back; NULL: for good. */
MUST_CHECK enum wfp_status ike_exemption_settle(struct bfe *b, struct txn *t);
/* Whether a filter's key is that of one of them, which no caller adds. Any thread. */
bool ike_exemption_is(const struct guid *key);

#endif
