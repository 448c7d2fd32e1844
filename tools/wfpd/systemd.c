#include "systemd.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { FIRST_FD = 3 };

bool systemd_socket(int *fd)
{
    const char *pid = getenv("LISTEN_PID"), *count = getenv("LISTEN_FDS");
    char        own[24];
    int         n = 0;
    snprintf(own, sizeof(own), "%ld", (long)getpid());
    if (pid && count && strcmp(pid, own) == 0)
        n = atoi(count);
    unsetenv("LISTEN_PID");
    unsetenv("LISTEN_FDS");
    unsetenv("LISTEN_FDNAMES");
    *fd = n == 1 ? FIRST_FD : -1;
    return n >= 0 && n <= 1;
}

/* A name that begins with @ is in the abstract namespace, where the first byte is 0. */
void systemd_notify(const char *state)
{
    struct sockaddr_un a = { .sun_family = AF_UNIX };
    const char        *path = getenv("NOTIFY_SOCKET");
    size_t             size = path ? strlen(path) : 0;
    if (size < 2 || size >= sizeof(a.sun_path) || (path[0] != '/' && path[0] != '@'))
        return;
    memcpy(a.sun_path, path, size);
    if (path[0] == '@')
        a.sun_path[0] = 0;
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return;
    ssize_t sent = sendto(fd, state, strlen(state), MSG_NOSIGNAL, (struct sockaddr *)&a,
                          (socklen_t)(offsetof(struct sockaddr_un, sun_path) + size + (path[0] == '/')));
    (void)sent; /* the manager's own timeout tells of it */
    close(fd);
}
