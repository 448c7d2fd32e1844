#include "host/home_sockets.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "host/socket_diag.h"
#include "host/socket_owner.h"

#define PORT_COUNT  65536u
#define FRESH_NS    1000000000ull /* an owner is not asked for again within this time, unless a connection begins */
#define REFUSAL_NS  3000000000ull /* a refusal speaks for this long: a program may have started to listen since */
#define DAY_NS      86400000000000ull

/* Who owned a local port when the kernel was asked last. */
struct port_owner {
    uint64_t                        asked_ns;
    const struct endpoint_identity *identity;
};

/* What the host answered last at an endpoint. */
struct answer {
    struct ip_addr addr;
    uint16_t       port;
    uint8_t        protocol;
    bool           refused;
    uint64_t       at_ns;
};
static_assert(sizeof(struct answer) <= NOTE_WORDS * sizeof(uint64_t), "an answer is a note");

struct home_sockets {
    struct socket_diag   *diag; /* NULL: learned */
    struct socket_owners *owners;
    const struct headers *packet; /* being walked; NULL: none */
    bool                  inbound;
    uint64_t              now_ns;
    struct port_owner    *owned[2]; /* TCP, UDP; by local port */
    struct home_answers  *answers;
};

static enum wfp_status prepare(struct home_sockets *s, const char *netns, char error[NETNS_ERROR_SIZE])
{
    if (!netns)
        return WFP_OK;
    RETURN_IF(socket_diag_new(netns, &s->diag, error));
    RETURN_IF(socket_owners_new(netns, &s->owners));
    for (unsigned i = 0; i < 2; i++)
        if (!(s->owned[i] = calloc(PORT_COUNT, sizeof(*s->owned[i]))))
            return WFP_NO_MEMORY;
    return WFP_OK;
}

enum wfp_status home_sockets_new(const char *netns, struct home_answers *answers, struct home_sockets **out,
                                 char error[NETNS_ERROR_SIZE])
{
    struct home_sockets *s = calloc(1, sizeof(*s));
    snprintf(error, NETNS_ERROR_SIZE, "not enough memory");
    if (!s)
        return WFP_NO_MEMORY;
    s->answers = answers;
    enum wfp_status err = prepare(s, netns, error);
    if (err) {
        home_sockets_free(s);
        return err;
    }
    *out = s;
    return WFP_OK;
}

void home_sockets_free(struct home_sockets *s)
{
    if (!s)
        return;
    socket_diag_free(s->diag);
    socket_owners_free(s->owners);
    free(s->owned[0]);
    free(s->owned[1]);
    free(s);
}

static void forget_owners(struct home_sockets *s)
{
    socket_owners_forget(s->owners);
    for (unsigned i = 0; i < 2; i++)
        memset(s->owned[i], 0, PORT_COUNT * sizeof(*s->owned[i]));
}

/* Between two walks nobody holds an owner. */
void home_sockets_packet(struct home_sockets *s, const struct headers *h, bool inbound, uint64_t now_ns)
{
    if (h && s->owners && socket_owners_are_many(s->owners))
        forget_owners(s);
    s->packet = h;
    s->inbound = inbound;
    s->now_ns = now_ns;
}

/* --- learned ------------------------------------------------------------------------------------------------------ */

static struct note *place_of(const struct home_sockets *s, uint8_t protocol, const struct ip_addr *a, uint16_t port)
{
    uint32_t hash = (uint32_t)port * 0x9e3779b1u ^ (uint32_t)a->bytes[3] << 8 ^ a->bytes[15] ^ protocol;
    return &s->answers->of[(hash ^ hash >> 16) % HOME_ANSWERS];
}

static bool speaks_of(const struct answer *w, uint8_t protocol, const struct ip_addr *a, uint16_t port)
{
    return w->protocol == protocol && w->port == port && ip_addr_equal(&w->addr, a);
}

static struct answer answer_of(const struct home_sockets *s, uint8_t protocol, const struct ip_addr *a, uint16_t port)
{
    struct answer w;
    note_read(place_of(s, protocol, a, port), &w, sizeof(w));
    return w;
}

static void learn(struct home_sockets *s, uint8_t protocol, const struct ip_addr *a, uint16_t port, bool refused, uint64_t now_ns)
{
    const struct answer now = { *a, port, protocol, refused, now_ns }, before = answer_of(s, protocol, a, port);
    if (!refused && speaks_of(&before, protocol, a, port) && !before.refused && now_ns - before.at_ns < FRESH_NS)
        return; /* every datagram says so */
    pthread_mutex_lock(&s->answers->lock);
    note_write(place_of(s, protocol, a, port), &now, sizeof(now));
    pthread_mutex_unlock(&s->answers->lock);
}

