/* The net event log: what is recorded, what the ring forgets, templates, lists, subscriptions. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/filetime.h"
#include "bfe/net_event_log.h"

#define NOON (FILETIME_OF_1970 + 17670960000000000ull)

static const uint8_t system_sid[] = { 1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0 };
static const uint8_t other_sid[] = { 1, 1, 0, 0, 0, 0, 0, 5, 19, 0, 0, 0 };

static struct net_event_log *new_log(void)
{
    struct net_event_log *log;
    assert_int_equal(net_event_log_new(&log), WFP_OK);
    return log;
}

/* Event `n`: dropped at `NOON` and n milliseconds, by filter n. */
static struct net_event drop(uint64_t n)
{
    return (struct net_event){
        .header = { .time = NOON + 10000 * n,
                    .flags = NET_EVENT_FLAG_IP_VERSION_SET | NET_EVENT_FLAG_IP_PROTOCOL_SET | NET_EVENT_FLAG_LOCAL_ADDR_SET |
                             NET_EVENT_FLAG_REMOTE_ADDR_SET | NET_EVENT_FLAG_LOCAL_PORT_SET | NET_EVENT_FLAG_REMOTE_PORT_SET,
                    .family = FAMILY_V4,
                    .protocol = 17,
                    .local = { .v4 = 0xc0000201 },
                    .remote = { .v4 = 0xcb007107 },
                    .local_port = 53,
                    .remote_port = 5000 },
        .type = NET_EVENT_TYPE_CLASSIFY_DROP,
        .classify = { .filter = n, .layer = LAYER_ID_INBOUND_TRANSPORT_V4 },
    };
}

static void add(struct net_event_log *log, uint64_t n)
{
    struct net_event e = drop(n);
    net_event_log_add(log, &e);
}

static struct net_event_list *list_of(struct net_event_log *log, const struct net_event_template *t)
{
    struct net_event_list *list;
    assert_int_equal(net_event_log_list(log, t, &list), WFP_OK);
    return list;
}

static uint32_t held(struct net_event_log *log)
{
    struct net_event_list *list = list_of(log, NULL);
    uint32_t               count = list->count;
    net_event_list_free(list);
    return count;
}

/* proves: H-006 */
static void types_have_their_public_numbers(void **state)
{
    static const char *const names[] = { "IKEEXT_MM_FAILURE", "IKEEXT_QM_FAILURE", "IKEEXT_EM_FAILURE", "CLASSIFY_DROP",
                                         "IPSEC_KERNEL_DROP", "IPSEC_DOSP_DROP",   "CLASSIFY_ALLOW",    "CAPABILITY_DROP",
                                         "CAPABILITY_ALLOW",  "CLASSIFY_DROP_MAC", "LPM_PACKET_ARRIVAL" };
    (void)state;
    assert_int_equal(COUNT_OF(names), NET_EVENT_TYPE_MAX);
    for (uint32_t i = 0; i < COUNT_OF(names); i++) {
        uint32_t value = 99;
        assert_true(enum_find("FWPM_NET_EVENT_TYPE", names[i], &value));
        assert_int_equal(value, i);
    }
    assert_int_equal(NET_EVENT_TYPE_CLASSIFY_DROP, 3);
    assert_int_equal(NET_EVENT_TYPE_CLASSIFY_ALLOW, 6);
    assert_int_equal(NET_EVENT_TYPE_CLASSIFY_DROP_MAC, 9);
}

