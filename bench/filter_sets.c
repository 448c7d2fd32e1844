/* See filter_sets.h. */
#include "filter_sets.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const filter_shape_names[SHAPE_COUNT] = { "acl", "fw", "ipc", "wfp", "overlap", "nested", "equal", "tuples" };

/* --- dice -------------------------------------------------------------------------------------------------------------------- */

uint64_t dice_roll(struct dice *d)
{
    uint64_t x = d->state += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

uint32_t dice_below(struct dice *d, uint32_t n)
{
    return (uint32_t)((dice_roll(d) >> 32) * n >> 32);
}

bool dice_chance(struct dice *d, uint32_t percent)
{
    return dice_below(d, 100) < percent;
}

static uint32_t pick(struct dice *d, const uint32_t *of, uint32_t count)
{
    return of[dice_below(d, count)];
}
#define PICK(d, ...) pick(d, (const uint32_t[]){ __VA_ARGS__ }, sizeof((const uint32_t[]){ __VA_ARGS__ }) / sizeof(uint32_t))

/* --- conditions -------------------------------------------------------------------------------------------------------------- */

enum { CONDITIONS_MAX = 40 };

struct draft {
    struct filter_set *set;
    struct condition   conditions[CONDITIONS_MAX];
    uint32_t           count;
    bool               failed; /* no memory */
};

static void add(struct draft *d, enum field_id field, enum match_type match, struct value v)
{
    if (d->count < CONDITIONS_MAX)
        d->conditions[d->count++] = (struct condition){ field, match, v };
}

static void add_u8(struct draft *d, enum field_id field, enum match_type match, uint32_t n)
{
    add(d, field, match, (struct value){ .type = TYPE_UINT8, .u8 = (uint8_t)n });
}

static void add_u16(struct draft *d, enum field_id field, enum match_type match, uint32_t n)
{
    add(d, field, match, (struct value){ .type = TYPE_UINT16, .u16 = (uint16_t)n });
}

static void add_u32(struct draft *d, enum field_id field, enum match_type match, uint32_t n)
{
    add(d, field, match, (struct value){ .type = TYPE_UINT32, .u32 = n });
}

static void *room(struct draft *d, size_t size)
{
    void *p = arena_alloc(&d->set->arena, size);
    d->failed |= !p;
    return p;
}

static void add_range(struct draft *d, enum field_id field, enum match_type match, struct value low, struct value high)
{
    struct value_range *r = room(d, sizeof(*r));
    if (!r)
        return;
    *r = (struct value_range){ low, high };
    add(d, field, match, (struct value){ .type = TYPE_RANGE, .range = r });
}

static void add_ports(struct draft *d, enum field_id field, enum match_type match, uint32_t low, uint32_t high)
{
    add_range(d, field, match, (struct value){ .type = TYPE_UINT16, .u16 = (uint16_t)low },
              (struct value){ .type = TYPE_UINT16, .u16 = (uint16_t)high });
}

static bool is_v6(const struct filter_set *s)
{
    return s->layer->family == FAMILY_V6;
}

/* The address of a host in both families: in IPv6 it is below 2001:db8::/32, with the same bits on both sides of the /64. */
static void v6_of(uint32_t address, uint8_t out[16])
{
    static const uint8_t base[4] = { 0x20, 0x01, 0x0d, 0xb8 };
    memset(out, 0, 16);
    memcpy(out, base, 4);
    for (unsigned i = 0; i < 4; i++)
        out[4 + i] = out[12 + i] = (uint8_t)(address >> (24 - 8 * i));
}

static uint32_t mask_of(uint32_t bits)
{
    return bits ? 0xffffffffu << (32 - bits) : 0;
}

/* A network of the length that IPv4 would have; a host is a plain address. */
static void add_network(struct draft *d, enum field_id field, enum match_type match, uint32_t address, uint32_t bits)
{
    if (!is_v6(d->set)) {
        struct v4_addr_mask *m = room(d, sizeof(*m));
        if (m)
            *m = (struct v4_addr_mask){ address & mask_of(bits), mask_of(bits) };
        add(d, field, match, (struct value){ .type = TYPE_V4_ADDR_MASK, .v4 = m });
        return;
    }
    struct v6_addr_mask *m = room(d, sizeof(*m));
    if (!m)
        return;
    v6_of(bits < 32 ? address & mask_of(bits) : address, m->addr);
    if (bits < 32)
        memset(m->addr + 8, 0, 8);
    m->prefix = (uint8_t)(bits < 32 ? 32 + bits : 128);
    add(d, field, match, (struct value){ .type = TYPE_V6_ADDR_MASK, .v6 = m });
}

static struct value address_value(struct draft *d, uint32_t address)
{
    struct value v = { .type = TYPE_UINT32, .u32 = address };
    if (!is_v6(d->set))
        return v;
    v.type = TYPE_BYTE_ARRAY16;
    v.bytes16 = room(d, 16);
    if (v.bytes16)
        v6_of(address, v.bytes16);
    return v;
}

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

static const uint32_t services[] = { 22, 25, 53, 67, 68, 80, 88, 123, 135, 137, 138, 139, 161, 389, 443, 445, 500, 636, 1433, 1900,
                                     2869, 3389, 3702, 4500, 5353, 5355, 5985, 7680, 8080, 8443 };

static uint32_t service(struct dice *d)
{
    return dice_chance(d, 75) ? services[dice_below(d, sizeof(services) / sizeof(*services))] : 1024 + dice_below(d, 60000);
}

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
        add_network(d, field, MATCH_EQUAL, address(d->set), bits);
}

