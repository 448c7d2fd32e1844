/* An interface through AF_XDP in copy mode: frames lie in memory shared with the kernel (UMEM), half of it for what is received,
 * half for what is sent. A program of six instructions sends every frame of the interface's queues here, so the host's own
 * stack sees none; it is our own, because libxdp asks for others' programs first, which takes CAP_SYS_ADMIN. Nothing is known of
 * checksums that the sender left open, nor of tags that the driver took out: docs/ports.md. */
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <linux/if_link.h>
#include <linux/if_xdp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>
#include <xdp/libxdp.h>
#include <xdp/xsk.h>

#include "port/port_ops.h"

#define CHUNK     4096u
#define RECEIVED  2048u /* chunks for frames that come */
#define SENT      2048u /* chunks for frames that go */
#define UMEM_SIZE ((size_t)(RECEIVED + SENT) * CHUNK)
#define WAITS     30u   /* of 0, 1, 2 ... ms */
#define KICKS     64u   /* of a flush: the kernel sends some dozens a call */

struct xdp_queue {
    uint8_t             *area; /* MAP_FAILED: none */
    struct xsk_umem     *umem;
    struct xsk_socket   *socket;
    struct xsk_ring_prod fill, tx;
    struct xsk_ring_cons done, rx;
    uint64_t             held[PORT_BATCH]; /* chunks of what was handed out */
    unsigned             held_count;
    uint64_t             idle[SENT];       /* chunks that nothing is being sent from */
    unsigned             idle_count;
};

struct xdp_port {
    struct xdp_queue queues[PORT_MAX_QUEUES];
    int              hear_all; /* device_hear_all(); -1: none */
    int              map, program, link; /* -1: none; the sockets by queue, who looks there, and where it is attached */
};

static struct xdp_port *own_of(const struct port *p)
{
    return p->own;
}

/* --- opening -------------------------------------------------------------------------------------------------------- */

/* All chunks for frames that come belong to the kernel. */
static bool give_chunks(struct xdp_queue *q)
{
    uint32_t at;
    if (xsk_ring_prod__reserve(&q->fill, RECEIVED, &at) != RECEIVED)
        return false;
    for (uint32_t i = 0; i < RECEIVED; i++)
        *xsk_ring_prod__fill_addr(&q->fill, at + i) = (uint64_t)i * CHUNK;
    xsk_ring_prod__submit(&q->fill, RECEIVED);
    for (q->idle_count = 0; q->idle_count < SENT; q->idle_count++)
        q->idle[q->idle_count] = (uint64_t)(RECEIVED + q->idle_count) * CHUNK;
    return true;
}

/* 0, or a negative errno. The memory is shared anew each time: a socket that could not be had keeps the first bound. */
static int open_socket(struct xdp_queue *q, const char *name, unsigned queue)
{
    struct xsk_umem_config   u = { .fill_size = RECEIVED, .comp_size = SENT, .frame_size = CHUNK };
    struct xsk_socket_config c = { .rx_size = RECEIVED, .tx_size = SENT, .bind_flags = XDP_COPY | XDP_USE_NEED_WAKEUP,
                                   .libxdp_flags = XSK_LIBXDP_FLAGS__INHIBIT_PROG_LOAD };
    int                      err = xsk_umem__create(&q->umem, q->area, UMEM_SIZE, &q->fill, &q->done, &u);
    if (err)
        return err;
    err = xsk_socket__create(&q->socket, name, queue, q->umem, &q->rx, &q->tx, &c);
    if (err) {
        q->socket = NULL;
        (void)!xsk_umem__delete(q->umem);
        q->umem = NULL;
    }
    return err;
}

