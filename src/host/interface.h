/* The interfaces of a machine that has live ports, as its stack numbers them: by their index here, and by a NET_LUID made of it. */
#ifndef WFP_HOST_INTERFACE_H
#define WFP_HOST_INTERFACE_H

#include "port/port.h"
#include "shim/shim.h"

/* A port's: index 0 where it is no interface of the machine, and then nothing is known of it. */
struct shim_interface interface_of_port(const struct port *p);
/* With this index among them, or loopback, which every machine has; NULL: there is none. */
const struct shim_interface *interface_find(const struct shim_interface *all, unsigned count, uint32_t index);

/* What a frame is said to have come by; NULL: nothing is known. */
static inline const struct shim_interface *interface_if_known(const struct shim_interface *i)
{
    return i->index ? i : NULL;
}

#endif
