/* The steps that a new descriptor and a changed one share (inherit.h, info.h), on a descriptor taken apart. Private to this
 * module. Entries go to the arena; errors as in inherit.h. */
#ifndef WFP_SECURITY_PARTS_H
#define WFP_SECURITY_PARTS_H

#include "security/descriptor.h"

/* Makes the entries the object's own: applied to its owner and group, without the mark ACE_INHERITED. Those that had the mark
 * are left out, or taken too when `adopt` is set. */
MUST_CHECK enum wfp_status parts_own(struct sd_parts *p, bool adopt, struct arena *arena);

/* Puts what `parent` (NULL: nothing) gives behind the entries, unless they are protected or no list. */
MUST_CHECK enum wfp_status parts_inherit(struct sd_parts *p, const struct byte_blob *parent, bool is_container,
                                         struct arena *arena);

#endif
