#include "pkt/wifi.h"

#include <assert.h>
#include <string.h>

#include "base/status.h"

/* Frame control, as 16 bits that were sent low byte first. */
enum {
    VERSION = 0x0003,
    TYPE = 0x000c,
    TYPE_CONTROL = 0x0004,
    TYPE_DATA = 0x0008,
    NO_PAYLOAD = 0x0040,
    HAS_QOS = 0x0080,
    TO_AP = 0x0100,
    FROM_AP = 0x0200,
    MORE_PIECES = 0x0400,
    PROTECTED = 0x4000,
    HAS_HT = 0x8000, /* of data with QoS; "ordered" of others */
};
enum { QOS_AGGREGATE = 0x80, PIECE = 0x000f, CHECK_SIZE = 4, SNAP_SIZE = 8 };

const char *wifi_kind_text(enum wifi_kind kind)
{
    static const char *const texts[] = {
        [WIFI_DATA] = "a frame of 802.11 with data",
        [WIFI_NO_DATA] = "a frame of 802.11 without data",
        [WIFI_PROTECTED] = "a protected frame of 802.11, which nobody can read here",
        [WIFI_IN_PIECES] = "a fragment of an 802.11 frame",
        [WIFI_AGGREGATE] = "several frames in one of 802.11 (A-MSDU)",
        [WIFI_BROKEN] = "the frame ends inside its 802.11 header",
    };
    static_assert(COUNT_OF(texts) == WIFI_KIND_COUNT, "every kind has a text");
    return texts[kind];
}

/* --- radiotap ------------------------------------------------------------------------------------------------------ */

#define RADIOTAP_MORE 0x80000000u
enum { RADIOTAP_TSFT = 1, RADIOTAP_FLAGS = 2, RADIOTAP_FLAG_CHECK = 0x10, RADIOTAP_START = 8 };

/* The words of presence bits go on while their highest bit is set; the first fields are the time, aligned to 8, and the flags. */
static bool has_check(struct bytes header)
{
    const uint8_t *start = header.at;
    uint32_t       first, word;
    uint8_t        flags;
    if (!bytes_skip(&header, 4) || !bytes_u32_le(&header, &first) || !(first & RADIOTAP_FLAGS))
        return false;
    for (word = first; word & RADIOTAP_MORE;)
        if (!bytes_u32_le(&header, &word))
            return false;
    if (first & RADIOTAP_TSFT && !bytes_skip(&header, -bytes_since(start, &header) % 8 + 8))
        return false;
    return bytes_u8(&header, &flags) && flags & RADIOTAP_FLAG_CHECK;
}

static bool strip_radiotap(struct bytes *frame, bool whole)
{
    struct bytes header = *frame;
    uint8_t      version;
    uint16_t     size;
    if (!bytes_u8(&header, &version) || version != 0 || !bytes_skip(&header, 1) || !bytes_u16_le(&header, &size) ||
        size < RADIOTAP_START || !bytes_sub(frame, size, &header))
        return false;
    if (whole && has_check(header) && bytes_left(frame) >= CHECK_SIZE)
        bytes_limit(frame, bytes_left(frame) - CHECK_SIZE);
    return true;
}

/* --- the MAC header ------------------------------------------------------------------------------------------------ */

struct addresses {
    uint8_t  of[4][6];
    uint16_t sequence;
};

static bool read_addresses(struct bytes *b, uint16_t control, struct addresses *a)
{
    bool four = (control & (TO_AP | FROM_AP)) == (TO_AP | FROM_AP);
    return bytes_skip(b, 2) && bytes_copy(b, a->of[0], 6) && bytes_copy(b, a->of[1], 6) && bytes_copy(b, a->of[2], 6) &&
           bytes_u16_le(b, &a->sequence) && (!four || bytes_copy(b, a->of[3], 6));
}

/* Who sends and who receives, whatever stations are in between. */
static void set_ends(struct wifi_frame *f, const struct addresses *a)
{
    static const uint8_t dst[] = { [WIFI_AD_HOC] = 0, [WIFI_TO_AP] = 2, [WIFI_FROM_AP] = 0, [WIFI_BETWEEN_APS] = 2 };
    static const uint8_t src[] = { [WIFI_AD_HOC] = 1, [WIFI_TO_AP] = 1, [WIFI_FROM_AP] = 2, [WIFI_BETWEEN_APS] = 3 };
    f->has_dst = f->has_src = true;
    memcpy(f->dst, a->of[dst[f->way]], 6);
    memcpy(f->src, a->of[src[f->way]], 6);
}

