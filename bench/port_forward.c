/* Forwards frames between two ports, and nothing else: what a port alone can do.
 *
 *   port_forward [--no-offload] [--queues N] [--spins N] PORT PORT
 *
 * Says "ready" on standard output, ends with SIGTERM or SIGINT, or when a port is gone, and then prints what it counted as JSON. */
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "port/port.h"

static atomic_bool stop;
static unsigned    spins; /* looks at empty ports before it waits */

static void on_signal(int number)
{
    (void)number;
    stop = 1;
}

static bool forward(struct port *from, struct port *to, unsigned queue)
{
    struct frame frames[PORT_BATCH];
    unsigned     n = port_receive(from, queue, frames, PORT_BATCH);
    if (n) {
        port_send(to, queue, frames, n);
        port_flush(to, queue);
    }
    return n;
}

struct worker {
    struct port **ports;
    unsigned      queue;
};

static bool is_gone(struct port *p)
{
    return port_state(p) == PORT_GONE;
}

static void *work(void *context)
{
    const struct worker *w = context;
    struct port        **p = w->ports;
    struct pollfd        fds[] = { { port_fd(p[0], w->queue), POLLIN, 0 }, { port_fd(p[1], w->queue), POLLIN, 0 } };
    for (unsigned idle = 0; !stop; idle++) {
        bool busy = forward(p[0], p[1], w->queue);
        busy = forward(p[1], p[0], w->queue) || busy;
        if (busy) {
            idle = 0;
        } else if (idle >= spins) {
            if (is_gone(p[0]) || is_gone(p[1]))
                stop = 1;
            poll(fds, COUNT_OF(fds), stop ? 0 : 100);
        }
    }
    return NULL;
}

static void print_stats(const struct port *p, const char *end)
{
    struct port_stats s;
    port_stats(p, &s);
#define N(member) (unsigned long long)s.member
    printf("{\"port\":\"%s\",\"kind\":\"%s\",\"queues\":%u,\"received\":%llu,\"received_bytes\":%llu,\"sent\":%llu,\"sent_bytes\":%llu,"
           "\"receive_dropped\":%llu,\"send_dropped\":%llu,\"runts\":%llu,\"oversized\":%llu,\"truncated\":%llu,\"malformed\":%llu}%s",
           port_name(p), port_kind(p), port_queues(p), N(received), N(received_bytes), N(sent), N(sent_bytes), N(receive_dropped),
           N(send_dropped), N(runts), N(oversized), N(truncated), N(malformed), end);
#undef N
}

static double cpu_seconds(void)
{
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) + (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

static int run(struct port *ports[2], unsigned queues)
{
    pthread_t     threads[64];
    struct worker workers[64];
    printf("ready\n");
    fflush(stdout);
    for (unsigned i = 0; i < queues; i++) {
        workers[i] = (struct worker){ ports, i };
        if (pthread_create(&threads[i], NULL, work, &workers[i]) != 0)
            return 1;
    }
    for (unsigned i = 0; i < queues; i++)
        pthread_join(threads[i], NULL);
    printf("{\"cpu_s\":%.6f,\"ports\":[", cpu_seconds());
    print_stats(ports[0], ",");
    print_stats(ports[1], "]}\n");
    return 0;
}

int main(int argc, char **argv)
{
    struct port_config config = { .queues = 1, .promiscuous = true, .offload = true };
    struct port       *ports[2] = { NULL, NULL };
    char               error[PORT_ERROR_SIZE];
    unsigned           count = 0;
    struct sigaction   a = { .sa_handler = on_signal };
    sigaction(SIGTERM, &a, NULL);
    sigaction(SIGINT, &a, NULL);
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--no-offload") == 0)
            config.offload = false;
        else if (strcmp(argv[i], "--queues") == 0 && i + 1 < argc)
            config.queues = (unsigned)atoi(argv[++i]);
        else if (strcmp(argv[i], "--spins") == 0 && i + 1 < argc)
            spins = (unsigned)atoi(argv[++i]);
        else if (count < 2 && (config.spec = argv[i]) && port_open(&config, &ports[count++], error) != WFP_OK) {
            fprintf(stderr, "%s\n", error);
            return 2;
        }
    }
    if (count != 2) {
        fprintf(stderr, "usage: port_forward [--no-offload] [--queues N] [--spins N] PORT PORT\n");
        return 2;
    }
    unsigned queues = port_queues(ports[0]) < port_queues(ports[1]) ? port_queues(ports[0]) : port_queues(ports[1]);
    int      status = run(ports, queues);
    port_close(ports[0]);
    port_close(ports[1]);
    return status;
}
