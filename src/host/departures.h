/* Frames that leave by a port together, when the frames that came together have been walked: one system call for all of them. Owner
 * thread: the one that has the queue. */
#ifndef WFP_HOST_DEPARTURES_H
#define WFP_HOST_DEPARTURES_H

#include "port/port.h"

#define DEPARTURES_BYTES (128u * 1024)

struct departures {
    struct frame frames[PORT_BATCH];
    unsigned     count, queue;
    size_t       used;
    uint8_t      bytes[DEPARTURES_BYTES];
};

/* Copied; in this order with all that was put before, also where it is too large to wait. */
void departures_put(struct departures *d, struct port *port, struct bytes frame);
/* What waits is given to the port. */
void departures_flush(struct departures *d, struct port *port);

#endif
