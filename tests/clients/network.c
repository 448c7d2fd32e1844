/* Sockets: two ends on the loopback, errors of Windows, names and addresses. */
#include <winsock2.h>
#include <ws2tcpip.h>
#include <iphlpapi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef _MSC_VER
#pragma comment(lib, "ws2_32.lib")
#pragma comment(lib, "iphlpapi.lib")
#endif

static SOCKET listen_on(int family, struct sockaddr_storage *name, int *size)
{
    SOCKET s = socket(family, SOCK_STREAM, IPPROTO_TCP);
    int    on = 1;
    memset(name, 0, sizeof(*name));
    name->ss_family = (ADDRESS_FAMILY)family;
    *size = family == AF_INET ? (int)sizeof(struct sockaddr_in) : (int)sizeof(struct sockaddr_in6);
    if (family == AF_INET)
        ((struct sockaddr_in *)name)->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    else
        ((struct sockaddr_in6 *)name)->sin6_addr = in6addr_loopback;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (const char *)&on, sizeof(on));
    if (bind(s, (struct sockaddr *)name, *size) == SOCKET_ERROR || listen(s, SOMAXCONN) == SOCKET_ERROR)
        printf("listen: %d\n", WSAGetLastError());
    getsockname(s, (struct sockaddr *)name, size);
    return s;
}

static void stream(int family)
{
    struct sockaddr_storage name, peer;
    int                     size, peer_size = sizeof(peer), n, type = 0, type_size = sizeof(type);
    char                    text[32] = "";
    fd_set                  ready;
    struct timeval          now = { 0, 0 };
    u_long                  on = 1, waiting = 0;
    SOCKET server = listen_on(family, &name, &size), client = socket(family, SOCK_STREAM, IPPROTO_TCP), other;
    FD_ZERO(&ready);
    FD_SET(server, &ready);
    printf("%s: nobody yet: %d", family == AF_INET ? "v4" : "v6", select(0, &ready, NULL, NULL, &now));
    printf(", connect: %d\n", connect(client, (struct sockaddr *)&name, size));
    FD_SET(server, &ready);
    printf("ready: %d %d\n", select(0, &ready, NULL, NULL, NULL), FD_ISSET(server, &ready) != 0);
    other = accept(server, (struct sockaddr *)&peer, &peer_size);
    printf("accepted: %d, family %d\n", other != INVALID_SOCKET, peer.ss_family == family);
    printf("sent: %d\n", send(client, "hello", 5, 0));
    n = recv(other, text, sizeof(text) - 1, 0);
    printf("received: %d %s\n", n, text);
    ioctlsocket(other, FIONBIO, &on);
    n = recv(other, text, sizeof(text), 0);
    printf("empty: %d %d, waiting: %d\n", n, WSAGetLastError() == WSAEWOULDBLOCK, ioctlsocket(other, FIONREAD, &waiting) == 0 && waiting == 0);
    getsockopt(client, SOL_SOCKET, SO_TYPE, (char *)&type, &type_size);
    shutdown(client, SD_SEND);
    FD_ZERO(&ready);
    FD_SET(other, &ready);
    select(0, &ready, NULL, NULL, NULL);
    printf("type: %d, end: %d\n", type == SOCK_STREAM, recv(other, text, sizeof(text), 0));
    closesocket(other);
    closesocket(client);
    closesocket(server);
    client = socket(family, SOCK_STREAM, IPPROTO_TCP);
    n = connect(client, (struct sockaddr *)&name, size);
    printf("refused: %d %d\n", n, WSAGetLastError() == WSAECONNREFUSED);
    closesocket(client);
}

