/* Frames that come together: what a callout that takes batches sees, and what its answer means for a chain. */
#include "inject_calls.h"

#include "shim/batch.h"

#define FRAMES 8u
#define LAYER_ID FWPS_LAYER_INBOUND_MAC_FRAME_ETHERNET

enum answer { PERMITS, BLOCKS, ABSORBS, TAKES_THIRD };

static struct {
    enum answer      answer;
    bool             holds; /* calls the functions that are not for batches, on the second list */
    bool             inject_at_once;
    unsigned         calls, lengths[32], bytes_wrong;
    NTSTATUS         cloned;
    NET_BUFFER_LIST *taken[FRAMES];
    unsigned         taken_count;
    bool             own_seen; /* a frame that came back */
    HANDLE           handle;
    BOOLEAN          length_present;
    UINT32           l2_flags[32]; /* of each call */
    bool             tags;         /* puts a context on every list */
    unsigned         left_alone, left_linked; /* tagged lists that the stack was done with */
} did;

static struct frame      frames[FRAMES];
static struct shim_input inputs[FRAMES];
static struct mac_answer answers[FRAMES];

static void hold(NET_BUFFER_LIST *list)
{
    NET_BUFFER_LIST *clone = NULL;
    did.cloned = FwpsAllocateCloneNetBufferList0(list, NULL, NULL, 0, &clone);
    assert_null(clone);
    FwpsReferenceNetBufferList0(list, FALSE);
    FwpsDereferenceNetBufferList0(list, FALSE);
    FwpsFreeCloneNetBufferList0(list, 0);
}

static void take(NET_BUFFER_LIST *from)
{
    for (; from; from = from->Next)
        did.taken[did.taken_count++] = from;
}

static void answer_chain(NET_BUFFER_LIST *head, FWPS_CLASSIFY_OUT0 *out)
{
    NET_BUFFER_LIST *second = head->Next, *third = second ? second->Next : NULL;
    out->actionType = did.answer == PERMITS || did.answer == TAKES_THIRD ? FWP_ACTION_PERMIT : FWP_ACTION_BLOCK;
    if (did.answer == ABSORBS) {
        out->flags |= FWPS_CLASSIFY_OUT_FLAG_ABSORB;
        out->rights &= ~FWPS_RIGHT_ACTION_WRITE;
        take(head);
    }
    if (did.answer == TAKES_THIRD && third) {
        second->Next = third->Next;
        third->Next = NULL;
        take(third);
    }
}

static NTSTATUS NTAPI on_packet(FWPS_NET_BUFFER_LIST_EVENT_TYPE0 type, NET_BUFFER_LIST *list, NET_BUFFER_LIST *other, UINT16 layer,
                                UINT64 context, UINT64 tag)
{
    (void)type, (void)other, (void)layer, (void)context, (void)tag;
    *(list->Next ? &did.left_linked : &did.left_alone) += 1;
    return STATUS_SUCCESS;
}

static void tag_all(NET_BUFFER_LIST *list)
{
    UINT64 tag = FwpsNetBufferListGetTagForContext0();
    for (; list; list = list->Next)
        assert_int_equal(FwpsNetBufferListAssociateContext1(list, LAYER_ID, 1, tag, NULL, NULL, on_packet, 0), STATUS_SUCCESS);
}

static void look_at_chain(const FWPS_INCOMING_METADATA_VALUES0 *m, NET_BUFFER_LIST *head, FWPS_CLASSIFY_OUT0 *out)
{
    unsigned n = 0;
    did.length_present = FWPS_IS_METADATA_FIELD_PRESENT(m, FWPS_METADATA_FIELD_ETHER_FRAME_LENGTH);
    for (const NET_BUFFER_LIST *list = head; list; list = list->Next, n++)
        did.bytes_wrong += !nb_data(list->FirstNetBuffer, 1, NULL) || list->FirstNetBuffer->DataOffset != m->ethernetMacHeaderSize;
    did.lengths[did.calls++] = n;
    out->actionType = FWP_ACTION_PERMIT;
    if (did.handle && FwpsQueryPacketInjectionState0(did.handle, head, NULL) != FWPS_PACKET_NOT_INJECTED) {
        did.own_seen = true;
        return;
    }
    if (did.holds)
        hold(head->Next ? head->Next : head);
    if (did.tags)
        tag_all(head);
    answer_chain(head, out);
}

