#include "host/departures.h"

void departures_flush(struct departures *d, struct port *port)
{
    if (d->count)
        (void)port_send(port, d->queue, d->frames, d->count); /* what it does not take it counts */
    d->count = 0;
    d->used = 0;
}

void departures_put(struct departures *d, struct port *port, struct bytes frame)
{
    const struct frame now = { .bytes = frame };
    size_t             size = bytes_left(&frame);
    if (d->count == PORT_BATCH || size > DEPARTURES_BYTES - d->used)
        departures_flush(d, port);
    if (size > DEPARTURES_BYTES) {
        (void)port_send(port, d->queue, &now, 1);
        return;
    }
    uint8_t *room = &d->bytes[d->used];
    memcpy(room, frame.at, size);
    d->frames[d->count++] = (struct frame){ .bytes = bytes_of(room, size) };
    d->used += size;
}
