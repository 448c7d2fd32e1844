/* A 64-bit checksum against disks that forget and bits that flip; no protection from somebody who wants to deceive. */
#ifndef WFP_STORE_CHECKSUM_H
#define WFP_STORE_CHECKSUM_H

#include "base/bytes.h"

/* The same bytes give the same sum on every machine. A difference within one eight-byte word is always noticed, any other is
 * missed once in 2^64. */
uint64_t checksum(struct bytes data);

#endif
