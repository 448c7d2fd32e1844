/* Which call needs which right where (docs/behaviour A.10): a user who has every right but one somewhere is denied, and one
 * who has just that right there, and nothing else of the place, is not. */
#include "rights.h"

/* What a row is about. */
struct with {
    int          kind;
    unsigned     n;
    struct place place;
};
typedef DWORD (*call_fn)(HANDLE h, const struct with *w);

static HANDLE admin, user;

static void list_of(char text[512], UINT32 rights)
{
    int at = snprintf(text, 512, "D:(A;OICI;GA;;;BA)(A;OICIIO;GA;;;" PLAIN_SID ")");
    if (rights)
        snprintf(text + at, 512 - (size_t)at, "(A;;0x%x;;;" PLAIN_SID ")", rights);
}

static void grant_here(const struct place *p, UINT32 rights)
{
    char text[512];
    list_of(text, rights);
    assert_done(set_security(admin, p, OWNER_SECURITY_INFORMATION, "O:BA"));
    set_list(admin, p, text);
}

static void grant_all(const struct place *p)
{
    if (p->kind == PLACE_ENGINE)
        grant_here(p, ALL_RIGHTS);
    else
        inherit_list(admin, p);
}

/* `undo` makes the next try the same as the first, and may be NULL. */
static void assert_needs(const char *what, const struct place *p, UINT32 rights, call_fn call, const struct with *w,
                         call_fn undo)
{
    for (UINT32 right = 1; right; right <<= 1) {
        if (!(rights & right))
            continue;
        grant_here(p, ALL_RIGHTS & ~right);
        DWORD code = call(user, w);
        if (code != ERROR_ACCESS_DENIED)
            fail_msg("%s without right %#x: %#lx", what, right, (unsigned long)code);
    }
    grant_here(p, rights);
    DWORD code = call(user, w);
    if (code != 0)
        fail_msg("%s with just right %#x: %#lx", what, rights, (unsigned long)code);
    if (undo)
        assert_done(undo(admin, w));
    grant_all(p);
    code = call(user, w);
    if (code != 0)
        fail_msg("%s with all rights: %#lx", what, (unsigned long)code);
    if (undo)
        assert_done(undo(admin, w));
}

static void begin_as_user(void)
{
    struct place engine = place_engine();
    if (!kit_may_change_user())
        skip();
    admin = kit_open(0);
    grant_here(&engine, ALL_RIGHTS);
    user = kit_open_as(PLAIN_UID);
}

/* --- the calls ------------------------------------------------------------------------------------------------------------ */

static DWORD call_open(HANDLE h, const struct with *w)
{
    HANDLE mine = NULL;
    (void)h;
    (void)w;
    DWORD code = kit_try_open_as(PLAIN_UID, NULL, &mine);
    if (code == 0)
        kit_close(mine);
    return code;
}

static DWORD call_begin_read(HANDLE h, const struct with *w)
{
    (void)w;
    DWORD code = FwpmTransactionBegin0(h, FWPM_TXN_READ_ONLY);
    return code ? code : FwpmTransactionAbort0(h);
}

static DWORD call_begin_write(HANDLE h, const struct with *w)
{
    (void)w;
    DWORD code = FwpmTransactionBegin0(h, 0);
    return code ? code : FwpmTransactionAbort0(h);
}

static DWORD call_get_option(HANDLE h, const struct with *w)
{
    FWP_VALUE0 *value = NULL;
    (void)w;
    DWORD code = FwpmEngineGetOption0(h, FWPM_ENGINE_COLLECT_NET_EVENTS, &value);
    FwpmFreeMemory0((void **)&value);
    return code;
}

static DWORD call_set_option(HANDLE h, const struct with *w)
{
    FWP_VALUE0 value = { .type = FWP_UINT32, .uint32 = 1 };
    (void)w;
    return FwpmEngineSetOption0(h, FWPM_ENGINE_COLLECT_NET_EVENTS, &value);
}

static DWORD call_enumerate_sessions(HANDLE h, const struct with *w)
{
    HANDLE e = NULL;
    (void)w;
    DWORD code = FwpmSessionCreateEnumHandle0(h, NULL, &e);
    return code ? code : FwpmSessionDestroyEnumHandle0(h, e);
}