static void a_copy_shares_nothing_with_its_original(void **state)
{
    uint8_t                     app[] = "a\0p\0p\0\0", name[] = { 1, 2, 3 }, port[] = { 7, 8 }, user[12], package[12];
    uint16_t                    enterprise[] = { 'c', 'o', 'r', 'p', 0 };
    struct net_event_terminator ended[2] = { { .filter = 5, .action = ACTION_PERMIT },
                                             { .filter = 6, .action = ACTION_BLOCK } };
    struct net_event            e = drop(1), same;
    (void)state;
    memcpy(user, system_sid, sizeof(user));
    memcpy(package, other_sid, sizeof(package));
    e.header.app = (struct byte_blob){ 8, app };
    e.header.user = user;
    e.header.package = package;
    e.header.enterprise = enterprise;
    e.header.effective_name = (struct byte_blob){ 3, name };
    e.classify.vswitch = (struct byte_blob){ 2, port };
    e.classify.terminators = ended;
    e.classify.terminator_count = 2;
    same = e;
    void             *block = malloc(net_event_size(&e));
    struct net_event *copy = net_event_copy(&e, block);
    assert_ptr_equal(copy, block);
    memset(app, 0xee, sizeof(app)), memset(name, 0xee, sizeof(name)), memset(port, 0xee, sizeof(port));
    memset(user, 0xee, sizeof(user)), memset(package, 0xee, sizeof(package)), memset(enterprise, 0xee, sizeof(enterprise));
    memset(ended, 0xee, sizeof(ended));
    assert_memory_equal(copy->header.app.data, "a\0p\0p\0\0", 8);
    assert_int_equal(copy->header.app.size, 8);
    assert_memory_equal(copy->header.user, system_sid, sizeof(system_sid));
    assert_memory_equal(copy->header.package, other_sid, sizeof(other_sid));
    assert_memory_equal(copy->header.enterprise, u"corp", 10);
    assert_memory_equal(copy->header.effective_name.data, "\1\2\3", 3);
    assert_memory_equal(copy->classify.vswitch.data, "\7\10", 2);
    assert_int_equal(copy->classify.terminators[0].filter, 5);
    assert_int_equal(copy->classify.terminators[1].action, ACTION_BLOCK);
    assert_int_equal(copy->header.local.v4, same.header.local.v4);
    assert_int_equal(copy->classify.filter, 1);
    free(block);
}

/* proves: H-003 */
static void the_ring_holds_some_hundred_events_and_forgets_the_oldest(void **state)
{
    struct net_event_log  *log = new_log();
    struct net_event_stats s;
    uint8_t                app[160] = { 0 };
    (void)state;
    assert_int_equal(NET_EVENT_SLOTS * NET_EVENT_SLOT_SIZE, 128 * 1024);
    for (uint64_t n = 1; n <= 1000; n++) {
        struct net_event e = drop(n);
        e.header.flags |= NET_EVENT_FLAG_APP_ID_SET | NET_EVENT_FLAG_USER_ID_SET;
        e.header.app = (struct byte_blob){ sizeof(app), app };
        e.header.user = system_sid;
        net_event_log_add(log, &e);
        if (n == 100)
            assert_int_equal(held(log), 100);
    }
    net_event_log_stats(log, &s);
    assert_int_equal(s.recorded, 1000);
    assert_in_range(s.held, 100, 150);
    assert_int_equal(s.overwritten, 1000 - s.held);
    struct net_event_list *list = list_of(log, NULL);
    assert_int_equal(list->count, s.held);
    for (uint32_t i = 0; i < list->count; i++)
        assert_int_equal(list->events[i]->classify.filter, 1000 - list->count + 1 + i);
    net_event_list_free(list);
    net_event_log_free(log);
}

/* Sizes of one to sixteen slots in a fixed, uneven order: whatever is held is the newest, unbroken, and unharmed. */
static void events_of_any_size_share_the_ring(void **state)
{
    static uint8_t         blob[NET_EVENT_MAX_SIZE];
    struct net_event_log  *log = new_log();
    struct net_event_stats s;
    (void)state;
    for (uint64_t n = 1; n <= 2000; n++) {
        struct net_event e = drop(n);
        uint32_t         size = (uint32_t)(n * n * 7919 % 15000);
        memset(blob, (int)n & 0xff, sizeof(blob));
        e.header.app = (struct byte_blob){ size, blob };
        net_event_log_add(log, &e);
        struct net_event_list *list = list_of(log, NULL);
        assert_in_range(list->count, 1, NET_EVENT_SLOTS);
        for (uint32_t i = 0; i < list->count; i++) {
            const struct net_event *found = list->events[i];
            uint64_t                k = n - list->count + 1 + i;
            assert_int_equal(found->classify.filter, k);
            assert_int_equal(found->header.app.size, k * k * 7919 % 15000);
            for (uint32_t b = 0; b < found->header.app.size; b++)
                if (found->header.app.data[b] != (k & 0xff))
                    fail_msg("event %u, byte %u", (unsigned)k, b);
        }
        net_event_list_free(list);
    }
    struct net_event e = drop(0);
    e.header.app = (struct byte_blob){ sizeof(blob), blob };
    net_event_log_add(log, &e);
    net_event_log_stats(log, &s);
    assert_int_equal(s.too_big, 1);
    assert_int_equal(s.recorded, 2000);
    net_event_log_free(log);
}