static void add_port_class(struct draft *d, enum field_id field, const uint32_t percent[4])
{
    struct dice *dice = &d->set->dice;
    uint32_t     x = dice_below(dice, 100), low = service(dice);
    if (x < percent[0])
        return;
    x -= percent[0];
    if (x < percent[1])
        add_ports(d, field, MATCH_RANGE, 1024, 65535);
    else if (x < percent[1] + percent[2])
        add_ports(d, field, MATCH_RANGE, 0, 1023);
    else if (x < percent[1] + percent[2] + percent[3])
        add_ports(d, field, MATCH_RANGE, low, low + dice_below(dice, low < 60000 ? 2000 : 65536 - low));
    else
        add_u16(d, field, MATCH_EQUAL, low);
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
        add_u8(d, FIELD_IP_PROTOCOL, MATCH_EQUAL, x < row->tcp ? 6 : 17);
        add_port_class(d, FIELD_IP_REMOTE_PORT, row->ports[0]);
        add_port_class(d, FIELD_IP_LOCAL_PORT, row->ports[1]);
    } else if (x < row->tcp + row->udp + row->icmp) {
        add_u8(d, FIELD_IP_PROTOCOL, MATCH_EQUAL, 1);
    }
}

/* --- a Windows host ---------------------------------------------------------------------------------------------------------- */

static void draw_remote(struct draft *d)
{
    struct filter_set *s = d->set;
    uint32_t           x = dice_below(&s->dice, 100), a = s->networks[dice_below(&s->dice, s->network_count)];
    if (x < 45) {
        add(d, FIELD_IP_REMOTE_ADDRESS, MATCH_EQUAL, address_value(d, a));
    } else if (x < 80) {
        add_network(d, FIELD_IP_REMOTE_ADDRESS, MATCH_EQUAL, a, PICK(&s->dice, 8, 16, 20, 22, 24, 24, 24, 28));
    } else {
        uint32_t width = PICK(&s->dice, 3, 15, 63, 255, 1023);
        add_range(d, FIELD_IP_REMOTE_ADDRESS, MATCH_RANGE, address_value(d, a), address_value(d, a < UINT32_MAX - width ? a + width : a));
    }
}

static void add_profile(struct draft *d)
{
    add_u32(d, FIELD_CURRENT_PROFILE_ID, MATCH_EQUAL, 1 + dice_below(&d->set->dice, 3));
}

static void add_tcp_or_udp(struct draft *d)
{
    add_u8(d, FIELD_IP_PROTOCOL, MATCH_EQUAL, dice_chance(&d->set->dice, 50) ? 6 : 17);
}

