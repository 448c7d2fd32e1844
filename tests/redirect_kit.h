/* For tests of redirection: a shim whose socket calls are played, and callouts that act as they are told. */
#ifndef WFP_TESTS_REDIRECT_KIT_H
#define WFP_TESTS_REDIRECT_KIT_H

#include "km_kit.h"

#include <pthread.h>

#include <ntddk.h>

#include "callout/sink.h"
#include "nt/ledger.h"
#include "shim/ip.h"
#include "shim/layer.h"
#include "shim/redirect.h"
#include "shim/redirect_state.h"
#include "shim/socket.h"

#define LOCAL_PORT 5000u
#define ACTORS     3u
#define VERSIONS   4u

/* What an actor does in its classify, in this order. */
enum {
    ASKS_STATE = 0x1,      /* and redirects only when the answer says so */
    ACQUIRES = 0x2,
    CHANGES = 0x4,
    WITH_HANDLE = 0x8,
    WITH_CONTEXT = 0x10,
    CONTEXT_ON_STACK = 0x20,
    MOVES_LOCAL = 0x40,
    SCRIBBLES = 0x80,      /* into what may not be changed */
    SPOILS_OLDER = 0x100,  /* writes into the version before */
    APPLIES = 0x200,
    APPLIES_TWICE = 0x400,
    FORMATS_RECORDS = 0x800,
    PENDS = 0x1000,
    PERMITS = 0x2000,
    WATCHES = 0x4000,
    KEEPS_HANDLE = 0x8000, /* does not release it in the classify */
    COMPLETES = 0x10000,   /* what it pended, at once */
    ELSEWHERE = 0x20000,   /* completes what it pended on another thread, meanwhile */
    REDIRECTS = ACQUIRES | CHANGES | APPLIES | PERMITS,
};

static struct actor {
    unsigned       acts;
    struct ip_addr to;
    UINT16         to_port;
    UINT32         pid;
    UINT64         reservation;
    HANDLE         handle;
    /* what it saw */
    unsigned       calls;
    const void    *classify_context;
    UINT32         flags;       /* FLAGS of the last classify */
    UINT64         classify_handle, filter_id;
    NTSTATUS       pend_status;
    FWPS_CLASSIFY_OUT0  out_after_acquire, out_after_pend, saved, *frame;
    FWPS_CONNECTION_REDIRECT_STATE state;
    void          *context, *previous;
    char           context_seen[16];
    unsigned       version_count;
    FWPS_CONNECT_REQUEST0 versions[VERSIONS]; /* those before its own, newest first */
    UINT16         spoilt_port;
    NTSTATUS       format_status[2];
    SIZE_T         format_size[2];
} actors[ACTORS];

static struct km_kit            k;
static struct shim             *shim;
static struct pkt_ctx           call_context, *ctx = &call_context;
static struct shim_input        input;
static struct redirection       got;
static struct endpoint_table   *endpoints;
static unsigned                 finished_count, finished_answer;
static struct ip_addr           local, peer, away, loopback;
static struct classify_request *sunk;
static bool                     may_fail; /* allocations do: an actor that gets nothing blocks */
static unsigned                 sunk_count, discarded, version_0_calls;
__attribute__((unused)) static unsigned authorized_tuples;

static uint16_t port_of(const SOCKADDR_STORAGE *s)
{
    struct socket_address a;
    struct ip_addr        address;
    uint16_t              port = 0;
    memcpy(&a, s, sizeof(a));
    (void)!socket_address_get(&a, &address, &port);
    return port;
}

static void set_address(SOCKADDR_STORAGE *s, const struct ip_addr *address, uint16_t port)
{
    struct socket_address a;
    socket_address_set(&a, address, port);
    memcpy(s, &a, sizeof(*s));
}

