/* Bind and connect redirection: callouts that change requests, as drivers do through the border, asked by the shim's redirection as
 * a socket call asks it. */
#include "redirect_kit.h"

/* --- one redirector ------------------------------------------------------------------------------------------------------ */

/* proves: C-050 */
static void who_acquires_and_forgets_blocks(void **state)
{
    (void)state;
    actors[0].acts = ACQUIRES;
    assert_int_equal(connect_to(80), REDIRECT_BLOCK);
    assert_int_equal(actors[0].calls, 1);
    assert_int_equal(actors[0].out_after_acquire.actionType, FWP_ACTION_BLOCK);
    assert_int_equal(actors[0].out_after_acquire.rights, 0);
    assert_string_equal(ctx->deciding->rule->name, "redirector");
}

/* proves: C-051 */
static void every_acquire_has_one_apply(void **state)
{
    (void)state;
    actors[0].acts = ACQUIRES | PERMITS; /* fails all the same */
    assert_int_equal(connect_to(80), REDIRECT_BLOCK);
    assert_non_null(strstr(ctx->reason, "never applied"));
    actors[0].acts = ACQUIRES | APPLIES | PERMITS; /* nothing changed */
    assert_int_equal(connect_to(80), REDIRECT_PERMIT);
    assert_false(got.changed);
    assert_string_equal(k.report, "");
    actors[0].acts = ACQUIRES | APPLIES | APPLIES_TWICE | PERMITS;
    assert_int_equal(connect_to(80), REDIRECT_PERMIT);
    km_kit_reported(&k, "or applied before"); /* BREAKS(WRITABLE_DATA_BALANCE) */
}

/* proves: B-047 */
static void a_redirector_permits_what_it_changed(void **state)
{
    (void)state;
    actors[0].acts = REDIRECTS;
    actors[0].to = away;
    actors[0].to_port = 8080;
    assert_int_equal(connect_to(80), REDIRECT_PERMIT);
    assert_true(got.changed);
    assert_true(ip_addr_equal(&got.remote, &away));
    assert_int_equal(got.remote_port, 8080);
    assert_true(ip_addr_equal(&got.original_remote, &peer));
    assert_int_equal(got.original_remote_port, 80);
    assert_int_equal(got.modifier, 1);
    assert_null(got.records); /* to another host, without a redirect handle */
}

/* proves: C-054 */
static void what_may_not_be_changed_is_not(void **state)
{
    (void)state;
    actors[0].acts = REDIRECTS | SCRIBBLES;
    actors[0].to = away;
    actors[0].to_port = 8080;
    actors[0].reservation = 77;
    actors[1].acts = ACQUIRES | APPLIES | PERMITS;
    use(2);
    assert_int_equal(connect_to(80), REDIRECT_PERMIT);
    assert_int_equal(got.reservation, 77);
    assert_non_null(actors[1].previous); /* the links are as they were, whatever was written there */
    assert_int_equal(actors[1].versions[0].modifierFilterId, 1);
    assert_null(actors[1].versions[0].previousVersion);
    actors[0].reservation = 78;
    assert_int_equal(bind_to(5000), REDIRECT_PERMIT);
    assert_int_equal(got.reservation, 78);
    assert_true(ip_addr_equal(&got.local, &away));
    assert_int_equal(got.local_port, 8080);
    assert_int_equal(got.modifier, 2);
}

static void an_address_of_another_family_is_refused(void **state)
{
    struct ip_addr other;
    (void)state;
    assert_true(ip_addr_parse(k.family == FAMILY_V4 ? "2001:db8::9" : "203.0.113.9", &other));
    actors[0].acts = REDIRECTS;
    actors[0].to = other;
    assert_int_equal(connect_to(80), REDIRECT_BLOCK);
    assert_non_null(strstr(ctx->reason, "another family"));
    assert_int_equal(bind_to(5000), REDIRECT_BLOCK);
}

/* J-027 */
static void the_local_address_of_udp_stays(void **state)
{
    (void)state;
    actors[0].acts = REDIRECTS | MOVES_LOCAL;
    actors[0].to = away;
    actors[0].to_port = 53;
    assert_int_equal(connect_with(PROTO_UDP, 53, NULL), REDIRECT_PERMIT);
    assert_int_equal(got.local_port, LOCAL_PORT);
    assert_non_null(strstr(ctx->reason, "ignored"));
    assert_int_equal(connect_with(PROTO_TCP, 53, NULL), REDIRECT_PERMIT);
    assert_int_equal(got.local_port, LOCAL_PORT + 1);
}

