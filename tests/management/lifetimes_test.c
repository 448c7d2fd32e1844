/* How long objects live, and what may refer to what (docs/behaviour A.3). */
#include "kit.h"

#include "link.h"

enum { ADDRESS = 0x0a000001 };

static DWORD delete_by_key(HANDLE h, unsigned kind, unsigned n)
{
    DWORD (*const functions[])(HANDLE, const GUID *) = {
        FwpmProviderDeleteByKey0, FwpmProviderContextDeleteByKey0, FwpmSubLayerDeleteByKey0, FwpmCalloutDeleteByKey0,
        FwpmFilterDeleteByKey0,
    };
    GUID key = kit_key(n);
    return functions[kind](h, &key);
}

static void delete_one_of_each(HANDLE h)
{
    for (unsigned kind = 5; kind-- > 0;)
        assert_done(delete_by_key(h, kind, kind + 1));
}

/* --- dynamic, static, persistent, built in -------------------------------------------------------------------------------- */

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

static FWPM_FILTER0 *read_filter(HANDLE h, unsigned n)
{
    GUID          key = kit_key(n);
    FWPM_FILTER0 *f;
    assert_done(FwpmFilterGetByKey0(h, &key, &f));
    return f;
}

static void assert_full_filter(HANDLE h)
{
    FWPM_FILTER0 *f = read_filter(h, 6);
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
            assert_code(delete_by_key(h, kind, kind + 1), FWP_E_IN_USE);
        UINT64        id;
        FWPM_FILTER0 *f = read_filter(h, 5);
        id = f->filterId;
        FwpmFreeMemory0((void **)&f);
        if (!kit_is_socket())
            assert_int_equal(link_classify(NULL, 0x0b000001).filter, id);
    }
    delete_one_of_each(h);
    assert_done(delete_by_key(h, 4, 6));
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
    FWPM_PROVIDER0         p = kit_provider(1);
    FWPM_PROVIDER_CONTEXT3 c = kit_context(1);
    FWPM_SUBLAYER0         s = kit_sublayer(1);
    FWPM_CALLOUT0          k = kit_callout(1);
    FWPM_FILTER0           f = kit_filter(1);
    (void)state;
    HANDLE h = kit_open(0);
    p.flags = s.flags = k.flags = f.flags = FWPM_FILTER_FLAG_BOOTTIME;
    c.flags = 0x4;
    assert_code(FwpmProviderAdd0(h, &p, NULL), FWP_E_INVALID_FLAGS);
    assert_code(FwpmProviderContextAdd3(h, &c, NULL, NULL), FWP_E_INVALID_FLAGS);
    assert_code(FwpmSubLayerAdd0(h, &s, NULL), FWP_E_INVALID_FLAGS);
    assert_code(FwpmCalloutAdd0(h, &k, NULL, NULL), FWP_E_INVALID_FLAGS);
    assert_done(FwpmFilterAdd0(h, &f, NULL, NULL));
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
    FWPM_PROVIDER0         p = kit_provider(1);
    FWPM_PROVIDER_CONTEXT3 c = kit_context(1);
    FWPM_SUBLAYER0         s = kit_sublayer(1);
    FWPM_CALLOUT0          k = kit_callout(1);
    FWPM_FILTER0           f = kit_filter(1);
    (void)state;
    HANDLE h = kit_open(FWPM_SESSION_FLAG_DYNAMIC);
    p.flags = FWPM_PROVIDER_FLAG_PERSISTENT;
    c.flags = FWPM_PROVIDER_CONTEXT_FLAG_PERSISTENT;
    s.flags = FWPM_SUBLAYER_FLAG_PERSISTENT;
    k.flags = FWPM_CALLOUT_FLAG_PERSISTENT;
    f.flags = FWPM_FILTER_FLAG_PERSISTENT;
    assert_code(FwpmProviderAdd0(h, &p, NULL), FWP_E_DYNAMIC_SESSION_IN_PROGRESS);
    assert_code(FwpmProviderContextAdd3(h, &c, NULL, NULL), FWP_E_DYNAMIC_SESSION_IN_PROGRESS);
    assert_code(FwpmSubLayerAdd0(h, &s, NULL), FWP_E_DYNAMIC_SESSION_IN_PROGRESS);
    assert_code(FwpmCalloutAdd0(h, &k, NULL, NULL), FWP_E_DYNAMIC_SESSION_IN_PROGRESS);
    assert_code(FwpmFilterAdd0(h, &f, NULL, NULL), FWP_E_DYNAMIC_SESSION_IN_PROGRESS);
    f.flags = FWPM_FILTER_FLAG_BOOTTIME;
    assert_code(FwpmFilterAdd0(h, &f, NULL, NULL), FWP_E_DYNAMIC_SESSION_IN_PROGRESS);
}

