/* Names that policy files may write instead of numbers, by field: "tcp", "inbound", "multicast", "IS_LOOPBACK". */
#ifndef WFP_POLICY_VALUE_NAMES_H
#define WFP_POLICY_VALUE_NAMES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/suggest.h"
#include "model/schema.h"

/* Any letter case; flag names also without their prefix and without underscores. False when the field has no such name. */
bool value_name_find(enum field_id field, const char *name, uint64_t *out);
/* True when the field's values have names. */
bool value_names_any(enum field_id field);
/* Offers every name of the field's values. */
void value_names_offer(enum field_id field, struct suggest *s);

#endif
