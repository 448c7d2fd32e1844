/* What every call checks of its arguments, and what it gives back (docs/behaviour A.4). */
#include <malloc.h>

#include "kit.h"

enum { PROVIDER, SUBLAYER, CALLOUT, CONTEXT, FILTER, KINDS };

/* Adds a valid object of a kind, but for how it is shown and its flags. */
static DWORD add(HANDLE h, unsigned kind, FWPM_DISPLAY_DATA0 shown, UINT32 flags)
{
    FWPM_PROVIDER0         p = kit_provider(1 + kind);
    FWPM_SUBLAYER0         s = kit_sublayer(1 + kind);
    FWPM_CALLOUT0          c = kit_callout(1 + kind);
    FWPM_PROVIDER_CONTEXT3 x = kit_context(1 + kind);
    FWPM_FILTER0           f = kit_filter(1 + kind);
    p.displayData = s.displayData = c.displayData = x.displayData = f.displayData = shown;
    p.flags = s.flags = c.flags = x.flags = f.flags = flags;
    switch (kind) {
    case PROVIDER:
        return FwpmProviderAdd0(h, &p, NULL);
    case SUBLAYER:
        return FwpmSubLayerAdd0(h, &s, NULL);
    case CALLOUT:
        return FwpmCalloutAdd0(h, &c, NULL, NULL);
    case CONTEXT:
        return FwpmProviderContextAdd3(h, &x, NULL, NULL);
    }
    return FwpmFilterAdd0(h, &f, NULL, NULL);
}

static DWORD delete(HANDLE h, unsigned kind)
{
    GUID key = kit_key(1 + kind);
    switch (kind) {
    case PROVIDER:
        return FwpmProviderDeleteByKey0(h, &key);
    case SUBLAYER:
        return FwpmSubLayerDeleteByKey0(h, &key);
    case CALLOUT:
        return FwpmCalloutDeleteByKey0(h, &key);
    case CONTEXT:
        return FwpmProviderContextDeleteByKey0(h, &key);
    }
    return FwpmFilterDeleteByKey0(h, &key);
}

/* proves: A-063 A-064 */
static void every_object_has_a_name(void **state)
{
    HANDLE h = kit_open(0);
    (void)state;
    for (unsigned kind = 0; kind < KINDS; kind++) {
        assert_code(add(h, kind, (FWPM_DISPLAY_DATA0){ NULL, KIT_TEXT("description") }, 0), FWP_E_NULL_DISPLAY_NAME);
        assert_done(add(h, kind, (FWPM_DISPLAY_DATA0){ KIT_TEXT("name"), NULL }, 0));
        assert_done(delete(h, kind));
        assert_done(add(h, kind, (FWPM_DISPLAY_DATA0){ KIT_TEXT(""), KIT_TEXT("") }, 0));
        assert_done(delete(h, kind));
    }
}

/* proves: A-065 */
static void texts_are_printable_unicode(void **state)
{
    static WCHAR high[] = { 'a', 0xd83d, 'b', 0 }, low[] = { 0xde00, 0 }, last[] = { 'a', 0xd83d, 0 }, bell[] = { 'a', 7, 0 },
                 del[] = { 0x7f, 0 }, newline[] = { 'a', '\n', 0 }, pair[] = { 0xd83d, 0xde00, 0 },
                 accents[] = { 0xe4, 0x416, 0x4e2d, 0 };
    WCHAR *const bad[] = { high, low, last, bell, del, newline }, *const good[] = { pair, accents };
    HANDLE       h = kit_open(0);
    (void)state;
    for (unsigned kind = 0; kind < KINDS; kind++) {
        for (unsigned i = 0; i < KIT_COUNT(bad); i++) {
            assert_code(add(h, kind, (FWPM_DISPLAY_DATA0){ bad[i], NULL }, 0), FWP_E_INVALID_PARAMETER);
            assert_code(add(h, kind, (FWPM_DISPLAY_DATA0){ KIT_TEXT("name"), bad[i] }, 0), FWP_E_INVALID_PARAMETER);
        }
        for (unsigned i = 0; i < KIT_COUNT(good); i++) {
            assert_done(add(h, kind, (FWPM_DISPLAY_DATA0){ good[i], good[i] }, 0));
            assert_done(delete(h, kind));
        }
    }
    FWPM_PROVIDER0 p = kit_provider(1);
    p.serviceName = bell;
    assert_code(FwpmProviderAdd0(h, &p, NULL), FWP_E_INVALID_PARAMETER);
}

