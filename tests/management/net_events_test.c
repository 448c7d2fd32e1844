/* Net events as a program sees them: drops of a capture that the engine judges. */
#include "kit.h"

#include <pthread.h>
#include <time.h>

#include "walk.h"

enum { DEADLINE_S = 120, TCP = 6, SEEN_MAX = 256 };

static int setup(void **state)
{
    int err = kit_setup(state);
    walk_begin(kit_folder(), kit_is_socket());
    return err;
}

/* After the sessions, which kit_teardown() closes. */
static int teardown(void **state)
{
    int err = kit_teardown(state);
    walk_end();
    return err;
}
#define WALK_TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

/* --- a subscriber ------------------------------------------------------------------------------------------------------------- */

struct seen {
    pthread_mutex_t lock;
    pthread_cond_t  more;
    unsigned        count;
    UINT64          filters[SEEN_MAX];
    FILETIME        times[SEEN_MAX];
    UINT32          types[SEEN_MAX];
    bool            same_thread;
    pthread_t       subscriber;
};

static void seen_init(struct seen *s)
{
    memset(s, 0, sizeof(*s));
    pthread_mutex_init(&s->lock, NULL);
    pthread_cond_init(&s->more, NULL);
    s->subscriber = pthread_self();
}

static void note(struct seen *s, const FILETIME *time, UINT32 type, UINT64 filter)
{
    pthread_mutex_lock(&s->lock);
    if (s->count < SEEN_MAX) {
        s->filters[s->count] = filter;
        s->times[s->count] = *time;
        s->types[s->count] = type;
    }
    s->count++;
    s->same_thread |= pthread_equal(pthread_self(), s->subscriber);
    pthread_cond_broadcast(&s->more);
    pthread_mutex_unlock(&s->lock);
}

static void CALLBACK on_event4(void *context, const FWPM_NET_EVENT5 *e)
{
    note(context, &e->header.timeStamp, e->type, e->classifyDrop->filterId);
}

static void CALLBACK on_event3(void *context, const FWPM_NET_EVENT4 *e)
{
    note(context, &e->header.timeStamp, e->type, e->classifyDrop->filterId);
}

static void CALLBACK on_event2(void *context, const FWPM_NET_EVENT3 *e)
{
    note(context, &e->header.timeStamp, e->type, e->classifyDrop->filterId);
}

static void CALLBACK on_event1(void *context, const FWPM_NET_EVENT2 *e)
{
    note(context, &e->header.timeStamp, e->type, e->classifyDrop->filterId);
}

static void CALLBACK on_event0(void *context, const FWPM_NET_EVENT1 *e)
{
    note(context, &e->header.timeStamp, e->type, e->classifyDrop->filterId);
}

static void wait_for(struct seen *s, unsigned count)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += DEADLINE_S;
    pthread_mutex_lock(&s->lock);
    while (s->count < count)
        if (pthread_cond_timedwait(&s->more, &s->lock, &until) != 0)
            break;
    unsigned have = s->count;
    pthread_mutex_unlock(&s->lock);
    assert_true(have >= count);
}

static HANDLE subscribe(HANDLE h, struct seen *s)
{
    FWPM_NET_EVENT_SUBSCRIPTION0 all = { .sessionKey = kit_key(77) };
    HANDLE                       events;
    assert_done(FwpmNetEventSubscribe4(h, &all, on_event4, s, &events));
    return events;
}

/* --- what the engine does ------------------------------------------------------------------------------------------------------ */

static UINT64 block(HANDLE h, unsigned n, const GUID *layer)
{
    FWPM_FILTER0 f = kit_filter(n);
    UINT64       id;
    f.layerKey = *layer;
    assert_done(FwpmFilterAdd0(h, &f, NULL, &id));
    return id;
}

static UINT64 block_connects(HANDLE h)
{
    return block(h, 1, &FWPM_LAYER_ALE_AUTH_CONNECT_V4);
}