/* proves: H-004 J-024 A-168 */
static void off_gives_an_error_and_on_again_an_empty_log(void **state)
{
    struct net_event_log  *log = new_log();
    struct net_event_list *list = NULL;
    (void)state;
    assert_true(net_event_log_collects(log));
    assert_int_equal(net_event_log_keywords(log), 0);
    assert_int_equal(net_event_log_set_keywords(log, 19), WFP_OK);
    add(log, 1);
    assert_int_equal(held(log), 1);
    net_event_log_collect(log, true); /* it was on: nothing changes */
    assert_int_equal(held(log), 1);
    net_event_log_collect(log, false);
    assert_false(net_event_log_collects(log));
    assert_int_equal(net_event_log_keywords(log), 19);
    add(log, 2);
    assert_int_equal(net_event_log_list(log, NULL, &list), WFP_NET_EVENTS_DISABLED);
    assert_null(list);
    net_event_log_collect(log, true);
    assert_int_equal(net_event_log_keywords(log), 19);
    assert_int_equal(held(log), 0);
    add(log, 3);
    list = list_of(log, NULL);
    assert_int_equal(list->count, 1);
    assert_int_equal(list->events[0]->classify.filter, 3);
    net_event_list_free(list);
    net_event_log_free(log);
}

/* Each kind of event, and the only keyword sets of the six bits that let it in.  proves: H-002 */
static void kinds_of_events_need_their_keywords(void **state)
{
    static const struct {
        enum fwpm_net_event_type type;
        uint32_t                 besides, needed;
    } kinds[] = {
        { NET_EVENT_TYPE_CLASSIFY_DROP, 0, 0 },
        { NET_EVENT_TYPE_CLASSIFY_DROP_MAC, 0, 0 },
        { NET_EVENT_TYPE_IPSEC_KERNEL_DROP, 0, 0 },
        { NET_EVENT_TYPE_CLASSIFY_DROP, NET_EVENT_KEYWORD_INBOUND_MCAST, 1 },
        { NET_EVENT_TYPE_CLASSIFY_DROP, NET_EVENT_KEYWORD_INBOUND_BCAST, 2 },
        { NET_EVENT_TYPE_CLASSIFY_DROP_MAC, NET_EVENT_KEYWORD_INBOUND_BCAST, 2 },
        { NET_EVENT_TYPE_CAPABILITY_DROP, 0, 4 },
        { NET_EVENT_TYPE_CAPABILITY_ALLOW, 0, 8 },
        { NET_EVENT_TYPE_CLASSIFY_ALLOW, 0, 16 },
        { NET_EVENT_TYPE_CLASSIFY_ALLOW, NET_EVENT_KEYWORD_INBOUND_MCAST, 17 },
        { NET_EVENT_TYPE_CLASSIFY_DROP, NET_EVENT_KEYWORD_PORT_SCANNING_DROP, 32 },
    };
    struct net_event_log *log = new_log();
    (void)state;
    for (uint32_t set = 0; set < 64; set++) {
        assert_int_equal(net_event_log_set_keywords(log, set), WFP_OK);
        for (unsigned i = 0; i < COUNT_OF(kinds); i++) {
            struct net_event e = drop(1);
            bool             wanted = (set & kinds[i].needed) == kinds[i].needed;
            uint32_t         before = held(log);
            e.type = kinds[i].type;
            e.keywords = kinds[i].besides;
            assert_int_equal(net_event_log_wants(log, e.type, e.keywords), wanted);
            net_event_log_add(log, &e);
            assert_int_equal(held(log), before + wanted);
            net_event_log_collect(log, false);
            assert_false(net_event_log_wants(log, e.type, e.keywords));
            net_event_log_collect(log, true);
        }
    }
    assert_int_equal(net_event_log_set_keywords(log, 64), WFP_INVALID_FLAGS);
    assert_int_equal(net_event_log_keywords(log), 63);
    net_event_log_free(log);
}

