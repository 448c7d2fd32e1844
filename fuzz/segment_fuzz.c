/* Any bytes as a frame with any descriptor of what it leaves to hardware. Input: flags, gso, the four numbers of the descriptor,
 * then the frame. What is accepted is done inside the frame, and every segment is a good packet that holds its part of the
 * payload. */
#include <stdlib.h>

#include "pkt/checksum.h"
#include "pkt/headers.h"
#include "pkt/offload_info.h"
#include "pkt/segment.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool truth)
{
    if (!truth)
        abort();
}

static uint32_t check_segment(const uint8_t *at, uint32_t size, uint32_t most)
{
    struct headers h;
    require(size <= most);
    require(headers_parse(LINK_ETHERNET, bytes_of(at, size), size, PARSE_CHECK_IP_CHECKSUM, &h) == PARSE_OK);
    require(transport_checksum_is_right(&h, bytes_of(at, size)));
    require(h.payload_size > 0);
    return h.payload_size;
}

static void cut(const struct frame *f)
{
    struct segments s;
    struct headers  h;
    uint32_t        payload = 0, size;
    if (segments_start(&s, f) != WFP_OK)
        return;
    require(headers_parse(LINK_ETHERNET, f->bytes, (uint32_t)bytes_left(&f->bytes), 0, &h) == PARSE_OK);
    uint32_t most = segments_room(&s);
    uint8_t *room = malloc(most); /* of this very size, so that a sanitizer sees the first byte behind it */
    require(room);
    while ((size = segments_next(&s, room)) > 0)
        payload += check_segment(room, size, most);
    require(payload == h.payload_size);
    free(room);
}

static void fill(const struct frame *f)
{
    size_t               size = bytes_left(&f->bytes);
    struct frame_offload o = f->offload;
    uint8_t             *copy = malloc(size ? size : 1);
    require(copy);
    memcpy(copy, f->bytes.at, size);
    bool accepted = frame_fill_checksum(copy, size, &o) == WFP_OK;
    require(accepted ? !o.needs_checksum : memcmp(copy, f->bytes.at, size) == 0);
    free(copy);
}

/* What a driver finds in the list, and leaves there, is no more than what fits the frame. */
static void show(const struct frame *f)
{
    NET_BUFFER_LIST      nbl;
    struct headers       h;
    struct frame_offload out;
    memset(&nbl, 0, sizeof(nbl));
    (void)!headers_parse(LINK_ETHERNET, f->bytes, (uint32_t)bytes_left(&f->bytes), 0, &h);
    offload_info_put(&nbl, &f->offload, &h);
    offload_info_get(&nbl, &h, &out);
    require(out.gso == FRAME_GSO_NONE || (out.gso_size && out.gso_size < h.payload_size && out.needs_checksum));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bytes input = bytes_of(data, size);
    struct frame f = { .offload = { 0 } };
    uint8_t      flags;
    if (!bytes_u8(&input, &flags) || !bytes_u8(&input, &f.offload.gso) || !bytes_u16(&input, &f.offload.header_size) ||
        !bytes_u16(&input, &f.offload.gso_size) || !bytes_u16(&input, &f.offload.checksum_start) ||
        !bytes_u16(&input, &f.offload.checksum_offset))
        return 0;
    f.offload.needs_checksum = flags & 1;
    f.offload.checksum_good = flags & 2;
    f.offload.ecn = flags & 4;
    f.offload.gso %= 5;
    f.bytes = input;
    if (frame_offload_check(&f) == WFP_OK && f.offload.gso != FRAME_GSO_NONE)
        require(f.offload.gso <= FRAME_GSO_UDP && f.offload.gso_size);
    cut(&f);
    fill(&f);
    show(&f);
    return 0;
}
