/* Random policies: see generator.h. */
#include "naive/generator.h"

#include <string.h>

uint32_t random_below(struct random *r, uint32_t limit)
{
    r->state += 0x9e3779b97f4a7c15u; /* splitmix64 */
    uint64_t z = r->state;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return (uint32_t)((z ^ z >> 31) >> 32) % limit;
}

bool random_chance(struct random *r, uint32_t one_in)
{
    return random_below(r, one_in) == 0;
}

static struct guid random_guid(struct random *r)
{
    struct guid g = { .data1 = 1 + random_below(r, 0xffff), .data2 = (uint16_t)random_below(r, 3) };
    for (unsigned i = 0; i < sizeof(g.data4); i++)
        g.data4[i] = (uint8_t)random_below(r, 256);
    return g;
}

static const struct layer_row *random_layer(struct random *r)
{
    return &layer_rows[random_below(r, LAYER_COUNT)];
}

/* Equal weights are common, and one policy in two has a sublayer of weight 0 beside the inspection sublayer. */
static void random_sublayers(struct random *r, struct policy_case *c)
{
    static const uint16_t weights[] = { 0, 1, 0x100, 0x100, 0x8000, 0xffff };
    c->sublayer_count = random_below(r, CASE_SUBLAYERS + 1);
    for (uint32_t i = 0; i < c->sublayer_count; i++)
        c->sublayers[i] = (struct sublayer){ .key = random_guid(r),
                                             .name = "s",
                                             .weight = weights[random_below(r, 6)] };
}

static void random_callouts(struct random *r, struct policy_case *c)
{
    static const uint32_t flags[] = { 0, 0, CLASSIFY_OUT_FLAG_ABSORB,
                                      CLASSIFY_OUT_FLAG_ABSORB | CLASSIFY_OUT_FLAG_NO_MORE_DATA,
                                      CLASSIFY_OUT_FLAG_BUFFER_LIMIT_REACHED };
    c->callout_count = 1 + random_below(r, CASE_CALLOUTS);
    for (uint32_t i = 0; i < c->callout_count; i++)
        c->callouts[i] = (struct naive_callout){ .key = random_guid(r),
                                                 .registered = !random_chance(r, 4),
                                                 .answer = (enum naive_answer)random_below(r, ANSWER_COUNT),
                                                 .clears_right = random_chance(r, 3),
                                                 .flags = flags[random_below(r, 5)] };
}

static const struct guid *builtin_sublayer(const char *name)
{
    for (unsigned i = 0; i < builtin_count; i++)
        if (strcmp(builtin_rows[i].name, name) == 0)
            return &builtin_rows[i].key;
    return NULL;
}

/* The inspection sublayer takes inspection callouts only. */
static struct guid random_sublayer_key(struct random *r, const struct policy_case *c, enum action_type action)
{
    uint32_t n = random_below(r, c->sublayer_count + 2);
    if (n < c->sublayer_count)
        return c->sublayers[n].key;
    if (action == ACTION_CALLOUT_INSPECTION && random_chance(r, 2))
        return *builtin_sublayer("FWPM_SUBLAYER_INSPECTION");
    return random_chance(r, 2) ? (struct guid){ 0 } : *builtin_sublayer("FWPM_SUBLAYER_MPSSVC_WF");
}

static enum action_type random_action(struct random *r)
{
    static const enum action_type actions[] = { ACTION_BLOCK, ACTION_PERMIT, ACTION_PERMIT, ACTION_CALLOUT_TERMINATING,
                                                ACTION_CALLOUT_INSPECTION, ACTION_CALLOUT_UNKNOWN };
    return actions[random_below(r, 6)];
}

/* A-081 keeps the second flag to two actions. */
static uint32_t random_flags(struct random *r, enum action_type action)
{
    uint32_t flags = random_chance(r, 3) ? FILTER_FLAG_CLEAR_ACTION_RIGHT : 0;
    if (random_chance(r, 2) && (action == ACTION_CALLOUT_TERMINATING || action == ACTION_CALLOUT_UNKNOWN))
        flags |= FILTER_FLAG_PERMIT_IF_CALLOUT_UNREGISTERED;
    if (random_chance(r, 30))
        flags |= FILTER_FLAG_DISABLED;
    return random_chance(r, 8) ? flags | FILTER_FLAG_INDEXED | FILTER_FLAG_PERSISTENT : flags;
}