static FWPM_NET_EVENT5 **list(HANDLE h, const FWPM_NET_EVENT_ENUM_TEMPLATE0 *t, UINT32 *count)
{
    HANDLE            e;
    FWPM_NET_EVENT5 **events;
    assert_done(FwpmNetEventCreateEnumHandle0(h, t, &e));
    assert_done(FwpmNetEventEnum5(h, e, 1000, &events, count));
    assert_done(FwpmNetEventDestroyEnumHandle0(h, e));
    return events;
}

static UINT32 count_of(HANDLE h, const FWPM_NET_EVENT_ENUM_TEMPLATE0 *t)
{
    UINT32            count;
    FWPM_NET_EVENT5 **events = list(h, t, &count);
    FwpmFreeMemory0((void **)&events);
    return count;
}

static void set_option(HANDLE h, FWPM_ENGINE_OPTION option, UINT32 value)
{
    FWP_VALUE0 v = { .type = FWP_UINT32, .uint32 = value };
    assert_done(FwpmEngineSetOption0(h, option, &v));
}

static UINT32 get_option(HANDLE h, FWPM_ENGINE_OPTION option)
{
    FWP_VALUE0 *v;
    assert_done(FwpmEngineGetOption0(h, option, &v));
    assert_int_equal(v->type, FWP_UINT32);
    UINT32 value = v->uint32;
    FwpmFreeMemory0((void **)&v);
    return value;
}

static UINT64 number_of(FILETIME t)
{
    return (UINT64)t.dwHighDateTime << 32 | t.dwLowDateTime;
}

/* 2026-01-02 in UTC, when the captures begin. */
#define DAY_BEGIN 134117856000000000ull
#define DAY       864000000000ull

/* proves: H-007 H-009 H-011 H-012 */
static void a_drop_says_what_was_dropped(void **state)
{
    const UINT32      flags = FWPM_NET_EVENT_FLAG_IP_VERSION_SET | FWPM_NET_EVENT_FLAG_IP_PROTOCOL_SET | FWPM_NET_EVENT_FLAG_LOCAL_ADDR_SET |
                         FWPM_NET_EVENT_FLAG_REMOTE_ADDR_SET | FWPM_NET_EVENT_FLAG_LOCAL_PORT_SET | FWPM_NET_EVENT_FLAG_REMOTE_PORT_SET;
    UINT32            count;
    UINT64            before = 0;
    HANDLE            h = kit_open(0);
    UINT64            id = block_connects(h);
    (void)state;
    walk_capture("web.pcap");
    FWPM_NET_EVENT5 **events = list(h, NULL, &count);
    assert_true(count > 0);
    for (UINT32 i = 0; i < count; i++) {
        const FWPM_NET_EVENT_HEADER3        *header = &events[i]->header;
        const FWPM_NET_EVENT_CLASSIFY_DROP2 *drop = events[i]->classifyDrop;
        assert_int_equal(events[i]->type, FWPM_NET_EVENT_TYPE_CLASSIFY_DROP);
        assert_int_equal(header->flags & flags, flags);
        assert_int_equal(header->ipVersion, FWP_IP_VERSION_V4);
        assert_int_equal(header->addressFamily, FWP_AF_INET);
        assert_int_equal(header->localAddrV4, 0xc000020a); /* the client, whose host this is */
        assert_int_equal(header->remoteAddrV4, 0xc0000250);
        assert_int_equal(header->ipProtocol, TCP);
        assert_int_equal(header->remotePort, 80);
        assert_int_not_equal(header->localPort, 0);
        assert_false(header->flags & (FWPM_NET_EVENT_FLAG_SCOPE_ID_SET | FWPM_NET_EVENT_FLAG_PACKAGE_ID_SET | FWPM_NET_EVENT_FLAG_APP_ID_SET));
        assert_int_equal(header->scopeId, 0);
        assert_null(header->packageSid);
        assert_int_equal(header->appId.size, 0);
        assert_true(number_of(header->timeStamp) >= DAY_BEGIN && number_of(header->timeStamp) < DAY_BEGIN + DAY);
        assert_true(number_of(header->timeStamp) >= before);
        before = number_of(header->timeStamp);
        assert_int_equal(drop->filterId, id);
        assert_int_equal(drop->layerId, 48); /* ALE_AUTH_CONNECT_V4 */
        assert_int_equal(drop->msFwpDirection, 0x3901);
        assert_int_equal(drop->isLoopback, 0);
        assert_int_equal(drop->reauthReason, 0);
        assert_int_equal(drop->vSwitchId.size, 0);
    }
    FwpmFreeMemory0((void **)&events);
}

