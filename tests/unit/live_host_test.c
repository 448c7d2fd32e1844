/* The host's own port on a live switch. */
#include "base/json.h"
#include "live_kit.h"
#include "model/choices.h"
#include "pkt/checksum.h"
#include "port/port_ops.h"

#define ETHERNET 14u
#define HOST     2u /* the station at whose port it is */
#define INDEX    7u /* of the interface that its device is said to be */

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

static void plug_host_of(struct world *w, const char *address, uint32_t index)
{
    struct live_port   port = { .spec = spec_of(HOST), .port = { .id = HOST + 1 } };
    struct port_config device = live_port_config(w->live, port.spec);
    snprintf(port.host, sizeof(port.host), "%s", address);
    assert_int_equal(live_port_delete(w->live, "s", spec_of(HOST), why), WFP_OK);
    if (port_open(&device, &port.device, error) != WFP_OK)
        fail_msg("%s", error);
    port.device->device.index = index;
    if (live_port_add(w->live, "s", &port, why) != WFP_OK)
        fail_msg("%s", why);
}

static void plug_host(struct world *w, const char *address)
{
    plug_host_of(w, address, 0);
}

static void begin_with_host(struct world *w, unsigned workers)
{
    begin(w, NO_9, workers);
    plug_host(w, "10.0.0.3/24");
    send_summed(w, 0, HOST, 7);
    assert_int_equal(received(w, HOST), 7);
    assert_int_equal(received(w, 1), 7); /* nobody had spoken yet */
    send_summed(w, HOST, 0, 7);
    assert_int_equal(received(w, 0), 7);
}

/* What a driver's own thread injects into the host, in either direction; how it went. */
static int32_t inject_packet_by(struct world *w, struct injection_handle *handle, uint32_t interface, bool sends, uint16_t port)
{
    struct injection i = { .path = sends ? INJECTION_NETWORK_SEND : INJECTION_NETWORK_RECEIVE, .family = FAMILY_V4,
                           .interface_index = interface };
    _Alignas(8) uint8_t packet[FRAME - ETHERNET];
    uint8_t             room[FRAME];
    udp_summed(room, sends ? HOST : 0, sends ? 0 : HOST, port);
    memcpy(packet, &room[ETHERNET], sizeof(packet));
    return inject_bytes(w, handle, &i, bytes_of(packet, sizeof(packet)));
}

