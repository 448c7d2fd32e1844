/* UDP datagrams as fast as one core sends them, or a socket that takes them and reads none.
 *
 *   udp_blast ADDRESS PORT SIZE SECONDS     sends; prints {"sent":N,"seconds":S,"cpu_s":C}
 *   udp_blast sink PORT                     says "ready", ends with SIGTERM
 *
 * On veth the sender's CPU time holds the whole way of a packet up to whoever queues it. */
#include <arpa/inet.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define BATCH 64
#define PORTS 16 /* flows */

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double cpu(void)
{
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) + (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

static int sink(int port)
{
    struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
    int                small = 1, fd = socket(AF_INET, SOCK_DGRAM, 0);
    if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof(small)) < 0 || bind(fd, (struct sockaddr *)&a, sizeof(a)) < 0) {
        perror("udp_blast");
        return 1;
    }
    printf("ready\n");
    fflush(stdout);
    pause();
    return 0;
}

static int blast(const struct sockaddr_in *to, size_t size, double seconds)
{
    static char    payload[65507];
    struct iovec   io = { payload, size };
    struct mmsghdr m[BATCH];
    int            fd[PORTS];
    uint64_t       sent = 0;
    for (int i = 0; i < PORTS; i++) {
        fd[i] = socket(AF_INET, SOCK_DGRAM, 0);
        if (fd[i] < 0 || connect(fd[i], (const struct sockaddr *)to, sizeof(*to)) < 0) {
            perror("udp_blast");
            return 1;
        }
    }
    for (int i = 0; i < BATCH; i++)
        m[i] = (struct mmsghdr){ .msg_hdr = { .msg_iov = &io, .msg_iovlen = 1 } };
    double start = now(), used = cpu(), at = start;
    for (unsigned turn = 0; at - start < seconds; turn++, at = now()) {
        int n = sendmmsg(fd[turn % PORTS], m, BATCH, 0);
        sent += n > 0 ? (uint64_t)n : 0;
    }
    printf("{\"sent\":%llu,\"seconds\":%.6f,\"cpu_s\":%.6f}\n", (unsigned long long)sent, at - start, cpu() - used);
    return 0;
}

int main(int argc, char **argv)
{
    struct sockaddr_in to = { .sin_family = AF_INET };
    if (argc == 3 && strcmp(argv[1], "sink") == 0)
        return sink(atoi(argv[2]));
    if (argc != 5 || inet_pton(AF_INET, argv[1], &to.sin_addr) != 1) {
        fprintf(stderr, "usage: udp_blast ADDRESS PORT SIZE SECONDS | udp_blast sink PORT\n");
        return 2;
    }
    to.sin_port = htons((uint16_t)atoi(argv[2]));
    return blast(&to, (size_t)atoi(argv[3]), atof(argv[4]));
}
