/* What filters of each shape ask; filter_sets.h says what the shapes are. */
#include "filter_draft.h"

/* --- five tuples ------------------------------------------------------------------------------------------------------------- */

struct shape_row {
    uint32_t pairs[12][3]; /* percent, and the lengths of source and destination; 33: any from 8 to 32 */
    uint32_t ports[2][5];  /* percent of source and destination: any, high, low, a range; the rest is one port */
    uint32_t tcp, udp, icmp; /* percent; the rest says nothing */
};

/* Access lists name both ends closely and one service; firewalls leave one end open and have ranges; chains are between. */
static const struct shape_row shape_rows[3] = {
    [SHAPE_ACL] = { { { 28, 32, 32 }, { 12, 24, 32 }, { 10, 32, 24 }, { 9, 24, 24 }, { 8, 16, 32 }, { 6, 0, 32 }, { 5, 0, 24 },
                      { 5, 28, 32 }, { 5, 22, 24 }, { 4, 33, 32 }, { 4, 33, 33 }, { 4, 8, 32 } },
                    { { 97, 1, 0, 1 }, { 28, 6, 1, 12 } }, 70, 14, 3 },
    [SHAPE_FW] = { { { 16, 0, 32 }, { 14, 32, 0 }, { 14, 32, 32 }, { 10, 0, 24 }, { 9, 24, 0 }, { 8, 24, 32 }, { 7, 32, 24 },
                     { 7, 16, 32 }, { 5, 0, 16 }, { 4, 33, 33 }, { 4, 8, 0 }, { 2, 0, 0 } },
                   { { 68, 14, 2, 6 }, { 36, 8, 2, 14 } }, 55, 25, 5 },
    [SHAPE_IPC] = { { { 26, 32, 32 }, { 13, 24, 32 }, { 12, 32, 24 }, { 10, 24, 24 }, { 9, 0, 32 }, { 8, 32, 0 }, { 6, 16, 24 },
                      { 5, 24, 16 }, { 4, 33, 32 }, { 3, 33, 33 }, { 2, 8, 24 }, { 2, 0, 0 } },
                    { { 70, 6, 2, 6 }, { 44, 5, 2, 10 } }, 50, 28, 7 },
};

/* Most addresses are near those that other filters name. */
static uint32_t address(struct filter_set *s)
{
    uint32_t near = s->networks[dice_below(&s->dice, s->network_count)];
    switch (dice_below(&s->dice, 4)) {
    case 0:
        return near;
    case 1:
        return near ^ dice_below(&s->dice, 256);
    case 2:
        return near ^ dice_below(&s->dice, 65536);
    default:
        return (uint32_t)dice_roll(&s->dice);
    }
}

static void add_end(struct draft *d, enum field_id field, uint32_t bits)
{
    struct dice *dice = &d->set->dice;
    if (bits == 33)
        bits = 8 + dice_below(dice, 25);
    if (bits)
        draft_network(d, field, MATCH_EQUAL, address(d->set), bits);
}

static void add_port_class(struct draft *d, enum field_id field, const uint32_t percent[4])
{
    struct dice *dice = &d->set->dice;
    uint32_t     x = dice_below(dice, 100), low = draw_service_port(dice);
    if (x < percent[0])
        return;
    x -= percent[0];
    if (x < percent[1])
        draft_ports(d, field, MATCH_RANGE, 1024, 65535);
    else if (x < percent[1] + percent[2])
        draft_ports(d, field, MATCH_RANGE, 0, 1023);
    else if (x < percent[1] + percent[2] + percent[3])
        draft_ports(d, field, MATCH_RANGE, low, low + dice_below(dice, low < 60000 ? 2000 : 65536 - low));
    else
        draft_u16(d, field, MATCH_EQUAL, low);
}