/* proves: A-067 */
static void pointers_that_are_needed_are_there(void **state)
{
    HANDLE                  h = kit_open(0), e;
    GUID                    key = kit_key(1), universal = FWPM_SUBLAYER_UNIVERSAL;
    FWPM_PROVIDER0         *p;
    FWPM_FILTER0          **fs;
    FWP_VALUE0             *value;
    UINT32                  n;
    FWPM_FILTER0            no_conditions = kit_filter(1);
    FWPM_PROVIDER_CONTEXT3  no_data = kit_context(1);
    FWPM_SUBLAYER0          no_blob = kit_sublayer(1);
    (void)state;
    no_conditions.numFilterConditions = 1;
    no_data.dataBuffer = NULL;
    no_blob.providerData = (FWP_BYTE_BLOB){ 3, NULL };
    assert_done(FwpmFilterCreateEnumHandle0(h, NULL, &e));
    const DWORD codes[] = {
        FwpmEngineOpen0(NULL, KIT_AUTHN_WINNT, NULL, NULL, NULL),
        FwpmEngineGetOption0(h, FWPM_ENGINE_COLLECT_NET_EVENTS, NULL),
        FwpmEngineSetOption0(h, FWPM_ENGINE_COLLECT_NET_EVENTS, NULL),
        FwpmProviderAdd0(h, NULL, NULL),
        FwpmSubLayerAdd0(h, NULL, NULL),
        FwpmCalloutAdd0(h, NULL, NULL, NULL),
        FwpmProviderContextAdd0(h, NULL, NULL, NULL),
        FwpmProviderContextAdd3(h, NULL, NULL, NULL),
        FwpmFilterAdd0(h, NULL, NULL, NULL),
        FwpmFilterAdd0(h, &no_conditions, NULL, NULL),
        FwpmProviderContextAdd3(h, &no_data, NULL, NULL),
        FwpmSubLayerAdd0(h, &no_blob, NULL),
        FwpmProviderGetByKey0(h, NULL, &p),
        FwpmProviderGetByKey0(h, &key, NULL),
        FwpmSubLayerGetByKey0(h, &universal, NULL),
        FwpmLayerGetByKey0(h, NULL, NULL),
        FwpmProviderDeleteByKey0(h, NULL),
        FwpmSubLayerDeleteByKey0(h, NULL),
        FwpmCalloutDeleteByKey0(h, NULL),
        FwpmProviderContextDeleteByKey0(h, NULL),
        FwpmFilterDeleteByKey0(h, NULL),
        FwpmProviderCreateEnumHandle0(h, NULL, NULL),
        FwpmFilterEnum0(h, e, 1, NULL, &n),
        FwpmFilterEnum0(h, e, 1, &fs, NULL),
        FwpmFilterSubscriptionsGet0(h, NULL, &n),
    };
    for (unsigned i = 0; i < KIT_COUNT(codes); i++)
        if (codes[i] != (DWORD)FWP_E_NULL_POINTER)
            fail_msg("call %u answers %#x", i, codes[i]);
    assert_done(FwpmEngineGetOption0(h, FWPM_ENGINE_COLLECT_NET_EVENTS, &value)); /* the handle is whole */
    FwpmFreeMemory0((void **)&value);
    assert_done(FwpmFilterDestroyEnumHandle0(h, e));
}

