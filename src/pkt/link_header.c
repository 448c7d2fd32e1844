#include "pkt/link_header.h"

#include "pkt/wire.h"

void link_headers_learn(struct link_headers *l, const struct headers *h, struct bytes frame, bool outbound)
{
    struct link_header *to = &l->of[outbound][h->family];
    if (h->family == FAMILY_NONE || h->link_size == 0 || h->link_size > sizeof(to->bytes))
        return;
    if (bytes_copy(&frame, to->bytes, h->link_size))
        to->size = h->link_size;
}

static void append(struct link_header *out, const void *bytes, uint32_t size)
{
    memcpy(&out->bytes[out->size], bytes, size);
    out->size += size;
}

static void append16(struct link_header *out, unsigned v)
{
    append(out, (const uint8_t[]){ (uint8_t)(v >> 8), (uint8_t)v }, 2);
}

/* From or for nobody in particular. */
static void anonymous(enum link_type link, bool outbound, bool v4, struct link_header *out)
{
    static const uint8_t nobody[12];
    unsigned             type = v4 ? ETHER_TYPE_IPV4 : ETHER_TYPE_IPV6, packet_type = outbound ? 4 : 0;
    uint32_t             family = v4 ? 2 : 10; /* as on the host that captures */
    out->size = 0;
    switch (link) {
    case LINK_ETHERNET:
        append(out, nobody, 12);
        append16(out, type);
        break;
    case LINK_LINUX_COOKED:
        append16(out, packet_type);
        append16(out, 1);
        append16(out, 6);
        append(out, nobody, 8);
        append16(out, type);
        break;
    case LINK_LINUX_COOKED2:
        append16(out, type);
        append(out, nobody, 6);
        append16(out, 1);
        append(out, (const uint8_t[]){ (uint8_t)packet_type, 6 }, 2);
        append(out, nobody, 8);
        break;
    case LINK_NULL:
        append(out, &family, 4);
        break;
    case LINK_LOOP:
        append16(out, 0);
        append16(out, family);
        break;
    case LINK_RAW_IP:
    case LINK_TYPE_COUNT:
        break;
    }
}

void link_headers_get(const struct link_headers *l, enum link_type link, bool outbound, enum family family,
                      struct link_header *out)
{
    *out = l->of[outbound][family];
    if (out->size == 0)
        anonymous(link, outbound, family == FAMILY_V4, out);
}
