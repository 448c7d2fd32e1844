/* gen_capture OUT.pcap PACKETS FLOWS [SEED]: a large capture of small packets for benchmarks, the same bytes for the same
 * arguments. Half of the flows are IPv6, half are TCP, half begin at the local host (192.0.2.80, 2001:db8::80); the peers
 * are 10/8 and 2001:db8:1::/64. TCP flows shake hands, then both sides send in turns and never close. Frames have 60 to
 * 100 bytes and right checksums; a packet comes every microsecond and belongs to a flow chosen at random. OUT "-" is
 * standard output. */
#include <arpa/inet.h>
#include <errno.h>
#include <net/ethernet.h>
#include <netinet/ip.h>
#include <netinet/ip6.h>
#include <netinet/tcp.h>
#include <netinet/udp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FRAME_MIN   60
#define FRAME_MAX   100
#define FLOWS_MAX   (1u << 24) /* one address of 10/8 each */
#define START       1767323045u /* 2026-01-02T03:04:05Z */
#define BUFFER_SIZE (1u << 20)

/* The low bits of a flow's number say what it is. */
enum flow_kind { FLOW_V6 = 1, FLOW_UDP = 2, FLOW_OUTBOUND = 4 };

struct flow {
    uint32_t packets;
    uint32_t next[2]; /* sequence number of the client's and of the server's next byte */
};

struct frame {
    size_t  size;
    uint8_t bytes[FRAME_MAX + 20];
};

struct endpoint {
    uint8_t  mac[6];
    uint8_t  address[16]; /* IPv4 in the first four */
    uint16_t port;
};

struct pcap_head {
    uint32_t magic;
    uint16_t major, minor;
    uint32_t zone, accuracy, snaplen, link;
};

struct pcap_record {
    uint32_t seconds, nanoseconds, captured, wire;
};

static uint64_t random_next(uint64_t *state) /* splitmix64 */
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

static void append(struct frame *f, const void *data, size_t size)
{
    memcpy(&f->bytes[f->size], data, size);
    f->size += size;
}

/* Sums 16-bit words in memory order: the one's complement sum does not mind the byte order. Only the last part of a message
 * may have an odd size. */
static uint32_t sum(uint32_t total, const void *data, size_t size)
{
    const uint8_t *b = data;
    uint16_t       word;
    for (size_t i = 0; i + 1 < size; i += 2) {
        memcpy(&word, &b[i], sizeof(word));
        total += word;
    }
    return size & 1 ? total + ntohs((uint16_t)(b[size - 1] << 8)) : total;
}

static uint16_t folded(uint32_t total)
{
    while (total >> 16)
        total = (total & 0xffff) + (total >> 16);
    return (uint16_t)~total;
}

static struct endpoint local_end(bool v6)
{
    static const struct endpoint ends[2] = {
        { { 2, 0, 0, 0, 0, 0x80 }, { 192, 0, 2, 80 }, 0 },
        { { 2, 0, 0, 0, 0, 0x80 }, { 0x20, 0x01, 0x0d, 0xb8, [15] = 0x80 }, 0 },
    };
    return ends[v6];
}

static struct endpoint remote_end(bool v6, uint32_t number)
{
    struct endpoint e = { { 2, 0, 0, 0, 0, 1 }, { 10 }, 0 };
    uint32_t        host = htonl((v6 ? 0 : 10u << 24) + number);
    if (v6)
        memcpy(e.address, (const uint8_t[]){ 0x20, 0x01, 0x0d, 0xb8, 0, 1 }, 6);
    memcpy(&e.address[v6 ? 12 : 0], &host, sizeof(host));
    return e;
}

/* Where a packet of flow `number` comes from and goes to. */
static void ends_of(uint32_t number, bool from_client, struct endpoint *src, struct endpoint *dst)
{
    static const uint16_t services[] = { 53, 80, 123, 443, 445, 3389, 5060, 8080 };
    bool            v6 = number & FLOW_V6, outbound = number & FLOW_OUTBOUND;
    struct endpoint local = local_end(v6), remote = remote_end(v6, number);
    struct endpoint *client = outbound ? &local : &remote, *server = outbound ? &remote : &local;
    client->port = (uint16_t)(1024 + number * 7919u % 64000);
    server->port = services[number / 8 % (sizeof(services) / sizeof(services[0]))];
    *src = from_client ? *client : *server;
    *dst = from_client ? *server : *client;
}