static void draw_application(struct draft *d)
{
    struct dice *dice = &d->set->dice;
    add(d, FIELD_ALE_APP_ID, MATCH_EQUAL, d->set->apps[dice_below(dice, d->set->app_count)]);
    add_tcp_or_udp(d);
    if (dice_chance(dice, 50))
        for (uint32_t n = PICK(dice, 1, 1, 1, 2, 3, 5); n; n--)
            add_u16(d, FIELD_IP_LOCAL_PORT, MATCH_EQUAL, service(dice));
    add_profile(d);
}

static void draw_package(struct draft *d)
{
    struct dice *dice = &d->set->dice;
    bool         not = dice_chance(dice, 40);
    add(d, FIELD_ALE_PACKAGE_ID, not ? MATCH_NOT_EQUAL : MATCH_EQUAL,
        d->set->packages[not ? 0 : dice_below(dice, d->set->package_count)]);
    add(d, FIELD_ALE_USER_ID, MATCH_EQUAL, d->set->users[dice_below(dice, d->set->user_count)]);
    add_profile(d);
    if (dice_chance(dice, 50)) {
        add_range(d, FIELD_IP_REMOTE_ADDRESS, MATCH_RANGE, address_value(d, 0x0a000000), address_value(d, 0x0affffff));
        add_range(d, FIELD_IP_REMOTE_ADDRESS, MATCH_RANGE, address_value(d, 0xc0a80000), address_value(d, 0xc0a8ffff));
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
        add_u16(d, FIELD_IP_REMOTE_PORT, MATCH_EQUAL, service(dice));
}

static void draw_service(struct draft *d)
{
    struct dice *dice = &d->set->dice;
    uint32_t     low = service(dice), width = PICK(dice, 0, 0, 1, 9, 99, 999);
    add_tcp_or_udp(d);
    if (dice_chance(dice, 30))
        add_ports(d, FIELD_IP_LOCAL_PORT, MATCH_RANGE, low, low + width > 65535 ? 65535 : low + width);
    else
        add_u16(d, FIELD_IP_LOCAL_PORT, MATCH_EQUAL, low);
    if (dice_chance(dice, 30))
        draw_remote(d);
    if (dice_chance(dice, 30))
        add_u32(d, FIELD_INTERFACE_TYPE, MATCH_EQUAL, PICK(dice, 6, 71, 131, 23));
}

static void draw_odd(struct draft *d)
{
    static const enum match_type orders[] = { MATCH_GREATER, MATCH_LESS, MATCH_GREATER_OR_EQUAL, MATCH_LESS_OR_EQUAL };
    struct dice *dice = &d->set->dice;
    uint64_t    *luid;
    switch (dice_below(dice, 6)) {
    case 0:
    case 1:
        add_u32(d, FIELD_FLAGS, (enum match_type)(MATCH_FLAGS_ALL_SET + dice_below(dice, 3)), 1u << dice_below(dice, 12));
        add_u16(d, FIELD_IP_LOCAL_PORT, orders[dice_below(dice, 4)], 1024);
        break;
    case 2:
        add_u32(d, FIELD_SUB_INTERFACE_INDEX, MATCH_EQUAL, 1 + dice_below(dice, 4094));
        break;
    case 3:
        luid = room(d, sizeof(*luid));
        if (luid) {
            *luid = UINT64_C(6) << 48 | dice_below(dice, 4096) << 24;
            add(d, FIELD_IP_LOCAL_INTERFACE, dice_chance(dice, 90) ? MATCH_EQUAL : MATCH_NOT_EQUAL,
                (struct value){ .type = TYPE_UINT64, .u64 = luid });
        }
        break;
    case 4:
        add_u32(d, FIELD_INTERFACE_TYPE, MATCH_NOT_EQUAL, 24);
        add_u8(d, FIELD_IP_PROTOCOL, MATCH_EQUAL, 58);
        break;
    default:
        add(d, FIELD_ALE_APP_ID, dice_chance(dice, 50) ? MATCH_PREFIX : MATCH_NOT_EQUAL, d->set->apps[dice_below(dice, d->set->app_count)]);
        add_network(d, FIELD_IP_LOCAL_ADDRESS, dice_chance(dice, 50) ? MATCH_EQUAL : MATCH_NOT_EQUAL, address(d->set), 16);
    }
    add_u8(d, FIELD_IP_DESTINATION_ADDRESS_TYPE, MATCH_EQUAL, dice_below(dice, 2));
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
    add_ports(d, FIELD_IP_REMOTE_PORT, MATCH_RANGE, dice_below(dice, 200), 65000 + dice_below(dice, 500));
    if (dice_chance(dice, 50))
        add_u8(d, FIELD_IP_PROTOCOL, MATCH_NOT_EQUAL, 200 + dice_below(dice, 50));
    if (dice_chance(dice, 20))
        add_ports(d, FIELD_IP_LOCAL_PORT, MATCH_NOT_EQUAL, dice_below(dice, 65536), dice_below(dice, 65536));
}

static void draw_nested(struct draft *d)
{
    struct dice *dice = &d->set->dice;
    uint32_t     bits = dice_below(dice, 33);
    if (bits)
        add_network(d, dice_chance(dice, 80) ? FIELD_IP_REMOTE_ADDRESS : FIELD_IP_LOCAL_ADDRESS, MATCH_EQUAL, 0x0a010203, bits);
    if (dice_chance(dice, 10))
        add_u8(d, FIELD_IP_PROTOCOL, MATCH_EQUAL, 6);
}

static void draw_equal(struct draft *d)
{
    struct dice *dice = &d->set->dice;
    add_u16(d, FIELD_IP_REMOTE_PORT, MATCH_EQUAL, dice_below(dice, 4));
    if (dice_chance(dice, 50))
        add_u8(d, FIELD_IP_PROTOCOL, MATCH_EQUAL, PICK(dice, 6, 17));
}

/* Every pair of lengths. */
static void draw_tuples(struct draft *d)
{
    struct dice *dice = &d->set->dice;
    uint32_t     remote = dice_below(dice, 33), local = dice_below(dice, 33);
    if (remote)
        add_network(d, FIELD_IP_REMOTE_ADDRESS, MATCH_EQUAL, address(d->set), remote);
    if (local)
        add_network(d, FIELD_IP_LOCAL_ADDRESS, MATCH_EQUAL, address(d->set), local);
    if (dice_chance(dice, 30))
        add_ports(d, FIELD_IP_REMOTE_PORT, MATCH_RANGE, dice_below(dice, 1000), 1000 + dice_below(dice, 64000));
}

static void draw(struct draft *d)
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
    case SHAPE_TUPLES:
    case SHAPE_COUNT:
        draw_tuples(d);
    }
}

