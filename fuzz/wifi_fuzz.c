/* Any bytes as a frame of 802.11. Input: one byte, whose bits are a radiotap header and a whole frame; then the frame. What is read lies
 * inside it, and the Ethernet frame is that of the parser of Ethernet. */
#include <stdlib.h>
#include <string.h>

#include "pkt/headers.h"
#include "pkt/wifi.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool truth)
{
    if (!truth)
        abort();
}

static void check_inside(struct bytes part, struct bytes whole)
{
    require(part.at >= whole.at && part.end <= whole.end && part.at <= part.end);
}

static void check_ethernet(const struct wifi_frame *f, size_t size)
{
    struct headers h;
    uint8_t       *room = malloc(size);
    size_t         made = room ? wifi_to_ethernet(f, room, size) : 0;
    require(made == 14 + bytes_left(&f->payload) && made <= size);
    enum parse_result r = headers_parse_link(bytes_of(room, made), &h);
    require(r != PARSE_LINK_TRUNCATED || ether_type_is_tag(f->ether_type));
    require(memcmp(h.mac_dst, f->dst, 6) == 0 && memcmp(h.mac_src, f->src, 6) == 0);
    require(wifi_to_ethernet(f, room, made - 1) == 0);
    free(room);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct wifi_frame f;
    if (size < 1)
        return 0;
    struct bytes frame = bytes_of(data + 1, size - 1);
    wifi_read(data[0] & 1, data[0] & 2, frame, &f);
    check_inside(f.native, frame);
    require((unsigned)f.kind < WIFI_KIND_COUNT && wifi_kind_text(f.kind));
    require((f.kind == WIFI_BROKEN) == (f.header_size == 0) && f.header_size <= bytes_left(&f.native));
    require(f.kind != WIFI_DATA || (f.has_dst && f.has_src));
    if (f.kind == WIFI_DATA) {
        check_inside(f.payload, f.native);
        check_ethernet(&f, size);
    }
    return 0;
}
