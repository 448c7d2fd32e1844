/* The live host: ports, a virtual switch or a gateway between them, workers that walk frames, the drivers that were loaded; in
 * the foreground (`wfp run`) and in the daemon. */
#ifndef WFP_HOST_LIVE_H
#define WFP_HOST_LIVE_H

#include "host/kernel.h"
#include "port/port.h"
#include "vswitch/switch.h"

#define LIVE_ERROR_SIZE 1024

struct live;

struct live_config {
    struct kernel *kernel;  /* its policy, its drivers; borrowed */
    unsigned       workers; /* 0: one a core */
    /* A line for people (a port went down, a frame could not be sent ...). From any thread. */
    void (*log)(void *context, const char *line);
    void *context;
};

/* No worker runs until live_start(). */
MUST_CHECK enum wfp_status live_new(const struct live_config *config, struct live **out);
/* Stops when it runs; what is in flight leaves first. */
void live_free(struct live *l);
MUST_CHECK enum wfp_status live_start(struct live *l, char why[LIVE_ERROR_SIZE]);
/* Takes no new frames; those in flight, held or injected are finished; then the workers end. */
void live_stop(struct live *l);

/* Switches. Any thread, also while it runs. `why` is one line. */
MUST_CHECK enum wfp_status live_switch_add(struct live *l, const struct vswitch_config *config, char why[LIVE_ERROR_SIZE]);
MUST_CHECK enum wfp_status live_switch_delete(struct live *l, const char *name, char why[LIVE_ERROR_SIZE]);
/* A port of the switch with a NIC on it that is plugged into the device `spec` (port/port.h). */
struct live_port {
    const char        *spec;
    struct switch_port port; /* id 0: the next free one; name empty: the device's */
    struct switch_nic  nic;  /* port_id is set here; interface_id zero: made from the names, stably */
};
MUST_CHECK enum wfp_status live_port_add(struct live *l, const char *name, const struct live_port *port, char why[LIVE_ERROR_SIZE]);
MUST_CHECK enum wfp_status live_port_delete(struct live *l, const char *name, const char *device, char why[LIVE_ERROR_SIZE]);

#endif
