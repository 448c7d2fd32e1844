/* IP headers put in front of transport packets, or put in the place of the one that is there. Any thread that owns the list. */
#ifndef WFP_PKT_IP_HEADER_H
#define WFP_PKT_IP_HEADER_H

#include "base/status.h"
#include "model/schema.h"
#include "pkt/nbl_layout.h"

struct ip_header_wanted {
    enum family    family;
    const uint8_t *src, *dst; /* network order */
    uint8_t        protocol;  /* that of the transport header */
    uint32_t       old_size;  /* of the header that the data begin with, with IPsec and extension headers; 0: there is none */
    int            hop_limit, traffic_class; /* -1: those of the old header; without one, a new packet's */
};

/* Every NET_BUFFER of the list begins with a pointer-aligned IP header afterwards (D-082, D-083): IPv4 options and the other
 * members of an old header are kept, what followed it before the transport header is gone. Its checksum is right, and so is
 * that of the transport header (D-050); nothing is left for an adapter to compute or to cut. A header for a clone is memory of
 * its own, which lives as long as the list: the parent's header stays what it was. WFP_INVALID_ARGUMENT: an indicated list
 * (D-084), an old header in a list of several NET_BUFFERs, no such header, or more data than a packet holds. WFP_NO_MEMORY.
 * After an error no header has changed. */
MUST_CHECK enum wfp_status nbl_construct_ip_header(NET_BUFFER_LIST *nbl, const struct ip_header_wanted *wanted);

#endif
