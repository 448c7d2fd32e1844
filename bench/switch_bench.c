/* What the virtual switch itself costs: nanoseconds a frame, headers read before, the median of several runs, one JSON line a case. */
#include <stdio.h>
#include <stdlib.h>

#include "../tests/vswitch_kit.h"
#include "rounds.h"

#define RUNS     11
#define FRAMES   1000000
#define STATIONS 200u

struct bench {
    const char *name;
    uint32_t    ports;
    bool        tagged;     /* from an access port to a trunk, and the bytes are written */
    bool        broadcast;
    uint32_t    stations;   /* that speak in turn */
};

static const struct bench benches[] = {
    { "known unicast, 2 ports", 2, false, false, 1 },
    { "known unicast, 2 ports, 200 stations", 2, false, false, STATIONS },
    { "known unicast, 100 ports, 200 stations", 100, false, false, STATIONS },
    { "known unicast, access to trunk, 100 bytes", 2, true, false, 1 },
    { "broadcast, 8 ports", 8, false, true, 1 },
};

static struct vswitch *make(const struct bench *b)
{
    const struct vswitch_config config = { .name = "bench" };
    struct vswitch             *sw = kit_switch(&config);
    for (uint32_t id = 1; id <= b->ports; id++)
        kit_port(sw, id, !b->tagged ? (struct switch_vlan){ 0 } : id == 1 ? kit_access(10) : kit_trunk(0, (uint16_t[]){ 10, 0 }));
    return sw;
}

static struct headers headers_of(const struct bench *b, uint32_t n)
{
    return kit_headers((uint8_t)(n % b->stations), b->broadcast ? 0xff : 250, -1);
}

static void fail(const char *what)
{
    fprintf(stderr, "%s\n", what);
    exit(1);
}

static double run(struct vswitch *sw, const struct bench *b, const struct headers *frames)
{
    static struct switch_way way;
    static uint8_t           bytes[100] = { [12] = 0x08 }, room[104];
    const struct frame       frame = { bytes_of(bytes, sizeof(bytes)), { 0 } };
    struct frame             out;
    double                   start = wall_ns();
    for (uint32_t n = 0; n < FRAMES; n++) {
        if (!kit_send(sw, 1, &frames[n % b->stations], n * 1000ull, &way))
            fail("a frame was not forwarded");
        for (uint32_t i = 0; i < way.count; i++)
            if (!vswitch_leave(sw, &way, i, &frame, room, sizeof(room), &out))
                fail("a frame did not leave");
    }
    return (wall_ns() - start) / FRAMES;
}

static void measure(const struct bench *b)
{
    struct headers    frames[STATIONS], answer = kit_headers(250, 0xff, b->tagged ? 10 : -1);
    struct switch_way way;
    double            runs[RUNS];
    struct vswitch   *sw = make(b);
    for (uint32_t n = 0; n < STATIONS; n++)
        frames[n] = headers_of(b, n);
    if (!kit_send(sw, 2, &answer, 0, &way))
        fail("the station did not speak");
    for (uint32_t i = 0; i < RUNS; i++)
        runs[i] = run(sw, b, frames);
    rounds_sort(runs, RUNS);
    printf("{\"bench\": \"switch\", \"case\": \"%s\", \"ns_per_frame\": %.1f, \"min\": %.1f, \"max\": %.1f}\n", b->name, runs[RUNS / 2],
           runs[0], runs[RUNS - 1]);
    vswitch_free(sw);
}

int main(void)
{
    for (size_t i = 0; i < COUNT_OF(benches); i++)
        measure(&benches[i]);
    return 0;
}
