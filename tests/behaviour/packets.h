/* Packets written as text, built into frames. A built packet remembers where its parts begin, by its own arithmetic and
 * not by the parser's, so that checks of data offsets compare two independent counts.
 *
 *   packet  [at SECONDS] WHAT SOURCE > DESTINATION [DETAIL ...]
 *
 * README.md lists the kinds and details. */
#ifndef WFP_BEHAVIOUR_PACKETS_H
#define WFP_BEHAVIOUR_PACKETS_H

#include "frames.h"

/* Offsets in `frame`; of a fragment, `whole` holds the datagram before it was cut, without a link header. */
struct packet {
    struct frame frame, whole;
    uint32_t     ip, transport, data, inner_ip;
    uint32_t     whole_transport, whole_data;
    size_t       captured; /* bytes of the frame that the capture kept */
};

struct run;
struct words;

/* "at SECONDS", or a millisecond later: sets run->now_ns. */
void packet_time(struct words *w);

/* Builds the packet of the current statement into run->packet, sets run->now_ns. */
void packet_build(struct run *r);

/* Sets the link layer of the packets that follow: "link raw|ethernet|cooked". */
void packet_link(struct run *r);

/* The bytes from a named place on: mac, ip, transport, data, inner-ip, whole-transport, whole-data. A failure for other
 * words. */
struct bytes packet_from(struct run *r, const char *place);

#endif
