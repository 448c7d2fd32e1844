#include "host/survey.h"

#include <stdlib.h>

#define MAX_ADDRESSES 8192u  /* power of two; three quarters are used */
#define MAX_ENDPOINTS 65536u  /* of one generation; the same */
#define MAX_RANGES    131072u

struct station {
    struct ip_addr addr; /* family 0: free */
    uint8_t        mac[6];
    bool           has_mac, link_local;
    uint64_t       packets;
    uint64_t       first_spoke; /* packet number, 0: never */
};

/* A stretch of the capture in which all evidence about an endpoint said the same, without a gap longer than SURVEY_ANSWER_NS. */
struct range {
    uint64_t first, last; /* packet numbers */
    uint64_t first_ns, last_ns;
    uint32_t next; /* index + 1 of the next stretch, 0: none */
    bool     refused;
};

struct endpoint {
    struct ip_addr addr; /* family 0: free */
    uint8_t        protocol;
    uint16_t       port;
    bool           accepted;       /* once at least */
    uint32_t       ranges, newest; /* index + 1 */
    uint32_t       asked;          /* where the last question was answered, so that the next one, about a later packet, */
    uint64_t       asked_number;   /* need not begin at the oldest; 0: none was */
};

/* Evidence is of use for a while only, so it is kept in two generations: when the younger is full the older is forgotten. */
struct generation {
    struct endpoint *endpoints;
    struct range    *ranges;
    uint32_t         endpoint_count, range_count;
};

struct survey {
    struct station   *stations;
    struct generation generations[2];
    unsigned          young;               /* index of the generation that learns */
    struct station   *last_src, *last_dst; /* neighbours in a capture are often of one conversation */
    uint32_t          station_count;
    bool             overflowed, settled;
};

enum wfp_status survey_new(struct survey **out)
{
    struct survey *s = calloc(1, sizeof(*s));
    if (!s)
        return WFP_NO_MEMORY;
    s->stations = calloc(MAX_ADDRESSES, sizeof(*s->stations));
    bool whole = s->stations != NULL;
    for (unsigned i = 0; i < COUNT_OF(s->generations); i++) {
        struct generation *g = &s->generations[i];
        g->endpoints = calloc(MAX_ENDPOINTS, sizeof(*g->endpoints));
        g->ranges = calloc(MAX_RANGES, sizeof(*g->ranges));
        whole = whole && g->endpoints && g->ranges;
    }
    if (!whole) {
        survey_free(s);
        return WFP_NO_MEMORY;
    }
    *out = s;
    return WFP_OK;
}

void survey_free(struct survey *s)
{
    if (!s)
        return;
    free(s->stations);
    for (unsigned i = 0; i < COUNT_OF(s->generations); i++) {
        free(s->generations[i].endpoints);
        free(s->generations[i].ranges);
    }
    free(s);
}

bool survey_overflowed(const struct survey *s)
{
    return s->overflowed;
}

static uint32_t hash_addr(const struct ip_addr *a, uint32_t seed)
{
    uint64_t w[2], m;
    memcpy(w, a->bytes, sizeof(w));
    m = (w[0] ^ seed ^ a->family) * 0x9e3779b97f4a7c15ull;
    m ^= w[1];
    m ^= m >> 32; /* neighbours differ in the last bytes, which are the highest here: bring them down */
    m *= 0xbf58476d1ce4e5b9ull;
    m ^= m >> 29;
    return (uint32_t)(m >> 32);
}

static struct station *station_find(const struct survey *s, const struct ip_addr *a)
{
    uint32_t at = hash_addr(a, 0) & (MAX_ADDRESSES - 1);
    while (s->stations[at].addr.family && !ip_addr_equal(&s->stations[at].addr, a))
        at = (at + 1) & (MAX_ADDRESSES - 1);
    return &s->stations[at];
}

static struct station *station_get(struct survey *s, const struct ip_addr *a)
{
    struct station *st = station_find(s, a);
    if (st->addr.family)
        return st;
    if (s->station_count >= MAX_ADDRESSES / 4 * 3) {
        s->overflowed = true;
        return NULL;
    }
    s->station_count++;
    st->addr = *a;
    st->link_local = ip_addr_is(a, ADDR_LINK_LOCAL);
    return st;
}

static bool can_be_a_host(const struct ip_addr *a)
{
    return !ip_addr_is(a, ADDR_MULTICAST) && !ip_addr_is(a, ADDR_BROADCAST) && !ip_addr_is(a, ADDR_UNSPECIFIED) && !ip_addr_is(a, ADDR_LOOPBACK);
}

