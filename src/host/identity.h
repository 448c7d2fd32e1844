/* Who owns which local port, as the user says it for a what-if: a capture knows no processes. */
#ifndef WFP_HOST_IDENTITY_H
#define WFP_HOST_IDENTITY_H

#include "host/offline.h"

struct identities;

/* Entries for one port are joined. *error is one line when a SID is none. */
MUST_CHECK enum wfp_status identities_new(const struct offline_identity *list, unsigned count, struct identities **out,
                                          char error[CAPTURE_ERROR_SIZE]);
void identities_free(struct identities *i);
const struct endpoint_identity *identities_find(const struct identities *i, uint16_t port);

#endif
