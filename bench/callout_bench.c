/* What a callout costs: a classify whose one matching filter is an inspection filter, with an empty classify function behind
 * it and with none registered. One JSON line a version and family: the median over rounds of the difference, in nanoseconds.
 * Ends with 1 when one is above the 60 ns that the project promises. What changing a packet costs is
 * the subject of injection_bench.c. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <fwpsk.h>

#include "api_km/context.h"
#include "api_km/driver.h"
#include "base/json.h"
#include "callout/context.h"
#include "engine/classify.h"
#include "nt/driver.h"
#include "nt/system.h"
#include "rounds.h"

#define ROUNDS    31
#define CLASSIFYS 40000u /* a round */
#define LIMIT_NS  60

static GUID key = { 0xca110000u, 1, 2, { 3 } };

static void NTAPI classify0(const FWPS_INCOMING_VALUES0 *v, const FWPS_INCOMING_METADATA_VALUES0 *m, void *data,
                            const FWPS_FILTER0 *filter, UINT64 flow, FWPS_CLASSIFY_OUT0 *out)
{
    (void)v, (void)m, (void)data, (void)filter, (void)flow, (void)out;
}

static void NTAPI classify3(const FWPS_INCOMING_VALUES0 *v, const FWPS_INCOMING_METADATA_VALUES0 *m, void *data,
                            const void *context, const FWPS_FILTER3 *filter, UINT64 flow, FWPS_CLASSIFY_OUT0 *out)
{
    (void)v, (void)m, (void)data, (void)context, (void)filter, (void)flow, (void)out;
}

static NTSTATUS NTAPI notify0(FWPS_CALLOUT_NOTIFY_TYPE type, const GUID *filter_key, FWPS_FILTER0 *filter)
{
    (void)type, (void)filter_key, (void)filter;
    return 0;
}

static NTSTATUS NTAPI notify3(FWPS_CALLOUT_NOTIFY_TYPE type, const GUID *filter_key, FWPS_FILTER3 *filter)
{
    (void)type, (void)filter_key, (void)filter;
    return 0;
}

static NTSTATUS register_version(unsigned version)
{
    char          device;
    FWPS_CALLOUT0 c0 = { key, 0, classify0, notify0, NULL };
    FWPS_CALLOUT3 c3 = { key, 0, classify3, notify3, NULL };
    return version == 0 ? FwpsCalloutRegister0(&device, &c0, NULL) : FwpsCalloutRegister3(&device, &c3, NULL);
}

static struct ruleset *build(struct callout_registry *r, const struct layer_row *layer)
{
    struct callout_bindings b;
    struct ruleset         *rules = NULL;
    struct filter           f = { .id = 1, .layer = layer->id, .action = ACTION_CALLOUT_INSPECTION };
    memcpy(&f.callout, &key, sizeof(key));
    if (callout_bindings_get(r, &b))
        exit(2);
    struct ruleset_input in = { .filters = &f, .filter_count = 1, .callouts = b.bindings, .callout_count = b.count };
    if (ruleset_build(&in, &rules))
        exit(2);
    callout_bindings_put(&b);
    return rules;
}

/* Nanoseconds a classify. */
static double round_of(const struct ruleset *rules, const struct layer_row *layer)
{
    static struct value  values[64];
    static struct flow   flow; /* without contexts, as most */
    struct metadata      m = { .present = METADATA_IP_HEADER_SIZE | METADATA_TRANSPORT_HEADER_SIZE | METADATA_PACKET_DIRECTION |
                                          METADATA_FLOW_HANDLE };
    struct classify_in   in = { .layer = layer, .values = values, .metadata = &m, .flow = &flow, .flow_context = flow_context_of };
    struct classify_out  out;
    double               start = wall_ns();
    for (unsigned i = 0; i < CLASSIFYS; i++) {
        engine_classify(rules, &in, &out, NULL);
        __asm__ volatile("" ::"r"(&out) : "memory");
    }
    return (wall_ns() - start) / CLASSIFYS;
}

/* Both sorted. The band is what the middle four fifths of the rounds gave. */
static void report(const struct layer_row *layer, unsigned version, const double plain[ROUNDS], const double cost[ROUNDS])
{
    struct json j;
    json_init(&j, stdout);
    json_begin_object(&j, NULL);
    json_put_string(&j, "bench", "callout");
    json_put_string(&j, "layer", layer->name);
    json_put_number(&j, "version", version);
    json_put_number(&j, "ns_without", (int64_t)(plain[ROUNDS / 2] + 0.5));
    json_put_number(&j, "ns_per_callout", (int64_t)(cost[ROUNDS / 2] + 0.5));
    json_put_number(&j, "ns_low", (int64_t)cost[ROUNDS / 10]);
    json_put_number(&j, "ns_high", (int64_t)cost[ROUNDS - 1 - ROUNDS / 10]);
    json_put_number(&j, "ns_limit", LIMIT_NS);
    json_end_object(&j);
    json_line(&j);
}

/* Rounds alternate, so that a change of the clock rate hits both. */
static bool measure(struct callout_registry *r, unsigned version, enum family family)
{
    const struct layer_row *layer = layer_of(LAYER(INBOUND_TRANSPORT), family);
    struct ruleset         *without = build(r, layer);
    double                  plain[ROUNDS], cost[ROUNDS];
    if (register_version(version))
        exit(2);
    struct ruleset *with = build(r, layer);
    for (unsigned i = 0; i < ROUNDS; i++) {
        plain[i] = round_of(without, layer);
        cost[i] = round_of(with, layer) - plain[i];
    }
    rounds_sort(plain, ROUNDS);
    rounds_sort(cost, ROUNDS);
    report(layer, version, plain, cost);
    ruleset_free(without);
    ruleset_free(with);
    if (FwpsCalloutUnregisterByKey0(&key))
        exit(2);
    return cost[ROUNDS / 2] <= LIMIT_NS;
}

int main(void)
{
    static struct driver     driver = { .name = "bench" };
    struct callout_registry *r;
    struct nt_options        options = { 0 };
    struct km_context        km = { .driver = &driver }; /* its conduct is watched, as that of every driver */
    bool                     fast = true;
    km_system_options(&options);
    if (callout_registry_new(&r) || nt_system_new(&options, &km.nt))
        return 2;
    km.callouts = r;
    driver.nt = km.nt;
    driver.context = &km;
    if (driver_add(km.nt, &driver))
        return 2;
    km_enter(&km);
    for (unsigned version = 0; version <= 3; version += 3) {
        fast &= measure(r, version, FAMILY_V4);
        fast &= measure(r, version, FAMILY_V6);
    }
    km_leave(NULL);
    driver_remove(&driver);
    callout_registry_free(r);
    nt_system_free(km.nt);
    return fast ? 0 : 1;
}
