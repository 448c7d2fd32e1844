/* Records as JSON and back, exactly. Members have their public names; numbers are numbers, those of 64 bits strings of decimal
 * digits; enumerators are their public names, flags arrays of them (numbers are taken too, and given where there is no name);
 * GUIDs, IP addresses and SIDs are their text; blobs and fixed bytes are hex; strings are UTF-8. What UTF-8 cannot say is
 * { "utf16": hex }, and 8-bit text that is none { "bytes": hex }. A count is the length of its array, and of a union only what
 * its discriminator selects is there. NULL pointers and empty structures in place are left out.
 *
 * Any thread; nothing is kept. */
#ifndef WFP_RECORD_RECORD_JSON_H
#define WFP_RECORD_RECORD_JSON_H

#include <jansson.h>

#include "record/record.h"

struct record_fault {
    char path[192]; /* of the member: filterCondition[2].conditionValue.uint16; "" is the whole */
    char text[128]; /* what is wrong with it, without a full stop */
};

/* The caller json_decref()s it. WFP_INVALID_ENUMERATOR, WFP_NULL_POINTER, WFP_INVALID_PARAMETER: as record_encode();
 * WFP_NO_MEMORY. */
MUST_CHECK enum wfp_status record_to_json(const struct record_type *t, const void *record, json_t **out);
/* One block of malloc(). On WFP_INVALID_PARAMETER, WFP_INVALID_ENUMERATOR and WFP_NULL_POINTER *fault says where and why. */
MUST_CHECK enum wfp_status record_from_json(const struct record_type *t, const json_t *value, void **block,
                                            struct record_fault *fault);

#endif
