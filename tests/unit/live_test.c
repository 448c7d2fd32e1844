/* The live host over ports in memory: stations on one switch, a policy, one worker and several. */
#include <poll.h>
#include <stdatomic.h>
#include <stdio.h>
#include <time.h>

#include "host/live.h"
#include "host/walker.h"
#include "api_km/context.h"
#include "base/json.h"
#include "policy_kit.h"
#include "bfe/store.h"
#include "callout/injection.h"
#include "model/choices.h"
#include "pkt/checksum.h"
#include "pkt/mdl.h"
#include "pkt/nbl_owned.h"
#include "shim/context.h"
#include "vswitch/control.h"

#define STATIONS  3u
#define FRAME     64u
#define DEADLINE  60 /* seconds, on a busy machine */
#define MARK      50u /* where in a frame its mark is */

struct world {
    struct policy_file *policy;
    struct kernel      *kernel;
    struct live        *live;
    struct port        *station[STATIONS];
    atomic_uint         blocked, lines;
};

static char why[LIVE_ERROR_SIZE], error[PORT_ERROR_SIZE];

static void on_line(void *context, const char *line)
{
    struct world *w = context;
    (void)line;
    atomic_fetch_add(&w->lines, 1);
}

static void on_module(void *context, bool is_report, const char *module, const char *line)
{
    (void)context;
    fail_msg("%s%s: %s", is_report ? "! " : "", module, line);
}

static void on_blocked(void *context, const struct pkt_ctx *walk, const struct layer_row *layer, const struct classify_out *out)
{
    struct world *w = context;
    assert_non_null(walk->vswitch);
    assert_non_null(out->rule);
    (void)layer;
    atomic_fetch_add(&w->blocked, 1);
}

static unsigned queues; /* of each port; 0: one a worker */

static struct port *narrow(const char *spec)
{
    struct port_config config = live_port_config_of(queues, spec);
    struct port       *p = NULL;
    if (queues && port_open(&config, &p, error) != WFP_OK)
        fail_msg("%s", error);
    return p;
}

static const char *spec_of(unsigned station)
{
    static char text[32];
    snprintf(text, sizeof(text), "loop:station%u", station);
    return text;
}

static void plug(struct world *w, unsigned station, uint16_t vlan)
{
    struct live_port port = { .spec = spec_of(station), .device = narrow(spec_of(station)), .port = { .id = station + 1 } };
    if (vlan)
        port.port.vlan = (struct switch_vlan){ .mode = SWITCH_VLAN_ACCESS, .access_id = vlan };
    if (live_port_add(w->live, "s", &port, why) != WFP_OK)
        fail_msg("%s", why);
}

static void begin(struct world *w, const char *policy, unsigned workers)
{
    *w = (struct world){ .policy = policy_of(policy) };
    const struct kernel_config kernel = { .policy = policy_file_policy(w->policy), .log = on_module, .context = w, .live = true };
    assert_int_equal(kernel_new(&kernel, &w->kernel), WFP_OK);
    const struct live_config live = { .kernel = w->kernel, .workers = workers, .log = on_line, .blocked = on_blocked, .context = w };
    assert_int_equal(live_new(&live, &w->live), WFP_OK);
    assert_int_equal(live_switch_add(w->live, &(struct vswitch_config){ .name = "s" }, why), WFP_OK);
    for (unsigned i = 0; i < STATIONS; i++) {
        struct port_config far = { .spec = spec_of(i) };
        assert_int_equal(port_open(&far, &w->station[i], error), WFP_OK);
        plug(w, i, 0);
    }
    if (live_start(w->live, why) != WFP_OK)
        fail_msg("%s", why);
}

static void end(struct world *w)
{
    live_free(w->live);
    kernel_free(w->kernel);
    for (unsigned i = 0; i < STATIONS; i++)
        port_close(w->station[i]);
    policy_file_free(w->policy);
}

/* UDP from station to station, without checksums, which nobody here looks at. */
static struct frame udp(uint8_t at[FRAME], unsigned from, unsigned to, uint16_t port)
{
    static const uint8_t head[42] = { 2, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 8, 0, 0x45, 0, 0, 50, 0, 0, 0, 0, 64, 17, 0, 0,
                                      10, 0, 0, 0, 10, 0, 0, 0, 0x10, 0, 0, 0, 0, 30, 0, 0 };
    memset(at, 0, FRAME);
    memcpy(at, head, sizeof(head));
    at[5] = at[33] = (uint8_t)(to + 1);
    at[11] = at[29] = (uint8_t)(from + 1);
    at[36] = (uint8_t)(port >> 8);
    at[37] = (uint8_t)port;
    return (struct frame){ .bytes = bytes_of(at, FRAME) };
}

