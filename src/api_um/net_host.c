/* Linux' sockets in neutral words. */
#include "api_um/net_host.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

static const int families[] = { [HOST_UNSPEC] = AF_UNSPEC, [HOST_UNIX] = AF_UNIX, [HOST_INET] = AF_INET, [HOST_INET6] = AF_INET6,
                                [HOST_OTHER] = -1 };

static enum host_family family_of(int linux_family)
{
    for (enum host_family f = HOST_UNSPEC; f < HOST_OTHER; f++)
        if (families[f] == linux_family)
            return f;
    return HOST_OTHER;
}

/* The address as Linux wants it. */
static socklen_t to_linux(const struct host_address *a, struct sockaddr_storage *out)
{
    memset(out, 0, sizeof(*out));
    memcpy(out, a->bytes, a->size);
    out->ss_family = (sa_family_t)families[a->family];
    return a->size;
}

static void from_linux(const struct sockaddr_storage *a, socklen_t size, struct host_address *out)
{
    *out = (struct host_address){ .family = family_of(a->ss_family), .size = size < sizeof(out->bytes) ? size : sizeof(out->bytes) };
    memcpy(out->bytes, a, out->size);
}

int host_socket(enum host_family family, int type, int protocol)
{
    static const int types[] = { 0, SOCK_STREAM, SOCK_DGRAM, SOCK_RAW, SOCK_RDM, SOCK_SEQPACKET };
    if (family >= HOST_OTHER) {
        errno = EAFNOSUPPORT;
        return -1;
    }
    if (type < 0 || (size_t)type >= sizeof(types) / sizeof(types[0])) {
        errno = ESOCKTNOSUPPORT;
        return -1;
    }
    return socket(families[family], types[type] | SOCK_CLOEXEC, protocol);
}

int host_close(int fd)
{
    return close(fd);
}

int host_bind(int fd, const struct host_address *name)
{
    struct sockaddr_storage a;
    socklen_t               size = to_linux(name, &a);
    return bind(fd, (struct sockaddr *)&a, size);
}

int host_connect(int fd, const struct host_address *name)
{
    struct sockaddr_storage a;
    socklen_t               size = to_linux(name, &a);
    return connect(fd, (struct sockaddr *)&a, size);
}

int host_listen(int fd, int backlog)
{
    return listen(fd, backlog);
}

int host_accept(int fd, struct host_address *name)
{
    struct sockaddr_storage a = { 0 };
    socklen_t               size = sizeof(a);
    int                     got;
    do
        got = accept4(fd, (struct sockaddr *)&a, &size, SOCK_CLOEXEC);
    while (got < 0 && errno == EINTR);
    if (got >= 0)
        from_linux(&a, size, name);
    return got;
}

int host_name(int fd, bool peer, struct host_address *name)
{
    struct sockaddr_storage a = { 0 };
    socklen_t               size = sizeof(a);
    int err = (peer ? getpeername : getsockname)(fd, (struct sockaddr *)&a, &size);
    if (!err)
        from_linux(&a, size, name);
    return err;
}

int host_shutdown(int fd, int how)
{
    static const int hows[] = { SHUT_RD, SHUT_WR, SHUT_RDWR };
    if (how < 0 || how > 2) {
        errno = EINVAL;
        return -1;
    }
    return shutdown(fd, hows[how]);
}

static int message_flags(unsigned flags)
{
    return (flags & HOST_MSG_OOB ? MSG_OOB : 0) | (flags & HOST_MSG_PEEK ? MSG_PEEK : 0) |
           (flags & HOST_MSG_DONTROUTE ? MSG_DONTROUTE : 0) | (flags & HOST_MSG_WAITALL ? MSG_WAITALL : 0);
}

/* Linux says the same of a socket that may not wait and of one that has waited as long as it may. */
static void tell_timeout(int fd)
{
    if (errno == EAGAIN && !(fcntl(fd, F_GETFL) & O_NONBLOCK))
        errno = ETIMEDOUT;
}

/* A closed connection is an error here too, not a signal. */
ssize_t host_send(int fd, const void *bytes, size_t size, unsigned flags, const struct host_address *to)
{
    struct sockaddr_storage a;
    socklen_t               n = to ? to_linux(to, &a) : 0;
    ssize_t                 sent;
    do
        sent = sendto(fd, bytes, size, message_flags(flags) | MSG_NOSIGNAL, to ? (struct sockaddr *)&a : NULL, n);
    while (sent < 0 && errno == EINTR);
    if (sent < 0)
        tell_timeout(fd);
    return sent;
}

