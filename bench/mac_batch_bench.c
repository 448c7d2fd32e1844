/* Frames at a MAC layer behind a callout, in batches of 64: what a frame costs when the callout takes batches, and when it is called
 * for each. The callout counts packets and bytes. One JSON line a family: medians of rounds that alternate, their spread, and the
 * ratio. Ends with 1 when batches are not at least 1.5 times as fast. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <fwpsk.h>

#include "api_km/context.h"
#include "api_km/driver.h"
#include "base/json.h"
#include "callout/registry.h"
#include "nt/driver.h"
#include "nt/system.h"
#include "shim/batch.h"
#include "shim/shim.h"
#include "rounds.h"

#define ROUNDS  31
#define BATCHES 1000u /* a round */
#define SIZE    60u   /* of a frame: 18 bytes of UDP data */
#define LIMIT   1.5

static GUID key = { 0xca110000u, 1, 2, { 4 } };
static struct shim *shim;
static uint64_t     packets, bytes;

static void give_up(const char *why)
{
    fprintf(stderr, "mac_batch_bench: %s\n", why);
    exit(2);
}

static void NTAPI classify(const FWPS_INCOMING_VALUES0 *v, const FWPS_INCOMING_METADATA_VALUES0 *m, void *data, const void *context,
                           const FWPS_FILTER3 *filter, UINT64 flow, FWPS_CLASSIFY_OUT0 *out)
{
    (void)v, (void)m, (void)context, (void)filter, (void)flow;
    for (const NET_BUFFER_LIST *list = data; list; list = list->Next) {
        packets++;
        bytes += list->FirstNetBuffer->DataLength;
    }
    out->actionType = FWP_ACTION_PERMIT;
}

static NTSTATUS NTAPI notify(FWPS_CALLOUT_NOTIFY_TYPE type, const GUID *filter_key, FWPS_FILTER3 *filter)
{
    (void)type, (void)filter_key, (void)filter;
    return 0;
}

static struct ruleset *build(struct callout_registry *r, UINT32 flags)
{
    const struct layer_row *layer = layer_of(LAYER(INBOUND_MAC_FRAME_ETHERNET), FAMILY_NONE);
    FWPS_CALLOUT3           callout = { key, flags, classify, notify, NULL };
    struct filter           f = { .id = 1, .layer = layer->id, .action = ACTION_CALLOUT_TERMINATING };
    struct callout_bindings b;
    struct ruleset         *rules = NULL;
    char                    device;
    memcpy(&f.callout, &key, sizeof(key));
    if (FwpsCalloutRegister3(&device, &callout, NULL) || callout_bindings_get(r, &b))
        give_up("no callout");
    struct ruleset_input in = { .filters = &f, .filter_count = 1, .callouts = b.bindings, .callout_count = b.count };
    if (ruleset_build(&in, &rules))
        give_up("no ruleset");
    callout_bindings_put(&b);
    return rules;
}

/* From ...:02, 10.0.0.2 or fd00::2, to us. Checksums are right, so that nobody looks for offload. */
static void make_frame(enum family family, uint8_t frame[SIZE])
{
    static const uint8_t v4[] = { 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0, 0x45, 0, 0, 46, 0, 1, 0, 0, 64, 17, 0x66, 0xbc,
                                  10, 0, 0, 2, 10, 0, 0, 1, 0, 53, 19, 136, 0, 26, 0, 0 };
    static const uint8_t v6[] = { 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x86, 0xdd, 0x60, 0, 0, 0, 0, 6, 59, 64,
                                  0xfd, [37] = 2, 0xfd, [53] = 1 };
    memset(frame, 0, SIZE);
    if (family == FAMILY_V4)
        memcpy(frame, v4, sizeof(v4));
    else
        memcpy(frame, v6, sizeof(v6));
}