static void append_ethernet(struct frame *f, const struct endpoint *src, const struct endpoint *dst, bool v6)
{
    struct ether_header h = { .ether_type = htons(v6 ? ETHERTYPE_IPV6 : ETHERTYPE_IP) };
    memcpy(h.ether_dhost, dst->mac, sizeof(h.ether_dhost));
    memcpy(h.ether_shost, src->mac, sizeof(h.ether_shost));
    append(f, &h, sizeof(h));
}

static void append_ip(struct frame *f, const struct endpoint *src, const struct endpoint *dst, bool v6, uint8_t protocol,
                      size_t size)
{
    if (v6) {
        struct ip6_hdr h = { .ip6_flow = htonl(6u << 28), .ip6_plen = htons((uint16_t)size), .ip6_nxt = protocol,
                             .ip6_hlim = 64 };
        memcpy(&h.ip6_src, src->address, sizeof(h.ip6_src));
        memcpy(&h.ip6_dst, dst->address, sizeof(h.ip6_dst));
        append(f, &h, sizeof(h));
        return;
    }
    struct iphdr h = { .version = 4, .ihl = 5, .tot_len = htons((uint16_t)(sizeof(h) + size)), .frag_off = htons(IP_DF),
                       .ttl = 64, .protocol = protocol };
    memcpy(&h.saddr, src->address, sizeof(h.saddr));
    memcpy(&h.daddr, dst->address, sizeof(h.daddr));
    h.check = folded(sum(0, &h, sizeof(h)));
    append(f, &h, sizeof(h));
}

/* The part of a transport checksum that is not in the segment. */
static uint32_t pseudo_sum(const struct endpoint *src, const struct endpoint *dst, bool v6, uint8_t protocol, size_t size)
{
    size_t   width = v6 ? 16 : 4;
    uint32_t total = (uint32_t)htons(protocol) + htons((uint16_t)size);
    return sum(sum(total, src->address, width), dst->address, width);
}

/* The k-th packet of a TCP flow: SYN, SYN+ACK, ACK, then data in turns. Returns the header and moves the sequence on. */
static struct tcphdr tcp_step(struct flow *flow, bool from_client, size_t payload)
{
    uint32_t     *mine = &flow->next[!from_client], other = flow->next[from_client];
    bool          syn = flow->packets < 2, ack = flow->packets > 0;
    struct tcphdr h = { .doff = 5, .syn = syn, .ack = ack, .psh = payload > 0, .seq = htonl(*mine),
                        .ack_seq = htonl(ack ? other : 0), .window = htons(64240) };
    *mine += (uint32_t)payload + syn;
    return h;
}

static void append_tcp(struct frame *f, struct flow *flow, bool from_client, const struct endpoint *src,
                       const struct endpoint *dst, const uint8_t *payload, size_t size, uint32_t pseudo)
{
    struct tcphdr h = tcp_step(flow, from_client, size);
    h.source = htons(src->port);
    h.dest = htons(dst->port);
    h.check = folded(sum(sum(pseudo, &h, sizeof(h)), payload, size));
    append(f, &h, sizeof(h));
}

static void append_udp(struct frame *f, const struct endpoint *src, const struct endpoint *dst, const uint8_t *payload,
                       size_t size, uint32_t pseudo)
{
    struct udphdr h = { .source = htons(src->port), .dest = htons(dst->port), .len = htons((uint16_t)(sizeof(h) + size)) };
    uint16_t      check = folded(sum(sum(pseudo, &h, sizeof(h)), payload, size));
    h.check = check ? check : 0xffff;
    append(f, &h, sizeof(h));
}

/* Payload bytes for headers of this size: none while a TCP flow shakes hands, else what a frame of 60 to 100 bytes holds. */
static size_t payload_size(const struct flow *flow, bool udp, size_t headers, uint64_t chance)
{
    if (!udp && flow->packets < 3)
        return 0;
    size_t least = headers < FRAME_MIN ? FRAME_MIN - headers : 1;
    return least + chance % (FRAME_MAX - headers - least + 1);
}

