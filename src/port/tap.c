/* TAP devices: what the kernel sends to the device is received here, what is sent here the kernel receives from it. With
 * IFF_VNET_HDR large TCP and UDP frames come and go whole. One frame a system call: the device knows no batches.
 *
 * The device may be moved into another network namespace, where its user is; so its state is asked of the descriptor. */
#include <errno.h>
#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/uio.h>
#include <unistd.h>

#include "port/port_ops.h"
#include "port/vnet.h"

#ifndef TUN_F_USO4
#define TUN_F_USO4 0x20
#define TUN_F_USO6 0x40
#endif

#define TAP_FRAME_MOST (65535u + 18)   /* of one read */
#define TAP_ROOM       (1024u * 1024)  /* of one batch: a bit more than a dozen of the largest, or PORT_BATCH ordinary ones */
#define ALIGN          16u

struct tap_queue {
    int      fd;
    uint8_t *room;
};

struct tap {
    struct tap_queue queues[PORT_MAX_QUEUES];
};

static struct tap *tap_of(const struct port *p)
{
    return p->own;
}

/* --- opening -------------------------------------------------------------------------------------------------------- */

static int attach(const char *name, short flags, char made[IFNAMSIZ])
{
    struct ifreq r = { .ifr_flags = flags };
    int          fd = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0)
        return -1;
    strncpy(r.ifr_name, name, IFNAMSIZ - 1);
    if (ioctl(fd, TUNSETIFF, &r) < 0) {
        int err = errno;
        close(fd);
        errno = err;
        return -1;
    }
    memcpy(made, r.ifr_name, IFNAMSIZ);
    return fd;
}

/* A device that exists already has several queues or one, and must be opened as it is. */
static int attach_first(struct port *p, const char *name, short *flags, char made[IFNAMSIZ])
{
    short base = IFF_TAP | IFF_NO_PI | IFF_VNET_HDR, many = base | IFF_MULTI_QUEUE;
    *flags = p->queues > 1 ? many : base;
    int fd = attach(name, *flags, made);
    if (fd >= 0 || errno != EINVAL)
        return fd;
    *flags = p->queues > 1 ? base : many;
    fd = attach(name, *flags, made);
    if (fd >= 0 && *flags == base)
        p->queues = 1;
    return fd;
}

/* What the kernel may hand to us unfinished; older ones know no USO. Sending is not asked about: the kernel takes all. */
static bool set_offload(int fd, bool offload)
{
    unsigned most = TUN_F_CSUM | TUN_F_TSO4 | TUN_F_TSO6 | TUN_F_TSO_ECN;
    if (!offload)
        return ioctl(fd, TUNSETOFFLOAD, 0) == 0;
    return ioctl(fd, TUNSETOFFLOAD, most | TUN_F_USO4 | TUN_F_USO6) == 0 || ioctl(fd, TUNSETOFFLOAD, most) == 0;
}

static enum wfp_status prepare(struct port *p, const struct port_config *config, unsigned queue, char error[PORT_ERROR_SIZE])
{
    struct tap_queue *q = &tap_of(p)->queues[queue];
    int               size = sizeof(struct virtio_net_hdr);
    q->room = malloc(TAP_ROOM);
    if (!q->room)
        return port_say(error, WFP_NO_MEMORY, p->name, "not enough memory");
    if (ioctl(q->fd, TUNSETVNETHDRSZ, &size) < 0)
        return port_say_errno(error, p->name, "setting the header's size", errno);
    if (!set_offload(q->fd, config->offload))
        return port_say_errno(error, p->name, "setting offloads", errno);
    return WFP_OK;
}

static enum wfp_status open_queues(struct port *p, const struct port_config *config, const char *name, char error[PORT_ERROR_SIZE])
{
    short flags;
    char  made[IFNAMSIZ];
    int   fd = tap_of(p)->queues[0].fd = attach_first(p, name, &flags, made);
    if (fd < 0 && errno == EBUSY)
        return port_say(error, WFP_DEVICE_BUSY, name, "another program has this TAP device open");
    if (fd < 0)
        return port_say_errno(error, name, "opening the TAP device", errno);
    snprintf(p->name, sizeof(p->name), "%s", made);
    RETURN_IF(prepare(p, config, 0, error));
    for (unsigned i = 1; i < p->queues; i++) {
        tap_of(p)->queues[i].fd = attach(made, flags, made);
        if (tap_of(p)->queues[i].fd < 0)
            return port_say_errno(error, p->name, "opening another queue", errno);
        RETURN_IF(prepare(p, config, i, error));
    }
    return WFP_OK;
}

