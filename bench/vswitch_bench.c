/* What WFP costs in a switch: frames between two ports through the switch alone, and through shim_vswitch() without filters, and with
 * 10, 100 and 1,000 filters that all miss, at one layer and at the four layers that a frame of IP comes to, and by
 * the names of NICs; the same of a flood to seven ports. One JSON line a case:
 * medians over interleaved rounds, in nanoseconds a frame, and what is added to the switch alone. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "bfe/compile.h"
#include "engine/ruleset.h"
#include "shim/context.h"
#include "shim/vswitch.h"
#include "rounds.h"

#define MAX_FILTERS 1000u
#define PORTS       8u
#define ROUNDS      31u
#define FRAMES      4000u /* a round */

struct bench {
    struct vswitch *sw;
    struct shim    *shim;
    uint64_t        clock;
    uint8_t         bytes[3][64]; /* there, back, to all */
    struct frame    frames[3];
};

static struct bench b;

static void require(bool truth, const char *what)
{
    if (truth)
        return;
    fprintf(stderr, "vswitch_bench: %s\n", what);
    exit(1);
}

/* --- the switch and its frames ------------------------------------------------------------------------------------ */

static void make_switch(void)
{
    const struct vswitch_config config = { .id = { 1, 2, 3, { 4 } }, .name = "bench" };
    require(vswitch_new(&config, &b.sw) == WFP_OK, "no switch");
    for (uint32_t id = 1; id <= PORTS; id++) {
        struct switch_port port = { .id = id, .type = SWITCH_PORT_SYNTHETIC, .state = SWITCH_PORT_CREATED };
        struct switch_nic  nic = { .port_id = id, .type = SWITCH_NIC_SYNTHETIC, .state = SWITCH_NIC_CONNECTED };
        snprintf(nic.name, sizeof(nic.name), "vm%u", id);
        require(vswitch_port_add(b.sw, &port) == WFP_OK && vswitch_nic_add(b.sw, &nic) == WFP_OK, "no port");
    }
}

/* A broadcast, which goes to all the others. */
static void make_flood(void)
{
    uint8_t *f = b.bytes[2];
    memcpy(f, b.bytes[0], 60);
    memset(f, 0xff, 6);
    b.frames[2] = (struct frame){ .bytes = bytes_of(f, 60) };
}

/* UDP with 18 bytes of data between stations 1 and 2. */
static void make_frame(unsigned from)
{
    static const uint8_t model[] = { 2, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 8, 0, 0x45, 0, 0, 46, 0, 0, 0, 0, 64, 17, 0, 0,
                                     10, 0, 0, 0, 10, 0, 0, 0, 0x13, 0x88, 0, 53, 0, 26 };
    uint8_t *f = b.bytes[from];
    memcpy(f, model, sizeof(model));
    f[5] = f[33] = (uint8_t)(2 - from);
    f[11] = f[29] = (uint8_t)(1 + from);
    b.frames[from] = (struct frame){ .bytes = bytes_of(f, 60) };
}

/* --- what is measured --------------------------------------------------------------------------------------------- */

/* Frame i of a round, and the port it comes from: there and back, or all from one to all. */
static unsigned from(unsigned i, bool flood)
{
    return flood ? 0 : i % 2;
}

static const struct frame *frame_of(unsigned i, bool flood)
{
    return &b.frames[flood ? 2 : i % 2];
}

/* The dull twin: what a switch without WFP does. How many frames left at all the ports they should. */
static uint32_t switch_alone(const struct ruleset *rules, bool flood)
{
    static struct switch_way way;
    uint32_t                 left = 0;
    (void)rules;
    for (unsigned i = 0; i < FRAMES; i++) {
        struct headers h;
        headers_parse_link(frame_of(i, flood)->bytes, &h);
        if (vswitch_enter(b.sw, 1 + from(i, flood), 0, &h, &way) && vswitch_forward(b.sw, &h, ++b.clock, &way))
            left += way.count == (flood ? PORTS - 1 : 1);
    }
    return left;
}

static uint32_t with_shim(const struct ruleset *rules, bool flood)
{
    uint32_t left = 0;
    for (unsigned i = 0; i < FRAMES; i++) {
        const struct vswitch_input in = { .sw = b.sw, .source_port = 1 + from(i, flood), .frame = frame_of(i, flood),
                                          .now_ns = ++b.clock, .number = i, .enabled = true };
        const struct vswitch_walk *w = shim_vswitch(b.shim, rules, &in);
        left += w->walk->verdict == VERDICT_PERMIT && w->way->count == (flood ? PORTS - 1 : 1);
    }
    return left;
}

/* Filter i: what a tenant's firewall asks for; none of them takes the frames. */
struct filters {
    struct filter       filters[4 * MAX_FILTERS];
    struct condition    conditions[4 * MAX_FILTERS][3];
    struct v4_addr_mask nets[MAX_FILTERS];
    uint8_t             macs[MAX_FILTERS][6];
    uint16_t            names[MAX_FILTERS][8]; /* UTF-16 */
    struct byte_blob    blobs[MAX_FILTERS];
};

static struct filters fs;