ssize_t host_receive(int fd, void *bytes, size_t size, unsigned flags, struct host_address *from)
{
    struct sockaddr_storage a = { 0 };
    struct iovec            into = { bytes, size };
    struct msghdr           m = { .msg_name = &a, .msg_namelen = sizeof(a), .msg_iov = &into, .msg_iovlen = 1 };
    ssize_t                 n;
    do
        n = recvmsg(fd, &m, message_flags(flags));
    while (n < 0 && errno == EINTR);
    if (n < 0) {
        tell_timeout(fd);
        return n;
    }
    if (from)
        from_linux(&a, m.msg_namelen, from);
    if (m.msg_flags & MSG_TRUNC) { /* Windows fills the buffer and reports it */
        errno = EMSGSIZE;
        return -1;
    }
    return n;
}

/* --- options ------------------------------------------------------------------------------------------------------------------ */

static const struct {
    int level, name;
} option_names[HOST_OPTION_COUNT] = {
    [HOST_REUSEADDR] = { SOL_SOCKET, SO_REUSEADDR },
    [HOST_EXCLUSIVE] = { -1, 0 },
    [HOST_KEEPALIVE] = { SOL_SOCKET, SO_KEEPALIVE },
    [HOST_BROADCAST] = { SOL_SOCKET, SO_BROADCAST },
    [HOST_OOBINLINE] = { SOL_SOCKET, SO_OOBINLINE },
    [HOST_SNDBUF] = { SOL_SOCKET, SO_SNDBUF },
    [HOST_RCVBUF] = { SOL_SOCKET, SO_RCVBUF },
    [HOST_SNDTIMEO] = { SOL_SOCKET, SO_SNDTIMEO },
    [HOST_RCVTIMEO] = { SOL_SOCKET, SO_RCVTIMEO },
    [HOST_ERROR] = { SOL_SOCKET, SO_ERROR },
    [HOST_TYPE] = { SOL_SOCKET, SO_TYPE },
    [HOST_ACCEPTCONN] = { SOL_SOCKET, SO_ACCEPTCONN },
    [HOST_NODELAY] = { IPPROTO_TCP, TCP_NODELAY },
    [HOST_TTL] = { IPPROTO_IP, IP_TTL },
    [HOST_TOS] = { IPPROTO_IP, IP_TOS },
    [HOST_HDRINCL] = { IPPROTO_IP, IP_HDRINCL },
    [HOST_V6ONLY] = { IPPROTO_IPV6, IPV6_V6ONLY },
    [HOST_UNICAST_HOPS] = { IPPROTO_IPV6, IPV6_UNICAST_HOPS },
    [HOST_MULTICAST_TTL] = { IPPROTO_IP, IP_MULTICAST_TTL },
    [HOST_MULTICAST_LOOP] = { IPPROTO_IP, IP_MULTICAST_LOOP },
};

static bool is_time(enum host_option option)
{
    return option == HOST_SNDTIMEO || option == HOST_RCVTIMEO;
}

int host_set_option(int fd, enum host_option option, int value)
{
    struct timeval t = { value / 1000, value % 1000 * 1000 };
    if (option_names[option].level < 0)
        return 0;
    return setsockopt(fd, option_names[option].level, option_names[option].name, is_time(option) ? (void *)&t : &value,
                      is_time(option) ? sizeof(t) : sizeof(value));
}

int host_get_option(int fd, enum host_option option, int *value)
{
    struct timeval t = { 0 };
    socklen_t      size = is_time(option) ? sizeof(t) : sizeof(*value);
    if (option_names[option].level < 0) {
        *value = 1;
        return 0;
    }
    if (getsockopt(fd, option_names[option].level, option_names[option].name, is_time(option) ? (void *)&t : value, &size))
        return -1;
    if (is_time(option))
        *value = (int)(t.tv_sec * 1000 + t.tv_usec / 1000);
    return 0;
}

int host_set_linger(int fd, bool on, int seconds)
{
    struct linger l = { on, seconds };
    return setsockopt(fd, SOL_SOCKET, SO_LINGER, &l, sizeof(l));
}

int host_set_blocking(int fd, bool blocking)
{
    int non_blocking = !blocking;
    return ioctl(fd, FIONBIO, &non_blocking);
}

int host_available(int fd, int *bytes)
{
    return ioctl(fd, FIONREAD, bytes);
}

int host_poll(struct host_poll *sockets, size_t count, int milliseconds)
{
    struct pollfd *p = calloc(count ? count : 1, sizeof(*p));
    if (!p) {
        errno = ENOMEM;
        return -1;
    }
    for (size_t i = 0; i < count; i++) {
        p[i].fd = sockets[i].fd;
        p[i].events = (short)((sockets[i].want_read ? POLLIN : 0) | (sockets[i].want_write ? POLLOUT : 0) |
                              (sockets[i].want_urgent ? POLLPRI : 0));
    }
    int n = poll(p, count, milliseconds);
    for (size_t i = 0; n > 0 && i < count; i++) {
        sockets[i].can_read = p[i].revents & POLLIN;
        sockets[i].can_write = p[i].revents & POLLOUT;
        sockets[i].urgent = p[i].revents & POLLPRI;
        sockets[i].error = p[i].revents & POLLERR;
        sockets[i].hung_up = p[i].revents & POLLHUP;
        sockets[i].invalid = p[i].revents & POLLNVAL;
    }
    free(p);
    return n;
}