static struct station *station_seen(struct survey *s, struct station **last, const struct ip_addr *a)
{
    if (*last && ip_addr_equal(&(*last)->addr, a)) {
        (*last)->packets++;
        return *last;
    }
    if (!can_be_a_host(a))
        return NULL;
    struct station *st = station_get(s, a);
    if (st) {
        st->packets++;
        *last = st;
    }
    return st;
}

static struct endpoint *endpoint_find(const struct generation *g, uint8_t protocol, const struct ip_addr *a, uint16_t port)
{
    uint32_t at = hash_addr(a, (uint32_t)protocol << 16 | port) & (MAX_ENDPOINTS - 1);
    for (struct endpoint *e; (e = &g->endpoints[at])->addr.family; at = (at + 1) & (MAX_ENDPOINTS - 1))
        if (e->port == port && e->protocol == protocol && ip_addr_equal(&e->addr, a))
            break;
    return &g->endpoints[at];
}

static void forget(struct generation *g)
{
    memset(g->endpoints, 0, MAX_ENDPOINTS * sizeof(*g->endpoints));
    g->endpoint_count = g->range_count = 0;
}

/* The generation that learns, with room for one more endpoint and one more range. */
static struct generation *young_generation(struct survey *s)
{
    struct generation *g = &s->generations[s->young];
    if (g->endpoint_count < MAX_ENDPOINTS / 4 * 3 && g->range_count < MAX_RANGES)
        return g;
    s->young ^= 1;
    g = &s->generations[s->young];
    forget(g);
    return g;
}

/* Whichever way the clock went in between. */
static bool is_prompt(uint64_t a_ns, uint64_t b_ns)
{
    return (a_ns < b_ns ? b_ns - a_ns : a_ns - b_ns) <= SURVEY_ANSWER_NS;
}

static void evidence(struct survey *s, uint8_t protocol, const struct ip_addr *a, uint16_t port, bool refused, struct moment at)
{
    struct generation *g = young_generation(s);
    struct endpoint   *e = endpoint_find(g, protocol, a, port);
    if (!e->addr.family) {
        g->endpoint_count++;
        *e = (struct endpoint){ .addr = *a, .protocol = protocol, .port = port };
    }
    e->accepted |= !refused;
    struct range *r = e->newest ? &g->ranges[e->newest - 1] : NULL;
    if (r && r->refused == refused && (!refused || is_prompt(r->last_ns, at.ns))) {
        r->last = at.number;
        r->last_ns = at.ns;
        return;
    }
    g->ranges[g->range_count++] = (struct range){ at.number, at.number, at.ns, at.ns, 0, refused };
    *(e->newest ? &g->ranges[e->newest - 1].next : &e->ranges) = g->range_count;
    e->newest = g->range_count;
}

/* A reset that answers a SYN has sequence number 0 and acknowledges it (RFC 9293, 3.10.7.1). */
static bool refuses_syn(const struct headers *h)
{
    return (h->tcp_flags & (TCP_RST | TCP_ACK)) == (TCP_RST | TCP_ACK) && h->tcp_seq == 0;
}

static void learn_tcp(struct survey *s, const struct headers *h, struct moment at)
{
    if ((h->tcp_flags & (TCP_SYN | TCP_ACK | TCP_RST)) == (TCP_SYN | TCP_ACK))
        evidence(s, PROTO_TCP, &h->src, h->src_port, false, at);
    else if (refuses_syn(h))
        evidence(s, PROTO_TCP, &h->src, h->src_port, true, at);
}

static bool is_port_unreachable(const struct headers *h)
{
    return h->protocol == PROTO_ICMP ? h->icmp_type == 3 && h->icmp_code == 3 : h->icmp_type == 1 && h->icmp_code == 4;
}

static void learn(struct survey *s, const struct headers *h, struct moment at)
{
    if (h->protocol == PROTO_TCP)
        learn_tcp(s, h, at);
    else if (h->icmp_is_error && h->has_inner && h->inner_protocol == PROTO_UDP && h->inner_has_ports && is_port_unreachable(h))
        evidence(s, PROTO_UDP, &h->inner_dst, h->inner_dst_port, true, at);
}

static void count_stations(struct survey *s, const struct headers *h, struct moment at)
{
    struct station *src = station_seen(s, &s->last_src, &h->src);
    if (src && !src->first_spoke)
        src->first_spoke = at.number;
    if (src && h->has_mac && !src->has_mac) {
        memcpy(src->mac, h->mac_src, 6);
        src->has_mac = true;
    }
    struct station *dst = station_seen(s, &s->last_dst, &h->dst);
    if (dst && h->link == LINK_ETHERNET && !dst->has_mac && !dst->first_spoke)
        memcpy(dst->mac, h->mac_dst, 6);
}