/* proves: C-042 */
static void version_0_is_not_called(void **state)
{
    (void)state;
    use_version_0();
    assert_int_equal(connect_to(80), REDIRECT_BLOCK);
    assert_int_equal(version_0_calls, 0);
    km_kit_reported(&k, "version 0"); /* BREAKS(OLD_VERSION_AT_REDIRECT) */
}

/* --- several redirectors, proxies ---------------------------------------------------------------------------------------- */

/* proves: C-053 */
static void each_change_is_a_version_that_says_who_made_it(void **state)
{
    (void)state;
    actors[0].acts = REDIRECTS;
    actors[0].to = away;
    actors[0].to_port = 1000;
    actors[1].acts = REDIRECTS | SPOILS_OLDER; /* writes into the first one's version */
    actors[1].to = away;
    actors[1].to_port = 2000;
    actors[2].acts = ACQUIRES | APPLIES | PERMITS;
    use(3);
    assert_int_equal(connect_to(80), REDIRECT_PERMIT);
    assert_int_equal(got.remote_port, 2000);
    assert_null(actors[0].previous);
    assert_non_null(actors[1].previous);
    assert_int_equal(actors[1].versions[0].modifierFilterId, 1);
    assert_int_equal(actors[2].version_count, 2);
    assert_int_equal(actors[2].versions[0].modifierFilterId, 2);
    assert_int_equal(actors[2].versions[1].modifierFilterId, 1);
    assert_int_equal(port_of(&actors[2].versions[0].remoteAddressAndPort), 2000);
    assert_int_equal(port_of(&actors[2].versions[1].remoteAddressAndPort), 1000);
    assert_int_equal(actors[1].spoilt_port, 1);
}

/* proves: C-056 */
static void a_local_proxy_needs_a_handle_and_its_process(void **state)
{
    (void)state;
    actors[0].acts = REDIRECTS;
    actors[0].to = loopback;
    actors[0].to_port = 8080;
    actors[0].pid = 42;
    assert_int_equal(connect_to(80), REDIRECT_BLOCK);
    assert_non_null(strstr(ctx->reason, "redirect handle"));
    actors[0].acts |= WITH_HANDLE;
    actors[0].pid = 0;
    assert_int_equal(connect_to(80), REDIRECT_BLOCK);
    assert_non_null(strstr(ctx->reason, "process id"));
    actors[0].pid = 42;
    assert_int_equal(connect_to(80), REDIRECT_PERMIT);
    assert_int_equal(got.target_pid, 42);
    assert_non_null(got.records);
    drop();
    FwpsRedirectHandleDestroy0(actors[0].handle);
    assert_int_equal(connect_to(80), REDIRECT_BLOCK);
    assert_non_null(strstr(ctx->reason, "no redirect handle"));
    make_handle(&actors[0]);
}

static void redirect_to_proxy(unsigned n, UINT16 port)
{
    actors[n].acts = REDIRECTS | WITH_HANDLE | ASKS_STATE;
    actors[n].to = loopback;
    actors[n].to_port = port;
    actors[n].pid = 40 + n;
}

/* proves: C-057 */
static void the_four_states(void **state)
{
    struct endpoint connection = { .protocol = PROTO_TCP }, proxy = { .protocol = PROTO_TCP, .process_id = 40 };
    (void)state;
    redirect_to_proxy(0, 1000);
    redirect_to_proxy(1, 2000);
    use(2);
    assert_int_equal(connect_to(80), REDIRECT_PERMIT);
    assert_int_equal(actors[0].state, FWPS_CONNECTION_NOT_REDIRECTED);
    assert_int_equal(actors[1].state, FWPS_CONNECTION_REDIRECTED_BY_OTHER);
    assert_int_equal(got.remote_port, 2000);
    keep(&connection);
    hand_on(&connection, &proxy); /* the proxy of the second reconnects with the record */
    actors[0].acts = actors[1].acts = ASKS_STATE | PERMITS;
    assert_int_equal(connect_with(PROTO_TCP, 80, &proxy), REDIRECT_PERMIT);
    assert_int_equal(actors[0].state, FWPS_CONNECTION_PREVIOUSLY_REDIRECTED_BY_SELF);
    assert_int_equal(actors[1].state, FWPS_CONNECTION_REDIRECTED_BY_SELF);
    drop();
    redirect_forget(&proxy);
    redirect_forget(&connection);
}