static enum wfp_status tap_open(struct port *p, const struct port_config *config, const char *rest, char error[PORT_ERROR_SIZE])
{
    struct device before;
    bool          existed = device_find(rest, &before) == WFP_OK;
    if (strlen(rest) >= IFNAMSIZ)
        return port_say(error, WFP_INVALID_PARAMETER, rest, "the name of an interface has at most %u characters", IFNAMSIZ - 1);
    struct tap *t = p->own = malloc(sizeof(*t));
    if (!t)
        return port_say(error, WFP_NO_MEMORY, rest, "not enough memory");
    for (unsigned i = 0; i < PORT_MAX_QUEUES; i++)
        t->queues[i] = (struct tap_queue){ .fd = -1 };
    RETURN_IF(open_queues(p, config, rest, error));
    if (device_find(p->name, &p->device) != WFP_OK)
        return port_say_errno(error, p->name, "reading its properties", errno);
    if (!existed && !device_set_up(p->name))
        return port_say_errno(error, p->name, "setting it up", errno);
    p->takes = PORT_TAKES_ALL; /* the kernel does it for its own stack, whatever the caller wants to be handed */
    return WFP_OK;
}

static void tap_close(struct port *p)
{
    struct tap *t = tap_of(p);
    for (unsigned i = 0; t && i < PORT_MAX_QUEUES; i++) {
        if (t->queues[i].fd >= 0)
            close(t->queues[i].fd);
        free(t->queues[i].room);
    }
    free(t);
}

static int tap_fd(struct port *p, unsigned queue)
{
    return tap_of(p)->queues[queue].fd;
}

/* A TAP is writable exactly while it is up. */
static enum port_state tap_state(struct port *p)
{
    struct pollfd f = { .fd = tap_of(p)->queues[0].fd, .events = POLLOUT };
    struct ifreq  r = { 0 };
    struct device now;
    if (poll(&f, 1, 0) > 0 && f.revents & (POLLERR | POLLHUP))
        return PORT_GONE;
    if (ioctl(f.fd, TUNGETIFF, &r) == 0 && device_look(p->device.index, &now) == WFP_OK && strcmp(now.name, r.ifr_name) == 0)
        atomic_store(&p->mtu, now.mtu);
    return f.revents & POLLOUT ? PORT_UP : PORT_DOWN;
}

/* --- frames --------------------------------------------------------------------------------------------------------- */

/* The device is gone, or its frame does not fit: the caller goes on with the next. False: nothing was there. */
static bool read_one(struct port *p, unsigned queue, uint8_t *at, size_t room, struct frame *out, size_t *size)
{
    struct virtio_net_hdr v;
    struct iovec          io[] = { { &v, sizeof(v) }, { at, room } };
    ssize_t               n = readv(tap_of(p)->queues[queue].fd, io, COUNT_OF(io));
    *size = 0;
    if (n < 0 && errno != EAGAIN && errno != EINTR)
        port_state(p);
    if (n < (ssize_t)sizeof(v))
        return false;
    size_t got = (size_t)n - sizeof(v);
    if (got > room) /* cannot be: `room` holds the largest */
        count(&p->queue[queue].counters.truncated, 1);
    else if (!vnet_read(&v, &out->offload))
        count(&p->queue[queue].counters.malformed, 1);
    else
        *size = got;
    out->bytes = bytes_of(at, *size);
    return true;
}

static unsigned tap_receive(struct port *p, unsigned queue, struct frame *frames, unsigned max)
{
    uint8_t *room = tap_of(p)->queues[queue].room;
    size_t   used = 0, size;
    unsigned n = 0;
    while (n < max && TAP_ROOM - used >= TAP_FRAME_MOST && read_one(p, queue, &room[used], TAP_FRAME_MOST, &frames[n], &size)) {
        if (size)
            n++;
        used += (size + ALIGN - 1) / ALIGN * ALIGN;
    }
    return n;
}

static bool write_one(int fd, const struct frame *f)
{
    struct virtio_net_hdr v;
    struct iovec io[] = { { &v, sizeof(v) }, { (void *)(uintptr_t)f->bytes.at, bytes_left(&f->bytes) } };
    vnet_write(&f->offload, &v);
    return writev(fd, io, COUNT_OF(io)) >= 0;
}

static unsigned tap_send(struct port *p, unsigned queue, const struct frame *frames, unsigned n)
{
    int      fd = tap_of(p)->queues[queue].fd;
    unsigned sent = 0;
    for (unsigned i = 0; i < n; i++) {
        if (write_one(fd, &frames[i]))
            sent++;
        else if (errno == EIO || errno == EBADFD) /* down or gone */
            break;
    }
    count(&p->queue[queue].counters.send_dropped, n - sent);
    if (sent < n)
        port_state(p);
    return sent;
}

const struct port_ops tap_port_ops = {
    .kind = "tap",
    .open = tap_open,
    .close = tap_close,
    .fd = tap_fd,
    .receive = tap_receive,
    .send = tap_send,
    .state = tap_state,
};