/* --- what may refer to what ----------------------------------------------------------------------------------------------- */

enum life { LIFE_FOREIGN, LIFE_DYNAMIC, LIFE_STATIC, LIFE_PERSISTENT, LIFE_BUILTIN, LIVES };
enum { PROVIDER, CONTEXT, SUBLAYER, CALLOUT, FILTER };

static DWORD add_target(HANDLE h, unsigned kind, bool persistent, unsigned n)
{
    FWPM_PROVIDER0         p = kit_provider(n);
    FWPM_PROVIDER_CONTEXT3 c = kit_context(n);
    FWPM_SUBLAYER0         s = kit_sublayer(n);
    FWPM_CALLOUT0          k = kit_callout(n);
    p.flags = persistent ? FWPM_PROVIDER_FLAG_PERSISTENT : 0;
    c.flags = persistent ? FWPM_PROVIDER_CONTEXT_FLAG_PERSISTENT : 0;
    s.flags = persistent ? FWPM_SUBLAYER_FLAG_PERSISTENT : 0;
    k.flags = persistent ? FWPM_CALLOUT_FLAG_PERSISTENT : 0;
    switch (kind) {
    case PROVIDER:
        return FwpmProviderAdd0(h, &p, NULL);
    case CONTEXT:
        return FwpmProviderContextAdd3(h, &c, NULL, NULL);
    case SUBLAYER:
        return FwpmSubLayerAdd0(h, &s, NULL);
    default:
        return FwpmCalloutAdd0(h, &k, NULL, NULL);
    }
}

static GUID builtin_of(unsigned kind)
{
    switch (kind) {
    case PROVIDER:
        return FWPM_PROVIDER_IKEEXT;
    case CONTEXT:
        return FWPM_PROVIDER_CONTEXT_SECURE_SOCKET_AUTHIP;
    case SUBLAYER:
        return FWPM_SUBLAYER_UNIVERSAL;
    default:
        return FWPM_CALLOUT_IPSEC_ALE_CONNECT_V4;
    }
}

/* Adds an object of one kind that refers to one of another. */
static DWORD add_referrer(HANDLE h, unsigned kind, bool persistent, unsigned n, unsigned to, GUID target)
{
    FWPM_PROVIDER_CONTEXT3 c = kit_context(n);
    FWPM_SUBLAYER0         s = kit_sublayer(n);
    FWPM_CALLOUT0          k = kit_callout(n);
    FWPM_FILTER0           f = kit_filter(n);
    c.flags = persistent ? FWPM_PROVIDER_CONTEXT_FLAG_PERSISTENT : 0;
    s.flags = persistent ? FWPM_SUBLAYER_FLAG_PERSISTENT : 0;
    k.flags = persistent ? FWPM_CALLOUT_FLAG_PERSISTENT : 0;
    f.flags = persistent ? FWPM_FILTER_FLAG_PERSISTENT : 0;
    c.providerKey = s.providerKey = k.providerKey = &target;
    if (to == PROVIDER)
        f.providerKey = &target;
    else if (to == SUBLAYER)
        f.subLayerKey = target;
    else if (to == CALLOUT)
        f.action = (FWPM_ACTION0){ .type = FWP_ACTION_CALLOUT_UNKNOWN, .calloutKey = target };
    else
        f.flags |= FWPM_FILTER_FLAG_HAS_PROVIDER_CONTEXT, f.providerContextKey = target;
    switch (kind) {
    case CONTEXT:
        return FwpmProviderContextAdd3(h, &c, NULL, NULL);
    case SUBLAYER:
        return FwpmSubLayerAdd0(h, &s, NULL);
    case CALLOUT:
        return FwpmCalloutAdd0(h, &k, NULL, NULL);
    default:
        return FwpmFilterAdd0(h, &f, NULL, NULL);
    }
}

