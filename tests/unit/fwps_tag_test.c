/* Contexts on packets under a tag, as a driver's callouts put them on frames that walk through the shims (docs/behaviour D.8). */
#include "shim_kit.h"

#include <ndis.h>

static struct shim_kit k;
static struct frame    frame;
static UINT64          tag;

#define MOST_EVENTS 8

static struct event {
    int              type;
    NET_BUFFER_LIST *nbl, *other;
    UINT16           layer;
    UINT64           context, tag;
} events[MOST_EVENTS];

static struct {
    unsigned         count; /* of events */
    bool             copies; /* notify carries the context over */
    const struct layer_row *tag_at, *read_at;
    bool             removes;
    NTSTATUS         tagged, read, read_again;
    unsigned         reads; /* that found the context */
    UINT64           found;
    NET_BUFFER_LIST *seen, *clone;
} did;

static void note(FWPS_NET_BUFFER_LIST_EVENT_TYPE0 type, NET_BUFFER_LIST *nbl, NET_BUFFER_LIST *other, UINT16 layer, UINT64 context,
                 UINT64 its_tag);

static NTSTATUS NTAPI notify1(FWPS_NET_BUFFER_LIST_EVENT_TYPE0 type, NET_BUFFER_LIST *nbl, NET_BUFFER_LIST *other, UINT16 layer,
                              UINT64 context, UINT64 its_tag)
{
    note(type, nbl, other, layer, context, its_tag);
    return STATUS_SUCCESS;
}

static void NTAPI notify0(FWPS_NET_BUFFER_LIST_EVENT_TYPE0 type, NET_BUFFER_LIST *nbl, NET_BUFFER_LIST *other, UINT16 layer,
                          UINT64 context, UINT64 its_tag)
{
    note(type, nbl, other, layer, context, its_tag);
}

static void note(FWPS_NET_BUFFER_LIST_EVENT_TYPE0 type, NET_BUFFER_LIST *nbl, NET_BUFFER_LIST *other, UINT16 layer, UINT64 context,
                 UINT64 its_tag)
{
    assert_in_range(did.count, 0, MOST_EVENTS - 1);
    assert_ptr_equal(km_current()->driver, &k.km.driver);
    events[did.count++] = (struct event){ (int)type, nbl, other, layer, context, its_tag };
    if (did.copies && other)
        (void)FwpsNetBufferListAssociateContext1(other, layer, context, its_tag, NULL, NULL, notify1, 0);
}

static void NTAPI classify(const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *m, void *data,
                           const void *context, const FWPS_FILTER3 *filter, UINT64 flow, FWPS_CLASSIFY_OUT0 *out)
{
    UINT64 found = 0;
    (void)m, (void)context, (void)filter, (void)flow, (void)out;
    did.seen = data;
    if (did.tag_at && values->layerId == did.tag_at->id)
        did.tagged = FwpsNetBufferListAssociateContext1(data, values->layerId, 0xc0ffee, tag, NULL, NULL, notify1, 0);
    if (!did.read_at || values->layerId != did.read_at->id)
        return;
    did.read = FwpsNetBufferListRetrieveContext0(data, tag, (BOOLEAN)did.removes, 0, &found);
    if (!NT_SUCCESS(did.read))
        return;
    did.reads++;
    did.found = found;
    did.read_again = FwpsNetBufferListRetrieveContext0(data, tag, (BOOLEAN)did.removes, 0, &found);
}

static NTSTATUS NTAPI notify_filter(FWPS_CALLOUT_NOTIFY_TYPE type, const GUID *key, FWPS_FILTER3 *filter)
{
    (void)type, (void)key, (void)filter;
    return STATUS_SUCCESS;
}

static const struct layer_row *at(enum layer_pair pair)
{
    return layer_of(pair, layer_of(pair, FAMILY_NONE) ? FAMILY_NONE : k.km.family);
}

