#include "port/packet_out.h"

#include <errno.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "pkt/segment.h"
#include "port/vnet.h"

#define SLOTS     256u
#define SLOT_SIZE 512u
#define RING_SIZE (SLOTS * SLOT_SIZE)
#define BLOCK     (64u * 1024)
#define DATA      (TPACKET2_HDRLEN - sizeof(struct sockaddr_ll)) /* of a slot: the header for virtual devices, then the frame */

static struct tpacket2_hdr *slot(const struct packet_out *o, unsigned i)
{
    return (struct tpacket2_hdr *)&o->ring[(size_t)(i % SLOTS) * SLOT_SIZE];
}

static bool set(int fd, int option, const void *value, socklen_t size)
{
    return setsockopt(fd, SOL_PACKET, option, value, size) == 0;
}

static bool make_ring(struct packet_out *o)
{
    struct tpacket_req r = { BLOCK, RING_SIZE / BLOCK, SLOT_SIZE, SLOTS };
    int                version = TPACKET_V2, yes = 1, room = 4 * 1024 * 1024;
    (void)!setsockopt(o->fd, SOL_SOCKET, SO_SNDBUFFORCE, &room, sizeof(room));
    if (!set(o->fd, PACKET_VERSION, &version, sizeof(version)) || !set(o->fd, PACKET_VNET_HDR, &yes, sizeof(yes)) ||
        !set(o->fd, PACKET_LOSS, &yes, sizeof(yes)) || !set(o->fd, PACKET_TX_RING, &r, sizeof(r)))
        return false;
    o->ring = mmap(NULL, RING_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, o->fd, 0);
    return o->ring != MAP_FAILED;
}

static bool begin(struct packet_out *o, uint32_t index)
{
    struct sockaddr_ll a = { .sll_family = AF_PACKET, .sll_ifindex = (int)index };
    o->fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, 0); /* of no protocol: it hears nothing */
    return o->fd >= 0 && make_ring(o) && bind(o->fd, (struct sockaddr *)&a, sizeof(a)) == 0;
}

void packet_out_open(struct packet_out *o, uint32_t index)
{
    *o = (struct packet_out){ .fd = -1, .ring = MAP_FAILED };
    if (!begin(o, index))
        packet_out_close(o);
}

void packet_out_close(struct packet_out *o)
{
    if (o->ring != MAP_FAILED)
        munmap(o->ring, RING_SIZE);
    if (o->fd >= 0)
        close(o->fd);
    *o = (struct packet_out){ .fd = -1, .ring = MAP_FAILED };
}

/* What contradicts its bytes the kernel would leave out without a word. */
bool packet_out_takes(const struct frame *f)
{
    return bytes_left(&f->bytes) <= PACKET_OUT_MOST && f->offload.gso == FRAME_GSO_NONE &&
           (frame_is_finished(f) || frame_offload_check(f) == WFP_OK);
}

/* All of the frame is called a header, which the kernel copies; of the rest it would take pages of the ring. */
bool packet_out_put(struct packet_out *o, const struct frame *f)
{
    size_t                size = bytes_left(&f->bytes);
    struct virtio_net_hdr v;
    if (o->ring == MAP_FAILED || !packet_out_takes(f))
        return false;
    struct tpacket2_hdr *h = slot(o, o->next);
    if (__atomic_load_n(&h->tp_status, __ATOMIC_ACQUIRE) != TP_STATUS_AVAILABLE)
        return false;
    vnet_write(&f->offload, &v);
    v.hdr_len = (uint16_t)size;
    memcpy(&((uint8_t *)h)[DATA], &v, sizeof(v));
    memcpy(&((uint8_t *)h)[DATA + sizeof(v)], f->bytes.at, size);
    h->tp_len = (uint32_t)(sizeof(v) + size);
    __atomic_store_n(&h->tp_status, TP_STATUS_SEND_REQUEST, __ATOMIC_RELEASE);
    o->next++;
    o->waiting++;
    return true;
}

static bool is_left(const struct packet_out *o, unsigned i)
{
    return __atomic_load_n(&slot(o, i)->tp_status, __ATOMIC_ACQUIRE) == TP_STATUS_SEND_REQUEST;
}

/* The kernel goes from slot to slot; where it stopped it begins the next time, so the next frame must be there. */
unsigned packet_out_flush(struct packet_out *o, int *err)
{
    unsigned sent = o->waiting;
    *err = 0;
    o->waiting = 0;
    if (sent && sendto(o->fd, NULL, 0, MSG_DONTWAIT, NULL, 0) < 0)
        *err = errno;
    for (; sent && is_left(o, o->next - 1); sent--)
        __atomic_store_n(&slot(o, --o->next)->tp_status, TP_STATUS_AVAILABLE, __ATOMIC_RELAXED);
    return sent;
}
