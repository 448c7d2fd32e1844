#include "host/port_loop.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#define TICK_MS 50
#define LAST_ROUNDS 64 /* of batches: what is in the rings when the loop is told to end */

struct loop {
    const struct port_loop_config *config;
    int                            bell; /* drivers have asked for something */
    enum port_state                states[PORT_LOOP_MAX];
    unsigned                       gone;
    uint64_t                       ticked_ms;
};

static void on_work(void *context)
{
    const struct loop *l = context;
    (void)!eventfd_write(l->bell, 1);
}

static void say_state(struct loop *l, unsigned i, enum port_state now)
{
    static const char *const words[] = { [PORT_UP] = "is up", [PORT_DOWN] = "is down: what is for it is lost until it is up again",
                                         [PORT_GONE] = "is gone" };
    char line[128];
    if (now == l->states[i])
        return;
    l->states[i] = now;
    l->gone += now == PORT_GONE;
    snprintf(line, sizeof(line), "port %s %s", port_name(l->config->ports[i]), words[now]);
    l->config->say(l->config->context, line);
}

static void serve(const struct loop *l)
{
    while (l->config->serve(l->config->context))
        ;
}

static void flush(const struct loop *l)
{
    if (l->config->leave)
        l->config->leave(l->config->context);
    for (unsigned i = 0; i < l->config->count; i++)
        if (l->states[i] == PORT_UP)
            port_flush(l->config->ports[i], 0);
}

/* What drivers do about a frame is walked before the next one: they see packets in the order of the wire. */
static unsigned receive(struct loop *l, unsigned i)
{
    const struct port_loop_config *c = l->config;
    struct frame                   frames[PORT_BATCH];
    unsigned                       n = port_receive(c->ports[i], 0, frames, PORT_BATCH);
    if (n && c->together)
        c->together(c->context, i, frames, n);
    for (unsigned k = 0; k < n; k++) {
        c->frame(c->context, i, frames[k].bytes);
        serve(l);
    }
    if (n == 0)
        say_state(l, i, port_state(c->ports[i]));
    return n;
}

/* What has come by now still goes its way. */
static void finish(struct loop *l)
{
    unsigned any = 1;
    for (unsigned round = 0; any && round < LAST_ROUNDS; round++) {
        any = 0;
        for (unsigned i = 0; i < l->config->count; i++)
            any += l->states[i] == PORT_UP ? receive(l, i) : 0;
        flush(l);
    }
}

/* By the clock, not when nothing has come for a while: under load there is no such while. */
static void tick(struct loop *l)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    uint64_t now_ms = (uint64_t)t.tv_sec * 1000u + (uint64_t)t.tv_nsec / 1000000u;
    if (now_ms - l->ticked_ms < TICK_MS)
        return;
    l->ticked_ms = now_ms;
    l->config->tick(l->config->context);
}

static void one_turn(struct loop *l, const struct pollfd *fds)
{
    const struct port_loop_config *c = l->config;
    eventfd_t                      count;
    if (fds[c->count].revents)
        (void)!eventfd_read(l->bell, &count);
    if (fds[c->count + 1].revents)
        c->read_news(c->context);
    for (unsigned i = 0; i < c->count; i++)
        if (fds[i].revents)
            (void)receive(l, i);
    serve(l);
    flush(l);
    if (c->tick)
        tick(l);
}

static void look_at(struct loop *l, struct pollfd *fds)
{
    const struct port_loop_config *c = l->config;
    for (unsigned i = 0; i < c->count; i++)
        fds[i] = (struct pollfd){ .fd = l->states[i] == PORT_GONE ? -1 : port_fd(c->ports[i], 0), .events = POLLIN };
    fds[c->count] = (struct pollfd){ .fd = l->bell, .events = POLLIN };
    fds[c->count + 1] = (struct pollfd){ .fd = c->news, .events = POLLIN };
    fds[c->count + 2] = (struct pollfd){ .fd = c->stop, .events = POLLIN };
}

enum wfp_status port_loop(const struct port_loop_config *config)
{
    struct pollfd fds[PORT_LOOP_MAX + 3];
    struct loop   l = { .config = config, .bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK) };
    if (l.bell < 0)
        return WFP_NO_MEMORY;
    kernel_on_work(config->kernel, on_work, &l);
    serve(&l);
    do {
        look_at(&l, fds);
        if (poll(fds, config->count + 3, TICK_MS) >= 0)
            one_turn(&l, fds);
        else if (errno != EINTR)
            break;
    } while (!fds[config->count + 2].revents && l.gone < config->count);
    finish(&l);
    kernel_on_work(config->kernel, NULL, NULL);
    close(l.bell);
    return WFP_OK;
}