/* The queue is busy for some milliseconds, until the kernel has taken the socket before it down. */
static enum wfp_status open_queue(struct port *p, unsigned queue, char error[PORT_ERROR_SIZE])
{
    struct xdp_queue *q = &own_of(p)->queues[queue];
    int               err = -EBUSY, fd;
    q->area = mmap(NULL, UMEM_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (q->area == MAP_FAILED)
        return port_say(error, WFP_NO_MEMORY, p->name, "not enough memory");
    for (unsigned i = 0; i < WAITS && err == -EBUSY; i++) {
        usleep(i * 1000);
        err = open_socket(q, p->name, queue);
    }
    if (err)
        return port_say_errno(error, p->name, "binding an AF_XDP socket", -err);
    fd = xsk_socket__fd(q->socket);
    if (bpf_map_update_elem(own_of(p)->map, &queue, &fd, BPF_ANY) != 0)
        return port_say_errno(error, p->name, "giving the queue its socket", errno);
    return give_chunks(q) ? WFP_OK : port_say(error, WFP_IO_ERROR, p->name, "the kernel's ring is smaller than asked for");
}

/* bpf_redirect_map(sockets, queue of the frame, XDP_PASS). */
static int load_program(int map)
{
    const struct bpf_insn redirect[] = {
        { .code = BPF_LDX | BPF_MEM | BPF_W, .dst_reg = BPF_REG_2, .src_reg = BPF_REG_1, .off = offsetof(struct xdp_md, rx_queue_index) },
        { .code = BPF_LD | BPF_IMM | BPF_DW, .dst_reg = BPF_REG_1, .src_reg = BPF_PSEUDO_MAP_FD, .imm = map },
        { .code = 0 },
        { .code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = BPF_REG_3, .imm = XDP_PASS },
        { .code = BPF_JMP | BPF_CALL, .imm = BPF_FUNC_redirect_map },
        { .code = BPF_JMP | BPF_EXIT },
    };
    return bpf_prog_load(BPF_PROG_TYPE_XDP, "openwfp", "MIT", redirect, COUNT_OF(redirect), NULL);
}

/* In the driver where it can, else in the kernel's general path. The link ends with the descriptor, however the process does. */
static int attach(int program, uint32_t index)
{
    LIBBPF_OPTS(bpf_link_create_opts, driver, .flags = XDP_FLAGS_DRV_MODE);
    LIBBPF_OPTS(bpf_link_create_opts, general, .flags = XDP_FLAGS_SKB_MODE);
    int link = bpf_link_create(program, (int)index, BPF_XDP, &driver);
    for (unsigned i = 0; link < 0 && i < WAITS && (i == 0 || link == -EBUSY); i++) {
        usleep(i * 1000);
        link = bpf_link_create(program, (int)index, BPF_XDP, &general);
    }
    return link;
}

static enum wfp_status open_program(struct port *p, char error[PORT_ERROR_SIZE])
{
    struct xdp_port *own = own_of(p);
    own->map = bpf_map_create(BPF_MAP_TYPE_XSKMAP, "openwfp", sizeof(uint32_t), sizeof(int), PORT_MAX_QUEUES, NULL);
    if (own->map < 0)
        return port_say_errno(error, p->name, "making a table of AF_XDP sockets", errno);
    own->program = load_program(own->map);
    if (own->program < 0)
        return port_say_errno(error, p->name, "loading the program that fills AF_XDP sockets", errno);
    return WFP_OK;
}

static int say_nothing(enum libxdp_print_level level, const char *format, va_list arguments)
{
    (void)level;
    (void)format;
    (void)arguments;
    return 0;
}

static enum wfp_status xdp_open(struct port *p, const struct port_config *config, const char *rest, char error[PORT_ERROR_SIZE])
{
    libxdp_set_print(say_nothing); /* the status is told in one line */
    libbpf_set_print(NULL);
    RETURN_IF(port_take_interface(p, config, rest, error));
    unsigned needed = device_receive_queues(rest); /* each needs a socket, or its frames would pass us by */
    if (needed > p->queues)
        return port_say(error, WFP_UNSUPPORTED, p->name, "it has %u receive queues and the port %u; run `ethtool -L %s combined %u`, or with "
                        "more workers", needed, p->queues, p->name, p->queues);
    p->queues = needed;
    struct xdp_port *own = p->own = calloc(1, sizeof(*own));
    if (!own)
        return port_say(error, WFP_NO_MEMORY, p->name, "not enough memory");
    own->hear_all = own->map = own->program = own->link = -1;
    for (unsigned i = 0; i < PORT_MAX_QUEUES; i++)
        own->queues[i].area = MAP_FAILED;
    RETURN_IF(open_program(p, error));
    for (unsigned i = 0; i < p->queues; i++)
        RETURN_IF(open_queue(p, i, error));
    own->link = attach(own->program, p->device.index);
    if (own->link < 0)
        return port_say_errno(error, p->name, "attaching the program that fills AF_XDP sockets", -own->link);
    if (config->promiscuous)
        own->hear_all = device_hear_all(p->device.index);
    if (config->promiscuous && own->hear_all < 0)
        return port_say_errno(error, p->name, "receiving what is for others", errno);
    return WFP_OK;
}

static void close_one(int fd)
{
    if (fd >= 0)
        close(fd);
}

static void xdp_close(struct port *p)
{
    struct xdp_port *own = own_of(p);
    if (own) {
        close_one(own->hear_all);
        close_one(own->link);
        close_one(own->program);
        close_one(own->map);
    }
    for (unsigned i = 0; own && i < PORT_MAX_QUEUES; i++) {
        struct xdp_queue *q = &own->queues[i];
        if (q->socket)
            xsk_socket__delete(q->socket);
        if (q->umem)
            (void)!xsk_umem__delete(q->umem);
        if (q->area != MAP_FAILED)
            munmap(q->area, UMEM_SIZE);
    }
    free(own);
}

static int xdp_fd(struct port *p, unsigned queue)
{
    return xsk_socket__fd(own_of(p)->queues[queue].socket);
}

static enum port_state xdp_state(struct port *p)
{
    struct device now;
    if (device_look(p->device.index, &now) != WFP_OK)
        return PORT_GONE;
    atomic_store(&p->mtu, now.mtu);
    return now.running ? PORT_UP : PORT_DOWN;
}

static void xdp_stats(const struct port *p, struct port_stats *out)
{
    for (unsigned i = 0; i < p->queues; i++) {
        struct xdp_statistics s = { 0 };
        socklen_t             size = sizeof(s);
        if (getsockopt(xdp_fd((struct port *)(uintptr_t)p, i), SOL_XDP, XDP_STATISTICS, &s, &size) == 0) {
            out->receive_dropped += s.rx_dropped + s.rx_ring_full;
            out->malformed += s.tx_invalid_descs;
        }
    }
}

/* --- frames --------------------------------------------------------------------------------------------------------- */

/* What was handed out before is the kernel's again. The ring has room for all of its chunks. */
static void release(struct xdp_queue *q)
{
    uint32_t at;
    if (!q->held_count || xsk_ring_prod__reserve(&q->fill, q->held_count, &at) != q->held_count)
        return;
    for (unsigned i = 0; i < q->held_count; i++)
        *xsk_ring_prod__fill_addr(&q->fill, at + i) = q->held[i];
    xsk_ring_prod__submit(&q->fill, q->held_count);
    q->held_count = 0;
    if (xsk_ring_prod__needs_wakeup(&q->fill))
        (void)!recvfrom(xsk_socket__fd(q->socket), NULL, 0, MSG_DONTWAIT, NULL, NULL);
}

static unsigned xdp_receive(struct port *p, unsigned queue, struct frame *frames, unsigned max)
{
    struct xdp_queue *q = &own_of(p)->queues[queue];
    uint32_t          at;
    release(q);
    unsigned n = q->held_count ? 0 : xsk_ring_cons__peek(&q->rx, max, &at);
    for (unsigned i = 0; i < n; i++) {
        const struct xdp_desc *d = xsk_ring_cons__rx_desc(&q->rx, at + i);
        frames[i] = (struct frame){ .bytes = bytes_of(xsk_umem__get_data(q->area, d->addr), d->len) };
        q->held[i] = d->addr / CHUNK * CHUNK;
    }
    q->held_count += n;
    if (n)
        xsk_ring_cons__release(&q->rx, n);
    return n;
}

/* What the kernel has sent is idle again. */
static void reap(struct xdp_queue *q)
{
    uint32_t at;
    unsigned n = xsk_ring_cons__peek(&q->done, SENT, &at);
    for (unsigned i = 0; i < n; i++)
        q->idle[q->idle_count++] = *xsk_ring_cons__comp_addr(&q->done, at + i);
    if (n)
        xsk_ring_cons__release(&q->done, n);
}

/* In copy mode the kernel sends within the call, some at a time. */
static void kick(struct xdp_queue *q)
{
    for (unsigned i = 0; i < KICKS && q->idle_count < SENT; i++) {
        ssize_t err = sendto(xsk_socket__fd(q->socket), NULL, 0, MSG_DONTWAIT, NULL, 0);
        reap(q);
        if (err < 0 && errno != EAGAIN)
            break;
    }
}

static bool send_one(struct xdp_queue *q, struct port_counters *c, const struct frame *f)
{
    uint32_t at;
    size_t   size = bytes_left(&f->bytes);
    if (size > CHUNK) {
        count(&c->oversized, 1);
        return false;
    }
    if (!q->idle_count)
        kick(q);
    if (!q->idle_count || xsk_ring_prod__reserve(&q->tx, 1, &at) != 1) {
        count(&c->send_dropped, 1);
        return false;
    }
    uint64_t chunk = q->idle[--q->idle_count];
    memcpy(xsk_umem__get_data(q->area, chunk), f->bytes.at, size);
    *xsk_ring_prod__tx_desc(&q->tx, at) = (struct xdp_desc){ .addr = chunk, .len = (uint32_t)size };
    xsk_ring_prod__submit(&q->tx, 1);
    return true;
}

static unsigned xdp_send(struct port *p, unsigned queue, const struct frame *frames, unsigned n)
{
    unsigned sent = 0;
    for (unsigned i = 0; i < n; i++)
        sent += send_one(&own_of(p)->queues[queue], &p->queue[queue].counters, &frames[i]);
    return sent;
}

static void xdp_flush(struct port *p, unsigned queue)
{
    reap(&own_of(p)->queues[queue]);
    kick(&own_of(p)->queues[queue]);
}

const struct port_ops xdp_port_ops = {
    .kind = "xdp",
    .open = xdp_open,
    .close = xdp_close,
    .fd = xdp_fd,
    .receive = xdp_receive,
    .send = xdp_send,
    .flush = xdp_flush,
    .state = xdp_state,
    .stats = xdp_stats,
};
