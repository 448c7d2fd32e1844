/* Enumerations: snapshots, pages, handles (docs/behaviour A.8). */
#include "kinds.h"

enum { ROOM = 64 };

static bool has(const unsigned *numbers, UINT32 count, unsigned n)
{
    for (UINT32 i = 0; i < count; i++)
        if (numbers[i] == n)
            return true;
    return false;
}

static FWP_RANGE0 ports(UINT16 low, UINT16 high)
{
    return (FWP_RANGE0){ { .type = FWP_UINT16, .uint16 = low }, { .type = FWP_UINT16, .uint16 = high } };
}

static FWPM_FILTER_CONDITION0 port_in(FWP_RANGE0 *range)
{
    return (FWPM_FILTER_CONDITION0){ .fieldKey = FWPM_CONDITION_IP_REMOTE_PORT, .matchType = FWP_MATCH_RANGE,
                                     .conditionValue = { .type = FWP_RANGE_TYPE, .rangeValue = range } };
}

static void add_with(HANDLE h, unsigned n, FWPM_FILTER_CONDITION0 *conditions, UINT32 count)
{
    FWPM_FILTER0 f = kit_filter(n);
    f.filterCondition = conditions;
    f.numFilterConditions = count;
    assert_done(FwpmFilterAdd0(h, &f, NULL, NULL));
}

/* --- snapshots and pages -------------------------------------------------------------------------------------------------- */

/* How many objects are there without ours. */
static UINT32 count_all(HANDLE h, const struct kind *kind)
{
    unsigned numbers[4096];
    UINT32   count = 0;
    HANDLE   e = NULL;
    assert_done(kind->open(h, &e));
    assert_done(kind->next(h, e, KIT_COUNT(numbers), numbers, &count));
    assert_true(count < KIT_COUNT(numbers));
    assert_done(kind->close(h, e));
    return count;
}

/* proves: A-126 A-127 */
static void an_enumeration_is_a_snapshot(void **state)
{
    HANDLE h = kit_open(0), other = kit_open(0), e;
    (void)state;
    for (unsigned k = 0; k < KIND_COUNT; k++) {
        unsigned numbers[4096];
        UINT32   count = 0, before = count_all(h, &kinds[k]);
        assert_done(kinds[k].add(h, 1, NULL));
        assert_done(kinds[k].add(other, 2, NULL));
        assert_int_equal(count_all(h, &kinds[k]), before + 2);
        assert_done(kinds[k].open(h, &e));
        assert_done(kinds[k].add(h, 3, NULL));
        assert_done(kinds[k].remove(other, 1));
        assert_done(kinds[k].next(h, e, KIT_COUNT(numbers), numbers, &count));
        assert_int_equal(count, before + 2);
        assert_true(has(numbers, count, 1) && has(numbers, count, 2) && !has(numbers, count, 3));
        assert_done(kinds[k].close(h, e));
        assert_int_equal(count_all(h, &kinds[k]), before + 2);
        assert_done(kinds[k].remove(h, 2));
        assert_done(kinds[k].remove(h, 3));
    }
}

/* proves: A-128 A-129 */
static void pages_go_on_where_the_last_ended(void **state)
{
    HANDLE   h = kit_open(0), e;
    unsigned seen[ROOM], page[ROOM];
    UINT32   total = 0, count, sizes[] = { 3, 3, 3, 1, 0, 0 };
    (void)state;
    for (unsigned n = 1; n <= 10; n++)
        assert_done(kinds[KIND_FILTER].add(h, n, NULL));
    assert_done(FwpmFilterCreateEnumHandle0(h, NULL, &e));
    for (unsigned i = 0; i < KIT_COUNT(sizes); i++) {
        count = 99;
        assert_done(kinds[KIND_FILTER].next(h, e, 3, page, &count));
        assert_int_equal(count, sizes[i]);
        for (UINT32 k = 0; k < count; k++) {
            assert_false(has(seen, total, page[k]));
            seen[total++] = page[k];
        }
    }
    assert_int_equal(total, 10);
    assert_done(FwpmFilterDestroyEnumHandle0(h, e));
    assert_code(kinds[KIND_FILTER].next(h, e, 3, page, &count), ERROR_INVALID_HANDLE);
    assert_code(FwpmFilterDestroyEnumHandle0(h, e), ERROR_INVALID_HANDLE);
}

