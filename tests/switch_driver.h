/* For tests of a driver's callouts in a switch: the kernel of a live host with one shim and the switch of switch_frames.h, and a
 * callout at each of the six layers, whose answer belongs to the test. What leaves the switch is kept as text. */
#ifndef WFP_TESTS_SWITCH_DRIVER_H
#define WFP_TESTS_SWITCH_DRIVER_H

#include "policy_kit.h"
#include "switch_frames.h"

#include <stdio.h>

#include <fwpsk.h>
#include <ndis.h>
#include <ntstatus.h>

#include "api_km/context.h"
#include "api_km/driver.h"
#include "bfe/net_event_log.h"
#include "callout/injection.h"
#include "host/kernel.h"
#include "host/net_events.h"
#include "nt/driver.h"
#include "nt/irql.h"
#include "nt/ledger.h"
#include "nt/rule.h"
#include "pkt/nb.h"
#include "pkt/nbl_owned.h"
#include "shim/vswitch.h"

#define SEEN_MAX 64u

struct seen {
    UINT16                         layer;
    FWPS_INCOMING_METADATA_VALUES0 metadata;
    NET_BUFFER_LIST               *list;
    uint8_t                        first[2]; /* bytes where the data begin */
    ULONG                          length;
    FWPS_PACKET_INJECTION_STATE    state;
    HANDLE                         context;
};

struct driver_kit {
    struct vswitch     *sw;
    struct policy_file *file;
    struct kernel      *kernel;
    struct shim        *shim;
    struct km_context   km;
    struct driver       driver;
    HANDLE              injector;
    uint64_t            now;
    struct seen         seen[SEEN_MAX];
    unsigned            count;
    /* What the callout does; NULL: it permits. */
    void              (*answer)(const FWPS_INCOMING_VALUES0 *v, const FWPS_INCOMING_METADATA_VALUES0 *m, NET_BUFFER_LIST *list,
                                FWPS_CLASSIFY_OUT0 *out);
    FWP_BYTE_BLOB       switch_id; /* as the callout was shown it */
    uint8_t             switch_id_bytes[128];
    /* What was injected and left. */
    char                left[512]; /* "2 3;4" : the ports of each frame */
    struct frame_offload offload;  /* of the last */
    size_t              left_size;
    unsigned            completed, failed; /* with an error */
    NTSTATUS            status;
    NET_BUFFER_LIST    *completed_list;
    uint8_t             irql;
    char                report[512];
};

static struct driver_kit dk;
static struct made       packet;

static GUID dk_key(unsigned n)
{
    return (GUID){ 0xca110000 + n, 1, 2, { 3, 4, 5, 6, 7, 8, 9, 10 } };
}

static void dk_note_id(const FWPS_INCOMING_VALUES0 *v)
{
    const struct layer_row *layer = &layer_rows[v->layerId];
    const FWP_BYTE_BLOB    *id = v->incomingValue[layer_field_index(layer, FIELD_VSWITCH_ID)].value.byteBlob;
    assert_true(id->size <= sizeof(dk.switch_id_bytes));
    memcpy(dk.switch_id_bytes, id->data, id->size);
    dk.switch_id = (FWP_BYTE_BLOB){ id->size, dk.switch_id_bytes };
}

static void NTAPI dk_classify(const FWPS_INCOMING_VALUES0 *v, const FWPS_INCOMING_METADATA_VALUES0 *m, void *data,
                              const void *context, const FWPS_FILTER3 *filter, UINT64 flow, FWPS_CLASSIFY_OUT0 *out)
{
    (void)context, (void)filter, (void)flow;
    assert_true(dk.count < SEEN_MAX);
    struct seen     *s = &dk.seen[dk.count++];
    NET_BUFFER_LIST *list = data;
    *s = (struct seen){ .layer = v->layerId, .metadata = *m, .list = list, .length = NET_BUFFER_DATA_LENGTH(list->FirstNetBuffer) };
    s->state = FwpsQueryPacketInjectionState0(dk.injector, list, &s->context);
    memcpy(s->first, NdisGetDataBuffer(list->FirstNetBuffer, 2, s->first, 1, 0), 2);
    dk_note_id(v);
    out->actionType = FWP_ACTION_PERMIT;
    if (dk.answer)
        dk.answer(v, m, list, out);
}

