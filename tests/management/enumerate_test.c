/* Enumerations (docs/behaviour A.8). */
#include "kinds.h"

enum { ROOM = 64 };

/* --- asking for filters ------------------------------------------------------------------------------------------------------- */

static FWPM_FILTER_ENUM_TEMPLATE0 any_filter(void)
{
    return (FWPM_FILTER_ENUM_TEMPLATE0){ .layerKey = FWPM_LAYER_ALE_AUTH_CONNECT_V4, .enumType = FWP_FILTER_ENUM_OVERLAPPING,
                                         .actionMask = 0xffffffff };
}

/* Their numbers, in the order of the enumeration. */
static UINT32 select_filters(HANDLE h, const FWPM_FILTER_ENUM_TEMPLATE0 *t, unsigned numbers[ROOM])
{
    HANDLE e = NULL;
    UINT32 count = 0;
    assert_done(FwpmFilterCreateEnumHandle0(h, t, &e));
    assert_done(kinds[KIND_FILTER].next(h, e, ROOM, numbers, &count));
    assert_done(FwpmFilterDestroyEnumHandle0(h, e));
    return count;
}

static bool has(const unsigned *numbers, UINT32 count, unsigned n)
{
    for (UINT32 i = 0; i < count; i++)
        if (numbers[i] == n)
            return true;
    return false;
}

/* Just these, in any order; ends with 0. */
static void assert_selects(HANDLE h, const FWPM_FILTER_ENUM_TEMPLATE0 *t, const unsigned *wanted)
{
    unsigned got[ROOM];
    UINT32   count = select_filters(h, t, got), n = 0;
    for (; wanted[n]; n++)
        if (!has(got, count, wanted[n]))
            fail_msg("filter %u is missing", wanted[n]);
    assert_int_equal(count, n);
}
#define SELECTS(h, t, ...) assert_selects(h, t, (const unsigned[]){ __VA_ARGS__ __VA_OPT__(, ) 0 })

static DWORD template_code(HANDLE h, const FWPM_FILTER_ENUM_TEMPLATE0 *t)
{
    HANDLE e = NULL;
    DWORD  code = FwpmFilterCreateEnumHandle0(h, t, &e);
    if (code == 0)
        assert_done(FwpmFilterDestroyEnumHandle0(h, e));
    return code;
}

