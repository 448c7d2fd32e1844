/* What one classify costs: a layer with N filters that all miss but the last, for both families, and the same with the
 * trace on. One JSON line a case: medians over rounds, in nanoseconds a classify and a filter. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "engine/classify.h"
#include "engine/trace.h"
#include "rounds.h"

#define MAX_FILTERS 1000u
#define ROUNDS      31
#define ROUND_NS    4000000u /* at least, so that the clock's own cost vanishes */

struct bench {
    struct filter       filters[MAX_FILTERS];
    struct condition    conditions[MAX_FILTERS][4];
    struct v4_addr_mask v4[MAX_FILTERS];
    struct v6_addr_mask v6[MAX_FILTERS];
    struct value_range  ranges[MAX_FILTERS];
    struct value        values[64];
    uint8_t             remote6[16];
};

static struct bench b;

/* Filter i: a remote network of its own, a range of local ports, a protocol. The shape of a firewall's rules. */
static void fill_filter(uint32_t i, const struct layer_row *layer)
{
    struct condition *c = b.conditions[i];
    b.v4[i] = (struct v4_addr_mask){ 0x0a000000u + (i << 8), 0xffffff00u };
    b.v6[i] = (struct v6_addr_mask){ { 0x20, 0x01, 0x0d, 0xb8, 0, 0, (uint8_t)(i >> 8), (uint8_t)i }, 64 };
    b.ranges[i].low = (struct value){ .type = TYPE_UINT16, .u16 = (uint16_t)(1000 + i) };
    b.ranges[i].high = (struct value){ .type = TYPE_UINT16, .u16 = (uint16_t)(1010 + i) };
    c[0] = (struct condition){ FIELD_IP_PROTOCOL, MATCH_EQUAL, { .type = TYPE_UINT8, .u8 = 6 } };
    c[1] = (struct condition){ FIELD_IP_REMOTE_ADDRESS, MATCH_EQUAL, { .type = TYPE_V4_ADDR_MASK, .v4 = &b.v4[i] } };
    if (layer->family == FAMILY_V6)
        c[1].value = (struct value){ .type = TYPE_V6_ADDR_MASK, .v6 = &b.v6[i] };
    c[2] = (struct condition){ FIELD_IP_LOCAL_PORT, MATCH_RANGE, { .type = TYPE_RANGE, .range = &b.ranges[i] } };
    b.filters[i] = (struct filter){ .id = i + 1, .layer = layer->id, .effective_weight = MAX_FILTERS - i,
                                    .action = ACTION_BLOCK, .conditions = c, .condition_count = 3 };
}

static void set(const struct layer_row *layer, enum field_id field, struct value v)
{
    b.values[layer_field_index(layer, field)] = v;
}

/* A packet that only filter `last` takes. */
static void fill_packet(const struct layer_row *layer, uint32_t last)
{
    memcpy(b.remote6, b.v6[last].addr, sizeof(b.remote6));
    b.remote6[15] = 1;
    set(layer, FIELD_IP_PROTOCOL, (struct value){ .type = TYPE_UINT8, .u8 = 6 });
    set(layer, FIELD_IP_LOCAL_PORT, b.ranges[last].low);
    if (layer->family == FAMILY_V6)
        set(layer, FIELD_IP_REMOTE_ADDRESS, (struct value){ .type = TYPE_BYTE_ARRAY16, .bytes16 = b.remote6 });
    else
        set(layer, FIELD_IP_REMOTE_ADDRESS, (struct value){ .type = TYPE_UINT32, .u32 = b.v4[last].addr + 1 });
}

static double measure(const struct ruleset *rules, const struct classify_in *in, struct trace *trace, uint64_t expected)
{
    double results[ROUNDS];
    for (unsigned round = 0; round < ROUNDS; round++) {
        struct classify_out out;
        double              start = wall_ns(), elapsed = 0;
        uint64_t            n = 0;
        while (elapsed < ROUND_NS) {
            for (unsigned i = 0; i < 256; i++, n++) {
                if (trace)
                    trace_reset(trace);
                engine_classify(rules, in, &out, trace);
                if (!out.rule || out.rule->id != expected)
                    abort();
            }
            elapsed = wall_ns() - start;
        }
        results[round] = elapsed / (double)n;
    }
    return median(results, ROUNDS);
}

static void report(const struct layer_row *layer, uint32_t filters, bool traced, double ns)
{
    struct json j;
    json_init(&j, stdout);
    json_begin_object(&j, NULL);
    json_put_string(&j, "bench", "classify");
    json_put_string(&j, "layer", layer->name);
    json_put_number(&j, "filters", filters);
    json_put_bool(&j, "trace", traced);
    json_put_number(&j, "ns_per_classify", (int64_t)(ns + 0.5));
    json_put_number(&j, "ps_per_filter", (int64_t)(ns * 1000 / filters + 0.5));
    json_end_object(&j);
    json_line(&j);
}

static int run(enum family family, uint32_t filters)
{
    const struct layer_row *layer = layer_of(LAYER(INBOUND_TRANSPORT), family);
    struct ruleset_input    input = { .filters = b.filters, .filter_count = filters };
    struct classify_in      in = { .layer = layer, .values = b.values };
    struct ruleset         *rules;
    struct trace            trace;
    for (uint32_t i = 0; i < filters; i++)
        fill_filter(i, layer);
    memset(b.values, 0, sizeof(b.values));
    fill_packet(layer, filters - 1);
    if (ruleset_build(&input, &rules) != WFP_OK)
        return 1;
    trace_init(&trace);
    report(layer, filters, false, measure(rules, &in, NULL, filters));
    report(layer, filters, true, measure(rules, &in, &trace, filters));
    trace_fini(&trace);
    ruleset_free(rules);
    return 0;
}

int main(void)
{
    static const uint32_t sizes[] = { 10, 25, 100, MAX_FILTERS };
    for (enum family family = FAMILY_V4; family < FAMILY_COUNT; family++)
        for (unsigned i = 0; i < COUNT_OF(sizes); i++)
            if (run(family, sizes[i]) != 0)
                return 1;
    return 0;
}