/* One inspecting callout, asked at every layer that the tests look at. */
static int setup(void **state)
{
    FWPS_CALLOUT3 callout = { .calloutKey = km_key(1), .classifyFn = classify, .notifyFn = notify_filter };
    UINT32        id;
    int           device = 0;
    memset(&did, 0, sizeof(did));
    did.tagged = did.read = did.read_again = STATUS_SUCCESS;
    shim_kit_init(&k, *(enum family *)*state);
    assert_int_equal(FwpsCalloutRegister3(&device, &callout, &id), STATUS_SUCCESS);
    struct filter filters[] = {
        km_filter(at(PAIR_INBOUND_MAC_FRAME_ETHERNET), 1, 1, ACTION_CALLOUT_INSPECTION),
        km_filter(at(PAIR_OUTBOUND_MAC_FRAME_ETHERNET), 2, 1, ACTION_CALLOUT_INSPECTION),
        km_filter(at(PAIR_INBOUND_IPPACKET), 3, 1, ACTION_CALLOUT_INSPECTION),
        km_filter(at(PAIR_OUTBOUND_IPPACKET), 4, 1, ACTION_CALLOUT_INSPECTION),
        km_filter(at(PAIR_INBOUND_TRANSPORT), 5, 1, ACTION_CALLOUT_INSPECTION),
        km_filter(at(PAIR_OUTBOUND_TRANSPORT), 6, 1, ACTION_CALLOUT_INSPECTION),
    };
    km_build(&k.km, filters, COUNT_OF(filters));
    tag = FwpsNetBufferListGetTagForContext0();
    assert_int_not_equal(tag, 0);
    shim_kit_frame(&frame, k.km.family, PROTO_UDP, 12);
    frame_hex(&frame, "3039 0035 000c 0000 aabbccdd");
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    assert_string_equal(k.km.report, "");
    shim_kit_fini(&k);
    return 0;
}

static void expect_event(unsigned i, int type)
{
    assert_true(i < did.count);
    assert_int_equal(events[i].type, type);
    assert_int_equal(events[i].context, 0xc0ffee);
    assert_int_equal(events[i].tag, tag);
}

/* proves: D-100 */
static void a_context_goes_with_the_packet_up_the_stack(void **state)
{
    (void)state;
    did.tag_at = at(PAIR_INBOUND_MAC_FRAME_ETHERNET);
    did.read_at = at(PAIR_INBOUND_TRANSPORT);
    shim_kit_walk(&k, &frame, LINK_ETHERNET);
    assert_int_equal(did.tagged, STATUS_SUCCESS);
    assert_int_equal(did.read, STATUS_SUCCESS);
    assert_int_equal(did.found, 0xc0ffee);
    assert_int_equal(did.count, 3);
    expect_event(0, FWPS_NET_BUFFER_LIST_ENTERED_NETIO);
    expect_event(1, FWPS_NET_BUFFER_LIST_EXIT_NETIO);
    expect_event(2, FWPS_NET_BUFFER_LIST_NDIS_ETHERNET_RECV_COMPLETE);
    assert_int_equal(events[2].layer, did.tag_at->id);
    did.tag_at = NULL;
    shim_kit_walk(&k, &frame, LINK_ETHERNET); /* the next packet is another one */
    assert_int_equal(did.read, (NTSTATUS)status_row(WFP_NOT_FOUND)->ntstatus);
    assert_int_equal(did.count, 3);
}

/* proves: D-100 */
static void a_context_of_a_packet_that_leaves_is_removed(void **state)
{
    (void)state;
    k.outbound = true;
    did.tag_at = at(PAIR_OUTBOUND_TRANSPORT);
    did.read_at = at(PAIR_OUTBOUND_IPPACKET);
    shim_kit_walk(&k, &frame, LINK_ETHERNET);
    assert_int_equal(did.reads, 1);
    assert_int_equal(did.count, 2);
    expect_event(0, FWPS_NET_BUFFER_LIST_EXIT_NETIO);
    expect_event(1, FWPS_NET_BUFFER_LIST_CONTEXT_REMOVED);
    did.read_at = at(PAIR_OUTBOUND_MAC_FRAME_ETHERNET);
    shim_kit_walk(&k, &frame, LINK_ETHERNET);
    assert_int_equal(did.reads, 1);
    assert_int_equal(did.read, (NTSTATUS)status_row(WFP_NOT_FOUND)->ntstatus);
    did.tag_at = at(PAIR_OUTBOUND_MAC_FRAME_ETHERNET);
    did.count = 0;
    shim_kit_walk(&k, &frame, LINK_ETHERNET);
    assert_int_equal(did.count, 1);
    expect_event(0, FWPS_NET_BUFFER_LIST_NDIS_ETHERNET_SEND_COMPLETE);
}

