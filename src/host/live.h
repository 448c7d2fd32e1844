/* The live host: ports, virtual switches between them, workers that walk frames, the drivers that were loaded; in the foreground
 * (`wfp run`) and in the daemon. */
#ifndef WFP_HOST_LIVE_H
#define WFP_HOST_LIVE_H

#include "host/kernel.h"
#include "port/port.h"
#include "vswitch/control.h"

#define LIVE_ERROR_SIZE  1024
#define LIVE_MAX_PORTS   256u /* of all switches */
#define LIVE_MAX_WORKERS 64u
#define LIVE_HOST_SIZE   512u
#define LIVE_HOST_LEARNS "learn"

struct classify_out; /* engine/classify.h */
struct json;         /* base/json.h */
struct layer_row;
struct live;

struct live_config {
    struct kernel *kernel;  /* its policy, its drivers; borrowed */
    unsigned       workers; /* 0: one a core, and no more threads at work than the traffic needs; else each has its own thread */
    bool           restless; /* (tests) workers, however many, change threads as often as they may */
    /* A line for people (a port went down, a frame could not be sent ...). From any thread. NULL: nobody hears it. */
    void (*log)(void *context, const char *line);
    /* Told of every classify that blocks, on the worker's thread, with the walk as it is; waits for nothing. NULL: nobody is. */
    void (*blocked)(void *context, const struct pkt_ctx *walk, const struct layer_row *layer, const struct classify_out *out);
    void *context;
};

/* No worker runs until live_start(). */
MUST_CHECK enum wfp_status live_new(const struct live_config *config, struct live **out);
/* Stops when it runs; what is in flight leaves first. Drivers are unloaded afterwards. */
void live_free(struct live *l);
MUST_CHECK enum wfp_status live_start(struct live *l, char why[LIVE_ERROR_SIZE]);
/* The two halves of it: workers that serve drivers, but receive nothing yet, and then do. */
MUST_CHECK enum wfp_status live_begin(struct live *l, char why[LIVE_ERROR_SIZE]);
void live_receive(struct live *l);
/* Takes no new frames; those that have come, are held or injected are finished; then the workers end. */
void live_stop(struct live *l);
unsigned live_workers(const struct live *l);
/* How many threads do their turns at the moment. Any thread. */
unsigned live_threads(const struct live *l);
/* How many those are of a host that wants so many. 0: one for each core that this process may use. */
unsigned live_workers_of(unsigned wanted);
/* Nothing can come any more: every port is a capture file that has ended, or gone, and what came was walked. Any thread. */
bool live_is_over(struct live *l);

/* Switches. Any thread but a worker's, also while it runs. `why` is one line. */
MUST_CHECK enum wfp_status live_switch_add(struct live *l, const struct vswitch_config *config, char why[LIVE_ERROR_SIZE]);
MUST_CHECK enum wfp_status live_switch_delete(struct live *l, const char *name, char why[LIVE_ERROR_SIZE]);
/* Whether WFP looks at what goes through it; at first it does. */
MUST_CHECK enum wfp_status live_switch_inspect(struct live *l, const char *name, bool on, char why[LIVE_ERROR_SIZE]);
/* For those who make requests of their own, until the switch is deleted. NULL: there is none of this name. */
struct switch_control *live_switch_control(struct live *l, const char *name);
/* A port of the switch with a NIC on it that is plugged into the device `spec` (port/port.h). */
struct live_port {
    const char        *spec;
    struct port       *device; /* opened before, taken on success; NULL: `spec` is opened */
    struct switch_port port; /* id 0: the next free one; name empty: the device's */
    char               host[LIVE_HOST_SIZE]; /* the host's own side is behind it: its addresses, joined by +, or LIVE_HOST_LEARNS; "": no */
    struct switch_nic  nic;  /* port_id is set here; interface_id zero: made from the names, stably */
};
MUST_CHECK enum wfp_status live_port_add(struct live *l, const char *name, const struct live_port *port, char why[LIVE_ERROR_SIZE]);
/* `device` is the name of the device, the spec that it was opened with, or the port's. */
MUST_CHECK enum wfp_status live_port_delete(struct live *l, const char *name, const char *device, char why[LIVE_ERROR_SIZE]);
/* How a port of a live switch is opened; for those who open it before their process gives up its rights. */
struct port_config live_port_config(const struct live *l, const char *spec);
struct port_config live_port_config_of(unsigned workers, const char *spec);

/* --- what it has done ------------------------------------------------------------------------------------------------------- */

struct live_layer_stats {
    uint64_t classifies, permits, blocks, absorbed;
    uint64_t cached; /* classifies whose verdict was kept from an earlier one */
};
struct live_stats {
    uint64_t frames;    /* walked, injected ones included */
    uint64_t injected;
    uint64_t sent;      /* copies to destinations */
    uint64_t discarded; /* by the switch: no way for it */
    uint64_t blocked, absorbed; /* whole frames */
    uint64_t excluded;  /* destinations that a layer took out of a way which went on */
    uint64_t lost;      /* between workers: the other one was too busy */
};
/* Sums of what the workers count, each for itself. Any thread. */
void live_stats(struct live *l, struct live_stats *out);
void live_layer_stats(struct live *l, uint16_t layer, struct live_layer_stats *out);
/* All of it as one JSON value: switches (name NULL: all), their ports with NIC, VLAN and counters, learned addresses, layers.
 * WFP_NOT_FOUND: no such switch. */
MUST_CHECK enum wfp_status live_report(struct live *l, const char *name, struct json *out);

#endif
