/* Between Windows' socket addresses and errors and Linux'. */
#include "api_um/winsock_address.h"

#include <errno.h>
#include <string.h>

static const int numbers[] = { [HOST_UNSPEC] = WS_AF_UNSPEC, [HOST_UNIX] = WS_AF_UNIX, [HOST_INET] = WS_AF_INET,
                               [HOST_INET6] = WS_AF_INET6, [HOST_OTHER] = -1 };

enum host_family ws_family(int family)
{
    for (enum host_family f = HOST_UNSPEC; f < HOST_OTHER; f++)
        if (numbers[f] == family)
            return f;
    return HOST_OTHER;
}

int ws_family_number(enum host_family family)
{
    return numbers[family];
}

bool ws_to_host(const SOCKADDR *name, int size, struct host_address *out)
{
    int least = 2;
    *out = (struct host_address){ 0 };
    if (!name || size < least || (size_t)size > sizeof(SOCKADDR_STORAGE))
        return ws_refuse(WSAEFAULT);
    out->family = ws_family(name->sa_family);
    least = out->family == HOST_INET ? (int)sizeof(SOCKADDR_IN) : out->family == HOST_INET6 ? (int)sizeof(SOCKADDR_IN6) : least;
    if (out->family == HOST_OTHER)
        return ws_refuse(WSAEAFNOSUPPORT);
    if (size < least)
        return ws_refuse(WSAEFAULT);
    out->size = (uint32_t)(least > 2 ? least : size);
    memcpy(out->bytes, name, out->size);
    return true;
}

bool ws_from_host(const struct host_address *name, SOCKADDR *out, int *size)
{
    ADDRESS_FAMILY family = (ADDRESS_FAMILY)numbers[name->family];
    uint8_t        bytes[sizeof(name->bytes)];
    int            room;
    if (!out || !size)
        return true;
    room = *size;
    memcpy(bytes, name->bytes, sizeof(bytes));
    memcpy(bytes, &family, sizeof(family));
    *size = (int)name->size;
    memcpy(out, bytes, room < *size ? (size_t)(room > 0 ? room : 0) : name->size);
    return room >= *size || ws_refuse(WSAEFAULT);
}

static const struct {
    int err, error;
} same[] = {
    { EINTR, WSAEINTR },
    { EBADF, WSAENOTSOCK },
    { EACCES, WSAEACCES },
    { EPERM, WSAEACCES },
    { EFAULT, WSAEFAULT },
    { EINVAL, WSAEINVAL },
    { EMFILE, WSAEMFILE },
    { ENFILE, WSAEMFILE },
    { EAGAIN, WSAEWOULDBLOCK },
    { EINPROGRESS, WSAEWOULDBLOCK }, /* of connect(): Windows says so */
    { EALREADY, WSAEALREADY },
    { ENOTSOCK, WSAENOTSOCK },
    { EDESTADDRREQ, WSAEDESTADDRREQ },
    { EMSGSIZE, WSAEMSGSIZE },
    { EPROTOTYPE, WSAEPROTOTYPE },
    { ENOPROTOOPT, WSAENOPROTOOPT },
    { EPROTONOSUPPORT, WSAEPROTONOSUPPORT },
    { ESOCKTNOSUPPORT, WSAESOCKTNOSUPPORT },
    { EOPNOTSUPP, WSAEOPNOTSUPP },
    { EPFNOSUPPORT, WSAEPFNOSUPPORT },
    { EAFNOSUPPORT, WSAEAFNOSUPPORT },
    { EADDRINUSE, WSAEADDRINUSE },
    { EADDRNOTAVAIL, WSAEADDRNOTAVAIL },
    { ENETDOWN, WSAENETDOWN },
    { ENETUNREACH, WSAENETUNREACH },
    { ENETRESET, WSAENETRESET },
    { ECONNABORTED, WSAECONNABORTED },
    { EPIPE, WSAECONNABORTED },
    { ECONNRESET, WSAECONNRESET },
    { ENOBUFS, WSAENOBUFS },
    { ENOMEM, WSAENOBUFS },
    { EISCONN, WSAEISCONN },
    { ENOTCONN, WSAENOTCONN },
    { ESHUTDOWN, WSAESHUTDOWN },
    { ETIMEDOUT, WSAETIMEDOUT },
    { ECONNREFUSED, WSAECONNREFUSED },
    { EHOSTDOWN, WSAEHOSTDOWN },
    { EHOSTUNREACH, WSAEHOSTUNREACH },
};

int ws_error_of_errno(int err)
{
    for (size_t i = 0; i < COUNT_OF(same); i++)
        if (same[i].err == err)
            return same[i].error;
    return WSAEINVAL;
}

int ws_fail(int error)
{
    SetLastError((DWORD)error);
    return SOCKET_ERROR;
}

int ws_fail_errno(void)
{
    return ws_fail(ws_error_of_errno(errno));
}
