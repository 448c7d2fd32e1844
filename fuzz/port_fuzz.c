/* Frames with any descriptors, sent into a port whose other end takes finished frames only. Input: for each frame a size (2), then
 * flags, gso and the descriptor's four numbers, then its bytes. Every frame is handed over finished, cut, or counted. */
#include <stdlib.h>

#include "pkt/headers.h"
#include "port/port.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool truth)
{
    if (!truth)
        abort();
}

static struct port *opened(bool offload)
{
    struct port_config c = { .spec = "loop:fuzz", .offload = offload };
    char               error[PORT_ERROR_SIZE];
    struct port       *p = NULL;
    require(port_open(&c, &p, error) == WFP_OK);
    return p;
}

static bool next_frame(struct bytes *input, struct frame *f)
{
    struct bytes one;
    uint16_t     size;
    uint8_t      flags;
    *f = (struct frame){ .offload = { 0 } };
    if (!bytes_u16(input, &size) || !bytes_sub(input, size, &one) || !bytes_u8(&one, &flags) || !bytes_u8(&one, &f->offload.gso) ||
        !bytes_u16(&one, &f->offload.header_size) || !bytes_u16(&one, &f->offload.gso_size) ||
        !bytes_u16(&one, &f->offload.checksum_start) || !bytes_u16(&one, &f->offload.checksum_offset))
        return false;
    f->offload.needs_checksum = flags & 1;
    f->offload.gso %= FRAME_GSO_UDP + 1;
    f->bytes = one;
    return true;
}

static volatile uint8_t touched;

/* How many frames came, of which how many are cut pieces is not known here. */
static uint64_t drain(struct port *p)
{
    struct frame frames[PORT_BATCH];
    uint64_t     n = 0, was;
    do {
        unsigned got = port_receive(p, 0, frames, 1 + (unsigned)n % PORT_BATCH);
        was = n;
        for (unsigned i = 0; i < got; i++) {
            require(!frames[i].offload.needs_checksum && frames[i].offload.gso == FRAME_GSO_NONE);
            require(bytes_left(&frames[i].bytes) >= 14);
            for (uint8_t byte; bytes_u8(&frames[i].bytes, &byte);)
                touched = byte;
        }
        n += got;
    } while (n > was);
    return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bytes      input = bytes_of(data, size);
    struct frame      f;
    struct port      *in = opened(true), *out = opened(false);
    struct port_stats a, b;
    uint64_t          sent = 0;
    for (; sent < 250 && next_frame(&input, &f); sent++)
        (void)!port_send(in, 0, &f, 1);
    uint64_t came = drain(out);
    port_stats(in, &a);
    port_stats(out, &b);
    require(a.sent + a.runts + a.oversized + a.send_dropped + a.malformed == sent);
    require(b.received == came && !b.receive_dropped);
    require(came >= a.sent - b.malformed - b.runts);
    port_close(in);
    port_close(out);
    return 0;
}