/* proves: H-014 */
static void a_list_is_in_order_of_time(void **state)
{
    static const uint64_t times[] = { 3, 1, 2, 2, 9, 4 }, filters[] = { 1, 2, 3, 0, 5, 4 };
    struct net_event_log *log = new_log();
    (void)state;
    for (uint64_t i = 0; i < COUNT_OF(times); i++) {
        struct net_event e = drop(i);
        e.header.time = NOON + times[i];
        net_event_log_add(log, &e);
    }
    struct net_event_list *list = list_of(log, NULL);
    add(log, 77); /* the list is of its moment */
    assert_int_equal(list->count, COUNT_OF(times));
    for (uint32_t i = 0; i < list->count; i++)
        assert_int_equal(list->events[i]->classify.filter, filters[i]);
    net_event_list_free(list);
    net_event_log_free(log);
}

/* --- templates --- */

static struct byte_blob app_a = { 4, (uint8_t *)"a\0\0" }, app_b = { 4, (uint8_t *)"b\0\0" };
static const struct v4_addr_mask net_v4 = { 0xcb007100, 0xffffff00 }, hole_v4 = { 0xcb007100, 0xff00ff00 };
static const struct v6_addr_mask net_v6 = { { 0x20, 0x01, 0x0d, 0xb8, 0, 0x71 }, 48 }, long_v6 = { { 0x20 }, 129 };
static struct value_range ports = { { TYPE_UINT16, .u16 = 50 }, { TYPE_UINT16, .u16 = 60 } };
static uint8_t            peer_v6[16] = { 0x20, 0x01, 0x0d, 0xb8, 0, 0x71, [15] = 7 };

/* O:SYD:(A;;0x1;;;SY), (A;;0x1;;;LS): the right FWP_ACTRL_MATCH_FILTER for one user. */
static uint8_t sd_bytes[2][48];
static struct byte_blob sd_system, sd_other;

static struct byte_blob make_sd(uint8_t *at, const uint8_t sid[12])
{
    static const uint8_t head[] = { 1, 0, 4, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 20, 0, 0, 0,
                                    2, 0, 28, 0, 1, 0, 0, 0, 0, 0, 20, 0, 1, 0, 0, 0 };
    memcpy(at, head, sizeof(head));
    memcpy(at + sizeof(head), sid, 12);
    return (struct byte_blob){ 48, at };
}

static struct net_event drop_v6(void)
{
    struct net_event e = drop(1);
    e.header.family = FAMILY_V6;
    memset(&e.header.local, 0, sizeof(e.header.local));
    memcpy(e.header.remote.v6, peer_v6, 16);
    return e;
}

static struct net_event drop_owned(void)
{
    struct net_event e = drop(1);
    e.header.flags |= NET_EVENT_FLAG_APP_ID_SET | NET_EVENT_FLAG_USER_ID_SET;
    e.header.app = app_a;
    e.header.user = system_sid;
    return e;
}

static struct net_event drop_mac(void)
{
    return (struct net_event){ .header = { .time = NOON }, .type = NET_EVENT_TYPE_CLASSIFY_DROP_MAC };
}

