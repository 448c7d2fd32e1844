/* SOCKADDR_STORAGE: an address and port as Windows' structures carry them. */
#ifndef WFP_CALLOUT_SOCKET_ADDRESS_H
#define WFP_CALLOUT_SOCKET_ADDRESS_H

#include "pkt/headers.h"

struct socket_address {
    _Alignas(8) uint8_t bytes[128];
};

/* FAMILY_NONE: all zero. */
void socket_address_set(struct socket_address *s, const struct ip_addr *a, uint16_t port);
/* False: not an address of IPv4 or IPv6; nothing is written. */
bool socket_address_get(const struct socket_address *s, struct ip_addr *a, uint16_t *port);

#endif
