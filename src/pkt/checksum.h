/* The Internet checksum (RFC 1071). */
#ifndef WFP_PKT_CHECKSUM_H
#define WFP_PKT_CHECKSUM_H

#include "base/bytes.h"
#include "pkt/headers.h"

/* Over a header with the right checksum this gives 0, over one whose checksum member is 0 the value to put there. */
uint16_t ip_checksum(struct bytes header);

/* Of the TCP, UDP or ICMP message that `h` describes in `packet`. True as well where there is nothing to check: another protocol,
 * a fragment, bytes that are not there. */
bool transport_checksum_is_right(const struct headers *h, struct bytes packet);

#endif
