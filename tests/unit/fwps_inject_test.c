/* Injection as a driver meets it at the border (docs/behaviour D.3, D.4, D.5, D.9): handles, errors before the fact, completion,
 * the layers that an injected packet visits, and what the packet is by then. */
#include "inject_kit.h"

#include <ndis.h>
#include <pthread.h>

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

static int setup(void **state)
{
    inject_kit_init(*(enum family *)*state);
    return 0;
}

static int teardown(void **state)
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

static struct call usual(enum injection_path path, HANDLE handle, NET_BUFFER_LIST *list)
{
    return (struct call){ .path = path, .handle = handle, .af = inject_af(), .compartment = (COMPARTMENT_ID)CHOICE_REPLAY_COMPARTMENT,
                          .interface = CHOICE_REPLAY_INTERFACE, .list = list, .completion = inject_completed };
}

static NTSTATUS make(const struct call *c)
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
    case INJECTION_PATH_COUNT:
        break;
    }
    return STATUS_NOT_SUPPORTED;
}

static const UINT32 types[INJECTION_PATH_COUNT] = { NETWORK, NETWORK, TRANSPORT, TRANSPORT, FORWARD };
static const enum inject_way ways[INJECTION_PATH_COUNT] = { WAY_OUT, WAY_IN, WAY_OUT, WAY_IN, WAY_THROUGH };
/* Where the data of a list for the path begin: transport send takes the segment alone. */
static uint32_t offset_of(enum injection_path path)
{
    return path == INJECTION_TRANSPORT_SEND ? inject_header_size() : 0;
}

/* A conversation that the host began, as the capture showed it; what an endpoint handle names. */
static UINT64 endpoint;

static void note_endpoint(struct inject_kit *k, const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *m,
                          NET_BUFFER_LIST *list)
{
    (void)k, (void)values, (void)list;
    if (FWPS_IS_METADATA_FIELD_PRESENT(m, FWPS_METADATA_FIELD_TRANSPORT_ENDPOINT_HANDLE))
        endpoint = m->transportEndpointHandle;
}

static void talk(const char *transport, unsigned protocol)
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

static void set_remote(unsigned last)
{
    memset(remote, 0, sizeof(remote));
    remote[0] = ik.km.family == FAMILY_V4 ? 10 : 0xfd;
    remote[ik.km.family == FAMILY_V4 ? 3 : 15] = (UCHAR)last;
    params = (FWPS_TRANSPORT_SEND_PARAMS1){ .remoteAddress = remote };
}

/* A good call of a path, with a packet of its own. */
static struct call good(enum injection_path path, HANDLE handle)
{
    talk(UDP_OUT, 17);
    set_remote(2);
    inject_ip(&packet, ways[path], 17, ways[path] == WAY_IN ? UDP_IN : UDP_OUT);
    struct call c = usual(path, handle, inject_list(&packet, offset_of(path)));
    c.endpoint = endpoint;
    c.params = &params;
    return c;
}

static void expect_refused(const struct call *c, NTSTATUS status)
{
    NTSTATUS got = make(c);
    if (got != status)
        fail_msg("%s: 0x%08x instead of 0x%08x", injection_path_name(c->path), (unsigned)got, (unsigned)status);
    inject_settle();
    assert_int_equal(ik.completed, 0);
}

/* --- handles ---------------------------------------------------------------------------------------------------------- */

/* proves: D-028 */
static void handles_are_made_for_families_and_types(void **state)
{
    static const struct {
        ADDRESS_FAMILY af;
        UINT32         types;
        NTSTATUS       status;
    } rows[] = {
        { AF_NONE, 0, STATUS_SUCCESS },          { 2, 0, STATUS_SUCCESS },
        { AF_NONE, TRANSPORT, STATUS_SUCCESS },  { AF_NONE, STREAM, STATUS_SUCCESS },
        { AF_NONE, FORWARD, STATUS_SUCCESS },    { 2, NETWORK, STATUS_SUCCESS },
        { 23, NETWORK, STATUS_SUCCESS },         { 23, NETWORK | TRANSPORT | STREAM | FORWARD, STATUS_SUCCESS },
        { AF_NONE, FWPS_INJECTION_TYPE_L2, STATUS_SUCCESS }, { AF_NONE, 0x80000000, STATUS_INVALID_PARAMETER },
        { 17, TRANSPORT, STATUS_INVALID_PARAMETER },
    };
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(rows); i++) {
        HANDLE h = NULL;
        assert_int_equal(FwpsInjectionHandleCreate0(rows[i].af, rows[i].types, &h), rows[i].status);
        assert_int_equal(h != NULL, rows[i].status == STATUS_SUCCESS);
        if (h)
            assert_int_equal(FwpsInjectionHandleDestroy0(h), STATUS_SUCCESS);
    }
    HANDLE all = inject_handle(AF_NONE, 0);
    struct call c = good(INJECTION_TRANSPORT_RECEIVE, all);
    assert_int_equal(make(&c), STATUS_SUCCESS); /* 0 is transport ... */
    inject_settle();
    c = good(INJECTION_FORWARD, all);
    assert_int_equal(make(&c), STATUS_SUCCESS); /* ... and forward */
    inject_settle();
    assert_int_equal(ik.completed, 1);
    c = good(INJECTION_NETWORK_SEND, all);
    expect_refused(&c, STATUS_FWP_INJECT_HANDLE_STALE); /* but not network */
    FwpsFreeCloneNetBufferList0(c.list, 0);
    assert_int_equal(FwpsInjectionHandleDestroy0(all), STATUS_SUCCESS);
    assert_int_equal(FwpsInjectionHandleDestroy0(all), STATUS_INVALID_HANDLE);
}

/* proves: D-029 */
static void network_handles_need_a_family(void **state)
{
    HANDLE h = NULL;
    (void)state;
    assert_int_equal(FwpsInjectionHandleCreate0(AF_NONE, NETWORK, &h), STATUS_INVALID_PARAMETER);
    assert_int_equal(FwpsInjectionHandleCreate0(AF_NONE, NETWORK | TRANSPORT, &h), STATUS_INVALID_PARAMETER);
    assert_null(h);
}