/* What FwpmFreeMemory0 frees is one block, of every kind, and it may be nothing. */
static void what_an_enumeration_gives_is_freed_at_once(void **state)
{
    HANDLE        h = kit_open(0), e;
    FWPM_FILTER0 **filters;
    FWPM_LAYER0  **layers = NULL;
    UINT32         count = 0;
    FWP_RANGE0     range = ports(80, 90);
    FWPM_FILTER_CONDITION0 c[] = { port_in(&range) };
    (void)state;
    add_with(h, 1, c, 1);
    add_with(h, 2, NULL, 0);
    assert_done(FwpmFilterCreateEnumHandle0(h, NULL, &e));
    assert_done(FwpmFilterEnum0(h, e, 5, &filters, &count));
    assert_int_equal(count, 2);
    for (UINT32 i = 0; i < 2; i++) {
        assert_true(kit_same_text(filters[i]->displayData.name, KIT_TEXT("name")));
        if (kit_number(&filters[i]->filterKey) == 1)
            assert_int_equal(filters[i]->filterCondition->conditionValue.rangeValue->valueHigh.uint16, 90);
    }
    FwpmFreeMemory0((void **)&filters);
    assert_null(filters);
    assert_done(FwpmFilterEnum0(h, e, 5, &filters, &count));
    assert_int_equal(count, 0);
    FwpmFreeMemory0((void **)&filters);
    FwpmFreeMemory0((void **)&filters);
    assert_done(FwpmFilterDestroyEnumHandle0(h, e));
    assert_done(FwpmLayerCreateEnumHandle0(h, NULL, &e));
    assert_done(FwpmLayerEnum0(h, e, 1000, &layers, &count));
    assert_true(count > 50 && count < 1000 && layers[count - 1]->numFields > 0);
    FwpmFreeMemory0((void **)&layers);
    assert_done(FwpmLayerDestroyEnumHandle0(h, e));
}

/* proves: A-131 */
static void a_transaction_shows_all_kinds_at_one_moment(void **state)
{
    FWPM_SESSION0 hasty = { .txnWaitTimeoutInMSec = 1 };
    HANDLE        h = kit_open(0), writer = kit_open_session(&hasty), sublayers, filters;
    unsigned      numbers[4096];
    UINT32        count;
    (void)state;
    assert_done(kinds[KIND_SUBLAYER].add(h, 1, NULL));
    assert_done(FwpmTransactionBegin0(h, FWPM_TXN_READ_ONLY));
    assert_done(kinds[KIND_SUBLAYER].open(h, &sublayers));
    assert_done(kinds[KIND_SUBLAYER].next(h, sublayers, KIT_COUNT(numbers), numbers, &count));
    assert_true(has(numbers, count, 1));
    assert_code(kinds[KIND_FILTER].add(writer, 2, NULL), FWP_E_TIMEOUT);
    assert_done(kinds[KIND_FILTER].open(h, &filters));
    assert_done(kinds[KIND_FILTER].next(h, filters, KIT_COUNT(numbers), numbers, &count));
    assert_int_equal(count, 0);
    assert_done(kinds[KIND_FILTER].close(h, filters));
    assert_done(kinds[KIND_SUBLAYER].close(h, sublayers));
    assert_done(FwpmTransactionCommit0(h));
    assert_done(kinds[KIND_FILTER].add(writer, 2, NULL));
}

/* proves: A-133 */
static void a_handle_is_its_sessions_own(void **state)
{
    HANDLE   h = kit_open(0), other = kit_open(0), e;
    unsigned numbers[4096];
    UINT32   count;
    (void)state;
    for (unsigned k = 0; k < KIND_COUNT; k++) {
        assert_done(kinds[k].open(h, &e));
        assert_code(kinds[k].next(other, e, 1, numbers, &count), ERROR_INVALID_HANDLE);
        assert_code(kinds[k].close(other, e), ERROR_INVALID_HANDLE);
        assert_code(kinds[(k + 1) % KIND_COUNT].next(h, e, 1, numbers, &count), ERROR_INVALID_HANDLE);
        assert_done(kinds[k].next(h, e, KIT_COUNT(numbers), numbers, &count));
        assert_done(kinds[k].close(h, e));
    }
}

/* The sanitizers' leak check is what looks, in the direct link.
 * proves: A-132 */
static void an_enumeration_ends_with_its_session(void **state)
{
    HANDLE h = kit_open(0), e;
    (void)state;
    assert_done(kinds[KIND_FILTER].add(h, 1, NULL));
    for (unsigned k = 0; k < KIND_COUNT; k++)
        assert_done(kinds[k].open(h, &e));
    assert_done(FwpmSessionCreateEnumHandle0(h, NULL, &e));
    kit_close(h);
    h = kit_open(0);
    unsigned numbers[4];
    UINT32   count;
    assert_code(kinds[KIND_FILTER].next(h, e, 1, numbers, &count), ERROR_INVALID_HANDLE);
    assert_code(FwpmSessionDestroyEnumHandle0(h, e), ERROR_INVALID_HANDLE);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        KIT_TEST(an_enumeration_is_a_snapshot),
        KIT_TEST(pages_go_on_where_the_last_ended),
        KIT_TEST(what_an_enumeration_gives_is_freed_at_once),
        KIT_TEST(a_transaction_shows_all_kinds_at_one_moment),
        KIT_TEST(a_handle_is_its_sessions_own),
        KIT_TEST(an_enumeration_ends_with_its_session),
    };
    kit_main(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
