/* For tests that inject packets as a driver does: km_kit.h with a shim, the inbox of a host, and one callout at every layer that
 * is asked for, whose classify function belongs to the test. The host is 10.0.0.1 and fd00::1. */
#ifndef WFP_TESTS_INJECT_KIT_H
#define WFP_TESTS_INJECT_KIT_H

#include <pthread.h>

#include "km_kit.h"

#include "callout/injection.h"
#include "frames.h"
#include "host/inbox.h"
#include "model/choices.h"
#include "nt/irql.h"
#include "pkt/checksum.h"
#include "pkt/nbl.h"
#include "shim/inject.h"

#define INJECT_LAYERS_MAX 32u

struct inject_kit {
    struct km_kit    km;
    struct shim     *shim;
    struct inbox    *inbox;
    pthread_t        thread;  /* that walks */
    struct nbl_pool *pool;
    uint64_t         now_ns;
    struct flow     *flow;
    /* What the callout was asked, in order. */
    unsigned         count;
    UINT16           layers[INJECT_LAYERS_MAX];
    FWPS_PACKET_INJECTION_STATE states[INJECT_LAYERS_MAX]; /* for `state_of` */
    HANDLE           contexts[INJECT_LAYERS_MAX];
    HANDLE           state_of;
    UINT16           blocks;  /* this layer is blocked; 0xffff: none */
    UINT16           absorbs; /* and this one absorbs the next packet that it sees */
    void           (*look)(struct inject_kit *k, const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *m,
                           NET_BUFFER_LIST *list); /* NULL: nobody looks */
    /* The last walk of an injected packet. */
    enum verdict     verdict;
    /* What completed. */
    unsigned         completed;
    NTSTATUS         status;
    BOOLEAN          at_dispatch;
    uint8_t          irql;
    HANDLE           completion_context;
    bool             keeps; /* completion leaves the list alone */
};

static struct inject_kit ik;

static bool inject_is_local(void *context, const struct ip_addr *a)
{
    static const struct ip_addr hosts[] = { { FAMILY_V4, { 10, 0, 0, 1 } }, { FAMILY_V6, { 0xfd, [15] = 1 } } };
    (void)context;
    return ip_addr_equal(a, &hosts[0]) || ip_addr_equal(a, &hosts[1]);
}

static bool inject_is_refused(void *context, uint8_t protocol, const struct ip_addr *a, uint16_t port)
{
    (void)context, (void)protocol, (void)a, (void)port;
    return false;
}

static void NTAPI inject_classify(const FWPS_INCOMING_VALUES0 *v, const FWPS_INCOMING_METADATA_VALUES0 *m, void *data,
                                  const void *context, const FWPS_FILTER3 *filter, UINT64 flow, FWPS_CLASSIFY_OUT0 *out)
{
    (void)context, (void)filter, (void)flow;
    assert_true(ik.count < INJECT_LAYERS_MAX);
    if (data && ik.state_of)
        ik.states[ik.count] = FwpsQueryPacketInjectionState0(ik.state_of, data, &ik.contexts[ik.count]);
    ik.layers[ik.count++] = v->layerId;
    if (ik.look)
        ik.look(&ik, v, m, data);
    bool absorbs = v->layerId == ik.absorbs;
    out->actionType = v->layerId == ik.blocks || absorbs ? FWP_ACTION_BLOCK : FWP_ACTION_PERMIT;
    if (!absorbs)
        return;
    ik.absorbs = 0xffff;
    out->flags |= FWPS_CLASSIFY_OUT_FLAG_ABSORB;
    out->rights &= ~FWPS_RIGHT_ACTION_WRITE;
}

static NTSTATUS NTAPI inject_notify(FWPS_CALLOUT_NOTIFY_TYPE type, const GUID *key, FWPS_FILTER3 *filter)
{
    (void)type, (void)key, (void)filter;
    return STATUS_SUCCESS;
}

static void inject_serve(void *context, struct sink_link *item)
{
    struct injection *i = (struct injection *)item;
    (void)context;
    assert_int_equal(item->kind, SINK_INJECTION);
    const struct pkt_ctx *walk = shim_inject(ik.shim, ik.km.rules, i, ++ik.now_ns);
    ik.verdict = walk->verdict;
    injection_done(i, injection_status(walk));
}

static bool inject_is_walking(void *context)
{
    (void)context;
    return shim_is_walking(ik.shim);
}