static FWPM_FILTER_CONDITION0 port_is(UINT16 port)
{
    return (FWPM_FILTER_CONDITION0){ .fieldKey = FWPM_CONDITION_IP_REMOTE_PORT, .matchType = FWP_MATCH_EQUAL,
                                     .conditionValue = { .type = FWP_UINT16, .uint16 = port } };
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

/* --- snapshots and pages -------------------------------------------------------------------------------------------------------- */

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

/* --- templates ------------------------------------------------------------------------------------------------------------------- */

/* proves: A-134 */
static void a_template_takes_what_contains_it_or_overlaps(void **state)
{
    HANDLE                     h = kit_open(0);
    FWP_RANGE0                 asked = ports(80, 90), wide = ports(70, 100), across = ports(85, 95), apart = ports(91, 95);
    FWPM_FILTER_CONDITION0     want = port_in(&asked), c[] = { port_is(80), port_in(&wide), port_in(&across), port_in(&apart), port_in(&asked) };
    FWPM_FILTER_ENUM_TEMPLATE0 t = any_filter();
    (void)state;
    for (unsigned n = 0; n < 5; n++)
        add_with(h, n + 1, &c[n], 1);
    add_with(h, 6, NULL, 0);
    SELECTS(h, &t, 1, 2, 3, 4, 5, 6);
    t.enumType = FWP_FILTER_ENUM_FULLY_CONTAINED;
    SELECTS(h, &t, 1, 2, 3, 4, 5, 6); /* it asks for nothing */
    t.numFilterConditions = 1;
    t.filterCondition = &want;
    SELECTS(h, &t, 2, 5, 6);
    t.enumType = FWP_FILTER_ENUM_OVERLAPPING;
    SELECTS(h, &t, 1, 2, 3, 5, 6);
}

static void add_weighing(HANDLE h, unsigned n, UINT64 *weight, FWP_ACTION_TYPE action)
{
    FWPM_FILTER0 f = kit_filter(n);
    f.weight.type = FWP_UINT64;
    f.weight.uint64 = weight;
    f.action.type = action;
    if (action & FWP_ACTION_FLAG_CALLOUT)
        f.action.calloutKey = kit_key(90 + n);
    assert_done(FwpmFilterAdd0(h, &f, NULL, NULL));
}

/* proves: A-135 */
static void flags_of_a_template_sort_and_choose(void **state)
{
    HANDLE                     h = kit_open(0);
    UINT64                     weights[] = { 5, 9, 7, 11 };
    FWPM_FILTER_ENUM_TEMPLATE0 t = any_filter();
    FWPM_FILTER0               f = kit_filter(5);
    unsigned                   got[ROOM], sorted[] = { 4, 2, 3, 1 };
    (void)state;
    FWPM_CALLOUT0 callout = kit_callout(94);
    assert_done(FwpmCalloutAdd0(h, &callout, NULL, NULL));
    for (unsigned i = 0; i < 3; i++)
        add_weighing(h, i + 1, &weights[i], i % 2 ? FWP_ACTION_PERMIT : FWP_ACTION_BLOCK);
    add_weighing(h, 4, &weights[3], FWP_ACTION_CALLOUT_INSPECTION);
    f.flags = FWPM_FILTER_FLAG_BOOTTIME;
    assert_done(FwpmFilterAdd0(h, &f, NULL, NULL));
    t.flags = FWP_FILTER_ENUM_FLAG_SORTED;
    assert_int_equal(select_filters(h, &t, got), 4);
    assert_memory_equal(got, sorted, sizeof(sorted));
    t.flags = FWP_FILTER_ENUM_FLAG_BEST_TERMINATING_MATCH;
    SELECTS(h, &t, 2);
    t.flags = FWP_FILTER_ENUM_FLAG_INCLUDE_BOOTTIME;
    SELECTS(h, &t, 1, 2, 3, 4, 5);
    t.flags = FWP_FILTER_ENUM_FLAG_BOOTTIME_ONLY;
    SELECTS(h, &t, 5);
    t.flags = FWP_FILTER_ENUM_FLAG_BOOTTIME_ONLY | FWP_FILTER_ENUM_FLAG_INCLUDE_DISABLED | FWP_FILTER_ENUM_FLAG_INCLUDE_BOOTTIME;
    SELECTS(h, &t, 5);
    t.flags = 0x8000;
    assert_code(template_code(h, &t), FWP_E_INVALID_FLAGS);
    t.flags = 0;
    t.enumType = (FWP_FILTER_ENUM_TYPE)2;
    assert_code(template_code(h, &t), FWP_E_INVALID_ENUMERATOR);
}

static void disabled_filters_are_for_those_who_ask(void **state)
{
    HANDLE                     h = kit_open(0);
    FWPM_FILTER_ENUM_TEMPLATE0 t = any_filter();
    FWPM_PROVIDER0             p = kit_provider(1);
    FWPM_FILTER0               f = kit_filter(2);
    (void)state;
    p.flags = FWPM_PROVIDER_FLAG_PERSISTENT;
    p.serviceName = KIT_TEXT("no-such-service");
    f.flags = FWPM_FILTER_FLAG_PERSISTENT;
    f.providerKey = &p.providerKey;
    assert_done(FwpmProviderAdd0(h, &p, NULL));
    assert_done(FwpmFilterAdd0(h, &f, NULL, NULL));
    kit_restart();
    h = kit_open(0);
    SELECTS(h, &t, );
    t.flags = FWP_FILTER_ENUM_FLAG_INCLUDE_DISABLED;
    SELECTS(h, &t, 2);
}

/* proves: A-137 */
static void a_mask_chooses_actions(void **state)
{
    HANDLE                     h = kit_open(0);
    UINT64                     weight = 1;
    FWPM_FILTER_ENUM_TEMPLATE0 t = any_filter();
    GUID                       callout = kit_key(94);
    (void)state;
    for (unsigned n = 93; n <= 95; n++) {
        FWPM_CALLOUT0 c = kit_callout(n);
        assert_done(FwpmCalloutAdd0(h, &c, NULL, NULL));
    }
    add_weighing(h, 1, &weight, FWP_ACTION_BLOCK);
    add_weighing(h, 2, &weight, FWP_ACTION_PERMIT);
    add_weighing(h, 3, &weight, FWP_ACTION_CALLOUT_TERMINATING);
    add_weighing(h, 4, &weight, FWP_ACTION_CALLOUT_INSPECTION);
    add_weighing(h, 5, &weight, FWP_ACTION_CALLOUT_UNKNOWN);
    SELECTS(h, &t, 1, 2, 3, 4, 5);
    t.actionMask = FWP_ACTION_FLAG_TERMINATING;
    SELECTS(h, &t, 1, 2, 3);
    t.actionMask = FWP_ACTION_FLAG_NON_TERMINATING;
    SELECTS(h, &t, 4);
    t.actionMask = FWP_ACTION_FLAG_CALLOUT;
    SELECTS(h, &t, 3, 4, 5);
    t.calloutKey = &callout;
    SELECTS(h, &t, 4);
    t.actionMask = 0xffffffff;
    SELECTS(h, &t, 4);
    t.actionMask = FWP_ACTION_FLAG_TERMINATING;
    SELECTS(h, &t, 1, 2, 3); /* no callout is asked for, so none is compared */
    t.actionMask = 0;
    assert_code(template_code(h, &t), FWP_E_NEVER_MATCH);
}

/* proves: A-138 A-139 */
static void a_template_that_cannot_be_met_is_refused(void **state)
{
    HANDLE                     h = kit_open(0);
    FWPM_FILTER_ENUM_TEMPLATE0 t = any_filter();
    FWPM_FILTER_CONDITION0     twice[] = { port_is(80), port_is(81) };
    FWPM_FILTER_SUBSCRIPTION0  s = { .enumTemplate = &t, .flags = FWPM_SUBSCRIPTION_FLAG_NOTIFY_ON_ADD };
    struct ear                 ear = EAR_INIT;
    HANDLE                     subscription;
    (void)state;
    t.filterCondition = twice;
    t.numFilterConditions = 2;
    assert_code(template_code(h, &t), FWP_E_DUPLICATE_CONDITION);
    t.numFilterConditions = 1;
    assert_done(template_code(h, &t));
    t.layerKey = FWPM_LAYER_INBOUND_IPPACKET_V4; /* which has no ports */
    assert_code(template_code(h, &t), FWP_E_NEVER_MATCH);
    assert_code(FwpmFilterSubscribeChanges0(h, &s, (FWPM_FILTER_CHANGE_CALLBACK0)(uintptr_t)abort, &ear, &subscription), FWP_E_NEVER_MATCH);
}

/* proves: A-140 */
static void a_provider_is_any_none_or_one(void **state)
{
    HANDLE                     h = kit_open(0);
    FWPM_FILTER_ENUM_TEMPLATE0 t = any_filter();
    FWPM_PROVIDER0             p = kit_provider(1);
    FWPM_FILTER0               f = kit_filter(3);
    GUID                       nobody = { 0 };
    (void)state;
    assert_done(FwpmProviderAdd0(h, &p, NULL));
    assert_done(kinds[KIND_FILTER].add(h, 2, NULL));
    f.providerKey = &p.providerKey;
    assert_done(FwpmFilterAdd0(h, &f, NULL, NULL));
    SELECTS(h, &t, 2, 3);
    t.providerKey = &p.providerKey;
    SELECTS(h, &t, 3);
    t.providerKey = &nobody;
    SELECTS(h, &t, 2);
}

static UINT32 count_entries(HANDLE h, const struct kind *kind, HANDLE e)
{
    unsigned numbers[4096];
    UINT32   count = 0, ours = 0;
    assert_done(kind->next(h, e, KIT_COUNT(numbers), numbers, &count));
    for (UINT32 i = 0; i < count; i++)
        ours += numbers[i] != 0;
    assert_done(kind->close(h, e));
    return ours;
}

static void other_kinds_have_templates_too(void **state)
{
    HANDLE                              h = kit_open(0), e;
    FWPM_PROVIDER0                      p = kit_provider(1);
    FWPM_SUBLAYER0                      owned = kit_sublayer(3);
    FWPM_CALLOUT0                       callout = kit_callout(5);
    GUID                                nobody = { 0 };
    FWPM_SUBLAYER_ENUM_TEMPLATE0        sublayers = { .providerKey = &p.providerKey };
    FWPM_CALLOUT_ENUM_TEMPLATE0         callouts = { .layerKey = FWPM_LAYER_ALE_AUTH_CONNECT_V4 };
    FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0 contexts = { .providerContextType = FWPM_GENERAL_CONTEXT };
    FWPM_PROVIDER_ENUM_TEMPLATE0        reserved = { .reserved = 1 };
    (void)state;
    assert_done(FwpmProviderAdd0(h, &p, NULL));
    assert_done(kinds[KIND_SUBLAYER].add(h, 2, NULL));
    owned.providerKey = &p.providerKey;
    assert_done(FwpmSubLayerAdd0(h, &owned, NULL));
    assert_done(FwpmSubLayerCreateEnumHandle0(h, &sublayers, &e));
    assert_int_equal(count_entries(h, &kinds[KIND_SUBLAYER], e), 1);
    sublayers.providerKey = &nobody;
    assert_done(FwpmSubLayerCreateEnumHandle0(h, &sublayers, &e));
    assert_int_equal(count_entries(h, &kinds[KIND_SUBLAYER], e), 1);
    assert_done(kinds[KIND_CALLOUT].add(h, 4, NULL));
    callout.applicableLayer = FWPM_LAYER_STREAM_V4;
    assert_done(FwpmCalloutAdd0(h, &callout, NULL, NULL));
    assert_done(FwpmCalloutCreateEnumHandle0(h, &callouts, &e));
    assert_int_equal(count_entries(h, &kinds[KIND_CALLOUT], e), 1);
    memset(&callouts.layerKey, 0, sizeof(callouts.layerKey));
    assert_done(FwpmCalloutCreateEnumHandle0(h, &callouts, &e));
    assert_int_equal(count_entries(h, &kinds[KIND_CALLOUT], e), 2);
    assert_done(kinds[KIND_CONTEXT].add(h, 6, NULL));
    assert_done(FwpmProviderContextCreateEnumHandle0(h, &contexts, &e));
    assert_int_equal(count_entries(h, &kinds[KIND_CONTEXT], e), 1);
    contexts.providerContextType = FWPM_CLASSIFY_OPTIONS_CONTEXT;
    assert_done(FwpmProviderContextCreateEnumHandle0(h, &contexts, &e));
    assert_int_equal(count_entries(h, &kinds[KIND_CONTEXT], e), 0);
    assert_code(FwpmProviderCreateEnumHandle0(h, &reserved, &e), FWP_E_RESERVED);
}

static void filters_are_chosen_by_their_provider_context(void **state)
{
    HANDLE                               h = kit_open(0);
    FWPM_FILTER_ENUM_TEMPLATE0           t = any_filter();
    FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0 context = { .providerContextType = FWPM_GENERAL_CONTEXT };
    FWPM_FILTER0                         f = kit_filter(3);
    UINT64                               weight = 1;
    (void)state;
    assert_done(kinds[KIND_CONTEXT].add(h, 1, NULL));
    assert_done(kinds[KIND_CALLOUT].add(h, 92, NULL));
    add_weighing(h, 2, &weight, FWP_ACTION_CALLOUT_TERMINATING);
    f.flags = FWPM_FILTER_FLAG_HAS_PROVIDER_CONTEXT;
    f.providerContextKey = kit_key(1);
    f.action.type = FWP_ACTION_CALLOUT_TERMINATING;
    f.action.calloutKey = kit_key(92);
    assert_done(FwpmFilterAdd0(h, &f, NULL, NULL));
    t.providerContextTemplate = &context;
    SELECTS(h, &t, 3);
    context.providerContextType = FWPM_CLASSIFY_OPTIONS_CONTEXT;
    SELECTS(h, &t, );
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
        KIT_TEST(a_template_takes_what_contains_it_or_overlaps),
        KIT_TEST(flags_of_a_template_sort_and_choose),
        KIT_TEST(disabled_filters_are_for_those_who_ask),
        KIT_TEST(a_mask_chooses_actions),
        KIT_TEST(a_template_that_cannot_be_met_is_refused),
        KIT_TEST(a_provider_is_any_none_or_one),
        KIT_TEST(other_kinds_have_templates_too),
        KIT_TEST(filters_are_chosen_by_their_provider_context),
    };
    kit_main(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