static void datagram(void)
{
    struct sockaddr_in a = { 0 }, from;
    int                size = sizeof(a), n;
    char               text[8];
    DWORD              timeout = 20;
    SOCKET             s = socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);
    WSAPOLLFD          p = { s, POLLRDNORM, 0 };
    a.sin_family = AF_INET;
    a.sin_addr.s_addr = inet_addr("127.0.0.1");
    bind(s, (struct sockaddr *)&a, sizeof(a));
    getsockname(s, (struct sockaddr *)&a, &size);
    sendto(s, "four", 4, 0, (struct sockaddr *)&a, sizeof(a));
    printf("poll: %d", WSAPoll(&p, 1, -1));
    printf(" %d\n", p.revents == POLLRDNORM);
    size = sizeof(from);
    n = recvfrom(s, text, sizeof(text), 0, (struct sockaddr *)&from, &size);
    printf("datagram: %d from itself: %d\n", n, from.sin_port == a.sin_port && from.sin_addr.s_addr == htonl(INADDR_LOOPBACK));
    sendto(s, "too long for it", 15, 0, (struct sockaddr *)&a, sizeof(a));
    n = recvfrom(s, text, sizeof(text), 0, NULL, NULL);
    printf("cut: %d %d\n", n, WSAGetLastError() == WSAEMSGSIZE);
    setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, (const char *)&timeout, sizeof(timeout));
    n = recv(s, text, sizeof(text), 0);
    printf("in time: %d %d\n", n, WSAGetLastError() == WSAETIMEDOUT);
    closesocket(s);
    n = recv(s, text, sizeof(text), 0);
    printf("closed: %d %d\n", n, WSAGetLastError() == WSAENOTSOCK);
}

static void addresses(void)
{
    struct in_addr   v4;
    struct in6_addr  v6;
    char             text[INET6_ADDRSTRLEN];
    wchar_t          wide[INET6_ADDRSTRLEN];
    struct addrinfo  hints = { 0 }, *list = NULL;
    printf("pton: %d %d %d\n", inet_pton(AF_INET, "192.0.2.7", &v4), inet_pton(AF_INET6, "2001:db8::1", &v6), inet_pton(AF_INET, "x", &v4));
    inet_pton(AF_INET, "192.0.2.7", &v4);
    printf("%s %s %#x\n", inet_ntoa(v4), inet_ntop(AF_INET6, &v6, text, sizeof(text)), (unsigned)ntohl(v4.s_addr));
    printf("wide: %d\n", InetPtonW(AF_INET, L"10.0.0.1", &v4) == 1 && InetNtopW(AF_INET, &v4, wide, 65) && wcscmp(wide, L"10.0.0.1") == 0);
    printf("old: %#x %#x\n", (unsigned)ntohl(inet_addr("10.1")), (unsigned)inet_addr("1.2.3.4.5"));
    hints.ai_family = AF_INET;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_NUMERICHOST;
    printf("resolve: %d", getaddrinfo("127.0.0.1", "80", &hints, &list));
    printf(" port %d size %d\n", ntohs(((struct sockaddr_in *)list->ai_addr)->sin_port), (int)list->ai_addrlen);
    freeaddrinfo(list);
    printf("no name: %d\n", getaddrinfo("no address", NULL, &hints, &list) == WSAHOST_NOT_FOUND);
}

static void adapters(void)
{
    ULONG                 size = 0, found = 0, loopback = 0;
    DWORD                 index = 0;
    PIP_ADAPTER_ADDRESSES list;
    printf("size: %d\n", GetAdaptersAddresses(AF_UNSPEC, 0, NULL, NULL, &size) == ERROR_BUFFER_OVERFLOW);
    list = (PIP_ADAPTER_ADDRESSES)malloc(size);
    printf("adapters: %d\n", GetAdaptersAddresses(AF_INET, 0, NULL, list, &size) == NO_ERROR);
    for (PIP_ADAPTER_ADDRESSES a = list; a; a = a->Next) {
        NET_LUID luid;
        found += ConvertInterfaceIndexToLuid(a->IfIndex, &luid) == NO_ERROR && luid.Value == a->Luid.Value;
        loopback += a->IfType == IF_TYPE_SOFTWARE_LOOPBACK && a->FirstUnicastAddress &&
                    ((struct sockaddr_in *)a->FirstUnicastAddress->Address.lpSockaddr)->sin_addr.s_addr == htonl(INADDR_LOOPBACK);
    }
    printf("luids: %d, loopback: %lu, best: %d\n", found > 0, loopback, GetBestInterface(htonl(INADDR_LOOPBACK), &index) == NO_ERROR && index > 0);
    free(list);
}

int main(void)
{
    WSADATA data;
    SOCKET  early = socket(AF_INET, SOCK_STREAM, 0);
    printf("early: %d %d\n", early == INVALID_SOCKET, WSAGetLastError() == WSANOTINITIALISED);
    if (WSAStartup(MAKEWORD(2, 2), &data) != 0)
        return 1;
    printf("version %d.%d\n", LOBYTE(data.wVersion), HIBYTE(data.wVersion));
    stream(AF_INET);
    stream(AF_INET6);
    datagram();
    addresses();
    adapters();
    printf("end: %d\n", WSACleanup());
    return 0;
}