static void NTAPI classify(const FWPS_INCOMING_VALUES0 *v, const FWPS_INCOMING_METADATA_VALUES0 *m, void *data, const void *context,
                           const FWPS_FILTER3 *filter, UINT64 flow, FWPS_CLASSIFY_OUT0 *out)
{
    (void)context, (void)filter, (void)flow;
    assert_int_equal(v->layerId, LAYER_ID);
    did.l2_flags[did.calls] = v->incomingValue[FWPS_FIELD_INBOUND_MAC_FRAME_ETHERNET_L2_FLAGS].value.uint32;
    look_at_chain(m, data, out);
}

static void NTAPI classify1(const FWPS_INCOMING_VALUES0 *v, const FWPS_INCOMING_METADATA_VALUES0 *m, void *data, const void *context,
                            const FWPS_FILTER1 *filter, UINT64 flow, FWPS_CLASSIFY_OUT0 *out)
{
    (void)filter;
    classify(v, m, data, context, NULL, flow, out);
}

static NTSTATUS NTAPI notify1(FWPS_CALLOUT_NOTIFY_TYPE type, const GUID *key, FWPS_FILTER1 *filter)
{
    (void)type, (void)key, (void)filter;
    return STATUS_SUCCESS;
}

/* One callout at the layer, of that version and with those flags. */
static void listen_at(unsigned version, UINT32 flags)
{
    const struct layer_row *layer = &layer_rows[LAYER_ID];
    FWPS_CALLOUT1 c1 = { km_key(2), flags, classify1, notify1, NULL };
    FWPS_CALLOUT3 c3 = { km_key(2), flags, classify, inject_notify, NULL };
    struct filter f = km_filter(layer, 50, 2, ACTION_CALLOUT_TERMINATING);
    char          device;
    assert_int_equal(version == 1 ? FwpsCalloutRegister1(&device, &c1, NULL) : FwpsCalloutRegister3(&device, &c3, NULL), STATUS_SUCCESS);
    km_build(&ik.km, &f, 1);
}

/* A UDP frame for the host; `from` is the last byte of the sender's MAC address. */
static void make_frame(struct frame *f, unsigned from, unsigned data)
{
    inject_ip(&packet, WAY_IN, 17, UDP_IN);
    f->size = 0;
    frame_hex(f, "020000000001 0200000000");
    frame_u8(f, from);
    frame_hex(f, ik.km.family == FAMILY_V4 ? "0800" : "86dd");
    for (size_t i = 0; i < packet.size; i++)
        frame_u8(f, packet.bytes[i]);
    while (data--)
        frame_u8(f, 0); /* padding */
}

static void come(unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        inputs[i] = (struct shim_input){ .frame = frame_bytes(&frames[i]), .wire_size = (uint32_t)frames[i].size, .link = LINK_ETHERNET,
                                         .now_ns = ++ik.now_ns, .number = i + 1 };
    shim_mac_batch(ik.shim, ik.km.rules, true, inputs, count, answers);
}

static void expect_all(enum verdict v)
{
    for (unsigned i = 0; i < FRAMES; i++) {
        assert_int_equal(answers[i].verdict, v);
        assert_int_equal(answers[i].layer ? answers[i].layer->id : 0xffff, v == VERDICT_PERMIT ? 0xffff : LAYER_ID);
    }
}

static int setup_frames(void **state)
{
    (void)setup(state);
    memset(&did, 0, sizeof(did));
    for (unsigned i = 0; i < FRAMES; i++)
        make_frame(&frames[i], 2, i);
    return 0;
}

/* --- what is seen ------------------------------------------------------------------------------------------------------- */

/* proves: D-026 D-001 (chains at layer 2) J-033 (permit) */
static void frames_that_are_alike_come_as_a_chain(void **state)
{
    (void)state;
    listen_at(3, FWP_CALLOUT_FLAG_ALLOW_L2_BATCH_CLASSIFY);
    come(FRAMES);
    assert_int_equal(did.calls, 1);
    assert_int_equal(did.lengths[0], FRAMES);
    assert_int_equal(did.bytes_wrong, 0);
    assert_false(did.length_present); /* each has another */
    expect_all(VERDICT_PERMIT);
}

