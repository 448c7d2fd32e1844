/* An interface through AF_PACKET: a ring of slots that the kernel fills (TPACKET_V2), with PACKET_VNET_HDR so that large and
 * unfinished frames come and go as they are. A frame that does not fit its slot (a large one, a jumbo) comes whole through the
 * socket instead (PACKET_COPY_THRESH). Why not TPACKET_V3, whose blocks wait for a timer: docs/adr/0015-ports.md. */
#include <errno.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "port/fanout.h"
#include "port/ingress_drop.h"
#include "port/packet_out.h"
#include "port/port_ops.h"
#include "port/vnet.h"

#ifndef PACKET_IGNORE_OUTGOING
#define PACKET_IGNORE_OUTGOING 23
#endif

#define RING_SLOTS    2048u
#define RING_BLOCK    (1024u * 1024)
#define SLOT_OVERHEAD 128u              /* ring header, address, vnet header, RESERVE */
#define RESERVE       16u               /* room before a frame, for the tag that the kernel took out */
#define TAG_SIZE      4u
#define LARGE_ROOM    (2u * 1024 * 1024) /* of one batch's frames that came through the socket */
#define LARGE_MOST    (65536u + 64)
#define SOCKET_BUFFER (16 * 1024 * 1024)

struct packet_queue {
    int       fd;
    uint8_t  *ring; /* MAP_FAILED: none */
    unsigned  slots, slot_size, next, held; /* `held` slots before `next` are handed out */
    uint8_t  *large;
    struct packet_out out;
    _Atomic uint64_t dropped; /* by the kernel, as far as asked */
};

struct packet_port {
    struct packet_queue queues[PORT_MAX_QUEUES];
    int                 drop;     /* keeps the host's own stack off the frames; -1: none */
    int                 hear_all; /* device_hear_all(); -1: none */
};

static struct packet_port *own_of(const struct port *p)
{
    return p->own;
}

/* --- opening -------------------------------------------------------------------------------------------------------- */

static bool set(int fd, int option, const void *value, socklen_t size)
{
    return setsockopt(fd, SOL_PACKET, option, value, size) == 0;
}

static bool set_int(int fd, int option, int value)
{
    return set(fd, option, &value, sizeof(value));
}

/* Slots for ordinary frames of this MTU; a power of two, so that blocks have no rest. */
static unsigned slot_size(uint32_t mtu)
{
    unsigned size = 2048;
    while (size < mtu + SLOT_OVERHEAD && size < 16384)
        size *= 2;
    return size;
}

static bool make_ring(struct packet_queue *q, uint32_t mtu)
{
    q->slot_size = slot_size(mtu);
    q->slots = RING_SLOTS;
    size_t             size = (size_t)q->slots * q->slot_size;
    struct tpacket_req r = { RING_BLOCK, (unsigned)(size / RING_BLOCK), q->slot_size, q->slots };
    if (!set(q->fd, PACKET_RX_RING, &r, sizeof(r)))
        return false;
    q->ring = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, q->fd, 0);
    return q->ring != MAP_FAILED;
}

static void enlarge_buffers(int fd)
{
    int size = SOCKET_BUFFER;
    if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof(size)) < 0)
        (void)!setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof(size));
    if (setsockopt(fd, SOL_SOCKET, SO_SNDBUFFORCE, &size, sizeof(size)) < 0)
        (void)!setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &size, sizeof(size));
}

/* Everything before bind(), so that no frame comes in another form. */
static const char *prepare(struct packet_queue *q, uint32_t mtu)
{
    if (!set_int(q->fd, PACKET_VERSION, TPACKET_V2) || !set_int(q->fd, PACKET_RESERVE, RESERVE))
        return "choosing the ring";
    if (!set_int(q->fd, PACKET_VNET_HDR, 1))
        return "taking unfinished frames";
    if (!set_int(q->fd, PACKET_COPY_THRESH, 1))
        return "taking large frames";
    (void)!set_int(q->fd, PACKET_IGNORE_OUTGOING, 1); /* older kernels: is_ours() below */
    return make_ring(q, mtu) ? NULL : "making the ring";
}

static bool bind_to(int fd, const struct device *d)
{
    struct sockaddr_ll a = { .sll_family = AF_PACKET, .sll_protocol = __builtin_bswap16(ETH_P_ALL), .sll_ifindex = (int)d->index };
    return bind(fd, (struct sockaddr *)&a, sizeof(a)) == 0;
}

