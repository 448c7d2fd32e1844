#include "host/live_host.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "host/gateway.h"
#include "pkt/segment.h"

#define QUEUE_FRAMES 512u
#define QUEUE_BYTES  (16u << 20)

/* Frames that a walk left, with bytes of their own: the shim has one context. */
struct host_queue {
    struct buffer        bytes;
    uint32_t             sizes[QUEUE_FRAMES];
    struct frame_offload offloads[QUEUE_FRAMES];
    unsigned             count;
};

struct live_nic {
    struct live_worker     *worker;
    const struct live_plug *of; /* whose port it is */
    unsigned                plug;
    struct gateway         *gateway;
    struct host_queue       up, down; /* for the host; into the switch */
    bool                    turning;
    uint8_t                *room; /* of a frame that is finished here */
    size_t                  room_size;
};

/* --- queues -------------------------------------------------------------------------------------------------------- */

static bool queue_put(struct host_queue *q, const struct frame *f)
{
    size_t size = bytes_left(&f->bytes);
    if (q->count == QUEUE_FRAMES || size > QUEUE_BYTES - q->bytes.size)
        return false;
    buffer_put(&q->bytes, f->bytes.at, size);
    q->sizes[q->count] = (uint32_t)size;
    q->offloads[q->count++] = f->offload;
    return buffer_ok(&q->bytes);
}

/* What is done with a frame puts others into the other queue only. */
static void queue_each(struct live_nic *h, struct host_queue *q, void (*each)(struct live_nic *h, const struct frame *f))
{
    struct bytes rest = buffer_bytes(&q->bytes);
    for (unsigned i = 0; i < q->count; i++) {
        struct frame f = { .offload = q->offloads[i] };
        if (bytes_sub(&rest, q->sizes[i], &f.bytes))
            each(h, &f);
    }
    live_send_all(h->worker); /* which borrows the bytes */
    q->count = 0;
    q->bytes.size = 0;
    if (buffer_ok(&q->bytes))
        return;
    buffer_fini(&q->bytes);
    buffer_init(&q->bytes);
}

/* --- frames of an adapter without offload -------------------------------------------------------------------------- */

static bool has_room(struct live_nic *h, size_t size)
{
    if (size <= h->room_size)
        return true;
    uint8_t *room = realloc(h->room, size);
    if (!room)
        return false;
    h->room = room;
    h->room_size = size;
    return true;
}

static void walk(struct live_nic *h, enum gateway_port from, struct bytes frame)
{
    gateway_frame(h->gateway, from, frame);
}

static void walk_segments(struct live_nic *h, enum gateway_port from, const struct frame *f)
{
    struct segments s;
    if (segments_start(&s, f) != WFP_OK || !has_room(h, segments_room(&s)))
        return;
    for (uint32_t size; (size = segments_next(&s, h->room)) != 0;)
        walk(h, from, bytes_of(h->room, size));
}

static void walk_filled(struct live_nic *h, enum gateway_port from, const struct frame *f)
{
    struct frame_offload offload = f->offload;
    size_t               size = bytes_left(&f->bytes);
    if (!has_room(h, size))
        return;
    memcpy(h->room, f->bytes.at, size);
    if (frame_fill_checksum(h->room, size, &offload) == WFP_OK)
        walk(h, from, bytes_of(h->room, size));
}

/* The layers see packets as on the wire, as behind a gateway. */
static void walk_finished(struct live_nic *h, enum gateway_port from, const struct frame *f)
{
    if (frame_is_finished(f))
        walk(h, from, f->bytes);
    else if (f->offload.gso != FRAME_GSO_NONE)
        walk_segments(h, from, f);
    else
        walk_filled(h, from, f);
}

/* --- ends ---------------------------------------------------------------------------------------------------------- */

static void lose(struct live_worker *w)
{
    live_count(&w->counters.lost, 1);
}

static void on_send(void *context, unsigned port, struct bytes bytes)
{
    struct live_nic *h = context;
    struct frame      f = { .bytes = bytes };
    if (port == GATEWAY_IN)
        live_send_out(h->worker, h->plug, &f, true);
    else if (!queue_put(&h->down, &f))
        lose(h->worker);
}

