#include "callout/socket_address.h"

#define WINDOWS_AF_INET  2
#define WINDOWS_AF_INET6 23

/* SOCKADDR_IN and SOCKADDR_IN6, in the host's byte order but for port and address. */
struct address_v4 {
    uint16_t family;
    uint8_t  port[2], address[4];
};
struct address_v6 {
    uint16_t family;
    uint8_t  port[2];
    uint32_t flow_info;
    uint8_t  address[16];
    uint32_t scope;
};

void socket_address_set(struct socket_address *s, const struct ip_addr *a, uint16_t port)
{
    struct address_v6 v6 = { .family = WINDOWS_AF_INET6, .port = { (uint8_t)(port >> 8), (uint8_t)port } };
    struct address_v4 v4 = { .family = WINDOWS_AF_INET, .port = { v6.port[0], v6.port[1] } };
    memset(s, 0, sizeof(*s));
    if (a->family == FAMILY_V4) {
        memcpy(v4.address, a->bytes, sizeof(v4.address));
        memcpy(s->bytes, &v4, sizeof(v4));
    } else if (a->family == FAMILY_V6) {
        memcpy(v6.address, a->bytes, sizeof(v6.address));
        memcpy(s->bytes, &v6, sizeof(v6));
    }
}

static void set(struct ip_addr *a, enum family family, const uint8_t *address, size_t size)
{
    *a = (struct ip_addr){ .family = (uint8_t)family };
    memcpy(a->bytes, address, size);
}

bool socket_address_get(const struct socket_address *s, struct ip_addr *a, uint16_t *port)
{
    struct address_v6 v6;
    struct address_v4 v4;
    memcpy(&v6, s->bytes, sizeof(v6));
    memcpy(&v4, s->bytes, sizeof(v4));
    if (v4.family == WINDOWS_AF_INET)
        set(a, FAMILY_V4, v4.address, sizeof(v4.address));
    else if (v6.family == WINDOWS_AF_INET6)
        set(a, FAMILY_V6, v6.address, sizeof(v6.address));
    else
        return false;
    *port = (uint16_t)(v4.port[0] << 8 | v4.port[1]);
    return true;
}
