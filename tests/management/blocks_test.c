/* What the calls that read give: one block each, freed as a whole (docs/behaviour A-070). */
#include <malloc.h>

#include "kit.h"

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

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        KIT_TEST(what_a_call_gives_is_one_block),
    };
    kit_main(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
