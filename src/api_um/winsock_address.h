/* Between Windows' socket addresses and errors and those of net_host.h. Any thread. */
#ifndef WFP_API_UM_WINSOCK_ADDRESS_H
#define WFP_API_UM_WINSOCK_ADDRESS_H

#include "api_um/border.h"
#include "api_um/net_host.h"

#include <winsock2.h>

/* Windows' numbers of the families; the headers leave these names to Linux' own in here. */
enum { WS_AF_UNSPEC = 0, WS_AF_UNIX = 1, WS_AF_INET = 2, WS_AF_INET6 = 23 };

enum host_family ws_family(int family);
int              ws_family_number(enum host_family family);

/* false with WSAEFAULT or WSAEAFNOSUPPORT. */
bool ws_to_host(const SOCKADDR *name, int size, struct host_address *out);
/* Cuts to *size, which becomes the whole size; false with WSAEFAULT when it is cut. */
bool ws_from_host(const struct host_address *name, SOCKADDR *out, int *size);

/* Sets the error that errno means, and returns SOCKET_ERROR. */
int ws_fail_errno(void);
int ws_fail(int error);
static inline bool ws_refuse(int error)
{
    ws_fail(error);
    return false;
}
int ws_error_of_errno(int err);

#endif