static void fill(uint32_t at, uint32_t i, uint16_t layer, uint32_t n)
{
    struct condition *c = fs.conditions[at];
    bool ethernet = layer == LAYER_ID_INGRESS_VSWITCH_ETHERNET || layer == LAYER_ID_EGRESS_VSWITCH_ETHERNET;
    fs.nets[i] = (struct v4_addr_mask){ 0x0b000000u + (i << 8), 0xffffff00u };
    memcpy(fs.macs[i], (uint8_t[]){ 2, 1, 0, 0, (uint8_t)(i >> 8), (uint8_t)i }, 6);
    if (ethernet) {
        c[0] = (struct condition){ FIELD_ETHER_TYPE, MATCH_EQUAL, { .type = TYPE_UINT16, .u16 = 0x0800 } };
        c[1] = (struct condition){ FIELD_MAC_SOURCE_ADDRESS, MATCH_EQUAL, { .type = TYPE_BYTE_ARRAY6, .bytes6 = fs.macs[i] } };
    } else {
        c[0] = (struct condition){ FIELD_IP_PROTOCOL, MATCH_EQUAL, { .type = TYPE_UINT8, .u8 = 17 } };
        c[1] = (struct condition){ FIELD_IP_SOURCE_ADDRESS, MATCH_EQUAL, { .type = TYPE_V4_ADDR_MASK, .v4 = &fs.nets[i] } };
    }
    fs.filters[at] = (struct filter){ .id = at + 1, .name = "", .layer = layer, .effective_weight = n - i, .action = ACTION_BLOCK,
                                      .conditions = c, .condition_count = 2 };
}

/* The same by the NIC from which a frame comes: "n0000" ... */
static void fill_name(uint32_t at, uint32_t i)
{
    uint16_t *name = fs.names[i];
    name[0] = 'n';
    for (unsigned digit = 4, rest = i; digit; digit--, rest /= 10)
        name[digit] = (uint16_t)('0' + rest % 10);
    fs.blobs[i] = (struct byte_blob){ 12, (uint8_t *)name };
    fs.conditions[at][1] = (struct condition){ FIELD_VSWITCH_SOURCE_INTERFACE_ID, MATCH_EQUAL,
                                               { .type = TYPE_BYTE_BLOB, .blob = &fs.blobs[i] } };
}

/* `n` filters in all, shared evenly by the layers. */
static struct ruleset *rules_of(uint32_t n, unsigned layers, bool by_name)
{
    static const uint16_t ids[] = { LAYER_ID_INGRESS_VSWITCH_TRANSPORT_V4, LAYER_ID_EGRESS_VSWITCH_TRANSPORT_V4,
                                    LAYER_ID_INGRESS_VSWITCH_ETHERNET, LAYER_ID_EGRESS_VSWITCH_ETHERNET };
    struct ruleset *rules;
    for (uint32_t i = 0; i < n; i++) {
        fill(i, i, ids[i % layers], n);
        if (by_name)
            fill_name(i, i);
    }
    const struct ruleset_input in = { .filters = fs.filters, .filter_count = n, .generation = 1 };
    require(ruleset_build(&in, &rules) == WFP_OK, "no ruleset");
    return rules;
}

/* --- reporting ---------------------------------------------------------------------------------------------------- */

struct measured {
    const char *name;
    uint32_t    filters;
    unsigned    layers;
    uint32_t  (*run)(const struct ruleset *rules, bool flood);
    bool        by_name, flood;
    struct ruleset *rules;
    double      ns[ROUNDS];
};

static void round_of(struct measured *m, unsigned round)
{
    double before = cpu_ns();
    require(m->run(m->rules, m->flood) == FRAMES, "a frame was lost");
    m->ns[round] = (cpu_ns() - before) / FRAMES;
}

static void print(struct measured *m, double alone)
{
    double ns = median(m->ns, ROUNDS);
    printf("{\"bench\": \"vswitch\", \"case\": \"%s\", \"filters\": %u, \"layers\": %u, \"ns_per_frame\": %.1f, \"p10\": %.1f, "
           "\"p90\": %.1f, \"added_ns\": %.1f}\n",
           m->name, m->filters, m->layers, ns, m->ns[ROUNDS / 10], m->ns[ROUNDS - 1 - ROUNDS / 10], ns - alone);
}

int main(void)
{
    static struct measured cases[] = {
        { "switch", 0, 0, switch_alone },       { "shim", 0, 0, with_shim },        { "shim", 10, 2, with_shim },
        { "shim", 100, 2, with_shim },          { "shim", 1000, 1, with_shim },     { "shim", 1000, 2, with_shim },
        { "shim", 1000, 4, with_shim },         { "names", 1000, 2, with_shim, true },
        { "flood switch", 0, 0, switch_alone, false, true }, { "flood", 0, 0, with_shim, false, true },
        { "flood", 1000, 2, with_shim, false, true },        { "flood", 1000, 4, with_shim, false, true },
    };
    const struct shim_config config = { 0 };
    make_switch();
    require(shim_new(&config, &b.shim) == WFP_OK, "no shim");
    make_frame(0);
    make_frame(1);
    make_flood();
    for (unsigned i = 0; i < COUNT_OF(cases); i++)
        cases[i].rules = rules_of(cases[i].filters, cases[i].layers ? cases[i].layers : 1, cases[i].by_name);
    switch_alone(NULL, false); /* both stations are known then */
    for (unsigned round = 0; round < ROUNDS; round++)
        for (unsigned i = 0; i < COUNT_OF(cases); i++)
            round_of(&cases[i], round);
    double alone[2] = { median(cases[0].ns, ROUNDS), 0 };
    for (unsigned i = 0; i < COUNT_OF(cases); i++) {
        if (cases[i].flood && cases[i].run == switch_alone)
            alone[true] = median(cases[i].ns, ROUNDS);
        print(&cases[i], alone[cases[i].flood]);
        ruleset_free(cases[i].rules);
    }
    shim_free(b.shim);
    vswitch_free(b.sw);
    return 0;
}
