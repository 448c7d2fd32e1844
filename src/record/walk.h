/* What encoding and decoding share inside this module. */
#ifndef WFP_RECORD_WALK_H
#define WFP_RECORD_WALK_H

#include "record/record.h"
#include "record/type.h"

#define RECORD_SIZE_MAX (64u << 20) /* of a block, and of what is encoded */

/* The bytes of a SID whose first two bytes can be read; 0 when they are not those of a SID: revision 1, up to 15
 * subauthorities. */
size_t record_sid_size(const uint8_t *sid);

#endif
