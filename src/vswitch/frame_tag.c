#include "vswitch/frame_tag.h"

#define TAG_SIZE   4
#define TPID       0x8100
#define VID_BITS   0x0fff

struct addresses_wire {
    uint8_t dst[6], src[6];
};

/* Every offset of the offload lies behind the tag. */
static struct frame_offload moved(struct frame_offload o, int distance)
{
    if (o.gso != FRAME_GSO_NONE)
        o.header_size = (uint16_t)(o.header_size + distance);
    if (o.needs_checksum)
        o.checksum_start = (uint16_t)(o.checksum_start + distance);
    return o;
}

/* Leaves *rest behind the addresses and the tag, or at the EtherType of a frame without one. */
static bool take_tag(struct bytes *rest, uint16_t *tpid, uint16_t *tci)
{
    struct bytes ahead = *rest;
    if (!bytes_u16(&ahead, tpid) || !ether_type_is_tag(*tpid) || !bytes_u16(&ahead, tci))
        return false;
    *rest = ahead;
    return true;
}

static bool put_tag(struct space *s, uint16_t tpid, uint16_t tci)
{
    return space_put_u16(s, tpid) && space_put_u16(s, tci);
}

bool frame_retag(const struct frame *frame, enum switch_tag tag, uint16_t vlan, void *room, size_t room_size, struct frame *out)
{
    struct bytes                 rest = frame->bytes;
    struct space                 s = space_of(room, room_size);
    const struct addresses_wire *addresses;
    uint16_t                     tpid = TPID, tci = 0;
    if (tag == SWITCH_TAG_KEEP) {
        *out = *frame;
        return true;
    }
    addresses = bytes_take(&rest, sizeof(*addresses));
    if (!addresses || bytes_left(&rest) < sizeof(tpid) || !space_put(&s, addresses, sizeof(*addresses)))
        return false;
    if (tag != SWITCH_TAG_ADD && !take_tag(&rest, &tpid, &tci))
        return false;
    if (tag != SWITCH_TAG_REMOVE && !put_tag(&s, tpid, (uint16_t)((tci & ~VID_BITS) | (vlan & VID_BITS))))
        return false;
    if (!space_put(&s, rest.at, bytes_left(&rest)))
        return false;
    int distance = tag == SWITCH_TAG_ADD ? TAG_SIZE : tag == SWITCH_TAG_REMOVE ? -TAG_SIZE : 0;
    *out = (struct frame){ bytes_of(room, (size_t)(s.at - (uint8_t *)room)), moved(frame->offload, distance) };
    return true;
}