static void send_marked(struct world *w, unsigned from, unsigned to, uint16_t port, uint8_t mark)
{
    uint8_t      room[FRAME];
    struct frame f = udp(room, from, to, port);
    room[MARK] = mark;
    assert_int_equal(port_send(w->station[from], 0, &f, 1), 1);
}

static void send(struct world *w, unsigned from, unsigned to, uint16_t port)
{
    send_marked(w, from, to, port, 0);
}

/* The next frame that a station gets; its port and its mark. */
static uint16_t received_marked(struct world *w, unsigned station, uint8_t *mark)
{
    struct pollfd f = { .fd = port_fd(w->station[station], 0), .events = POLLIN };
    struct frame  in;
    assert_int_equal(poll(&f, 1, DEADLINE * 1000), 1);
    assert_int_equal(port_receive(w->station[station], 0, &in, 1), 1);
    *mark = in.bytes.at[MARK];
    return (uint16_t)(in.bytes.at[36] << 8 | in.bytes.at[37]);
}

static uint16_t received(struct world *w, unsigned station)
{
    uint8_t mark;
    return received_marked(w, station, &mark);
}

static unsigned received_now(struct world *w, unsigned station)
{
    struct frame in[PORT_BATCH];
    unsigned     sum = 0, n;
    while ((n = port_receive(w->station[station], 0, in, PORT_BATCH)))
        sum += n;
    return sum;
}

static bool is_due(const struct timespec *begun)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec - begun->tv_sec > DEADLINE;
}

#define WAIT_FOR(condition)                                   \
    do {                                                      \
        struct timespec begun_, moment_ = { 0, 1000000 };     \
        clock_gettime(CLOCK_MONOTONIC, &begun_);              \
        while (!(condition) && !is_due(&begun_))              \
            nanosleep(&moment_, NULL);                        \
        assert_true(condition);                               \
    } while (0)

static struct live_stats stats_of(const struct world *w)
{
    struct live_stats s;
    live_stats(w->live, &s);
    return s;
}

#define NO_9 "{'filters': [{'name': 'no 9', 'layer': 'INGRESS_VSWITCH_TRANSPORT', 'action': 'block', 'conditions': " \
             "[{'field': 'IP_DESTINATION_PORT', 'match': 'equal', 'value': 9}]}]}"

/* Every station is known to the switch after it has spoken; until then frames to it come to all. */
static void introduce(struct world *w)
{
    send(w, 0, 1, 7);
    assert_int_equal(received(w, 1), 7);
    assert_int_equal(received(w, 2), 7);
    send(w, 1, 2, 7);
    assert_int_equal(received(w, 2), 7);
    assert_int_equal(received(w, 0), 7);
    send(w, 2, 0, 7);
    assert_int_equal(received(w, 0), 7);
}

static void check_filter(unsigned workers)
{
    struct world            w;
    struct live_layer_stats layer;
    begin(&w, NO_9, workers);
    assert_int_equal(live_workers(w.live), workers);
    introduce(&w);
    send(&w, 0, 1, 9);
    send(&w, 0, 1, 8);
    send(&w, 0, 2, 10);
    assert_int_equal(received(&w, 1), 8);
    assert_int_equal(received(&w, 2), 10);
    WAIT_FOR(stats_of(&w).frames == STATIONS + 3 && atomic_load(&w.blocked) == 1);
    assert_int_equal(received_now(&w, 1) + received_now(&w, 2), 0);
    struct live_stats s = stats_of(&w);
    assert_int_equal(s.blocked, 1);
    assert_int_equal(s.discarded + s.absorbed + s.lost + s.excluded, 0);
    live_layer_stats(w.live, LAYER_ID_INGRESS_VSWITCH_TRANSPORT_V4, &layer);
    assert_int_equal(layer.classifies, STATIONS + 3);
    assert_int_equal(layer.blocks, 1);
    assert_int_equal(layer.permits, STATIONS + 2);
    end(&w);
}

static void a_filter_blocks_one_port(void **state)
{
    (void)state;
    check_filter(1);
    check_filter(2);
    check_filter(4);
}

/* --- the same with any number of workers ------------------------------------------------------------------------------- */