static DWORD call_get_security(HANDLE h, const struct with *w)
{
    PSECURITY_DESCRIPTOR sd = NULL;
    DWORD code = get_security(h, &w->place, DACL_SECURITY_INFORMATION | OWNER_SECURITY_INFORMATION, &sd);
    FwpmFreeMemory0((void **)&sd);
    return code;
}

static DWORD call_set_list(HANDLE h, const struct with *w)
{
    return set_security(h, &w->place, DACL_SECURITY_INFORMATION, "D:(A;OICI;GA;;;BA)(A;OICI;GA;;;" PLAIN_SID ")");
}

static DWORD call_set_owner(HANDLE h, const struct with *w)
{
    return set_security(h, &w->place, OWNER_SECURITY_INFORMATION, "O:" PLAIN_SID);
}

static DWORD take_back(HANDLE h, const struct with *w)
{
    return set_security(h, &w->place, OWNER_SECURITY_INFORMATION, "O:BA");
}

static DWORD call_add(HANDLE h, const struct with *w)
{
    return kinds[w->kind].add(h, w->n, NULL);
}

static DWORD call_remove(HANDLE h, const struct with *w)
{
    return kinds[w->kind].remove(h, w->n);
}

static DWORD call_get(HANDLE h, const struct with *w)
{
    return kinds[w->kind].get(h, w->n);
}

static DWORD call_enumerate(HANDLE h, const struct with *w)
{
    HANDLE e = NULL;
    DWORD  code = kinds[w->kind].open(h, &e);
    return code ? code : kinds[w->kind].close(h, e);
}

static struct ear nobody = EAR_INIT;

static DWORD call_subscribe(HANDLE h, const struct with *w)
{
    HANDLE s = NULL;
    DWORD  code = kinds[w->kind].subscribe(h, FWPM_SUBSCRIPTION_FLAG_NOTIFY_ON_ADD, &nobody, &s);
    return code ? code : kinds[w->kind].unsubscribe(h, s);
}

static DWORD call_list_subscriptions(HANDLE h, const struct with *w)
{
    UINT32 flags[1], count;
    GUID   sessions[1];
    return kinds[w->kind].subscriptions(h, flags, sessions, 1, &count);
}

static DWORD call_get_layer(HANDLE h, const struct with *w)
{
    FWPM_LAYER0 *layer = NULL;
    DWORD        code = FwpmLayerGetByKey0(h, &w->place.key, &layer);
    FwpmFreeMemory0((void **)&layer);
    return code;
}

static DWORD call_enumerate_layers(HANDLE h, const struct with *w)
{
    HANDLE e = NULL;
    (void)w;
    DWORD code = FwpmLayerCreateEnumHandle0(h, NULL, &e);
    return code ? code : FwpmLayerDestroyEnumHandle0(h, e);
}

static void CALLBACK ignore_event(void *context, const FWPM_NET_EVENT1 *event)
{
    (void)context;
    (void)event;
}

static DWORD call_enumerate_events(HANDLE h, const struct with *w)
{
    HANDLE e = NULL;
    (void)w;
    DWORD code = FwpmNetEventCreateEnumHandle0(h, NULL, &e);
    return code ? code : FwpmNetEventDestroyEnumHandle0(h, e);
}

static DWORD call_subscribe_events(HANDLE h, const struct with *w)
{
    FWPM_NET_EVENT_SUBSCRIPTION0 all = { 0 };
    HANDLE                       s = NULL;
    (void)w;
    DWORD code = FwpmNetEventSubscribe0(h, &all, ignore_event, NULL, &s);
    return code ? code : FwpmNetEventUnsubscribe0(h, s);
}

static DWORD call_list_event_subscriptions(HANDLE h, const struct with *w)
{
    FWPM_NET_EVENT_SUBSCRIPTION0 **all = NULL;
    UINT32                         count;
    (void)w;
    DWORD code = FwpmNetEventSubscriptionsGet0(h, &all, &count);
    FwpmFreeMemory0((void **)&all);
    return code;
}

static DWORD call_enumerate_sas(HANDLE h, const struct with *w)
{
    HANDLE e = NULL;
    (void)w;
    DWORD code = IPsecSaCreateEnumHandle0(h, NULL, &e);
    return code ? code : IPsecSaDestroyEnumHandle0(h, e);
}

