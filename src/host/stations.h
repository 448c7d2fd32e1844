/* Which station has which address, as frames have shown it: for packets that get a link header here, because a driver made them.
 * Bounded: a new address may take the place of another one. One thread. */
#ifndef WFP_HOST_STATIONS_H
#define WFP_HOST_STATIONS_H

#include <stdbool.h>

#include "pkt/headers.h"

#define STATION_COUNT 4096u

struct station {
    struct ip_addr addr;
    uint8_t        mac[6];
};

struct stations {
    struct station of[STATION_COUNT];
};

/* Multicast and unspecified addresses, and group MACs, are not noted. */
void stations_note(struct stations *s, const struct ip_addr *a, const uint8_t mac[6]);
/* NULL: not seen. */
const uint8_t *stations_find(const struct stations *s, const struct ip_addr *a);

#endif
