/* The packet that a classify shows, as a callout driver sees it on a walk through the shims (docs/behaviour D.1, D.2). */
#include "shim_kit.h"

#include <ndis.h>

#include "nt/rule.h"
#include "pkt/mdl.h"
#include "pkt/nb.h"
#include "pkt/nbl.h"
#include "shim/inject.h"

static struct shim_kit k;
static struct frame    frame;

/* What the classify function shall do, and what it saw. */
static struct {
    bool             references, modifies, clones, absorbs, clears_right, blocks;
    enum layer_pair  at; /* acts there */
    unsigned         lists, chained, packets; /* lists shown; those with a Next; NET_BUFFERs */
    unsigned         packets_there, bytes_there; /* at that layer */
    UINT32           offset;                  /* at the layer, before and after */
    NTSTATUS         cloned;
    NET_BUFFER_LIST *held;
    UINT8            transport[8];
} did;

static void act(NET_BUFFER_LIST *nbl, FWPS_CLASSIFY_OUT0 *out)
{
    NET_BUFFER_LIST *clone = NULL;
    did.offset = NET_BUFFER_DATA_OFFSET(NET_BUFFER_LIST_FIRST_NB(nbl));
    for (NET_BUFFER *nb = NET_BUFFER_LIST_FIRST_NB(nbl); nb; nb = NET_BUFFER_NEXT_NB(nb)) {
        did.packets_there++;
        did.bytes_there += NET_BUFFER_DATA_LENGTH(nb);
    }
    if (did.references) {
        FwpsReferenceNetBufferList0(nbl, (BOOLEAN)did.modifies);
        did.held = nbl;
    }
    if (did.clones) {
        did.cloned = FwpsAllocateCloneNetBufferList0(nbl, NULL, NULL, 0, &clone);
        if (clone)
            FwpsFreeCloneNetBufferList0(clone, 0);
    }
    if (did.blocks || did.absorbs)
        out->actionType = FWP_ACTION_BLOCK;
    if (did.absorbs)
        out->flags |= FWPS_CLASSIFY_OUT_FLAG_ABSORB;
    if (did.clears_right)
        out->rights &= ~FWPS_RIGHT_ACTION_WRITE;
}

static void NTAPI classify(const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *m, void *data,
                           const void *context, const FWPS_FILTER3 *filter, UINT64 flow, FWPS_CLASSIFY_OUT0 *out)
{
    NET_BUFFER_LIST *nbl = data;
    (void)context, (void)filter, (void)flow, (void)m;
    out->actionType = FWP_ACTION_CONTINUE;
    if (!nbl)
        return;
    did.lists++;
    did.chained += NET_BUFFER_LIST_NEXT_NBL(nbl) != NULL;
    for (NET_BUFFER *nb = NET_BUFFER_LIST_FIRST_NB(nbl); nb; nb = NET_BUFFER_NEXT_NB(nb))
        did.packets++;
    if (layer_rows[values->layerId].pair == did.at)
        act(nbl, out);
}

static NTSTATUS NTAPI notify_filter(FWPS_CALLOUT_NOTIFY_TYPE type, const GUID *key, FWPS_FILTER3 *filter)
{
    (void)type, (void)key, (void)filter;
    return STATUS_SUCCESS;
}

static const enum layer_pair pairs[] = {
    PAIR_INBOUND_MAC_FRAME_ETHERNET, PAIR_OUTBOUND_MAC_FRAME_ETHERNET, PAIR_INBOUND_IPPACKET, PAIR_OUTBOUND_IPPACKET,
    PAIR_INBOUND_TRANSPORT, PAIR_OUTBOUND_TRANSPORT, PAIR_ALE_AUTH_RECV_ACCEPT, PAIR_ALE_AUTH_CONNECT, PAIR_DATAGRAM_DATA,
};

static void udp_frame(void)
{
    shim_kit_frame(&frame, k.km.family, PROTO_UDP, 12);
    frame_hex(&frame, "3039 0035 000c 0000 aabbccdd");
}