/* --- the set ----------------------------------------------------------------------------------------------------------------- */

enum { SUBLAYERS = 8 };
static const struct {
    uint16_t weight;
    uint32_t percent;
} sublayer_shares[SUBLAYERS] = { { 32768, 75 }, { 49152, 5 }, { 16384, 5 }, { 65535, 4 }, { 57344, 4 }, { 8192, 3 }, { 4096, 2 },
                                 { 1, 2 } };

static bool has_sublayers(const struct filter_set *s)
{
    return s->shape >= SHAPE_WFP;
}

static struct guid pick_sublayer(struct filter_set *s)
{
    uint32_t x = dice_below(&s->dice, 100), i = 0;
    if (!has_sublayers(s))
        return s->sublayers[0].key;
    while (i + 1 < SUBLAYERS && x >= sublayer_shares[i].percent)
        x -= sublayer_shares[i++].percent;
    return s->sublayers[i].key;
}

static uint64_t pick_weight(struct filter_set *s, uint64_t id, uint32_t conditions)
{
    switch (s->shape) {
    case SHAPE_WFP:
        return (uint64_t)(conditions < 8 ? conditions : 7) << 60 | (dice_roll(&s->dice) >> 4);
    case SHAPE_EQUAL:
        return 7;
    case SHAPE_OVERLAP:
    case SHAPE_NESTED:
        return dice_below(&s->dice, 1000);
    default:
        return UINT64_MAX - id;
    }
}

