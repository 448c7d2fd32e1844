/* The machine's interfaces. */
#include "api_um/interfaces.h"

#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netpacket/packet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static size_t address_size(const struct sockaddr *a)
{
    return a->sa_family == AF_INET ? sizeof(struct sockaddr_in) : a->sa_family == AF_INET6 ? sizeof(struct sockaddr_in6) : 0;
}

/* Bits of a mask. */
static uint8_t prefix_of(const struct sockaddr *mask)
{
    const uint8_t *b = mask->sa_family == AF_INET ? (const uint8_t *)&((const struct sockaddr_in *)mask)->sin_addr
                                                  : (const uint8_t *)&((const struct sockaddr_in6 *)mask)->sin6_addr;
    size_t  n = mask->sa_family == AF_INET ? 4 : 16;
    uint8_t bits = 0;
    for (size_t i = 0; i < n; i++)
        bits = (uint8_t)(bits + __builtin_popcount(b[i]));
    return bits;
}

static unsigned mtu_of(const char *name)
{
    struct ifreq ask = { 0 };
    int          fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    snprintf(ask.ifr_name, sizeof(ask.ifr_name), "%s", name);
    int err = fd < 0 || ioctl(fd, SIOCGIFMTU, &ask);
    if (fd >= 0)
        close(fd);
    return err ? 0 : (unsigned)ask.ifr_mtu;
}

static void fill_row(const struct ifaddrs *a, struct interface_row *row)
{
    const struct sockaddr_ll *link = (const struct sockaddr_ll *)a->ifa_addr;
    *row = (struct interface_row){ .index = (unsigned)link->sll_ifindex, .mtu = mtu_of(a->ifa_name),
                                   .up = (a->ifa_flags & IFF_UP) && (a->ifa_flags & IFF_RUNNING),
                                   .loopback = a->ifa_flags & IFF_LOOPBACK, .multicast = a->ifa_flags & IFF_MULTICAST,
                                   .point_to_point = a->ifa_flags & IFF_POINTOPOINT,
                                   .mac_size = link->sll_halen <= 8 && !(a->ifa_flags & IFF_LOOPBACK) ? link->sll_halen : 0 };
    snprintf(row->name, sizeof(row->name), "%s", a->ifa_name);
    memcpy(row->mac, link->sll_addr, row->mac_size);
}

static void fill_address(const struct ifaddrs *a, struct interface_address *out)
{
    *out = (struct interface_address){ .index = if_nametoindex(a->ifa_name),
                                       .prefix = a->ifa_netmask ? prefix_of(a->ifa_netmask) : 0 };
    out->address.family = a->ifa_addr->sa_family == AF_INET ? HOST_INET : HOST_INET6;
    out->address.size = (uint32_t)address_size(a->ifa_addr);
    memcpy(out->address.bytes, a->ifa_addr, out->address.size);
}

bool interfaces_read(struct interface_row **rows, size_t *row_count, struct interface_address **addresses, size_t *address_count)
{
    struct ifaddrs *list;
    size_t          n = 0, links = 0, names = 0;
    if (getifaddrs(&list))
        return false;
    for (struct ifaddrs *a = list; a; a = a->ifa_next)
        n++;
    struct interface_row     *r = calloc(n ? n : 1, sizeof(*r));
    struct interface_address *d = calloc(n ? n : 1, sizeof(*d));
    for (struct ifaddrs *a = list; r && d && a; a = a->ifa_next) {
        if (a->ifa_addr && a->ifa_addr->sa_family == AF_PACKET)
            fill_row(a, &r[links++]);
        else if (a->ifa_addr && address_size(a->ifa_addr))
            fill_address(a, &d[names++]);
    }
    freeifaddrs(list);
    if (!r || !d) {
        free(r);
        free(d);
        errno = ENOMEM;
        return false;
    }
    *rows = r;
    *row_count = links;
    *addresses = d;
    *address_count = names;
    return true;
}

unsigned interface_index(const char *name)
{
    return if_nametoindex(name);
}

bool interface_name(unsigned index, char out[INTERFACE_NAME])
{
    char name[IF_NAMESIZE];
    if (!if_indextoname(index, name))
        return false;
    snprintf(out, INTERFACE_NAME, "%s", name);
    return true;
}

static bool same_host(const struct host_address *a, const struct host_address *b)
{
    size_t at = a->family == HOST_INET ? offsetof(struct sockaddr_in, sin_addr) : offsetof(struct sockaddr_in6, sin6_addr);
    size_t size = a->family == HOST_INET ? 4 : 16;
    return a->family == b->family && memcmp(a->bytes + at, b->bytes + at, size) == 0;
}

static unsigned interface_with(const struct host_address *local)
{
    struct interface_row     *rows;
    struct interface_address *addresses;
    size_t                    n, count;
    unsigned                  found = 0;
    if (!interfaces_read(&rows, &n, &addresses, &count))
        return 0;
    for (size_t i = 0; !found && i < count; i++)
        found = same_host(&addresses[i].address, local) ? addresses[i].index : 0;
    free(rows);
    free(addresses);
    if (!found)
        errno = ENETUNREACH;
    return found;
}

/* Connecting a datagram socket asks the routing table and sends nothing. */
unsigned interface_towards(const struct host_address *address)
{
    struct host_address to = *address, local;
    int                 fd = host_socket(to.family, 2, 0);
    if (fd < 0)
        return 0;
    if (to.bytes[2] == 0 && to.bytes[3] == 0)
        to.bytes[3] = 9; /* any port: some kernels refuse none */
    int err = host_connect(fd, &to) || host_name(fd, false, &local) ? errno : 0;
    host_close(fd);
    errno = err;
    return err ? 0 : interface_with(&local);
}