/* Values are those of every list of the chain. */
static void others_come_apart(void **state)
{
    (void)state;
    make_frame(&frames[3], 9, 0);
    make_frame(&frames[4], 9, 0);
    listen_at(3, FWP_CALLOUT_FLAG_ALLOW_L2_BATCH_CLASSIFY);
    come(FRAMES);
    assert_int_equal(did.calls, 3);
    assert_int_equal(did.lengths[0], 3);
    assert_int_equal(did.lengths[1], 2);
    assert_int_equal(did.lengths[2], 3);
}

static void tag(struct frame *f, uint8_t vlan)
{
    memmove(&f->bytes[16], &f->bytes[12], f->size - 12);
    memcpy(&f->bytes[12], (uint8_t[]){ 0x81, 0, 0, vlan }, 4);
    f->size += 4;
}

/* The first half in VLAN 10 ... */
static void tag_half(void)
{
    for (unsigned i = 0; i < FRAMES / 2; i++)
        tag(&frames[i], 10);
}

static void other_vlan(struct frame *f)
{
    tag(f, 20);
}

/* The same outermost tag, and the packet lies elsewhere. */
static void two_tags(struct frame *f)
{
    tag(f, 20);
    tag(f, 10);
}

static void other_destination(struct frame *f)
{
    tag(f, 10);
    f->bytes[5] ^= 1;
}

static void other_protocol(struct frame *f)
{
    tag(f, 10);
    memcpy(&f->bytes[16], (uint8_t[]){ 0x88, 0xb5 }, 2);
}

/* ... and one difference in the second. */
static void each_value_takes_frames_apart(void **state)
{
    static void (*const rows[])(struct frame *f) = { other_vlan, two_tags, other_destination, other_protocol };
    (void)state;
    listen_at(3, FWP_CALLOUT_FLAG_ALLOW_L2_BATCH_CLASSIFY);
    for (unsigned r = 0; r < COUNT_OF(rows); r++) {
        for (unsigned i = 0; i < FRAMES; i++)
            make_frame(&frames[i], 2, 0);
        tag_half();
        for (unsigned i = FRAMES / 2; i < FRAMES; i++)
            rows[r](&frames[i]);
        did.calls = 0;
        come(FRAMES);
        assert_int_equal(did.calls, 2);
        assert_int_equal(did.lengths[0], FRAMES / 2);
        assert_int_equal(did.bytes_wrong, 0);
    }
}

static void frames_of_two_interfaces_come_apart(void **state)
{
    static const struct shim_interface one = { .index = 1 }, two = { .index = 2 };
    (void)state;
    listen_at(3, FWP_CALLOUT_FLAG_ALLOW_L2_BATCH_CLASSIFY);
    for (unsigned i = 0; i < 3; i++)
        inputs[i] = (struct shim_input){ .frame = frame_bytes(&frames[5]), .wire_size = (uint32_t)frames[5].size, .link = LINK_ETHERNET,
                                         .now_ns = ++ik.now_ns, .number = i + 1, .interface = i ? &two : &one };
    shim_mac_batch(ik.shim, ik.km.rules, true, inputs, 3, answers);
    assert_int_equal(did.calls, 2);
    assert_int_equal(did.lengths[0], 1);
    assert_int_equal(did.lengths[1], 2);
}

/* What is too short for a link header comes to no MAC layer; the others are asked about one by one. */
static void a_stump_is_not_asked_about(void **state)
{
    (void)state;
    frames[3].size = 10;
    did.answer = BLOCKS;
    listen_at(3, FWP_CALLOUT_FLAG_ALLOW_L2_BATCH_CLASSIFY);
    come(FRAMES);
    assert_int_equal(did.calls, FRAMES - 1);
    for (unsigned i = 0; i < FRAMES; i++)
        assert_int_equal(answers[i].verdict, i == 3 ? VERDICT_PERMIT : VERDICT_BLOCK);
}

/* The headers that the walk goes on with were read as of a packet that comes in. */
static void a_wrong_header_checksum_is_found(void **state)
{
    (void)state;
    if (ik.km.family != FAMILY_V4)
        return;
    frames[1].bytes[14 + 10] ^= 1;
    listen_at(3, FWP_CALLOUT_FLAG_ALLOW_L2_BATCH_CLASSIFY);
    come(2);
    assert_int_equal(did.calls, 2);
    assert_int_equal(shim_packet(ik.shim, ik.km.rules, &inputs[0])->verdict, VERDICT_PERMIT);
    assert_int_equal(shim_packet(ik.shim, ik.km.rules, &inputs[1])->verdict, VERDICT_DISCARD);
}

