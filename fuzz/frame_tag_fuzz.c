/* Any bytes through a small switch with every kind of port: what leaves keeps the promises of switch.h and frame_tag.h. Input: source
 * port, kind of each of four ports, two VLAN ids, then the frame. */
#include <stdlib.h>

#include "vswitch/frame_tag.h"
#include "vswitch_kit.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define PORTS 4u

static void require(bool truth)
{
    if (!truth)
        abort();
}

static struct switch_vlan vlan_of(uint8_t kind, uint16_t one, uint16_t two)
{
    uint16_t native = kind & 0x10 ? one : 0;
    switch (kind % 6) {
    case 0:
        return (struct switch_vlan){ 0 };
    case 1:
        return kit_access(one);
    case 2:
        return kit_trunk(native, (uint16_t[]){ one, two, 0 });
    default:
        return kit_private((enum switch_pvlan_mode)(kind % 6 - 2), one, two);
    }
}

static bool same(struct bytes a, struct bytes b)
{
    return bytes_left(&a) == bytes_left(&b) && memcmp(a.at, b.at, bytes_left(&a)) == 0;
}

/* A tag that is added can be removed again, and nothing else has changed. */
static void check_round_trip(const struct frame *in, uint16_t vlan)
{
    size_t       size = bytes_left(&in->bytes);
    uint8_t     *there = malloc(size + SWITCH_TAG_ROOM), *back = malloc(size);
    struct frame tagged, bare;
    require(there && back);
    if (frame_retag(in, SWITCH_TAG_ADD, vlan, there, size + SWITCH_TAG_ROOM, &tagged)) {
        require(frame_retag(&tagged, SWITCH_TAG_REMOVE, vlan, back, size, &bare));
        require(same(in->bytes, bare.bytes) && bare.offload.checksum_start == in->offload.checksum_start);
        require(!frame_retag(in, SWITCH_TAG_ADD, vlan, there, size + SWITCH_TAG_ROOM - 1, &tagged));
    } else {
        require(size < 14);
    }
    free(there);
    free(back);
}

/* Addresses and payload are those that came; a tag that is there on a trunk names the frame's VLAN. */
static void check_left(const struct frame *in, const struct frame *out, const struct switch_destination *to, uint16_t vlan)
{
    static const int distances[] = { [SWITCH_TAG_KEEP] = 0, [SWITCH_TAG_ADD] = 4, [SWITCH_TAG_REMOVE] = -4, [SWITCH_TAG_SET] = 0 };
    struct headers   h;
    size_t           size = bytes_left(&out->bytes), tail = bytes_left(&in->bytes) - (to->tag == SWITCH_TAG_ADD ? 12 : 16);
    struct bytes     before = in->bytes, after = out->bytes;
    require((long)size == (long)bytes_left(&in->bytes) + distances[to->tag]);
    require(memcmp(in->bytes.at, out->bytes.at, 12) == 0);
    require(out->offload.checksum_start == in->offload.checksum_start + distances[to->tag]);
    if (to->tag != SWITCH_TAG_KEEP)
        require(bytes_skip(&before, bytes_left(&before) - tail) && bytes_skip(&after, size - tail) && same(before, after));
    enum parse_result parsed = headers_parse(LINK_ETHERNET, out->bytes, (uint32_t)size, 0, &h);
    require(parsed != PARSE_LINK_TRUNCATED || to->tag == SWITCH_TAG_KEEP || to->tag == SWITCH_TAG_REMOVE || h.has_mac);
    if (to->tag == SWITCH_TAG_ADD || to->tag == SWITCH_TAG_SET)
        require(h.has_vlan && h.vlan_id == vlan);
}

static void leave_all(struct vswitch *sw, const struct switch_way *way, const struct frame *in)
{
    for (uint32_t i = 0; i < way->count; i++) {
        size_t       size = bytes_left(&in->bytes) + SWITCH_TAG_ROOM;
        uint8_t     *room = malloc(size);
        struct frame out;
        require(room && way->to[i].port_id != way->source_port && way->to[i].port_id <= PORTS);
        require(i == 0 || way->to[i].port_id > way->to[i - 1].port_id);
        require(vswitch_leave(sw, way, i, in, room, size, &out));
        check_left(in, &out, &way->to[i], way->vlan);
        free(room);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct vswitch_config config = { .name = "fuzz", .max_macs = 16 };
    struct bytes                input = bytes_of(data, size);
    uint8_t                     source, kinds[PORTS];
    uint16_t                    one, two;
    struct headers              h;
    static struct switch_way    way;
    if (!bytes_u8(&input, &source) || !bytes_copy(&input, kinds, sizeof(kinds)) || !bytes_u16(&input, &one) || !bytes_u16(&input, &two))
        return 0;
    one = 1 + one % 4093;
    two = 1 + two % 4094 == one ? one + 1 : 1 + two % 4094;
    struct frame frame = { input, { .needs_checksum = true, .checksum_start = 34 } };
    check_round_trip(&frame, one);
    struct vswitch *sw = kit_switch(&config);
    for (uint32_t i = 0; i < PORTS; i++)
        kit_port(sw, i + 1, vlan_of(kinds[i], one, two));
    enum parse_result parsed = headers_parse(LINK_ETHERNET, input, (uint32_t)bytes_left(&input), 0, &h);
    (void)parsed;
    for (uint32_t i = 0; i < 3; i++) /* the second time its own address is known elsewhere */
        if (kit_send(sw, (source + i) % (PORTS + 1), &h, i * KIT_SECOND, &way))
            leave_all(sw, &way, &frame);
    require(way.count <= PORTS);
    vswitch_free(sw);
    return 0;
}
