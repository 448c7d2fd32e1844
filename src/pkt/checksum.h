/* The Internet checksum (RFC 1071). Private to pkt/. */
#ifndef WFP_PKT_CHECKSUM_H
#define WFP_PKT_CHECKSUM_H

#include "base/bytes.h"

/* Over a header with the right checksum this gives 0, over one whose checksum member is 0 the value to put there. */
uint16_t ip_checksum(struct bytes header);

#endif