/* proves: D-030 D-061 D-110 */
static void a_handle_of_another_path_or_family_is_stale(void **state)
{
    ADDRESS_FAMILY other = inject_af() == 2 ? 23 : 2;
    (void)state;
    for (enum injection_path p = 0; p < INJECTION_PATH_COUNT; p++) {
        HANDLE      stream = inject_handle(inject_af(), STREAM), foreign = inject_handle(other, types[p]);
        struct call c = good(p, stream);
        expect_refused(&c, STATUS_FWP_INJECT_HANDLE_STALE);
        c.handle = foreign;
        expect_refused(&c, STATUS_FWP_INJECT_HANDLE_STALE);
        FwpsFreeCloneNetBufferList0(c.list, 0);
        FwpsInjectionHandleDestroy0(stream);
        FwpsInjectionHandleDestroy0(foreign);
    }
}

static void *destroy(void *context)
{
    km_enter(&ik.km.km);
    assert_int_equal(FwpsInjectionHandleDestroy0(context), STATUS_SUCCESS);
    km_leave(NULL);
    return NULL;
}

/* proves: D-031 */
static void destroying_waits_for_what_is_under_way_and_takes_no_more(void **state)
{
    HANDLE      h = inject_handle(inject_af(), NETWORK);
    struct call first = good(INJECTION_NETWORK_SEND, h), late = good(INJECTION_NETWORK_SEND, h);
    pthread_t   t;
    (void)state;
    ik.keeps = true;
    assert_int_equal(make(&first), STATUS_SUCCESS);
    assert_int_equal(pthread_create(&t, NULL, destroy, h), 0);
    NTSTATUS status;
    do { /* until the other thread has begun; what is injected before that completes as well */
        status = make(&late);
        inject_settle();
    } while (status == STATUS_SUCCESS && ik.completed == 0);
    pthread_join(t, NULL);
    assert_true(ik.completed >= 1);
    FwpsFreeCloneNetBufferList0(first.list, 0);
    FwpsFreeCloneNetBufferList0(late.list, 0);
}

/* The completion function of the last injection runs while the handle is being destroyed. */
static HANDLE  closing;
static NTSTATUS while_closing;

static void NTAPI inject_while_closing(void *context, NET_BUFFER_LIST *list, BOOLEAN dispatchLevel)
{
    struct call late = usual(INJECTION_NETWORK_SEND, closing, list);
    inject_completed(context, list, dispatchLevel);
    while_closing = make(&late);
}

/* proves: D-071 */
static void a_handle_that_closes_takes_no_more(void **state)
{
    HANDLE      h = closing = inject_handle(inject_af(), NETWORK);
    struct call c = good(INJECTION_NETWORK_SEND, h);
    (void)state;
    ik.keeps = true;
    c.completion = inject_while_closing;
    assert_int_equal(make(&c), STATUS_SUCCESS);
    assert_int_equal(FwpsInjectionHandleDestroy0(h), STATUS_SUCCESS); /* serves: this thread walks */
    assert_int_equal(ik.completed, 1);
    assert_int_equal(while_closing, STATUS_FWP_INJECT_HANDLE_CLOSING);
    FwpsFreeCloneNetBufferList0(c.list, 0);
}

/* --- errors before the fact ------------------------------------------------------------------------------------------- */

/* proves: D-032 D-033 D-072 */
static void without_a_stack_nothing_is_injected(void **state)
{
    (void)state;
    for (enum injection_path p = 0; p < INJECTION_PATH_COUNT; p++) {
        HANDLE      h = inject_handle(inject_af(), types[p]);
        struct call c = good(p, h);
        callout_registry_set_sink(ik.km.callouts, NULL);
        expect_refused(&c, STATUS_FWP_TCPIP_NOT_READY);
        callout_registry_set_sink(ik.km.callouts, inbox_sink(ik.inbox));
        FwpsFreeCloneNetBufferList0(c.list, 0); /* still the caller's */
        assert_int_equal(FwpsInjectionHandleDestroy0(h), STATUS_SUCCESS); /* waits for nothing */
    }
}

/* proves: D-037 D-038 D-064 D-070 */
static void flags_are_zero_and_a_completion_function_is_there(void **state)
{
    (void)state;
    for (enum injection_path p = 0; p < INJECTION_PATH_COUNT; p++) {
        HANDLE      h = inject_handle(inject_af(), types[p]);
        struct call c = good(p, h);
        c.flags = 1;
        expect_refused(&c, STATUS_INVALID_PARAMETER);
        c.flags = 0;
        c.completion = NULL;
        expect_refused(&c, STATUS_FWP_NULL_POINTER);
        FwpsFreeCloneNetBufferList0(c.list, 0);
        c = usual(p, h, NULL);
        expect_refused(&c, STATUS_FWP_NULL_POINTER);
        FwpsInjectionHandleDestroy0(h);
    }
}

/* proves: D-067 */
static void the_family_is_ipv4_or_ipv6(void **state)
{
    static const enum injection_path paths[] = { INJECTION_TRANSPORT_SEND, INJECTION_TRANSPORT_RECEIVE, INJECTION_FORWARD };
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(paths); i++) {
        HANDLE      h = inject_handle(AF_NONE, types[paths[i]]);
        struct call c = good(paths[i], h);
        c.af = AF_NONE;
        expect_refused(&c, STATUS_INVALID_PARAMETER);
        c.af = 17;
        expect_refused(&c, STATUS_INVALID_PARAMETER);
        FwpsFreeCloneNetBufferList0(c.list, 0);
        FwpsInjectionHandleDestroy0(h);
    }
}

