/* For tests of injection: the five functions of injection as one, good calls of each, and setup() and
 * teardown() of each test. */
#ifndef WFP_TESTS_INJECT_CALLS_H
#define WFP_TESTS_INJECT_CALLS_H

#include "inject_kit.h"

#include <ndis.h>

#include "nt/rule.h"

#define AF_NONE 0
#define FORWARD FWPS_INJECTION_TYPE_FORWARD
#define NETWORK FWPS_INJECTION_TYPE_NETWORK
#define TRANSPORT FWPS_INJECTION_TYPE_TRANSPORT
#define STREAM FWPS_INJECTION_TYPE_STREAM

/* Reported once. A test that breaks no rule reports nothing: see teardown. */
#define BREAKS(rule)                                                                  \
    do {                                                                              \
        assert_int_equal(rule_breaches(ik.km.km.nt, RULE_##rule), 1);                 \
        assert_int_not_equal(ik.km.report[0], 0);                                     \
        ik.km.report[0] = 0;                                                          \
    } while (0)

static struct frame packet;

static inline int setup(void **state)
{
    inject_kit_init(*(enum family *)*state);
    return 0;
}

static inline int teardown(void **state)
{
    (void)state;
    assert_string_equal(ik.km.report, "");
    inject_kit_fini();
    return 0;
}

/* --- the five functions as one ---------------------------------------------------------------------------------------- */

struct call {
    enum injection_path path;
    HANDLE              handle, context;
    UINT32              flags;
    ADDRESS_FAMILY      af;
    COMPARTMENT_ID      compartment;
    IF_INDEX            interface;
    UINT64              endpoint;
    FWPS_TRANSPORT_SEND_PARAMS1 *params;
    bool                version1;
    NET_BUFFER_LIST    *list;
    FWPS_INJECT_COMPLETE0 completion;
};

static inline struct call usual(enum injection_path path, HANDLE handle, NET_BUFFER_LIST *list)
{
    return (struct call){ .path = path, .handle = handle, .af = inject_af(), .compartment = (COMPARTMENT_ID)CHOICE_REPLAY_COMPARTMENT,
                          .interface = CHOICE_REPLAY_INTERFACE, .list = list, .completion = inject_completed };
}

static inline NTSTATUS make(const struct call *c)
{
    switch (c->path) {
    case INJECTION_NETWORK_SEND:
        return FwpsInjectNetworkSendAsync0(c->handle, c->context, c->flags, c->compartment, c->list, c->completion, &ik);
    case INJECTION_NETWORK_RECEIVE:
        return FwpsInjectNetworkReceiveAsync0(c->handle, c->context, c->flags, c->compartment, c->interface, c->interface, c->list,
                                              c->completion, &ik);
    case INJECTION_TRANSPORT_SEND:
        if (c->version1)
            return FwpsInjectTransportSendAsync1(c->handle, c->context, c->endpoint, c->flags, c->params, c->af, c->compartment,
                                                 c->list, c->completion, &ik);
        return FwpsInjectTransportSendAsync0(c->handle, c->context, c->endpoint, c->flags, (void *)c->params, c->af,
                                             c->compartment, c->list, c->completion, &ik);
    case INJECTION_TRANSPORT_RECEIVE:
        return FwpsInjectTransportReceiveAsync0(c->handle, c->context, NULL, c->flags, c->af, c->compartment, c->interface,
                                                c->interface, c->list, c->completion, &ik);
    case INJECTION_FORWARD:
        return FwpsInjectForwardAsync0(c->handle, c->context, c->flags, c->af, c->compartment, c->interface, c->list,
                                       c->completion, &ik);
    default:
        break;
    }
    return STATUS_NOT_SUPPORTED;
}

static const UINT32 types[INJECTION_PATH_COUNT] = { NETWORK, NETWORK, TRANSPORT, TRANSPORT, FORWARD };
static const enum inject_way ways[INJECTION_PATH_COUNT] = { WAY_OUT, WAY_IN, WAY_OUT, WAY_IN, WAY_THROUGH };
/* Where the data of a list for the path begin: transport send takes the segment alone. */
static inline uint32_t offset_of(enum injection_path path)
{
    return path == INJECTION_TRANSPORT_SEND ? inject_header_size() : 0;
}

/* A conversation that the host began, as the capture showed it; what an endpoint handle names. */
static UINT64 endpoint;

static inline void note_endpoint(struct inject_kit *k, const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *m,
                          NET_BUFFER_LIST *list)
{
    (void)k, (void)values, (void)list;
    if (FWPS_IS_METADATA_FIELD_PRESENT(m, FWPS_METADATA_FIELD_TRANSPORT_ENDPOINT_HANDLE))
        endpoint = m->transportEndpointHandle;
}

static inline void talk(const char *transport, unsigned protocol)
{
    static struct frame f;
    ik.look = note_endpoint;
    inject_ip(&f, WAY_OUT, protocol, transport);
    assert_int_equal(inject_capture(&f), VERDICT_PERMIT);
    assert_int_not_equal(endpoint, 0);
    ik.look = NULL;
    inject_forget();
}

static UCHAR                       remote[16];
static FWPS_TRANSPORT_SEND_PARAMS1 params;

static inline void set_remote(unsigned last)
{
    memset(remote, 0, sizeof(remote));
    remote[0] = ik.km.family == FAMILY_V4 ? 10 : 0xfd;
    remote[ik.km.family == FAMILY_V4 ? 3 : 15] = (UCHAR)last;
    params = (FWPS_TRANSPORT_SEND_PARAMS1){ .remoteAddress = remote };
}

/* A good call of a path, with a packet of its own. */
static inline struct call good(enum injection_path path, HANDLE handle)
{
    talk(UDP_OUT, 17);
    set_remote(2);
    inject_ip(&packet, ways[path], 17, ways[path] == WAY_IN ? UDP_IN : UDP_OUT);
    struct call c = usual(path, handle, inject_list(&packet, offset_of(path)));
    c.endpoint = endpoint;
    c.params = &params;
    return c;
}

static inline void expect_refused(const struct call *c, NTSTATUS status)
{
    NTSTATUS got = make(c);
    if (got != status)
        fail_msg("%s: 0x%08x instead of 0x%08x", injection_path_name(c->path), (unsigned)got, (unsigned)status);
    inject_settle();
    assert_int_equal(ik.completed, 0);
}

static inline void run(const struct call *c)
{
    assert_int_equal(make(c), STATUS_SUCCESS);
    inject_settle();
    assert_int_equal(ik.completed, 1);
}


/* --- for callouts that look ------------------------------------------------------------------------------------------------ */

static struct {
    HANDLE           handle, context;
    NET_BUFFER_LIST *clone; /* of the packet that comes by; made once */
    bool             wanted;
} next;

static inline void clone_it(struct inject_kit *k, const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *m,
                     NET_BUFFER_LIST *list)
{
    (void)k, (void)values, (void)m;
    if (!next.wanted)
        return;
    next.wanted = false;
    assert_int_equal(FwpsAllocateCloneNetBufferList0(list, NULL, NULL, 0, &next.clone), STATUS_SUCCESS);
}

#endif
