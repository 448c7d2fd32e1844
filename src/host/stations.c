#include "host/stations.h"

static unsigned place_of(const struct ip_addr *a)
{
    uint64_t w[2];
    memcpy(w, a->bytes, sizeof(w));
    uint64_t hash = (w[0] ^ w[1] * 0x9e3779b97f4a7c15ull ^ a->family) * 0xff51afd7ed558ccdull;
    return (unsigned)(hash >> 48) % STATION_COUNT;
}

void stations_note(struct stations *s, const struct ip_addr *a, const uint8_t mac[6])
{
    struct station *to = &s->of[place_of(a)];
    if (a->family == FAMILY_NONE || (mac[0] & 1) || ip_addr_is(a, ADDR_MULTICAST) || ip_addr_is(a, ADDR_UNSPECIFIED) ||
        ip_addr_is(a, ADDR_BROADCAST))
        return;
    to->addr = *a;
    memcpy(to->mac, mac, 6);
}

const uint8_t *stations_find(const struct stations *s, const struct ip_addr *a)
{
    const struct station *at = &s->of[place_of(a)];
    return ip_addr_equal(&at->addr, a) ? at->mac : NULL;
}