static const struct { unsigned from, to; } references[] = {
    { CONTEXT, PROVIDER }, { SUBLAYER, PROVIDER }, { CALLOUT, PROVIDER }, { FILTER, PROVIDER },
    { FILTER, SUBLAYER },  { FILTER, CALLOUT },    { FILTER, CONTEXT },
};

/* proves: A-049 A-051 */
static void nothing_refers_to_what_lives_shorter(void **state)
{
    (void)state;
    HANDLE  lasting = kit_open(0), dynamic = kit_open(FWPM_SESSION_FLAG_DYNAMIC), foreign = kit_open(FWPM_SESSION_FLAG_DYNAMIC);
    HANDLE  sessions[LIVES] = { foreign, dynamic, lasting, lasting, NULL };
    /* which referrers may: LIFE_DYNAMIC, LIFE_STATIC, LIFE_PERSISTENT */
    static const bool may[LIVES][3] = {
        [LIFE_FOREIGN] = { false, false, false },  [LIFE_DYNAMIC] = { true, false, false }, [LIFE_STATIC] = { true, true, false },
        [LIFE_PERSISTENT] = { true, true, true }, [LIFE_BUILTIN] = { true, true, true },
    };
    unsigned n = 100;
    for (unsigned r = 0; r < KIT_COUNT(references); r++)
        for (unsigned target = 0; target < LIVES; target++) {
            GUID key = target == LIFE_BUILTIN ? builtin_of(references[r].to) : kit_key(++n);
            if (target != LIFE_BUILTIN)
                assert_done(add_target(sessions[target], references[r].to, target == LIFE_PERSISTENT, n));
            for (unsigned life = LIFE_DYNAMIC; life <= LIFE_PERSISTENT; life++)
                assert_code(add_referrer(sessions[life], references[r].from, life == LIFE_PERSISTENT, ++n, references[r].to, key),
                            may[target][life - LIFE_DYNAMIC] ? 0 : FWP_E_LIFETIME_MISMATCH);
        }
}

/* A boot-time filter is kept as a persistent one is, so what it refers to has to be kept as well.
 * proves: A-049 */
static void a_boot_time_filter_refers_to_what_is_kept(void **state)
{
    GUID provider = kit_key(1);
    (void)state;
    HANDLE h = kit_open(0);
    assert_done(add_target(h, PROVIDER, false, 1));
    assert_done(add_target(h, SUBLAYER, false, 2));
    assert_done(add_target(h, SUBLAYER, true, 3));
    FWPM_FILTER0 f = kit_filter(10);
    f.flags = FWPM_FILTER_FLAG_BOOTTIME;
    f.providerKey = &provider;
    assert_code(FwpmFilterAdd0(h, &f, NULL, NULL), FWP_E_LIFETIME_MISMATCH);
    f.providerKey = NULL;
    f.subLayerKey = kit_key(2);
    assert_code(FwpmFilterAdd0(h, &f, NULL, NULL), FWP_E_LIFETIME_MISMATCH);
    f.subLayerKey = kit_key(3);
    assert_done(FwpmFilterAdd0(h, &f, NULL, NULL));
}

/* proves: A-050 */
static void persistent_objects_keep_to_their_provider(void **state)
{
    GUID a = kit_key(1), b = kit_key(2);
    (void)state;
    HANDLE h = kit_open(0);
    assert_done(add_target(h, PROVIDER, true, 1));
    assert_done(add_target(h, PROVIDER, true, 2));
    FWPM_SUBLAYER0 s = kit_sublayer(3);
    s.flags = FWPM_SUBLAYER_FLAG_PERSISTENT;
    s.providerKey = &b;
    assert_done(FwpmSubLayerAdd0(h, &s, NULL));
    assert_done(add_target(h, SUBLAYER, true, 4));
    FWPM_FILTER0 f = kit_filter(5);
    f.flags = FWPM_FILTER_FLAG_PERSISTENT;
    f.providerKey = &a;
    f.subLayerKey = kit_key(3);
    assert_code(FwpmFilterAdd0(h, &f, NULL, NULL), FWP_E_LIFETIME_MISMATCH);
    f.flags = 0; /* static filters may */
    assert_done(FwpmFilterAdd0(h, &f, NULL, NULL));
    f = kit_filter(6);
    f.flags = FWPM_FILTER_FLAG_PERSISTENT;
    f.providerKey = &b;
    f.subLayerKey = kit_key(3);
    assert_done(FwpmFilterAdd0(h, &f, NULL, NULL));
    f = kit_filter(7);
    f.flags = FWPM_FILTER_FLAG_PERSISTENT;
    f.providerKey = &a;
    f.subLayerKey = kit_key(4); /* of no provider */
    assert_done(FwpmFilterAdd0(h, &f, NULL, NULL));
}