static enum wfp_status open_queue(struct port *p, unsigned queue, int *group, char error[PORT_ERROR_SIZE])
{
    struct packet_queue *q = &own_of(p)->queues[queue];
    q->fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (q->fd < 0)
        return port_say_errno(error, p->name, "opening a packet socket", errno);
    q->large = malloc(LARGE_ROOM);
    if (!q->large)
        return port_say(error, WFP_NO_MEMORY, p->name, "not enough memory");
    enlarge_buffers(q->fd);
    const char *failed = prepare(q, p->device.mtu);
    if (!failed && queue && !fanout_deafen(q->fd))
        failed = "filtering frames";
    if (!failed && !bind_to(q->fd, &p->device))
        failed = "binding to it";
    if (!failed && p->queues > 1 && !fanout_join(q->fd, queue, group))
        failed = "sharing frames among queues";
    if (!failed)
        packet_out_open(&q->out, p->device.index);
    return failed ? port_say_errno(error, p->name, failed, errno) : WFP_OK;
}

/* The interface is the port's alone. */
static enum wfp_status take_over(struct port *p, char error[PORT_ERROR_SIZE])
{
    struct packet_port *own = own_of(p);
    own->hear_all = device_hear_all(p->device.index);
    if (own->hear_all < 0)
        return port_say_errno(error, p->name, "receiving what is for others", errno);
    own->drop = ingress_drop_attach(p->device.index);
    if (own->drop < 0 && errno == EINVAL)
        return port_say(error, WFP_UNSUPPORTED, p->name, "the kernel has no tcx (Linux 6.6), by which the interface would be the switch's "
                        "alone; use tap:");
    return own->drop < 0 ? port_say_errno(error, p->name, "keeping the host's own stack off its frames", errno) : WFP_OK;
}

static enum wfp_status packet_open(struct port *p, const struct port_config *config, const char *rest, char error[PORT_ERROR_SIZE])
{
    int group = 0;
    RETURN_IF(port_take_interface(p, config, rest, error));
    struct packet_port *own = p->own = malloc(sizeof(*own));
    if (!own)
        return port_say(error, WFP_NO_MEMORY, p->name, "not enough memory");
    for (unsigned i = 0; i < PORT_MAX_QUEUES; i++)
        own->queues[i] = (struct packet_queue){ .fd = -1, .ring = MAP_FAILED, .out = { .fd = -1, .ring = MAP_FAILED } };
    own->drop = own->hear_all = -1;
    for (unsigned i = 0; i < p->queues; i++)
        RETURN_IF(open_queue(p, i, &group, error));
    p->takes = PORT_TAKES_ALL;
    return config->promiscuous ? take_over(p, error) : WFP_OK;
}

static void packet_close(struct port *p)
{
    struct packet_port *own = own_of(p);
    if (!own)
        return;
    for (unsigned i = 0; i < PORT_MAX_QUEUES; i++) {
        struct packet_queue *q = &own->queues[i];
        if (q->ring != MAP_FAILED)
            munmap(q->ring, (size_t)q->slots * q->slot_size);
        if (q->fd >= 0)
            close(q->fd);
        free(q->large);
        packet_out_close(&q->out);
    }
    if (own->drop >= 0)
        close(own->drop);
    if (own->hear_all >= 0)
        close(own->hear_all);
    free(own);
}

static int packet_fd(struct port *p, unsigned queue)
{
    return own_of(p)->queues[queue].fd;
}

static enum port_state packet_state(struct port *p)
{
    struct device now;
    if (device_look(p->device.index, &now) != WFP_OK)
        return PORT_GONE;
    atomic_store(&p->mtu, now.mtu);
    return now.running ? PORT_UP : PORT_DOWN;
}

/* The kernel's count begins anew with every question. */
static void packet_stats(const struct port *p, struct port_stats *out)
{
    for (unsigned i = 0; i < p->queues; i++) {
        struct packet_queue *q = &own_of(p)->queues[i];
        struct tpacket_stats s;
        socklen_t            size = sizeof(s);
        if (getsockopt(q->fd, SOL_PACKET, PACKET_STATISTICS, &s, &size) == 0)
            atomic_fetch_add(&q->dropped, s.tp_drops);
        out->receive_dropped += atomic_load(&q->dropped);
    }
}

/* --- receiving ------------------------------------------------------------------------------------------------------ */

static struct tpacket2_hdr *slot(const struct packet_queue *q, unsigned i)
{
    return (struct tpacket2_hdr *)&q->ring[(size_t)(i % q->slots) * q->slot_size];
}

