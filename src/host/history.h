/* The versions of a durable policy, for those who ask: every commit is one (api_fwpm/native.h has the requests). */
#ifndef WFP_HOST_HISTORY_H
#define WFP_HOST_HISTORY_H

#include "base/buffer.h"
#include "host/durable.h"

/* Whether a request is one of these. */
bool history_asks(struct bytes request);
/* Always appends a reply. `s` is the asker's session, NULL: none. Reading needs ACTRL_READ of the engine; to roll back one
 * needs ACTRL_WRITE there, what a transaction that writes needs, and the rights on every object that is deleted or added. */
void history_serve(struct durable *d, struct bfe_session *s, struct bytes request, struct buffer *reply);

#endif