/* proves: C-058 */
static void a_proxy_hands_records_and_context_on(void **state)
{
    struct endpoint app = { .protocol = PROTO_TCP }, proxy = { .protocol = PROTO_TCP, .process_id = 40 };
    char            context[16];
    unsigned char   records[1024];
    size_t          size = 0;
    (void)state;
    redirect_to_proxy(0, 1000);
    actors[0].acts |= WITH_CONTEXT;
    assert_int_equal(connect_to(80), REDIRECT_PERMIT);
    keep(&app);
    assert_int_equal(redirect_ioctl_records(shim, &app, NULL, 0, &size), WFP_BUFFER_TOO_SMALL);
    assert_true(size > 0 && size <= sizeof(records));
    assert_int_equal(redirect_ioctl_records(shim, &app, records, sizeof(records), &size), WFP_OK);
    assert_int_equal(redirect_ioctl_context(shim, &app, context, 3, &size), WFP_BUFFER_TOO_SMALL);
    assert_int_equal(redirect_ioctl_context(shim, &app, context, sizeof(context), &size), WFP_OK);
    assert_int_equal(size, sizeof("origin"));
    assert_string_equal(context, "origin");
    assert_int_equal(redirect_ioctl_set(shim, &proxy, bytes_of(records, 5)), WFP_INVALID_ARGUMENT);
    hand_on(&app, &proxy);
    actors[0].acts = ASKS_STATE | PERMITS;
    assert_int_equal(connect_with(PROTO_TCP, 80, &proxy), REDIRECT_PERMIT);
    assert_int_equal(actors[0].state, FWPS_CONNECTION_REDIRECTED_BY_SELF); /* not redirected again */
    assert_string_equal(actors[0].context_seen, "origin");
    drop();
    redirect_forget(&app);
    assert_int_equal(redirect_ioctl_context(shim, &app, context, sizeof(context), &size), WFP_NOT_FOUND);
    assert_int_equal(redirect_ioctl_records(shim, &app, records, sizeof(records), &size), WFP_NOT_FOUND);
    redirect_forget(&proxy);
}

/* proves: C-055 I-058 */
static void the_context_is_wfps_until_the_connection_ends(void **state)
{
    struct endpoint app = { .protocol = PROTO_TCP };
    struct nt_entry e;
    (void)state;
    redirect_to_proxy(0, 1000);
    actors[0].acts |= WITH_CONTEXT;
    assert_int_equal(connect_to(80), REDIRECT_PERMIT);
    void *context = actors[0].context;
    keep(&app);
    assert_false(nt_ledger_find(k.km.nt, NT_POOL, context, &e)); /* not the driver's any more */
    ExFreePoolWithTag(context, 0x74736554);
    km_kit_reported(&k, "belongs to WFP");
    assert_string_equal(context, "origin");
    assert_true(nt_ledger_find(k.km.nt, NT_GIVEN, context, &e));
    redirect_forget(&app);
    assert_false(nt_ledger_find(k.km.nt, NT_GIVEN, context, &e));
    actors[0].acts |= CONTEXT_ON_STACK;
    assert_int_equal(connect_to(80), REDIRECT_PERMIT);
    km_kit_reported(&k, "is no pool block"); /* BREAKS(REDIRECT_CONTEXT_IN_POOL) */
    drop();
}

/* proves: C-059 */
static void a_proxy_without_the_record_is_a_circle(void **state)
{
    struct endpoint proxy = { .protocol = PROTO_TCP, .process_id = 40 }, app = { .protocol = PROTO_TCP, .process_id = 7 };
    unsigned        times = 0;
    (void)state;
    redirect_to_proxy(0, 1000);
    assert_int_equal(connect_with(PROTO_TCP, 80, &app), REDIRECT_PERMIT);
    drop();
    while (connect_with(PROTO_TCP, 80, &proxy) == REDIRECT_PERMIT) {
        drop();
        assert_true(++times < 10);
    }
    assert_int_equal(times, 2);
    assert_non_null(strstr(ctx->reason, "come back to it"));
    assert_int_equal(connect_with(PROTO_TCP, 80, &app), REDIRECT_PERMIT); /* others go on */
    drop();
}