/* proves: A-068 */
static void enumerators_are_of_their_type(void **state)
{
    HANDLE                               h = kit_open(0), e;
    FWPM_FILTER_CONDITION0               c = { .fieldKey = FWPM_CONDITION_IP_REMOTE_PORT, .matchType = FWP_MATCH_TYPE_MAX,
                                               .conditionValue = { .type = FWP_UINT16, .uint16 = 1 } };
    FWPM_FILTER0                         f = kit_filter(1);
    FWPM_PROVIDER_CONTEXT3               x = kit_context(1);
    FWPM_FILTER_ENUM_TEMPLATE0           filters = { .enumType = FWP_FILTER_ENUM_TYPE_MAX, .actionMask = 0xffffffffu };
    FWPM_PROVIDER_CONTEXT_ENUM_TEMPLATE0 contexts = { .providerContextType = FWPM_PROVIDER_CONTEXT_TYPE_MAX };
    FWP_VALUE0                           one = { .type = FWP_UINT32, .uint32 = 1 }, *value;
    (void)state;
    f.numFilterConditions = 1;
    f.filterCondition = &c;
    assert_code(FwpmFilterAdd0(h, &f, NULL, NULL), FWP_E_INVALID_ENUMERATOR);
    x.type = FWPM_PROVIDER_CONTEXT_TYPE_MAX;
    assert_code(FwpmProviderContextAdd3(h, &x, NULL, NULL), FWP_E_INVALID_ENUMERATOR);
    x.type = (FWPM_PROVIDER_CONTEXT_TYPE)0x7fffffff;
    assert_code(FwpmProviderContextAdd3(h, &x, NULL, NULL), FWP_E_INVALID_ENUMERATOR);
    assert_code(FwpmFilterCreateEnumHandle0(h, &filters, &e), FWP_E_INVALID_ENUMERATOR);
    assert_code(FwpmProviderContextCreateEnumHandle0(h, &contexts, &e), FWP_E_INVALID_ENUMERATOR);
    assert_code(FwpmEngineGetOption0(h, FWPM_ENGINE_OPTION_MAX, &value), FWP_E_INVALID_ENUMERATOR);
    assert_code(FwpmEngineSetOption0(h, FWPM_ENGINE_OPTION_MAX, &one), FWP_E_INVALID_ENUMERATOR);
}

/* proves: A-068 */
static void unknown_flags_reserved_fields_and_ranges_are_refused(void **state)
{
    HANDLE                      h = kit_open(0), e;
    FWPM_SESSION0               session = { .flags = 0x80000000u };
    FWPM_FILTER0                f = kit_filter(1);
    FWPM_PROVIDER_ENUM_TEMPLATE0 t = { .reserved = 1 };
    FWPM_FILTER_ENUM_TEMPLATE0  filters = { .flags = 0x80000000u, .actionMask = 0xffffffffu };
    FWP_VALUE0                  two = { .type = FWP_UINT32, .uint32 = 2 };
    GUID                        key = kit_key(2);
    (void)state;
    for (unsigned kind = 0; kind < KINDS; kind++)
        assert_code(add(h, kind, kit_display(), 0x80000000u), FWP_E_INVALID_FLAGS);
    assert_code(FwpmEngineOpen0(NULL, KIT_AUTHN_WINNT, NULL, &session, &e), FWP_E_INVALID_FLAGS);
    assert_code(FwpmTransactionBegin0(h, 0x80000000u), FWP_E_INVALID_FLAGS);
    assert_code(FwpmFilterCreateEnumHandle0(h, &filters, &e), FWP_E_INVALID_FLAGS);
    f.reserved = &key;
    assert_code(FwpmFilterAdd0(h, &f, NULL, NULL), FWP_E_RESERVED);
    assert_code(FwpmProviderCreateEnumHandle0(h, &t, &e), FWP_E_RESERVED);
    assert_code(FwpmEngineSetOption0(h, FWPM_ENGINE_COLLECT_NET_EVENTS, &two), FWP_E_OUT_OF_BOUNDS);
}

/* proves: A-069 */
static void what_bfe_fills_in_is_ignored(void **state)
{
    HANDLE                  h = kit_open(0);
    FWPM_CALLOUT0           c = kit_callout(1), *c_back;
    FWPM_PROVIDER_CONTEXT3  x = kit_context(2), *x_back;
    FWPM_FILTER0            f = kit_filter(3), *f_back;
    UINT64                  id, weight = 77;
    UINT32                  callout_id;
    (void)state;
    c.calloutId = 0xfffffff0u;
    x.providerContextId = 0xfffffffffff0ull;
    f.filterId = 0xfffffffffff0ull;
    f.effectiveWeight.type = FWP_UINT64;
    f.effectiveWeight.uint64 = &weight;
    assert_done(FwpmCalloutAdd0(h, &c, NULL, &callout_id));
    assert_int_not_equal(callout_id, c.calloutId);
    assert_done(FwpmCalloutGetById0(h, callout_id, &c_back));
    assert_int_equal(c_back->calloutId, callout_id);
    FwpmFreeMemory0((void **)&c_back);
    assert_done(FwpmProviderContextAdd3(h, &x, NULL, &id));
    assert_true(id != x.providerContextId);
    assert_done(FwpmProviderContextGetById3(h, id, &x_back));
    assert_true(x_back->providerContextId == id);
    FwpmFreeMemory0((void **)&x_back);
    assert_done(FwpmFilterAdd0(h, &f, NULL, &id));
    assert_true(id != f.filterId);
    assert_done(FwpmFilterGetById0(h, id, &f_back));
    assert_true(f_back->filterId == id);
    assert_int_equal(f_back->effectiveWeight.type, FWP_UINT64);
    assert_true(*f_back->effectiveWeight.uint64 == 0);
    FwpmFreeMemory0((void **)&f_back);
    f = kit_filter(4);
    f.effectiveWeight.type = (FWP_DATA_TYPE)999; /* not even a value */
    assert_done(FwpmFilterAdd0(h, &f, NULL, NULL));
}