/* proves: D-069 */
static void only_lists_of_wfp_are_taken_and_each_once_at_a_time(void **state)
{
    NET_BUFFER_LIST foreign = { .FirstNetBuffer = NULL };
    (void)state;
    for (enum injection_path p = 0; p < INJECTION_PATH_COUNT; p++) {
        HANDLE      h = inject_handle(inject_af(), types[p]);
        struct call c = good(p, h);
        NET_BUFFER_LIST *mine = c.list;
        c.list = mine->ParentNetBufferList; /* the stack's own */
        expect_refused(&c, STATUS_INVALID_PARAMETER);
        foreign.FirstNetBuffer = mine->FirstNetBuffer;
        c.list = &foreign;
        expect_refused(&c, STATUS_INVALID_PARAMETER);
        c.list = mine;
        assert_int_equal(make(&c), STATUS_SUCCESS);
        assert_int_equal(make(&c), STATUS_INVALID_PARAMETER); /* it is on its way */
        inject_settle();
        assert_int_equal(ik.completed, 1);
        inject_forget();
        FwpsInjectionHandleDestroy0(h);
    }
}

/* proves: D-054 */
static void a_chain_is_not_taken(void **state)
{
    HANDLE           h = inject_handle(inject_af(), FORWARD);
    struct call      c = good(INJECTION_FORWARD, h);
    NET_BUFFER_LIST *second = inject_list(&packet, 0);
    (void)state;
    c.list->Next = second;
    expect_refused(&c, STATUS_INVALID_PARAMETER);
    c.list->Next = NULL;
    assert_int_equal(make(&c), STATUS_SUCCESS); /* one by one they go */
    c.list = second;
    assert_int_equal(make(&c), STATUS_SUCCESS);
    inject_settle();
    assert_int_equal(ik.completed, 2);
    FwpsInjectionHandleDestroy0(h);
}

/* proves: D-065 */
static void without_send_parameters_the_list_has_its_ip_header(void **state)
{
    HANDLE      h = inject_handle(inject_af(), TRANSPORT);
    struct call c = good(INJECTION_TRANSPORT_SEND, h);
    (void)state;
    c.params = NULL;
    expect_refused(&c, STATUS_INVALID_PARAMETER);
    FwpsFreeCloneNetBufferList0(c.list, 0);
    c.list = inject_list(&packet, 0);
    assert_int_equal(make(&c), STATUS_SUCCESS);
    inject_settle();
    assert_int_equal(ik.status, STATUS_SUCCESS);
    EXPECT_LAYERS(LAYER(OUTBOUND_TRANSPORT), LAYER(OUTBOUND_IPPACKET));
    FwpsInjectionHandleDestroy0(h);
}

/* A reserved argument that is not NULL. proves: D-108 */
static void transport_receive_has_a_reserved_argument(void **state)
{
    HANDLE      h = inject_handle(inject_af(), TRANSPORT);
    struct call c = good(INJECTION_TRANSPORT_RECEIVE, h);
    (void)state;
    assert_int_equal(FwpsInjectTransportReceiveAsync0(h, NULL, &ik, 0, c.af, c.compartment, c.interface, c.interface, c.list,
                                                      inject_completed, NULL), STATUS_INVALID_PARAMETER);
    expect_refused(&(struct call){ .path = c.path, .handle = &ik, .af = c.af, .list = c.list, .completion = inject_completed },
                   STATUS_INVALID_HANDLE);
    assert_int_equal(make(&c), STATUS_SUCCESS);
    inject_settle();
    assert_int_equal(ik.status, STATUS_SUCCESS);
    FwpsInjectionHandleDestroy0(h);
}

/* --- completion ------------------------------------------------------------------------------------------------------- */

/* proves: D-034 D-035 D-036 D-105 D-107 */
static void each_path_completes_once_at_dispatch_level(void **state)
{
    (void)state;
    for (enum injection_path p = 0; p < INJECTION_PATH_COUNT; p++) {
        HANDLE      h = inject_handle(inject_af(), types[p]);
        struct call c = good(p, h);
        assert_int_equal(make(&c), STATUS_SUCCESS);
        assert_int_equal(ik.completed, 0);
        inject_settle();
        inject_settle();
        assert_int_equal(ik.completed, 1);
        assert_int_equal(ik.status, STATUS_SUCCESS);
        assert_ptr_equal(ik.completion_context, &ik);
        assert_true(ik.at_dispatch);
        assert_int_equal(ik.irql, IRQL_DISPATCH);
        assert_int_equal(irql_current(), IRQL_PASSIVE);
        inject_forget();
        FwpsInjectionHandleDestroy0(h);
    }
}

/* A packet that is blocked on its way completes with an error. proves: P-013 */
static void a_blocked_packet_completes_with_an_error(void **state)
{
    HANDLE      h = inject_handle(inject_af(), NETWORK);
    struct call c = good(INJECTION_NETWORK_SEND, h);
    (void)state;
    ik.blocks = layer_of(LAYER(OUTBOUND_IPPACKET), ik.km.family)->id;
    assert_int_equal(make(&c), STATUS_SUCCESS);
    inject_settle();
    assert_int_equal(ik.completed, 1);
    assert_int_equal(ik.status, STATUS_FWP_DROP_NOICMP);
    assert_false(NT_SUCCESS(ik.status));
    FwpsInjectionHandleDestroy0(h);
}

static NET_BUFFER_LIST *referenced;

static void hold(struct inject_kit *k, const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *m,
                 NET_BUFFER_LIST *list)
{
    (void)k, (void)values, (void)m;
    referenced = list;
    FwpsReferenceNetBufferList0(list, FALSE);
}

static void completion_waits_for_who_holds_the_list(void **state)
{
    HANDLE      h = inject_handle(inject_af(), NETWORK);
    struct call c = good(INJECTION_NETWORK_SEND, h);
    (void)state;
    ik.look = hold;
    assert_int_equal(make(&c), STATUS_SUCCESS);
    inject_settle();
    assert_int_equal(ik.completed, 0);
    assert_ptr_equal(referenced, c.list);
    FwpsDereferenceNetBufferList0(referenced, FALSE);
    assert_int_equal(ik.completed, 1);
    FwpsInjectionHandleDestroy0(h);
}

/* proves: D-073 */
static void injecting_works_at_dispatch_level(void **state)
{
    (void)state;
    for (enum injection_path p = 0; p < INJECTION_PATH_COUNT; p++) {
        HANDLE      h = inject_handle(inject_af(), types[p]);
        struct call c = good(p, h);
        uint8_t     before = irql_raise(ik.km.km.nt, IRQL_DISPATCH);
        assert_int_equal(make(&c), STATUS_SUCCESS);
        irql_lower(ik.km.km.nt, before);
        inject_settle();
        assert_int_equal(ik.completed, 1);
        assert_int_equal(ik.km.report[0], 0);
        inject_forget();
        FwpsInjectionHandleDestroy0(h);
    }
}