static void inject_wake(void *context)
{
    (void)context;
}

static bool inject_is_here(void *context)
{
    (void)context;
    return pthread_equal(pthread_self(), ik.thread);
}

/* Every packet layer of the family but those of frames. */
static void inject_rules(void)
{
    static const enum layer_pair pairs[] = { LAYER(INBOUND_IPPACKET),  LAYER(OUTBOUND_IPPACKET),     LAYER(IPFORWARD),
                                             LAYER(INBOUND_TRANSPORT), LAYER(OUTBOUND_TRANSPORT),    LAYER(DATAGRAM_DATA),
                                             LAYER(ALE_AUTH_CONNECT),  LAYER(ALE_AUTH_RECV_ACCEPT), LAYER(ALE_FLOW_ESTABLISHED),
                                             LAYER(INBOUND_ICMP_ERROR), LAYER(OUTBOUND_ICMP_ERROR) };
    struct filter filters[COUNT_OF(pairs)];
    FWPS_CALLOUT3 callout = { km_key(1), 0, inject_classify, inject_notify, NULL };
    char          device;
    assert_int_equal(FwpsCalloutRegister3(&device, &callout, NULL), STATUS_SUCCESS);
    for (unsigned i = 0; i < COUNT_OF(pairs); i++)
        filters[i] = km_filter(layer_of(pairs[i], ik.km.family), i + 1, 1, ACTION_CALLOUT_TERMINATING);
    km_build(&ik.km, filters, COUNT_OF(pairs));
}

static void inject_kit_init(enum family family)
{
    const struct inbox_owner owner = { NULL, inject_serve, inject_is_walking, inject_wake, inject_is_here };
    struct shim_config       config = { .world = { .is_local = inject_is_local, .is_refused = inject_is_refused } };
    memset(&ik, 0, sizeof(ik));
    ik.blocks = ik.absorbs = 0xffff;
    ik.now_ns = 1000000000;
    ik.thread = pthread_self();
    km_kit_init(&ik.km, family);
    km_kit_system(&ik.km);
    assert_int_equal(shim_new(&config, &ik.shim), WFP_OK);
    shim_attach_callouts(ik.shim, ik.km.callouts);
    assert_int_equal(nbl_pool_new(2, &ik.pool), WFP_OK);
    assert_int_equal(inbox_new(&owner, &ik.inbox), WFP_OK);
    callout_registry_set_sink(ik.km.callouts, inbox_sink(ik.inbox));
    inject_rules();
}

static void inject_kit_fini(void)
{
    callout_registry_set_sink(ik.km.callouts, NULL);
    inbox_free(ik.inbox);
    nbl_pool_free(ik.pool);
    shim_free(ik.shim);
    ruleset_free(ik.km.rules);
    ik.km.rules = NULL;
    assert_int_equal(FwpsCalloutUnregisterByKey0(&(GUID){ 0xca110001u, 1, 2, { 3, 4, 5, 6, 7, 8, 9, 10 } }), STATUS_SUCCESS);
    km_kit_system_fini(&ik.km);
    km_kit_fini(&ik.km);
}

/* --- packets ------------------------------------------------------------------------------------------------------ */

enum inject_way { WAY_OUT, WAY_IN, WAY_THROUGH, WAY_ROUND };

static void inject_address(struct frame *f, enum family family, unsigned last)
{
    frame_hex(f, family == FAMILY_V4 ? "0a0000" : "fd 0000000000000000000000000000");
    frame_u8(f, last);
}