/* --- blocks --------------------------------------------------------------------------------------------------------------- */

static void assert_inside(const void *block, const void *inner)
{
    const char *from = block, *at = inner;
    assert_true(at >= from && at < from + malloc_usable_size((void *)(uintptr_t)block));
}

/* Freed by the address of the pointer; a leak or a second free is the sanitizer's to tell. */
static void give_back(void *pointer_to_block)
{
    void **block = pointer_to_block;
    assert_non_null(*block);
    FwpmFreeMemory0(block);
    assert_null(*block);
}

static void add_one_of_each(HANDLE h, UINT32 *callout, UINT64 *context, UINT64 *filter)
{
    static UINT8           bytes[] = { 7, 8, 9 };
    static GUID            one;
    FWPM_PROVIDER0         p = kit_provider(1);
    FWPM_SUBLAYER0         s = kit_sublayer(2);
    FWPM_CALLOUT0          c = kit_callout(3);
    FWPM_PROVIDER_CONTEXT3 x = kit_context(4);
    FWPM_FILTER0           f = kit_filter(5);
    FWP_BYTE_BLOB          app = { sizeof(bytes), bytes };
    FWPM_FILTER_CONDITION0 cs[] = {
        { FWPM_CONDITION_IP_REMOTE_PORT, FWP_MATCH_EQUAL, { .type = FWP_UINT16, .uint16 = 443 } },
        { FWPM_CONDITION_ALE_APP_ID, FWP_MATCH_EQUAL, { .type = FWP_BYTE_BLOB_TYPE, .byteBlob = &app } }
    };
    one = kit_key(1);
    s.providerKey = c.providerKey = x.providerKey = f.providerKey = &one;
    p.providerData = s.providerData = c.providerData = x.providerData = f.providerData =
        (FWP_BYTE_BLOB){ sizeof(bytes), bytes };
    f.numFilterConditions = KIT_COUNT(cs);
    f.filterCondition = cs;
    assert_done(FwpmProviderAdd0(h, &p, NULL));
    assert_done(FwpmSubLayerAdd0(h, &s, NULL));
    assert_done(FwpmCalloutAdd0(h, &c, NULL, callout));
    assert_done(FwpmProviderContextAdd3(h, &x, NULL, context));
    assert_done(FwpmFilterAdd0(h, &f, NULL, filter));
}