/* proves: C-060 */
static void a_destroyed_handle_leaves_its_connections_alone(void **state)
{
    struct endpoint app = { .protocol = PROTO_TCP }, proxy = { .protocol = PROTO_TCP };
    (void)state;
    redirect_to_proxy(0, 1000);
    actors[0].acts |= WITH_CONTEXT;
    assert_int_equal(connect_to(80), REDIRECT_PERMIT);
    keep(&app);
    FwpsRedirectHandleDestroy0(actors[0].handle);
    hand_on(&app, &proxy);
    actors[0].acts = ASKS_STATE | PERMITS;
    assert_int_equal(connect_with(PROTO_TCP, 80, &proxy), REDIRECT_PERMIT);
    assert_int_equal(actors[0].state, FWPS_CONNECTION_REDIRECTED_BY_OTHER);
    drop();
    FwpsRedirectHandleDestroy0(actors[0].handle);
    km_kit_reported(&k, "any more");
    redirect_forget(&app);
    redirect_forget(&proxy);
    make_handle(&actors[0]);
}

static void redirect_handles_and_records_check_their_arguments(void **state)
{
    GUID   provider = { 1, 2, 3, { 4 } };
    HANDLE h;
    SIZE_T size = 0;
    void  *context = &size;
    (void)state;
    assert_int_equal(FwpsRedirectHandleCreate0(NULL, 0, &h), STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsRedirectHandleCreate0(&provider, 1, &h), STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsRedirectHandleCreate0(&provider, 0, NULL), STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsQueryConnectionSioFormatRedirectRecords0(NULL, NULL, 0, &size), STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsQueryConnectionSioFormatRedirectRecords0(&provider, NULL, 0, &size), STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsQueryConnectionRedirectState0(NULL, actors[0].handle, &context), FWPS_CONNECTION_NOT_REDIRECTED);
    assert_null(context);
    redirect_to_proxy(0, 1000);
    actors[0].acts |= FORMATS_RECORDS;
    assert_int_equal(connect_to(80), REDIRECT_PERMIT);
    assert_int_equal(actors[0].format_status[0], STATUS_BUFFER_TOO_SMALL);
    assert_int_equal(actors[0].format_status[1], STATUS_SUCCESS);
    assert_int_equal(actors[0].format_size[0], actors[0].format_size[1]);
    drop();
}

/* proves: C-062 */
static void authorization_sees_both_destinations(void **state)
{
    struct value port80 = { .type = TYPE_UINT16, .u16 = 80 }, port1 = { .type = TYPE_UINT16, .u16 = 8080 };
    struct condition original = { FIELD_IP_REMOTE_PORT, MATCH_EQUAL, port80 }, there = { FIELD_IP_REMOTE_PORT, MATCH_EQUAL, port1 };
    struct condition redirected = { FIELD_FLAGS, MATCH_FLAGS_ALL_SET,
                                    { .type = TYPE_UINT32, .u32 = CONDITION_FLAG_IS_CONNECTION_REDIRECTED } };
    (void)state;
    actors[0].acts = REDIRECTS;
    actors[0].to = away;
    actors[0].to_port = 8080;
    assert_int_equal(connect_to(80), REDIRECT_PERMIT);
    assert_true(authorize(NULL, 0));
    assert_int_equal(authorized_tuples, 2);
    assert_false(authorize(&original, 1));
    assert_int_equal(authorized_tuples, 1);
    assert_false(authorize(&there, 1));
    assert_int_equal(authorized_tuples, 2);
    assert_false(authorize(&redirected, 1));
    actors[0].acts = PERMITS;
    assert_int_equal(connect_to(80), REDIRECT_PERMIT);
    assert_true(authorize(&redirected, 1));
    assert_int_equal(authorized_tuples, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH(who_acquires_and_forgets_blocks),
        BOTH(every_acquire_has_one_apply),
        BOTH(a_redirector_permits_what_it_changed),
        BOTH(what_may_not_be_changed_is_not),
        BOTH(an_address_of_another_family_is_refused),
        BOTH(the_local_address_of_udp_stays),
        BOTH(version_0_is_not_called),
        BOTH(each_change_is_a_version_that_says_who_made_it),
        BOTH(a_local_proxy_needs_a_handle_and_its_process),
        BOTH(the_four_states),
        BOTH(a_proxy_hands_records_and_context_on),
        BOTH(the_context_is_wfps_until_the_connection_ends),
        BOTH(a_proxy_without_the_record_is_a_circle),
        BOTH(a_destroyed_handle_leaves_its_connections_alone),
        BOTH(redirect_handles_and_records_check_their_arguments),
        BOTH(authorization_sees_both_destinations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
