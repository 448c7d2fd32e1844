/* The security descriptors that are there before anybody sets one. Results in the arena; WFP_NO_MEMORY. */
#ifndef WFP_SECURITY_DEFAULTS_H
#define WFP_SECURITY_DEFAULTS_H

#include "base/arena.h"
#include "base/status.h"
#include "model/value.h"

/* The engine's: it has no parent. All its entries are inheritable, since everything else is derived from it. */
MUST_CHECK enum wfp_status sd_default_engine(struct arena *arena, struct byte_blob **out);

/* That of a type's container (filters, sublayers, net events, ...), or of a built-in object when is_container is false: all
 * inherited from `parent`, owned by the system. Also WFP_INVALID_SECURITY_DESCR for a damaged parent. */
MUST_CHECK enum wfp_status sd_default_child(const struct byte_blob *parent, bool is_container, struct arena *arena,
                                            struct byte_blob **out);

#endif
