/* The management functions of kernel mode, called as a driver calls them. */
#include "km_kit.h"

#include <uchar.h>

#include <fwpmk.h>

#include "api_km/engines.h"
#include "bfe/security.h"
#include "bfe/session.h"
#include "bfe/store.h"
#include "security/token.h"
#include "security/user.h"

#define AUTHN_WINNT 10u
#define HANDLE_NONE ((HANDLE)(uintptr_t)0x1234)

static struct km_kit k;
static HANDLE        engine;
static bool          is_v6;

static FWPM_DISPLAY_DATA0 shown = { (WCHAR *)u"name", (WCHAR *)u"description" };

static struct {
    unsigned                classifies, notified[3];
    FWPS_CALLOUT_NOTIFY_TYPE type;
    bool                    has_key;
    GUID                    key;
    UINT64                  filter_id, context, new_context;
    UINT32                  condition_count;
    NTSTATUS                answer;
} told;

static void NTAPI classify(const FWPS_INCOMING_VALUES0 *v, const FWPS_INCOMING_METADATA_VALUES0 *m, void *data,
                           const void *context, const FWPS_FILTER1 *filter, UINT64 flow, FWPS_CLASSIFY_OUT0 *out)
{
    (void)v, (void)m, (void)data, (void)context, (void)flow;
    told.classifies++;
    told.context = filter->context;
    told.filter_id = filter->filterId;
    out->actionType = FWP_ACTION_PERMIT;
}

static NTSTATUS NTAPI notify(FWPS_CALLOUT_NOTIFY_TYPE type, const GUID *key, FWPS_FILTER1 *filter)
{
    told.notified[type]++;
    told.type = type;
    told.has_key = key != NULL;
    if (key)
        told.key = *key;
    told.filter_id = filter->filterId;
    told.condition_count = filter->numFilterConditions;
    if (told.new_context)
        filter->context = told.new_context;
    return told.answer;
}

static UINT32 register_callout(unsigned n)
{
    char          device;
    UINT32        id;
    FWPS_CALLOUT1 c = { km_key(n), 0, classify, notify, NULL };
    assert_int_equal(FwpsCalloutRegister1(&device, &c, &id), STATUS_SUCCESS);
    return id;
}

static HANDLE open_engine(UINT32 flags)
{
    FWPM_SESSION0 session = { .flags = flags };
    HANDLE        handle;
    assert_int_equal(FwpmEngineOpen0(NULL, AUTHN_WINNT, NULL, &session, &handle), STATUS_SUCCESS);
    return handle;
}

static int setup(void **state)
{
    struct bfe_config config = { 0 };
    memset(&told, 0, sizeof(told));
    km_kit_init(&k, *(enum family *)*state);
    is_v6 = k.family == FAMILY_V6;
    config.callouts = k.callouts;
    assert_int_equal(bfe_new(&config, &k.km.bfe), WFP_OK);
    engine = open_engine(0);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    (void)km_engines_end(k.km.bfe, NULL);
    bfe_free(k.km.bfe);
    km_kit_fini(&k);
    return 0;
}

static const struct layer_row *layer_here(void)
{
    return layer_of(LAYER(INBOUND_TRANSPORT), k.family);
}

static GUID guid_of(const struct guid *key)
{
    GUID out;
    memcpy(&out, key, sizeof(out));
    return out;
}

static GUID layer_key(void)
{
    return guid_of(&layer_here()->key);
}

static NTSTATUS add_provider(HANDLE h, unsigned n)
{
    FWPM_PROVIDER0 p = { .providerKey = km_key(n), .displayData = shown, .serviceName = (WCHAR *)u"service" };
    return FwpmProviderAdd0(h, &p, NULL);
}

static NTSTATUS add_sublayer(HANDLE h, unsigned n, const GUID *provider)
{
    UINT8          bytes[] = { 7, 8 };
    FWPM_SUBLAYER0 s = { .subLayerKey = km_key(n), .displayData = shown, .providerKey = (GUID *)(uintptr_t)provider,
                         .providerData = { 2, bytes }, .weight = 0x1234 };
    return FwpmSubLayerAdd0(h, &s, NULL);
}