/* proves: D-102 */
static void a_context_is_removed_once(void **state)
{
    (void)state;
    did.tag_at = at(PAIR_INBOUND_IPPACKET);
    did.read_at = at(PAIR_INBOUND_TRANSPORT);
    shim_kit_walk(&k, &frame, LINK_ETHERNET);
    assert_int_equal(did.read_again, STATUS_SUCCESS); /* looked at only */
    did.removes = true;
    did.count = 0;
    shim_kit_walk(&k, &frame, LINK_ETHERNET);
    assert_int_equal(did.read, STATUS_SUCCESS);
    assert_int_equal(did.read_again, (NTSTATUS)status_row(WFP_NOT_FOUND)->ntstatus);
    assert_int_equal(did.count, 0); /* nothing was left to tell of */
}

/* A list of the test's own, as a driver makes it. */
static NET_BUFFER_LIST *own_list(NDIS_HANDLE *lists)
{
    NET_BUFFER_LIST_POOL_PARAMETERS p = { .Header = { NDIS_OBJECT_TYPE_DEFAULT, NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1,
                                                      NDIS_SIZEOF_NET_BUFFER_LIST_POOL_PARAMETERS_REVISION_1 },
                                          .fAllocateNetBuffer = TRUE };
    *lists = NdisAllocateNetBufferListPool(NULL, &p);
    return NdisAllocateNetBufferAndNetBufferList(*lists, 0, 0, NULL, 0, 0);
}

static void free_own(NET_BUFFER_LIST *nbl, NDIS_HANDLE lists)
{
    NdisFreeNetBufferList(nbl);
    NdisFreeNetBufferListPool(lists);
}

/* proves: D-101 */
static void streams_have_none(void **state)
{
    NDIS_HANDLE      lists;
    NET_BUFFER_LIST *nbl = own_list(&lists);
    (void)state;
    assert_int_equal(FwpsNetBufferListAssociateContext1(nbl, at(PAIR_STREAM)->id, 1, tag, NULL, NULL, notify1, 0),
                     STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsNetBufferListAssociateContext0(nbl, at(PAIR_STREAM_PACKET)->id, 1, tag, NULL, NULL, notify0, 0),
                     STATUS_INVALID_PARAMETER);
    free_own(nbl, lists);
}

/* A list of NDIS never comes to the stack, so that the driver removes the context itself.
 * proves: D-103, D-102 */
static void a_component_of_ndis_names_no_layer(void **state)
{
    NDIS_HANDLE      lists;
    NET_BUFFER_LIST *nbl = own_list(&lists);
    UINT64           found = 0;
    (void)state;
    assert_int_equal(FwpsNetBufferListAssociateContext0(nbl, FWPS_LAYER_NON_WFP, 0xc0ffee, tag, NULL, NULL, notify0, 0), STATUS_SUCCESS);
    assert_int_equal(FwpsNetBufferListRetrieveContext0(nbl, tag, FALSE, 0, &found), STATUS_SUCCESS);
    assert_int_equal(found, 0xc0ffee);
    assert_int_equal(FwpsNetBufferListRemoveContext0(NULL, tag, 0), STATUS_SUCCESS);
    assert_int_equal(did.count, 1);
    expect_event(0, FWPS_NET_BUFFER_LIST_CONTEXT_REMOVED);
    assert_int_equal(events[0].layer, FWPS_LAYER_NON_WFP);
    assert_ptr_equal(events[0].nbl, nbl);
    assert_int_equal(FwpsNetBufferListRemoveContext0(nbl, tag, 0), (NTSTATUS)status_row(WFP_NOT_FOUND)->ntstatus);
    free_own(nbl, lists);
}

