/* What the kernel says of a network interface, and a watch on its changes. Private to port/. */
#ifndef WFP_PORT_DEVICE_H
#define WFP_PORT_DEVICE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"

struct device {
    char     name[16];
    uint32_t index, mtu;
    uint8_t  mac[6];
    bool     up;      /* administratively */
    bool     running; /* and with a carrier */
    bool     is_ethernet;
    bool     is_loopback;
};

/* In the calling thread's network namespace. On failure errno tells, too; ENODEV with WFP_NOT_FOUND. */
MUST_CHECK enum wfp_status device_find(const char *name, struct device *out);
/* The same by index, so that a renamed one is found and one that came back under the old name is not. */
MUST_CHECK enum wfp_status device_look(uint32_t index, struct device *out);
/* True: it is up now. */
MUST_CHECK bool device_set_up(const char *name);
bool device_is_tap(const char *name);
/* At least 1, also where the driver does not say. */
unsigned device_receive_queues(const char *name);
/* Until the descriptor is closed the interface takes what is for other stations too (promiscuous mode). -1: errno tells. */
int device_hear_all(uint32_t index);

/* A socket that is readable after an interface of the namespace has changed; -1: errno tells. */
int device_watch(void);
/* Takes what is there. False: nothing was. */
bool device_watch_take(int watch);

#endif
