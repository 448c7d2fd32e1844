/* FwpsAleEndpoint*0 over a table of endpoints. */
#include "km_kit.h"

#include <ntddk.h>
#include <fwpmk.h>

#include "bfe/store.h"
#include "callout/endpoint.h"

enum { DACL_INFO = 4 };

static struct km_kit          k;
static struct bfe            *bfe;
static HANDLE                 engine;
static struct endpoint_table *endpoints;
static struct endpoint       *web, *dns, *six;

static struct endpoint *add(uint8_t protocol, const char *local, uint16_t local_port, const char *remote, uint16_t remote_port)
{
    static uint8_t          id[] = { 'a', 0, 0, 0 };
    static struct name      app = { 1, { sizeof(id), id } };
    struct ip_addr          a;
    struct endpoint        *e;
    assert_true(ip_addr_parse(local, &a));
    assert_int_equal(endpoint_new(endpoints, protocol, (enum family)a.family, &e), WFP_OK);
    e->local = a;
    e->identity.app = &app;
    if (remote)
        assert_true(ip_addr_parse(remote, &e->remote));
    e->remote_port = remote_port;
    endpoint_set_port(endpoints, e, local_port);
    return e;
}

static int setup(void **state)
{
    struct bfe_config config = { 0 };
    (void)state;
    km_kit_init(&k, FAMILY_V4);
    km_kit_system(&k);
    config.callouts = k.callouts;
    assert_int_equal(bfe_new(&config, &bfe), WFP_OK);
    k.km.bfe = bfe;
    assert_int_equal(FwpmEngineOpen0(NULL, 10, NULL, NULL, &engine), STATUS_SUCCESS);
    assert_int_equal(endpoint_table_new(&endpoints), WFP_OK);
    callout_registry_set_endpoints(k.callouts, endpoints);
    web = add(6, "192.0.2.1", 5000, "203.0.113.7", 80);
    dns = add(17, "192.0.2.1", 5001, NULL, 0);
    six = add(6, "2001:db8::1", 443, NULL, 0);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    callout_registry_set_endpoints(k.callouts, NULL);
    endpoint_table_free(endpoints);
    assert_int_equal(FwpmEngineClose0(engine), STATUS_SUCCESS);
    km_kit_system_fini(&k);
    bfe_free(bfe);
    km_kit_fini(&k);
    return 0;
}

static void by_id(void **state)
{
    FWPS_ALE_ENDPOINT_PROPERTIES0 *p = NULL;
    (void)state;
    assert_int_equal(FwpsAleEndpointGetById0(engine, web->handle, &p), STATUS_SUCCESS);
    assert_int_equal(p->endpointId, web->handle);
    assert_int_equal(p->ipVersion, FWP_IP_VERSION_V4);
    assert_int_equal(p->localV4Address, 0xc0000201);
    assert_int_equal(p->remoteV4Address, 0xcb007107);
    assert_int_equal(p->ipProtocol, 6);
    assert_int_equal(p->localPort, 5000);
    assert_int_equal(p->remotePort, 80);
    assert_int_equal(p->appId.size, 4);
    assert_memory_equal(p->appId.data, "a\0\0\0", 4);
    FwpmFreeMemory0((void **)&p);
    assert_int_equal(FwpsAleEndpointGetById0(engine, 999, &p), STATUS_FWP_NOT_FOUND);
    assert_int_equal(FwpsAleEndpointGetById0(engine, web->handle, NULL), STATUS_FWP_NULL_POINTER);
    assert_int_equal(FwpsAleEndpointGetById0(&k, web->handle, &p), STATUS_INVALID_HANDLE);
    callout_registry_set_endpoints(k.callouts, NULL); /* a capture */
    assert_int_equal(FwpsAleEndpointGetById0(engine, web->handle, &p), STATUS_FWP_NOT_FOUND);
}

static UINT32 count(const FWPS_ALE_ENDPOINT_ENUM_TEMPLATE0 *t, UINT64 *first)
{
    FWPS_ALE_ENDPOINT_PROPERTIES0 **entries = NULL;
    HANDLE                          h = NULL;
    UINT32                          n = 0;
    assert_int_equal(FwpsAleEndpointCreateEnumHandle0(engine, t, &h), STATUS_SUCCESS);
    assert_int_equal(FwpsAleEndpointEnum0(engine, h, 100, &entries, &n), STATUS_SUCCESS);
    if (n)
        *first = entries[0]->endpointId;
    FwpmFreeMemory0((void **)&entries);
    assert_int_equal(FwpsAleEndpointDestroyEnumHandle0(engine, h), STATUS_SUCCESS);
    return n;
}

