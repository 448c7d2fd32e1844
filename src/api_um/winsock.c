/* Winsock's calls on Linux' sockets. A SOCKET is the number of the descriptor. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "api_um/winsock_address.h"

/* --- starting ----------------------------------------------------------------------------------------------------------------- */

/* How often the process has started it, as Windows counts. */
static int started;

int WSAStartup(WORD version, LPWSADATA data)
{
    static const WORD newest = MAKEWORD(2, 2);
    if (!data)
        return WSAEFAULT;
    if (LOBYTE(version) < 1)
        return WSAVERNOTSUPPORTED;
    bool known = LOBYTE(version) == 1 ? HIBYTE(version) <= 1 : LOBYTE(version) == 2 && HIBYTE(version) <= 2;
    *data = (WSADATA){ .wVersion = known ? version : newest, .wHighVersion = newest, .szDescription = "WinSock 2.0",
                       .szSystemStatus = "Running" };
    __atomic_add_fetch(&started, 1, __ATOMIC_RELAXED);
    return 0;
}

int WSACleanup(VOID)
{
    for (int n = __atomic_load_n(&started, __ATOMIC_RELAXED); n > 0;)
        if (__atomic_compare_exchange_n(&started, &n, n - 1, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED))
            return 0;
    return ws_fail(WSANOTINITIALISED);
}

static bool is_started(void)
{
    return __atomic_load_n(&started, __ATOMIC_RELAXED) > 0 || ws_refuse(WSANOTINITIALISED);
}

int WSAGetLastError(VOID)
{
    return (int)GetLastError();
}

VOID WSASetLastError(int error)
{
    SetLastError((DWORD)error);
}

/* --- sockets ------------------------------------------------------------------------------------------------------------------- */

/* -1 for what is no descriptor; every call then answers WSAENOTSOCK. */
static int fd_of(SOCKET s)
{
    return s <= INT_MAX ? (int)s : -1;
}

static int answer(int result)
{
    return result < 0 ? ws_fail_errno() : 0;
}

SOCKET owfp_socket(int family, int type, int protocol)
{
    if (!is_started())
        return INVALID_SOCKET;
    int fd = host_socket(ws_family(family), type, protocol);
    if (fd < 0)
        ws_fail_errno();
    return fd < 0 ? INVALID_SOCKET : (SOCKET)fd;
}

SOCKET WSASocketW(int family, int type, int protocol, LPWSAPROTOCOL_INFOW info, GROUP group, DWORD flags)
{
    (void)group, (void)flags;
    if (info) {
        ws_fail(WSAEINVAL);
        return INVALID_SOCKET;
    }
    return owfp_socket(family, type, protocol);
}

SOCKET WSASocketA(int family, int type, int protocol, LPWSAPROTOCOL_INFOW info, GROUP group, DWORD flags)
{
    return WSASocketW(family, type, protocol, info, group, flags);
}

int closesocket(SOCKET s)
{
    return answer(host_close(fd_of(s)));
}

int owfp_bind(SOCKET s, const SOCKADDR *name, int size)
{
    struct host_address a;
    return ws_to_host(name, size, &a) ? answer(host_bind(fd_of(s), &a)) : SOCKET_ERROR;
}

int owfp_connect(SOCKET s, const SOCKADDR *name, int size)
{
    struct host_address a;
    return ws_to_host(name, size, &a) ? answer(host_connect(fd_of(s), &a)) : SOCKET_ERROR;
}

int owfp_listen(SOCKET s, int backlog)
{
    return answer(host_listen(fd_of(s), backlog));
}

SOCKET owfp_accept(SOCKET s, SOCKADDR *name, int *size)
{
    struct host_address a;
    int                 fd = host_accept(fd_of(s), &a);
    if (fd < 0) {
        ws_fail_errno();
        return INVALID_SOCKET;
    }
    if (ws_from_host(&a, name, size))
        return (SOCKET)fd;
    host_close(fd);
    return INVALID_SOCKET;
}

