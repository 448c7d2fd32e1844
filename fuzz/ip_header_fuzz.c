/* Rebuilding IP headers (pkt/ip_header.h), control data and checksums over MDLs. The input: a byte of options, the size of an
 * MDL, the size of the old header, the protocol, the size of the control data; then those; then the packet. What succeeds is a
 * packet that the parser reads, with right checksums. */
#include <stdlib.h>
#include <string.h>

#include "pkt/checksum.h"
#include "pkt/control_data.h"
#include "pkt/headers.h"
#include "pkt/ip_header.h"
#include "pkt/mdl.h"
#include "pkt/nb.h"
#include "pkt/nbl_owned.h"

#define MDL_COUNT 64

static const uint8_t addresses[2][16] = { { 0x20, 1, 0x0d, 0xb8, [15] = 7 }, { 0x20, 1, 0x0d, 0xb8, [15] = 9 } };

static void check(bool good)
{
    if (!good)
        abort();
}

/* The bytes over MDLs of `size`, the last one with what is left. */
static void split(MDL mdls[MDL_COUNT], struct bytes data, size_t size)
{
    for (unsigned i = 0; i < MDL_COUNT; i++) {
        struct bytes part = data;
        if (i + 1 < MDL_COUNT)
            bytes_limit(&part, size);
        bytes_skip(&data, bytes_left(&part));
        mdl_init(&mdls[i], part);
        if (i + 1 < MDL_COUNT)
            mdls[i].Next = &mdls[i + 1];
    }
}

static void expect_packet(const NET_BUFFER *nb, const struct ip_header_wanted *w)
{
    struct pseudo_header pseudo = { w->family, w->src, w->dst, w->protocol };
    NET_BUFFER           transport = *nb;
    uint32_t             size = nb_length(nb);
    uint8_t             *room = malloc(size);
    struct headers       h;
    if (!room)
        return;
    const void       *data = nb_data(nb, size, room);
    enum parse_result r = headers_parse_ip(bytes_of(data, size), size, PARSE_CHECK_IP_CHECKSUM, &h);
    check(data && r != PARSE_IP_CHECKSUM && h.family == w->family);
    check(memcmp(h.src.bytes, w->src, w->family == FAMILY_V4 ? 4 : 16) == 0);
    check(nb_advance(&transport, w->family == FAMILY_V6 ? 40 : h.ip_header_size));
    check(nb_transport_checksum_is_right(&transport, &pseudo));
    free(room);
}

/* In a clone, whose header is memory of its own, or in the list itself. */
static void rebuild_in(NET_BUFFER_LIST *nbl, const struct ip_header_wanted *w)
{
    NET_BUFFER     *nb = nbl->FirstNetBuffer;
    uint32_t        size = nb_length(nb);
    enum wfp_status err = nbl_construct_ip_header(nbl, w);
    if (err == WFP_OK)
        expect_packet(nb, w);
    else
        check(nb_length(nb) == size);
}

static void rebuild(struct bytes packet, size_t mdl_size, const struct ip_header_wanted *w)
{
    size_t           size = bytes_left(&packet);
    void            *copy = malloc(size + 1);
    MDL              mdls[MDL_COUNT];
    struct nbl_shape shape = { .chain = mdls, .length = (uint32_t)size };
    NET_BUFFER_LIST *made = NULL, *clone = NULL;
    if (!copy)
        return;
    bytes_copy(&packet, copy, size);
    split(mdls, bytes_of(copy, size), mdl_size);
    if (nbl_make(&shape, &made) == WFP_OK && nbl_clone(made, &clone) == WFP_OK) {
        rebuild_in(clone, w);
        nbl_owned_free(clone);
        rebuild_in(made, w);
    }
    if (made)
        nbl_owned_free(made);
    free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bytes        b = bytes_of(data, size), said;
    struct control_data control;
    uint8_t             options, mdl_size, old_size, protocol, control_size;
    if (!bytes_u8(&b, &options) || !bytes_u8(&b, &mdl_size) || !bytes_u8(&b, &old_size) || !bytes_u8(&b, &protocol) ||
        !bytes_u8(&b, &control_size) || !bytes_sub(&b, control_size, &said))
        return 0;
    enum family family = options & 1 ? FAMILY_V6 : FAMILY_V4;
    if (!control_data_read(said, family, &control))
        return 0;
    struct ip_header_wanted w = { family, addresses[0], addresses[1], protocol, old_size, control.hop_limit,
                                  control.traffic_class };
    rebuild(b, mdl_size ? mdl_size : 1, &w);
    return 0;
}
