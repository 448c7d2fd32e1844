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

/* What the answers to the newest question say; older ones, given up then, are passed over. False: that is enough. */
typedef bool (*answer_fn)(void *context, uint16_t type, struct bytes body);

static bool read_answers(struct socket_diag *d, answer_fn each, void *context)
{
    while (netlink_receive(d->fd, &d->room, 0)) {
        struct bytes           b = buffer_bytes(&d->room);
        struct netlink_message m;
        while (netlink_next(&b, &m))
            if (m.sequence == d->sequence && !each(context, m.type, m.body))
                return true;
    }
    return false;
}

struct one {
    enum wfp_status      status;
    struct socket_found *out;
};

static bool take_one(void *context, uint16_t type, struct bytes body)
{
    struct one *o = context;
    o->status = type == SOCK_DIAG_BY_FAMILY ? read_socket(body, o->out) : read_error(body);
    return false;
}

static enum wfp_status find_exactly(struct socket_diag *d, const struct inet_diag_req_v2 *r, struct socket_found *out)
{
    struct one o = { WFP_UNSUCCESSFUL, out };
    if (!netlink_send(d->fd, SOCK_DIAG_BY_FAMILY, 0, ++d->sequence, r, sizeof(*r)))
        return WFP_UNSUCCESSFUL;
    return read_answers(d, take_one, &o) ? o.status : WFP_UNSUCCESSFUL;
}

/* --- whoever has the port ----------------------------------------------------------------------------------------- */

struct bound {
    const struct socket_tuple *wanted;
    struct one                 best;
};

static bool is_bound_to(const struct inet_diag_msg *m, const struct ip_addr *local)
{
    static const uint8_t any[16], mapped[12] = { [10] = 0xff, [11] = 0xff };
    bool                 v4 = local->family == FAMILY_V4;
    const uint8_t       *src = (const uint8_t *)m->id.idiag_src;
    if (memcmp(src, any, m->idiag_family == AF_INET ? 4 : 16) == 0)
        return true;
    if (v4 && m->idiag_family == AF_INET6)
        return memcmp(src, mapped, sizeof(mapped)) == 0 && memcmp(&m->id.idiag_src[3], local->bytes, 4) == 0;
    return memcmp(src, local->bytes, v4 ? 4 : 16) == 0;
}

static bool take_bound(void *context, uint16_t type, struct bytes body)
{
    struct bound        *b = context;
    struct bytes         whole = body;
    struct inet_diag_msg m;
    if (type != SOCK_DIAG_BY_FAMILY)
        return false; /* the end, or an error */
    if (bytes_copy(&body, &m, sizeof(m)) && is_bound_to(&m, &b->wanted->local))
        b->best.status = read_socket(whole, b->best.out);
    return true;
}

/* A datagram from somebody else than the peer that connect() has fixed is for the port all the same: who has it is asked first what
 * to do with it, and the socket drops it then. */
static enum wfp_status find_bound(struct socket_diag *d, const struct socket_tuple *t, uint8_t family, struct socket_found *out)
{
    struct inet_diag_req_v2 r = { .sdiag_family = family, .sdiag_protocol = t->protocol, .idiag_states = ~0u };
    struct bound            b = { t, { WFP_NOT_FOUND, out } };
    r.id.idiag_sport = htons(t->local_port);
    r.id.idiag_cookie[0] = r.id.idiag_cookie[1] = INET_DIAG_NOCOOKIE;
    if (!netlink_send(d->fd, SOCK_DIAG_BY_FAMILY, NLM_F_DUMP, ++d->sequence, &r, sizeof(r)))
        return WFP_UNSUCCESSFUL;
    return read_answers(d, take_bound, &b) ? b.best.status : WFP_UNSUCCESSFUL;
}

enum wfp_status socket_diag_find(struct socket_diag *d, const struct socket_tuple *t, struct socket_found *out)
{
    struct inet_diag_req_v2 r = request_of(t);
    enum wfp_status         err = find_exactly(d, &r, out);
    if (err != WFP_NOT_FOUND || t->protocol != PROTO_UDP)
        return err;
    err = t->local.family == FAMILY_V4 ? find_bound(d, t, AF_INET, out) : WFP_NOT_FOUND;
    return err == WFP_NOT_FOUND ? find_bound(d, t, AF_INET6, out) : err; /* one that takes both families, for IPv4 too */
}