static void by_template(void **state)
{
    FWP_V4_ADDR_AND_MASK              net = { 0xcb007100, 0xffffff00 };
    FWP_V6_ADDR_AND_MASK              net6 = { { 0x20, 1, 0x0d, 0xb8 }, 32 };
    FWPS_ALE_ENDPOINT_ENUM_TEMPLATE0 t = { 0 };
    UINT64                            first = 0;
    (void)state;
    assert_int_equal(count(NULL, &first), 3);
    assert_int_equal(count(&t, &first), 3);
    t.ipProtocol.type = FWP_UINT8;
    t.ipProtocol.uint8 = 17;
    assert_int_equal(count(&t, &first), 1);
    assert_int_equal(first, dns->handle);
    t = (FWPS_ALE_ENDPOINT_ENUM_TEMPLATE0){ .remoteSubNet = { .type = FWP_V4_ADDR_MASK, .v4AddrMask = &net } };
    assert_int_equal(count(&t, &first), 1);
    assert_int_equal(first, web->handle);
    t = (FWPS_ALE_ENDPOINT_ENUM_TEMPLATE0){ .localSubNet = { .type = FWP_V6_ADDR_MASK, .v6AddrMask = &net6 } };
    assert_int_equal(count(&t, &first), 1);
    assert_int_equal(first, six->handle);
    t = (FWPS_ALE_ENDPOINT_ENUM_TEMPLATE0){ .localPort = { .type = FWP_UINT16, .uint16 = 9 } };
    assert_int_equal(count(&t, &first), 0);
}

static void in_pages(void **state)
{
    FWPS_ALE_ENDPOINT_PROPERTIES0 **entries = NULL;
    HANDLE                          h = NULL;
    UINT32                          n = 0;
    (void)state;
    assert_int_equal(FwpsAleEndpointCreateEnumHandle0(engine, NULL, &h), STATUS_SUCCESS);
    assert_int_equal(FwpsAleEndpointEnum0(engine, h, 1, &entries, &n), STATUS_SUCCESS);
    assert_int_equal(n, 1);
    FwpmFreeMemory0((void **)&entries);
    endpoint_free(endpoints, dns); /* ended meanwhile */
    assert_int_equal(FwpsAleEndpointEnum0(engine, h, 100, &entries, &n), STATUS_SUCCESS);
    assert_int_equal(n, 1);
    assert_int_equal(entries[0]->endpointId, six->handle);
    FwpmFreeMemory0((void **)&entries);
    assert_int_equal(FwpsAleEndpointEnum0(engine, h, 100, &entries, &n), STATUS_SUCCESS);
    assert_int_equal(n, 0);
    FwpmFreeMemory0((void **)&entries);
    assert_int_equal(FwpsAleEndpointDestroyEnumHandle0(engine, h), STATUS_SUCCESS);
    assert_int_equal(FwpsAleEndpointDestroyEnumHandle0(engine, h), STATUS_INVALID_HANDLE);
    assert_int_equal(FwpsAleEndpointEnum0(engine, h, 1, &entries, &n), STATUS_INVALID_HANDLE);
}

static void who_may_read_them(void **state)
{
    PSID                 owner, group;
    PACL                 dacl, sacl, again;
    PSECURITY_DESCRIPTOR sd, changed;
    (void)state;
    assert_int_equal(FwpsAleEndpointGetSecurityInfo0(engine, DACL_INFO, &owner, &group, &dacl, &sacl, NULL),
                     STATUS_FWP_NULL_POINTER);
    assert_int_equal(FwpsAleEndpointGetSecurityInfo0(engine, DACL_INFO, &owner, &group, &dacl, &sacl, &sd), STATUS_SUCCESS);
    assert_true(dacl->AceCount > 1);
    struct {
        ACL   acl;
        UINT8 ace[20]; /* everyone may read; what is inherited stays behind it */
    } everyone = { { .AclRevision = 2, .AclSize = sizeof(everyone), .AceCount = 1 },
                   { 0, 0, 20, 0, 0x10, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 1 } };
    assert_int_equal(FwpsAleEndpointSetSecurityInfo0(engine, DACL_INFO, NULL, NULL, &everyone.acl, NULL), STATUS_SUCCESS);
    assert_int_equal(FwpsAleEndpointGetSecurityInfo0(engine, DACL_INFO, &owner, &group, &again, &sacl, &changed),
                     STATUS_SUCCESS);
    assert_int_equal(again->AceCount, dacl->AceCount + 1);
    assert_memory_equal(again + 1, everyone.ace, sizeof(everyone.ace));
    FwpmFreeMemory0(&sd);
    FwpmFreeMemory0(&changed);
}

static void what_is_not_built(void **state)
{
    HANDLE token;
    LUID   id = { 0 };
    (void)state;
    assert_int_equal(FwpsOpenToken0(engine, id, 0, NULL), STATUS_FWP_NULL_POINTER);
    assert_int_equal(FwpsOpenToken0(engine, id, 0, &token), STATUS_NOT_SUPPORTED);
    assert_int_equal(FwpsOpenToken0(&k, id, 0, &token), STATUS_INVALID_HANDLE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(by_id, setup, teardown),
        cmocka_unit_test_setup_teardown(by_template, setup, teardown),
        cmocka_unit_test_setup_teardown(in_pages, setup, teardown),
        cmocka_unit_test_setup_teardown(who_may_read_them, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_not_built, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
