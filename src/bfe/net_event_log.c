#include "bfe/net_event_log.h"

#include <stdlib.h>

#include "bfe/net_event_ring.h"
#include "model/choices.h"

#define GATE_OPEN    0x80000000u
#define ALL_KEYWORDS                                                                                              \
    (NET_EVENT_KEYWORD_INBOUND_MCAST | NET_EVENT_KEYWORD_INBOUND_BCAST | NET_EVENT_KEYWORD_CAPABILITY_DROP |      \
     NET_EVENT_KEYWORD_CAPABILITY_ALLOW | NET_EVENT_KEYWORD_CLASSIFY_ALLOW | NET_EVENT_KEYWORD_PORT_SCANNING_DROP)

enum wfp_status net_event_log_new(struct net_event_log **out)
{
    struct net_event_log *log = calloc(1, sizeof(*log));
    if (!log)
        return WFP_NO_MEMORY;
    pthread_mutex_init(&log->lock, NULL);
    pthread_cond_init(&log->changed, NULL);
    atomic_init(&log->gate, GATE_OPEN);
    *out = log;
    return WFP_OK;
}

void net_event_log_free(struct net_event_log *log)
{
    if (!log)
        return;
    pthread_mutex_lock(&log->lock);
    while (log->deliverers)
        pthread_cond_wait(&log->changed, &log->lock);
    pthread_mutex_unlock(&log->lock);
    pthread_cond_destroy(&log->changed);
    pthread_mutex_destroy(&log->lock);
    free(log);
}

static uint32_t gate(const struct net_event_log *log)
{
    return atomic_load_explicit(&log->gate, memory_order_relaxed);
}

void net_event_log_collect(struct net_event_log *log, bool on)
{
    pthread_mutex_lock(&log->lock);
    uint32_t before = gate(log);
    if (on && !(before & GATE_OPEN) && CHOICE_NET_EVENTS_CLEARED_AT_ENABLING) {
        log->oldest = log->next;
        log->at = 0;
    }
    atomic_store_explicit(&log->gate, on ? before | GATE_OPEN : before & ~GATE_OPEN, memory_order_relaxed);
    pthread_mutex_unlock(&log->lock);
}

bool net_event_log_collects(const struct net_event_log *log)
{
    return gate(log) & GATE_OPEN;
}

enum wfp_status net_event_log_set_keywords(struct net_event_log *log, uint32_t keywords)
{
    if (keywords & ~(uint32_t)ALL_KEYWORDS)
        return WFP_INVALID_FLAGS;
    pthread_mutex_lock(&log->lock);
    atomic_store_explicit(&log->gate, (gate(log) & GATE_OPEN) | keywords, memory_order_relaxed);
    pthread_mutex_unlock(&log->lock);
    return WFP_OK;
}

uint32_t net_event_log_keywords(const struct net_event_log *log)
{
    return gate(log) & ~GATE_OPEN;
}

/* H-001, H-002: an event that is several of these needs each of their keywords. */
bool net_event_log_wants(const struct net_event_log *log, enum fwpm_net_event_type type, uint32_t keywords)
{
    uint32_t needed = GATE_OPEN | keywords | net_event_type_keywords(type);
    return (gate(log) & needed) == needed;
}

static struct place *place_of(struct net_event_log *log, uint64_t number)
{
    return &log->places[number % NET_EVENT_SLOTS];
}

static const struct net_event *event_of(struct net_event_log *log, uint64_t number)
{
    return (const struct net_event *)log->slots[place_of(log, number)->first];
}

/* Forgets what lies in these slots. From `first` on, round the ring, the oldest event comes first. */
static void vacate(struct net_event_log *log, uint32_t first, uint32_t count)
{
    while (log->oldest < log->next) {
        const struct place *p = place_of(log, log->oldest);
        if (p->first >= first + count || p->first + p->count <= first)
            return;
        log->oldest++;
        log->overwritten++;
    }
}

/* Neighbouring slots for an event; what is too short at the end of the ring stays empty. */
static uint32_t make_room(struct net_event_log *log, uint32_t count)
{
    if (log->at + count > NET_EVENT_SLOTS) {
        vacate(log, log->at, NET_EVENT_SLOTS - log->at);
        log->at = 0;
    }
    vacate(log, log->at, count);
    return log->at;
}

