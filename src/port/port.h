/* Live ports: where frames come from and go to. A port is opened by a text:
 *
 *   tap:NAME       a TAP device, made when it is not there; IFF_VNET_HDR, one queue a worker
 *   packet:IFACE   an interface through AF_PACKET (a ring shared with the kernel), PACKET_FANOUT over the queues
 *   xdp:IFACE      an interface through AF_XDP
 *   pcap:IN[,OUT]  frames of a capture file, once; what is sent goes to OUT
 *   loop:NAME      memory; the two ports of one name in a process are joined (tests)
 *   IFACE          the best of these that the interface and this build allow
 *
 * Each queue belongs to one thread (owner thread) that receives and sends on it; the rest is for any thread. */
#ifndef WFP_PORT_PORT_H
#define WFP_PORT_PORT_H

#include <stdint.h>

#include "base/status.h"
#include "pkt/frame.h"

#define PORT_ERROR_SIZE 512
#define PORT_BATCH      64u /* frames of one call at most */

struct port;

enum port_state { PORT_UP, PORT_DOWN, PORT_GONE }; /* GONE: the device was removed; or the end of a capture file */

struct port_config {
    const char *spec;
    unsigned    queues;      /* 0: one */
    bool        promiscuous; /* takes what is for other stations too, and leaves nothing for the host's own stack: a switch's port */
    bool        offload;     /* may hand over and take frames with frame_offload; false: each is a finished frame */
};

struct port_stats {
    uint64_t received, received_bytes, sent, sent_bytes;
    uint64_t receive_dropped; /* the kernel had no room in our ring: queue overrun */
    uint64_t send_dropped;    /* the device took no more, or is down */
    uint64_t runts, oversized; /* too short for an Ethernet header; longer than the port can carry */
    uint64_t truncated;       /* frames of which the ring kept a part only: not handed over */
    uint64_t malformed;       /* what a frame leaves to hardware contradicts its bytes: not handed over, not sent */
};

/* On failure `error` is one line: what, where, how to mend it. WFP_NOT_FOUND: no such interface or file; WFP_ACCESS_DENIED:
 * CAP_NET_RAW or CAP_NET_ADMIN is missing; WFP_UNSUPPORTED: not in this build or not by this kernel. */
MUST_CHECK enum wfp_status port_open(const struct port_config *config, struct port **out, char error[PORT_ERROR_SIZE]);
void port_close(struct port *p); /* NULL: nothing */

const char *port_name(const struct port *p); /* of the interface */
const char *port_kind(const struct port *p); /* "tap", "packet", "xdp", "pcap", "loop" */
unsigned    port_queues(const struct port *p);
uint32_t    port_index(const struct port *p);  /* of the interface; 0: it has none */
uint32_t    port_mtu(const struct port *p);    /* bytes behind the Ethernet header */
bool        port_mac(const struct port *p, uint8_t out[6]); /* false: it has none */
bool        port_offload(const struct port *p); /* takes frames with frame_offload as they are */
enum port_state port_state(struct port *p); /* asks the device again; GONE is for good */

/* Readable when frames may be there, or the state changed. */
int port_fd(const struct port *p, unsigned queue);

/* Up to `max` (at most PORT_BATCH) frames that are there now, 0: none. Their bytes belong to the port, may be written to, and are
 * valid until the next port_receive() of the queue. Runts and truncated frames are counted and left out. */
unsigned port_receive(struct port *p, unsigned queue, struct frame *frames, unsigned max);
/* Sends in this order; the bytes are free when it returns, but may leave with port_flush() only. Where the port takes no
 * offload, large frames are cut into segments and checksums filled in. Returns how many were taken; the others are counted. */
unsigned port_send(struct port *p, unsigned queue, const struct frame *frames, unsigned count);
void port_flush(struct port *p, unsigned queue);

void port_stats(const struct port *p, struct port_stats *out);

#endif