/* What was handed out before is the kernel's again. */
static void release(struct packet_queue *q)
{
    for (; q->held; q->held--)
        __atomic_store_n(&slot(q, q->next - q->held)->tp_status, TP_STATUS_KERNEL, __ATOMIC_RELEASE);
}

static bool is_ours(const struct tpacket2_hdr *h)
{
    const struct sockaddr_ll *a = (const struct sockaddr_ll *)((const uint8_t *)h + TPACKET_ALIGN(sizeof(*h)));
    return a->sll_pkttype == PACKET_OUTGOING;
}

/* Puts the tag back that the kernel took out of the frame: there is room before it. */
static void insert_tag(const struct tpacket2_hdr *h, uint8_t *room, struct frame *f)
{
    uint16_t tpid = h->tp_status & TP_STATUS_VLAN_TPID_VALID ? h->tp_vlan_tpid : ETH_P_8021Q;
    uint8_t  tag[TAG_SIZE] = { (uint8_t)(tpid >> 8), (uint8_t)tpid, (uint8_t)(h->tp_vlan_tci >> 8), (uint8_t)h->tp_vlan_tci };
    size_t   size = bytes_left(&f->bytes);
    if (!(h->tp_status & TP_STATUS_VLAN_VALID) || size < 2 * ETH_ALEN)
        return;
    memmove(room, &room[TAG_SIZE], 2 * ETH_ALEN);
    memcpy(&room[2 * ETH_ALEN], tag, TAG_SIZE);
    f->bytes = bytes_of(room, size + TAG_SIZE);
    if (f->offload.needs_checksum)
        f->offload.checksum_start += TAG_SIZE;
    if (f->offload.gso != FRAME_GSO_NONE)
        f->offload.header_size += TAG_SIZE;
}

/* False: counted, and left out. `before` has TAG_SIZE bytes of room, then the frame. */
static bool make_frame(struct port_counters *c, const struct tpacket2_hdr *h, const struct virtio_net_hdr *v, uint8_t *before, size_t size,
                       struct frame *out)
{
    out->bytes = bytes_of(&before[TAG_SIZE], size);
    if (!vnet_read(v, &out->offload)) {
        count(&c->malformed, 1);
        return false;
    }
    insert_tag(h, before, out);
    return true;
}

static bool from_slot(struct port_counters *c, struct tpacket2_hdr *h, struct frame *out)
{
    struct virtio_net_hdr v;
    uint8_t              *frame = &((uint8_t *)h)[h->tp_mac];
    if (h->tp_snaplen < h->tp_len) { /* no room for a copy in the socket's buffer */
        count(&c->truncated, 1);
        return false;
    }
    memcpy(&v, &((uint8_t *)h)[h->tp_mac - sizeof(v)], sizeof(v));
    return make_frame(c, h, &v, &frame[-(ptrdiff_t)TAG_SIZE], h->tp_snaplen, out);
}

/* The frame of this slot did not fit, and waits in the socket's queue. */
static bool from_socket(struct packet_queue *q, struct port_counters *c, const struct tpacket2_hdr *h, size_t *used, struct frame *out)
{
    struct virtio_net_hdr v;
    uint8_t              *room = &q->large[*used];
    struct iovec          io[] = { { &v, sizeof(v) }, { &room[TAG_SIZE], LARGE_MOST - TAG_SIZE } };
    struct msghdr         m = { .msg_iov = io, .msg_iovlen = 2 };
    ssize_t               n = recvmsg(q->fd, &m, MSG_DONTWAIT);
    if (n < (ssize_t)sizeof(v) || m.msg_flags & MSG_TRUNC) {
        count(&c->truncated, 1);
        return false;
    }
    *used += (TAG_SIZE + (size_t)n + 63) / 64 * 64;
    return make_frame(c, h, &v, room, (size_t)n - sizeof(v), out);
}

static unsigned take(struct packet_queue *q, struct port_counters *c, struct frame *frames, unsigned max)
{
    unsigned n = 0;
    size_t   used = 0;
    while (n < max && LARGE_ROOM - used >= LARGE_MOST) {
        struct tpacket2_hdr *h = slot(q, q->next);
        uint32_t             status = __atomic_load_n(&h->tp_status, __ATOMIC_ACQUIRE);
        if (!(status & TP_STATUS_USER))
            break;
        bool good = status & TP_STATUS_COPY ? from_socket(q, c, h, &used, &frames[n]) : from_slot(c, h, &frames[n]);
        if (good && !is_ours(h))
            n++;
        q->next++;
        q->held++;
    }
    return n;
}