static NTSTATUS add_callout(HANDLE h, unsigned n, UINT32 *id)
{
    FWPM_CALLOUT0 c = { .calloutKey = km_key(n), .displayData = shown, .applicableLayer = layer_key(), .calloutId = 999 };
    return FwpmCalloutAdd0(h, &c, NULL, id);
}

/* A filter on local port 443 and a remote network that calls callout 3. */
static NTSTATUS add_filter(HANDLE h, unsigned n, unsigned sublayer, UINT64 *id)
{
    FWP_V4_ADDR_AND_MASK   v4 = { 0x0a000000, 0xff000000 };
    FWP_V6_ADDR_AND_MASK   v6 = { { 0x20, 1 }, 16 };
    FWPM_FILTER_CONDITION0 c[2] = { { .matchType = FWP_MATCH_EQUAL }, { .matchType = FWP_MATCH_EQUAL } };
    c[0].fieldKey = guid_of(&condition_rows[FIELD_IP_LOCAL_PORT].key);
    c[0].conditionValue.type = FWP_UINT16;
    c[0].conditionValue.uint16 = 443;
    c[1].fieldKey = guid_of(&condition_rows[FIELD_IP_REMOTE_ADDRESS].key);
    c[1].conditionValue.type = is_v6 ? FWP_V6_ADDR_MASK : FWP_V4_ADDR_MASK;
    if (is_v6)
        c[1].conditionValue.v6AddrMask = &v6;
    else
        c[1].conditionValue.v4AddrMask = &v4;
    FWPM_FILTER0 f = { .filterKey = km_key(n), .displayData = shown, .layerKey = layer_key(), .subLayerKey = km_key(sublayer),
                       .weight = { .type = FWP_UINT8, .uint8 = 5 }, .numFilterConditions = 2, .filterCondition = c,
                       .action = { .type = FWP_ACTION_CALLOUT_TERMINATING }, .rawContext = 5, .filterId = 7777 };
    f.action.calloutKey = km_key(3);
    return FwpmFilterAdd0(h, &f, NULL, id);
}

static struct classify_out classify_port(uint16_t port)
{
    struct value           values[64] = { 0 };
    uint8_t                remote6[16] = { 0x20, 1, 9 };
    const struct layer_row *layer = layer_here();
    struct classify_in     in = { .layer = layer, .values = values };
    struct classify_out    out;
    values[layer_field_index(layer, FIELD_IP_LOCAL_PORT)] = (struct value){ .type = TYPE_UINT16, .u16 = port };
    values[layer_field_index(layer, FIELD_IP_REMOTE_ADDRESS)] =
        is_v6 ? (struct value){ .type = TYPE_BYTE_ARRAY16, .bytes16 = remote6 } : (struct value){ .type = TYPE_UINT32, .u32 = 0x0a000001 };
    engine_classify(bfe_ruleset(k.km.bfe), &in, &out, NULL);
    return out;
}

