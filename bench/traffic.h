/* Traffic for benchmarks: a pcap file of small frames in a thousand flows, the same bytes in every run. Both families, TCP with its
 * handshake and UDP, begun by us (192.0.2.10, 2001:db8::10) or by the peer, with right checksums. Header only, for a benchmark
 * is one source file. */
#ifndef BENCH_TRAFFIC_H
#define BENCH_TRAFFIC_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define TRAFFIC_FLOWS     1000u
#define TRAFFIC_SMALLEST  64u
#define TRAFFIC_GAP_NS    10000u
#define TRAFFIC_START     1700000000u

struct frame {
    uint8_t  data[128];
    uint32_t size;
};

/* Bits of a flow's number say what it is. */
struct traffic_flow {
    uint32_t number;
    bool     is_v6, is_udp, is_inbound; /* inbound: the peer began */
    uint32_t next_seq[2];               /* [0] ours, [1] the peer's */
};

static inline void frame_put(struct frame *f, uint64_t value, unsigned size)
{
    for (unsigned i = size; i-- > 0;)
        f->data[f->size++] = (uint8_t)(value >> (8 * i));
}

static inline void frame_set16(struct frame *f, uint32_t at, uint16_t value)
{
    f->data[at] = (uint8_t)(value >> 8);
    f->data[at + 1] = (uint8_t)value;
}

/* The Internet checksum of the bytes from..to, begun with `sum`. */
static inline uint16_t frame_checksum(const struct frame *f, uint32_t from, uint32_t to, uint32_t sum)
{
    for (uint32_t i = from; i < to; i++)
        sum += (i - from) % 2 ? f->data[i] : (uint32_t)f->data[i] << 8;
    while (sum >> 16)
        sum = (sum & 0xffff) + (sum >> 16);
    return (uint16_t)~sum;
}

static inline void frame_put_address(struct frame *f, const struct traffic_flow *flow, bool is_peer)
{
    uint32_t peer = 0xcb007100u + flow->number % 200 + 1; /* 203.0.113.x */
    if (!flow->is_v6) {
        frame_put(f, is_peer ? peer : 0xc000020au, 4);
        return;
    }
    frame_put(f, 0x20010db800000000u + (is_peer ? 0x10000u : 0), 8);
    frame_put(f, is_peer ? flow->number % 200 + 1 : 0x10, 8);
}

static inline void frame_put_link(struct frame *f, const struct traffic_flow *flow, bool from_peer)
{
    const uint64_t ours = 0x020000000001u, gateway = 0x0200000000feu;
    f->size = 0;
    frame_put(f, from_peer ? ours : gateway, 6);
    frame_put(f, from_peer ? gateway : ours, 6);
    frame_put(f, flow->is_v6 ? 0x86dd : 0x0800, 2);
}

static inline void frame_put_ip(struct frame *f, const struct traffic_flow *flow, bool from_peer, uint32_t payload)
{
    uint8_t  protocol = flow->is_udp ? 17 : 6;
    uint32_t start = f->size;
    if (flow->is_v6) {
        frame_put(f, 0x60000000, 4);
        frame_put(f, payload << 16 | (uint32_t)protocol << 8 | 64, 4);
    } else {
        frame_put(f, 0x45000000u | (20 + payload), 4);
        frame_put(f, 0x00004000, 4); /* don't fragment */
        frame_put(f, 64u << 24 | (uint32_t)protocol << 16, 4);
    }
    frame_put_address(f, flow, from_peer);
    frame_put_address(f, flow, !from_peer);
    if (!flow->is_v6)
        frame_set16(f, start + 10, frame_checksum(f, start, f->size, 0));
}

static inline void frame_put_ports(struct frame *f, const struct traffic_flow *flow, bool from_peer)
{
    static const uint16_t services[] = { 443, 80, 22, 8443, 53, 123, 3478, 5060 };
    uint32_t              service = services[flow->number / 8 % 4 + (flow->is_udp ? 4 : 0)];
    uint32_t              client = 49152 + flow->number;
    bool                  from_client = from_peer == flow->is_inbound;
    frame_put(f, from_client ? client << 16 | service : service << 16 | client, 4);
}