/* A reset that answers a SYN has no sequence number of its own (RFC 9293, 3.10.7.1). */
static void learn_tcp(struct home_sockets *s, const struct headers *h, uint64_t now_ns)
{
    unsigned flags = h->tcp_flags & (TCP_SYN | TCP_ACK | TCP_RST);
    if (flags == (TCP_SYN | TCP_ACK))
        learn(s, PROTO_TCP, &h->src, h->src_port, false, now_ns);
    else if (flags == (TCP_RST | TCP_ACK) && h->tcp_seq == 0)
        learn(s, PROTO_TCP, &h->src, h->src_port, true, now_ns);
}

void home_sockets_sent(struct home_sockets *s, const struct headers *h, uint64_t now_ns)
{
    bool unreachable = h->icmp_is_error && (h->family == FAMILY_V4 ? h->icmp_type == 3 && h->icmp_code == 3
                                                                   : h->icmp_type == 1 && h->icmp_code == 4);
    if (s->diag || h->is_fragment || !h->has_ports)
        return;
    if (h->protocol == PROTO_TCP)
        learn_tcp(s, h, now_ns);
    else if (h->protocol == PROTO_UDP)
        learn(s, PROTO_UDP, &h->src, h->src_port, false, now_ns);
    else if (unreachable && h->has_inner && h->inner_has_ports && h->inner_protocol == PROTO_UDP)
        learn(s, PROTO_UDP, &h->inner_dst, h->inner_dst_port, true, now_ns);
}

/* --- asked --------------------------------------------------------------------------------------------------------- */

static bool is_asked_of_kernel(uint8_t protocol)
{
    return protocol == PROTO_TCP || protocol == PROTO_UDP;
}

/* The socket of a local side, as the packet that is walked would find it. */
static struct socket_tuple tuple_of(const struct home_sockets *s, uint8_t protocol, const struct ip_addr *local, uint16_t port,
                                    bool with_remote)
{
    const struct headers *h = s->packet;
    struct socket_tuple   t = { .protocol = protocol, .local = *local, .local_port = port, .remote = { .family = local->family } };
    if (with_remote && h && h->protocol == protocol) {
        t.remote = s->inbound ? h->src : h->dst;
        t.remote_port = s->inbound ? h->src_port : h->dst_port;
    }
    return t;
}

/* What the kernel does not tell is not refused: the host itself answers. */
bool home_sockets_refuse(struct home_sockets *s, uint8_t protocol, const struct ip_addr *local, uint16_t port)
{
    struct socket_found found;
    if (s->diag && is_asked_of_kernel(protocol)) {
        struct socket_tuple t = tuple_of(s, protocol, local, port, true);
        return socket_diag_find(s->diag, &t, &found) == WFP_NOT_FOUND;
    }
    const struct answer w = answer_of(s, protocol, local, port);
    return speaks_of(&w, protocol, local, port) && w.refused && s->now_ns - w.at_ns < REFUSAL_NS;
}

bool home_sockets_listen(struct home_sockets *s, uint8_t protocol, const struct ip_addr *local, uint16_t port)
{
    struct socket_found found;
    if (s->diag && protocol == PROTO_TCP) {
        struct socket_tuple t = tuple_of(s, protocol, local, port, false);
        return socket_diag_find(s->diag, &t, &found) == WFP_OK && found.listens;
    }
    const struct answer w = answer_of(s, protocol, local, port);
    return speaks_of(&w, protocol, local, port) && !w.refused && s->now_ns - w.at_ns < DAY_NS;
}

/* A connection that begins may be another program's than the last one at this port. */
static bool is_fresh(const struct home_sockets *s, const struct port_owner *p)
{
    const struct headers *h = s->packet;
    bool                  opens = h->protocol == PROTO_TCP && (h->tcp_flags & TCP_SYN);
    return p->asked_ns && !opens && s->now_ns - p->asked_ns < FRESH_NS;
}

const struct endpoint_identity *home_sockets_identity(struct home_sockets *s, uint8_t protocol, uint16_t local_port)
{
    struct socket_found found;
    if (!s->diag || !is_asked_of_kernel(protocol))
        return NULL;
    struct port_owner *p = &s->owned[protocol == PROTO_UDP][local_port];
    if (!s->packet || s->packet->protocol != protocol || is_fresh(s, p))
        return p->identity;
    struct socket_tuple t = tuple_of(s, protocol, s->inbound ? &s->packet->dst : &s->packet->src, local_port, true);
    p->asked_ns = s->now_ns;
    enum wfp_status err = socket_diag_find(s->diag, &t, &found);
    if (err == WFP_OK && found.inode) /* else what is over was whose it was */
        p->identity = socket_owner(s->owners, found.inode, found.uid);
    else if (err == WFP_NOT_FOUND && (s->packet->tcp_flags & TCP_SYN))
        p->identity = NULL;
    return p->identity;
}