static void what_cannot_be_tagged_is_refused(void **state)
{
    NDIS_HANDLE      lists;
    NET_BUFFER_LIST *nbl = own_list(&lists);
    UINT64           found;
    (void)state;
    assert_int_equal(FwpsNetBufferListAssociateContext1(nbl, FWPS_LAYER_NON_WFP, 1, tag + 1, NULL, NULL, notify1, 0),
                     STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsNetBufferListAssociateContext1(nbl, FWPS_LAYER_NON_WFP, 1, 0, NULL, NULL, notify1, 0),
                     STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsNetBufferListAssociateContext1(nbl, FWPS_LAYER_NON_WFP, 1, tag, NULL, NULL, notify1, 1),
                     STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsNetBufferListAssociateContext1(nbl, FWPS_LAYER_NON_WFP, 1, tag, NULL, NULL, NULL, 0),
                     STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsNetBufferListAssociateContext1(NULL, FWPS_LAYER_NON_WFP, 1, tag, NULL, NULL, notify1, 0),
                     STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsNetBufferListAssociateContext1(nbl, 0xfff0, 1, tag, NULL, NULL, notify1, 0), STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsNetBufferListAssociateContext1(nbl, FWPS_LAYER_NON_WFP, 1, tag, NULL, NULL, notify1, 0), STATUS_SUCCESS);
    assert_int_equal(FwpsNetBufferListAssociateContext1(nbl, FWPS_LAYER_NON_WFP, 2, tag, NULL, NULL, notify1, 0),
                     (NTSTATUS)status_row(WFP_ALREADY_EXISTS)->ntstatus);
    assert_int_equal(FwpsNetBufferListRetrieveContext0(nbl, tag, TRUE, 1, &found), STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsNetBufferListRemoveContext0(nbl, tag, 1), STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsNetBufferListRemoveContext0(nbl, tag, 0), STATUS_SUCCESS);
    free_own(nbl, lists);
}

/* proves: D-104 */
static void who_tagged_a_packet_hears_of_its_clones(void **state)
{
    NET_BUFFER_LIST *clone = NULL, *nbl;
    struct nbl_pool *pool;
    UINT64           found = 0;
    (void)state;
    did.copies = true;
    assert_int_equal(nbl_pool_new(1, &pool), WFP_OK);
    nbl = nbl_wrap(pool, frame_bytes(&frame));
    assert_int_equal(FwpsNetBufferListAssociateContext1(nbl, at(PAIR_INBOUND_IPPACKET)->id, 0xc0ffee, tag, NULL, NULL, notify1, 0),
                     STATUS_SUCCESS);
    assert_int_equal(FwpsAllocateCloneNetBufferList0(nbl, NULL, NULL, 0, &clone), STATUS_SUCCESS);
    assert_int_equal(did.count, 1);
    expect_event(0, FWPS_NET_BUFFER_LIST_CLONED_VIA_WFP_API);
    assert_ptr_equal(events[0].nbl, nbl);
    assert_ptr_equal(events[0].other, clone);
    assert_int_equal(FwpsNetBufferListRetrieveContext0(clone, tag, FALSE, 0, &found), STATUS_SUCCESS);
    assert_int_equal(found, 0xc0ffee);
    assert_int_equal(FwpsNetBufferListRemoveContext0(nbl, tag, 0), STATUS_SUCCESS);
    did.count = 0;
    FwpsFreeCloneNetBufferList0(clone, 0);
    assert_int_equal(did.count, 1);
    nbl_put(nbl);
    nbl_pool_free(pool);
}

/* A fragment of 16 bytes of a UDP datagram that has 24. */
static void fragment(struct frame *f, enum family family, bool first)
{
    f->size = 0;
    frame_hex(f, family == FAMILY_V4 ? "020000000002 020000000001 0800" : "020000000002 020000000001 86dd");
    size_t header = f->size;
    frame_ip(f, family, family == FAMILY_V4 ? PROTO_UDP : 44, (first ? 16 : 8) + (family == FAMILY_V6 ? 8 : 0));
    if (family == FAMILY_V6)
        frame_hex(f, first ? "1100 0001 00000077" : "1100 0010 00000077");
    else
        memcpy(f->bytes + header + 6, first ? "\x20\0" : "\0\2", 2);
    frame_hex(f, first ? "3039 0035 0018 1111 0102030405060708" : "1112131415161718");
    shim_kit_seal(f);
}