static void draw_tuple(struct draft *d, const struct shape_row *row)
{
    struct dice *dice = &d->set->dice;
    uint32_t     x = dice_below(dice, 100), i = 0;
    while (i < 11 && x >= row->pairs[i][0])
        x -= row->pairs[i++][0];
    add_end(d, FIELD_IP_REMOTE_ADDRESS, row->pairs[i][1]);
    add_end(d, FIELD_IP_LOCAL_ADDRESS, row->pairs[i][2]);
    x = dice_below(dice, 100);
    if (x < row->tcp + row->udp) {
        draft_u8(d, FIELD_IP_PROTOCOL, MATCH_EQUAL, x < row->tcp ? 6 : 17);
        add_port_class(d, FIELD_IP_REMOTE_PORT, row->ports[0]);
        add_port_class(d, FIELD_IP_LOCAL_PORT, row->ports[1]);
    } else if (x < row->tcp + row->udp + row->icmp) {
        draft_u8(d, FIELD_IP_PROTOCOL, MATCH_EQUAL, 1);
    }
}

/* --- a Windows host ---------------------------------------------------------------------------------------------------------- */

static void draw_remote(struct draft *d)
{
    struct filter_set *s = d->set;
    uint32_t           x = dice_below(&s->dice, 100), a = s->networks[dice_below(&s->dice, s->network_count)];
    if (x < 45) {
        draft_add(d, FIELD_IP_REMOTE_ADDRESS, MATCH_EQUAL, draft_address(d, a));
    } else if (x < 80) {
        draft_network(d, FIELD_IP_REMOTE_ADDRESS, MATCH_EQUAL, a, PICK(&s->dice, 8, 16, 20, 22, 24, 24, 24, 28));
    } else {
        uint32_t width = PICK(&s->dice, 3, 15, 63, 255, 1023);
        draft_range(d, FIELD_IP_REMOTE_ADDRESS, MATCH_RANGE, draft_address(d, a), draft_address(d, a < UINT32_MAX - width ? a + width : a));
    }
}

static void add_profile(struct draft *d)
{
    draft_u32(d, FIELD_CURRENT_PROFILE_ID, MATCH_EQUAL, 1 + dice_below(&d->set->dice, 3));
}

static void add_tcp_or_udp(struct draft *d)
{
    draft_u8(d, FIELD_IP_PROTOCOL, MATCH_EQUAL, dice_chance(&d->set->dice, 50) ? 6 : 17);
}

static void draw_application(struct draft *d)
{
    struct dice *dice = &d->set->dice;
    draft_add(d, FIELD_ALE_APP_ID, MATCH_EQUAL, d->set->apps[dice_below(dice, d->set->app_count)]);
    add_tcp_or_udp(d);
    if (dice_chance(dice, 50))
        for (uint32_t n = PICK(dice, 1, 1, 1, 2, 3, 5); n; n--)
            draft_u16(d, FIELD_IP_LOCAL_PORT, MATCH_EQUAL, draw_service_port(dice));
    add_profile(d);
}

static void draw_package(struct draft *d)
{
    struct dice *dice = &d->set->dice;
    bool         not = dice_chance(dice, 40);
    draft_add(d, FIELD_ALE_PACKAGE_ID, not ? MATCH_NOT_EQUAL : MATCH_EQUAL,
        d->set->packages[not ? 0 : dice_below(dice, d->set->package_count)]);
    draft_add(d, FIELD_ALE_USER_ID, MATCH_EQUAL, d->set->users[dice_below(dice, d->set->user_count)]);
    add_profile(d);
    if (dice_chance(dice, 50)) {
        draft_range(d, FIELD_IP_REMOTE_ADDRESS, MATCH_RANGE, draft_address(d, 0x0a000000), draft_address(d, 0x0affffff));
        draft_range(d, FIELD_IP_REMOTE_ADDRESS, MATCH_RANGE, draft_address(d, 0xc0a80000), draft_address(d, 0xc0a8ffff));
    }
}

static void draw_list(struct draft *d)
{
    struct dice *dice = &d->set->dice;
    for (uint32_t n = PICK(dice, 1, 1, 1, 1, 1, 2, 2, 4, 8, 16); n; n--)
        draw_remote(d);
    if (dice_chance(dice, 35))
        add_tcp_or_udp(d);
    if (dice_chance(dice, 30))
        draft_u16(d, FIELD_IP_REMOTE_PORT, MATCH_EQUAL, draw_service_port(dice));
}