/* A field that a filter can name, half the time the same as the last one (a neighbour in an OR group) or an earlier one
 * (a separated member of one). */
static enum field_id random_field(struct random *r, const struct layer_row *layer, const struct condition *sofar,
                                  uint32_t n)
{
    if (n && random_chance(r, 2))
        return sofar[random_chance(r, 2) ? n - 1 : random_below(r, n)].field;
    for (unsigned tries = 0; tries < 20; tries++) {
        const struct field_row *f = &layer->fields[random_below(r, layer->field_count)];
        if (f->type != TYPE_EMPTY && f->id != FIELD_NONE)
            return f->id;
    }
    return FIELD_NONE;
}

static bool tests_address_bits(const struct condition *c, const struct layer_row *layer)
{
    return twin_is_address(layer, c->field) &&
           (c->match == MATCH_FLAGS_ALL_SET || c->match == MATCH_FLAGS_ANY_SET || c->match == MATCH_FLAGS_NONE_SET);
}

static void random_conditions(struct random *r, struct policy_case *c, uint32_t filter)
{
    struct filter          *f = &c->filters[filter];
    const struct layer_row *layer = &layer_rows[f->layer];
    uint32_t                want = layer->field_count ? random_below(r, CASE_CONDITIONS + 1) : 0, n = 0;
    for (uint32_t i = 0; i < want; i++) {
        struct condition *k = &c->conditions[filter][n];
        enum field_id     id = random_field(r, layer, c->conditions[filter], n);
        if (id == FIELD_NONE)
            continue;
        k->field = id;
        if (!generate_condition(r, layer->fields[layer_field_index(layer, id)].type, k, &c->operands[filter][n]))
            continue;
        if (c->twin && layer == c->layer && tests_address_bits(k, layer))
            c->twin = false;
        n++;
    }
    f->condition_count = n;
    f->conditions = c->conditions[filter];
}

static void random_filter(struct random *r, struct policy_case *c, uint32_t i, uint64_t id)
{
    static const uint64_t weights[] = { 0, 5, 5, 6, 1ull << 60, 15ull << 60, UINT64_MAX };
    struct filter        *f = &c->filters[i];
    enum action_type      action = random_action(r);
    *f = (struct filter){ .key = random_guid(r),
                          .id = id,
                          .name = "f",
                          .flags = random_flags(r, action),
                          .layer = random_chance(r, 8) ? random_layer(r)->id : c->layer->id,
                          .sublayer = random_sublayer_key(r, c, action),
                          .effective_weight = weights[random_below(r, 7)],
                          .action = action };
    if (action & ACTION_FLAG_CALLOUT)
        f->callout = c->callouts[random_below(r, c->callout_count)].key;
    random_conditions(r, c, i);
}

/* Ids are unique and in no order: 1 + (i * step mod 29) walks all residues. */
void generate_policy(struct random *r, struct policy_case *c)
{
    uint32_t step = 1 + random_below(r, 28);
    c->layer = random_layer(r);
    c->twin = twin_layer(c->layer) != NULL;
    c->filter_count = 1 + random_below(r, CASE_FILTERS);
    random_sublayers(r, c);
    random_callouts(r, c);
    for (uint32_t i = 0; i < c->filter_count; i++)
        random_filter(r, c, i, 1 + (uint64_t)i * step % 29);
}

void generate_packet(struct random *r, const struct layer_row *layer, struct packet_case *p)
{
    for (uint32_t i = 0; i < layer->field_count; i++) {
        if (random_chance(r, 8))
            p->values[i] = (struct value){ .type = TYPE_EMPTY };
        else
            generate_value(r, layer->fields[i].type, &p->values[i]);
    }
}

void policy_case_copy(struct policy_case *to, const struct policy_case *from)
{
    *to = *from;
    for (uint32_t i = 0; i < to->filter_count; i++)
        to->filters[i].conditions = to->conditions[i];
}

struct naive_policy policy_case_view(const struct policy_case *c)
{
    return (struct naive_policy){ c->filters, c->filter_count, c->sublayers, c->sublayer_count, c->callouts,
                                  c->callout_count };
}