static void begin(enum family family, UINT32 flags)
{
    FWPS_CALLOUT3 callout = { .calloutKey = km_key(1), .flags = flags, .classifyFn = classify, .notifyFn = notify_filter };
    struct filter filters[COUNT_OF(pairs)];
    UINT32        id;
    int           device = 0;
    memset(&did, 0, sizeof(did));
    did.at = PAIR_COUNT;
    shim_kit_init(&k, family);
    assert_int_equal(FwpsCalloutRegister3(&device, &callout, &id), STATUS_SUCCESS);
    for (unsigned i = 0; i < COUNT_OF(pairs); i++) {
        const struct layer_row *layer = layer_of(pairs[i], FAMILY_NONE);
        filters[i] = km_filter(layer ? layer : layer_of(pairs[i], family), i + 1, 1, ACTION_CALLOUT_UNKNOWN);
    }
    km_build(&k.km, filters, COUNT_OF(filters));
    udp_frame();
}

static int setup(void **state)
{
    begin(*(enum family *)*state, 0);
    return 0;
}

static int setup_batches(void **state)
{
    begin(*(enum family *)*state, FWP_CALLOUT_FLAG_ALLOW_L2_BATCH_CLASSIFY);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    assert_string_equal(k.km.report, "");
    shim_kit_fini(&k);
    return 0;
}

/* proves: D-001 (for layers without batches and groups) */
static void a_classify_gets_one_list_of_one_packet(void **state)
{
    (void)state;
    for (unsigned out = 0; out < 2; out++) {
        did.lists = did.packets = 0;
        k.outbound = out;
        shim_kit_walk(&k, &frame, LINK_ETHERNET);
        assert_in_range(did.lists, 3, COUNT_OF(pairs));
        assert_int_equal(did.packets, did.lists);
        assert_int_equal(did.chained, 0);
    }
}

/* What a driver sends in one list is shown in one classify, every packet at the layer's offset.
 * proves: D-002, D-003 */
static void an_outbound_list_may_hold_several_packets(void **state)
{
    static uint8_t   memory[2][64] __attribute__((aligned(16)));
    MDL              mdls[2];
    NET_BUFFER       second;
    struct nbl_pool *pool;
    NET_BUFFER_LIST *clone = NULL;
    uint32_t         size = (uint32_t)frame.size - 14;
    (void)state;
    k.outbound = true;
    assert_int_equal(nbl_pool_new(1, &pool), WFP_OK);
    for (unsigned i = 0; i < 2; i++) {
        memcpy(memory[i], frame.bytes + 14, size);
        mdl_init(&mdls[i], bytes_of(memory[i], size));
    }
    NET_BUFFER_LIST *nbl = nbl_wrap(pool, bytes_of(memory[0], size));
    nb_init(&second, &mdls[1], 0, size);
    nbl->FirstNetBuffer->Next = &second;
    assert_int_equal(FwpsAllocateDeepCloneNetBufferList0(nbl, NULL, NULL, &clone), STATUS_SUCCESS);
    for (NET_BUFFER *nb = clone->FirstNetBuffer; nb; nb = nb->Next) /* where a driver's own headers would lie */
        nb_set_chain(nb, &mdls[nb != clone->FirstNetBuffer], 0, size);
    struct injection i = { .path = INJECTION_NETWORK_SEND, .family = k.km.family, .nbl = clone };
    did.at = PAIR_OUTBOUND_IPPACKET;
    const struct pkt_ctx *walk = shim_inject(k.shim, k.km.rules, &i, 1);
    assert_int_equal(walk->verdict, VERDICT_PERMIT);
    assert_int_equal(did.packets_there, 2);
    assert_int_equal(did.bytes_there, 2 * size);
    assert_int_equal(did.packets, 2 * did.lists);
    for (NET_BUFFER *nb = clone->FirstNetBuffer; nb; nb = nb->Next)
        assert_int_equal(NET_BUFFER_DATA_OFFSET(nb), 0); /* as it came */
    FwpsFreeCloneNetBufferList0(clone, 0);
    nbl_put(nbl);
    nbl_pool_free(pool);
    did.at = PAIR_INBOUND_IPPACKET; /* and what came in is one */
    did.packets_there = 0;
    k.outbound = false;
    shim_kit_walk(&k, &frame, LINK_ETHERNET);
    assert_int_equal(did.packets_there, 1);
}

/* proves: D-024 */
static void a_dropped_packet_is_found_at_its_transport_header(void **state)
{
    uint32_t header = 14 + (k.km.family == FAMILY_V4 ? 20 : 40);
    (void)state;
    did.at = PAIR_INBOUND_TRANSPORT;
    did.references = did.blocks = true;
    shim_kit_walk(&k, &frame, LINK_ETHERNET);
    assert_int_equal(did.offset, header + 8);
    assert_int_equal(NET_BUFFER_DATA_OFFSET(did.held->FirstNetBuffer), header);
    assert_memory_equal(nb_data(did.held->FirstNetBuffer, 8, NULL), "\x30\x39\0\x35\0\x0c\0\0", 8);
    FwpsDereferenceNetBufferList0(did.held, FALSE);
}