static NTSTATUS NTAPI dk_notify(FWPS_CALLOUT_NOTIFY_TYPE type, const GUID *key, FWPS_FILTER3 *filter)
{
    (void)type, (void)key, (void)filter;
    return STATUS_SUCCESS;
}

static void NTAPI dk_completed(void *context, NET_BUFFER_LIST *list, BOOLEAN dispatch)
{
    (void)dispatch;
    assert_null(list->Next);
    dk.completed++;
    dk.failed += !NT_SUCCESS(list->Status);
    dk.status = list->Status;
    dk.completed_list = list;
    dk.irql = irql_current();
    if (context) /* frees what it injected */
        FwpsFreeCloneNetBufferList0(list, 0);
}

static void dk_block_and_absorb(FWPS_CLASSIFY_OUT0 *out)
{
    out->actionType = FWP_ACTION_BLOCK;
    out->flags |= FWPS_CLASSIFY_OUT_FLAG_ABSORB;
    out->rights &= ~FWPS_RIGHT_ACTION_WRITE;
}

/* --- the host ----------------------------------------------------------------------------------------------------- */

static void dk_log(void *context, bool is_report, const char *module, const char *line)
{
    (void)context, (void)module;
    if (is_report && strncmp(line, "  ", 2) != 0)
        snprintf(dk.report, sizeof(dk.report), "%s", line);
}

static struct vswitch *dk_find(void *context, const struct guid *id)
{
    struct driver_kit *k = context;
    return guid_equal(id, vswitch_id(k->sw)) ? k->sw : NULL;
}

static void dk_deliver(void *context, struct vswitch *sw, const struct vswitch_walk *walk, const struct injection *i)
{
    struct driver_kit *k = context;
    char               ports[256];
    size_t             size = strlen(k->left);
    (void)i;
    assert_ptr_equal(sw, k->sw);
    snprintf(k->left + size, sizeof(k->left) - size, "%s%s", size ? ";" : "", left_at(walk->way, ports));
    k->offload = walk->frame->offload;
    k->left_size = bytes_left(&walk->frame->bytes);
}

#define DK_LAYERS 6u
#define DK_CALLOUT(n, layer) "{'name': 'c" n "', 'key': 'ca11000" n "-0001-0002-0304-05060708090a', 'layer': '" layer "'}"
#define DK_FILTER(n, layer)  "{'name': '" layer "', 'layer': '" layer "', 'action': 'calloutTerminating', 'callout': 'c" n "'}"
#define DK_EACH(WHAT)                                                                                       \
    WHAT("1", "INGRESS_VSWITCH_ETHERNET") "," WHAT("2", "EGRESS_VSWITCH_ETHERNET") ","                      \
    WHAT("3", "INGRESS_VSWITCH_TRANSPORT_V4") "," WHAT("4", "INGRESS_VSWITCH_TRANSPORT_V6") ","             \
    WHAT("5", "EGRESS_VSWITCH_TRANSPORT_V4") "," WHAT("6", "EGRESS_VSWITCH_TRANSPORT_V6")
#define DK_POLICY "{'callouts': [" DK_EACH(DK_CALLOUT) "], 'filters': [" DK_EACH(DK_FILTER) "]}"

static void dk_start_kernel(void)
{
    dk.file = policy_of(DK_POLICY);
    struct kernel_config config = { .policy = policy_file_policy(dk.file), .log = dk_log };
    struct shim_config   shim = { 0 };
    assert_int_equal(kernel_new(&config, &dk.kernel), WFP_OK);
    shim.events = net_events_sink(kernel_net_events(dk.kernel));
    assert_int_equal(shim_new(&shim, &dk.shim), WFP_OK);
    assert_int_equal(kernel_attach_shim(dk.kernel, dk.shim), WFP_OK);
    kernel_on_vswitch(dk.kernel, dk_find, dk_deliver, &dk);
}