static unsigned packet_receive(struct port *p, unsigned queue, struct frame *frames, unsigned max)
{
    struct packet_queue *q = &own_of(p)->queues[queue];
    release(q);
    return take(q, &p->queue[queue].counters, frames, max);
}

/* It went down, and poll() says so until somebody has asked. */
static bool packet_failed(struct port *p, unsigned queue)
{
    int       err = 0;
    socklen_t size = sizeof(err);
    return getsockopt(own_of(p)->queues[queue].fd, SOL_SOCKET, SO_ERROR, &err, &size) == 0 && err;
}

/* --- sending -------------------------------------------------------------------------------------------------------- */

struct packet_batch {
    struct mmsghdr        messages[PORT_BATCH];
    struct iovec          io[PORT_BATCH][2];
    struct virtio_net_hdr v[PORT_BATCH];
};

static void fill(struct packet_batch *b, const struct frame *frames, unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        vnet_write(&frames[i].offload, &b->v[i]);
        b->io[i][0] = (struct iovec){ &b->v[i], sizeof(b->v[i]) };
        b->io[i][1] = (struct iovec){ (void *)(uintptr_t)frames[i].bytes.at, bytes_left(&frames[i].bytes) };
        b->messages[i] = (struct mmsghdr){ .msg_hdr = { .msg_iov = b->io[i], .msg_iovlen = 2 } };
    }
}

static void look_again(struct port *p, int err)
{
    if (err == ENETDOWN || err == ENXIO || err == ENODEV)
        port_state(p);
}

/* One frame was refused. False: so will be the rest. */
static bool refused(struct port *p, struct port_counters *c, int err)
{
    count(err == EMSGSIZE ? &c->oversized : &c->send_dropped, 1);
    look_again(p, err);
    return err == EMSGSIZE || err == EINVAL;
}

static unsigned send_batch(struct port *p, unsigned queue, struct packet_batch *b, unsigned n)
{
    struct port_counters *c = &p->queue[queue].counters;
    unsigned              sent = 0, at = 0;
    while (at < n) {
        int done = sendmmsg(own_of(p)->queues[queue].fd, &b->messages[at], n - at, MSG_DONTWAIT);
        if (done > 0) {
            sent += (unsigned)done;
            at += (unsigned)done;
        } else if (errno != EINTR) {
            at++;
            if (!refused(p, c, errno)) {
                count(&c->send_dropped, n - at);
                break;
            }
        }
    }
    return sent;
}

/* Those at the front that are small enough; *sent of them were sent. */
static unsigned send_small(struct port *p, unsigned queue, const struct frame *frames, unsigned n, unsigned *sent)
{
    struct packet_out *o = &own_of(p)->queues[queue].out;
    unsigned           taken = 0;
    int                err;
    if (atomic_load_explicit(&p->mtu, memory_order_relaxed) < PACKET_OUT_MOST) /* one may be too long, and be counted */
        return 0;
    while (taken < n && packet_out_put(o, &frames[taken]))
        taken++;
    unsigned gone = packet_out_flush(o, &err);
    count(&p->queue[queue].counters.send_dropped, taken - gone);
    look_again(p, err);
    *sent += gone;
    return taken;
}

/* One at least, and those behind it that are not small. */
static unsigned send_others(struct port *p, unsigned queue, const struct frame *frames, unsigned n, unsigned *sent)
{
    struct packet_batch b;
    unsigned            count = 1;
    while (count < n && count < PORT_BATCH && !packet_out_takes(&frames[count]))
        count++;
    fill(&b, frames, count);
    *sent += send_batch(p, queue, &b, count);
    return count;
}

static unsigned packet_send(struct port *p, unsigned queue, const struct frame *frames, unsigned n)
{
    unsigned sent = 0;
    for (unsigned at = 0; at < n;) {
        at += send_small(p, queue, &frames[at], n - at, &sent);
        if (at < n)
            at += send_others(p, queue, &frames[at], n - at, &sent);
    }
    return sent;
}

const struct port_ops packet_port_ops = {
    .kind = "packet",
    .open = packet_open,
    .close = packet_close,
    .fd = packet_fd,
    .receive = packet_receive,
    .send = packet_send,
    .state = packet_state,
    .failed = packet_failed,
    .stats = packet_stats,
};
