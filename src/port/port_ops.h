/* What a kind of port brings, and what open.c and port.c keep for all of them. Private to port/. */
#ifndef WFP_PORT_PORT_OPS_H
#define WFP_PORT_PORT_OPS_H

#include <stdatomic.h>
#include <stdio.h>

#include "pkt/segment.h"
#include "port/attention.h"
#include "port/device.h"
#include "port/port.h"

#define PORT_MAX_QUEUES 64u

/* Of one queue; owner thread writes, anybody reads. */
struct port_counters {
    _Atomic uint64_t received, received_bytes, sent, sent_bytes, receive_dropped, send_dropped, runts, oversized, truncated, malformed;
};

/* The one writer needs no locked instruction. */
static inline void count(_Atomic uint64_t *counter, uint64_t n)
{
    atomic_store_explicit(counter, atomic_load_explicit(counter, memory_order_relaxed) + n, memory_order_relaxed);
}

struct port_ops {
    const char *kind;
    /* `rest` is the spec behind "KIND:". Fills name, device, queues, takes and `own`; the caller frees what it allocated itself. */
    enum wfp_status (*open)(struct port *p, const struct port_config *config, const char *rest, char error[PORT_ERROR_SIZE]);
    void (*close)(struct port *p); /* also after an open that failed half-way */
    int (*fd)(struct port *p, unsigned queue);
    /* As the device gives them: with offload, too short ones too. */
    unsigned (*receive)(struct port *p, unsigned queue, struct frame *frames, unsigned max);
    /* Of the kinds in `takes`, no longer than the device's MTU allows. Counts what it does not take. */
    unsigned (*send)(struct port *p, unsigned queue, const struct frame *frames, unsigned count);
    void (*flush)(struct port *p, unsigned queue); /* NULL: nothing */
    enum port_state (*state)(struct port *p);
    bool (*failed)(struct port *p, unsigned queue); /* takes the error that makes the descriptor ready. NULL: there is none */
    /* Adds what the kernel counted. NULL: nothing. Any thread. */
    void (*stats)(const struct port *p, struct port_stats *out);
};

/* Bits of port.takes. */
#define PORT_TAKES_CHECKSUM 1u
#define PORT_TAKES(gso)     (1u << (gso)) /* enum frame_gso, not NONE: bits 1 ... 3 */
#define PORT_TAKES_ALL      (PORT_TAKES_CHECKSUM | PORT_TAKES(FRAME_GSO_TCPV4) | PORT_TAKES(FRAME_GSO_TCPV6) | PORT_TAKES(FRAME_GSO_UDP))

/* A large frame being cut; each direction has its own, for what was received is in use while others are sent. */
struct port_cutter {
    struct segments of;
    bool            busy;
    uint8_t        *scratch; /* the finished copies of one batch; NULL until one is needed */
};

/* Owner thread. */
struct port_queue {
    struct port_counters counters;
    int                  poll_fd; /* the device's descriptor, and on queue 0 the watch on the interface */
    int                  more_fd; /* an eventfd: raw[] holds what is not handed over yet, or the owner looks by itself; -1: never */
    bool                 more;    /* it is readable */
    struct attention     attention; /* awake: the device's descriptor is not in poll_fd */
    bool                 unhooked; /* the device is gone: its descriptor is always ready */
    struct frame         raw[PORT_BATCH]; /* received, not handed over yet */
    unsigned             raw_next, raw_count;
    unsigned             idle; /* receptions in a row that found nothing */
    struct port_cutter   in;  /* of raw[raw_next], when busy */
    struct port_cutter   out;
};

struct port {
    const struct port_ops *ops;
    char                   name[64];
    struct device          device; /* index 0: none */
    unsigned               queues;
    unsigned               takes;
    bool                   hand_over_offload; /* config.offload */
    _Atomic int            state;             /* enum port_state as last looked at */
    int                    watch;             /* netlink; -1: none */
    _Atomic uint32_t       mtu;
    struct port_queue     *queue;
    void                  *own; /* of the kind */
};

extern const struct port_ops tap_port_ops, packet_port_ops, xdp_port_ops, pcap_port_ops, loop_port_ops;

/* Makes poll_fd readable when fd is. */
bool port_hook(int poll_fd, int fd);

/* For kinds whose device is an interface that is there: name and device, when it may be a port. */
MUST_CHECK enum wfp_status port_take_interface(struct port *p, const struct port_config *config, const char *name, char error[PORT_ERROR_SIZE]);
/* "NAME: ..." in one line; returns `status`. */
enum wfp_status port_say(char error[PORT_ERROR_SIZE], enum wfp_status status, const char *name, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* For errno of a system call that opens a device: what is missing, and how to mend it. */
enum wfp_status port_say_errno(char error[PORT_ERROR_SIZE], const char *name, const char *what, int err);

#endif