static DWORD call_enumerate_ike_sas(HANDLE h, const struct with *w)
{
    HANDLE e = NULL;
    (void)w;
    DWORD code = IkeextSaCreateEnumHandle0(h, NULL, &e);
    return code ? code : IkeextSaDestroyEnumHandle0(h, e);
}

static DWORD call_enumerate_dosp(HANDLE h, const struct with *w)
{
    HANDLE e = NULL;
    (void)w;
    DWORD code = IPsecDospStateCreateEnumHandle0(h, NULL, &e);
    return code ? code : IPsecDospStateDestroyEnumHandle0(h, e);
}

/* --- by id: n is the kit's number, the id is asked of the administrator --------------------------------------------------- */

static UINT64 filter_id(unsigned n)
{
    GUID          key = kit_key(n);
    FWPM_FILTER0 *f = NULL;
    assert_done(FwpmFilterGetByKey0(admin, &key, &f));
    UINT64 id = f->filterId;
    FwpmFreeMemory0((void **)&f);
    return id;
}

static DWORD call_get_filter_id(HANDLE h, const struct with *w)
{
    FWPM_FILTER0 *f = NULL;
    DWORD         code = FwpmFilterGetById0(h, filter_id(w->n), &f);
    FwpmFreeMemory0((void **)&f);
    return code;
}

static DWORD call_remove_filter_id(HANDLE h, const struct with *w)
{
    return FwpmFilterDeleteById0(h, filter_id(w->n));
}

static DWORD call_ipsec_statistics(HANDLE h, const struct with *w)
{
    IPSEC_STATISTICS0 old;
    IPSEC_STATISTICS1 now;
    (void)w;
    memset(&now, 0xff, sizeof(now));
    DWORD code = IPsecGetStatistics0(h, &old);
    if (code == 0)
        code = IPsecGetStatistics1(h, &now);
    return code == 0 && now.aggregateSaStatistics.activeSas != 0 ? ERROR_INVALID_DATA : code;
}

static DWORD call_ike_statistics(HANDLE h, const struct with *w)
{
    IKEEXT_STATISTICS0 old;
    IKEEXT_STATISTICS1 now;
    (void)w;
    DWORD code = IkeextGetStatistics0(h, &old);
    if (code != (DWORD)FWP_E_IKEEXT_NOT_RUNNING) /* what is answered when nothing is in the way */
        return code ? code : ERROR_INVALID_FUNCTION;
    code = IkeextGetStatistics1(h, &now);
    return code == (DWORD)FWP_E_IKEEXT_NOT_RUNNING ? 0 : code;
}

static DWORD call_dosp_statistics(HANDLE h, const struct with *w)
{
    IPSEC_DOSP_STATISTICS0 s;
    (void)w;
    return IPsecDospGetStatistics0(h, &s);
}

/* --- the table ------------------------------------------------------------------------------------------------------------ */

static void assert_needs_for_security(const char *what, const struct place *p)
{
    struct with w = { .place = *p };
    assert_needs(what, p, READ_CONTROL, call_get_security, &w, NULL);
    assert_needs(what, p, WRITE_DAC, call_set_list, &w, NULL);
    assert_needs(what, p, WRITE_OWNER, call_set_owner, &w, take_back);
}

/* proves: A-160 */
static void of_the_engine(void **state)
{
    struct place engine = place_engine();
    (void)state;
    begin_as_user();
    assert_needs("open", &engine, FWPM_ACTRL_OPEN, call_open, NULL, NULL);
    assert_needs("begin read-only", &engine, FWPM_ACTRL_BEGIN_READ_TXN, call_begin_read, NULL, NULL);
    assert_needs("begin", &engine, FWPM_ACTRL_BEGIN_READ_TXN | FWPM_ACTRL_BEGIN_WRITE_TXN, call_begin_write, NULL, NULL);
    assert_needs("get option", &engine, FWPM_ACTRL_READ, call_get_option, NULL, NULL);
    assert_needs("set option", &engine, FWPM_ACTRL_WRITE, call_set_option, NULL, NULL);
    assert_needs("sessions", &engine, FWPM_ACTRL_ENUM, call_enumerate_sessions, NULL, NULL);
    assert_needs_for_security("engine", &engine);
}