/* One test for each version of a function would differ in the digit. */
#define CHECK_ENUM(n)                                                                        \
    do {                                                                                     \
        HANDLE              e;                                                               \
        FWPM_NET_EVENT##n **old;                                                             \
        UINT32              got;                                                             \
        assert_done(FwpmNetEventCreateEnumHandle0(h, NULL, &e));                             \
        assert_done(FwpmNetEventEnum##n(h, e, 1000, &old, &got));                            \
        assert_int_equal(got, count);                                                        \
        for (UINT32 i = 0; i < got; i++) {                                                   \
            assert_int_equal(number_of(old[i]->header.timeStamp), number_of(events[i]->header.timeStamp)); \
            assert_int_equal(old[i]->header.remoteAddrV4, events[i]->header.remoteAddrV4);   \
            assert_int_equal(old[i]->type, FWPM_NET_EVENT_TYPE_CLASSIFY_DROP);               \
            assert_int_equal(old[i]->classifyDrop->filterId, id);                            \
            assert_int_equal(old[i]->classifyDrop->layerId, 48);                             \
        }                                                                                    \
        FwpmFreeMemory0((void **)&old);                                                      \
        assert_done(FwpmNetEventDestroyEnumHandle0(h, e));                                   \
    } while (0)

static void every_version_of_an_enumeration_tells_the_same(void **state)
{
    UINT32 count;
    HANDLE h = kit_open(0);
    UINT64 id = block_connects(h);
    (void)state;
    walk_capture("web.pcap");
    FWPM_NET_EVENT5 **events = list(h, NULL, &count);
    assert_true(count > 0);
    CHECK_ENUM(0);
    CHECK_ENUM(1);
    CHECK_ENUM(2);
    CHECK_ENUM(3);
    CHECK_ENUM(4);
    CHECK_ENUM(5);
    FwpmFreeMemory0((void **)&events);
}

/* proves: H-014 */
static void an_enumeration_is_read_in_pages_and_keeps_what_it_began_with(void **state)
{
    HANDLE            h = kit_open(0), e, other = kit_open(0);
    FWPM_NET_EVENT5 **page;
    UINT32            count, got, n = 0;
    UINT64            before = 0;
    (void)state;
    block_connects(h);
    walk_capture("web.pcap");
    count = count_of(h, NULL);
    assert_true(count > 1);
    assert_done(FwpmNetEventCreateEnumHandle0(h, NULL, &e));
    assert_code(FwpmNetEventEnum5(other, e, 1, &page, &got), ERROR_INVALID_HANDLE);
    walk_capture("web.pcap");
    for (;;) {
        assert_done(FwpmNetEventEnum5(h, e, 1, &page, &got));
        if (got == 0)
            break;
        assert_int_equal(got, 1);
        assert_true(number_of(page[0]->header.timeStamp) >= before);
        before = number_of(page[0]->header.timeStamp);
        FwpmFreeMemory0((void **)&page);
        n++;
    }
    assert_int_equal(n, count);
    assert_done(FwpmNetEventDestroyEnumHandle0(h, e));
    assert_code(FwpmNetEventEnum5(h, e, 1, &page, &got), ERROR_INVALID_HANDLE);
    assert_int_equal(count_of(h, NULL), 2 * count);
}

/* proves: H-015 */
static void subscribers_of_all_versions_hear_what_an_enumeration_tells(void **state)
{
    FWPM_NET_EVENT_SUBSCRIPTION0 all = { 0 };
    HANDLE                       h = kit_open(0), handles[5];
    struct seen                  seen[5];
    UINT32                       count;
    UINT64                       id = block_connects(h);
    (void)state;
    for (unsigned i = 0; i < 5; i++)
        seen_init(&seen[i]);
    assert_done(FwpmNetEventSubscribe0(h, &all, on_event0, &seen[0], &handles[0]));
    assert_done(FwpmNetEventSubscribe1(h, &all, on_event1, &seen[1], &handles[1]));
    assert_done(FwpmNetEventSubscribe2(h, &all, on_event2, &seen[2], &handles[2]));
    assert_done(FwpmNetEventSubscribe3(h, &all, on_event3, &seen[3], &handles[3]));
    assert_done(FwpmNetEventSubscribe4(h, &all, on_event4, &seen[4], &handles[4]));
    walk_capture("web.pcap");
    FWPM_NET_EVENT5 **events = list(h, NULL, &count);
    assert_in_range(count, 1, SEEN_MAX);
    for (unsigned i = 0; i < 5; i++) {
        wait_for(&seen[i], count);
        assert_done(FwpmNetEventUnsubscribe0(h, handles[i]));
        assert_int_equal(seen[i].count, count); /* and nothing comes any more */
        assert_false(seen[i].same_thread);
        for (UINT32 k = 0; k < count; k++) {
            assert_int_equal(seen[i].types[k], FWPM_NET_EVENT_TYPE_CLASSIFY_DROP);
            assert_int_equal(seen[i].filters[k], id);
            assert_int_equal(number_of(seen[i].times[k]), number_of(events[k]->header.timeStamp));
        }
        assert_code(FwpmNetEventUnsubscribe0(h, handles[i]), ERROR_INVALID_HANDLE);
    }
    FwpmFreeMemory0((void **)&events);
    walk_capture("web.pcap");
    for (unsigned i = 0; i < 5; i++)
        assert_int_equal(seen[i].count, count);
}

static FWPM_FILTER_CONDITION0 port_is(const GUID *field, UINT16 port)
{
    return (FWPM_FILTER_CONDITION0){ .fieldKey = *field, .matchType = FWP_MATCH_EQUAL, .conditionValue = { .type = FWP_UINT16, .uint16 = port } };
}

static FILETIME time_of(UINT64 t)
{
    return (FILETIME){ (DWORD)t, (DWORD)(t >> 32) };
}

static DWORD try_template(HANDLE h, const FWPM_NET_EVENT_ENUM_TEMPLATE0 *t)
{
    HANDLE e;
    DWORD  code = FwpmNetEventCreateEnumHandle0(h, t, &e);
    if (code == 0)
        assert_done(FwpmNetEventDestroyEnumHandle0(h, e));
    return code;
}

/* proves: H-013 */
static void a_template_restricts_time_and_members(void **state)
{
    UINT8                  mask_bytes[] = "\\device\\nothing";
    FWP_BYTE_BLOB          app = { sizeof(mask_bytes), mask_bytes };
    FWPM_FILTER_CONDITION0 c[2] = { port_is(&FWPM_CONDITION_IP_REMOTE_PORT, 80), port_is(&FWPM_CONDITION_IP_REMOTE_PORT, 80) };
    FWPM_NET_EVENT_ENUM_TEMPLATE0 t = { .numFilterConditions = 1, .filterCondition = c };
    HANDLE                        h = kit_open(0);
    (void)state;
    block_connects(h);
    block(h, 2, &FWPM_LAYER_ALE_AUTH_CONNECT_V6);
    walk_capture("web.pcap");
    UINT32 all = count_of(h, NULL);
    assert_true(all > 1);
    assert_int_equal(count_of(h, &t), all);
    c[0].conditionValue.uint16 = 81;
    assert_int_equal(count_of(h, &t), 0);
    c[0] = (FWPM_FILTER_CONDITION0){ .fieldKey = FWPM_CONDITION_IP_REMOTE_ADDRESS, .matchType = FWP_MATCH_EQUAL,
                                     .conditionValue = { .type = FWP_UINT32, .uint32 = 0xc0000250 } };
    assert_in_range(count_of(h, &t), 1, all - 1); /* the others are IPv6 */
    c[0] = (FWPM_FILTER_CONDITION0){ .fieldKey = FWPM_CONDITION_ALE_APP_ID, .matchType = FWP_MATCH_EQUAL,
                                     .conditionValue = { .type = FWP_BYTE_BLOB_TYPE, .byteBlob = &app } };
    assert_int_equal(count_of(h, &t), 0);
    c[0] = c[1];
    t.numFilterConditions = 2;
    assert_code(try_template(h, &t), FWP_E_DUPLICATE_CONDITION);
    t.numFilterConditions = 1;
    t.startTime = time_of(DAY_BEGIN);
    t.endTime = time_of(DAY_BEGIN + DAY);
    assert_int_equal(count_of(h, &t), all);
    t.startTime = time_of(DAY_BEGIN + DAY);
    assert_int_equal(count_of(h, &t), 0);
    t.endTime = time_of(DAY_BEGIN);
    assert_code(try_template(h, &t), FWP_E_INVALID_INTERVAL);
    t = (FWPM_NET_EVENT_ENUM_TEMPLATE0){ .numFilterConditions = 1 };
    assert_code(try_template(h, &t), FWP_E_NULL_POINTER);
}

static void a_subscription_has_a_template_too(void **state)
{
    FWPM_FILTER_CONDITION0        other[] = { port_is(&FWPM_CONDITION_IP_REMOTE_PORT, 81) }, web[] = { port_is(&FWPM_CONDITION_IP_REMOTE_PORT, 80) };
    FWPM_NET_EVENT_ENUM_TEMPLATE0 none = { .numFilterConditions = 1, .filterCondition = other },
                                  some = { .numFilterConditions = 1, .filterCondition = web };
    FWPM_NET_EVENT_SUBSCRIPTION0  quiet = { .enumTemplate = &none, .sessionKey = kit_key(5) }, loud = { .enumTemplate = &some, .sessionKey = kit_key(6) };
    FWPM_NET_EVENT_SUBSCRIPTION0 **shown;
    HANDLE                        h = kit_open(0), second = kit_open(0), a, b;
    struct seen                   nothing, all;
    UINT32                        count, with_keys = 0;
    (void)state;
    seen_init(&nothing), seen_init(&all);
    assert_done(FwpmNetEventSubscribe4(h, &quiet, on_event4, &nothing, &a));
    assert_done(FwpmNetEventSubscribe4(second, &loud, on_event4, &all, &b));
    assert_done(FwpmNetEventSubscriptionsGet0(h, &shown, &count));
    assert_int_equal(count, 2);
    for (UINT32 i = 0; i < count; i++) {
        GUID five = kit_key(5);
        bool is_five = kit_same_key(&shown[i]->sessionKey, &five);
        with_keys += is_five;
        assert_int_equal(shown[i]->enumTemplate->numFilterConditions, 1);
        assert_int_equal(shown[i]->enumTemplate->filterCondition[0].conditionValue.uint16, is_five ? 81 : 80);
    }
    assert_int_equal(with_keys, 1);
    FwpmFreeMemory0((void **)&shown);
    block_connects(h);
    walk_capture("web.pcap");
    count = count_of(h, NULL);
    wait_for(&all, count);
    assert_code(FwpmNetEventUnsubscribe0(h, b), ERROR_INVALID_HANDLE);
    kit_close(second);
    assert_done(FwpmNetEventSubscriptionsGet0(h, &shown, &count));
    assert_int_equal(count, 1);
    FwpmFreeMemory0((void **)&shown);
    assert_done(FwpmNetEventUnsubscribe0(h, a));
    assert_int_equal(nothing.count, 0);
    none.numFilterConditions = 2;
    other[0].fieldKey = kit_key(1);
    none.numFilterConditions = 1;
    assert_code(FwpmNetEventSubscribe4(h, &quiet, on_event4, &nothing, &a), FWP_E_CONDITION_NOT_FOUND);
}

/* proves: H-005 */
static void not_within_a_transaction(void **state)
{
    static const UINT32          flags[] = { 0, FWPM_TXN_READ_ONLY };
    FWPM_NET_EVENT_SUBSCRIPTION0 all = { 0 };
    struct seen                  seen;
    HANDLE                       h = kit_open(0), e;
    (void)state;
    seen_init(&seen);
    for (unsigned i = 0; i < KIT_COUNT(flags); i++) {
        assert_done(FwpmTransactionBegin0(h, flags[i]));
        assert_code(FwpmNetEventCreateEnumHandle0(h, NULL, &e), FWP_E_TXN_IN_PROGRESS);
        assert_code(FwpmNetEventSubscribe0(h, &all, on_event0, &seen, &e), FWP_E_TXN_IN_PROGRESS);
        assert_code(FwpmNetEventSubscribe4(h, &all, on_event4, &seen, &e), FWP_E_TXN_IN_PROGRESS);
        assert_done(FwpmTransactionAbort0(h));
    }
}

/* proves: H-004 A-168 */
static void collection_is_switched_off_and_begins_empty(void **state)
{
    HANDLE            h = kit_open(0), e, old;
    FWPM_NET_EVENT5 **events;
    UINT32            count;
    (void)state;
    block_connects(h);
    walk_capture("web.pcap");
    assert_true(count_of(h, NULL) > 0);
    assert_done(FwpmNetEventCreateEnumHandle0(h, NULL, &old));
    set_option(h, FWPM_ENGINE_NET_EVENT_MATCH_ANY_KEYWORDS, 3);
    set_option(h, FWPM_ENGINE_COLLECT_NET_EVENTS, 0);
    assert_code(FwpmNetEventCreateEnumHandle0(h, NULL, &e), FWP_E_NET_EVENTS_DISABLED);
    assert_code(FwpmNetEventEnum5(h, old, 10, &events, &count), FWP_E_NET_EVENTS_DISABLED);
    walk_capture("web.pcap");
    set_option(h, FWPM_ENGINE_COLLECT_NET_EVENTS, 1);
    assert_int_equal(get_option(h, FWPM_ENGINE_NET_EVENT_MATCH_ANY_KEYWORDS), 3);
    assert_int_equal(count_of(h, NULL), 0);
    walk_capture("web.pcap");
    assert_true(count_of(h, NULL) > 0);
    assert_done(FwpmNetEventDestroyEnumHandle0(h, old));
}

static UINT32 count_type(HANDLE h, UINT32 type)
{
    FWPM_FILTER_CONDITION0        c = { .fieldKey = FWPM_CONDITION_NET_EVENT_TYPE, .matchType = FWP_MATCH_EQUAL,
                                        .conditionValue = { .type = FWP_UINT32, .uint32 = type } };
    FWPM_NET_EVENT_ENUM_TEMPLATE0 t = { .numFilterConditions = 1, .filterCondition = &c };
    return count_of(h, &t);
}

/* proves: H-001 */
static void keywords_ask_for_more(void **state)
{
    HANDLE            h = kit_open(0);
    UINT32            count;
    (void)state;
    assert_int_equal(get_option(h, FWPM_ENGINE_COLLECT_NET_EVENTS), 1);
    assert_int_equal(get_option(h, FWPM_ENGINE_NET_EVENT_MATCH_ANY_KEYWORDS), 0);
    walk_capture("web.pcap");
    assert_int_equal(count_of(h, NULL), 0);
    set_option(h, FWPM_ENGINE_NET_EVENT_MATCH_ANY_KEYWORDS, FWPM_NET_EVENT_KEYWORD_CLASSIFY_ALLOW);
    walk_capture("web.pcap");
    assert_true(count_type(h, FWPM_NET_EVENT_TYPE_CLASSIFY_ALLOW) > 0);
    assert_int_equal(count_type(h, FWPM_NET_EVENT_TYPE_CLASSIFY_DROP), 0);
    FWPM_NET_EVENT5 **events = list(h, NULL, &count);
    assert_int_equal(events[0]->classifyAllow->isLoopback, 0);
    assert_in_range(events[0]->classifyAllow->layerId, 1, 100);
    FwpmFreeMemory0((void **)&events);
    set_option(h, FWPM_ENGINE_NET_EVENT_MATCH_ANY_KEYWORDS, 0);
    block(h, 1, &FWPM_LAYER_INBOUND_IPPACKET_V4);
    count = count_type(h, FWPM_NET_EVENT_TYPE_CLASSIFY_DROP);
    walk_capture_at("multicast.pcap", "192.0.2.80"); /* the client's neighbour */
    UINT32 without = count_type(h, FWPM_NET_EVENT_TYPE_CLASSIFY_DROP) - count;
    set_option(h, FWPM_ENGINE_NET_EVENT_MATCH_ANY_KEYWORDS, FWPM_NET_EVENT_KEYWORD_INBOUND_MCAST | FWPM_NET_EVENT_KEYWORD_INBOUND_BCAST);
    count = count_type(h, FWPM_NET_EVENT_TYPE_CLASSIFY_DROP);
    walk_capture_at("multicast.pcap", "192.0.2.80");
    assert_true(count_type(h, FWPM_NET_EVENT_TYPE_CLASSIFY_DROP) - count > without);
}

/* A frame of a MAC layer has its own kind of event, which older versions of the structure cannot say. */
static void a_frames_drop_tells_its_addresses(void **state)
{
    static const UINT8 client[] = { 2, 0, 0, 0, 0, 0x10 };
    FWPM_NET_EVENT1  **old;
    HANDLE             h = kit_open(0), e;
    UINT32             count, got;
    UINT64             id = block(h, 1, &FWPM_LAYER_INBOUND_MAC_FRAME_ETHERNET);
    (void)state;
    walk_capture("ping.pcapng");
    FWPM_NET_EVENT5 **events = list(h, NULL, &count);
    assert_true(count > 0);
    for (UINT32 i = 0; i < count; i++) {
        const FWPM_NET_EVENT_CLASSIFY_DROP_MAC0 *drop = events[i]->classifyDropMac;
        assert_int_equal(events[i]->type, FWPM_NET_EVENT_TYPE_CLASSIFY_DROP_MAC);
        assert_int_equal(events[i]->header.addressFamily, FWP_AF_ETHER);
        assert_int_equal(events[i]->header.ipVersion, FWP_IP_VERSION_NONE);
        assert_int_equal(drop->filterId, id);
        assert_memory_equal(&drop->localMacAddr, client, sizeof(client));
        assert_int_equal(drop->msFwpDirection, 0x3900);
        assert_true(drop->etherType == 0x800 || drop->etherType == 0x86dd || drop->etherType == 0x806);
    }
    FwpmFreeMemory0((void **)&events);
    assert_done(FwpmNetEventCreateEnumHandle0(h, NULL, &e));
    assert_done(FwpmNetEventEnum1(h, e, 1, &old, &got));
    assert_int_equal(got, 1);
    assert_int_equal(old[0]->type, FWPM_NET_EVENT_TYPE_CLASSIFY_DROP_MAC);
    assert_null(old[0]->classifyDrop);
    FwpmFreeMemory0((void **)&old);
    assert_done(FwpmNetEventDestroyEnumHandle0(h, e));
}

static void others_may_not_look(void **state)
{
    FWPM_NET_EVENT_SUBSCRIPTION0   all = { 0 }, **shown;
    struct seen                    seen;
    HANDLE                         h, e;
    UINT32                         count;
    (void)state;
    if (!kit_may_change_user())
        skip();
    if (kit_try_open_as(12345, NULL, &h)) /* who may not even open the engine sees nothing */
        return;
    seen_init(&seen);
    assert_code(FwpmNetEventCreateEnumHandle0(h, NULL, &e), ERROR_ACCESS_DENIED);
    assert_code(FwpmNetEventSubscribe4(h, &all, on_event4, &seen, &e), ERROR_ACCESS_DENIED);
    assert_code(FwpmNetEventSubscriptionsGet0(h, &shown, &count), ERROR_ACCESS_DENIED);
}

static void options_survive_and_rule_the_log_again(void **state)
{
    HANDLE h = kit_open(0), e;
    (void)state;
    set_option(h, FWPM_ENGINE_COLLECT_NET_EVENTS, 0);
    set_option(h, FWPM_ENGINE_NET_EVENT_MATCH_ANY_KEYWORDS, 19);
    kit_restart();
    h = kit_open(0);
    assert_int_equal(get_option(h, FWPM_ENGINE_COLLECT_NET_EVENTS), 0);
    assert_int_equal(get_option(h, FWPM_ENGINE_NET_EVENT_MATCH_ANY_KEYWORDS), 19);
    assert_code(FwpmNetEventCreateEnumHandle0(h, NULL, &e), FWP_E_NET_EVENTS_DISABLED);
}

/* A subscription that is ended by its own callback is told nothing more. */
struct once {
    struct seen seen;
    HANDLE      engine, handle;
    DWORD       answer;
};

static void CALLBACK end_it(void *context, const FWPM_NET_EVENT5 *e)
{
    struct once *o = context;
    pthread_mutex_lock(&o->seen.lock);
    bool first = o->seen.count == 0;
    pthread_mutex_unlock(&o->seen.lock);
    if (first)
        o->answer = FwpmNetEventUnsubscribe0(o->engine, o->handle);
    note(&o->seen, &e->header.timeStamp, e->type, 0);
}

static void a_callback_may_end_its_subscription(void **state)
{
    FWPM_NET_EVENT_SUBSCRIPTION0 all = { 0 };
    struct once                  o = { .answer = 99 };
    struct seen                  other;
    (void)state;
    seen_init(&o.seen), seen_init(&other);
    o.engine = kit_open(0);
    block_connects(o.engine);
    assert_done(FwpmNetEventSubscribe4(o.engine, &all, end_it, &o, &o.handle));
    HANDLE h = subscribe(o.engine, &other);
    walk_capture("web.pcap");
    wait_for(&o.seen, 1);
    wait_for(&other, count_of(o.engine, NULL));
    assert_done(FwpmNetEventUnsubscribe0(o.engine, h));
    kit_close(o.engine);
    assert_int_equal(o.answer, 0);
    assert_int_equal(o.seen.count, 1);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        WALK_TEST(a_drop_says_what_was_dropped),
        WALK_TEST(every_version_of_an_enumeration_tells_the_same),
        WALK_TEST(an_enumeration_is_read_in_pages_and_keeps_what_it_began_with),
        WALK_TEST(subscribers_of_all_versions_hear_what_an_enumeration_tells),
        WALK_TEST(a_template_restricts_time_and_members),
        WALK_TEST(a_subscription_has_a_template_too),
        WALK_TEST(not_within_a_transaction),
        WALK_TEST(collection_is_switched_off_and_begins_empty),
        WALK_TEST(keywords_ask_for_more),
        WALK_TEST(a_frames_drop_tells_its_addresses),
        WALK_TEST(a_callback_may_end_its_subscription),
        KIT_TEST(others_may_not_look),
        KIT_TEST(options_survive_and_rule_the_log_again),
    };
    kit_main(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