static int32_t inject_packet(struct world *w, struct injection_handle *handle, bool sends, uint16_t port)
{
    return inject_packet_by(w, handle, CHOICE_REPLAY_INTERFACE, sends, port);
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

/* Nothing has shown the host yet, nor its interface. */
static void what_is_injected_first_arrives(void **state)
{
    struct world             w;
    struct injection_handle *handle;
    (void)state;
    begin(&w, NO_9, 2);
    plug_host_of(&w, "10.0.0.3/24", INDEX);
    struct callout_registry *callouts = kernel_context(w.kernel)->callouts;
    assert_int_equal(injection_handle_new(callouts, FAMILY_NONE, INJECT_L2, NULL, &handle), WFP_OK);
    for (unsigned sends = 0; sends <= 1; sends++) {
        unsigned         from = sends ? HOST : 0, to = HOST - from;
        uint8_t          room[FRAME];
        struct injection i = { .path = sends ? INJECTION_MAC_SEND : INJECTION_MAC_RECEIVE, .interface_index = INDEX };
        assert_int_equal(inject_bytes(&w, handle, &i, udp_summed(room, from, to, 100).bytes), 0);
        assert_int_equal(received(&w, to), 100);
        i.interface_index = INDEX + 1;
        assert_int_not_equal(inject_bytes(&w, handle, &i, udp_summed(room, from, to, 101).bytes), 0);
    }
    assert_int_equal(injection_handle_free(callouts, handle), WFP_OK);
    end(&w);
}

#define NOT_BY_7 "{'filters': [{'name': 'not by 7', 'layer': 'INBOUND_IPPACKET_V4', 'action': 'block', 'conditions': " \
                 "[{'field': 'INTERFACE_INDEX', 'match': 'equal', 'value': 7}]}]}"

/* A filter sees the interface that a driver's packet is injected with, before any frame has come by it. */
static void what_is_injected_has_the_interface_of_the_host(void **state)
{
    struct world             w;
    struct injection_handle *handle;
    (void)state;
    for (uint32_t index = INDEX - 1; index <= INDEX; index++) {
        begin(&w, NOT_BY_7, 2);
        plug_host_of(&w, "10.0.0.3/24", index);
        struct callout_registry *callouts = kernel_context(w.kernel)->callouts;
        assert_int_equal(injection_handle_new(callouts, FAMILY_V4, INJECT_NETWORK, NULL, &handle), WFP_OK);
        bool blocked = inject_packet_by(&w, handle, index, false, 100) != 0;
        assert_int_equal(blocked, index == INDEX);
        assert_int_equal(atomic_load(&w.blocked_at_host), blocked);
        assert_int_equal(injection_handle_free(callouts, handle), WFP_OK);
        end(&w);
    }
}

static uint64_t accepted(const struct world *w)
{
    struct live_layer_stats s;
    live_layer_stats(w->live, LAYER_ID_ALE_AUTH_RECV_ACCEPT_V4, &s);
    return s.classifies;
}

/* The host is gone: a packet for it is walked as one for anybody. */
static void check_nobody(struct world *w)
{
    struct callout_registry *callouts = kernel_context(w->kernel)->callouts;
    struct injection_handle *handle;
    assert_int_equal(live_port_delete(w->live, "s", spec_of(HOST), why), WFP_OK);
    assert_int_equal(injection_handle_new(callouts, FAMILY_V4, INJECT_NETWORK, NULL, &handle), WFP_OK);
    (void)inject_packet(w, handle, false, 200);
    assert_int_equal(injection_handle_free(callouts, handle), WFP_OK);
}

/* As often as it changes, with nothing to do in between. */
static void the_host_is_the_one_that_is_plugged_in(void **state)
{
    static const char *const addresses[] = { "10.0.0.3", "10.0.0.4", "10.0.0.3" };
    struct world w;
    uint64_t     expected = 0;
    (void)state;
    begin(&w, "{'filters': [{'name': 'f', 'layer': 'ALE_AUTH_RECV_ACCEPT', 'action': 'permit'}]}", 2);
    for (uint16_t i = 0; i < COUNT_OF(addresses); i++) {
        plug_host(&w, addresses[i]);
        send_summed(&w, 0, HOST, 100 + i);
        assert_int_equal(received(&w, HOST), 100 + i);
        expected += i != 1; /* which is not for the host */
        assert_int_equal(accepted(&w), expected);
    }
    check_nobody(&w);
    assert_int_equal(accepted(&w), expected);
    end(&w);
}

/* The bytes of what the host sends wait with those of others until the batch leaves. */
static void frames_of_the_host_keep_their_bytes(void **state)
{
    enum { BURST = 32 };
    uint8_t      rooms[BURST][FRAME], mark;
    struct frame frames[BURST];
    struct world w;
    (void)state;
    begin_with_host(&w, 1);
    for (unsigned i = 0; i < BURST; i++) {
        frames[i] = udp_summed(rooms[i], HOST, 0, 100);
        rooms[i][MARK] = (uint8_t)i;
    }
    assert_int_equal(port_send(w.station[HOST], 0, frames, BURST), BURST);
    for (unsigned i = 0; i < BURST; i++) {
        assert_int_equal(received_marked(&w, 0, &mark), 100);
        assert_int_equal(mark, i);
    }
    end(&w);
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
        cmocka_unit_test(what_is_injected_into_the_host_arrives),
        cmocka_unit_test(what_is_injected_first_arrives),
        cmocka_unit_test(what_is_injected_has_the_interface_of_the_host),
        cmocka_unit_test(the_host_is_the_one_that_is_plugged_in),
        cmocka_unit_test(frames_of_the_host_keep_their_bytes),
        cmocka_unit_test(the_port_of_the_host_is_marked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