/* The bit for a packet that contradicts itself is one value of the chain. */
static void what_is_malformed_comes_apart(void **state)
{
    (void)state;
    for (unsigned i = 2; i < 4; i++)
        frames[i].bytes[14 + (ik.km.family == FAMILY_V4 ? 2 : 4)] = 0xff; /* longer than the frame */
    listen_at(3, FWP_CALLOUT_FLAG_ALLOW_L2_BATCH_CLASSIFY);
    come(FRAMES);
    assert_int_equal(did.calls, 3);
    for (unsigned i = 0; i < 3; i++) {
        assert_int_equal(did.lengths[i], i < 2 ? 2 : FRAMES - 4);
        assert_int_equal(did.l2_flags[i] & FWP_CONDITION_L2_IS_MALFORMED_PACKET, i == 1 ? FWP_CONDITION_L2_IS_MALFORMED_PACKET : 0);
    }
}

/* proves: D-026 */
static void without_the_flag_or_with_an_older_function_they_come_alone(void **state)
{
    static const struct {
        unsigned version;
        UINT32   flags;
    } rows[] = { { 3, 0 }, { 1, FWP_CALLOUT_FLAG_ALLOW_L2_BATCH_CLASSIFY } };
    (void)state;
    for (unsigned r = 0; r < COUNT_OF(rows); r++) {
        did.calls = 0;
        listen_at(rows[r].version, rows[r].flags);
        come(FRAMES);
        assert_int_equal(did.calls, FRAMES);
        for (unsigned i = 0; i < FRAMES; i++)
            assert_int_equal(did.lengths[i], 1);
        assert_true(did.length_present);
        expect_all(VERDICT_PERMIT);
        assert_int_equal(FwpsCalloutUnregisterByKey0(&(GUID){ 0xca110002u, 1, 2, { 3, 4, 5, 6, 7, 8, 9, 10 } }), STATUS_SUCCESS);
    }
}

/* proves: D-025 I-024 (every list of the chain) */
static void no_list_of_a_chain_is_held(void **state)
{
    (void)state;
    did.holds = true;
    listen_at(3, FWP_CALLOUT_FLAG_ALLOW_L2_BATCH_CLASSIFY);
    come(FRAMES);
    assert_int_equal(did.calls, 1);
    assert_int_equal(did.cloned, STATUS_INVALID_PARAMETER);
    assert_int_equal(rule_breaches(ik.km.km.nt, RULE_BATCH_HELD), 3); /* BREAKS(BATCH_HELD): clone, reference, dereference */
    ik.km.report[0] = 0;
}

static void what_was_asked_in_a_batch_is_not_asked_again(void **state)
{
    (void)state;
    listen_at(3, FWP_CALLOUT_FLAG_ALLOW_L2_BATCH_CLASSIFY);
    come(2);
    assert_int_equal(did.calls, 1);
    const struct pkt_ctx *walk = shim_packet(ik.shim, ik.km.rules, &inputs[0]);
    assert_int_equal(walk->verdict, VERDICT_PERMIT);
    assert_int_equal(did.calls, 1);
}

/* --- what an answer means ----------------------------------------------------------------------------------------------- */

/* proves: J-033 */
static void a_block_drops_all(void **state)
{
    (void)state;
    did.answer = BLOCKS;
    listen_at(3, FWP_CALLOUT_FLAG_ALLOW_L2_BATCH_CLASSIFY);
    come(FRAMES);
    assert_int_equal(did.calls, 1);
    expect_all(VERDICT_BLOCK);
    for (unsigned i = 0; i < FRAMES; i++)
        assert_int_equal(answers[i].rule->id, 50);
}

static void inject_taken(unsigned from, unsigned count)
{
    for (unsigned i = from; i + 1 < from + count; i++)
        did.taken[i]->Next = did.taken[i + 1];
    did.taken[from + count - 1]->Next = NULL;
    for (unsigned i = from; i < from + count; i++)
        assert_int_equal(NdisRetreatNetBufferDataStart(did.taken[i]->FirstNetBuffer, 14, 0, NULL), STATUS_SUCCESS);
    assert_int_equal(FwpsInjectMacReceiveAsync0(did.handle, NULL, 0, LAYER_ID, CHOICE_REPLAY_INTERFACE, 0, did.taken[from], NULL, NULL),
                     STATUS_SUCCESS);
}

