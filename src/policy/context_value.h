/* What a provider context holds, as JSON and back: FWPM_PROVIDER_CONTEXT3 with "type" and the member that the type selects
 * alone. */
#ifndef WFP_POLICY_CONTEXT_VALUE_H
#define WFP_POLICY_CONTEXT_VALUE_H

#include "base/arena.h"
#include "model/value.h"
#include "record/record_json.h"

/* WFP_BAD_DATA and the statuses of record_from_json(); *fault says where. The bytes are in the arena. */
MUST_CHECK enum wfp_status context_value_read(const json_t *json, struct arena *arena, uint32_t *type, struct byte_blob *value,
                                              struct record_fault *fault);
/* The caller json_decref()s it. Bytes that are none, of a built-in context, give null. */
MUST_CHECK enum wfp_status context_value_json(const struct byte_blob *value, json_t **out);

#endif