/* Which of the four events (v4, v6, with owner, MAC frame) each condition wants, or why it is refused.  proves: H-013 */
static void templates_take_eight_kinds_of_condition(void **state)
{
    static uint64_t big = 1;
    const struct {
        struct condition c;
        enum wfp_status  status;
        bool             wants[4];
    } rows[] = {
        { { FIELD_IP_PROTOCOL, MATCH_EQUAL, { TYPE_UINT8, .u8 = 17 } }, WFP_OK, { true, true, true, false } },
        { { FIELD_IP_PROTOCOL, MATCH_NOT_EQUAL, { TYPE_UINT8, .u8 = 17 } }, WFP_OK, { false } },
        { { FIELD_IP_LOCAL_ADDRESS, MATCH_EQUAL, { TYPE_UINT32, .u32 = 0xc0000201 } }, WFP_OK, { true, false, true, false } },
        { { FIELD_IP_LOCAL_ADDRESS, MATCH_EQUAL, { TYPE_UINT32, .u32 = 0xc0000202 } }, WFP_OK, { false } },
        { { FIELD_IP_LOCAL_ADDRESS, MATCH_NOT_EQUAL, { TYPE_UINT32, .u32 = 0xc0000202 } },
          WFP_OK, { true, false, true, false } },
        { { FIELD_IP_REMOTE_ADDRESS, MATCH_EQUAL, { TYPE_V4_ADDR_MASK, .v4 = &net_v4 } },
          WFP_OK, { true, false, true, false } },
        { { FIELD_IP_REMOTE_ADDRESS, MATCH_EQUAL, { TYPE_V6_ADDR_MASK, .v6 = &net_v6 } },
          WFP_OK, { false, true, false, false } },
        { { FIELD_IP_REMOTE_ADDRESS, MATCH_EQUAL, { TYPE_BYTE_ARRAY16, .bytes16 = peer_v6 } },
          WFP_OK, { false, true, false, false } },
        { { FIELD_IP_LOCAL_PORT, MATCH_RANGE, { TYPE_RANGE, .range = &ports } }, WFP_OK, { true, true, true, false } },
        { { FIELD_IP_LOCAL_PORT, MATCH_GREATER, { TYPE_UINT16, .u16 = 53 } }, WFP_OK, { false } },
        { { FIELD_IP_REMOTE_PORT, MATCH_EQUAL, { TYPE_UINT16, .u16 = 5000 } }, WFP_OK, { true, true, true, false } },
        { { FIELD_ALE_APP_ID, MATCH_EQUAL, { TYPE_BYTE_BLOB, .blob = &app_a } }, WFP_OK, { false, false, true, false } },
        { { FIELD_ALE_APP_ID, MATCH_EQUAL, { TYPE_BYTE_BLOB, .blob = &app_b } }, WFP_OK, { false } },
        { { FIELD_ALE_USER_ID, MATCH_EQUAL, { TYPE_SID, .sid = (uint8_t *)system_sid } },
          WFP_OK, { false, false, true, false } },
        { { FIELD_ALE_USER_ID, MATCH_EQUAL, { TYPE_SID, .sid = (uint8_t *)other_sid } }, WFP_OK, { false } },
        { { FIELD_ALE_USER_ID, MATCH_EQUAL, { TYPE_SECURITY_DESCRIPTOR, .blob = &sd_system } },
          WFP_OK, { false, false, true, false } },
        { { FIELD_ALE_USER_ID, MATCH_EQUAL, { TYPE_SECURITY_DESCRIPTOR, .blob = &sd_other } }, WFP_OK, { false } },
        { { FIELD_NET_EVENT_TYPE, MATCH_EQUAL, { TYPE_UINT32, .u32 = 3 } }, WFP_OK, { true, true, true, false } },
        { { FIELD_NET_EVENT_TYPE, MATCH_EQUAL, { TYPE_UINT32, .u32 = 9 } }, WFP_OK, { false, false, false, true } },
        { { FIELD_FLAGS, MATCH_EQUAL, { TYPE_UINT32, .u32 = 1 } }, WFP_CONDITION_NOT_FOUND, { false } },
        { { FIELD_ETHER_TYPE, MATCH_EQUAL, { TYPE_UINT16, .u16 = 1 } }, WFP_CONDITION_NOT_FOUND, { false } },
        { { FIELD_IP_PROTOCOL, MATCH_EQUAL, { TYPE_UINT16, .u16 = 17 } }, WFP_TYPE_MISMATCH, { false } },
        { { FIELD_IP_LOCAL_ADDRESS, MATCH_EQUAL, { TYPE_UINT64, .u64 = &big } }, WFP_TYPE_MISMATCH, { false } },
        { { FIELD_IP_REMOTE_ADDRESS, MATCH_EQUAL, { TYPE_V4_ADDR_MASK, .v4 = &hole_v4 } }, WFP_INVALID_NET_MASK, { false } },
        { { FIELD_IP_REMOTE_ADDRESS, MATCH_EQUAL, { TYPE_V6_ADDR_MASK, .v6 = &long_v6 } }, WFP_INVALID_NET_MASK, { false } },
        { { FIELD_ALE_APP_ID, MATCH_EQUAL, { TYPE_BYTE_BLOB, .blob = NULL } }, WFP_NULL_POINTER, { false } },
        { { FIELD_IP_LOCAL_PORT, MATCH_TYPE_MAX, { TYPE_UINT16, .u16 = 1 } }, WFP_INVALID_ENUMERATOR, { false } },
        { { FIELD_ALE_APP_ID, MATCH_FLAGS_ANY_SET, { TYPE_BYTE_BLOB, .blob = &app_a } }, WFP_MATCH_TYPE_MISMATCH, { false } },
    };
    const struct net_event events[] = { drop(1), drop_v6(), drop_owned(), drop_mac() };
    (void)state;
    sd_system = make_sd(sd_bytes[0], system_sid);
    sd_other = make_sd(sd_bytes[1], other_sid);
    for (unsigned i = 0; i < COUNT_OF(rows); i++) {
        struct net_event_template t = { .condition_count = 1, .conditions = &rows[i].c };
        if (net_event_template_validate(&t) != rows[i].status)
            fail_msg("row %u: %s", i, status_row(net_event_template_validate(&t))->name);
        for (unsigned k = 0; k < COUNT_OF(events) && rows[i].status == WFP_OK; k++)
            if (net_event_matches(&t, &events[k]) != rows[i].wants[k])
                fail_msg("row %u, event %u", i, k);
    }
    const struct condition twice[] = { rows[0].c, rows[10].c, rows[1].c };
    struct net_event_template t = { .condition_count = 3, .conditions = twice };
    assert_int_equal(net_event_template_validate(&t), WFP_DUPLICATE_CONDITION);
    t.condition_count = 2;
    assert_int_equal(net_event_template_validate(&t), WFP_OK);
    t.conditions = NULL;
    assert_int_equal(net_event_template_validate(&t), WFP_NULL_POINTER);
}

