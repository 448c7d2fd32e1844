/* What a driver's callout is shown of the context of a filter: the raw one, the provider context's id, the provider context. */
#include "km_kit.h"

#include <uchar.h>

#include <fwpmk.h>

#include "bfe/store.h"

#define AUTHN_WINNT 10u
#define VERSIONS    4u

enum { CONTEXT = 1, CALLOUT = 10, FILTER = 20, PROVIDER = 30 };

static struct km_kit k;
static HANDLE        engine;

static FWPM_DISPLAY_DATA0 shown = { (WCHAR *)u"name", (WCHAR *)u"description" };

/* What the last call saw. The four versions of the provider context share one layout; a general context is the same in all. */
static struct {
    unsigned               classifies, notifies, version;
    UINT64                 context;
    bool                   has;
    FWPM_PROVIDER_CONTEXT3 provider_context;
    UINT32                 size;
    UINT8                  data[3], provider_data[2];
    GUID                   provider;
    WCHAR                  name[5];
} seen;

static void see(unsigned version, UINT64 context, const void *provider_context)
{
    seen.version = version;
    seen.context = context;
    seen.has = provider_context != NULL;
    if (!seen.has)
        return;
    memcpy(&seen.provider_context, provider_context, sizeof(seen.provider_context));
    seen.size = seen.provider_context.dataBuffer->size;
    memcpy(seen.data, seen.provider_context.dataBuffer->data, sizeof(seen.data));
    memcpy(seen.provider_data, seen.provider_context.providerData.data, sizeof(seen.provider_data));
    memcpy(seen.name, seen.provider_context.displayData.name, sizeof(seen.name));
    seen.provider = *seen.provider_context.providerKey;
}

static void NTAPI classify0(const FWPS_INCOMING_VALUES0 *v, const FWPS_INCOMING_METADATA_VALUES0 *m, void *data,
                            const FWPS_FILTER0 *filter, UINT64 flow, FWPS_CLASSIFY_OUT0 *out)
{
    const FWPM_PROVIDER_CONTEXT0 *c = filter->providerContext;
    (void)v, (void)m, (void)data, (void)flow, (void)out;
    seen.classifies++;
    see(0, filter->context, c);
}

#define CLASSIFY(n)                                                                                                          \
    static void NTAPI classify##n(const FWPS_INCOMING_VALUES0 *v, const FWPS_INCOMING_METADATA_VALUES0 *m, void *data,       \
                                  const void *context, const FWPS_FILTER##n *filter, UINT64 flow, FWPS_CLASSIFY_OUT0 *out)   \
    {                                                                                                                        \
        const FWPM_PROVIDER_CONTEXT##n *c = filter->providerContext;                                                         \
        (void)v, (void)m, (void)data, (void)context, (void)flow, (void)out;                                                  \
        seen.classifies++;                                                                                                   \
        see(n, filter->context, c);                                                                                          \
    }
#define NOTIFY(n)                                                                                                    \
    static NTSTATUS NTAPI notify##n(FWPS_CALLOUT_NOTIFY_TYPE type, const GUID *key, FWPS_FILTER##n *filter)          \
    {                                                                                                                \
        (void)type, (void)key;                                                                                       \
        seen.notifies++;                                                                                             \
        see(n, filter->context, filter->providerContext);                                                            \
        return STATUS_SUCCESS;                                                                                       \
    }
CLASSIFY(1)
CLASSIFY(2)
CLASSIFY(3)
NOTIFY(0)
NOTIFY(1)
NOTIFY(2)
NOTIFY(3)

static void register_version(unsigned version)
{
    char          device;
    UINT32        id;
    GUID          key = km_key(CALLOUT);
    FWPS_CALLOUT0 c0 = { key, 0, classify0, notify0, NULL };
    FWPS_CALLOUT1 c1 = { key, 0, classify1, notify1, NULL };
    FWPS_CALLOUT2 c2 = { key, 0, classify2, notify2, NULL };
    FWPS_CALLOUT3 c3 = { key, 0, classify3, notify3, NULL };
    NTSTATUS      status = version == 0   ? FwpsCalloutRegister0(&device, &c0, &id)
                           : version == 1 ? FwpsCalloutRegister1(&device, &c1, &id)
                           : version == 2 ? FwpsCalloutRegister2(&device, &c2, &id)
                                          : FwpsCalloutRegister3(&device, &c3, &id);
    assert_int_equal(status, STATUS_SUCCESS);
}

static void unregister(void)
{
    GUID key = km_key(CALLOUT);
    assert_int_equal(FwpsCalloutUnregisterByKey0(&key), STATUS_SUCCESS);
}

static int setup(void **state)
{
    struct bfe_config config = { 0 };
    FWPM_SESSION0     session = { 0 };
    memset(&seen, 0, sizeof(seen));
    km_kit_init(&k, *(enum family *)*state);
    config.callouts = k.callouts;
    assert_int_equal(bfe_new(&config, &k.km.bfe), WFP_OK);
    assert_int_equal(FwpmEngineOpen0(NULL, AUTHN_WINNT, NULL, &session, &engine), STATUS_SUCCESS);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    bfe_free(k.km.bfe);
    km_kit_fini(&k);
    return 0;
}

static const struct layer_row *layer_here(void)
{
    return layer_of(LAYER(INBOUND_TRANSPORT), k.family);
}

static GUID layer_key(void)
{
    GUID out;
    memcpy(&out, &layer_here()->key, sizeof(out));
    return out;
}

static void add_callout(UINT32 flags)
{
    FWPM_CALLOUT0 c = { .calloutKey = km_key(CALLOUT), .displayData = shown, .flags = flags, .applicableLayer = layer_key() };
    assert_int_equal(FwpmCalloutAdd0(engine, &c, NULL, NULL), STATUS_SUCCESS);
}