/* Step 0, 1 and 2 of TCP are the handshake; after it everything carries data. */
static inline void frame_put_tcp(struct frame *f, struct traffic_flow *flow, bool from_peer, uint32_t step, uint32_t data)
{
    static const uint8_t handshake[] = { 0x02, 0x12, 0x10 };
    uint8_t              flags = step < 3 ? handshake[step] : 0x18;
    frame_put_ports(f, flow, from_peer);
    frame_put(f, flow->next_seq[from_peer], 4);
    frame_put(f, flags & 0x10 ? flow->next_seq[!from_peer] : 0, 4);
    frame_put(f, 0x50000000u | (uint32_t)flags << 16 | 0xffff, 4);
    frame_put(f, 0, 4);
    flow->next_seq[from_peer] += data + (flags & 0x02 ? 1 : 0);
}

static inline void frame_put_udp(struct frame *f, const struct traffic_flow *flow, bool from_peer, uint32_t data)
{
    frame_put_ports(f, flow, from_peer);
    frame_put(f, (8 + data) << 16, 4);
}

/* The checksum over addresses, length, protocol and everything after the IP header. */
static inline void frame_seal(struct frame *f, const struct traffic_flow *flow, uint32_t transport)
{
    uint32_t addresses = flow->is_v6 ? 32 : 8, size = f->size - transport;
    uint32_t at = transport + (flow->is_udp ? 6 : 16);
    uint32_t sum = (uint16_t)~frame_checksum(f, transport - addresses, transport, 0);
    uint16_t check = frame_checksum(f, transport, f->size, sum + size + (flow->is_udp ? 17 : 6));
    frame_set16(f, at, check || !flow->is_udp ? check : 0xffff);
}

static inline void traffic_frame(struct frame *f, struct traffic_flow *flow, uint32_t step)
{
    bool     from_peer = (step % 2 == 1) != flow->is_inbound;
    uint32_t data = flow->is_udp || step > 2 ? 12 + (flow->number + step) % 15 : 0;
    frame_put_link(f, flow, from_peer);
    frame_put_ip(f, flow, from_peer, data + (flow->is_udp ? 8 : 20));
    uint32_t transport = f->size;
    if (flow->is_udp)
        frame_put_udp(f, flow, from_peer, data);
    else
        frame_put_tcp(f, flow, from_peer, step, data);
    memset(f->data + f->size, (int)(step & 0x7f), data);
    f->size += data;
    frame_seal(f, flow, transport);
    if (f->size < TRAFFIC_SMALLEST) { /* Ethernet's padding */
        memset(f->data + f->size, 0, TRAFFIC_SMALLEST - f->size);
        f->size = TRAFFIC_SMALLEST;
    }
}

static inline void traffic_flows(struct traffic_flow flows[TRAFFIC_FLOWS])
{
    for (uint32_t i = 0; i < TRAFFIC_FLOWS; i++)
        flows[i] = (struct traffic_flow){
            .number = i, .is_v6 = i & 1, .is_udp = i >> 1 & 1, .is_inbound = i >> 2 & 1, .next_seq = { i * 7919, i * 104729 },
        };
}

/* Writes `packets` frames with nanosecond times, a round over all flows after the other. False: errno tells why. */
static inline bool traffic_write(FILE *out, uint64_t packets)
{
    static struct traffic_flow flows[TRAFFIC_FLOWS];
    const uint32_t             head[] = { 0xa1b23c4d, 2 | 4 << 16, 0, 0, 65535, 1 };
    struct frame               f;
    traffic_flows(flows);
    if (fwrite(head, sizeof(head), 1, out) != 1)
        return false;
    for (uint64_t i = 0; i < packets; i++) {
        uint64_t time = i * TRAFFIC_GAP_NS;
        traffic_frame(&f, &flows[i * 617 % TRAFFIC_FLOWS], (uint32_t)(i / TRAFFIC_FLOWS));
        const uint32_t record[] = { TRAFFIC_START + (uint32_t)(time / 1000000000), (uint32_t)(time % 1000000000), f.size, f.size };
        if (fwrite(record, sizeof(record), 1, out) != 1 || fwrite(f.data, f.size, 1, out) != 1)
            return false;
    }
    return fflush(out) == 0;
}

#endif