/* --- states ----------------------------------------------------------------------------------------------------------- */

static struct {
    HANDLE           handle, context;
    NET_BUFFER_LIST *clone; /* of the packet that comes by; made once */
    bool             wanted;
} next;

static void clone_it(struct inject_kit *k, const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *m,
                     NET_BUFFER_LIST *list)
{
    (void)k, (void)values, (void)m;
    if (!next.wanted)
        return;
    next.wanted = false;
    assert_int_equal(FwpsAllocateCloneNetBufferList0(list, NULL, NULL, 0, &next.clone), STATUS_SUCCESS);
}

static void inject_clone(HANDLE handle, HANDLE context, HANDLE asker)
{
    struct call c = usual(INJECTION_NETWORK_SEND, handle, next.clone);
    c.context = context;
    inject_forget();
    ik.state_of = asker;
    next.wanted = true;
    assert_int_equal(make(&c), STATUS_SUCCESS);
    inject_settle();
    assert_int_equal(ik.count, 1);
}

/* proves: D-039 D-040 D-042 D-043 */
static void the_state_tells_who_injected_a_packet(void **state)
{
    HANDLE a = inject_handle(inject_af(), NETWORK), b = inject_handle(inject_af(), NETWORK);
    (void)state;
    inject_ip(&packet, WAY_OUT, 17, UDP_OUT);
    ik.look = clone_it;
    ik.keeps = true;
    next.clone = inject_list(&packet, 0);
    NET_BUFFER_LIST *lists[4] = { next.clone };
    HANDLE           context = &packet;
    assert_int_equal(FwpsQueryPacketInjectionState0(a, next.clone, &context), FWPS_PACKET_NOT_INJECTED);
    assert_null(context);
    inject_clone(a, (HANDLE)0x11, a);
    assert_int_equal(ik.states[0], FWPS_PACKET_INJECTED_BY_SELF);
    assert_ptr_equal(ik.contexts[0], (HANDLE)0x11);
    lists[1] = next.clone;
    inject_clone(b, (HANDLE)0x22, a);
    assert_int_equal(ik.states[0], FWPS_PACKET_PREVIOUSLY_INJECTED_BY_SELF);
    assert_ptr_equal(ik.contexts[0], (HANDLE)0x11);
    lists[2] = next.clone;
    assert_int_equal(FwpsQueryPacketInjectionState0(b, lists[2], &context), FWPS_PACKET_INJECTED_BY_SELF);
    assert_ptr_equal(context, (HANDLE)0x22);
    HANDLE c = inject_handle(inject_af(), NETWORK);
    assert_int_equal(FwpsQueryPacketInjectionState0(c, lists[2], &context), FWPS_PACKET_INJECTED_BY_OTHER);
    assert_null(context);
    inject_clone(a, (HANDLE)0x33, a);
    assert_int_equal(ik.states[0], FWPS_PACKET_INJECTED_BY_SELF);
    assert_ptr_equal(ik.contexts[0], (HANDLE)0x33);
    lists[3] = next.clone;
    for (unsigned i = COUNT_OF(lists); i > 0; i--)
        FwpsFreeCloneNetBufferList0(lists[i - 1], 0);
    FwpsInjectionHandleDestroy0(a);
    FwpsInjectionHandleDestroy0(b);
    FwpsInjectionHandleDestroy0(c);
    BREAKS(INJECTED_AGAIN); /* a did it twice */
}

/* proves: D-062 */
static void the_injection_context_may_be_null(void **state)
{
    HANDLE      h = inject_handle(inject_af(), TRANSPORT);
    struct call c = good(INJECTION_TRANSPORT_SEND, h);
    (void)state;
    ik.state_of = h;
    assert_int_equal(make(&c), STATUS_SUCCESS);
    inject_settle();
    assert_int_equal(ik.states[0], FWPS_PACKET_INJECTED_BY_SELF);
    assert_null(ik.contexts[0]);
    inject_forget();
    c = good(INJECTION_TRANSPORT_SEND, h);
    c.context = (HANDLE)0x5;
    assert_int_equal(make(&c), STATUS_SUCCESS);
    inject_settle();
    assert_ptr_equal(ik.contexts[0], (HANDLE)0x5);
    FwpsInjectionHandleDestroy0(h);
}

/* --- layers ----------------------------------------------------------------------------------------------------------- */

static void run(const struct call *c)
{
    assert_int_equal(make(c), STATUS_SUCCESS);
    inject_settle();
    assert_int_equal(ik.completed, 1);
}

/* proves: D-044 D-045 D-046 D-047 D-048 D-052 D-060 G-054 J-015 */
static void each_path_visits_its_layers(void **state)
{
    (void)state;
    for (enum injection_path p = 0; p < INJECTION_PATH_COUNT; p++) {
        HANDLE      h = inject_handle(inject_af(), types[p]);
        struct call c = good(p, h);
        run(&c);
        switch (p) {
        case INJECTION_NETWORK_SEND:
            EXPECT_LAYERS(LAYER(OUTBOUND_IPPACKET));
            break;
        case INJECTION_NETWORK_RECEIVE:
            EXPECT_LAYERS(LAYER(INBOUND_IPPACKET), LAYER(INBOUND_TRANSPORT), LAYER(DATAGRAM_DATA));
            break;
        case INJECTION_TRANSPORT_SEND:
            EXPECT_LAYERS(LAYER(OUTBOUND_TRANSPORT), LAYER(OUTBOUND_IPPACKET));
            break;
        case INJECTION_TRANSPORT_RECEIVE:
            EXPECT_LAYERS(LAYER(INBOUND_TRANSPORT), LAYER(DATAGRAM_DATA));
            break;
        case INJECTION_FORWARD:
            EXPECT_NO_LAYER();
            break;
        case INJECTION_PATH_COUNT:
            break;
        }
        inject_forget();
        FwpsInjectionHandleDestroy0(h);
    }
}

