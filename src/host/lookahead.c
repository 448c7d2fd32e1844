#include "host/lookahead.h"

#include <pthread.h>
#include <stdlib.h>

#include "pkt/wifi.h"

#define SETTLE_PACKETS 65536u      /* seen before the host's side is inferred */
#define SETTLE_BYTES   (64u << 20) /* the same in captured bytes */
#define AHEAD_PACKETS  4096u       /* later: as far ahead as stays in the cache */
#define AHEAD_NS       SURVEY_ANSWER_NS
#define CHUNK_PACKETS  256u
#define CHUNK_BYTES    65536u
#define READY_CHUNKS   16u /* read and parsed, not yet seen by the walk */

/* A run of packets with their bytes. Chunks are used again newest first, so that the same memory stays warm. */
struct chunk {
    struct chunk      *next;
    uint32_t           count, taken;
    uint32_t           size, used; /* of bytes */
    uint64_t           position;   /* bytes of the file that had been read when it was full */
    uint8_t           *bytes;
    struct seen_packet packets[CHUNK_PACKETS];
};

/* A list of chunks, oldest first. */
struct chunks {
    struct chunk *oldest, *newest;
    uint32_t      count;
};

/* The reading thread reads, copies and parses; the walk's thread surveys and hands out. They share what the lock guards. */
struct lookahead {
    struct capture *capture; /* owner thread: reader */
    pthread_t       reader;
    bool            started;

    pthread_mutex_t lock;
    pthread_cond_t  changed;
    struct chunks   ready; /* guarded by: lock */
    struct chunk   *free;  /* guarded by: lock */
    enum wfp_status end;   /* guarded by: lock; WFP_OK: there may be more */
    char            error[CAPTURE_ERROR_SIZE]; /* guarded by: lock */
    bool            stop;  /* guarded by: lock; nobody wants more */

    struct survey *survey; /* owner thread: walk; so are the following */
    struct chunks  seen;   /* surveyed, waiting for their turn */
    uint32_t       queued; /* packets in them */
    uint64_t       queued_bytes;
    uint64_t       head_ns; /* time of the packet surveyed last */
    uint64_t       position;
    bool           drained; /* the reader has nothing more */
};

static void chunks_append(struct chunks *list, struct chunk *c)
{
    *(list->newest ? &list->newest->next : &list->oldest) = c;
    list->newest = c;
    list->count++;
}