static void change_connect(struct actor *a, FWPS_CONNECT_REQUEST0 *r)
{
    static char on_stack[8];
    set_address(&r->remoteAddressAndPort, &a->to, a->to_port);
    r->localRedirectTargetPID = a->pid;
    r->portReservationToken = a->reservation;
    if (a->acts & MOVES_LOCAL)
        set_address(&r->localAddressAndPort, &local, LOCAL_PORT + 1);
    if (a->acts & WITH_HANDLE)
        r->localRedirectHandle = a->handle;
    if (a->acts & CONTEXT_ON_STACK) {
        r->localRedirectContext = on_stack;
        r->localRedirectContextSize = sizeof(on_stack);
    } else if (a->acts & WITH_CONTEXT) {
        r->localRedirectContext = a->context = ExAllocatePoolWithTag(NonPagedPool, sizeof("origin"), 0x74736554);
        r->localRedirectContextSize = a->context ? sizeof("origin") : 0;
        if (a->context)
            memcpy(a->context, "origin", sizeof("origin"));
    }
    if (a->acts & SPOILS_OLDER) {
        set_address(&r->previousVersion->remoteAddressAndPort, &a->to, 1);
        a->spoilt_port = port_of(&r->previousVersion->remoteAddressAndPort);
    }
    if (a->acts & SCRIBBLES) {
        r->previousVersion = r;
        r->modifierFilterId = 4711;
    }
}

static void change_bind(struct actor *a, FWPS_BIND_REQUEST0 *r)
{
    set_address(&r->localAddressAndPort, &a->to, a->to_port);
    r->portReservationToken = a->reservation;
    if (a->acts & SCRIBBLES) {
        r->previousVersion = r;
        r->modifierFilterId = 4711;
    }
}

static bool is_connect(UINT16 layer)
{
    return layer == FWPS_LAYER_ALE_CONNECT_REDIRECT_V4 || layer == FWPS_LAYER_ALE_CONNECT_REDIRECT_V6;
}

/* Also what a worker does later, with a copy of classifyOut. */
static void write_request(struct actor *a, bool connect, FWPS_CLASSIFY_OUT0 *out)
{
    void  *data = NULL;
    UINT32 flags = a->acts & WATCHES ? FWPS_CLASSIFY_FLAG_REAUTHORIZE_IF_MODIFIED_BY_OTHERS : 0;
    NTSTATUS status = FwpsAcquireWritableLayerDataPointer0(a->classify_handle, a->filter_id, 0, &data, out);
    if (may_fail && status == STATUS_NO_MEMORY)
        return;
    assert_int_equal(status, STATUS_SUCCESS);
    a->out_after_acquire = *out;
    if (connect) {
        FWPS_CONNECT_REQUEST0 *v = data;
        a->previous = v->previousVersion;
        assert_int_equal(v->modifierFilterId, a->filter_id);
        for (a->version_count = 0, v = v->previousVersion; v && a->version_count < VERSIONS; v = v->previousVersion)
            a->versions[a->version_count++] = *v;
    }
    if (a->acts & CHANGES && connect)
        change_connect(a, data);
    else if (a->acts & CHANGES)
        change_bind(a, data);
    unsigned times = (a->acts & APPLIES_TWICE) ? 2 : (a->acts & APPLIES) ? 1 : 0;
    while (times--)
        FwpsApplyModifiedLayerData0(a->classify_handle, data, flags);
}

static void format_records(struct actor *a, HANDLE records)
{
    UINT64 room[128];
    a->format_status[0] = FwpsQueryConnectionSioFormatRedirectRecords0(records, NULL, 0, &a->format_size[0]);
    a->format_status[1] = FwpsQueryConnectionSioFormatRedirectRecords0(records, room, sizeof(room), &a->format_size[1]);
}

/* False: the connection is one that it has redirected already. */
static bool ask_state(struct actor *a, const FWPS_INCOMING_METADATA_VALUES0 *m)
{
    void *context = NULL;
    assert_true(FWPS_IS_METADATA_FIELD_PRESENT(m, FWPS_METADATA_FIELD_REDIRECT_RECORD_HANDLE));
    a->state = FwpsQueryConnectionRedirectState0(m->redirectRecords, a->handle, &context);
    if (context)
        snprintf(a->context_seen, sizeof(a->context_seen), "%s", (const char *)context);
    return a->state == FWPS_CONNECTION_NOT_REDIRECTED || a->state == FWPS_CONNECTION_REDIRECTED_BY_OTHER;
}

__attribute__((unused)) static pthread_t completer; /* to be joined */

static void *complete_there(void *context)
{
    const struct actor *a = context;
    km_enter(&k.km);
    FwpsCompleteClassify0(a->classify_handle, 0, &(FWPS_CLASSIFY_OUT0){ .actionType = FWP_ACTION_PERMIT });
    km_leave(NULL);
    return NULL;
}

