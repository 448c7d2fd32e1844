/* The bytes that leave: tags added, removed and changed, offload offsets moved along, MTU. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vswitch/frame_tag.h"
#include "vswitch_kit.h"

static const uint8_t untagged[] = { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2, 0, 0, 0, 0, 1, 0x08, 0x00, 0xde, 0xad };
static const uint8_t tagged[] = { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2, 0, 0, 0, 0, 1, 0x81, 0x00, 0xa0, 0x0a, 0x08, 0x00, 0xde, 0xad };

static const struct frame_offload large = { .needs_checksum = true,
                                            .gso = FRAME_GSO_TCPV4,
                                            .header_size = 54,
                                            .gso_size = 1448,
                                            .checksum_start = 34,
                                            .checksum_offset = 16 };

static void check(const struct frame *f, const uint8_t *want, size_t size)
{
    assert_int_equal(bytes_left(&f->bytes), size);
    assert_memory_equal(f->bytes.at, want, size);
}

static void a_tag_is_added(void **state)
{
    uint8_t      room[sizeof(untagged) + SWITCH_TAG_ROOM], want[sizeof(tagged)];
    struct frame in = { bytes_of(untagged, sizeof(untagged)), large }, out;
    (void)state;
    memcpy(want, tagged, sizeof(want));
    want[14] = 0; /* no priority */
    assert_true(frame_retag(&in, SWITCH_TAG_ADD, 10, room, sizeof(room), &out));
    check(&out, want, sizeof(want));
    assert_int_equal(out.offload.header_size, 58);
    assert_int_equal(out.offload.checksum_start, 38);
    assert_int_equal(out.offload.checksum_offset, 16);
}

static void a_tag_is_removed(void **state)
{
    uint8_t      room[sizeof(untagged)];
    struct frame in = { bytes_of(tagged, sizeof(tagged)), large }, out;
    (void)state;
    assert_true(frame_retag(&in, SWITCH_TAG_REMOVE, 10, room, sizeof(room), &out));
    check(&out, untagged, sizeof(untagged));
    assert_int_equal(out.offload.header_size, 50);
    assert_int_equal(out.offload.checksum_start, 30);
}

static void a_changed_tag_keeps_its_priority(void **state)
{
    uint8_t      room[sizeof(tagged)], want[sizeof(tagged)];
    struct frame in = { bytes_of(tagged, sizeof(tagged)), large }, out;
    (void)state;
    memcpy(want, tagged, sizeof(want));
    want[14] = 0xaf;
    want[15] = 0xfe;
    assert_true(frame_retag(&in, SWITCH_TAG_SET, 4094, room, sizeof(room), &out));
    check(&out, want, sizeof(want));
    assert_int_equal(out.offload.checksum_start, 34);
}

static void a_frame_that_stays_as_it_is_is_not_copied(void **state)
{
    struct frame in = { bytes_of(tagged, sizeof(tagged)), large }, out;
    (void)state;
    assert_true(frame_retag(&in, SWITCH_TAG_KEEP, 10, NULL, 0, &out));
    assert_ptr_equal(out.bytes.at, in.bytes.at);
}

static void what_cannot_be_is_refused(void **state)
{
    uint8_t      room[sizeof(tagged)];
    struct frame in = { bytes_of(untagged, sizeof(untagged)), { 0 } }, out = { { NULL, NULL }, { 0 } };
    (void)state;
    assert_false(frame_retag(&in, SWITCH_TAG_REMOVE, 10, room, sizeof(room), &out)); /* there is none */
    assert_false(frame_retag(&in, SWITCH_TAG_SET, 10, room, sizeof(room), &out));
    assert_false(frame_retag(&in, SWITCH_TAG_ADD, 10, room, sizeof(room) - 1, &out)); /* no room */
    bytes_limit(&in.bytes, 13);
    assert_false(frame_retag(&in, SWITCH_TAG_ADD, 10, room, sizeof(room), &out)); /* no EtherType */
    in.bytes = bytes_of(tagged, 15);
    assert_false(frame_retag(&in, SWITCH_TAG_REMOVE, 10, room, sizeof(room), &out)); /* half a tag */
    assert_null(out.bytes.at);
}

