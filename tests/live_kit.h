/* The live host over ports in memory: stations on one switch, and a policy. */
#ifndef WFP_TESTS_LIVE_KIT_H
#define WFP_TESTS_LIVE_KIT_H

#include <poll.h>
#include <stdatomic.h>
#include <stdio.h>
#include <time.h>

#include "host/live.h"
#include "api_km/context.h"
#include "callout/injection.h"
#include "callout/sink.h"
#include "pkt/mdl.h"
#include "pkt/nbl_owned.h"
#include "policy_kit.h"
#include "shim/context.h"

#define STATIONS  3u
#define FRAME     64u
#define DEADLINE  60 /* seconds, on a busy machine */
#define MARK      50u /* where in a frame its mark is */

struct world {
    struct policy_file *policy;
    struct kernel      *kernel;
    struct live        *live;
    struct port        *station[STATIONS];
    atomic_uint         blocked, blocked_at_host, lines; /* at layers of the switch; of its host */
    atomic_bool         hold, held; /* the first worker is kept where it blocks a frame, as long as `hold` */
};

static char why[LIVE_ERROR_SIZE], error[PORT_ERROR_SIZE];

static inline void on_line(void *context, const char *line)
{
    struct world *w = context;
    (void)line;
    atomic_fetch_add(&w->lines, 1);
}

static inline void on_module(void *context, bool is_report, const char *module, const char *line)
{
    (void)context;
    fail_msg("%s%s: %s", is_report ? "! " : "", module, line);
}

static inline void on_blocked(void *context, const struct pkt_ctx *walk, const struct layer_row *layer, const struct classify_out *out)
{
    struct world *w = context;
    assert_non_null(out->rule);
    (void)layer;
    atomic_fetch_add(walk->vswitch ? &w->blocked : &w->blocked_at_host, 1);
    while (walker_number() == 1 && atomic_load(&w->hold)) {
        atomic_store(&w->held, true);
        nanosleep(&(struct timespec){ 0, 1000000 }, NULL);
    }
}

static unsigned queues; /* of each port; 0: one a worker */
static bool     restless; /* workers change threads all the time */

static inline struct port *narrow(const char *spec)
{
    struct port_config config = live_port_config_of(queues, spec);
    struct port       *p = NULL;
    if (queues && port_open(&config, &p, error) != WFP_OK)
        fail_msg("%s", error);
    return p;
}

static inline const char *spec_of(unsigned station)
{
    static char text[32];
    snprintf(text, sizeof(text), "loop:station%u", station);
    return text;
}

static inline void plug(struct world *w, unsigned station, uint16_t vlan)
{
    struct live_port port = { .spec = spec_of(station), .device = narrow(spec_of(station)), .port = { .id = station + 1 } };
    if (vlan)
        port.port.vlan = (struct switch_vlan){ .mode = SWITCH_VLAN_ACCESS, .access_id = vlan };
    if (live_port_add(w->live, "s", &port, why) != WFP_OK)
        fail_msg("%s", why);
}

static inline void begin(struct world *w, const char *policy, unsigned workers)
{
    *w = (struct world){ .policy = policy_of(policy) };
    const struct kernel_config kernel = { .policy = policy_file_policy(w->policy), .log = on_module, .context = w, .live = true };
    assert_int_equal(kernel_new(&kernel, &w->kernel), WFP_OK);
    const struct live_config live = { .kernel = w->kernel, .workers = workers, .restless = restless, .log = on_line,
                                      .blocked = on_blocked, .context = w };
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

static inline void end(struct world *w)
{
    live_free(w->live);
    kernel_free(w->kernel);
    for (unsigned i = 0; i < STATIONS; i++)
        port_close(w->station[i]);
    policy_file_free(w->policy);
}

/* UDP from station to station, without checksums, which nobody here looks at. */
static inline struct frame udp(uint8_t at[FRAME], unsigned from, unsigned to, uint16_t port)
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

static inline void send_marked(struct world *w, unsigned from, unsigned to, uint16_t port, uint8_t mark)
{
    uint8_t      room[FRAME];
    struct frame f = udp(room, from, to, port);
    room[MARK] = mark;
    assert_int_equal(port_send(w->station[from], 0, &f, 1), 1);
}

static inline void send(struct world *w, unsigned from, unsigned to, uint16_t port)
{
    send_marked(w, from, to, port, 0);
}

/* The next frame that a station gets; its port and its mark. */
static inline uint16_t received_marked(struct world *w, unsigned station, uint8_t *mark)
{
    struct pollfd f = { .fd = port_fd(w->station[station], 0), .events = POLLIN };
    struct frame  in;
    assert_int_equal(poll(&f, 1, DEADLINE * 1000), 1);
    assert_int_equal(port_receive(w->station[station], 0, &in, 1), 1);
    *mark = in.bytes.at[MARK];
    return (uint16_t)(in.bytes.at[36] << 8 | in.bytes.at[37]);
}

static inline uint16_t received(struct world *w, unsigned station)
{
    uint8_t mark;
    return received_marked(w, station, &mark);
}

static inline unsigned received_now(struct world *w, unsigned station)
{
    struct frame in[PORT_BATCH];
    unsigned     sum = 0, n;
    while ((n = port_receive(w->station[station], 0, in, PORT_BATCH)))
        sum += n;
    return sum;
}

static inline bool is_due(const struct timespec *begun)
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

static inline struct live_stats stats_of(const struct world *w)
{
    struct live_stats s;
    live_stats(w->live, &s);
    return s;
}

#define NO_9 "{'filters': [{'name': 'no 9', 'layer': 'INGRESS_VSWITCH_TRANSPORT', 'action': 'block', 'conditions': " \
             "[{'field': 'IP_DESTINATION_PORT', 'match': 'equal', 'value': 9}]}]}"

/* Every station is known to the switch after it has spoken; until then frames to it come to all. */
static inline void introduce(struct world *w)
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

static atomic_bool completed;

static inline void on_completed(struct injection *i)
{
    (void)i;
    atomic_store(&completed, true);
}

/* What a driver's own thread injects, of these bytes; how it went. */
static inline int32_t inject_bytes(struct world *w, struct injection_handle *handle, struct injection *i, struct bytes bytes)
{
    MDL mdl;
    mdl_init(&mdl, bytes);
    i->complete = on_completed;
    assert_int_equal(nbl_make(&(struct nbl_shape){ .chain = &mdl, .length = (uint32_t)bytes_left(&bytes) }, &i->nbl), WFP_OK);
    atomic_store(&completed, false);
    assert_int_equal(injection_start(kernel_context(w->kernel)->callouts, handle, i), WFP_OK);
    WAIT_FOR(atomic_load(&completed));
    int32_t status = i->nbl->Status;
    nbl_owned_free(i->nbl);
    return status;
}

#endif
