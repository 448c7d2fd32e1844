/* What it costs to change a packet: a walk whose callout permits, beside one whose callout clones the packet, changes a byte of
 * the clone, injects it and absorbs the original; the injected packet is walked and completed. 1,500 bytes of UDP on their way
 * out. One JSON line a family: medians over rounds, in nanoseconds a packet. Ends with 1 when the second costs more than 1 us
 * over the first, which is what the project promises. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <fwpsk.h>
#include <ndis.h>

#include "api_km/context.h"
#include "api_km/driver.h"
#include "base/json.h"
#include "callout/injection.h"
#include "host/inbox.h"
#include "model/choices.h"
#include "nt/driver.h"
#include "nt/system.h"
#include "shim/inject.h"
#include "rounds.h"

#define ROUNDS   31
#define PACKETS  4000u /* a round */
#define SIZE     1500u
#define LIMIT_NS 1000

static struct callout_registry *callouts;
static struct shim             *shim;
static struct inbox            *inbox;
static struct ruleset          *rules;
static struct km_context        km;
static struct driver            driver = { .name = "bench" };
static HANDLE                   injection;
static bool                     changes;
static unsigned                 completed;
static GUID                     key = { 0xca110000u, 1, 2, { 3 } };

static _Noreturn void give_up(const char *what)
{
    fprintf(stderr, "injection_bench: %s\n", what);
    exit(2);
}

/* --- the driver ------------------------------------------------------------------------------------------------------- */

static void NTAPI done(void *context, NET_BUFFER_LIST *list, BOOLEAN dispatchLevel)
{
    (void)context, (void)dispatchLevel;
    completed += NT_SUCCESS(list->Status);
    FwpsFreeCloneNetBufferList0(list, 0);
}

/* The last byte of the data; the adapter makes the checksum. */
static void change(NET_BUFFER_LIST *list)
{
    NET_BUFFER *nb = NET_BUFFER_LIST_FIRST_NB(list);
    UCHAR      *data = NdisGetDataBuffer(nb, NET_BUFFER_DATA_LENGTH(nb), NULL, 1, 0);
    data[NET_BUFFER_DATA_LENGTH(nb) - 1] ^= 0xff;
}

static void NTAPI classify(const FWPS_INCOMING_VALUES0 *v, const FWPS_INCOMING_METADATA_VALUES0 *m, void *data, const void *context,
                           const FWPS_FILTER3 *filter, UINT64 flow, FWPS_CLASSIFY_OUT0 *out)
{
    NET_BUFFER_LIST *clone;
    (void)v, (void)context, (void)filter, (void)flow;
    out->actionType = FWP_ACTION_PERMIT;
    if (!changes || FwpsQueryPacketInjectionState0(injection, data, NULL) == FWPS_PACKET_INJECTED_BY_SELF)
        return;
    if (FwpsAllocateCloneNetBufferList0(data, NULL, NULL, 0, &clone))
        give_up("no clone");
    change(clone);
    if (FwpsInjectNetworkSendAsync0(injection, NULL, 0, (COMPARTMENT_ID)m->compartmentId, clone, done, NULL))
        give_up("not injected");
    out->actionType = FWP_ACTION_BLOCK;
    out->flags |= FWPS_CLASSIFY_OUT_FLAG_ABSORB;
    out->rights &= ~FWPS_RIGHT_ACTION_WRITE;
}

static NTSTATUS NTAPI notify(FWPS_CALLOUT_NOTIFY_TYPE type, const GUID *filter_key, FWPS_FILTER3 *filter)
{
    (void)type, (void)filter_key, (void)filter;
    return STATUS_SUCCESS;
}

/* --- the host --------------------------------------------------------------------------------------------------------- */

static bool is_local(void *context, const struct ip_addr *a)
{
    (void)context;
    return a->bytes[a->family == FAMILY_V4 ? 3 : 15] == 1;
}

static bool is_refused(void *context, uint8_t protocol, const struct ip_addr *a, uint16_t port)
{
    (void)context, (void)protocol, (void)a, (void)port;
    return false;
}

static void serve(void *context, struct sink_link *item)
{
    struct injection *i = (struct injection *)item;
    (void)context;
    injection_done(i, injection_status(shim_inject(shim, rules, i, 1)));
}

static bool is_walking(void *context)
{
    (void)context;
    return shim_is_walking(shim);
}

static void wake(void *context)
{
    (void)context;
}

static bool is_here(void *context)
{
    (void)context;
    return true;
}

static void build(const struct layer_row *layer)
{
    struct callout_bindings b;
    struct filter           f = { .id = 1, .name = "bench", .layer = layer->id, .action = ACTION_CALLOUT_TERMINATING };
    memcpy(&f.callout, &key, sizeof(key));
    if (callout_bindings_get(callouts, &b))
        give_up("no bindings");
    struct ruleset_input in = { .filters = &f, .filter_count = 1, .callouts = b.bindings, .callout_count = b.count };
    if (ruleset_build(&in, &rules))
        give_up("no ruleset");
    callout_bindings_put(&b);
}

