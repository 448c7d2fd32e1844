#include "host/fragments.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "base/mix.h"
#include "pkt/reassembly.h"

#define DATAGRAMS 1024u
#define HELD      64u            /* of a datagram; it may be 64 KiB */
#define HELD_NS   1000000000ull  /* they come together, or not at all: long before the stack gives one up (G-030) */

struct key {
    struct datagram_key datagram;
    uint32_t            port;
};

struct held {
    struct held  *next;
    struct buffer frame;
};

struct datagram {
    struct key   key;
    uint64_t     seen_ns; /* 0: the place is free */
    bool         known;
    uint32_t     flow;
    unsigned     count;
    struct held *first, **last;
};

struct fragments {
    struct fragments_taker taker;
    unsigned               waiting; /* datagrams with something held */
    struct datagram        of[DATAGRAMS];
};

enum wfp_status fragments_new(const struct fragments_taker *taker, struct fragments **out)
{
    struct fragments *f = calloc(1, sizeof(*f));
    if (!f)
        return WFP_NO_MEMORY;
    f->taker = *taker;
    *out = f;
    return WFP_OK;
}

static void held_free(struct held *h)
{
    buffer_fini(&h->frame);
    free(h);
}

/* NULL: none is left. */
static struct held *pop(struct datagram *d)
{
    struct held *h = d->first;
    if (h)
        d->first = h->next;
    return h;
}

/* In the order in which they came. */
static void release(struct fragments *f, struct datagram *d)
{
    f->waiting -= d->first != NULL;
    for (struct held *h; (h = pop(d)) != NULL; held_free(h))
        f->taker.take(f->taker.context, d->key.port, buffer_bytes(&h->frame), d->flow);
    d->last = &d->first;
    d->count = 0;
}

void fragments_free(struct fragments *f)
{
    if (!f)
        return;
    for (unsigned i = 0; i < DATAGRAMS; i++)
        for (struct held *h; (h = pop(&f->of[i])) != NULL;)
            held_free(h);
    free(f);
}

static bool same(const struct key *a, const struct key *b)
{
    return a->port == b->port && datagram_key_equal(&a->datagram, &b->datagram);
}

static struct datagram *place_of(struct fragments *f, const struct key *k)
{
    uint64_t w[4];
    memcpy(w, k->datagram.src.bytes, 16);
    memcpy(&w[2], k->datagram.dst.bytes, 16);
    return &f->of[mix64(w[0] ^ mix64(w[1] ^ mix64(w[2] ^ mix64(w[3] ^ k->datagram.id)))) % DATAGRAMS];
}

/* Another datagram, or an old one with the same number, makes room. */
static struct datagram *find(struct fragments *f, const struct key *k, uint32_t flow, uint64_t now_ns)
{
    struct datagram *d = place_of(f, k);
    if (!d->seen_ns || !same(&d->key, k) || now_ns - d->seen_ns > HELD_NS) {
        release(f, d);
        *d = (struct datagram){ .key = *k, .flow = flow, .last = &d->first };
    }
    d->seen_ns = now_ns ? now_ns : 1;
    return d;
}

static bool hold(struct fragments *f, struct datagram *d, struct bytes frame)
{
    struct held *h = d->count < HELD ? calloc(1, sizeof(*h)) : NULL;
    if (!h)
        return false;
    buffer_init(&h->frame);
    buffer_put(&h->frame, frame.at, bytes_left(&frame));
    if (!buffer_ok(&h->frame)) {
        held_free(h);
        return false;
    }
    f->waiting += d->first == NULL;
    *d->last = h;
    d->last = &h->next;
    d->count++;
    return true;
}

void fragments_put(struct fragments *f, uint32_t port, struct bytes frame, struct headers *h, enum spread_local local, uint64_t now_ns)
{
    struct key k = { .port = port };
    datagram_key_of(h, &k.datagram);
    headers_parse_first_ports(frame, h);
    uint32_t         flow = spread_of_flow(h, local); /* without ports: anybody's */
    struct datagram *d = find(f, &k, flow, now_ns);
    if (h->fragment_offset == 0) {
        d->known = true;
        d->flow = flow;
        release(f, d);
    }
    if (d->known || !hold(f, d, frame))
        f->taker.take(f->taker.context, port, frame, d->flow);
}

void fragments_expire(struct fragments *f, uint64_t now_ns, bool all)
{
    for (unsigned i = 0; f->waiting && i < DATAGRAMS; i++)
        if (f->of[i].first && (all || now_ns - f->of[i].seen_ns > HELD_NS)) {
            f->of[i].known = true; /* what comes later goes the same way */
            f->of[i].seen_ns = now_ns;
            release(f, &f->of[i]);
        }
}