/* A SYN that was injected opens a connection as one of the wire does. */
static void an_injected_syn_makes_the_flow(void **state)
{
    HANDLE h = inject_handle(inject_af(), NETWORK);
    (void)state;
    inject_ip(&packet, WAY_IN, 6, TCP_SYN_IN);
    struct call c = usual(INJECTION_NETWORK_RECEIVE, h, inject_list(&packet, 0));
    run(&c);
    EXPECT_LAYERS(LAYER(INBOUND_IPPACKET), LAYER(INBOUND_TRANSPORT), LAYER(ALE_AUTH_RECV_ACCEPT));
    assert_int_equal(shim_flows_seen(ik.shim), 1);
    FwpsInjectionHandleDestroy0(h);
}

/* proves: D-053 */
static void a_local_packet_is_not_forwarded(void **state)
{
    static const enum inject_way local[] = { WAY_OUT, WAY_IN, WAY_ROUND };
    HANDLE h = inject_handle(inject_af(), FORWARD);
    (void)state;
    for (unsigned i = 0; i < COUNT_OF(local); i++) {
        inject_ip(&packet, local[i], 17, UDP_OUT);
        struct call c = usual(INJECTION_FORWARD, h, inject_list(&packet, 0));
        run(&c);
        assert_int_equal(ik.status, STATUS_INVALID_PARAMETER);
        EXPECT_NO_LAYER();
        inject_forget();
    }
    FwpsInjectionHandleDestroy0(h);
}

/* proves: G-047 */
static void a_packet_of_others_is_forwarded(void **state)
{
    HANDLE h = inject_handle(inject_af(), NETWORK);
    (void)state;
    inject_ip(&packet, WAY_THROUGH, 17, UDP_OUT);
    struct call c = usual(INJECTION_NETWORK_RECEIVE, h, inject_list(&packet, 0));
    run(&c);
    EXPECT_LAYERS(LAYER(INBOUND_IPPACKET), LAYER(IPFORWARD), LAYER(OUTBOUND_IPPACKET));
    inject_forget();
    c = usual(INJECTION_NETWORK_SEND, h, inject_list(&packet, 0));
    run(&c);
    EXPECT_LAYERS(LAYER(IPFORWARD), LAYER(OUTBOUND_IPPACKET));
    FwpsInjectionHandleDestroy0(h);
}

/* proves: D-086 */
static void a_foreign_source_is_not_refused(void **state)
{
    HANDLE h = inject_handle(inject_af(), NETWORK);
    (void)state;
    inject_ip(&packet, WAY_THROUGH, 17, UDP_OUT);
    struct call c = usual(INJECTION_NETWORK_SEND, h, inject_list(&packet, 0));
    run(&c);
    assert_int_equal(ik.status, STATUS_SUCCESS);
    FwpsInjectionHandleDestroy0(h);
}

static void a_packet_to_ourselves_goes_down_and_up(void **state)
{
    HANDLE h = inject_handle(inject_af(), NETWORK);
    (void)state;
    inject_ip(&packet, WAY_ROUND, 17, UDP_OUT);
    struct call c = usual(INJECTION_NETWORK_SEND, h, inject_list(&packet, 0));
    run(&c);
    EXPECT_LAYERS(LAYER(OUTBOUND_IPPACKET), LAYER(INBOUND_IPPACKET), LAYER(INBOUND_TRANSPORT), LAYER(ALE_AUTH_RECV_ACCEPT),
                  LAYER(ALE_FLOW_ESTABLISHED), LAYER(DATAGRAM_DATA));
    FwpsInjectionHandleDestroy0(h);
}

/* proves: D-058 D-068 */
static void another_compartment_is_an_error(void **state)
{
    (void)state;
    for (enum injection_path p = 0; p < INJECTION_PATH_COUNT; p++) {
        HANDLE      h = inject_handle(inject_af(), types[p]);
        struct call c = good(p, h);
        c.compartment = (COMPARTMENT_ID)77;
        run(&c);
        assert_false(NT_SUCCESS(ik.status));
        EXPECT_NO_LAYER();
        inject_forget();
        c = good(p, h);
        c.compartment = UNSPECIFIED_COMPARTMENT_ID;
        run(&c);
        assert_int_equal(ik.status, STATUS_SUCCESS);
        inject_forget();
        FwpsInjectionHandleDestroy0(h);
    }
}

static UINT32 shown_interface;

static void note_interface(struct inject_kit *k, const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *m,
                           NET_BUFFER_LIST *list)
{
    (void)m, (void)list;
    int field = layer_field_index(&layer_rows[values->layerId], FIELD_INTERFACE_INDEX);
    if (values->layerId == layer_of(LAYER(INBOUND_TRANSPORT), k->km.family)->id)
        shown_interface = values->incomingValue[field].value.uint32;
}

/* proves: D-059 P-014 */
static void the_interface_is_that_of_the_classify(void **state)
{
    static struct frame f;
    HANDLE              h = inject_handle(inject_af(), NETWORK | TRANSPORT);
    (void)state;
    ik.look = note_interface;
    inject_ip(&f, WAY_IN, 17, UDP_IN);
    inject_capture(&f);
    ik.look = NULL;
    for (enum injection_path p = INJECTION_NETWORK_RECEIVE; p <= INJECTION_TRANSPORT_RECEIVE; p += 2) {
        inject_forget();
        struct call c = good(p, h);
        c.interface = shown_interface;
        run(&c);
        assert_int_equal(ik.status, STATUS_SUCCESS);
        inject_forget();
        c = good(p, h);
        c.interface = shown_interface + 40;
        run(&c);
        assert_false(NT_SUCCESS(ik.status));
        EXPECT_NO_LAYER();
    }
    FwpsInjectionHandleDestroy0(h);
}

/* --- sending from the transport layer --------------------------------------------------------------------------------- */

static struct {
    uint8_t  first;        /* of the data at the layer */
    uint32_t length;
    uint8_t  header[40];
} seen[2];

