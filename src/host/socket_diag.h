/* The sockets of a network namespace, asked of the kernel one packet at a time (inet_diag): who would take it there? One thread. */
#ifndef WFP_HOST_SOCKET_DIAG_H
#define WFP_HOST_SOCKET_DIAG_H

#include "host/netlink.h"
#include "pkt/headers.h"

struct socket_diag;

struct socket_tuple {
    uint8_t        protocol; /* PROTO_TCP or PROTO_UDP: the kernel is asked of no others */
    struct ip_addr local, remote; /* remote unspecified: whoever listens there */
    uint16_t       local_port, remote_port;
};

struct socket_found {
    uint32_t inode; /* 0: the kernel's own, a connection that is over */
    uint32_t uid;
    bool     listens;
};

MUST_CHECK enum wfp_status socket_diag_new(const char *netns, struct socket_diag **out, char error[NETNS_ERROR_SIZE]);
void socket_diag_free(struct socket_diag *d);
/* WFP_NOT_FOUND: there is none. Another status: the kernel did not say. Some microseconds; more where it has to
 * look through all UDP sockets, because no socket takes datagrams of just this peer. */
MUST_CHECK enum wfp_status socket_diag_find(struct socket_diag *d, const struct socket_tuple *t, struct socket_found *out);

#endif
