/* Addresses off the wire. Private to pkt/; the public functions of addresses are in headers.h. */
#ifndef WFP_PKT_IP_ADDR_H
#define WFP_PKT_IP_ADDR_H

#include "pkt/headers.h"

/* Into zeroed memory; a struct returned by value costs a stalled store-to-load forward on the hot path. */
static inline void ip_addr_set(struct ip_addr *a, enum family family, const uint8_t *wire)
{
    a->family = (uint8_t)family;
    memcpy(a->bytes, wire, family == FAMILY_V4 ? 4 : 16);
}

#endif