void survey_packet(struct survey *s, enum parse_result parsed, const struct headers *h, struct moment at)
{
    if (h->family == FAMILY_NONE)
        return;
    if (!s->settled)
        count_stations(s, h, at);
    if (parsed == PARSE_OK && !h->is_fragment)
        learn(s, h, at);
}

void survey_settled(struct survey *s)
{
    s->settled = true;
}

/* More packets first, then who spoke first; `near` breaks ties between families towards the station already chosen. */
static bool better(const struct station *a, const struct station *b, const struct station *near)
{
    if (!b || a->packets != b->packets)
        return !b || a->packets > b->packets;
    bool a_near = near && near->has_mac && a->has_mac && memcmp(a->mac, near->mac, 6) == 0;
    bool b_near = near && near->has_mac && b->has_mac && memcmp(b->mac, near->mac, 6) == 0;
    if (a_near != b_near)
        return a_near;
    uint64_t a_first = a->first_spoke ? a->first_spoke : UINT64_MAX, b_first = b->first_spoke ? b->first_spoke : UINT64_MAX;
    return a_first < b_first;
}

static const struct station *most_shown(const struct survey *s, enum family family, const struct station *near)
{
    const struct station *best = NULL;
    for (uint32_t i = 0; i < MAX_ADDRESSES; i++) {
        const struct station *st = &s->stations[i];
        if (st->addr.family == family && !st->link_local && better(st, best, near))
            best = st;
    }
    for (uint32_t i = 0; !best && i < MAX_ADDRESSES; i++) /* link-local only */
        if (s->stations[i].addr.family == family)
            best = better(&s->stations[i], best, near) ? &s->stations[i] : best;
    return best;
}

static bool same_station(const struct station *a, const struct local_side *l)
{
    return a->has_mac && local_has_mac(l, a->mac);
}

void survey_learn_macs(const struct survey *s, struct local_side *l)
{
    for (uint32_t i = 0; i < MAX_ADDRESSES; i++)
        if (s->stations[i].has_mac && local_has(l, &s->stations[i].addr))
            local_add_mac(l, s->stations[i].mac);
}

void survey_infer_local(const struct survey *s, struct local_side *l)
{
    const struct station *v4 = most_shown(s, FAMILY_V4, NULL);
    const struct station *v6 = most_shown(s, FAMILY_V6, v4);
    if (v4)
        local_add(l, &v4->addr, 32);
    if (v6)
        local_add(l, &v6->addr, 128);
    survey_learn_macs(s, l);
    /* Link-local addresses are never routed, so one behind our MAC is ours. */
    for (uint32_t i = 0; i < MAX_ADDRESSES; i++) {
        const struct station *st = &s->stations[i];
        if (st->addr.family && st->link_local && !local_has(l, &st->addr) && same_station(st, l))
            local_add(l, &st->addr, st->addr.family == FAMILY_V4 ? 32 : 128);
    }
}

/* The first evidence at or after a moment. */
static const struct range *range_at(const struct generation *g, uint8_t protocol, const struct ip_addr *a, uint16_t port,
                                    struct moment when)
{
    struct endpoint *e = endpoint_find(g, protocol, a, port);
    if (!e->addr.family)
        return NULL;
    uint32_t at = e->asked && e->asked_number <= when.number ? e->asked : e->ranges;
    while (g->ranges[at - 1].last < when.number && g->ranges[at - 1].next)
        at = g->ranges[at - 1].next;
    e->asked = at;
    e->asked_number = when.number;
    return g->ranges[at - 1].last < when.number ? NULL : &g->ranges[at - 1];
}

bool survey_is_refused(struct survey *s, uint8_t protocol, const struct ip_addr *a, uint16_t port, struct moment when)
{
    const struct range *r = range_at(&s->generations[s->young ^ 1], protocol, a, port, when);
    if (!r)
        r = range_at(&s->generations[s->young], protocol, a, port, when);
    return r && r->refused && r->first_ns <= when.ns + SURVEY_ANSWER_NS;
}

bool survey_is_listener(const struct survey *s, uint8_t protocol, const struct ip_addr *a, uint16_t port)
{
    return endpoint_find(&s->generations[0], protocol, a, port)->accepted ||
           endpoint_find(&s->generations[1], protocol, a, port)->accepted;
}