static void draw_service(struct draft *d)
{
    struct dice *dice = &d->set->dice;
    uint32_t     low = draw_service_port(dice), width = PICK(dice, 0, 0, 1, 9, 99, 999);
    add_tcp_or_udp(d);
    if (dice_chance(dice, 30))
        draft_ports(d, FIELD_IP_LOCAL_PORT, MATCH_RANGE, low, low + width > 65535 ? 65535 : low + width);
    else
        draft_u16(d, FIELD_IP_LOCAL_PORT, MATCH_EQUAL, low);
    if (dice_chance(dice, 30))
        draw_remote(d);
    if (dice_chance(dice, 30))
        draft_u32(d, FIELD_INTERFACE_TYPE, MATCH_EQUAL, PICK(dice, 6, 71, 131, 23));
}

static void draw_odd(struct draft *d)
{
    static const enum match_type orders[] = { MATCH_GREATER, MATCH_LESS, MATCH_GREATER_OR_EQUAL, MATCH_LESS_OR_EQUAL };
    struct dice *dice = &d->set->dice;
    uint64_t    *luid;
    switch (dice_below(dice, 6)) {
    case 0:
    case 1:
        draft_u32(d, FIELD_FLAGS, (enum match_type)(MATCH_FLAGS_ALL_SET + dice_below(dice, 3)), 1u << dice_below(dice, 12));
        draft_u16(d, FIELD_IP_LOCAL_PORT, orders[dice_below(dice, 4)], 1024);
        break;
    case 2:
        draft_u32(d, FIELD_SUB_INTERFACE_INDEX, MATCH_EQUAL, 1 + dice_below(dice, 4094));
        break;
    case 3:
        luid = draft_room(d, sizeof(*luid));
        if (luid) {
            *luid = UINT64_C(6) << 48 | dice_below(dice, 4096) << 24;
            draft_add(d, FIELD_IP_LOCAL_INTERFACE, dice_chance(dice, 90) ? MATCH_EQUAL : MATCH_NOT_EQUAL,
                (struct value){ .type = TYPE_UINT64, .u64 = luid });
        }
        break;
    case 4:
        draft_u32(d, FIELD_INTERFACE_TYPE, MATCH_NOT_EQUAL, 24);
        draft_u8(d, FIELD_IP_PROTOCOL, MATCH_EQUAL, 58);
        break;
    default:
        draft_add(d, FIELD_ALE_APP_ID, dice_chance(dice, 50) ? MATCH_PREFIX : MATCH_NOT_EQUAL, d->set->apps[dice_below(dice, d->set->app_count)]);
        draft_network(d, FIELD_IP_LOCAL_ADDRESS, dice_chance(dice, 50) ? MATCH_EQUAL : MATCH_NOT_EQUAL, address(d->set), 16);
    }
    draft_u8(d, FIELD_IP_DESTINATION_ADDRESS_TYPE, MATCH_EQUAL, dice_below(dice, 2));
}

static void draw_windows(struct draft *d)
{
    uint32_t x = dice_below(&d->set->dice, 100);
    if (x < 30)
        draw_application(d);
    else if (x < 50)
        draw_package(d);
    else if (x < 82)
        draw_list(d);
    else if (x < 94)
        draw_service(d);
    else
        draw_odd(d);
}

/* --- made to hurt ------------------------------------------------------------------------------------------------------------ */

static void draw_overlap(struct draft *d)
{
    struct dice *dice = &d->set->dice;
    draft_ports(d, FIELD_IP_REMOTE_PORT, MATCH_RANGE, dice_below(dice, 200), 65000 + dice_below(dice, 500));
    if (dice_chance(dice, 50))
        draft_u8(d, FIELD_IP_PROTOCOL, MATCH_NOT_EQUAL, 200 + dice_below(dice, 50));
    if (dice_chance(dice, 20))
        draft_ports(d, FIELD_IP_LOCAL_PORT, MATCH_NOT_EQUAL, dice_below(dice, 65536), dice_below(dice, 65536));
}