/* RFC 1042 and the bridge tunnel have a protocol of Ethernet behind them; other LLC is 802.3 with a length. */
static void read_payload(struct wifi_frame *f, struct bytes b)
{
    static const uint8_t rfc1042[6] = { 0xaa, 0xaa, 3, 0, 0, 0 }, tunnel[6] = { 0xaa, 0xaa, 3, 0, 0, 0xf8 };
    struct bytes snap = b;
    uint8_t      head[6];
    f->payload = b;
    f->ether_type = (uint16_t)bytes_left(&b);
    if (!bytes_copy(&snap, head, sizeof(head)) || (memcmp(head, rfc1042, 6) != 0 && memcmp(head, tunnel, 6) != 0) ||
        !bytes_u16(&snap, &f->ether_type))
        return;
    f->payload = snap;
}

static enum wifi_kind kind_of_data(uint16_t control, uint16_t sequence, uint8_t qos, size_t left)
{
    if (control & NO_PAYLOAD || left == 0)
        return WIFI_NO_DATA;
    if (control & PROTECTED)
        return WIFI_PROTECTED;
    if (control & MORE_PIECES || sequence & PIECE)
        return WIFI_IN_PIECES;
    return qos & QOS_AGGREGATE ? WIFI_AGGREGATE : WIFI_DATA;
}

static bool read_data(struct bytes b, uint16_t control, struct wifi_frame *f)
{
    const uint8_t   *start = f->native.at;
    struct addresses a;
    uint8_t          qos[2] = { 0, 0 };
    f->way = (enum wifi_way)((control & (TO_AP | FROM_AP)) >> 8);
    if (!read_addresses(&b, control, &a) || (control & HAS_QOS && !bytes_copy(&b, qos, 2)) ||
        (control & HAS_QOS && control & HAS_HT && !bytes_skip(&b, 4)))
        return false;
    f->header_size = (uint32_t)bytes_since(start, &b);
    f->kind = kind_of_data(control, a.sequence, qos[0], bytes_left(&b));
    set_ends(f, &a);
    if (f->kind == WIFI_DATA)
        read_payload(f, b);
    return true;
}

/* Management frames have the header of data that stay in their network; control frames are too many to tell apart, and name the
 * receiver first. */
static bool read_other(struct bytes b, uint16_t control, struct wifi_frame *f)
{
    const uint8_t   *start = f->native.at;
    struct addresses a;
    bool             managing = (control & TYPE) == 0;
    if (managing && !read_addresses(&b, 0, &a))
        return false;
    if (!managing && (!bytes_skip(&b, 2) || !bytes_copy(&b, a.of[0], 6)))
        return false;
    f->kind = WIFI_NO_DATA;
    f->header_size = (uint32_t)bytes_since(start, &b);
    f->has_dst = true;
    memcpy(f->dst, a.of[0], 6);
    f->has_src = managing;
    if (managing)
        memcpy(f->src, a.of[1], 6);
    return true;
}

void wifi_read(bool radiotap, bool whole, struct bytes frame, struct wifi_frame *out)
{
    uint16_t control;
    *out = (struct wifi_frame){ .kind = WIFI_BROKEN };
    if (radiotap && !strip_radiotap(&frame, whole)) {
        out->native = frame;
        return;
    }
    out->native = frame;
    if (!bytes_u16_le(&frame, &control) || control & VERSION)
        return;
    if (!((control & TYPE) == TYPE_DATA ? read_data : read_other)(frame, control, out)) {
        out->kind = WIFI_BROKEN;
        out->header_size = 0;
        out->has_dst = out->has_src = false;
    }
}

size_t wifi_to_ethernet(const struct wifi_frame *f, uint8_t *room, size_t size)
{
    struct space s = space_of(room, size);
    size_t       payload = bytes_left(&f->payload);
    if (f->kind != WIFI_DATA || !space_put(&s, f->dst, 6) || !space_put(&s, f->src, 6) || !space_put_u16(&s, f->ether_type) ||
        !space_put(&s, f->payload.at, payload))
        return 0;
    return WIFI_ETHERNET_HEADER + payload;
}
