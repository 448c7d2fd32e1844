/* Any sequence of fragments. Input: records of family, id, offset, size and what comes after, clock steps between; the payload is
 * a fixed pattern or the same pattern changed. A joined packet without changed fragments must show the pattern. */
#include <stdlib.h>

#include "pkt/reassembly.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define IDS 4

struct record {
    uint8_t family, id, flags, hop;
    uint8_t offset[2], size[2];
};

#define RECORD_MORE   1u
#define RECORD_CHANGE 2u
#define RECORD_LATER  4u

static const struct reassembly_limits limits = { .timeout_ns = 1000, .max_datagrams = 3, .max_bytes = 100000 };

static void require(bool truth)
{
    if (!truth)
        abort();
}

static uint8_t pattern(size_t i)
{
    return (uint8_t)(i * 7 + i / 251);
}

/* A fragment as the parser would describe it, header bytes zero except what reassembly reads. */
static size_t make(const struct record *r, uint8_t *frame, struct headers *h)
{
    bool v4 = r->family % 2 == 0;
    uint32_t offset = (uint32_t)(r->offset[0] << 8 | r->offset[1]) & 0xfff8, size = (r->size[0] << 8 | r->size[1]) % 9000u;
    memset(h, 0, sizeof(*h));
    memset(frame, 0, 48);
    frame[0] = v4 ? 0x45 : 0x60;
    frame[6] = v4 ? 0 : 44;
    frame[40] = PROTO_UDP;
    h->family = v4 ? FAMILY_V4 : FAMILY_V6;
    h->src.family = h->dst.family = h->family;
    h->fragment_id = r->id % IDS;
    h->protocol = PROTO_UDP;
    h->fragment_offset = (uint16_t)offset;
    h->more_fragments = r->flags & RECORD_MORE;
    h->is_fragment = h->more_fragments || offset;
    h->ip_header_size = v4 ? 20 : 48;
    h->ip_size = h->ip_header_size + size;
    for (uint32_t i = 0; i < size; i++)
        frame[h->ip_header_size + i] = (uint8_t)(pattern(offset + i) ^ (r->flags & RECORD_CHANGE ? 0x55 : 0));
    return h->ip_size;
}

static void check_packet(struct bytes packet, enum family family, uint32_t fragments, bool unchanged)
{
    struct headers h;
    uint8_t byte;
    uint32_t wire = (uint32_t)bytes_left(&packet);
    require(fragments >= 1 && wire <= 65535 + 40);
    headers_parse_ip(packet, wire, PARSE_CHECK_IP_CHECKSUM, &h);
    require(h.family == family && !h.is_fragment && h.ip_size == wire && h.protocol == (family == FAMILY_V4 ? 0 : PROTO_UDP));
    require(bytes_skip(&packet, family == FAMILY_V4 ? 20 : 40));
    for (size_t i = 0; unchanged && bytes_u8(&packet, &byte); i++)
        require(byte == pattern(i));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static uint8_t frame[48 + 9000];
    struct bytes input = bytes_of(data, size), packet;
    struct reassembly *table;
    struct reassembly_stats stats;
    struct record rec;
    struct headers h;
    uint64_t now = 0;
    uint32_t fragments;
    bool unchanged = true;
    if (reassembly_new(&limits, &table) != WFP_OK)
        return 0;
    while (bytes_copy(&input, &rec, sizeof(rec))) {
        size_t n = make(&rec, frame, &h);
        now += rec.flags & RECORD_LATER ? 400 : 1;
        unchanged = unchanged && !(rec.flags & RECORD_CHANGE);
        enum reassembly_answer answer = reassembly_add(table, &h, bytes_of(frame, n - (rec.hop == 255)), now, &packet, &fragments);
        if (answer == REASSEMBLY_COMPLETE)
            check_packet(packet, h.family, fragments, unchanged);
        reassembly_stats(table, &stats);
        require(stats.held <= limits.max_datagrams && stats.bytes <= limits.max_bytes && (stats.held || !stats.bytes));
    }
    reassembly_free(table);
    return 0;
}
