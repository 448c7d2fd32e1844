/* From a way through the switch to the devices: copies with the right tag, batches by device, frames that leave at another
 * worker's queue. */
#include "host/live_host.h"

/* --- sending -------------------------------------------------------------------------------------------------------------- */

static void send_queued(struct live_worker *w, unsigned plug)
{
    struct live_outbound *o = &w->out[plug];
    if (o->count)
        live_count(&w->counters.sent, port_send(w->live->plugs[plug]->device, w->index, o->frames, o->count));
    o->count = 0;
}

static void mark(struct live_worker *w, unsigned plug)
{
    if (w->out[plug].dirty)
        return;
    w->out[plug].dirty = true;
    w->dirty[w->dirty_count++] = (uint16_t)plug;
}

static void hand(struct live_worker *w, unsigned to, const struct handed *what)
{
    if (!crossing_put(w->live->crossing, w->index, to, what))
        live_count(&w->counters.lost, 1);
}

void live_hand_in(struct live_worker *w, unsigned to, unsigned plug, const struct frame *frame)
{
    hand(w, to, &(struct handed){ plug, false, *frame });
}

void live_send_out(struct live_worker *w, unsigned plug, const struct frame *frame, bool now)
{
    const struct live_plug *p = w->live->plugs[plug];
    struct live_outbound   *o = &w->out[plug];
    if (w->index >= p->queues) {
        hand(w, w->index % p->queues, &(struct handed){ plug, true, *frame });
        return;
    }
    mark(w, plug);
    o->frames[o->count++] = *frame;
    if (now || o->count == PORT_BATCH)
        send_queued(w, plug);
}

void live_send(struct live_worker *w, unsigned plug, const struct frame *frame, bool now)
{
    if (!live_is_host(w->live->plugs[plug]))
        live_send_out(w, plug, frame, now);
    else if (w->index == LIVE_HOST_WORKER)
        live_host_gets(w, frame);
    else
        hand(w, LIVE_HOST_WORKER, &(struct handed){ plug, true, *frame });
}

void live_send_all(struct live_worker *w)
{
    for (unsigned i = 0; i < w->dirty_count; i++)
        send_queued(w, w->dirty[i]);
    w->room_used = 0;
}

void live_flush(struct live_worker *w)
{
    live_send_all(w);
    for (unsigned i = 0; i < w->dirty_count; i++) {
        port_flush(w->live->plugs[w->dirty[i]]->device, w->index);
        w->out[w->dirty[i]].dirty = false;
    }
    w->dirty_count = 0;
}

/* --- a way ---------------------------------------------------------------------------------------------------------------- */

/* Where the tag changes a copy is made, which stays until the batch is sent. */
static bool leave(struct live_worker *w, struct live_switch *s, const struct vswitch_walk *walk, uint32_t i, struct frame *out)
{
    size_t need = bytes_left(&walk->frame->bytes) + SWITCH_TAG_ROOM;
    if (need > LIVE_ROOM_BYTES - w->room_used)
        live_send_all(w);
    uint8_t *room = &w->room[w->room_used];
    if (!vswitch_leave(s->sw, walk->way, i, walk->frame, room, LIVE_ROOM_BYTES - w->room_used, out))
        return false;
    if (out->bytes.at == room)
        w->room_used += need;
    return true;
}

static void deliver_one(struct live_worker *w, struct live_switch *s, const struct vswitch_walk *walk, uint32_t i, bool now)
{
    struct frame out;
    unsigned     plug = live_plug_position(s, walk->way->to[i].port_id);
    if (plug < LIVE_MAX_PORTS && leave(w, s, walk, i, &out))
        live_send(w, plug, &out, now);
}

void live_deliver(struct live_worker *w, struct live_switch *s, const struct vswitch_walk *walk, bool now)
{
    const struct switch_way *way = walk->way;
    for (uint32_t i = 0; i < way->count; i++)
        if (way->to[i].excluded)
            live_count(&w->counters.excluded, 1);
        else
            deliver_one(w, s, walk, i, now);
}

/* --- between workers ------------------------------------------------------------------------------------------------------ */

static void take(void *context, const struct handed *h)
{
    struct live_worker     *w = context;
    const struct live_plug *p = h->plug < LIVE_MAX_PORTS ? w->live->plugs[h->plug] : NULL;
    if (!p) /* unplugged meanwhile */
        live_count(&w->counters.lost, 1);
    else if (h->leaves)
        live_send(w, h->plug, &h->frame, false);
    else
        live_frame(w, h->plug, &h->frame);
}

/* Their bytes stay until what leaves is sent. */
static void taken(void *context)
{
    live_host_turn(context);
    live_send_all(context);
}

void live_take_handed(struct live_worker *w)
{
    const struct crossing_taker taker = { w, take, taken };
    live_count(&w->work, crossing_take(w->live->crossing, w->index, &taker, &w->more));
}

void live_wake_handed(struct live_worker *w)
{
    uint64_t to = crossing_handed_to(w->live->crossing, w->index);
    for (unsigned i = 0; to; i++, to >>= 1)
        if (to & 1)
            live_ring(w->live->workers[i]);
}
