#include "host/interface.h"

/* IF_TYPE numbers of the IANA. */
enum { ETHERNET = 6, LOOPBACK = 24 };

/* NET_LUID (ifdef.h): 24 reserved bits, 24 bits of an index, 16 of the type. The index is ours to choose: Linux' own makes a LUID that
 * people can work out from what `ip link` prints. */
#define LUID(type, index) ((uint64_t)(type) << 48 | ((uint64_t)(index)&0xffffff) << 24)

/* Every port carries frames of Ethernet. */
struct shim_interface interface_of_port(const struct port *p)
{
    struct shim_interface i = { .index = port_index(p) };
    if (!i.index)
        return i;
    i.type = ETHERNET;
    i.luid = LUID(ETHERNET, i.index);
    i.has_mac = port_mac(p, i.mac);
    return i;
}

const struct shim_interface *interface_find(const struct shim_interface *all, unsigned count, uint32_t index)
{
    static const struct shim_interface loopback = { .index = LOOPBACK_INTERFACE, .type = LOOPBACK,
                                                    .luid = LUID(LOOPBACK, LOOPBACK_INTERFACE) };
    for (unsigned i = 0; index && i < count; i++)
        if (all[i].index == index)
            return &all[i];
    return index == LOOPBACK_INTERFACE ? &loopback : NULL;
}
