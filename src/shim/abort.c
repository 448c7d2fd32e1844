/* A flow that a callout ends: the reset that the stack sends for it. */
#include <string.h>

#include "pkt/checksum.h"
#include "pkt/mdl.h"
#include "pkt/nb.h"
#include "shim/inject.h"
#include "shim/walk.h"

enum { TCP_HEADER = 20, V4_HEADER = 20, V6_HEADER = 40 };

struct writer {
    uint8_t *bytes;
    size_t   used;
};

static void put(struct writer *w, const void *bytes, size_t size)
{
    memcpy(&w->bytes[w->used], bytes, size);
    w->used += size;
}

static void put_u16(struct writer *w, uint32_t v)
{
    const uint8_t b[2] = { (uint8_t)(v >> 8), (uint8_t)v };
    put(w, b, sizeof(b));
}

static void put_u32(struct writer *w, uint32_t v)
{
    put_u16(w, v >> 16);
    put_u16(w, v);
}

static void put_ip(struct writer *w, const struct flow_key *k)
{
    static const uint8_t v4[] = { 0x45, 0, 0, V4_HEADER + TCP_HEADER, 0, 0, 0x40, 0, 64, PROTO_TCP, 0, 0 };
    static const uint8_t v6[] = { 0x60, 0, 0, 0, 0, TCP_HEADER, PROTO_TCP, 64 };
    bool                 is_v4 = k->family == FAMILY_V4;
    put(w, is_v4 ? v4 : v6, is_v4 ? sizeof(v4) : sizeof(v6));
    put(w, k->local, is_v4 ? 4 : 16);
    put(w, k->remote, is_v4 ? 4 : 16);
}

static void put_tcp(struct writer *w, const struct flow *f)
{
    put_u16(w, f->key.local_port);
    put_u16(w, f->key.remote_port);
    put_u32(w, f->next_seq);
    put_u32(w, f->peer_seq);
    put_u16(w, 5u << 12 | TCP_RST | TCP_ACK);
    put_u32(w, 0); /* window, checksum */
    put_u16(w, 0);
}

static void set_sums(struct bytes packet, const struct flow_key *k, size_t ip_size)
{
    struct pseudo_header pseudo = { (enum family)k->family, k->local, k->remote, PROTO_TCP };
    MDL                  mdl;
    NET_BUFFER           nb;
    uint8_t             *head = (uint8_t *)(uintptr_t)packet.at;
    if (k->family == FAMILY_V4) {
        uint16_t sum = ip_checksum(bytes_of(head, V4_HEADER));
        memcpy(&head[10], &sum, sizeof(sum));
    }
    mdl_init(&mdl, packet);
    nb_init(&nb, &mdl, (uint32_t)ip_size, TCP_HEADER);
    (void)!nb_transport_checksum_set(&nb, &pseudo); /* a header that is whole */
}

static struct bytes build(struct shim *s, const struct flow *f)
{
    struct writer w = { s->reset, 0 };
    put_ip(&w, &f->key);
    size_t ip_size = w.used;
    put_tcp(&w, f);
    struct bytes packet = bytes_of(s->reset, w.used);
    set_sums(packet, &f->key, ip_size);
    return packet;
}

static bool is_open(const struct flow *f)
{
    return f->key.protocol == PROTO_TCP && (f->state == FLOW_ESTABLISHED || f->state == FLOW_PENDING_TCP);
}

const struct pkt_ctx *shim_abort(struct shim *s, const struct ruleset *rules, uint64_t flow_id, uint64_t now_ns)
{
    struct flow *f = flow_find_id(s->flows, flow_id);
    if (f && f->key.protocol != PROTO_TCP)
        flow_remove(s->flows, f);
    if (!f || !is_open(f))
        return NULL;
    s->reset_input = (struct shim_input){ .link = LINK_RAW_IP, .now_ns = now_ns, .number = f->last_number };
    s->reset_input.frame = build(s, f);
    s->reset_input.wire_size = (uint32_t)bytes_left(&s->reset_input.frame);
    struct pkt_ctx *c = context_begin(s, rules, &s->reset_input);
    shim_walk_frame(c);
    shim_walk_end(c);
    f = flow_find_id(s->flows, flow_id);
    if (f) {
        f->state = FLOW_DENIED;
        f->aborted = true;
        f->denied_number = f->last_number;
        flow_end(s->flows, f);
    }
    if (c->verdict == VERDICT_PERMIT)
        c->reason = "a callout aborted the connection";
    return c;
}