static struct chunk *chunks_take(struct chunks *list)
{
    struct chunk *c = list->oldest;
    list->oldest = c->next;
    if (!list->oldest)
        list->newest = NULL;
    list->count--;
    c->next = NULL;
    return c;
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

/* Reader: an empty chunk with room for a frame of `size` bytes. */
static struct chunk *chunk_get(struct lookahead *l, uint32_t size)
{
    struct chunk *c = NULL;
    if (size <= CHUNK_BYTES) {
        pthread_mutex_lock(&l->lock);
        c = l->free;
        if (c)
            l->free = c->next;
        pthread_mutex_unlock(&l->lock);
    }
    if (!c)
        c = chunk_new(size > CHUNK_BYTES ? size : CHUNK_BYTES);
    if (c) {
        c->next = NULL;
        c->count = c->taken = c->used = 0;
    }
    return c;
}

/* Walk: chunks of the ordinary size are kept for the next packets. */
static void chunk_put(struct lookahead *l, struct chunk *c)
{
    if (c->size != CHUNK_BYTES) {
        chunk_free(c);
        return;
    }
    pthread_mutex_lock(&l->lock);
    c->next = l->free;
    l->free = c;
    pthread_mutex_unlock(&l->lock);
}

/* Reader: hands a chunk over; waits while the walk is far behind. False: nobody wants more. */
static bool hand_over(struct lookahead *l, struct chunk *c)
{
    c->position = capture_position(l->capture);
    pthread_mutex_lock(&l->lock);
    if (l->ready.count >= READY_CHUNKS)
        while (l->ready.count > READY_CHUNKS / 2 && !l->stop) /* once full, not woken for every chunk */
            pthread_cond_wait(&l->changed, &l->lock);
    chunks_append(&l->ready, c);
    bool go_on = !l->stop;
    if (l->ready.count == 1)
        pthread_cond_signal(&l->changed);
    pthread_mutex_unlock(&l->lock);
    return go_on;
}

static void finish(struct lookahead *l, enum wfp_status end, const char *error)
{
    pthread_mutex_lock(&l->lock);
    l->end = end;
    snprintf(l->error, sizeof(l->error), "%s", end == WFP_NO_MEMORY ? "not enough memory" : error);
    pthread_cond_signal(&l->changed);
    pthread_mutex_unlock(&l->lock);
}

static struct bytes copy_into(struct chunk *c, struct bytes from)
{
    size_t   size = bytes_left(&from);
    uint8_t *copy = &c->bytes[c->used];
    memcpy(copy, from.at, size);
    c->used += (uint32_t)size;
    return bytes_of(copy, size);
}

/* Of a frame without an Ethernet form no more is known than whose it is. */
static void describe(struct seen_packet *s, const struct wifi_frame *w)
{
    s->headers = (struct headers){ .link = LINK_ETHERNET, .has_mac = w->has_src && w->has_dst };
    memcpy(s->headers.mac_dst, w->dst, 6);
    memcpy(s->headers.mac_src, w->src, 6);
    s->packet.frame = bytes_of(s->native.frame.at, 0);
    s->parsed = w->kind == WIFI_BROKEN ? PARSE_LINK_TRUNCATED : PARSE_NOT_IP;
}

/* Both forms: there is room for the frame twice. */
static void keep_wifi(struct chunk *c, struct seen_packet *s, bool radiotap)
{
    struct wifi_frame w;
    uint32_t          captured = (uint32_t)bytes_left(&s->packet.frame), left_out = s->packet.wire_size - captured;
    wifi_read(radiotap, left_out == 0, s->packet.frame, &w);
    s->native = (struct shim_native){ .frame = w.native, .converted = w.kind == WIFI_DATA, .text = wifi_kind_text(w.kind) };
    if (w.kind != WIFI_DATA) {
        describe(s, &w);
        return;
    }
    uint8_t *room = &c->bytes[c->used];
    size_t   made = wifi_to_ethernet(&w, room, captured);
    c->used += (uint32_t)made;
    s->packet.frame = bytes_of(room, made);
    s->packet.wire_size = (uint32_t)made + left_out;
    s->parsed = headers_parse(LINK_ETHERNET, s->packet.frame, s->packet.wire_size, PARSE_CHECK_IP_CHECKSUM, &s->headers);
}

static void keep(struct chunk *c, const struct capture *capture, const struct capture_packet *p)
{
    struct seen_packet *s = &c->packets[c->count++];
    uint32_t            before = c->used;
    bool                radiotap;
    s->packet = *p;
    s->packet.frame = copy_into(c, p->frame);
    s->is_wifi = capture_is_wifi(capture, &radiotap);
    if (s->is_wifi)
        keep_wifi(c, s, radiotap);
    else
        s->parsed = headers_parse(capture_link(capture), s->packet.frame, p->wire_size, PARSE_CHECK_IP_CHECKSUM, &s->headers);
    s->kept = c->used - before;
}

/* What a frame takes in a chunk. */
static size_t room_of(const struct capture *capture, const struct capture_packet *p)
{
    bool radiotap;
    return bytes_left(&p->frame) * (capture_is_wifi(capture, &radiotap) ? 2 : 1);
}

static bool has_room(const struct chunk *c, size_t size)
{
    return c && c->count < CHUNK_PACKETS && size <= c->size - c->used;
}

static void *read_all(void *context)
{
    struct lookahead     *l = context;
    char                  error[CAPTURE_ERROR_SIZE] = "";
    struct chunk         *c = NULL;
    struct capture_packet p;
    enum wfp_status       end;
    while ((end = capture_next(l->capture, &p, error)) == WFP_OK) {
        size_t size = room_of(l->capture, &p);
        if (!has_room(c, size)) {
            if (c && !hand_over(l, c))
                return NULL;
            c = chunk_get(l, (uint32_t)size);
            if (!c) {
                end = WFP_NO_MEMORY;
                break;
            }
        }
        keep(c, l->capture, &p);
    }
    if (c)
        hand_over(l, c);
    finish(l, end, error);
    return NULL;
}

enum wfp_status lookahead_new(struct capture *capture, struct survey *survey, struct lookahead **out)
{
    struct lookahead *l = calloc(1, sizeof(*l));
    if (!l)
        return WFP_NO_MEMORY;
    l->capture = capture;
    l->survey = survey;
    pthread_mutex_init(&l->lock, NULL);
    pthread_cond_init(&l->changed, NULL);
    l->started = pthread_create(&l->reader, NULL, read_all, l) == 0;
    if (!l->started) {
        lookahead_free(l);
        return WFP_NO_MEMORY;
    }
    *out = l;
    return WFP_OK;
}

void lookahead_free(struct lookahead *l)
{
    if (!l)
        return;
    if (l->started) {
        pthread_mutex_lock(&l->lock);
        l->stop = true;
        pthread_cond_signal(&l->changed);
        pthread_mutex_unlock(&l->lock);
        pthread_join(l->reader, NULL);
    }
    pthread_cond_destroy(&l->changed);
    pthread_mutex_destroy(&l->lock);
    chunk_free(l->ready.oldest);
    chunk_free(l->seen.oldest);
    chunk_free(l->free);
    free(l);
}

/* Walk: the next chunk of the reader, NULL when it has nothing more. */
static struct chunk *receive(struct lookahead *l)
{
    struct chunk *c = NULL;
    pthread_mutex_lock(&l->lock);
    while (!l->ready.oldest && l->end == WFP_OK)
        pthread_cond_wait(&l->changed, &l->lock);
    if (l->ready.oldest)
        c = chunks_take(&l->ready);
    if (l->ready.count == READY_CHUNKS / 2)
        pthread_cond_signal(&l->changed);
    pthread_mutex_unlock(&l->lock);
    return c;
}

static void see_more(struct lookahead *l)
{
    struct chunk *c = receive(l);
    if (!c) {
        l->drained = true;
        return;
    }
    for (uint32_t i = 0; i < c->count; i++) {
        const struct seen_packet *s = &c->packets[i];
        survey_packet(l->survey, s->parsed, &s->headers, (struct moment){ s->packet.number, s->packet.time_ns });
    }
    l->head_ns = c->packets[c->count - 1].packet.time_ns;
    l->queued += c->count;
    l->queued_bytes += c->used;
    l->position = c->position;
    chunks_append(&l->seen, c);
}

static enum wfp_status the_end(struct lookahead *l, char error[CAPTURE_ERROR_SIZE])
{
    pthread_mutex_lock(&l->lock);
    enum wfp_status end = l->end;
    snprintf(error, CAPTURE_ERROR_SIZE, "%s", l->error);
    pthread_mutex_unlock(&l->lock);
    return end;
}

void lookahead_settle(struct lookahead *l)
{
    while (!l->drained && l->queued < SETTLE_PACKETS && l->queued_bytes < SETTLE_BYTES)
        see_more(l);
}

/* Far enough ahead of the oldest packet to know how it was answered? A clock that jumps back does not stop the walk: the
 * number of packets bounds the wait. */
static bool is_ahead(const struct lookahead *l)
{
    if (l->drained || l->queued >= AHEAD_PACKETS || l->queued_bytes >= SETTLE_BYTES)
        return true;
    if (l->queued == 0)
        return false;
    const struct chunk *c = l->seen.oldest;
    uint64_t            oldest = c->packets[c->taken].packet.time_ns;
    return l->head_ns > oldest && l->head_ns - oldest > AHEAD_NS;
}

/* The other core wrote what comes next: bring it here while this packet is walked. */
static void fetch_ahead(const struct chunk *c)
{
    const char *next = (const char *)&c->packets[c->taken < c->count ? c->taken : c->count - 1];
    for (size_t line = 0; line < sizeof(c->packets[0]); line += 64)
        __builtin_prefetch(next + line);
}

/* Gives the chunk back whose last packet the caller is done with. */
static void drop_spent(struct lookahead *l)
{
    if (l->seen.oldest && l->seen.oldest->taken == l->seen.oldest->count)
        chunk_put(l, chunks_take(&l->seen));
}

enum wfp_status lookahead_next(struct lookahead *l, const struct seen_packet **out, char error[CAPTURE_ERROR_SIZE])
{
    drop_spent(l);
    while (!is_ahead(l))
        see_more(l);
    if (l->queued == 0)
        return the_end(l, error);
    struct seen_packet *s = &l->seen.oldest->packets[l->seen.oldest->taken++];
    fetch_ahead(l->seen.oldest);
    l->queued--;
    l->queued_bytes -= s->kept;
    *out = s;
    return WFP_OK;
}

uint64_t lookahead_position(const struct lookahead *l)
{
    return l->position;
}