/* The frames that a callout absorbs are its own; it puts them back without a completion function. proves: J-033 D-027 D-089 */
static void an_absorbed_chain_is_the_callouts(void **state)
{
    (void)state;
    did.handle = inject_handle(AF_NONE, FWPS_INJECTION_TYPE_L2);
    did.answer = ABSORBS;
    listen_at(3, FWP_CALLOUT_FLAG_ALLOW_L2_BATCH_CLASSIFY);
    come(FRAMES);
    expect_all(VERDICT_ABSORB);
    assert_int_equal(did.taken_count, FRAMES);
    for (unsigned i = 0; i < FRAMES; i++)
        memset(frames[i].bytes, 0xee, frames[i].size); /* the port has its memory back */
    inject_taken(0, 3);
    inject_taken(3, FRAMES - 3);
    inject_settle();
    assert_true(did.own_seen);
    assert_int_equal(did.calls, 1 + FRAMES);
    assert_int_equal(ik.verdict, VERDICT_PERMIT);
    assert_int_equal(FwpsInjectionHandleDestroy0(did.handle), STATUS_SUCCESS);
}

/* Behind the answer each goes its own way: who hears of a list then finds no other behind it. */
static void the_chain_ends_with_the_answer(void **state)
{
    static const enum answer rows[] = { PERMITS, BLOCKS };
    (void)state;
    did.tags = true;
    listen_at(3, FWP_CALLOUT_FLAG_ALLOW_L2_BATCH_CLASSIFY);
    for (unsigned r = 0; r < COUNT_OF(rows); r++) {
        did.answer = rows[r];
        come(FRAMES);
        assert_int_equal(did.lengths[r], FRAMES);
        assert_in_range(did.left_alone, (r + 1) * FRAMES, UINT32_MAX);
        assert_int_equal(did.left_linked, 0);
    }
}

/* Lists that are still in the chain pass, others are the callout's. proves: D-027 J-033 I-026 */
static void what_is_taken_out_of_the_chain_is_the_callouts(void **state)
{
    (void)state;
    did.handle = inject_handle(AF_NONE, FWPS_INJECTION_TYPE_L2);
    did.answer = TAKES_THIRD;
    listen_at(3, FWP_CALLOUT_FLAG_ALLOW_L2_BATCH_CLASSIFY);
    come(FRAMES);
    assert_int_equal(did.taken_count, 1);
    for (unsigned i = 0; i < FRAMES; i++)
        assert_int_equal(answers[i].verdict, i == 2 ? VERDICT_ABSORB : VERDICT_PERMIT);
    inject_taken(0, 1);
    inject_settle();
    assert_true(did.own_seen);
    assert_int_equal(FwpsInjectionHandleDestroy0(did.handle), STATUS_SUCCESS);
}

static void NTAPI absorbed_completed(void *context, NET_BUFFER_LIST *list, BOOLEAN dispatch)
{
    (void)dispatch;
    assert_ptr_equal(list, did.taken[*(unsigned *)context]);
    ++*(unsigned *)context;
}

static void an_absorbed_frame_ends_after_its_completion_function(void **state)
{
    unsigned done = 0;
    (void)state;
    did.handle = inject_handle(AF_NONE, FWPS_INJECTION_TYPE_L2);
    did.answer = ABSORBS;
    listen_at(3, FWP_CALLOUT_FLAG_ALLOW_L2_BATCH_CLASSIFY);
    come(2);
    for (unsigned i = 0; i < 2; i++)
        assert_int_equal(NdisRetreatNetBufferDataStart(did.taken[i]->FirstNetBuffer, 14, 0, NULL), STATUS_SUCCESS);
    assert_int_equal(FwpsInjectMacReceiveAsync0(did.handle, NULL, 0, LAYER_ID, CHOICE_REPLAY_INTERFACE, 0, did.taken[0], absorbed_completed,
                                                &done),
                     STATUS_SUCCESS);
    inject_settle();
    assert_int_equal(done, 2);
    assert_int_equal(FwpsInjectionHandleDestroy0(did.handle), STATUS_SUCCESS);
}

static void a_kept_frame_of_a_batch_is_told_of(void **state)
{
    struct nt_entry  e;
    NET_BUFFER_LIST *clone = NULL;
    (void)state;
    did.answer = ABSORBS;
    listen_at(3, FWP_CALLOUT_FLAG_ALLOW_L2_BATCH_CLASSIFY);
    come(1);
    assert_int_equal(FwpsAllocateCloneNetBufferList0(did.taken[0], NULL, NULL, 0, &clone), STATUS_INVALID_PARAMETER);
    BREAKS(BATCH_HELD);
    assert_true(nt_ledger_take(ik.km.km.nt, NT_ABSORBED, did.taken[0], &e)); /* as at unload */
    e.abandon(&e);
}