/* proves: A-010 A-030 A-036 C-004 C-015 C-019 */
static void a_driver_adds_its_policy_in_a_dynamic_session(void **state)
{
    GUID   provider = km_key(1), filter = km_key(4);
    HANDLE h = open_engine(FWPM_SESSION_FLAG_DYNAMIC);
    UINT32 callout = 0;
    UINT64 id = 0;
    (void)state;
    UINT32 registered = register_callout(3);
    told.new_context = 0x55;
    assert_int_equal(FwpmTransactionBegin0(h, 0), STATUS_SUCCESS);
    assert_int_equal(add_provider(h, 1), STATUS_SUCCESS);
    assert_int_equal(add_sublayer(h, 2, &provider), STATUS_SUCCESS);
    assert_int_equal(add_callout(h, 3, &callout), STATUS_SUCCESS);
    assert_int_equal(callout, registered);
    assert_int_equal(add_filter(h, 4, 2, &id), STATUS_SUCCESS);
    assert_int_equal(told.notified[FWPS_CALLOUT_NOTIFY_ADD_FILTER], 1);
    assert_true(told.has_key);
    assert_memory_equal(&told.key, &filter, sizeof(filter));
    assert_int_equal(told.filter_id, id);
    assert_int_equal(told.condition_count, 2);
    assert_null(classify_port(443).rule);
    assert_int_equal(FwpmTransactionCommit0(h), STATUS_SUCCESS);
    assert_int_equal(classify_port(443).rule->id, id);
    assert_int_equal(told.classifies, 1);
    assert_int_equal(told.context, 0x55);
    assert_null(classify_port(80).rule);
    assert_int_equal(FwpmEngineClose0(h), STATUS_SUCCESS);
    assert_int_equal(told.notified[FWPS_CALLOUT_NOTIFY_DELETE_FILTER], 1);
    assert_false(told.has_key);
    assert_null(classify_port(443).rule);
    assert_int_equal(FwpmEngineClose0(h), STATUS_INVALID_HANDLE);
}

/* proves: A-004 A-005 A-072 */
static void the_engine_is_opened_locally(void **state)
{
    FWPM_SESSION0 session = { .flags = 0x80000000u };
    HANDLE        h = HANDLE_NONE;
    (void)state;
    assert_int_equal(FwpmEngineOpen0((const WCHAR *)u"localhost", AUTHN_WINNT, NULL, NULL, &h), STATUS_FWP_INVALID_PARAMETER);
    assert_int_equal(FwpmEngineOpen0(NULL, 77, NULL, NULL, &h), STATUS_FWP_INVALID_PARAMETER);
    assert_int_equal(FwpmEngineOpen0(NULL, AUTHN_WINNT, NULL, &session, &h), STATUS_FWP_INVALID_FLAGS);
    assert_int_equal(FwpmEngineOpen0(NULL, AUTHN_WINNT, NULL, NULL, NULL), STATUS_FWP_NULL_POINTER);
    assert_ptr_equal(h, HANDLE_NONE);
    assert_int_equal(FwpmEngineOpen0(NULL, 0xffffffffu, NULL, NULL, &h), STATUS_SUCCESS);
    assert_int_equal(FwpmEngineClose0(h), STATUS_SUCCESS);
    assert_int_equal(FwpmEngineClose0(NULL), STATUS_INVALID_HANDLE);
    assert_int_equal(FwpmTransactionBegin0(HANDLE_NONE, 0), STATUS_INVALID_HANDLE);
    assert_int_equal(add_provider(HANDLE_NONE, 1), STATUS_INVALID_HANDLE);
}

/* proves: A-009 */
static void what_bfe_fills_in_a_session_is_ignored(void **state)
{
    FWPM_SESSION0 session = { .processId = 4711, .sid = (SID *)(uintptr_t)1, .username = (WCHAR *)(uintptr_t)1, .kernelMode = 77 };
    HANDLE        h;
    (void)state;
    assert_int_equal(FwpmEngineOpen0(NULL, AUTHN_WINNT, NULL, &session, &h), STATUS_SUCCESS);
}

