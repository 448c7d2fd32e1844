#include "host/lookahead.h"

#include <stdlib.h>

#define SETTLE_PACKETS 65536u      /* seen before the host's side is inferred */
#define SETTLE_BYTES   (64u << 20) /* the same in captured bytes */
#define AHEAD_PACKETS  4096u       /* later: as far ahead as stays in the cache */
#define AHEAD_NS       SURVEY_ANSWER_NS
#define CHUNK_PACKETS  256u
#define CHUNK_BYTES    65536u

/* A run of packets with their bytes. Chunks are used again newest first, so that the same memory stays warm. */
struct chunk {
    struct chunk      *next;
    uint32_t           count, taken;
    uint32_t           size, used; /* of bytes */
    uint8_t           *bytes;
    struct seen_packet packets[CHUNK_PACKETS];
};

struct lookahead {
    struct capture *capture;
    struct survey  *survey;
    struct chunk   *oldest, *newest, *free;
    uint32_t        queued;
    uint64_t        queued_bytes;
    uint64_t        head_ns; /* time of the packet read last */
    enum wfp_status end;     /* WFP_OK: there may be more */
    char            error[CAPTURE_ERROR_SIZE];
};

enum wfp_status lookahead_new(struct capture *capture, struct survey *survey, struct lookahead **out)
{
    struct lookahead *l = calloc(1, sizeof(*l));
    if (!l)
        return WFP_NO_MEMORY;
    l->capture = capture;
    l->survey = survey;
    *out = l;
    return WFP_OK;
}

static void chunk_free(struct chunk *c)
{
    while (c) {
        struct chunk *next = c->next;
        free(c->bytes);
        free(c);
        c = next;
    }
}

void lookahead_free(struct lookahead *l)
{
    if (!l)
        return;
    chunk_free(l->oldest);
    chunk_free(l->free);
    free(l);
}

static struct chunk *chunk_new(uint32_t size)
{
    struct chunk *c = malloc(sizeof(*c));
    if (!c)
        return NULL;
    c->bytes = malloc(size);
    c->size = size;
    if (c->bytes)
        return c;
    free(c);
    return NULL;
}

static struct chunk *chunk_get(struct lookahead *l, uint32_t size)
{
    struct chunk *c = l->free;
    if (size <= CHUNK_BYTES && c)
        l->free = c->next;
    else
        c = chunk_new(size > CHUNK_BYTES ? size : CHUNK_BYTES);
    if (c) {
        c->next = NULL;
        c->count = c->taken = c->used = 0;
    }
    return c;
}

/* Chunks of the ordinary size are kept for the next packets. */
static void chunk_put(struct lookahead *l, struct chunk *c)
{
    c->next = NULL;
    if (c->size != CHUNK_BYTES) {
        chunk_free(c);
        return;
    }
    c->next = l->free;
    l->free = c;
}

static struct chunk *room_for(struct lookahead *l, uint32_t size)
{
    struct chunk *c = l->newest;
    if (c && c->count < CHUNK_PACKETS && size <= c->size - c->used)
        return c;
    c = chunk_get(l, size);
    if (!c)
        return NULL;
    *(l->newest ? &l->newest->next : &l->oldest) = c;
    l->newest = c;
    return c;
}

static enum wfp_status keep(struct lookahead *l, const struct capture_packet *p)
{
    size_t        size = bytes_left(&p->frame);
    struct chunk *c = room_for(l, (uint32_t)size);
    if (!c)
        return WFP_NO_MEMORY;
    struct seen_packet *s = &c->packets[c->count++];
    uint8_t            *copy = c->bytes + c->used;
    memcpy(copy, p->frame.at, size);
    c->used += (uint32_t)size;
    s->packet = *p;
    s->packet.frame = bytes_of(copy, size);
    s->parsed = headers_parse(capture_link(l->capture), s->packet.frame, p->wire_size, PARSE_CHECK_IP_CHECKSUM, &s->headers);
    survey_packet(l->survey, s->parsed, &s->headers, (struct moment){ p->number, p->time_ns });
    l->queued++;
    l->queued_bytes += size;
    l->head_ns = p->time_ns;
    return WFP_OK;
}

static void read_one(struct lookahead *l)
{
    struct capture_packet p;
    l->end = capture_next(l->capture, &p, l->error);
    if (l->end == WFP_OK)
        l->end = keep(l, &p);
    if (l->end == WFP_NO_MEMORY)
        snprintf(l->error, sizeof(l->error), "not enough memory");
}

enum wfp_status lookahead_settle(struct lookahead *l)
{
    while (l->end == WFP_OK && l->queued < SETTLE_PACKETS && l->queued_bytes < SETTLE_BYTES)
        read_one(l);
    return l->end == WFP_NO_MEMORY ? WFP_NO_MEMORY : WFP_OK;
}

/* Far enough ahead of the oldest packet to know how it was answered? A clock that jumps back does not stop the walk: the
 * number of packets bounds the wait. */
static bool is_ahead(const struct lookahead *l)
{
    if (l->end != WFP_OK || l->queued >= AHEAD_PACKETS || l->queued_bytes >= SETTLE_BYTES)
        return true;
    if (l->queued == 0)
        return false;
    uint64_t oldest = l->oldest->packets[l->oldest->taken].packet.time_ns;
    return l->head_ns > oldest && l->head_ns - oldest > AHEAD_NS;
}

/* Gives the chunk back that the caller is done with. */
static void drop_spent(struct lookahead *l)
{
    struct chunk *c = l->oldest;
    if (!c || c->taken < c->count || (c == l->newest && l->end == WFP_OK && c->count < CHUNK_PACKETS))
        return;
    l->oldest = c->next;
    if (!l->oldest)
        l->newest = NULL;
    chunk_put(l, c);
}

enum wfp_status lookahead_next(struct lookahead *l, const struct seen_packet **out, char error[CAPTURE_ERROR_SIZE])
{
    drop_spent(l);
    while (!is_ahead(l))
        read_one(l);
    drop_spent(l);
    if (l->queued == 0) {
        snprintf(error, CAPTURE_ERROR_SIZE, "%s", l->error);
        return l->end;
    }
    struct seen_packet *s = &l->oldest->packets[l->oldest->taken++];
    l->queued--;
    l->queued_bytes -= bytes_left(&s->packet.frame);
    *out = s;
    return WFP_OK;
}
