#include "pkt/ip_header.h"

#include <string.h>

#include "pkt/checksum.h"
#include "pkt/mdl.h"
#include "pkt/nb.h"
#include "pkt/nbl_owned.h"
#include "pkt/wire.h"

#define HEADER_MAX       60
#define NEW_HOP_LIMIT    128 /* what Windows gives packets of its own */
#define FRAGMENT_NOT_V4  0x4000

struct header {
    uint32_t size;
    union {
        void            *alignment; /* of the others */
        uint8_t          bytes[HEADER_MAX];
        struct ipv4_wire v4;
        struct ipv6_wire v6;
    };
};

/* --- the header --------------------------------------------------------------------------------------------------- */

static uint32_t least_size(enum family family)
{
    return family == FAMILY_V4 ? sizeof(struct ipv4_wire) : sizeof(struct ipv6_wire);
}

static void fresh(enum family family, struct header *h)
{
    *h = (struct header){ .size = least_size(family) };
    if (family == FAMILY_V4) {
        h->v4.version_size = 0x45;
        h->v4.hop_limit = NEW_HOP_LIMIT;
    } else {
        h->v6.version_flow[0] = 0x60;
        h->v6.hop_limit = NEW_HOP_LIMIT;
    }
}

/* False: what stands there is no header of that family and size. */
static bool read_old(const NET_BUFFER *nb, const struct ip_header_wanted *w, struct header *h)
{
    uint32_t       n = w->old_size < HEADER_MAX ? w->old_size : HEADER_MAX;
    uint8_t        room[HEADER_MAX];
    const uint8_t *old = nb_data(nb, n, room);
    if (!old || n < least_size(w->family) || w->old_size > nb_length(nb) || old[0] >> 4 != (w->family == FAMILY_V4 ? 4 : 6))
        return false;
    h->size = w->family == FAMILY_V4 ? (old[0] & 15u) * 4 : least_size(w->family);
    if (h->size < least_size(w->family) || h->size > n)
        return false;
    memcpy(h->bytes, old, h->size);
    return true;
}

static bool fill_v4(struct header *h, const struct ip_header_wanted *w, uint32_t data)
{
    struct ipv4_wire *v4 = &h->v4;
    if (h->size + data > UINT16_MAX)
        return false;
    put_be16(v4->total_size, (uint16_t)(h->size + data));
    put_be16(v4->fragment, be16(v4->fragment) & FRAGMENT_NOT_V4);
    v4->protocol = w->protocol;
    if (w->hop_limit >= 0)
        v4->hop_limit = (uint8_t)w->hop_limit;
    if (w->traffic_class >= 0)
        v4->service = (uint8_t)w->traffic_class;
    memcpy(v4->src, w->src, sizeof(v4->src));
    memcpy(v4->dst, w->dst, sizeof(v4->dst));
    put_be16(v4->checksum, 0);
    put_be16(v4->checksum, ip_checksum(bytes_of(h->bytes, h->size)));
    return true;
}

static bool fill_v6(struct header *h, const struct ip_header_wanted *w, uint32_t data)
{
    struct ipv6_wire *v6 = &h->v6;
    if (data > UINT16_MAX)
        return false;
    put_be16(v6->payload_size, (uint16_t)data);
    v6->next = w->protocol;
    if (w->hop_limit >= 0)
        v6->hop_limit = (uint8_t)w->hop_limit;
    if (w->traffic_class >= 0) { /* between the version and the flow label */
        v6->version_flow[0] = (uint8_t)(0x60 | w->traffic_class >> 4);
        v6->version_flow[1] = (uint8_t)((w->traffic_class & 15) << 4 | (v6->version_flow[1] & 15));
    }
    memcpy(v6->src, w->src, sizeof(v6->src));
    memcpy(v6->dst, w->dst, sizeof(v6->dst));
    return true;
}

static bool build(const NET_BUFFER *nb, const struct ip_header_wanted *w, struct header *h)
{
    uint32_t data = nb_length(nb) - w->old_size;
    if (w->old_size == 0)
        fresh(w->family, h);
    else if (!read_old(nb, w, h))
        return false;
    return w->family == FAMILY_V4 ? fill_v4(h, w, data) : fill_v6(h, w, data);
}