#define TRACE 200u

struct outcome {
    struct live_stats       stats;
    struct live_layer_stats ingress, egress;
    unsigned                seen[STATIONS];
};

static struct outcome run_trace(unsigned workers)
{
    struct world   w;
    struct outcome o = { 0 };
    uint32_t       seed = 1;
    begin(&w, "{'filters': [{'name': 'some', 'layer': 'INGRESS_VSWITCH_TRANSPORT', 'action': 'block', 'conditions': "
              "[{'field': 'IP_DESTINATION_PORT', 'match': 'range', 'value': '20-40'}]}, "
              "{'name': 'others', 'layer': 'EGRESS_VSWITCH_TRANSPORT', 'action': 'block', 'conditions': "
              "[{'field': 'IP_DESTINATION_PORT', 'match': 'range', 'value': '60-70'}]}]}", workers);
    introduce(&w);
    for (unsigned i = 0; i < TRACE; i++) {
        seed = seed * 1103515245u + 12345u;
        unsigned from = seed >> 8 & 1, to = seed >> 9 & 1 ? 2 : 1 - from;
        send(&w, from, to, (uint16_t)(seed >> 16 & 127));
        WAIT_FOR(stats_of(&w).frames >= STATIONS + (i > 30 ? i - 30 : 0)); /* the rings are not overrun */
    }
    WAIT_FOR(stats_of(&w).frames == STATIONS + TRACE);
    live_stop(w.live);
    o.stats = stats_of(&w);
    live_layer_stats(w.live, LAYER_ID_INGRESS_VSWITCH_TRANSPORT_V4, &o.ingress);
    live_layer_stats(w.live, LAYER_ID_EGRESS_VSWITCH_TRANSPORT_V4, &o.egress);
    for (unsigned i = 0; i < STATIONS; i++)
        o.seen[i] = received_now(&w, i);
    end(&w);
    return o;
}

static void results_are_those_of_one_worker(void **state)
{
    (void)state;
    struct outcome one = run_trace(1);
    assert_true(one.stats.blocked > 20 && one.seen[1] > 20 && one.seen[2] > 20);
    assert_true(one.egress.blocks > 5);
    for (unsigned n = 2; n <= 6; n++) {
        queues = n & 1; /* devices with one queue: workers hand frames to each other */
        struct outcome many = run_trace(n);
        queues = 0;
        assert_memory_equal(&many, &one, sizeof(one));
    }
}

/* --- stopping ----------------------------------------------------------------------------------------------------------- */

static void stopping_loses_nothing(void **state)
{
    enum { BURST = 200 };
    (void)state;
    for (unsigned n = 1; n <= 4; n++) {
        struct world w;
        queues = n == 4;
        begin(&w, "{'filters': []}", n);
        queues = 0;
        introduce(&w);
        for (unsigned i = 0; i < BURST; i++)
            send(&w, 0, 1, 8);
        live_stop(w.live);
        assert_int_equal(received_now(&w, 1), BURST);
        assert_int_equal(stats_of(&w).frames, STATIONS + BURST);
        if (live_start(w.live, why) != WFP_OK)
            fail_msg("%s", why);
        send(&w, 1, 0, 11);
        assert_int_equal(received(&w, 0), 11);
        end(&w);
    }
}

/* --- changes while frames walk ------------------------------------------------------------------------------------------ */

static void policy_and_ports_change_under_load(void **state)
{
    enum { ROUNDS = 40 };
    struct world w;
    (void)state;
    begin(&w, NO_9, 2);
    introduce(&w);
    for (unsigned i = 0; i < ROUNDS; i++) {
        char *text = policy_text("{'filters': [{'name': 'extra', 'layer': 'EGRESS_VSWITCH_ETHERNET', 'action': 'permit'}]}");
        for (unsigned n = 0; n < 20; n++)
            send_marked(&w, 0, 1, 1000, (uint8_t)n);
        if (kernel_policy_add(w.kernel, text, strlen(text), "p", why) != WFP_OK)
            fail_msg("%s", why);
        free(text);
        if (live_port_delete(w.live, "s", spec_of(2), why) != WFP_OK)
            fail_msg("%s", why);
        assert_int_equal(kernel_policy_delete(w.kernel, "extra", why), WFP_OK);
        plug(&w, 2, 0);
        for (uint8_t n = 0, mark; n < 20; n++) { /* a flow keeps its order */
            assert_int_equal(received_marked(&w, 1, &mark), 1000);
            assert_int_equal(mark, n);
        }
    }
    send(&w, 2, 0, 5);
    send(&w, 0, 2, 6);
    assert_int_equal(received(&w, 2), 6);
    end(&w);
}