static void log_line(void *context, enum nt_log_kind kind, const char *who, const char *line)
{
    (void)context, (void)kind, (void)who;
    give_up(line);
}

static void start(enum family family)
{
    const struct inbox_owner owner = { NULL, serve, is_walking, wake, is_here };
    struct shim_config       config = { .world = { .is_local = is_local, .is_refused = is_refused } };
    struct nt_options        options = { .log = log_line };
    FWPS_CALLOUT3            callout = { key, 0, classify, notify, NULL };
    char                     device;
    km_system_options(&options);
    if (callout_registry_new(&callouts) || nt_system_new(&options, &km.nt) || shim_new(&config, &shim) || inbox_new(&owner, &inbox))
        give_up("no memory");
    km.callouts = callouts;
    driver.nt = km.nt;
    driver.context = &km;
    if (driver_add(km.nt, &driver))
        give_up("no driver");
    km.driver = &driver;
    km_enter(&km);
    shim_attach_callouts(shim, callouts);
    callout_registry_set_sink(callouts, inbox_sink(inbox));
    if (FwpsCalloutRegister3(&device, &callout, NULL) ||
        FwpsInjectionHandleCreate0(family == FAMILY_V4 ? 2 : 23, FWPS_INJECTION_TYPE_NETWORK, &injection))
        give_up("no callout");
    build(layer_of(LAYER(OUTBOUND_IPPACKET), family));
}

static void stop(void)
{
    FwpsInjectionHandleDestroy0(injection);
    callout_registry_set_sink(callouts, NULL);
    inbox_free(inbox);
    shim_free(shim);
    ruleset_free(rules);
    FwpsCalloutUnregisterByKey0(&key);
    km_leave(NULL);
    callout_registry_free(callouts);
    driver_remove(&driver);
    nt_system_free(km.nt);
    km = (struct km_context){ 0 };
}

/* From host 1 to host 2. */
static void make_packet(enum family family, uint8_t packet[SIZE])
{
    static const uint8_t v4[] = { 0x45, 0, SIZE >> 8, SIZE & 255, 0, 1, 0, 0, 64, 17, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2 };
    static const uint8_t v6[40] = { 0x60, [4] = (SIZE - 40) >> 8, (SIZE - 40) & 255, 17, 64, 0xfd, [23] = 1, 0xfd, [39] = 2 };
    size_t               header = family == FAMILY_V4 ? sizeof(v4) : sizeof(v6), size = SIZE - header;
    const uint8_t        udp[] = { 19, 136, 0, 53, (uint8_t)(size >> 8), (uint8_t)size, 0, 0 };
    memset(packet, 0, SIZE);
    memcpy(packet, family == FAMILY_V4 ? v4 : v6, header);
    memcpy(&packet[header], udp, sizeof(udp));
}

/* Nanoseconds a packet. */
static double round_of(const uint8_t packet[SIZE], bool changed)
{
    struct shim_input in = { .frame = bytes_of(packet, SIZE), .wire_size = SIZE, .link = LINK_RAW_IP, .now_ns = 1 };
    changes = changed;
    completed = 0;
    double begin = cpu_ns();
    for (in.number = 1; in.number <= PACKETS; in.number++) {
        (void)shim_packet(shim, rules, &in);
        inbox_serve(inbox);
    }
    double each = (cpu_ns() - begin) / PACKETS;
    if (completed != (changed ? PACKETS : 0))
        give_up("packets are missing");
    return each;
}

static void report(enum family family, const double plain[ROUNDS], const double cost[ROUNDS])
{
    struct json j;
    json_init(&j, stdout);
    json_begin_object(&j, NULL);
    json_put_string(&j, "bench", "injection");
    json_put_number(&j, "family", family == FAMILY_V4 ? 4 : 6);
    json_put_number(&j, "bytes", SIZE);
    json_put_number(&j, "ns_walk", (int64_t)(plain[ROUNDS / 2] + 0.5));
    json_put_number(&j, "ns_over_it", (int64_t)(cost[ROUNDS / 2] + 0.5));
    json_put_number(&j, "ns_low", (int64_t)cost[ROUNDS / 10]);
    json_put_number(&j, "ns_high", (int64_t)cost[ROUNDS - 1 - ROUNDS / 10]);
    json_put_number(&j, "ns_limit", LIMIT_NS);
    json_end_object(&j);
    json_line(&j);
}

/* Rounds alternate, so that a change of the clock rate hits both. */
static bool measure(enum family family)
{
    static uint8_t packet[SIZE];
    double         plain[ROUNDS], cost[ROUNDS];
    start(family);
    make_packet(family, packet);
    for (unsigned i = 0; i < ROUNDS; i++) {
        plain[i] = round_of(packet, false);
        cost[i] = round_of(packet, true) - plain[i];
    }
    rounds_sort(plain, ROUNDS);
    rounds_sort(cost, ROUNDS);
    report(family, plain, cost);
    stop();
    return cost[ROUNDS / 2] <= LIMIT_NS;
}

int main(void)
{
    bool fast = measure(FAMILY_V4);
    fast &= measure(FAMILY_V6);
    return fast ? 0 : 1;
}