/* --- into the packet ---------------------------------------------------------------------------------------------- */

struct front {
    MDL           mdl, rest;
    struct header header; /* its bytes are at a multiple of a pointer's size */
};

static_assert(offsetof(struct front, header.bytes) % sizeof(void *) == 0, "D-082");

/* In the space before the transport header, where that is the driver's own and lies right. */
static bool put_in_place(NET_BUFFER *nb, const struct header *h)
{
    if (!nb_retreat(nb, h->size))
        return false;
    const void *at = nb_data(nb, h->size, NULL);
    bool        parents = nb->CurrentMdl && nb->CurrentMdl->MdlFlags & MDL_PARTIAL;
    if (at && !parents && (uintptr_t)at % sizeof(void *) == 0 && nb_write(nb, 0, bytes_of(h->bytes, h->size)))
        return true;
    nb_advance(nb, h->size);
    return false;
}

/* An MDL with the header, one with what is left of the MDL that the transport header begins in, and the other MDLs. */
static void put_in_front(NET_BUFFER *nb, struct front *f)
{
    mdl_init(&f->mdl, bytes_of(f->header.bytes, f->header.size));
    f->mdl.Next = nb->CurrentMdl;
    if (nb->CurrentMdl && nb->CurrentMdlOffset) {
        struct bytes rest = mdl_bytes(nb->CurrentMdl);
        bytes_skip(&rest, nb->CurrentMdlOffset);
        mdl_init(&f->rest, rest);
        f->rest.MdlFlags |= nb->CurrentMdl->MdlFlags & MDL_PARTIAL;
        f->rest.Next = nb->CurrentMdl->Next;
        f->mdl.Next = &f->rest;
    }
    nb_set_chain(nb, &f->mdl, 0, f->header.size + nb_length(nb));
}

static void forget_offloads(NET_BUFFER_LIST *nbl)
{
    nbl->NetBufferListInfo[TcpIpChecksumNetBufferListInfo] = NULL;
    nbl->NetBufferListInfo[TcpLargeSendNetBufferListInfo] = NULL;
    nbl->NetBufferListInfo[UdpSegmentationOffloadInfo] = NULL;
}

/* Everything that can fail. */
static enum wfp_status prepare(NET_BUFFER *nb, const struct ip_header_wanted *w, struct front *f)
{
    struct pseudo_header pseudo = { w->family, w->src, w->dst, w->protocol };
    if (w->old_size > nb_length(nb) || !build(nb, w, &f->header))
        return WFP_INVALID_ARGUMENT;
    nb_advance(nb, w->old_size);
    enum wfp_status err = nb_transport_checksum_set(nb, &pseudo);
    nb_retreat(nb, w->old_size);
    return err;
}

static size_t count_buffers(const NET_BUFFER_LIST *nbl)
{
    size_t count = 0;
    for (const NET_BUFFER *nb = nbl->FirstNetBuffer; nb; nb = nb->Next)
        count++;
    return count;
}

enum wfp_status nbl_construct_ip_header(NET_BUFFER_LIST *nbl, const struct ip_header_wanted *w)
{
    const struct nbl_state *state = nbl_state_of(nbl);
    size_t                  count = count_buffers(nbl);
    if (!state || state->kind == NBL_INDICATED || count == 0 || (count > 1 && w->old_size))
        return WFP_INVALID_ARGUMENT;
    struct front *fronts = nbl_owned_alloc(nbl, count * sizeof(*fronts)), *f = fronts;
    if (!fronts)
        return WFP_NO_MEMORY;
    for (NET_BUFFER *nb = nbl->FirstNetBuffer; nb; nb = nb->Next)
        RETURN_IF(prepare(nb, w, f++));
    f = fronts;
    for (NET_BUFFER *nb = nbl->FirstNetBuffer; nb; nb = nb->Next, f++) {
        nb_advance(nb, w->old_size);
        if (!put_in_place(nb, &f->header))
            put_in_front(nb, f);
    }
    forget_offloads(nbl);
    return WFP_OK;
}