/* --- providers whose service does not start ------------------------------------------------------------------------------- */

/* How many filters of the layer an enumeration with the flags shows, and whether one of them has the key n. */
static UINT32 list_filters(HANDLE h, UINT32 flags, unsigned n, bool *has)
{
    FWPM_FILTER_ENUM_TEMPLATE0 t = { .layerKey = FWPM_LAYER_ALE_AUTH_CONNECT_V4, .flags = flags, .actionMask = 0xffffffff };
    HANDLE                     e;
    UINT32                     count;
    FWPM_FILTER0             **all;
    GUID                       key = kit_key(n);
    *has = false;
    assert_done(FwpmFilterCreateEnumHandle0(h, &t, &e));
    assert_done(FwpmFilterEnum0(h, e, 1000, &all, &count));
    assert_done(FwpmFilterDestroyEnumHandle0(h, e));
    for (UINT32 i = 0; i < count; i++)
        *has |= kit_same_key(&all[i]->filterKey, &key);
    FwpmFreeMemory0((void **)&all);
    return count;
}

static bool lists_filter(HANDLE h, UINT32 flags, unsigned n)
{
    bool has;
    (void)list_filters(h, flags, n, &has);
    return has;
}

static void add_blocker(HANDLE h, unsigned n, UINT32 flags, UINT32 address)
{
    FWPM_FILTER_CONDITION0 c = { FWPM_CONDITION_IP_REMOTE_ADDRESS, FWP_MATCH_EQUAL, { .type = FWP_UINT32, .uint32 = address } };
    FWPM_FILTER0           f = kit_filter(n);
    f.flags = flags;
    f.numFilterConditions = 1;
    f.filterCondition = &c;
    assert_done(FwpmFilterAdd0(h, &f, NULL, NULL));
}

/* A persistent provider with a service, or none (NULL), and a filter of it that blocks one address. */
static void add_owned_filter(HANDLE h, unsigned provider, WCHAR *service, unsigned filter, UINT32 address)
{
    GUID                   key = kit_key(provider);
    FWPM_PROVIDER0         p = kit_provider(provider);
    FWPM_FILTER_CONDITION0 c = { FWPM_CONDITION_IP_REMOTE_ADDRESS, FWP_MATCH_EQUAL, { .type = FWP_UINT32, .uint32 = address } };
    FWPM_FILTER0           f = kit_filter(filter);
    p.flags = FWPM_PROVIDER_FLAG_PERSISTENT;
    p.serviceName = service;
    f.flags = FWPM_FILTER_FLAG_PERSISTENT;
    f.providerKey = &key;
    f.numFilterConditions = 1;
    f.filterCondition = &c;
    assert_done(FwpmProviderAdd0(h, &p, NULL));
    assert_done(FwpmFilterAdd0(h, &f, NULL, NULL));
}

static void assert_enabled(HANDLE h, unsigned provider, unsigned filter, UINT32 address, bool enabled)
{
    GUID            key = kit_key(provider);
    FWPM_PROVIDER0 *p;
    assert_done(FwpmProviderGetByKey0(h, &key, &p));
    assert_int_equal(p->flags, FWPM_PROVIDER_FLAG_PERSISTENT | (enabled ? 0 : FWPM_PROVIDER_FLAG_DISABLED));
    FwpmFreeMemory0((void **)&p);
    FWPM_FILTER0 *f = read_filter(h, filter);
    assert_int_equal(!!(f->flags & FWPM_FILTER_FLAG_DISABLED), !enabled);
    UINT64 id = f->filterId;
    FwpmFreeMemory0((void **)&f);
    assert_int_equal(lists_filter(h, 0, filter), enabled);
    assert_true(lists_filter(h, FWP_FILTER_ENUM_FLAG_INCLUDE_DISABLED, filter));
    if (!kit_is_socket())
        assert_int_equal(link_classify(NULL, address).filter, enabled ? id : 0);
}