/* proves: A-059 */
static void errors_are_the_kernels_own(void **state)
{
    GUID unknown = km_key(99), universal = { 0 };
    (void)state;
    assert_int_equal(FwpmTransactionCommit0(engine), STATUS_FWP_NO_TXN_IN_PROGRESS);
    assert_int_equal(FwpmTransactionAbort0(engine), STATUS_FWP_NO_TXN_IN_PROGRESS);
    assert_int_equal(FwpmTransactionBegin0(engine, 0), STATUS_SUCCESS);
    assert_int_equal(FwpmTransactionBegin0(engine, 0), STATUS_FWP_TXN_IN_PROGRESS);
    assert_int_equal(FwpmTransactionAbort0(engine), STATUS_SUCCESS);
    assert_int_equal(FwpmProviderDeleteByKey0(engine, &unknown), STATUS_FWP_PROVIDER_NOT_FOUND);
    assert_int_equal(FwpmSubLayerDeleteByKey0(engine, &unknown), STATUS_FWP_SUBLAYER_NOT_FOUND);
    assert_int_equal(FwpmCalloutDeleteByKey0(engine, &unknown), STATUS_FWP_CALLOUT_NOT_FOUND);
    assert_int_equal(FwpmCalloutDeleteById0(engine, 99), STATUS_FWP_CALLOUT_NOT_FOUND);
    assert_int_equal(FwpmFilterDeleteByKey0(engine, &unknown), STATUS_FWP_FILTER_NOT_FOUND);
    assert_int_equal(FwpmFilterDeleteById0(engine, 99), STATUS_FWP_FILTER_NOT_FOUND);
    for (unsigned i = 0; i < builtin_count; i++)
        if (strcmp(builtin_rows[i].name, "FWPM_SUBLAYER_UNIVERSAL") == 0)
            universal = guid_of(&builtin_rows[i].key);
    assert_int_equal(FwpmSubLayerDeleteByKey0(engine, &universal), STATUS_FWP_BUILTIN_OBJECT);
    assert_int_equal(add_sublayer(engine, 2, &unknown), STATUS_FWP_PROVIDER_NOT_FOUND);
    assert_int_equal(add_provider(engine, 1), STATUS_SUCCESS);
    assert_int_equal(add_provider(engine, 1), STATUS_FWP_ALREADY_EXISTS);
}

/* proves: A-067 */
static void missing_pointers_are_named(void **state)
{
    FWPM_SUBLAYER0 *s;
    GUID            key = km_key(1);
    FWPM_FILTER0    f = { .displayData = shown, .layerKey = layer_key(), .numFilterConditions = 1, .action = { .type = FWP_ACTION_BLOCK } };
    (void)state;
    assert_int_equal(FwpmProviderAdd0(engine, NULL, NULL), STATUS_FWP_NULL_POINTER);
    assert_int_equal(FwpmSubLayerAdd0(engine, NULL, NULL), STATUS_FWP_NULL_POINTER);
    assert_int_equal(FwpmCalloutAdd0(engine, NULL, NULL, NULL), STATUS_FWP_NULL_POINTER);
    assert_int_equal(FwpmFilterAdd0(engine, NULL, NULL, NULL), STATUS_FWP_NULL_POINTER);
    assert_int_equal(FwpmFilterAdd0(engine, &f, NULL, NULL), STATUS_FWP_NULL_POINTER);
    assert_int_equal(FwpmFilterDeleteByKey0(engine, NULL), STATUS_FWP_NULL_POINTER);
    assert_int_equal(FwpmSubLayerGetByKey0(engine, NULL, &s), STATUS_FWP_NULL_POINTER);
    assert_int_equal(FwpmSubLayerGetByKey0(engine, &key, NULL), STATUS_FWP_NULL_POINTER);
}

/* proves: A-063 A-064 A-065 */
static void names_are_checked(void **state)
{
    static const WCHAR half[] = { 'a', 0xd800, 'b', 0 }, control[] = { 'a', 1, 0 }, low[] = { 0xdc00, 0 }, empty[] = { 0 };
    static const WCHAR *const bad[] = { half, control, low };
    FWPM_PROVIDER0 p = { .providerKey = km_key(1) };
    (void)state;
    assert_int_equal(FwpmProviderAdd0(engine, &p, NULL), STATUS_FWP_NULL_DISPLAY_NAME);
    for (unsigned i = 0; i < COUNT_OF(bad); i++) {
        p.displayData.name = (WCHAR *)(uintptr_t)bad[i];
        assert_int_equal(FwpmProviderAdd0(engine, &p, NULL), STATUS_FWP_INVALID_PARAMETER);
    }
    p.displayData.name = (WCHAR *)(uintptr_t)empty;
    assert_int_equal(FwpmProviderAdd0(engine, &p, NULL), STATUS_SUCCESS);
}

