/* What BFE enforces when it starts: not the filters of a provider whose service does not start, and boot-time filters until then
 * (docs/behaviour A.3). */
#include "kinds.h"

#include "link.h"

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

static void add_blocker_of(HANDLE h, GUID *provider, unsigned n, UINT32 flags, UINT32 address)
{
    FWPM_FILTER_CONDITION0 c = { FWPM_CONDITION_IP_REMOTE_ADDRESS, FWP_MATCH_EQUAL, { .type = FWP_UINT32, .uint32 = address } };
    FWPM_FILTER0           f = kit_filter(n);
    f.flags = flags;
    f.providerKey = provider;
    f.numFilterConditions = 1;
    f.filterCondition = &c;
    assert_done(FwpmFilterAdd0(h, &f, NULL, NULL));
}

static void add_blocker(HANDLE h, unsigned n, UINT32 flags, UINT32 address)
{
    add_blocker_of(h, NULL, n, flags, address);
}

/* A persistent provider with a service, or none (NULL), and a filter of it that blocks one address. */
static void add_owned_filter(HANDLE h, unsigned provider, WCHAR *service, unsigned filter, UINT32 address)
{
    GUID           key = kit_key(provider);
    FWPM_PROVIDER0 p = kit_provider(provider);
    p.flags = FWPM_PROVIDER_FLAG_PERSISTENT;
    p.serviceName = service;
    assert_done(FwpmProviderAdd0(h, &p, NULL));
    add_blocker_of(h, &key, filter, FWPM_FILTER_FLAG_PERSISTENT, address);
}

static void assert_enabled(HANDLE h, unsigned provider, unsigned filter, UINT32 address, bool enabled)
{
    GUID            key = kit_key(provider);
    FWPM_PROVIDER0 *p;
    assert_done(FwpmProviderGetByKey0(h, &key, &p));
    assert_int_equal(p->flags, FWPM_PROVIDER_FLAG_PERSISTENT | (enabled ? 0 : FWPM_PROVIDER_FLAG_DISABLED));
    FwpmFreeMemory0((void **)&p);
    FWPM_FILTER0 *f = kit_read_filter(h, filter);
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
    static const UINT32 disabled[KIND_COUNT] = { [KIND_PROVIDER] = FWPM_PROVIDER_FLAG_DISABLED, [KIND_FILTER] = FWPM_FILTER_FLAG_DISABLED };
    (void)state;
    HANDLE h = kit_open(0);
    for (unsigned kind = 0; kind < KIND_COUNT; kind++) {
        if (!disabled[kind])
            continue;
        assert_code(kinds[kind].add_flagged(h, 1, disabled[kind]), FWP_E_INVALID_FLAGS);
        assert_code(kinds[kind].add_flagged(h, 1, disabled[kind] | kinds[kind].persistent), FWP_E_INVALID_FLAGS);
    }
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
    assert_done(kinds[KIND_FILTER].remove(h, 1));
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