/* The walk and its frame are over; the packet is not.
 * proves: D-022, D-023 */
static void a_referenced_packet_outlives_its_walk(void **state)
{
    (void)state;
    did.at = PAIR_INBOUND_IPPACKET;
    did.references = did.modifies = did.absorbs = did.clears_right = true;
    const struct pkt_ctx *walk = shim_kit_walk(&k, &frame, LINK_ETHERNET);
    assert_int_equal(walk->verdict, VERDICT_ABSORB);
    did.at = PAIR_COUNT;
    memset(frame.bytes, 0, sizeof(frame.bytes));
    udp_frame();
    shim_kit_walk(&k, &frame, LINK_ETHERNET);
    frame.bytes[frame.size - 1] = 0;
    assert_memory_equal(nb_data(did.held->FirstNetBuffer, 12, NULL), "\x30\x39\0\x35\0\x0c\0\0\xaa\xbb\xcc\xdd", 12);
    FwpsDereferenceNetBufferList0(did.held, FALSE);
}

/* proves: D-022, I-022 */
static void who_will_modify_must_absorb(void **state)
{
    (void)state;
    did.at = PAIR_INBOUND_IPPACKET;
    did.references = did.modifies = true;
    shim_kit_walk(&k, &frame, LINK_ETHERNET);
    assert_int_equal(rule_breaches(k.km.km.nt, RULE_MODIFY_WITHOUT_ABSORB), 1); /* BREAKS(MODIFY_WITHOUT_ABSORB) */
    FwpsDereferenceNetBufferList0(did.held, FALSE);
    did.absorbs = true;
    shim_kit_walk(&k, &frame, LINK_ETHERNET);
    assert_int_equal(rule_breaches(k.km.km.nt, RULE_MODIFY_WITHOUT_ABSORB), 2);
    FwpsDereferenceNetBufferList0(did.held, FALSE);
    did.clears_right = true;
    shim_kit_walk(&k, &frame, LINK_ETHERNET);
    assert_int_equal(rule_breaches(k.km.km.nt, RULE_MODIFY_WITHOUT_ABSORB), 2);
    FwpsDereferenceNetBufferList0(did.held, FALSE);
    k.km.report[0] = 0;
}

/* proves: D-025, I-024 */
static void what_may_come_in_batches_is_not_held(void **state)
{
    (void)state;
    did.at = PAIR_INBOUND_MAC_FRAME_ETHERNET;
    did.clones = did.references = true;
    shim_kit_walk(&k, &frame, LINK_ETHERNET);
    assert_int_equal(did.cloned, STATUS_INVALID_PARAMETER);
    assert_int_equal(rule_breaches(k.km.km.nt, RULE_BATCH_HELD), 2); /* BREAKS(BATCH_HELD) */
    FwpsDereferenceNetBufferList0(did.held, FALSE);
    did.references = false;
    did.at = PAIR_INBOUND_IPPACKET; /* no layer of batches */
    shim_kit_walk(&k, &frame, LINK_ETHERNET);
    assert_int_equal(did.cloned, STATUS_SUCCESS);
    assert_int_equal(rule_breaches(k.km.km.nt, RULE_BATCH_HELD), 2);
    k.km.report[0] = 0;
}

/* Without the flag a frame is shown alone, and may be held.
 * proves: D-026 (for callouts without the flag) */
static void frames_come_one_by_one_without_the_flag(void **state)
{
    (void)state;
    did.at = PAIR_INBOUND_MAC_FRAME_ETHERNET;
    did.clones = true;
    shim_kit_walk(&k, &frame, LINK_ETHERNET);
    assert_int_equal(did.cloned, STATUS_SUCCESS);
    assert_int_equal(did.chained, 0);
}

#define BATCHES(f) BOTH_WITH(f, setup_batches, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(a_classify_gets_one_list_of_one_packet),
        BOTH(an_outbound_list_may_hold_several_packets),
        BOTH(a_dropped_packet_is_found_at_its_transport_header),
        BOTH(a_referenced_packet_outlives_its_walk),
        BOTH(who_will_modify_must_absorb),
        BOTH(frames_come_one_by_one_without_the_flag),
        BATCHES(what_may_come_in_batches_is_not_held),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