static void note_bytes(struct inject_kit *k, const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *m,
                       NET_BUFFER_LIST *list)
{
    (void)m;
    bool        network = values->layerId == layer_of(LAYER(OUTBOUND_IPPACKET), k->km.family)->id;
    uint8_t     room[128];
    uint32_t    size = NET_BUFFER_DATA_LENGTH(NET_BUFFER_LIST_FIRST_NB(list));
    const void *at = NdisGetDataBuffer(NET_BUFFER_LIST_FIRST_NB(list), size, room, 1, 0);
    memcpy(seen[network].header, at, size < 40 ? size : 40);
    seen[network].length = size;
}

/* The stack makes the IP header below the transport layer, for the remote address of the parameters. */
static void the_stack_makes_the_ip_header(void **state)
{
    HANDLE      h = inject_handle(inject_af(), TRANSPORT);
    struct call c = good(INJECTION_TRANSPORT_SEND, h);
    uint32_t    header = inject_header_size(), length = NET_BUFFER_DATA_LENGTH(NET_BUFFER_LIST_FIRST_NB(c.list));
    (void)state;
    set_remote(9);
    c.list->NetBufferListInfo[TcpIpChecksumNetBufferListInfo] = (void *)(uintptr_t)0x9; /* the adapter sums: IsIPv4, UdpChecksum */
    ik.look = note_bytes;
    ik.keeps = true;
    run(&c);
    assert_int_equal(seen[0].length, 12);
    assert_int_equal(seen[1].length, 12 + header);
    assert_int_equal(seen[1].header[0] >> 4, ik.km.family == FAMILY_V4 ? 4 : 6);
    assert_int_equal(seen[1].header[header - 1], 9); /* the last byte of the destination */
    if (ik.km.family == FAMILY_V4)
        assert_int_equal(ip_checksum(bytes_of(seen[1].header, 20)), 0);
    assert_int_equal(NET_BUFFER_DATA_LENGTH(NET_BUFFER_LIST_FIRST_NB(c.list)), length); /* as it came */
    assert_int_equal(((const uint8_t *)NdisGetDataBuffer(NET_BUFFER_LIST_FIRST_NB(c.list), 2, NULL, 1, 0))[0], 0x13);
    FwpsFreeCloneNetBufferList0(c.list, 0);
    FwpsInjectionHandleDestroy0(h);
}

/* proves: C-039 */
static void a_datagram_for_another_destination_is_asked_at_ale(void **state)
{
    static const enum layer_pair known[] = { LAYER(OUTBOUND_TRANSPORT), LAYER(OUTBOUND_IPPACKET), PAIR_COUNT };
    HANDLE      h = inject_handle(inject_af(), TRANSPORT);
    struct call c = good(INJECTION_TRANSPORT_SEND, h);
    uint64_t    flows = shim_flows_seen(ik.shim);
    (void)state;
    set_remote(9);
    c.list->NetBufferListInfo[TcpIpChecksumNetBufferListInfo] = (void *)(uintptr_t)0x9; /* the adapter sums: IsIPv4, UdpChecksum */
    run(&c);
    EXPECT_LAYERS(LAYER(ALE_AUTH_CONNECT), LAYER(ALE_FLOW_ESTABLISHED), LAYER(OUTBOUND_TRANSPORT), LAYER(OUTBOUND_IPPACKET));
    assert_int_equal(shim_flows_seen(ik.shim), flows + 1);
    c = good(INJECTION_TRANSPORT_SEND, h); /* it talks with the first destination meanwhile */
    set_remote(9);
    c.list->NetBufferListInfo[TcpIpChecksumNetBufferListInfo] = (void *)(uintptr_t)0x9;
    run(&c);
    inject_expect(known);
    FwpsInjectionHandleDestroy0(h);
}

/* proves: D-063 */
static void an_endpoint_that_is_gone_fails_on_the_way(void **state)
{
    HANDLE      h = inject_handle(inject_af(), TRANSPORT);
    struct call c = good(INJECTION_TRANSPORT_SEND, h);
    (void)state;
    flow_remove(shim_flows(ik.shim), flow_find_id(shim_flows(ik.shim), endpoint));
    run(&c);
    assert_false(NT_SUCCESS(ik.status));
    EXPECT_NO_LAYER();
    inject_forget();
    c = good(INJECTION_TRANSPORT_SEND, h);
    c.endpoint = 0x1234567;
    run(&c);
    assert_false(NT_SUCCESS(ik.status));
    FwpsInjectionHandleDestroy0(h);
}

static void version_1_is_taken_as_well(void **state)
{
    HANDLE      h = inject_handle(inject_af(), TRANSPORT);
    struct call c = good(INJECTION_TRANSPORT_SEND, h);
    (void)state;
    c.version1 = true;
    run(&c);
    assert_int_equal(ik.status, STATUS_SUCCESS);
    EXPECT_LAYERS(LAYER(OUTBOUND_TRANSPORT), LAYER(OUTBOUND_IPPACKET));
    FwpsInjectionHandleDestroy0(h);
}

/* --- checksums, alignment, fragments ---------------------------------------------------------------------------------- */

/* proves: D-079 */
static void a_wrong_ip_checksum_is_dropped_on_the_way_up(void **state)
{
    HANDLE      h = inject_handle(inject_af(), NETWORK);
    (void)state;
    if (ik.km.family == FAMILY_V4) {
        inject_ip(&packet, WAY_IN, 17, UDP_IN);
        packet.bytes[10] ^= 0xff;
        struct call c = usual(INJECTION_NETWORK_RECEIVE, h, inject_list(&packet, 0));
        run(&c);
        assert_false(NT_SUCCESS(ik.status));
        EXPECT_NO_LAYER();
        BREAKS(STALE_CHECKSUM);
    }
    FwpsInjectionHandleDestroy0(h);
}

