#include "host/socket_diag.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#define PATIENCE_US 100000 /* the kernel answers within the call; this is for one that does not answer at all */

struct socket_diag {
    int           fd;
    uint32_t      sequence;
    struct buffer room;
};

enum wfp_status socket_diag_new(const char *netns, struct socket_diag **out, char error[NETNS_ERROR_SIZE])
{
    struct timeval      patience = { .tv_usec = PATIENCE_US };
    struct socket_diag *d = calloc(1, sizeof(*d));
    if (!d)
        return WFP_NO_MEMORY;
    enum wfp_status err = netns_socket(netns, AF_NETLINK, SOCK_RAW, NETLINK_SOCK_DIAG, &d->fd, error);
    if (err) {
        free(d);
        return err;
    }
    buffer_init(&d->room);
    (void)setsockopt(d->fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
    *out = d;
    return WFP_OK;
}

void socket_diag_free(struct socket_diag *d)
{
    if (!d)
        return;
    close(d->fd);
    buffer_fini(&d->room);
    free(d);
}

static struct inet_diag_req_v2 request_of(const struct socket_tuple *t)
{
    struct inet_diag_req_v2 r = { .sdiag_family = t->local.family == FAMILY_V4 ? AF_INET : AF_INET6, .sdiag_protocol = t->protocol,
                                  .idiag_states = ~0u };
    /* For UDP the kernel takes the two sides the other way round: as those of the packet. */
    bool                  packet = t->protocol == PROTO_UDP;
    const struct ip_addr *src = packet ? &t->remote : &t->local, *dst = packet ? &t->local : &t->remote;
    memcpy(r.id.idiag_src, src->bytes, sizeof(r.id.idiag_src));
    memcpy(r.id.idiag_dst, dst->bytes, sizeof(r.id.idiag_dst));
    r.id.idiag_sport = htons(packet ? t->remote_port : t->local_port);
    r.id.idiag_dport = htons(packet ? t->local_port : t->remote_port);
    r.id.idiag_cookie[0] = r.id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
    return r;
}

static enum wfp_status read_error(struct bytes body)
{
    struct nlmsgerr e;
    if (!bytes_copy(&body, &e.error, sizeof(e.error)))
        return WFP_BAD_DATA;
    return e.error == -ENOENT ? WFP_NOT_FOUND : e.error == -EPERM ? WFP_ACCESS_DENIED : WFP_UNSUCCESSFUL;
}

static enum wfp_status read_socket(struct bytes body, struct socket_found *out)
{
    struct inet_diag_msg m;
    if (!bytes_copy(&body, &m, sizeof(m)))
        return WFP_BAD_DATA;
    *out = (struct socket_found){ m.idiag_inode, m.idiag_uid, m.idiag_state == TCP_LISTEN };
    return WFP_OK;
}

/* Answers to earlier questions, given up then, are passed over. */
static enum wfp_status read_answer(struct socket_diag *d, struct socket_found *out)
{
    while (netlink_receive(d->fd, &d->room, 0)) {
        struct bytes           b = buffer_bytes(&d->room);
        struct netlink_message m;
        while (netlink_next(&b, &m)) {
            if (m.sequence != d->sequence)
                continue;
            return m.type == SOCK_DIAG_BY_FAMILY ? read_socket(m.body, out) : read_error(m.body);
        }
    }
    return WFP_UNSUCCESSFUL;
}

enum wfp_status socket_diag_find(struct socket_diag *d, const struct socket_tuple *t, struct socket_found *out)
{
    struct inet_diag_req_v2 r = request_of(t);
    if (!netlink_send(d->fd, SOCK_DIAG_BY_FAMILY, 0, ++d->sequence, &r, sizeof(r)))
        return WFP_UNSUCCESSFUL;
    return read_answer(d, out);
}
