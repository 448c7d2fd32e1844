/* Any bytes as a frame of any link layer. Input: link type, flags and how much the capture cut, then the frame. Every answer must
 * keep the promises of headers.h. */
#include <stdlib.h>

#include "pkt/headers.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool truth)
{
    if (!truth)
        abort();
}

static void check_ip(const struct headers *h, uint32_t wire)
{
    bool known = h->family != FAMILY_NONE;
    require(known == (h->src.family != FAMILY_NONE) && known == (h->dst.family != FAMILY_NONE));
    require(h->link_size <= wire && h->ip_offset <= wire);
    require(h->is_fragment == (h->more_fragments || h->fragment_offset));
    require(known || (h->ip_size == 0 && !h->has_ports && h->transport_offset == 0));
}

/* What a good packet's record says must lie inside the packet, and the headers inside the captured bytes. */
static void check_good(const struct headers *h, size_t captured, uint32_t wire)
{
    require(h->family == FAMILY_V4 || h->family == FAMILY_V6);
    require((uint64_t)h->ip_offset + h->ip_size <= wire);
    require(h->ip_header_size <= h->ip_size && h->ip_offset + h->ip_header_size <= captured);
    if (h->is_fragment) {
        require(h->transport_offset == 0 && !h->has_ports && h->payload_size == 0);
        return;
    }
    require(h->transport_offset == h->ip_offset + h->ip_header_size);
    /* TCP options that the capture did not keep do not matter. */
    uint32_t needed = h->protocol == PROTO_TCP && h->transport_header_size > 20 ? 20 : h->transport_header_size;
    require(h->transport_offset + needed <= captured);
    require((uint64_t)h->transport_offset + h->transport_header_size + h->payload_size <= (uint64_t)h->ip_offset + h->ip_size);
    require(!h->has_inner || (h->icmp_is_error && h->inner_ip_offset < captured));
    require(!h->inner_has_ports || h->has_inner);
}

/* The same frame without the bytes the capture cut must give the same answer, or say that it was cut. */
static void check_cut(enum link_type link, struct bytes frame, unsigned flags, const struct headers *whole, enum parse_result want,
                      size_t kept)
{
    struct headers h;
    uint32_t wire = (uint32_t)bytes_left(&frame);
    bytes_limit(&frame, kept);
    enum parse_result r = headers_parse(link, frame, wire, flags, &h);
    check_ip(&h, wire);
    if (r == PARSE_OK) {
        require(want == PARSE_OK);
        check_good(&h, bytes_left(&frame), wire);
        require(h.ip_size == whole->ip_size && h.src_port == whole->src_port && h.payload_size == whole->payload_size);
    } else {
        require(r == want || r == PARSE_CAPTURE_CUT);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct bytes input = bytes_of(data, size);
    struct headers h;
    uint8_t link, flags;
    uint16_t kept;
    if (!bytes_u8(&input, &link) || !bytes_u8(&input, &flags) || !bytes_u16(&input, &kept))
        return 0;
    link %= LINK_TYPE_COUNT;
    flags &= PARSE_CHECK_IP_CHECKSUM;
    uint32_t wire = (uint32_t)bytes_left(&input);
    enum parse_result r = headers_parse(link, input, wire, flags, &h);
    require(r < PARSE_RESULT_COUNT && r != PARSE_CAPTURE_CUT && h.link == link);
    check_ip(&h, wire);
    if (r == PARSE_OK)
        check_good(&h, bytes_left(&input), wire);
    if (r == PARSE_OK && h.is_fragment) {
        headers_parse_first_ports(input, &h);
        require(!h.has_ports || h.fragment_offset == 0);
        h.has_ports = false;
        h.src_port = h.dst_port = 0;
    }
    check_cut(link, input, flags, &h, r, kept);
    return 0;
}
