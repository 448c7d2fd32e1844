/* How long objects live: dynamic, static, persistent, boot-time (docs/behaviour A.3). */
#include "kinds.h"

#include "link.h"

enum { ADDRESS = 0x0a000001, NO_CONTEXT_FLAG = 0x4 };

static void delete_one_of_each(HANDLE h)
{
    for (unsigned kind = KIND_COUNT; kind-- > 0;)
        assert_done(kinds[kind].remove(h, kind + 1));
}

/* They refer to each other, and go all the same.
 * proves: A-010 A-054 */
static void dynamic_objects_end_with_their_session(void **state)
{
    (void)state;
    HANDLE   h = kit_open(0), dynamic = kit_open(FWPM_SESSION_FLAG_DYNAMIC);
    unsigned before = kit_count_objects(h);
    UINT64   id = kit_add_one_of_each(dynamic, false);
    assert_int_equal(kit_count_objects(h), before + 5);
    if (!kit_is_socket()) /* its callout is not registered: it blocks */
        assert_int_equal(link_classify(NULL, ADDRESS).filter, id);
    kit_close(dynamic);
    assert_int_equal(kit_count_objects(h), before);
    if (!kit_is_socket())
        assert_int_equal(link_classify(NULL, ADDRESS).filter, 0);
    kit_add_one_of_each(h, false); /* nothing of them is left, keys neither */
}

/* proves: A-038 A-039 */
static void static_objects_end_with_bfe(void **state)
{
    (void)state;
    for (unsigned killed = 0; killed < 2; killed++) {
        HANDLE   h = kit_open(0), adds = kit_open(0);
        unsigned before = kit_count_objects(h);
        kit_add_one_of_each(adds, false);
        kit_close(adds);
        assert_int_equal(kit_count_objects(h), before + 5); /* longer than a dynamic one would */
        if (killed)
            kit_kill();
        kit_restart();
        assert_int_equal(kit_count_objects(kit_open(0)), before);
    }
}

static void assert_same_blob(const FWP_BYTE_BLOB *a, const FWP_BYTE_BLOB *b)
{
    assert_int_equal(a->size, b->size);
    if (a->size)
        assert_memory_equal(a->data, b->data, a->size);
}

static void add_full_filter(HANDLE h)
{
    UINT8                  data[] = { 9, 0, 8 };
    FWP_RANGE0             range = { { .type = FWP_UINT16, .uint16 = 80 }, { .type = FWP_UINT16, .uint16 = 90 } };
    FWP_V4_ADDR_AND_MASK   mask = { 0x0a000000, 0xff000000 };
    FWPM_FILTER_CONDITION0 c[2] = {
        { FWPM_CONDITION_IP_REMOTE_PORT, FWP_MATCH_RANGE, { .type = FWP_RANGE_TYPE, .rangeValue = &range } },
        { FWPM_CONDITION_IP_REMOTE_ADDRESS, FWP_MATCH_EQUAL, { .type = FWP_V4_ADDR_MASK, .v4AddrMask = &mask } },
    };
    FWPM_FILTER0 f = kit_filter(6);
    f.flags = FWPM_FILTER_FLAG_PERSISTENT | FWPM_FILTER_FLAG_CLEAR_ACTION_RIGHT;
    f.providerData = (FWP_BYTE_BLOB){ sizeof(data), data };
    f.weight = (FWP_VALUE0){ .type = FWP_UINT8, .uint8 = 7 };
    f.numFilterConditions = 2;
    f.filterCondition = c;
    f.rawContext = 0x1122334455667788u;
    assert_done(FwpmFilterAdd0(h, &f, NULL, NULL));
}

static void assert_full_filter(HANDLE h)
{
    FWPM_FILTER0 *f = kit_read_filter(h, 6);
    UINT8         data[] = { 9, 0, 8 };
    FWP_BYTE_BLOB blob = { sizeof(data), data };
    GUID          layer = FWPM_LAYER_ALE_AUTH_CONNECT_V4, address = FWPM_CONDITION_IP_REMOTE_ADDRESS;
    assert_int_equal(f->flags & ~(UINT32)FWPM_FILTER_FLAG_INDEXED, FWPM_FILTER_FLAG_PERSISTENT | FWPM_FILTER_FLAG_CLEAR_ACTION_RIGHT);
    assert_true(kit_same_text(f->displayData.name, kit_display().name));
    assert_true(kit_same_text(f->displayData.description, kit_display().description));
    assert_same_blob(&f->providerData, &blob);
    assert_true(kit_same_key(&f->layerKey, &layer));
    assert_int_equal(f->weight.type, FWP_UINT8);
    assert_int_equal(f->weight.uint8, 7);
    assert_int_equal(*f->effectiveWeight.uint64 >> 60, 7);
    assert_int_equal(f->action.type, FWP_ACTION_BLOCK);
    assert_int_equal(f->rawContext, 0x1122334455667788u);
    assert_int_equal(f->numFilterConditions, 2);
    assert_int_equal(f->filterCondition[0].matchType, FWP_MATCH_RANGE);
    assert_int_equal(f->filterCondition[0].conditionValue.rangeValue->valueHigh.uint16, 90);
    assert_true(kit_same_key(&f->filterCondition[1].fieldKey, &address));
    assert_int_equal(f->filterCondition[1].conditionValue.v4AddrMask->mask, 0xff000000);
    FwpmFreeMemory0((void **)&f);
}