static void of_the_containers(void **state)
{
    struct place layers = place_container(PLACE_LAYERS), events = place_container(PLACE_NET_EVENTS);
    struct place ipsec = place_container(PLACE_IPSEC_SAS), ike = place_container(PLACE_IKE_SAS);
    struct place dosp = place_container(PLACE_IPSEC_DOSP);
    (void)state;
    begin_as_user();
    for (int k = 0; k < KIND_COUNT; k++) {
        struct with  w = { .kind = k, .n = 1 };
        struct place p = place_container(k);
        assert_needs("add", &p, FWPM_ACTRL_ADD, call_add, &w, call_remove);
        assert_needs("enumerate", &p, FWPM_ACTRL_ENUM, call_enumerate, &w, NULL);
        assert_needs("subscribe", &p, FWPM_ACTRL_SUBSCRIBE, call_subscribe, &w, NULL);
        assert_needs("subscriptions", &p, FWPM_ACTRL_READ, call_list_subscriptions, &w, NULL);
        assert_needs_for_security(kinds[k].name, &p);
    }
    assert_needs("layers", &layers, FWPM_ACTRL_ENUM, call_enumerate_layers, NULL, NULL);
    assert_needs_for_security("layers", &layers);
    assert_needs("net events", &events, FWPM_ACTRL_ENUM, call_enumerate_events, NULL, NULL);
    assert_needs("subscribe to net events", &events, FWPM_ACTRL_SUBSCRIBE, call_subscribe_events, NULL, NULL);
    assert_needs("subscriptions to net events", &events, FWPM_ACTRL_READ, call_list_event_subscriptions, NULL, NULL);
    assert_needs("IPsec SAs", &ipsec, FWPM_ACTRL_ENUM, call_enumerate_sas, NULL, NULL);
    assert_needs("IKE SAs", &ike, FWPM_ACTRL_ENUM, call_enumerate_ike_sas, NULL, NULL);
    assert_needs("DoS protection's states", &dosp, FWPM_ACTRL_ENUM, call_enumerate_dosp, NULL, NULL);
    for (int kind = PLACE_NET_EVENTS; kind < PLACE_LAYERS; kind++) {
        struct place p = place_container(kind);
        assert_needs_for_security("another container", &p);
    }
}

/* Adds it again, with what its container gives. */
static DWORD put_back(HANDLE h, const struct with *w)
{
    return kinds[w->kind].add(h, w->n, NULL);
}

static void assert_delete_needs(int k)
{
    struct place p = place_object(k, 1);
    assert_done(kinds[k].add(admin, 1, NULL));
    grant_here(&p, ALL_RIGHTS & ~(UINT32)DELETE);
    assert_code(kinds[k].remove(user, 1), ERROR_ACCESS_DENIED);
    grant_here(&p, DELETE);
    assert_done(kinds[k].remove(user, 1));
}

/* proves: A-159 */
static void of_the_objects(void **state)
{
    (void)state;
    begin_as_user();
    for (int k = 0; k < KIND_COUNT; k++) {
        struct with  w = { .kind = k, .n = 1 };
        struct place p = place_object(k, 1);
        assert_done(put_back(admin, &w));
        assert_needs("get", &p, FWPM_ACTRL_READ, call_get, &w, NULL);
        assert_needs_for_security(kinds[k].name, &p);
        assert_done(call_remove(admin, &w));
        assert_delete_needs(k);
    }
    struct with  by_id = { .kind = KIND_FILTER, .n = 1 };
    struct place filter = place_object(KIND_FILTER, 1);
    assert_done(put_back(admin, &by_id));
    assert_needs("get by id", &filter, FWPM_ACTRL_READ, call_get_filter_id, &by_id, NULL);
    grant_here(&filter, ALL_RIGHTS & ~(UINT32)DELETE);
    assert_code(call_remove_filter_id(user, &by_id), ERROR_ACCESS_DENIED);
    grant_here(&filter, DELETE);
    assert_done(call_remove_filter_id(user, &by_id));
    struct with  w = { .place = place_layer(&FWPM_LAYER_ALE_AUTH_CONNECT_V4) };
    struct place engine = place_engine();
    assert_needs("get layer", &w.place, FWPM_ACTRL_READ, call_get_layer, &w, NULL);
    assert_needs_for_security("layer", &w.place);
    assert_needs("get option", &engine, FWPM_ACTRL_READ, call_get_option, NULL, NULL);
    assert_needs("set option", &engine, FWPM_ACTRL_WRITE, call_set_option, NULL, NULL);
    struct place ipsec = place_container(PLACE_IPSEC_SAS), ike = place_container(PLACE_IKE_SAS);
    struct place dosp = place_container(PLACE_IPSEC_DOSP);
    assert_needs("IPsec statistics", &ipsec, FWPM_ACTRL_READ_STATS, call_ipsec_statistics, NULL, NULL);
    assert_needs("IKE statistics", &ike, FWPM_ACTRL_READ_STATS, call_ike_statistics, NULL, NULL);
    assert_needs("DoS protection's statistics", &dosp, FWPM_ACTRL_READ_STATS, call_dosp_statistics, NULL, NULL);
}