/* proves: A-041 A-042 J-005 */
static void a_provider_without_its_service_is_disabled(void **state)
{
    (void)state;
    HANDLE h = kit_open(0);
    kit_service("beta", true);
    add_owned_filter(h, 1, KIT_TEXT("alpha"), 11, 1);
    add_owned_filter(h, 2, KIT_TEXT("beta"), 12, 2);
    add_owned_filter(h, 3, NULL, 13, 3);
    add_blocker(h, 14, FWPM_FILTER_FLAG_PERSISTENT, 4); /* of no provider */
    assert_enabled(h, 1, 11, 1, true); /* the service is looked up when BFE begins */
    for (unsigned i = 0; i < 4; i++) {
        kit_service("alpha", i == 2); /* what is disabled is kept, and comes back */
        kit_restart();
        h = kit_open(0);
        assert_enabled(h, 1, 11, 1, i == 2);
        assert_enabled(h, 2, 12, 2, true);
        assert_enabled(h, 3, 13, 3, true);
        assert_true(lists_filter(h, 0, 14));
        if (!kit_is_socket())
            assert_int_equal(link_classify(NULL, 4).action, FWP_ACTION_BLOCK);
    }
    kit_service("beta", false);
    kit_restart();
    h = kit_open(0);
    assert_enabled(h, 2, 12, 2, false);
}

/* Whoever changes the rights of a disabled object writes it anew; it is not disabled for ever.
 * proves: A-042 */
static void disabled_is_not_kept(void **state)
{
    SID world = { 1, 1, { { 0, 0, 0, 0, 0, 1 } }, { 0 } };
    (void)state;
    HANDLE h = kit_open(0);
    add_owned_filter(h, 1, KIT_TEXT("alpha"), 11, 1);
    kit_restart();
    h = kit_open(0);
    assert_enabled(h, 1, 11, 1, false);
    GUID provider = kit_key(1), filter = kit_key(11);
    assert_done(FwpmProviderSetSecurityInfoByKey0(h, &provider, GROUP_SECURITY_INFORMATION, NULL, &world, NULL, NULL));
    assert_done(FwpmFilterSetSecurityInfoByKey0(h, &filter, GROUP_SECURITY_INFORMATION, NULL, &world, NULL, NULL));
    kit_service("alpha", true);
    kit_restart();
    assert_enabled(kit_open(0), 1, 11, 1, true);
}

/* proves: A-043 */
static void nobody_adds_what_is_disabled(void **state)
{
    FWPM_PROVIDER0 p = kit_provider(1);
    FWPM_FILTER0   f = kit_filter(1);
    (void)state;
    HANDLE h = kit_open(0);
    p.flags = FWPM_PROVIDER_FLAG_DISABLED;
    assert_code(FwpmProviderAdd0(h, &p, NULL), FWP_E_INVALID_FLAGS);
    p.flags |= FWPM_PROVIDER_FLAG_PERSISTENT;
    assert_code(FwpmProviderAdd0(h, &p, NULL), FWP_E_INVALID_FLAGS);
    f.flags = FWPM_FILTER_FLAG_DISABLED;
    assert_code(FwpmFilterAdd0(h, &f, NULL, NULL), FWP_E_INVALID_FLAGS);
    f.flags |= FWPM_FILTER_FLAG_PERSISTENT;
    assert_code(FwpmFilterAdd0(h, &f, NULL, NULL), FWP_E_INVALID_FLAGS);
}

/* --- boot-time filters ---------------------------------------------------------------------------------------------------- */

enum { BOOT_ONLY = 1, BOTH = 2, PERSISTENT_ONLY = 3, ADDRESSES };

static void add_blockers(HANDLE h)
{
    add_blocker(h, 1, FWPM_FILTER_FLAG_BOOTTIME, BOOT_ONLY);
    add_blocker(h, 2, FWPM_FILTER_FLAG_BOOTTIME, BOTH);
    add_blocker(h, 3, FWPM_FILTER_FLAG_PERSISTENT, BOTH);
    add_blocker(h, 4, FWPM_FILTER_FLAG_PERSISTENT, PERSISTENT_ONLY);
}

/* What every ruleset of a start has said, oldest first. */
static struct {
    unsigned count;
    bool     blocked[16][ADDRESSES];
} seen;