/* proves: A-038 A-040 */
static void persistent_objects_outlive_bfe(void **state)
{
    (void)state;
    HANDLE   h = kit_open(0);
    unsigned before = kit_count_objects(h);
    kit_add_one_of_each(h, true);
    add_full_filter(h);
    for (unsigned i = 0; i < 4; i++) {
        if (i & 1)
            kit_kill();
        kit_restart();
        h = kit_open(0);
        assert_int_equal(kit_count_objects(h), before + 6);
        assert_full_filter(h);
        for (unsigned kind = 0; kind < 4; kind++) /* they still refer to each other */
            assert_code(kinds[kind].remove(h, kind + 1), FWP_E_IN_USE);
        UINT64        id;
        FWPM_FILTER0 *f = kit_read_filter(h, 5);
        id = f->filterId;
        FwpmFreeMemory0((void **)&f);
        if (!kit_is_socket())
            assert_int_equal(link_classify(NULL, 0x0b000001).filter, id);
    }
    delete_one_of_each(h);
    assert_done(kinds[KIND_FILTER].remove(h, 6));
    kit_kill(); /* a deletion is kept as well */
    kit_restart();
    assert_int_equal(kit_count_objects(kit_open(0)), before);
}

/* What was not committed is not kept, what was is kept whole.
 * proves: A-040 */
static void the_store_has_whole_transactions(void **state)
{
    (void)state;
    HANDLE   h = kit_open(0);
    unsigned before = kit_count_objects(h);
    assert_done(FwpmTransactionBegin0(h, 0));
    kit_add_one_of_each(h, true);
    kit_kill();
    kit_restart();
    h = kit_open(0);
    assert_int_equal(kit_count_objects(h), before);
    assert_done(FwpmTransactionBegin0(h, 0));
    kit_add_one_of_each(h, true);
    assert_done(FwpmTransactionCommit0(h));
    kit_kill();
    kit_restart();
    assert_int_equal(kit_count_objects(kit_open(0)), before + 5);
}

/* proves: A-038 */
static void boot_time_is_for_filters_alone(void **state)
{
    (void)state;
    HANDLE h = kit_open(0);
    for (unsigned kind = 0; kind < KIND_COUNT; kind++)
        assert_code(kinds[kind].add_flagged(h, 1, kind == KIND_CONTEXT ? NO_CONTEXT_FLAG : FWPM_FILTER_FLAG_BOOTTIME),
                    kind == KIND_FILTER ? 0 : FWP_E_INVALID_FLAGS);
}

/* proves: A-047 */
static void a_filter_is_persistent_or_boot_time(void **state)
{
    FWPM_FILTER0 f = kit_filter(1);
    (void)state;
    HANDLE h = kit_open(0);
    f.flags = FWPM_FILTER_FLAG_PERSISTENT | FWPM_FILTER_FLAG_BOOTTIME;
    assert_code(FwpmFilterAdd0(h, &f, NULL, NULL), FWP_E_INVALID_FLAGS);
}

/* proves: A-048 */
static void a_dynamic_session_adds_nothing_that_lasts(void **state)
{
    (void)state;
    HANDLE h = kit_open(FWPM_SESSION_FLAG_DYNAMIC);
    for (unsigned kind = 0; kind < KIND_COUNT; kind++)
        assert_code(kinds[kind].add_flagged(h, 1, kinds[kind].persistent), FWP_E_DYNAMIC_SESSION_IN_PROGRESS);
    assert_code(kinds[KIND_FILTER].add_flagged(h, 1, FWPM_FILTER_FLAG_BOOTTIME), FWP_E_DYNAMIC_SESSION_IN_PROGRESS);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        KIT_TEST(dynamic_objects_end_with_their_session),
        KIT_TEST(static_objects_end_with_bfe),
        KIT_TEST(persistent_objects_outlive_bfe),
        KIT_TEST(the_store_has_whole_transactions),
        KIT_TEST(boot_time_is_for_filters_alone),
        KIT_TEST(a_filter_is_persistent_or_boot_time),
        KIT_TEST(a_dynamic_session_adds_nothing_that_lasts),
    };
    kit_main(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
