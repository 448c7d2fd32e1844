#include "host/spread.h"

#include "pkt/nb.h"

/* Bytes at the front of a packet that are enough to know its conversation. */
#define FRONT 128u

static uint64_t words_of(const void *data, size_t size)
{
    uint64_t w[2] = { 0 };
    memcpy(w, data, size);
    return w[0] * 0x9e3779b97f4a7c15u + w[1];
}

static uint32_t fold(uint64_t h)
{
    h ^= h >> 29;
    h *= 0xbf58476d1ce4e5b9u;
    return (uint32_t)(h >> 32);
}

/* Sums, so that neither direction is the first. */
static uint32_t spread_of(const struct headers *h)
{
    if (h->family != FAMILY_NONE)
        return fold(words_of(h->src.bytes, 16) + words_of(h->dst.bytes, 16) + h->protocol);
    if (h->has_mac)
        return fold(words_of(h->mac_src, 6) + words_of(h->mac_dst, 6) + h->ether_type);
    return 0;
}

uint32_t spread_of_frame(struct bytes frame)
{
    struct headers h;
    (void)headers_parse(LINK_ETHERNET, frame, (uint32_t)bytes_left(&frame), 0, &h);
    return spread_of(&h);
}

uint32_t spread_of_injection(const struct injection *i)
{
    uint8_t           storage[FRONT];
    const NET_BUFFER *nb = i->nbl->FirstNetBuffer;
    uint32_t          length = nb ? nb_length(nb) : 0, n = length < FRONT ? length : FRONT;
    const void       *data = n ? nb_data(nb, n, storage) : NULL;
    struct headers    h;
    if (!data || i->path == INJECTION_TRANSPORT_SEND || i->path == INJECTION_TRANSPORT_RECEIVE)
        return 0;
    if (i->path >= INJECTION_IP_PATHS)
        (void)headers_parse(LINK_ETHERNET, bytes_of(data, n), length, 0, &h);
    else
        (void)headers_parse_ip(bytes_of(data, n), length, 0, &h);
    return spread_of(&h);
}
