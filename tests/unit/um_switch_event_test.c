/* FwpmvSwitchEventSubscribe0: what a program hears of virtual switches, with BFE in the program and behind a daemon's socket. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include <windows.h>

#include <fwpmu.h>

#include "callout/switch_watch.h"
#include "host/daemon.h"
#include "host/direct.h"
#include "vswitch/control.h"
#include "vswitch_kit.h"

#define WORDS 16

/* --- an engine, here or behind a socket ------------------------------------------------------------------------------------ */

struct engine {
    char               folder[64], socket[96];
    struct daemon     *daemon;
    struct rpc_server *server; /* NULL: direct */
    struct callout_registry *callouts;
    HANDLE             handle;
};

static struct engine engine;

static int begin(bool behind_socket)
{
    char why[RPC_WHY_SIZE] = "";
    memset(&engine, 0, sizeof(engine));
    snprintf(engine.folder, sizeof(engine.folder), "/tmp/wfp-switch-XXXXXX");
    assert_non_null(mkdtemp(engine.folder));
    char state[96];
    snprintf(state, sizeof(state), "%s/state", engine.folder);
    struct daemon_settings settings = { .state_dir = state };
    if (daemon_new(&settings, &engine.daemon, why) != WFP_OK)
        fail_msg("%s", why);
    engine.callouts = bfe_callouts(daemon_bfe(engine.daemon));
    assert_non_null(engine.callouts);
    if (behind_socket) {
        snprintf(engine.socket, sizeof(engine.socket), "%s/socket", engine.folder);
        struct rpc_server_config config = { .service = daemon_service(engine.daemon), .path = engine.socket, .mode = 0600, .listen_fd = -1 };
        if (rpc_server_new(&config, &engine.server, why) != WFP_OK)
            fail_msg("%s", why);
        setenv(RPC_SOCKET_VARIABLE, engine.socket, 1);
    } else {
        direct_use(daemon_bfe(engine.daemon));
    }
    assert_int_equal(FwpmEngineOpen0(NULL, 10, NULL, NULL, &engine.handle), 0);
    return 0;
}

static int begin_direct(void **state)
{
    (void)state;
    return begin(false);
}

static int begin_behind_socket(void **state)
{
    (void)state;
    return begin(true);
}

static int end(void **state)
{
    char command[128];
    (void)state;
    assert_int_equal(FwpmEngineClose0(engine.handle), 0);
    rpc_server_free(engine.server);
    direct_use(NULL);
    daemon_free(engine.daemon);
    snprintf(command, sizeof(command), "rm -rf '%s'", engine.folder);
    return system(command);
}

/* --- what is heard --------------------------------------------------------------------------------------------------------- */

static struct {
    pthread_mutex_t lock;
    pthread_cond_t  cond;
    unsigned        count;
    char            said[WORDS][128];
} heard = { .lock = PTHREAD_MUTEX_INITIALIZER, .cond = PTHREAD_COND_INITIALIZER };

static void narrow(const WCHAR *text, char *out, size_t size)
{
    size_t i = 0;
    for (; text[i] && i + 1 < size; i++)
        out[i] = (char)text[i];
    out[i] = '\0';
}

static void list(LPWSTR *names, ULONG count, char *out, size_t size)
{
    out[0] = '\0';
    for (ULONG i = 0; i < count; i++) {
        size_t n = strlen(out);
        narrow(names[i], out + n, size - n);
    }
}

static DWORD CALLBACK told(void *context, const FWPM_VSWITCH_EVENT0 *e)
{
    char id[64], names[32] = "";
    (void)context;
    narrow(e->vSwitchId, id, sizeof(id));
    pthread_mutex_lock(&heard.lock);
    char *out = heard.said[heard.count++ % WORDS];
    switch ((int)e->eventType) {
    case FWPM_VSWITCH_EVENT_FILTER_ENGINE_REORDER:
        list(e->reorderInfo.vSwitchFilterExtensions, e->reorderInfo.numvSwitchFilterExtensions, names, sizeof(names));
        snprintf(out, 128, "reorder %d %s %.9s", e->reorderInfo.inRequiredPosition, names, id);
        break;
    case FWPM_VSWITCH_EVENT_FILTER_ENGINE_NOT_IN_REQUIRED_POSITION:
        list(e->positionInfo.vSwitchFilterExtensions, e->positionInfo.numvSwitchFilterExtensions, names, sizeof(names));
        snprintf(out, 128, "position %s %.9s", names, id);
        break;
    default:
        snprintf(out, 128, "%d %.9s", (int)e->eventType, id);
    }
    pthread_cond_broadcast(&heard.cond);
    pthread_mutex_unlock(&heard.lock);
    return 0;
}

/* The n-th that was heard says so; waits for it. */
static void nth(unsigned n, const char *expected)
{
    struct timespec end_of_patience;
    int             late = 0;
    clock_gettime(CLOCK_REALTIME, &end_of_patience);
    end_of_patience.tv_sec += 60;
    pthread_mutex_lock(&heard.lock);
    while (heard.count < n && !late)
        late = pthread_cond_timedwait(&heard.cond, &heard.lock, &end_of_patience);
    char said[128];
    snprintf(said, sizeof(said), "%s", late ? "nothing" : heard.said[n - 1]);
    pthread_mutex_unlock(&heard.lock);
    assert_string_equal(said, expected);
}

/* --- a switch -------------------------------------------------------------------------------------------------------------- */

static struct vswitch        *sw;
static struct switch_control *control;