static void act(struct actor *a, UINT16 layer, const FWPS_INCOMING_METADATA_VALUES0 *m, FWPS_CLASSIFY_OUT0 *out)
{
    bool connect = is_connect(layer), writes = a->acts & ACQUIRES;
    NTSTATUS status = FwpsAcquireClassifyHandle0((void *)(uintptr_t)a->classify_context, 0, &a->classify_handle);
    if (may_fail && status == STATUS_NO_MEMORY) {
        out->actionType = FWP_ACTION_BLOCK;
        return;
    }
    assert_int_equal(status, STATUS_SUCCESS);
    if (connect && (a->acts & ASKS_STATE) && !ask_state(a, m))
        writes = false;
    if (a->acts & FORMATS_RECORDS)
        format_records(a, m->redirectRecords);
    if (a->acts & PENDS) {
        a->frame = out;
        a->saved = *out;
        a->pend_status = FwpsPendClassify0(a->classify_handle, a->filter_id, 0, out);
        a->out_after_pend = *out;
        if (a->acts & ELSEWHERE)
            assert_int_equal(pthread_create(&completer, NULL, complete_there, a), 0);
        if (a->acts & COMPLETES)
            FwpsCompleteClassify0(a->classify_handle, 0, &(FWPS_CLASSIFY_OUT0){ .actionType = FWP_ACTION_PERMIT });
    } else if (writes) {
        write_request(a, connect, out);
    }
    bool gave_up = may_fail && writes && a->out_after_acquire.actionType != FWP_ACTION_BLOCK;
    if (gave_up)
        out->actionType = FWP_ACTION_BLOCK;
    else if ((a->acts & PERMITS) && !(a->acts & PENDS))
        out->actionType = FWP_ACTION_PERMIT;
    else if (!(a->acts & (PENDS | ACQUIRES)) && (out->rights & FWPS_RIGHT_ACTION_WRITE))
        out->actionType = FWP_ACTION_BLOCK;
    if ((a->acts & PENDS) && a->pend_status != STATUS_SUCCESS)
        out->actionType = FWP_ACTION_PERMIT;
    if (!(a->acts & KEEPS_HANDLE))
        FwpsReleaseClassifyHandle0(a->classify_handle);
}

static void NTAPI classify(const FWPS_INCOMING_VALUES0 *v, const FWPS_INCOMING_METADATA_VALUES0 *m, void *data,
                           const void *context, const FWPS_FILTER1 *filter, UINT64 flow, FWPS_CLASSIFY_OUT0 *out)
{
    struct actor *a = &actors[filter->context];
    int           flags = layer_field_index(&layer_rows[v->layerId], FIELD_FLAGS);
    (void)data, (void)flow;
    a->calls++;
    a->classify_context = context;
    a->filter_id = filter->filterId;
    a->flags = flags >= 0 ? v->incomingValue[flags].value.uint32 : 0;
    act(a, v->layerId, m, out);
}

static void NTAPI classify_0(const FWPS_INCOMING_VALUES0 *v, const FWPS_INCOMING_METADATA_VALUES0 *m, void *data,
                             const FWPS_FILTER0 *filter, UINT64 flow, FWPS_CLASSIFY_OUT0 *out)
{
    (void)v, (void)m, (void)data, (void)filter, (void)flow;
    version_0_calls++;
    out->actionType = FWP_ACTION_PERMIT;
}

