#include "shim/sender.h"

#include <stdlib.h>

#include "callout/injection.h"
#include "pkt/stack_header.h"
#include "shim/context.h"

/* The headers that the stack puts before each packet of a list that comes from the transport layer. */
struct sent_headers {
    uint32_t            count;
    struct stack_header of[];
};

static void take_back_headers(struct injection *i)
{
    struct sent_headers *s = i->stack;
    while (s->count)
        stack_header_take_back(&s->of[--s->count]);
    free(s);
    i->stack = NULL;
    i->undo = NULL;
}

static uint32_t packets_of(const NET_BUFFER_LIST *nbl)
{
    uint32_t n = 0;
    for (const NET_BUFFER *nb = nbl->FirstNetBuffer; nb; nb = nb->Next)
        n++;
    return n;
}

/* Whose packet a list of the transport layer is: what its IP header is made of. */
struct sender {
    struct ip_addr local, remote;
    uint8_t        protocol;
    bool           brings_headers; /* a raw socket with IP_HDRINCL */
};

static struct ip_addr address(enum family family, const uint8_t bytes[16])
{
    struct ip_addr a = { .family = (uint8_t)family };
    memcpy(a.bytes, bytes, family == FAMILY_V4 ? 4 : 16);
    return a;
}

/* In a capture a flow stands for its endpoint. */
static bool flow_sender(const struct shim *s, const struct injection *i, struct sender *out)
{
    const struct flow *f = flow_find_id(s->flows, i->endpoint);
    if (!f || f->state == FLOW_CLOSED || f->key.family != i->family)
        return false;
    out->local = address(i->family, f->key.local);
    out->remote = address(i->family, f->key.remote);
    out->protocol = f->key.protocol;
    out->brings_headers = false;
    return true;
}

static bool endpoint_sender(const struct shim *s, const struct injection *i, struct sender *out)
{
    const struct socket_world *w = &s->config.sockets;
    const struct endpoint     *e = endpoint_find_handle(s->config.endpoints, i->endpoint);
    /* A connection outlives its socket: its last segments still go. */
    if (!e || (e->state == ENDPOINT_CLOSING && e->protocol != PROTO_TCP))
        return false;
    out->remote = i->params.has_remote ? address(i->family, i->params.remote) : e->remote;
    out->local = e->local;
    out->protocol = e->protocol;
    out->brings_headers = e->header_included;
    bool bound = e->local.family == i->family && !ip_addr_is(&e->local, ADDR_UNSPECIFIED);
    return out->remote.family == i->family && (bound || w->source(w->context, e, &out->remote, &out->local));
}

static bool find_sender(const struct shim *s, const struct injection *i, struct sender *out)
{
    if (!(s->config.endpoints ? endpoint_sender : flow_sender)(s, i, out))
        return false;
    if (i->params.has_remote)
        out->remote = address(i->family, i->params.remote);
    return true;
}

static bool put_header(struct shim *s, struct stack_header *h, NET_BUFFER *nb, const struct injection *i, const struct sender *from)
{
    const struct send_params *p = &i->params;
    if (p->include_header)
        return stack_header_put_given(h, nb, p->include_header, p->include_header_size);
    return stack_header_put(h, nb, &from->local, &from->remote, from->protocol, ++s->last_ip_id);
}

static enum sender_result put_headers(struct shim *s, struct injection *i, const struct sender *from)
{
    uint32_t             n = packets_of(i->nbl);
    struct sent_headers *h = malloc(sizeof(*h) + n * sizeof(h->of[0]));
    if (!h)
        return SENDER_NO_MEMORY;
    h->count = 0;
    i->stack = h;
    i->undo = take_back_headers;
    for (NET_BUFFER *nb = i->nbl->FirstNetBuffer; nb; nb = nb->Next) {
        if (!put_header(s, &h->of[h->count], nb, i, from))
            return SENDER_TOO_BIG;
        h->count++;
    }
    return SENDER_FINE;
}

enum sender_result sender_put_headers(struct shim *s, struct injection *i)
{
    struct sender from;
    if (!i->params.given)
        return SENDER_FINE;
    if (!find_sender(s, i, &from))
        return SENDER_NO_ENDPOINT;
    return from.brings_headers && !i->params.include_header ? SENDER_FINE : put_headers(s, i, &from);
}
