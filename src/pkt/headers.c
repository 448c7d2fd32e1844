/* One pass over a frame: link, IP, transport. Any thread; no allocation, no state. */
#include "pkt/headers.h"

#include <assert.h>

#include "base/status.h"
#include "pkt/ip.h"
#include "pkt/link.h"
#include "pkt/reader.h"
#include "pkt/transport.h"

const char *parse_result_text(enum parse_result r)
{
    static const char *const texts[] = {
        [PARSE_OK] = "The headers are in order.",
        [PARSE_NOT_IP] = "The frame carries no IP packet.",
        [PARSE_LINK_TRUNCATED] = "The frame ends inside its link header.",
        [PARSE_IP_TRUNCATED] = "The packet is shorter than its IP header says.",
        [PARSE_IP_MALFORMED] = "The IP header contradicts itself.",
        [PARSE_IP_CHECKSUM] = "The checksum of the IPv4 header is wrong.",
        [PARSE_TRANSPORT_TRUNCATED] = "The packet ends inside its transport header.",
        [PARSE_TRANSPORT_MALFORMED] = "The transport header contradicts the packet's length.",
        [PARSE_CAPTURE_CUT] = "The capture kept too few bytes of the packet to read its headers.",
    };
    static_assert(COUNT_OF(texts) == PARSE_RESULT_COUNT, "every result has a sentence");
    return (unsigned)r < PARSE_RESULT_COUNT ? texts[r] : "Unknown parse result.";
}

/* In thirds: gcc makes a few vector stores of each, and of the whole a string instruction that costs more than the parse. */
static void clear(struct headers *h)
{
    struct third {
        uint8_t bytes[sizeof(*h) / 3];
    } *thirds = (void *)h;
    static_assert(sizeof(*h) == 3 * sizeof(*thirds), "three thirds are the whole");
    memset(&thirds[0], 0, sizeof(thirds[0]));
    memset(&thirds[1], 0, sizeof(thirds[1]));
    memset(&thirds[2], 0, sizeof(thirds[2]));
}

enum parse_result headers_parse(enum link_type link, struct bytes frame, uint32_t wire_size, unsigned flags,
                                struct headers *out)
{
    struct reader r = reader_of(frame, wire_size);
    enum family family;
    clear(out);
    out->link = (uint8_t)link;
    enum parse_result e = link_read(&r, link, out, &family);
    out->link_size = reader_offset(&r);
    if (e != PARSE_OK)
        return e;
    out->ip_offset = out->link_size;
    e = ip_read(&r, family, flags, out);
    return e != PARSE_OK || out->is_fragment ? e : transport_read(&r, out);
}

enum parse_result headers_parse_link(struct bytes frame, struct headers *out)
{
    struct reader r = reader_of(frame, (uint32_t)bytes_left(&frame));
    enum family   family;
    clear(out);
    enum parse_result e = read_ethernet(&r, out, &family);
    out->link_size = reader_offset(&r);
    return e;
}

void headers_parse_first_ports(struct bytes frame, struct headers *h)
{
    bool    icmp = h->protocol == (h->family == FAMILY_V4 ? PROTO_ICMP : PROTO_ICMPV6);
    uint8_t first[4];
    if (!h->is_fragment || h->fragment_offset || h->family == FAMILY_NONE || h->ip_size < h->ip_header_size + sizeof(first))
        return;
    if (!bytes_skip(&frame, (size_t)h->ip_offset + h->ip_header_size) || !bytes_copy(&frame, first, sizeof(first)))
        return;
    if (icmp) {
        h->has_ports = true;
        h->icmp_type = first[0];
        h->icmp_code = first[1];
    } else if (protocol_has_ports(h->protocol)) {
        set_ports(h, &first[0], &first[2]);
    }
}

enum parse_result headers_parse_ip(struct bytes packet, uint32_t wire_size, unsigned flags, struct headers *out)
{
    return headers_parse(LINK_RAW_IP, packet, wire_size, flags, out);
}
