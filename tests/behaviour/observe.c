#include "observe.h"

#include <assert.h>

#include "model/name.h"
#include "pkt/nbl.h"
#include "run.h"

void observe_reset(struct run *r)
{
    r->seen.count = r->seen.called_count = 0;
}

/* Tokens belong to the classify; cases do not look at them. */
static struct value *copy_values(struct arena *arena, const struct value *from, unsigned count)
{
    struct value *to = arena_array(arena, count, sizeof(*to));
    for (unsigned i = 0; i < count; i++)
        if (value_copy(arena, &from[i], &to[i]) != WFP_OK)
            to[i].type = TYPE_EMPTY;
    return to;
}

static struct bytes copy_packet(struct arena *arena, const NET_BUFFER_LIST *nbl)
{
    const NET_BUFFER *nb = nbl->FirstNetBuffer;
    uint8_t          *storage = arena_alloc(arena, nb_length(nb));
    const void       *data = nb_data(nb, nb_length(nb), storage);
    return bytes_of(arena_copy(arena, data, nb_length(nb)), nb_length(nb));
}

/* Without numbers a classify asks the filters one by one (docs/adr/0018). */
static bool has_numbers(const struct value *v)
{
    if (v->type == TYPE_TOKEN_ACCESS_INFORMATION)
        return v->token->names && v->token->grants;
    return !name_is_for(v->type) || v->name;
}

/* Positions of the layer that nobody wants are not filled: they show as empty. */
void observe_classified(void *context, const struct pkt_ctx *c, const struct classify_in *in,
                        const struct classify_out *out, const struct trace *trace)
{
    struct run  *r = context;
    struct seen *s = &r->seen.seen[r->seen.count++];
    uint32_t     wanted;
    struct value values[FIELD_COUNT] = { { 0 } };
    assert(r->seen.count < SEEN_MAX);
    const uint8_t *fields = ruleset_wanted_fields(c->rules, in->layer->id, &wanted);
    for (uint32_t i = 0; i < wanted; i++) {
        values[fields[i]] = in->values[fields[i]];
        assert(has_numbers(&values[fields[i]]));
    }
    *s = (struct seen){
        .layer = in->layer,
        .values = copy_values(&r->arena, values, in->layer->field_count),
        .metadata = *in->metadata,
        .out = *out,
        .has_packet = in->layer_data != NULL,
    };
    if (in->layer_data)
        s->packet = copy_packet(&r->arena, in->layer_data);
    if (trace) {
        s->events = arena_copy(&r->arena, trace->events, trace->count * sizeof(*trace->events));
        s->event_count = trace->count;
    }
}

void observe_called(struct run *r, const char *callout)
{
    assert(r->seen.called_count < CALLED_MAX);
    r->seen.called[r->seen.called_count++] = callout;
}