static void make_switch(void)
{
    struct vswitch_config        config = { .id = { 0xabcd1234, 1, 2, { 3 } }, .name = "s", .friendly_name = "a switch" };
    struct switch_control_config with = { 0 };
    with.sw = sw = kit_switch(&config);
    assert_int_equal(switch_control_new(&with, &control), WFP_OK);
    assert_int_equal(switch_watch(engine.callouts, control), WFP_OK);
}

static void end_switch(void)
{
    switch_unwatch(engine.callouts, control);
    switch_control_free(control);
    vswitch_free(sw);
}

static const struct switch_extension_ops no_ops;

static void put_first(const char *name)
{
    struct switch_extension x = { .id = { 99, 9, 9, { 9 } }, .kind = SWITCH_FILTERING, .ops = &no_ops };
    snprintf(x.name, sizeof(x.name), "%s", name);
    assert_int_equal(switch_extension_add(control, &x), WFP_OK);
    struct guid order[] = { x.id, switch_wfp_extension };
    assert_int_equal(switch_extensions_reorder(control, order, 2), WFP_OK);
}

static void put_wfp_first(void)
{
    struct guid order[] = { switch_wfp_extension, { 99, 9, 9, { 9 } } };
    assert_int_equal(switch_extensions_reorder(control, order, 2), WFP_OK);
}

static void add_filter(const GUID *layer)
{
    static WCHAR  name[] = { 'f', 0 };
    FWPM_FILTER0  f = { .displayData = { name, NULL }, .layerKey = *layer, .action = { .type = FWP_ACTION_BLOCK } };
    assert_int_equal(FwpmFilterAdd0(engine.handle, &f, NULL, NULL), 0);
}

/* --- tests ----------------------------------------------------------------------------------------------------------------- */

/* proves: F-031, F-032 */
static void a_program_hears_where_its_filters_hold(void **state)
{
    FWPM_VSWITCH_EVENT_SUBSCRIPTION0 all = { 0 };
    HANDLE                           subscription;
    (void)state;
    heard.count = 0;
    make_switch();
    assert_int_equal(FwpmvSwitchEventSubscribe0(engine.handle, &all, told, NULL, &subscription), 0);
    add_filter(&FWPM_LAYER_ALE_AUTH_CONNECT_V4); /* no switch's business */
    add_filter(&FWPM_LAYER_INGRESS_VSWITCH_ETHERNET);
    nth(1, "0 {abcd1234"); /* WFP is not in the switch */
    assert_int_equal(switch_enable_inspection(engine.callouts, control, true), WFP_OK);
    nth(2, "2 {abcd1234");
    add_filter(&FWPM_LAYER_EGRESS_VSWITCH_TRANSPORT_V6); /* it holds: nothing to say */
    put_first("other");
    nth(3, "reorder 0 other {abcd1234");
    add_filter(&FWPM_LAYER_INGRESS_VSWITCH_ETHERNET);
    nth(4, "position other {abcd1234");
    put_wfp_first();
    nth(5, "reorder 1 other {abcd1234");
    assert_int_equal(switch_enable_inspection(engine.callouts, control, false), WFP_OK);
    nth(6, "3 {abcd1234");
    assert_int_equal(FwpmvSwitchEventUnsubscribe0(engine.handle, subscription), 0);
    assert_int_equal(switch_enable_inspection(engine.callouts, control, true), WFP_OK);
    assert_int_equal(heard.count, 6);
    end_switch();
}

/* What an installer of a switch's callout does and undoes, in a session that goes with it. */
static void install_and_remove(bool inspected)
{
    static WCHAR       name[] = { 'c', 0 };
    FWPM_SESSION0      dynamic = { .flags = FWPM_SESSION_FLAG_DYNAMIC };
    const FWPM_CALLOUT0 callout = { .calloutKey = { 0xf012, 0, 0, { 1 } }, .displayData = { name, NULL },
                                    .applicableLayer = FWPM_LAYER_INGRESS_VSWITCH_ETHERNET };
    FWPM_FILTER0       f = { .displayData = { name, NULL }, .layerKey = callout.applicableLayer,
                             .action = { .type = FWP_ACTION_CALLOUT_TERMINATING, .calloutKey = callout.calloutKey } };
    UINT64             id;
    HANDLE             session;
    assert_int_equal(FwpmEngineOpen0(NULL, 10, NULL, &dynamic, &session), 0);
    assert_int_equal(FwpmTransactionBegin0(session, 0), 0);
    assert_int_equal(FwpmCalloutAdd0(session, &callout, NULL, NULL), 0);
    assert_int_equal(FwpmFilterAdd0(session, &f, NULL, &id), 0);
    assert_int_equal(FwpmTransactionCommit0(session), 0);
    assert_int_equal(switch_is_inspected(engine.callouts, control), inspected);
    assert_int_equal(FwpmFilterDeleteById0(session, id), 0);
    assert_int_equal(FwpmEngineClose0(session), 0);
}

/* proves: F-012 */
static void an_installer_leaves_the_switch_as_the_administrator_wants_it(void **state)
{
    (void)state;
    make_switch();
    for (unsigned on = 0; on < 2; on++) {
        assert_int_equal(switch_enable_inspection(engine.callouts, control, on), WFP_OK);
        install_and_remove(on);
        assert_int_equal(switch_is_inspected(engine.callouts, control), on);
    }
    end_switch();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_program_hears_where_its_filters_hold, begin_direct, end),
        cmocka_unit_test_setup_teardown(a_program_hears_where_its_filters_hold, begin_behind_socket, end),
        cmocka_unit_test_setup_teardown(an_installer_leaves_the_switch_as_the_administrator_wants_it, begin_direct, end),
        cmocka_unit_test_setup_teardown(an_installer_leaves_the_switch_as_the_administrator_wants_it, begin_behind_socket, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