/* proves: A-068 A-073 A-078 A-079 A-095 */
static void filters_are_checked(void **state)
{
    GUID                   odd = km_key(77);
    FWPM_FILTER_CONDITION0 c = { .fieldKey = odd, .conditionValue = { .type = FWP_UINT16, .uint16 = 1 } };
    FWPM_FILTER0           f = { .displayData = shown, .layerKey = layer_key(), .action = { .type = FWP_ACTION_BLOCK, .filterType = odd } };
    UINT64                 id = 0;
    (void)state;
    f.reserved = &odd;
    assert_int_equal(FwpmFilterAdd0(engine, &f, NULL, NULL), STATUS_FWP_RESERVED);
    f.reserved = NULL;
    f.layerKey = odd;
    assert_int_equal(FwpmFilterAdd0(engine, &f, NULL, NULL), STATUS_FWP_LAYER_NOT_FOUND);
    f.layerKey = layer_key();
    f.numFilterConditions = 1;
    f.filterCondition = &c;
    assert_int_equal(FwpmFilterAdd0(engine, &f, NULL, NULL), STATUS_FWP_CONDITION_NOT_FOUND);
    c.fieldKey = guid_of(&condition_rows[FIELD_IP_LOCAL_PORT].key);
    c.conditionValue.type = FWP_UINT32;
    assert_int_equal(FwpmFilterAdd0(engine, &f, NULL, NULL), STATUS_FWP_TYPE_MISMATCH);
    c.conditionValue.type = FWP_UINT16;
    f.action.type = FWP_ACTION_CONTINUE;
    assert_int_equal(FwpmFilterAdd0(engine, &f, NULL, NULL), STATUS_FWP_INVALID_ACTION_TYPE);
    f.action.type = FWP_ACTION_BLOCK;
    f.flags = 0x80000000u;
    assert_int_equal(FwpmFilterAdd0(engine, &f, NULL, NULL), STATUS_FWP_INVALID_FLAGS);
    f.flags = 0;
    assert_int_equal(FwpmFilterAdd0(engine, &f, NULL, &id), STATUS_SUCCESS);
    assert_int_not_equal(id, 0);
    assert_int_equal(FwpmFilterDeleteById0(engine, id), STATUS_SUCCESS);
}

/* proves: A-090 C-016 */
static void a_callout_that_refuses_a_filter_fails_its_add(void **state)
{
    UINT64 id = 4;
    (void)state;
    register_callout(3);
    assert_int_equal(add_sublayer(engine, 2, NULL), STATUS_SUCCESS);
    assert_int_equal(add_callout(engine, 3, NULL), STATUS_SUCCESS);
    told.answer = (NTSTATUS)0xC000009A; /* STATUS_INSUFFICIENT_RESOURCES */
    assert_int_equal(add_filter(engine, 4, 2, &id), STATUS_FWP_CALLOUT_NOTIFICATION_FAILED);
    assert_int_equal(id, 4);
    assert_null(classify_port(443).rule);
    told.answer = STATUS_SUCCESS;
    assert_int_equal(add_filter(engine, 4, 2, &id), STATUS_SUCCESS);
    told.answer = (NTSTATUS)0xC000009A;
    assert_int_equal(FwpmFilterDeleteById0(engine, id), STATUS_SUCCESS);
    assert_int_equal(FwpmCalloutDeleteByKey0(engine, &(GUID){ 0 }), STATUS_FWP_CALLOUT_NOT_FOUND);
}

static void assert_text(const WCHAR *shown_text, const char16_t *expected)
{
    for (unsigned i = 0;; i++) {
        assert_int_equal(shown_text[i], expected[i]);
        if (!expected[i])
            return;
    }
}