/* proves: D-080 */
static void a_changed_byte_needs_a_new_checksum(void **state)
{
    HANDLE h = inject_handle(inject_af(), NETWORK);
    (void)state;
    inject_ip(&packet, WAY_IN, 17, UDP_IN);
    packet.bytes[packet.size - 1] ^= 0xff;
    struct call c = usual(INJECTION_NETWORK_RECEIVE, h, inject_list(&packet, 0));
    run(&c);
    assert_false(NT_SUCCESS(ik.status));
    assert_int_equal(ik.verdict, VERDICT_DISCARD);
    BREAKS(STALE_TRANSPORT_CHECKSUM);
    inject_forget();
    c = usual(INJECTION_NETWORK_RECEIVE, h, inject_list(&packet, 0)); /* hardware has looked at it already */
    c.list->NetBufferListInfo[TcpIpChecksumNetBufferListInfo] = (void *)(uintptr_t)0x10; /* UdpChecksumSucceeded */
    run(&c);
    assert_int_equal(ik.status, STATUS_SUCCESS);
    FwpsInjectionHandleDestroy0(h);
}

/* proves: D-081 */
static void udp_may_lack_a_checksum_over_ipv4_alone(void **state)
{
    HANDLE   h = inject_handle(inject_af(), NETWORK);
    uint32_t sum = inject_header_size() + 6;
    (void)state;
    inject_ip(&packet, WAY_IN, 17, UDP_IN);
    packet.bytes[sum] = packet.bytes[sum + 1] = 0;
    struct call c = usual(INJECTION_NETWORK_RECEIVE, h, inject_list(&packet, 0));
    run(&c);
    assert_int_equal(NT_SUCCESS(ik.status), ik.km.family == FAMILY_V4);
    if (ik.km.family == FAMILY_V6)
        BREAKS(STALE_TRANSPORT_CHECKSUM);
    FwpsInjectionHandleDestroy0(h);
}

/* proves: D-082 */
static void an_unaligned_header_is_not_sent(void **state)
{
    HANDLE h = inject_handle(inject_af(), NETWORK);
    (void)state;
    inject_ip(&packet, WAY_OUT, 17, UDP_OUT);
    memmove(&packet.bytes[2], packet.bytes, packet.size);
    packet.size += 2;
    struct call c = usual(INJECTION_NETWORK_SEND, h, inject_list(&packet, 2));
    run(&c);
    assert_false(NT_SUCCESS(ik.status));
    EXPECT_NO_LAYER();
    BREAKS(UNALIGNED_IP_HEADER);
    FwpsInjectionHandleDestroy0(h);
}

/* --- from within classify --------------------------------------------------------------------------------------------- */

static struct call inline_call;
static bool        inline_wanted;

static void inject_inline(struct inject_kit *k, const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *m,
                          NET_BUFFER_LIST *list)
{
    (void)k, (void)values, (void)m, (void)list;
    if (inline_wanted && layer_rows[values->layerId].pair == PAIR_INBOUND_TRANSPORT)
        assert_int_equal(make(&inline_call), STATUS_SUCCESS);
    inline_wanted &= layer_rows[values->layerId].pair != PAIR_INBOUND_TRANSPORT;
}

static void capture_and_inject(enum injection_path path, HANDLE handle, enum inject_way way, unsigned protocol, const char *transport)
{
    static struct frame f;
    inject_ip(&packet, way, protocol, transport);
    inline_call = usual(path, handle, inject_list(&packet, 0));
    inline_wanted = true;
    ik.look = inject_inline;
    inject_ip(&f, way, protocol, transport);
    inject_forget();
    inject_capture(&f);
    assert_int_equal(ik.completed, 0); /* never before the classify is over */
    inject_settle();
    assert_int_equal(ik.completed, 1);
}

/* proves: D-056 */
static void tcp_is_not_injected_from_within_classify(void **state)
{
    HANDLE h = inject_handle(inject_af(), NETWORK);
    (void)state;
    capture_and_inject(INJECTION_NETWORK_RECEIVE, h, WAY_IN, 17, UDP_IN); /* UDP may be */
    assert_string_equal(ik.km.report, "");
    capture_and_inject(INJECTION_NETWORK_RECEIVE, h, WAY_IN, 6, TCP_SYN_IN);
    BREAKS(INLINE_TCP_INJECTION);
    FwpsInjectionHandleDestroy0(h);
}

/* proves: D-057 */
static void loopback_is_not_injected_from_within_classify(void **state)
{
    HANDLE h = inject_handle(inject_af(), NETWORK);
    (void)state;
    capture_and_inject(INJECTION_NETWORK_RECEIVE, h, WAY_ROUND, 17, UDP_OUT);
    BREAKS(INLINE_LOOPBACK_INJECTION);
    FwpsInjectionHandleDestroy0(h);
}

/* A packet that is injected again and again is stopped. */
static void a_loop_ends(void **state)
{
    HANDLE           h = inject_handle(inject_af(), NETWORK);
    NET_BUFFER_LIST *lists[32];
    unsigned         n = 0;
    (void)state;
    inject_ip(&packet, WAY_OUT, 17, UDP_OUT);
    ik.keeps = true;
    ik.look = clone_it;
    next.clone = inject_list(&packet, 0);
    do {
        struct call c = usual(INJECTION_NETWORK_SEND, h, next.clone);
        lists[n++] = next.clone;
        next.clone = NULL;
        next.wanted = true;
        assert_int_equal(make(&c), STATUS_SUCCESS);
        inject_settle();
    } while (next.clone && n < COUNT_OF(lists));
    assert_int_equal(n, 17);
    assert_int_equal(ik.completed, 1); /* each of the others is held by its clone */
    assert_false(NT_SUCCESS(ik.status));
    for (unsigned left = n; left > 0; left--)
        FwpsFreeCloneNetBufferList0(lists[left - 1], 0);
    assert_int_equal(ik.completed, n);
    ik.km.report[0] = 0;
    FwpsInjectionHandleDestroy0(h);
}