bool filter_set_draw(struct filter_set *s, struct filter *out)
{
    struct draft d = { .set = s };
    draw(&d);
    struct condition *c = arena_copy(&s->arena, d.conditions, d.count * sizeof(*c));
    if (d.failed || !c)
        return false;
    bool goes_on = s->shape == SHAPE_WFP ? dice_chance(&s->dice, 3) : s->shape > SHAPE_WFP && dice_chance(&s->dice, 60);
    *out = (struct filter){ .id = out->id, .layer = s->layer->id, .sublayer = pick_sublayer(s), .conditions = c, .condition_count = d.count,
                            .effective_weight = pick_weight(s, out->id, d.count) };
    out->action = goes_on ? ACTION_CALLOUT_INSPECTION : dice_chance(&s->dice, 60) ? ACTION_PERMIT : ACTION_BLOCK;
    return true;
}

static bool make_sublayers(struct filter_set *s)
{
    s->sublayers = arena_array(&s->arena, SUBLAYERS, sizeof(*s->sublayers));
    for (uint32_t i = 0; s->sublayers && i < SUBLAYERS; i++) {
        char name[32];
        snprintf(name, sizeof(name), "set %u", i);
        s->sublayers[i] = (struct sublayer){ .key = guid_from_name("sublayer", name), .name = "set", .weight = sublayer_shares[i].weight };
    }
    s->sublayer_count = SUBLAYERS;
    return s->sublayers != NULL;
}

static bool make_app(struct filter_set *s, uint32_t i)
{
    char              path[96];
    int               n = snprintf(path, sizeof(path), "\\device\\harddiskvolume3\\program files\\vendor%u\\app%u.exe", i % 97, i);
    struct byte_blob *b = arena_alloc(&s->arena, sizeof(*b));
    uint8_t          *text = arena_alloc(&s->arena, 2u * ((unsigned)n + 1));
    if (!b || !text)
        return false;
    for (int k = 0; k < n; k++)
        text[2 * k] = (uint8_t)path[k];
    *b = (struct byte_blob){ 2u * ((unsigned)n + 1), text };
    s->apps[i] = (struct value){ .type = TYPE_BYTE_BLOB, .blob = b };
    return true;
}

/* authority 15: packages; 5: users */
static bool make_sid(struct filter_set *s, struct value *out, uint8_t authority, uint32_t i)
{
    uint8_t *sid = arena_alloc(&s->arena, 16);
    if (!sid)
        return false;
    sid[0] = 1;
    sid[1] = 2;
    sid[7] = authority;
    memcpy(sid + 8, &(uint32_t){ authority == 15 ? 2 : 21 }, 4);
    memcpy(sid + 12, &i, 4);
    *out = (struct value){ .type = TYPE_SID, .sid = sid };
    return true;
}

static uint32_t at_least(uint32_t n, uint32_t least)
{
    return n > least ? n : least;
}

static bool make_pools(struct filter_set *s, uint32_t count)
{
    bool windows = s->shape == SHAPE_WFP, ok;
    s->network_count = at_least(count / (windows ? 4 : 12), 16);
    s->networks = arena_array(&s->arena, s->network_count, sizeof(*s->networks));
    s->app_count = windows ? at_least(count / 6, 8) : 0;
    s->package_count = windows ? at_least(count / 40, 4) : 0;
    s->user_count = windows ? at_least(count / 50, 4) : 0;
    s->apps = arena_array(&s->arena, s->app_count, sizeof(*s->apps));
    s->packages = arena_array(&s->arena, s->package_count, sizeof(*s->packages));
    s->users = arena_array(&s->arena, s->user_count, sizeof(*s->users));
    ok = s->networks && s->apps && s->packages && s->users;
    for (uint32_t i = 0; ok && i < s->network_count; i++)
        s->networks[i] = (uint32_t)(dice_roll(&s->dice) & 0x7fffffff) | 0x01000000;
    for (uint32_t i = 0; ok && i < s->app_count; i++)
        ok = make_app(s, i);
    for (uint32_t i = 0; ok && i < s->package_count; i++)
        ok = make_sid(s, &s->packages[i], 15, i);
    for (uint32_t i = 0; ok && i < s->user_count; i++)
        ok = make_sid(s, &s->users[i], 5, i);
    return ok;
}