/* proves: A-062 A-070 A-071 A-086 */
static void objects_are_read_back_in_one_block(void **state)
{
    GUID            one = km_key(1), two = km_key(2), three = km_key(3), layer = layer_key();
    FWPM_PROVIDER0 *p;
    FWPM_SUBLAYER0 *s;
    FWPM_CALLOUT0  *c;
    void           *nothing = NULL;
    UINT32          id;
    (void)state;
    assert_int_equal(add_provider(engine, 1), STATUS_SUCCESS);
    assert_int_equal(add_sublayer(engine, 2, &one), STATUS_SUCCESS);
    assert_int_equal(add_callout(engine, 3, &id), STATUS_SUCCESS);
    assert_int_equal(FwpmProviderGetByKey0(engine, &one, &p), STATUS_SUCCESS);
    assert_text(p->displayData.name, u"name");
    assert_text(p->serviceName, u"service");
    FwpmFreeMemory0((void **)&p);
    assert_null(p);
    assert_int_equal(FwpmSubLayerGetByKey0(engine, &two, &s), STATUS_SUCCESS);
    assert_memory_equal(s->providerKey, &one, sizeof(one));
    assert_text(s->displayData.description, u"description");
    assert_int_equal(s->weight, 0x1234);
    assert_int_equal(s->providerData.size, 2);
    assert_int_equal(s->providerData.data[1], 8);
    FwpmFreeMemory0((void **)&s);
    assert_int_equal(FwpmCalloutGetByKey0(engine, &three, &c), STATUS_SUCCESS);
    assert_int_equal(c->calloutId, id);
    assert_null(c->providerKey);
    assert_memory_equal(&c->applicableLayer, &layer, sizeof(layer));
    assert_false(c->flags & FWPM_CALLOUT_FLAG_REGISTERED);
    FwpmFreeMemory0((void **)&c);
    register_callout(3);
    assert_int_equal(FwpmCalloutGetByKey0(engine, &three, &c), STATUS_SUCCESS);
    assert_true(c->flags & FWPM_CALLOUT_FLAG_REGISTERED);
    FwpmFreeMemory0((void **)&c);
    assert_int_equal(FwpmSubLayerGetByKey0(engine, &three, &s), STATUS_FWP_SUBLAYER_NOT_FOUND);
    FwpmFreeMemory0(&nothing);
    FwpmFreeMemory0(NULL);
    assert_int_equal(FwpmCalloutDeleteById0(engine, id), STATUS_SUCCESS);
    assert_int_equal(FwpmSubLayerDeleteByKey0(engine, &two), STATUS_SUCCESS);
    assert_int_equal(FwpmProviderDeleteByKey0(engine, &one), STATUS_SUCCESS);
}

static void NTAPI state_changed(void *context, FWPM_SERVICE_STATE now)
{
    (void)now;
    ++*(unsigned *)context;
}

/* proves: C-093 */
static void bfe_runs_and_can_be_watched(void **state)
{
    char     device;
    unsigned changes = 0;
    HANDLE   h;
    (void)state;
    assert_int_equal(FwpmBfeStateSubscribeChanges0(&device, state_changed, &changes, &h), STATUS_SUCCESS);
    assert_int_equal(FwpmBfeStateGet0(), FWPM_SERVICE_RUNNING);
    assert_int_equal(FwpmBfeStateUnsubscribeChanges0(h), STATUS_SUCCESS);
    assert_int_equal(FwpmBfeStateUnsubscribeChanges0(h), STATUS_INVALID_HANDLE);
    assert_int_equal(FwpmBfeStateSubscribeChanges0(NULL, state_changed, &changes, &h), STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpmBfeStateSubscribeChanges0(&device, NULL, &changes, &h), STATUS_INVALID_PARAMETER);
}