/* The thread is a driver's. */
static void dk_start_driver(void)
{
    char device;
    dk.km = *kernel_context(dk.kernel);
    snprintf(dk.driver.name, sizeof(dk.driver.name), "test");
    dk.driver.nt = dk.km.nt;
    dk.driver.context = &dk.km;
    assert_int_equal(driver_add(dk.km.nt, &dk.driver), WFP_OK);
    dk.km.driver = &dk.driver;
    assert_null(km_enter(&dk.km));
    for (unsigned n = 1; n <= DK_LAYERS; n++) {
        FWPS_CALLOUT3 callout = { dk_key(n), 0, dk_classify, dk_notify, NULL };
        assert_int_equal(FwpsCalloutRegister3(&device, &callout, NULL), STATUS_SUCCESS);
    }
    assert_int_equal(FwpsInjectionHandleCreate0(0, FWPS_INJECTION_TYPE_L2, &dk.injector), STATUS_SUCCESS);
}

static int dk_setup(void **state)
{
    (void)state;
    memset(&dk, 0, sizeof(dk));
    dk.now = 1000000000;
    dk.sw = lab_switch(5);
    dk_start_kernel();
    dk_start_driver();
    return 0;
}

static int dk_teardown(void **state)
{
    (void)state;
    assert_string_equal(dk.report, "");
    assert_int_equal(FwpsInjectionHandleDestroy0(dk.injector), STATUS_SUCCESS);
    for (unsigned n = 1; n <= DK_LAYERS; n++) {
        GUID key = dk_key(n);
        assert_int_equal(FwpsCalloutUnregisterByKey0(&key), STATUS_SUCCESS);
    }
    assert_int_equal(driver_report_leaks(&dk.driver), 0);
    assert_int_equal(kernel_attach_shim(dk.kernel, NULL), WFP_OK);
    driver_remove(&dk.driver);
    km_leave(NULL);
    shim_free(dk.shim);
    kernel_free(dk.kernel);
    policy_file_free(dk.file);
    vswitch_free(dk.sw);
    return 0;
}

/* --- what happens ------------------------------------------------------------------------------------------------- */

static const struct vswitch_walk *dk_send_frame(uint32_t port, const struct frame *f)
{
    const struct vswitch_input in = { .sw = dk.sw, .source_port = port, .frame = f, .now_ns = ++dk.now, .number = 7, .enabled = true };
    kernel_set_time(dk.kernel, dk.now);
    dk.count = 0;
    return shim_vswitch(dk.shim, kernel_ruleset(dk.kernel), &in);
}

static inline const struct vswitch_walk *dk_send(uint32_t port)
{
    const struct frame f = made_frame(&packet);
    return dk_send_frame(port, &f);
}

static inline void dk_leaves(const struct vswitch_walk *w, const char *ports)
{
    char text[256];
    assert_string_equal(left_at(w->way, text), ports);
}

static inline void dk_settle(void)
{
    dk.left[0] = 0;
    dk.completed = dk.failed = 0;
    kernel_settle(dk.kernel);
}

/* Injects as if from port 1, with the id that the callout was shown; the completion function frees clones. */
static inline NTSTATUS dk_inject(NET_BUFFER_LIST *lists)
{
    return FwpsInjectvSwitchEthernetIngressAsync0(dk.injector, &packet, 0, NULL, &dk.switch_id, 1, 0, lists, dk_completed, &dk);
}

static inline NET_BUFFER_LIST *dk_clone(NET_BUFFER_LIST *list)
{
    NET_BUFFER_LIST *clone = NULL;
    assert_int_equal(FwpsAllocateCloneNetBufferList0(list, NULL, NULL, 0, &clone), STATUS_SUCCESS);
    return clone;
}

static inline void dk_breaks(enum rule_id rule)
{
    assert_int_equal(rule_breaches(dk.km.nt, rule), 1);
    dk.report[0] = 0;
}

#define DK_TEST(f) { #f, f, dk_setup, dk_teardown, NULL }

#endif
