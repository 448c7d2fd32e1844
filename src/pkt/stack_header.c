#include "pkt/stack_header.h"

#include "pkt/checksum.h"
#include "pkt/mdl.h"
#include "pkt/wire.h"

#define HOP_LIMIT 128 /* what Windows sends with */

static void put16(uint8_t out[2], uint32_t v)
{
    out[0] = (uint8_t)(v >> 8);
    out[1] = (uint8_t)v;
}

static uint32_t write_v4(struct ipv4_wire *w, const struct ip_addr *src, const struct ip_addr *dst, uint8_t protocol, uint32_t size,
                         uint16_t id)
{
    *w = (struct ipv4_wire){ .version_size = 0x45, .hop_limit = HOP_LIMIT, .protocol = protocol };
    put16(w->total_size, size + (uint32_t)sizeof(*w));
    put16(w->id, id);
    memcpy(w->src, src->bytes, sizeof(w->src));
    memcpy(w->dst, dst->bytes, sizeof(w->dst));
    put16(w->checksum, ip_checksum(bytes_of(w, sizeof(*w))));
    return sizeof(*w);
}

static uint32_t write_v6(struct ipv6_wire *w, const struct ip_addr *src, const struct ip_addr *dst, uint8_t protocol, uint32_t size)
{
    *w = (struct ipv6_wire){ .version_flow = { 0x60 }, .next = protocol, .hop_limit = HOP_LIMIT };
    put16(w->payload_size, size);
    memcpy(w->src, src->bytes, sizeof(w->src));
    memcpy(w->dst, dst->bytes, sizeof(w->dst));
    return sizeof(*w);
}

/* The data follow the header: where they begin inside a MDL, that MDL is shown from there on. */
static MDL *data_chain(struct stack_header *s, const NET_BUFFER *nb)
{
    if (nb->CurrentMdlOffset == 0 || !nb->CurrentMdl)
        return nb->CurrentMdl;
    struct bytes rest = mdl_bytes(nb->CurrentMdl);
    if (!bytes_skip(&rest, nb->CurrentMdlOffset))
        return NULL;
    mdl_init(&s->rest, rest);
    s->rest.Next = nb->CurrentMdl->Next;
    return &s->rest;
}

static void put_before(struct stack_header *s, NET_BUFFER *nb, uint32_t added)
{
    uint32_t size = nb_length(nb);
    s->nb = nb;
    s->before = *nb;
    mdl_init(&s->header, bytes_of(s->bytes, added));
    s->header.Next = data_chain(s, nb);
    nb->MdlChain = nb->CurrentMdl = &s->header;
    nb->DataOffset = nb->CurrentMdlOffset = 0;
    nb->DataLength = size + added;
}

bool stack_header_put(struct stack_header *s, NET_BUFFER *nb, const struct ip_addr *src, const struct ip_addr *dst,
                      uint8_t protocol, uint16_t id)
{
    uint32_t size = nb_length(nb);
    bool     v4 = src->family == FAMILY_V4;
    if (size > UINT16_MAX - (v4 ? sizeof(struct ipv4_wire) : 0))
        return false;
    put_before(s, nb, v4 ? write_v4((void *)s->bytes, src, dst, protocol, size, id) : write_v6((void *)s->bytes, src, dst, protocol, size));
    return true;
}

/* RFC 791: 4 bits version, 4 bits length in words. */
static bool is_whole_v4(const uint8_t *bytes, uint32_t size)
{
    return size >= sizeof(struct ipv4_wire) && bytes[0] >> 4 == 4 && (bytes[0] & 15u) * 4 == size;
}

static void complete_v4(struct ipv4_wire *w, uint32_t header, uint32_t data)
{
    put16(w->total_size, header + data);
    put16(w->checksum, 0);
    put16(w->checksum, ip_checksum(bytes_of(w, header)));
}

bool stack_header_put_given(struct stack_header *s, NET_BUFFER *nb, const void *header, uint32_t size)
{
    uint32_t data = nb_length(nb);
    if (size > sizeof(s->bytes) || data > UINT16_MAX - size)
        return false;
    memcpy(s->bytes, header, size);
    if (is_whole_v4(s->bytes, size))
        complete_v4((void *)s->bytes, size, data);
    else if (size != sizeof(struct ipv6_wire) || s->bytes[0] >> 4 != 6)
        return false;
    else
        put16(((struct ipv6_wire *)(void *)s->bytes)->payload_size, data);
    put_before(s, nb, size);
    return true;
}

bool stack_header_complete(void *packet, uint32_t size, uint32_t *header)
{
    const uint8_t *bytes = packet;
    uint32_t       v4 = size ? (bytes[0] & 15u) * 4 : 0;
    if (size >= v4 && is_whole_v4(bytes, v4)) {
        complete_v4(packet, v4, size - v4);
        *header = v4;
        return true;
    }
    *header = sizeof(struct ipv6_wire);
    return size >= *header && bytes[0] >> 4 == 6;
}

void stack_header_take_back(struct stack_header *s)
{
    NET_BUFFER *nb = s->nb;
    nb->MdlChain = s->before.MdlChain;
    nb->CurrentMdl = s->before.CurrentMdl;
    nb->CurrentMdlOffset = s->before.CurrentMdlOffset;
    nb->DataOffset = s->before.DataOffset;
    nb->DataLength = s->before.DataLength;
}
