/* A capture file as a port: its frames are received once, in order and at once; what is sent is written to a second file. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include "port/capture.h"
#include "port/port_ops.h"

#define PCAP_MTU (256u * 1024) /* what the reader takes */

struct pcap_port {
    struct capture        *in;
    struct capture_writer *out;
    int                    ready; /* an eventfd, readable to the end */
    _Atomic bool           ended;
    uint8_t               *room;  /* the frame handed out, for it may be written to */
    uint64_t               written;
};

static struct pcap_port *own_of(const struct port *p)
{
    return p->own;
}

static enum wfp_status open_files(struct port *p, char *in, char error[PORT_ERROR_SIZE])
{
    struct pcap_port *own = own_of(p);
    char             *out = strchr(in, ',');
    if (out)
        *out++ = 0;
    snprintf(p->name, sizeof(p->name), "%s", in);
    RETURN_IF(capture_open(in, &own->in, error));
    bool radiotap;
    if (capture_link(own->in) != LINK_ETHERNET || capture_is_wifi(own->in, &radiotap))
        return port_say(error, WFP_UNSUPPORTED, in, "its frames are %s and a port's are Ethernet; `wfp replay` reads it",
                        capture_link_name(own->in));
    return out ? capture_writer_open(out, own->in, &own->out, error) : WFP_OK;
}

static enum wfp_status pcap_open(struct port *p, const struct port_config *config, const char *rest, char error[PORT_ERROR_SIZE])
{
    struct pcap_port *own = p->own = calloc(1, sizeof(*own));
    char             *copy = own ? strdup(rest) : NULL;
    (void)config;
    if (own) {
        own->ready = eventfd(1, EFD_NONBLOCK | EFD_CLOEXEC);
        own->room = malloc(PCAP_MTU);
    }
    p->queues = 1; /* a file has an order */
    p->device.mtu = PCAP_MTU;
    if (!copy || own->ready < 0 || !own->room) {
        free(copy);
        return port_say(error, WFP_NO_MEMORY, rest, "not enough memory");
    }
    enum wfp_status err = open_files(p, copy, error);
    free(copy);
    return err;
}

static void pcap_close(struct port *p)
{
    struct pcap_port *own = own_of(p);
    if (!own)
        return;
    capture_close(own->in);
    if (own->out)
        (void)!capture_writer_close(own->out);
    if (own->ready >= 0)
        close(own->ready);
    free(own->room);
    free(own);
}

static int pcap_fd(struct port *p, unsigned queue)
{
    (void)queue;
    return own_of(p)->ready;
}

static enum port_state pcap_state(struct port *p)
{
    return atomic_load(&own_of(p)->ended) ? PORT_GONE : PORT_UP;
}

/* One at a time: libpcap's bytes are valid until its next packet only, so each is copied. */
static unsigned pcap_receive(struct port *p, unsigned queue, struct frame *frames, unsigned max)
{
    struct pcap_port     *own = own_of(p);
    struct capture_packet packet;
    char                  error[CAPTURE_ERROR_SIZE];
    while (max && !atomic_load(&own->ended)) {
        enum wfp_status err = capture_next(own->in, &packet, error);
        if (err) { /* the end, or damage, after which nothing can be read */
            count(&p->queue[queue].counters.truncated, err != WFP_NOT_FOUND);
            atomic_store(&own->ended, true);
            port_state(p);
        } else if (packet.wire_size > bytes_left(&packet.frame)) {
            count(&p->queue[queue].counters.truncated, 1);
        } else {
            size_t size = bytes_left(&packet.frame);
            frames[0] = (struct frame){ .bytes = bytes_of(memcpy(own->room, packet.frame.at, size), size) };
            return 1;
        }
    }
    return 0;
}

static uint64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static unsigned pcap_send(struct port *p, unsigned queue, const struct frame *frames, unsigned n)
{
    struct pcap_port *own = own_of(p);
    unsigned          sent = 0;
    for (; own->out && sent < n; sent++) {
        struct capture_packet packet = { ++own->written, now_ns(), frames[sent].bytes, (uint32_t)bytes_left(&frames[sent].bytes) };
        if (capture_writer_put(own->out, &packet, NULL) != WFP_OK)
            break;
    }
    count(&p->queue[queue].counters.send_dropped, n - sent);
    return sent;
}

const struct port_ops pcap_port_ops = {
    .kind = "pcap",
    .open = pcap_open,
    .close = pcap_close,
    .fd = pcap_fd,
    .receive = pcap_receive,
    .send = pcap_send,
    .state = pcap_state,
};
