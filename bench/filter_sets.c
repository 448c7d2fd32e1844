#include "filter_sets.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "filter_draft.h"

const char *const filter_shape_names[SHAPE_COUNT] = { "acl", "fw", "ipc", "wfp", "overlap", "nested", "equal", "tuples", "ranges" };

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
    draft_draw(&d);
    struct condition *c = arena_copy(&s->arena, d.conditions, d.count * sizeof(*c));
    if (d.failed || !c)
        return false;
    bool goes_on = s->shape == SHAPE_WFP ? dice_chance(&s->dice, 3) : s->shape > SHAPE_WFP && dice_chance(&s->dice, s->shape == SHAPE_RANGES ? 5 : 60);
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

static struct name *make_name(struct filter_set *s, const void *data, size_t size)
{
    struct name **at = &s->names[s->name_count];
    if (name_get(data, (uint32_t)size, at))
        return NULL;
    s->name_count++;
    return *at;
}

static bool make_app(struct filter_set *s, uint32_t i)
{
    char         path[96];
    uint8_t      text[2 * sizeof(path)] = { 0 };
    int          n = snprintf(path, sizeof(path), "\\device\\harddiskvolume3\\program files\\vendor%u\\app%u.exe", i % 97, i);
    for (int k = 0; k < n; k++)
        text[2 * k] = (uint8_t)path[k];
    struct name *name = make_name(s, text, 2u * ((unsigned)n + 1));
    if (name)
        s->apps[i] = (struct value){ .type = TYPE_BYTE_BLOB, .name = name->number, .blob = &name->blob };
    return name;
}

/* authority 15: packages; 5: users */
static bool make_sid(struct filter_set *s, struct value *out, uint8_t authority, uint32_t i)
{
    uint8_t sid[16] = { 1, 2, [7] = authority, [8] = authority == 15 ? 2 : 21 };
    memcpy(sid + 12, &i, 4);
    struct name *name = make_name(s, sid, sizeof(sid));
    if (name)
        *out = (struct value){ .type = TYPE_SID, .name = name->number, .sid = name->blob.data };
    return name;
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
    s->names = arena_array(&s->arena, s->app_count + s->package_count + s->user_count, sizeof(struct name *));
    ok = s->networks && s->apps && s->packages && s->users && s->names;
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
    for (uint32_t i = 0; i < s->name_count; i++)
        name_put(s->names[i]);
    arena_fini(&s->arena);
}
