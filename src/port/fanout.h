/* Packet sockets of several threads that share an interface: each frame comes to one of them, all frames of a flow in both directions
 * to the same one, and all fragments of a datagram too. Private to port/. */
#ifndef WFP_PORT_FANOUT_H
#define WFP_PORT_FANOUT_H

#include <stdbool.h>

/* The socket hears nothing until it has joined: bound, it would hear what the others do. */
bool fanout_deafen(int fd);
/* The first one (queue 0) makes *group; then each in turn, bound. False: errno says why. */
bool fanout_join(int fd, unsigned queue, int *group);

#endif