static int give_name(SOCKET s, bool peer, SOCKADDR *name, int *size)
{
    struct host_address a;
    if (!name || !size)
        return ws_fail(WSAEFAULT);
    if (host_name(fd_of(s), peer, &a) < 0)
        return ws_fail_errno();
    return ws_from_host(&a, name, size) ? 0 : SOCKET_ERROR;
}

int owfp_getsockname(SOCKET s, SOCKADDR *name, int *size)
{
    return give_name(s, false, name, size);
}

int owfp_getpeername(SOCKET s, SOCKADDR *name, int *size)
{
    return give_name(s, true, name, size);
}

int owfp_shutdown(SOCKET s, int how)
{
    return answer(host_shutdown(fd_of(s), how));
}

/* --- bytes ---------------------------------------------------------------------------------------------------------------------- */

static unsigned message_flags(int flags)
{
    return (flags & MSG_OOB ? HOST_MSG_OOB : 0) | (flags & MSG_PEEK ? HOST_MSG_PEEK : 0) |
           (flags & MSG_DONTROUTE ? HOST_MSG_DONTROUTE : 0) | (flags & MSG_WAITALL ? HOST_MSG_WAITALL : 0);
}

static int count_of(ssize_t n)
{
    return n < 0 ? ws_fail_errno() : (int)n;
}

int owfp_sendto(SOCKET s, const char *bytes, int size, int flags, const SOCKADDR *to, int to_size)
{
    struct host_address a;
    if (size < 0 || (to && !ws_to_host(to, to_size, &a)))
        return size < 0 ? ws_fail(WSAEFAULT) : SOCKET_ERROR;
    return count_of(host_send(fd_of(s), bytes, (size_t)size, message_flags(flags), to ? &a : NULL));
}

int owfp_send(SOCKET s, const char *bytes, int size, int flags)
{
    return owfp_sendto(s, bytes, size, flags, NULL, 0);
}

int owfp_recvfrom(SOCKET s, char *bytes, int size, int flags, SOCKADDR *from, int *from_size)
{
    struct host_address a;
    if (size < 0)
        return ws_fail(WSAEFAULT);
    int n = count_of(host_receive(fd_of(s), bytes, (size_t)size, message_flags(flags), &a));
    if (n >= 0 && a.family != HOST_UNSPEC && !ws_from_host(&a, from, from_size))
        return SOCKET_ERROR;
    return n;
}

int owfp_recv(SOCKET s, char *bytes, int size, int flags)
{
    return owfp_recvfrom(s, bytes, size, flags, NULL, NULL);
}

/* --- options -------------------------------------------------------------------------------------------------------------------- */

enum { LEVEL_IP = 0, LEVEL_TCP = 6, LEVEL_IPV6 = 41 };

static const struct {
    int              level, name;
    enum host_option option;
} options[] = {
    { SOL_SOCKET, SO_REUSEADDR, HOST_REUSEADDR },
    { SOL_SOCKET, SO_EXCLUSIVEADDRUSE, HOST_EXCLUSIVE },
    { SOL_SOCKET, SO_KEEPALIVE, HOST_KEEPALIVE },
    { SOL_SOCKET, SO_BROADCAST, HOST_BROADCAST },
    { SOL_SOCKET, SO_OOBINLINE, HOST_OOBINLINE },
    { SOL_SOCKET, SO_SNDBUF, HOST_SNDBUF },
    { SOL_SOCKET, SO_RCVBUF, HOST_RCVBUF },
    { SOL_SOCKET, SO_SNDTIMEO, HOST_SNDTIMEO },
    { SOL_SOCKET, SO_RCVTIMEO, HOST_RCVTIMEO },
    { SOL_SOCKET, SO_ERROR, HOST_ERROR },
    { SOL_SOCKET, SO_TYPE, HOST_TYPE },
    { SOL_SOCKET, SO_ACCEPTCONN, HOST_ACCEPTCONN },
    { LEVEL_TCP, TCP_NODELAY, HOST_NODELAY },
    { LEVEL_IP, IP_TTL, HOST_TTL },
    { LEVEL_IP, IP_TOS, HOST_TOS },
    { LEVEL_IP, IP_HDRINCL, HOST_HDRINCL },
    { LEVEL_IP, IP_MULTICAST_TTL, HOST_MULTICAST_TTL },
    { LEVEL_IP, IP_MULTICAST_LOOP, HOST_MULTICAST_LOOP },
    { LEVEL_IPV6, IPV6_V6ONLY, HOST_V6ONLY },
    { LEVEL_IPV6, IPV6_UNICAST_HOPS, HOST_UNICAST_HOPS },
};