static void draw_nested(struct draft *d)
{
    struct dice *dice = &d->set->dice;
    uint32_t     bits = dice_below(dice, 33);
    if (bits)
        draft_network(d, dice_chance(dice, 80) ? FIELD_IP_REMOTE_ADDRESS : FIELD_IP_LOCAL_ADDRESS, MATCH_EQUAL, 0x0a010203, bits);
    if (dice_chance(dice, 10))
        draft_u8(d, FIELD_IP_PROTOCOL, MATCH_EQUAL, 6);
}

static void draw_equal(struct draft *d)
{
    struct dice *dice = &d->set->dice;
    draft_u16(d, FIELD_IP_REMOTE_PORT, MATCH_EQUAL, dice_below(dice, 4));
    if (dice_chance(dice, 50))
        draft_u8(d, FIELD_IP_PROTOCOL, MATCH_EQUAL, PICK(dice, 6, 17));
}

/* Every pair of lengths. */
static void draw_tuples(struct draft *d)
{
    struct dice *dice = &d->set->dice;
    uint32_t     remote = dice_below(dice, 33), local = dice_below(dice, 33);
    if (remote)
        draft_network(d, FIELD_IP_REMOTE_ADDRESS, MATCH_EQUAL, address(d->set), remote);
    if (local)
        draft_network(d, FIELD_IP_LOCAL_ADDRESS, MATCH_EQUAL, address(d->set), local);
    if (dice_chance(dice, 30))
        draft_ports(d, FIELD_IP_REMOTE_PORT, MATCH_RANGE, dice_below(dice, 1000), 1000 + dice_below(dice, 64000));
}

/* More than a rule has entries: some meet, some touch. */
static void draw_long_list(struct draft *d)
{
    struct dice *dice = &d->set->dice;
    uint32_t     n = PICK(dice, 17, 18, 25, 36), port = dice_below(dice, 60000);
    bool         ports = dice_chance(dice, 30);
    for (; n; n--) {
        uint32_t low = port + dice_below(dice, 300);
        if (ports)
            draft_ports(d, FIELD_IP_LOCAL_PORT, MATCH_RANGE, low, low + dice_below(dice, 9));
        else
            draft_network(d, FIELD_IP_REMOTE_ADDRESS, MATCH_EQUAL, address(d->set), 12 + dice_below(dice, 21));
    }
    if (dice_chance(dice, 30))
        draft_u8(d, FIELD_IP_PROTOCOL, MATCH_EQUAL, PICK(dice, 6, 17));
}

/* No bits of theirs are fixed. */
static void draw_ranges(struct draft *d)
{
    struct dice *dice = &d->set->dice;
    if (dice_chance(dice, 5)) {
        draw_long_list(d);
        return;
    }
    uint32_t from = address(d->set) & 0x7fffffff, port = dice_below(dice, 60000);
    draft_range(d, FIELD_IP_REMOTE_ADDRESS, MATCH_RANGE, draft_address(d, from), draft_address(d, from + dice_below(dice, 1u << 30)));
    draft_ports(d, FIELD_IP_LOCAL_PORT, MATCH_RANGE, port, port + dice_below(dice, 5000));
    if (dice_chance(dice, 30))
        draft_u8(d, FIELD_IP_PROTOCOL, MATCH_NOT_EQUAL, PICK(dice, 1, 6, 17));
    if (dice_chance(dice, 30))
        draft_network(d, FIELD_IP_LOCAL_ADDRESS, MATCH_NOT_EQUAL, address(d->set), 16);
}

void draft_draw(struct draft *d)
{
    switch (d->set->shape) {
    case SHAPE_ACL:
    case SHAPE_FW:
    case SHAPE_IPC:
        draw_tuple(d, &shape_rows[d->set->shape]);
        break;
    case SHAPE_WFP:
        draw_windows(d);
        break;
    case SHAPE_OVERLAP:
        draw_overlap(d);
        break;
    case SHAPE_NESTED:
        draw_nested(d);
        break;
    case SHAPE_EQUAL:
        draw_equal(d);
        break;
    case SHAPE_RANGES:
        draw_ranges(d);
        break;
    case SHAPE_TUPLES:
    case SHAPE_COUNT:
        draw_tuples(d);
    }
}
