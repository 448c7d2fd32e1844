/* The machine's interfaces, seen through Linux' headers (see net_host.h). Any thread. */
#ifndef WFP_API_UM_INTERFACES_H
#define WFP_API_UM_INTERFACES_H

#include "api_um/net_host.h"

enum { INTERFACE_NAME = 32 };

struct interface_row {
    unsigned index;
    char     name[INTERFACE_NAME];
    uint8_t  mac[8];
    unsigned mac_size, mtu;
    bool     up, loopback, multicast, point_to_point;
};

struct interface_address {
    unsigned            index; /* the interface's */
    struct host_address address;
    uint8_t             prefix;
};

/* New arrays from malloc; false with errno. */
bool interfaces_read(struct interface_row **rows, size_t *row_count, struct interface_address **addresses, size_t *address_count);
/* 0 when there is none. */
unsigned interface_index(const char *name);
bool     interface_name(unsigned index, char out[INTERFACE_NAME]);
/* The interface that a packet to the address would leave through; 0 with errno. */
unsigned interface_towards(const struct host_address *address);

#endif