/* How much of what there is a filter matches, in bits. */
static uint32_t scope_of(const struct filter *f)
{
    uint32_t scope = 32 + 32 + 16 + 16 + 8;
    for (uint32_t i = 0; i < f->condition_count; i++) {
        const struct value *v = &f->conditions[i].value;
        if (v->type == TYPE_V4_ADDR_MASK)
            scope -= (uint32_t)__builtin_popcount(v->v4->mask);
        else if (v->type == TYPE_V6_ADDR_MASK)
            scope -= v->v6->prefix == 128 ? 32 : v->v6->prefix - 32u;
        else if (v->type == TYPE_RANGE)
            scope -= (uint32_t)__builtin_clz((uint32_t)(v->range->high.u16 - v->range->low.u16) | 1) - 16;
        else
            scope -= v->type == TYPE_UINT16 ? 16 : 8;
    }
    return scope;
}

static int compare_scopes(const void *a, const void *b)
{
    const struct filter *x = a, *y = b;
    uint32_t             of_x = scope_of(x), of_y = scope_of(y);
    return of_x != of_y ? (of_x < of_y ? -1 : 1) : (x->id < y->id ? -1 : 1);
}

/* People write the exception before the rule: without it, some filter that matches everything would hide nearly all others. */
static void put_narrow_first(struct filter_set *s)
{
    qsort(s->filters, s->count, sizeof(*s->filters), compare_scopes);
    for (uint32_t i = 0; i < s->count; i++) {
        s->filters[i].id = i + 1;
        s->filters[i].effective_weight = UINT64_MAX - s->filters[i].id;
    }
}

bool filter_set_init(struct filter_set *s, enum filter_shape shape, enum family family, uint32_t count, uint64_t seed)
{
    *s = (struct filter_set){ .shape = shape, .dice = { seed } };
    arena_init(&s->arena);
    s->layer = shape == SHAPE_WFP ? layer_of(LAYER(ALE_AUTH_CONNECT), family) : layer_of(LAYER(INBOUND_TRANSPORT), family);
    s->filters = arena_array(&s->arena, count, sizeof(*s->filters));
    if (!s->filters || !make_sublayers(s) || !make_pools(s, count))
        return false;
    for (; s->count < count; s->count++) {
        s->filters[s->count].id = s->count + 1;
        if (!filter_set_draw(s, &s->filters[s->count]))
            return false;
    }
    if (!has_sublayers(s))
        put_narrow_first(s);
    return true;
}

void filter_set_fini(struct filter_set *s)
{
    arena_fini(&s->arena);
}

/* --- headers ----------------------------------------------------------------------------------------------------------------- */

static void set(const struct filter_set *s, struct header *h, enum field_id field, struct value v)
{
    int at = layer_field_index(s->layer, field);
    if (at >= 0)
        h->values[at] = v;
}

static void set_address(const struct filter_set *s, struct header *h, enum field_id field, uint32_t a)
{
    struct value v = { .type = TYPE_UINT32, .u32 = a };
    if (is_v6(s)) {
        v.type = TYPE_BYTE_ARRAY16;
        v.bytes16 = h->addresses[field == FIELD_IP_REMOTE_ADDRESS];
        v6_of(a, v.bytes16);
    }
    set(s, h, field, v);
}

static struct value small(enum data_type type, uint32_t n)
{
    struct value v = { .type = type };
    if (type == TYPE_UINT8)
        v.u8 = (uint8_t)n;
    else if (type == TYPE_UINT16)
        v.u16 = (uint16_t)n;
    else
        v.u32 = n;
    return v;
}

static void set_user(const struct filter_set *s, struct header *h, const uint8_t *user)
{
    h->sids[0] = user;
    h->token = (struct token){ 1, h->sids };
    set(s, h, FIELD_ALE_USER_ID, (struct value){ .type = TYPE_TOKEN_ACCESS_INFORMATION, .token = &h->token });
}