/* --- links ---------------------------------------------------------------------------------------------------------------- */

enum { LINKED = 1, NEW = 2 };

/* A filter that names one of everything, or another object that names a provider. */
static DWORD add_linked_filter(HANDLE h, const struct with *w)
{
    FWPM_FILTER0 f = kit_filter(NEW);
    GUID         key = kit_key(LINKED);
    (void)w;
    f.providerKey = &key;
    f.subLayerKey = key;
    f.action.type = FWP_ACTION_CALLOUT_TERMINATING;
    f.action.calloutKey = key;
    f.flags = FWPM_FILTER_FLAG_HAS_PROVIDER_CONTEXT;
    f.providerContextKey = key;
    return FwpmFilterAdd0(h, &f, NULL, NULL);
}

static DWORD add_linked_sublayer(HANDLE h, const struct with *w)
{
    FWPM_SUBLAYER0 o = kit_sublayer(NEW);
    GUID           key = kit_key(LINKED);
    (void)w;
    o.providerKey = &key;
    return FwpmSubLayerAdd0(h, &o, NULL);
}

static DWORD add_linked_context(HANDLE h, const struct with *w)
{
    FWPM_PROVIDER_CONTEXT3 o = kit_context(NEW);
    GUID                   key = kit_key(LINKED);
    (void)w;
    o.providerKey = &key;
    return FwpmProviderContextAdd3(h, &o, NULL, NULL);
}

static DWORD add_linked_callout(HANDLE h, const struct with *w)
{
    FWPM_CALLOUT0 o = kit_callout(NEW);
    GUID          key = kit_key(LINKED);
    (void)w;
    o.providerKey = &key;
    return FwpmCalloutAdd0(h, &o, NULL, NULL);
}

/* proves: A-158 */
static void of_what_a_new_object_names(void **state)
{
    static const call_fn adds[KIND_COUNT] = { [KIND_SUBLAYER] = add_linked_sublayer, [KIND_CONTEXT] = add_linked_context,
                                              [KIND_CALLOUT] = add_linked_callout, [KIND_FILTER] = add_linked_filter };
    struct place provider = place_object(KIND_PROVIDER, LINKED), layer = place_layer(&FWPM_LAYER_ALE_AUTH_CONNECT_V4);
    (void)state;
    begin_as_user();
    for (int k = KIND_PROVIDER; k <= KIND_CALLOUT; k++)
        assert_done(kinds[k].add(admin, LINKED, NULL));
    for (int k = KIND_CONTEXT; k < KIND_COUNT; k++) {
        struct with w = { .kind = k, .n = NEW };
        assert_needs(kinds[k].name, &provider, FWPM_ACTRL_ADD_LINK, adds[k], &w, call_remove);
        if (k == KIND_CALLOUT || k == KIND_FILTER)
            assert_needs(kinds[k].name, &layer, FWPM_ACTRL_ADD_LINK, adds[k], &w, call_remove);
    }
    for (int k = KIND_CONTEXT; k <= KIND_CALLOUT; k++) {
        struct with  w = { .kind = KIND_FILTER, .n = NEW };
        struct place p = place_object(k, LINKED), container = place_container(KIND_FILTER);
        assert_needs(kinds[k].name, &p, FWPM_ACTRL_ADD_LINK, add_linked_filter, &w, call_remove);
        assert_needs("filters", &container, FWPM_ACTRL_ADD, add_linked_filter, &w, call_remove);
    }
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        KIT_TEST(of_the_engine),
        KIT_TEST(of_the_containers),
        KIT_TEST(of_the_objects),
        KIT_TEST(of_what_a_new_object_names),
    };
    kit_main(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