/* Nanoseconds a frame. */
static double round_of(const struct ruleset *rules, const uint8_t frame[SIZE])
{
    static struct shim_input inputs[SHIM_BATCH];
    static struct mac_answer answers[SHIM_BATCH];
    packets = 0;
    double start = cpu_ns();
    for (unsigned n = 0; n < BATCHES; n++) {
        for (unsigned i = 0; i < SHIM_BATCH; i++)
            inputs[i] = (struct shim_input){ .frame = bytes_of(frame, SIZE), .wire_size = SIZE, .link = LINK_ETHERNET, .now_ns = 1,
                                             .number = n * SHIM_BATCH + i };
        shim_mac_batch(shim, rules, true, inputs, SHIM_BATCH, answers);
    }
    double each = (cpu_ns() - start) / (BATCHES * SHIM_BATCH);
    if (packets != BATCHES * SHIM_BATCH)
        give_up("frames are missing");
    return each;
}

static void put_tenths(struct json *j, const char *name, double x)
{
    json_put_number(j, name, (int64_t)(x * 10 + 0.5));
}

static bool report(enum family family, double single[ROUNDS], double batch[ROUNDS])
{
    struct json j;
    rounds_sort(single, ROUNDS);
    rounds_sort(batch, ROUNDS);
    double ratio = single[ROUNDS / 2] / batch[ROUNDS / 2];
    json_init(&j, stdout);
    json_begin_object(&j, NULL);
    json_put_string(&j, "bench", "mac_batch");
    json_put_string(&j, "family", family == FAMILY_V4 ? "v4" : "v6");
    put_tenths(&j, "single_ns_tenths", single[ROUNDS / 2]);
    put_tenths(&j, "single_low_tenths", single[ROUNDS / 10]);
    put_tenths(&j, "single_high_tenths", single[ROUNDS - 1 - ROUNDS / 10]);
    put_tenths(&j, "batch_ns_tenths", batch[ROUNDS / 2]);
    put_tenths(&j, "batch_low_tenths", batch[ROUNDS / 10]);
    put_tenths(&j, "batch_high_tenths", batch[ROUNDS - 1 - ROUNDS / 10]);
    json_put_number(&j, "ratio_percent", (int64_t)(ratio * 100));
    json_put_number(&j, "limit_percent", (int64_t)(LIMIT * 100));
    json_end_object(&j);
    json_line(&j);
    return ratio >= LIMIT;
}

static void unregister(void)
{
    if (FwpsCalloutUnregisterByKey0(&key))
        give_up("the callout stays");
}

/* A round of each in turn, so that a change of the clock rate hits both. One callout has one set of flags: it is registered anew. */
static bool measure(struct callout_registry *r, enum family family)
{
    uint8_t frame[SIZE];
    double  single[ROUNDS], batch[ROUNDS];
    make_frame(family, frame);
    for (unsigned i = 0; i < ROUNDS; i++) {
        struct ruleset *rules = build(r, 0);
        single[i] = round_of(rules, frame);
        ruleset_free(rules);
        unregister();
        rules = build(r, FWP_CALLOUT_FLAG_ALLOW_L2_BATCH_CLASSIFY);
        batch[i] = round_of(rules, frame);
        ruleset_free(rules);
        unregister();
    }
    return report(family, single, batch);
}

int main(void)
{
    static struct driver     driver = { .name = "bench" };
    struct shim_config       config = { 0 }; /* of a host that has nothing */
    struct callout_registry *r;
    struct nt_options        options = { 0 };
    struct km_context        km = { .driver = &driver };
    km_system_options(&options);
    if (callout_registry_new(&r) || nt_system_new(&options, &km.nt) || shim_new(&config, &shim))
        give_up("not enough memory");
    km.callouts = r;
    driver.nt = km.nt;
    driver.context = &km;
    if (driver_add(km.nt, &driver))
        give_up("not enough memory");
    km_enter(&km);
    bool fast = measure(r, FAMILY_V4);
    fast &= measure(r, FAMILY_V6);
    km_leave(NULL);
    shim_free(shim);
    driver_remove(&driver);
    callout_registry_free(r);
    nt_system_free(km.nt);
    return fast ? 0 : 1;
}