/* proves: C-002 C-003 C-006 C-010 */
static void registering_answers_with_the_documented_codes(void **state)
{
    char          device;
    FWPS_CALLOUT1 c = { km_key(3), 0, classify, notify, NULL };
    GUID          key = km_key(3);
    UINT32        id = 0;
    (void)state;
    assert_int_equal(FwpsCalloutRegister1(NULL, &c, &id), STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsCalloutRegister1(&device, NULL, &id), STATUS_INVALID_PARAMETER);
    c.notifyFn = NULL;
    assert_int_equal(FwpsCalloutRegister1(&device, &c, &id), STATUS_INVALID_PARAMETER);
    c.notifyFn = notify;
    c.flags = 0x80000000u;
    assert_int_equal(FwpsCalloutRegister1(&device, &c, &id), STATUS_INVALID_PARAMETER);
    c.flags = 0;
    assert_int_equal(FwpsCalloutRegister1(&device, &c, &id), STATUS_SUCCESS); /* flowDeleteFn is not needed */
    assert_int_equal(FwpsCalloutRegister1(&device, &c, NULL), STATUS_FWP_ALREADY_EXISTS);
    assert_int_equal(FwpsCalloutUnregisterById0(id + 1), STATUS_FWP_CALLOUT_NOT_FOUND);
    assert_int_equal(FwpsCalloutUnregisterByKey0(&key), STATUS_SUCCESS);
    assert_int_equal(FwpsCalloutUnregisterByKey0(&key), STATUS_FWP_CALLOUT_NOT_FOUND);
    assert_int_equal(FwpsCalloutUnregisterByKey0(NULL), STATUS_INVALID_PARAMETER);
}

static void NTAPI flow_deleted(UINT16 layer, UINT32 callout, UINT64 context)
{
    (void)layer, (void)callout;
    told.context = context;
}

/* proves: C-005 C-024 C-025 C-028 C-031 */
static void flow_contexts_answer_with_the_documented_codes(void **state)
{
    char          device;
    FWPS_CALLOUT1 c = { km_key(3), 0, classify, notify, flow_deleted };
    UINT16        layer = layer_here()->id;
    struct flow  *f = km_flow(&k, 1);
    UINT64        flow = f->id;
    UINT32        id, deaf = register_callout(4);
    (void)state;
    assert_int_equal(FwpsCalloutRegister1(&device, &c, &id), STATUS_SUCCESS);
    assert_int_equal(FwpsFlowAssociateContext0(flow, layer, id, 0), STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsFlowAssociateContext0(flow, layer, deaf, 1), STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsFlowRemoveContext0(flow, layer, id), STATUS_UNSUCCESSFUL);
    assert_int_equal(FwpsFlowAssociateContext0(flow, layer, id, 9), STATUS_SUCCESS);
    assert_int_equal(FwpsFlowAssociateContext0(flow, layer, id, 9), STATUS_OBJECT_NAME_EXISTS);
    assert_int_equal(FwpsCalloutUnregisterById0(id), STATUS_DEVICE_BUSY);
    assert_int_equal(FwpsFlowRemoveContext0(flow, layer, id), STATUS_SUCCESS);
    assert_int_equal(told.context, 9);
    flow_remove(k.flows, f);
    assert_int_equal(FwpsFlowAssociateContext0(flow, layer, id, 9), STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsCalloutUnregisterById0(id), STATUS_SUCCESS);
}

/* proves: D-029 */
static void injection_handles_are_made_for_types_and_families(void **state)
{
    HANDLE context = HANDLE_NONE, h, other;
    (void)state;
    assert_int_equal(FwpsInjectionHandleCreate0(0, 0, &h), STATUS_SUCCESS);
    assert_int_equal(FwpsInjectionHandleCreate0(0, FWPS_INJECTION_TYPE_TRANSPORT, &other), STATUS_SUCCESS);
    assert_ptr_not_equal(h, other);
    assert_int_equal(FwpsInjectionHandleDestroy0(other), STATUS_SUCCESS);
    assert_int_equal(FwpsInjectionHandleDestroy0(other), STATUS_INVALID_HANDLE);
    assert_int_equal(FwpsInjectionHandleCreate0(0, FWPS_INJECTION_TYPE_NETWORK, &other), STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsInjectionHandleCreate0(is_v6 ? 23 : 2, FWPS_INJECTION_TYPE_NETWORK, &other), STATUS_SUCCESS);
    assert_int_equal(FwpsInjectionHandleDestroy0(other), STATUS_SUCCESS);
    assert_int_equal(FwpsInjectionHandleCreate0(77, 0, &other), STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsInjectionHandleCreate0(0, 0x80000000u, &other), STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsQueryPacketInjectionState0(h, NULL, &context), FWPS_PACKET_NOT_INJECTED);
    assert_null(context);
}