/* All conditions have to hold, and the time; both ends belong to it.  proves: H-013 */
static void a_list_keeps_to_its_template(void **state)
{
    const struct condition both[] = { { FIELD_IP_PROTOCOL, MATCH_EQUAL, { TYPE_UINT8, .u8 = 17 } },
                                      { FIELD_IP_LOCAL_PORT, MATCH_EQUAL, { TYPE_UINT16, .u16 = 54 } } };
    struct net_event_template t = { .start = NOON + 20000, .end = NOON + 40000 };
    struct net_event_log     *log = new_log();
    struct net_event_list    *list = NULL;
    (void)state;
    for (uint64_t n = 1; n <= 5; n++) {
        struct net_event e = drop(n);
        e.header.local_port = n == 3 || n == 5 ? 54 : 53;
        net_event_log_add(log, &e);
    }
    list = list_of(log, &t);
    assert_int_equal(list->count, 3);
    assert_int_equal(list->events[0]->classify.filter, 2);
    assert_int_equal(list->events[2]->classify.filter, 4);
    net_event_list_free(list);
    t.conditions = both;
    t.condition_count = 2;
    list = list_of(log, &t);
    assert_int_equal(list->count, 1);
    assert_int_equal(list->events[0]->classify.filter, 3);
    net_event_list_free(list);
    list = NULL;
    t = (struct net_event_template){ .start = NOON + 1, .end = NOON };
    assert_int_equal(net_event_log_list(log, &t, &list), WFP_INVALID_INTERVAL);
    assert_null(list);
    t = (struct net_event_template){ .start = NOON + 30000, .end = NOON + 30000 };
    list = list_of(log, &t);
    assert_int_equal(list->count, 1);
    net_event_list_free(list);
    t = (struct net_event_template){ 0 }; /* choice P-011 */
    list = list_of(log, &t);
    assert_int_equal(list->count, 5);
    net_event_list_free(list);
    net_event_log_free(log);
}

/* --- subscriptions --- */

/* What a callback saw; everything under the lock. */
static struct {
    pthread_mutex_t                lock;
    pthread_cond_t                 changed;
    uint64_t                       filters[4096];
    unsigned                       count;
    bool                           blocked; /* the callback waits while this is set */
    bool                           waiting; /* it does */
    bool                           ended;   /* it has returned after waiting */
    pthread_t                      thread;
    struct net_event_subscription *end_from_within;
} heard = { .lock = PTHREAD_MUTEX_INITIALIZER, .changed = PTHREAD_COND_INITIALIZER };

static void hear(void *context, const struct net_event *e)
{
    assert_ptr_equal(context, &heard);
    pthread_mutex_lock(&heard.lock);
    heard.thread = pthread_self();
    heard.filters[heard.count++] = e->classify.filter;
    heard.waiting = heard.blocked;
    pthread_cond_broadcast(&heard.changed);
    while (heard.blocked)
        pthread_cond_wait(&heard.changed, &heard.lock);
    heard.ended = heard.waiting;
    struct net_event_subscription *own = heard.end_from_within;
    heard.end_from_within = NULL;
    pthread_mutex_unlock(&heard.lock);
    if (own)
        net_event_unsubscribe(own);
}

