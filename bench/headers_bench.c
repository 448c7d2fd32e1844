/* What reading a frame costs: nanoseconds per packet, the median of several runs, one JSON line a case. The frames lie in the
 * first-level cache, as a frame just received does. */
#include <stdio.h>
#include <stdlib.h>

#include "base/status.h"
#include "pkt/nbl.h"
#include "../tests/frames.h"
#include "rounds.h"

#define RUNS    11
#define PACKETS 1000000

static const char tcp[] = "3039 0050 00000007 00000009 5012 0100 0000 0000";
static const char tcp_options[] = "3039 0050 00000007 00000009 8010 0100 0000 0000 0101080a0000000100000002";
static const char udp[] = "3039 0035 0008 0000";

static const struct {
    const char *name;
    enum family family;
    unsigned    protocol;
    const char *payload;
    bool        tagged;
    unsigned    flags;
} cases[] = {
    { "tcp4", FAMILY_V4, PROTO_TCP, tcp, false, 0 },
    { "tcp4 checksum", FAMILY_V4, PROTO_TCP, tcp, false, PARSE_CHECK_IP_CHECKSUM },
    { "tcp4 timestamps", FAMILY_V4, PROTO_TCP, tcp_options, false, 0 },
    { "tcp4 vlan", FAMILY_V4, PROTO_TCP, tcp, true, 0 },
    { "tcp6", FAMILY_V6, PROTO_TCP, tcp, false, 0 },
    { "udp4", FAMILY_V4, PROTO_UDP, udp, false, 0 },
    { "udp6", FAMILY_V6, PROTO_UDP, udp, false, 0 },
    { "icmp4 echo", FAMILY_V4, PROTO_ICMP, "0800 0000 0102 0003", false, 0 },
};

static void build(struct frame *f, size_t i)
{
    struct frame payload = { .size = 0 };
    frame_hex(&payload, cases[i].payload);
    frame_hex(f, "020000000002 020000000001");
    frame_hex(f, cases[i].tagged ? "8100 0007" : "");
    frame_hex(f, cases[i].family == FAMILY_V4 ? "0800" : "86dd");
    size_t ip = f->size;
    frame_ip(f, cases[i].family, cases[i].protocol, payload.size);
    frame_hex(f, cases[i].payload);
    if (cases[i].flags) /* of the one header this is asked for */
        f->bytes[ip + 10] = 0x54, f->bytes[ip + 11] = 0x9a;
}

static void report(const char *name, double *runs)
{
    rounds_sort(runs, RUNS);
    printf("{\"bench\": \"headers\", \"case\": \"%s\", \"ns_per_packet\": %.1f, \"min\": %.1f, \"max\": %.1f}\n", name,
           runs[RUNS / 2], runs[0], runs[RUNS - 1]);
}

static void bench_parse(size_t i)
{
    static struct frame f;
    struct headers h;
    double runs[RUNS];
    f.size = 0;
    build(&f, i);
    for (size_t run = 0; run < RUNS; run++) {
        double start = wall_ns();
        for (size_t n = 0; n < PACKETS; n++) {
            if (headers_parse(LINK_ETHERNET, frame_bytes(&f), (uint32_t)f.size, cases[i].flags, &h) != PARSE_OK) {
                fprintf(stderr, "headers_bench: %s: the frame is not good\n", cases[i].name);
                exit(1);
            }
            __asm__ volatile("" : : "r"(&h) : "memory"); /* the record is used */
        }
        runs[run] = (wall_ns() - start) / PACKETS;
    }
    report(cases[i].name, runs);
}

static void bench_wrap(void)
{
    static struct frame f;
    struct nbl_pool *pool;
    double runs[RUNS];
    f.size = 0;
    build(&f, 0);
    if (nbl_pool_new(16, &pool) != WFP_OK)
        exit(1);
    for (size_t run = 0; run < RUNS; run++) {
        double start = wall_ns();
        for (size_t n = 0; n < PACKETS; n++) {
            NET_BUFFER_LIST *nbl = nbl_wrap(pool, frame_bytes(&f));
            __asm__ volatile("" : : "r"(nbl) : "memory");
            nbl_put(nbl);
        }
        runs[run] = (wall_ns() - start) / PACKETS;
    }
    report("wrap in a NET_BUFFER_LIST", runs);
    nbl_pool_free(pool);
}

int main(void)
{
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        bench_parse(i);
    bench_wrap();
    return 0;
}
