/* Small frames on their way out of a packet port: a ring of slots that the kernel empties, at one system call for many and with less
 * effort for each than sendmmsg() makes. Owner thread. Private to port/. */
#ifndef WFP_PORT_PACKET_OUT_H
#define WFP_PORT_PACKET_OUT_H

#include <stdbool.h>

#include "pkt/frame.h"

#define PACKET_OUT_MOST 384u /* bytes of a frame */

struct packet_out {
    int      fd;
    uint8_t *ring;    /* MAP_FAILED: there is none, and it takes nothing */
    unsigned next;    /* the slot to fill */
    unsigned waiting; /* those before it that the kernel was not told of */
};

/* Has a socket of its own: one with such a ring sends nothing else. */
void packet_out_open(struct packet_out *o, uint32_t index);
void packet_out_close(struct packet_out *o);
/* It is a frame for the ring. */
bool packet_out_takes(const struct frame *f);
/* False: it is not, or there is no room. */
bool packet_out_put(struct packet_out *o, const struct frame *f);
/* The kernel sends what was put, in this order. How many it took; the others are forgotten, and *err is why. */
unsigned packet_out_flush(struct packet_out *o, int *err);

#endif