/* Any header. */
static void draw_any(const struct filter_set *s, struct dice *d, struct header *h)
{
    memset(h->values, 0, sizeof(h->values));
    set_address(s, h, FIELD_IP_REMOTE_ADDRESS, (uint32_t)dice_roll(d));
    set_address(s, h, FIELD_IP_LOCAL_ADDRESS, dice_chance(d, 50) ? 0x0a000005 : s->networks[dice_below(d, s->network_count)]);
    set(s, h, FIELD_IP_PROTOCOL, small(TYPE_UINT8, PICK(d, 6, 6, 6, 17, 17, 1)));
    set(s, h, FIELD_IP_LOCAL_PORT, small(TYPE_UINT16, dice_chance(d, 40) ? service(d) : 49152 + dice_below(d, 16384)));
    set(s, h, FIELD_IP_REMOTE_PORT, small(TYPE_UINT16, service(d)));
    if (s->shape != SHAPE_WFP)
        return;
    set(s, h, FIELD_ALE_APP_ID, s->apps[dice_below(d, s->app_count)]);
    set(s, h, FIELD_ALE_PACKAGE_ID, s->packages[dice_chance(d, 80) ? 0 : dice_below(d, s->package_count)]);
    set_user(s, h, s->users[dice_below(d, s->user_count)].sid);
    set(s, h, FIELD_INTERFACE_TYPE, small(TYPE_UINT32, PICK(d, 6, 6, 71)));
    set(s, h, FIELD_CURRENT_PROFILE_ID, small(TYPE_UINT32, 1 + dice_below(d, 3)));
    set(s, h, FIELD_FLAGS, small(TYPE_UINT32, dice_below(d, 8)));
    set(s, h, FIELD_SUB_INTERFACE_INDEX, small(TYPE_UINT32, 0));
    set(s, h, FIELD_IP_DESTINATION_ADDRESS_TYPE, small(TYPE_UINT8, dice_below(d, 2)));
    h->numbers[0] = UINT64_C(6) << 48 | dice_below(d, 4096) << 24;
    set(s, h, FIELD_IP_LOCAL_INTERFACE, (struct value){ .type = TYPE_UINT64, .u64 = &h->numbers[0] });
}

/* Bits that a network leaves open are the header's own. */
static void meet_network(const struct condition *c, struct dice *d, const struct header *h, int at, struct value *v)
{
    if (c->value.type == TYPE_V4_ADDR_MASK) {
        v->type = TYPE_UINT32;
        v->u32 = c->value.v4->addr | ((uint32_t)dice_roll(d) & ~c->value.v4->mask);
        return;
    }
    uint8_t *address = (uint8_t *)(uintptr_t)h->addresses[c->field == FIELD_IP_REMOTE_ADDRESS];
    unsigned bits = c->value.v6->prefix;
    (void)at;
    for (unsigned i = 0; i < 16; i++) {
        uint8_t open = bits >= 8 * (i + 1) ? 0 : bits <= 8 * i ? 0xff : (uint8_t)(0xff >> (bits - 8 * i));
        address[i] = (uint8_t)((c->value.v6->addr[i] & ~open) | ((uint8_t)dice_roll(d) & open));
    }
    v->type = TYPE_BYTE_ARRAY16;
    v->bytes16 = address;
}

static void meet(const struct filter_set *s, const struct condition *c, struct dice *d, struct header *h)
{
    int at = layer_field_index(s->layer, c->field);
    if (at < 0 || (c->match != MATCH_EQUAL && c->match != MATCH_RANGE))
        return;
    if (c->value.type == TYPE_V4_ADDR_MASK || c->value.type == TYPE_V6_ADDR_MASK)
        meet_network(c, d, h, at, &h->values[at]);
    else if (c->value.type == TYPE_RANGE)
        h->values[at] = dice_chance(d, 50) ? c->value.range->low : c->value.range->high;
    else if (c->field == FIELD_ALE_USER_ID)
        set_user(s, h, c->value.sid);
    else
        h->values[at] = c->value;
}

void header_draw_for(const struct filter_set *s, struct dice *d, uint32_t filter, struct header *h)
{
    const struct filter *f = &s->filters[filter];
    draw_any(s, d, h);
    for (uint32_t i = 0; i < f->condition_count; i++)
        if (i == 0 || f->conditions[i].field != f->conditions[i - 1].field || dice_chance(d, 40))
            meet(s, &f->conditions[i], d, h);
}

void header_draw(const struct filter_set *s, struct dice *d, struct header *h)
{
    if (s->count && dice_chance(d, 80))
        header_draw_for(s, d, dice_below(d, s->count), h);
    else
        draw_any(s, d, h);
}
