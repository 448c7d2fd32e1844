/* What encoding and decoding share inside this module. */
#ifndef WFP_RECORD_WALK_H
#define WFP_RECORD_WALK_H

#include "record/record.h"
#include "record/type.h"

#define RECORD_SIZE_MAX (64u << 20) /* of a block, and of what is encoded */

/* The bytes of a SID whose first two bytes can be read; 0 when it claims more subauthorities than a SID can have. */
size_t record_sid_size(const uint8_t *sid);

#endif