static void switches_come_and_go(void **state)
{
    struct world w;
    FILE        *f = tmpfile();
    struct json  j;
    (void)state;
    begin(&w, NO_9, 2);
    assert_int_equal(live_switch_add(w.live, &(struct vswitch_config){ .name = "s" }, why), WFP_ALREADY_EXISTS);
    assert_string_equal(why, "there is a switch s already");
    assert_int_equal(live_switch_delete(w.live, "t", why), WFP_NOT_FOUND);
    assert_int_equal(live_port_delete(w.live, "s", "eth7", why), WFP_NOT_FOUND);
    assert_string_equal(why, "switch s has no port eth7");
    assert_int_equal(live_port_add(w.live, "t", &(struct live_port){ .spec = "loop:x" }, why), WFP_NOT_FOUND);
    assert_int_equal(live_port_add(w.live, "s", &(struct live_port){ .spec = "no-such-device0" }, why), WFP_NOT_FOUND);
    introduce(&w);
    assert_int_equal(live_switch_inspect(w.live, "s", false, why), WFP_OK);
    send(&w, 0, 1, 9); /* blocked otherwise */
    assert_int_equal(received(&w, 1), 9);
    json_init(&j, f);
    assert_int_equal(live_report(w.live, "t", &j), WFP_NOT_FOUND);
    assert_int_equal(live_report(w.live, "s", &j), WFP_OK);
    assert_true(ftell(f) > 500);
    fclose(f);
    assert_int_equal(live_switch_delete(w.live, "s", why), WFP_OK);
    assert_null(live_switch_control(w.live, "s"));
    assert_int_equal(port_state(w.station[0]), PORT_DOWN);
    end(&w);
}

static atomic_bool completed;

static void on_completed(struct injection *i)
{
    (void)i;
    atomic_store(&completed, true);
}

/* A frame from station 0 to station 1, by way of an injection; how it went. */
static int32_t inject(struct world *w, struct injection_handle *handle, uint16_t port)
{
    const struct vswitch *sw = switch_control_switch(live_switch_control(w->live, "s"));
    struct injection      i = { .path = INJECTION_VSWITCH_INGRESS, .vswitch_id = *vswitch_id(sw), .source_port = 1,
                                .complete = on_completed };
    uint8_t               room[FRAME];
    MDL                   mdl;
    mdl_init(&mdl, udp(room, 0, 1, port).bytes);
    assert_int_equal(nbl_make(&(struct nbl_shape){ .chain = &mdl, .length = FRAME }, &i.nbl), WFP_OK);
    atomic_store(&completed, false);
    assert_int_equal(injection_start(kernel_context(w->kernel)->callouts, handle, &i), WFP_OK);
    WAIT_FOR(atomic_load(&completed));
    int32_t status = i.nbl->Status;
    nbl_owned_free(i.nbl);
    return status;
}

static void nobody_injects_into_a_switch_without_wfp(void **state)
{
    struct world             w;
    struct injection_handle *handle;
    (void)state;
    begin(&w, NO_9, 2);
    introduce(&w);
    struct callout_registry *callouts = kernel_context(w.kernel)->callouts;
    assert_int_equal(injection_handle_new(callouts, FAMILY_NONE, INJECT_L2, NULL, &handle), WFP_OK);
    assert_int_equal(inject(&w, handle, 8), 0);
    assert_int_equal(received(&w, 1), 8);
    assert_int_equal(live_switch_inspect(w.live, "s", false, why), WFP_OK);
    assert_int_not_equal(inject(&w, handle, 10), 0);
    send(&w, 0, 1, 11);
    assert_int_equal(received(&w, 1), 11);
    assert_int_equal(injection_handle_free(callouts, handle), WFP_OK);
    end(&w);
}

static const struct switch_request *held;

static enum wfp_status hold(void *context, struct switch_control *c, const struct switch_request *r)
{
    (void)context, (void)c;
    held = r;
    return WFP_PENDING;
}

static enum wfp_status refuse(void *context, struct switch_control *c, const struct switch_request *r)
{
    (void)context, (void)c, (void)r;
    return WFP_ACCESS_DENIED;
}

