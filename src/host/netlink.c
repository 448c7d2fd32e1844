#include "host/netlink.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/netlink.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#define RECEIVE_SIZE 65536u

/* --- namespaces --------------------------------------------------------------------------------------------------- */

bool netns_path(const char *netns, char *out, size_t size)
{
    bool number = *netns && strspn(netns, "0123456789") == strlen(netns);
    int  n = snprintf(out, size, number ? "/proc/%s/ns/net" : strchr(netns, '/') ? "%s" : "/run/netns/%s", netns);
    return n > 0 && (size_t)n < size;
}

struct opening {
    int namespace; /* -1: stay */
    int domain, type, protocol;
    int fd, err;
    const char *failed;
};

/* On a thread of its own, which ends in the namespace that it entered. */
static void *open_there(void *context)
{
    struct opening *o = context;
    o->failed = "cannot be entered";
    if (o->namespace >= 0 && setns(o->namespace, CLONE_NEWNET) != 0) {
        o->err = errno;
        return NULL;
    }
    o->failed = "lets no socket be opened";
    o->fd = socket(o->domain, o->type | SOCK_CLOEXEC, o->protocol);
    o->err = errno;
    return NULL;
}

enum wfp_status netns_socket(const char *netns, int domain, int type, int protocol, int *out, char error[NETNS_ERROR_SIZE])
{
    char           path[4096] = "";
    pthread_t      thread;
    struct opening o = { .namespace = -1, .domain = domain, .type = type, .protocol = protocol, .fd = -1 };
    if (netns && (!netns_path(netns, path, sizeof(path)) || (o.namespace = open(path, O_RDONLY | O_CLOEXEC)) < 0)) {
        snprintf(error, NETNS_ERROR_SIZE, "netns %s: there is no such network namespace (%s: %s); `ip netns` lists those with a name",
                 netns, path, strerror(errno));
        return WFP_NOT_FOUND;
    }
    if (pthread_create(&thread, NULL, open_there, &o) == 0)
        pthread_join(thread, NULL);
    if (o.namespace >= 0)
        close(o.namespace);
    if (o.fd < 0) {
        snprintf(error, NETNS_ERROR_SIZE, "the network namespace %s %s: %s", netns ? netns : "of this process",
                 o.failed ? o.failed : "was not tried", strerror(o.err));
        return o.err == EPERM ? WFP_ACCESS_DENIED : WFP_UNSUPPORTED;
    }
    *out = o.fd;
    return WFP_OK;
}

/* --- messages ------------------------------------------------------------------------------------------------------ */

static size_t aligned(size_t size)
{
    return (size + 3) & ~(size_t)3;
}

static void skip_padding(struct bytes *b, size_t size)
{
    size_t padding = aligned(size) - size;
    (void)bytes_skip(b, padding < bytes_left(b) ? padding : bytes_left(b));
}

bool netlink_next(struct bytes *b, struct netlink_message *out)
{
    struct nlmsghdr h;
    if (!bytes_copy(b, &h, sizeof(h)) || h.nlmsg_len < sizeof(h) || !bytes_sub(b, h.nlmsg_len - sizeof(h), &out->body))
        return false;
    skip_padding(b, h.nlmsg_len);
    out->type = h.nlmsg_type;
    out->sequence = h.nlmsg_seq;
    return true;
}

bool netlink_attribute(struct bytes *b, uint16_t *type, struct bytes *value)
{
    struct nlattr a;
    if (!bytes_copy(b, &a, sizeof(a)) || a.nla_len < sizeof(a) || !bytes_sub(b, a.nla_len - sizeof(a), value))
        return false;
    skip_padding(b, a.nla_len);
    *type = (uint16_t)(a.nla_type & (unsigned)NLA_TYPE_MASK);
    return true;
}

bool netlink_send(int fd, uint16_t type, uint16_t flags, uint32_t sequence, const void *body, size_t size)
{
    struct sockaddr_nl kernel = { .nl_family = AF_NETLINK };
    struct nlmsghdr    h = { .nlmsg_len = (uint32_t)(sizeof(h) + size), .nlmsg_type = type,
                             .nlmsg_flags = (uint16_t)(NLM_F_REQUEST | flags), .nlmsg_seq = sequence };
    struct iovec       parts[] = { { &h, sizeof(h) }, { (void *)(uintptr_t)body, size } };
    struct msghdr      m = { .msg_name = &kernel, .msg_namelen = sizeof(kernel), .msg_iov = parts, .msg_iovlen = 2 };
    return sendmsg(fd, &m, 0) == (ssize_t)h.nlmsg_len;
}

bool netlink_receive(int fd, struct buffer *room, int flags)
{
    buffer_clear(room);
    if (!buffer_grow(room, RECEIVE_SIZE))
        return false;
    ssize_t n = recv(fd, room->data, RECEIVE_SIZE, flags);
    room->size = n > 0 ? (size_t)n : 0;
    return n > 0;
}