static void put(struct net_event_log *log, const struct net_event *e, size_t size)
{
    uint32_t count = (uint32_t)((size + NET_EVENT_SLOT_SIZE - 1) / NET_EVENT_SLOT_SIZE);
    uint32_t first = make_room(log, count);
    net_event_copy(e, log->slots[first]);
    *place_of(log, log->next) = (struct place){ first, count };
    log->next++;
    log->recorded++;
    log->at = (first + count) % NET_EVENT_SLOTS;
    if (log->deliverers)
        pthread_cond_broadcast(&log->changed);
}

void net_event_log_add(struct net_event_log *log, const struct net_event *e)
{
    size_t size = net_event_size(e);
    pthread_mutex_lock(&log->lock);
    if (!net_event_log_wants(log, e->type, e->keywords)) /* asked again: it may have been switched off since */
        ;
    else if (size > NET_EVENT_MAX_SIZE)
        log->too_big++;
    else
        put(log, e, size);
    pthread_mutex_unlock(&log->lock);
}

void net_event_log_stats(struct net_event_log *log, struct net_event_stats *out)
{
    pthread_mutex_lock(&log->lock);
    *out = (struct net_event_stats){ log->recorded, log->overwritten, log->too_big, (uint32_t)(log->next - log->oldest) };
    pthread_mutex_unlock(&log->lock);
}

const struct net_event *ring_next(struct net_event_log *log, struct net_event_cursor *cursor, struct net_event_room *room)
{
    if (cursor->next < log->oldest) {
        cursor->lost += log->oldest - cursor->next;
        cursor->next = log->oldest;
    }
    if (cursor->next == log->next)
        return NULL;
    return net_event_copy(event_of(log, cursor->next++), room->bytes);
}

struct net_event_cursor net_event_log_end(struct net_event_log *log)
{
    pthread_mutex_lock(&log->lock);
    struct net_event_cursor end = { .next = log->next };
    pthread_mutex_unlock(&log->lock);
    return end;
}

const struct net_event *net_event_log_next(struct net_event_log *log, struct net_event_cursor *cursor,
                                           struct net_event_room *room)
{
    pthread_mutex_lock(&log->lock);
    const struct net_event *e = ring_next(log, cursor, room);
    pthread_mutex_unlock(&log->lock);
    return e;
}

/* A list and the memory of its events: as many slots as the ring has, because no event needs more than it has there. */
struct snapshot {
    struct net_event_list   list; /* first: what the caller knows */
    const struct net_event *events[NET_EVENT_SLOTS];
    _Alignas(max_align_t) uint8_t slots[NET_EVENT_SLOTS][NET_EVENT_SLOT_SIZE];
};

static void take_all(struct net_event_log *log, struct snapshot *s)
{
    uint32_t at = 0;
    for (uint64_t i = log->oldest; i < log->next; i++) {
        s->events[s->list.count++] = net_event_copy(event_of(log, i), s->slots[at]);
        at += place_of(log, i)->count;
    }
}

/* Threads that record at the same moment may come in the wrong order: nearly sorted. Equal times stay as they came. */
static void sort_by_time(struct snapshot *s)
{
    for (uint32_t i = 1; i < s->list.count; i++) {
        const struct net_event *e = s->events[i];
        uint32_t                k = i;
        for (; k > 0 && s->events[k - 1]->header.time > e->header.time; k--)
            s->events[k] = s->events[k - 1];
        s->events[k] = e;
    }
}

static void keep_wanted(struct snapshot *s, const struct net_event_template *t)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < s->list.count; i++)
        if (net_event_matches(t, s->events[i]))
            s->events[count++] = s->events[i];
    s->list.count = count;
}

enum wfp_status net_event_log_list(struct net_event_log *log, const struct net_event_template *t, struct net_event_list **out)
{
    if (t)
        RETURN_IF(net_event_template_validate(t));
    struct snapshot *s = malloc(sizeof(*s)); /* before the lock: nobody who records waits for memory */
    if (!s)
        return WFP_NO_MEMORY;
    s->list = (struct net_event_list){ .events = s->events };
    pthread_mutex_lock(&log->lock);
    bool collects = net_event_log_collects(log);
    if (collects)
        take_all(log, s);
    pthread_mutex_unlock(&log->lock);
    if (!collects) {
        free(s);
        return WFP_NET_EVENTS_DISABLED;
    }
    sort_by_time(s);
    keep_wanted(s, t);
    *out = &s->list;
    return WFP_OK;
}

void net_event_list_free(struct net_event_list *list)
{
    free(list); /* the snapshot begins with it */
}