static void what_nobody_can_refuse_is_done_and_told(void **state)
{
    static const struct switch_extension_ops refuses = { .request = refuse };
    const struct switch_extension            e = { .id = { 1, 2, 3, { 4 } }, .name = "no", .kind = SWITCH_FILTERING, .ops = &refuses };
    struct world                             w;
    (void)state;
    begin(&w, NO_9, 1);
    struct switch_control *c = live_switch_control(w.live, "s");
    assert_int_equal(switch_extension_add(c, &e), WFP_OK);
    assert_int_equal(switch_do(c, &(struct switch_request){ .oid = SWITCH_OID_ACTIVATE }), WFP_OK);
    assert_true(switch_parameters_now(c).active);
    assert_int_equal(atomic_load(&w.lines), 1);
    end(&w);
}

/* WFP cannot leave the switch while a request is under way, and looks at its frames all the same. */
static void inspection_that_cannot_end_goes_on(void **state)
{
    static const struct switch_extension_ops holds = { .request = hold };
    const struct switch_extension            e = { .id = { 1, 2, 3, { 4 } }, .name = "holds", .kind = SWITCH_FILTERING, .ops = &holds };
    const struct switch_port                 port = { .id = 77, .type = SWITCH_PORT_SYNTHETIC };
    struct world                             w;
    (void)state;
    begin(&w, NO_9, 2);
    introduce(&w);
    struct switch_control *c = live_switch_control(w.live, "s");
    assert_int_equal(switch_extension_add(c, &e), WFP_OK);
    assert_int_equal(switch_submit(c, &(struct switch_request){ .oid = SWITCH_OID_PORT_CREATE, .port = &port }, NULL, NULL), WFP_PENDING);
    assert_int_equal(live_switch_inspect(w.live, "s", false, why), WFP_DEVICE_BUSY);
    send(&w, 0, 1, 9);
    WAIT_FOR(atomic_load(&w.blocked) == 1);
    assert_int_equal(switch_request_complete(c, held, WFP_ACCESS_DENIED), WFP_OK);
    assert_int_equal(switch_extension_remove(c, &e.id), WFP_OK);
    end(&w);
}

static void vlans_keep_stations_apart(void **state)
{
    struct world w;
    (void)state;
    begin(&w, NO_9, 2);
    for (unsigned i = 0; i < STATIONS; i++) {
        assert_int_equal(live_port_delete(w.live, "s", spec_of(i), why), WFP_OK);
        plug(&w, i, i == 1 ? 20 : 10);
    }
    send(&w, 0, 2, 3);
    assert_int_equal(received(&w, 2), 3);
    send(&w, 2, 1, 4); /* station 1 is not in that VLAN: flooded to station 0 */
    assert_int_equal(received(&w, 0), 4);
    WAIT_FOR(stats_of(&w).frames == 2);
    assert_int_equal(received_now(&w, 1), 0);
    end(&w);
}

static void what_goes_down_is_told(void **state)
{
    struct world       w;
    struct port_config far = { .spec = spec_of(2) };
    (void)state;
    begin(&w, NO_9, 2);
    introduce(&w);
    port_close(w.station[2]);
    WAIT_FOR(atomic_load(&w.lines) == 1);
    send(&w, 0, 1, 8);
    assert_int_equal(received(&w, 1), 8);
    far.spec = spec_of(2);
    assert_int_equal(port_open(&far, &w.station[2], error), WFP_OK);
    WAIT_FOR(atomic_load(&w.lines) == 2);
    send(&w, 2, 0, 12);
    assert_int_equal(received(&w, 0), 12);
    end(&w);
}

/* --- the host's own port ------------------------------------------------------------------------------------------------ */

#define ETHERNET 14u
#define HOST     2u /* the station at whose port it is */

/* As a station's, with the checksum that a host looks at. */
static struct frame udp_summed(uint8_t at[FRAME], unsigned from, unsigned to, uint16_t port)
{
    struct frame f = udp(at, from, to, port);
    uint16_t     sum = ip_checksum(bytes_of(&at[ETHERNET], 20));
    at[24] = (uint8_t)(sum >> 8), at[25] = (uint8_t)sum;
    return f;
}

static void send_summed(struct world *w, unsigned from, unsigned to, uint16_t port)
{
    uint8_t      room[FRAME];
    struct frame f = udp_summed(room, from, to, port);
    assert_int_equal(port_send(w->station[from], 0, &f, 1), 1);
}

