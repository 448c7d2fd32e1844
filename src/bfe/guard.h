/* Who may do what: the security descriptors of the engine, of the containers (one for each type of object) and of the objects
 * (docs/behaviour A.10). Private to BFE but for the enums. All under the store's lock but descriptor_put(). */
#ifndef WFP_BFE_GUARD_H
#define WFP_BFE_GUARD_H

#include <stdatomic.h>

#include "base/status.h"
#include "bfe/container.h"
#include "model/value.h"

/* A self-relative security descriptor; immutable. Objects of one creator share theirs. */
struct descriptor {
    atomic_uint refs;
    bool        is_default; /* what the container gives, owned by the system: need not be kept anywhere */
    uint32_t    size;
    uint8_t     bytes[];
};

struct bfe;
struct bfe_session;
struct object;

void descriptor_put(struct descriptor *d);
struct byte_blob descriptor_blob(const struct descriptor *d);

MUST_CHECK enum wfp_status descriptor_new(const struct byte_blob *blob, struct descriptor **out);

enum container guard_container_of(int object_kind);

/* WFP_OK or WFP_ACCESS_DENIED; a session without a token may do everything. `rights` is ACTRL_* and RIGHT_*. */
MUST_CHECK enum wfp_status guard_container(struct bfe_session *s, enum container c, uint32_t rights);
MUST_CHECK enum wfp_status guard_object(struct bfe_session *s, const struct object *o, uint32_t rights);
MUST_CHECK enum wfp_status guard_layer(struct bfe_session *s, uint16_t layer, uint32_t rights);
/* The descriptor of an object that is added: the caller's with what its container gives, or that alone.
 * WFP_ACCESS_DENIED for an owner that the caller may not name. */
MUST_CHECK enum wfp_status guard_new_object(struct bfe_session *s, struct object *o, const struct byte_blob *sd);
/* The descriptor that the last run left; NULL: its container's default. */
MUST_CHECK enum wfp_status guard_loaded_object(struct bfe *b, struct object *o, const struct byte_blob *sd);

/* What a session remembers of its last checks and additions. */
struct guard_memory {
    struct descriptor *asked;   /* counted: another one could come to stand at the address of one that went */
    uint32_t           granted; /* rights that it was found to grant */
    struct descriptor *made[CONTAINER_COUNT]; /* what an object without a descriptor of its own gets */
};
void guard_forget(struct guard_memory *m);

MUST_CHECK enum wfp_status guard_init(struct bfe *b);
void guard_fini(struct bfe *b);

#endif