/* A driver that goes without closing its handle: the session ends, and the handle is none any more. */
static void a_handle_that_is_left_open_is_ended_for_the_host(void **state)
{
    (void)state;
    assert_int_equal(km_engines_end(k.km.bfe, (const struct driver *)&k), 0); /* nobody opened one on its behalf */
    assert_int_equal(FwpmTransactionBegin0(engine, 0), STATUS_SUCCESS);
    assert_int_equal(km_engines_end(k.km.bfe, NULL), 1);
    assert_int_equal(FwpmTransactionBegin0(engine, 0), STATUS_INVALID_HANDLE);
    engine = open_engine(0);
    assert_int_equal(FwpmTransactionBegin0(engine, 0), STATUS_SUCCESS);
    assert_int_equal(FwpmTransactionAbort0(engine), STATUS_SUCCESS);
}

/* Nobody has any right, and a driver does everything.
 * proves: A-156 */
static void a_driver_is_not_asked_for_rights(void **state)
{
    static uint8_t              none[] = { 2, 0, 8, 0, 0, 0, 0, 0 }; /* a list without entries */
    struct byte_blob            list = { sizeof(none), none };
    struct security_info        set = { .which = SECURITY_INFO_DACL, .dacl = &list };
    struct security_target      all = { CONTAINER_ENGINE, NULL };
    struct user                 user = { 4711, 4711, NULL, 0, USER_NO_GROUP };
    struct session_config       theirs = { 0 }, ours = { .info = { .kernel = true } };
    struct token               *token;
    struct bfe_session         *s;
    (void)state;
    assert_int_equal(token_of_user(&user, &token), WFP_OK);
    theirs.info.token = token;
    assert_int_equal(bfe_session_open(k.km.bfe, &theirs, &s), WFP_OK);
    assert_int_equal(bfe_session_close(s), WFP_OK);
    assert_int_equal(bfe_session_open(k.km.bfe, &ours, &s), WFP_OK);
    assert_int_equal(bfe_security_set(s, &all, &set), WFP_OK);
    assert_int_equal(bfe_session_close(s), WFP_OK);
    assert_int_equal(bfe_session_open(k.km.bfe, &theirs, &s), WFP_ACCESS_DENIED);
    HANDLE h = open_engine(0);
    GUID   key = km_key(1);
    assert_int_equal(FwpmTransactionBegin0(h, 0), STATUS_SUCCESS);
    assert_int_equal(add_provider(h, 1), STATUS_SUCCESS);
    assert_int_equal(FwpmTransactionCommit0(h), STATUS_SUCCESS);
    assert_int_equal(FwpmProviderDeleteByKey0(h, &key), STATUS_SUCCESS);
    assert_int_equal(FwpmEngineClose0(h), STATUS_SUCCESS);
    token_free(token);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(a_driver_adds_its_policy_in_a_dynamic_session),
        BOTH(a_driver_is_not_asked_for_rights),
        BOTH(the_engine_is_opened_locally),
        BOTH(a_handle_that_is_left_open_is_ended_for_the_host),
        BOTH(what_bfe_fills_in_a_session_is_ignored),
        BOTH(errors_are_the_kernels_own),
        BOTH(missing_pointers_are_named),
        BOTH(names_are_checked),
        BOTH(filters_are_checked),
        BOTH(a_callout_that_refuses_a_filter_fails_its_add),
        BOTH(objects_are_read_back_in_one_block),
        BOTH(bfe_runs_and_can_be_watched),
        BOTH(registering_answers_with_the_documented_codes),
        BOTH(flow_contexts_answer_with_the_documented_codes),
        BOTH(injection_handles_are_made_for_types_and_families),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
