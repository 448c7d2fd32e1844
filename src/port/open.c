/* The text that opens a port: which kind it is of, and what is said when it cannot be had. */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "port/port_ops.h"

static const struct port_ops *const kinds[] = { &tap_port_ops, &packet_port_ops, &xdp_port_ops, &pcap_port_ops, &loop_port_ops };

enum wfp_status port_say(char error[PORT_ERROR_SIZE], enum wfp_status status, const char *name, const char *format, ...)
{
    va_list list;
    int     n = snprintf(error, PORT_ERROR_SIZE, "%s: ", name);
    va_start(list, format);
    if (n >= 0 && n < (int)PORT_ERROR_SIZE)
        vsnprintf(&error[n], PORT_ERROR_SIZE - (size_t)n, format, list);
    va_end(list);
    for (char *c = error; *c; c++)
        if ((unsigned char)*c < 0x20)
            *c = '?';
    return status;
}

enum wfp_status port_say_errno(char error[PORT_ERROR_SIZE], const char *name, const char *what, int err)
{
    if (err == EPERM || err == EACCES)
        return port_say(error, WFP_ACCESS_DENIED, name, "%s: %s; run as root, or with CAP_NET_RAW, CAP_NET_ADMIN and CAP_BPF", what,
                        strerror(err));
    if (err == ENODEV || err == ENXIO || err == ENOENT)
        return port_say(error, WFP_NOT_FOUND, name, "%s: %s; `ip link` lists what there is", what, strerror(err));
    if (err == EOPNOTSUPP || err == ENOPROTOOPT || err == EAFNOSUPPORT)
        return port_say(error, WFP_UNSUPPORTED, name, "%s: this kernel cannot do it (%s)", what, strerror(err));
    return port_say(error, err == ENOMEM ? WFP_NO_MEMORY : WFP_IO_ERROR, name, "%s: %s", what, strerror(err));
}

enum wfp_status port_take_interface(struct port *p, const struct port_config *config, const char *name, char error[PORT_ERROR_SIZE])
{
    snprintf(p->name, sizeof(p->name), "%s", name);
    if (device_find(name, &p->device) != WFP_OK)
        return port_say_errno(error, p->name, "opening the interface", errno);
    if (!p->device.is_ethernet)
        return port_say(error, WFP_UNSUPPORTED, p->name, "its frames are not Ethernet");
    if (config->promiscuous && p->device.is_loopback)
        return port_say(error, WFP_UNSUPPORTED, p->name, "a loopback interface is the host's alone, its frames cannot be taken away");
    return WFP_OK;
}

/* "KIND:REST"; without a kind it is an interface, and a TAP's other side can only be had as a TAP. */
static const struct port_ops *kind_of(const char *spec, const char **rest)
{
    const char *colon = strchr(spec, ':');
    *rest = colon ? colon + 1 : spec;
    if (!colon)
        return device_is_tap(spec) ? &tap_port_ops : &packet_port_ops;
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (strlen(kinds[i]->kind) == (size_t)(colon - spec) && strncmp(kinds[i]->kind, spec, (size_t)(colon - spec)) == 0)
            return kinds[i];
    return NULL;
}

/* Who takes finished frames only may have taken a part of a large one, of which the device knows nothing any more; and a busy queue
 * of an interface is looked at without being told (attention.h). */
static bool hook_more(struct port *p, struct port_queue *q)
{
    if (p->hand_over_offload && !p->device.index)
        return true;
    q->more_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    return q->more_fd >= 0 && port_hook(q->poll_fd, q->more_fd);
}

static enum wfp_status make_pollable(struct port *p, char error[PORT_ERROR_SIZE])
{
    if (p->device.index)
        p->watch = device_watch();
    for (unsigned i = 0; i < p->queues; i++) {
        struct port_queue *q = &p->queue[i];
        q->poll_fd = epoll_create1(EPOLL_CLOEXEC);
        if (q->poll_fd < 0 || !port_hook(q->poll_fd, p->ops->fd(p, i)) || !hook_more(p, q))
            return port_say_errno(error, p->name, "waiting for frames", errno);
    }
    if (p->watch >= 0 && !port_hook(p->queue[0].poll_fd, p->watch))
        return port_say_errno(error, p->name, "waiting for changes", errno);
    return WFP_OK;
}

static enum wfp_status open_as(struct port *p, const struct port_config *config, const char *rest, char error[PORT_ERROR_SIZE])
{
    p->queues = config->queues ? config->queues : 1;
    if (p->queues > PORT_MAX_QUEUES)
        return port_say(error, WFP_OUT_OF_BOUNDS, rest, "%u queues; at most %u", p->queues, PORT_MAX_QUEUES);
    p->queue = calloc(p->queues, sizeof(*p->queue));
    if (!p->queue)
        return port_say(error, WFP_NO_MEMORY, rest, "not enough memory");
    for (unsigned i = 0; i < p->queues; i++)
        p->queue[i].poll_fd = p->queue[i].more_fd = -1;
    RETURN_IF(p->ops->open(p, config, rest, error));
    atomic_store(&p->mtu, p->device.mtu);
    atomic_store(&p->state, p->ops->state(p));
    return make_pollable(p, error);
}

enum wfp_status port_open(const struct port_config *config, struct port **out, char error[PORT_ERROR_SIZE])
{
    const char            *rest;
    const struct port_ops *ops = kind_of(config->spec, &rest);
    if (!ops || !*rest)
        return port_say(error, WFP_INVALID_PARAMETER, config->spec, "no port; write IFACE, tap:NAME, packet:IFACE, xdp:IFACE, "
                        "pcap:IN[,OUT] or loop:NAME");
    struct port *p = calloc(1, sizeof(*p));
    if (!p)
        return port_say(error, WFP_NO_MEMORY, config->spec, "not enough memory");
    p->ops = ops;
    p->watch = -1;
    p->hand_over_offload = config->offload;
    enum wfp_status err = open_as(p, config, rest, error);
    if (err) {
        port_close(p);
        return err;
    }
    *out = p;
    return WFP_OK;
}

void port_close(struct port *p)
{
    if (!p)
        return;
    if (p->queue) {
        p->ops->close(p);
        for (unsigned i = 0; i < p->queues; i++) {
            if (p->queue[i].poll_fd >= 0)
                close(p->queue[i].poll_fd);
            if (p->queue[i].more_fd >= 0)
                close(p->queue[i].more_fd);
            free(p->queue[i].in.scratch);
            free(p->queue[i].out.scratch);
        }
    }
    if (p->watch >= 0)
        close(p->watch);
    free(p->queue);
    free(p);
}
