/* Whether an object is one of those that a template selects. Private to BFE. */
#ifndef WFP_BFE_TEMPLATE_H
#define WFP_BFE_TEMPLATE_H

#include "bfe/enumerate.h"
#include "bfe/valueset.h"

/* A template with what it compares with worked out. */
struct selector {
    struct object_template t; /* borrows what the template reaches */
    struct arena           arena;
    struct shape           shape;
    const struct condition *sid; /* SIDs that are asked of security descriptors */
};

/* The template has been validated, or is NULL. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status selector_init(struct selector *s, const struct object_template *t);
void selector_fini(struct selector *s);
bool selector_takes(struct selector *s, const struct object *o);

#endif
