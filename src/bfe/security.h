/* Reading and setting security descriptors (docs/behaviour A.10). */
#ifndef WFP_BFE_SECURITY_H
#define WFP_BFE_SECURITY_H

#include "bfe/store.h"
#include "security/info.h"

/* What has the descriptor: a container, an object in it (`object`, of the container's kind), or a layer. */
struct security_target {
    enum container     container;
    const struct guid *key; /* NULL or zero: the container itself */
};

/* The parts that `which` (SECURITY_INFO_*) names, in the arena. The object's missing status; WFP_ACCESS_DENIED; sd_get()'s. */
MUST_CHECK enum wfp_status bfe_security_get(struct bfe_session *s, const struct security_target *t, uint32_t which,
                                            struct arena *arena, struct byte_blob **out);
/* What a container gives is given anew to all that is in it. WFP_TXN_IN_PROGRESS; WFP_WRONG_SESSION,
 * WFP_DYNAMIC_SESSION_IN_PROGRESS; WFP_ACCESS_DENIED; sd_set()'s; what making it durable answers. */
MUST_CHECK enum wfp_status bfe_security_set(struct bfe_session *s, const struct security_target *t, const struct security_info *set);
/* A container's, as the last run left it. */
MUST_CHECK enum wfp_status bfe_security_load(struct bfe *b, enum container c, const struct byte_blob *sd);

#endif