static void wait_heard(unsigned count)
{
    pthread_mutex_lock(&heard.lock);
    while (heard.count < count)
        pthread_cond_wait(&heard.changed, &heard.lock);
    pthread_mutex_unlock(&heard.lock);
}

static void set_blocked(bool blocked)
{
    pthread_mutex_lock(&heard.lock);
    heard.blocked = blocked;
    pthread_cond_broadcast(&heard.changed);
    pthread_mutex_unlock(&heard.lock);
}

static void forget(void)
{
    pthread_mutex_lock(&heard.lock);
    heard.count = 0;
    heard.waiting = heard.ended = heard.blocked = false;
    heard.end_from_within = NULL;
    pthread_mutex_unlock(&heard.lock);
}

static struct net_event_subscription *subscribe(struct net_event_log *log, const struct net_event_template *t)
{
    struct net_event_subscription *s;
    assert_int_equal(net_event_subscribe(log, t, hear, &heard, &s), WFP_OK);
    return s;
}

/* proves: H-015 */
static void subscribers_hear_in_order_on_another_thread(void **state)
{
    struct net_event_log *log = new_log();
    (void)state;
    forget();
    add(log, 99); /* before: not told */
    struct net_event_subscription *s = subscribe(log, NULL);
    for (uint64_t n = 1; n <= 100; n++)
        add(log, n);
    wait_heard(100);
    net_event_unsubscribe(s);
    add(log, 101);
    assert_int_equal(heard.count, 100);
    for (unsigned i = 0; i < 100; i++)
        assert_int_equal(heard.filters[i], i + 1);
    assert_false(pthread_equal(heard.thread, pthread_self()));
    net_event_log_free(log);
}

static void subscribers_hear_what_their_template_wants(void **state)
{
    struct condition          c = { FIELD_IP_LOCAL_PORT, MATCH_EQUAL, { TYPE_UINT16, .u16 = 54 } };
    struct net_event_template t = { .condition_count = 1, .conditions = &c };
    struct net_event_log     *log = new_log();
    (void)state;
    forget();
    struct net_event_subscription *s = subscribe(log, &t), *none = NULL;
    c.value.u16 = 53; /* the subscription has a copy */
    for (uint64_t n = 1; n <= 20; n++) {
        struct net_event e = drop(n);
        e.header.local_port = n % 4 ? 53 : 54;
        net_event_log_add(log, &e);
    }
    wait_heard(5);
    net_event_unsubscribe(s);
    assert_int_equal(heard.count, 5);
    for (unsigned i = 0; i < 5; i++)
        assert_int_equal(heard.filters[i], 4 * (i + 1));
    t.start = 5;
    assert_int_equal(net_event_subscribe(log, &t, hear, &heard, &none), WFP_INVALID_INTERVAL);
    assert_null(none);
    net_event_log_free(log);
}

/* A callback that stands still loses the oldest of what comes meanwhile; recording goes on.  proves: H-015 */
static void a_slow_subscriber_loses_events_and_holds_nobody_up(void **state)
{
    struct net_event_log *log = new_log();
    (void)state;
    forget();
    struct net_event_subscription *s = subscribe(log, NULL);
    set_blocked(true);
    add(log, 1);
    wait_heard(1);
    for (uint64_t n = 2; n <= 1001; n++)
        add(log, n);
    assert_int_equal(held(log), NET_EVENT_SLOTS);
    set_blocked(false);
    wait_heard(1 + NET_EVENT_SLOTS);
    net_event_unsubscribe(s);
    assert_int_equal(heard.count, 1 + NET_EVENT_SLOTS);
    for (unsigned i = 1; i < heard.count; i++)
        assert_int_equal(heard.filters[i], 1001 - NET_EVENT_SLOTS + i);
    net_event_log_free(log);
}

static void *let_go(void *unused)
{
    (void)unused;
    set_blocked(false);
    return NULL;
}

static void unsubscribing_waits_for_the_callback(void **state)
{
    struct net_event_log *log = new_log();
    pthread_t             thread;
    (void)state;
    forget();
    struct net_event_subscription *s = subscribe(log, NULL);
    set_blocked(true);
    add(log, 1);
    wait_heard(1);
    assert_int_equal(pthread_create(&thread, NULL, let_go, NULL), 0);
    net_event_unsubscribe(s);
    assert_true(heard.ended);
    pthread_join(thread, NULL);
    net_event_log_free(log);
}