/* --- against the dull way -------------------------------------------------------------------------------------------------- */

static void filters_without_callouts(uint32_t seed)
{
    static const enum layer_pair pairs[] = { LAYER(INBOUND_MAC_FRAME_ETHERNET), LAYER(INBOUND_MAC_FRAME_NATIVE) };
    static uint8_t   macs[4][6] = { { 2, 0, 0, 0, 0, 2 }, { 2, 0, 0, 0, 0, 3 }, { 2, 0, 0, 0, 0, 4 }, { 2, 0, 0, 0, 0, 5 } };
    struct condition conditions[6];
    struct filter    filters[6];
    for (unsigned i = 0; i < COUNT_OF(filters); i++, seed /= 3) {
        bool native = seed % 7 == 0;
        conditions[i] = (struct condition){ .field = FIELD_MAC_REMOTE_ADDRESS, .match = MATCH_EQUAL };
        conditions[i].value.type = TYPE_BYTE_ARRAY6;
        conditions[i].value.bytes6 = macs[(seed + i) % 4];
        filters[i] = (struct filter){ .id = 100 + i, .name = "filter", .layer = layer_of(pairs[native], FAMILY_NONE)->id,
                                      .action = seed % 2 ? ACTION_BLOCK : ACTION_PERMIT, .effective_weight = 1000 - i,
                                      .conditions = &conditions[i], .condition_count = native ? 0 : 1 };
        if (native)
            filters[i].action = ACTION_PERMIT;
    }
    km_build(&ik.km, filters, COUNT_OF(filters));
}

static void together_and_alone_give_the_same(void **state)
{
    static const unsigned senders[FRAMES] = { 2, 2, 3, 3, 3, 4, 2, 5 };
    unsigned              blocked = 0;
    (void)state;
    for (unsigned i = 0; i < FRAMES; i++)
        make_frame(&frames[i], senders[i], 0);
    for (uint32_t seed = 1; seed < 2000; seed += 13) {
        filters_without_callouts(seed);
        come(FRAMES);
        for (unsigned i = 0; i < FRAMES; i++) {
            struct shim_input in = { .frame = frame_bytes(&frames[i]), .wire_size = (uint32_t)frames[i].size, .link = LINK_ETHERNET,
                                     .now_ns = ++ik.now_ns };
            const struct pkt_ctx *walk = shim_packet(ik.shim, ik.km.rules, &in);
            assert_int_equal(walk->verdict, answers[i].verdict);
            assert_ptr_equal(walk->deciding ? walk->deciding->rule : NULL, answers[i].rule);
            blocked += walk->verdict == VERDICT_BLOCK;
        }
    }
    assert_in_range(blocked, 100, 153 * FRAMES - 100);
}

#define FRAMES_BOTH(f) BOTH_WITH(f, setup_frames, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        FRAMES_BOTH(frames_that_are_alike_come_as_a_chain),
        FRAMES_BOTH(others_come_apart),
        FRAMES_BOTH(each_value_takes_frames_apart),
        FRAMES_BOTH(frames_of_two_interfaces_come_apart),
        FRAMES_BOTH(a_stump_is_not_asked_about),
        FRAMES_BOTH(a_wrong_header_checksum_is_found),
        FRAMES_BOTH(what_is_malformed_comes_apart),
        FRAMES_BOTH(without_the_flag_or_with_an_older_function_they_come_alone),
        FRAMES_BOTH(no_list_of_a_chain_is_held),
        FRAMES_BOTH(what_was_asked_in_a_batch_is_not_asked_again),
        FRAMES_BOTH(a_block_drops_all),
        FRAMES_BOTH(an_absorbed_chain_is_the_callouts),
        FRAMES_BOTH(the_chain_ends_with_the_answer),
        FRAMES_BOTH(what_is_taken_out_of_the_chain_is_the_callouts),
        FRAMES_BOTH(an_absorbed_frame_ends_after_its_completion_function),
        FRAMES_BOTH(a_kept_frame_of_a_batch_is_told_of),
        FRAMES_BOTH(together_and_alone_give_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