static void look(const struct ruleset *r)
{
    if (seen.count < KIT_COUNT(seen.blocked))
        for (unsigned a = BOOT_ONLY; a < ADDRESSES; a++)
            seen.blocked[seen.count][a] = link_classify(r, a).action == FWP_ACTION_BLOCK;
    seen.count++;
}

/* Every ruleset that packets could have met while BFE starts is asked: an empty one before anything has been read, that of
 * the boot-time filters, and then that of all others. There is none with neither, and none with both.
 * proves: A-045 A-046 */
static void boot_time_filters_hold_until_bfe_has_started(void **state)
{
    (void)state;
    if (kit_is_socket())
        skip(); /* the packets are in the engine's process */
    add_blockers(kit_open(0));
    for (unsigned i = 0; i < 3; i++) {
        memset(&seen, 0, sizeof(seen));
        if (i == 1)
            kit_kill();
        kit_stop();
        link_on_retire(look);
        kit_restart();
        link_on_retire(NULL);
        look(link_ruleset());
        assert_int_equal(seen.count, 3);
        assert_false(seen.blocked[0][BOOT_ONLY] || seen.blocked[0][BOTH] || seen.blocked[0][PERSISTENT_ONLY]);
        assert_true(seen.blocked[1][BOOT_ONLY] && seen.blocked[1][BOTH]);
        assert_false(seen.blocked[1][PERSISTENT_ONLY]);
        assert_true(seen.blocked[2][BOTH] && seen.blocked[2][PERSISTENT_ONLY]);
        assert_false(seen.blocked[2][BOOT_ONLY]);
    }
}

/* proves: A-045 */
static void boot_time_filters_are_there_but_do_nothing(void **state)
{
    (void)state;
    HANDLE h = kit_open(0);
    add_blockers(h);
    for (unsigned i = 0; i < 3; i++) {
        if (i == 2)
            kit_kill();
        if (i)
            kit_restart();
        h = kit_open(0);
        assert_false(lists_filter(h, 0, 1));
        assert_true(lists_filter(h, 0, 3));
        assert_true(lists_filter(h, FWP_FILTER_ENUM_FLAG_INCLUDE_BOOTTIME, 1));
        assert_true(lists_filter(h, FWP_FILTER_ENUM_FLAG_BOOTTIME_ONLY, 2));
        assert_false(lists_filter(h, FWP_FILTER_ENUM_FLAG_BOOTTIME_ONLY, 3));
        if (!kit_is_socket())
            assert_int_equal(link_classify(NULL, BOOT_ONLY).action, FWP_ACTION_PERMIT);
    }
    assert_done(delete_by_key(h, FILTER, 1));
    kit_restart();
    assert_false(lists_filter(kit_open(0), FWP_FILTER_ENUM_FLAG_INCLUDE_BOOTTIME, 1));
}

/* proves: A-045 */
static void boot_time_filters_are_for_layers_of_the_kernel(void **state)
{
    const GUID layers[] = { FWPM_LAYER_RPC_UM, FWPM_LAYER_RPC_EPMAP, FWPM_LAYER_IKEEXT_V4 };
    (void)state;
    HANDLE h = kit_open(0);
    for (unsigned i = 0; i < KIT_COUNT(layers); i++) {
        FWPM_FILTER0 f = kit_filter(1);
        f.layerKey = layers[i];
        f.flags = FWPM_FILTER_FLAG_BOOTTIME;
        assert_code(FwpmFilterAdd0(h, &f, NULL, NULL), FWP_E_INCOMPATIBLE_LAYER);
    }
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
        KIT_TEST(nothing_refers_to_what_lives_shorter),
        KIT_TEST(a_boot_time_filter_refers_to_what_is_kept),
        KIT_TEST(persistent_objects_keep_to_their_provider),
        KIT_TEST(a_provider_without_its_service_is_disabled),
        KIT_TEST(disabled_is_not_kept),
        KIT_TEST(nobody_adds_what_is_disabled),
        KIT_TEST(boot_time_filters_hold_until_bfe_has_started),
        KIT_TEST(boot_time_filters_are_there_but_do_nothing),
        KIT_TEST(boot_time_filters_are_for_layers_of_the_kernel),
    };
    kit_main(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