static void on_walked(void *context, const struct capture_packet *p, const struct pkt_ctx *walked)
{
    const struct live_nic *h = context;
    (void)p;
    live_count_verdict(h->worker, walked);
}

static void on_say(void *context, const char *line)
{
    const struct live_nic *h = context;
    live_say(h->worker->live, "%s", line);
}

/* --- life ---------------------------------------------------------------------------------------------------------- */

static void host_free(struct live_nic *h)
{
    if (!h)
        return;
    gateway_free(h->gateway);
    buffer_fini(&h->up.bytes);
    buffer_fini(&h->down.bytes);
    free(h->room);
    free(h);
}

/* "192.0.2.1/24+2001:db8::1"; "learn" says nothing. `text` is cut. */
static void say_addresses(char *text, struct gateway_config *c)
{
    if (strcmp(text, LIVE_HOST_LEARNS) == 0)
        return;
    for (char *next; text && c->local_count < GATEWAY_LOCAL_MAX; text = next) {
        next = strchr(text, '+');
        if (next)
            *next++ = 0;
        c->local[c->local_count++] = text;
    }
}

static struct live_nic *host_new(struct live_worker *w, const struct live_plug *p)
{
    struct live_nic *h = calloc(1, sizeof(*h));
    char             why[NETNS_ERROR_SIZE] = "not enough memory", addresses[sizeof(p->host)];
    if (h) {
        *h = (struct live_nic){ .worker = w, .of = p, .plug = live_plug_position(p->of, p->port_id) };
        buffer_init(&h->up.bytes);
        buffer_init(&h->down.bytes);
        struct gateway_config c = { .kernel = w->live->config.kernel, .ends = { h, on_send, on_walked, NULL, on_say }, .shim = w->shim,
                                    .mtu = { port_mtu(p->device), port_mtu(p->device) }, .interface = interface_of_port(p->device) };
        strcpy(addresses, p->host);
        say_addresses(addresses, &c);
        if (gateway_new(&c, &h->gateway, why) == WFP_OK)
            return h;
    }
    live_say(w->live, "port %s: %s", port_name(p->device), why);
    host_free(h);
    return NULL;
}

void live_host_end(struct live_worker *w)
{
    shim_set_world(w->shim, &(struct shim_world){ 0 });
    host_free(w->host);
    w->host = NULL;
    w->host_changes = 0;
}

void live_host_follow(struct live_worker *w)
{
    const struct live *l = w->live;
    if (w->index != LIVE_HOST_WORKER || w->host_changes == l->host_changes)
        return;
    live_host_end(w);
    w->host_changes = l->host_changes;
    w->host = l->host ? host_new(w, l->host) : NULL;
    if (w->host) {
        struct shim_world world = gateway_world(w->host->gateway);
        shim_set_world(w->shim, &world);
    }
}

/* --- ways ---------------------------------------------------------------------------------------------------------- */

static void go_up(struct live_nic *h, const struct frame *f)
{
    walk_finished(h, GATEWAY_OUT, f);
}

static void go_down(struct live_nic *h, const struct frame *f)
{
    live_enter(h->worker, h->of, f);
}

void live_host_sends(struct live_worker *w, const struct frame *frame)
{
    if (w->host)
        walk_finished(w->host, GATEWAY_IN, frame);
    else
        lose(w);
}

void live_host_gets(struct live_worker *w, const struct frame *frame)
{
    if (!w->host || !queue_put(&w->host->up, frame))
        lose(w);
}

void live_host_turn(struct live_worker *w)
{
    struct live_nic *h = w->host;
    if (!h || h->turning)
        return;
    h->turning = true;
    while (h->up.count || h->down.count) {
        queue_each(h, &h->up, go_up);
        queue_each(h, &h->down, go_down);
    }
    h->turning = false;
}

void live_host_walked(struct live_worker *w, const struct pkt_ctx *walked, const struct injection *i)
{
    if (w->host && !walked->vswitch)
        passage_walked(gateway_passage(w->host->gateway), walked, i);
}