static bool find_option(int level, int name, enum host_option *out)
{
    for (size_t i = 0; i < COUNT_OF(options); i++)
        if (options[i].level == level && options[i].name == name) {
            *out = options[i].option;
            return true;
        }
    return ws_refuse(WSAENOPROTOOPT);
}

/* A BOOL may be given in one byte. */
static bool read_number(const char *value, int size, int *out)
{
    if (!value || size < 1)
        return ws_refuse(WSAEFAULT);
    if (size >= (int)sizeof(*out))
        memcpy(out, value, sizeof(*out));
    else
        *out = (unsigned char)*value;
    return true;
}

int owfp_setsockopt(SOCKET s, int level, int name, const char *value, int size)
{
    enum host_option option;
    int              number;
    LINGER           linger;
    if (level == SOL_SOCKET && name == SO_LINGER && value && size >= (int)sizeof(linger)) {
        memcpy(&linger, value, sizeof(linger));
        return answer(host_set_linger(fd_of(s), linger.l_onoff, linger.l_linger));
    }
    if (!find_option(level, name, &option) || !read_number(value, size, &number))
        return SOCKET_ERROR;
    return answer(host_set_option(fd_of(s), option, number));
}

int owfp_getsockopt(SOCKET s, int level, int name, char *value, int *size)
{
    enum host_option option;
    int              number;
    if (!value || !size || *size < (int)sizeof(number))
        return ws_fail(WSAEFAULT);
    if (!find_option(level, name, &option))
        return SOCKET_ERROR;
    if (host_get_option(fd_of(s), option, &number) < 0)
        return ws_fail_errno();
    if (option == HOST_ERROR && number)
        number = ws_error_of_errno(number);
    memcpy(value, &number, sizeof(number));
    *size = sizeof(number);
    return 0;
}

int ioctlsocket(SOCKET s, LONG command, ULONG *value)
{
    int bytes, err;
    if (!value)
        return ws_fail(WSAEFAULT);
    if ((ULONG)command == FIONBIO)
        return answer(host_set_blocking(fd_of(s), *value == 0));
    if ((ULONG)command != FIONREAD)
        return ws_fail(WSAEINVAL);
    err = host_available(fd_of(s), &bytes);
    if (!err)
        *value = (ULONG)bytes;
    return answer(err);
}

int WSAIoctl(SOCKET s, DWORD code, LPVOID input, DWORD input_size, LPVOID output, DWORD output_size, LPDWORD returned,
             LPWSAOVERLAPPED overlapped, LPWSAOVERLAPPED_COMPLETION_ROUTINE routine)
{
    int type;
    (void)overlapped, (void)routine;
    if (host_get_option(fd_of(s), HOST_TYPE, &type) < 0)
        return ws_fail_errno();
    if (!returned)
        return ws_fail(WSAEFAULT);
    *returned = 0;
    if (code == FIONBIO && input && input_size >= sizeof(ULONG))
        return ioctlsocket(s, (LONG)FIONBIO, input);
    if (code == FIONREAD && output && output_size >= sizeof(ULONG)) {
        *returned = sizeof(ULONG);
        return ioctlsocket(s, FIONREAD, output);
    }
    return ws_fail(WSAEOPNOTSUPP);
}

/* --- several sockets -------------------------------------------------------------------------------------------------------------- */

typedef OPENWFP_SOCK_TYPE(fd_set) socket_set;

static struct host_poll *entry_of(struct host_poll *list, size_t *count, SOCKET s)
{
    for (size_t i = 0; i < *count; i++)
        if (list[i].fd == fd_of(s))
            return &list[i];
    list[*count] = (struct host_poll){ .fd = fd_of(s) };
    return &list[(*count)++];
}

