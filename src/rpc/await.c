#include "rpc/await.h"

#include <errno.h>
#include <sched.h>
#include <stdint.h>
#include <sys/socket.h>
#include <time.h>

enum {
    LOOK_NS = 50000, /* about what being woken costs */
    SOON_NS = 250000,
};

static uint64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

/* Others that want the processor get it. */
static ssize_t look(int fd, void *to, size_t size, uint64_t until)
{
    ssize_t n;
    while ((n = recv(fd, to, size, MSG_DONTWAIT)) < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) && now_ns() < until)
        sched_yield();
    return n;
}

ssize_t await_bytes(struct await *a, int fd, void *to, size_t size)
{
    uint64_t begun = now_ns();
    ssize_t  n = -1;
    errno = EAGAIN;
    if (a->is_quick)
        n = look(fd, to, size, begun + LOOK_NS);
    if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
        n = recv(fd, to, size, 0);
    int err = errno;
    a->is_quick = now_ns() - begun < SOON_NS;
    errno = err;
    return n;
}