/* An IP packet with right checksums: from 1 to 2 (out), from 2 to 1 (in), from 2 to 3 (through), from 1 to 1 (round). */
static void inject_ip(struct frame *f, enum inject_way way, unsigned protocol, const char *transport)
{
    static struct frame t;
    enum family         family = ik.km.family;
    unsigned            from = way == WAY_OUT || way == WAY_ROUND ? 1 : 2, to = way == WAY_OUT ? 2 : way == WAY_THROUGH ? 3 : 1;
    t.size = f->size = 0;
    frame_hex(&t, transport);
    if (family == FAMILY_V4) {
        frame_hex(f, "45 00");
        frame_u16(f, (unsigned)(20 + t.size));
        frame_hex(f, "1234 0000 40");
        frame_u8(f, protocol);
        frame_hex(f, "0000");
    } else {
        frame_hex(f, "60000000");
        frame_u16(f, (unsigned)t.size);
        frame_u8(f, protocol);
        frame_u8(f, 64);
    }
    inject_address(f, family, from);
    inject_address(f, family, to);
    if (family == FAMILY_V4) {
        unsigned sum = ip_checksum(bytes_of(f->bytes, 20));
        f->bytes[10] = (uint8_t)(sum >> 8);
        f->bytes[11] = (uint8_t)sum;
    }
    size_t at = f->size;
    frame_hex(f, transport);
    MDL        mdl;
    NET_BUFFER nb;
    size_t     pair = family == FAMILY_V4 ? 4 : 16;
    mdl_init(&mdl, bytes_of(&f->bytes[at], f->size - at));
    nb_init(&nb, &mdl, 0, (uint32_t)(f->size - at));
    struct pseudo_header p = { family, &f->bytes[at - 2 * pair], &f->bytes[at - pair], (uint8_t)protocol };
    if (protocol == 17 || protocol == 6)
        assert_int_equal(nb_transport_checksum_set(&nb, &p), WFP_OK);
}

/* Ports 5000 and 53, four bytes of data; the checksum member is not 0, so that it is filled in. */
#define UDP_OUT "1388 0035 000c ffff 61626364"
#define UDP_IN  "0035 1388 000c ffff 61626364"
#define TCP_SYN_OUT "1388 0050 00000001 00000000 5002 2000 0000 0000"
#define TCP_SYN_IN  "0050 1388 00000001 00000000 5002 2000 0000 0000"

static uint32_t inject_header_size(void)
{
    return ik.km.family == FAMILY_V4 ? 20 : 40;
}

/* A clone as a driver has it, from `offset` on; its parent lives as long as it does. */
static NET_BUFFER_LIST *inject_list(const struct frame *f, uint32_t offset)
{
    NET_BUFFER_LIST *parent = nbl_wrap(ik.pool, frame_bytes(f)), *clone = NULL;
    assert_non_null(parent);
    nbl_align(parent, 0);
    assert_true(nb_advance(parent->FirstNetBuffer, offset));
    assert_int_equal(FwpsAllocateCloneNetBufferList0(parent, NULL, NULL, 0, &clone), STATUS_SUCCESS);
    nbl_put(parent);
    return clone;
}

static void NTAPI inject_completed(void *context, NET_BUFFER_LIST *list, BOOLEAN dispatchLevel)
{
    ik.completed++;
    ik.status = list->Status;
    ik.at_dispatch = dispatchLevel;
    ik.irql = irql_current();
    ik.completion_context = context;
    if (!ik.keeps)
        FwpsFreeCloneNetBufferList0(list, 0);
}

static HANDLE inject_handle(ADDRESS_FAMILY af, UINT32 types)
{
    HANDLE h = NULL;
    assert_int_equal(FwpsInjectionHandleCreate0(af, types, &h), STATUS_SUCCESS);
    assert_non_null(h);
    return h;
}

static ADDRESS_FAMILY inject_af(void)
{
    return ik.km.family == FAMILY_V4 ? 2 : 23;
}

static void inject_settle(void)
{
    while (inbox_serve(ik.inbox))
        ;
}

/* A packet of the wire. */
static enum verdict inject_capture(const struct frame *f)
{
    struct shim_input in = { .frame = frame_bytes(f), .wire_size = (uint32_t)f->size, .link = LINK_RAW_IP, .now_ns = ++ik.now_ns,
                             .number = 7 };
    return shim_packet(ik.shim, ik.km.rules, &in)->verdict;
}

static void inject_forget(void)
{
    ik.count = 0;
    ik.completed = 0;
}

/* The layers, in order; ends with PAIR_COUNT. */
static inline void inject_expect(const enum layer_pair *pairs)
{
    unsigned n = 0;
    for (; pairs[n] != PAIR_COUNT; n++) {
        if (n >= ik.count)
            fail_msg("only %u layers were asked, not %s", ik.count, layer_of(pairs[n], ik.km.family)->name);
        assert_string_equal(layer_rows[ik.layers[n]].name, layer_of(pairs[n], ik.km.family)->name);
    }
    if (n != ik.count)
        fail_msg("%s was asked as well", layer_rows[ik.layers[n]].name);
}

#define EXPECT_LAYERS(...) inject_expect((const enum layer_pair[]){ __VA_ARGS__, PAIR_COUNT })
#define EXPECT_NO_LAYER()  inject_expect((const enum layer_pair[]){ PAIR_COUNT })

#endif