/* --- names -------------------------------------------------------------------------------------------------------------------- */

static enum host_resolve_error resolve_error(int error)
{
    switch (error) {
    case 0:
        return HOST_RESOLVED;
    case EAI_BADFLAGS:
        return HOST_BAD_FLAGS;
    case EAI_FAMILY:
        return HOST_BAD_FAMILY;
    case EAI_SOCKTYPE:
        return HOST_BAD_TYPE;
    case EAI_SERVICE:
        return HOST_BAD_SERVICE;
    case EAI_AGAIN:
        return HOST_TRY_AGAIN;
    case EAI_MEMORY:
        return HOST_NO_MEMORY;
    case EAI_NONAME:
    case EAI_NODATA:
        return HOST_NO_NAME;
    default:
        return HOST_FAILED;
    }
}

static size_t count_list(const struct addrinfo *list)
{
    size_t n = 0;
    for (; list; list = list->ai_next)
        n++;
    return n;
}

static enum host_resolve_error copy_list(const struct addrinfo *list, struct host_result **results, size_t *count,
                                         char **canonical)
{
    size_t              n = count_list(list), i = 0;
    struct host_result *out = calloc(n ? n : 1, sizeof(*out));
    if (!out)
        return HOST_NO_MEMORY;
    for (const struct addrinfo *a = list; a; a = a->ai_next, i++) {
        struct sockaddr_storage whole = { 0 };
        memcpy(&whole, a->ai_addr, a->ai_addrlen);
        from_linux(&whole, a->ai_addrlen, &out[i].address);
        out[i].type = a->ai_socktype == SOCK_DGRAM ? 2 : a->ai_socktype == SOCK_RAW ? 3 : a->ai_socktype == SOCK_STREAM;
        out[i].protocol = a->ai_protocol;
    }
    *canonical = list && list->ai_canonname ? strdup(list->ai_canonname) : NULL;
    *results = out;
    *count = n;
    return HOST_RESOLVED;
}

enum host_resolve_error host_resolve(const char *name, const char *service, const struct host_result *hints, unsigned flags,
                                     struct host_result **results, size_t *count, char **canonical)
{
    static const int types[] = { 0, SOCK_STREAM, SOCK_DGRAM, SOCK_RAW };
    struct addrinfo  ask = { 0 }, *list = NULL;
    if (hints->address.family >= HOST_OTHER)
        return HOST_BAD_FAMILY;
    if (hints->type < 0 || hints->type > 3)
        return HOST_BAD_TYPE;
    ask.ai_family = families[hints->address.family];
    ask.ai_socktype = types[hints->type];
    ask.ai_protocol = hints->protocol;
    ask.ai_flags = (flags & HOST_PASSIVE ? AI_PASSIVE : 0) | (flags & HOST_CANONICAL ? AI_CANONNAME : 0) |
                   (flags & HOST_NUMERIC_HOST ? AI_NUMERICHOST : 0) | (flags & HOST_NUMERIC_SERVICE ? AI_NUMERICSERV : 0);
    enum host_resolve_error error = resolve_error(getaddrinfo(name, service, &ask, &list));
    if (error == HOST_RESOLVED)
        error = copy_list(list, results, count, canonical);
    if (list)
        freeaddrinfo(list);
    return error;
}

enum host_resolve_error host_reverse(const struct host_address *address, char *name, size_t name_size, char *service,
                                     size_t service_size, unsigned flags)
{
    struct sockaddr_storage a;
    socklen_t               size = to_linux(address, &a);
    int how = (flags & HOST_NAME_REQUIRED ? NI_NAMEREQD : 0) | (flags & HOST_NUMERIC_NAME ? NI_NUMERICHOST : 0) |
              (flags & HOST_NUMERIC_PORT ? NI_NUMERICSERV : 0) | (flags & HOST_DATAGRAM ? NI_DGRAM : 0);
    return resolve_error(getnameinfo((struct sockaddr *)&a, size, name, (socklen_t)name_size, service, (socklen_t)service_size, how));
}

int host_parse_address(enum host_family family, const char *text, void *address)
{
    return inet_pton(families[family], text, address);
}

bool host_format_address(enum host_family family, const void *address, char *text, size_t size)
{
    return inet_ntop(families[family], address, text, (socklen_t)size) != NULL;
}