static UINT64 add_context(void)
{
    UINT8                  bytes[] = { 1, 2, 3 }, own[] = { 8, 9 };
    FWP_BYTE_BLOB          blob = { sizeof(bytes), bytes };
    GUID                   provider = km_key(PROVIDER);
    FWPM_PROVIDER0         p = { .providerKey = provider, .displayData = shown };
    FWPM_PROVIDER_CONTEXT3 c = { .providerContextKey = km_key(CONTEXT), .displayData = shown, .providerKey = &provider,
                                 .providerData = { sizeof(own), own }, .type = FWPM_GENERAL_CONTEXT, .dataBuffer = &blob };
    UINT64                 id = 0;
    assert_int_equal(FwpmProviderAdd0(engine, &p, NULL), STATUS_SUCCESS);
    assert_int_equal(FwpmProviderContextAdd3(engine, &c, NULL, &id), STATUS_SUCCESS);
    assert_int_not_equal(id, 0);
    return id;
}

static void add_filter(bool has_context)
{
    FWPM_FILTER0 f = { .filterKey = km_key(FILTER), .displayData = shown, .layerKey = layer_key(),
                       .action = { .type = FWP_ACTION_CALLOUT_UNKNOWN }, .rawContext = 0x55 };
    f.action.calloutKey = km_key(CALLOUT);
    if (has_context) {
        f.flags = FWPM_FILTER_FLAG_HAS_PROVIDER_CONTEXT;
        f.providerContextKey = km_key(CONTEXT);
    }
    assert_int_equal(FwpmFilterAdd0(engine, &f, NULL, NULL), STATUS_SUCCESS);
}

static void delete_filter(void)
{
    GUID key = km_key(FILTER);
    assert_int_equal(FwpmFilterDeleteByKey0(engine, &key), STATUS_SUCCESS);
}

static void delete_context(void)
{
    GUID key = km_key(CONTEXT);
    assert_int_equal(FwpmProviderContextDeleteByKey0(engine, &key), STATUS_SUCCESS);
}

static void classify(void)
{
    struct value        values[64] = { 0 };
    struct classify_in  in = { .layer = layer_here(), .values = values };
    struct classify_out out;
    seen.classifies = 0;
    seen.context = 0;
    seen.has = false;
    engine_classify(bfe_ruleset(k.km.bfe), &in, &out, NULL);
    assert_int_equal(seen.classifies, 1);
}

static void assert_shown(unsigned version, UINT64 id)
{
    GUID key = km_key(CONTEXT), provider = km_key(PROVIDER);
    assert_int_equal(seen.version, version);
    assert_int_equal(seen.context, id);
    assert_true(seen.has);
    assert_memory_equal(&seen.provider_context.providerContextKey, &key, sizeof(key));
    assert_memory_equal(&seen.provider, &provider, sizeof(provider));
    assert_int_equal(seen.provider_context.type, FWPM_GENERAL_CONTEXT);
    assert_int_equal(seen.provider_context.providerContextId, id);
    assert_int_equal(seen.size, 3);
    assert_memory_equal(seen.data, ((UINT8[]){ 1, 2, 3 }), 3);
    assert_memory_equal(seen.provider_data, ((UINT8[]){ 8, 9 }), 2);
    assert_memory_equal(seen.name, u"name", sizeof(seen.name));
}

/* proves: A-083 */
static void the_context_is_the_raw_one_or_the_id(void **state)
{
    (void)state;
    UINT64 id = add_context();
    add_callout(0);
    for (unsigned version = 0; version < VERSIONS; version++) {
        register_version(version);
        add_filter(false);
        classify();
        assert_int_equal(seen.context, 0x55);
        delete_filter();
        add_filter(true);
        classify();
        assert_int_equal(seen.version, version);
        assert_int_equal(seen.context, id);
        delete_filter();
        unregister();
    }
}

/* proves: A-084 */
static void a_callout_that_says_so_sees_the_provider_context(void **state)
{
    (void)state;
    UINT64 id = add_context();
    add_callout(FWPM_CALLOUT_FLAG_USES_PROVIDER_CONTEXT);
    for (unsigned version = 0; version < VERSIONS; version++) {
        register_version(version);
        seen.notifies = 0;
        add_filter(true);
        assert_int_equal(seen.notifies, 1);
        assert_shown(version, id);
        classify();
        assert_shown(version, id);
        delete_filter();
        add_filter(false);
        classify();
        assert_false(seen.has);
        delete_filter();
        unregister();
    }
}

/* proves: A-084 */
static void another_callout_does_not(void **state)
{
    (void)state;
    add_context();
    add_callout(0);
    for (unsigned version = 0; version < VERSIONS; version++) {
        register_version(version);
        add_filter(true);
        assert_false(seen.has);
        classify();
        assert_false(seen.has);
        delete_filter();
        unregister();
    }
}

/* Objects that an open transaction has deleted, or put others in the place of, are shown until it commits. */
static void what_is_committed_is_shown(void **state)
{
    (void)state;
    UINT64 id = add_context();
    add_callout(FWPM_CALLOUT_FLAG_USES_PROVIDER_CONTEXT);
    register_version(1);
    add_filter(true);
    assert_int_equal(FwpmTransactionBegin0(engine, 0), STATUS_SUCCESS);
    delete_filter();
    delete_context();
    unregister();
    register_version(2);
    classify();
    assert_shown(2, id);
    assert_int_equal(FwpmTransactionAbort0(engine), STATUS_SUCCESS);
    classify();
    assert_shown(2, id);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(the_context_is_the_raw_one_or_the_id),
        BOTH(a_callout_that_says_so_sees_the_provider_context),
        BOTH(another_callout_does_not),
        BOTH(what_is_committed_is_shown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