static void a_callback_may_end_its_own_subscription(void **state)
{
    (void)state;
    for (unsigned round = 0; round < 50; round++) {
        struct net_event_log *log = new_log();
        forget();
        struct net_event_subscription *s = subscribe(log, NULL);
        pthread_mutex_lock(&heard.lock);
        heard.end_from_within = s;
        pthread_mutex_unlock(&heard.lock);
        add(log, 1);
        add(log, 2);
        wait_heard(1);
        net_event_log_free(log); /* waits for the thread */
        assert_int_equal(heard.count, 1);
    }
}

/* --- many threads at once; what they do to each other is for the thread sanitizer to see --- */

static struct net_event_log *shared;
static atomic_bool           done;
static atomic_uint           calls;

static void count_call(void *context, const struct net_event *e)
{
    (void)context;
    assert_int_equal(e->type, NET_EVENT_TYPE_CLASSIFY_DROP);
    atomic_fetch_add(&calls, 1);
}

static void *record_many(void *first)
{
    for (uint64_t n = 0; n < 2000; n++)
        add(shared, (uintptr_t)first + n);
    return NULL;
}

static void *turn_and_subscribe(void *unused)
{
    (void)unused;
    for (bool on = false; !atomic_load(&done); on = !on) {
        struct net_event_subscription *s;
        struct net_event_list         *list;
        net_event_log_collect(shared, on);
        assert_int_equal(net_event_log_set_keywords(shared, on ? 16 : 0), WFP_OK);
        assert_int_equal(net_event_subscribe(shared, NULL, count_call, NULL, &s), WFP_OK);
        if (net_event_log_list(shared, NULL, &list) == WFP_OK)
            net_event_list_free(list);
        net_event_unsubscribe(s);
    }
    return NULL;
}

static void threads_may_do_everything_at_once(void **state)
{
    pthread_t                      writers[2], changer;
    struct net_event_subscription *s;
    struct net_event_stats         stats;
    (void)state;
    shared = new_log();
    assert_int_equal(net_event_subscribe(shared, NULL, count_call, NULL, &s), WFP_OK);
    assert_int_equal(pthread_create(&changer, NULL, turn_and_subscribe, NULL), 0);
    for (uintptr_t i = 0; i < COUNT_OF(writers); i++)
        assert_int_equal(pthread_create(&writers[i], NULL, record_many, (void *)(i * 10000)), 0);
    for (unsigned i = 0; i < COUNT_OF(writers); i++)
        pthread_join(writers[i], NULL);
    atomic_store(&done, true);
    pthread_join(changer, NULL);
    net_event_unsubscribe(s);
    net_event_log_stats(shared, &stats);
    assert_in_range(stats.held, 0, NET_EVENT_SLOTS);
    assert_true(stats.held + stats.overwritten <= stats.recorded);
    net_event_log_collect(shared, false);
    net_event_log_collect(shared, true);
    add(shared, 5);
    assert_int_equal(held(shared), 1);
    net_event_log_free(shared);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(types_have_their_public_numbers),
        cmocka_unit_test(a_copy_shares_nothing_with_its_original),
        cmocka_unit_test(the_ring_holds_some_hundred_events_and_forgets_the_oldest),
        cmocka_unit_test(events_of_any_size_share_the_ring),
        cmocka_unit_test(off_gives_an_error_and_on_again_an_empty_log),
        cmocka_unit_test(kinds_of_events_need_their_keywords),
        cmocka_unit_test(a_list_is_in_order_of_time),
        cmocka_unit_test(templates_take_eight_kinds_of_condition),
        cmocka_unit_test(a_list_keeps_to_its_template),
        cmocka_unit_test(subscribers_hear_in_order_on_another_thread),
        cmocka_unit_test(subscribers_hear_what_their_template_wants),
        cmocka_unit_test(a_slow_subscriber_loses_events_and_holds_nobody_up),
        cmocka_unit_test(unsubscribing_waits_for_the_callback),
        cmocka_unit_test(a_callback_may_end_its_own_subscription),
        cmocka_unit_test(threads_may_do_everything_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