static UINT size_of(const socket_set *set)
{
    return set ? set->fd_count : 0;
}

enum direction { READING, WRITING, EXCEPTIONS };

static void want(struct host_poll *list, size_t *count, const socket_set *set, enum direction d)
{
    for (UINT i = 0; i < size_of(set); i++) {
        struct host_poll *p = entry_of(list, count, set->fd_array[i]);
        p->want_read |= d == READING;
        p->want_write |= d == WRITING;
        p->want_urgent |= d == EXCEPTIONS;
    }
}

/* A connection that failed is an exception; one that ended can be read. */
static bool is_ready(const struct host_poll *p, enum direction d)
{
    bool failed = p->error && p->hung_up;
    return d == READING ? p->can_read || p->hung_up || p->error : d == WRITING ? p->can_write && !failed : p->urgent || failed;
}

static int keep_ready(struct host_poll *list, size_t *count, socket_set *set, enum direction d)
{
    UINT kept = 0, n = size_of(set);
    for (UINT i = 0; i < n; i++)
        if (is_ready(entry_of(list, count, set->fd_array[i]), d))
            set->fd_array[kept++] = set->fd_array[i];
    if (set)
        set->fd_count = kept;
    return (int)kept;
}

static int milliseconds_of(const TIMEVAL *t)
{
    LONGLONG n = t ? t->tv_sec * 1000LL + (t->tv_usec + 999) / 1000 : -1;
    return n > INT_MAX ? INT_MAX : (int)n;
}

int owfp_select(int ignored, socket_set *read, socket_set *write, socket_set *except, const TIMEVAL *timeout)
{
    (void)ignored;
    size_t most = (size_t)size_of(read) + size_of(write) + size_of(except), count = 0;
    if (most == 0 || size_of(read) > FD_SETSIZE_WINSOCK || size_of(write) > FD_SETSIZE_WINSOCK || size_of(except) > FD_SETSIZE_WINSOCK)
        return ws_fail(WSAEINVAL);
    struct host_poll *list = calloc(most, sizeof(*list));
    if (!list)
        return ws_fail(WSAENOBUFS);
    want(list, &count, read, READING);
    want(list, &count, write, WRITING);
    want(list, &count, except, EXCEPTIONS);
    int n = host_poll(list, count, milliseconds_of(timeout)), result = 0;
    for (size_t i = 0; n > 0 && i < count; i++)
        if (list[i].invalid)
            result = ws_fail(WSAENOTSOCK);
    if (n < 0)
        result = ws_fail_errno();
    if (result == 0)
        result = keep_ready(list, &count, read, READING) + keep_ready(list, &count, write, WRITING) +
                 keep_ready(list, &count, except, EXCEPTIONS);
    free(list);
    return result;
}

static SHORT poll_events(const struct host_poll *p)
{
    return (SHORT)((p->can_read ? POLLRDNORM : 0) | (p->can_write ? POLLWRNORM : 0) | (p->urgent ? POLLRDBAND : 0) |
                   (p->error ? POLLERR : 0) | (p->hung_up ? POLLHUP : 0) | (p->invalid ? POLLNVAL : 0));
}

int WSAPoll(LPWSAPOLLFD sockets, ULONG count, INT milliseconds)
{
    struct host_poll *list = count ? calloc(count, sizeof(*list)) : NULL;
    if (!list)
        return ws_fail(count ? WSAENOBUFS : WSAEINVAL);
    for (ULONG i = 0; i < count; i++)
        list[i] = (struct host_poll){ .fd = fd_of(sockets[i].fd), .want_read = sockets[i].events & POLLRDNORM,
                                      .want_write = sockets[i].events & POLLWRNORM, .want_urgent = sockets[i].events & POLLRDBAND };
    int n = host_poll(list, count, milliseconds);
    for (ULONG i = 0; i < count; i++)
        sockets[i].revents = poll_events(&list[i]);
    free(list);
    return n < 0 ? ws_fail_errno() : n;
}
