#include "rpc/outbox.h"

#include <errno.h>
#include <sys/socket.h>

#include "rpc/frame.h"

enum { KEPT = 64 * 1024 }; /* of memory when nothing waits */

void outbox_init(struct outbox *o)
{
    *o = (struct outbox){ .sent = 0 };
    buffer_init(&o->bytes);
}

void outbox_fini(struct outbox *o)
{
    buffer_fini(&o->bytes);
}

bool outbox_greeting(struct outbox *o, uint32_t longest_request)
{
    return frame_put_greeting(&o->bytes, longest_request);
}

bool outbox_refusal(struct outbox *o, uint32_t reason)
{
    buffer_clear(&o->bytes);
    return frame_put(&o->bytes, FRAME_REFUSAL, reason, bytes_of(NULL, 0));
}

static size_t waiting(const struct outbox *o)
{
    return o->bytes.size - o->sent;
}

static size_t events_waiting(const struct outbox *o)
{
    uint64_t from = o->reply_from > o->taken ? o->reply_from : o->taken;
    return waiting(o) - (size_t)(o->reply_end > from ? o->reply_end - from : 0);
}

bool outbox_event(struct outbox *o, struct bytes event, size_t limit)
{
    size_t there = events_waiting(o), size = bytes_left(&event);
    return there <= limit && size <= limit - there && FRAME_HEAD_SIZE <= limit - there - size &&
           frame_put(&o->bytes, FRAME_EVENT, 0, event);
}

bool outbox_reply(struct outbox *o, uint32_t number, struct bytes reply)
{
    uint64_t from = o->taken + waiting(o);
    if (!frame_put(&o->bytes, FRAME_REPLY, number, reply))
        return false;
    o->reply_from = from;
    o->reply_end = o->taken + waiting(o);
    return true;
}

/* Moves the rest to the front when at least as much lies before it, so that a byte is moved once on average. */
static void tidy(struct outbox *o)
{
    size_t left = waiting(o);
    if (left > 0 && left > o->sent)
        return;
    if (left > 0)
        memcpy(o->bytes.data, o->bytes.data + o->sent, left);
    else if (o->bytes.room > KEPT)
        buffer_fini(&o->bytes);
    o->bytes.size = left;
    o->sent = 0;
}

enum outbox_state outbox_flush(struct outbox *o, int fd)
{
    while (waiting(o) > 0) {
        ssize_t n = send(fd, o->bytes.data + o->sent, waiting(o), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return errno == EAGAIN || errno == EWOULDBLOCK ? OUTBOX_WAITING : OUTBOX_BROKEN;
        o->sent += (size_t)n;
        o->taken += (uint64_t)n;
        tidy(o);
    }
    return OUTBOX_EMPTY;
}