/* proves: D-104 */
static void who_tagged_fragments_hears_of_the_whole(void **state)
{
    (void)state;
    did.copies = true;
    did.tag_at = at(PAIR_INBOUND_MAC_FRAME_ETHERNET);
    did.read_at = at(PAIR_INBOUND_TRANSPORT);
    fragment(&frame, k.km.family, true);
    shim_kit_walk(&k, &frame, LINK_ETHERNET);
    assert_int_equal(did.count, 1);
    expect_event(0, FWPS_NET_BUFFER_LIST_ENTERED_NETIO);
    NET_BUFFER_LIST *first = events[0].nbl;
    did.tag_at = NULL;
    fragment(&frame, k.km.family, false);
    shim_kit_walk(&k, &frame, LINK_ETHERNET);
    expect_event(1, FWPS_NET_BUFFER_LIST_REASSEMBLED_FRAGMENT);
    assert_ptr_equal(events[1].nbl, first);
    assert_non_null(events[1].other);
    assert_int_equal(did.reads, 1); /* the context was carried over */
    expect_event(2, FWPS_NET_BUFFER_LIST_EXIT_NETIO);
    assert_ptr_equal(events[2].nbl, first);
    did.count = 0;
    did.copies = false;
    fragment(&frame, k.km.family, true);
    shim_kit_walk(&k, &frame, LINK_ETHERNET);
    did.tag_at = at(PAIR_INBOUND_MAC_FRAME_ETHERNET);
    fragment(&frame, k.km.family, false);
    shim_kit_walk(&k, &frame, LINK_ETHERNET);
    expect_event(1, FWPS_NET_BUFFER_LIST_REASSEMBLY_COMPLETE);
    assert_non_null(events[1].other);
    assert_int_equal(did.reads, 1); /* and here not */
}

static void a_fragment_that_waits_too_long_leaves(void **state)
{
    (void)state;
    did.tag_at = at(PAIR_INBOUND_IPPACKET);
    fragment(&frame, k.km.family, true);
    shim_kit_walk(&k, &frame, LINK_ETHERNET);
    assert_int_equal(did.count, 0);
    did.tag_at = NULL;
    k.input.now_ns += 61000000000;
    shim_kit_frame(&frame, k.km.family, PROTO_UDP, 12);
    frame_hex(&frame, "3039 0035 000c 0000 aabbccdd");
    shim_kit_walk(&k, &frame, LINK_ETHERNET);
    assert_int_equal(did.count, 1);
    expect_event(0, FWPS_NET_BUFFER_LIST_EXIT_NETIO);
}

/* An unloaded driver is told nothing more. */
static void what_is_left_is_taken_off_at_unload(void **state)
{
    NDIS_HANDLE      lists;
    NET_BUFFER_LIST *nbl = own_list(&lists);
    UINT64           found;
    (void)state;
    assert_int_equal(FwpsNetBufferListAssociateContext1(nbl, FWPS_LAYER_NON_WFP, 1, tag, NULL, NULL, notify1, 0), STATUS_SUCCESS);
    assert_int_equal(driver_report_leaks(&k.km.driver), 3);
    assert_int_equal(did.count, 0);
    assert_int_equal(FwpsNetBufferListRetrieveContext0(nbl, tag, FALSE, 0, &found), (NTSTATUS)status_row(WFP_NOT_FOUND)->ntstatus);
    k.km.report[0] = 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(a_context_goes_with_the_packet_up_the_stack),
        BOTH(a_context_of_a_packet_that_leaves_is_removed),
        BOTH(a_context_is_removed_once),
        BOTH(streams_have_none),
        BOTH(a_component_of_ndis_names_no_layer),
        BOTH(what_cannot_be_tagged_is_refused),
        BOTH(who_tagged_a_packet_hears_of_its_clones),
        BOTH(who_tagged_fragments_hears_of_the_whole),
        BOTH(a_fragment_that_waits_too_long_leaves),
        BOTH(what_is_left_is_taken_off_at_unload),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