static NTSTATUS NTAPI notify(FWPS_CALLOUT_NOTIFY_TYPE type, const GUID *key, FWPS_FILTER1 *filter)
{
    (void)type, (void)key, (void)filter;
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI notify_0(FWPS_CALLOUT_NOTIFY_TYPE type, const GUID *key, FWPS_FILTER0 *filter)
{
    (void)type, (void)key, (void)filter;
    return STATUS_SUCCESS;
}

/* --- the ruleset --------------------------------------------------------------------------------------------------------- */

static const enum layer_pair redirect_pairs[] = { PAIR_ALE_CONNECT_REDIRECT, PAIR_ALE_BIND_REDIRECT, PAIR_ALE_ENDPOINT_CLOSURE };

static const struct sublayer redirect_sublayers[ACTORS] = {
    { .key = { 0x21, 0, 0, { 1 } }, .name = "first", .weight = 30 },
    { .key = { 0x22, 0, 0, { 1 } }, .name = "second", .weight = 20 },
    { .key = { 0x23, 0, 0, { 1 } }, .name = "third", .weight = 10 },
};

static void build(const struct filter *filters, uint32_t count)
{
    struct callout_bindings b;
    assert_int_equal(callout_bindings_get(k.callouts, &b), WFP_OK);
    struct ruleset_input in = { .filters = filters, .filter_count = count, .callouts = b.bindings, .callout_count = b.count,
                                .sublayers = redirect_sublayers, .sublayer_count = ACTORS };
    ruleset_free(k.rules);
    k.rules = NULL;
    assert_int_equal(ruleset_build(&in, &k.rules), WFP_OK);
    callout_bindings_put(&b);
}

static struct filter actor_filter(enum layer_pair pair, uint32_t n)
{
    struct filter f = km_filter(layer_of(pair, k.family), n + 1, n, ACTION_CALLOUT_TERMINATING);
    f.name = "redirector";
    f.raw_context = n;
    f.sublayer = redirect_sublayers[n].key;
    return f;
}

/* The first `count` actors at these layers, each in a sublayer of its own below that of the one before. */
static void use_pairs(unsigned count, const enum layer_pair *pairs, unsigned pair_count)
{
    struct filter filters[ACTORS * COUNT_OF(redirect_pairs)];
    uint32_t      n = 0;
    for (unsigned p = 0; p < pair_count; p++)
        for (unsigned i = 0; i < count; i++)
            filters[n++] = actor_filter(pairs[p], i);
    build(filters, n);
}

static void use(unsigned count)
{
    use_pairs(count, redirect_pairs, COUNT_OF(redirect_pairs));
}

__attribute__((unused)) static void use_version_0(void)
{
    struct filter f = actor_filter(PAIR_ALE_CONNECT_REDIRECT, 0);
    GUID          key = km_key(9);
    memcpy(&f.callout, &key, sizeof(key));
    build(&f, 1);
}

/* --- socket calls -------------------------------------------------------------------------------------------------------- */

static void discard_state(void *state)
{
    (void)state;
    discarded++;
}

static const struct redirect_ask ask = { &got, discard_state };

static void show_call(uint8_t protocol, const struct ip_addr *remote, uint16_t remote_port, struct endpoint *e)
{
    struct headers *h = &ctx->whole_headers;
    *ctx = (struct pkt_ctx){ .shim = shim, .rules = k.rules, .in = &input, .h = h, .frame = h, .endpoint = e };
    *h = (struct headers){ .family = (uint8_t)k.family, .protocol = protocol, .src = local, .dst = *remote,
                           .src_port = LOCAL_PORT, .dst_port = remote_port, .has_ports = true };
    view_call(ctx);
}

static enum redirect_answer connect_with(uint8_t protocol, uint16_t port, struct endpoint *e)
{
    show_call(protocol, &peer, port, e);
    memset(&got, 0, sizeof(got));
    return redirect_connect(ctx, &ask, &got);
}

__attribute__((unused)) static enum redirect_answer connect_to(uint16_t port)
{
    return connect_with(PROTO_TCP, port, NULL);
}

__attribute__((unused)) static enum redirect_answer bind_to(uint16_t port)
{
    static const struct ip_addr nobody;
    show_call(PROTO_TCP, &nobody, 0, NULL);
    ctx->local_port = port;
    memset(&got, 0, sizeof(got));
    return redirect_bind(ctx, &ask, &got);
}

/* A completed request as the host goes on with it. */
__attribute__((unused)) static enum redirect_answer resume(uint16_t port)
{
    struct classify_request *q = sunk;
    assert_non_null(q);
    sunk = NULL;
    assert_ptr_equal(request_state(q), &got);
    show_call(PROTO_TCP, &peer, port, NULL);
    return redirect_resume(ctx, &ask, q, &got);
}

__attribute__((unused)) static void drop(void)
{
    redirect_records_put(got.records);
    got.records = NULL;
}

__attribute__((unused)) static void keep(struct endpoint *e)
{
    assert_true(redirect_keep(e, &got));
    got.records = NULL;
}

/* What a proxy does with the ioctls. */
__attribute__((unused)) static void hand_on(struct endpoint *from, struct endpoint *to)
{
    unsigned char records[1024];
    size_t        size;
    assert_int_equal(redirect_ioctl_records(shim, from, records, sizeof(records), &size), WFP_OK);
    assert_int_equal(redirect_ioctl_set(shim, to, bytes_of(records, size)), WFP_OK);
}

/* AUTH_CONNECT with a filter that blocks, for what `got` says; counts the classifies. */
__attribute__((unused)) static bool authorize(const struct condition *condition, uint32_t count)
{
    struct filter f = { .id = 50, .name = "guard", .layer = layer_of(LAYER(ALE_AUTH_CONNECT), k.family)->id, .action = ACTION_BLOCK,
                        .conditions = (struct condition *)(uintptr_t)condition, .condition_count = count, .effective_weight = 1 };
    struct redirection r = got;
    build(&f, count ? 1 : 0);
    show_call(PROTO_TCP, &r.remote, r.remote_port, NULL);
    bool permitted = redirect_authorize_original(ctx, &r) && classify_at(ctx, LAYER(ALE_AUTH_CONNECT));
    authorized_tuples = 0;
    for (uint32_t i = 0; i < ctx->decision_count; i++)
        authorized_tuples += !ctx->decisions[i].layer->is_discard;
    use(1);
    return permitted;
}

static void on_complete(void *context, struct classify_request *q)
{
    (void)context;
    sunk = q;
    sunk_count++;
}

static const struct packet_sink sink = { .complete_classify = on_complete };

static bool is_own(void *context, const struct ip_addr *a)
{
    (void)context;
    return ip_addr_equal(a, &local);
}

static void make_handle(struct actor *a)
{
    static const GUID provider = { 0x77, 1, 2, { 3 } };
    assert_int_equal(FwpsRedirectHandleCreate0(&provider, 0, &a->handle), STATUS_SUCCESS);
}

static void register_actors(void)
{
    int           device = 0;
    FWPS_CALLOUT0 old = { .calloutKey = km_key(9), .classifyFn = classify_0, .notifyFn = notify_0 };
    for (unsigned i = 0; i < ACTORS; i++) {
        FWPS_CALLOUT1 c = { .calloutKey = km_key(i), .classifyFn = classify, .notifyFn = notify };
        assert_int_equal(FwpsCalloutRegister1(&device, &c, NULL), STATUS_SUCCESS);
        make_handle(&actors[i]);
    }
    assert_int_equal(FwpsCalloutRegister0(&device, &old, NULL), STATUS_SUCCESS);
}

static void set_addresses(void)
{
    bool v4 = k.family == FAMILY_V4;
    assert_true(ip_addr_parse(v4 ? "192.0.2.1" : "2001:db8::1", &local));
    assert_true(ip_addr_parse(v4 ? "203.0.113.7" : "2001:db8:1::7", &peer));
    assert_true(ip_addr_parse(v4 ? "198.51.100.9" : "2001:db8:2::9", &away));
    assert_true(ip_addr_parse(v4 ? "127.0.0.1" : "::1", &loopback));
}

static bool source(void *context, const struct endpoint *e, const struct ip_addr *remote, struct ip_addr *out)
{
    (void)context, (void)e;
    *out = ip_addr_is(remote, ADDR_LOOPBACK) ? *remote : local;
    return true;
}

static uint16_t free_port(void *context, const struct endpoint *e)
{
    static uint16_t last = 40000;
    (void)context, (void)e;
    return ++last;
}

static void finished(void *context, struct endpoint *e, unsigned op, unsigned answer, const struct pkt_ctx *walk)
{
    (void)context, (void)e, (void)op, (void)walk;
    finished_count++;
    finished_answer = answer;
}

static int setup(void **state)
{
    struct shim_config config = { .world = { .is_local = is_own },
                                  .sockets = { .source = source, .free_port = free_port, .finished = finished } };
    assert_int_equal(endpoint_table_new(&endpoints), WFP_OK);
    config.endpoints = endpoints;
    finished_count = 0;
    memset(actors, 0, sizeof(actors));
    sunk = NULL;
    sunk_count = discarded = version_0_calls = 0;
    may_fail = false;
    km_kit_init(&k, *(enum family *)*state);
    km_kit_system(&k);
    callout_registry_set_sink(k.callouts, &sink);
    set_addresses();
    register_actors();
    use(1);
    assert_int_equal(shim_new(&config, &shim), WFP_OK);
    shim_attach_callouts(shim, k.callouts);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    for (struct endpoint *e; (e = endpoint_next(endpoints, NULL));) {
        shim_endpoint_ends(shim, e);
        endpoint_free(endpoints, e);
    }
    endpoint_table_free(endpoints);
    shim_free(shim);
    for (unsigned i = 0; i < ACTORS; i++)
        FwpsRedirectHandleDestroy0(actors[i].handle);
    assert_string_equal(k.report, "");
    km_kit_system_fini(&k);
    km_kit_fini(&k);
    return 0;
}

#endif
