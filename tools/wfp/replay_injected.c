#include "replay_injected.h"

#include <inttypes.h>
#include <stdlib.h>

struct packet_injected injected_note(struct replay_injected *r, const struct kernel *k, const struct pkt_ctx *c,
                                     const struct injection *injection)
{
    if (!injection)
        return (struct packet_injected){ .by = NULL };
    r->count++;
    r->passed += c->verdict == VERDICT_PERMIT;
    return (struct packet_injected){ kernel_injector(k, injection), injection_path_name(injection->path),
                                     nbl_state_of(injection->nbl)->lineage.count };
}

void injected_learn(struct replay_injected *r, const struct capture_packet *p, const struct pkt_ctx *c)
{
    link_headers_learn(&r->links, c->frame, p->frame, c->direction == DIRECTION_OUT);
}

static bool write_one(struct replay_injected *r, struct capture_writer *w, enum link_type link, const struct pkt_ctx *c,
                      const NET_BUFFER *nb, const char *comment)
{
    struct link_header header = { .size = 0 }; /* a frame has its own */
    if (!c->injection || c->injection->path < INJECTION_IP_PATHS)
        link_headers_get(&r->links, link, c->direction == DIRECTION_OUT, (enum family)c->frame->family, &header);
    uint32_t size = nb->DataLength;
    uint8_t *frame = malloc(header.size + size), *copied = malloc(size + 1u);
    bool     written = false;
    if (frame && copied) {
        const void *data = nb_data(nb, size, copied);
        memcpy(frame, header.bytes, header.size);
        if (data)
            memcpy(&frame[header.size], data, size);
        struct capture_packet p = { c->in->number, c->in->now_ns, bytes_of(frame, header.size + size), header.size + size };
        written = !data || capture_writer_put(w, &p, comment) == WFP_OK;
    }
    free(frame);
    free(copied);
    return written;
}

bool resumed_write(struct capture_writer *w, enum link_type link, const struct pkt_ctx *c)
{
    char                  comment[4096];
    struct capture_packet p = { c->in->number, c->in->now_ns, c->in->frame, c->in->wire_size };
    return c->in->link != link || capture_writer_put(w, &p, packet_comment(c, comment, sizeof(comment))) == WFP_OK;
}

bool injected_write(struct replay_injected *r, struct capture_writer *w, enum link_type link, const struct pkt_ctx *c,
                    const struct injection *injection)
{
    char comment[4096];
    bool written = true, is_frame = injection->path >= INJECTION_IP_PATHS, fits = is_frame ? link == LINK_ETHERNET : c->frame->family;
    packet_comment(c, comment, sizeof(comment));
    for (const NET_BUFFER *nb = injection->nbl->FirstNetBuffer; nb && written && fits; nb = nb->Next)
        written = write_one(r, w, link, c, nb, comment);
    return written;
}

const char *injected_how(const struct pkt_ctx *c, const struct packet_injected *i, char out[INJECTED_HOW_SIZE])
{
    if (i->by)
        snprintf(out, INJECTED_HOW_SIZE, "injected by %s (%s)", i->by, i->path);
    else
        snprintf(out, INJECTED_HOW_SIZE, "%s", c->resumed ? "goes on: its callout has completed it" : "sent by the stack");
    return out;
}

void injected_summary(const struct replay_injected *r)
{
    if (r->count)
        printf("%" PRIu64 " injected by modules, %" PRIu64 " of them permitted\n", r->count, r->passed);
}