static void get_each(HANDLE h, UINT32 callout, UINT64 context, UINT64 filter)
{
    GUID keys[] = { kit_key(1), kit_key(2), kit_key(3), kit_key(4), kit_key(5) }, layer = FWPM_LAYER_ALE_AUTH_CONNECT_V4;
    FWPM_PROVIDER0         *p;
    FWPM_SUBLAYER0         *s;
    FWPM_CALLOUT0          *c;
    FWPM_PROVIDER_CONTEXT0 *x0;
    FWPM_PROVIDER_CONTEXT1 *x1;
    FWPM_PROVIDER_CONTEXT2 *x2;
    FWPM_PROVIDER_CONTEXT3 *x3;
    FWPM_FILTER0           *f;
    FWPM_LAYER0            *l;
    FWP_VALUE0             *v;
    assert_done(FwpmProviderGetByKey0(h, &keys[0], &p));
    assert_inside(p, p->displayData.name);
    assert_inside(p, p->providerData.data);
    give_back(&p);
    assert_done(FwpmSubLayerGetByKey0(h, &keys[1], &s));
    assert_inside(s, s->providerKey);
    give_back(&s);
    assert_done(FwpmCalloutGetByKey0(h, &keys[2], &c));
    assert_inside(c, c->displayData.description);
    give_back(&c);
    assert_done(FwpmCalloutGetById0(h, callout, &c));
    give_back(&c);
    assert_done(FwpmProviderContextGetByKey0(h, &keys[3], &x0));
    assert_inside(x0, x0->dataBuffer->data);
    give_back(&x0);
    assert_done(FwpmProviderContextGetByKey1(h, &keys[3], &x1));
    give_back(&x1);
    assert_done(FwpmProviderContextGetByKey2(h, &keys[3], &x2));
    give_back(&x2);
    assert_done(FwpmProviderContextGetByKey3(h, &keys[3], &x3));
    assert_inside(x3, x3->dataBuffer->data);
    give_back(&x3);
    assert_done(FwpmProviderContextGetById0(h, context, &x0));
    give_back(&x0);
    assert_done(FwpmProviderContextGetById1(h, context, &x1));
    give_back(&x1);
    assert_done(FwpmProviderContextGetById2(h, context, &x2));
    give_back(&x2);
    assert_done(FwpmProviderContextGetById3(h, context, &x3));
    give_back(&x3);
    assert_done(FwpmFilterGetByKey0(h, &keys[4], &f));
    assert_inside(f, f->filterCondition[1].conditionValue.byteBlob->data);
    assert_inside(f, f->effectiveWeight.uint64);
    give_back(&f);
    assert_done(FwpmFilterGetById0(h, filter, &f));
    give_back(&f);
    assert_done(FwpmLayerGetByKey0(h, &layer, &l));
    assert_inside(l, l->field[l->numFields - 1].fieldKey);
    give_back(&l);
    assert_done(FwpmLayerGetById0(h, 0, &l));
    give_back(&l);
    assert_done(FwpmEngineGetOption0(h, FWPM_ENGINE_COLLECT_NET_EVENTS, &v));
    give_back(&v);
}

/* Everything there is of a kind, and the empty rest. */
#define ENUMERATE(h, open, next, close, type)                                        \
    do {                                                                             \
        HANDLE  enumeration;                                                         \
        type  **entries = NULL;                                                      \
        UINT32  returned;                                                            \
        assert_done(open(h, NULL, &enumeration));                                    \
        assert_done(next(h, enumeration, 10000, &entries, &returned));               \
        assert_true(returned > 0 && returned < 10000);                               \
        for (UINT32 i = 0; i < returned; i++)                                        \
            assert_inside(entries, entries[i]);                                      \
        give_back(&entries);                                                         \
        assert_done(next(h, enumeration, 1, &entries, &returned));                   \
        assert_int_equal(returned, 0);                                               \
        FwpmFreeMemory0((void **)&entries);                                          \
        assert_done(close(h, enumeration));                                          \
    } while (0)

static void enumerate_each(HANDLE h)
{
    ENUMERATE(h, FwpmProviderCreateEnumHandle0, FwpmProviderEnum0, FwpmProviderDestroyEnumHandle0, FWPM_PROVIDER0);
    ENUMERATE(h, FwpmSubLayerCreateEnumHandle0, FwpmSubLayerEnum0, FwpmSubLayerDestroyEnumHandle0, FWPM_SUBLAYER0);
    ENUMERATE(h, FwpmCalloutCreateEnumHandle0, FwpmCalloutEnum0, FwpmCalloutDestroyEnumHandle0, FWPM_CALLOUT0);
    ENUMERATE(h, FwpmProviderContextCreateEnumHandle0, FwpmProviderContextEnum0, FwpmProviderContextDestroyEnumHandle0,
              FWPM_PROVIDER_CONTEXT0);
    ENUMERATE(h, FwpmProviderContextCreateEnumHandle0, FwpmProviderContextEnum1, FwpmProviderContextDestroyEnumHandle0,
              FWPM_PROVIDER_CONTEXT1);
    ENUMERATE(h, FwpmProviderContextCreateEnumHandle0, FwpmProviderContextEnum2, FwpmProviderContextDestroyEnumHandle0,
              FWPM_PROVIDER_CONTEXT2);
    ENUMERATE(h, FwpmProviderContextCreateEnumHandle0, FwpmProviderContextEnum3, FwpmProviderContextDestroyEnumHandle0,
              FWPM_PROVIDER_CONTEXT3);
    ENUMERATE(h, FwpmFilterCreateEnumHandle0, FwpmFilterEnum0, FwpmFilterDestroyEnumHandle0, FWPM_FILTER0);
    ENUMERATE(h, FwpmLayerCreateEnumHandle0, FwpmLayerEnum0, FwpmLayerDestroyEnumHandle0, FWPM_LAYER0);
    ENUMERATE(h, FwpmSessionCreateEnumHandle0, FwpmSessionEnum0, FwpmSessionDestroyEnumHandle0, FWPM_SESSION0);
}