static void make_frame(struct frame *f, struct flow *flow, uint32_t number, uint64_t chance)
{
    static const uint8_t payload[FRAME_MAX] = "a payload that nobody reads, but every one counts, byte by byte";
    static const uint8_t padding[FRAME_MIN];
    bool            v6 = number & FLOW_V6, udp = number & FLOW_UDP, from_client = flow->packets % 2 == 0;
    uint8_t         protocol = udp ? IPPROTO_UDP : IPPROTO_TCP;
    size_t          ip = v6 ? sizeof(struct ip6_hdr) : sizeof(struct iphdr);
    size_t          transport = udp ? sizeof(struct udphdr) : sizeof(struct tcphdr);
    size_t          size = payload_size(flow, udp, sizeof(struct ether_header) + ip + transport, chance);
    struct endpoint src, dst;
    f->size = 0;
    ends_of(number, from_client, &src, &dst);
    append_ethernet(f, &src, &dst, v6);
    append_ip(f, &src, &dst, v6, protocol, transport + size);
    uint32_t pseudo = pseudo_sum(&src, &dst, v6, protocol, transport + size);
    if (udp)
        append_udp(f, &src, &dst, payload, size, pseudo);
    else
        append_tcp(f, flow, from_client, &src, &dst, payload, size, pseudo);
    append(f, payload, size);
    if (f->size < FRAME_MIN)
        append(f, padding, FRAME_MIN - f->size);
    flow->packets++;
}

static bool write_capture(FILE *out, uint64_t packets, uint32_t flow_count, uint64_t seed, struct flow *flows)
{
    static const struct pcap_head head = { 0xa1b23c4d, 2, 4, 0, 0, 65535, 1 };
    bool good = fwrite(&head, sizeof(head), 1, out) == 1;
    for (uint64_t n = 0; n < packets && good; n++) {
        uint64_t           chance = random_next(&seed);
        uint32_t           number = (uint32_t)(chance % flow_count);
        struct frame       f;
        make_frame(&f, &flows[number], number, chance >> 32);
        struct pcap_record r = { (uint32_t)(START + n / 1000000), (uint32_t)(n % 1000000 * 1000), (uint32_t)f.size,
                                 (uint32_t)f.size };
        good = fwrite_unlocked(&r, sizeof(r), 1, out) == 1 && fwrite_unlocked(f.bytes, f.size, 1, out) == 1;
    }
    return good;
}

/* A whole number between 1 and max; 0 when the text is none. */
static uint64_t number_of(const char *text, uint64_t max)
{
    char *end;
    errno = 0;
    uint64_t n = strtoull(text, &end, 10);
    return errno || *end || end == text || text[0] == '-' || n > max ? 0 : n;
}

int main(int argc, char **argv)
{
    uint64_t packets = argc > 3 ? number_of(argv[2], UINT32_MAX) : 0;
    uint64_t flow_count = argc > 3 ? number_of(argv[3], FLOWS_MAX) : 0;
    uint64_t seed = argc > 4 ? number_of(argv[4], UINT64_MAX) : 1;
    if (argc < 4 || argc > 5 || !packets || !flow_count || !seed) {
        fprintf(stderr, "usage: gen_capture OUT.pcap PACKETS FLOWS [SEED]; numbers from 1, at most %u flows\n", FLOWS_MAX);
        return 2;
    }
    struct flow *flows = calloc(flow_count, sizeof(*flows));
    FILE        *out = strcmp(argv[1], "-") == 0 ? stdout : fopen(argv[1], "wb");
    bool         good = flows && out;
    if (good) {
        setvbuf(out, NULL, _IOFBF, BUFFER_SIZE);
        good = write_capture(out, packets, (uint32_t)flow_count, seed, flows);
    }
    if (out && fclose(out) != 0)
        good = false;
    if (!good)
        fprintf(stderr, "gen_capture: %s: %s\n", argv[1], strerror(errno));
    free(flows);
    return good ? 0 : 1;
}
