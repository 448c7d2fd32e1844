/* Policy objects as a policy file writes them: reading what was written gives the same records again (run-time ids and what the
 * engine computes are left out). Keys are always written; what an object refers to is written as a name where that says the
 * same. */
#ifndef WFP_POLICY_POLICY_WRITE_H
#define WFP_POLICY_POLICY_WRITE_H

#include <jansson.h>

#include "base/status.h"
#include "model/filter.h"

/* A whole file's object. *at is the name of the object that has no form in a file: a value of such a kind that no text says it
 * (WFP_UNSUPPORTED). The caller json_decref()s the result. WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status policy_write(const struct policy *policy, json_t **out, const char **at);

/* One object as an element of its array; `among` has the objects that it refers to, and may be NULL. */
MUST_CHECK enum wfp_status policy_write_provider(const struct policy *among, const struct provider *p, json_t **out);
MUST_CHECK enum wfp_status policy_write_context(const struct policy *among, const struct provider_context *c, json_t **out);
MUST_CHECK enum wfp_status policy_write_sublayer(const struct policy *among, const struct sublayer *s, json_t **out);
MUST_CHECK enum wfp_status policy_write_callout(const struct policy *among, const struct callout *c, json_t **out);
MUST_CHECK enum wfp_status policy_write_filter(const struct policy *among, const struct filter *f, json_t **out);

#endif