static void security_of_each(HANDLE h)
{
    GUID                 keys[] = { kit_key(1), kit_key(2), kit_key(3), kit_key(4), kit_key(5) };
    SECURITY_INFORMATION all = OWNER_SECURITY_INFORMATION | GROUP_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION;
    PSID                 owner, group;
    PACL                 dacl, sacl;
    PSECURITY_DESCRIPTOR sd[6];
    assert_done(FwpmProviderGetSecurityInfoByKey0(h, &keys[0], all, &owner, &group, &dacl, &sacl, &sd[0]));
    assert_inside(sd[0], owner);
    assert_inside(sd[0], dacl);
    assert_done(FwpmSubLayerGetSecurityInfoByKey0(h, &keys[1], all, &owner, &group, &dacl, &sacl, &sd[1]));
    assert_done(FwpmCalloutGetSecurityInfoByKey0(h, &keys[2], all, &owner, &group, &dacl, &sacl, &sd[2]));
    assert_done(FwpmProviderContextGetSecurityInfoByKey0(h, &keys[3], all, &owner, &group, &dacl, &sacl, &sd[3]));
    assert_done(FwpmFilterGetSecurityInfoByKey0(h, &keys[4], all, &owner, &group, &dacl, &sacl, &sd[4]));
    assert_done(FwpmEngineGetSecurityInfo0(h, all, &owner, &group, &dacl, &sacl, &sd[5]));
    for (unsigned i = 0; i < KIT_COUNT(sd); i++)
        give_back(&sd[i]);
}

static void CALLBACK hear(void *context, const FWPM_FILTER_CHANGE0 *change)
{
    (void)context, (void)change;
}

static void subscriptions(HANDLE h)
{
    FWPM_FILTER_ENUM_TEMPLATE0   t = { .layerKey = FWPM_LAYER_ALE_AUTH_CONNECT_V4, .actionMask = 0xffffffffu };
    FWPM_FILTER_SUBSCRIPTION0    s = { .enumTemplate = &t, .flags = FWPM_SUBSCRIPTION_FLAG_NOTIFY_ON_ADD }, **all;
    HANDLE                       change;
    UINT32                       n;
    assert_done(FwpmFilterSubscribeChanges0(h, &s, hear, NULL, &change));
    assert_done(FwpmFilterSubscriptionsGet0(h, &all, &n));
    assert_int_equal(n, 1);
    assert_inside(all, all[0]->enumTemplate);
    give_back(&all);
    assert_done(FwpmFilterUnsubscribeChanges0(h, change));
}

/* proves: A-070 */
static void what_a_call_gives_is_one_block(void **state)
{
    HANDLE h = kit_open(0);
    UINT32 callout;
    UINT64 context, filter;
    (void)state;
    add_one_of_each(h, &callout, &context, &filter);
    get_each(h, callout, context, filter);
    enumerate_each(h);
    security_of_each(h);
    subscriptions(h);
}

/* proves: A-071 A-072 */
static void cleaning_up_nothing_is_harmless(void **state)
{
    void          *nothing = NULL;
    FWPM_PROVIDER0 p = kit_provider(1);
    (void)state;
    FwpmFreeMemory0(&nothing);
    assert_null(nothing);
    assert_code(FwpmEngineClose0(NULL), ERROR_INVALID_HANDLE);
    assert_code(FwpmProviderAdd0(NULL, &p, NULL), ERROR_INVALID_HANDLE);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        KIT_TEST(every_object_has_a_name),
        KIT_TEST(texts_are_printable_unicode),
        KIT_TEST(pointers_that_are_needed_are_there),
        KIT_TEST(enumerators_are_of_their_type),
        KIT_TEST(unknown_flags_reserved_fields_and_ranges_are_refused),
        KIT_TEST(what_bfe_fills_in_is_ignored),
        KIT_TEST(what_a_call_gives_is_one_block),
        KIT_TEST(cleaning_up_nothing_is_harmless),
    };
    kit_main(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