static bool leaves(struct vswitch *sw, const struct frame *frame, int vlan, uint32_t *left)
{
    uint8_t           room[4096];
    struct switch_way way;
    struct frame      out;
    struct headers    h = kit_headers(1, 0xff, vlan);
    assert_true(kit_send(sw, 1, &h, 0, &way));
    *left = 0;
    for (uint32_t i = 0; i < way.count; i++)
        if (vswitch_leave(sw, &way, i, frame, room, sizeof(room), &out))
            *left += way.to[i].port_id;
    return *left != 0;
}

static void a_nic_takes_frames_up_to_its_mtu(void **state)
{
    static uint8_t              big[3000] = { [12] = 0x08 };
    const struct vswitch_config config = { .name = "lab" };
    struct vswitch             *sw = kit_switch(&config);
    struct switch_nic           nic = kit_nic_of(2, 0);
    struct switch_port_stats    stats;
    struct frame                frame = { bytes_of(big, 1514), { 0 } };
    uint32_t                    left;
    (void)state;
    kit_port(sw, 1, kit_trunk(0, (uint16_t[]){ 0 }));
    kit_port(sw, 2, (struct switch_vlan){ 0 });
    kit_port(sw, 4, (struct switch_vlan){ 0 });
    nic.mtu = 1500;
    assert_int_equal(vswitch_nic_set(sw, &nic), WFP_OK);
    assert_true(leaves(sw, &frame, -1, &left));
    assert_int_equal(left, 2 + 4);
    frame.bytes = bytes_of(big, 1515);
    assert_true(leaves(sw, &frame, -1, &left));
    assert_int_equal(left, 4);
    big[12] = 0x81; /* a priority tag is not counted */
    frame.bytes = bytes_of(big, 1518);
    assert_true(leaves(sw, &frame, 0, &left));
    assert_int_equal(left, 2 + 4);
    big[12] = 0x08; /* a large segment is as long as what is cut from it */
    frame = (struct frame){ bytes_of(big, 3000), { .gso = FRAME_GSO_TCPV4, .header_size = 54, .gso_size = 1460 } };
    assert_true(leaves(sw, &frame, -1, &left));
    assert_int_equal(left, 2 + 4);
    frame.offload.gso_size++;
    assert_true(leaves(sw, &frame, -1, &left));
    assert_int_equal(left, 4);
    assert_true(vswitch_port_stats(sw, 2, &stats));
    assert_int_equal(stats.sent, 3);
    assert_int_equal(stats.drops[SWITCH_DROP_MTU], 2);
    vswitch_free(sw);
}

static void an_excluded_destination_gets_nothing(void **state)
{
    const struct vswitch_config config = { .name = "lab" };
    struct vswitch             *sw = kit_switch(&config);
    struct frame                in = { bytes_of(untagged, sizeof(untagged)), { 0 } }, out;
    struct headers              h = kit_headers(1, 0xff, -1);
    struct switch_way           way;
    (void)state;
    kit_port(sw, 1, (struct switch_vlan){ 0 });
    kit_port(sw, 2, (struct switch_vlan){ 0 });
    assert_true(kit_send(sw, 1, &h, 0, &way));
    way.to[0].excluded = true;
    assert_false(vswitch_leave(sw, &way, 0, &in, NULL, 0, &out));
    vswitch_free(sw);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_tag_is_added),
        cmocka_unit_test(a_tag_is_removed),
        cmocka_unit_test(a_changed_tag_keeps_its_priority),
        cmocka_unit_test(a_frame_that_stays_as_it_is_is_not_copied),
        cmocka_unit_test(what_cannot_be_is_refused),
        cmocka_unit_test(a_nic_takes_frames_up_to_its_mtu),
        cmocka_unit_test(an_excluded_destination_gets_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
