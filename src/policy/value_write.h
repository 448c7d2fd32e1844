/* A condition's value as a policy file writes it, such that value_read() gives exactly it again. */
#ifndef WFP_POLICY_VALUE_WRITE_H
#define WFP_POLICY_VALUE_WRITE_H

#include <jansson.h>

#include "base/status.h"
#include "model/filter.h"

/* Of a condition of a filter at `layer`. The caller json_decref()s it. WFP_UNSUPPORTED: no text says it; WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status value_write(const struct condition *c, const struct layer_row *layer, json_t **out);

#endif