static void begin_with_host(struct world *w, unsigned workers)
{
    struct live_port port = { .spec = spec_of(HOST), .port = { .id = HOST + 1 }, .host = "10.0.0.3/24" };
    begin(w, NO_9, workers);
    if (live_port_delete(w->live, "s", spec_of(HOST), why) != WFP_OK || live_port_add(w->live, "s", &port, why) != WFP_OK)
        fail_msg("%s", why);
    send_summed(w, 0, HOST, 7);
    assert_int_equal(received(w, HOST), 7);
    assert_int_equal(received(w, 1), 7); /* nobody had spoken yet */
    send_summed(w, HOST, 0, 7);
    assert_int_equal(received(w, 0), 7);
}

/* What a driver's own thread injects into the host, in either direction; how it went. */
static int32_t inject_packet(struct world *w, struct injection_handle *handle, bool sends, uint16_t port)
{
    struct injection i = { .path = sends ? INJECTION_NETWORK_SEND : INJECTION_NETWORK_RECEIVE, .family = FAMILY_V4,
                           .interface_index = CHOICE_REPLAY_INTERFACE, .complete = on_completed };
    _Alignas(8) uint8_t packet[FRAME - ETHERNET];
    uint8_t             room[FRAME];
    MDL                 mdl;
    udp_summed(room, sends ? HOST : 0, sends ? 0 : HOST, port);
    memcpy(packet, &room[ETHERNET], sizeof(packet));
    mdl_init(&mdl, bytes_of(packet, sizeof(packet)));
    assert_int_equal(nbl_make(&(struct nbl_shape){ .chain = &mdl, .length = sizeof(packet) }, &i.nbl), WFP_OK);
    atomic_store(&completed, false);
    assert_int_equal(injection_start(kernel_context(w->kernel)->callouts, handle, &i), WFP_OK);
    WAIT_FOR(atomic_load(&completed));
    int32_t status = i.nbl->Status;
    nbl_owned_free(i.nbl);
    return status;
}

/* Whosever flow it may be: one worker alone knows the host. */
static void what_is_injected_into_the_host_arrives(void **state)
{
    enum { PORTS = 16 };
    struct injection_handle *handle;
    (void)state;
    for (unsigned workers = 1; workers <= 3; workers++) {
        struct world w;
        begin_with_host(&w, workers);
        struct callout_registry *callouts = kernel_context(w.kernel)->callouts;
        assert_int_equal(injection_handle_new(callouts, FAMILY_V4, INJECT_NETWORK, NULL, &handle), WFP_OK);
        for (uint16_t port = 100; port < 100 + PORTS; port++) {
            assert_int_equal(inject_packet(&w, handle, false, port), 0);
            assert_int_equal(received(&w, HOST), port);
            assert_int_equal(inject_packet(&w, handle, true, port), 0);
            assert_int_equal(received(&w, 0), port);
        }
        assert_int_equal(stats_of(&w).injected, 2 * PORTS);
        assert_int_equal(injection_handle_free(callouts, handle), WFP_OK);
        end(&w);
    }
}

static void the_port_of_the_host_is_marked(void **state)
{
    struct world w;
    char        *text = NULL;
    size_t       size = 0;
    FILE        *f = open_memstream(&text, &size);
    struct json  j;
    (void)state;
    begin_with_host(&w, 1);
    json_init(&j, f);
    assert_int_equal(live_report(w.live, "s", &j), WFP_OK);
    fclose(f);
    const char *port = strstr(text, "\"id\":3");
    assert_non_null(port);
    assert_non_null(strstr(port, "\"host\":\"10.0.0.3/24\""));
    assert_null(strstr(text, "\"host\":\"\"")); /* the others are not */
    free(text);
    end(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_filter_blocks_one_port),
        cmocka_unit_test(results_are_those_of_one_worker),
        cmocka_unit_test(stopping_loses_nothing),
        cmocka_unit_test(policy_and_ports_change_under_load),
        cmocka_unit_test(switches_come_and_go),
        cmocka_unit_test(nobody_injects_into_a_switch_without_wfp),
        cmocka_unit_test(what_nobody_can_refuse_is_done_and_told),
        cmocka_unit_test(inspection_that_cannot_end_goes_on),
        cmocka_unit_test(vlans_keep_stations_apart),
        cmocka_unit_test(what_goes_down_is_told),
        cmocka_unit_test(what_is_injected_into_the_host_arrives),
        cmocka_unit_test(the_port_of_the_host_is_marked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