/* proves: D-106 */
static void fragments_are_joined_and_the_whole_is_injected(void **state)
{
    static const char *const parts[3] = { "0035 1388 001c 0000 00000000 00000000", "00000000 00000000", "00000000" };
    static const uint16_t    fields[3] = { 0x2000, 0x2002, 0x0003 };
    HANDLE                   h = inject_handle(inject_af(), NETWORK);
    (void)state;
    if (ik.km.family == FAMILY_V4) {
        for (unsigned i = 0; i < 3; i++) {
            inject_ip(&packet, WAY_IN, 253, parts[i]);
            packet.bytes[6] = (uint8_t)(fields[i] >> 8);
            packet.bytes[7] = (uint8_t)fields[i];
            packet.bytes[9] = 17;
            packet.bytes[10] = packet.bytes[11] = 0;
            unsigned sum = ip_checksum(bytes_of(packet.bytes, 20));
            packet.bytes[10] = (uint8_t)(sum >> 8);
            packet.bytes[11] = (uint8_t)sum;
            inject_forget();
            ik.state_of = h;
            struct call c = usual(INJECTION_NETWORK_RECEIVE, h, inject_list(&packet, 0));
            run(&c);
            assert_int_equal(ik.status, STATUS_SUCCESS);
        }
        EXPECT_LAYERS(LAYER(INBOUND_IPPACKET), LAYER(INBOUND_IPPACKET), LAYER(INBOUND_IPPACKET), LAYER(INBOUND_TRANSPORT),
                      LAYER(ALE_AUTH_RECV_ACCEPT), LAYER(ALE_FLOW_ESTABLISHED), LAYER(DATAGRAM_DATA));
        assert_int_equal(ik.states[3], FWPS_PACKET_INJECTED_BY_SELF); /* the whole, too */
    }
    FwpsInjectionHandleDestroy0(h);
}

static unsigned shown_packets, shown_bytes;

static void count_packets(struct inject_kit *k, const FWPS_INCOMING_VALUES0 *values, const FWPS_INCOMING_METADATA_VALUES0 *m,
                          NET_BUFFER_LIST *list)
{
    (void)k, (void)values, (void)m;
    shown_packets = shown_bytes = 0;
    for (NET_BUFFER *nb = NET_BUFFER_LIST_FIRST_NB(list); nb; nb = NET_BUFFER_NEXT_NB(nb)) {
        shown_packets++;
        shown_bytes += NET_BUFFER_DATA_LENGTH(nb);
    }
}

/* proves: D-002 D-003 */
static void a_list_of_several_packets_goes_as_one(void **state)
{
    HANDLE           h = inject_handle(inject_af(), NETWORK);
    NET_BUFFER_LIST *parent = nbl_wrap(ik.pool, frame_bytes(&packet)), *clone;
    NET_BUFFER       second;
    MDL              mdl;
    (void)state;
    nbl_put(parent);
    inject_ip(&packet, WAY_OUT, 17, UDP_OUT);
    parent = nbl_wrap(ik.pool, frame_bytes(&packet));
    nbl_align(parent, 0);
    mdl_init(&mdl, frame_bytes(&packet));
    nb_init(&second, &mdl, 0, (uint32_t)packet.size);
    parent->FirstNetBuffer->Next = &second;
    assert_int_equal(FwpsAllocateCloneNetBufferList0(parent, NULL, NULL, 0, &clone), STATUS_SUCCESS);
    parent->FirstNetBuffer->Next = NULL;
    nbl_put(parent);
    ik.look = count_packets;
    struct call c = usual(INJECTION_NETWORK_SEND, h, clone);
    run(&c);
    EXPECT_LAYERS(LAYER(OUTBOUND_IPPACKET));
    assert_int_equal(shown_packets, 2);
    assert_int_equal(shown_bytes, 2 * packet.size);
    FwpsInjectionHandleDestroy0(h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        KM_BOTH(handles_are_made_for_families_and_types),
        KM_BOTH(network_handles_need_a_family),
        KM_BOTH(a_handle_of_another_path_or_family_is_stale),
        KM_BOTH(destroying_waits_for_what_is_under_way_and_takes_no_more),
        KM_BOTH(a_handle_that_closes_takes_no_more),
        KM_BOTH(without_a_stack_nothing_is_injected),
        KM_BOTH(flags_are_zero_and_a_completion_function_is_there),
        KM_BOTH(the_family_is_ipv4_or_ipv6),
        KM_BOTH(only_lists_of_wfp_are_taken_and_each_once_at_a_time),
        KM_BOTH(a_chain_is_not_taken),
        KM_BOTH(without_send_parameters_the_list_has_its_ip_header),
        KM_BOTH(transport_receive_has_a_reserved_argument),
        KM_BOTH(each_path_completes_once_at_dispatch_level),
        KM_BOTH(a_blocked_packet_completes_with_an_error),
        KM_BOTH(completion_waits_for_who_holds_the_list),
        KM_BOTH(injecting_works_at_dispatch_level),
        KM_BOTH(the_state_tells_who_injected_a_packet),
        KM_BOTH(the_injection_context_may_be_null),
        KM_BOTH(each_path_visits_its_layers),
        KM_BOTH(an_injected_syn_makes_the_flow),
        KM_BOTH(a_local_packet_is_not_forwarded),
        KM_BOTH(a_packet_of_others_is_forwarded),
        KM_BOTH(a_foreign_source_is_not_refused),
        KM_BOTH(a_packet_to_ourselves_goes_down_and_up),
        KM_BOTH(another_compartment_is_an_error),
        KM_BOTH(the_interface_is_that_of_the_classify),
        KM_BOTH(a_datagram_for_another_destination_is_asked_at_ale),
        KM_BOTH(the_stack_makes_the_ip_header),
        KM_BOTH(an_endpoint_that_is_gone_fails_on_the_way),
        KM_BOTH(version_1_is_taken_as_well),
        KM_BOTH(a_wrong_ip_checksum_is_dropped_on_the_way_up),
        KM_BOTH(a_changed_byte_needs_a_new_checksum),
        KM_BOTH(udp_may_lack_a_checksum_over_ipv4_alone),
        KM_BOTH(an_unaligned_header_is_not_sent),
        KM_BOTH(tcp_is_not_injected_from_within_classify),
        KM_BOTH(loopback_is_not_injected_from_within_classify),
        KM_BOTH(a_loop_ends),
        KM_BOTH(fragments_are_joined_and_the_whole_is_injected),
        KM_BOTH(a_list_of_several_packets_goes_as_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
